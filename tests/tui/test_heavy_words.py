"""The line about people to talk to, full screen: in the note row, until the next key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studio.practice.desk import open_desk
from studio.tui.settings_page import SettingsScreen
from tests.tui.conftest import Open
from tests.warm import warm


async def test_it_is_chosen_in_the_settings_and_stands_in_the_note(
    studio: Open, tmp_path: Path
) -> None:
    now = datetime(2026, 11, 22, 21, 34, tzinfo=UTC)
    desk = open_desk(home=warm(tmp_path), wall=lambda: now, monotonic=lambda: 1000.0)
    desk.change(seen_first_run=True, country="GB")
    async with studio(desk) as shown:  # type: ignore[arg-type]
        shown.app.push_screen(SettingsScreen(at="heavy_words"))
        await shown.pilot.pause()
        assert "› Hard words [off]" in shown.text
        assert "nobody reads or watches" in " ".join(shown.text.split())
        await shown.press("right", "b")
        assert desk.settings.heavy_words
        await shown.press("w")
        await shown.type("I want to die")
        await shown.press("enter")
        assert shown.row(20) == "About not wanting to live, or not being safe? People: Ctrl+G."
        await shown.press("down")
        assert "not being safe?" not in shown.text
