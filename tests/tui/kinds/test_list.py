from dataclasses import replace

from studio.engine.events import Skip
from studio.engine.prompts import Ask, Choosable, ListPrompt
from tests.tui.kinds.host import press, trial

PLAIN = ListPrompt(min=2, max=3)
RATED = ListPrompt(
    min=2,
    each=(
        Ask(
            "lens", "choice", "Which one is it?", (Choosable("t", "timing"), Choosable("m", "mood"))
        ),
        Ask("plausible", "scale", "How plausible is it?", low="not at all", high="very"),
    ),
)


async def write(pilot, *lines):
    for line in lines:
        await press(pilot, *("space" if char == " " else char for char in line), "enter")


async def test_enter_adds_and_an_empty_line_goes_on():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one", "two")
        assert app.answers == []
        await press(pilot, "enter")
        assert app.answers == [[{"text": "one"}, {"text": "two"}]]


async def test_below_the_minimum_it_asks_for_one_more():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one", "")
        assert app.answers == []
        assert app.note == "One more, any size. Or skip with Esc, s."
        await press(pilot, "enter")
        assert app.answers == [] and app.wanted == []


async def test_enter_twice_on_nothing_at_all_skips():
    async with trial("list", PLAIN) as (app, pilot):
        await press(pilot, "enter")
        assert app.note == "Nothing here yet. Enter again skips this."
        await press(pilot, "a", "backspace", "enter")
        assert app.wanted == []
        await press(pilot, "enter")
        assert app.wanted == [Skip()]
    async with trial("list", ListPrompt()) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert app.wanted == [Skip()]
    async with trial("list", PLAIN, required=True) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert app.wanted == []
        assert app.note == "Two, any size."


async def test_over_the_maximum_the_words_stay_in_the_field():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one", "two", "three", "four")
        assert "[four]" in app.shown
        assert app.note.startswith("Three at most.")


async def test_words_not_yet_added_are_part_of_what_is_kept():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one")
        await press(pilot, "t", "w")
        assert app.typed[-1] == [{"text": "one"}, {"text": "tw"}]


async def test_the_empty_line_leads_to_what_is_not_rated_and_enter_goes_on_from_there():
    async with trial("list", RATED) as (app, pilot):
        await write(pilot, "one", "two", "")
        assert app.answers == []
        assert app.shown.splitlines()[0] == "Which one is it?"
        await press(pilot, "2", "enter")
        assert app.shown.splitlines()[0] == "How plausible is it? 0 not at all, 10 very."
        await press(pilot, "1", "0", "enter")
        await press(pilot, "1", "enter", "6", "enter")
        assert app.answers == [
            [
                {"text": "one", "lens": "m", "plausible": 10},
                {"text": "two", "lens": "t", "plausible": 6},
            ]
        ]


async def test_what_is_passed_by_with_enter_is_left_out():
    async with trial("list", RATED) as (app, pilot):
        await write(pilot, "one", "two", "")
        await press(pilot, "enter", "enter", "enter", "4", "enter")
        assert app.answers == [[{"text": "one"}, {"text": "two", "plausible": 4}]]


async def test_up_reaches_an_item_and_enter_edits_it():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one", "two")
        await press(pilot, "up", "up", "enter", "x", "enter", "enter")
        assert app.answers == [[{"text": "onex"}, {"text": "two"}]]


async def test_del_removes_and_u_brings_back():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one", "two")
        await press(pilot, "up", "delete")
        assert app.note == "Removed. u brings it back."
        assert app.typed[-1] == [{"text": "one"}]
        await press(pilot, "u")
        assert app.typed[-1] == [{"text": "one"}, {"text": "two"}]


async def test_a_suggestion_is_taken_into_the_field_to_be_changed():
    prompt = ListPrompt(min=1, suggestions=("I can wait a day.", "I can ask."))
    async with trial("list", prompt) as (app, pilot):
        await press(pilot, "down", "down", "enter")
        assert "[I can ask.]" in app.shown
        await press(pilot, "enter", "enter")
        assert app.answers == [[{"text": "I can ask."}]]


async def test_suggestions_have_numbers_only_where_a_number_leads_to_them():
    prompt = ListPrompt(min=1, suggestions=("I can wait a day.", "I can ask."))
    async with trial("list", prompt) as (app, pilot):
        assert "·  I can ask." in app.shown
        assert "2  I can ask." not in app.shown
        await press(pilot, "down")
        assert "2  I can ask." in app.shown
        await press(pilot, "2", "enter")
        assert "[I can ask.]" in app.shown


