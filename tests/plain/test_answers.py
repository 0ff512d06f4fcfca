"""Answers files: what fits is played, what does not is shown at its place and stores nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from studio.errors import StudioError
from studio.format.codes import CODES
from studio.format.problems import Problem, Problems
from studio.plain.answers import read_answers
from studio.plain.door import Door
from studio.plain.lines import ScriptedLines
from studio.plain.visit import Visit, run_answers
from studio.practice.desk import Desk, open_desk
from studio.practice.virtual import VirtualTime
from tests.plain.hand_made import START, Heard
from tests.plain.test_golden import FILES, desk_before
from tests.warm import warm

EVENT = """\
mode: event
cue: They walked past.
distress_before: 6
"""


def desk_at(home: Path) -> tuple[Desk, VirtualTime]:
    time = VirtualTime(START)
    desk = open_desk(home=warm(home), wall=time.now, monotonic=time.monotonic)
    desk.change(seen_first_run=True, country="GB")
    return desk, time


def problems_of(home: Path, text: str, exercise: str = "two-interpretations") -> list[Problem]:
    file = home / "answers.yml"
    file.write_text(text, "utf-8")
    desk, time = desk_at(home)
    heard = Heard()
    found = run_answers(desk, exercise, file, time=time, out=Door(heard))
    if found:
        assert heard.text == ""
        assert list(desk.history()) == []
        assert desk.store.drafts() == []
    return list(found)


WRONG = [
    ("mode: evnt\n", "P805", 1, 7, "Did you mean `event`?"),
    (EVENT, "P804", 1, 1, "skips"),
    ("mode: event\ncue: They walked past.\ndistress_before: 11\n", "P807", 3, 18, "from 0 to 10"),
    ("mode: event\ncue: They walked past.\ndistress_before: calm\n", "P807", 3, 18, "from 0 to 10"),
    # What would be a command of a person is no answer of a file.
    (EVENT.replace("6", "b"), "P807", 3, 18, "from 0 to 10"),
    (EVENT.replace("6", "s"), "P807", 3, 18, "from 0 to 10"),
    (EVENT.replace("6", "':x'"), "P807", 3, 19, "from 0 to 10"),
    ("mode: [event]\n", "P806", 1, 7, "not a list"),
    ("- mode\n", "P203", 1, 1, "block"),
    ("answers:\n  mode: event\nskip:\n  - cue\n", "P201", 3, 1, "Did you mean `skips`?"),
    ("answers:\n  mode: speed\nseed: many\n", "P806", 3, 7, "whole number"),
    ("answers:\n  mode: speed\ntakes:\n  mode: a while\n", "P806", 4, 9, "20 seconds"),
    (EVENT.replace("6", "9"), "P809", 1, 1, "care"),
    ("answers:\n  mode: event\nskips: [mode, cue]\n", "P804", 1, 1, "distress_before"),
    ("answers:\n  cue: x\nskips: [mode]\n", "P808", 3, 9, "Answer it."),
    (
        "mode: speed\nrounds:\n  - others: [a, b]\n  - others: [a, b]\n  - others: [a]\n",
        "P807", 5, 13, "A list with",
    ),
    ("mode: speed\ncue: x\nrounds: one\n", "P806", 3, 9, "rounds"),
    (
        "mode: speed\ncue: x\nrounds:\n  - others: [a, b]\n  - others: [a, b]\n"
        "  - others: [a, b]\n",
        "P803", 2, 6, "never asked",
    ),
    (
        "mode: speed\nrounds:\n  - others: [a, b]\n    more: 1\n  - others: [a, b]\n"
        "  - others: [a, b]\n",
        "P803", 4, 11, "`more`",
    ),
    (
        "mode: speed\nrounds:\n  - others: [a, b, c, d, e]\n  - others: [a, b]\n"
        "  - others: [a, b]\n",
        "P807", 3, 26, "are the most",
    ),
    (
        "mode: speed\nrounds:\n  - others:\n      - text: a\n        lens: timing\n",
        "P806", 5, 9, "does not belong",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), WRONG)
def test_what_does_not_fit_is_shown_at_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int, words: str
) -> None:
    [problem] = problems_of(tmp_path, text)
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    assert words in f"{problem.message} {problem.hint}"
    assert problem.source == text.split("\n")[line - 1]


def test_an_answer_that_the_engine_refuses_is_shown_and_not_tried_for_ever(tmp_path: Path) -> None:
    text = f"kind: mixed\nwho: {'my neighbour ' * 4}\n"
    [problem] = problems_of(tmp_path, text, "interaction-journal")
    assert (problem.code, problem.place.line) == ("P807", 2)
    assert (problem.message, problem.hint) == (
        "`who` does not take this.",
        "At most 40 characters.",
    )


def test_every_code_has_a_summary() -> None:
    answers = {one for one in CODES if "P803" <= one <= "P809"}
    assert {case[1] for case in WRONG} == answers | {"P201", "P203"}


def test_a_file_that_is_no_yaml_is_shown_by_the_reader(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, "mode: a: b\n")
    assert problem.code.startswith("P1")
    assert problem.place.line == 1


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="cannot be read"):
        read_answers(tmp_path / "nothing.yml", Problems())


def test_timed_steps_run_in_full_in_no_real_time(tmp_path: Path) -> None:
    file = next(one for one in FILES if one.stem == "body-scan.hands")
    desk, time = desk_at(tmp_path)
    assert run_answers(desk, "body-scan", file, time=time, out=Door(Heard())) == ()
    [outcome] = list(desk.history())
    [scan] = [one for one in outcome["answers"] if one["id"] == "scan"]
    assert scan["value"]["seconds"] == pytest.approx(261, abs=0.5)
    assert outcome["minutes"] == pytest.approx(4.35, abs=0.1)


def test_questions_take_the_time_the_file_says(tmp_path: Path) -> None:
    file = next(one for one in FILES if one.stem == "two-interpretations.event")
    desk, time = desk_at(tmp_path)
    run_answers(desk, "two-interpretations", file, time=time, out=Door(Heard()))
    assert time.monotonic() == 180


# The same exercise, typed and from a file


class AtTheirTime(ScriptedLines):
    """The typed lines of a transcript; one meant for running time waits for its moment."""

    def __init__(self, time: VirtualTime, transcript: str, heard: Heard) -> None:
        moments = [found.start() for found in re.finditer("^> ", transcript, re.M)]
        self.transcript = transcript
        self.moments = moments
        self.heard = heard
        super().__init__(time, [transcript[at + 2 :].split("\n")[0] for at in moments])
        self.count = len(moments)

    def glance(self, seconds: float) -> str | None:
        at = self.moments[self.count - len(self.left())] if self.left() else 0
        before = self.transcript[:at].rstrip("\n").split("\n")[-1]
        if self.heard.text.rstrip("\n").split("\n")[-1] == before:
            return super().glance(seconds)
        self.time.go_on(seconds)
        return None


TIMES = {"id", "kept_on", "started", "ended", "minutes", "saved_at", "ref", "from", "due"}


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_times(one) for key, one in value.items() if key not in TIMES}
    return [without_times(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", FILES, ids=[one.stem for one in FILES])
def test_typed_lines_and_a_file_leave_the_same(file: Path, tmp_path: Path) -> None:
    exercise = file.name.partition(".")[0]
    desk, time = desk_before(file, tmp_path / "file")
    shutil.copytree(tmp_path / "file", tmp_path / "typed")
    typed_time = VirtualTime(time.now())
    assert run_answers(desk, exercise, file, time=time, out=Door(Heard())) == ()
    seed = re.match(r"seed: (\d+)", file.read_text("utf-8"))
    typed_desk = open_desk(
        home=tmp_path / "typed", wall=typed_time.now, monotonic=typed_time.monotonic
    )
    heard = Heard()
    transcript = file.with_suffix(".txt").read_text("utf-8")
    visit = Visit(typed_desk, AtTheirTime(typed_time, transcript, heard), Door(heard))
    assert visit.play(typed_desk.begin(exercise, seed=int(seed[1]) if seed else None)) == 0
    assert without_times(list(typed_desk.history())) == without_times(list(desk.history()))
    assert without_times(typed_desk.kept()) == without_times(desk.kept())
    assert without_times(typed_desk.store.schedule()) == without_times(desk.store.schedule())
