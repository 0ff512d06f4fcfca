"""From the bytes a terminal sends to the messages Textual understands.

For: decoding any bytes at all. Text may be cut anywhere, may not be UTF-8, may hold control
sequences nobody has heard of, and may open a paste that never ends; none of it raises, and
nothing but a key, a click or a paste comes out. Sequences are told apart by their shape
(ECMA-48), so an unknown one disappears whole and takes no typed letter with it; Textual's own
tables then name the keys.

May import textual and `studio.format.clean`. Never reads a descriptor and never asks a clock:
`now` is seconds on any clock that only goes forward.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

ESC = "\x1b"
PASTE_BEGINS = "\x1b[200~"
PASTE_ENDS = "\x1b[201~"

ESCAPE_DELAY = 0.1
"""Seconds a started sequence may wait for its rest; then a lone ESC is the Escape key."""

PASTE_PATIENCE = 2.0
"""Seconds a paste may be silent before what came is handed on as if it had ended."""

TYPED_AT_MOST = 16
"""Bytes: a read this small may be a hand on the keyboard and does not prolong a paste."""

FARTHEST_CELL = 10_000

# C0 controls but BEL and ESC never occur in a terminal's own strings.
_STRING_BODY = r"[^\x00-\x06\x08-\x1a\x1c-\x1f\x1b\x07]"
_LINUX_FUNCTION = re.compile(r"\x1b\[\[[A-E]")
_OLD_MOUSE = re.compile(r"\x1b\[M[\s\S]{3}")
_RXVT_SHIFT = re.compile(r"\x1b\[\d{1,2}\$")
_CSI = re.compile(r"\x1b\[[0-?]{0,60}[ -/]{0,4}[@-~]")
_CSI_BROKEN = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]?")
_SS3 = re.compile(r"\x1bO[0-9;]{0,4}[@-~]")
_STRING = re.compile(rf"\x1b[\]P_^X]{_STRING_BODY}{{0,4096}}(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(
    r"\x1b(?:\[(?:[0-?]{0,60}[ -/]{0,4}|M[\s\S]{0,2}|\[)"
    rf"|O[0-9;]{{0,4}}|[\]P_^X]{_STRING_BODY}{{0,4096}}\x1b?)?"
)
_SYNC_REPORT = re.compile(r"\x1b\[\?2026;([123])\$y")
_MOUSE = re.compile(r"\x1b\[<\d+;\d+;\d+[Mm]")

# Alone they say nothing, between letters they join or part them (Persian, Hindi, emoji), and
# a keyboard sends one character at a time.
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


class InputDecoder:
    """Holds what of the input is not complete yet.

    Feed it bytes as they come, call `tick` at or after `deadline`, and send on, in order, the
    messages both return.
    """

    def __init__(
        self, *, escape_delay: float = ESCAPE_DELAY, paste_patience: float = PASTE_PATIENCE
    ) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._keys = XTermParser()
        self._escape_delay = escape_delay
        self._paste_patience = paste_patience
        self._rest = ""
        self._pasted: list[str] | None = None
        self.deadline: float | None = None

    @property
    def in_paste(self) -> bool:
        """Whether a paste has begun whose end has not come."""
        return self._pasted is not None

    def feed(self, data: bytes, now: float) -> list[Message]:
        """Take `data` and return the messages that are complete, in order."""
        was_in_paste = self.in_paste
        out: list[Message] = []
        self._rest += self._decode(data)
        self._consume(out)
        if self.in_paste:
            if not was_in_paste or len(data) > TYPED_AT_MOST or self.deadline is None:
                self.deadline = now + self._paste_patience
        else:
            self.deadline = now + self._escape_delay if self._rest else None
        return out

    def tick(self, now: float) -> list[Message]:
        """Give up waiting for whatever is overdue at `now`; returns what it turned out to be."""
        if self.deadline is None or now < self.deadline:
            return []
        self.deadline = None
        out: list[Message] = []
        if self.in_paste:
            self._end_paste(self._rest, out)
            self._rest = ""
        else:
            self._settle_unfinished(out)
        return out

    def _consume(self, out: list[Message]) -> None:
        """Turn the front of the waiting text into messages until it is empty or unfinished."""
        while self._rest:
            if self._pasted is not None:
                if not self._consume_paste(out):
                    return
                continue
            text, position = self._rest, 0
            while position < len(text) and self._pasted is None:
                size = self._one(text, position, out)
                if size == 0:
                    break
                position += size
            self._rest = text[position:]
            if position < len(text) and self._pasted is None:
                return

    def _consume_paste(self, out: list[Message]) -> bool:
        """Move waiting text into the paste; True when the paste's end was found in it."""
        assert self._pasted is not None
        body, end, after = self._rest.partition(PASTE_ENDS)
        if end:
            self._rest = after
            self._end_paste(body, out)
            return True
        held = _shared_edge(body, PASTE_ENDS)
        self._pasted.append(body[: len(body) - held])
        self._rest = body[len(body) - held :]
        return False

    def _end_paste(self, last: str, out: list[Message]) -> None:
        from studio.format.clean import clean

        text = "".join([*(self._pasted or []), last])
        self._pasted = None
        # Terminals send a pasted line break as the Enter key would be sent.
        text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
        if text:
            out.append(events.Paste(text))

    def _one(self, text: str, at: int, out: list[Message]) -> int:
        """Handle the one thing at `at`; returns its length, 0 when it is not complete yet."""
        if text[at] != ESC:
            out.extend(self._key(text[at]))
            return 1
        for shape in (_LINUX_FUNCTION, _OLD_MOUSE, _RXVT_SHIFT, _CSI, _SS3, _STRING):
            match = shape.match(text, at)
            if match is None:
                continue
            found = match.group()
            if (shape is _CSI and found == "\x1b[M") or found == "\x1b[[":
                break  # the front of a longer one
            if shape is _RXVT_SHIFT and found not in ANSI_SEQUENCES_KEYS:
                continue
            if shape not in (_OLD_MOUSE, _STRING):
                self._sequence(found, out)
            return len(found)
        if _UNFINISHED.fullmatch(text, at):
            return 0
        return self._broken(text, at, out)

    def _broken(self, text: str, at: int, out: list[Message]) -> int:
        """Handle an ESC that begins no known shape; returns how much of `text` it used."""
        following = text[at + 1]
        if following == ESC:
            out.append(events.Key("escape", ESC))
            return 1
        if following == "[":
            match = _CSI_BROKEN.match(text, at)
            return len(match.group()) if match else 2
        return self._alt(following, out)

    def _alt(self, character: str, out: list[Message]) -> int:
        """Escape and `character` came as one: a chord, or two keys when it is a control key."""
        known = list(self._key_events(ESC + character))
        if known:
            out.extend(known)
        elif not character.isprintable():
            out.append(events.Key("escape", ESC))
            out.extend(self._key(character))
        else:
            for key in self._key(character):
                name = f"shift+{key.key.lower()}" if key.key.isupper() else key.key
                # No character: in a text field the chord is a command and never a letter.
                out.append(events.Key(f"alt+{name}", None))
        return 2

    def _sequence(self, sequence: str, out: list[Message]) -> None:
        """Name one complete control sequence; what has no name is dropped."""
        if sequence == PASTE_BEGINS:
            self._pasted = []
        elif _SYNC_REPORT.fullmatch(sequence):
            out.append(messages.TerminalSupportsSynchronizedOutput())
        elif _MOUSE.fullmatch(sequence):
            self._click(sequence, out)
        else:
            out.extend(self._key_events(sequence))

    def _click(self, sequence: str, out: list[Message]) -> None:
        event = self._keys.parse_mouse_code(sequence)
        if isinstance(event, events.MouseMove) or not isinstance(event, events.MouseEvent):
            return
        if max(event.x, event.y) <= FARTHEST_CELL:
            out.append(event)

    def _key(self, character: str) -> list[events.Key]:
        """The key that sends this one character; none for what no field may hold."""
        if not character.isprintable() and character not in _JOINERS and ord(character) > 0x7F:
            from studio.format.clean import clean

            character = clean(character, lines=False)
            if len(character) != 1:
                return []
        return list(self._key_events(character))

    def _key_events(self, sequence: str) -> Iterator[events.Key]:
        """Ask Textual's tables, which raise on some codes (a code point past the last one)."""
        try:
            named = list(self._keys._sequence_to_key_events(sequence))
        except (ValueError, OverflowError, LookupError, TypeError, AttributeError):
            return  # not a key that exists, so there is nothing to hand on
        for key in named:
            if key.key != Keys.Ignore and _may_be_typed(key):
                yield key

    def _settle_unfinished(self, out: list[Message]) -> None:
        """The rest of a sequence did not come: find out what was meant by its front."""
        unfinished, self._rest = self._rest, ""
        if unfinished in ANSI_SEQUENCES_KEYS:
            out.extend(self._key_events(unfinished))
        elif len(unfinished) == 2:
            self._alt(unfinished[1], out)
        elif unfinished[1:2] in "]P_^X":
            # A terminal's reply would have been complete: this is Escape and quick typing.
            self._alt(unfinished[1], out)
            self._rest = unfinished[2:]
            self._consume(out)


def _may_be_typed(key: events.Key) -> bool:
    """False for a code that claims to be text and is a surrogate, an override or the like."""
    character = key.character
    if character is None or len(character) != 1 or ord(character) <= 0x7F:
        return True
    return character.isprintable() or character.isspace() or character in _JOINERS


def _shared_edge(text: str, marker: str) -> int:
    """How many characters at the end of `text` may be the beginning of `marker`."""
    for size in range(min(len(text), len(marker) - 1), 0, -1):
        if text.endswith(marker[:size]):
            return size
    return 0
