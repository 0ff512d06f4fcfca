"""Stopping in a preview: what is true there of what was written.

For: `q` and Ctrl+C in `studio preview`. May import the stop sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.tui.stop import StopScreen

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

LEAVE, LAST, DROP, ON = "leave", "stop", "drop", "on"
SHOWS = (
    ("1", "End the preview"),
    ("2", "Stop as a person would, and see the last screen"),
    ("3", "Go on after all"),
)
RECORDS = (
    ("1", "End the preview, and write the test"),
    ("2", "Stop as a person would, and see the last screen"),
    ("3", "End the preview without a test"),
    ("4", "Go on after all"),
)


class PreviewStop(StopScreen):
    """Dismisses with "leave", "stop", "drop" or "on"; `records` names the test, if there is one."""

    kept = "Stopped. This is a preview: nothing of it is kept."
    usual = "q again takes 1."

    def __init__(self, sitting: Sitting, records: str = "") -> None:
        super().__init__(sitting)
        self.options, self.results = SHOWS, (LEAVE, LAST, ON)
        if records:
            self.options, self.results = RECORDS, (LEAVE, LAST, DROP, ON)
            self.kept = f"Stopped. The way here becomes the test “{records}”."
