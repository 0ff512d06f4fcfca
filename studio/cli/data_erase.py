"""`studio data erase`: one session, one exercise, or everything, after asking once."""

from __future__ import annotations

import sys
from pathlib import Path

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import at_terminal, say_lines
from studio.practice import my_data
from studio.practice.desk import Desk, open_desk

SURE = "erase"


def erase(given: Given) -> int:
    """0 when it is gone or was kept after all, 1 when there was no such thing."""
    ways = [bool(given.words), given.has("exercise"), given.has("everything")]
    if sum(ways) != 1:
        raise UsageError(
            "`studio data erase` needs to know what: an ID, --exercise ID or --everything.",
            "`studio history` shows the ids of sessions.",
        )
    desk = opened(open_desk())
    identity = _session(desk, given.word) if given.words else ""
    if not given.has("yes") and not _sure(given):
        say_lines(["Nothing was erased."])
        return FINE
    if given.has("backup"):
        say_lines(my_data.make_backup(desk, Path(given.value("backup"))).lines)
    with_kept = given.has("with-kept")
    if given.has("everything"):
        told = my_data.erase_all(desk)
    elif identity:
        told = my_data.erase_session(desk, identity, with_kept=with_kept)
    else:
        told = my_data.erase_all_of(desk, given.value("exercise"), with_kept=with_kept)
    say_lines(told.lines, hang=2)
    return FINE if told.fine else PROBLEMS


def _session(desk: Desk, word: str) -> str:
    """The id of a session, past or open, by the whole of it or by its end."""
    from studio.cli.look import find_outcome

    found = find_outcome(desk, word)
    if found is not None:
        return str(found["id"])
    return next((one["id"] for one in desk.store.drafts() if one["id"] == word), word)


def _sure(given: Given) -> bool:
    if not at_terminal():
        raise UsageError(
            "Erasing asks first, and there is no terminal to ask in.",
            "--yes says that you are sure.",
        )
    what = (
        "everything: every session, what was kept, every plan, the settings"
        if given.has("everything")
        else f"every session of “{given.value('exercise')}”, open ones too"
        if given.has("exercise")
        else "this session"
    )
    say_lines(
        [
            f"This erases {what}.",
            "It cannot be brought back. `studio data backup` makes a copy first.",
            f"Type {SURE} to go on; anything else keeps it.",
        ]
    )
    return sys.stdin.readline().strip().casefold() == SURE
