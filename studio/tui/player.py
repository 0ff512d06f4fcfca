"""The player: the frame around one step after another, and a sitting's clock.

For: mounting the body of the step in view, sending what it posts, saving what
is typed within a second, the keys of a step, and calling `advance` when the
sitting wants it. It decides nothing: what is allowed comes with the view. May
import the body contract, the practice room's sitting and the screens over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget

from studio.engine.events import (
    Answer,
    Back,
    EndStep,
    Event,
    Next,
    Pause,
    Resume,
    Skip,
    SkipPart,
    Stop,
)  # fmt: skip
from studio.engine.refused import Refused
from studio.errors import StudioError
from studio.tui.body import Body
from studio.tui.page import Page
from studio.tui.page_screen import Face, PageScreen, small_page
from studio.tui.plan import Plan, too_small
from studio.tui.step_frame import TIMED, frame_of
from studio.tui.step_page import Frame, Laid, lay_out
from studio.tui.step_time import StepTime

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

HELD = 0.25
"""Seconds after a step appeared in which a bare Enter is dropped: a held key skips nothing."""
ANSWERING = "0,1,2,3,4,5,6,7,8,9,space,up,down,left,right,home,end,tab,shift+tab,plus,minus"
WRITING = 0.5
"""Seconds: a letter so soon after one that means nothing here belongs to a word."""
NOT_WORDS = "Letters are keys here. What was typed did nothing."
TYPED_AFTER = 1.0
AWAY = "Paused while you were away."
NARROW = 60
READING = frozenset({"win", "mood", "card"})


@dataclass(frozen=True)
class Played:
    """How the player closed: whether an outcome was kept, and what the exercise opens next."""

    kept: bool = False
    opens: str = ""


class Stage(Widget):
    """Where the body stands. A body that comes or goes repaints this, and not the whole screen."""


class PlayerScreen(PageScreen[Played]):
    """One sitting from the step in view to its end."""

    DEFAULT_CSS: ClassVar[str] = """
    PlayerScreen { layers: face over; }
    PlayerScreen Face { layer: face; }
    PlayerScreen Stage { layer: over; background: $ground; }
    PlayerScreen Body { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "held_enter", show=False, priority=True),
        Binding(ANSWERING, "touched", show=False, priority=True),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.body: Body | None = None
        self.shown: tuple[str, str] = ("", "")
        self.ended = ""
        self._noted = ""
        self._appeared = 0.0
        self._touched = False
        self._stray = float("-inf")
        self.time = StepTime(self, sitting, moved=self.time_moved, away=self.was_away)
        self._typed: Timer | None = None
        self._changing = False
        self._left = False
        self._tried = False
        self._at: tuple[int, int, int, int] | None = None

    def compose(self) -> ComposeResult:
        """The first step with its words from the first frame on."""
        self.body = self._next_body()
        self.stage = Stage(self.body)
        yield Face(self._place().rows)
        yield self.stage

    def appear(self) -> None:
        self._appeared = self.studio.clock()
        self.time.wind()

    # The step in view

    def follow(self) -> None:
        """Show what the sitting shows now: the same body with a newer view, or the next step's."""
        if self._behind or self.body is None:
            if not self._changing:
                self._changing = True
                self.call_next(self._change_body)
        elif not self._changing:
            self.body.update(self.sitting.view)
            self.draw()
        self.time.wind()

    async def _change_body(self) -> None:
        """Take the old body away and bring the new one, in one drawing."""
        with self.app.batch_update():
            self.set_focus(None)
            if self.body is not None:
                await self.body.remove()
            self.body = self._next_body()
            self._place()
            await self.stage.mount(self.body)
            self._changing = False
            self.draw()
            # Told here, or the body is painted a frame before the words around it.
            self._dirty_widgets.add(self.face)
        self._appeared = self.studio.clock()
        self._touched = False
        if self._behind:  # the clock, or a quick hand, went on meanwhile
            self.follow()

    @property
    def _behind(self) -> bool:
        """Whether the sitting is at another step than the one that is shown."""
        return (self.sitting.view.address, self.sitting.view.kind) != self.shown

    def _next_body(self) -> Body:
        """The body of the step in view, not placed yet."""
        from studio.tui.kinds import body_for

        view = self.sitting.view
        if view.kind == "end":
            self.ended = f"{self.studio.desk.now():%H:%M}"
        self.shown = (view.address, view.kind)
        self._noted = ""
        return body_for(view, self.studio.look())

    def time_moved(self) -> None:
        """The clock has taken the sitting on."""
        self._ring()
        self.after_send()

    def was_away(self) -> None:
        self.follow()
        self.open_menu(AWAY)

    def _ring(self) -> None:
        """One soft bell when a timed step ends, if the person asked for it."""
        clock = self.sitting.view.clock
        was_timed = self.shown[1] in TIMED
        if (
            self.studio.desk.settings.bell
            and was_timed
            and (self._behind or (clock and clock.over))
        ):
            self.app.bell()

    # Drawing

    @property
    def typing(self) -> bool:
        return self.body is not None and self.body.is_mounted and self.body.in_field

    def page(self, plan: Plan) -> Page:
        raise NotImplementedError

    def frame(self) -> Frame:
        """What stands around the body now."""
        assert self.body is not None
        return frame_of(
            self.sitting.view,
            self.body,
            narrow=self.plan.column < NARROW,
            saved_at=self.ended if self.sitting.outcome is not None else "",
            unsaved=self.sitting.unsaved is not None,
            closes=self.studio.exercise is not None,
            message=self.message or self._noted,
        )

    def draw(self) -> None:
        if not self.is_mounted or self.body is None:
            return
        width, height = self.app.size
        if too_small(width, height):
            # Out of sight and not hidden: what is hidden loses the focus and the cursor.
            self._put((0, height + 1, width, 1))
            self.face.show(small_page(width, height))
            return
        laid = self._place()
        self.face.show(laid.rows)

    def _place(self) -> Laid:
        """Lay the frame out and put the body where it left room."""
        assert self.body is not None
        now = self.plan
        laid = lay_out(self.frame(), now)
        self.body.question_row = laid.question_row
        self._put((now.left, laid.first, now.column, laid.height))
        return laid

    def _put(self, at: tuple[int, int, int, int]) -> None:
        """The body at a column and row, so wide and so high."""
        if at != self._at:
            self._at = at
            styles = self.stage.styles
            styles.offset = at[:2]
            styles.width, styles.height = at[2:]

    # What the body posts

    def on_body_answered(self, message: Body.Answered) -> None:
        message.stop()
        if self._from_body(message):
            self.send(Answer(message.value))

    def on_body_wanted(self, message: Body.Wanted) -> None:
        message.stop()
        if not self._from_body(message):
            return
        if isinstance(message.event, Pause):
            self.open_menu()
        elif isinstance(message.event, Next) and self.sitting.view.kind == "end":
            self.finish()
        else:
            self.send(message.event)

    def on_body_typed(self, message: Body.Typed) -> None:
        message.stop()
        if not self._from_body(message) or self.sitting.over:
            return
        self._touched = True
        if self.message or self._noted:
            self.message = self._noted = ""
            self.draw()
        self.sitting.typing(message.value)
        if self._typed is None:
            self._typed = self.set_timer(TYPED_AFTER, self.save_typing)

    def on_body_noted(self, message: Body.Noted) -> None:
        message.stop()
        if self._from_body(message):
            self.take_note(self.body, message.text)

    def take_note(self, body: Body | None, text: str) -> None:
        """Words of the body in view for the note row, drawn with what else changed."""
        if body is self.body:
            self._noted = text
            self.draw()

    def _from_body(self, message: Body.Answered | Body.Wanted | Body.Typed | Body.Noted) -> bool:
        """Whether the body in view sent it, and not one that has gone."""
        sender = message._sender
        return sender is None or sender is self.body

    def on_descendant_focus(self) -> None:
        self.draw()

    # Events

    def save_typing(self) -> None:
        """Put what is being typed on disk, if it is not there yet."""
        if self._typed is not None:
            self._typed.stop()
            self._typed = None
        if not self.sitting.over:
            self.sitting.save_typing()

    def send(self, event: Event) -> None:
        """Send what the person did, if it is allowed now."""
        view = self.sitting.view
        later = isinstance(event, Stop) and view.asked_again
        if self._left or (event.name not in view.allowed and not later):
            return
        if self._typed is not None:
            self._typed.stop()
            self._typed = None
        try:
            self.sitting.send(event)
        except Refused as refused:
            if self.body is not None:
                self.body.refused(str(refused))
            return
        self.after_send()

    def after_send(self) -> None:
        """Show the next step, or first say that the answer is not on disk."""
        if self.sitting.over and self.sitting.view.quick and self.sitting.unsaved is None:
            self._leave()
            return
        if self.sitting.unsaved is not None and not self._tried:
            from studio.tui.not_saved import NotSavedScreen

            self._tried = True
            self.app.push_screen(NotSavedScreen(self.sitting), lambda _: self.follow())
            return
        self._tried = self.sitting.unsaved is not None and self._tried
        if self.sitting.take_line():
            from studio.practice.heavy_words import SHORT

            self.message = SHORT.format("Ctrl+G")
        self.follow()

    # Keys

    def action_held_enter(self) -> None:
        """Drop a bare Enter that comes as the step appears; let every other one through."""
        if self._touched or self.studio.clock() - self._appeared >= HELD:
            self._touched = True
            raise SkipAction

    def action_touched(self) -> None:
        """A key that marks or moves: somebody is answering, so an Enter after it is meant."""
        self._touched = True
        if self.message:
            self.message = ""
            self.draw()
        raise SkipAction

    def pressed(self, key: str) -> bool:
        self._touched = True
        view = self.sitting.view
        if key == "escape":
            self.open_menu()
            return True
        if view.kind == "end":
            return self._at_end(key)
        if self.typing:
            return False
        if self._goes_on_writing(key):
            return True
        if key == " " and view.kind in TIMED and "pause" in view.allowed:
            self.open_menu()
            return True
        if key == "s":
            self.skip()
            return True
        if key == "enter" and self.focused is None:
            self.go_on()
            return True
        return False

    def _goes_on_writing(self, key: str) -> bool:
        """Whether a sentence is being typed where letters are keys: none of its letters acts."""
        if not _is_letter(key) or self.studio.clock() - self._stray >= WRITING:
            return False
        self._stray = self.studio.clock()
        self.say(NOT_WORDS)
        return True

    def _global(self, key: str) -> bool:
        meant = super()._global(key)
        if not meant and _is_letter(key):
            self._stray = self.studio.clock()
        return meant

    def _at_end(self, key: str) -> bool:
        if key == "enter":
            self.finish()
        elif key == "v":
            self.read_it_all()
        else:
            return False
        return True

    def command(self, name: str) -> bool:
        if name in READING and (self.sitting.view.sheet or self.sitting.view.private):
            return False
        own = {
            "next": self.go_on,
            "back": self.back,
            "skip": self.skip,
            "stop": self.stop,
            "so_far": self.so_far,
        }.get(name)
        if own is not None:
            own()
            return True
        if name in ("help", "cover", "keys", "find", *READING):
            self._hold()
            return self.studio.command(name, lambda _: self._let_go())
        return False

    def go_on(self) -> None:
        """What Ctrl+N and the footer's next do."""
        if self.sitting.view.kind == "end":
            self.finish()
        elif self.body is not None:
            self.body.next()

    def back(self) -> None:
        self.save_typing()
        self.send(Back())

    def skip(self) -> None:
        """Past what is asked: a blank, the part of a timed step, else the step."""
        if self.body is not None and "skip" in self.sitting.view.allowed and self.body.leave_out():
            return
        self.save_typing()
        self.send(SkipPart() if "skip_part" in self.sitting.view.allowed else Skip())

    def so_far(self) -> None:
        """Everything answered so far, over the step."""
        from studio.tui.so_far import SoFarScreen

        self.hold_and_open(SoFarScreen(self.sitting))

    def open_menu(self, note: str = "") -> None:
        """Pause, and the menu."""
        if self.sitting.view.kind == "end":
            return
        from studio.tui.menu import MenuScreen

        self._hold()
        self.app.push_screen(MenuScreen(self, note), self._from_menu)

    def _from_menu(self, name: str | None) -> None:
        if name in (None, "next"):
            self._let_go()
        elif name == "end_step":
            self._let_go()
            self.send(EndStep())
        elif name in ("back", "skip"):
            self._let_go()
            self.command(name)
        elif name == "stop":
            self.stop()
        else:
            self._let_go()
            self.command(str(name))

    def stop(self) -> None:
        """Everything stands still and is kept before the sheet is drawn."""
        if self.sitting.view.kind == "end":
            self._close()
            self.studio.quit()
            return
        from studio.tui.stop import StopScreen

        self._hold()
        self.app.push_screen(StopScreen(self.sitting), self._from_stop)

    def _from_stop(self, chosen: str | None) -> None:
        if chosen == "stop":
            self.send(Stop())
            if not self.sitting.over:
                self._leave()
        elif chosen == "later":
            self.sitting.later()
            self._leave()
        elif chosen == "erase":
            try:
                self.sitting.abandon()
            except StudioError as error:
                self._let_go()
                self.say(str(error))
                return
            self._leave()
        else:
            self._let_go()

    # Standing still

    def _hold(self) -> None:
        """Save what is typed and stop the clock."""
        self.save_typing()
        view = self.sitting.view
        if "pause" in view.allowed and not view.paused:
            self.sitting.send(Pause())
            self.follow()

    def _let_go(self) -> None:
        if self.sitting.view.paused and "resume" in self.sitting.view.allowed:
            self.sitting.send(Resume())
        self.follow()

    def hold_and_open(self, screen: PageScreen[Any]) -> None:
        """Open a screen over this one; time stands still until it has closed."""
        self._hold()
        self.app.push_screen(screen, lambda _: self._let_go())

    # The end

    def read_it_all(self) -> None:
        """The outcome, question by question."""
        if self.sitting.outcome is None:
            return
        from studio.tui.record import RecordScreen

        self.app.push_screen(RecordScreen(self.sitting.outcome))

    def finish(self) -> None:
        """From the last screen: back to Today, or to what it opens."""
        opens = getattr(self.sitting.view.prompt, "opens", "")
        self._leave(opens if opens and self.studio.desk.has(opens) else "")

    def _leave(self, opens: str = "") -> None:
        """Close, with what there is to tell whoever opened this."""
        self._close()
        self.dismiss(Played(self.sitting.outcome is not None, opens))

    def _close(self) -> None:
        self._left = True
        self.time.stop()
        if self.sitting in self.studio.sittings:
            self.studio.sittings.remove(self.sitting)


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isalpha()
