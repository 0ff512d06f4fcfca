"""What is gone through in a preview becomes a test that goes the same way."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from studio.authoring import appended
from studio.authoring.cases import from_case
from studio.authoring.preview import Begun, Preview, now_of
from studio.authoring.record import Recorded, Recorder, Told, Unwritten, tell
from studio.authoring.recorded import differing, played
from studio.authoring.trials import run
from studio.authoring.wander import event
from studio.engine.events import Answer, Back, EndStep, Next, Skip, SkipPart, Stop
from studio.engine.session import Session
from studio.errors import StudioError
from studio.format.problems import Problems, render
from studio.format.trials import read_trials
from studio.library import Library, shipped
from studio.library.library import contents
from studio.plain.noting import note
from studio.plain.trial import play
from studio.practice.desk import Desk, open_desk
from tests.languages import GERMAN, small_pack

LIBRARY = Library()
NOW = datetime(2026, 11, 22, 18, 4, 31, tzinfo=UTC)
TESTED = sorted(one for one in shipped().glob("*/*.test.yml"))
WALKS = range(3)


# Every kind of step, as the shipped exercises use them


def walked(session: Session, chance: random.Random, most: int) -> None:
    """Somebody who answers at random, goes back, skips, and lets time run or ends it."""
    now = 0.0
    for number in range(2000):
        if session.over or number >= most:
            break
        if session.deadline is not None and chance.randrange(2):
            now = max(now, session.deadline)
            session.advance(now)
            continue
        session.send(event(session.view, chance.randrange, wander=number < 60), now)
        now += chance.choice((0.0, 1.0, 30.0))
    if not session.over:
        session.send(Stop(), session.now)


def beginning(file: Path, seed: int, home: Path) -> tuple[Desk, Begun]:
    """A desk and a moment: now and then with what a test of the exercise had before."""
    exercise = file.with_name(f"{file.name.partition('.')[0]}.yml")
    found = LIBRARY.draught(exercise).exercise
    tests = read_trials(contents(file), file.name, lambda _: found, LIBRARY.shelf, Problems())
    rich = [one.name for one in tests if one.trial.kept or one.trial.past]
    case = from_case(exercise, rich[seed % len(rich)], home, play) if rich and seed % 2 else None
    desk = open_desk(home=home, folders=[file.parent.parent], wall=lambda: NOW, system="")
    return desk, (case and case.begun) or now_of(desk)


@pytest.mark.parametrize("seed", WALKS)
@pytest.mark.parametrize("file", TESTED, ids=lambda one: one.name.partition(".")[0])
def test_a_recorded_way_passes_and_is_the_same_way(file: Path, seed: int, tmp_path: Path):
    desk, begun = beginning(file, seed, tmp_path)
    exercise = LIBRARY.exercise(file.name.partition(".")[0])
    chance = random.Random(f"{exercise.id}/{seed}")
    session = Session(
        exercise, started=begun.started, seed=begun.seed, context=desk.context(exercise)
    )
    walked(session, chance, chance.randrange(40) if seed == 2 else 2000)
    told = tell(session, begun, desk, note)
    data = appended.with_test(contents(file), file.name, "recorded", [*told.rows()])
    done = played(data, file, "recorded", play)
    assert [render(one) for one in done.problems] == []
    assert list(differing(told.ways[0], done.sessions[0])) == []


# A preview of one exercise

PACK = """format: 1
id: mine
version: 1
title: Mine
language: en
uses: [common]
exercises: [look]
"""
LOOK = """format: 1
id: look
version: 1
title: Look
quick: yes
steps:
  - type: choice
    id: where
    private: yes
    text: Where are you?
    options:
      home: at home
      garden: in the garden
      town: in town
  - type: text
    id: room
    when: where != 'town'
    private: yes
    text: Which room?
  - type: timed
    id: rest
    text: Rest your eyes.
    seconds: 60
  - type: list
    id: seen
    text: What do you see?
  - type: repeat
    id: rounds
    over: seen
    as: thing
    steps:
      - type: text
        id: near
        text: What is near ${thing}?
  - type: keep
    items:
      - to: wins
        over: seen
        as: one
        fields:
          line: one
