"""The preview on the screen: new versions, the panel, and the keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.authoring.preview import Preview
from studio.authoring.record import Recorder
from studio.plain.noting import note
from studio.plain.trial import play
from studio.practice.desk import open_desk
from studio.tui.paper import COLUMN
from studio.tui.preview import ALONE, HELLO, KEEPS_NOTHING, RECORDS, PreviewApp, PreviewScreen
from tests.tui.conftest import Shown
from tests.tui.doubles import Clock, FakeDesk, FakeSitting, choice, say, text


class News:
    def __init__(self, fresh: bool, told: tuple[str, ...] = ()) -> None:
        self.fresh = fresh
        self.told = told


class FakeSource:
    """News as a test brings them."""

    def __init__(self, sitting: FakeSitting) -> None:
        self.sitting = sitting
        self.news: list[News] = []
        self.restarted = 0
        self.waits: tuple[str, ...] = ()
        self.next_up = ""
        self.gone_on = 0
        self.advises: tuple[str, ...] = ()

    def advice(self) -> tuple[str, ...]:
        return self.advises

    def go_on(self) -> None:
        self.gone_on += 1
        self.next_up = ""
        self.sitting.at = 0

    def poll(self) -> News | None:
        return self.news.pop(0) if self.news else None

    def restart(self) -> None:
        self.restarted += 1
        self.sitting.at = 0


WRONG = ("look.yml:9:5: error P201: A say step has no key `txet`.", "  |     txet: Hello [b]",
         "  |     ^^^^", "  Did you mean `text`?")  # fmt: skip


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    sitting = FakeSitting(say("The first words."), text("A question?"), say("More."))
    source = FakeSource(sitting)
    clock = Clock()
    app = PreviewApp(FakeDesk(), source, clock=clock)  # type: ignore[arg-type]
    return app, source, clock


async def test_it_opens_at_the_step_and_says_what_it_is(begun: Any) -> None:
    app, _, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        assert "The first words." in shown.text
        assert "preview · 7 of about 16" in shown.lines[1]
        assert HELLO in shown.text
        await shown.press("x")
        assert HELLO not in shown.text


async def test_the_greeting_covers_no_note_and_is_not_cut(begun: Any) -> None:
    app, source, clock = begun
    assert max(len(HELLO), len(RECORDS)) <= COLUMN
    source.sitting.views[0] = choice("Which of them?")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        assert HELLO not in shown.text
        assert "Enter goes on." in shown.text
        await shown.press("escape")
        assert HELLO in shown.text


@pytest.mark.parametrize("records", ["", "a_day"])
async def test_the_last_screen_says_where_what_was_written_goes(begun: Any, records: str) -> None:
    app, source, clock = begun
    app.records = records
    source.sitting.at = 2
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press("enter")
        await pilot.pause()
        assert "Saved at" not in shown.text
        assert "stays on this computer" not in shown.text
        told = "This becomes the test “a_day” when you leave." if records else KEEPS_NOTHING
        assert told in shown.text


@pytest.mark.parametrize("records", ["", "a_day"])
async def test_stopping_says_what_is_true_of_a_preview(begun: Any, records: str) -> None:
    app, _, clock = begun
    app.records = records
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press("ctrl+c")
        assert "What you wrote is kept" not in shown.text
        assert ("nothing of it is kept" in shown.text) is not bool(records)
        assert ("becomes the test “a_day”" in shown.text) is bool(records)
        await shown.press("ctrl+c")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_test_that_is_not_wanted_is_dropped(begun: Any) -> None:
    app, source, clock = begun
    app.records = "a_day"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await Shown(app, pilot, clock).press("q", "3")
        await pilot.pause()
    assert source.sitting.done == ["abandon"]


async def test_enter_on_the_last_screen_leads_on_into_the_follow_up(begun: Any) -> None:
    app, source, clock = begun
    source.sitting.at = len(source.sitting.views) - 1
    source.next_up = "a_week_later"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        assert "Enter the follow-up" in shown.text
        await shown.press("enter")
        await pilot.pause()
        assert source.gone_on == 1
        assert "The first words." in shown.text


@pytest.mark.parametrize("key", ["w", "m", "c", "/", "alt+t"])
async def test_no_key_leads_away_from_the_exercise(begun: Any, key: str) -> None:
    app, _, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press(key)
        await pilot.pause()
        assert isinstance(app.screen, PreviewScreen)
        assert ALONE in shown.text
        assert "The first words." in shown.text


async def test_a_look_back_opens_from_no_screen_of_a_preview(begun: Any) -> None:
    app, _, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press("l")
        assert "so far" in shown.text
        await shown.press("escape", "k", "l")
        await pilot.pause()
        assert ALONE in shown.text


async def test_a_file_with_mistakes_is_shown_as_soon_as_it_is_mended(begun: Any) -> None:
    app, source, clock = begun
    source.waits = WRONG
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        assert "There is nothing to show yet." in shown.text
        assert [row.rstrip() for row in shown.lines[-4:]] == list(WRONG)
        source.news.append(News(False, ("There is no step `rom`. " * 5,)))
        await pilot.pause(0.3)
        assert " ".join(shown.text.split()).count("There is no step `rom`.") == 5
        source.waits = ()
        source.news.append(News(True))
        await pilot.pause(0.3)
        assert "The first words." in shown.text


async def test_waiting_for_a_file_can_be_ended(begun: Any) -> None:
    app, source, clock = begun
    source.waits = WRONG
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await Shown(app, pilot, clock).press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_another_version_of_the_same_step_is_drawn(begun: Any) -> None:
    app, source, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        source.sitting.views[0] = say("The second words.", address="The first words.")
        source.news.append(News(True))
        await pilot.pause(0.3)
        assert "The second words." in shown.text
        assert "The first words." not in shown.text


async def test_advice_stands_under_the_version_that_it_is_on(begun: Any) -> None:
    app, source, clock = begun
    source.advises = ("P904: A promise to heal.",)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        assert "P904" in shown.text
        source.sitting.views[0] = say("The second words.", address="The first words.")
        source.advises = ()
        source.news.append(News(True))
        await pilot.pause(0.3)
        assert "The second words." in shown.text
        assert "P904" not in shown.text


async def test_a_mistake_stands_over_the_last_good_screen_and_goes(begun: Any) -> None:
    app, source, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        source.news.append(News(False, WRONG))
        await pilot.pause(0.3)
        assert "The first words." in shown.text
        assert [row.rstrip() for row in shown.lines[-4:]] == list(WRONG)
        await shown.press("enter")
        await pilot.pause()
        assert "A question?" in shown.text
        source.news.append(News(True))
        await pilot.pause(0.3)
        assert "P201" not in shown.text


async def test_ctrl_r_begins_again_even_in_a_field(begun: Any) -> None:
    app, source, clock = begun
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press("enter")
        await shown.type("some words")
        await shown.press("ctrl+r")
        await pilot.pause()
        assert source.restarted == 1
        assert "The first words." in shown.text


async def test_the_app_ends_when_the_preview_closes(begun: Any) -> None:
    app, source, clock = begun
    source.sitting.at = len(source.sitting.views) - 1
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await Shown(app, pilot, clock).press("enter")
        await pilot.pause()
    assert app.return_code == 0


LOOK = """format: 1
id: look
version: 1
title: Look
quick: yes
steps:
  - type: choice
    id: where
    text: Where are you?
    options:
      home: at home
      town: in town
  - type: text
    id: seen
    text: What do you see?
  - type: keep
    items:
      - to: wins
        fields:
          line: seen
"""


async def test_what_is_answered_on_the_screens_becomes_a_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nuses: [common]\n"
        "exercises: [look]\n"
    )
    (folder / "look.yml").write_text(LOOK)
    desk = open_desk(home=tmp_path / "home", folders=[folder.parent], system="")
    desk.change(country="GB", seen_first_run=True)
    clock = Clock()
    source = Preview(folder / "look.yml", desk, today=date(2026, 11, 22), monotonic=clock)
    recorder = Recorder(source.path, "from_the_screens")
    app = PreviewApp(desk, source, recorder.name, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = Shown(app, pilot, clock)
        await shown.press("2", "enter")
        await shown.type("a tree")
        await shown.press("enter")
        assert "a tree" in shown.text
        await shown.press("ctrl+c")
        assert "becomes the test “from_the_screens”" in shown.text
        await shown.press("1")
        await pilot.pause()
    made = recorder.record(source, note, play)
    assert made.problems == ()
    told = made.file.read_text().partition("  from_the_screens:\n")[2]
    assert "    answers:\n      where: town\n      seen: a tree\n" in told
    assert "    stops:\n      at: keep_1\n    expect:\n      ends: stopped\n" in told
