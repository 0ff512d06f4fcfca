"""Single values of the format: yes/no, numbers, durations, names, words.

Each function takes the reader and a node and gives the value, or `BROKEN`
after it has noted what is wrong. Nothing is raised for an author's mistake.
Imports the declarations, the node types, expressions and piping.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from studio.format import expressions, piping
from studio.format.clean import clean
from studio.format.expressions import RESERVED, Expression
from studio.format.expressions.tree import Call, Literal
from studio.format.keys import (
    Decimal,
    Formula,
    Label,
    Minutes,
    Name,
    Names,
    OneOf,
    Reads,
    Span,
    Whole,
)
from studio.format.parts import Duration
from studio.format.problems import nearest
from studio.format.source import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from studio.format.reading import Reader

BROKEN: Final = object()  # a value that could not be read; its problem is noted
Node = Scalar | Sequence | Mapping

SECONDS = {
    "second": 1,
    "seconds": 1,
    "minute": 60,
    "minutes": 60,
    "hour": 3600,
    "hours": 3600,
    "day": 86400,
    "days": 86400,
    "week": 604800,
    "weeks": 604800,
}
SPELLED = {
    "snake": re.compile(r"[a-z][a-z0-9_]{0,59}"),
    "kebab": re.compile(r"[a-z][a-z0-9-]{0,59}"),
}
LONG_LABEL = 100
LONG_TEXT = 16


def shape(node: Node) -> str:
    """What a person would call this node."""
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, Sequence) else "a block of keys"


def scalar(reader: Reader, node: Node, key: str, wanted: str = "a text") -> Scalar | None:
    """The node as a scalar, or None once noted."""
    if isinstance(node, Scalar):
        return node
    reader.error(
        "P203",
        node.place,
        f"`{key}` takes {wanted}, and {shape(node)} stands here.",
        f"Write `{key}:` and its value on one line.",
    )
    return None


def yes_no(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """`yes` or `no`."""
    found = scalar(reader, node, key, "yes or no")
    if found is None:
        return BROKEN
    if found.text in ("yes", "no"):
        return found.text == "yes"
    meant = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}
    guess = meant.get(found.text.casefold()) or nearest(found.text, ("yes", "no"))
    reader.error(
        "P204",
        reader.whole(found),
        f"`{key}` takes yes or no.",
        f"Write `{key}: {guess}`." if guess else f"Write `{key}: yes` or `{key}: no`.",
    )
    return BROKEN


def whole_number(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A whole number within its bounds."""
    assert isinstance(how, Whole)
    found = scalar(reader, node, key, "a whole number")
    if found is None:
        return BROKEN
    digits = found.text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        value = int(found.text)
        if how.low <= value <= how.high:
            return value
    reader.error(
        "P205",
        reader.whole(found),
        f"`{key}` takes a whole number.",
        f"Write a number from {how.low} to {how.high}.",
    )
    return BROKEN


