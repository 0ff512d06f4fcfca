"""Two hundred slips of the hand in shipped files, and what `studio check` says first of each.

    python -m bench.mutations [docs/mutations.md]

Each slip changes one line of one file. It is met well when the first problem told stands
at that line, under the very word, and says how to mend it. The same seed makes the same
slips of the same files.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from studio.authoring.check import check
from studio.format.expressions import FUNCTIONS
from studio.format.problems import Problem
from studio.library.library import NOT_EXERCISES, shipped, shown

SEED, MANY = 7, 200
TODAY = date(2026, 11, 22)
ENOUGH = 0.95


@dataclass(frozen=True)
class Slip:
    """A file as it became: the line and columns that were changed, and what mends it.

    `says` is a pattern that the hint, or the message, has to match. `lines` are the
    lines at which the slip may be told: one, or two where nobody can say which it is.
    """

    kind: str
    file: Path
    text: str
    lines: tuple[int, ...]
    columns: tuple[int, int]
    says: str
    before: str
    after: str


Maker = Callable[[Path, list[str], random.Random], Slip | None]


def misspelt(word: str, chance: random.Random) -> str:
    """A word with two letters swapped, one left out or one doubled."""
    if len(word) < 3:
        return word + word[-1]
    for _ in range(9):
        at = chance.randrange(len(word) - 1)
        way = chance.randrange(3)
        made = word[:at] + word[at + 1] + word[at] + word[at + 2 :] if way == 0 else word
        made = word[:at] + word[at + 1 :] if way == 1 else made
        made = word[: at + 1] + word[at:] if way == 2 else made
        if made != word and re.fullmatch(r"[a-z_][\w-]*", made):
            return made
    return word + word[-1]


def at_match(
    kind: str, pattern: str, change: Callable[[re.Match[str], random.Random], tuple[str, str]]
) -> Maker:
    """A slip in group 1 of a pattern: what it becomes, and what has to be said of it."""

    def make(file: Path, rows: list[str], chance: random.Random) -> Slip | None:
        found = [
            (number, match)
            for number, row in enumerate(rows)
            for match in re.finditer(pattern, row)
            if "#" not in row
        ]
        if not found:
            return None
        number, match = chance.choice(found)
        word, says = change(match, chance)
        if word == match[1]:
            return None
        start = match.start(1)
        return slip(kind, file, rows, number, start, match.end(1), word, says)

    return make


def slip(
    kind: str, file: Path, rows: list[str], number: int, start: int, end: int, word: str, says: str
) -> Slip:
    """Put `word` in the place of some columns of a line."""
    row = rows[number]
    after = row[:start] + word + row[end:]
    text = "\n".join([*rows[:number], after, *rows[number + 1 :]])
    columns = (start + 1, start + 1 + max(len(word), 1))
    return Slip(kind, file, text, (number + 1,), columns, says, row.strip(), after.strip())


def named(match: re.Match[str], chance: random.Random) -> tuple[str, str]:
    """The word misspelt; the right one has to be named."""
    return misspelt(match[1], chance), rf"`{re.escape(match[1])}`"


def unit(match: re.Match[str], chance: random.Random) -> tuple[str, str]:
    """The unit of a duration misspelt; the same unit has to be named, as one or as many."""
    number, _, word = match[1].partition(" ")
    return f"{number} {misspelt(word, chance)}", rf"`{number} {word.rstrip('s')}s?`"


KEYS = (
    "text|options|label|help|when|show|required|private|measure|phases|seconds|fields|items|"
    "closing|purpose|cadence|followup|fragment|topic|unit|hint|words|better"
)
OWN = "feelings|strength_tags|lenses|trigger_tags|win_kinds|body_regions|consequences"


def indented(file: Path, rows: list[str], chance: random.Random) -> Slip | None:
    """A line moved by one or two columns."""
    found = [
        number
        for number, row in enumerate(rows[1:-1], 1)
        if re.match(r" +[a-z_]+: \S", row)
        and re.match(r" +[a-z_]+: \S", rows[number - 1])
        and column(row) == column(rows[number - 1]) == column(rows[number + 1])
        and not re.search(r": [|>]$", row)
    ]
    if not found:
        return None
    number = chance.choice(found)
    blanks = column(rows[number])
    to = max(0, blanks + chance.choice((-2, -1, 1, 2)))
    made = slip("an indent", file, rows, number, 0, blanks, " " * to, "column|line|colon|blanks")
    # A line that is too far in can also be taken for more of the text above it.
    return Slip(
        made.kind, file, made.text, (number + 1, number + 2), (1, to + 40), made.says,
        rows[number], " " * to + rows[number].strip(),
    )  # fmt: skip


def column(row: str) -> int:
    """How far in a line begins."""
    return len(row) - len(row.lstrip(" "))


def twice(file: Path, rows: list[str], chance: random.Random) -> Slip | None:
    """A line that stands there twice."""
    found = [n for n, row in enumerate(rows) if re.match(r" {4,}(text|label|id|when): \S", row)]
    found = [n for n in found if not re.search(r": [|>]$", rows[n])]
    if not found:
        return None
    number = chance.choice(found)
    row = rows[number]
    text = "\n".join([*rows[: number + 1], row, *rows[number + 1 :]])
    key = row.strip().partition(":")[0]
    columns = (column(row) + 1, column(row) + 1 + len(key))
    return Slip(
        "a line twice", file, text, (number + 2,), columns, "Keep one", row.strip(), row.strip()
    )


def tab(file: Path, rows: list[str], chance: random.Random) -> Slip | None:
    """A tab in place of blanks."""
    found = [n for n, row in enumerate(rows) if re.match(r" {2,}[a-z]", row)]
    if not found:
        return None
    number = chance.choice(found)
    return slip("a tab", file, rows, number, 0, column(rows[number]), "\t", "blanks")


def left_out(key: str, kinds: str, says: str) -> Maker:
    """A line that is not there."""

    def make(file: Path, rows: list[str], chance: random.Random) -> Slip | None:
        found = [
            n
            for n, row in enumerate(rows)
            if re.match(rf" {{4,}}{key}: \S", row)
            and any(re.search(rf"- type: ({kinds})$", one) for one in rows[max(0, n - 2) : n])
            and not re.search(r": [|>]$", row)
        ]
        if not found:
            return None
        number = chance.choice(found)
        start = max(n for n in range(number) if "- type:" in rows[n])
        text = "\n".join([*rows[:number], *rows[number + 1 :]])
        at = rows[start].index("type")
        # Lines of a text that has lost its key begin where it is missing.
        runs_on = column(rows[number + 1]) > column(rows[number])
        lines = (number + 1,) if runs_on else (start + 1,)
        columns = (at + 1, len(rows[number + 1])) if runs_on else (at + 1, at + 5)
        return Slip(f"no {key}", file, text, lines, columns, says, rows[number].strip(), "")

    return make


def misspelt_value(match: re.Match[str], chance: random.Random) -> tuple[str, str]:
    """A stored value misspelt."""
    return misspelt(match[1], chance), rf"`{re.escape(match[1])}`"


MAKERS: tuple[Maker, ...] = (
    at_match("a key", rf"^ *(?:- )?({KEYS}):(?: |$)", named),
    at_match("a kind of step", r"- type: ([a-z]+)$", named),
    at_match("a name in a text", r"\$\{([a-z][a-z_]{3,})\}", named),
    at_match("a name in an expression", r"when: (?:answered\()?([a-z_]{4,})(?:\)| ==)", named),
    at_match("a stored value", r"== '([a-z_]{4,})'", misspelt_value),
    at_match("one equals sign", r"when: \w+ (==) '", lambda match, chance: ("=", "`==`")),
    at_match(
        "a curly quote", r"when: \w+ == (')", lambda match, chance: ("‘", "straight quotes")
    ),
    at_match("a function", rf"\b({'|'.join(FUNCTIONS)})\(", named),
    at_match("a shared list", rf"options: ({OWN})$", named),
    at_match("a measure", r"measure: ([a-z_]+)$", named),
    at_match("a collection", r"- to: ([a-z_]+)$", named),
    at_match("a fragment", r"fragment: ([a-z_]+)$", named),
    at_match("yes or no", r"(?:required|private|eased_out|alone): (yes)$",
             lambda match, chance: ("true", "yes")),
    at_match("a duration", r"(?:in|every|within): (\d+ (?:days?|weeks?|months?))$", unit),
    at_match("a number in words", r"(?:max|min|lines|seconds): (\d+)$",
             lambda match, chance: ("three", "number|digits")),
    at_match("a flag", r"flags: \[([a-z-]+)", named),
    at_match("how often", r"cadence: \[([a-z_]+)", named),
    at_match("no colon", r"^ +(?:text|label|id|measure|from)(:) \S",
             lambda match, chance: ("", "colon")),
    at_match("no blank after a colon", r"^ +(?:text|label|id|measure|from)(: )\S",
             lambda match, chance: (":", "blank|colon")),
    at_match("a star in front", r"^ +(?:text|label): ()[A-Z]",
             lambda match, chance: ("*", "double quotes")),
    at_match("an at-sign in front", r"^ +(?:text|label): ()[A-Z]",
             lambda match, chance: ("@", "double quotes")),
    at_match("a colon in a text", r"^ +(?:text|label): \w+( )\w",
             lambda match, chance: (": ", "double quotes")),
    at_match("a pipe left open", r"(\$\{[a-z_]+\})", lambda match, chance: (match[1][:-1], "`}`")),
    at_match("a bracket left open", r"when: (answered\([a-z_]+\))$",
             lambda match, chance: (match[1][:-1], r"`\)`")),
    at_match("a name for a pipe", r"(\$)\{[a-z_]{3,}\}", lambda match, chance: ("", r"\$\{")),
    at_match("one word for a list", r"(?:covers|cadence): (\[[\w.]+\])$",
             lambda match, chance: (match[1][1:-1], r"\[")),
    at_match("a format of tomorrow", r"^format: (1)$", lambda match, chance: ("2", "Update")),
    indented,
    twice,
    tab,
    left_out("id", "text|choice|choices|list|number", "Add `id:`"),
    left_out("text", "text|choice|choices|list|number", "Add `text:"),
)  # fmt: skip


def slips() -> Iterator[Slip]:
    """The slips, one after another: every kind in turn, in files by chance."""
    chance = random.Random(SEED)
    files = [
        file
        for file in sorted(shipped().glob("*/*.yml"))
        if file.stem not in NOT_EXERCISES and not file.name.endswith(".test.yml")
    ]
    made = 0
    while made < MANY:
        for maker in MAKERS:
            for _ in range(40):
                file = chance.choice(files)
                rows = file.read_text(encoding="utf-8").split("\n")
                found = maker(file, rows, chance)
                if found is not None:
                    made += 1
                    yield found
                    break
            if made == MANY:
                return


@dataclass(frozen=True)
class Met:
    """A slip, and the first problem told of it (None: it was not noticed)."""

    slip: Slip
    first: Problem | None

    @property
    def at_its_place(self) -> bool:
        """Whether the caret stands under what was changed."""
        if self.first is None or self.first.place.line not in self.slip.lines:
            return False
        start, end = self.slip.columns
        place = self.first.place
        return place.column <= end and place.column + place.width >= start

    @property
    def mended(self) -> bool:
        """Whether it says how to mend it."""
        if self.first is None:
            return False
        return re.search(self.slip.says, f"{self.first.hint} {self.first.message}") is not None

    @property
    def well(self) -> bool:
        """Both."""
        return self.at_its_place and self.mended


def meet(one: Slip) -> Met:
    """What is told first of the file that the slip is in."""
    report = check([one.file], today=TODAY, unsaved={one.file.resolve(): one.text.encode()})
    own = [problem for problem in report.problems if problem.place.file == shown(one.file)]
    return Met(one, own[0] if own else None)


def page(found: list[Met]) -> str:
    """The figure and the table, as Markdown."""
    well = sum(one.well for one in found)
    rows = [
        "# Slips of the hand",
        "",
        f"{len(found)} slips were made in the shipped exercises, one at a time, and each file was "
        "checked.",
        f"Of **{100 * well / len(found):.1f} in 100** the first problem told stands under the very "
        "word and says how",
        "to mend it. `python -m bench.mutations docs/mutations.md` makes the same slips again.",
        "",
        "| slip | made | place and repair | place only |",
        "|---|---|---|---|",
    ]
    for kind in dict.fromkeys(one.slip.kind for one in found):
        each = [one for one in found if one.slip.kind == kind]
        right = sum(one.well for one in each)
        place = sum(one.at_its_place for one in each) - right
        rows.append(f"| {kind} | {len(each)} | {right} | {place} |")
    missed = [one for one in found if not one.well]
    if missed:
        rows += ["", "Not met well:", ""]
    for one in missed:
        said = f"{one.first.code}: {one.first.message}" if one.first else "nothing was told"
        rows.append(f"- {one.slip.kind}: `{one.slip.before}` became `{one.slip.after}`. {said}")
    return "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Print the table, or write it into a file; 1 when the share is too small."""
    found = [meet(one) for one in slips()]
    text = page(found)
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0 if sum(one.well for one in found) >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
