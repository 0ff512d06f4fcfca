"""compose: blanks filled one at a time, then the drafts they make, then one's own text.

A blank that only one of several drafts needs is asked once that one is taken.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.composing import nothing_yet
from studio.engine.events import Skip
from studio.engine.phrases import one_or_more
from studio.engine.prompts import ComposePrompt, SlotAsk
from studio.engine.view import View
from studio.engine.words import count_words
from studio.tui.blanks import Blanks
from studio.tui.body import Body, Look
from studio.tui.drafts import Drafts
from studio.tui.fields import Line
from studio.tui.kinds.text import words_note
from studio.tui.marking import Marking
from studio.tui.options import numbered, option_rows
from studio.tui.page import visible
from studio.tui.paper import ENTER, MORE_BELOW, Paper
from studio.tui.rows import BLANK, Piece, Row, Rows, row, wrap
from studio.tui.script_rows import script_rows, so_far_rows
from studio.tui.skip_words import or_skip

Stage = Literal["slots", "drafts", "edit", "clash"]
NOTHING = "Every blank was left out, so there is no text."
LEAVE_OUT = "Enter on the empty line leaves this one out."
CHOOSE = "Type a number or use the arrows. Enter goes on."
NOTHING_NOTE = "Enter goes on without it."
BLANKS_TO_COME = "Enter takes it, and asks for what is blank in it."
BREATH = "One breath holds about 25."
ONE_BREATH = 25
ALOUD = 40  # longer than that, it is hardly meant to be said in one breath
CLASH = ("Put it in", "Keep your text")
TALL = 4  # rows of the field for editing
SCRIPT = 4  # rows that the script has at least, beside what is chosen from


class ComposeBody(Paper):
    """Answers `{"slots": {…}, "version": v}`, with `text` and `edited` once it was changed."""

    DEFAULT_CSS: ClassVar[str] = "ComposeBody Line { display: none; }"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        earlier = view.earlier if isinstance(view.earlier, dict) else {}
        self.blanks = Blanks(self.prompt, dict(earlier.get("slots") or {}))
        self.drafts = Drafts(self.prompt, self.blanks, earlier)
        self.marking = Marking(self.prompt.lint)
        self.option: int | None = None
        self.choice: int | None = None  # of the two answers to a clash
        self.shown_words = 0
        self.to_edit = False  # the draft is to be changed, once its blanks are filled
        self.more_options = False  # more to choose from than there is room for
        first_open = self.blanks.first_open()
        self.blanks.at = first_open or 0
        self.stage: Stage = "slots" if first_open is not None else "drafts"

    @property
    def prompt(self) -> ComposePrompt:
        assert isinstance(self.view.prompt, ComposePrompt)
        return self.view.prompt

    @property
    def asked(self) -> SlotAsk:
        return self.blanks.here

    @property
    def _typing(self) -> bool:
        """Whether the blank that is asked is filled in the field."""
        return self.stage == "slots" and not self.asked.options and self.is_mounted

    def slot_words(self) -> dict[str, str]:
        """What stands in each blank, the one being typed included."""
        words = self.blanks.words()
        return {**words, self.asked.name: self.field.words} if self._typing else words

    def in_progress(self) -> dict[str, Any]:
        """The answer as it stands."""
        slots = self.blanks.filled
        if self._typing:
            slots = {**slots, self.asked.name: self.field.words}
        return self.drafts.answer(slots)

    # Drawing

    def compose(self) -> ComposeResult:
        yield Rows(id="above")
        yield Line(id="words")
        yield Rows(id="below")

    @property
    def field(self) -> Line:
        return self.query_one("#words", Line)

    def start(self) -> None:
        self._enter_stage(self.stage)

    def draw(self) -> None:
        above, below = {
            "slots": self._slot_rows,
            "drafts": self._draft_rows,
            "edit": self._edit_rows,
            "clash": self._clash_rows,
        }[self.stage]()
        self.field.display = self.stage == "slots" and not self.asked.options
        for editor in self.query("#text"):
            editor.display = self.stage == "edit"
        self.query_one("#above", Rows).show(above)
        self.query_one("#below", Rows).show(below)

    def _slot_rows(self) -> tuple[list[Row], list[Row]]:
        """The blank that is asked, and of the script what there is room for around it."""
        height = self.size.height or 11
        above = [row(Piece(self.asked.label, "question"))]
        self.more_options = False
        if self.asked.options:
            labels = [(option.label, option.hint) for option in self.asked.options]
            taken = () if self.option is None else (self.option,)
            options = option_rows(numbered(labels), self.option, taken, self.room)
            room = max(3, height - SCRIPT - len(above))
            shown, self.more_options = visible(options, room)
            above += shown
        marking = self.marking.rows(self.room)
        field = 0 if self.asked.options else 1
        room = height - len(above) - field - len(marking) - 1
        script = script_rows(
            self.drafts.live,
            self.slot_words(),
            self.room,
            blanks=[one.name for one in self.prompt.slots],
            at=self.asked.name,
        )
        return above, [BLANK, *marking, *so_far_rows(script, max(2, room))]

    def _draft_rows(self) -> tuple[list[Row], list[Row]]:
        if self._empty:
            return [row(Piece(line)) for line in wrap(NOTHING, self.room)], []
        return self.drafts.rows(self.slot_words(), self.room, self.size.height or 11), []

    def _edit_rows(self) -> tuple[list[Row], list[Row]]:
        return [], [BLANK, *self.marking.rows(self.room)]

    def _clash_rows(self) -> tuple[list[Row], list[Row]]:
        shown = numbered([(label, "") for label in CLASH])
        taken = () if self.choice is None else (self.choice,)
        options = option_rows(shown, self.choice, taken, self.room)
        drafts = self.drafts
        return [*drafts.script(drafts.live, self.slot_words(), self.room), BLANK, *options], []

    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.stage == "slots":
            return () if self.in_field else (("s", "leave out"),)
        if self.stage == "drafts" and self._empty:
            return (("Enter", "go on"), *((("e", "write it"),) if self.prompt.edit else ()))
        if self.stage == "drafts":
            edit = (("e", "edit"),) if self.prompt.edit else ()
            return (("Enter", "take it"), *edit)
        return (("Ctrl+N", "take it"),) if self.stage == "edit" else ()

    def usual(self) -> str:
        if self.stage == "clash":
            return "Put it in, or keep your text?"
        if self.stage == "drafts" and self._empty:
            return NOTHING_NOTE
        drafts = self.drafts
        if self.stage == "slots":
            if self.prompt.max_words:
                return words_note(drafts.made(self.slot_words()), self.prompt.max_words)
            if self.asked.options:
                return f"{MORE_BELOW} · {CHOOSE}" if self.more_options else CHOOSE
            return "Kept as you type." if self.field.words else LEAVE_OUT
        words = drafts.reads(self.slot_words())
        if self.prompt.max_words:
            return words_note(words, self.prompt.max_words)
        if drafts.taken is None and drafts.text is None:
            return "Type a number or use the arrows. Enter takes it."
        if drafts.text is None and self.blanks.to_come(drafts.live):
            return BLANKS_TO_COME
        count = count_words(words)
        said = f"{one_or_more(count, 'word')}."
        return f"{said} {BREATH}" if ONE_BREATH < count <= ALOUD else said

    @property
    def _empty(self) -> bool:
        """Whether there is nothing to take, and nothing has to be."""
        return not self.view.required and self.drafts.say_nothing(self.slot_words())

    # Stages

    def _enter_stage(self, stage: Stage) -> None:
        self.stage = stage
        if stage == "slots":
            value = self.blanks.filled.get(self.asked.name, "")
            values = [option.value for option in self.asked.options]
            self.option = values.index(value) if value in values else None
            if not values:
                self.field.write(value)
        if stage == "slots" and not self.asked.options:
            self.field.display = True
            self.field.focus(scroll_visible=False)
        elif stage == "edit":
            self._open_editor()
        else:
            self.focus(scroll_visible=False)
        self.redraw()
        self.call_after_refresh(self.redraw)

    def _open_editor(self) -> None:
        from studio.tui.long_field import Lines

        text = self.drafts.reads(self.slot_words())
        found = list(self.query("#text").results(Lines))
        if found:
            editor = found[0]
        else:
            editor = Lines(id="text")
            editor.styles.height = TALL
            self.mount(editor, after="#above")
        editor.write(text)
        editor.display = True
        editor.focus(scroll_visible=False)

    # Keys

    @property
    def in_field(self) -> bool:
        if not self.is_mounted:
            return False
        focused = self.screen.focused
        return focused is not None and focused is not self and focused in self.walk_children()

    def pressed(self, key: str, character: str) -> bool:
        return {
            "slots": self._in_slots,
            "drafts": self._in_drafts,
            "edit": self._in_editor,
            "clash": self._in_clash,
        }[self.stage](key)

    def _in_slots(self, key: str) -> bool:
        options = self.asked.options
        if key in ENTER or key == "tab":
            self.next()
        elif key == "shift+tab" or (key == "up" and not options):
            self._keep_slot()
            if self.blanks.step(-1):
                self._enter_stage("slots")
            elif self.blanks.draft is not None and len(self.drafts.all) > 1:
                self._enter_stage("drafts")
        elif options and key in ("up", "down"):
            step = 1 if key == "down" else -1
            at = (-1 if step > 0 else 0) if self.option is None else self.option
            self._choose_option((at + step) % len(options))
        elif options and key.isdigit() and 1 <= int(key) <= len(options):
            self._choose_option(int(key) - 1)
        else:
            return key == "down"
        return True

    def _choose_option(self, index: int) -> None:
        self.option = index
        self.blanks.filled[self.asked.name] = self.asked.options[index].value
        self.changed(self.in_progress())

    def _in_drafts(self, key: str) -> bool:
        drafts, many = self.drafts, len(self.drafts.all)
        if key in ENTER:
            self.next()
        elif key in ("left", "up", "right", "down") and many > 1:
            step = 1 if key in ("right", "down") else -1
            at = (-1 if step > 0 else 0) if drafts.taken is None else drafts.taken
            self._take_draft((at + step) % many)
        elif len(key) == 1 and key.isdigit() and 1 <= int(key) <= many:
            self._take_draft(int(key) - 1)
        elif key == "e" and self.prompt.edit:
            if drafts.taken is None and not self._empty:
                self.say("Pick a draft first.")
            else:
                drafts.taken = drafts.taken or 0
                self.to_edit = drafts.text is None and self.blanks.ask_for(drafts.live)
                self._enter_stage("slots" if self.to_edit else "edit")
        elif key == "shift+tab" and self.prompt.slots:
            if self.blanks.back_to_last(drafts.chosen):
                self._enter_stage("slots")
        else:
            return self.scrolled(key)
        return True

    def _take_draft(self, index: int) -> None:
        if index == self.drafts.taken:
            return
        self.drafts.taken = index
        if self.drafts.text is not None:
            self.choice = None
            self._enter_stage("clash")
        else:
            self.changed(self.in_progress())

    def _in_editor(self, key: str) -> bool:
        if key == "tab":
            self._enter_stage("drafts")
        return key in ("tab", "shift+tab")

    def _in_clash(self, key: str) -> bool:
        if key in ("1", "2"):
            self.choice = int(key) - 1
            self.redraw()
        elif key in ("up", "down"):
            first = 0 if key == "down" else 1
            self.choice = first if self.choice is None else 1 - self.choice
            self.redraw()
        elif key in ENTER:
            self.next()
        else:
            return False
        return True

    def clicked(self, name: object) -> None:
        if not isinstance(name, int):
            return
        if self.stage == "drafts":
            self._take_draft(name)
        elif self.stage == "clash":
            self._in_clash(str(name + 1))
        elif self.stage == "slots" and self.asked.options:
            self._choose_option(name)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.in_field and self.stage == "slots":
            self.post_message(Body.Typed(self.in_progress()))

    def while_typing(self) -> None:
        if not self.in_field or self.stage != "slots":
            return
        self.marking.read(self.field.value)
        words = count_words(self.field.value + "x")
        if not self.look.slow or words != self.shown_words:
            self.shown_words = words
            self.redraw()

    def on_text_area_changed(self) -> None:
        if self.stage != "edit":
            return
        from studio.tui.long_field import Lines

        editor = self.query_one("#text", Lines)
        self.marking.read(editor.text)
        if editor.words != self.drafts.reads(self.slot_words()):
            self.drafts.text = editor.words
            self.changed(self.in_progress())

    def _keep_slot(self) -> None:
        if not self.asked.options:
            self.blanks.filled[self.asked.name] = self.field.words

    def leave_out(self) -> bool:
        """The blank that is asked now stays empty; on the drafts the whole step is passed."""
        if self.stage != "slots":
            return False
        self.blanks.filled.pop(self.asked.name, None)
        self.option = None
        if not self.asked.options:
            self.field.write("")
        self.changed(self.in_progress())
        self._next_slot()
        return True

    def next(self) -> None:
        drafts = self.drafts
        if self.stage == "slots":
            self._next_slot()
        elif self.stage == "drafts" and self._empty:
            self.post_message(Body.Wanted(Skip()))
        elif self.stage == "clash":
            if self.choice is None:
                self.say("1 or 2, please.")
                return
            if self.choice == 0:
                drafts.text = None
            self._enter_stage("drafts")
            self.changed(self.in_progress())
        elif drafts.taken is None:
            self.say(f"Pick one{or_skip(self.view)}.")
        elif drafts.text is not None and not drafts.text:
            self.say("A word or two is enough.")
        elif drafts.text is None and self.stage == "drafts" and self.blanks.ask_for(drafts.live):
            self._enter_stage("slots")
        else:
            self.answer({**self.in_progress(), "slots": self.blanks.of(drafts.live)})

    def _next_slot(self) -> None:
        before = dict(self.blanks.filled)
        self._keep_slot()
        if self.blanks.step(1):
            self._enter_stage("slots")
            return
        if self.view.required and self.drafts.say_nothing(self.slot_words()):
            self.say(nothing_yet(required=True))
            return
        if self.to_edit:
            self.to_edit = False
            self._enter_stage("edit")
            return
        plain = len(self.drafts.all) == 1 and not self.prompt.edit and not self._empty
        if plain:
            self.answer(self.in_progress())
        elif self.drafts.text is not None and before != self.blanks.filled:
            self._enter_stage("clash")
        else:
            self._enter_stage("drafts")
