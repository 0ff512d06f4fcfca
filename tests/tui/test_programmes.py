"""Programmes, full screen, over a real desk: begun, walked, a part left out, left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.practice.desk import Desk, open_desk
from studio.tui.programmes import OWN_PACE, ProgrammeScreen, ProgrammesScreen
from tests.practice.test_programmes import do
from tests.tui.conftest import Open, Shown
from tests.warm import warm

NOW = datetime(2026, 11, 22, 21, 34, tzinfo=UTC)


class At:
    """A moment that can be moved on."""

    def __init__(self) -> None:
        self.now = NOW

    def days_on(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def at() -> At:
    return At()


@pytest.fixture
def desk(tmp_path: Path, at: At) -> Desk:
    desk = open_desk(home=warm(tmp_path), wall=lambda: at.now, monotonic=lambda: 1000.0)
    desk.change(seen_first_run=True, country="GB")
    return desk


async def to_programmes(shown: Shown) -> None:
    await shown.press("end", "enter")
    assert shown.row(1) == "Programmes"


async def test_today_leads_to_the_programmes_and_one_says_its_parts(
    studio: Open, desk: Desk
) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        assert "Programmes" in shown.text
        await to_programmes(shown)
        assert shown.text.count("parts") == 6
        assert OWN_PACE in shown.row(20)
        await shown.press("down", "enter")
        assert shown.row(1) == "Steady start"
        assert shown.row(3) == "A first week, one small thing a day."
        assert shown.lines[5][7:].split()[:5] == ["to", "begin", "with", "Grounding", "breath"]
        assert "practice cards" in shown.text
        assert "› Begin this programme" in shown.text


async def test_begun_its_next_part_stands_on_today_and_opens_there(
    studio: Open, desk: Desk, at: At
) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        await to_programmes(shown)
        await shown.press("down", "enter", "enter")
        assert "Begun." in shown.row(20)
        assert shown.lines[1].rstrip().endswith("since 22 November")
        await shown.press("b")
        assert "next: Grounding breath" in shown.text
        await shown.press("b")
        assert "Your programme" in shown.text
        assert "Steady start: Grounding breath" in shown.text
        do(desk, "grounding-breath")
        do(desk, "check-in", pack="growth")
        await shown.press("down", "up", "home")
        assert "Steady start: Feet, air, texture" in shown.text
        assert "for tomorrow" in shown.text
        await shown.press("enter")
        assert shown.row(5) == "Feet, air, texture"


async def test_s_leaves_a_part_out_and_takes_it_in_again(studio: Open, desk: Desk) -> None:
    desk.begin_programme("first-week")
    async with studio(desk) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(ProgrammeScreen("growth/first-week"))
        await shown.pilot.pause()
        assert "› to begin with" in shown.text
        assert "s leave out" in shown.row(22)
        await shown.press("s")
        assert "left out" in shown.lines[5]
        assert "s take in" in shown.row(22)
        await shown.press("s")
        assert "left out" not in shown.lines[5]


async def test_leaving_it_says_that_what_was_done_stays(studio: Open, desk: Desk) -> None:
    desk.begin_programme("first-week")
    async with studio(desk) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(ProgrammeScreen("growth/first-week"))
        await shown.pilot.pause()
        await shown.press("end")
        assert "› Leave this programme" in shown.text
        await shown.press("enter")
        assert "Left. What you did stays" in shown.row(20)
        assert "› Begin this programme" in shown.text
        assert desk.today().programmes == ()


async def test_q_leads_to_today_and_b_one_back(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        await to_programmes(shown)
        await shown.press("enter", "b")
        assert shown.row(1) == "Programmes"
        await shown.press("enter", "q")
        assert shown.row(1).startswith("Today")


async def test_all_of_it_done_is_said_and_nothing_more(studio: Open, desk: Desk) -> None:
    desk.begin_programme("first-week")
    for row in desk.programme("first-week").rows:
        do(desk, row.exercise)
    async with studio(desk) as shown:  # type: ignore[arg-type]
        assert "Your programme" not in shown.text
        await to_programmes(shown)
        assert "all of it done" in shown.text
        await shown.press("enter")
        assert shown.row(20) == "All of it is done."
        assert "› Begin it anew" in shown.text


async def test_the_path_of_boundaries_asks_first_whether_it_is_safe(
    studio: Open, desk: Desk
) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(ProgrammeScreen("boundaries/boundaries-14"))
        await shown.pilot.pause()
        await shown.press("enter")
        assert "Could saying it make you less safe?" in shown.text
        await shown.press("1", "enter")
        assert "Boundaries in two weeks" in shown.text
        await shown.press("enter")
        assert "Begun." in shown.row(20)
        assert [one.title for one in desk.today().programmes] == ["Boundaries in two weeks"]


async def test_stopping_at_its_gate_begins_nothing(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(ProgrammeScreen("boundaries/boundaries-14"))
        await shown.pilot.pause()
        await shown.press("enter", "q", "q")
        assert "› Begin this programme" in shown.text
        assert desk.today().programmes == ()
        assert desk.store.drafts() == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("screen", [ProgrammesScreen, lambda: ProgrammeScreen("secure-self-6w")])
async def test_at_every_size_the_mark_is_in_sight(
    studio: Open, desk: Desk, screen: Callable[[], ProgrammesScreen], size: tuple[int, int]
) -> None:
    desk.begin_programme("secure-self-6w")
    async with studio(desk, size=size) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(screen())
        await shown.pilot.pause()
        for key in ("home", "down", "end", "up"):
            await shown.press(key)
            assert "›" in shown.text
            assert all(len(line) <= size[0] for line in shown.lines)


async def test_find_leads_there_too(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:  # type: ignore[arg-type]
        await shown.press("/")
        await shown.type("progr")
        await shown.press("enter")
        assert shown.row(1) == "Programmes"
