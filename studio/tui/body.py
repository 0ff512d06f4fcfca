"""What stands in the answer rows of a step: the base of every kind's widget.

For: the contract between the player (header, question, note, footer, global
keys) and one step kind. A body draws and takes keys; it posts what the person
did and never sends anything to a sitting. May import textual, the engine's
view and events. Never reads a clock but `look.clock`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from studio.engine.events import Event
    from studio.engine.view import View


@dataclass(frozen=True)
class Look:
    """How this person wants things to look and move, and where time comes from.

    `motion` is "gentle" or "words"; `slow` asks for little redrawing; `ascii`
    says that only ASCII glyphs reach the screen (the app translates the drawn
    glyphs itself); `width` is the terminal's columns when the step appeared;
    `clock` gives monotonic seconds; `contacts(topic)` gives an object with
    `.country`, `.emergency`, `.lines` (each `.name .number .how .hours`),
    `.own` and `.notice`.
    """

    motion: str
    slow: bool
    ascii: bool
    bell: bool
    width: int
    clock: Callable[[], float]
    contacts: Callable[[str], Any]


class Body(Widget):
    """The answer rows of one step.

    The shell gives it rows 9-19 of 24 (66 cells wide); with `wants_question`
    off it gets rows 3-19 and draws the words itself, the first of them on its
    row `question_row`. It takes focus itself or holds what does.
    """

    wants_question: bool = True
    question_row: int = 4
    """The body's own row at which the question's row stands, if it draws the question."""

    class Answered(Message):
        """Enter was pressed on an answer in the shape the prompt takes."""

        def __init__(self, value: Any) -> None:  # noqa: ANN401 - its prompt says which
            self.value = value
            super().__init__()

    class Wanted(Message):
        """The person asked for something other than answering (`Next()`, `OwnPace()`)."""

        def __init__(self, event: Event) -> None:
            self.event = event
            super().__init__()

    class Typed(Message):
        """What is in progress changed; `value` has the shape of the answer."""

        def __init__(self, value: Any) -> None:  # noqa: ANN401 - its prompt says which
            self.value = value
            super().__init__()

    class Noted(Message):
        """Words for the note row until the next key; "" brings the usual note back."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self, view: View, look: Look) -> None:
        super().__init__()
        self.view = view
        self.look = look

    @property
    def in_field(self) -> bool:
        """Whether a text field has the focus, so that letters are words."""
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """This step's own footer keys, most needed first: (("Space", "mark"),)."""
        return ()

    def note(self) -> str:
        """What the note row says when nothing else is to be said."""
        return ""

    def next(self) -> None:
        """Submit what is there: the same as Enter."""

    def leave_out(self) -> bool:
        """Leave out the part of this step that is asked now, and say so by True.

        False: there are no parts to leave out, and a skip passes the whole step.
        """
        return False

    def update(self, view: View) -> None:
        """The same step with a newer view (its clock, a revealed pair)."""
        self.view = view
        self.refresh()

    def while_typing(self) -> None:
        """A field of this body has new words: draw what hangs on them, in the same frame."""

    def refused(self, message: str) -> None:
        """The answer did not fit; `message` is a sentence for the person."""
        self.tell(message)

    def tell(self, text: str) -> None:
        """Put words in the note row; "" brings the usual note back.

        A screen that can (`take_note`) takes them at once: a message would come
        after the rows were painted, and a key would be painted twice.
        """
        take_note = getattr(self.screen, "take_note", None) if self.is_attached else None
        if take_note is None:
            self.post_message(Body.Noted(text))
        else:
            take_note(self, text)
