"""`studio pack install`, `update`, `remove`: say what it means, ask once, do it whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from studio.authoring.packs import installing, origins
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.changes import reading_of
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.installing import Incoming
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS, UsageError, complain
from studio.cli.pack_look import session_count, shelf
from studio.cli.pack_words import changed, holds, lacks
from studio.cli.streams import at_terminal, door, say_lines
from studio.errors import StudioError
from studio.library.provided import provided
from studio.store.pack_shelf import PackShelf

SURE = "yes"


def install(given: Given) -> int:
    """Put a pack in place; 1 when it does not check."""
    here = shelf()
    pack = origins.fetched(given.word, given.value("folder"))
    if here.record(pack.id) is not None:
        raise StudioError(
            f"The pack “{pack.id}” is installed already.",
            f"`studio pack update {pack.id} FROM` shows what would change, and asks.",
        )
    now = _now()
    with installing.incoming(pack, here, today=now.date(), folders=provided()) as one:
        if not one.fine:
            return _unfit(one)
        say_lines(holds(one), hang=4)
        if not _sure(given, "install it"):
            say_lines(["", "Nothing was installed."])
            return FINE
        installing.put(one, here, now)
    say_lines(["", f"Installed. `studio run {_first(one)}` begins one; `studio` shows them all."])
    return FINE


def _first(one: Incoming) -> str:
    return next(iter(one.reading.exercises or {}), "ID")


def update(given: Given) -> int:
    """Bring one pack, or each, to what its origin has now; 1 when one could not be."""
    here = shelf()
    if len(given.words) > 1:
        installing.installed(here, given.words[0])
        pack = origins.fetched(given.words[1], given.value("folder"))
        return _update(here, given.words[0], pack, given)
    if given.has("folder"):
        raise UsageError("--folder belongs to an address.", "`studio pack update NAME ADDRESS`")
    names = given.words or tuple(here.names())
    if not names:
        say_lines(["No pack was installed."])
    worst = FINE
    for name in names:
        try:
            record = installing.installed(here, name)
            worst = max(worst, _update(here, name, origins.fetched_again(record["from"]), given))
        except UsageError:
            raise
        except StudioError as error:
            if len(names) == 1:
                raise
            # The others can still be brought up to date.
            worst = max(worst, complain(error, PROBLEMS))
    return worst


def _update(here: PackShelf, name: str, pack: Carried, given: Given) -> int:
    if pack.id != name:
        raise StudioError(
            f"What is there now is the pack “{pack.id}”, not “{name}”.",
            f"`studio pack install` takes it in; `studio pack remove {name}` ends the other.",
        )
    if installing.is_same(installing.installed(here, name), pack, here):
        say_lines([f"{name} is up to date."])
        return FINE
    now = _now()
    with installing.incoming(pack, here, today=now.date(), folders=provided()) as one:
        if not one.fine:
            return _unfit(one)
        home = here.folder / name
        old = (from_folder(home), reading_of(home, [here.folder, *provided()]))
        say_lines(changed(old, (pack, one.reading), session_count()), hang=4)
        by_hand = here.changed_by_hand(name)
        if by_hand:
            say_lines(["", f"You have changed {', '.join(by_hand[:5])} here; that would be lost."])
        say_lines(lacks(one), hang=4)
        if not _sure(given, "update it"):
            say_lines(["", "It stays as it is."])
            return FINE
        installing.put(one, here, now)
    say_lines(["", f"{name} is at version {pack.version} now."])
    return FINE


def remove(given: Given) -> int:
    """Take a pack away; what was done with it stays."""
    here = shelf()
    name = given.word
    record = installing.installed(here, name)
    say_lines(_of_removing(here, name), hang=2)
    if not _sure(given, "remove it"):
        say_lines(["", "It stays."])
        return FINE
    installing.remove(here, name)
    say_lines(["", f"Removed. It came from {origins.told(record['from'])}"], hang=2)
    return FINE


def _of_removing(here: PackShelf, name: str) -> Iterable[str]:
    home = here.folder / name
    count = session_count()
    counts = [count(one) for one in reading_of(home, [here.folder]).exercises or {}]
    known = [one for one in counts if one is not None]
    past = (
        f"{sum(known)} past session{'' if sum(known) == 1 else 's'}" if known else "past sessions"
    )
    yield f"{name} would go, and its exercises with it."
    yield (
        f"What you did with it stays: {past}, what was kept, what is planned. It can all be read, "
        "and goes on when the pack is here again."
    )
    leaning = installing.leaning_on(name, here, provided())
    if leaning:
        yield f"These packs use it and would need it back: {', '.join(leaning)}"
    by_hand = here.changed_by_hand(name)
    if by_hand:
        yield f"You have changed {', '.join(by_hand[:5])} here; that would be lost."


def _unfit(one: Incoming) -> int:
    out = door()
    for row in one.mended.split("\n"):
        out.line(row)
    out.line()
    out.line(f"{one.pack.id} has mistakes, so nothing was changed here.")
    return PROBLEMS


def _sure(given: Given, what: str) -> bool:
    if given.has("yes"):
        return True
    if not at_terminal():
        raise UsageError(
            "This asks first, and there is no terminal to ask in.", "--yes says that you are sure."
        )
    say_lines(["", f"Type {SURE} to {what}; anything else changes nothing."])
    return sys.stdin.readline().strip().casefold() == SURE


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
