"""What kind of thing an expression stands for, known before a session starts.

Frozen facts; imports nothing of ours. `maybe` says that the answer may be missing: skipped,
never reached, or kept without that field. `Unknown` is the answer of a lookup that does not
know a name, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Number:
    """A count, a rating, a share of something."""

    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words that a person typed, or that were made from them."""

    maybe: bool = False


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false; the type that `when` needs."""

    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A day, or a moment on one."""

    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of an author's options.

    `values` are the values it can have (None: not known). `words_ok`: own words are possible
    too, which then are `'own'` in an expression. `fields` are what a dot can read (the answers
    to `each`); None: any.
    """

    values: frozenset[str] | None = None
    words_ok: bool = False
    maybe: bool = False
    fields: Mapping[str, Type] | None = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A row with fields: a kept thing, a past session, one round. None: any field may be read."""

    fields: Mapping[str, Type] | None = field(default=None, hash=False)
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several of one type. `of` None: the list is empty or mixed, nothing is known of its parts."""

    of: Type | None = None
    maybe: bool = False


Type = Number | Text | YesNo | Date | Choice | Item | ListOf


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that cannot be read here.

    `code` is P304 (no such id), P305 (asked later) or P306 (asked on another path);
    `known` are the names that could have been meant.
    """

    code: str = "P304"
    known: frozenset[str] = frozenset()


def maybe(kind: Type, missing: bool = True) -> Type:
    """`kind`, and possibly missing as well when `missing` is true."""
    return replace(kind, maybe=True) if missing and not kind.maybe else kind


def sure(kind: Type) -> Type:
    """`kind`, and surely there."""
    return replace(kind, maybe=False) if kind.maybe else kind
