"""text: what the person wrote, as they wrote it."""

from __future__ import annotations

from studio.engine.kind import Kind, Moment, Words, suggestions, text_answer, word_lists
from studio.engine.prompts import Prompt, TextPrompt
from studio.engine.refused import Refused
from studio.format.expressions import Item
from studio.format.kinds.text import Text


def _prompt(step: Text, moment: Moment) -> Prompt:
    first = moment.scope(step.rewrites) if step.rewrites else None
    moment.world.show(first)
    return TextPrompt(
        lines=step.lines,
        minutes=step.minutes,
        max_words=step.max_words,
        max_chars=step.max_chars,
        start=moment.world.text(step.start, moment.scope),
        rewrites=first.words if isinstance(first, Item) else str(first or ""),
        lint=word_lists(step.lint, moment),
        suggestions=suggestions(step.suggest, moment),
    )


def _accept(step: Text, prompt: TextPrompt, value: object) -> str:
    del step
    text = text_answer(value)
    if prompt.lines == 1:
        text = " ".join(text.split("\n"))
    if prompt.max_chars is not None and len(text) > prompt.max_chars:
        raise Refused(f"{prompt.max_chars} characters at most; this has {len(text)}.")
    return text


def _words(prompt: TextPrompt, stored: str) -> Words:
    del prompt
    return (stored,)


KIND = Kind(_prompt, _accept, _words)
