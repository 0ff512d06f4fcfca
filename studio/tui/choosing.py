"""One of several options: the mark, the digits, and own words in place.

For: every kind in which one thing is chosen (choice, pick, schedule, date)
and the sheets of a care rule, where a digit acts at once. The mark is the
choice; there is none at first, unless a sheet marks its first. Own words are
always 0 and open a field where they stand. May import textual, options, grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.prompts import Choosable
from studio.engine.view import View
from studio.tui import grid as grids
from studio.tui.body import Body, Look
from studio.tui.fields import Line
from studio.tui.levels import GroupName, Levels, in_groups
from studio.tui.options import Shown, Sign, beside_in_columns, numbered, option_rows
from studio.tui.paper import ENTER, Paper, Value
from studio.tui.rows import BLANK, Row, Rows, fit
from studio.tui.skip_words import or_skip, or_skip_typing

NONE_MARKED = "Pick one"
NO_WORDS = "A word or two is enough."
USUAL = "Type a number or use the arrows. Enter goes on."
GRID = "Use the arrows. Enter goes on."
GRID_AND_OWN = "Use the arrows, or 0 for a word of your own. Enter goes on."
ON_SHEET = "Whatever you choose, what you wrote is kept."


class Choosing(Paper):
    """One option, or own words. A kind says what the options are and what they answer."""

    DEFAULT_CSS: ClassVar[str] = "Choosing Line { margin: 0 0 0 8; display: none; }"
    sign: ClassVar[Sign] = "dot"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.own = self.own_label()
        self.options = self.shown_options()
        self.count = len(self.options)
        self.at: int | None = 0 if view.sheet else None
        self.written = ""
        if view.earlier is not None:
            self.take_up(view.earlier)

    # What a kind says

    def own_label(self) -> str:
        """The words of the option that opens a field; "" when there is none."""
        return ""

    def labels(self) -> list[tuple[str, str]]:
        """(label, hint) of each option."""
        return []

    def shown_options(self) -> list[Shown]:
        return numbered(self.labels(), self.own)

    def value(self, index: int) -> Value:
        """The answer that option `index` stands for."""
        raise NotImplementedError

    def own_value(self, words: str) -> Value:
        """The answer that these words stand for; ValueError says why they do not fit."""
        return {"own": words}

    def take_up(self, earlier: Value) -> None:
        """Mark what was answered before."""
        if isinstance(earlier, dict) and "own" in earlier and self.own:
            self.at, self.written = self.count - 1, str(earlier["own"])
            return
        for index in range(self.count - (1 if self.own else 0)):
            if self.value(index) == earlier:
                self.at = index

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows()
        if self.own:
            yield Line(self.written)

    @property
    def field(self) -> Line | None:
        return self.query_one(Line) if self.own else None

    def taken(self) -> frozenset[int]:
        """The options drawn as chosen."""
        return frozenset() if self.at is None else frozenset({self.at})

    @property
    def at_own(self) -> bool:
        return bool(self.own) and self.at == self.count - 1

    def start(self) -> None:
        if self.at_own:
            self.open_field()
        else:
            self.focus(scroll_visible=False)

    def drawn(self) -> list[Row]:
        sign: Sign = "none" if self.view.sheet else self.sign
        height = self.size.height or 11
        return option_rows(
            self.options,
            self.at,
            self.taken(),
            self.room,
            sign=sign,
            height=height,
            at_mark=self.narrow,
        )

    def draw(self) -> None:
        super().draw()
        if self.field is not None:
            self.field.display = self.at_own and (self.in_field or bool(self.field.value))

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.view.sheet and self.at is not None:
            return (("Enter", f"take {self.options[self.at].digit}"),)
        return ()

    def usual(self) -> str:
        if self.in_field:
            return "Kept as you type." if not self.view.private else "Not kept."
        if self.view.sheet:
            return ON_SHEET
        if self.view.private:
            again = " It is asked again each time." if self.view.before_begin else ""
            return f"Not kept anywhere.{again}"
        hint = self.options[self.at].hint if self.at is not None else ""
        hidden = hint and hint not in self.query_one(Rows).text
        return fit(hint, self.room) if hidden else self.guide()

    def guide(self) -> str:
        """Which keys choose here."""
        return USUAL

    # Keys

    @property
    def in_field(self) -> bool:
        return bool(self.own) and self.is_mounted and self.query_one(Line).in_use

    def pressed(self, key: str, character: str) -> bool:
        if self.in_field:
            return self.pressed_in_field(key)
        if key in ENTER:
            self.next()
        elif key.isdigit() and len(key) == 1:
            return self.digit(key)
        elif key in ("up", "down", "left", "right", "home", "end"):
            return self.arrow(key)
        elif key in ("space", "tab") and self.at_own:
            self.open_field()
        else:
            return False
        return True

    def pressed_in_field(self, key: str) -> bool:
        if key in ENTER:
            self.next()
        elif key in ("up", "shift+tab"):
            self.focus(scroll_visible=False)
            if key == "up":
                self.arrow("up")
            else:
                self.redraw()
        elif key not in ("tab", "down"):
            return False
        return True

    def digit(self, key: str) -> bool:
        index = next((i for i, one in enumerate(self.options) if one.digit == key), None)
        if index is None:
            self.say(f"1 to {sum(1 for one in self.options if one.digit)}, please.")
            return True
        self.mark(index)
        self.took_digit()
        return True

    def took_digit(self) -> None:
        """A digit put the mark here: it opens own words, and acts at once on a sheet alone."""
        if self.at_own:
            self.open_field()
        elif self.view.sheet:
            self.next()

    def arrow(self, key: str) -> bool:
        if not self.count:
            return False
        if key in ("left", "right"):
            other = None
            if self.at is not None:
                other = beside_in_columns(self.options, self.at, self.room, self.size.height)
            if other is not None:
                self.mark(other)
            return True
        steps = {"up": -1, "down": 1}
        if key in ("home", "end"):
            self.mark(0 if key == "home" else self.count - 1)
        elif self.at is None:
            self.mark(0 if key == "down" else self.count - 1)
        else:
            self.mark((self.at + steps[key]) % self.count)
        return True

    def mark(self, index: int | None) -> None:
        """Put the mark on an option; that alone answers nothing."""
        self.at = index
        if index is None or self.at_own:
            self.redraw()
        else:
            self.changed(self.value(index))

    def open_field(self) -> None:
        """Let own words be typed, where they stand."""
        field = self.field
        if field is None:
            return
        field.display = True
        field.focus(scroll_visible=False)
        field.cursor_position = len(field.value)
        self.call_after_refresh(self.redraw)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        words = self.query_one(Line).words
        if self.in_field and words != self.written:
            self.written = words
            self.post_message(Body.Typed({"own": words}))

    def clicked(self, name: object) -> None:
        if not isinstance(name, int) or not 0 <= name < self.count:
            return
        self.mark(name)
        if self.at_own:
            self.open_field()
        else:
            self.focus(scroll_visible=False)

    def next(self) -> None:
        if self.at is None:
            self.say(f"{NONE_MARKED}{or_skip(self.view)}.")
        elif not self.at_own:
            self.answer(self.value(self.at))
        elif not self.in_field and not self.written:
            self.open_field()
        elif not self.field or not self.field.words:
            self.say(NO_WORDS + or_skip_typing(self.view))
        else:
            self.hand_in_words(self.field.words)

    def hand_in_words(self, words: str) -> None:
        try:
            value = self.own_value(words)
        except ValueError as error:
            self.say(str(error))
            return
        self.answer(value)


class Grouped(Choosing):
    """The same where options may come in groups: a grid, or groups and then words."""

    enter_opens: ClassVar[bool] = True  # Enter on a group shows its words

    def __init__(self, view: View, look: Look) -> None:
        self.view = view
        self.levels = Levels(self.choosables()) if in_groups(self.choosables()) else None
        super().__init__(view, look)

    def choosables(self) -> Sequence[Choosable]:
        """The options with their groups."""
        raise NotImplementedError

    @property
    def grid(self) -> grids.Grid | None:
        """The grid, where there are groups and the screen is wide enough."""
        if self.levels is None or self.narrow:
            return None
        return grids.lay_out(self.choosables(), self.room)

    @property
    def stepped(self) -> Levels | None:
        """Groups and then words, where there are groups but no room for a grid."""
        return self.levels if self.levels is not None and self.grid is None else None

    def drawn(self) -> list[Row]:
        taken = self.taken()
        if (grid := self.grid) is not None:
            rows = grids.grid_rows(grid, self.at, taken)
        elif (levels := self.stepped) is not None:
            rows = levels.rows(taken, self.room, sign=self.sign)
        else:
            return super().drawn()
        if self.own and (self.stepped is None or self.stepped.group is None):
            last = self.count - 1
            own_taken = {0} if last in taken else set()
            at = 0 if self.at_own else None
            lines = option_rows([self.options[last]], at, own_taken, self.room, sign=self.sign)
            rows.append(BLANK)
            rows.extend(Row(one.pieces, last, one.marked) for one in lines)
        return rows

    def pressed(self, key: str, character: str) -> bool:
        levels = self.stepped
        if levels is None or self.in_field or (key == "0" and self.own):
            return super().pressed(key, character)
        if self.at_own and key in ("up", "down"):
            self.at = None
            self.redraw()
            return True
        if key in ENTER and levels.group is not None:
            return super().pressed(key, character)
        if not levels.pressed(key, enter=key in ENTER and self.enter_opens):
            return super().pressed(key, character) if key in ENTER else False
        index = levels.index
        if index is None:
            self.redraw()
            return True
        self.mark(index)
        if key.isdigit():
            self.took_digit()
        return True

    def guide(self) -> str:
        if self.grid is None:
            return super().guide()
        return GRID_AND_OWN if self.own else GRID

    def digit(self, key: str) -> bool:
        if self.grid is not None and key != "0":
            return True
        return super().digit(key)

    def arrow(self, key: str) -> bool:
        grid = self.grid
        if grid is None:
            return super().arrow(key)
        if self.at_own:
            self.mark(len(grid.places) - 1 if key in ("up", "left") else 0)
            return True
        there = grids.moved(grid, self.at, key)
        if there is None and key == "down" and self.own:
            there = self.count - 1
        if there is not None:
            self.mark(there)
        return True

    def clicked(self, name: object) -> None:
        levels = self.stepped
        if levels is not None and isinstance(name, GroupName):
            levels.open(name.place)
            self.redraw()
        else:
            super().clicked(name)
