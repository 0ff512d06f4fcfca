"""The full-screen app: one desk, the screens around it, and the keys that always work.

For: which screen is in front, the control keys that work in every field and on
every screen, themes, help over anything, and leaving. It decides nothing about
exercises: the desk and its sittings do. May import textual, the desk's types
and this room.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from studio.errors import StudioError
from studio.tui.glyphs import AsciiGlyphs, says_utf8
from studio.tui.page_screen import PageScreen
from studio.tui.terminal_app import TerminalApp
from studio.tui.theme import TOKENS, chosen_theme, textual_theme

if TYPE_CHECKING:
    from studio.practice.desk import Desk
    from studio.practice.sitting import Sitting
    from studio.tui.body import Look
    from studio.tui.player import Played

CONTROLS = {
    "ctrl+x": "leave",
    "ctrl+c": "stop",
    "ctrl+q": "stop",
    "ctrl+g": "help",
    "f1": "help",
    "ctrl+l": "cover",
    "ctrl+n": "next",
    "ctrl+p": "back",
    "ctrl+s": "saved",
    "ctrl+j": "enter",
    "alt+s": "skip",
    "alt+b": "back",
    "alt+q": "stop",
    "alt+h": "help",
    "alt+w": "win",
    "alt+m": "mood",
    "alt+c": "card",
    "alt+t": "find",
    "alt+l": "so_far",
    "alt+k": "keys",
}
"""Keys that work while a field has the focus, and what they do."""

OVER = {
    "help": "people:PeopleScreen",
    "cover": "cover:CoverScreen",
    "keys": "keys_help:KeysScreen",
    "find": "find:FindScreen",
    "so_far": "look_back:LookBackScreen",
}
"""Screens that open over any other, imported when they are first asked for."""
HELP = ("help", "keys")
"""Those of them whose keys lead to each other."""
LOOKS_EVERY = 10.0
"""Seconds between looks at whether somebody is still there; the clock decides, not the count."""
NEEDS_OPEN = frozenset({"so_far", "find"})
"""Screens that read what is kept."""
CAPTURES = ("win", "mood", "card")
KEPT = "Kept as you type."
Closed = Callable[[Any], None]


def _screen_of(name: str) -> type[Screen[None]]:
    """The screen that a command opens."""
    module, _, screen = OVER[name].partition(":")
    found: type[Screen[None]] = getattr(import_module(f"studio.tui.{module}"), screen)
    return found


class StudioApp(TerminalApp[None]):
    """The studio, full screen. `desk` is everything it may ask for.

    `exercise` opens with that exercise and ends after it; `clock` gives
    monotonic seconds.
    """

    TITLE = ""
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS = "Screen { background: $ground; color: $text; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"control('{name}')", show=False, priority=True)
        for key, name in CONTROLS.items()
    ]

    def __init__(
        self,
        desk: Desk,
        exercise: str | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        **options: Any,  # noqa: ANN401 - App's own options
    ) -> None:
        if "NO_COLOR" in os.environ:
            # Said before Textual picks its filter: the one for other colours paints black on black.
            options.setdefault("ansi_color", True)
        super().__init__(**options)
        self.desk = desk
        self.exercise = exercise
        self.clock = clock
        self.sittings: list[Sitting] = []
        self.ascii = desk.settings.ascii or not says_utf8()
        self._filters.append(AsciiGlyphs(enabled=self.ascii))
        for name in TOKENS:
            self.register_theme(textual_theme(name))
        self.take_theme()

    def take_theme(self) -> None:
        """Use the theme of the settings, as far as this terminal shows it."""
        self.theme = chosen_theme(
            self.desk.settings.theme, no_color=self.no_color, colours=self.console.color_system
        )

    def look(self) -> Look:
        """How steps are to look and move, from the settings and the terminal."""
        from studio.tui.body import Look

        now = self.desk.settings
        return Look(
            motion=now.motion,
            slow=now.line == "slow",
            ascii=self.ascii,
            bell=now.bell,
            width=self.size.width,
            clock=self.clock,
            contacts=self.desk.contacts,
        )

    # Beginning and ending

    def get_default_screen(self) -> Screen[Any]:
        """Today lies under everything, where nothing else comes first: one screen less to draw."""
        if self.exercise is not None or not self.desk.settings.seen_first_run:
            return super().get_default_screen()
        from studio.tui.today import TodayScreen

        return TodayScreen()

    def on_mount(self) -> None:
        self._touched = self.clock()
        self.set_interval(LOOKS_EVERY, self._idle)
        if self.desk.lock.locked:
            from studio.tui.locked import LockedScreen

            self.push_screen(LockedScreen(), lambda _: self._begin())
        else:
            self._begin()

    def _begin(self) -> None:
        self.take_theme()
        if not self.desk.settings.seen_first_run:
            from studio.tui.first_run import FirstRun

            self.push_screen(FirstRun(), self.open_first)
        elif self.exercise is not None:
            self.open_first()

    def open_first(self, trouble: str | None = None) -> None:
        """Today, or the card of the exercise that was asked for; `trouble` is told on Today."""
        if self.exercise is None:
            from studio.tui.today import TodayScreen

            self.push_screen(TodayScreen(trouble or ""))
            return
        try:
            self.open_exercise(self.exercise, lambda _: self.exit())
        except StudioError as error:
            self.exit(return_code=2, message=str(error))

    def before_end(self, reason: str) -> None:
        """Hang-up, SIGTERM or a crash: what is typed goes to disk; nothing is drawn."""
        for sitting in reversed(self.sittings):
            sitting.before_end()

    # A passphrase

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown)):
            self._touched = self.clock()
        await super().on_event(event)

    def _idle(self) -> None:
        """Lock what is sealed once nobody has touched a key for as long as the settings say."""
        minutes = self.desk.settings.idle_lock if self.desk.lock.sealed else 0
        if minutes and self.clock() - self._touched >= minutes * 60 and not self.desk.lock.locked:
            self.ask_to_unlock()
            self.desk.lock.shut()

    def ask_to_unlock(self) -> None:
        """The passphrase, over whatever is in front."""
        from studio.tui.locked import LockedScreen

        if isinstance(self.screen, LockedScreen):
            return
        # A step whose time runs waits meanwhile, and what is typed goes to disk first.
        hold = getattr(self.screen, "hold_and_open", None)
        if hold is not None:
            hold(LockedScreen())
        else:
            self.push_screen(LockedScreen())

    def end_locked(self, words: str) -> None:
        """Three wrong tries: what is typed is kept, and the program ends with code 3."""
        for sitting in self.sittings:
            if not sitting.over:
                sitting.later()
        self.sittings.clear()
        self.exit(return_code=3, message=words)

    def quit(self) -> None:
        """An ordinary end."""
        for sitting in self.sittings:
            if not sitting.over:
                sitting.later()
        self.sittings.clear()
        self.exit(return_code=0)

    def leave_fast(self) -> None:
        """Clear, restore, exit 0; nothing new is written but a wordless flag."""
        self.desk.left_fast()
        self.exit(return_code=0)

    # Keys

    def press(self, key: str) -> None:
        """As if the key had been pressed: what a click on its word does."""
        character = {"space": " ", "slash": "/", "question_mark": "?"}.get(key)
        if character is None and len(key) == 1:
            character = key
        self.post_message(events.Key(key, character))

    def action_control(self, name: str) -> None:
        """A key that works everywhere."""
        if name == "leave":
            self.leave_fast()
        elif name == "enter":
            self.press("enter")
        elif isinstance(self.screen, PageScreen):
            if name == "saved":
                self.screen.say(KEPT)
            else:
                with self.telling():
                    self.screen.command(name)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What could not be done (a full disk, say) is told by the screen in front."""
        try:
            yield
        except StudioError as error:
            if not isinstance(self.screen, PageScreen):
                raise
            self.screen.say(str(error))

    def push_screen(  # type: ignore[override]  # nothing here waits for a screen to close
        self,
        screen: Screen[Any] | str,
        callback: Callable[[Any], Any] | None = None,
        **options: Any,  # noqa: ANN401 - App's own options
    ) -> Any:  # noqa: ANN401 - what App gives depends on its options
        """As App has it; `callback` may raise a StudioError, which is told."""
        if callback is None:
            return super().push_screen(screen, None, **options)

        def closed(result: Any) -> None:  # noqa: ANN401 - the screen says which
            with self.telling():
                callback(result)

        return super().push_screen(screen, closed, **options)

    def command(self, name: str, then: Closed | None = None) -> bool:
        """The commands that are the same over every screen; whether there is one of that name.

        `then` is called when the screen it opens has closed.
        """
        if name in CAPTURES:
            from studio.tui.capture import open_capture

            open_capture(self, name, then)
            return True
        if name not in OVER:
            return False
        if name in NEEDS_OPEN and self.desk.lock.locked:
            self.ask_to_unlock()
            return True
        kind = _screen_of(name)
        if name in HELP and self._back_to(kind):
            if then is not None:
                then(None)
            return True
        self.push_screen(kind(), then)
        return True

    def _back_to(self, kind: type[Screen[None]]) -> bool:
        """To a page of help that is open beneath other pages of help, if it is.

        Their keys lead to each other; one upon the other they would take many keys to close.
        """
        pages = tuple(_screen_of(one) for one in HELP)
        above = list(takewhile(lambda one: isinstance(one, pages), reversed(self.screen_stack)))
        at = next((at for at, one in enumerate(above) if isinstance(one, kind)), None)
        for one in above[:at] if at is not None else ():
            one.dismiss(None)
        return at is not None

    @property
    def above_today(self) -> tuple[Screen[Any], ...]:
        """The screens over Today, the one in front first; none over an exercise, or without it."""
        from studio.tui.today import TodayScreen

        above = tuple(
            takewhile(lambda one: not isinstance(one, TodayScreen), reversed(self.screen_stack))
        )
        return () if self.sittings or len(above) == len(self.screen_stack) else above

    def to_today(self) -> None:
        """Close what is over Today."""
        for one in self.above_today:
            one.dismiss(None)

    def open_exercise(self, exercise: str, then: Closed | None = None) -> None:
        """The card of an exercise. StudioError when there is none, or it has mistakes."""
        from studio.tui.card import CardScreen

        self.push_screen(CardScreen(self.desk.card(exercise)), then)

    def play(self, sitting: Sitting, then: Callable[[Played | None], None] | None = None) -> None:
        """Go on with a sitting, full screen, over whatever is in front.

        `then` learns how it closed; without one, what the exercise opens next is opened.
        """
        from studio.tui.player import PlayerScreen

        self.sittings.append(sitting)
        self.push_screen(PlayerScreen(sitting), then or self._open_next)

    def _open_next(self, played: Played | None) -> None:
        if played is not None and played.opens:
            self.open_exercise(played.opens)

    def get_system_commands(self, screen: Screen[Any]) -> list[SystemCommand]:
        """None: there is no palette."""
        return []
