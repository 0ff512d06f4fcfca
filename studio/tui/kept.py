"""What is kept: the collections, the things in one, and one thing whole.

For: the last tab of Look back. Words can be changed and a thing taken out, after asking;
the session it came from stays as it was. May import the page, the reading screen and the
desk's things. Decides nothing about what is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult

from studio.practice.kept_things import Field, Thing, day_words
from studio.tui.footer import SAFETY_TODAY, SAFETY_TODAY_TYPING, Keys
from studio.tui.page import Page, said, two_ends
from studio.tui.page_screen import Face, PageScreen
from studio.tui.plan import Plan
from studio.tui.reading import ReadingScreen, asked_and_said
from studio.tui.record import EraseScreen
from studio.tui.rows import BLANK, Piece, Row, fit, pad, row, wrap, wrap_within, wrapped

if TYPE_CHECKING:
    from studio.practice.desk import Desk

Done = Callable[["str | None"], None]
NOTHING = "Nothing kept yet. Exercises ask before they keep."
CHANGES = "e changes the words, D removes, after asking."
REMOVE = "Remove this? It cannot be brought back."
STAYS = "The session it came from stays as it is."
NO_WORDS = "There are no words in it to change."
AROUND = 30
"""Things before and behind the mark that are made into rows."""
LONG = 60
"""Letters from which on words are changed in a field of several lines."""
FIELD_ROWS = 8


class Collections:
    """The tab: every collection with its count, and the newest of the one under the mark."""

    keys: ClassVar[Keys] = (("Enter", "open"), ("Tab", "tab"), ("b", "back"))

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.at = 0
        self.across = 1
        self.read_again()

    def read_again(self) -> None:
        """Look at what there is, after something has changed."""
        self.found = self.desk.collections()
        self.at = max(0, min(self.at, len(self.found) - 1))
        self._newest: dict[str, tuple[Thing, ...]] = {}

    @property
    def name(self) -> str:
        """The collection under the mark."""
        return self.found[self.at][0]

    def rows(self, plan: Plan, room: int) -> list[Row]:
        """The collections, then what fits of the newest things in the marked one."""
        if not self.found:
            return wrapped(NOTHING, plan.column, "quiet")
        rows = self._grid(plan.column)
        left = room - len(rows) - 2
        if left >= 2:
            rows += [BLANK, row(Piece(self.found[self.at][1], "question"))]
            rows += self._lines(plan.column, left)
        return rows

    def beside(self, width: int, height: int) -> tuple[Row, ...]:
        """The newest of the marked collection, where there is a second column."""
        if not self.found:
            return ()
        head = row(Piece(self.found[self.at][1], "question"))
        return (head, BLANK, *self._lines(width, height - 2))

    def _lines(self, width: int, room: int) -> list[Row]:
        if self.name not in self._newest:
            self._newest[self.name] = self.desk.things(self.name)
        rows: list[Row] = []
        for one in self._newest[self.name][:AROUND]:
            most = min(2, room - len(rows))
            rows += [row("  ", line) for line in wrap_within(one.line, width - 2, most)]
        return rows

    def _grid(self, width: int) -> list[Row]:
        cells = [f"  {label} {count}" for _, label, count in self.found]
        widths = [0]
        for across in (3, 2, 1):
            columns = [cells[at::across] for at in range(across)]
            widths = [max((cell_len(one) + 2 for one in column), default=0) for column in columns]
            self.across = across
            if sum(widths) <= width:
                break
        spread = (width - sum(widths)) // len(widths) if sum(widths) < width else 0
        rows = []
        for first in range(0, len(cells), self.across):
            pieces: list[Piece] = []
            for at in range(first, min(first + self.across, len(cells))):
                _, label, count = self.found[at]
                here = at == self.at
                lead = "› " if here else "  "
                words = fit(f"{lead}{label}", width - len(str(count)) - 1)
                voice = "mark" if here else "text"
                used = cell_len(words) + 1 + len(str(count))
                name = ("collection", at)
                pieces.append(Piece(words, voice, name))
                pieces.append(Piece(f" {count}", "mark" if here else "quiet", name))
                pieces.append(Piece(" " * max(0, widths[at - first] + spread - used)))
            rows.append(Row(tuple(pieces[:-1]), None, first <= self.at < first + self.across))
        return rows

    def pressed(self, key: str) -> bool:
        """Move the mark; whether the key was for it."""
        steps = {"left": -1, "right": 1, "up": -self.across, "down": self.across}
        last = len(self.found) - 1
        places = {"home": 0, "end": last}
        if key in steps and self.found:
            there = self.at + steps[key]
            self.at = there if 0 <= there <= last else (last if key == "down" else self.at)
        elif key in places and self.found:
            self.at = places[key]
        else:
            return False
        return True


class CollectionScreen(PageScreen[bool]):
    """The things of one collection. Dismisses with True when something was changed in it."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"so_far"})

    def __init__(self, collection: str) -> None:
        super().__init__()
        self.collection = collection
        self.changed = False

    def appear(self) -> None:
        self.label = self.studio.desk.collection_label(self.collection)
        self.read_again()

    def read_again(self) -> None:
        """Look at what is there, after something has changed."""
        desk = self.studio.desk
        self.found = desk.things(self.collection)
        self.at = max(0, min(self.at or 0, len(self.found) - 1))

    def page(self, plan: Plan) -> Page:
        rows = self._things(plan) or [row(Piece("Nothing is left in here.", "quiet"))]
        keys: Keys = (("Enter", "read"), ("e", "change"), ("b", "back"))
        return Page(
            left=self.label,
            right=str(len(self.found)),
            rows=tuple(rows),
            start=3,
            note=said(CHANGES if self.found else ""),
            keys=keys if self.found else (("b", "back"),),
            safety=SAFETY_TODAY,
        )

    def _things(self, plan: Plan) -> list[Row]:
        rows: list[Row] = []
        now = self.studio.desk.now()
        at = self.at or 0
        for number in range(max(0, at - AROUND), min(len(self.found), at + AROUND)):
            thing = self.found[number]
            here = number == at
            voice = "mark" if here else "text"
            line, *more = wrap(thing.line, plan.column - 2)
            name = ("pick", number)
            rows.append(Row((Piece(f"{'› ' if here else '  '}{line}", voice),), name, here))
            rows += [Row((Piece(f"  {one}", voice),), name, here) for one in more]
            note = thing.note(now)
            if note:
                words = fit(note, plan.column - 4)
                rows.append(Row((Piece(f"    {words}", "quiet"),), name, here))
        return rows

    @property
    def choices(self) -> int:
        return len(self.found)

    def choose(self, number: int) -> None:
        self.app.push_screen(ThingScreen(self.label, self.found[number]), self._came_back)

    def pressed(self, key: str) -> bool:
        if key not in ("e", "D") or not self.found:
            return False
        thing = self.found[self.at or 0]
        if key == "e":
            change(self, thing, self._came_back)
        else:
            remove(self, self.label, thing, self._came_back)
        return True

    def _came_back(self, message: str | None) -> None:
        if message:
            self.changed = True
            self.read_again()
            self.say(message)

    def back(self) -> None:
        self.dismiss(self.changed)


