from __future__ import annotations

import pytest

from studio.engine.events import Answer, Back, Next, Pause, Resume, Skip, Stop
from studio.engine.prompts import (
    ChoicePrompt,
    ChoicesPrompt,
    Choosable,
    ComposePrompt,
    Draft,
    Hole,
    KeepOffer,
    KeepPrompt,
    ListPrompt,
    PickPrompt,
    ScalePrompt,
    SlotAsk,
    Thing,
)
from studio.engine.view import Pin, View
from studio.errors import StudioError
from studio.tui.player import PlayerScreen
from studio.tui.so_far import told
from tests.tui.conftest import Open
from tests.tui.doubles import (
    PINS,
    FakeDesk,
    FakeSitting,
    choice,
    end,
    make_view,
    prose,
    say,
    scale,
    text,
)


def kinds_of(sitting: FakeSitting) -> list[str]:
    return [event.name for event in sitting.events]


async def test_the_rows_of_a_step_stand_where_the_drawing_has_them(studio: Open) -> None:
    view = say("Hold that one.", "No need to argue.", pins=PINS)
    async with studio(sitting=FakeSitting(view)) as shown:
        assert shown.lines[1] == " " * 7 + "Two other readings" + " " * 35 + "7 of about 16"
        assert shown.row(3) == "│ What happened My message shows as read. No reply for two days."
        assert shown.row(4) == "│ First reading She is done with me."
        assert shown.row(7) == "Hold that one."
        assert shown.row(9) == "No need to argue."
        assert shown.row(22) == (
            "Enter next   b back   s skip        q stop   h help   Ctrl+X leave"
        )
        assert len(shown.lines[22]) == 73
        assert all(not shown.lines[n] for n in (0, 2, 6, 8, 21, 23))


@pytest.mark.parametrize("pins", [(), PINS])
async def test_the_question_keeps_its_row_with_and_without_pins(studio: Open, pins: tuple) -> None:
    async with studio(sitting=FakeSitting(choice("Which?", pins=pins))) as shown:
        assert shown.row(7) == "Which?"
        assert shown.row(9).startswith("1")


@pytest.mark.parametrize(
    ("view", "footer"),
    [
        (choice("Which?", skip="Nothing this week"), "Enter next   s Nothing this week"),
        (choice("Which?", skip="Not yet"), "Enter next   s Not yet   b back"),
        (scale("How strong?", skip="No thought right now"), "Enter next   s No thought right…"),
        (
            make_view(
                "choices", ChoicesPrompt((Choosable("a", "a"),)), "Which?", skip="None today"
            ),
            "Enter next   s None today",
        ),
        (
            make_view("pick", PickPrompt((Thing("a", "a line"),)), "Which?", skip="Something else"),
            "Enter next   s Something else",
        ),
        (choice("Which?", skip="Nothing", allowed=frozenset({"answer"})), "Enter next"),
    ],
)
async def test_the_authors_words_for_skipping_stand_beside_its_key(
    studio: Open, view: View, footer: str
) -> None:
    async with studio(sitting=FakeSitting(view)) as shown:
        assert shown.row(22).partition("q stop")[0].rstrip() == footer


