"""`studio programme`: paths through the exercises, shown, begun, walked and left.

May import the desk and plain's words.
"""

from __future__ import annotations

from dataclasses import asdict

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import say_json, say_lines
from studio.plain.numbers import whole
from studio.practice.desk import open_desk

ACTS = ("begin", "show", "skip", "leave")


def programme(given: Given) -> int:
    """`studio programme`, `programme NAME`, `programme begin|show|skip|leave NAME [PART]`."""
    act, words = "show", given.words
    if words and words[0] in ACTS:
        act, words = words[0], words[1:]
        if not words:
            raise UsageError(
                f"`studio programme {act}` needs a NAME after it.",
                "`studio programme` shows those there are.",
            )
    name, rest = (words[0] if words else ""), words[1:]
    if rest and act != "skip":
        raise UsageError(f"`studio programme` has no place for “{rest[0][:60]}”.")
    if act == "begin":
        return _begin(name)
    desk = opened(open_desk())
    from studio.plain.programmes import LEFT, course_lines, courses_lines, passed_words

    if act == "leave":
        desk.leave_programme(name)
        say_lines([LEFT])
    elif act == "skip":
        number = _part(rest)
        course = desk.programme(name)
        say_lines([passed_words(course, number, desk.pass_over(name, number - 1))])
    elif given.has("json"):
        shown = desk.programme(name) if name else None
        say_json(asdict(shown) if shown else [asdict(one) for one in desk.programmes()])
    elif name:
        say_lines(course_lines(desk.programme(name)), hang=5)
    else:
        last = "studio programme NAME shows one; studio programme begin NAME begins it."
        say_lines([*courses_lines(desk.programmes()), "", last], hang=5)
    return FINE


def _part(rest: tuple[str, ...]) -> int:
    number = whole(rest[0]) if len(rest) == 1 else None
    if number is None or number < 1:
        raise UsageError(
            "`studio programme skip NAME` needs the number of a part after it.",
            "`studio programme NAME` shows them.",
        )
    return number


def _begin(name: str) -> int:
    from studio.cli.run import in_lines
    from studio.plain.programmes import begin
    from studio.plain.visit import Visit

    def work(visit: Visit) -> int:
        def begun() -> int:
            visit.welcome()
            begin(visit, name)
            return FINE

        return visit.guarded(begun)

    return in_lines(work)


__all__ = ["programme"]
