"""The reference for authors, `docs/format.md`, made from the declarations.

The prose is in `format_page.md` beside this module; tables are filled in from
the classes, so a key is described once. `python -m studio.authoring.reference
FILE` writes it. Imports the format only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from studio.format import contacts, expressions, trials
from studio.format.codes import CODES
from studio.format.exercise import Exercise, Pack
from studio.format.keys import (
    Anything,
    Assignments,
    Block,
    Blocks,
    Decimal,
    Formula,
    Key,
    Label,
    ListNames,
    Minutes,
    Name,
    Named,
    Names,
    OneOf,
    OptionsFrom,
    Pieces,
    Reads,
    Reference,
    SourceOf,
    Span,
    Steps,
    Whole,
    Words,
    YesNo,
    keys_of,
)
from studio.format.parts import PARTS
from studio.format.step import Step, kinds

APART = (contacts.__name__, trials.__name__)  # parts of other files than packs and exercises
PROSE = Path(__file__).with_name("format_page.md")
FUNCTIONS = {
    "answered": ("answered(x)", "yes or no: whether there is an answer"),
    "count": ("count(list)", "how many"),
    "sum": ("sum(list)", "all of them together"),
    "mean": ("mean(list)", "their mean"),
    "median": ("median(list)", "the one in the middle"),
    "min": ("min(list)", "the lowest number, or the earliest date"),
    "max": ("max(list)", "the highest number, or the latest date"),
    "first": ("first(list)", "the first of them"),
    "join": ("join(list)", "a text: a, b and c"),
    "number": ("number(choice)", "the `number` of the option that was chosen"),
    "days": ("days(date, date)", "whole days between two dates"),
    "on_days": ("on_days(list)", "on how many different days"),
    "marks": ("marks(text, 'word_list')", "how many words of a shared list stand in a text"),
    "either": ("either(a, b, …)", "the first that is answered"),
    "given": ("given(yes_no, x)", "x when the first is true, else missing"),
}
TAKES: dict[type[Reads], str] = {
    Words: "text, with `${…}`",
    Label: "text",
    YesNo: "`yes` or `no`",
    Decimal: "number",
    Span: "duration",
    Minutes: "`4` or `3-10`",
    Steps: "steps",
    Pieces: "list of texts, with `${…}`",
    OptionsFrom: "options, a shared list, or an earlier answer",
    SourceOf: "source of rows, or a list of them",
    ListNames: "list of lists and collections",
    Assignments: "names, each with an expression",
    Anything: "as the test needs it",
}


def page() -> str:
    """The whole page, as Markdown."""
    text = PROSE.read_text(encoding="utf-8")
    text = text.replace(
        "{{reserved}}", ", ".join(f"`{one}`" for one in sorted(expressions.RESERVED))
    )
    text = text.replace("{{table:exercise}}", table(Exercise, also=FORMAT))
    text = text.replace("{{table:pack}}", table(Pack, also=FORMAT))
    text = text.replace("{{table:common}}", table(Step, also=TYPE))
    text = text.replace("{{table:functions}}", functions())
    text = text.replace("{{parts}}", parts())
    text = text.replace(
        "{{tests}}", some_parts("test", "past", "then", "expect", "shown", "coming", "stop")
    )
    text = text.replace("{{codes}}", all_codes())
    return re.sub(r"\{\{kinds:([a-z,]+)\}\}", lambda found: some_kinds(found[1]), text)


FORMAT = "| `format` | `1` | the version of the format; needed |\n"
TYPE = "| `type` | a kind of step | always written; needed |\n"


def table(cls: type, *, also: str = "", leave_out: frozenset[str] = frozenset()) -> str:
    """The keys of a class as a table."""
    rows = [
        f"| `{name}` | {takes(key)} | {key.doc}{'; needed' if key.required else ''} |\n"
        for name, (_, key) in keys_of(cls).items()
        if name not in leave_out
    ]
    return f"| key | takes | meaning |\n|---|---|---|\n{also}{''.join(rows)}".rstrip()


def takes(key: Key) -> str:
    """What a key takes, in words."""
    reads = key.reads
    fixed = TAKES.get(type(reads))
    if fixed is not None:
        return fixed
    for cls, said in SAID:
        if isinstance(reads, cls):
            return said(reads)
    raise AssertionError(f"no words for {reads}")


def words_of(known: tuple[str, ...]) -> str:
    """`a`, `b`."""
    return ", ".join(f"`{one}`" for one in known)


def whole(reads: Whole) -> str:
    """A whole number and its bounds."""
    return f"{reads.low} to {reads.high}"


def name(reads: Name) -> str:
    """A name in its style."""
    return "`name_like_this`" if reads.style == "snake" else "`name-like-this`"


def names(reads: Names) -> str:
    """A list of words, perhaps of a closed set."""
    return f"list of {words_of(reads.known)}" if reads.known else "list of words"


def formula(reads: Formula) -> str:
    """An expression and what it must come to."""
    return f"expression ({reads.wants})" if reads.wants else "expression"


def reference(reads: Reference) -> str:
    """What a name refers to."""
    said = "id of an answer" if reads.to == "answer" else f"name of a {reads.to.replace('_', ' ')}"
    said = said.replace("a exercise", "an exercise").replace("a followup", "a follow-up")
    return f"list: {said}" if reads.many else said


def part(reads: Named | Block | Blocks) -> str:
    """Names with parts, a list of parts, or one."""
    link = f"[{reads.of}](#{reads.of})"
    if isinstance(reads, Named):
        return f"names, each with {link}"
    return f"list of {link}" if isinstance(reads, Blocks) else link


SAID: tuple[tuple[type[Reads], Callable[..., str]], ...] = (
    (Whole, whole),
    (Name, name),
    (Names, names),
    (Formula, formula),
    (OneOf, lambda reads: words_of(reads.words)),
    (Reference, reference),
    (Named, part),
    (Blocks, part),
    (Block, part),
)


def some_kinds(listed: str) -> str:
    """Kinds of step, each with its own keys."""
    common = frozenset(keys_of(Step))
    shown = []
    for one in listed.split(","):
        cls = kinds()[one]
        said = (cls.__doc__ or "").strip().split("\n")[0]
        own = table(cls, leave_out=common)
        keys = "" if own.count("\n") < 2 else f"\n\n{own}"
        shown.append(f"#### {one}\n\n{said} Stores {cls.stores}.{keys}")
    return "\n\n".join(shown)


def parts() -> str:
    """Every part, each with its keys."""
    return some_parts(*(called for called, cls in PARTS.items() if cls.__module__ not in APART))


def some_parts(*called: str) -> str:
    """Parts by name, each with its keys."""
    shown = []
    for one in called:
        said = (PARTS[one].__doc__ or "").strip().split("\n")[0]
        shown.append(f"### {one}\n\n{said}\n\n{table(PARTS[one])}")
    return "\n\n".join(shown)


def functions() -> str:
    """The functions of expressions."""
    rows = [f"| `{FUNCTIONS[one][0]}` | {FUNCTIONS[one][1]} |" for one in expressions.FUNCTIONS]
    return "\n".join(["| function | gives |", "|---|---|", *rows])


def all_codes() -> str:
    """Every code with its one line."""
    rows = [f"| {code} | {one.severity} | {one.title} |" for code, one in CODES.items()]
    return "\n".join(["| code | is | means |", "|---|---|---|", *rows])


def main(arguments: list[str]) -> int:
    """Write the page to the file that is named."""
    Path(arguments[0]).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
