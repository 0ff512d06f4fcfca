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
from studio.authoring.replay import Given, pass_by, replayed
from studio.engine.events import Answer, Next, Pause
from studio.engine.session import Session
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


def test_advice_is_told_on_what_is_shown(shown: Shown, file: Path):
    preview = shown()
    save(file, FILE.replace("text: Hello", "text: This cures worry."))
    news = preview.poll()
    assert news is not None
    assert news.fresh
    assert words(preview) == "This cures worry."
    assert "P904" in preview.advice()[0]
    save(file, FILE)
    assert preview.poll() is not None
    assert preview.advice() == ()


def test_advice_is_told_from_the_start(shown: Shown, file: Path):
    save(file, FILE.replace("text: Hello", "text: This cures worry."))
    assert "P904" in shown().advice()[0]


def test_a_file_that_is_emptied_first_is_not_told_as_empty(shown: Shown, file: Path):
    preview = shown()
    save(file, "")
    assert preview.poll() is None
    save(file, FILE.replace("text: Hello", "text: Good day"))
    news = preview.poll()
    assert news is not None
    assert news.fresh
    save(file, "")
    assert preview.poll() is None
    news = preview.poll()  # it stays so
    assert news is not None
    assert not news.fresh


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


# From a file that has mistakes


def test_a_file_with_mistakes_is_begun_once_it_is_mended(shown: Shown, file: Path):
    file.write_text(FILE.replace("text: Which room?", "txet: Which room?"))
    preview = shown(at="last")
    assert "txet" in preview.waits[0]
    assert preview.poll() is None
    save(file, "format: 1\n")
    news = preview.poll()
    assert news is not None
    assert not news.fresh
    assert preview.waits == news.told
    save(file, FILE.replace("id: last", "id: lats"))
    news = preview.poll()
    assert news is not None
    assert not news.fresh
    assert news.told[0] == "There is no step `last` in this exercise."
    save(file, FILE)
    news = preview.poll()
    assert news is not None
    assert (news.fresh, preview.waits, at(preview)) == (True, (), "last")


# Follow-ups

LATER = (
    FILE
    + """  - type: keep
    id: kept
    ask: no
    items:
      - to: wins
        fields:
          line: last
  - type: schedule
    id: back
    text: Look back?
    followup: in_a_while
    options:
      soon:
        label: soon
        in: 3 days
followups:
  in_a_while:
    title: A while ago
    minutes: 1-2
    closing: You looked back.
    steps:
      - type: say
        text: You were ${where}.
      - type: choice
        id: still
        text: Are you still there?
        options:
          stays: yes, still
          went: no, not any more
      - type: text
        id: why
        when: still == 'went'
        text: Why not?
        show: [room]
      - type: pick
        id: win
        from: wins
        text: Which of these?
        else: skip
"""
)
LATER_TEST = """format: 1
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
      back: soon
    expect:
      ends: done
    then:
      - after: 3 days
        followup: in_a_while
        answers:
          still: went
          why: It was warm.
          win:
            pick: 1
        expect:
          ends: done
"""


@pytest.fixture
def later(file: Path) -> Path:
    file.write_text(LATER)
    file.with_name("look.test.yml").write_text(LATER_TEST)
    return file


def case_of(file: Path, tmp_path: Path) -> dict[str, object]:
    case = from_case(file, "at_home", tmp_path / "home", play)
    return {"given": case.given, "later": case.later, "begun": case.begun}


def things(preview: Preview) -> list[str]:
    return [one.line for one in preview.sitting.view.prompt.things]  # type: ignore[attr-defined]


def test_a_follow_up_is_shown_with_a_session_before_it_that_planned_it(shown: Shown, later: Path):
    preview = shown(followup="in_a_while")
    assert preview.first is not None
    assert preview.first.after == "3 days"
    assert words(preview) in ("You were at home.", "You were in town.")
    assert at(shown(at="in_a_while")) == at(preview)


def test_it_begins_at_a_step_of_a_follow_up(shown: Shown, later: Path):
    preview = shown(at="why")
    assert at(preview) == "why"
    assert preview.first is not None
    assert at(shown(at="why", followup="in_a_while")) == "why"


def test_a_follow_up_sees_what_a_test_answered_and_kept(shown: Shown, later: Path, tmp_path: Path):
    preview = shown(at="win", **case_of(later, tmp_path))
    sitting = preview.sitting
    assert preview.first is not None
    assert preview.first.session.answers["room"] == "the kitchen"
    assert sitting.session.answers["why"] == "It was warm."
    assert f"{sitting.session.started:%Y-%m-%d %H:%M}" == "2026-04-13 09:00"
    assert things(preview) == ["a tree", "a walk"]


def test_a_saved_change_is_shown_in_the_follow_up(shown: Shown, later: Path, tmp_path: Path):
    preview = shown(at="win", **case_of(later, tmp_path))
    picked = preview.sitting.view.prompt.things[0].ref  # type: ignore[attr-defined]
    preview.sitting.send(Answer({"ref": picked}))
    save(later, LATER.replace("Which of these?", "And which of these?"))
    news = preview.poll()
    assert news is not None
    assert news.fresh
    assert preview.sitting.over
    preview.sitting.show(again_at(preview, "win"))
    assert words(preview) == "And which of these?"
    save(later, LATER.replace("in_a_while", "later_on"))
    assert preview.poll() is not None
    assert preview.first is None
    assert preview.sitting.over


