"""Things that lean on each other by name: their order, and which go round in a circle.

For fragments that use fragments and queries that read queries: whatever follows such names
follows each of them once, in this order, however many ways lead there. Imports nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping


def in_order(leans: Mapping[str, Iterable[str]]) -> list[str]:
    """The names, each behind all that it leans on; without those that lead into a circle.

    `leans` has what each leans on; what is not among its own names counts as nothing.
    """
    left = {name: {one for one in on if one in leans} for name, on in leans.items()}
    above: dict[str, list[str]] = {name: [] for name in leans}
    for name, on in left.items():
        for one in on:
            above[one].append(name)
    found = [name for name, on in left.items() if not on]
    for name in found:  # it grows meanwhile
        for one in above[name]:
            left[one].discard(name)
            if not left[one]:
                found.append(one)
    return found


def deep(leans: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many deep each lies, itself counted; without those that lead into a circle."""
    found: dict[str, int] = {}
    for name in in_order(leans):
        found[name] = 1 + max((found.get(one, 0) for one in leans[name]), default=0)
    return found


def comes_back(name: str, leans: Mapping[str, Iterable[str]]) -> bool:
    """Whether a thing leans on itself, by way of others or directly."""
    seen: set[str] = set()
    waiting = deque(leans.get(name, ()))
    while waiting:
        one = waiting.popleft()
        if one == name:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(leans.get(one, ()))
    return False
