from __future__ import annotations

from types import SimpleNamespace

from tests.tui.conftest import Open
from tests.tui.doubles import PINS, FakeDesk, FakeSitting, say

OPEN = SimpleNamespace(
    draft="d1", title="Write the words", progress="step 7 of about 18", since="21:10", damaged=False
)
DUE = SimpleNamespace(
    entry="e1", exercise="two-interpretations", followup="outcome", minutes="1 min",
    title="Two other readings: what turned out?", since="from Thursday",
)  # fmt: skip


async def test_today_is_the_drawing(studio: Open) -> None:
    async with studio(FakeDesk(open=(OPEN,), due=(DUE,))) as shown:
        assert shown.lines[1][7:] == "Today" + " " * 43 + "Sunday 22 November"
        assert shown.row(3) == "Left open"
        assert shown.lines[4][7:] == ("› Write the words" + " " * 23 + "step 7 of about 18 · 21:10")
        assert shown.row(6) == "To come back to"
        assert shown.row(7).endswith("1 min · from Thursday")
        assert shown.row(9) == "One idea for now"
        assert shown.row(10).startswith("Feet, air, texture")
        assert shown.row(13) == "All exercises"
        assert shown.row(14) == "Steady ground 2       Wider view 2          Kinder voice 2"
        assert shown.row(20) == "w note a win   m how I am   c a card"
        assert shown.row(22) == (
            "Enter open   / find   l look back   q quit   h help   Ctrl+X leave"
        )


async def test_sections_without_content_are_not_drawn(studio: Open) -> None:
    async with studio() as shown:
        assert "Left open" not in shown.text
        assert "To come back to" not in shown.text
        assert shown.row(3) == "One idea for now"


async def test_arrows_walk_rows_and_packs(studio: Open) -> None:
    async with studio(FakeDesk(open=(OPEN,))) as shown:
        await shown.press("down")
        assert "› Feet, air, texture" in shown.text
        await shown.press("down", "right")
        assert "› Wider view" in shown.text
        await shown.press("down")
        assert "› Programmes" in shown.text
        await shown.press("left")
        assert "› Boundaries" in shown.text
        await shown.press("up", "up", "up")
        assert "› Write the words" in shown.text


async def test_a_pack_opens_its_exercises_and_one_opens_its_card(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    desk = FakeDesk(sittings=[sitting])
    async with studio(desk) as shown:
        await shown.press("down", "enter")
        assert shown.row(1) == "Steady ground"
        assert "› Two other readings" in shown.text
        assert "Find two more." in shown.text
        await shown.press("enter")
        assert shown.row(5) == "Two other readings"
        assert shown.row(1).endswith("about 4 minutes")
        assert "What is known" in shown.text
        await shown.press("enter")
        assert desk.begun == ["two-interpretations"]
        assert shown.row(7) == "One."


async def test_what_comes_back_can_be_let_go_after_asking(studio: Open) -> None:
    desk = FakeDesk(open=(OPEN,), due=(DUE,))
    async with studio(desk) as shown:
        assert "D let it go" not in shown.text
        await shown.press("D")  # on what is left open it means nothing
        await shown.press("down")
        assert "D let it go" in shown.text
        await shown.press("D")
        assert "Let this go? It will not come back by itself." in shown.text
        await shown.press("1")
        assert desk.due == (DUE,)
        await shown.press("D", "2")
        assert desk.due == ()
        assert "It does not come back any more." in shown.text
        assert "To come back to" not in shown.text


async def test_what_is_due_begins_its_follow_up(studio: Open) -> None:
    desk = FakeDesk(due=(DUE,), sittings=[FakeSitting(say("What turned out?"))])
    async with studio(desk) as shown:
        await shown.press("enter")
        assert desk.begun == ["two-interpretations"]
        assert shown.row(7) == "What turned out?"


async def test_the_resume_offer_shows_what_is_there_and_goes_on(studio: Open) -> None:
    desk = FakeDesk(open=(OPEN,), sittings=[FakeSitting(say("Hold that one.", pins=PINS))])
    async with studio(desk) as shown:
        await shown.press("enter")
        assert shown.row(1).endswith("from 21:10")
        assert shown.row(5) == "Step 7 of about 18 is waiting."
        assert shown.row(6).startswith("│ What happened")
        assert shown.row(9) == "› 1  Go on at step 7"
        await shown.press("1")
        assert shown.row(7) == "Hold that one."


async def test_resume_reads_first_and_erases_after_asking(studio: Open) -> None:
    desk = FakeDesk(open=(OPEN,), sittings=[FakeSitting(say("Hold that one."))])
    async with studio(desk) as shown:
        await shown.press("enter", "2")
        assert "│ She did not answer." in shown.text
        await shown.press("enter", "5")
        assert desk.done == []
        await shown.press("2")
        assert desk.done == ["drop d1"]
        assert shown.row(1).startswith("Today")


async def test_starting_again_keeps_the_old_one(studio: Open) -> None:
    desk = FakeDesk(open=(OPEN,), sittings=[FakeSitting(say("Hold that one."))])
    async with studio(desk) as shown:
        await shown.press("enter", "3")
        assert desk.done == ["keep d1"]
        assert desk.begun == ["two-interpretations"]


async def test_something_is_open_is_said_once(studio: Open) -> None:
    async with studio(FakeDesk(notes=("Something is open.",))) as shown:
        assert shown.row(20) == "Something is open."
        await shown.press("down")
        assert shown.row(20).startswith("w note a win")


async def test_q_quits_with_0(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("q")
    assert shown.app.return_code == 0


async def test_at_120_the_right_column_tells_about_the_row(studio: Open) -> None:
    async with studio(FakeDesk(open=(OPEN,)), size=(120, 40)) as shown:
        assert shown.lines[4].startswith(" " * 8 + "Today")
        assert shown.lines[6][78:] == "Write the words"
        await shown.press("down")
        assert shown.lines[6][78:] == "Feet, air, texture"


async def test_at_40_by_12_it_is_a_list(studio: Open) -> None:
    async with studio(FakeDesk(open=(OPEN,), due=(DUE,)), size=(40, 12)) as shown:
        assert shown.row(0) == "Today" + " " * 23 + "Sun 22 Nov"
        assert shown.row(1).endswith("7/18 · 21:10")
        assert shown.row(3).startswith("Feet, air, texture")
        assert shown.row(11).endswith("^X leave")


async def test_escape_and_b_do_nothing_on_today(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("escape", "b", "x")
        assert shown.row(1).startswith("Today")


async def test_after_leaving_fast_what_is_open_has_no_title_once(studio: Open) -> None:
    async with studio(FakeDesk(open=(OPEN,), notes=("Something is open.",))) as shown:
        assert shown.row(4) == "› Something is open."
        assert "Write the words" not in shown.text
        assert shown.row(20).startswith("w note a win")
        await shown.press("k", "b")
        assert "Write the words" in shown.text


async def test_what_needs_a_look_stays_in_sight(studio: Open) -> None:
    words = "1 exercise needs a look: studio check own"
    async with studio(FakeDesk(notes=(words,))) as shown:
        assert words in shown.text
        await shown.press("down", "k", "b")
        assert words in shown.text


async def test_an_exercise_opened_from_its_pack_ends_at_today(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    async with studio(FakeDesk(sittings=[sitting])) as shown:
        await shown.press("down", "enter", "enter", "enter")
        assert shown.row(7) == "One."
        await shown.press("enter", "enter")
        assert shown.row(1).startswith("Today")


async def test_a_card_that_is_closed_leads_back_to_its_pack(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("down", "enter", "enter", "b")
        assert shown.row(1) == "Steady ground"
