import pytest

from studio.engine.composing import PARTED
from studio.engine.events import Skip
from studio.engine.prompts import Choosable, ComposePrompt, Draft, Hole, SlotAsk
from tests.tui.kinds.host import press, trial

LIVE = ComposePrompt(
    drafts=(
        Draft(
            "",
            "",
            (
                ("When you told it, I feel exposed.",),
                ("I need ", Hole("need"), "."),
                ("Please ", Hole("ask"), "."),
            ),
        ),
    ),
    slots=(SlotAsk("need", "What I need is..."), SlotAsk("ask", "Please...")),
)
DRAFTS = ComposePrompt(
    drafts=(
        Draft("soft", "Soft", (("Hey, please ask me.",),)),
        Draft("plain", "Plain", (("Please ask me first.",), ("Or not.",))),
        Draft("firm", "Firm", (("I've said this before.",),)),
    ),
    begin="plain",
)


async def test_the_script_grows_while_a_blank_is_typed():
    async with trial("compose", LIVE) as (app, pilot):
        assert "What I need is..." in app.shown
        assert "│ When you told it, I feel exposed. I need ____. Please ____." in app.shown
        await press(pilot, *"quiet")
        assert "│ When you told it, I feel exposed. I need quiet. Please ____." in app.shown
        assert app.typed[-1] == {"slots": {"need": "quiet"}, "version": ""}


async def test_blanks_come_one_at_a_time_and_then_the_whole_is_taken():
    async with trial("compose", LIVE) as (app, pilot):
        await press(pilot, *"quiet", "enter", *"wait", "enter")
        assert "│ When you told it, I feel exposed. I need quiet. Please wait." in app.shown
        assert app.body.keys() == (("Enter", "take it"), ("e", "edit"))
        await press(pilot, "enter")
        assert app.answers == [{"slots": {"need": "quiet", "ask": "wait"}, "version": ""}]


LETTER = ComposePrompt(
    drafts=(
        Draft(
            "", "", (
                ("Dear D.,", PARTED),
                ("Thank you.",),
                ("It helped.", PARTED),
                ("With ", Hole("end"), ",\nyours"),
            ),
        ),
    ),
    slots=(SlotAsk("end", "With..."),),
)  # fmt: skip


async def test_paragraphs_stand_as_they_will_be_kept():
    async with trial("compose", LETTER) as (app, pilot):
        await press(pilot, *"love", "enter")
        assert "│ Dear D.,\n│\n│ Thank you. It helped.\n│\n│ With love,\n│ yours" in app.shown
        await press(pilot, "e")
        await pilot.pause()
        await press(pilot, "x")
        assert app.typed[-1]["text"].startswith("Dear D.,\n\nThank you. It helped.\n\nWith love,")


async def test_up_goes_to_the_blank_before():
    async with trial("compose", LIVE) as (app, pilot):
        await press(pilot, *"ab", "enter", "up", "c", "enter", "d", "enter", "enter")
        assert app.answers[0]["slots"] == {"need": "abc", "ask": "d"}


async def test_a_sentence_without_its_word_is_left_out():
    async with trial("compose", LIVE) as (app, pilot):
        await press(pilot, "enter", "x", "enter")
        assert "I need" not in app.shown
        await press(pilot, "enter")
        assert app.answers[0]["slots"] == {"ask": "x"}


async def test_the_draft_named_is_marked_and_digits_change_it():
    async with trial("compose", DRAFTS) as (app, pilot):
        assert "› 2 plain" in app.shown
        await press(pilot, "3")
        assert "› 3 firm" in app.shown and "I've said this before." in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"slots": {}, "version": "firm"}]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (6, "6 words."),
        (25, "25 words."),
        (26, "26 words. One breath holds about 25."),
        (40, "40 words. One breath holds about 25."),
        (41, "41 words."),
    ],
)
async def test_a_breath_is_spoken_of_where_the_words_are_a_little_over_it(words: int, note: str):
    prompt = ComposePrompt(drafts=(Draft("", "", (("go " * words,),)),))
    async with trial("compose", prompt) as (app, _):
        assert app.note == note


async def test_a_draft_edited_is_the_persons_own():
    async with trial("compose", DRAFTS) as (app, pilot):
        await press(pilot, "e")
        assert app.body.in_field
        await press(pilot, "x")
        app.body.next()
        await pilot.pause()
        assert app.answers == [
            {
                "slots": {},
                "version": "plain",
                "text": "Please ask me first. Or not.x",
                "edited": True,
            }
        ]


