"""One screen of a session: a step, where it is met, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio.engine.prompts import Prompt, Prose
from studio.engine.scope import Scope
from studio.engine.view import Pin
from studio.format.step import Step


@dataclass(frozen=True)
class Screen:
    """A step that a person meets. `address` is unique in the run.

    `care` is "" in the exercise itself, else when its rule looked ("start",
    "rating", "finish").
    """

    step: Step
    address: str
    scope: Scope
    prompt: Prompt
    text: Prose
    help: Prose
    pins: tuple[Pin, ...]
    plain: str
    care: str = ""
    implicit: bool = False


@dataclass(frozen=True)
class Given:
    """How a screen was passed: an answer, nothing to answer, or skipped."""

    value: Any = None
    answered: bool = False
    skipped: bool = False


PASSED = Given()
SKIPPED = Given(skipped=True)
