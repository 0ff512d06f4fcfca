"""Problems for other programs."""

from __future__ import annotations

import json

from studio.authoring.reports import as_github, as_json, as_sarif
from studio.format.problems import Place, Problem

FOUND = (
    Problem("P201", "error", "A say step has no key `txet`.", "Did you mean `text`?",
            Place("own pack/a,b.yml", 3, 5, 4)),
    Problem("P904", "warning", "“cures” promises or judges: 100%.", "", Place("/abs/c.yml", 9, 1)),
    Problem("P201", "error", "A say step has no key `hlep`.", "Did you mean `help`?",
            Place("own pack/a,b.yml", 7, 5, 4)),
)  # fmt: skip


def test_json_has_every_place_and_word():
    first = as_json(FOUND)[0]
    assert first == {
        "code": "P201", "severity": "error", "message": "A say step has no key `txet`.",
        "hint": "Did you mean `text`?", "file": "own pack/a,b.yml", "line": 3, "column": 5,
        "width": 4,
    }  # fmt: skip


def test_sarif_has_the_shape_of_2_1_0():
    log = json.loads(json.dumps(as_sarif(FOUND, "0.1.0")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "studio"
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for result in run["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["endColumn"] > region["startColumn"] >= 1


def test_sarif_names_files_as_uris():
    results = as_sarif(FOUND, "0.1.0")["runs"][0]["results"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert uris == ["own%20pack/a%2Cb.yml", "file:///abs/c.yml", "own%20pack/a%2Cb.yml"]


def test_nothing_found_is_a_log_without_results():
    (run,) = as_sarif((), "0.1.0")["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_github_lines_are_escaped():
    first, second, _ = as_github(FOUND).split("\n")
    assert first == (
        "::error file=own pack/a%2Cb.yml,line=3,col=5,endColumn=9,title=P201"
        "::A say step has no key `txet`. Did you mean `text`?"
    )
    assert second.endswith("::“cures” promises or judges: 100%25.")
