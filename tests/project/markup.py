"""Finds places where words of a pack or a person could be read as markup.

Textual parses square brackets in most strings it is handed: `[@click=app.quit]`
in a pack would act, `[/]` would end the program. This reads source, without
running it, and tells of each such place that is given anything but a literal,
a `Content`, or `markup=False`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

# Widgets that never parse what they are given; every other one may.
PLAIN_WIDGETS = frozenset({"Input", "TextArea"})
NEVER = frozenset({"Markdown", "MarkdownViewer"})
PARSED_CALLS = frozenset({"notify", "from_markup", "from_text", "print", "add_option", "add_row"})
PARSED_NAMES = frozenset({"border_title", "border_subtitle", "tooltip"})
PARSED_KEYS = frozenset({"placeholder", "tooltip", "label", "prompt"})
SAFE = frozenset({"Content", "Style"})


@dataclass(frozen=True)
class Found:
    """A place: its line, and what stands there."""

    line: int
    what: str


def places(source: str) -> list[Found]:
    """Every place in a module's source where data could be parsed as markup."""
    tree = ast.parse(source)
    widgets = _widgets(tree)
    found = [one for node in ast.walk(tree) for one in _in(node, widgets)]
    return sorted(found, key=lambda one: one.line)


def _widgets(tree: ast.Module) -> dict[str, str]:
    """What this module took from Textual's widgets, by the name it uses."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets")
        for alias in node.names
    }


def _in(node: ast.AST, widgets: dict[str, str]) -> Iterator[Found]:
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        if node.module in ("rich.markup", "textual.markup"):
            yield Found(node.lineno, f"{node.module}: escaping is not enough")
        elif (node.module or "").startswith("textual.widgets") and names & NEVER:
            yield Found(node.lineno, f"{', '.join(sorted(names & NEVER))}: follows links of a pack")
    elif isinstance(node, ast.Call):
        yield from _in_call(node, widgets)
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if name in PARSED_NAMES and not _is_safe(node.value):
                yield Found(node.lineno, f"{name} = …")


def _in_call(call: ast.Call, widgets: dict[str, str]) -> Iterator[Found]:
    if any(key.arg == "markup" and _is_false(key.value) for key in call.keywords):
        return
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    widget = widgets.get(name) if isinstance(called, ast.Name) else None
    if widget is not None:
        words = [key.value for key in call.keywords if key.arg in PARSED_KEYS]
        if widget not in PLAIN_WIDGETS:
            words += call.args
    elif isinstance(called, ast.Attribute) and name in PARSED_CALLS:
        words = list(call.args)
    else:
        return
    if not all(_is_safe(one) for one in words):
        yield Found(call.lineno, f"{name}(…)")


def _is_safe(node: ast.expr) -> bool:
    """A literal; a choice of safe things; or text that Textual is told not to parse."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body) and _is_safe(node.orelse)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in SAFE
    return False


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
