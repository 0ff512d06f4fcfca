"""Languages by their tags: how one is written, what it falls back to, what it calls itself.

For: files named by a language, settings and `--lang`. Read at every start, so it imports the
standard library, and Babel only for a name.
"""

from __future__ import annotations

import re

FOLDER = "lang"
"""The folder of a pack with a file for each language that it is translated into."""
_TAG = re.compile(r"([a-z]{2,3})(?:[_-]([a-z]{4}))?(?:[_-]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)


def tag(text: str) -> str:
    """A language as files are named ("de", "pt_BR", "zh_Hant"); "" for none.

    Takes what people and environments write: `pt-br`, `de_AT.UTF-8`, `sr@latin`. `C` and
    `POSIX` are no language.
    """
    found = _TAG.fullmatch(re.split(r"[.@]", text.strip(), maxsplit=1)[0])
    if found is None:
        return ""
    language, script, region = found.groups()
    parts = [language.lower()]
    if script:
        parts.append(script.capitalize())
    if region:
        parts.append(region.upper())
    return "_".join(parts)


def wider(language: str) -> tuple[str, ...]:
    """A tag and those it falls back to: `de_AT`, then `de`."""
    parts = language.split("_")
    return tuple("_".join(parts[:size]) for size in range(len(parts), 0, -1) if parts[0])


def name_of(language: str) -> str:
    """What a language calls itself ("Deutsch"); the tag where that is not known."""
    if language.partition("_")[0] == "en":
        return "English" if language == "en" else language
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language).get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
