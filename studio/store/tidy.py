"""What is left over and has to go: temp files of writes that never ended, and
erased text in copies of damaged files.

May import `place`, `layout`. Never touches a file that documents are read from.
"""

from __future__ import annotations

from pathlib import Path

from studio.store.durable import TEMP_SUFFIX
from studio.store.layout import stem_of
from studio.store.place import JOINT, SEALED_SUFFIX, Place
from studio.store.sealing import Locked, Unopenable

STALE = 600.0
"""Seconds. A write takes milliseconds; another host's clock may be minutes off."""


def drop_stale_temps(place: Place) -> int:
    """Remove temp files that nobody is writing any more; returns how many."""
    dropped = 0
    now = place.clock().timestamp()
    layout = place.layout
    others = (layout.root, layout.quarantine, layout.backups, layout.keys)
    for folder in (*others, *layout.folders):
        for name in place.disk.names(folder):
            if not (name.startswith(".") and name.endswith(TEMP_SUFFIX)):
                continue
            written = place.disk.modified(folder / name)
            if written is not None and abs(now - written) > STALE:
                dropped += place.disk.unlink(folder / name)
    return dropped


def scrub_quarantine(place: Place, folder: Path, identity: str) -> None:
    """Take an erased id out of the damaged originals that came from `folder`.

    Every line that names it goes, and of a draft the whole copy: what cannot
    be told apart any more goes with it, because erased means erased.
    """
    begin = f"{folder.name}{JOINT}"
    needle = identity.encode("utf-8", "surrogatepass")
    for name in place.disk.names(place.layout.quarantine):
        path = place.layout.quarantine / name
        mine = name.startswith(f"{begin}{stem_of(identity)}.")
        data = _text(place, path) if name.startswith(begin) else None
        if data is None:
            if mine:
                place.disk.unlink(path)
            continue
        kept = b"\n".join(line for line in data.split(b"\n") if needle not in line)
        if mine or not kept.strip():
            place.disk.unlink(path)
        elif kept != data:
            sealed = path.name.endswith(SEALED_SUFFIX)
            place.disk.replace(path, place.seal.close(kept) if sealed else kept)


def _text(place: Place, path: Path) -> bytes | None:
    """A damaged original; None if it is sealed and cannot be opened here."""
    data = place.disk.read(path)
    if data is None or not path.name.endswith(SEALED_SUFFIX):
        return data
    try:
        return place.seal.opened(data)
    except (Locked, Unopenable):
        return None
