"""The full-screen front end (Textual): draws a sitting's view and sends events.

For: `run`, the one door. It may import textual, rich, the practice room, the
engine's views and events; it decides nothing about exercises and keeps nothing.

In reading order: `theme`, `rows`, `plan`, `page` and `page_screen` are how any
screen is drawn; `app` has the keys that always work; `today`, `card` and
`player` are the way through an exercise; `body` and `kinds` are the steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.practice.desk import Desk
    from studio.tui.opening import Opening


def run(desk: Desk, exercise: str | None = None, opening: Opening | None = None) -> int:
    """Run full screen until the person leaves; returns the exit code.

    With `exercise`, begins at its card and ends after it. `opening` has held the
    terminal so far. 0 fine, 1 a crash, 2 no such exercise, 129 hang-up, 143 SIGTERM.
    """
    from studio.tui.safety import (
        clear_textual_environment,
        no_core_dumps,
        quiet_crashes,
        without_ssl,
    )

    clear_textual_environment()
    no_core_dumps()
    crash_file = desk.cache.folder / "crash.txt" if desk.cache is not None else None
    quiet_crashes(crash_file)
    with without_ssl():
        from studio.tui.app import StudioApp

    app = StudioApp(desk, exercise)
    app.crash_file = crash_file
    app.opening = opening
    return app.run_to_code()