"""
OLD = """format: 1  # the first
tests:

    # Somebody in town.
    in_town:
        exercise: look
        now: 2026-04-10 09:00
        kept:
          wins:
            - line: an old thing
        answers:
            where: town
            seen: [tree]
            rounds:
                - near: a bench
        expect:
            ends: done   # as it should
"""


class Clock:
    """Seconds that pass when they are told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "pack.yml").write_text(PACK)
    (folder / "look.yml").write_text(LOOK)
    return folder / "look.yml"


def previewed(file: Path, begun: Begun | None = None, **more: object) -> Preview:
    home = file.parents[2] / "home"
    desk = open_desk(home=home, folders=[file.parent.parent], wall=lambda: NOW, system="")
    clock = Clock()
    return Preview(
        file,
        desk,
        today=date(2026, 11, 22),
        monotonic=clock,
        begun=begun,
        **more,  # type: ignore[arg-type]
    )


def recorded(file: Path, source: Preview, name: str = "mine") -> Recorded:
    return Recorder(file, name).record(source, note, play)


def beside(file: Path) -> Path:
    return file.with_name("look.test.yml")


def sent(source: Preview, *events: object) -> Preview:
    for one in events:
        source.sitting.send(one)  # type: ignore[arg-type]
    return source


AT_HOME = (Answer({"value": "garden"}), Answer("the shed of my secrets"))


def test_the_whole_of_a_test_that_is_written(file: Path):
    made = recorded(file, sent(
        previewed(file), *AT_HOME, EndStep(), Answer([{"text": "a tree: tall"}, {"text": "moss"}]),
        Skip(), Answer("a bench"), Answer([{"index": 0}]),
    ))  # fmt: skip
    assert made.problems == ()
    assert (
        beside(file).read_text()
        == """\
# yaml-language-server: $schema=.schema/tests.json
# Each test goes through look once: an answer for each question, and what must come of it.
# Time is virtual, so nothing is waited for.
format: 1
tests:
  mine:
    # `where` is private: this is the first answer that leads the same way, whatever was given.
    # `room` is private: this is the first answer that leads the same way, whatever was given.
    # `rest` did not run to its end; in a test its time runs in full.
    # What was kept at `keep_1` cannot be said: a test keeps all that is offered to a collection.
    exercise: look
    seed: 1
    now: 2026-11-22 18:04
    answers:
      where: home
      room: something private
      seen:
        - "a tree: tall"
        - moss
      rounds:
        -
        - near: a bench
    skips: [near]
    expect:
      ends: done
      path: [where, room, rest, seen, near, near]
      kept:
        wins:
          - line: "a tree: tall"
          - line: moss
"""
    )
    assert run([file], play).fine


def test_an_existing_file_keeps_every_byte(file: Path):
    old = OLD.replace("\n", "\r\n").encode().rstrip()
    beside(file).write_bytes(old)
    made = recorded(file, sent(previewed(file), *AT_HOME))
    assert made.problems == ()
    data = beside(file).read_bytes()
    assert data.startswith(old + b"\r\n    mine:\r\n        # `where`")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert [one.name for one in run([file], play).results] == ["in_town", "mine"]


def test_a_test_stands_apart_where_others_do_and_before_a_key_that_follows():
    row = ["exercise: look"]
    two = "tests:\n  a:\n    now: x\n\n  # b\n  b:\n    now: x\n"
    assert appended.with_test(two.encode(), "t", "c", row).decode() == (
        f"{two}\n  c:\n    exercise: look\n"
    )
    after = "tests:\n  a:\n    now: x\n# which\nformat: 1\n"
    assert appended.with_test(after.encode(), "t", "c", row).decode() == (
        "tests:\n  a:\n    now: x\n  c:\n    exercise: look\n# which\nformat: 1\n"
    )


@pytest.mark.parametrize("text", ["", "format: 1\n", "tests:\n  a: [\n", "tests:\n  a:\n...\n"])
def test_a_file_that_cannot_be_added_to_is_refused_beforehand(file: Path, text: str):
    beside(file).write_text(text)
    with pytest.raises(StudioError):
        Recorder(file, "mine")
    assert beside(file).read_text() == text


@pytest.mark.parametrize("name", ["in_town", "In town", "in-town", "1st", "", "a" * 61])
def test_a_name_that_is_taken_or_none_is_refused_beforehand(file: Path, name: str):
    beside(file).write_text(OLD)
    with pytest.raises(StudioError):
        Recorder(file, name)


