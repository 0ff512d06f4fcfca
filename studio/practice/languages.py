"""Which language a person would like to read, by what their system says.

Imports the spelling of language tags only.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.format.language_tags import tag

ASKED = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of POSIX that say it; the first that is set counts."""


def spoken_here(environment: Mapping[str, str]) -> str:
    """The language of the environment ("de_AT"); "" where it names none, as `C.UTF-8`."""
    return tag(next((environment[one] for one in ASKED if environment.get(one)), ""))
