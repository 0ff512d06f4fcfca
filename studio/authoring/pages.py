"""The page of each code: why it is asked for, an example, and the example mended.

For `studio explain`, `docs/codes.md` and the tests, which run every example. The
pages are in `code_pages/`, one file for each family of codes. Imports the format and `check`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from studio.authoring import locale
from studio.authoring.check import check
from studio.authoring.examples import BEFORE, BEGUN, EXERCISE, lay_out
from studio.authoring.explore import explore
from studio.authoring.trials import Play, run
from studio.errors import StudioError
from studio.format.codes import CODES
from studio.format.nodes import Mapping, Scalar
from studio.format.problems import Place, Problem, Problems, nearest, render
from studio.format.source import read
from studio.library.library import Library, shipped

LOOK_ALIKE = str.maketrans("OIL", "011")
WALKS = 30  # for an example that is met on random walks
FOLDER = Path(__file__).with_name("code_pages")


@dataclass(frozen=True)
class Page:
    """One code: `wrong` and `mended` are files by name, `line` and `column` are in `file`.

    Lines count in the example as it is printed. `profile` and `command` say how it is met.
    """

    code: str
    why: str
    wrong: dict[str, str]
    mended: dict[str, str]
    file: str
    line: int
    column: int
    profile: str = "draft"
    command: str = "check"

    @property
    def title(self) -> str:
        """What the code is, in one line."""
        return CODES[self.code].title

    @property
    def severity(self) -> str:
        """ "error" or "warning"."""
        return CODES[self.code].severity


@cache
def pages() -> dict[str, Page]:
    """Every page, by code, in order."""
    found: dict[str, Page] = {}
    for file in sorted(FOLDER.glob("*.yml")):
        problems = Problems()
        root = read(file.read_bytes(), file.name, problems)
        if not isinstance(root, Mapping) or problems.all:
            raise AssertionError(f"{file.name} cannot be read: {problems.all}")
        for entry in root.entries:
            if isinstance(entry.value, Mapping):
                found[entry.key.text] = _page(entry.key.text, entry.value)
    return found


def _page(code: str, node: Mapping) -> Page:
    def word(key: str, default: str = "") -> str:
        value = node.get(key)
        return value.text if isinstance(value, Scalar) else default

    wrong = _files(node, "wrong")
    *name, place = word("at").split(" ")
    line, _, column = place.partition(":")
    return Page(
        code,
        word("why").strip(),
        wrong,
        {**wrong, **_files(node, "mended")},
        name[0] if name else EXERCISE,
        int(line),
        int(column),
        word("profile", "draft"),
        word("command", "check"),
    )


def _files(node: Mapping, key: str) -> dict[str, str]:
    value = node.get(key)
    if isinstance(value, Scalar):
        return {BEGUN: value.text}
    if not isinstance(value, Mapping):
        return {}
    return {one.key.text: one.value.text for one in value.entries if isinstance(one.value, Scalar)}


def page(code: str) -> Page:
    """The page of a code, however its letter is written. StudioError when there is none."""
    meant = code.strip().upper()
    found = pages().get(meant)
    if found is None:
        close = nearest(meant.translate(LOOK_ALIKE), pages())
        raise StudioError(
            f"There is no code “{code[:20]}”.",
            f"Did you mean {close}?" if close else "`studio explain` lists them all.",
        )
    return found


def met(one: Page, files: dict[str, str], today: date, play: Play) -> tuple[Problem, ...]:
    """What is said of these files, with the places as in the printed example.

    `play` plays tests, as `trials` has it.
    """
    with TemporaryDirectory() as made:
        home = lay_out(files, Path(made).resolve(), today)
        beside = [(home / name).resolve().parent for name in files if name.endswith("/pack.yml")]
        folders = [one for one in (home, *beside) if one.is_dir()]
        if one.command == "test":
            found = run([home / "example.test.yml"], play).problems
        elif one.command == "explore":
            exercise = Library([home.parent, shipped()]).exercise("example")
            found = explore(exercise, WALKS, seed=1).problems.all
            found = tuple(replace(each, source=_line(each.place)) for each in found)
        elif one.command == "locale":
            found = locale.check(home).problems
        else:
            found = check(folders, today=today, profile=one.profile).problems
        return tuple(_as_printed(problem, home, files) for problem in found)


def _line(place: Place) -> str:
    return Path(place.file).read_text("utf-8").split("\n")[place.line - 1]


def _as_printed(problem: Problem, home: Path, files: dict[str, str]) -> Problem:
    name = os.path.relpath(problem.place.file, home)
    head = BEFORE if name == EXERCISE and BEGUN in files else 0
    place = problem.place
    # Where the example lay while it was checked is nobody's business.
    said = problem.message.replace(f"{home.parent}{os.sep}", "")
    hint = problem.hint.replace(f"{home}{os.sep}", "").replace(f"{home.parent}{os.sep}", "")
    printed = Place(name, place.line - head, place.column, place.width)
    return replace(problem, place=printed, message=said, hint=hint)


def explained(one: Page, today: date, play: Play) -> str:
    """The page as text for a terminal."""
    rows = [f"{one.code}  {one.severity}", one.title, "", one.why, "", "For example:", ""]
    rows += _shown(one.wrong)
    rows += ["", *(_indented(render(problem)) for problem in met(one, one.wrong, today, play))]
    rows += ["", "Mended:", ""]
    changed = {name: text for name, text in one.mended.items() if one.wrong.get(name) != text}
    rows += _shown(changed)
    return "\n".join(rows)


def _shown(files: dict[str, str]) -> list[str]:
    rows: list[str] = []
    for name, text in files.items():
        if name != BEGUN:
            rows.append(f"  {name}:" if text.strip() != "none" else f"  (no {name})")
        if text.strip() != "none":
            rows.append(_indented(text.rstrip("\n"), "      "))
    return rows


def _indented(text: str, by: str = "  ") -> str:
    return "\n".join(f"{by}{line}" if line else "" for line in text.split("\n"))


def listing() -> list[str]:
    """A line for every code, for `studio explain` alone."""
    return [f"{code}  {one.severity:<8} {one.title}" for code, one in CODES.items()]


def markdown(today: date, play: Play) -> str:
    """All pages as one, for `docs/codes.md`."""
    rows = [
        "# What `studio check` says, code by code",
        "",
        "This page is made from the program's own pages, and every example in it is run by a test.",
        "`studio explain P201` shows one of them.",
    ]
    family = ""
    for code in CODES:
        if code[1] != family:
            family = code[1]
            rows += ["", f"## {FAMILIES[family]}"]
        one = pages()[code]
        rows += ["", f"### {code}", "", f"**{one.title}** ({one.severity})", "", one.why, ""]
        for name, text in one.wrong.items():
            rows += _block(name, text)
        said = "\n\n".join(render(problem) for problem in met(one, one.wrong, today, play))
        rows += ["```text", said, "```", "", "Mended:", ""]
        for name, text in one.mended.items():
            if one.wrong.get(name) != text:
                rows += _block(name, text)
    return "\n".join(rows).rstrip() + "\n"


def _block(name: str, text: str) -> list[str]:
    head = [] if name == BEGUN else [f"`{name}`", ""]
    if text.strip() == "none":
        return [f"(no `{name}`)", ""]
    form = "po" if name.endswith(".po") else "yaml"
    return [*head, f"```{form}", text.rstrip("\n"), "```", ""]


FAMILIES = {
    "1": "P1xx: YAML",
    "2": "P2xx: structure and names",
    "3": "P3xx: expressions and pipes",
    "4": "P4xx: flow and time",
    "5": "P5xx: text and translation",
    "6": "P6xx: identity",
    "7": "P7xx: packs",
    "8": "P8xx: tests and answers files",
    "9": "P9xx: care",
}
