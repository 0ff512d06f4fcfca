"""Programmes: those there are, and one of them with its parts.

For: choosing a path, seeing where one stands on it, leaving a part out,
leaving it. Its days are suggestions, so nothing here is ever late. May import
the page and the desk's facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.tui.footer import SAFETY_TODAY, Keys
from studio.tui.page import Page, said, two_ends
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, pad, row, wrap

if TYPE_CHECKING:
    from studio.practice.programmes import Course, PlanRow

WHEN = 17
NARROW = 60
NOTHING = "No programme is installed."
OWN_PACE = "Days are suggestions. Your own pace is fine."


class ProgrammesScreen(PageScreen[None]):
    """A row for each programme; the one under the mark says what it is for."""

    def appear(self) -> None:
        self.courses = self.studio.desk.programmes()

    def uncovered(self) -> None:
        self.courses = self.studio.desk.programmes()
        self.draw()

    def page(self, plan: Plan) -> Page:
        rows: list[Row] = []
        for number, one in enumerate(self.courses):
            here = number == self.at
            voice = "mark" if here else "text"
            left = [Piece("› " if here else "  ", voice), Piece(one.title, voice)]
            right = [
                Piece(_standing(one, narrow=plan.column < NARROW), "mark" if here else "quiet")
            ]
            rows.append(two_ends(left, right, plan.column, name=("pick", number), marked=here))
        marked = self.courses[self.at] if self.at is not None and self.courses else None
        if marked is not None:
            summary = [row(Piece(line, "quiet")) for line in wrap(marked.summary, plan.column)]
            rows += [BLANK, *summary]
        return Page(
            left="Programmes",
            rows=tuple(rows) or (row(Piece(NOTHING, "quiet")),),
            start=3,
            note=said(OWN_PACE),
            keys=(("Enter", "open"), ("b", "back")),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(self.courses)

    def choose(self, number: int) -> None:
        self.studio.push_screen(ProgrammeScreen(self.courses[number].name), self._came_back)

    def _came_back(self, to_today: bool | None) -> None:
        if to_today:
            self.dismiss(None)


class ProgrammeScreen(PageScreen[bool]):
    """One programme: its parts in order, and beginning or leaving it.

    Dismisses with whether one goes on to Today.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_of = name

    def appear(self) -> None:
        self.read_again()
        self.at = self._to_begin()

    def read_again(self) -> None:
        """Ask the desk where one stands now."""
        self.course: Course = self.studio.desk.programme(self.name_of)

    def uncovered(self) -> None:
        self.read_again()
        self.draw()

    def _to_begin(self) -> int:
        """The mark stands on what comes next, or on beginning it."""
        following = self.course.next
        return following.number if following is not None else len(self.course.rows)

    # Drawing

    def page(self, plan: Plan) -> Page:
        course, width = self.course, plan.column
        rows = [row(Piece(line, "quiet")) for line in wrap(course.summary, width)]
        keeps = len(rows) + 1
        rows.append(BLANK)
        rows += [self._part(one, width) for one in course.rows]
        rows += [BLANK, self._action(width)]
        on_part = self.at is not None and self.at < len(course.rows)
        keys: Keys = (("Enter", "open" if on_part else "do it"), ("b", "back"))
        if on_part and course.run:
            taken = course.rows[self.at or 0].passed
            keys = (keys[0], ("s", "take in" if taken else "leave out"), keys[1])
        return Page(
            left=course.title,
            right=f"since {course.begun}" if course.begun else "",
            rows=tuple(rows),
            start=3,
            keeps=keeps,
            note=said(self._note()),
            keys=keys,
            safety=SAFETY_TODAY,
        )

    def _part(self, one: PlanRow, width: int) -> Row:
        here = one.number == self.at
        voice = "mark" if here else "quiet" if one.passed else "text"
        side = "mark" if here else "quiet"
        lead = "› " if here else "  "
        if width < NARROW:
            left = [Piece(lead, voice), Piece(one.title, voice)]
            right = [Piece(one.state or one.when, side)]
        else:
            note = f" · {one.note}" if one.note else ""
            left = [
                Piece(lead, voice), Piece(pad(one.when, WHEN), side), Piece(one.title, voice),
                Piece(note, side),
            ]  # fmt: skip
            right = [Piece(one.state or one.minutes, side)]
        return two_ends(left, right, width, name=("pick", one.number), marked=here)

    def _action(self, width: int) -> Row:
        number = len(self.course.rows)
        here = self.at == number
        voice = "mark" if here else "text"
        left = [Piece("› " if here else "  ", voice), Piece(self._action_words(), voice)]
        return two_ends(left, [], width, name=("pick", number), marked=here)

    def _action_words(self) -> str:
        if self.course.run and not self.course.over:
            return "Leave this programme"
        return "Begin it anew" if self.course.run else "Begin this programme"

    def _note(self) -> str:
        course = self.course
        if course.over:
            return "All of it is done."
        if course.next is not None and course.since:
            return f"Next: {course.next.title}, {course.since}. Sooner is fine."
        return OWN_PACE

    # Keys

    @property
    def choices(self) -> int:
        return len(self.course.rows) + 1

    def pressed(self, key: str) -> bool:
        on_part = self.at is not None and self.at < len(self.course.rows)
        if key == "s" and self.course.run and on_part:
            self.studio.desk.pass_over(self.course.name, self.at or 0)
            self.read_again()
            self.draw()
            return True
        return False

    def choose(self, number: int) -> None:
        if number < len(self.course.rows):
            one = self.course.rows[number]
            if not one.exercise:
                self.say(f"{one.title}.")
                return
            self.studio.open_exercise(one.exercise, self._played)
        elif self.course.run and not self.course.over:
            self.studio.desk.leave_programme(self.course.name)
            self.read_again()
            self.say("Left. What you did stays in Look back.")
        else:
            self._begin()

    def _played(self, played: object) -> None:
        """After an exercise Enter says Today, so that is where one is."""
        if played is not None:
            self.dismiss(True)

    def back(self) -> None:
        self.dismiss(False)

    def stop(self) -> None:
        self.dismiss(True)

    def _begin(self) -> None:
        entrance = self.studio.desk.begin_programme(self.course.name)
        if entrance is not None:
            self.studio.play(entrance, lambda _: self._begun())
        else:
            self._begun()

    def _begun(self) -> None:
        self.read_again()
        if self.course.run:
            self.at = self._to_begin()
            self.say("Begun. What comes next stands on Today.")
        else:
            self.draw()


def _standing(one: Course, *, narrow: bool) -> str:
    """How far one is, in a word or two."""
    if one.over:
        return "done" if narrow else "all of it done"
    if one.run and one.next is not None:
        return "on it" if narrow else f"next: {one.next.title}"
    return f"{len(one.rows)} parts"


__all__ = ["ProgrammeScreen", "ProgrammesScreen"]
