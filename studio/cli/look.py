"""Looking: today, the list, past sessions, kept things. As text, or as JSON for programs.

May import the desk and plain's words. Shows, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from studio.cli.arguments import Given, whole
from studio.cli.languages import asked
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import say_json, say_lines
from studio.practice.desk import Desk, open_desk

if TYPE_CHECKING:
    from studio.library.summaries import Summary

PAGE = 20
LEAST_ID = 4

Outcome = dict[str, Any]


def today(given: Given) -> int:
    """`studio today`."""
    if given.has("short"):
        from studio.cli.short import short

        return short()
    shown = open_desk(language=asked(given)).today()
    if given.has("json"):
        say_json(asdict(shown))
        return FINE
    from studio.plain.today import today_lines

    last = "studio run ID begins one; studio --help tells more."
    say_lines([*today_lines(shown), "", last], hang=5)
    return FINE


def listing(given: Given) -> int:
    """`studio list`."""
    desk = open_desk(language=asked(given))
    if given.has("json"):
        say_json([_summary(one) for one in desk.summaries])
        return FINE
    say_lines(list(_packs(desk.summaries)), hang=4)
    return FINE


def _summary(one: Summary) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if name != "path"}


def _packs(summaries: tuple[Summary, ...]) -> Iterator[str]:
    from studio.library.summaries import minutes_label

    pack = ""
    for one in summaries:
        if one.pack != pack:
            if pack:
                yield ""
            pack = one.pack
            yield one.pack_title or one.pack
        minutes = minutes_label(one.minutes)
        needs = "needs a look: studio check" if one.problems else ""
        rest = ", ".join(part for part in (one.title or one.id, minutes, needs) if part)
        yield f"  {one.id}: {rest}"


def history(given: Given) -> int:
    """`studio history`."""
    desk = opened(open_desk())
    found = outcomes(desk, given)
    limit = whole(given, "limit", PAGE, least=1) if given.has("limit") else None
    if given.has("json"):
        say_json(list(islice(found, limit)))
        return FINE
    page = list(islice(found, (PAGE if limit is None else limit) + 1))
    shown = page[: PAGE if limit is None else limit]
    if not shown:
        say_lines(["Nothing here yet."])
        return FINE
    say_lines([_row(one, desk.now()) for one in shown], hang=4)
    if len(page) > len(shown):
        say_lines(["", "There is more: studio history --limit 200"])
    return FINE


def outcomes(desk: Desk, given: Given) -> Iterator[Outcome]:
    """Past sessions as the options of history and export ask for them."""
    return desk.history(
        given.value("exercise") or None,
        _moment(given.value("since"), "since", time.min, desk.now()),
        _moment(given.value("until"), "until", time.max, desk.now()),
    )


def _moment(text: str, option: str, at: time, now: datetime) -> datetime | None:
    """A moment of the day that was typed, where `now` is; None when no day was."""
    if not text:
        return None
    from studio.practice.days import day_in

    day = day_in(text, now.date(), past=True)
    if day is None:
        raise UsageError(f"--{option} takes a day, such as 2026-04-15.")
    return datetime.combine(day, at, now.tzinfo)


def _row(one: Outcome, now: datetime) -> str:
    when = moment(one.get("ended"), now)
    minutes = round(float(one.get("minutes") or 0))
    rest = [str(one.get("title") or one.get("exercise") or "A session")]
    if minutes:
        rest.append(f"{minutes} min")
    if one.get("ending") == "stopped":
        rest.append("stopped early")
    # The end of an id is what differs most between sessions of one day.
    return f"{when}  {', '.join(rest)}  ({str(one.get('id'))[-8:]})"


def moment(value: object, now: datetime) -> str:
    """`22 Nov 2026 21:34` in the zone of `now`; empty when it is no time."""
    try:
        when = datetime.fromisoformat(str(value)).astimezone(now.tzinfo)
    except ValueError:
        return ""
    return f"{when.day} {when:%b %Y %H:%M}"


def show(given: Given) -> int:
    """`studio show ID`: a session by its id or the end of it, else an exercise's card."""
    desk = open_desk(language=asked(given))
    if desk.library.path(given.word) is None:
        opened(desk)
    found = None if desk.lock.locked else find_outcome(desk, given.word)
    if found is not None:
        if given.has("json"):
            say_json(found)
        else:
            say_lines(list(outcome_lines(found, desk.now())), hang=4)
        return FINE
    if desk.library.path(given.word) is None:
        raise UsageError(
            f"There is no session or exercise “{given.word[:60]}”.",
            "`studio history` and `studio list` show those there are.",
        )
    card = desk.card(given.word)
    if given.has("json"):
        say_json(asdict(card))
        return FINE
    say_lines(list(_card_lines(asdict(card))), hang=4)
    return FINE


def find_outcome(desk: Desk, word: str) -> Outcome | None:
    """A past session by its id, or by the end of it."""
    whole = desk.outcome(word)
    if whole is not None or len(word) < LEAST_ID or not set(word) <= set("0123456789abcdef-"):
        return whole
    return next((one for one in desk.history() if str(one.get("id")).endswith(word)), None)


def _card_lines(card: dict[str, Any]) -> Iterator[str]:
    yield ", ".join(part for part in (card["title"], card["minutes"]) if part)
    labels = {
        "purpose": "", "you_will": "You will: ", "keeps": "It keeps: ",
        "last_time": "Last time: ", "claim": "What is known: ",
    }  # fmt: skip
    for name, label in labels.items():
        if card.get(name):
            yield f"{label}{card[name]}"


def outcome_lines(one: Outcome, now: datetime) -> Iterator[str]:
    """A past session, question by question."""
    yield f"{one.get('title') or one.get('exercise')}, {moment(one.get('ended'), now)}"
    if one.get("ending") == "stopped":
        yield "Stopped early; everything up to there is kept."
    for entry in one.get("answers") or ():
        yield ""
        question = str(entry.get("question") or entry.get("id"))
        if entry.get("kind") == "keep" and question == entry.get("id"):
            question = "Kept"  # a keep step that asks in the program's own words
        yield from question.split("\n")
        if entry.get("skipped"):
            yield "  (skipped)"
            continue
        aside = "" if entry.get("on_path", True) else " (set aside)"
        yield from (f"  {word}{aside}" for word in entry.get("words") or ())
    for value in (one.get("values") or {}).values():
        if isinstance(value, dict) and value.get("words"):
            yield ""
            yield str(value["words"])
