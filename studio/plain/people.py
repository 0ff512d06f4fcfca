"""People to talk to, in words: the help screen, and a topic's lines inside an exercise.

May import plain's talk; what is said comes from the desk. Never behind an
exercise, never behind a question: the lines are said before anything is asked.
"""

from __future__ import annotations

from typing import Protocol

from studio.format.problems import nearest
from studio.plain.talk import Talk


class Line(Protocol):
    """One line to call or write to."""

    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def hours(self) -> str: ...


class Contacts(Protocol):
    """What the desk knows for a country."""

    @property
    def country(self) -> str: ...
    @property
    def emergency(self) -> str: ...
    @property
    def lines(self) -> tuple[Line, ...]: ...
    @property
    def own(self) -> tuple[str, ...]: ...
    @property
    def notice(self) -> str: ...


class Directory(Protocol):
    """The part of the desk that knows whom to call."""

    def contacts(self, topic: str = "crisis") -> Contacts:
        """The lines of a topic for the person's country."""

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Every country there are lines for: code and name."""

    def change(self, **fields: object) -> object:
        """Change settings."""


def say_contacts(talk: Talk, contacts: Contacts) -> None:
    """The screen of people to talk to, as it is drawn, a line each."""
    talk.say("You don't have to handle this alone.")
    talk.say()
    talk.say("In danger right now, or about to act?")
    known = any(sign.isdecimal() for sign in contacts.emergency)
    number = f" ({contacts.emergency})" if known else ""
    talk.say(f"  Call your local emergency number{number}.", hang=2)
    if contacts.own or contacts.lines:
        talk.say()
        talk.say("Want to talk to someone?")
    for own in contacts.own:
        talk.say(f"  {own}", hang=4)
    for line in contacts.lines:
        rest = ", ".join(one for one in (line.how, line.hours) if one)
        talk.say(f"  {line.name}: {line.number}" + (f", {rest}" if rest else ""), hang=4)
    talk.say()
    talk.say("Anywhere: findahelpline.com lists lines by country.")
    talk.say("Or tell one person: “I'm having a hard time. Can you stay?”")
    if contacts.notice:
        talk.say(contacts.notice)


def help_screen(talk: Talk, directory: Directory) -> None:
    """Say the lines, and let the country be changed; comes back on Enter."""
    while True:
        contacts = directory.contacts()
        talk.say("People to talk to" + (f", {contacts.country}." if contacts.country else "."))
        talk.say()
        say_contacts(talk, contacts)
        line = talk.number("c changes the country, Enter goes back.")
        if line.casefold() != "c":
            return
        _change_country(talk, directory)


def _change_country(talk: Talk, directory: Directory) -> None:
    known = directory.countries()
    talk.say(", ".join(f"{code} {name}" for code, name in known))
    while True:
        line = talk.ask("Which country? Its two letters or its name. Enter goes back.")
        if not line:
            return
        for code, name in known:
            if line.casefold() in (code.casefold(), name.casefold()):
                directory.change(country=code)
                return
        near = nearest(line, [name for _, name in known])
        talk.refuse(
            (f"Did you mean {near}? " if near else "")
            + "For a country that is not here: your local emergency number, findahelpline.com."
        )
