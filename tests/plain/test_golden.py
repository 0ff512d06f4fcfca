"""Whole exercises in lines, word for word.

Each `golden/<exercise>.<form>.yml` is played under virtual time and compared
with the transcript beside it. After a change that is meant: run with
STUDIO_GOLDEN=write, and read what changed. What was kept before stands in
`golden/before`, under the same name: `kept` has things by collection, and
`sessions` the answers of other transcripts, a week apart and the oldest first.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from studio.plain.door import Door
from studio.plain.visit import run_answers
from studio.practice.desk import Desk, open_desk
from studio.practice.virtual import VirtualTime
from tests.plain.hand_made import START, Heard
from tests.warm import warm

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.yml"))


WEEK = timedelta(days=7)


def desk_before(file: Path, home: Path) -> tuple[Desk, VirtualTime]:
    """A desk with all that a transcript says was there before it, and the time on its wall."""
    before = GOLDEN / "before" / file.name
    known = yaml.load(before.read_text("utf-8"), yaml.BaseLoader) if before.exists() else {}
    earlier = known.get("sessions", ())
    begins = START - WEEK * len(earlier)
    time = VirtualTime(begins - timedelta(days=1))
    desk = open_desk(home=warm(home), wall=time.now, monotonic=time.monotonic)
    desk.change(country="GB", seen_first_run=True)
    for collection, items in known.get("kept", {}).items():
        keep(desk, time, collection, items)
    time.go_on((begins - time.now()).total_seconds())
    for number, name in enumerate(earlier, 1):
        answers, exercise = GOLDEN / f"{name}.yml", name.partition(".")[0]
        assert run_answers(desk, exercise, answers, time=time, out=Door(Heard())) == ()
        now = START - WEEK * (len(earlier) - number)
        time.go_on((now - time.now()).total_seconds())
    return desk, time


def played(file: Path, home: Path) -> str:
    desk, time = desk_before(file, home)
    heard = Heard()
    exercise = file.name.partition(".")[0]
    assert run_answers(desk, exercise, file, time=time, out=Door(heard)) == ()
    return heard.text


def keep(desk: Desk, time: VirtualTime, collection: str, items: list[dict[str, Any]]) -> None:
    """Put things into a shared collection, one a minute, as earlier sessions would have."""
    for fields in items:
        change = {
            "op": "add",
            "collection": f"common/{collection}",
            "ref": desk.store.new_session_id(),
            "fields": {name: as_kept(value) for name, value in fields.items()},
        }
        outcome = {"exercise": "elsewhere", "ended": desk.now().isoformat(), "changes": [change]}
        desk.store.finish(desk.store.new_session_id(), outcome)
        time.go_on(60)


def as_kept(value: Any) -> Any:
    """A number where a number was typed, else the words or the list of them."""
    typed = isinstance(value, str) and re.fullmatch(r"-?\d+", value)
    return int(value) if typed else value


@pytest.mark.parametrize("file", FILES, ids=[one.stem for one in FILES])
def test_an_exercise_reads_word_for_word_as_it_did(file: Path, tmp_path: Path) -> None:
    text = played(file, tmp_path)
    golden = file.with_suffix(".txt")
    if os.environ.get("STUDIO_GOLDEN") == "write":
        golden.write_text(text, "utf-8")
    assert golden.read_text("utf-8") == text


@pytest.mark.parametrize("file", FILES, ids=[one.stem for one in FILES])
def test_no_line_is_wide_and_no_control_byte_is_written(file: Path) -> None:
    text = file.with_suffix(".txt").read_text("utf-8")
    typed = [line for line in text.split("\n") if line.startswith("> ")]
    said = [line for line in text.split("\n") if line not in typed]
    assert max(len(line) for line in said) <= 72
    assert all(sign.isprintable() or sign == "\n" for sign in text)


def test_every_shipped_exercise_has_a_transcript(tmp_path: Path) -> None:
    desk = open_desk(home=tmp_path)
    shipped = {one.id for one in desk.summaries if not one.quick}
    assert shipped <= {file.name.partition(".")[0] for file in FILES}
