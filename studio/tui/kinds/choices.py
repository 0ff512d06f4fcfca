"""choices: several of the options, each with a small question where one is asked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.phrases import how_many, more_wanted, small_number
from studio.engine.prompts import Ask, ChoicesPrompt, Choosable
from studio.engine.view import View
from studio.tui.asking import (
    Asking,
    Spot,
    alone,
    asking_rows,
    fits_beside,
    keys_note,
    question,
)
from studio.tui.body import Body, Look
from studio.tui.choosing import Grouped
from studio.tui.fields import Line
from studio.tui.options import Shown, Sign
from studio.tui.paper import ENTER, MORE_BELOW, Value
from studio.tui.rows import BLANK, Row, Rows, fit
from studio.tui.skip_words import or_skip

TAKES = "Enter takes it; an empty line leaves it open."


class ChoicesBody(Grouped):
    """Options with a box; digits and Space mark. Answers a list of `{"value": v, **each}`."""

    sign: ClassVar[Sign] = "box"
    enter_opens: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = "ChoicesBody Line { margin: 0 0 0 10; }"

    def __init__(self, view: View, look: Look) -> None:
        self.view = view
        self.chosen: set[int] = set()
        self.asking = Asking(self.asks())
        self.asking_only = False  # the small questions take the place of the options
        self.more_items = False  # more of them than there is room for
        super().__init__(view, look)

    # What the kind says (picks says otherwise)

    @property
    def prompt(self) -> ChoicesPrompt:
        assert isinstance(self.view.prompt, ChoicesPrompt)
        return self.view.prompt

    def asks(self) -> tuple[Ask, ...]:
        return self.prompt.each

    def bounds(self) -> tuple[int, int | None]:
        return self.prompt.min, self.prompt.max

    def choosables(self) -> Sequence[Choosable]:
        assert isinstance(self.view.prompt, ChoicesPrompt)
        return self.view.prompt.options

    def own_label(self) -> str:
        return self.prompt.own

    def labels(self) -> list[tuple[str, str]]:
        return [(option.label, option.hint) for option in self.choosables()]

    def alone(self, index: int) -> bool:
        options = self.choosables()
        return index < len(options) and options[index].alone

    def value(self, index: int) -> Value:
        return {"value": self.prompt.options[index].value}

    # What is chosen

    def take_up(self, earlier: Value) -> None:
        if not isinstance(earlier, list):
            return
        last = self.count - 1
        for one in earlier:
            index = next((i for i in range(self.count) if self._means(i, one)), None)
            if "own" in one and self.own:
                index, self.written = last, str(one["own"])
            if index is not None:
                self.chosen.add(index)
                self.asking.take_up(index, one)

    def _means(self, index: int, one: dict[str, Any]) -> bool:
        if self.own and index == self.count - 1:
            return False
        return all(one.get(name) == value for name, value in self.value(index).items())

    def taken(self) -> frozenset[int]:
        return frozenset(self.chosen)

    def asked_items(self) -> list[Hashable]:
        """The chosen options that questions are asked about."""
        if not self.asking.asks:
            return []
        return [index for index in sorted(self.chosen) if not self.alone(index)]

    def in_progress(self) -> list[dict[str, Any]]:
        """The answer as it stands."""
        rows = []
        for index in sorted(self.chosen):
            own = self.own and index == self.count - 1
            what = {"own": self.written} if own else self.value(index)
            rows.append({**what, **({} if self.alone(index) else self.asking.fields(index))})
        return rows

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows(id="above")
        if self.own or any(ask.kind == "text" or ask.own for ask in self.asking.asks):
            yield Line(self.written)
            yield Rows(id="below")

    @property
    def field(self) -> Line | None:
        return next(iter(self.query(Line)), None)

    def start(self) -> None:
        self.focus(scroll_visible=False)

    def drawn(self) -> list[Row]:
        """The options, with the small questions below where there is room for both.

        Else the options alone while they are chosen, and the questions alone while they are
        answered.
        """
        self.more_items = False
        if self.own:
            said = f"{self.own}: {self.written}" if self.written else self.own
            self.options[-1] = Shown("0", said)
        rows = super().drawn()
        items = [(index, self._words_of(index)) for index in self.asked_items()]
        if not items:
            return rows
        room = (self.size.height or 11) - (1 if self.in_field else 0)
        asked = asking_rows(self.asking, items, self.room)
        self.asking_only = len(rows) + len(asked) > room or not fits_beside(self.asking, self.room)
        if not self.asking_only:
            return [*rows, *([BLANK] if room > len(rows) + len(asked) else []), *asked]
        if self.asking.asked is None:
            return rows
        shown, self.more_items = alone(self.asking, items, self.room, room)
        return shown

    def _words_of(self, index: Hashable) -> str:
        own = self.own and index == self.count - 1
        return self.written if own else self.options[int(str(index))].label

    def draw(self) -> None:
        """The field stands below what it is written for, wherever that is."""
        rows = self.drawn()
        field = self.field
        cut = len(rows)
        if field is not None:
            field.display = self.in_field
            marks = [number for number, one in enumerate(rows, 1) if one.marked]
            cut = marks[-1] if self.in_field and marks else cut
            self.query_one("#below", Rows).show(rows[cut:])
        self.query_one("#above", Rows).show(rows[:cut])

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.asking.spot is not None:
            return () if self.asking_only else (("Tab", "words"),)
        return (("Space", "mark"),)

    def usual(self) -> str:
        if self.asking.asked is not None:
            if not self.asking_only:
                return question(self.asking.asked)
            more = f"{MORE_BELOW} · " if self.more_items else ""
            if self.in_field:
                return more + TAKES
            return f"{more}{keys_note(self.asking.asked)} Up leads back."
        hint = self.options[self.at].hint if self.at is not None else ""
        if hint and self.at is not None and hint not in self.query_one("#above", Rows).text:
            return fit(f"{self.options[self.at].label}: {hint}", self.room)
        if self.chosen:
            return f"{len(self.chosen)} chosen."
        keys = "Numbers and Space mark." if self.grid is None else "The arrows move, Space marks."
        return f"{self._how_many() or 'None chosen yet.'} {keys}"

    def _how_many(self) -> str:
        """How many may be chosen, as far as that is not plain from how many there are."""
        least, most = self.bounds()
        return how_many(least, most if most is not None and most < self.count else None)

    # Keys

    @property
    def in_field(self) -> bool:
        field = self.field if self.is_mounted else None
        return field is not None and field.in_use

    def pressed(self, key: str, character: str) -> bool:
        if self.in_field:
            return self._in_the_field(key)
        if self.asking.spot is not None:
            return self._asked(key)
        if key == "space":
            self._space()
        elif key == "tab":
            self._to_asking(self.asking.spots(self.asked_items()))
        else:
            return super().pressed(key, character)
        return True

    def mark(self, index: int | None) -> None:
        self.at = index
        self.redraw()

    def digit(self, key: str) -> bool:
        if key == "0" and self.own:
            self.at = self.count - 1
            self.open_field()
            return True
        return super().digit(key)

    def took_digit(self) -> None:
        """A digit marks, and lets go again."""
        self.toggle()

    def _space(self) -> None:
        """Space is for the first option where the mark has not been put anywhere yet."""
        levels = self.stepped
        if levels is not None and levels.index is None and not self.at_own:
            first_word = levels.group is not None
            super().pressed("down" if levels.spot is None else "space", "")
            if not first_word:
                return  # a group has the mark now, or is open
        elif self.at is None and self.count:
            self.mark(0)
        self.toggle()

    def toggle(self) -> None:
        """Mark the option under the mark, or let it go."""
        if self.at is None:
            return
        if self.at_own and not self.written:
            self.open_field()
            return
        if self.at in self.chosen:
            self.chosen.discard(self.at)
        elif not self._take(self.at):
            return
        self.changed(self.in_progress())

    def _take(self, index: int) -> bool:
        kept = set() if self.alone(index) else {i for i in self.chosen if not self.alone(i)}
        most = self.bounds()[1]
        if most is not None and len(kept) >= most:
            verb = "is" if most == 1 else "are"
            self.say(f"{small_number(most).capitalize()} {verb} chosen. Space on one lets it go.")
            return False
        self.chosen = {*kept, index}
        return True

    def _in_the_field(self, key: str) -> bool:
        if key not in (*ENTER, "up", "tab", "shift+tab"):
            return key == "down"
        assert self.field is not None
        words = self.field.words
        self.focus(scroll_visible=False)
        answers = self.asking.spot is not None
        self._take_words(words)
        if answers and key in ENTER:
            self.call_after_refresh(self.next)
        return True

    def _take_words(self, words: str) -> None:
        """What stands in the field goes to what it was opened for."""
        if self.asking.spot is None:
            self._take_own(words)
        else:
            self.asking.put_words(words)
            self.changed(self.in_progress())

    def _take_own(self, words: str) -> None:
        self.written = words
        own = self.count - 1
        if not words:
            self.chosen.discard(own)
        elif own not in self.chosen and not self._take(own):
            return
        self.changed(self.in_progress())

    def open_field(self) -> None:
        field = self.field
        if field is None:
            return
        field.write(self.asking.words() if self.asking.spot is not None else self.written)
        super_open = super().open_field
        super_open()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        event.prevent_default()  # choosing one takes every word typed for words of its own
        words = self.field.words if self.field is not None else ""
        if not self.in_field or self.asking.spot is not None or words == self.written:
            return
        shown = [one for one in self.in_progress() if "own" not in one]
        self.post_message(Body.Typed([*shown, {"own": words}] if words else shown))

    # The small questions

    def _to_asking(self, spots: list[Spot]) -> None:
        if spots:
            self.asking.spot = spots[0]
            self.at = None
            self.redraw()

    def _asked(self, key: str) -> bool:
        if self.asking.wants_words(key) and not (key in ENTER and self.asking.words()):
            self.open_field()
        elif key in ENTER:
            self.next()
        elif key in ("up", "down"):
            if not self.asking.walk(self.asked_items(), 1 if key == "down" else -1) and key == "up":
                self._leave_asking()
            self.redraw()
        elif key == "tab":
            if not self.asking.walk(self.asked_items(), 1):
                self._leave_asking()
            self.redraw()
        elif key == "shift+tab":
            self._leave_asking()
            self.redraw()
        elif self.asking.pressed(key):
            self.changed(self.in_progress())
        else:
            return False
        return True

    def _leave_asking(self) -> None:
        spot = self.asking.spot
        self.asking.spot = None
        self.at = spot.item if spot is not None and isinstance(spot.item, int) else self.at

    def clicked(self, name: object) -> None:
        if isinstance(name, Spot):
            self.asking.spot = name
            self.redraw()
            return
        self.asking.spot = None
        super().clicked(name)
        if isinstance(name, int) and not self.at_own:
            self.toggle()

    def on_click(self, event: events.Click) -> None:
        event.stop()

    def next(self) -> None:
        if self.in_field and self.field is not None:
            self._take_words(self.field.words)
        least = self.bounds()[0]
        if len(self.chosen) < least:
            more = more_wanted(least, len(self.chosen))
            self.say(f"{more}{or_skip(self.view)}.")
            return
        if self.asking.spot is not None:
            self.asking.passed.add(self.asking.spot)
        self.asking.spot = self.asking.first_open(self.asked_items())
        if self.asking.spot is not None:
            self.at = None
            self.redraw()
            if self.asking.asked and self.asking.asked.kind == "text":
                self.open_field()
            return
        self.answer(self.in_progress())
