"""What was typed after a command, checked against what it takes.

For: words, flags and options with a value. Small on purpose: what does not
fit is answered with the nearest thing that does. Imports the error and the
word matching.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from studio.cli.outcry import UsageError

MOST_DIGITS = 6


@dataclass(frozen=True)
class Option:
    """`--name`, with a value when `value` says what it is ("FILE")."""

    name: str
    does: str
    value: str = ""
    short: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Takes:
    """What a command takes: how many words ("ID"), and which options."""

    words: tuple[str, ...] = ()
    least: int = 0
    most: int | None = 0
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Given:
    """What was typed: the words in order, and the options by name ("" for a flag)."""

    words: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether an option was typed."""
        return name in self.options

    def value(self, name: str, default: str = "") -> str:
        """The value of an option."""
        return self.options.get(name, default)

    @property
    def word(self) -> str:
        """The first word, or ""."""
        return self.words[0] if self.words else ""


def parse(command: str, takes: Takes, typed: list[str]) -> Given:
    """What was typed for `command`. Raises UsageError, with the nearest option that exists."""
    words: list[str] = []
    options: dict[str, str] = {}
    rest = list(typed)
    while rest:
        word = rest.pop(0)
        if word == "--":
            words.extend(rest)
            break
        if not word.startswith("-") or word == "-":
            words.append(word)
            continue
        name, has_value, value = word.partition("=")
        option = _option(command, takes, name)
        if option.value and not has_value:
            if not rest:
                _refuse(command, f"{name} needs a {option.value} after it.")
            value = rest.pop(0)
        elif has_value and not option.value:
            _refuse(command, f"{name} takes nothing after it.")
        if option.words and value not in option.words:
            _refuse(command, f"{name} takes one of: {', '.join(option.words)}.")
        options[option.name] = value
    _count(command, takes, words)
    return Given(tuple(words), options)


def whole(given: Given, name: str, otherwise: int, *, least: int = 0) -> int:
    """The whole number of an option. UsageError when it is none, or too large to be meant."""
    text = given.value(name, str(otherwise))
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) >= least:
        return int(text)
    bound = f" of at least {least}" if least else ""
    raise UsageError(
        f"--{name} takes a whole number{bound}, not “{text[:20]}”.",
        f"Such as --{name} {otherwise}.",
    )


def _option(command: str, takes: Takes, name: str) -> Option:
    for one in takes.options:
        if name in (f"--{one.name}", f"-{one.short}" if one.short else None):
            return one
    from studio.format.problems import did_you_mean

    hint = did_you_mean(name.lstrip("-"), [one.name for one in takes.options])
    hint = hint.replace("`", "`--", 1) if hint else _see(command)
    raise UsageError(f"{_called(command)} does not know {name}.", hint)


def _count(command: str, takes: Takes, words: list[str]) -> None:
    if len(words) < takes.least:
        needed = " ".join(takes.words) or "something more"
        _refuse(command, f"{_called(command)} needs {needed} after it.")
    if takes.most is not None and len(words) > takes.most:
        _refuse(command, f"{_called(command)} has no place for “{words[takes.most][:60]}”.")


def _refuse(command: str, message: str) -> NoReturn:
    raise UsageError(message, _see(command))


def _see(command: str) -> str:
    return f"{_called(command, '--help')} shows what it takes."


def _called(*words: str) -> str:
    """A command as it is typed; `studio` alone has no name."""
    return f"`{' '.join(('studio', *filter(None, words)))}`"
