"""Chance that is the same for the same seed, on every machine and version.

`random` keeps no such promise across versions for shuffling, and a resumed
session must deal the same cards; so the order is that of a hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Thing = TypeVar("Thing")


def shuffled(things: Sequence[Thing], seed: str) -> list[Thing]:
    """The things in an order given by `seed` alone."""
    order = sorted(range(len(things)), key=lambda i: sha256(f"{seed}/{i}".encode()).digest())
    return [things[i] for i in order]
