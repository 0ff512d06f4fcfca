"""`studio preview` behind the screen: read again, answered again, nothing kept."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.cases import from_case
from studio.authoring.preview import Preview
from studio.authoring.replay import Given, pass_by
from studio.engine.events import Answer, Next, Pause
from studio.errors import StudioError
from studio.plain.trial import play
from studio.practice.desk import Desk, open_desk
from tests.languages import GERMAN, po, small_pack

TODAY = date(2026, 11, 22)
FILE = """format: 1
id: look
version: 1
title: Look
quick: yes
steps:
  - type: say
    id: hello
    text: Hello
  - type: choice
    id: where
    text: Where are you?
    options:
      home: at home
      town: in town
  - type: text
    id: room
    when: where == 'home'
    text: Which room?
  - type: timed
    id: rest
    seconds: 60
    text: Rest your eyes.
  - type: text
    id: last
    text: What do you see?
"""
TEST = """format: 1
tests:
  at_home:
    exercise: look
    now: 2026-04-10 09:00
    kept:
      wins:
        - line: a walk
    answers:
      where: home
      room: the kitchen
      last: a tree
    expect:
      ends: done
"""


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nuses: [common]\n"
        "exercises: [look]\n"
    )
    (folder / "look.yml").write_text(FILE)
    (folder / "look.test.yml").write_text(TEST)
    return folder / "look.yml"


@pytest.fixture
def desk(tmp_path: Path, file: Path) -> Desk:
    return open_desk(home=tmp_path / "home", folders=[file.parent.parent])


Shown = Callable[..., Preview]


@pytest.fixture
def shown(file: Path, desk: Desk) -> Shown:
    def show(**more: object) -> Preview:
        clock = more.pop("clock", Clock())
        return Preview(file, desk, today=TODAY, monotonic=clock, **more)  # type: ignore[arg-type]

    return show


def save(file: Path, text: str) -> None:
    file.write_text(text)
    # A file system that counts time in coarse steps would make two saves look like one.
    os.utime(file, ns=(time.time_ns(), file.stat().st_mtime_ns + 1_000_000))


def at(preview: Preview) -> str:
    return preview.sitting.view.address


def words(preview: Preview) -> str:
    return "".join(span.text for line in preview.sitting.view.text for span in line)


def walk(preview: Preview) -> None:
    """To the room."""
    preview.sitting.send(Next())
    preview.sitting.send(Answer({"value": "home"}))
    assert at(preview) == "room"


def test_a_saved_change_is_shown_where_the_author_was(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    assert preview.poll() is None
    save(file, FILE.replace("Which room?", "Which room is it?"))
    news = preview.poll()
    assert news is not None
    assert (news.fresh, news.told) == (True, ())
    assert (at(preview), words(preview)) == ("room", "Which room is it?")
    assert preview.poll() is None


def test_a_step_that_came_in_before_is_passed_and_one_that_went_is_too(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    new = "  - type: text\n    id: new\n    text: And?\n  - type: choice\n    id: where"
    save(file, FILE.replace("  - type: choice\n    id: where", new))
    assert preview.poll() is not None
    assert at(preview) == "room"
    save(file, FILE.replace("  - type: say\n    id: hello\n    text: Hello\n", ""))
    assert preview.poll() is not None
    assert at(preview) == "room"


def test_when_the_step_is_gone_the_next_unseen_one_is_shown(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    start, end = FILE.index("  - type: text\n    id: room"), FILE.index("  - type: timed")
    save(file, FILE[:start] + FILE[end:])
    assert preview.poll() is not None
    assert at(preview) == "rest"


def test_an_answer_that_fits_no_more_is_asked_again_or_skipped(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    save(file, FILE.replace("home: at home", "house: at home").replace("'home'", "'house'"))
    assert preview.poll() is not None
    assert not preview.sitting.over
    assert at(preview) == "rest"
    save(file, FILE)
    assert preview.poll() is not None
    assert at(preview) == "rest"


def test_a_mistake_leaves_the_last_good_screen_and_is_told(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    save(file, FILE.replace("text: Which room?", "txet: Which room?").replace("Hello", "Ho: ho"))
    news = preview.poll()
    assert news is not None
    assert not news.fresh
    assert ":9:13: error P122" in news.told[0]
    assert (at(preview), words(preview)) == ("room", "Which room?")
    save(file, FILE)
    news = preview.poll()
    assert news is not None
    assert (news.fresh, news.told) == (True, ())


def test_advice_is_told_with_what_is_shown(shown: Shown, file: Path):
    preview = shown()
    save(file, FILE.replace("text: Hello", "text: This cures worry."))
    news = preview.poll()
    assert news is not None
    assert news.fresh
    assert "P904" in news.told[0]
    assert words(preview) == "This cures worry."


def test_what_is_being_typed_stays(shown: Shown, file: Path):
    preview = shown()
    walk(preview)
    preview.sitting.typing("the kit")
    save(file, FILE.replace("Which room?", "Which one?"))
    assert preview.poll() is not None
    assert preview.sitting.view.earlier == "the kit"


def test_it_begins_at_any_step(shown: Shown):
    assert at(shown(at="room")) == "room"
    assert at(shown(at="last")) == "last"
    with pytest.raises(StudioError, match="Did you mean `room`"):
        shown(at="rom")


def test_it_begins_with_the_answers_of_a_test(shown: Shown, file: Path, tmp_path: Path):
    given = from_case(file, "at_home", tmp_path / "home", play).given
    assert given.answers["room"] == "the kitchen"
    preview = shown(at="last", given=given)
    assert preview.sitting.session.answers["room"] == "the kitchen"
    with pytest.raises(StudioError, match="Did you mean `at_home`"):
        from_case(file, "at_hom", tmp_path / "home", play)


def test_time_runs_faster(shown: Shown):
    clock = Clock()
    preview = shown(at="rest", clock=clock, speed=20.0)
    sitting = preview.sitting
    assert sitting.view.clock is not None or sitting.view.kind == "timed"
    if sitting.view.clock is None:
        sitting.send(Next())
    assert sitting.deadline is not None
    assert 0 < sitting.deadline <= 3.0
    clock.seconds += 3.1
    sitting.advance()
    assert sitting.view.clock is None or sitting.view.clock.over
    clock.seconds += 3600
    assert not sitting.seen()


def test_it_goes_on_at_the_moment_it_stood_at(shown: Shown, file: Path):
    clock = Clock()
    preview = shown(at="rest", clock=clock)
    clock.seconds += 1000
    save(file, FILE.replace("Rest your eyes.", "Rest."))
    assert preview.poll() is not None
    assert at(preview) == "rest"
    assert preview.sitting.now() < 1.0


def test_time_that_ran_to_its_end_has_run_in_the_next_version_too(shown: Shown, file: Path):
    clock = Clock()
    preview = shown(at="rest", clock=clock)
    clock.seconds += 61
    preview.sitting.advance()
    preview.sitting.send(Next())
    save(file, FILE.replace("Rest your eyes.", "Rest."))
    assert preview.poll() is not None
    assert at(preview) == "last"
    assert preview.sitting.session.passed[-1][1].value["seconds"] == 60


def test_nothing_is_stored(shown: Shown, desk: Desk):
    preview = shown()
    sitting = preview.sitting
    walk(preview)
    sitting.typing("the kitchen")
    sitting.save_typing()
    sitting.send(Pause())
    sitting.later()
    sitting.before_end()
    while not sitting.over:
        pass_by(sitting.session, preview.given)
        sitting.save()
    assert sitting.outcome is not None
    assert list(desk.history()) == []
    assert desk.store.drafts() == []
    assert desk.kept() == {}


def test_it_begins_again_from_the_top(shown: Shown):
    preview = shown()
    walk(preview)
    preview.restart()
    assert at(preview) == "hello"
    assert preview.given == Given()




def test_it_shows_a_translation_and_each_change_of_it(tmp_path: Path):
    home = small_pack(tmp_path / "packs", de=GERMAN)
    desk = open_desk(home=tmp_path / "home", folders=[home.parent], language="de", system="")
    preview = Preview(home / "hello.yml", desk, today=TODAY, monotonic=Clock(), at="name")
    assert words(preview) == "Wie heißt du?"
    changed = GERMAN | {("hello/name.text", "What is your name?"): "Wie nennst du dich?"}
    save(home / "lang" / "de.po", po("de", changed))
    assert preview.poll() is not None
    assert words(preview) == "Wie nennst du dich?"
