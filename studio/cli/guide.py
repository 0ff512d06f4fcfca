"""`studio guide`: the page for language models that write packs."""

from __future__ import annotations

from studio.authoring.guide import guide
from studio.cli.arguments import Given
from studio.cli.outcry import FINE
from studio.cli.streams import door
from studio.library.library import Library


def show_guide(given: Given) -> int:
    """Print the whole page."""
    del given
    out = door()
    for row in guide(Library()).rstrip("\n").split("\n"):
        out.line(row)
    return FINE
