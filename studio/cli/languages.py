"""`--lang`: the language a command was asked to speak.

For: every command that shows exercises. May import the spelling of language tags.
"""

from __future__ import annotations

from studio.cli.arguments import Given
from studio.cli.outcry import UsageError


def asked(given: Given) -> str:
    """The language that was typed, as files are named; "" for none. UsageError for no language."""
    if not given.has("lang"):
        return ""
    from studio.format.language_tags import tag

    typed = given.value("lang")
    found = tag(typed)
    if not found:
        raise UsageError(
            f"“{typed[:40]}” is not how a language is written.",
            "Write it such as `--lang de` or `--lang pt_BR`.",
        )
    return found
