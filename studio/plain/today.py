"""Today in words: what is open, what is due, one idea, everything else.

For: `studio` without a terminal (text, nothing asked) and on a plain terminal
(the same with a number to type). May import plain; the facts are the desk's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.plain.numbers import place
from studio.plain.wording import ended

if TYPE_CHECKING:
    from studio.plain.visit import Visit
    from studio.practice.today import Today

FINE = 0
LOOKING_BACK = ("calendar", "trends")
ASKS = "Number, or the name of an exercise. Enter leaves."
LETS_GO = "“let go” and its number takes off what comes back."
LET_GO = "let go"
PROGRAMMES = ("programme", "programmes")


def today_lines(today: Today) -> list[str]:
    """Today as lines; rows that can be opened carry numbers, in one count."""
    lines = [f"Today, {today.day}"]
    number = 0
    for heading, rows in _sections(today):
        lines += ["", f"{heading}:"]
        for row in rows:
            number += 1
            lines.append(f"  {number}. {ended(row)}")
    if today.packs:
        lines += ["", "All exercises:"]
        lines += [
            f"  {pack.title}: " + ", ".join(one.id for one in pack.exercises)
            for pack in today.packs
        ]
        lines.append("  Programmes: paths through them, at your own pace.")
        lines.append("  Looking back: calendar, trends.")
    return [*lines, *([""] if today.notes else []), *today.notes]


def _sections(today: Today) -> list[tuple[str, list[str]]]:
    """Headings with their rows; a section without rows is not there."""
    sections = []
    if today.open:
        rows = [_joined(one.title, one.progress, one.since) for one in today.open]
        sections.append(("Left open", rows))
    if today.due:
        rows = [_joined(one.title, one.minutes, one.since) for one in today.due]
        sections.append(("To come back to", rows))
    if today.programmes:
        one = len(today.programmes) == 1
        rows = [
            _joined(f"{path.title}: {path.next}", path.note, path.minutes, path.since)
            for path in today.programmes
        ]
        sections.append(("Your programme" if one else "Your programmes", rows))
    if today.idea is not None:
        idea = today.idea
        head = _joined(idea.title, idea.minutes)
        sections.append(("One idea for now", [f"{head}. {idea.purpose}".strip()]))
    return sections


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part).replace("?,", "?")


def open_today(visit: Visit) -> int:
    """Say Today, ask for a number or a name, and open it; until Enter alone."""
    return visit.guarded(lambda: _until_left(visit))


def _until_left(visit: Visit) -> int:
    visit.welcome()
    while True:
        today = visit.desk.today()
        visit.talk.obey = visit.outside
        for line in today_lines(today):
            visit.talk.say(line, hang=5 if line.startswith("  ") else 0)
        visit.talk.say()
        line = visit.talk.ask(f"{ASKS} {LETS_GO}" if today.due else ASKS)
        if not line:
            return FINE
        _open(visit, today, line)
        visit.talk.say()


def _open(visit: Visit, today: Today, line: str) -> None:
    places: list[tuple[str, tuple[str, str, str]]] = [
        *(("open", (one.draft, "", "")) for one in today.open),
        *(("due", (one.exercise, one.followup, one.entry)) for one in today.due),
        *(("path", (path.exercise, path.programme, "")) for path in today.programmes),
        *([("idea", (today.idea.exercise, "", ""))] if today.idea else []),
    ]
    if line.isdecimal():
        number = place(line, len(places))
        if number is None:
            visit.talk.refuse(f"1 to {len(places)}, please, or a name.")
            return
        what, (name, followup, entry) = places[number - 1]
        if what == "open":
            visit.waiting(name)
        elif what == "path":
            _next_of(visit, name, followup)
        else:
            visit.exercise(name, followup=followup, entry=entry)
        return
    if line.casefold().startswith(LET_GO):
        _let_go(visit, today, line[len(LET_GO) :].strip())
        return
    if line.casefold() in LOOKING_BACK:
        from studio.plain.over_time import open_calendar, open_trends

        (open_calendar if line.casefold() == "calendar" else open_trends)(visit)
        return
    if line.casefold() in PROGRAMMES:
        from studio.plain.programmes import open_programmes

        open_programmes(visit)
        return
    name = _named(today, line)
    if name:
        visit.exercise(name)
    else:
        visit.talk.refuse(_no_such(today, line))


def _let_go(visit: Visit, today: Today, number: str) -> None:
    """Take a row off what comes back; nothing that was written goes with it."""
    first = len(today.open) + 1
    last = first + len(today.due) - 1
    row = place(number, last)
    if row is None or row < first:
        which = f"{first}" if first == last else f"{first} to {last}"
        visit.talk.refuse(f"{which} can be let go." if today.due else "Nothing is to come back.")
        return
    due = today.due[row - first]
    visit.desk.let_go(due.entry)
    visit.talk.say(f"{ended(due.title)} It does not come back any more. What you wrote stays.")


def _next_of(visit: Visit, exercise: str, programme: str) -> None:
    """What comes next on a programme; the programme itself where that is not installed."""
    from studio.plain.programmes import open_programme

    if exercise:
        visit.exercise(exercise)
    else:
        open_programme(visit, programme)


def _named(today: Today, line: str) -> str:
    for pack in today.packs:
        for one in pack.exercises:
            if line.casefold() in (one.id, one.title.casefold()):
                return one.id
    return ""


def _no_such(today: Today, line: str) -> str:
    from studio.format.problems import nearest

    close = nearest(line, [one.id for pack in today.packs for one in pack.exercises])
    return f"Nothing by that name. Did you mean {close}?" if close else "Nothing by that name."