def again_at(preview: Preview, step: str) -> Session:
    assert preview.first is not None
    given = preview.later[preview.first.followup]
    return replayed(lambda: preview.first.begin(1), given, lambda one: one == step)  # type: ignore[union-attr]


def test_the_end_leads_on_into_the_follow_up_that_was_planned(
    shown: Shown, later: Path, tmp_path: Path
):
    preview = shown(at="back", **case_of(later, tmp_path))
    assert preview.next_up == ""
    preview.sitting.send(Answer({"value": "no"}))
    while not preview.sitting.over:
        pass_by(preview.sitting.session, preview.given)
    assert preview.next_up == ""
    preview = shown(at="back", **case_of(later, tmp_path))
    while not preview.sitting.over:
        pass_by(preview.sitting.session, preview.given)
    assert preview.next_up == "in_a_while"
    preview.go_on()
    assert words(preview) == "You were at home."
    preview.sitting.send(Next())
    preview.restart()
    assert words(preview) == "You were at home."
    preview.restart()
    assert at(preview) == "hello"
    assert preview.first is None


@pytest.mark.parametrize(
    ("planned", "after"),
    [
        ("in: 3 days", "3 days"),
        ("in: 1 day\n        part_of_day: night", "36 hours"),
        ("in: 4 days\n        part_of_day: night", "5 days"),
        ("in: 20 minutes", "20 minutes"),
    ],
)
def test_when_a_follow_up_comes_is_told_as_one_would_write_it(
    shown: Shown, later: Path, tmp_path: Path, planned: str, after: str
):
    later.write_text(LATER.replace("in: 3 days", planned))
    preview = shown(followup="in_a_while", **case_of(later, tmp_path))
    assert preview.first is not None
    assert preview.first.after == after


def test_a_follow_up_that_nothing_plans_can_be_shown_too(shown: Shown, later: Path):
    begin, end = LATER.index("  - type: schedule"), LATER.index("followups:")
    later.write_text(LATER[:begin] + LATER[end:])
    preview = shown(followup="in_a_while")
    assert preview.first is not None
    assert preview.first.after == ""


def test_what_a_follow_up_finds_stays_out_of_what_was_before(
    shown: Shown, later: Path, desk: Desk, tmp_path: Path
):
    preview = shown(at="win", **case_of(later, tmp_path))
    assert len(things(preview)) == 2
    assert [one["fields"]["line"] for one in desk.store.kept("common/wins")] == ["a walk"]
    assert list(desk.history()) == []


def test_a_name_that_is_not_there_is_told_with_those_that_are_written(shown: Shown, later: Path):
    with pytest.raises(StudioError) as told:
        shown(at="quarrel_xyz")
    assert told.value.hint == (
        "There are hello, where, room, rest, last, kept, back, still, why, win, in_a_while."
    )
    with pytest.raises(StudioError, match="Did you mean `still`") as told:
        shown(at="stil")
    assert "There are also hello, where" in told.value.hint
    with pytest.raises(StudioError, match="no follow-up `in_a_wile`") as told:
        shown(followup="in_a_wile")
    assert told.value.hint == "Did you mean `in_a_while`?"
    with pytest.raises(StudioError, match="no step `room` in the follow-up `in_a_while`") as told:
        shown(at="room", followup="in_a_while")
    assert "hello" not in told.value.hint


def test_a_step_that_holds_others_stands_for_the_first_of_them(shown: Shown, file: Path):
    text = FILE.replace("  - type: timed", BRANCH + "  - type: timed")
    file.write_text(text)
    assert at(shown(at="way")) in ("garden", "street")


BRANCH = """  - type: branch
    id: way
    cases:
      - when: where == 'home'
        steps:
          - type: text
            id: garden
            text: Is there a garden?
    else:
      - type: text
        id: street
        text: Which street?
"""


# What a test has before

PICKING = (
    FILE
    + """  - type: review
    id: look_at
    from: few
    text: These were kept.
    else: skip
  - type: pick
    id: win
    from: wins
    within: 8 weeks
    text: Which of these?
    else: skip
  - type: say
    id: before
    text: You were ${last_time.where} then.
reads:
  few:
    from: wins
    within: 8 weeks
    limit: 3
  last_time:
    from: sessions
    limit: 1
"""
)
PAST = """    past:
      - ago: 2 days
        answers:
          where: town
          last: a roof
    skips: [win]
    answers:
"""


def test_what_a_test_has_before_is_there_at_its_time(shown: Shown, file: Path, tmp_path: Path):
    file.write_text(PICKING)
    beside = file.with_name("look.test.yml")
    beside.write_text(TEST.replace("    answers:\n", PAST))
    given = case_of(file, tmp_path)
    reviewed = shown(at="look_at", **given)
    assert at(reviewed) == "look_at"
    assert things(shown(at="win", **given)) == ["a walk"]
    assert words(shown(at="before", **given)) == "You were in town then."


def test_a_past_session_that_gets_stuck_is_told(file: Path, tmp_path: Path):
    beside = file.with_name("look.test.yml")
    past = PAST.replace("town", "nowhere").replace("    skips: [win]\n", "")
    beside.write_text(TEST.replace("    answers:\n", past))
    with pytest.raises(StudioError, match="nowhere"):
        from_case(file, "at_home", tmp_path / "home", play)
