"""Settings as they lie on the disk: a few in the clear, and of a sealed folder all others sealed.

What a screen needs before anybody has unlocked anything stays readable; what a
person wrote does not. May import `place`, `sealing` and the floor below. Never
knows what a setting does, and has no defaults for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from studio.store.lines import Document, dump
from studio.store.place import Place
from studio.store.sealing import AGE, Locked, Seal, Unopenable, in_letters

IN_THE_CLEAR = frozenset(
    ("theme", "motion", "line", "bell", "ascii", "country", "shared", "seen_first_run",
     "idle_lock", "tell_due")
)  # fmt: skip
"""Settings that are read before anybody has unlocked anything. All others are sealed."""


def settings_in(place: Place) -> Document:
    """What was saved; empty before that. While it is locked, only what is in the clear."""
    if not place.disk.trust(place.layout.root):
        return {}
    found = place.read_json(place.layout.settings) or {}
    place.head()  # which says whether the folder is sealed
    return opened_settings(found, place.seal) if place.seal.sealed else found


def write_settings(place: Place, settings: Mapping[str, Any]) -> None:
    """Replace what was saved. Raises StoreError."""
    path, written = place.layout.settings, dict(settings)
    if place.seal.sealed:
        written = closed_settings(written, place.read_json(path), place.seal)
    place.write_json(path, written)


def closed_settings(settings: Document, before: Document | None, seal: Seal) -> Document:
    """Settings as they are written: all but those in the clear in one sealed field.

    While it is locked, what is sealed stays as it was.
    """
    if not seal.writes:
        return settings
    shown = {name: value for name, value in settings.items() if name in IN_THE_CLEAR}
    if seal.locked and AGE in (before or {}):
        return {**shown, AGE: (before or {})[AGE]}
    private = {name: value for name, value in settings.items() if name not in IN_THE_CLEAR}
    return {**shown, AGE: in_letters(seal.close(dump(private)))} if private else shown


def opened_settings(found: Document, seal: Seal) -> Document:
    """Settings as they were given; only those in the clear while it is locked."""
    settings = dict(found)
    text = settings.pop(AGE, None)
    if text is not None:
        with suppress(Locked, Unopenable):
            settings.update(seal.document("settings", text)[1])
    return settings
