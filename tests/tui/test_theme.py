from __future__ import annotations

import pytest
from textual.color import Color

from studio.tui.theme import DUSK, PAPER, TOKENS, Tokens, chosen_theme, textual_theme, voices_of

# Contrast on ground, raised and mark, as the page of the screens gives it.
TABLE = {
    "dusk": {
        "text": (11.9, 10.4, 8.1),
        "strong": (15.2, 13.3, 10.3),
        "quiet": (6.9, 6.0, 4.6),
        "accent": (8.1, 7.1, 5.4),
        "warm": (8.9, 7.8, 6.0),
        "edge": (5.1, 4.4, 3.4),
    },
    "paper": {
        "text": (11.9, 10.7, 10.0),
        "strong": (17.1, 15.4, 14.4),
        "quiet": (6.2, 5.6, 5.2),
        "accent": (6.3, 5.7, 5.3),
        "warm": (6.4, 5.7, 5.4),
        "edge": (4.5, 4.0, 3.8),
    },
}


def luminance(colour: Color) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(Color.parse(c)) for c in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["dusk", "paper"])
@pytest.mark.parametrize("token", ["text", "strong", "quiet", "accent", "warm", "edge"])
def test_contrast_is_what_the_table_says(name: str, token: str) -> None:
    tokens = TOKENS[name]
    for ground, expected in zip(("ground", "raised", "mark"), TABLE[name][token], strict=True):
        found = contrast(getattr(tokens, token), getattr(tokens, ground))
        assert found == pytest.approx(expected, abs=0.06), ground


@pytest.mark.parametrize("tokens", [DUSK, PAPER])
def test_words_have_4_5_everywhere_and_edges_3(tokens: Tokens) -> None:
    for ground in (tokens.ground, tokens.raised, tokens.mark):
        for words in (tokens.text, tokens.strong, tokens.quiet, tokens.accent, tokens.warm):
            assert contrast(words, ground) >= 4.5
        assert contrast(tokens.edge, ground) >= 3


@pytest.mark.parametrize("tokens", [DUSK, PAPER])
def test_no_colour_is_red_and_none_is_a_plain_green(tokens: Tokens) -> None:
    for name in ("text", "strong", "quiet", "accent", "warm", "edge", "rule"):
        colour = Color.parse(getattr(tokens, name))
        hue, saturation, _ = colour.hsl
        degrees = hue * 360
        assert saturation < 0.1 or 20 <= degrees <= 100 or 140 <= degrees <= 230, name


@pytest.mark.parametrize("name", list(TOKENS))
def test_no_voice_is_dim_and_the_question_is_bold(name: str) -> None:
    said = voices_of(name)
    for voice in said.__dataclass_fields__:
        assert not getattr(said, voice).dim
    assert said.question.bold


@pytest.mark.parametrize("name", ["terminal", "none"])
def test_without_own_colours_the_mark_is_reverse(name: str) -> None:
    assert voices_of(name).mark.reverse
    assert textual_theme(name).ansi


@pytest.mark.parametrize(
    ("wanted", "no_color", "colours", "expected"),
    [
        ("dusk", False, "truecolor", "dusk"),
        ("paper", False, "256", "paper"),
        ("dusk", False, "standard", "terminal"),
        ("paper", False, None, "terminal"),
        ("dusk", True, "truecolor", "terminal"),
        ("none", True, "truecolor", "none"),
        ("none", False, "truecolor", "none"),
        ("terminal", False, "truecolor", "terminal"),
        ("gone", False, "truecolor", "dusk"),
    ],
)
def test_the_theme_fits_the_terminal(
    wanted: str, no_color: bool, colours: str | None, expected: str
) -> None:
    assert expected == chosen_theme(wanted, no_color=no_color, colours=colours)
