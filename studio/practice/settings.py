"""Settings: typed, with a line for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

LISTS = ("contacts", "offered")
THEMES = ("dusk", "paper", "terminal", "none")


@dataclass(frozen=True)
class Settings:
    """How the studio looks, moves and knows whom to name. All can be changed at any time."""

    country: str = ""
    """Two letters, for the lines to call; empty until chosen."""
    language: str = ""
    """The language of exercises, where a pack has it ("de"); empty for that of the system."""
    contacts: tuple[str, ...] = ()
    """The person's own contacts, shown before any line."""
    theme: str = "dusk"
    """One of `THEMES`."""
    motion: str = "gentle"
    """"gentle", or "words" for reduced motion."""
    line: str = "fast"
    """"fast", or "slow" for little redrawing over a slow line."""
    bell: bool = False
    """One soft bell at the end of a timed step."""
    shared: str = ""
    """Who else uses this computer: "me", "others", "host"; empty when not said."""
    ascii: bool = False
    """Plain ASCII instead of the drawn glyphs."""
    idle_lock: int = 10
    """Minutes without a key after which a passphrase is asked for again; 0 for never."""
    tell_due: bool = False
    """Whether a shell prompt may tell, while locked, that something is due."""
    heavy_words: bool = False
    """Whether a few plain phrases bring one line about people to talk to. See `heavy_words`."""
    offered: tuple[str, ...] = ()
    """Exercises that are optional, and that the person chose to be offered."""
    seen_first_run: bool = False
    """Whether the first screens were read."""


def read_settings(data: Mapping[str, Any]) -> Settings:
    """Settings from what was saved; a value of the wrong kind falls back to its default."""
    found: dict[str, Any] = {}
    for one in fields(Settings):
        value = data.get(one.name, one.default)
        if one.name in LISTS:
            value = tuple(str(line) for line in value) if isinstance(value, (list, tuple)) else ()
        found[one.name] = value if type(value) is type(one.default) else one.default
    if found["theme"] not in THEMES:
        found["theme"] = Settings.theme
    return Settings(**found)


def written(settings: Settings) -> dict[str, Any]:
    """Settings as they are saved."""
    return asdict(settings) | {name: list(getattr(settings, name)) for name in LISTS}
