"""An exercise on the real screens while it is being written.

For: `studio preview`. Shows what it is handed, looks every moment whether something new
was saved, and says what is wrong in a panel over the last good screen. What a screen says
of keeping is exchanged for what is true here, and nothing else can be opened from it. May
import the player. Knows nothing of files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from studio.engine.prompts import EndPrompt
from studio.tui.app import Closed, StudioApp
from studio.tui.page_screen import PageScreen
from studio.tui.paper import MORE_BELOW
from studio.tui.player import Played, PlayerScreen
from studio.tui.preview_stop import DROP, LEAVE, PreviewStop
from studio.tui.preview_waits import LOOKS_EVERY, Panel, Source, WaitingScreen
from studio.tui.step_page import Frame

if TYPE_CHECKING:
    from studio.practice.desk import Desk

HELLO = "Shown as you save. Ctrl+R begins again, Ctrl+C ends it."
RECORDS = "This becomes a test. Ctrl+R begins again, Ctrl+C ends it."
PREVIEW = "preview"
KEEPS_NOTHING = "A preview: nothing of this is kept."
NOR_A_SESSION = "A preview. A session that ends here keeps nothing either."
BECOMES = "This becomes the test “{}” when you leave."
ALONE = "A preview opens nothing but the exercise."
CLOSED = frozenset({"win", "mood", "card", "find", "so_far"})
"""What would open other exercises, or what is kept. So far, of a step, is the player's own."""


class PreviewScreen(PlayerScreen):
    """The player, which shows another version when there is one.

    `records` names the test that it becomes.
    """

    DEFAULT_CSS: ClassVar[str] = "PreviewScreen { layers: face over panel; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "restart", show=False, priority=True)
    ]

    def __init__(self, source: Source, records: str = "") -> None:
        super().__init__(source.sitting)
        self.source = source
        self.records = records
        self.greeting = RECORDS if records else HELLO

    def appear(self) -> None:
        super().appear()
        self.panel = Panel()
        self.mount(self.panel)
        self.advise()
        self.set_interval(LOOKS_EVERY, self.look)

    def look(self) -> None:
        """Show what was saved since the last look."""
        news = self.source.poll()
        if news is None:
            return
        if news.fresh:
            self.anew()
            self.call_after_refresh(self.advise)
        else:
            self.panel.show(news.told)

    def advise(self) -> None:
        """Say what there is to say of the version in view, which stands there by now."""
        self.panel.show(self.source.advice())

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

    def open_menu(self, note: str = "") -> None:
        super().open_menu(note or HELLO)

    # What is said around a step

    def greeted(self) -> None:
        """A key was pressed: whoever sits here has seen what the greeting says."""
        if self.greeting:
            self.greeting = ""
            self.draw()

    def frame(self) -> Frame:
        """That it is a preview, and where what is written goes."""
        frame = super().frame()
        at_end = frame.view.kind == "end"
        note = self._of_keeping() if at_end else frame.note
        if not note and self.body is not None and self.body.is_mounted:
            note = self.greeting
        keys = frame.keys
        if at_end and self.source.next_up:
            keys = (("Enter", "the follow-up"), *(one for one in keys if one[0] != "Enter"))
        right = f"{PREVIEW} · {frame.right}" if frame.right else PREVIEW
        return replace(frame, right=right, note=note, keys=keys)

    def _of_keeping(self) -> str:
        """The note of the last screen."""
        prompt = self.sitting.view.prompt
        nothing = isinstance(prompt, EndPrompt) and prompt.leaves_nothing
        words = NOR_A_SESSION if nothing else KEEPS_NOTHING
        if self.records:
            words = BECOMES.format(self.records)
        usual = self.body.note() if self.body is not None and self.body.is_mounted else ""
        return f"{MORE_BELOW} · {words}" if usual.startswith(MORE_BELOW) else words

    # On, and out

    def after_send(self) -> None:
        """On from a quick exercise too, which has no last screen."""
        if self.sitting.over and self.sitting.view.quick and self.source.next_up:
            self.finish()
        else:
            super().after_send()

    def finish(self) -> None:
        """From the last screen on into the follow-up that was planned, if there is one."""
        if self.source.next_up:
            self.source.go_on()
            self.anew()
        else:
            super().finish()

    def stop(self) -> None:
        if self.sitting.view.kind == "end":
            super().stop()
            return
        self._hold()
        self.app.push_screen(PreviewStop(self.sitting, self.records), self._from_stop)

    def _from_stop(self, chosen: str | None) -> None:
        if chosen == DROP:
            self.sitting.abandon()
        if chosen in (DROP, LEAVE):
            self._leave()
        else:
            super()._from_stop(chosen)


class PreviewApp(StudioApp):
    """The studio with one screen under everything: the preview.

    `records` names the test that is written of it afterwards, if one is.
    """

    def __init__(
        self,
        desk: Desk,
        source: Source,
        records: str = "",
        **options: Any,  # noqa: ANN401 - App's
    ) -> None:
        super().__init__(desk, "preview", **options)
        self.source = source
        self.records = records

    def open_first(self, trouble: str | None = None) -> None:
        """The preview itself; when it closes, so does the app."""
        if self.source.waits:
            self.push_screen(WaitingScreen(self.source), self._mended)
        else:
            self._show()

    def _mended(self, mended: bool | None) -> None:
        if mended:
            self._show()
        else:
            self.exit()

    def _show(self) -> None:
        self.sittings.append(self.source.sitting)
        self.push_screen(PreviewScreen(self.source, self.records), self._preview_closed)

    def _preview_closed(self, played: Played | None) -> None:
        self.exit()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)) and isinstance(self.screen, PreviewScreen):
            self.screen.greeted()
        await super().on_event(event)

    def command(self, name: str, then: Closed | None = None) -> bool:
        """As everywhere, but for what leads away from the exercise."""
        if name not in CLOSED:
            return super().command(name, then)
        if then is not None:
            then(None)
        self._say(ALONE)
        return True

    def action_control(self, name: str) -> None:
        if name == "saved":
            self._say(BECOMES.format(self.records) if self.records else KEEPS_NOTHING)
        else:
            super().action_control(name)

    def _say(self, words: str) -> None:
        if isinstance(self.screen, PageScreen):
            self.screen.say(words)


def preview(
    desk: Desk, source: Source, size: tuple[int, int] | None = None, records: str = ""
) -> int:
    """Show it full screen until the author leaves; the exit code.

    `size` is the columns and rows that are drawn on, where the terminal has as many;
    `records` names the test that it becomes.
    """
    from studio.tui.safety import clear_textual_environment, no_core_dumps, quiet_crashes

    clear_textual_environment()
    no_core_dumps()
    quiet_crashes(None)
    return PreviewApp(desk, source, records).run_to_code(size)
