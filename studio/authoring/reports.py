"""Problems for other programs: as JSON, as SARIF 2.1.0, as GitHub's annotations.

For: editors, code scanning and continuous integration. Takes problems, gives data
or text; imports the table of codes, prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from studio.format.codes import CODES
from studio.format.problems import Problem

MOST = 1024 * 1024 + 1  # bytes of standard input: one more than is read, so that it is said
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """A list with one object for each problem; lines and columns from 1, widths in characters."""
    return [
        {
            "code": one.code, "severity": one.severity, "message": one.message,
            "hint": one.hint, "file": one.place.file, "line": one.place.line,
            "column": one.place.column, "width": one.place.width,
        }
        for one in problems
    ]  # fmt: skip


def as_sarif(problems: Iterable[Problem], version: str) -> dict[str, Any]:
    """One run of SARIF 2.1.0, with a rule for each code that was met."""
    found = tuple(problems)
    met = sorted({one.code for one in found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].title},
            "defaultConfiguration": {"level": CODES[code].severity},
        }
        for code in met
    ]
    results = [_result(one, met.index(one.code)) for one in found]
    tool = {"driver": {"name": "studio", "version": version, "rules": rules}}
    run = {"tool": tool, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Problem, rule: int) -> dict[str, Any]:
    place = one.place
    region = {
        "startLine": place.line, "startColumn": place.column,
        "endColumn": place.column + place.width,
    }  # fmt: skip
    where = {"artifactLocation": {"uri": _uri(place.file)}, "region": region}
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.severity,
        "message": {"text": f"{one.message} {one.hint}".rstrip()},
        "locations": [{"physicalLocation": where}],
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def as_github(problems: Iterable[Problem]) -> str:
    """A line for each problem, as GitHub's workflow commands are written."""
    rows = []
    for one in problems:
        place = one.place
        where = (
            f"file={_property(place.file)},line={place.line},col={place.column},"
            f"endColumn={place.column + place.width},title={one.code}"
        )
        text = f"{one.message} {one.hint}".rstrip()
        rows.append(f"::{one.severity} {where}::{_data(text)}")
    return "\n".join(rows)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
