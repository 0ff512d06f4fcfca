"""What a test expects against what came of a session.

Each expectation that is not met is a problem at its place in the test file, with
what was found instead. Imports the session's outcome; plays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.engine.outcome import Outcome
from studio.engine.view import View
from studio.format.exercise import Exercise
from studio.format.markdown import unstyled
from studio.format.nodes import Mapping, Node, Scalar, Sequence
from studio.format.problems import Place, Problems, nearest
from studio.practice.desk import Desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import Look, Seen

ENDS = {"finished": "done", "eased_out": "eased_out", "stopped": "stopped"}


def judge(expect: Mapping, sitting: Sitting, seen: Seen, desk: Desk, problems: Problems) -> None:
    """Hold everything that a test expects against a session that is over."""
    outcome = sitting.session.outcome
    if outcome is None:
        problems.error(
            "P822",
            expect.place,
            "The session did not come to its end.",
            "It was left open; look at `stops`.",
        )
        return
    found = Found(outcome, sitting.session.view, seen, desk, sitting.session.exercise, problems)
    for entry in expect.entries:
        rule = RULES.get(entry.key.text)
        if rule is not None:
            rule(found, entry.value)


class Found:
    """What came of one session, and where problems with it go."""

    def __init__(
        self,
        outcome: Outcome,
        end: View,
        seen: Seen,
        desk: Desk,
        exercise: Exercise,
        problems: Problems,
    ) -> None:
        self.outcome = outcome
        self.end = end
        self.seen = seen
        self.desk = desk
        self.exercise = exercise
        self._problems = problems

    def problem(self, code: str, node: Node, message: str, hint: str) -> None:
        """Note something that is not as expected."""
        self._problems.error(code, place_of(node), message, hint)


def place_of(node: Node) -> Place:
    """Where a node stands, as wide as its first line."""
    if isinstance(node, Scalar):
        return node.at(0, max(1, len(node.text.partition("\n")[0])))
    return node.place


def path(found: Found, node: Node) -> None:
    """The ids met, in order."""
    wanted = words(node)
    met = found.seen.path
    if wanted == met:
        return
    at = next((i for i, pair in enumerate(zip(wanted, met, strict=False)) if pair[0] != pair[1]),
              min(len(wanted), len(met)))  # fmt: skip
    where = node.items[at] if isinstance(node, Sequence) and at < len(wanted) else node
    came = f"`{met[at]}`" if at < len(met) else "the end"
    said = f"Instead of `{wanted[at]}` came {came}." if at < len(wanted) else f"Then came {came}."
    found.problem("P820", where, said, f"The path was [{', '.join(met)}].")


def not_path(found: Found, node: Node) -> None:
    """Ids that are not met."""
    for one in node.items if isinstance(node, Sequence) else ():
        if isinstance(one, Scalar) and one.text in found.seen.path:
            found.problem(
                "P821",
                one,
                f"`{one.text}` was met.",
                f"The path was [{', '.join(found.seen.path)}].",
            )


def ends(found: Found, node: Node) -> None:
    """How it ends."""
    came = ENDS[found.outcome.ending]
    if word(node) != came:
        found.problem("P822", node, f"It ended as `{came}`.", f"Write `ends: {came}`, if so meant.")


def text(found: Found, node: Node) -> None:
    """Words of its last screen."""
    said = screen_text(found.end)
    if squeezed(word(node)) not in squeezed(said):
        found.problem(
            "P823",
            node,
            "The last screen says something else.",
            "It says:\n  " + said.replace("\n", "\n  "),
        )


def outcome_values(found: Found, node: Node) -> None:
    """Values computed at the end."""
    values = {name: in_words(one["value"]) for name, one in found.outcome.values.items()}
    for entry in node.entries if isinstance(node, Mapping) else ():
        name, wanted = entry.key.text, in_words(plain(entry.value))
        if name not in values:
            close = nearest(name, values)
            known = f"There are {', '.join(values)}." if values else "There is no value at all."
            found.problem(
                "P824",
                entry.key,
                f"The outcome has no value `{name}` here.",
                f"Did you mean `{close}`?" if close else known,
            )
        elif not alike(values[name], wanted):
            found.problem(
                "P824",
                entry.value,
                f"`{name}` is {values[name]}.",
                f"Write `{name}: {values[name]}`, if so meant.",
            )


def kept(found: Found, node: Node) -> None:
    """Items that are kept by now."""
    for entry in node.entries if isinstance(node, Mapping) else ():
        full = collection(entry.key.text, found.exercise)
        rows = [
            {key: in_words(value) for key, value in one["fields"].items()}
            for one in found.desk.store.kept(full)
        ]
        for item in entry.value.items if isinstance(entry.value, Sequence) else ():
            fields = plain(item)
            wanted = {key: in_words(one) for key, one in fields.items()} if fields else {}
            if not any(row | wanted == row for row in rows):
                not_there(found, entry.key.text, item, wanted, rows)


def not_there(
    found: Found, name: str, item: Node, wanted: dict[str, str], rows: list[dict[str, str]]
) -> None:
    """Say which field of the nearest item is another, and all of that item."""
    if not rows:
        found.problem("P825", item, f"No such item is in `{name}`.", "It holds nothing.")
        return
    near = max(rows, key=lambda row: sum(row.get(key) == one for key, one in wanted.items()))
    key = next((one for one in wanted if near.get(one) != wanted[one]), "")
    written = item.get(key) if isinstance(item, Mapping) else None
    there = f"is “{near[key]}”" if key in near else "is not there"
    held = "\n".join(f"  {field}: {value}" for field, value in near.items())
    found.problem(
        "P825",
        written or item,
        f"No such item is in `{name}`: `{key}` {there}, and “{wanted.get(key, '')}” is expected.",
        f"{'The only one' if len(rows) == 1 else f'The nearest of {len(rows)}'}:\n{held}",
    )


def not_kept(found: Found, node: Node) -> None:
    """Collections that got nothing from this session."""
    got = {change["collection"] for change in found.outcome.changes if change["op"] == "add"}
    for one in node.items if isinstance(node, Sequence) else ():
        if isinstance(one, Scalar) and collection(one.text, found.exercise) in got:
            found.problem(
                "P826",
                one,
                f"Something was kept in `{one.text}`.",
                "Look at the `keep` steps on this path.",
            )


def shows(found: Found, node: Node) -> None:
    """Words that are seen at a step, in any round of it or in one that is named."""
    for one in node.items if isinstance(node, Sequence) else ():
        at = one.get("at") if isinstance(one, Mapping) else None
        said = one.get("text") if isinstance(one, Mapping) else None
        if not isinstance(one, Mapping) or at is None or said is None:
            continue
        name, number = word(at), word(one.get("round") or at)
        looks = [each for each in found.seen.looks if each.name == name]
        if one.get("round") is not None:
            looks = [each for each in looks if str(each.round) == number]
        if not looks:
            rounds = {each.round for each in found.seen.looks if each.name == name}
            last = max(rounds, default=0)
            hint = f"Its rounds go from 1 to {last}." if last else ON_THE_PATH
            where = one.get("round") if rounds else None
            what = f"`{name}` has no round {number} here." if rounds else f"`{name}` was not met."
            found.problem("P827", where or at, what, hint)
        elif not any(squeezed(word(said)) in squeezed(each.words) for each in looks):
            found.problem("P827", said, f"`{name}` shows something else.", as_seen(looks))


ON_THE_PATH = "Name a step on the path."
MOST_LINES = 24  # of what stood at a step


def as_seen(looks: list[Look]) -> str:
    """What stood at a step, line by line; that of each round if there were several."""
    rows = []
    for each in looks:
        rows.append(f"In round {each.round} it shows:" if each.round else "It shows:")
        rows += [f"  {row}" for row in each.words.split("\n")]
    rows = list(dict.fromkeys(rows)) if not any(each.round for each in looks) else rows
    if rows[MOST_LINES:]:
        rows[MOST_LINES:] = ["  …"]
    return "\n".join(rows)


def scheduled(found: Found, node: Node) -> None:
    """What is to come back by now, and when; an empty list says that nothing is."""
    coming = found.desk.store.schedule()
    listed = "; ".join(
        f"{one.get('followup') or one.get('exercise')}, {one.get('due') or one.get('cue')}"
        for one in coming
    )
    wanted = node.items if isinstance(node, Sequence) else ()
    for one in wanted:
        if not any(comes(entry, plain(one)) for entry in coming):
            found.problem(
                "P828",
                one,
                "Nothing comes back like this.",
                f"What comes back: {listed}." if listed else "Nothing comes back at all.",
            )
    if coming and not wanted:
        found.problem("P828", node, "Something comes back.", f"What comes back: {listed}.")


def comes(entry: dict[str, Any], wanted: dict[str, str]) -> bool:
    """Whether a thing that comes back is the one that is expected."""
    return all(
        str(entry.get(key) or "").startswith(value)
        if key == "due"
        else str(entry.get(key) or "") == value
        for key, value in wanted.items()
    )


def opens(found: Found, node: Node) -> None:
    """What is offered afterwards."""
    if found.outcome.opens != word(node):
        offered = f"`{found.outcome.opens}`" if found.outcome.opens else "Nothing"
        found.problem(
            "P829", node, f"{offered} is offered afterwards.", "Look at the `opens` keys."
        )


def minutes(found: Found, node: Node) -> None:
    """How long it took."""
    came = in_words(found.outcome.minutes)
    if not alike(word(node), came):
        found.problem(
            "P830",
            node,
            f"It takes {came} minutes.",
            "Timed steps run in full; `takes` says how long an answer takes.",
        )


RULES: dict[str, Callable[[Found, Node], None]] = {
    "path": path,
    "not_path": not_path,
    "ends": ends,
    "text": text,
    "outcome": outcome_values,
    "kept": kept,
    "not_kept": not_kept,
    "shows": shows,
    "scheduled": scheduled,
    "opens": opens,
    "minutes": minutes,
}


def collection(name: str, exercise: Exercise) -> str:
    """The full name of a collection, as an exercise sees it."""
    if "/" in name:
        return name
    leaned = [full for full in exercise.tables.collections if full.endswith(f"/{name}")]
    return leaned[0] if leaned else f"common/{name}"


def screen_text(view: View) -> str:
    """The words of a screen, a line each."""
    return unstyled(view.text)


def squeezed(text: str) -> str:
    """A text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def word(node: Node) -> str:
    """The text of a scalar; "" for anything else."""
    return node.text if isinstance(node, Scalar) else ""


def words(node: Node) -> list[str]:
    """The texts of a list."""
    return [word(one) for one in node.items] if isinstance(node, Sequence) else []


def plain(node: Node) -> Any:  # noqa: ANN401 - texts, lists and blocks
    """A node as plain texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(one) for one in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def alike(one: str, other: str) -> bool:
    """Whether two values are the same as written, or as numbers: 1 and 1.0."""
    try:
        return one == other or float(one) == float(other)
    except ValueError:
        return False


def in_words(value: object) -> str:
    """A stored value as a test writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(one) for one in value)
    return str(value)