def decimal(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A number; whole when it has no decimals."""
    assert isinstance(how, Decimal)
    found = scalar(reader, node, key, "a number")
    if found is None:
        return BROKEN
    digits = found.text.removeprefix("-")
    if digits.isascii() and len(digits) < 16 and digits.replace(".", "", 1).isdigit():
        value = float(found.text)
        return int(value) if value.is_integer() else value
    reader.error(
        "P206",
        reader.whole(found),
        f"`{key}` takes a number.",
        "Write digits, with a point for decimals, such as 1.75.",
    )
    return BROKEN


def span(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A number and a unit, such as `3 days`."""
    assert isinstance(how, Span)
    found = scalar(reader, node, key, "a duration")
    if found is None:
        return BROKEN
    number, _, unit = found.text.partition(" ")
    if number.isascii() and number.isdigit() and len(number) < 6:
        if unit in SECONDS:
            return Duration(seconds=int(number) * SECONDS[unit])
        if unit in ("month", "months"):
            return Duration(months=int(number))
    guess = nearest(unit, (*SECONDS, "month", "months")) if unit else None
    reader.error(
        "P211",
        reader.whole(found),
        f"`{key}` takes a number and a unit.",
        f"Did you mean `{number} {guess}`?"
        if guess and number.isdigit()
        else "Write it such as `20 seconds`, `2 hours`, `3 days`, `2 weeks`, `1 month`.",
    )
    return BROKEN


def minutes(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """`4` or `3-10`, as a pair."""
    assert isinstance(how, Minutes)
    found = scalar(reader, node, key, "minutes")
    if found is None:
        return BROKEN
    low, dash, high = found.text.partition("-")
    ends = (low, high if dash else low)
    if all(end.isascii() and end.isdigit() and len(end) < 4 for end in ends):
        pair = (int(ends[0]), int(ends[1]))
        if 0 < pair[0] <= pair[1]:
            return pair
    reader.error(
        "P212",
        reader.whole(found),
        f"`{key}` takes a number of minutes.",
        "Write one number, such as 4, or the shortest and the longest, such as 3-10.",
    )
    return BROKEN


def one_of(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """One word of a closed set."""
    assert isinstance(how, OneOf)
    found = scalar(reader, node, key, "one word")
    if found is None:
        return BROKEN
    if found.text in how.words:
        return found.text
    reader.error(
        "P207",
        reader.whole(found),
        f"`{key}` has no “{found.text[:40]}”.",
        meant(found.text, how.words),
    )
    return BROKEN


def meant(word: str, known: tuple[str, ...]) -> str:
    """A hint: the nearest word, else the words there are."""
    close = nearest(word, known)
    return f"Did you mean `{close}`?" if close else f"It takes {either(known)}."


def either(words: tuple[str, ...]) -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def name(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """An id in its style."""
    assert isinstance(how, Name)
    found = scalar(reader, node, key, "a name")
    if found is None or not named(reader, found, how.style, reserved=how.style == "snake"):
        return BROKEN
    return found.text


def named(reader: Reader, found: Scalar, style: str, *, reserved: bool) -> bool:
    """Whether a name is spelled by the rule; notes it if not."""
    text = found.text
    if SPELLED[style].fullmatch(text):
        if reserved and text in RESERVED:
            reader.error(
                "P606",
                reader.whole(found),
                f"`{text}` is a word of the format and cannot be a name.",
                f"Choose another, such as `{text}_1`.",
            )
            return False
        return True
    mark, other = ("_", "-") if style == "snake" else ("-", "_")
    better = "".join(c if c.isalnum() and c.isascii() else mark for c in text.lower())
    better = mark.join(part for part in better.replace(other, mark).split(mark) if part)
    rule = "small letters, digits and `_`" if style == "snake" else "small letters, digits and `-`"
    reader.error(
        "P210",
        reader.whole(found),
        f"“{text[:60]}” cannot be a name here.",
        f"Names here have {rule} and begin with a letter"
        + (f": `{better}`." if better and better[0].isalpha() else "."),
    )
    return False


def words(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """Text with pipes, as a template."""
    found = scalar(reader, node, key)
    if found is None:
        return BROKEN
    if not found.text.strip():
        reader.error(
            "P501", found.place, f"`{key}` has no words.", "Write the text, or leave the key out."
        )
        return BROKEN
    if found.text.count("\n") >= LONG_TEXT or len(found.text) > 1400:
        reader.warning(
            "P502",
            found.place,
            f"This text is longer than a screen of {LONG_TEXT} lines.",
            "Split it into two steps, so that nobody has to scroll to read it.",
        )
    made = piping.parse_template(found, reader.problems, found.at)
    if made is None:
        return BROKEN
    reader.sites.template(made, found)
    if "marks" in found.text:
        for line in made.lines:
            for piece in line:
                if isinstance(piece, Expression):
                    need_word_lists(reader, piece.tree)
    return made


def label(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A short text without pipes."""
    assert isinstance(how, Label)
    found = scalar(reader, node, key)
    if found is None:
        return BROKEN
    text = clean(found.text).strip()
    if not text:
        reader.error(
            "P501", found.place, f"`{key}` has no words.", "Write the text, or leave the key out."
        )
        return BROKEN
    pipe = found.text.find("${")
    if pipe >= 0:
        reader.error(
            "P503",
            found.at(pipe, 2),
            f"`{key}` takes no `${{…}}`.",
            "Labels, hints and titles are stored and translated as they stand. Answers are filled "
            "into `text`, `help` and `closing`.",
        )
    if key in ("label", "title", "own", "skip", "low", "high"):
        watch_width(reader, found, key)
    return text


def watch_width(reader: Reader, found: Scalar, key: str = "label") -> None:
    """Warn of a label that does not fit into one line."""
    if len(found.text.strip()) > LONG_LABEL:
        reader.warning(
            "P504",
            found.place,
            f"`{key}` is too long for one line.",
            "Shorten it; a `hint` or `help` can hold the rest.",
        )


def formula(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """An expression; its types are checked once the flow is known."""
    assert isinstance(how, Formula)
    found = scalar(reader, node, key, "an expression")
    return BROKEN if found is None else expression(reader, found)


def expression(reader: Reader, found: Scalar) -> Any:  # noqa: ANN401 - an Expression or BROKEN
    """One scalar as an expression, with its place remembered."""
    made = expressions.parse(found.text, found.at, reader.problems)
    if made is None:
        reader.flaws += 1
        reader.scope.lost.gaps = True
        return BROKEN
    reader.sites.expression(made, found)
    if "marks" in found.text:
        need_word_lists(reader, made.tree)
    return made


def need_word_lists(reader: Reader, tree: Any) -> None:  # noqa: ANN401 - any node of a tree
    """The word lists that `marks` names are leaned on like any other name."""
    if (
        isinstance(tree, Call)
        and tree.function == "marks"
        and isinstance(tree.arguments[1], Literal)
    ):
        for full in reader.scope.find("lists", str(tree.arguments[1].value)):
            reader.scope.need("lists", full)
    for part in ("left", "right", "of"):
        inner = getattr(tree, part, None)
        if inner is not None:
            need_word_lists(reader, inner)
    for one in getattr(tree, "arguments", getattr(tree, "items", ())):
        need_word_lists(reader, one)


def names(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A list of words; a closed set when `known` says so."""
    assert isinstance(how, Names)
    found = []
    for one in each_word(reader, node, key):
        if how.known and one.text not in how.known:
            reader.error(
                "P207",
                reader.whole(one),
                f"`{key}` has no “{one.text[:40]}”.",
                meant(one.text, how.known),
            )
        else:
            found.append(one.text)
    return tuple(found)


def each_word(reader: Reader, node: Node, key: str) -> list[Scalar]:
    """The scalars of a list; a wrong shape is noted."""
    if not isinstance(node, Sequence):
        fix = f"`{key}: [{node.text}]`" if isinstance(node, Scalar) else f"`{key}: [one, two]`"
        reader.error("P213", node.place, f"`{key}` takes a list.", f"Write it as {fix}.")
        return []
    found = []
    for one in node.items:
        if isinstance(one, Scalar) and one.text.strip():
            found.append(one)
        else:
            reader.error(
                "P213",
                one.place,
                f"`{key}` takes a list of words.",
                "Write each as a word of its own.",
            )
    return found
