"""No markup-parsing door of Textual or rich is handed words of a pack or a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.markup import places

ROOT = Path(__file__).resolve().parents[2]
IMPORT = "from textual.widgets import Button, Input, Static, TextArea\n"

BAD = (
    "Static(title)",
    'Static(f"Hello {name}")',
    "Static('a' + title)",
    "Static(markup=True, *[title])",
    "Button(label=title)",
    "TextArea('', placeholder=hint)",
    "app.notify(title)",
    "console.print(f'{title}')",
    "table.add_row('a', title)",
    "Content.from_markup(title)",
    "self.border_title = title",
    "self.tooltip = title if title else ''",
    "from rich.markup import escape",
    "from textual.widgets import MarkdownViewer",
)
GOOD = (
    "Static('a title')",
    "Static(title, markup=False)",
    "Static(Content(title))",
    "Input(title)",
    "TextArea(title, placeholder='your words')",
    "app.notify(title, markup=False)",
    "Content.from_markup('[b]$title[/b]', title=title)",
    "self.border_title = 'So far'",
    "self.border_title = Content(title)",
    "print(title)",
)


@pytest.mark.parametrize("line", BAD)
def test_a_place_that_parses_data_is_found(line: str) -> None:
    assert [one.line for one in places(IMPORT + line)] == [2]


@pytest.mark.parametrize("line", GOOD)
def test_a_place_that_parses_nothing_is_left_alone(line: str) -> None:
    assert places(IMPORT + line) == []


def test_no_module_hands_data_to_a_markup_parser() -> None:
    modules = sorted((ROOT / "studio").rglob("*.py"))
    found = [
        f"{path.relative_to(ROOT)}:{one.line}: {one.what}"
        for path in modules
        for one in places(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert len(modules) > 100
