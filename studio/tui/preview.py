"""An exercise on the real screens while it is being written.

For: `studio preview`. Shows what it is handed, looks every moment whether something new
was saved, and says what is wrong in a panel over the last good screen. May import the
player. Knows nothing of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from studio.tui.app import StudioApp
from studio.tui.player import Played, PlayerScreen

if TYPE_CHECKING:
    from studio.practice.desk import Desk
    from studio.practice.sitting import Sitting

LOOKS_EVERY = 0.05
"""Seconds between two looks at the files."""
HELLO = "Shown as you save. Ctrl+R begins again, Ctrl+C ends it; nothing is kept."
RECORDS = "This becomes a test. Ctrl+R begins again, Ctrl+C ends it."
PANEL = 9
"""Rows of the panel at most."""


class News(Protocol):
    """What a save has brought: whether there is something new to show, and what is wrong."""

    @property
    def fresh(self) -> bool: ...
    @property
    def told(self) -> tuple[str, ...]: ...


class Source(Protocol):
    """What is shown, and where news of it come from."""

    @property
    def sitting(self) -> Sitting: ...
    def poll(self) -> News | None: ...
    def restart(self) -> None: ...


class Panel(Widget):
    """What is wrong, over the rows at the bottom. It takes no focus and no key."""

    DEFAULT_CSS: ClassVar[str] = "Panel { layer: panel; dock: bottom; width: 100%; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[str, ...] = ()
        self.display = False

    def show(self, rows: tuple[str, ...]) -> None:
        """Show these rows, or go away when there are none."""
        self.rows = rows[:PANEL]
        self.styles.height = len(self.rows) + 1
        self.display = bool(self.rows)
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """A line above, then the rows, as plain text."""
        width = self.size.width
        if y == 0:
            return Strip([Segment("─" * width, Style(dim=True))], width)
        text = self.rows[y - 1] if y - 1 < len(self.rows) else ""
        style = Style(bold=y == 1)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


class PreviewScreen(PlayerScreen):
    """The player, which shows another version when there is one."""

    DEFAULT_CSS: ClassVar[str] = "PreviewScreen { layers: face over panel; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "restart", show=False, priority=True)
    ]

    def __init__(self, source: Source, hello: str = HELLO) -> None:
        super().__init__(source.sitting)
        self.source = source
        self.message = hello

    def appear(self) -> None:
        super().appear()
        self.panel = Panel()
        self.mount(self.panel)
        self.set_interval(LOOKS_EVERY, self.look)

    def look(self) -> None:
        """Show what was saved since the last look."""
        news = self.source.poll()
        if news is None:
            return
        self.panel.show(news.told)
        if news.fresh:
            self.anew()

    def anew(self) -> None:
        """The step in view from the session as it is now, even where its address is the same."""
        self.shown = ("", "")
        self.follow()

    def action_restart(self) -> None:
        """From the top."""
        self.source.restart()
        self.anew()

    def save_typing(self) -> None:
        """What is being typed stays in memory."""
        if not self.sitting.over:
            self.sitting.save_typing()


class PreviewApp(StudioApp):
    """The studio with one screen under everything: the preview."""

    def __init__(
        self,
        desk: Desk,
        source: Source,
        hello: str = HELLO,
        **options: Any,  # noqa: ANN401 - App's
    ) -> None:
        super().__init__(desk, "preview", **options)
        self.source = source
        self.hello = hello

    def open_first(self, trouble: str | None = None) -> None:
        """The preview itself; when it closes, so does the app."""
        self.sittings.append(self.source.sitting)
        self.push_screen(PreviewScreen(self.source, self.hello), self._preview_closed)

    def _preview_closed(self, played: Played | None) -> None:
        self.exit()


def preview(
    desk: Desk, source: Source, size: tuple[int, int] | None = None, hello: str = HELLO
) -> int:
    """Show it full screen until the author leaves; the exit code.

    `size` is the columns and rows that are drawn on, where the terminal has as many;
    `hello` stands below the first step.
    """
    from studio.tui.safety import clear_textual_environment, no_core_dumps, quiet_crashes

    clear_textual_environment()
    no_core_dumps()
    quiet_crashes(None)
    return PreviewApp(desk, source, hello).run_to_code(size)
