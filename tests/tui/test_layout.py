"""A widget is told its size, whoever asked in between where things stand."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from studio.tui.page_screen import PageScreen
from tests.tui.conftest import Open


class Told(Widget):
    """Remembers the sizes it was told."""

    DEFAULT_CSS = "Told { width: 10; height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[tuple[int, int]] = []

    def on_resize(self, event: events.Resize) -> None:
        self.sizes.append(tuple(event.size))


async def test_a_new_widget_is_told_its_size_though_the_map_was_read_before(studio: Open) -> None:
    async with studio() as shown:
        screen = shown.app.screen
        assert isinstance(screen, PageScreen)
        told = Told()
        with shown.app.batch_update():
            await screen.mount(told)
            # As a repaint and then a question for a place do, before there was a layout.
            screen._compositor.update_widgets({told})
            assert told in screen._compositor.full_map
        await shown.pilot.pause()
        assert told.sizes == [(10, 2)]


async def test_another_size_is_told_though_the_map_was_read_before(studio: Open) -> None:
    async with studio() as shown:
        screen = shown.app.screen
        told, other = Told(), Told()
        await screen.mount(told)
        await shown.pilot.pause()
        with shown.app.batch_update():
            await screen.mount(other)
            told.styles.height = 5
            screen._compositor.update_widgets({other})
            assert told in screen._compositor.full_map
        await shown.pilot.pause()
        assert told.sizes == [(10, 2), (10, 5)]
