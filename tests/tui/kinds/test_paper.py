"""What all bodies share: notes, room, focus, the field of a theme without colours."""

import pytest
from textual._compositor import CompositorUpdate

from studio.engine.prompts import BreathePrompt, ChoicePrompt, Choosable, NumberPrompt, TextPrompt
from studio.tui.body import Body
from studio.tui.kinds import BODIES, body_class
from studio.tui.rows import Piece, Row, Rows, breaks, fit, kept_rows, pad, row, wrap, wrap_pieces
from tests.tui.kinds.host import Host, make_look, make_view, press, trial
from tests.tui.kinds.test_breathe import GENTLE, RUNNING, at

MANY = ChoicePrompt(tuple(Choosable(str(n), f"words number {n} " * 3) for n in range(1, 10)))


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_kind_has_a_body(kind):
    assert body_class(kind).__name__.lower().startswith(kind)


async def test_rows_follow_the_width_after_a_resize():
    async with trial("choice", MANY) as (app, pilot):
        assert len(app.body.query_one(Rows).rows) == 9
        app.body.styles.width = 38
        await pilot.pause()
        await pilot.pause()
        rows = app.body.query_one(Rows)
        assert len(rows.rows) == 18 == rows.size.height
        app.body.styles.width = 66
        await pilot.pause()
        await pilot.pause()
        assert rows.size.height == len(rows.rows) == 9


async def test_the_mark_stays_in_sight_after_a_resize():
    async with trial("choice", MANY) as (app, pilot):
        await press(pilot, "9")
        app.body.styles.width = 38
        app.body.styles.height = 5
        await pilot.pause()
        await pilot.pause()
        assert any("› 9" in line for line in app.in_sight())


async def test_a_message_from_the_shell_comes_from_the_body():
    senders = []

    class Outside(Host):
        def on_body_answered(self, message: Body.Answered) -> None:
            senders.append(message._sender)

    app = Outside(make_view("text", TextPrompt(), earlier="words"), make_look(), 11)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.call_next(app.body.next)
        await pilot.pause()
        assert senders == [app.body]


async def test_what_the_engine_refuses_stands_in_the_note_until_the_next_key():
    async with trial("number", NumberPrompt()) as (app, pilot):
        app.body.refused("0 to 10, please.")
        await pilot.pause()
        assert app.note == "0 to 10, please."


async def test_a_click_beside_a_field_does_not_end_the_typing():
    async with trial("text", TextPrompt()) as (app, pilot):
        await press(pilot, "a")
        await pilot.click(offset=(30, 8))
        await press(pilot, "b", "enter")
        assert app.answers == ["ab"]


@pytest.mark.parametrize(("theme", "filled"), [("dusk", False), ("terminal", True), ("none", True)])
async def test_without_colours_a_field_is_filled_with_underscores(theme, filled):
    async with trial("text", TextPrompt()) as (app, pilot):
        app.theme = theme
        await press(pilot, "a")
        line = next(line for line in app.in_sight() if line.startswith(" a"))
        assert line.endswith("____") is filled
        assert app.body.field.words == "a"


async def test_a_breath_takes_less_than_two_kilobytes_a_second():
    now, written = [0.0], [0]

    class Counting(Host):
        def _display(self, screen, renderable):
            if isinstance(renderable, CompositorUpdate):
                written[0] += len(renderable.render_segments(self.console).encode())
            super()._display(screen, renderable)

    prompt = BreathePrompt(GENTLE, 6, 60.0)
    view = make_view("breathe", prompt, clock=at(0, 4.0), allowed=RUNNING, text=())
    app = Counting(view, make_look(clock=lambda: now[0]), 17)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.body.frame.stop()
        written[0] = 0
        for _ in range(32):
            now[0] += 1 / 8
            app.body._stand()
            await pilot.pause()
        assert 0 < written[0] < 2000 * 4


def test_wrapping_breaks_between_words_and_cuts_what_is_too_long():
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("a\n\nb", 10) == ["a", "", "b"]
    assert wrap("", 10) == [""]
    assert wrap("1\u00a0one 2\u00a0two", 8) == ["1\u00a0one", "2\u00a0two"]
    assert wrap("日本語日本語", 5) == ["日本", "語日", "本語"]


def test_every_character_that_is_not_blank_survives_wrapping():
    text = "One  two   three, 日本語 and a verylongwordthatdoesnotfit in it.\nLast."
    for width in range(2, 40):
        kept = "".join(text[start:end] for start, end in breaks(text, width))
        assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_pieces_keep_their_voices_over_a_break():
    lines = wrap_pieces([Piece("I feel "), Piece("left out", "question"), Piece(" now.")], 11)
    assert lines == [
        (Piece("I feel "), Piece("left", "question")),
        (Piece("out", "question"), Piece(" now.")),
    ]


def test_fitting_and_padding_count_cells():
    assert fit("日本語", 5) == "日本…"
    assert pad("日本", 6) == "日本  "
    assert fit("short", 5) == "short"


def test_kept_words_stand_after_the_edge_line():
    assert [one.text for one in kept_rows("one two", 6)] == ["│ one", "│ two"]
    assert row("a", Piece("b", "quiet")) == Row((Piece("a"), Piece("b", "quiet")))
