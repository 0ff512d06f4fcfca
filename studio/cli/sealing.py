"""`studio data encrypt`, `decrypt`, `passphrase`, `ssh-key`, and asking for the passphrase.

A passphrase is typed at the terminal and not shown, or read from the file
descriptor that STUDIO_PASSPHRASE_FD names, a line for each question. It is
never an argument and never in the environment: others on the host see those.
May import the desk and the practice room.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError, say
from studio.cli.streams import say_lines
from studio.practice.desk import Desk, open_desk
from studio.practice.lock import DIFFER, EMPTY, LOST

if TYPE_CHECKING:
    from studio.store.turning import Backup

DESCRIPTOR = "STUDIO_PASSPHRASE_FD"
LONGEST = 4096
ASKED = "Passphrase (not shown): "
NEW = "New passphrase (not shown): "
AGAIN = "Once more: "
WITHOUT = "Enter alone practises without it; what you write is kept, sealed."
BACKUPS = ("sealed", "plain", "none")


# Asking ----------------------------------------------------------------


def can_ask() -> bool:
    """Whether there is somewhere to read a passphrase from."""
    return DESCRIPTOR in os.environ or _terminal()


def _terminal() -> bool:
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False  # closed


def asked(prompt: str) -> str | None:
    """What was typed, without the line's end; None at the end of input."""
    number = os.environ.get(DESCRIPTOR)
    if number is not None:
        return _line_from(number)
    from getpass import getpass

    try:
        return getpass(prompt, stream=sys.stderr)
    except EOFError:
        return None


def _line_from(number: str) -> str | None:
    """One line of a descriptor, read byte by byte: the next one is for the next question."""
    data = b""
    try:
        while len(data) < LONGEST and (byte := os.read(int(number), 1)) not in (b"", b"\n"):
            data += byte
    except (ValueError, OSError) as problem:
        raise UsageError(
            f"{DESCRIPTOR} names no descriptor that can be read.", "It is a number, such as 3."
        ) from problem
    if not data and byte == b"":
        return None
    return data.decode("utf-8", "replace")


def opened(desk: Desk) -> Desk:
    """The same desk, unlocked. Raises Locked where nobody can be asked, or after three tries."""
    if desk.lock.locked and can_ask():
        _three_tries(desk)
    if desk.lock.locked:
        from studio.store.sealing import Locked

        raise Locked
    return desk


def at_start(desk: Desk) -> bool:
    """Ask before a visit in lines; False after three wrong tries. Enter alone goes on locked."""
    if not desk.lock.locked or not can_ask():
        return True
    say(WITHOUT)
    return _three_tries(desk)


def _three_tries(desk: Desk) -> bool:
    while not desk.lock.spent:
        typed = asked(ASKED)
        if not typed:
            return True
        if desk.lock.open(typed):
            return True
        say(desk.lock.wrong)
    return False


def _new() -> str:
    """A new passphrase, typed twice until both agree. Raises UsageError."""
    while True:
        typed = asked(NEW)
        if typed is None:
            raise UsageError("No passphrase was typed, so nothing was changed.")
        if not typed:
            say(EMPTY)
            continue
        again = asked(AGAIN)
        if again == typed:
            return typed
        if again is None:
            raise UsageError("The passphrase was not typed twice, so nothing was changed.")
        say(DIFFER)


# Commands --------------------------------------------------------------


def encrypt(given: Given) -> int:
    """Seal everything with a passphrase; a sealed backup first, unless another is asked for."""
    _somebody()
    desk = open_desk()
    if desk.lock.sealed:
        raise UsageError(
            "Your data is sealed already.", "`studio data passphrase` changes the passphrase."
        )
    say(LOST)
    typed = _new()
    kept = desk.lock.seal(typed, typed, _backup(given))
    say_lines(["Your words are sealed on disk from now on.", *_where(kept)], hang=2)
    return FINE


def decrypt(given: Given) -> int:
    """Take the passphrase off; a sealed backup first, unless another is asked for."""
    desk = _sealed(given)
    kept = desk.lock.unseal(_backup(given))
    said = "Your words are plain files again, readable by your account."
    say_lines([said, *_where(kept)], hang=2)
    return FINE


def passphrase(given: Given) -> int:
    """Another passphrase, after the one there is, or after the SSH key that was added."""
    desk = _sealed(given)
    typed = _new()
    desk.lock.change(typed, typed)
    say_lines(["The new passphrase opens everything. The older one opens copies made before."])
    return FINE


def ssh_key(given: Given) -> int:
    """Let an SSH key open everything too; without a file, it opens nothing any more."""
    desk = _sealed(given)
    if not given.word:
        gone = desk.store.drop_ssh_key()
        say_lines(["That SSH key opens nothing here any more." if gone else "There was none."])
        return FINE
    desk.store.add_ssh_key(_contents(given.word).decode("utf-8", "replace"))
    say_lines(["That SSH key opens everything too: studio data passphrase --ssh-key FILE"])
    return FINE


def _sealed(given: Given) -> Desk:
    """The desk, unlocked by its passphrase or an SSH key. Raises UsageError or Locked."""
    desk = open_desk()
    if not desk.lock.sealed:
        raise UsageError("Your data is not sealed.", "`studio data encrypt` seals it.")
    _somebody()
    if given.has("ssh-key"):
        if desk.lock.open_by_ssh(_contents(given.value("ssh-key"))):
            return desk
        raise UsageError(
            "That SSH key does not open it.",
            "A key with a passphrase of its own has to be saved without one first.",
        )
    return opened(desk)


def _contents(name: str) -> bytes:
    try:
        return Path(name).expanduser().read_bytes()
    except OSError as problem:
        raise UsageError(
            f"{name} could not be read: {problem.strerror or 'no reason given'}."
        ) from problem


def _somebody() -> None:
    if not can_ask():
        raise UsageError(
            "There is no terminal to type a passphrase at.",
            f"Start it at one, or name a descriptor in {DESCRIPTOR}.",
        )


def _backup(given: Given) -> Backup:
    how = given.value("backup", "sealed")
    if how not in BACKUPS:
        raise UsageError(f"--backup takes one of: {', '.join(BACKUPS)}.")
    return cast("Backup", how)


def _where(kept: Path | None) -> list[str]:
    return [f"What was there before is in {kept}"] if kept else []
