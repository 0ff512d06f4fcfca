from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App

from studio.errors import StudioError
from studio.tui.app import CONTROLS, StudioApp
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk, FakeSettings, FakeSitting, say

TERMINALS_OWN = {
    "ctrl+a", "ctrl+b", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+z", "ctrl+d", "ctrl+v",
    "ctrl+w", "shift+enter", "ctrl+enter", "alt+enter",
}  # fmt: skip


def test_no_key_is_bound_that_a_terminal_or_tmux_keeps_for_itself() -> None:
    assert not TERMINALS_OWN & set(CONTROLS)
    assert [key for key in CONTROLS if key.startswith("f")] == ["f1"]


async def test_a_move_in_a_list_draws_two_rows(
    studio: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio() as shown:
        await shown.pilot.pause(0.1)
        rows: list[int] = []
        face = shown.app.screen.query_one("Face")
        original = face.render_line

        def counted(y: int) -> Any:
            rows.append(y)
            return original(y)

        monkeypatch.setattr(face, "render_line", counted)
        await shown.press("down")
        await shown.pilot.pause(0.1)
        assert set(rows) == {4, 8}


async def test_an_exercise_that_was_asked_for_opens_at_its_card_and_ends_after_it() -> None:
    desk = FakeDesk(sittings=[FakeSitting(say("One."))])
    app = StudioApp(desk, "two-interpretations")  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
    assert desk.begun == ["two-interpretations"]
    assert app.return_code == 0


async def test_an_exercise_that_is_not_there_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(self: FakeDesk, exercise: str) -> Any:
        raise StudioError(f"There is no exercise called {exercise}.", "studio list shows them.")

    monkeypatch.setattr(FakeDesk, "card", missing)
    app = StudioApp(FakeDesk(), "nowhere")  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await pilot.pause()
    assert app.return_code == 2


async def test_a_seen_first_run_does_not_come_again(studio: Open) -> None:
    async with studio(FakeDesk(settings=FakeSettings(seen_first_run=True))) as shown:
        assert shown.row(1).startswith("Today")


async def test_there_is_no_palette_and_no_toast(studio: Open) -> None:
    async with studio() as shown:
        await shown.press("ctrl+backslash", "ctrl+p")
        assert shown.row(1).startswith("Today")
        assert not shown.app.query("Toast")


async def test_today_imports_no_step_and_no_text_area() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import studio.tui.app, studio.tui.today;"
        "print([m for m in sys.modules if m in ('studio.engine.view', 'studio.engine.session',"
        "'textual.widgets._text_area', 'textual.widgets._markdown',"
        "'textual.widgets._data_table', 'yaml', 'studio.format.exercise')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


async def test_the_first_frame_of_a_step_has_its_question_and_its_footer(
    studio: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    original = App._display

    def seen(self: App[None], screen: Any, renderable: Any) -> None:
        if isinstance(renderable, LayoutUpdate):
            frames.append(renderable.render_segments(self.console))
        original(self, screen, renderable)

    async with studio() as shown:
        monkeypatch.setattr(App, "_display", seen)
        shown.app.play(FakeSitting(say("One."), say("Two.")))  # type: ignore[arg-type]
        await shown.pilot.pause(0.2)
        assert "One." in frames[0]
        assert "Ctrl+X" in frames[0]
        frames.clear()
        await shown.press("enter")
        await shown.pilot.pause(0.2)
        assert shown.row(7) == "Two."
        assert frames == [], "a step that follows another repaints no more than it changes"
