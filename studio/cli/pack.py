"""`studio pack`: packs built, installed, listed, updated, compared and removed.

For: which word leads where, and which options it takes. Imports a word's module only when
that word was typed.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from studio.cli.arguments import Given
from studio.cli.outcry import UsageError

SEE = "`studio pack --help` shows what it takes."


class Word(NamedTuple):
    """`target` is `module:function`; `takes` is what comes after the word, the first `least`
    of it always."""

    target: str
    takes: tuple[str, ...] = ()
    least: int = 0
    options: frozenset[str] = frozenset()


WORDS = {
    "build": Word("pack_build:build", ("FOLDER",), 1, frozenset({"output"})),
    "install": Word(
        "pack_install:install", ("FOLDER, ZIP or ADDRESS",), 1, frozenset({"folder", "yes"})
    ),
    "list": Word("pack_look:listing", options=frozenset({"json"})),
    "update": Word("pack_install:update", ("NAME", "FROM"), 0, frozenset({"folder", "yes"})),
    "diff": Word("pack_look:diff", ("NAME", "FROM"), 1, frozenset({"folder", "lines"})),
    "remove": Word("pack_install:remove", ("NAME",), 1, frozenset({"yes"})),
}


def pack(given: Given) -> int:
    """Do what the first word says."""
    word = WORDS.get(given.word)
    if word is None:
        from studio.format.problems import did_you_mean

        hint = did_you_mean(given.word, list(WORDS)) or f"There are: {', '.join(WORDS)}."
        raise UsageError(f"`studio pack` does not know “{given.word[:60]}”.", hint)
    rest = given.words[1:]
    if len(rest) > len(word.takes):
        raise UsageError(f"`studio pack {given.word}` has no place for “{rest[-1][:60]}”.", SEE)
    if len(rest) < word.least:
        raise UsageError(f"`studio pack {given.word}` needs a {word.takes[0]} after it.", SEE)
    for name in given.options:
        if name not in word.options:
            raise UsageError(f"`studio pack {given.word}` does not know --{name}.", SEE)
    module, _, function = word.target.partition(":")
    work = getattr(import_module(f"studio.cli.{module}"), function)
    return int(work(Given(rest, given.options)))
