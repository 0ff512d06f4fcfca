"""A win, how I am, a card: one quick screen, then back to where one was.

For: `w`, `m` and `c`. The three are exercises like any other, marked quick, so
the player shows them; it closes by itself at their end. May import the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.tui.page_screen import PageScreen

if TYPE_CHECKING:
    from studio.tui.app import Closed, StudioApp
    from studio.tui.player import Played

QUICK = {"win": "q-win", "mood": "q-mood", "card": "q-card"}
KEPT = "Kept."


def open_capture(app: StudioApp, name: str, then: Closed | None = None) -> None:
    """Begin the quick exercise of this name over the screen in front."""
    under = app.screen

    def closed(played: Played | None) -> None:
        if then is not None:
            then(None)
        if played is not None and played.kept and isinstance(under, PageScreen):
            under.say(KEPT)

    try:
        sitting = app.desk.begin(QUICK[name])
    except StudioError as error:
        if then is not None:
            then(None)
        if isinstance(under, PageScreen):
            under.say(str(error))
        return
    app.play(sitting, closed)
