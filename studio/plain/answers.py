"""An answers file: what stands in for a person in line mode.

The YAML of a pack test's `answers:` (docs/format.md), by id; or a file with
`answers`, `care`, `skips`, `seed` and `takes` beside each other. May import
the format's source reader and problems. Reads one file; plays nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from studio.errors import StudioError
from studio.format.problems import Place, Problems, did_you_mean
from studio.format.source import Mapping, Node, Scalar, read
from studio.plain.given import Unfit, several, word
from studio.plain.numbers import whole

LONG_FORM = ("format", "exercise", "answers", "care", "skips", "seed", "takes")
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
MOST_BYTES = 2**20


@dataclass(frozen=True)
class Answers:
    """Answers as read. `place` is where they begin, for what is missing from them."""

    place: Place
    by_id: dict[str, Node] = field(default_factory=dict)
    care: dict[str, Node] = field(default_factory=dict)
    skips: dict[str, Place] = field(default_factory=dict)
    seed: int | None = None
    takes: dict[str, float] = field(default_factory=dict)


def read_answers(path: Path, problems: Problems) -> Answers | None:
    """The answers in a file; None when `problems` holds why not.

    Raises StudioError when the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or "no reason given"
        raise StudioError(f"{path} cannot be read: {reason}.", "Check the name.") from problem
    node = read(data, str(path), problems)
    if problems.errors:
        return None
    start = Place(str(path), 1, 1)
    try:
        return _answers(node, start)
    except Unfit as unfit:
        problems.error(unfit.code, unfit.place, unfit.message, unfit.hint)
        return None


def _answers(node: Node | None, start: Place) -> Answers:
    if node is None:
        return Answers(start)
    if not isinstance(node, Mapping):
        raise Unfit("P203", node.place, "An answers file is a block of answers by their ids.")
    keys = {entry.key.text for entry in node.entries}
    if not keys & {"answers", "care", "skips"}:
        return Answers(node.place, _entries(node))
    for entry in node.entries:
        if entry.key.text not in LONG_FORM:
            hint = did_you_mean(entry.key.text, LONG_FORM)
            raise Unfit("P201", entry.key.place, f"`{entry.key.text}` has no place here.", hint)
    return answers_in(node)


def answers_in(node: Mapping, keys: tuple[str, ...] = LONG_FORM) -> Answers:
    """The answers below their keys; keys that are not among `keys` are somebody else's."""
    found = {entry.key.text: entry.value for entry in node.entries if entry.key.text in keys}
    answers, care = found.get("answers"), found.get("care")
    skips, seed, takes = found.get("skips"), found.get("seed"), found.get("takes")
    where = {entry.key.text: entry.key.at(0, len(entry.key.text)) for entry in node.entries}
    return Answers(
        where.get("answers", node.place),
        _entries(answers) if answers is not None else {},
        _entries(care) if care is not None else {},
        {word(one): one.place for one in several(skips)} if skips is not None else {},
        _whole(seed) if seed is not None else None,
        {name: seconds_of(one) for name, one in _entries(takes).items()} if takes else {},
    )


def _entries(node: Node) -> dict[str, Node]:
    if isinstance(node, Mapping):
        return {entry.key.text: entry.value for entry in node.entries}
    if isinstance(node, Scalar) and not node.text.strip():
        return {}
    raise Unfit("P203", node.place, "A block of keys belongs here, each an id and its answer.")


def _whole(node: Node) -> int:
    number = whole(word(node))
    if number is None or number < 0:
        raise Unfit("P806", node.place, "A seed is a whole number.")
    return number


def seconds_of(node: Node) -> float:
    """`20`, `20 seconds`, `2 minutes`: seconds."""
    digits, _, unit = word(node).partition(" ")
    number = whole(digits)
    size = SECONDS.get(unit.strip().removesuffix("s"), 0) if unit else 1
    if number is None or number < 0 or not size:
        raise Unfit("P806", node.place, "A time such as `20 seconds` or `2 minutes` belongs here.")
    return float(number) * size
