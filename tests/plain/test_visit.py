"""A visit in lines: the first words, the card, what waits, stopping, the disk, the end."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from studio.plain.door import Door, Gone
from studio.plain.ending import Ended, Interrupted
from studio.plain.leaving import Left
from studio.plain.lines import EndOfInput, ScriptedLines
from studio.plain.visit import Visit
from studio.practice.desk import Desk, open_desk
from studio.practice.virtual import VirtualTime
from studio.store.faults import StoreError
from tests.plain.hand_made import START, Heard
from tests.warm import warm

BREATH_FROM_THE_CARD = ("", "", "", "7", "4", "")
"""Card, dizzy, break, distress 7, my senses, and the timed step to its end."""
WHILE_TIME_RUNS = BREATH_FROM_THE_CARD[:-1]


class Hand:
    """A person at a desk: types lines, hears what is said. Time is virtual."""

    def __init__(self, home: Path, *, seen: bool = True) -> None:
        self.time = VirtualTime(START)
        self.desk: Desk = open_desk(
            home=warm(home), wall=self.time.now, monotonic=self.time.monotonic
        )
        if seen:
            self.desk.change(seen_first_run=True, country="GB")
        self.heard = Heard()

    def visit(self, *typed: str, lines: Any = None) -> Visit:
        return Visit(self.desk, lines or ScriptedLines(self.time, typed), Door(self.heard))

    def run(self, identity: str, *typed: str, lines: Any = None) -> str:
        """Run an exercise; what was said since."""
        before = len(self.heard.text)
        self.code = self.visit(*typed, lines=lines).run(identity)
        return self.heard.text[before:]


class Breaking(ScriptedLines):
    """Typed lines, and then something happens instead of a line."""

    def __init__(self, time: VirtualTime, typed: tuple[str, ...], then: BaseException) -> None:
        super().__init__(time, typed)
        self.then: BaseException | None = then

    def read(self) -> str:
        if not self.left() and self.then is not None:
            then, self.then = self.then, None
            raise then
        return super().read()


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    return Hand(tmp_path)


def outcomes(hand: Hand) -> list[dict[str, Any]]:
    return list(hand.desk.history())


def test_the_first_words_are_said_once(tmp_path: Path) -> None:
    hand = Hand(tmp_path, seen=False)
    assert "not therapy and not medical care" in hand.run("q-mood", "")
    assert "not therapy" not in hand.run("q-mood")


def test_the_card_comes_before_the_first_step_and_can_be_left(hand: Hand) -> None:
    said = hand.run("two-interpretations", ":stop")
    assert "Two other readings, about 2 to 5 minutes." in said
    assert "Enter begins; :stop leaves. (Enter)" in said
    assert hand.code == 0
    assert "What shall we look at?" not in said
    assert hand.desk.store.drafts() == []


def test_an_input_that_ends_leaves_it_open_where_it_was(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", "1", "They walked past.")
    assert said.endswith(
        "The input ended. This is left open at step 3 of about 18, and waits on\nToday.\n"
    )
    assert hand.code == 0
    [row] = hand.desk.today().open
    assert row.title == "Two other readings"
    assert outcomes(hand) == []


def test_nothing_is_left_open_where_nothing_was_written(hand: Hand) -> None:
    said = hand.run("two-interpretations", "")
    assert said.endswith("Nothing was written yet.\n")
    assert hand.desk.store.drafts() == []


def test_what_waits_is_offered_and_goes_on_at_its_step(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "They walked past.", "6")
    said = hand.run("two-interpretations", "2", "1", "They are angry.")
    assert "Step 4 of about 18 is waiting." in said
    assert "They walked past." in said
    assert "What did your mind say it means?" in said
    assert "step 5 of about 18" in said


def test_what_waits_can_be_kept_as_it_is_and_begun_again(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "They walked past.")
    said = hand.run("two-interpretations", "3", "", "2")
    assert "1 of about 18" in said
    [outcome] = outcomes(hand)
    assert outcome["ending"] == "stopped"


def test_what_waits_is_erased_only_after_asking(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "They walked past.")
    hand.run("two-interpretations", "5", "1")
    assert len(hand.desk.store.drafts()) == 1
    assert "Erased." in hand.run("two-interpretations", "5", "2")
    assert hand.desk.store.drafts() == []


@pytest.mark.parametrize("command", [":stop", ":q", ":quit", ":Q"])
def test_stopping_keeps_what_was_written_and_ends_kindly(hand: Hand, command: str) -> None:
    said = hand.run("two-interpretations", "", "1", "They walked past.", command, "1")
    assert "Stopped. What you wrote is kept.\n  1. Stop here and keep it\n" in said
    [outcome] = outcomes(hand)
    assert outcome["ending"] == "stopped"
    assert hand.desk.store.drafts() == []


def test_a_bare_q_is_enough_where_no_words_are_asked_for(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "They walked past.", "q", "")
    assert [one["ending"] for one in outcomes(hand)] == ["stopped"]


def test_a_bare_letter_is_words_where_words_are_asked_for(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "q", ":stop", "1")
    [outcome] = outcomes(hand)
    assert [entry["value"] for entry in outcome["answers"] if entry["id"] == "cue"] == ["q"]


def test_it_can_wait_be_erased_or_go_on_after_all(hand: Hand) -> None:
    begun = ("", "1", "They walked past.")
    assert "It waits for you on Today." in hand.run("two-interpretations", *begun, ":stop", "2")
    assert len(hand.desk.store.drafts()) == 1
    said = hand.run("two-interpretations", "1", ":stop", "3", "1", "3", "2")
    assert "It cannot be brought back." in said
    assert "Erased. Nothing of it is left." in said
    assert hand.desk.store.drafts() == []
    said = hand.run("two-interpretations", *begun, ":stop", "4", "5")
    assert "4 of about 18" in said
    assert outcomes(hand) == []


class Pressed(ScriptedLines):
    """Typed lines, among them Ctrl+C."""

    def read(self) -> str:
        line = super().read()
        if line == "^C":
            raise Interrupted
        return line


def test_ctrl_c_asks_how_to_stop_and_a_second_one_takes_the_first(hand: Hand) -> None:
    typed = ("", "1", "They walked past.", "^C", "^C")
    said = hand.run("two-interpretations", lines=Pressed(hand.time, typed))
    assert "Stopped. What you wrote is kept." in said
    assert [one["ending"] for one in outcomes(hand)] == ["stopped"]


@pytest.mark.parametrize(
    ("exercise", "typed"),
    [
        ("two-interpretations", ("", "1", "They walked past.", ":help", "^C")),
        ("two-interpretations", ("", "1", "They walked past.", ":stop", "3", "^C")),
        ("two-interpretations", ("", "1", "They walked past.", ":pause", "^C")),
        ("grounding-breath", (*WHILE_TIME_RUNS, ":help", "^C")),
        ("grounding-breath", (*WHILE_TIME_RUNS, ":stop", "3", "^C")),
        ("grounding-breath", (*WHILE_TIME_RUNS, ":pause", "^C")),
        ("grounding-breath", (*WHILE_TIME_RUNS, ":pause", "^C", "3", "^C")),
    ],
)
def test_ctrl_c_at_any_question_asks_how_to_stop(
    hand: Hand, exercise: str, typed: tuple[str, ...]
) -> None:
    said = hand.run(exercise, lines=Pressed(hand.time, (*typed, "1")))
    assert said.rstrip().endswith("It stays on this computer.")
    assert [one["ending"] for one in outcomes(hand)] == ["stopped"]


def test_ctrl_c_and_going_on_after_all_asks_the_question_again(hand: Hand) -> None:
    typed = ("", "1", "They walked past.", ":help", "^C", "4", "6", ":stop", "1")
    hand.run("two-interpretations", lines=Pressed(hand.time, typed))
    [outcome] = outcomes(hand)
    assert [one["id"] for one in outcome["answers"] if not one.get("skipped")][
        -1
    ] == "distress_before"


def test_a_signal_leaves_a_draft_and_is_passed_on(hand: Hand) -> None:
    lines = Breaking(hand.time, ("", "1", "They walked past."), Ended(143))
    with pytest.raises(Ended) as ended:
        hand.run("two-interpretations", lines=lines)
    assert ended.value.code == 143
    assert "Ended from outside. This is left open" in hand.heard.text
    assert len(hand.desk.store.drafts()) == 1


def test_a_reader_that_went_away_leaves_a_draft(hand: Hand) -> None:
    class Cut(Heard):
        def write(self, text: str, /) -> object:
            if "mind say" in text:
                raise BrokenPipeError(errno.EPIPE, "gone")
            return super().write(text)

    hand.heard = Cut()
    hand.run("two-interpretations", "", "1", "They walked past.", "6")
    assert hand.code == 129
    assert len(hand.desk.store.drafts()) == 1


def test_lines_of_an_unfinished_text_are_kept_when_the_input_ends(hand: Hand) -> None:
    begun = (
        "", "1", "my line", "1", "3", "it happens", "17", "rest", "stop", "8", "1 2 3 4", "2", "2",
    )  # fmt: skip
    hand.run("boundary-scripting", *begun[:1], *begun[1:], "first half", "second half")
    [draft] = hand.desk.store.drafts()
    assert draft["typing"]["value"] == "first half\nsecond half"
    said = hand.run("boundary-scripting", "1", "1", "+", "third", ".", ":stop", "1")
    assert "You had: first half" in said
    [outcome] = outcomes(hand)
    [mine] = [entry["value"] for entry in outcome["answers"] if entry["id"] == "mine"]
    assert mine == "first half\nsecond half\nthird"


def test_help_comes_back_to_the_question_and_the_country_can_be_changed(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", ":help", "c", "Narnia", "germany", "", "1")
    assert "Call your local emergency number (999 or 112)." in said
    assert "Samaritans" in said
    assert "Call your local emergency number (112)." in said
    assert said.rindex("What shall we look at?") > said.rindex(
        "You don't have to handle this alone."
    )
    assert hand.desk.settings.country == "DE"


def test_going_back_shows_what_was_there_and_enter_keeps_it(hand: Hand) -> None:
    said = hand.run(
        "two-interpretations", "", "1", "They walked past.", ":b", "", "6", ":stop", "1"
    )
    assert "You had: They walked past. Enter keeps it." in said
    [outcome] = outcomes(hand)
    assert [entry["value"] for entry in outcome["answers"] if entry["id"] == "cue"] == [
        "They walked past."
    ]


def test_there_is_nothing_before_the_first_step(hand: Hand) -> None:
    assert "There is nothing before this." in hand.run("two-interpretations", "", ":back", "1")


def test_a_needed_step_says_so_when_skipped(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", ":skip", "1")
    assert "This one is needed to go on. :stop is always there." in said


def test_a_slip_of_a_command_is_asked_about_and_never_stored(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", "1", ":bakc", " :bakc", "6", ":stop", "1")
    assert "There is no :bakc here. Did you mean :back?" in said
    [outcome] = outcomes(hand)
    assert [e["value"] for e in outcome["answers"] if e["id"] == "cue"] == [":bakc"]


def test_what_was_written_so_far_and_the_keys_can_be_read(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", "1", "They walked past.", ":so-far", ":keys", "6")
    assert "The facts only. What was seen or heard?\n  They walked past." in said
    assert ":back, or :b: one step back." in said


def test_more_is_said_on_request_only(hand: Hand) -> None:
    begun = ("", "1", "my line", "1", "3", "it happens", "17", "rest", "stop")
    said = hand.run("boundary-scripting", *begun, ":more", ":m")
    assert said.count("Mine to do, small, safe, and not a punishment.") == 2


def test_leaving_fast_says_nothing_and_leaves_one_flag(hand: Hand) -> None:
    said = hand.run("two-interpretations", "", "1", "They walked past.", ":leave")
    assert said.endswith("> :leave\n")
    assert hand.code == 0
    assert "Something is open." in hand.desk.today().notes
    assert len(hand.desk.store.drafts()) == 1


def test_time_runs_and_stands_still_when_told(hand: Hand) -> None:
    said = hand.run("grounding-breath", *BREATH_FROM_THE_CARD, *[":skip"] * 4, "5", "1", "")
    assert "Part 1 of 3, feet, 20 seconds." in said
    assert "That is the time. (Enter)" in said
    assert hand.time.monotonic() == pytest.approx(60, abs=0.1)


def test_a_pause_in_a_timed_step_waits_for_enter(hand: Hand) -> None:
    typed = (*WHILE_TIME_RUNS, ":pause", ":resume", "", "5")
    said = hand.run("grounding-breath", *typed)
    assert "Paused. Enter goes on; :b :s :q :h." in said
    assert said.count("Part 1 of 3, feet") == 2
    assert "That is the time." in said


def test_help_in_a_timed_step_stops_its_clock(hand: Hand) -> None:
    typed = (*WHILE_TIME_RUNS, ":help", "", "", "5")
    said = hand.run("grounding-breath", *typed)
    assert "You don't have to handle this alone." in said
    assert "That is the time." in said
    assert hand.time.monotonic() == pytest.approx(60, abs=0.1)


def test_a_part_and_a_whole_timed_step_can_be_passed(hand: Hand) -> None:
    typed = (*WHILE_TIME_RUNS, ":skip", ":end", "5")
    said = hand.run("grounding-breath", *typed)
    assert "Part 2 of 3, air" in said
    assert "Part 3 of 3" not in said
    assert hand.time.monotonic() == 0


def test_a_breath_can_go_at_its_own_pace(hand: Hand) -> None:
    said = hand.run("grounding-breath", "", "", "", "7", "1", "1", ":own", "", "", "5")
    assert "In, four seconds." in said
    assert "Your own pace, for about a minute." in said
    assert "Out, six seconds." not in said


def test_a_machine_that_slept_pauses_the_time(hand: Hand) -> None:
    class Slept(ScriptedLines):
        def glance(self, seconds: float) -> str | None:
            self.time.go_on(3600 if self.time.monotonic() < 5 else seconds)
            return None

    lines = Slept(hand.time, (*WHILE_TIME_RUNS, "", "", "5"))
    said = hand.run("grounding-breath", lines=lines)
    assert "Paused while you were away." in said
    assert said.count("Part 1 of 3, feet") == 2


def test_the_earlier_number_is_said_only_after_the_later(hand: Hand) -> None:
    said = hand.run("grounding-breath", *BREATH_FROM_THE_CARD, *[":skip"] * 4, "3", "1", "6")
    assert said.index("> 3") < said.index("You said 7 earlier and 3 now.")


def full(home: Path) -> StoreError:
    return StoreError("No room is left on /home.", "Free some room there.", kind="no_space")


def test_what_is_not_on_disk_is_met_before_the_next_step(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = hand.desk.store
    works = store.save_draft
    broken = [True]

    def save(identity: str, draft: dict[str, Any]) -> None:
        if broken[0]:
            raise full(tmp_path)
        works(identity, draft)

    def change(line: str) -> str:
        broken[0] = False
        return line

    class Mending(ScriptedLines):
        def read(self) -> str:
            line = super().read()
            return change("1") if line == "mend, then 1" else line

    monkeypatch.setattr(store, "save_draft", save)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    typed = ("", "1", "2", "3", str(elsewhere), "mend, then 1", "They walked past.")
    said = hand.run("two-interpretations", lines=Mending(hand.time, typed))
    assert "Not on disk yet. Your last answer is still here." in said
    assert "No room is left on /home." in said
    assert "something that happened" in said
    assert len(list(elsewhere.glob("practice-*.json"))) == 1
    assert said.index("Not on disk yet") < said.index("The facts only.")
    assert len(hand.desk.store.drafts()) == 1


def test_an_input_that_ends_while_nothing_is_on_disk_says_why(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(identity: str, draft: dict[str, Any]) -> None:
        raise full(tmp_path)

    monkeypatch.setattr(hand.desk.store, "save_draft", save)
    with pytest.raises(StoreError, match="No room is left"):
        hand.run("two-interpretations", "", "1")


@pytest.mark.parametrize("gone", ["^C", "the input ends"])
def test_whoever_leaves_at_the_question_of_the_disk_is_told_why(
    hand: Hand, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    def finish(*_: object) -> None:
        raise full(Path())

    monkeypatch.setattr(hand.desk.store, "finish", finish)
    last = {"^C": ("^C",), "the input ends": ("3",)}[gone]
    with pytest.raises(StoreError, match="No room is left"):
        hand.run("q-mood", lines=Pressed(hand.time, ("6", ":skip", "4", *last)))
    assert "Leave all the same; it will be lost" in hand.heard.text


def test_the_gate_leaves_no_trace_when_it_is_left(hand: Hand) -> None:
    hand.run("boundary-scripting", "", "2")
    assert hand.desk.store.drafts() == []
    said = hand.run("boundary-scripting", "", "3", "4")
    assert "Nothing of this is kept anywhere" in said
    assert outcomes(hand) == []
    assert hand.desk.store.drafts() == []


def test_the_gate_is_asked_again_when_a_draft_goes_on(hand: Hand) -> None:
    hand.run("boundary-scripting", "", "1", "my line")
    said = hand.run("boundary-scripting", "1", "1", "2")
    assert "Could saying it make you less safe?" in said
    assert "Asked again, as the answer is kept nowhere." in said
    assert "How ready do you feel to say it?" in said


def test_an_end_of_input_inside_help_is_an_end_of_input(hand: Hand) -> None:
    hand.run("two-interpretations", "", "1", "They walked past.", ":help")
    assert len(hand.desk.store.drafts()) == 1


def test_the_doors_own_exceptions_are_told_apart() -> None:
    assert not issubclass(Gone, EndOfInput)
    assert not issubclass(Ended, Exception)


def broken_store(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(identity: str, draft: dict[str, Any]) -> None:
        raise full(Path())

    monkeypatch.setattr(hand.desk.store, "save_draft", save)


def test_going_on_without_a_disk_is_said_in_one_line_at_each_step(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_store(hand, monkeypatch)
    lines = Breaking(hand.time, ("", "1", "4", "They walked past.", "6"), Left())
    said = hand.run("two-interpretations", lines=lines)
    assert said.count("No room is left on /home.") == 1
    assert said.count("Not on disk yet. It will be tried again.") == 2


def test_leaving_without_a_disk_asks_again_and_says_what_is_lost(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_store(hand, monkeypatch)
    typed = ("", "1", "4", "They walked past.", ":stop", "2", "2", "4")
    said = hand.run("two-interpretations", *typed)
    assert "4. Leave all the same; it will be lost" in said
    assert said.rindex("They walked past.") > said.index("2. Come back to it later")


def test_a_finished_session_that_is_not_on_disk_ends_as_the_store_says(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish(*_: object) -> None:
        raise full(Path())

    monkeypatch.setattr(hand.desk.store, "finish", finish)
    with pytest.raises(StoreError, match="No room is left"):
        hand.run("two-interpretations", "", "1", "They walked past.", ":stop", "1", "4", "4")
    assert "Saved at" not in hand.heard.text


def test_what_comes_back_is_opened_from_today(hand: Hand) -> None:
    from studio.plain.today import open_today
    from studio.plain.visit import run_answers

    file = Path(__file__).parent / "golden" / "two-interpretations.event.yml"
    run_answers(hand.desk, "two-interpretations", file, time=hand.time, out=Door(hand.heard))
    hand.time.go_on(4 * 24 * 3600)
    hand.heard.text = ""
    assert open_today(hand.visit("1", "2", "1", "")) == 0
    assert "To come back to:\n  1. Two other readings: what turned out? 1 min" in hand.heard.text
    assert "First reading: They are angry with me." in hand.heard.text
    assert hand.desk.today().due == ()
    [reading] = hand.desk.kept()["common/readings"]
    assert reading["fields"]["turned_out"] == "one of the others"


def test_today_leaves_on_enter_and_knows_exercises_by_title(hand: Hand) -> None:
    from studio.plain.today import open_today

    assert open_today(hand.visit("quick body scan", ":stop")) == 0
    assert "Quick body scan, about 3 to 10 minutes." in hand.heard.text
    assert open_today(hand.visit("")) == 0


def test_a_quick_capture_has_no_card(hand: Hand) -> None:
    said = hand.run("q-win", "A talk kept civil", "2")
    assert "Enter begins" not in said
    assert len(hand.desk.kept()["common/wins"]) == 1


def test_what_comes_back_is_let_go_by_its_number(hand: Hand) -> None:
    from studio.plain.today import open_today
    from studio.plain.visit import run_answers

    file = Path(__file__).parent / "golden" / "two-interpretations.event.yml"
    for _ in range(2):
        run_answers(hand.desk, "two-interpretations", file, time=hand.time, out=Door(hand.heard))
    hand.time.go_on(4 * 24 * 3600)
    hand.heard.text = ""
    assert open_today(hand.visit("let go 7", "let go", "let go 1", "")) == 0
    said = " ".join(hand.heard.text.split())
    assert "“let go” and its number takes off what comes back." in said
    assert said.count("1 to 2 can be let go.") == 2
    assert "It does not come back any more. What you wrote stays." in said
    assert len(hand.desk.today().due) == 1
    assert len(list(hand.desk.history())) == 2
