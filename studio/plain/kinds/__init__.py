"""One small module for each step kind, found by its name.

Each has `ask(view, talk) -> Event`, which asks the question in lines, and
`typed(view, node) -> list[str]`, what a person would type for an answer from a
file. Those that store an answer have the way back as well: `noted(prompt, value)`,
what a file holds for an answer as the engine stores it; `by_itself` says of some
that a file may leave it out, `nearest` and `cut_short` what a file cannot say.
Kinds that offer something have `show(view, talk)`, which says it again
after help was read. Timed kinds have `said(view, before)` as well: what to say when time has
gone on. Imported when first met.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol, cast

from studio.engine.events import Event
from studio.engine.prompts import Prompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.talk import Talk
from studio.practice.noted import Written

KINDS = (
    "say", "text", "choice", "choices", "scale", "number", "date", "list", "share", "compose",
    "pick", "picks", "timed", "breathe", "keep", "review", "schedule", "contacts",
)  # fmt: skip


class Kind(Protocol):
    """What a module of this folder offers."""

    def ask(self, view: View, talk: Talk) -> Event:
        """Ask the step's question; what the person answered."""

    def typed(self, view: View, node: Node) -> list[str]:
        """The lines that give this answer."""

    def noted(self, prompt: Prompt, value: Any) -> Written:  # noqa: ANN401 - as stored
        """What a file holds for an answer, so that `typed` gives it again."""


def kind(name: str) -> Kind:
    """The module of a kind."""
    return cast(Kind, import_module(f"studio.plain.kinds.{name}"))