async def test_enter_on_something_read_goes_on(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        await shown.press("enter")
        assert shown.row(7) == "Two."
        assert sitting.events == [Next()]


async def test_a_bare_enter_as_the_step_appears_is_dropped(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        shown.clock.seconds += 0.2
        await shown.pilot.press("enter")
        await shown.pilot.pause()
        assert sitting.events == []
        shown.clock.seconds += 0.1
        await shown.pilot.press("enter")
        await shown.pilot.pause()
        assert sitting.events == [Next()]


async def test_a_doubled_enter_is_dropped_as_often_as_it_comes(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        for _ in range(3):
            shown.clock.seconds += 0.05
            await shown.pilot.press("enter")
        await shown.pilot.pause()
        assert sitting.events == []


async def test_enter_right_after_a_digit_is_never_dropped(studio: Open) -> None:
    offer = KeepOffer("add", "common/readings", "Readings", "She saw it at work.")
    sitting = FakeSitting(make_view("keep", KeepPrompt((offer,))), say("Two."))
    async with studio(sitting=sitting) as shown:
        await shown.pilot.press("1", "enter")
        await shown.pilot.pause()
        assert kinds_of(sitting) == ["answer"]


async def test_enter_after_typed_words_is_never_dropped(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.pilot.press("h", "i", "enter")
        await shown.pilot.pause()
        assert sitting.events == [Answer("hi")]


async def test_letters_are_words_while_typing_and_the_footer_says_the_control_keys(
    studio: Open,
) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("bsqh")
        assert shown.row(22) == (
            "Enter next   Esc menu     Ctrl+C stop   Ctrl+G help   Ctrl+X leave"
        )
        assert shown.row(9) == "bsqh"
        assert sitting.events == []


async def test_what_is_typed_is_saved_a_second_after_the_first_unsaved_key(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        assert sitting.held == "hi"
        player = shown.app.screen
        assert isinstance(player, PlayerScreen)
        player.save_typing()
        assert sitting.saved == ["hi"]


async def test_escape_saves_pauses_and_opens_the_menu(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        await shown.press("escape")
        assert sitting.saved == ["hi"]
        assert sitting.events == [Pause()]
        assert shown.row(1).endswith("paused at 7 of about 16")
        assert shown.row(7) == "Paused. Nothing is running."
        await shown.press("enter")
        assert sitting.events == [Pause(), Resume()]
        assert shown.row(9) == "hi"


@pytest.mark.parametrize("keys", [("escape", "s"), ("alt+s",)])
async def test_skip_from_a_field_works_with_a_slow_and_a_quick_escape(
    studio: Open, keys: tuple[str, ...]
) -> None:
    sitting = FakeSitting(text("What happened?"), say("Next one."))
    async with studio(sitting=sitting) as shown:
        await shown.press(*keys)
        assert sitting.events[-1] == Skip()
        assert shown.row(7) == "Next one."


@pytest.mark.parametrize("key", ["b", "ctrl+p"])
async def test_back_goes_back(studio: Open, key: str) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        await shown.press("enter", key)
        assert sitting.events[-1] == Back()
        assert shown.row(7) == "One."


async def test_a_key_that_is_not_allowed_is_not_shown_and_does_nothing(studio: Open) -> None:
    view = say("One.", allowed=frozenset({"next", "stop", "pause"}))
    sitting = FakeSitting(view)
    async with studio(sitting=sitting) as shown:
        assert shown.row(22).startswith("Enter next       ")
        await shown.press("b", "s")
        assert sitting.events == []


@pytest.mark.parametrize("keys", [("q",), ("ctrl+c",), ("ctrl+q",), ("alt+q",)])
async def test_stopping_has_already_stopped_and_twice_takes_the_first(
    studio: Open, keys: tuple[str, ...]
) -> None:
    sitting = FakeSitting(scale("How likely?"))
    async with studio(sitting=sitting) as shown:
        await shown.press(*keys)
        assert sitting.events == [Pause()]
        assert shown.row(7) == "Stopped. What you wrote is kept."
        assert shown.row(9) == "› 1  Stop here and keep it"
        await shown.press(*keys)
        assert sitting.events[-1] == Stop()


async def test_stop_offers_later_erase_after_asking_and_going_on(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        await shown.press("q", "4")
        assert sitting.events[-1] == Resume()
        assert shown.row(7) == "One."
        await shown.press("q", "3")
        assert sitting.done == []
        await shown.press("1")
        await shown.press("2")
        assert sitting.done == ["later"]
        assert shown.row(1).startswith("Today")


async def test_erasing_asks_once_more(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    async with studio(sitting=sitting) as shown:
        await shown.press("q", "3", "2")
        assert sitting.done == ["abandon"]
        assert shown.row(1).startswith("Today")


@pytest.mark.parametrize("field", [False, True])
async def test_leaving_fast_ends_with_0_and_writes_a_flag_alone(studio: Open, field: bool) -> None:
    desk = FakeDesk()
    sitting = FakeSitting(text("What happened?") if field else say("One."))
    async with studio(desk, sitting) as shown:
        await shown.type("a" if field else "")
        await shown.press("ctrl+x")
    assert shown.app.return_code == 0
    assert desk.done == ["left fast"]
    assert sitting.saved == []
    assert sitting.done == []


async def test_help_opens_over_a_field_and_closes_to_the_same_words(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        await shown.press("left", "ctrl+g")
        assert shown.row(1).startswith("People to talk to")
        await shown.press("q")
        assert shown.row(9) == "hi"
        await shown.press("o")
        assert shown.row(9) == "hoi"
        assert [event.name for event in sitting.events] == ["pause", "resume"]


async def test_a_refused_answer_is_told_in_the_note_until_the_next_key(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    sitting.refusal = "A word or two is enough. Or skip with Esc, s."
    async with studio(sitting=sitting) as shown:
        await shown.type("x")
        await shown.press("enter")
        assert shown.row(20) == sitting.refusal
        await shown.press("y")
        assert shown.row(20) != sitting.refusal


async def test_ctrl_s_says_that_it_is_kept(studio: Open) -> None:
    async with studio(sitting=FakeSitting(say("One."))) as shown:
        await shown.press("ctrl+s")
        assert shown.row(20) == "Kept as you type."
        await shown.press("down")
        assert shown.row(20) == ""


async def test_ctrl_j_is_enter(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    async with studio(sitting=sitting) as shown:
        await shown.press("ctrl+j")
        assert sitting.events == [Next()]


async def test_ctrl_n_is_next_everywhere(studio: Open) -> None:
    sitting = FakeSitting(text("What?", lines_asked=6), say("Two."))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        await shown.press("ctrl+n")
        assert sitting.events == [Answer("hi")]
        await shown.press("ctrl+n")
        assert sitting.events[-1] == Next()


async def test_what_could_not_be_saved_is_said_before_the_next_step(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."), say("Three."))
    sitting.unsaved = StudioError("No room is left on /home.", "Nothing kept earlier is harmed.")
    async with studio(sitting=sitting) as shown:
        await shown.press("enter")
        assert shown.row(5) == "Your last answer is not on disk yet. It is still here."
        assert "No room is left on /home." in shown.text
        await shown.press("4")
        assert shown.row(7) == "Two."
        assert shown.row(20) == "Not on disk yet."
        await shown.press("enter")
        assert shown.row(7) == "Three."


async def test_trying_again_closes_when_it_is_on_disk(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    sitting.unsaved = StudioError("No room is left on /home.")
    async with studio(sitting=sitting) as shown:
        await shown.press("enter", "1")
        assert sitting.done == ["retry"]
        assert shown.row(7) == "Two."
        assert shown.row(20) == ""


async def test_the_cover_shows_nothing_until_enter(studio: Open) -> None:
    async with studio(sitting=FakeSitting(say("One."))) as shown:
        await shown.press("ctrl+l")
        assert shown.text.strip() == ""
        await shown.press("q", "b", "x")
        assert shown.text.strip() == ""
        await shown.press("enter")
        assert shown.row(7) == "One."


async def test_a_sheet_takes_a_digit_at_once_and_has_the_first_marked(studio: Open) -> None:
    view = choice(
        "That climbed. Thanks for telling me.",
        options=("feet", "people", "stop", "go on"),
        sheet=True,
        allowed=frozenset({"answer", "stop", "pause"}),
    )
    sitting = FakeSitting(view)
    async with studio(sitting=sitting) as shown:
        assert shown.row(9).startswith("› 1")
        assert shown.row(20) == "Whatever you choose, what you wrote is kept."
        assert shown.row(1) == "Two other readings"
        await shown.press("w", "m", "c")
        assert sitting.events == []
        await shown.press("2")
        assert sitting.events == [Answer({"value": "people"})]


async def test_the_gate_says_it_comes_before(studio: Open) -> None:
    view = choice("Could saying it make you less safe?", before_begin=True)
    async with studio(sitting=FakeSitting(view)) as shown:
        assert shown.row(1).endswith("before you begin")
        assert "●" not in shown.text


async def test_a_time_over_shows_what_comes_next(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        player = shown.app.screen
        assert isinstance(player, PlayerScreen)
        player.time.tick()
        await shown.pilot.pause()
        assert shown.row(7) == "Two."


async def test_a_terminal_that_slept_is_told_that_it_waits(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    sitting.asleep = True
    sitting.deadline = 3600
    async with studio(sitting=sitting) as shown:
        player = shown.app.screen
        assert isinstance(player, PlayerScreen)
        player.time.in_touch()
        await shown.pilot.pause()
        assert shown.row(7) == "Paused. Nothing is running."
        assert shown.row(20) == "Paused while you were away."


async def test_the_end_goes_to_today_and_stays_kept(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    async with studio(sitting=sitting) as shown:
        await shown.press("enter")
        assert shown.row(1).endswith("done")
        assert shown.row(22) == (
            "Enter Today   v read it all         q quit   h help   Ctrl+X leave"
        )
        await shown.press("enter")
        assert shown.row(1).startswith("Today")
        assert shown.app.sittings == []


async def test_a_hang_up_saves_every_open_sitting(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        shown.app.before_end("hangup")
        assert sitting.saved == ["hi"]


async def test_at_120_columns_the_pins_stand_beside(studio: Open) -> None:
    async with studio(sitting=FakeSitting(choice("Which?", pins=PINS)), size=(120, 40)) as shown:
        assert shown.lines[4][8:26] == "Two other readings"
        assert shown.lines[4][78:] == "So far"
        assert shown.lines[6][78:] == "What happened"
        assert shown.lines[7][78:].startswith("│ My message shows as read.")
        assert shown.lines[10][8:74].strip() == "Which?"
        assert shown.row(38).endswith("Ctrl+X leave")


async def test_at_40_by_12_question_answer_and_footer_stay(studio: Open) -> None:
    async with studio(sitting=FakeSitting(choice("Which?", pins=PINS)), size=(40, 12)) as shown:
        assert shown.row(0) == "Two other readings" + " " * 16 + "7/16"
        assert shown.row(1) == "Which?"
        assert shown.row(3).startswith("1")
        assert shown.row(11) == "Enter next    q stop  h help  ^X leave"


async def test_below_40_by_12_it_asks_for_room_and_comes_back(studio: Open) -> None:
    sitting = FakeSitting(text("What happened?"))
    async with studio(sitting=sitting) as shown:
        await shown.type("hi")
        await shown.pilot.resize_terminal(30, 8)
        await shown.pilot.pause()
        assert "A little larger, please." in shown.text
        assert "hi" not in shown.text.split()
        await shown.pilot.resize_terminal(80, 24)
        await shown.pilot.pause()
        assert shown.row(9) == "hi"
        await shown.press("o")
        assert shown.row(9) == "hio"


async def test_a_click_on_a_footer_word_is_its_key(studio: Open) -> None:
    sitting = FakeSitting(say("One."), say("Two."))
    async with studio(sitting=sitting) as shown:
        shown.clock.seconds += 1
        await shown.pilot.click(offset=(9, 22))
        await shown.pilot.pause()
        assert sitting.events == [Next()]
        await shown.pilot.click(offset=(44, 22))
        await shown.pilot.pause()
        assert shown.row(7) == "Stopped. What you wrote is kept."


async def test_a_quick_exercise_closes_by_itself(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    sitting.views[-1] = sitting.views[-1].__class__(**{**sitting.views[-1].__dict__, "quick": True})
    desk = FakeDesk(sittings=[sitting])
    async with studio(desk) as shown:
        await shown.press("w")
        assert desk.begun == ["q-win"]
        await shown.press("enter")
        assert shown.row(1).startswith("Today")
        assert shown.row(20) == "Kept."


async def test_the_end_stands_at_the_top_and_says_when_it_was_saved(studio: Open) -> None:
    async with studio(sitting=FakeSitting(say("One."))) as shown:
        await shown.press("enter")
        assert shown.row(3) == "You stopped at the first reading and found two more."
        assert shown.row(20) == "Saved at 21:34. It stays on this computer."


async def test_the_end_opens_what_comes_next(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    sitting.views[-1] = end(opens="sensory-grounding")
    async with studio(sitting=sitting) as shown:
        await shown.press("enter", "enter")
        assert "What is known" in shown.text
        await shown.press("b")
        assert shown.row(1).startswith("Today")


async def test_a_card_becomes_the_card_of_what_opens_next(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    sitting.views[-1] = end(opens="sensory-grounding")
    async with studio(FakeDesk(sittings=[sitting])) as shown:
        await shown.press("enter", "enter")
        assert shown.row(7) == "One."
        await shown.press("enter", "enter")
        assert "What is known" in shown.text
        await shown.press("b")
        assert shown.row(1).startswith("Today")


async def test_everything_so_far_keeps_back_the_earlier_number(studio: Open) -> None:
    view = make_view("scale", ScalePrompt(pair="after"), "And now?")
    sitting = FakeSitting(view)
    sitting.words = lambda: "What happened?\n  No reply.\n\nHow likely?\n  8\n"  # type: ignore[method-assign]
    async with studio(sitting=sitting) as shown:
        await shown.press("l")
        assert "│ No reply." in shown.text
        assert "How likely?" not in shown.text
        assert "8" not in shown.text
        await shown.press("b")
        assert shown.row(7) == "And now?"


async def test_everything_so_far_shows_numbers_where_none_is_asked_again(studio: Open) -> None:
    sitting = FakeSitting(say("One."))
    sitting.words = lambda: "How likely?\n  8\n"  # type: ignore[method-assign]
    async with studio(sitting=sitting) as shown:
        await shown.press("l")
        assert "│ 8" in shown.text


async def test_a_win_over_a_step_comes_back_to_it_and_says_kept(studio: Open) -> None:
    win = FakeSitting(say("What went right?"))
    win.views[-1] = end(quick=True)
    sitting = FakeSitting(choice("Which?"))
    async with studio(FakeDesk(sittings=[win]), sitting) as shown:
        await shown.press("2", "w", "enter")
        assert shown.row(7) == "Which?"
        assert shown.row(10).startswith("› 2")
        assert shown.row(20) == "Kept."
        assert kinds_of(sitting) == ["pause", "resume"]
        await shown.press("down")
        assert shown.row(20) != "Kept."


@pytest.mark.parametrize(
    "view", [say("One."), scale("How likely?"), choice("Which?"), text("What?")]
)
async def test_tab_never_takes_the_focus_out_of_the_step(studio: Open, view: View) -> None:
    async with studio(sitting=FakeSitting(view)) as shown:
        player = shown.app.screen
        assert isinstance(player, PlayerScreen)
        for key in ("tab", "tab", "shift+tab", "shift+tab", "shift+tab"):
            await shown.press(key)
            assert player.body is not None
            assert player.focused is player.body or player.focused in player.body.walk_children()


async def test_what_a_removal_says_stays_in_the_note_row(studio: Open) -> None:
    sitting = FakeSitting(make_view("list", ListPrompt()))
    async with studio(sitting=sitting) as shown:
        await shown.type("one")
        await shown.press("enter", "up", "delete")
        await shown.pilot.pause()
        assert shown.row(20) == "Removed. u brings it back."
        await shown.press("u")
        assert "one" in shown.text


BLANKS = ComposePrompt(
    (Draft("", "", (("I feel ", Hole("f"), "."), ("I need ", Hole("n"), "."))),),
    (SlotAsk("f", "I feel...", (Choosable("x", "tense"),)), SlotAsk("n", "I need...")),
)


async def test_s_at_a_blank_passes_the_blank_and_on_the_drafts_the_step(studio: Open) -> None:
    sitting = FakeSitting(make_view("compose", BLANKS, "Put it together."), say("Next."))
    async with studio(sitting=sitting) as shown:
        assert "s leave out" in shown.row(22)
        await shown.press("s")
        assert "I need..." in shown.text and sitting.events == []
        await shown.type("rest")
        await shown.press("enter")
        assert "leave out" not in shown.row(22)
        await shown.press("s")
        assert sitting.events == [Skip()]


async def test_a_typed_blank_is_left_out_by_escape_and_s(studio: Open) -> None:
    sitting = FakeSitting(make_view("compose", BLANKS, "Put it together."), say("Next."))
    async with studio(sitting=sitting) as shown:
        await shown.press("1", "enter")
        await shown.type("rest")
        await shown.press("escape", "s")
        assert "I feel tense." in shown.text and "rest" not in shown.text
        assert kinds_of(sitting) == ["pause", "resume"]


async def test_a_message_goes_when_the_mark_moves(studio: Open) -> None:
    hinted = ChoicePrompt((Choosable("a", "one"), Choosable("b", "two", "quite " * 12 + "long")))
    async with studio(sitting=FakeSitting(make_view("choice", hinted, "Which?"))) as shown:
        screen = shown.app.screen
        assert isinstance(screen, PlayerScreen)
        screen.message = "Kept."
        screen.draw()
        assert shown.row(20) == "Kept."
        await shown.press("down")
        assert shown.row(20).startswith("Type a number")


HELP = tuple(f"Line {number} of what helps." for number in range(1, 5))


async def test_help_stands_below_the_question_where_the_answer_has_room(studio: Open) -> None:
    view = choice("Which?", help=prose(*HELP))
    async with studio(sitting=FakeSitting(view)) as shown:
        assert [shown.row(number) for number in range(8, 12)] == list(HELP)
        assert shown.row(13).startswith("1")


async def test_where_there_is_no_room_for_help_it_says_where_it_can_be_read(studio: Open) -> None:
    view = choice("Which?", help=prose(*HELP, *HELP))
    async with studio(sitting=FakeSitting(view)) as shown:
        assert shown.row(8) == "Esc, then l: more about this."
        assert shown.row(10).startswith("1")
        await shown.press("l")
        assert "More about this step" in shown.text and "Line 4 of what helps." in shown.text


async def test_a_list_that_comes_first_stands_together(studio: Open) -> None:
    view = say("· Both feet flat on the floor.", "· Lean back.", "Then breathe.")
    async with studio(sitting=FakeSitting(view)) as shown:
        assert shown.row(7) == "· Both feet flat on the floor."
        assert shown.row(8) == "· Lean back."
        assert shown.row(10) == "Then breathe."


LETTER = "Dear A.\n\nYou stood by me when nobody did. " + "I have not forgotten it. " * 12


async def test_a_long_pin_takes_the_rows_that_others_leave(studio: Open) -> None:
    pins = (Pin("My letter", LETTER),)
    async with studio(sitting=FakeSitting(say("Read it.", pins=pins))) as shown:
        assert shown.row(3).startswith("│ My letter     Dear A. You stood by me")
        assert shown.row(4).startswith("│               not forgotten it.")
        assert shown.row(5).endswith("…")
        assert shown.row(7) == "Read it."


async def test_a_label_is_read_in_full_where_the_words_beside_it_fit(studio: Open) -> None:
    pins = (Pin("The thought that hurts most", "I can do nothing right."),)
    async with studio(sitting=FakeSitting(say("Read it.", pins=pins))) as shown:
        assert shown.row(3) == "│ The thought that hurts most I can do nothing right."


async def test_beside_the_step_a_pin_that_is_too_long_says_where_it_is_read(studio: Open) -> None:
    pins = (Pin("My letter", LETTER * 4),)
    view = say("Read it.", pins=pins)
    async with studio(sitting=FakeSitting(view), size=(120, 24)) as shown:
        assert shown.row(19) == "Esc, then l: all of it."


def test_a_letter_of_several_paragraphs_stays_one_answer() -> None:
    assert told("My letter\n  Dear A.\n  \n  Yours, B.\n") == [
        ("My letter", ["Dear A.", "", "Yours, B."])
    ]


async def test_a_sentence_typed_where_letters_are_keys_opens_and_skips_nothing(
    studio: Open,
) -> None:
    sitting = FakeSitting(choice("Which is nearest?"), text("What happened?"))
    async with studio(sitting=sitting) as shown:
        for letter in "Some words, while she":
            shown.clock.seconds += 0.1
            await shown.pilot.press("space" if letter == " " else letter)
            await shown.pilot.pause()
        assert "Which is nearest?" in shown.text
        assert "Letters are keys here." in shown.text
        assert sitting.events == []
        await shown.press("s")
        assert "What happened?" in shown.text


async def test_keys_pressed_quickly_each_do_what_they_say(studio: Open) -> None:
    sitting = FakeSitting(choice("One?"), choice("Two?"), choice("Three?"))
    async with studio(sitting=sitting) as shown:
        for key in "sskb":
            shown.clock.seconds += 0.05
            await shown.pilot.press(key)
            await shown.pilot.pause()
        assert "Three?" in shown.text
