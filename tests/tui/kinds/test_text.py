from textual import events

from studio.engine.events import Skip
from studio.engine.prompts import TextPrompt, WordList
from tests.tui.kinds.host import press, trial

LINE = TextPrompt()


async def test_a_line_is_typed_and_enter_answers():
    async with trial("text", LINE) as (app, pilot):
        assert app.body.in_field
        await press(pilot, "h", "i", "space", "b", "enter")
        assert app.answers == ["hi b"]
        assert app.typed[-1] == "hi b"


async def test_an_empty_optional_line_skips():
    async with trial("text", LINE) as (app, pilot):
        await press(pilot, "enter")
        assert app.wanted == [Skip()]


async def test_an_empty_needed_line_stays():
    async with trial("text", LINE, required=True) as (app, pilot):
        await press(pilot, "space", "enter")
        assert app.wanted == [] and app.answers == []
        assert app.note == "A word or two is enough."


async def test_pasted_line_breaks_become_spaces_and_submit_nothing():
    async with trial("text", LINE) as (app, pilot):
        app.body.field.post_message(events.Paste("one\ntwo\x1b[31m\r\nthree"))
        await pilot.pause()
        assert app.body.field.value == "one two[31m three"
        assert app.answers == []


async def test_the_end_of_what_was_pasted_is_in_sight():
    async with trial("text", LINE) as (app, pilot):
        app.body.field.post_message(events.Paste("word " * 30 + "end"))
        await pilot.pause()
        assert app.body.field.render_line(0).text.rstrip().endswith("end")


async def test_an_earlier_answer_is_there_and_typing_adds_to_it():
    async with trial("text", LINE, earlier="before") as (app, pilot):
        await press(pilot, "x", "enter")
        assert app.answers == ["beforex"]


async def test_command_keys_are_left_to_the_shell():
    async with trial("text", LINE, earlier="words") as (app, pilot):
        keys = {key for binding in app.body.field._bindings.key_to_bindings for key in [binding]}
        assert not keys & {
            "ctrl+x",
            "ctrl+c",
            "ctrl+l",
            "ctrl+n",
            "ctrl+p",
            "ctrl+g",
            "ctrl+q",
            "ctrl+s",
            "ctrl+a",
            "ctrl+b",
            "ctrl+v",
            "ctrl+w",
            "enter",
            "tab",
        }


async def test_several_lines_take_enter_and_go_on_by_tab_then_enter():
    async with trial("text", TextPrompt(lines=6)) as (app, pilot):
        await press(pilot, "a", "enter", "b")
        assert app.answers == []
        assert app.note.startswith("2 of 6 lines.")
        assert app.body.keys() == (("Ctrl+N", "next"),)
        await press(pilot, "tab")
        assert not app.body.in_field and "› next" in app.shown
        await press(pilot, "enter")
        assert app.answers == ["a\nb"]


async def test_next_submits_several_lines():
    async with trial("text", TextPrompt(lines=3)) as (app, pilot):
        await press(pilot, "a")
        app.body.next()
        await pilot.pause()
        assert app.answers == ["a"]


async def test_a_line_too_many_is_allowed_and_said():
    async with trial("text", TextPrompt(lines=2)) as (app, pilot):
        await press(pilot, "a", "enter", "b", "enter", "c")
        assert app.note == "That is the two. Go on if you like."


async def test_words_are_counted_and_never_refused():
    async with trial("text", TextPrompt(max_words=2)) as (app, pilot):
        await press(pilot, "a", "space", "b", "space", "c")
        assert app.note == "3 of 2 words. Shorter is easier to say."
        await press(pilot, "enter")
        assert app.answers == ["a b c"]


async def test_a_marked_word_is_pointed_at_once_it_is_finished():
    prompt = TextPrompt(lint=(WordList("a camera might show how often", ("always", "never")),))
    async with trial("text", prompt) as (app, pilot):
        await press(pilot, *"always")
        assert "camera" not in app.shown
        await press(pilot, "space")
        assert "always   a camera might show how often" in app.shown
        await press(pilot, "enter")
        assert app.answers == ["always"]


async def test_what_is_rewritten_stands_above():
    prompt = TextPrompt(rewrites="When you tell my stories, I feel exposed.", lines=4, start="When")
    async with trial("text", prompt) as (app, pilot):
        assert app.shown.startswith("before │ When you tell my stories, I feel exposed.")
        await press(pilot, "x")
        app.body.next()
        await pilot.pause()
        assert app.answers == ["Whenx"]


async def test_a_suggestion_is_taken_over_by_a_key():
    async with trial("text", TextPrompt(suggestions=("I can wait.", "I can ask."))) as (app, pilot):
        assert "Down" in app.note
        assert "·  I can ask." in app.shown
        await press(pilot, "down")
        assert "2  I can ask." in app.shown
        await press(pilot, "2", "enter")
        assert app.body.in_field
        await press(pilot, "enter")
        assert app.answers == ["I can ask."]


async def test_private_words_are_said_not_to_be_kept():
    async with trial("text", LINE, private=True) as (app, pilot):
        assert app.note == "Not kept. It goes when this step does."


async def test_it_is_usable_at_forty_columns():
    async with trial("text", TextPrompt(lines=4), width=40, height=12) as (app, pilot):
        await press(pilot, *"abc")
        assert any("abc" in line for line in app.in_sight())


SENTENCE = TextPrompt(max_words=40, rewrites="I can do nothing right.")


async def test_a_sentence_that_may_be_long_is_seen_in_several_rows_and_enter_goes_on():
    async with trial("text", SENTENCE) as (app, pilot):
        await press(pilot, *"it is true that " * 6)
        shown = "\n".join(app.in_sight())
        assert shown.count("it is true that") >= 5  # one of them may stand over a break
        assert app.note == "24 of 40 words. Enter goes on."
        await press(pilot, "enter")
        assert app.answers == [("it is true that " * 6).strip()]


async def test_in_such_a_sentence_a_pasted_break_is_a_blank():
    async with trial("text", TextPrompt(max_chars=200)) as (app, pilot):
        app.body.field.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        await press(pilot, "ctrl+j")
        assert app.answers == ["one two"]


async def test_a_short_limit_keeps_to_one_row():
    async with trial("text", TextPrompt(max_words=15, max_chars=60)) as (app, _):
        assert not app.body.tall
