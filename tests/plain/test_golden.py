"""Whole exercises in lines, word for word.

Each `golden/<exercise>.<form>.yml` is played under virtual time and compared
with the transcript beside it. After a change that is meant: run with
STUDIO_GOLDEN=write, and read what changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.plain.door import Door
from studio.plain.visit import run_answers
from studio.practice.desk import open_desk
from studio.practice.virtual import VirtualTime
from tests.plain.hand_made import START, Heard

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.yml"))


def played(file: Path, home: Path) -> str:
    time = VirtualTime(START)
    desk = open_desk(home=home, wall=time.now, monotonic=time.monotonic)
    desk.change(country="GB", seen_first_run=True)
    heard = Heard()
    exercise = file.name.partition(".")[0]
    assert run_answers(desk, exercise, file, time=time, out=Door(heard)) == ()
    return heard.text


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
