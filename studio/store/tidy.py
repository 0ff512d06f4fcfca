"""What is left over and has to go: temp files of writes that never ended, and
erased text in copies of damaged files.

May import `place`, `layout`. Never touches a file that documents are read from.
"""

from __future__ import annotations

from studio.store.durable import TEMP_SUFFIX
from studio.store.place import Place

STALE = 600.0
"""Seconds. A write takes milliseconds; another host's clock may be minutes off."""


def drop_stale_temps(place: Place) -> int:
    """Remove temp files that nobody is writing any more; returns how many."""
    dropped = 0
    now = place.clock().timestamp()
    for folder in (place.layout.root, place.layout.quarantine, *place.layout.folders):
        for name in place.disk.names(folder):
            if not (name.startswith(".") and name.endswith(TEMP_SUFFIX)):
                continue
            written = place.disk.modified(folder / name)
            if written is not None and abs(now - written) > STALE:
                dropped += place.disk.unlink(folder / name)
    return dropped


def scrub_quarantine(place: Place, identity: str) -> None:
    """Take every line that names an erased id out of the damaged originals.

    What cannot be told apart any more goes as a whole line: erased means erased.
    """
    needle = identity.encode("utf-8", "surrogatepass")
    for name in place.disk.names(place.layout.quarantine):
        path = place.layout.quarantine / name
        data = place.disk.read(path)
        if data is None or needle not in data:
            continue
        kept = b"\n".join(line for line in data.split(b"\n") if needle not in line)
        if kept.strip():
            place.disk.replace(path, kept)
        else:
            place.disk.unlink(path)
