"""Programmes in words: those there are, one with its parts, beginning and leaving it.

For: `studio programme` and the word "programmes" on Today. The facts are the
desk's; a day is a suggestion here too. May import plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.plain import sheets
from studio.plain.leaving import Left
from studio.plain.lines import EndOfInput
from studio.plain.numbers import place
from studio.plain.player import Player
from studio.plain.wording import ended

if TYPE_CHECKING:
    from studio.plain.visit import Visit
    from studio.practice.programmes import Course, PlanRow

OWN_PACE = "Days are suggestions. Your own pace is fine."
BEGUN = "Begun. What comes next stands on Today."
NOT_BEGUN = "It was not begun."
LEFT = "Left. What you did stays in Look back."


def courses_lines(courses: Sequence[Course]) -> list[str]:
    """Every programme with its name, numbered."""
    if not courses:
        return ["No programme is installed."]
    return [
        f"  {number}. {one.title} ({one.name.partition('/')[2]}), {_standing(one)}."
        f" {ended(one.summary)}".rstrip()
        for number, one in enumerate(courses, 1)
    ]


def _standing(one: Course) -> str:
    if one.over:
        return "all of it done"
    if one.run and one.next is not None:
        return ", ".join(part for part in (f"next: {one.next.title}", one.since) if part)
    return f"{len(one.rows)} parts"


def course_lines(course: Course) -> list[str]:
    """One programme and its parts, numbered."""
    since = f", since {course.begun}" if course.begun else ""
    lines = [f"{course.title}{since}.", ended(course.summary), ""]
    lines += [f"  {row.number + 1}. {_part(row)}" for row in course.rows]
    lines += ["", OWN_PACE]
    if course.over:
        lines.append("All of it is done.")
    elif course.next is not None:
        following = ", ".join(part for part in (course.next.title, course.since) if part)
        lines.append(f"Next: {following}.")
    return lines


def _part(row: PlanRow) -> str:
    when = f"{row.when[:1].upper()}{row.when[1:]}"
    rest = (row.title, row.note, row.minutes, row.state)
    return ended(f"{when}: " + ", ".join(one for one in rest if one))


def open_programmes(visit: Visit) -> None:
    """Say the programmes, ask for one, and open it."""
    courses = visit.desk.programmes()
    for line in courses_lines(courses):
        visit.talk.say(line, hang=5)
    if not courses:
        return
    while True:
        visit.talk.obey = visit.outside
        line = visit.talk.ask("Number, or the name of a programme. Enter goes back.")
        if not line:
            return
        if not line.isdecimal():
            try:
                course = visit.desk.programme(line)
            except StudioError as unknown:
                visit.talk.refuse(str(unknown))
                continue
            open_programme(visit, course.name)
            return
        if (number := place(line, len(courses))) is not None:
            open_programme(visit, courses[number - 1].name)
            return
        visit.talk.refuse(f"1 to {len(courses)}, please, or a name.")


def open_programme(visit: Visit, name: str) -> None:
    """One programme, and what can be done with it."""
    course = visit.desk.programme(name)
    for line in course_lines(course):
        visit.talk.say(line, hang=5 if line.startswith("  ") else 0)
    visit.talk.obey = visit.outside
    if not course.run or course.over:
        if sheets.pick(visit.talk, ("Begin this programme", "Not now")) == 1:
            begin(visit, course.name)
        return
    following = f"Begin {course.next.title}" if course.next is not None else "Nothing is next"
    rows = (following, "Leave a part out, or take it in again", "Leave this programme", "Not now")
    number = sheets.pick(visit.talk, rows)
    if number == 1 and course.next is not None and course.next.exercise:
        visit.exercise(course.next.exercise)
    elif number == 2:
        _pass_over(visit, course)
    elif number == 3:
        visit.desk.leave_programme(course.name)
        visit.talk.say(LEFT)


def _pass_over(visit: Visit, course: Course) -> None:
    count = len(course.rows)
    while True:
        line = visit.talk.number(f"Which part, 1 to {count}? Enter goes back.").rstrip(".")
        if not line:
            return
        if (number := place(line, count)) is not None:
            out = visit.desk.pass_over(course.name, number - 1)
            visit.talk.say(passed_words(course, number, out))
            return
        visit.talk.refuse(f"1 to {count}, please.")


def passed_words(course: Course, number: int, out: bool) -> str:
    """What was done with a part, counted from 1."""
    title = course.rows[number - 1].title
    return f"{title} is left out." if out else f"{title} is taken in again."


def begin(visit: Visit, name: str) -> None:
    """Begin a programme; what its flags ask comes first."""
    entrance = visit.desk.begin_programme(name)
    if entrance is not None:
        player = Player(entrance, visit.talk, visit.desk, left_fast=visit.desk.left_fast)
        try:
            player.play()
        except (Left, EndOfInput):
            visit.talk.say(NOT_BEGUN)
            raise
        if entrance.unsaved is not None:
            raise entrance.unsaved
        if not entrance.begun:
            player.say_end("")
            visit.talk.say(NOT_BEGUN)
            return
    visit.talk.say(BEGUN)
    course = visit.desk.programme(name)
    if course.next is not None:
        visit.talk.say(f"Next: {course.next.title} (studio run {course.next.exercise}).")


__all__ = [
    "LEFT", "begin", "course_lines", "courses_lines", "open_programme", "open_programmes",
    "passed_words",
]  # fmt: skip