def test_a_name_that_was_taken_meanwhile_is_not_written_over(file: Path):
    source, recorder = sent(previewed(file), *AT_HOME), Recorder(file, "in_town")
    beside(file).write_text(OLD)
    with pytest.raises(Unwritten, match="already") as caught:
        recorder.record(source, note, play)
    assert "      where: home" in caught.value.rows
    assert beside(file).read_text() == OLD


def test_what_is_left_in_the_middle_stops_there(file: Path):
    source = sent(previewed(file), Answer({"value": "town"}))
    source.sitting.session.advance(25.0)
    made = recorded(file, source)
    assert made.problems == ()
    text = beside(file).read_text()
    assert "    stops:\n      at: rest\n      after: 25 seconds\n" in text
    assert "      where: town\n" in text  # no other answer leads there
    assert "ends: stopped\n      path: [where, rest]\n" in text


def test_what_was_left_by_going_back_is_not_in_it(file: Path):
    recorded(file, sent(
        previewed(file), *AT_HOME, Back(), Back(), Answer({"value": "town"}), EndStep(), Skip()
    ))  # fmt: skip
    assert "room" not in beside(file).read_text()
    assert run([file], play).fine


def test_private_words_go_nowhere_even_where_a_text_takes_them_up(file: Path):
    more = (
        "  - type: compose\n    id: card\n    private: yes\n    text: Your card.\n    parts:\n"
        "      - In ${room}.\n"
    )
    head, keep, tail = LOOK.partition("  - type: timed")
    file.write_text(head + more + keep + tail)
    made = recorded(file, sent(
        previewed(file), *AT_HOME, Answer({"slots": {}, "version": ""}), EndStep(), Skip()
    ))  # fmt: skip
    assert made.problems == ()
    assert "shed" not in beside(file).read_text()


def test_a_private_answer_that_alone_leads_there_is_left_to_the_author(file: Path):
    many = "  - type: say\n    when: count(room) == 20\n    text: So many.\n  - type: timed"
    file.write_text(
        LOOK.replace("type: text\n    id: room", "type: list\n    id: room").replace(
            "  - type: timed", many
        )
    )
    words = Answer([{"text": f"secret {number}"} for number in range(20)])
    source = sent(previewed(file), AT_HOME[0], words, Next())
    with pytest.raises(StudioError, match="private"):
        recorded(file, source)
    assert not beside(file).exists()


def test_what_a_case_kept_before_is_in_the_test(file: Path):
    beside(file).write_text(OLD)
    case = from_case(file, "in_town", file.parents[2] / "home", play)
    source = previewed(file, case.begun, given=case.given, at="keep_1")
    source.sitting.send(Answer([]))
    made = recorded(file, source)
    assert made.problems == ()
    told = beside(file).read_text().partition("    mine:\n")[2]
    assert "        now: 2026-04-10 09:00\n" in told
    assert "an old thing" in told
    assert "keep_1: []" in told
    assert "near: a bench" in told


def test_a_new_version_is_recorded_as_it_was_gone_through(file: Path):
    source = sent(previewed(file), *AT_HOME)
    file.write_text(LOOK.replace("Rest your eyes.", "Rest.").replace("id: room", "id: place"))
    assert source.poll() is not None
    made = recorded(file, source)
    assert made.problems == ()
    assert "    skips: [place]\n    stops:\n      at: rest\n" in beside(file).read_text()


def test_parts_that_were_skipped_are_said(file: Path):
    parts = "    phases:\n      feet:\n        seconds: 5\n        text: Feet.\n      legs:\n" \
            "        seconds: 5\n        text: Legs.\n"  # fmt: skip
    file.write_text(LOOK.replace("    seconds: 60\n", parts))
    source = sent(previewed(file), Answer({"value": "town"}), Next(), SkipPart())
    source.sitting.session.advance(10.0)
    sent(source, Next())
    made = recorded(file, source)
    assert made.problems == ()
    assert "      rest:\n        skipped: [feet]\n" in beside(file).read_text()
    assert not any("rest" in one for one in made.remarks)


