"""Small questions about each thing chosen or written: their state and their rows.

For: `each` of choices, picks and lists. Holds what was answered for which
item and where the mark is; says what a key does to the answer under it. Words
are typed in the body's own field. Pure but for that; may import rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len

from studio.engine.prompts import Ask
from studio.tui.page import visible
from studio.tui.paper import Value
from studio.tui.rows import BLANK, Piece, Row, fit, pad, row, wrap

OPEN = "_"
LABEL_CELLS = 12  # an item's words take at least these
ANSWER = 24  # cells beside an item for a bar and its number, or what was chosen
BAR = 10  # the longest scale drawn as a bar


class Spot(NamedTuple):
    """An item and the place of one of the questions about it."""

    item: Hashable
    ask: int


class Asking:
    """What was answered about each item. `spot` is where the mark is, if among these."""

    def __init__(self, asks: tuple[Ask, ...]) -> None:
        self.asks = asks
        self.values: dict[Hashable, dict[str, Any]] = {}
        self.spot: Spot | None = None
        self.passed: set[Spot] = set()

    def take_up(self, item: Hashable, fields: dict[str, Any]) -> None:
        """Remember earlier answers about an item."""
        known = {ask.name for ask in self.asks}
        self.values[item] = {name: value for name, value in fields.items() if name in known}

    def fields(self, item: Hashable) -> dict[str, Any]:
        """What was answered about an item, by field; open ones are left out."""
        return dict(self.values.get(item, {}))

    def spots(self, items: Iterable[Hashable]) -> list[Spot]:
        return [Spot(item, place) for item in items for place in range(len(self.asks))]

    def first_open(self, items: Iterable[Hashable]) -> Spot | None:
        """The first question neither answered nor passed by with Enter."""
        for spot in self.spots(items):
            if self.value(spot) is None and spot not in self.passed:
                return spot
        return None

    def value(self, spot: Spot) -> Value:
        return self.values.get(spot.item, {}).get(self.asks[spot.ask].name)

    def put(self, spot: Spot, value: Value) -> None:
        """Answer a question; None takes the answer away."""
        fields = self.values.setdefault(spot.item, {})
        if value is None:
            fields.pop(self.asks[spot.ask].name, None)
        else:
            fields[self.asks[spot.ask].name] = value

    def walk(self, items: Iterable[Hashable], by: int) -> bool:
        """Move the mark to the next or the last question; False at either end."""
        spots = self.spots(items)
        if self.spot not in spots:
            return False
        there = spots.index(self.spot) + by
        if not 0 <= there < len(spots):
            return False
        self.spot = spots[there]
        return True

    @property
    def asked(self) -> Ask | None:
        """The question under the mark."""
        return None if self.spot is None else self.asks[self.spot.ask]

    def wants_words(self, key: str) -> bool:
        """Whether this key means that words are to be typed for the question under the mark."""
        ask = self.asked
        if ask is None:
            return False
        if ask.kind == "text":
            return key in ("space", "enter", "right")
        return ask.kind == "choice" and bool(ask.own) and key == "0"

    def words(self) -> str:
        """The words typed so far for the question under the mark."""
        value = self.value(self.spot) if self.spot is not None else None
        if isinstance(value, dict):
            return str(value.get("own", ""))
        return value if isinstance(value, str) and self.asked and self.asked.kind == "text" else ""

    def put_words(self, words: str) -> None:
        """Answer the question under the mark with words."""
        if self.spot is None or self.asked is None:
            return
        value: Any = words if self.asked.kind == "text" else {"own": words}
        self.put(self.spot, value if words else None)

    def pressed(self, key: str) -> bool:
        """Change the answer under the mark; whether the key was for it."""
        if self.spot is None or self.asked is None:
            return False
        ask, now = self.asked, self.value(self.spot)
        if key in ("delete", "backspace"):
            self.put(self.spot, now // 10 or None if _shortens(ask, key, now) else None)
        elif len(key) == 1 and key.isdigit():
            self._digit(ask, now, int(key))
        elif key in ("left", "right") and ask.kind != "text":
            self._step(ask, now, 1 if key == "right" else -1)
        else:
            return False
        return True

    def _digit(self, ask: Ask, now: Value, digit: int) -> None:
        assert self.spot is not None
        if ask.kind == "choice":
            if 1 <= digit <= len(ask.options):
                self.put(self.spot, ask.options[digit - 1].value)
        elif ask.kind in ("scale", "number"):
            value = typed_number(now, digit, ask_low(ask), ask_high(ask))
            if value is not None:
                self.put(self.spot, value)

    def _step(self, ask: Ask, now: Value, by: int) -> None:
        assert self.spot is not None
        if ask.kind == "choice":
            values = [option.value for option in ask.options]
            at = values.index(now) if now in values else (-1 if by > 0 else 0)
            self.put(self.spot, values[(at + by) % len(values)])
            return
        low, high = ask_low(ask), ask_high(ask)
        if now is None:
            self.put(self.spot, low if by > 0 or high is None else high)
        else:
            self.put(self.spot, max(low, now + by if high is None else min(high, now + by)))


def _shortens(ask: Ask, key: str, now: Value) -> bool:
    return key == "backspace" and ask.kind == "number" and isinstance(now, int)


def ask_low(ask: Ask) -> int:
    return ask.min if ask.min is not None else 0


def ask_high(ask: Ask) -> int | None:
    if ask.max is not None:
        return ask.max
    return 10 if ask.kind == "scale" else None


def typed_number(now: int | None, digit: int, low: int, high: int | None) -> int | None:
    """What a digit makes of a number: `1` then `0` is 10, `0` again is 0.

    A digit continues the number only where that stays within `high` and no
    single digit could be meant (on 0 to 10 that is the 0 after the 1). None
    where the digit cannot be the start of anything allowed.
    """
    joined = (now or 0) * 10 + digit
    within = high is None or joined <= high
    if now and now > 0 and within and (digit == 0 or high is None or high > 10):
        return joined
    if low <= digit and (high is None or digit <= high):
        return digit
    return digit if digit and (high is None or digit * 10 <= high) else None


def shown_value(ask: Ask, value: Value) -> str:
    """An answer as a person reads it; `_` while it is open, nothing where words are typed."""
    if value is None:
        return "" if ask.kind == "text" else OPEN
    if isinstance(value, dict):
        return str(value.get("own", ""))
    for option in ask.options:
        if option.value == value:
            return option.label
    return str(value)


def keys_note(ask: Ask) -> str:
    """Which keys answer, where the question itself stands above."""
    if ask.kind == "text":
        return "Enter takes it; an empty line leaves it open."
    if ask.kind == "choice":
        return "Type a number or use Left and Right. Enter goes on."
    return "Type a number. Enter goes on."


def question(ask: Ask) -> str:
    """The question with its range and the words at its ends."""
    text = ask.text
    if ask.kind == "scale":
        ends = [f"{ask_low(ask)} {ask.low}".strip(), f"{ask_high(ask)} {ask.high}".strip()]
        if not (ask.low or ask.high):
            return f"{text} {ends[0]}-{ends[1]}."
        return f"{text} {ends[0]}, {ends[1]}."
    return text


def option_lines(ask: Ask, width: int, indent: int) -> list[Row]:
    """What can be chosen for the question under the mark, by number."""
    if ask.kind != "choice":
        return []
    pairs = [f"{digit} {option.label}" for digit, option in enumerate(ask.options, start=1)]
    if ask.own:
        pairs.append(f"0 {ask.own}")
    text = "   ".join(pair.replace(" ", "\u00a0") for pair in pairs)
    return [
        row(" " * indent, Piece(line.replace("\u00a0", " "), "quiet"))
        for line in wrap(text, width - indent)
    ]


def fits_beside(asking: Asking, width: int) -> bool:
    """Whether the question under the mark can be read in the note row, with its ends."""
    return asking.asked is None or cell_len(question(asking.asked)) <= width


def alone(
    asking: Asking, items: Sequence[tuple[Hashable, str]], width: int, room: int
) -> tuple[list[Row], bool]:
    """The question under the mark in full, and as many items as `room` has rows for.

    The question stays on top; the marked item is among those in sight. Also whether more
    lie below.
    """
    assert asking.asked is not None
    head = [row(Piece(line, "question")) for line in wrap(question(asking.asked), width)]
    rows = asking_rows(asking, items, width, most=width - ANSWER, beside=False)
    if len(head) + 1 + len(rows) <= room:
        head.append(BLANK)
    return visible([*head, *rows], room, len(head))


def asking_rows(
    asking: Asking,
    items: Sequence[tuple[Hashable, str]],
    width: int,
    *,
    most: int = 0,
    beside: bool = True,
) -> list[Row]:
    """One row for each question about each item: the item, the answer, what is asked.

    `most` are the cells an item's words may take, a third of the row if not given; `beside`
    says what is asked on the marked row.
    """
    rows: list[Row] = []
    wanted = max([LABEL_CELLS, *(cell_len(label) + 2 for _, label in items)])
    cells = min(wanted, most or width // 3)
    for item, label in items:
        for place, ask in enumerate(asking.asks):
            spot = Spot(item, place)
            marked = spot == asking.spot
            voice = "mark" if marked else "text"
            lead = ("› " if marked else "  ") + pad(label if place == 0 else "", cells)
            pieces = [Piece(lead, voice, spot), *_answer(ask, asking.value(spot), spot)]
            room = width - sum(cell_len(piece.text) for piece in pieces)
            if marked and beside and room > 8:
                pieces.append(Piece("     " + fit(_briefly(ask), room - 5), "quiet", spot))
            rows.append(Row(tuple(pieces), spot, marked))
            if marked:
                rows += option_lines(ask, width, cells + 2)
    return rows


def _answer(ask: Ask, value: Value, spot: Spot) -> list[Piece]:
    low, high = ask_low(ask), ask_high(ask)
    if ask.kind == "scale" and high is not None and high - low <= BAR:
        filled = 0 if value is None else value - low
        shown = "" if value is None else str(value)
        return [
            Piece("●" * filled, "accent", spot),
            Piece("·" * (high - low - filled), "edge", spot),
            Piece(f"  {shown}", "text", spot),
        ]
    return [Piece(shown_value(ask, value), "text", spot)]


def _briefly(ask: Ask) -> str:
    text = ask.text.rstrip("?. ")
    text = text[:1].lower() + text[1:]
    if ask.kind == "scale":
        return f"{text}, {ask_low(ask)}-{ask_high(ask)}"
    return text
