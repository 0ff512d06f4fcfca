"""The colours and the five voices everything is drawn with.

For: the tokens of the two colour themes, the two that leave colour to the
terminal, and the styles made of them. Bodies and screens ask
`voices(widget)`; nobody names a colour anywhere else. May import textual.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.style import Style
from textual.theme import Theme
from textual.widget import Widget


@dataclass(frozen=True)
class Tokens:
    """The named colours of one theme, as CSS colours; "" leaves one to the terminal."""

    ground: str
    raised: str
    mark: str
    text: str
    strong: str
    quiet: str
    accent: str
    warm: str
    edge: str
    rule: str


DUSK = Tokens(
    ground="#16191d",
    raised="#20252b",
    mark="#2b3a38",
    text="#d9d4c9",
    strong="#f2eee6",
    quiet="#a5a294",
    accent="#8fb8a8",
    warm="#d8b27a",
    edge="#868b82",
    rule="#3a4047",
)
PAPER = Tokens(
    ground="#faf7f0",
    raised="#f0ebdf",
    mark="#d9e8e1",
    text="#33332f",
    strong="#151512",
    quiet="#5f5d54",
    accent="#2f6556",
    warm="#7a5312",
    edge="#777263",
    rule="#cfc9ba",
)
TERMINAL = Tokens(
    ground="",
    raised="",
    mark="",
    text="",
    strong="",
    quiet="",
    accent="ansi_cyan",
    warm="ansi_yellow",
    edge="",
    rule="",
)
NONE = Tokens("", "", "", "", "", "", "", "", "", "")

TOKENS = {"dusk": DUSK, "paper": PAPER, "terminal": TERMINAL, "none": NONE}


@dataclass(frozen=True)
class Voices:
    """The styles of one theme. Each has `.rich_style` for strips.

    `question`, `text`, `quiet`, `mark` and `edge` (the line before a kept
    thing) are the five voices; `accent`, `warm` and `rule` colour glyphs;
    `warned` is a word being pointed at, `field` the ground of a text field.
    Only `mark` and `field` bring a background.
    """

    question: Style
    text: Style
    quiet: Style
    mark: Style
    edge: Style
    accent: Style
    warm: Style
    rule: Style
    warned: Style
    field: Style


def voices(widget: Widget) -> Voices:
    """The voices of the theme now in use."""
    return voices_of(widget.app.theme)


@lru_cache(8)
def voices_of(name: str) -> Voices:
    """The voices of the theme of this name (`dusk` for one that is not ours)."""
    tokens = TOKENS.get(name, DUSK)
    plain = not tokens.mark
    return Voices(
        question=_style(tokens.strong, bold=True),
        text=_style(tokens.text),
        quiet=_style(tokens.quiet),
        mark=Style(reverse=True, bold=True) if plain else _style(tokens.strong, tokens.mark),
        edge=_style(tokens.edge),
        accent=_style(tokens.accent),
        warm=_style(tokens.warm),
        rule=_style(tokens.rule),
        warned=_style(tokens.warm) + Style(underline=True),
        field=_style(tokens.text, tokens.raised),
    )


def _style(colour: str, ground: str = "", *, bold: bool | None = None) -> Style:
    return Style(
        foreground=Color.parse(colour) if colour else None,
        background=Color.parse(ground) if ground else None,
        bold=bold,
    )


def textual_theme(name: str) -> Theme:
    """The Textual theme: its CSS variables are the token names (`$ground`, `$quiet`, …)."""
    tokens = TOKENS[name]
    plain = not tokens.ground
    own = {
        token: getattr(tokens, token) or "ansi_default"
        for token in ("ground", "raised", "mark", "text", "strong", "quiet", "warm", "edge", "rule")
    }
    return Theme(
        name=name,
        primary=tokens.accent or "ansi_default",
        accent=tokens.accent or "ansi_default",
        secondary=own["quiet"],
        warning=own["warm"],
        error=own["warm"],
        success=tokens.accent or "ansi_default",
        foreground=own["text"],
        background=own["ground"],
        surface=own["ground"],
        panel=own["ground"],
        boost=own["ground"] if plain else None,
        dark=name != "paper",
        ansi=plain,
        variables={
            **own,
            **(dict.fromkeys(_NEEDED_IN_ANSI, "ansi_default") if plain else {}),
            # A cell of the field, reversed: two bytes to a terminal and not two colours.
            "input-cursor-background": own["raised"],
            "input-cursor-foreground": own["text"],
            "input-cursor-text-style": "reverse",
            "input-selection-background": own["mark"],
            "input-selection-foreground": own["strong"],
        },
    )


_NEEDED_IN_ANSI = (
    "ansi-background",
    "ansi-foreground",
    "border",
    "border-blurred",
    "block-cursor-foreground",
    "block-cursor-background",
    "block-hover-background",
    "scrollbar",
    "scrollbar-hover",
    "scrollbar-active",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
    "screen-selection-background",
    "screen-selection-foreground",
)
# Textual's own style rules name these and has no values for them in such a theme.


def chosen_theme(wanted: str, *, no_color: bool, colours: str | None) -> str:
    """The theme to use: the wanted one where the terminal can show it.

    `colours` is rich's name for what the terminal can do ("truecolor", "256",
    "standard" or None). Sixteen colours or NO_COLOR leave it to the terminal.
    """
    if wanted == "none" or (no_color and wanted not in ("terminal", "none")):
        return "terminal" if wanted != "none" else "none"
    if wanted in ("dusk", "paper") and colours not in ("truecolor", "256", "windows"):
        return "terminal"
    return wanted if wanted in TOKENS else "dusk"
