"""say: nothing is asked."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.prompts import Prompt, SayPrompt
from studio.engine.refused import NotAllowed


def _prompt(step: object, moment: Moment) -> Prompt:
    del step, moment
    return SayPrompt()


def refuse_answer(step: object, prompt: object, value: Any) -> Any:  # noqa: ANN401
    """Nothing is asked here, so an answer is the caller's fault."""
    raise NotAllowed("This step takes no answer.")


def no_words(prompt: object, stored: Any) -> Words:  # noqa: ANN401
    """Nothing to read back."""
    del prompt, stored
    return ()


KIND = Kind(_prompt, refuse_answer, no_words)
