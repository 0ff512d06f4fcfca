"""Lines in, words out: bytes, widths, signals, days, commands."""

from __future__ import annotations

import os
import signal
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.plain.commands import COMMANDS, command_in, letter_in, looks_meant
from studio.plain.door import Door, Gone
from studio.plain.ending import Ended, Interrupted, Signals
from studio.plain.lines import EndOfInput, TypedLines
from studio.plain.numbers import place, whole
from studio.plain.wording import about_words, cells, ended, flowed, seconds_words
from studio.practice.days import day_in, time_in
from tests.plain.hand_made import Heard


@given(st.text(), st.integers(20, 90))
def test_no_row_is_wider_than_asked_for_and_none_than_72(text: str, width: int) -> None:
    assert all(cells(row) <= min(width, 72) for row in flowed(text, width))


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=300))
def test_wrapping_loses_no_sign_but_blanks(text: str) -> None:
    from studio.format.clean import clean

    together = "".join("".join(flowed(text, 30)).split())
    assert together == "".join(clean(text).split())


@given(st.text())
def test_no_control_byte_passes_the_door(text: str) -> None:
    heard = Heard()
    Door(heard).line(text)
    assert heard.text.endswith("\n")
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in heard.text[:-1])


def test_plain_signs_stand_in_where_utf8_is_not_spoken() -> None:
    heard = Heard()
    Door(heard, encoding="ascii").line("“always” · wait … naïve │")
    assert heard.text == '"always" . wait ... na?ve |\n'


def test_a_closed_pipe_is_one_exception_of_our_own() -> None:
    class Closed(Heard):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(Gone):
        Door(Closed()).line("words")


@pytest.fixture
def pipe() -> tuple[int, int]:
    return os.pipe()


def test_bytes_that_are_no_words_do_not_stop_the_reading(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"caf\xe9\r\nnext\nlast")
    os.close(pipe[1])
    lines = TypedLines(pipe[0], live=False)
    assert [lines.read() for _ in range(3)] == ["caf\ufffd", "next", "last"]
    with pytest.raises(EndOfInput):
        lines.read()


def test_lines_of_a_pipe_wait_for_their_question_while_time_runs(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"an answer\n:skip\n")
    lines = TypedLines(pipe[0], live=False)
    assert lines.glance(0.01) is None
    assert lines.read() == "an answer"
    assert lines.glance(0.01) == ":skip"
    assert lines.glance(0.01) is None


def test_words_with_a_blank_in_front_wait_for_their_question_too(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b" :skip is what I wrote\n")
    lines = TypedLines(pipe[0], live=False)
    assert [lines.glance(0.01), lines.glance(0.01)] == [None, None]
    assert lines.read() == " :skip is what I wrote"


def test_a_person_is_heard_at_once_while_time_runs(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"hello\n")
    assert TypedLines(pipe[0], live=True).glance(60) == "hello"


def test_a_signal_wakes_the_reading_and_a_typed_line_goes_first(pipe: tuple[int, int]) -> None:
    with Signals() as signals:
        lines = TypedLines(pipe[0], live=True, wake=signals.wake, heed=signals.heed)
        os.write(pipe[1], b"typed before\n")
        os.kill(os.getpid(), signal.SIGTERM)
        assert lines.read() == "typed before"
        with pytest.raises(Ended) as ended_by:
            lines.read()
    assert ended_by.value.code == 143


def test_a_hang_up_has_its_own_code_and_ctrl_c_asks(pipe: tuple[int, int]) -> None:
    with Signals() as signals:
        lines = TypedLines(pipe[0], live=True, wake=signals.wake, heed=signals.heed)
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Interrupted):
            lines.read()
        os.kill(os.getpid(), signal.SIGHUP)
        with pytest.raises(Ended) as ended_by:
            lines.glance(60)
    assert ended_by.value.code == 129


def test_signals_are_as_they_were_afterwards() -> None:
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    with Signals():
        assert signal.getsignal(signal.SIGTERM) is not before[0]
    after = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    assert after == before


