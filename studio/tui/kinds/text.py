"""text: one line or several in the person's own words, or a rewriting of some."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.events import Skip
from studio.engine.phrases import one_or_more, small_number
from studio.engine.prompts import TextPrompt
from studio.engine.view import View
from studio.engine.words import count_words
from studio.tui.body import Body, Look
from studio.tui.fields import Line
from studio.tui.marking import Marking
from studio.tui.options import option_rows, suggested, suggestion_at
from studio.tui.paper import ENTER, Paper
from studio.tui.rows import BLANK, Piece, Row, Rows, row, wrap

if TYPE_CHECKING:
    from studio.tui.long_field import Lines

SHORT_WORDS, SHORT_CHARS = 15, 60  # what is asked for in one row; more is seen in several
CELLS_A_WORD = 6
TALLEST = 6
BEFORE = "before"
EMPTY = "A word or two is enough."
GO_ON = "Enter goes on."
KEPT = "Kept as you type."
PRIVATE = "Not kept. It goes when this step does."


class TextBody(Paper):
    """A field, with what it rewrites above it and what helps below. Answers the text."""

    DEFAULT_CSS: ClassVar[str] = "TextBody { overflow-x: hidden; }"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        earlier = view.earlier if isinstance(view.earlier, str) else ""
        self.begun = earlier or self.prompt.start
        self.several = self.prompt.lines > 1 or "\n" in self.begun
        self.tall = self.several or self._rows_wanted() > 1
        self.marking = Marking(self.prompt.lint)
        self.spot: int | None = None  # a suggestion, or their number for "next"

    @property
    def prompt(self) -> TextPrompt:
        assert isinstance(self.view.prompt, TextPrompt)
        return self.view.prompt

    def _rows_wanted(self) -> int:
        """Rows in which the most that is asked for can be seen at once, six at most."""
        if self.several:
            return self.prompt.lines + 1
        words, chars = self.prompt.max_words or 0, self.prompt.max_chars or 0
        if words <= SHORT_WORDS and chars <= SHORT_CHARS:
            return 1
        cells = min(chars or words * CELLS_A_WORD, words * CELLS_A_WORD or chars)
        return max(2, min(TALLEST, ceil(cells / max(1, self.room - 4))))

    @property
    def field(self) -> Line | Lines:
        if not self.tall:
            return self.query_one("#words", Line)
        from studio.tui.long_field import Lines

        return self.query_one("#words", Lines)

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows(id="above")
        if self.tall:
            from studio.tui.long_field import Lines, Paragraph

            yield (Lines if self.several else Paragraph)(self.begun, id="words")
        else:
            yield Line(self.begun, max_length=self.prompt.max_chars or 0, id="words")
        yield Rows(id="below")

    def start(self) -> None:
        if self.tall and self.begun:
            self.field.write(self.begun)
        self.field.focus(scroll_visible=False)

    def draw(self) -> None:
        above = self._rewritten()
        below = self._below()
        if self.tall:
            room = (self.size.height or 11) - len(above) - len(below)
            self.field.styles.height = max(2, min(self._rows_wanted(), room))
        self.query_one("#above", Rows).show(above)
        self.query_one("#below", Rows).show(below)

    def _rewritten(self) -> list[Row]:
        if not self.prompt.rewrites:
            return []
        lines = wrap(self.prompt.rewrites, self.room - len(BEFORE) - 3)
        heads = [f"{BEFORE} ", *[" " * (len(BEFORE) + 1)] * (len(lines) - 1)]
        rows = [
            row(Piece(head, "quiet"), Piece("│ ", "edge"), line)
            for head, line in zip(heads, lines, strict=True)
        ]
        return [*rows, BLANK]

    def _below(self) -> list[Row]:
        rows: list[Row] = []
        suggestions = self.prompt.suggestions
        if suggestions:
            at = self.spot if self.spot is not None and self.spot < len(suggestions) else None
            shown = option_rows(
                suggested(suggestions, at), at, (), self.room, sign="none", height=99
            )
            rows += [BLANK, *shown]
        marked = self.spot == len(suggestions)
        if self.several or marked:
            mark = "› next" if marked else "  next"
            rows += [BLANK, row(Piece(mark, "mark" if marked else "quiet", "next"), marked=marked)]
        found = self.marking.rows(self.room)
        return [*rows, BLANK, *found] if found else rows

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.spot is not None and self.spot < len(self.prompt.suggestions):
            return (("Enter", "take it over"),)
        return (("Ctrl+N", "next"),) if self.several and self.in_field else ()

    def usual(self) -> str:
        text = self.field.words
        if self.prompt.max_words:
            said = words_note(text, self.prompt.max_words)
            return f"{said} {GO_ON}" if self.tall and not self.several else said
        if self.view.private:
            return PRIVATE
        if self.prompt.suggestions and not text:
            return "Down leads to lines you can take over and change."
        if self.several:
            return self._lines_note(text)
        if self.prompt.minutes and not text:
            return f"About {one_or_more(self.prompt.minutes, 'minute')}, if you like."
        if self.view.skip and not text and "skip" in self.view.allowed:
            return f"{self.view.skip}? Enter on the empty line goes on."
        return f"{KEPT} {GO_ON}" if self.tall else KEPT

    def _lines_note(self, text: str) -> str:
        written, asked = len(text.splitlines()), self.prompt.lines
        if written > asked:
            return f"That is the {small_number(asked)}. Go on if you like."
        return f"{written} of {asked} lines. Enter starts a line; Tab, then Enter, goes on."

    # Keys

    @property
    def in_field(self) -> bool:
        return self.is_mounted and self.field.in_use

    def pressed(self, key: str, character: str) -> bool:
        if self.in_field:
            return self._in_the_field(key)
        if key in ENTER:
            self._take_or_go()
        elif key in ("shift+tab", "up") or (key == "tab" and not self.prompt.suggestions):
            self._climb(all_the_way=key != "up")
        elif key in ("tab", "down"):
            self._walk(min((self.spot or 0) + 1, len(self.prompt.suggestions)))
        elif (at := suggestion_at(key, self.prompt.suggestions)) is not None:
            self._walk(at)
        else:
            return False
        return True

    def _in_the_field(self, key: str) -> bool:
        if key in ENTER and not self.several:
            self.next()
        elif key == "tab":
            self._walk(len(self.prompt.suggestions))
        elif key == "down" and self.prompt.suggestions and self._on_last_line():
            self._walk(0)
        elif key != "shift+tab":
            return False
        return True

    def _on_last_line(self) -> bool:
        if not self.tall:
            return True
        from studio.tui.long_field import Lines

        field = self.field
        assert isinstance(field, Lines)
        return field.cursor_at_last_line

    def _walk(self, spot: int) -> None:
        self.spot = spot
        self.focus(scroll_visible=False)
        self.redraw()

    def _climb(self, *, all_the_way: bool) -> None:
        if self.spot and not all_the_way:
            self._walk(self.spot - 1)
            return
        self.spot = None
        self.field.focus(scroll_visible=False)
        self.call_after_refresh(self.redraw)

    def _take_or_go(self) -> None:
        if self.spot is None or self.spot >= len(self.prompt.suggestions):
            self.next()
            return
        taken = self.prompt.suggestions[self.spot]
        text = self.field.words
        self.field.write(f"{text} {taken}" if text else taken)
        self._climb(all_the_way=True)

    def clicked(self, name: object) -> None:
        if name == "next":
            self.next()
        elif isinstance(name, int):
            self.spot = name
            self._take_or_go()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed()

    def on_text_area_changed(self) -> None:
        self._typed()

    def _typed(self) -> None:
        text = self.field.words
        self.marking.read(self.field.unfinished)
        if text != self.begun:
            self.begun = text
            self.changed(text)
        else:
            self.redraw()

    def next(self) -> None:
        text = self.field.words
        if text:
            self.answer(text)
        elif "skip" in self.view.allowed and not self.view.required:
            self.post_message(Body.Wanted(Skip()))
        else:
            self.say(EMPTY)


def words_note(text: str, most: int) -> str:
    """The count against a soft limit."""
    count = count_words(text)
    if count > most:
        return f"{count} of {most} words. Shorter is easier to say."
    return f"{count} of {most} words."
