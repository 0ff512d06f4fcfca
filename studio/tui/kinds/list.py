"""list: several things in own words, each with a small question where one is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.events import Skip
from studio.engine.phrases import more_wanted, questions_words, small_number
from studio.engine.prompts import Ask, ListPrompt
from studio.engine.view import View
from studio.tui.asking import (
    OPEN,
    Asking,
    Spot,
    keys_note,
    option_lines,
    question,
    shown_value,
)
from studio.tui.body import Body, Look
from studio.tui.fields import Line
from studio.tui.options import option_rows, suggested, suggestion_at
from studio.tui.page import visible
from studio.tui.paper import ENTER, MORE_BELOW, Paper
from studio.tui.rows import BLANK, Piece, Row, Rows, pad, row, wrap
from studio.tui.skip_words import again_skips, or_skip_typing

ITSELF = -1  # the place, in a spot, of the item itself: no question is asked on its row


@dataclass(frozen=True)
class Item:
    """A thing written so far; `number` tells it from others with the same words."""

    number: int
    text: str


@dataclass(frozen=True)
class Suggested:
    """A line that can be taken over, or, after the last of them, `next`."""

    place: int


class ListBody(Paper):
    """Items above, the field they are written in below. Answers `[{"text": "…", **each}]`."""

    DEFAULT_CSS: ClassVar[str] = "ListBody Line { margin: 0 0 0 0; }"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.items: list[Item] = []
        self.asking = Asking(self.prompt.each)
        self.numbers = 0
        for one in view.earlier if isinstance(view.earlier, list) else []:
            self.asking.take_up(self.numbers, one)
            self._append(str(one.get("text", "")))
        self.spot: Spot | Suggested | None = None
        self.told_empty = False  # nothing is written, and Enter was pressed on it already
        self.walking = False  # the mark was sent to what is open; Enter goes on from there
        self.purpose: Spot | None = None  # what the field is for, when not for a new item
        self.removed: tuple[int, Item] | None = None
        self.more = False  # more items than there is room for below the question

    @property
    def prompt(self) -> ListPrompt:
        assert isinstance(self.view.prompt, ListPrompt)
        return self.view.prompt

    @property
    def inline(self) -> int:
        """The question answered on the item's own row: the first that is a number."""
        kinds = [ask.kind for ask in self.asking.asks]
        return next((i for i, kind in enumerate(kinds) if kind in ("scale", "number")), ITSELF)

    def _append(self, text: str) -> None:
        self.items.append(Item(self.numbers, text))
        self.numbers += 1

    def in_progress(self) -> list[dict[str, Any]]:
        """The answer as it stands, with what is being written."""
        words = self.field.words if self.is_mounted else ""
        rows = []
        for one in self.items:
            edited = words and self.purpose == Spot(one.number, ITSELF)
            text = words if edited else one.text
            rows.append({"text": text, **self.asking.fields(one.number)})
        return [*rows, {"text": words}] if words and self.purpose is None else rows

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows(id="above")
        yield Line(id="words")
        yield Rows(id="below")

    @property
    def field(self) -> Line:
        return self.query_one("#words", Line)

    def start(self) -> None:
        self.field.focus(scroll_visible=False)

    @property
    def about(self) -> Spot | None:
        """The item, or the question about it, that is answered, changed, or under the mark."""
        return self.spot if isinstance(self.spot, Spot) else self.purpose

    @property
    def asked(self) -> Ask | None:
        """The small question that is being asked."""
        about = self.about
        return None if about is None or about.ask == ITSELF else self.asking.asks[about.ask]

    def draw(self) -> None:
        items = [line for place, one in enumerate(self.items, 1) for line in self._item(place, one)]
        # While answers are walked through, the field has nothing to take.
        self.field.display = self.in_field or not (self.walking and isinstance(self.spot, Spot))
        below = self._below()
        above = self._above(items, len(below))
        cut = self._before_field(above)
        self.query_one("#above", Rows).show(above[:cut])
        self.query_one("#below", Rows).show([*above[cut:], *below])

    def _before_field(self, rows: list[Row]) -> int:
        """How many rows stand before the field: it is right below what it is for."""
        marks = [number for number, one in enumerate(rows, 1) if one.marked]
        return marks[-1] if self.purpose is not None and self.in_field and marks else len(rows)

    def _above(self, items: list[Row], taken: int) -> list[Row]:
        """The items; while one is asked about, the question stays above them, in full."""
        self.more = False
        if self.asked is None or not self.walking:
            return [*items, BLANK] if items else []
        room = (self.size.height or 11) - taken - (1 if self.field.display else 0)
        head = [row(Piece(line, "question")) for line in wrap(question(self.asked), self.room)]
        if len(head) + 1 + len(items) <= room:
            head.append(BLANK)
        shown, self.more = visible([*head, *items], max(len(head) + 1, room), len(head))
        return shown

    def _item(self, place: int, one: Item) -> list[Row]:
        inline = self.inline
        spot = Spot(one.number, inline)
        marked = self.about == spot
        voice = "mark" if marked else "text"
        value = ""
        if inline != ITSELF:
            said = self.asking.value(spot)
            value = (OPEN if self.about is not None else "") if said is None else str(said)
        lines = wrap(one.text, self.room - 5 - (6 if inline != ITSELF else 0))
        lead = f"{'›' if marked else ' '} {place:<3}"
        first = Piece(lead + pad(lines[0], self.room - 5 - len(value) - 2) + value + "  ", voice)
        rows = [Row((first,), spot, marked)]
        rows += [row(Piece("     " + line, voice), name=spot, marked=marked) for line in lines[1:]]
        for ask_place, ask in enumerate(self.asking.asks):
            if ask_place == inline:
                continue
            other = Spot(one.number, ask_place)
            at = self.about == other
            answer = self.asking.value(other)
            said = shown_value(ask, answer)
            if answer is None:
                if self.about is None or not (said or at):
                    continue  # it is asked about once all are written, and then in its field
                said = f"{ask.text} {said}".rstrip()
            words = Piece(f"› {said}", "mark") if at else Piece(f"  {said}", "quiet")
            rows.append(row("   ", words, name=other, marked=at))
            if at:
                rows += option_lines(ask, self.room, 5)
        return rows

    def _below(self) -> list[Row]:
        if self.walking and self.asked is not None:
            return []  # the room is for the lines that are asked about
        suggestions = self.prompt.suggestions
        place = self.spot.place if isinstance(self.spot, Suggested) else None
        rows: list[Row] = []
        if suggestions:
            at = place if place is not None and place < len(suggestions) else None
            shown = option_rows(
                suggested(suggestions, at), at, (), self.room, sign="none", height=99
            )
            rows += [BLANK, *shown]
        if self._questions_to_come and len(self.items) + len(rows) + 4 <= (self.size.height or 11):
            said = f"Then {questions_words(len(self.asking.asks))} about each."
            rows += [BLANK, row(Piece(said, "quiet"))]
        if place == len(suggestions):
            rows += [BLANK, row(Piece("› next", "mark", "next"), marked=True)]
        return rows

    @property
    def _questions_to_come(self) -> bool:
        """Whether something is asked about each line, once all are written."""
        if not self.asking.asks or self.walking:
            return False
        return not self.items or self.asking.first_open(i.number for i in self.items) is not None

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.in_field:
            return (("Enter", "add" if self.purpose is None else "take"),)
        if isinstance(self.spot, Spot) and not self.walking:
            return (("Enter", "edit"), ("Del", "remove"))
        return ()

    def usual(self) -> str:
        if self.asked is not None and self.walking:
            return (f"{MORE_BELOW} · " if self.more else "") + keys_note(self.asked)
        if self.asked is not None and not self.in_field:
            return question(self.asked)
        if self.in_field and self.purpose is not None:
            return "Enter puts it in."
        if self.prompt.suggestions and not self.items:
            return "Down leads to lines you can take over and change."
        if self.items:
            return "Enter on an empty line goes on. Up changes or takes away."
        return "Enter adds it; another line can follow."

    # Keys

    @property
    def in_field(self) -> bool:
        return self.is_mounted and self.field.in_use

    def pressed(self, key: str, character: str) -> bool:
        self.told_empty = self.told_empty and key in ENTER
        if self.in_field:
            return self._in_the_field(key)
        if isinstance(self.spot, Spot) and self._on_item(key):
            return True
        if key in ENTER:
            self._enter()
        elif key in ("up", "down"):
            self._walk(1 if key == "down" else -1)
        elif key in ("tab", "shift+tab"):
            self._to_field()
        elif isinstance(self.spot, Suggested) and (
            (at := suggestion_at(key, self.prompt.suggestions)) is not None
        ):
            self._mark(Suggested(at))
        elif key == "u" and self.removed is not None:
            self._bring_back()
        else:
            return False
        return True

    def _in_the_field(self, key: str) -> bool:
        if key in ENTER:
            self._write()
        elif key == "up":
            self._leave_for(self._item_spots()[-1:])
        elif key == "down" and self.prompt.suggestions:
            self._leave_for([Suggested(0)])
        elif key == "tab":
            self._leave_for([Suggested(len(self.prompt.suggestions))])
        elif key not in ("shift+tab", "down"):
            return False
        return True

    def _item_spots(self) -> list[Spot | Suggested]:
        spots: list[Spot | Suggested] = []
        for one in self.items:
            others = [i for i in range(len(self.asking.asks)) if i != self.inline]
            spots += [Spot(one.number, place) for place in (self.inline, *others)]
        return spots

    def _leave_for(self, spots: Sequence[Spot | Suggested]) -> None:
        if not spots:
            return
        self.walking = False
        self._mark(spots[0])
        self.focus(scroll_visible=False)

    def _mark(self, spot: Spot | Suggested | None) -> None:
        self.spot = spot
        self.asking.spot = spot if isinstance(spot, Spot) and spot.ask != ITSELF else None
        self.redraw()

    def _walk(self, by: int) -> None:
        self.walking = False
        helps = [Suggested(i) for i in range(len(self.prompt.suggestions))]
        order: list[Spot | Suggested | None] = [*self._item_spots(), None, *helps]
        at = order.index(self.spot) if self.spot in order else len(order)
        there = at + by
        if not 0 <= there < len(order):
            return
        if order[there] is None:
            self._to_field()
        else:
            self._mark(order[there])

    def _to_field(self) -> None:
        self._mark(None)
        self.field.display = True
        self.field.focus(scroll_visible=False)
        self.call_after_refresh(self.redraw)

    def _on_item(self, key: str) -> bool:
        assert isinstance(self.spot, Spot)
        if key == "delete" or (key == "backspace" and self.spot.ask == ITSELF):
            self._remove(self.spot)
        elif self.asking.wants_words(key) and not self.walking:
            self._edit(self.spot, self.asking.words())
        elif self.asking.pressed(key):
            self.changed(self.in_progress())
        else:
            return False
        return True

    def _enter(self) -> None:
        spot = self.spot
        if isinstance(spot, Suggested) and spot.place < len(self.prompt.suggestions):
            self.field.write(self.prompt.suggestions[spot.place])
            self._to_field()
        elif isinstance(spot, Spot) and not self.walking:
            self._edit(Spot(spot.item, ITSELF), self._item_of(spot).text)
        else:
            self.next()

    def _item_of(self, spot: Spot) -> Item:
        return next(one for one in self.items if one.number == spot.item)

    def _edit(self, spot: Spot, words: str) -> None:
        self.purpose = spot
        self.field.write(words)
        self._to_field()

    def _remove(self, spot: Spot) -> None:
        one = self._item_of(spot)
        place = self.items.index(one)
        self.removed = (place, one)
        self.items.remove(one)
        left = self.items[min(place, len(self.items) - 1)] if self.items else None
        self.changed(self.in_progress())
        if left is None:
            self._mark(None)
        else:
            self._mark(Spot(left.number, self.inline))
        self.say("Removed. u brings it back.")

    def _bring_back(self) -> None:
        assert self.removed is not None
        place, one = self.removed
        self.items.insert(place, one)
        self.removed = None
        self.changed(self.in_progress())
        self._mark(Spot(one.number, self.inline))

    # Writing

    def _write(self) -> None:
        """Enter in the field: put the words where they belong, or go on."""
        words = self.field.words
        purpose, self.purpose = self.purpose, None
        if purpose is None:
            if not words:
                self._go_on()
            else:
                self._add(words)
            return
        self.field.write("")
        if purpose.ask == ITSELF:
            if words:
                self.items = [
                    replace(one, text=words) if one.number == purpose.item else one
                    for one in self.items
                ]
        else:
            self.asking.spot = purpose
            self.asking.put_words(words)
        self.changed(self.in_progress())
        if self.walking:
            self._go_on()

    def _add(self, words: str) -> bool:
        most = self.prompt.max
        if most is not None and len(self.items) >= most:
            self.say(f"{small_number(most).capitalize()} at most. Up, then Del, lets one go.")
            return False
        self._append(words)
        self.field.write("")
        self.changed(self.in_progress())
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.told_empty = False
        for_item = self.purpose is None or self.purpose.ask == ITSELF
        if self.in_field and for_item:
            self.post_message(Body.Typed(self.in_progress()))

    def clicked(self, name: object) -> None:
        if name == "next":
            self.next()
        elif isinstance(name, int):
            self.field.write(self.prompt.suggestions[name])
            self._to_field()
        elif isinstance(name, Spot):
            self._leave_for([name])

    def next(self) -> None:
        words = self.field.words
        if words and self.in_field and self.purpose is not None:
            self._write()
        if self.purpose is None and self.field.words and not self._add(self.field.words):
            return
        self._go_on()

    def _go_on(self) -> None:
        """Hand the list in, or lead to what is still open."""
        least = max(1, self.prompt.min)  # no list at all is a skip, and asked for as one
        if len(self.items) < least:
            if self.told_empty:
                self.post_message(Body.Wanted(Skip()))
                return
            more = f"{more_wanted(least, len(self.items))}, any size."
            again = "" if self.items else again_skips(self.view)
            self.told_empty = bool(again)
            self.say(again or more + or_skip_typing(self.view))
            if not self.in_field:
                self._to_field()
            return
        if self.walking and isinstance(self.spot, Spot):
            self.asking.passed.add(self.spot)
        there = self.asking.first_open(one.number for one in self.items)
        if there is None:
            self.answer(self.in_progress())
            return
        self.walking = True
        self._mark(there)
        if self.asking.asks[there.ask].kind == "text":
            self._edit(there, self.asking.words())
        else:
            self.focus(scroll_visible=False)
