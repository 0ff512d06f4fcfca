"""Puts our storage where TinyDB's own tests expect its JSON storage.

Loaded by name in the process that runs TinyDB's tests (`-p`), never otherwise.
"""

from __future__ import annotations

import os
from types import SimpleNamespace

import tinydb
import tinydb.database
import tinydb.storages
from sealed import SEALS  # beside this file: `tests` is a package of TinyDB there

from studio.store.tables import DurableStorage

SEAL = SEALS[os.environ.get("TINYDB_TESTS_OVER", "plain")]()


class JSONStorage(DurableStorage):
    """Our storage with the arguments of TinyDB's, and its name where it is shown."""

    __module__ = "tinydb.storages"
    _handle = SimpleNamespace(closed=True)  # one test asks; ours keeps no file open

    def __init__(self, path, create_dirs=False, **_):
        super().__init__(path, seal=SEAL)
        self.disk.trust = lambda folder: True  # pytest's folders are its own
        if create_dirs:
            self.path.parent.mkdir(parents=True, exist_ok=True)


tinydb.storages.JSONStorage = JSONStorage
tinydb.JSONStorage = JSONStorage
tinydb.database.JSONStorage = JSONStorage
tinydb.TinyDB.default_storage_class = JSONStorage


def pytest_collection_modifyitems(config, items):
    """Leave out the tests that the caller named, each by its whole name."""
    named = set(os.environ.get("TINYDB_TESTS_LEFT_OUT", "").split())
    left_out = [item for item in items if item.originalname in named]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