async def test_another_draft_after_editing_asks_which_words_to_keep():
    async with trial("compose", DRAFTS) as (app, pilot):
        await press(pilot, "e", "x", "tab", "1")
        assert app.note == "Put it in, or keep your text?"
        await press(pilot, "2", "enter", "enter")
        assert app.answers[0]["text"] == "Please ask me first. Or not.x"


async def test_putting_the_other_draft_in_lets_the_edit_go():
    async with trial("compose", DRAFTS) as (app, pilot):
        await press(pilot, "e", "x", "tab", "1", "1", "enter", "enter")
        assert app.answers == [{"slots": {}, "version": "soft"}]


async def test_a_blank_with_options_takes_their_value():
    prompt = ComposePrompt(
        drafts=(Draft("", "", (("I feel ", Hole("f"), "."),)),),
        slots=(SlotAsk("f", "I feel...", (Choosable("x1", "left out"), Choosable("x2", "small"))),),
        edit=False,
    )
    async with trial("compose", prompt) as (app, pilot):
        await press(pilot, "2")
        assert "I feel small." in app.shown
        await press(pilot, "enter")
        assert app.answers == [{"slots": {"f": "x2"}, "version": ""}]


async def test_an_earlier_composition_comes_back_whole():
    earlier = {"slots": {"need": "a", "ask": "b"}, "version": "", "text": "Mine.", "edited": True}
    async with trial("compose", LIVE, earlier=earlier) as (app, pilot):
        assert "Mine." in app.shown
        await press(pilot, "enter")
        assert app.answers == [earlier]


async def test_all_drafts_stand_under_each_other_where_there_is_room():
    async with trial("compose", DRAFTS, height=40, rows=27) as (app, pilot):
        assert "Hey, please ask me." in app.shown and "I've said this before." in app.shown
        await press(pilot, "3", "enter")
        assert app.answers == [{"slots": {}, "version": "firm"}]


OPTIONS = ComposePrompt(
    drafts=(Draft("", "", (("I feel ", Hole("f"), "."), ("I need ", Hole("need"), "."))),),
    slots=(
        SlotAsk("f", "I feel...", (Choosable("x1", "left out"), Choosable("x2", "small"))),
        SlotAsk("need", "I need..."),
    ),
)


async def test_leaving_out_leaves_out_one_blank_and_stays_in_the_step():
    async with trial("compose", OPTIONS) as (app, pilot):
        assert app.body.keys() == (("s", "leave out"),)
        await press(pilot, "1")
        assert app.body.leave_out()
        await press(pilot, *"rest", "enter", "enter")
        assert app.wanted == []
        assert app.answers == [{"slots": {"need": "rest"}, "version": ""}]


async def test_on_the_drafts_a_skip_passes_the_whole_step():
    async with trial("compose", DRAFTS) as (app, _):
        assert not app.body.leave_out()


async def test_with_every_blank_left_out_enter_goes_on_without_a_text():
    async with trial("compose", OPTIONS) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert app.shown == "Every blank was left out, so there is no text."
        assert app.note == "Enter goes on without it."
        await press(pilot, "enter")
        assert app.wanted == [Skip()] and app.answers == []


async def test_with_every_blank_left_out_the_text_can_still_be_written():
    async with trial("compose", OPTIONS) as (app, pilot):
        await press(pilot, "enter", "enter", "e", *"Mine.")
        app.body.next()
        await pilot.pause()
        assert app.answers == [{"slots": {}, "version": "", "text": "Mine.", "edited": True}]


async def test_a_full_stop_that_is_typed_is_not_doubled_on_the_screen():
    async with trial("compose", LIVE) as (app, pilot):
        await press(pilot, *"quiet.")
        assert "│ When you told it, I feel exposed. I need quiet. Please ____." in app.shown


OWN_BLANKS = ComposePrompt(
    drafts=(
        Draft("more", "More", (("Dear ", Hole("name"), ", say more about ", Hole("part"), "."),)),
        Draft("good", "Good", (("Dear ", Hole("name"), ", what would good look like?"),)),
    ),
    slots=(SlotAsk("part", "Say more about..."), SlotAsk("name", "Dear...")),
)


