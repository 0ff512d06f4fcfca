"""`studio explain`: what a code means, with an example and the example mended."""

from __future__ import annotations

from datetime import UTC, datetime

from studio.authoring.pages import explained, listing, markdown, page
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.streams import door
from studio.errors import StudioError
from studio.plain.trial import play


def explain(given: Given) -> int:
    """The page of a code; every code in a line when none is named."""
    today = datetime.now(UTC).astimezone().date()
    if given.has("markdown"):
        rows = markdown(today, play).rstrip().split("\n")
    elif given.word:
        try:
            rows = explained(page(given.word), today, play).split("\n")
        except StudioError as unknown:
            raise UsageError(unknown.message, unknown.hint) from unknown
    else:
        rows = listing()
    out = door()
    for row in rows:
        out.line(row)
    return FINE
