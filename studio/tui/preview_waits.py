"""Before there is anything to show: what is wrong with the file, until it is mended.

For: `studio preview` of a file that has mistakes from the start, and the panel that says
what is wrong, there and over the steps. May import the page. Knows nothing of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from studio.tui.footer import SAFETY_QUIT
from studio.tui.page import Page
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, row, wrap

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

LOOKS_EVERY = 0.025
"""Seconds between two looks at the files."""
PANEL = 9
"""Rows of the panel at most."""
SOURCE = "  |"
"""How a line begins that quotes the file."""
QUESTION = "There is nothing to show yet."
WORDS = "The exercise stands here as soon as what is said below is mended and saved."


class News(Protocol):
    """What a save has brought: whether there is something new to show, or what is wrong."""

    @property
    def fresh(self) -> bool: ...
    @property
    def told(self) -> tuple[str, ...]: ...


class Source(Protocol):
    """What is shown, and where news of it come from.

    `waits` says what is wrong while there is no sitting yet; `next_up` names the follow-up
    that `go_on` leads to, once the session is over; `advice` is on the version in view.
    """

    @property
    def sitting(self) -> Sitting: ...
    @property
    def waits(self) -> tuple[str, ...]: ...
    @property
    def next_up(self) -> str: ...
    def go_on(self) -> None: ...
    def poll(self) -> News | None: ...
    def advice(self) -> tuple[str, ...]: ...
    def restart(self) -> None: ...


class Panel(Widget):
    """What is wrong, over the rows at the bottom. It takes no focus and no key."""

    DEFAULT_CSS: ClassVar[str] = "Panel { layer: panel; dock: bottom; width: 100%; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.told: tuple[str, ...] = ()
        self.rows: tuple[str, ...] = ()
        self.display = False

    def show(self, told: tuple[str, ...]) -> None:
        """Show these lines, or go away when there are none."""
        self.told = told
        self._lay_out(self.app.size.width)

    def on_resize(self) -> None:
        self._lay_out(self.app.size.width)

    def _lay_out(self, width: int) -> None:
        rows = tuple(row for line in self.told for row in _fitted(line, width))[:PANEL]
        if rows == self.rows:
            return
        self.rows = rows
        self.styles.height = len(rows) + 1
        self.display = bool(rows)
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """A line above, then the rows, as plain text."""
        width = self.size.width
        if y == 0:
            return Strip([Segment("─" * width, Style(dim=True))], width)
        text = self.rows[y - 1] if y - 1 < len(self.rows) else ""
        style = Style(bold=y == 1)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


def _fitted(line: str, width: int) -> list[str]:
    """A line in rows of this width; one of the file stays as it stands, above its carets."""
    if line.startswith(SOURCE):
        return [line]
    words = line.lstrip(" ")
    lead = line[: len(line) - len(words)]
    return [lead + row for row in wrap(words, max(1, width - len(lead)))]


class WaitingScreen(PageScreen[bool]):
    """Dismisses with True at the first version that can be shown, or None to end."""

    DEFAULT_CSS: ClassVar[str] = """
    WaitingScreen { layers: face panel; }
    WaitingScreen Face { layer: face; }
    """

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def appear(self) -> None:
        self.panel = Panel()
        self.mount(self.panel)
        self.panel.show(self.source.waits)
        self.set_interval(LOOKS_EVERY, self.look)

    def look(self) -> None:
        """Go on once there is something to show."""
        news = self.source.poll() if self.is_current else None
        if news is not None and news.fresh:
            self.dismiss(True)
        elif news is not None:
            self.panel.show(news.told)

    def page(self, plan: Plan) -> Page:
        return Page(
            left="preview",
            rows=(
                row(Piece(QUESTION, "question")),
                BLANK,
                *(row(line) for line in wrap(WORDS, plan.column)),
            ),
            start=4,
            safety=SAFETY_QUIT,
        )
