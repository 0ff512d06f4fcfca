from studio.engine.prompts import KeepField, KeepOffer, KeepPrompt
from tests.tui.kinds.host import press, trial

ONE = KeepPrompt(
    (
        KeepOffer(
            "add",
            "common/readings",
            "Readings",
            "She saw it at work.",
            (KeepField("text", "Reading", "She saw it at work."),),
        ),
    )
)
TWO = KeepPrompt(
    (
        *ONE.offers,
        KeepOffer(
            "add",
            "common/wins",
            "Wins",
            "I waited.",
            (KeepField("line", "Win", "I waited."), KeepField("kind", "Kind", "")),
        ),
    )
)


async def test_no_mark_at_first_so_a_stray_enter_keeps_nothing():
    async with trial("keep", ONE) as (app, pilot):
        await press(pilot, "enter")
        assert app.answers == []
        assert "│ She saw it at work." in app.shown and "in Readings" in app.shown


async def test_one_keeps_and_three_does_not():
    async with trial("keep", ONE) as (app, pilot):
        await press(pilot, "1", "enter")
        assert app.answers == [[{"index": 0}]]
    async with trial("keep", ONE) as (app, pilot):
        await press(pilot, "3", "enter")
        assert app.answers == [[]]


async def test_change_first_opens_the_field():
    async with trial("keep", ONE) as (app, pilot):
        await press(pilot, "2", "enter")
        assert app.body.in_field
        await press(pilot, "x", "enter", "enter")
        assert app.answers == [[{"index": 0, "fields": {"text": "She saw it at work.x"}}]]


async def test_of_several_each_can_be_left_out_or_changed():
    async with trial("keep", TWO) as (app, pilot):
        await press(pilot, "2", "enter", "space")
        assert "[ ]  She saw it" in app.shown
        await press(pilot, "down", "down", "down", "enter", "x", "enter")
        await press(pilot, "down", "down", "enter")
        assert app.answers == [[{"index": 1, "fields": {"line": "I waited.x"}}]]


async def test_a_keep_without_words_of_its_own_asks_on_the_question_row():
    async with trial("keep", TWO, text=()) as (app, pilot):
        assert app.shown.splitlines()[4] == "Keep these where you can find them again?"
        assert app.shown.splitlines()[6] == "│ She saw it at work."


async def test_a_thing_that_is_kept_already_says_since_when():
    there = KeepOffer("add", "common/beliefs", "Old beliefs", "I don't belong", (), "2 November")
    async with trial("keep", KeepPrompt((there,))) as (app, pilot):
        assert "Already there, since 2 November." in app.shown
