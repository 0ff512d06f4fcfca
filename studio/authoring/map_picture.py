"""`studio map` as a picture: the flow of an exercise as SVG, drawn from top to bottom.

Boxes are measured first, then placed; nothing is fetched and no font is needed. Imports
the map's words only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from studio.authoring.map_text import arms, called, summary
from studio.authoring.paths import words_of
from studio.format.exercise import Exercise
from studio.format.kinds.branch import Branch
from studio.format.kinds.end import End
from studio.format.step import Step

WIDE, HIGH = 190, 40  # of a box, in pixels
GAP, APART = 18, 24  # between boxes, and between arms
MARGIN = 24
LETTERS = 27  # of a line in a box
STYLE = (
    "text{font:12px sans-serif;fill:#222}.id{font-weight:bold}.small{font-size:11px;fill:#555}"
    "rect{fill:#fff;stroke:#7a7a8c;rx:6}.turn{fill:#eef0fa}.end{fill:#f6efe4}"
    ".frame{fill:none;stroke-dasharray:4 3}path{fill:none;stroke:#7a7a8c}"
)

Draw = Callable[[float, float], list[str]]


@dataclass(frozen=True)
class Drawn:
    """Something with a size; `draw(x, y)` gives its SVG with the middle of its top at x, y.

    With `ends` nothing follows it.
    """

    width: float
    height: float
    draw: Draw
    ends: bool = False


def picture(exercise: Exercise) -> str:
    """The whole picture, as the text of an SVG file."""
    whole = _flow(exercise.steps, exercise)
    head = summary(exercise)[:2]
    width = max(whole.width, 460) + 2 * MARGIN
    height = whole.height + 2 * MARGIN + 56
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{escape(exercise.title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="frame" x="0" y="0" width="{width:g}" height="{height:g}" '
        'style="stroke:none;fill:#fff"/>',
        _text(MARGIN, MARGIN + 10, head[0], "id"),
        _text(MARGIN, MARGIN + 28, head[1], "small"),
        *whole.draw(width / 2, MARGIN + 56),
        "</svg>",
    ]
    return "\n".join(rows) + "\n"


def _text(x: float, y: float, text: str, cls: str, anchor: str = "start") -> str:
    return f'<text class="{cls}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _flow(steps: tuple[Step, ...], exercise: Exercise) -> Drawn:
    """Steps below each other, with a line between."""
    parts = [_step(one, exercise) for one in steps]
    if not parts:
        return Drawn(WIDE, 12, lambda x, y: [_line(x, y, x, y + 12)])
    width = max(one.width for one in parts)
    height = sum(one.height for one in parts) + GAP * (len(parts) - 1)

    def draw(x: float, y: float) -> list[str]:
        rows: list[str] = []
        for number, one in enumerate(parts):
            if number:
                rows.append(_line(x, y - GAP, x, y))
            rows += one.draw(x, y)
            y += one.height + GAP
        return rows

    return Drawn(width, height, draw, ends=isinstance(steps[-1], End) and steps[-1].when is None)


def _step(step: Step, exercise: Exercise) -> Drawn:
    inner = arms(step)
    box = _box(step, exercise)
    if not inner:
        return box
    if isinstance(step, Branch) or len(inner) > 1 or not getattr(step, "steps", ()):
        return _below(box, _side_by_side(inner, step, exercise))
    return _below(box, _framed(_flow(inner[0][1], exercise)))


def _box(step: Step, exercise: Exercise) -> Drawn:
    words = words_of(step, exercise)
    under = f"line {step.place.line}" + (f", {words} words" if step.draws and words else "")
    cls = "end" if isinstance(step, End) else ("" if step.draws else "turn")
    when = f"when {step.when.source.strip()}" if step.when is not None else ""
    high = HIGH + (14 if when else 0)

    def draw(x: float, y: float) -> list[str]:
        rows = [
            f'<rect class="{cls}" x="{x - WIDE / 2:g}" y="{y:g}" width="{WIDE}" height="{high}"/>',
            _text(x, y + 17, _short(called(step)), "id", "middle"),
            _text(x, y + 32, under, "small", "middle"),
        ]
        if when:
            rows.append(_text(x, y + 46, _short(when), "small", "middle"))
        return rows

    return Drawn(WIDE, high, draw)


def _side_by_side(
    inner: list[tuple[str, tuple[Step, ...]]], step: Step, exercise: Exercise
) -> Drawn:
    """Arms next to each other; a way straight on where no arm has to be taken."""
    found = [(name, _flow(steps, exercise)) for name, steps in inner]
    if not any(name == "else" for name, _ in found) and not getattr(step, "steps", ()):
        found.append(("", _flow((), exercise)))
    width = sum(one.width for _, one in found) + APART * (len(found) - 1)
    tall = max(one.height for _, one in found)
    height = tall + 2 * GAP + 12

    def draw(x: float, y: float) -> list[str]:
        rows: list[str] = []
        left = x - width / 2
        for name, one in found:
            middle = left + one.width / 2
            top = y + GAP + 12
            rows.append(_line(x, y, middle, y + GAP))
            rows.append(_line(middle, y + GAP, middle, top))
            if name:
                rows.append(_text(middle + 4, y + GAP + 9, _short(name), "small"))
            rows += one.draw(middle, top)
            if not one.ends:
                rows.append(_line(middle, top + one.height, middle, y + height - GAP))
                rows.append(_line(middle, y + height - GAP, x, y + height))
            left += one.width + APART
        return rows

    return Drawn(width, height, draw)


def _framed(inside: Drawn) -> Drawn:
    """The steps of a round, in a dashed frame."""

    def draw(x: float, y: float) -> list[str]:
        width = inside.width + 16
        frame = (
            f'<rect class="frame" x="{x - width / 2:g}" y="{y:g}" width="{width:g}" '
            f'height="{inside.height + 16:g}"/>'
        )
        return [frame, *inside.draw(x, y + 8)]

    return Drawn(inside.width + 16, inside.height + 16, draw)


def _below(top: Drawn, bottom: Drawn) -> Drawn:
    def draw(x: float, y: float) -> list[str]:
        return [*top.draw(x, y), *bottom.draw(x, y + top.height)]

    return Drawn(max(top.width, bottom.width), top.height + bottom.height, draw)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}"/>'


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"
