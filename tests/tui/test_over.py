"""Screens that open over others: people, keys, find, look back, the first run, settings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from studio.errors import StudioError
from studio.practice.kept_things import Thing
from studio.tui.record import value_words
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk, FakeSettings, FakeSitting, say
from tests.tui.test_kept import TAB, wins


def outcome(number: int, title: str, *words: str) -> dict[str, Any]:
    return {
        "id": f"o{number}",
        "title": title,
        "ended": f"2026-11-{number:02}T20:41:00+00:00",
        "answers": [
            {"question": "What happened?", "words": list(words), "on_path": True, "kind": "text"},
            {"question": "Left again?", "words": ["nowhere"], "on_path": False, "kind": "text"},
        ],
        "values": {},
    }


OUTCOMES = [
    outcome(22, "Name it, trace it", "left out"),
    outcome(19, "Two other readings", "She saw it at work and meant to answer later."),
    outcome(3, "Write the words", "Please check with me first."),
]


# People to talk to


async def test_people_is_the_drawing(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("h")
        assert shown.lines[1][7:] == "People to talk to" + " " * 35 + "United Kingdom"
        assert shown.row(3) == "You don't have to handle this alone."
        assert shown.row(6) == "Call your local emergency number (999 or 112)."
        assert shown.row(9) == "Samaritans: 116 123   call   free, 24 hours"
        assert shown.row(20) == "g ground for a minute   c change country   k keys"
        assert shown.row(22) == "q close   Ctrl+X leave"


async def test_the_country_is_chosen_by_a_few_letters(studio: Open) -> None:
    desk = FakeDesk()
    async with studio(desk) as shown:
        await shown.press("question_mark", "c")
        await shown.type("fra")
        await shown.press("enter")
        assert desk.settings.country == "FR"
        assert shown.row(1).endswith("France")


async def test_a_broken_list_of_lines_still_shows_the_screen(
    studio: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: FakeDesk, topic: str) -> Any:
        raise StudioError("The list of people to call has mistakes in it.")

    monkeypatch.setattr(FakeDesk, "contacts", broken)
    async with studio() as shown:
        await shown.press("h")
        assert shown.row(6) == "Call your local emergency number."
        assert "findahelpline.com" in shown.text


async def test_grounding_opens_over_help_and_comes_back(studio: Open) -> None:
    sitting = FakeSitting(say("Feet."))
    async with studio(FakeDesk(sittings=[sitting])) as shown:
        await shown.press("h", "g")
        assert shown.row(7) == "Feet."
        await shown.press("q", "2")
        assert shown.row(1).startswith("People to talk to")


async def test_help_closes_to_where_it_was_opened(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("down", "h", "b")
        assert "› Steady ground" in shown.text


# Keys, find


async def test_people_and_keys_lead_to_each_other_and_do_not_pile_up(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("h", "k", "h", "k", "h")
        assert "You don't have to handle this alone." in shown.text
        await shown.press("q")
        assert shown.row(1).startswith("Today")
        await shown.press("h", "k")
        assert "The mouse works on every word down there." in shown.text
        await shown.press("b")
        assert "You don't have to handle this alone." in shown.text


async def test_the_key_that_says_today_leads_there_from_everywhere(studio: Open) -> None:
    desk = FakeDesk(keeps={"wins": wins(2)}, outcomes=list(OUTCOMES))
    ways = {
        "a collection": (*TAB, "enter"),
        "a thing": (*TAB, "enter", "enter"),
        "its words": (*TAB, "enter", "enter", "e"),
        "a record": ("l", "enter"),
        "a question": ("l", "enter", "D"),
    }
    async with studio(desk) as shown:
        for name, way in ways.items():
            await shown.press(*way)
            key = "ctrl+c" if "Ctrl+C Today" in shown.row(22) else "q"
            assert f"{'Ctrl+C' if key != 'q' else 'q'} Today" in shown.row(22), name
            await shown.press(key)
            assert shown.row(1).startswith("Today"), name
            assert len(shown.app.screen_stack) == 1


async def test_where_an_exercise_is_beneath_the_key_says_what_it_does(studio: Open) -> None:
    async with studio(sitting=FakeSitting(say("Hold that one."))) as shown:
        await shown.press("enter", "v")
        assert "q close" in shown.row(22)
        await shown.press("q")
        assert "q quit" in shown.row(22)


async def test_keys_names_every_command(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("k")
        for words in ("leave fast", "Ctrl+X", "Ctrl+G", "people to talk to", "cover the screen"):
            assert words in shown.text
        await shown.press("enter")
        assert shown.row(1).startswith("Today")


async def test_find_opens_an_exercise_by_a_few_letters(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("slash")
        await shown.type("hold")
        assert "› Hold on" in shown.text
        assert "exercise · 3 min" in shown.text
        await shown.press("enter")
        assert "What is known" in shown.text


async def test_find_looks_at_the_title_first_then_at_what_it_is_for(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("slash")
        await shown.type("two inter")
        assert "› Two other readings" in shown.text
        await shown.press(*["backspace"] * 9)
        await shown.type("find")
        assert shown.text.index("Two other readings") < shown.text.index("Hold on")
        assert "Colours" not in shown.text
        await shown.press("backspace", "backspace", "backspace", "backspace")
        await shown.type("ind two")
        assert "Nothing by that name." in shown.text


async def test_find_opens_a_setting(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("slash")
        await shown.type("bell")
        await shown.press("enter")
        assert "› Bell" in shown.text


async def test_find_says_when_there_is_nothing(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("slash")
        await shown.type("zzz")
        assert "Nothing by that name." in shown.text
        await shown.press("enter", "escape")
        assert shown.row(1).startswith("Today")


# Look back


async def test_look_back_lists_newest_first_with_the_words(studio: Open) -> None:
    async with studio(FakeDesk(outcomes=list(OUTCOMES))) as shown:
        await shown.press("l")
        assert shown.row(7).startswith("› 22 Nov   Name it, trace it")
        assert shown.row(8).startswith("19 Nov")
        assert shown.row(8).endswith("…")
        assert shown.row(20) == "3 in all."


async def test_look_back_filters_while_typing_and_escape_clears(studio: Open) -> None:
    async with studio(FakeDesk(outcomes=list(OUTCOMES))) as shown:
        await shown.press("l", "slash")
        await shown.type("check with")
        assert "Write the words" in shown.text
        assert "Name it" not in shown.text
        await shown.type("zzz")
        assert shown.row(20) == "Nothing with check withzzz. Esc clears."
        await shown.press("escape")
        assert "Name it, trace it" in shown.text


async def test_one_outcome_reads_question_by_question(studio: Open) -> None:
    async with studio(FakeDesk(outcomes=list(OUTCOMES))) as shown:
        await shown.press("l", "down", "enter")
        assert shown.lines[1][7:].startswith("Two other readings")
        assert shown.row(1).endswith("Thursday 19 November, 20:41")
        assert shown.row(3) == "What happened?"
        assert shown.row(4) == "│ She saw it at work and meant to answer later."
        assert "nowhere" not in shown.text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"value": True}, "yes"),
        ({"value": 3.0}, "3"),
        ({"value": 3, "words": "three more"}, "three more"),
        ({"value": ["timing", "load"]}, "timing, load"),
        ({"value": None}, ""),
    ],
)
def test_what_was_worked_out_is_told_in_words(value: dict[str, Any], words: str) -> None:
    assert words == value_words(value)


async def test_erasing_a_record_asks_first(studio: Open) -> None:
    desk = FakeDesk(outcomes=list(OUTCOMES))
    async with studio(desk) as shown:
        await shown.press("l", "enter", "D", "enter")
        assert len(desk.outcomes) == 3
        await shown.press("D", "2")
        assert [one["id"] for one in desk.outcomes] == ["o19", "o3"]
        assert shown.row(20) == "Erased."
        assert "Name it" not in shown.text


async def test_a_long_history_is_read_no_further_than_it_is_looked_at(studio: Open) -> None:
    read: list[int] = []

    def endless() -> Any:
        number = 0
        while True:
            number += 1
            read.append(number)
            yield outcome(1 + number % 28, f"Number {number}")

    desk = FakeDesk()
    desk.history = lambda **_: endless()  # type: ignore[method-assign]
    async with studio(desk) as shown:
        await shown.press("l", "down", "down")
        assert len(read) < 60


async def test_nothing_kept_says_so(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("l", "right", "right")
        assert "Nothing kept yet. Exercises ask before they keep." in shown.text


# First run, settings


async def test_the_first_run_goes_through_its_three_screens_once(studio: Open) -> None:
    desk = FakeDesk(settings=FakeSettings(seen_first_run=False))
    async with studio(desk) as shown:
        assert shown.row(5) == "This is a practice space, not therapy and not medical care."
        await shown.press("enter")
        assert shown.row(5) == "Who else uses this computer?"
        assert "●" not in shown.text
        await shown.press("2")
        assert shown.row(8).startswith("› 2  ●")
        await shown.press("enter")
        assert shown.row(7).startswith("› Colours    [dusk]")
        await shown.press("right", "down", "right", "down", "right", "down", "right")
        await shown.press("enter")
        assert shown.row(1).startswith("Today")
    found = desk.settings
    assert (found.theme, found.motion, found.line, found.bell) == ("paper", "words", "slow", True)
    assert found.shared == "others"
    assert found.seen_first_run


async def test_help_is_there_before_anything_is_agreed(studio: Open) -> None:
    async with studio(FakeDesk(settings=FakeSettings(seen_first_run=False))) as shown:
        await shown.press("h")
        assert shown.row(1).startswith("People to talk to")


async def test_going_back_in_the_first_run_changes_nothing(studio: Open) -> None:
    desk = FakeDesk(settings=FakeSettings(seen_first_run=False))
    async with studio(desk) as shown:
        await shown.press("enter", "enter", "b")
        assert shown.row(1).endswith("2 of 3")
        await shown.press("b")
        assert shown.row(1).endswith("1 of 3")
    assert not desk.settings.seen_first_run


async def test_settings_that_cannot_be_kept_do_not_hold_a_person_up(studio: Open) -> None:
    desk = FakeDesk(settings=FakeSettings(seen_first_run=False), broken=True)
    async with studio(desk) as shown:
        await shown.press("enter", "enter", "right")
        assert shown.row(20) == "The settings could not be saved: no room on /home."
        await shown.press("enter")
        assert shown.row(1).startswith("Today")
        assert "The settings could not be saved: no room on /home." in shown.text


async def test_a_colour_is_seen_at_once(studio: Open) -> None:
    desk = FakeDesk(settings=FakeSettings(seen_first_run=False))
    async with studio(desk) as shown:
        await shown.press("enter", "enter", "right")
        assert shown.app.theme == "paper"


# Every screen, at every size

WAYS = {
    "first run": (),
    "today": (),
    "people": ("h",),
    "country": ("h", "c"),
    "keys": ("k",),
    "find": ("slash",),
    "look back": ("l",),
    "record": ("l", "enter"),
    "erase": ("l", "enter", "D"),
    "calendar": ("l", "left"),
    "trends": ("l", "right"),
    "kept": ("l", "right", "right"),
    "card": ("enter",),
    "pack": ("down", "enter"),
}


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (62, 17), (200, 50)])
@pytest.mark.parametrize("way", WAYS)
async def test_the_footer_is_whole_and_nothing_is_wider_than_the_screen(
    studio: Open, size: tuple[int, int], way: str
) -> None:
    desk = FakeDesk(outcomes=list(OUTCOMES), keeps={"readings": (Thing("r", "A line.", (), None),)})
    desk.settings = FakeSettings(seen_first_run=way != "first run")
    async with studio(desk, size=size) as shown:
        await shown.press(*WAYS[way])
        foot = [line for line in shown.lines if line.strip()][-1]
        assert foot.endswith("leave")
        assert len(shown.lines) == size[1]
        assert max(len(line) for line in shown.lines) <= size[0]
        await shown.press("tab", "x")
        assert len(shown.lines) == size[1]


async def test_a_resize_keeps_the_mark_and_the_screen(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("down", "right")
        await shown.pilot.resize_terminal(40, 12)
        await shown.pilot.pause()
        assert "› Wider view" in shown.text
        await shown.pilot.resize_terminal(20, 5)
        await shown.pilot.pause()
        assert "larger" in shown.text
        await shown.pilot.resize_terminal(80, 24)
        await shown.pilot.pause()
        assert "› Wider view" in shown.text


async def test_hostile_words_are_words(studio: Open) -> None:
    idea = SimpleNamespace(
        exercise="x", title="[@click=app.quit]Breathe[/] [in]", minutes="", purpose="[/]"
    )
    async with studio(FakeDesk(idea=idea)) as shown:
        assert "[@click=app.quit]Breathe[/] [in]" in shown.text
