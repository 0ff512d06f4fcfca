"""What is kept: outcomes, drafts, collections, the schedule, settings.

Reading order: `layout` (where things lie), `durable` (how bytes reach the
disk), `lines` (how documents become bytes), `tables` (TinyDB over both),
`union` (which copy of a document holds), then one module for each thing that
is kept, and `store`, the door. Nothing is imported until it is asked for, so
that a shell prompt can read what is due without paying for TinyDB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.store.faults import StoreError
    from studio.store.home import open_store
    from studio.store.store import Store

__all__ = ["Store", "StoreError", "open_store"]


def __getattr__(name: str) -> object:
    if name == "StoreError":
        from studio.store.faults import StoreError

        return StoreError
    if name == "Store":
        from studio.store.store import Store

        return Store
    if name == "open_store":
        from studio.store.home import open_store

        return open_store
    raise AttributeError(name)