def test_a_hang_up_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Signals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_writing_to_a_stalled_terminal_is_cut_off_by_a_signal() -> None:
    class Stalled(Heard):
        def write(self, text: str, /) -> object:
            os.kill(os.getpid(), signal.SIGTERM)
            return super().write(text)

    with Signals() as signals, pytest.raises(Ended):
        Door(Stalled(), writing=signals.writing).line("words")


TODAY = date(2026, 3, 2)  # a Monday
LONG = "9" * 5000
"""More digits than Python reads into a number."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 3, 3)),
        ("+3", date(2026, 3, 5)),
        ("friday", date(2026, 3, 6)),
        ("Mon", date(2026, 3, 9)),
        ("25 nov", date(2026, 11, 25)),
        ("Nov 25th", date(2026, 11, 25)),
        ("Wednesday 25 November 2026", date(2026, 11, 25)),
        ("1 march", date(2027, 3, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("2026-04-15", date(2026, 4, 15)),
        ("25 nov 26", date(2026, 11, 25)),
        ("1 Jan 27", date(2027, 1, 1)),
        ("25 nov 026", None),
        ("31 feb", None),
        ("soon", None),
        ("", None),
        ("25 nov xx", None),
        ("1 jan 99999999999999999999", None),
        (f"1 jan {LONG}", None),
        (f"{LONG} jan", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    assert day_in(typed, TODAY) == day


def test_a_day_that_was_is_the_last_one() -> None:
    assert day_in("28 feb", TODAY, past=True) == date(2026, 2, 28)
    assert day_in("friday", TODAY, past=True) == date(2026, 2, 27)
    assert day_in("25 nov 25", TODAY, past=True) == date(2025, 11, 25)
    assert day_in("25 nov 98", TODAY, past=True) == date(1998, 11, 25)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = day_in(text, TODAY)
    assert found is None or isinstance(found, date)


def test_times_of_day() -> None:
    assert [time_in(one) for one in ("18:30", "9.05", "7", "25:00", "x", f"{LONG}:00")] == [
        (18, 30), (9, 5), (7, 0), None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7), ("-7", -7), (" 12 ", 12), ("007", 7), ("", None), ("--5", None), ("5-", None),
        ("1_0", None), ("+5", None), ("\u00b2", None), ("seven", None), (LONG, None),
    ],
)  # fmt: skip
def test_a_whole_number_is_read_or_is_none(typed: str, number: int | None) -> None:
    assert whole(typed) == number


def test_a_place_in_a_list_is_one_that_it_has() -> None:
    assert [place(one, 3) for one in ("0", "1", "3", "4", "-1", LONG)] == [
        None, 1, 3, None, None, None,
    ]  # fmt: skip


def test_every_command_has_its_short_form_and_no_two_share_one() -> None:
    words = [word for one in COMMANDS for word in (one.name, *one.short)]
    assert len(words) == len(set(words))
    for one in COMMANDS:
        assert all(command_in(f":{word}") is one for word in (one.name, *one.short))


@pytest.mark.parametrize("words", ["back", "q", ":)", ": back to work", ":-(", "a :b c", ":5"])
def test_words_are_never_commands(words: str) -> None:
    assert command_in(words) is None
    assert looks_meant(words) == "" or words == ": back to work"


def test_a_bare_letter_is_a_command_only_where_asked() -> None:
    assert letter_in("q") is command_in(":stop")
    assert letter_in("stop") is None


def test_lengths_are_said_as_people_say_them() -> None:
    said = [seconds_words(one) for one in (1, 4, 20, 60, 75, 61, 120)]
    assert said == [
        "one second", "four seconds", "20 seconds", "1 minute", "1 minute 15 seconds",
        "1 minute 1 second", "2 minutes",
    ]  # fmt: skip
    assert [about_words(one) for one in (40, 63, 240)] == [
        "40 seconds", "about a minute", "about 4 minutes",
    ]  # fmt: skip
    assert [ended(one) for one in ("so", "so?", "", "so.")] == ["so.", "so?", "", "so."]


def test_a_list_line_goes_on_under_its_own_words() -> None:
    assert flowed("· one two three\nfour", 10) == ["· one two", "  three", "four"]
