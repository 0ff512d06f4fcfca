import pytest

from studio.engine.prompts import KeepField, KeepOffer, KeepPrompt
from tests.tui.kinds.host import press, prose, trial

ONE = KeepPrompt(
    (
        KeepOffer(
            "add",
            "common/readings",
            "Readings",
            "She saw it at work.",
            (KeepField("text", "Reading", "She saw it at work.", in_line=True),),
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
            (KeepField("line", "Win", "I waited.", in_line=True), KeepField("kind", "Kind", "")),
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


@pytest.mark.parametrize(
    ("ops", "question"),
    [
        (["update"], "This changes what is kept already. Keep the change?"),
        (["archive"], "This puts away what is kept already. Keep the change?"),
        (["update", "archive"], "These change what is kept already. Keep the changes?"),
        (["add", "update"], "Keep these? Some of them change what is kept already."),
    ],
)
async def test_what_is_there_already_is_not_kept_again_but_changed(ops, question):
    offers = tuple(KeepOffer(op, "c/r", "Readings", "She saw it.") for op in ops)
    async with trial("keep", KeepPrompt(offers), text=()) as (app, _):
        assert app.shown.splitlines()[4] == question


async def test_a_thing_that_is_kept_already_says_since_when():
    there = KeepOffer("add", "common/beliefs", "Old beliefs", "I don't belong", (), "2 November")
    async with trial("keep", KeepPrompt((there,))) as (app, pilot):
        assert "Already there, since 2 November." in app.shown


def cards(many: int) -> tuple[KeepOffer, ...]:
    return tuple(
        KeepOffer(
            "add",
            "p/values",
            "Values from the cards",
            f"card {number}",
            (
                KeepField("word", "Word", f"card {number}", in_line=True),
                KeepField("m", "Important", "8"),
            ),
        )
        for number in range(1, many + 1)
    )


CHOICES = ("Keep them", "Change or choose first", "Not this time")


async def test_what_goes_with_a_thing_is_told():
    felt = (KeepField("region", "Place", "belly", in_line=True), KeepField("how", "Feels", "warm"))
    offer = KeepOffer("add", "c/cues", "Body cues", "belly", felt)
    async with trial("keep", KeepPrompt((offer,))) as (app, _):
        assert "│ belly\n     in Body cues · with Feels: warm\n" in app.shown


async def test_the_collection_of_several_is_said_once():
    async with trial("keep", KeepPrompt(cards(2))) as (app, _):
        assert app.shown.splitlines()[:5] == [
            "│ card 1",
            "     with Important: 8",
            "│ card 2",
            "     with Important: 8",
            "     in Values from the cards",
        ]


@pytest.mark.parametrize(("many", "size"), [(6, (80, 24)), (30, (80, 24)), (6, (40, 12))])
@pytest.mark.parametrize("text", [(), prose("Keep your cards?")])
async def test_the_choices_are_in_sight_however_much_is_offered(many, size, text):
    act = KeepOffer("add", "p/acts", "Small acts", "call", ())
    width, height = size
    prompt = KeepPrompt((*cards(many - 1), act))
    async with trial("keep", prompt, width=width, height=height, text=text) as (app, pilot):
        shown = "\n".join(app.in_sight())
        assert all(label in shown for label in CHOICES)
        assert "more below" not in app.note
        await press(pilot, "1", "enter")
        assert len(app.answers[0]) == many


async def test_six_things_take_a_row_each_with_what_goes_with_them():
    act = KeepOffer("add", "p/acts", "Small acts", "call", ())
    async with trial("keep", KeepPrompt((*cards(5), act))) as (app, _):
        lines = app.shown.splitlines()
        assert lines[0] == "│ card 1 · with Important: 8"
        assert lines[5:8] == ["     in Values from the cards", "│ call · in Small acts", ""]


async def test_what_did_not_fit_is_counted_and_read_by_a_key():
    async with trial("keep", KeepPrompt(cards(12))) as (app, pilot):
        assert "     and 6 more; v shows all of it" in app.shown
        assert app.body.keys() == (("v", "see all"),)
        await press(pilot, "v")
        assert "│ card 12\n     in Values from the cards\n     Important: 8" in app.shown
        assert app.note.startswith("more below")
        await press(pilot, "end", "enter")
        assert app.answers == [] and CHOICES[0] in app.shown


async def test_of_one_long_thing_the_rest_is_read_by_a_key():
    long = (KeepField("a", "Event", "a word " * 90), KeepField("b", "Line", "short", in_line=True))
    async with trial("keep", KeepPrompt((KeepOffer("add", "c/r", "R", "short", long),))) as (
        app,
        pilot,
    ):
        assert "     and more; v shows all of it" in app.shown
        assert "Not this time" in "\n".join(app.in_sight())