def test_what_lines_cannot_type_is_said_in_the_test(file: Path):
    file.write_text(LOOK.replace("id: room\n", "id: room\n    lines: 4\n").replace(
        "    when: where != 'town'\n    private: yes\n", "    when: where != 'town'\n"
    ))  # fmt: skip
    made = recorded(file, sent(previewed(file), AT_HOME[0], Answer("one\n   two")))
    assert made.problems == ()
    said = "`room` is not answered in just the same way when this is played."
    assert said in made.remarks
    assert f"    # {said}\n" in beside(file).read_text()


def test_it_is_recorded_in_the_language_it_was_shown_in(tmp_path: Path):
    home = small_pack(tmp_path / "packs", de=GERMAN)
    desk = open_desk(home=tmp_path / "home", folders=[home.parent], language="de", system="")
    source = Preview(
        home / "hello.yml", desk, today=date(2026, 11, 22), monotonic=Clock(), at="name"
    )
    made = recorded(home / "hello.yml", sent(source, Answer("Lu")))
    assert made.problems == ()
    assert "    language: de\n" in made.file.read_text()


def test_told_rows_are_never_wider_than_a_screen_of_code():
    told = Told(None, {"path": ["a_name"] * 40}, ("word " * 60,))  # type: ignore[arg-type]
    assert max(len(row) for row in told.rows()) <= 96


# A follow-up after it

LATER = """  - type: schedule
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
      - type: pick
        id: win
        from: wins
        text: Which of these?
        else: skip
      - type: text
        id: why
        text: Why this one?
      - type: keep
        ask: no
        items:
          - to: wins
            fields:
              line: why
"""
WAY = (
    Answer({"value": "town"}), EndStep(), Answer([{"text": "a tree"}]), Answer("a bench"),
    Answer([{"index": 0}]),
)  # fmt: skip


def test_a_follow_up_that_was_gone_on_to_comes_later_in_the_test(file: Path):
    file.write_text(LOOK + LATER)
    source = sent(previewed(file), *WAY, Answer({"value": "soon"}))
    source.go_on()
    picked = source.sitting.view.prompt.things[0]  # type: ignore[attr-defined]
    made = recorded(file, sent(source, Answer({"ref": picked.ref}), Answer("It was near.")))
    assert made.problems == ()
    assert (
        beside(file)
        .read_text()
        .endswith("""\
    then:
      - after: 3 days
        followup: in_a_while
        answers:
          win:
            pick: 1
          why: It was near.
        expect:
          ends: done
          path: [win, why]
          kept:
            wins:
              - line: It was near.
""")
    )


def test_a_follow_up_that_is_left_stops_in_the_test_too(file: Path):
    file.write_text(LOOK + LATER)
    source = sent(previewed(file), *WAY, Answer({"value": "soon"}))
    source.go_on()
    made = recorded(file, sent(source, Skip()))
    assert made.problems == ()
    told = beside(file).read_text().partition("    then:\n")[2]
    assert "        skips: [win]\n        stops:\n          at: why\n" in told


def test_a_follow_up_that_was_only_looked_at_is_not_in_the_test(file: Path):
    file.write_text(LOOK + LATER)
    source = sent(previewed(file), *WAY, Answer({"value": "soon"}))
    source.go_on()
    made = recorded(file, source)
    assert made.problems == ()
    assert "then:" not in beside(file).read_text()


def test_a_follow_up_that_nothing_planned_is_said_to_be_left_out(file: Path):
    file.write_text(LOOK + LATER.replace("soon:\n        label: soon\n        in: 3 days",
                                         "bed:\n        cue: before bed"))  # fmt: skip
    source = previewed(file, followup="in_a_while")
    made = recorded(file, sent(source, Skip(), Answer("It was near.")))
    assert made.problems == ()
    assert any("`in_a_while` is not in this test" in one for one in made.remarks)
    assert "then:" not in beside(file).read_text()


def test_a_follow_up_that_comes_every_week_asks_whether_it_goes_on(file: Path):
    file.write_text(LOOK + LATER.replace("in: 3 days", "every: 7 days"))
    source = sent(previewed(file), *WAY, Answer({"value": "soon"}))
    source.go_on()
    made = recorded(file, sent(
        source, Skip(), Answer("It was near."), Answer({"value": "no"}),
    ))  # fmt: skip
    assert made.problems == ()
    told = beside(file).read_text().partition("    then:\n")[2]
    assert "- after: 7 days\n" in told
    assert "          comes_again: no\n" in told or '          comes_again: "no"\n' in told
