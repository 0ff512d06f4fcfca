"""What the desk cannot do is told on the screen in front, whichever way it was asked."""

from __future__ import annotations

from typing import Any

from studio.errors import StudioError
from studio.practice.kept_things import Field, Thing
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk
from tests.tui.test_kept import TAB, wins

FULL = "No room is left on /home."
NOT_HERE = "That exercise is not here any more."


class Full(FakeDesk):
    """A desk that can write nothing, and may lose an exercise."""

    gone = False

    def reword(self, *_: Any) -> bool:
        raise StudioError(FULL)

    def remove(self, *_: Any) -> bool:
        raise StudioError(FULL)

    def card(self, exercise: str) -> Any:
        if self.gone:
            raise StudioError(NOT_HERE)
        return super().card(exercise)


async def test_a_kept_thing_that_cannot_be_taken_out_says_so_and_stays(studio: Open) -> None:
    async with studio(Full(keeps={"wins": wins(2)})) as shown:
        await shown.press(*TAB, "enter", "D", "2")
        assert FULL in shown.text
        assert "› win number 0" in shown.text


async def test_long_words_that_cannot_be_written_stay_in_their_field(studio: Open) -> None:
    long = Thing("t1", "line", (Field("line", "What went right", "word " * 20, True),), None)
    async with studio(Full(keeps={"wins": (long,)})) as shown:
        await shown.press(*TAB, "enter", "e")
        await shown.type("and more")
        await shown.press("ctrl+n")
        assert FULL in shown.text
        assert "and more" in shown.text


async def test_an_exercise_that_has_gone_since_is_told_where_one_is(studio: Open) -> None:
    desk = Full()
    async with studio(desk) as shown:
        desk.gone = True
        await shown.press("enter")
        assert NOT_HERE in shown.text
        assert shown.row(1).startswith("Today")
        await shown.press("/")
        await shown.type("two other")
        await shown.press("enter")
        assert NOT_HERE in shown.text
        assert shown.row(1).startswith("Today")