class ThingScreen(ReadingScreen):
    """One thing, every field under its label. Dismisses with what was done, or None."""

    note = CHANGES
    own_keys = (("e", "change"), ("D", "remove"), ("b", "back"))
    right_keys = SAFETY_TODAY
    start: ClassVar[int] = 3

    def __init__(self, label: str, thing: Thing) -> None:
        super().__init__()
        self.left = label
        self.thing = thing

    def appear(self) -> None:
        kept_on = self.thing.kept_on
        self.right = day_words(kept_on, self.studio.desk.now()) if kept_on else ""

    def reading(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for one in self.thing.fields:
            rows += asked_and_said(one.label, [one.words], width)
        return rows

    def pressed(self, key: str) -> bool:
        if key == "e":
            change(self, self.thing, self._done)
        elif key == "D":
            remove(self, self.left, self.thing, self._done)
        else:
            return super().pressed(key)
        return True

    def _done(self, message: str | None) -> None:
        if message:
            self.dismiss(message)  # type: ignore[arg-type]


class ChangeScreen(PageScreen[str]):
    """Which words to change, where there are several; then the words themselves."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "so_far", "find"})

    def __init__(self, thing: Thing) -> None:
        super().__init__()
        self.thing = thing
        self.fields = [one for one in thing.fields if one.changeable]
        self.at = 0

    def page(self, plan: Plan) -> Page:
        rows = [row(Piece("Which words would you like to change?", "question")), BLANK]
        cells = max(cell_len(one.label) for one in self.fields)
        for number, one in enumerate(self.fields):
            here = number == self.at
            label = f"{'› ' if here else '  '}{pad(one.label, cells)}  "
            words = " ".join(one.words.split())
            rows.append(
                two_ends(
                    [Piece(label, "mark" if here else "quiet"), Piece(words, "text")],
                    [], plan.column, name=("pick", number), marked=here,
                )
            )  # fmt: skip
        return Page(
            left="Change the words",
            rows=tuple(rows),
            start=5,
            keys=(("Enter", "change"), ("b", "back")),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(self.fields)

    def choose(self, number: int) -> None:
        self.app.push_screen(WordsScreen(self.thing, self.fields[number]), self._done)

    def _done(self, message: str | None) -> None:
        if message:
            self.dismiss(message)


class WordsScreen(PageScreen[str]):
    """One field with its words in it. Dismisses with "Changed." when they are others now."""

    DEFAULT_CSS: ClassVar[str] = """
    WordsScreen { layers: face over; }
    WordsScreen Face { layer: face; }
    WordsScreen Line, WordsScreen Lines { layer: over; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "so_far", "find"})

    def __init__(self, thing: Thing, field: Field) -> None:
        super().__init__()
        self.thing = thing
        self.field = field
        self.long = len(field.words) > LONG or "\n" in field.words

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        if self.long:
            from studio.tui.long_field import Lines

            yield Lines(id="words")
        else:
            yield Line(id="words")

    def appear(self) -> None:
        field = self.query_one("#words")
        field.write(self.field.words)  # type: ignore[attr-defined]  # with the cursor behind it
        field.focus()

    def page(self, plan: Plan) -> Page:
        key = "Ctrl+N" if self.long else "Enter"
        return Page(
            left="Change the words",
            rows=tuple(
                row(Piece(line, "question")) for line in wrap(self.field.label, plan.column)
            ),
            start=7,
            note=said("Esc leaves it as it was."),
            keys=((key, "take it"), ("Esc", "leave it")),
            safety=SAFETY_TODAY_TYPING,
        )

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("#words")
        top = plan.row(9) if plan.roomy else plan.header + 3
        field.styles.offset = (plan.left, top)
        field.styles.width = plan.column
        if self.long:
            field.styles.height = max(3, min(FIELD_ROWS, plan.last_body_row - top + 1))

    def pressed(self, key: str) -> bool:
        if key == "enter" and not self.long:
            self.take()
            return True
        return False

    def command(self, name: str) -> bool:
        if name == "next":
            self.take()
            return True
        return super().command(name)

    def take(self) -> None:
        """Write the words down, if they are others than before."""
        words = self.query_one("#words").words  # type: ignore[attr-defined]
        if not words:
            self.say("A word or two is needed. D, one screen back, removes it.")
        elif words == self.field.words:
            self.dismiss(None)
        else:
            self.studio.desk.reword(self.thing.id, {self.field.name: words})
            self.dismiss("Changed.")


def change(screen: PageScreen[Any], thing: Thing, then: Done) -> None:
    """Let the words of a thing be changed; `then` is told what was done."""
    fields = [one for one in thing.fields if one.changeable]
    if not fields:
        screen.say(NO_WORDS)
    elif len(fields) == 1:
        screen.app.push_screen(WordsScreen(thing, fields[0]), then)
    else:
        screen.app.push_screen(ChangeScreen(thing), then)


def remove(screen: PageScreen[Any], label: str, thing: Thing, then: Done) -> None:
    """Take a thing out, after asking; `then` is told what was done."""

    def asked(sure: bool | None) -> None:
        if sure:
            screen.studio.desk.remove(thing.id)
            then("Removed.")

    screen.app.push_screen(EraseScreen(label, REMOVE, STAYS, "Remove it"), asked)
