"""Where things stand on a screen of any size: rows and columns, as numbers.

For: the one column of 66 cells, the rows of a step at 80x24, and what goes
first when there is less room. Pure arithmetic; imports nothing of textual.
"""

from __future__ import annotations

from dataclasses import dataclass

COLUMN = 66
SECOND = 34
GAP = 4
TWO_COLUMNS = COLUMN + GAP + SECOND
SMALLEST = (40, 12)
FULL_HEIGHT = 24
PIN_ROWS = 3


@dataclass(frozen=True)
class Plan:
    """Rows and columns of one screen, counted from 0.

    `note` is None where it has no row of its own: it then stands on the last
    row above the footer while there is something to say. `pins` is how many
    rows they may take at `pin_row`. `second` is the first column of the second
    column, or None.
    """

    width: int
    height: int
    left: int
    column: int
    second: int | None
    header: int
    pin_row: int
    pins: int
    question: int
    note: int | None
    footer: int
    blanks: bool

    @property
    def roomy(self) -> bool:
        """Whether blank rows and the whole drawing have their place."""
        return self.blanks

    def row(self, drawn: int) -> int:
        """The row of this screen that row `drawn` of the 80x24 drawing becomes."""
        return self.question + drawn - 7

    @property
    def last_body_row(self) -> int:
        """The last row an answer may take."""
        return (self.note if self.note is not None else self.footer) - 1


def too_small(width: int, height: int) -> bool:
    """Whether nothing but a request for more room fits."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def plan(width: int, height: int) -> Plan:
    """The plan for a terminal of this size."""
    two = width >= TWO_COLUMNS
    if two:
        left, column = (width - TWO_COLUMNS) // 2, COLUMN
    elif width >= 80:
        left, column = (width - COLUMN) // 2, COLUMN
    else:
        column = min(COLUMN, width - 2)
        left = (width - column) // 2
    second = left + COLUMN + GAP if two else None
    if height >= FULL_HEIGHT:
        top = (height - FULL_HEIGHT) // 5
        return Plan(
            width, height, left, column, second,
            header=top + 1, pin_row=top + 3, pins=PIN_ROWS, question=top + 7,
            note=height - 4, footer=height - 2, blanks=True,
        )  # fmt: skip
    if height >= 20:
        return _fewer_blanks(width, height, left, column, second)
    pins = PIN_ROWS if height >= 16 and width >= 60 else 0
    return Plan(
        width, height, left, column, second,
        header=0, pin_row=1, pins=pins, question=1 + pins,
        note=None, footer=height - 1, blanks=False,
    )  # fmt: skip


def _fewer_blanks(width: int, height: int, left: int, column: int, second: int | None) -> Plan:
    """Twenty to 23 rows: the blank rows around the page go, one for each row that is missing."""
    missing = FULL_HEIGHT - height
    top = 0 if missing >= 1 else 1
    bottom = 1 if missing < 2 else 0
    above_pins = 0 if missing >= 3 else 1
    above_footer = 0 if missing >= 4 else 1
    footer = height - 1 - bottom
    pin_row = top + 1 + above_pins
    return Plan(
        width, height, left, column, second,
        header=top, pin_row=pin_row, pins=PIN_ROWS, question=pin_row + PIN_ROWS + 1,
        note=footer - 1 - above_footer, footer=footer, blanks=True,
    )  # fmt: skip