async def test_suggestions_leave_the_room_to_the_questions_about_each():
    prompt = replace(RATED, min=1, suggestions=tuple(f"line number {n}" for n in range(12)))
    async with trial("list", prompt, height=11) as (app, pilot):
        await press(pilot, "down")
        assert "line number 3" in app.shown
        await press(pilot, "enter", "enter", "enter")
        seen = "\n".join(app.in_sight())
        assert "line number 0" in seen and "line number 1" not in seen
        assert "1 timing   2 mood" in seen
        assert app.note.count("more below") == 0


async def test_earlier_items_come_back_with_their_ratings():
    earlier = [{"text": "one", "plausible": 7, "lens": "t"}, {"text": "two"}]
    async with trial("list", RATED, earlier=earlier) as (app, pilot):
        assert "one" in app.shown and "7" in app.shown and "timing" in app.shown


async def test_the_field_is_in_sight_at_forty_columns():
    async with trial("list", PLAIN, width=40, height=12) as (app, pilot):
        await write(
            pilot, "a long line that takes two rows at this width", "and one more of that kind, too"
        )
        await press(pilot, "t", "h", "i", "r", "d")
        assert any("third" in line for line in app.in_sight())


async def test_next_takes_what_is_in_the_field_along():
    async with trial("list", PLAIN) as (app, pilot):
        await write(pilot, "one")
        await press(pilot, "t", "w", "o")
        app.body.next()
        await pilot.pause()
        assert app.answers == [[{"text": "one"}, {"text": "two"}]]


BELIEVED = Ask(
    "believed", "scale", "How much did you believe it, in percent?",
    min=0, max=100, low="not at all", high="completely",
)  # fmt: skip


async def test_while_lines_are_added_nothing_stands_beside_them():
    async with trial("list", ListPrompt(each=(BELIEVED,))) as (app, pilot):
        await write(pilot, "one", "two")
        assert app.shown.splitlines()[:2] == ["  1  one", "  2  two"]
        assert app.note == "Enter on an empty line goes on. Up changes or takes away."


async def test_that_questions_follow_is_said_while_lines_are_written():
    async with trial("list", RATED) as (app, pilot):
        assert app.shown == "[]\n\nThen two questions about each."
        await write(pilot, "one", "two")
        assert app.shown.endswith("Then two questions about each.")
        await press(pilot, "enter")
        assert "about each" not in app.shown
    async with trial("list", PLAIN) as (app, _):
        assert "about each" not in app.shown
    async with trial("list", ListPrompt(each=(BELIEVED,)), width=40, height=12) as (app, pilot):
        assert app.shown.endswith("Then one question about each.")
        await write(pilot, *"abcdefgh")
        assert "about each" not in app.shown


async def test_the_question_about_each_is_read_in_full_above_them():
    async with trial("list", ListPrompt(each=(BELIEVED,))) as (app, pilot):
        await write(pilot, "one", "two", "")
        lines = app.in_sight()
        assert lines[:2] == [
            "How much did you believe it, in percent? 0 not at all, 100",
            "completely.",
        ]
        assert lines[3].startswith("› 1  one") and lines[3].endswith("_")
        assert app.note == "Type a number. Enter goes on."
        await press(pilot, "6", "0", "enter", "4", "enter")
        assert app.answers == [[{"text": "one", "believed": 60}, {"text": "two", "believed": 4}]]


async def test_the_item_that_is_asked_about_is_in_sight_with_the_question():
    async with trial("list", ListPrompt(each=(BELIEVED,)), width=40, height=12) as (app, pilot):
        await write(pilot, *"abcdefgh", "")
        await press(pilot, *(["5", "enter"] * 6))
        lines = app.in_sight()
        assert lines[0].startswith("How much did you believe")
        assert any(line.startswith("› 7  g") for line in lines)


async def test_words_about_an_item_are_typed_with_the_item_marked():
    why = Ask("why", "text", "Why this one?")
    async with trial("list", ListPrompt(each=(why,))) as (app, pilot):
        await write(pilot, "one", "two", "")
        assert app.in_sight()[0] == "Why this one?"
        lines = app.shown.splitlines()
        assert app.body.in_field and "_" not in app.shown
        assert lines[2:] == ["  1  one", "   › Why this one?", "[]", "  2  two"]
        await press(pilot, *"me", "enter")
        lines = app.shown.splitlines()
        assert lines[2:] == ["  1  one", "     me", "  2  two", "   › Why this one?", "[]"]
        await press(pilot, *"us", "enter")
        assert app.answers == [[{"text": "one", "why": "me"}, {"text": "two", "why": "us"}]]
