"""The keys of line mode: whole lines that begin with a colon.

For: telling a command from words, and saying which there are. A word of a
person is never a command; a colon word that is no command is asked about, so
that a slip of the finger is not stored as an answer. May import the format's
close matches, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.format.problems import nearest


@dataclass(frozen=True)
class Command:
    """A command: its name, its short forms, what it does, and where it works."""

    name: str
    short: tuple[str, ...]
    does: str
    timed_only: bool = False


COMMANDS = (
    Command("back", ("b",), "one step back"),
    Command("skip", ("s",), "past this step, or past this part while time runs"),
    Command("pause", ("p",), "stand still; :resume or Enter goes on"),
    Command("resume", ("r",), "go on after a pause"),
    Command("stop", ("q", "quit"), "stop here; nothing is lost, four ways to leave"),
    Command("help", ("h", "?"), "people to talk to"),
    Command("keys", ("k",), "this list"),
    Command("so-far", ("l",), "what you wrote so far"),
    Command("more", ("m",), "more about this question, where there is more"),
    Command("own", ("o",), "breathe at your own pace", timed_only=True),
    Command("end", ("e",), "end this whole timed step", timed_only=True),
    Command("leave", ("x",), "leave at once, without a word"),
)

# Exercises say "stop any time with q"; a person in lines may type just that.
BARE = frozenset("bsqhk?")

_BY_WORD = {word: one for one in COMMANDS for word in (one.name, *one.short)}


def command_in(line: str) -> Command | None:
    """The command that a whole line is, or None when it is words."""
    if not line.startswith(":"):
        return None
    return _BY_WORD.get(line[1:].strip().casefold())


def letter_in(line: str) -> Command | None:
    """The command that a bare letter is, where no words are expected (`q`, `b`, `?`)."""
    letter = line.strip().casefold()
    return _BY_WORD.get(letter) if letter in BARE else None


def looks_meant(line: str) -> str:
    """For a line such as `:bakc`: what to say about it; "" when it is words.

    With a blank in front, such a line is taken as words.
    """
    word = line[1:].strip()
    if not line.startswith(":") or len(word) < 2 or not word.replace("-", "").isalpha():
        return ""
    near = nearest(word, _BY_WORD)
    meant = f" Did you mean :{near}?" if near else " :keys lists them."
    return f"There is no {line.strip()} here.{meant} With a space in front it is taken as words."


def key_lines(*, timed: bool) -> tuple[str, ...]:
    """A line for each command that works now."""
    return tuple(
        f":{one.name}, or :{' or :'.join(one.short)}: {one.does}."
        for one in COMMANDS
        if timed or not one.timed_only
    )
