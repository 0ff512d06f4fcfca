"""`studio export`: everything a person wrote, in a form that opens anywhere.

Markdown or a web page to read (one file that loads nothing), CSV for a sheet
(one row an answer), JSON for programs. A file it writes is readable by its
owner alone, and never one that is there.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.cli.arguments import Given
from studio.cli.look import outcome_lines, outcomes
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.errors import StudioError
from studio.format.clean import clean
from studio.practice.desk import Desk, open_desk

COLUMNS = ("session", "ended", "exercise", "title", "ending", "minutes", "question", "id", "answer")


def export(given: Given) -> int:
    """Write the sessions that were asked for, and with no limits what is kept as well."""
    desk = opened(open_desk())
    kind = given.value("format", "md")
    text = "".join(FORMATS[kind](desk, given))
    if given.has("output"):
        _write(Path(given.value("output")), text)
        return FINE
    import sys

    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()
    return FINE


def _whole(given: Given) -> bool:
    return not any(given.has(name) for name in ("since", "until", "exercise"))


def _markdown(desk: Desk, given: Given) -> Iterator[str]:
    yield "# Practice studio\n"
    for one in outcomes(desk, given):
        title, *rest = outcome_lines(one, desk.now())
        yield f"\n## {_plain(title)}\n"
        for line in rest:
            # What a person typed is quoted, so that none of it acts as Markdown.
            yield f"\n> {_plain(line.strip())}\n" if line.startswith("  ") else f"{_plain(line)}\n"
    if not _whole(given):
        return
    for name, label, _ in desk.collections():
        yield f"\n## {_plain(label)}\n\n"
        for thing in desk.things(name):
            yield f"- {_plain(thing.line)}\n"


PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Practice studio</title>
<style>
body { max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 serif; }
blockquote { margin: 0 0 1em; padding-left: 1em; border-left: 2px solid; white-space: pre-wrap; }
p { margin: 1em 0 0; }
</style>
</head>
<body>
<h1>Practice studio</h1>
"""


def _html(desk: Desk, given: Given) -> Iterator[str]:
    yield PAGE
    for one in outcomes(desk, given):
        title, *rest = outcome_lines(one, desk.now())
        yield _tag("h2", title)
        for line in filter(str.strip, rest):
            yield _tag("blockquote" if line.startswith("  ") else "p", line.strip())
    if _whole(given):
        for name, label, _ in desk.collections():
            yield f"{_tag('h2', label)}<ul>\n"
            yield from (_tag("li", one.line) for one in desk.things(name))
            yield "</ul>\n"
    yield "</body>\n</html>\n"


def _tag(name: str, words: str) -> str:
    """An element whose words are only words, in their own writing direction."""
    return f'<{name} dir="auto">{html.escape(clean(words))}</{name}>\n'


def _plain(text: str) -> str:
    """One line in which no sign is Markdown."""
    return "".join(
        f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in clean(text, lines=False)
    )


def _json(desk: Desk, given: Given) -> Iterator[str]:
    everything: dict[str, Any] = {"format": 1, "sessions": list(outcomes(desk, given))}
    if _whole(given):
        everything["kept"] = desk.kept()
    text = json.dumps(everything, ensure_ascii=False, indent=2)
    yield text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _csv(desk: Desk, given: Given) -> Iterator[str]:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in outcomes(desk, given):
        head = [
            one.get(name, "") for name in ("id", "ended", "exercise", "title", "ending", "minutes")
        ]
        for entry in one.get("answers") or ():
            words = "" if entry.get("skipped") else "\n".join(entry.get("words") or ())
            row = [*head, entry.get("question", ""), entry.get("id", ""), words]
            rows.writerow([_cell(value) for value in row])
    yield out.getvalue()


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        value = clean(value)
        return f"'{value}" if value[:1] in "=+-@\t" else value
    return value


FORMATS = {"md": _markdown, "html": _html, "csv": _csv, "json": _json}


def _write(path: Path, text: str) -> None:
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as problem:
        raise UsageError(f"{path} is there already.", "Choose another name.") from problem
    except OSError as problem:
        reason = problem.strerror or "no reason given"
        raise StudioError(
            f"{path} could not be written: {reason}.", "Choose another place."
        ) from problem
