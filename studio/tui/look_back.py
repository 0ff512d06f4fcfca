"""Look back: a month of days, what was done, how it went, and what is kept.

For: four tabs. Outcomes are read page by page, as far as they are looked at, so
a long history costs nothing; the other tabs read when they are first opened.
May import the page and the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult

from studio.practice.today import MONTHS
from studio.practice.words import telling
from studio.tui.footer import SAFETY_TODAY, SAFETY_TODAY_TYPING, Keys
from studio.tui.page import Page, said
from studio.tui.page_screen import Face, PageScreen
from studio.tui.plan import SECOND, Plan
from studio.tui.rows import BLANK, Piece, Row, fit, pad, row, wrapped

if TYPE_CHECKING:
    from studio.insights.indicators import Told
    from studio.insights.series import Series
    from studio.practice.over_time import Month
    from studio.tui.kept import Collections

DATE = 9
TITLE = 24
AHEAD = 40
"""Rows read beyond the mark."""
EMPTY = "Nothing here yet. What you do stands here, newest first."
TABS = ("calendar", "list", "trends", "kept")


PATIENCE = 0.02
"""Seconds that looking through a long history may keep the screen waiting."""
FIRST_WORDS = 200


class Past(NamedTuple):
    """A past session as the list shows it."""

    identity: str
    day: str
    title: str
    words: str


def past_of(outcome: dict[str, Any], year: int) -> Past:
    """The line of an outcome; of its words no more than a wide screen holds."""
    words = " ".join("; ".join(telling(outcome)).split())
    title = str(outcome.get("title", ""))
    return Past(str(outcome.get("id", "")), day_of(outcome, year), title, words[:FIRST_WORDS])


def when_of(outcome: dict[str, Any]) -> datetime | None:
    """When an outcome ended, in its own zone."""
    try:
        return datetime.fromisoformat(str(outcome.get("ended") or outcome.get("started")))
    except ValueError:
        return None


def day_of(outcome: dict[str, Any], year: int) -> str:
    """`22 Nov`; of another year than this one `Nov 2024`."""
    when = when_of(outcome)
    if when is None:
        return ""
    return f"{when.day:>2} {when:%b}" if when.year == year else f"{when:%b %Y}"


class LookBackScreen(PageScreen[None]):
    """The list with its filter, and the other tabs beside it."""

    DEFAULT_CSS: ClassVar[str] = """
    LookBackScreen { layers: face over; }
    LookBackScreen Face { layer: face; }
    LookBackScreen Line { layer: over; display: none; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset({"so_far"})

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        yield Line()

    def __init__(self, tab: str = "list") -> None:
        super().__init__()
        self.tab = tab

    def appear(self) -> None:
        self.filter = ""
        self.day = self.studio.desk.now().date()
        self.months: dict[tuple[int, int], Month] = {}
        self.series: tuple[Series, ...] | None = None
        self.told: tuple[Told, ...] = ()
        self.measure = 0
        self.numbers = False
        self.looking = False
        self._collections: Collections | None = None
        self.read_again()

    def read_again(self) -> None:
        """Begin reading outcomes anew."""
        self.found: list[Past] = []
        self.source: Iterator[dict[str, Any] | None] | None = self.studio.desk.search(self.filter)
        self.at = 0

    def read_to(self, number: int) -> None:
        """Read until there are as many as that, or no more; what takes long is gone on with."""
        began = self.studio.clock()
        while self.source is not None and len(self.found) < number:
            try:
                one = next(self.source)
            except StopIteration:
                self.source = None
                return
            if one is not None:
                self.found.append(past_of(one, self.studio.desk.now().year))
            elif self.studio.clock() - began > PATIENCE:
                if not self.looking:
                    self.looking = True
                    self.call_after_refresh(self.look_on)
                return

    def look_on(self) -> None:
        """Read on, if the list is still what is looked at."""
        self.looking = False
        if self.tab == "list":
            self.draw()

    # Drawing

    def page(self, plan: Plan) -> Page:
        rows = [self._tabs(), BLANK]
        if self.tab == "list":
            rows += [self._filter_row(plan), BLANK, *self._outcomes(plan)]
            note, keys = self._list_note(), self._list_keys()
        elif self.tab == "calendar":
            more, note, keys = self._calendar(plan)
            rows += more
        elif self.tab == "trends":
            more, note, keys = self._trends(plan)
            rows += more
        else:
            more, note, keys = self._kept(plan)
            rows += more
        return Page(
            left="Look back",
            right=MONTHS[self.day.month - 1] if self.tab == "calendar" else self.tab,
            rows=tuple(rows),
            start=3,
            keeps=4 if self.tab == "list" else 2,
            note=said(note),
            keys=keys,
            safety=SAFETY_TODAY_TYPING if self.typing else SAFETY_TODAY,
            beside=self._beside(plan),
        )

    # The calendar

    def _month(self) -> Month:
        at = (self.day.year, self.day.month)
        if at not in self.months:
            self.months[at] = self.studio.desk.month(*at)
        return self.months[at]

    def _calendar(self, plan: Plan) -> tuple[list[Row], str, Keys]:
        from studio.tui.calendar import month_rows

        month = self._month()
        rows = month_rows(month, self.day, plan.column)
        note = f"{month.lately} of the last 14 days." if month.lately else ""
        keys: Keys = (("< >", "month"), ("b", "back"), ("Tab", "tab"))
        if month.done.get(self.day):
            keys = (("Enter", "read"), *keys)
        return rows, note, keys

    def _calendar_key(self, key: str) -> bool:
        steps = {"left": -1, "right": 1, "up": -7, "down": 7}
        outcomes = self._month().done.get(self.day, ())
        if key in steps:
            self.day += timedelta(days=steps[key])
        elif key in ("<", "less_than_sign", ">", "greater_than_sign"):
            self._turn_month(-1 if key in ("<", "less_than_sign") else 1)
        elif key == "enter" and outcomes:
            self._open(outcomes[0])
        elif key.isdigit() and 0 < int(key) <= len(outcomes):
            self._open(outcomes[int(key) - 1])
        else:
            return False
        self.draw()
        return True

    def _turn_month(self, by: int) -> None:
        from studio.insights.days import month_apart

        year, month = month_apart(self.day.year, self.day.month, by)
        self.day = date(year, month, min(self.day.day, 28))

    # Trends

    def _trends(self, plan: Plan) -> tuple[list[Row], str, Keys]:
        from studio.tui.trends import NOTHING, indicator_rows, trend_rows

        if self.series is None:
            self.series, self.told = self.studio.desk.trends(), self.studio.desk.indicators()
        pages = len(self.series) + bool(self.told)
        self.measure = max(0, min(self.measure, pages - 1))
        tab = (("b", "back"), ("← →", "tab"))
        if not pages:
            return wrapped(NOTHING, plan.column, "quiet"), "", tab
        keys: Keys = (("↑ ↓", "next"), *tab) if pages > 1 else tab
        where = f"Shown: {self.measure + 1} of {pages}." if pages > 1 else ""
        if self.measure == len(self.series):
            return indicator_rows(self.told, plan.column), where, keys
        series = self.series[self.measure]
        rows = trend_rows(series, plan.column, numbers=self.numbers, room=self._room(plan))
        keys = (*keys[:-2], ("v", "picture" if self.numbers else "numbers"), *keys[-2:])
        return rows, f"{where} A blank means nothing was rated.".strip(), keys

    def _trends_key(self, key: str) -> bool:
        if key in ("up", "down"):
            self.measure += 1 if key == "down" else -1
        elif key == "v":
            self.numbers = not self.numbers
        else:
            return False
        self.draw()
        return True

    # The list

    def _tabs(self) -> Row:
        pieces = []
        for tab in TABS:
            here = tab == self.tab
            pieces.append(Piece("› " if here else "  ", "question"))
            pieces.append(Piece(tab, "question" if here else "quiet", ("tab", tab)))
            pieces.append(Piece("   "))
        return row(*pieces)

    def _filter_row(self, plan: Plan) -> Row:
        if self.typing or self.filter:
            return row(Piece("filter  ", "quiet"), "" if self.typing else self.filter)
        return BLANK

    def _list_note(self) -> str:
        if not self.found and self.source is None:
            return f"Nothing with {self.filter}. Esc clears." if self.filter else ""
        if self.looking:
            return "Looking further back."
        return "" if self.source is not None else f"{len(self.found)} in all."

    def _list_keys(self) -> Keys:
        if self.typing:
            return (("Enter", "keep it"), ("Esc", "clear"))
        if not self.found and not self.filter:
            return (("← →", "tab"), ("b", "back"))
        return (("Enter", "read"), ("/", "filter"), ("b", "back"))

    def _outcomes(self, plan: Plan) -> list[Row]:
        self.read_to((self.at or 0) + AHEAD)
        rows = []
        if not self.found and self.source is None and not self.filter:
            return wrapped(EMPTY, plan.column, "quiet")
        left = plan.column - 2 - DATE - TITLE - 1
        for number, past in enumerate(self.found):
            here = number == self.at and not self.typing
            voice = "mark" if here else "text"
            pieces = [
                Piece("› " if here else "  ", voice),
                Piece(past.day.ljust(DATE), voice),
                Piece(pad(past.title, TITLE), voice),
            ]
            if left > 8:
                pieces.append(Piece(" " + fit(past.words, left), "mark" if here else "quiet"))
            rows.append(Row(tuple(pieces), ("pick", number), here))
        return rows

    # What is kept

    @property
    def collections(self) -> Collections:
        """The tab of what is kept, read when it is first looked at."""
        if self._collections is None:
            from studio.tui.kept import Collections

            self._collections = Collections(self.studio.desk)
        return self._collections

    def _kept(self, plan: Plan) -> tuple[list[Row], str, Keys]:
        # Where there is a second column, what is in them stands there.
        rows = self.collections.rows(plan, 0 if plan.second is not None else self._room(plan))
        keys = self.collections.keys
        return rows, "", keys if self.collections.found else keys[1:]

    def _room(self, plan: Plan) -> int:
        """The rows of a tab, below its name."""
        first = plan.row(5) if plan.roomy else plan.header + 2
        return plan.last_body_row - first + 1

    def _beside(self, plan: Plan) -> tuple[Row, ...]:
        if self.tab != "kept" or plan.second is None:
            return ()
        return self.collections.beside(SECOND, plan.last_body_row - plan.header)

    def _kept_key(self, key: str) -> bool:
        if key == "enter" and self.collections.found:
            self._open_collection()
        elif not self.collections.pressed(key):
            return False
        self.draw()
        return True

    def _open_collection(self) -> None:
        from studio.tui.kept import CollectionScreen

        self.app.push_screen(CollectionScreen(self.collections.name), self._collection_closed)

    def _collection_closed(self, changed: bool | None) -> None:
        if changed:
            self.collections.read_again()
            self.draw()

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("Line")
        field.display = self.typing
        top = plan.row(5) if plan.roomy else plan.header + 2
        field.styles.offset = (plan.left + 8, top)
        field.styles.width = plan.column - 8

    # Keys

    @property
    def choices(self) -> int:
        return len(self.found) if self.tab == "list" else 0

    def pressed(self, key: str) -> bool:
        if self.typing:
            return self._in_field(key)
        if self.tab == "calendar" and self._calendar_key(key):
            return True
        if self.tab == "trends" and self._trends_key(key):
            return True
        if self.tab == "kept" and self._kept_key(key):
            return True
        if key in ("left", "right", "tab", "shift+tab"):
            other = TABS.index(self.tab) + (1 if key in ("right", "tab") else -1)
            if 0 <= other < len(TABS):
                self.open_tab(TABS[other])
            return True
        if key == "/" and self.tab == "list":
            self.query_one("Line").display = True
            self.query_one("Line").focus()
            self.call_after_refresh(self.draw)
            return True
        return False

    def _in_field(self, key: str) -> bool:
        from studio.tui.fields import Line

        if key == "escape":
            self.query_one(Line).value = ""
            self.filter = ""
            self.read_again()
        elif key not in ("enter", "tab", "down"):
            return False
        self.set_focus(None)
        self.call_after_refresh(self.draw)
        return True

    def on_input_changed(self) -> None:
        from studio.tui.fields import Line

        self.filter = self.query_one(Line).words
        self.read_again()
        self.draw()

    def open_tab(self, tab: str) -> None:
        """Show another tab, from its top."""
        self.tab, self.at = tab, 0
        self.draw()

    def clicked(self, name: object) -> None:
        match name:
            case ("tab", str(tab)):
                self.open_tab(tab)

            case ("day", date() as day):
                self.day = day
                self.draw()

            case ("collection", int(number)):
                self.collections.at = number
                self._open_collection()

    def choose(self, number: int) -> None:
        outcome = self.studio.desk.outcome(self.found[number].identity)
        if outcome is None:
            self.say("That session is not there any more.")
        else:
            self._open(outcome)

    def _open(self, outcome: dict[str, Any]) -> None:
        from studio.tui.record import RecordScreen

        self.app.push_screen(RecordScreen(outcome), self._read)

    def _read(self, erased: bool | None) -> None:
        if erased:
            self.months.clear()
            self.series = None
            at = self.at
            self.read_again()
            self.read_to((at or 0) + AHEAD)
            self.at = max(0, min(at or 0, len(self.found) - 1))
            self.say("Erased.")