async def test_a_blank_that_only_another_draft_has_is_not_asked():
    async with trial("compose", OWN_BLANKS) as (app, pilot):
        assert app.shown.startswith("Dear...")
        await press(pilot, *"Sam", "enter", "2", "enter")
        assert app.answers == [{"slots": {"name": "Sam"}, "version": "good"}]


async def test_the_blanks_of_the_draft_taken_are_asked_and_then_it_is_shown():
    async with trial("compose", OWN_BLANKS) as (app, pilot):
        await press(pilot, *"Sam", "enter", "1")
        assert "│ Dear Sam, say more about ____." in app.shown
        assert app.note == "Enter takes it, and asks for what is blank in it."
        await press(pilot, "enter")
        assert app.shown.startswith("Say more about...") and app.answers == []
        await press(pilot, *"it", "enter")
        assert "│ Dear Sam, say more about it." in app.shown and app.answers == []
        await press(pilot, "enter")
        assert app.answers == [{"slots": {"name": "Sam", "part": "it"}, "version": "more"}]


async def test_what_was_filled_for_another_draft_is_not_handed_in():
    async with trial("compose", OWN_BLANKS) as (app, pilot):
        await press(pilot, *"Sam", "enter", "1", "enter", *"it", "enter", "2", "enter")
        assert app.answers == [{"slots": {"name": "Sam"}, "version": "good"}]


async def test_to_change_a_draft_with_blanks_fills_them_first():
    async with trial("compose", OWN_BLANKS) as (app, pilot):
        await press(pilot, *"Sam", "enter", "1", "e", *"it", "enter", "x")
        app.body.next()
        await pilot.pause()
        assert app.answers[0]["text"] == "Dear Sam, say more about it.x"


async def test_a_blank_of_the_draft_that_was_left_out_is_not_asked_again():
    async with trial("compose", OWN_BLANKS) as (app, pilot):
        await press(pilot, *"Sam", "enter", "1", "enter", "enter", "enter")
        assert app.answers == [{"slots": {"name": "Sam"}, "version": "more"}]


async def test_a_draft_half_filled_is_taken_up_where_it_was():
    earlier = {"slots": {"name": "Sam", "part": "it"}, "version": "more"}
    async with trial("compose", OWN_BLANKS, earlier=earlier) as (app, pilot):
        assert "│ Dear Sam, say more about it." in app.shown
        await press(pilot, "shift+tab", "s", "enter", "enter")
        assert app.answers == [{"slots": {"name": "Sam", "part": "its"}, "version": "more"}]


LONG = ComposePrompt(
    drafts=(
        Draft(
            "",
            "",
            (
                ("First ", Hole("a"), ".", PARTED),
                *((f"Line {number} of the letter.", PARTED) for number in range(9)),
                ("Yours, ", Hole("z"), "."),
            ),
        ),
    ),
    slots=(
        SlotAsk("a", "First..."),
        SlotAsk("z", "Yours...", (Choosable("x", "me"), Choosable("y", "a friend"))),
    ),
)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_blank_that_is_asked_is_in_sight_in_a_long_script(size):
    width, height = size
    async with trial("compose", LONG, width=width, height=height) as (app, pilot):
        assert any("│ First ____." in line for line in app.in_sight())
        await press(pilot, "x", "enter")
        assert any("│ Yours, ____." in line for line in app.in_sight())
        assert any("1  ○  me" in line for line in app.in_sight())
        await press(pilot, "down", "down")
        assert any("│ Yours, a friend." in line for line in app.in_sight())
        assert "2  ●  a friend" in "\n".join(app.in_sight())


async def test_many_to_choose_from_leave_room_for_the_blank():
    options = tuple(Choosable(f"o{n}", f"option {n}") for n in range(1, 10))
    prompt = ComposePrompt(LONG.drafts, (LONG.slots[0], SlotAsk("z", "Yours...", options)))
    async with trial("compose", prompt, earlier={"slots": {"a": "x"}}) as (app, pilot):
        shown = "\n".join(app.in_sight())
        assert "│ Yours, ____." in shown and "option 1" in shown
        assert app.note.startswith("more below")
        await press(pilot, "9")
        shown = "\n".join(app.in_sight())
        assert "│ Yours, option 9." in shown and "› 9  ●  option 9" in shown
