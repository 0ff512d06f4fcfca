"""`studio kept`: the things a person keeps, one of them whole, changed or taken out.

What is changed is typed at a prompt and never on the command line, where others on the host
could read it. May import the desk.
"""

from __future__ import annotations

import sys

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import at_terminal, say_json, say_lines
from studio.format.clean import clean
from studio.plain.numbers import place
from studio.practice.desk import Desk, open_desk
from studio.practice.kept_things import Thing, day_words

SURE = "remove"


def kept(given: Given) -> int:
    """`studio kept`, one collection of it, or one thing."""
    desk = opened(open_desk())
    named = [name for name, _, _ in desk.collections()]
    if given.word:
        named = [one for one in named if given.word in (one, one.rpartition("/")[2])]
        if not named:
            raise UsageError(
                f"Nothing is kept under “{given.word[:60]}”.", "`studio kept` shows what there is."
            )
    one = len(given.words) > 1 or given.has("change") or given.has("remove")
    if given.has("json"):
        if one:
            raise UsageError(
                "--json shows collections, not one thing.",
                f"`studio kept {given.word} --json` has all of this one.".replace("  ", " "),
            )
        everything = desk.kept()
        say_json({name: everything[name] for name in named})
        return FINE
    if one:
        return _one(desk, named, given)
    if not named:
        say_lines(["Nothing kept yet. Exercises ask before they keep."])
    for name in named:
        found = desk.things(name)
        rows = [f"  {number}. {one.line}" for number, one in enumerate(found, 1)]
        say_lines([f"{desk.collection_label(name)}, {len(found)}.", *rows, ""], hang=5)
    return FINE


def _one(desk: Desk, named: list[str], given: Given) -> int:
    thing = _thing(desk, named, given)
    if given.has("remove"):
        return _remove(desk, thing, yes=given.has("yes"))
    if given.has("change"):
        return _change(desk, thing)
    say_lines(whole(desk, thing), hang=2)
    return FINE


def _thing(desk: Desk, named: list[str], given: Given) -> Thing:
    typed = given.words[1] if len(given.words) > 1 else ""
    if len(named) != 1 or not typed.isdecimal():
        raise UsageError(
            "One thing is named by its collection and its number.",
            "`studio kept values 2` is the second of your values.",
        )
    found = desk.things(named[0])
    number = place(typed, len(found))
    if number is None:
        raise UsageError(
            f"There is no number {typed[:20]} in “{desk.collection_label(named[0])}”.",
            f"`studio kept {given.word}` shows them.",
        )
    return found[number - 1]


def whole(desk: Desk, thing: Thing) -> list[str]:
    """Every field of a thing under its label, and its day."""
    rows = [f"{one.label}: {one.words}" for one in thing.fields]
    return [*rows, f"Kept on {day_words(thing.kept_on, desk.now())}."] if thing.kept_on else rows


def _change(desk: Desk, thing: Thing) -> int:
    _needs_a_terminal("Changing", "")
    fields = [one for one in thing.fields if one.changeable]
    if not fields:
        say_lines(["There are no words in it that can be changed."])
        return FINE
    new = {}
    for one in fields:
        say_lines([f"{one.label}: {one.words}", "In new words, or Enter to leave it:"])
        words = clean(sys.stdin.readline(), lines=False).strip()
        if words and words != one.words:
            new[one.name] = words
    if new:
        desk.reword(thing.id, new)
    say_lines(["Changed." if new else "Left as it was."])
    return FINE


def _remove(desk: Desk, thing: Thing, *, yes: bool) -> int:
    if not yes:
        _needs_a_terminal("Removing", "--yes says that you are sure.")
        say_lines(
            [
                *whole(desk, thing),
                "This removes it, and it cannot be brought back. The session it came from stays.",
                f"Type {SURE} to go on; anything else keeps it.",
            ],
            hang=2,
        )
        if sys.stdin.readline().strip().casefold() != SURE:
            say_lines(["Nothing was removed."])
            return FINE
    desk.remove(thing.id)
    say_lines(["Removed."])
    return FINE


def _needs_a_terminal(doing: str, hint: str) -> None:
    if not at_terminal():
        raise UsageError(
            f"{doing} asks first, and there is no terminal to ask in.",
            hint or "Run it where you can type.",
        )
