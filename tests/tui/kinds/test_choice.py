from studio.engine.prompts import ChoicePrompt, Choosable
from tests.tui.kinds.host import press, trial

BELIEFS = ChoicePrompt(
    tuple(
        Choosable(f"b{n}", label)
        for n, label in enumerate(
            ["I'm not good enough", "I don't belong", "I'm hard to love"], start=1
        )
    ),
    own="in my own words",
)


async def test_nothing_is_marked_at_first_and_enter_answers_nothing():
    async with trial("choice", BELIEFS) as (app, pilot):
        assert "›" not in app.shown
        await press(pilot, "enter")
        assert app.answers == []
        assert app.note == "Pick one, or s to skip."


async def test_what_a_skip_means_is_said_in_the_authors_words():
    async with trial("choice", BELIEFS, skip="No verdict") as (app, pilot):
        await press(pilot, "enter")
        assert app.note == "Pick one, or s for “No verdict”."
        await press(pilot, "0", "enter")
        assert app.note == "A word or two is enough. Or Esc, then s, for “No verdict”."


async def test_a_digit_marks_and_enter_goes_on():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "2")
        assert app.answers == []
        assert "› 2  ●  I don't belong" in app.shown
        assert app.typed == [{"value": "b2"}]
        await press(pilot, "enter")
        assert app.answers == [{"value": "b2"}]


async def test_arrows_move_the_mark_around():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "down")
        assert "› 1" in app.shown
        await press(pilot, "up", "up")
        assert "› 3" in app.shown
        await press(pilot, "home", "enter")
        assert app.answers == [{"value": "b1"}]


async def test_a_digit_that_is_not_there_says_which_are():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "7")
        assert "please" in app.note
        assert "›" not in app.shown


async def test_zero_opens_a_field_where_own_words_stand():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "0")
        assert app.body.in_field
        await press(pilot, "s", "q", "5", "space", "x")
        assert "[sq5 x]" in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"own": "sq5 x"}]
        assert app.typed[-1] == {"own": "sq5 x"}


async def test_own_words_that_are_empty_stay():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "0", "enter")
        assert app.answers == []
        assert app.note.startswith("A word or two is enough.")


async def test_up_leaves_the_field_and_the_words_are_there_on_return():
    async with trial("choice", BELIEFS) as (app, pilot):
        await press(pilot, "0", "a", "b", "up")
        assert not app.body.in_field
        assert "› 3" in app.shown
        await press(pilot, "0", "c", "enter")
        assert app.answers == [{"own": "abc"}]


async def test_an_earlier_answer_is_marked():
    async with trial("choice", BELIEFS, earlier={"value": "b3"}) as (app, pilot):
        assert "› 3  ●" in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"value": "b3"}]


async def test_earlier_own_words_come_back_into_the_field():
    async with trial("choice", BELIEFS, earlier={"own": "too loud"}) as (app, pilot):
        assert "[too loud]" in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"own": "too loud"}]


async def test_on_a_sheet_the_first_is_marked_and_a_digit_acts_at_once():
    async with trial("choice", BELIEFS, sheet=True) as (app, pilot):
        assert "› 1  I'm not" in app.shown
        assert app.body.keys() == (("Enter", "take 1"),)
        await press(pilot, "2")
        assert app.answers == [{"value": "b2"}]


async def test_twelve_short_options_stand_in_two_columns():
    many = ChoicePrompt(tuple(Choosable(str(n), f"word {n}") for n in range(1, 13)))
    async with trial("choice", many) as (app, pilot):
        assert len(app.shown.splitlines()) == 6
        await press(pilot, "1", "right", "enter")
        assert app.answers == [{"value": "7"}]


async def test_a_long_list_scrolls_with_the_mark_in_sight():
    many = ChoicePrompt(tuple(Choosable(str(n), f"words {n} " * 6) for n in range(1, 16)))
    async with trial("choice", many) as (app, pilot):
        assert "more below" in app.note
        await press(pilot, "end")
        await pilot.pause()
        assert any("words 15" in line for line in app.in_sight())
        assert "more below" not in app.note


GROUPS = ChoicePrompt(
    tuple(
        Choosable(label, label, group=group)
        for group, labels in {
            "hurt": ["hurt", "left out", "let down"],
            "sad": ["flat", "empty", "sad"],
        }.items()
        for label in labels
    ),
    own="another word",
)


async def test_groups_stand_in_a_grid_and_arrows_lead_over_it():
    async with trial("choice", GROUPS) as (app, pilot):
        await press(pilot, "down", "right", "down")
        assert app.typed[-1] == {"value": "empty"}
        assert "[empty]" in app.shown
        await press(pilot, "down")
        assert "› 0" in app.shown


async def test_groups_become_groups_then_words_at_forty_columns():
    async with trial("choice", GROUPS, width=40, height=12) as (app, pilot):
        assert "let down" not in app.shown
        await press(pilot, "1", "2")
        assert "› 2  ●  left out" in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"value": "left out"}]


async def test_a_click_marks():
    async with trial("choice", BELIEFS) as (app, pilot):
        await pilot.click(offset=(20, 1))
        await press(pilot, "enter")
        assert app.answers == [{"value": "b2"}]
