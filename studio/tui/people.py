"""People to talk to: one key away on every screen.

For: the lines of the person's country, their own people first. It opens over
anything and closes to where one was. May import the page and the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from studio.errors import StudioError
from studio.tui.contact_rows import contact_rows
from studio.tui.footer import SAFETY_TYPING
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import Face, PageScreen, note_keys
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Row, wrapped

if TYPE_CHECKING:
    from studio.practice.people import Contacts

NO_LINES = "No lines for that one yet. findahelpline.com has more."
GROUND = "sensory-grounding"
CLOSE = (("q", "close"), ("Ctrl+X", "leave"))


class PeopleScreen(PageScreen[None]):
    """Whom to call, and how."""

    closed_to: ClassVar[frozenset[str]] = frozenset(
        {"help", "win", "mood", "card", "find", "so_far", "next", "skip"}
    )

    def page(self, plan: Plan) -> Page:
        desk = self.studio.desk
        contacts = self._contacts()
        notes = [("g", "ground for a minute")] if desk.has(GROUND) else []
        return Page(
            left="People to talk to",
            right=contacts.country,
            rows=tuple(contact_rows(contacts, plan.column)),
            start=3,
            note=note_keys(*notes, ("c", "change country"), ("k", "keys")),
            safety=CLOSE,
        )

    def _contacts(self) -> Contacts:
        """The lines, or none when their list cannot be read: the rest of the screen still helps."""
        try:
            return self.studio.desk.contacts("crisis")
        except StudioError as error:
            from studio.practice.people import Contacts

            return Contacts("", "", (), self.studio.desk.settings.contacts, str(error))

    def pressed(self, key: str) -> bool:
        if key == "c":
            self.app.push_screen(CountryScreen(), lambda _: self.draw())
        elif key == "g" and self.studio.desk.has(GROUND):
            self.ground()
        elif key in ("enter", "h", "?"):
            self.back()
        else:
            return False
        return True

    def ground(self) -> None:
        """The senses version, over everything, and back here when it is done."""
        try:
            self.studio.play(self.studio.desk.begin(GROUND))
        except StudioError as error:
            self.say(str(error))


class CountryScreen(PageScreen[None]):
    """The countries there are lines for; what is typed narrows them down."""

    DEFAULT_CSS: ClassVar[str] = """
    CountryScreen { layers: face over; }
    CountryScreen Face { layer: face; }
    CountryScreen Line { layer: over; }
    """
    closed_to = PeopleScreen.closed_to

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        yield Line()

    def appear(self) -> None:
        self.all = self.studio.desk.countries()
        self.query_one("Line").focus()

    @property
    def matching(self) -> list[tuple[str, str]]:
        """Code and name of the countries that fit what is typed."""
        from studio.tui.fields import Line

        typed = self.query_one(Line).words.casefold()
        return [one for one in self.all if typed in one[1].casefold() or typed == one[0].casefold()]

    def page(self, plan: Plan) -> Page:
        shown = self.matching
        at = min(self.at or 0, len(shown) - 1) if shown else None
        self.at = at
        options = [("", name) for _, name in shown]
        rows: list[Row] = [BLANK, BLANK, *numbered(options, at, plan.column)]
        if not shown:
            rows += wrapped(NO_LINES, plan.column, "quiet")
        return Page(
            left="People to talk to",
            right="country",
            rows=tuple(rows),
            start=4,
            keeps=2,
            note=said("Type a few letters. Up and down choose."),
            keys=(("Enter", "take"), ("Esc", "back")),
            safety=SAFETY_TYPING,
        )

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("Line")
        field.styles.offset = (plan.left, plan.row(4) if plan.roomy else plan.header + 1)
        field.styles.width = plan.column

    def on_input_changed(self) -> None:
        self.at = 0
        self.draw()

    def pressed(self, key: str) -> bool:
        shown = self.matching
        at = self.at or 0
        if key == "enter":
            if shown:
                self.choose(at)
        elif key in ("up", "down", "tab", "shift+tab"):
            step = -1 if key in ("up", "shift+tab") else 1
            self.at = max(0, min(len(shown) - 1, at + step))
            self.draw()
        else:
            return False
        return True

    def choose(self, number: int) -> None:
        self.studio.desk.change(country=self.matching[number][0])
        self.dismiss(None)

    def stop(self) -> None:
        self.back()
