"""keep: asks before anything goes where it can be found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.phrases import keep_question
from studio.engine.prompts import KeepField, KeepPrompt
from studio.engine.view import View
from studio.tui.body import Look
from studio.tui.choosing import Choosing
from studio.tui.fields import Line
from studio.tui.offers import offer_rows, offers_in_full
from studio.tui.options import option_rows
from studio.tui.paper import ENTER, Value
from studio.tui.rows import BLANK, Piece, Row, Rows, pad, row, wrap

KEEP, CHANGE, NOT_NOW = range(3)
EITHER_WAY = "Your answers stay in this record either way, until you erase it."
READING = "The arrows move. Enter goes back to the question."
CHANGING = "Enter changes a line."
LEAVING = "Enter changes a line. Space leaves one out."
LONGEST_LABEL = 24


@dataclass(frozen=True)
class Entry:
    """A row while changing: an offer to take or leave, a field of it, or the end."""

    offer: int = -1
    field: KeepField | None = None


class KeepBody(Choosing):
    """Offers, then keep, change first, or not this time. Answers which, and what was changed."""

    DEFAULT_CSS: ClassVar[str] = "KeepBody Line { margin: 1 0 0 0; }"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.wants_question = bool(view.text)  # a keep often has no words of its own
        self.changing = False
        self.whole = True  # all the words of what is offered are in sight
        self.reading = False  # they are shown in full, and nothing else
        self.entries = self._entries()
        self.left_out: set[int] = set()
        self.changed_fields: dict[tuple[int, str], str] = {}
        self.spot = 0

    @property
    def prompt(self) -> KeepPrompt:
        assert isinstance(self.view.prompt, KeepPrompt)
        return self.view.prompt

    def labels(self) -> list[tuple[str, str]]:
        several = len(self.prompt.offers) > 1
        change = "Change or choose first" if several else "Change it first"
        return [("Keep them" if several else "Keep it", ""), (change, ""), ("Not this time", "")]

    def take_up(self, earlier: Value) -> None:
        """Nothing is marked again: a stray Enter keeps nothing."""

    def value(self, index: int) -> Value:
        return [{"index": i} for i in range(len(self.prompt.offers))] if index == KEEP else []

    def _entries(self) -> list[Entry]:
        entries = []
        several = len(self.prompt.offers) > 1
        for index, offer in enumerate(self.prompt.offers):
            if several or not offer.fields:
                entries.append(Entry(index))
            entries += [Entry(index, field) for field in offer.fields]
        return [*entries, Entry()]

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows()
        yield Line()

    @property
    def field(self) -> Line:
        return self.query_one(Line)

    @property
    def in_field(self) -> bool:
        return self.is_mounted and self.field.in_use

    def draw(self) -> None:
        self.query_one(Rows).show(self.drawn())
        self.field.display = self.in_field

    def drawn(self) -> list[Row]:
        if self.reading:
            return [*self._question(), *offers_in_full(self.prompt.offers, self.room)]
        return [*self._question(), *(self._changing_rows() if self.changing else self._asking())]

    def _question(self) -> list[Row]:
        if self.wants_question:
            return []
        words = wrap(keep_question([one.op for one in self.prompt.offers]), self.room)
        asked = [row(Piece(line, "question")) for line in words]
        return [*[BLANK] * self.question_row, *asked, BLANK]

    def _asking(self) -> list[Row]:
        """What is offered gives way to the choices, which are always in sight."""
        height = (self.size.height or 11) - len(self._question())
        room = max(2, height - len(self.options) - 1)
        rows, self.whole = offer_rows(self.prompt.offers, self.room, room)
        blank = [BLANK] if len(rows) + len(self.options) < height else []
        return [*rows, *blank, *option_rows(self.options, self.at, self.taken(), self.room)]

    def _changing_rows(self) -> list[Row]:
        rows = []
        labels = [cell_len(one.label) for offer in self.prompt.offers for one in offer.fields]
        cells = min(LONGEST_LABEL, self.room // 3, max(labels, default=0))
        for index, entry in enumerate(self.entries):
            marked = index == self.spot
            voice = "mark" if marked else "text"
            lead = "› " if marked else "  "
            if entry.offer < 0:
                rows += [BLANK, row(Piece(f"{lead}keep these", voice), name=index, marked=marked)]
            elif entry.field is None:
                box = "[ ]" if entry.offer in self.left_out else "[x]"
                line, *more = wrap(self.prompt.offers[entry.offer].line, self.room - 7)
                rows.append(row(Piece(f"{lead}{box}  {line}", voice), name=index, marked=marked))
                rows += [
                    row(Piece(f"       {one}", voice), name=index, marked=marked) for one in more
                ]
            else:
                words = self._words(entry.offer, entry.field) or "____"
                line, *more = wrap(words, self.room - cells - 3)
                label = Piece(
                    lead + pad(entry.field.label, cells) + " ", "mark" if marked else "quiet"
                )
                rows.append(row(label, Piece(line, voice), name=index, marked=marked))
                indent = " " * (cells + 3)
                rows += [row(Piece(indent + one, voice), name=index, marked=marked) for one in more]
        return rows

    def _words(self, offer: int, field: KeepField) -> str:
        return self.changed_fields.get((offer, field.name), field.value)

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.in_field:
            return (("Enter", "take"),)
        if self.reading:
            return (("Enter", "close"),)
        if not self.changing:
            return () if self.whole else (("v", "see all"),)
        entry = self.entries[self.spot]
        if entry.offer < 0:
            return (("Enter", "keep"),)
        return (("Enter", "change"),) if entry.field else (("Space", "take or leave"),)

    def usual(self) -> str:
        if self.reading:
            return READING
        if not self.changing:
            return EITHER_WAY
        return LEAVING if len(self.prompt.offers) > 1 else CHANGING

    # Keys

    def mark(self, index: int | None) -> None:
        self.at = index
        self.redraw()

    def pressed(self, key: str, character: str) -> bool:
        if self.in_field:
            if key in ENTER or key in ("tab", "shift+tab", "up"):
                self._put_in(1 if key in ENTER or key == "tab" else 0)
                return True
            return key == "down"
        if self.reading:
            return self._read(key)
        if not self.changing:
            if key == "v" and not self.whole:
                self._look(True)
                return True
            return super().pressed(key, character)
        if key in ENTER:
            self._act()
        elif key in ("up", "down", "tab", "shift+tab"):
            self._go(self.spot + (1 if key in ("down", "tab") else -1))
        elif key == "space":
            self._toggle(self.entries[self.spot].offer)
        elif key == "left":
            self.changing = False
            self.redraw()
        else:
            return False
        return True

    def _look(self, whole: bool) -> None:
        """Show what is offered in full, or the question again."""
        self.reading = whole
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.redraw()

    def _read(self, key: str) -> bool:
        if key == "v" or key in ENTER:
            self._look(False)
            return True
        return self.scrolled(key)

    def _go(self, spot: int) -> None:
        self.spot = min(len(self.entries) - 1, max(0, spot))
        self.redraw()

    def _act(self) -> None:
        entry = self.entries[self.spot]
        if entry.offer < 0:
            self._hand_in()
        elif entry.field is None:
            self._go(self.spot + 1)
        else:
            self._open(entry)

    def _open(self, entry: Entry) -> None:
        assert entry.field is not None
        self.field.display = True
        self.field.write(self._words(entry.offer, entry.field))
        self.field.focus(scroll_visible=False)
        self.call_after_refresh(self.redraw)

    def _put_in(self, by: int) -> None:
        entry = self.entries[self.spot]
        words = self.field.words
        if entry.field is not None and words:
            self.changed_fields[(entry.offer, entry.field.name)] = words
        self.focus(scroll_visible=False)
        self.call_after_refresh(self._go, self.spot + by)

    def _toggle(self, offer: int) -> None:
        if offer < 0 or len(self.prompt.offers) < 2:
            return
        self.left_out ^= {offer}
        self.redraw()

    def clicked(self, name: object) -> None:
        if self.reading:
            return
        if not self.changing:
            super().clicked(name)
        elif isinstance(name, int):
            self._go(name)
            entry = self.entries[self.spot]
            if entry.field is None and entry.offer >= 0:
                self._toggle(entry.offer)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is changed here is kept by Enter, with the rest."""
        event.stop()

    def next(self) -> None:
        if self.reading:
            self._look(False)
        elif self.changing:
            if self.in_field:
                self._put_in(0)
            self._hand_in()
        elif self.at == CHANGE:
            self.changing = True
            self.spot = 0
            self.redraw()
            if self.entries[0].field is not None:
                self._open(self.entries[0])
        else:
            super().next()

    def _hand_in(self) -> None:
        answer = []
        for index, offer in enumerate(self.prompt.offers):
            if index in self.left_out:
                continue
            before = {field.name: field.value for field in offer.fields}
            fields = {
                name: words
                for (of, name), words in self.changed_fields.items()
                if of == index and words != before[name]
            }
            answer.append({"index": index, "fields": fields} if fields else {"index": index})
        self.answer(answer)
