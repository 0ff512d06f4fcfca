"""`studio data`: where the data is, and everything that concerns all of it.

For: which word leads where, and which options it takes. Imports a word's
module only when that word was typed.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.streams import door


class Word(NamedTuple):
    """`target` is `module:function`; `takes` is what comes after the word, if anything."""

    target: str
    takes: str = ""
    needed: bool = False
    options: frozenset[str] = frozenset()


WORDS = {
    "path": Word("data:path"),
    "verify": Word("data_check:verify", options=frozenset({"repair"})),
    "backup": Word("data_copies:backup", "FILE or FOLDER"),
    "restore": Word("data_copies:take", "ZIP", needed=True),
    "merge": Word("data_copies:take", "FOLDER or ZIP", needed=True),
    "encrypt": Word("sealing:encrypt", options=frozenset({"backup"})),
    "decrypt": Word("sealing:decrypt", options=frozenset({"backup", "ssh-key"})),
    "passphrase": Word("sealing:passphrase", options=frozenset({"ssh-key"})),
    "ssh-key": Word("sealing:ssh_key", "FILE.pub"),
    "erase": Word(
        "data_erase:erase", "ID",
        options=frozenset({"exercise", "everything", "with-kept", "backup", "yes"}),
    ),
}  # fmt: skip


def data(given: Given) -> int:
    """Do what the first word says."""
    word = WORDS.get(given.word)
    if word is None:
        from studio.format.problems import did_you_mean

        hint = did_you_mean(given.word, list(WORDS)) or f"There are: {', '.join(WORDS)}."
        raise UsageError(f"`studio data` does not know “{given.word[:60]}”.", hint)
    rest = given.words[1:]
    if len(rest) > (1 if word.takes else 0):
        raise UsageError(
            f"`studio data {given.word}` has no place for “{rest[-1][:60]}”.",
            "`studio data --help` shows what it takes.",
        )
    if word.needed and not rest:
        raise UsageError(
            f"`studio data {given.word}` needs a {word.takes} after it.",
            "`studio data --help` shows what it takes.",
        )
    for name in given.options:
        if name not in word.options:
            raise UsageError(
                f"`studio data {given.word}` does not know --{name}.",
                "`studio data --help` shows what it takes.",
            )
    module, _, function = word.target.partition(":")
    work = getattr(import_module(f"studio.cli.{module}"), function)
    return int(work(Given(rest, given.options)))


def path(given: Given) -> int:
    """Say the folder that holds everything; it need not exist yet."""
    from studio.store.home import data_folder

    door().line(str(data_folder()))
    return FINE
