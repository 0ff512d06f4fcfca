"""Something was left open: go on, read it first, or let it be.

For: a row of Today under "Left open". Every way out keeps what was written but
the last, which asks once more. May import the page and the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from studio.errors import StudioError
from studio.practice.sitting import ELSEWHERE
from studio.tui.footer import SAFETY_TODAY
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, row, wrap, wrapped
from studio.tui.so_far import SoFarScreen
from studio.tui.step_page import pin_rows

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting
    from studio.tui.app import StudioApp

SURE = (("1", "Keep it after all"), ("2", "Erase it"))


def offer_resume(app: StudioApp, draft: str) -> None:
    """Open the offer for a draft. StudioError when it is not there any more."""
    rows = [one for one in app.desk.today().open if one.draft == draft]
    try:
        sitting = app.desk.resume(draft)
    except StudioError as error:
        app.push_screen(DamagedScreen(draft, str(error)))
        return
    since, progress = (rows[0].since, rows[0].progress) if rows else ("", "")
    app.push_screen(ResumeScreen(sitting, draft, since, progress))


class ResumeScreen(PageScreen[None]):
    """The five ways to deal with a session that was left open."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card"})

    def __init__(self, sitting: Sitting, draft: str, since: str, progress: str = "") -> None:
        """`progress` is where it was left, such as `step 7 of about 18`.

        The view does not say it while a question that is kept nowhere is asked again.
        """
        super().__init__()
        self.sitting = sitting
        self.draft = draft
        self.since = since
        self.progress = progress
        self.asking = False

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What can be taken now."""
        if self.asking:
            return SURE
        step = f" at {self.progress.partition(' of ')[0]}" if self.progress else ""
        return (
            ("1", f"Go on{step}"),
            ("2", "Read what is there first"),
            ("3", "Start again; keep this one in Look back"),
            ("4", "Not now"),
            ("5", "Erase it"),
        )

    def page(self, plan: Plan) -> Page:
        view = self.sitting.view
        words = f"{self.progress or 'it'} is waiting."
        words = words[:1].upper() + words[1:]
        if self.asking:
            words = "Erase what is written here? It cannot be brought back."
        rows = wrapped(words, plan.column, "question")
        if not self.asking:
            rows += pin_rows(view.pins, plan.column, 3)
        rows += [BLANK, *numbered(self.options, self.at, plan.column)]
        return Page(
            left=view.title,
            right=f"from {self.since}" if self.since else "",
            rows=tuple(rows),
            start=5,
            note=said(ELSEWHERE if self.sitting.elsewhere else ""),
            keys=(("Enter", f"take {(self.at or 0) + 1}"),),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(self.options)

    def pressed(self, key: str) -> bool:
        if key.isdigit() and 1 <= int(key) <= self.choices:
            self.choose(int(key) - 1)
            return True
        return False

    def choose(self, number: int) -> None:
        if self.asking:
            if number == 1:
                self.studio.desk.drop_draft(self.draft)
                self.dismiss(None)
            else:
                self.asking, self.at = False, 3
                self.draw()
            return
        (self.go_on, self.read, self.again, self.back, self.ask)[number]()

    def go_on(self) -> None:
        """Take it up where it was."""
        studio, sitting = self.studio, self.sitting
        sitting.go_on()
        self.dismiss(None)
        studio.play(sitting)

    def read(self) -> None:
        """What is written so far."""
        self.app.push_screen(SoFarScreen(self.sitting))

    def again(self) -> None:
        """End this one as it stands and begin anew."""
        studio, exercise = self.studio, self.sitting.view.exercise
        try:
            studio.desk.keep_draft(self.draft)
            sitting = studio.desk.begin(exercise)
        except StudioError as error:
            self.say(str(error))
            return
        self.dismiss(None)
        studio.play(sitting)

    def ask(self) -> None:
        """Erasing asks once more."""
        self.asking, self.at = True, 0
        self.draw()


class DamagedScreen(PageScreen[None]):
    """A session that cannot be taken up: say so, and keep or erase it."""

    def __init__(self, draft: str, words: str) -> None:
        super().__init__()
        self.draft = draft
        self.words = words

    def page(self, plan: Plan) -> Page:
        options = (("1", "Leave it as it is"), ("2", "Erase it"))
        return Page(
            left="Left open",
            rows=(
                *(row(Piece(line, "question")) for line in wrap(self.words, plan.column)),
                BLANK,
                *numbered(options, self.at, plan.column),
            ),
            start=7,
            keys=(("Enter", f"take {(self.at or 0) + 1}"),),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return 2

    def choose(self, number: int) -> None:
        if number == 1:
            self.studio.desk.drop_draft(self.draft)
        self.dismiss(None)

    def pressed(self, key: str) -> bool:
        if key in ("1", "2"):
            self.choose(int(key) - 1)
            return True
        return False
