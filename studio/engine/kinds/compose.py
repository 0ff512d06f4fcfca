"""compose: sentences from earlier answers and from blanks filled here.

A sentence that needs a missing answer is left out whole; one that needs a
blank of this screen keeps a `Hole` until the blank is filled. `composing` says how
sentences are joined.
"""

from __future__ import annotations

from typing import Any

from studio.engine.composing import PARTED, beginning, holes, nothing_yet, show_draft
from studio.engine.kind import Kind, Moment, Words, choosables, label_of, text_answer, word_lists
from studio.engine.prompts import (
    ComposePrompt,
    Draft,
    Hole,
    Prompt,
    Sentence,
    SlotAsk,
)
from studio.engine.refused import Refused
from studio.engine.rows import shown_value
from studio.format.expressions import Item, evaluate
from studio.format.kinds.compose import Compose
from studio.format.piping import Template
from studio.format.stops import meet


def _sentence(part: Template, slots: set[str], moment: Moment) -> Sentence | None:
    """One part with its pipes filled, or None when an answer is missing. Its lines stay."""
    pieces: list[str | Hole] = []
    for number, line in enumerate(part.lines):
        if number:
            pieces.append("\n")
        rest = list(line)
        while rest:
            piece = rest.pop(0)
            if isinstance(piece, str):
                pieces.append(piece)
            elif piece.source.strip() in slots:
                pieces.append(Hole(piece.source.strip()))
            else:
                value = evaluate(piece, moment.world.showing(moment.scope))
                words = shown_value(value, moment.world.exercise.language)
                if not words:
                    return None
                if rest and isinstance(rest[0], str):
                    words, rest[0] = meet(words, rest[0])
                pieces.append(words if pieces else beginning(words))
    return (*pieces, PARTED) if _ends_paragraph(part) else tuple(pieces)


def _ends_paragraph(part: Template) -> bool:
    return part.source.endswith("\n")


def _draft(
    value: str, label: str, parts: tuple[Template, ...], slots: set[str], moment: Moment
) -> Draft:
    sentences: list[Sentence] = []
    for part in parts:
        made = _sentence(part, slots, moment)
        if made is not None:
            sentences.append(made)
        elif _ends_paragraph(part) and sentences and sentences[-1][-1:] != (PARTED,):
            sentences[-1] = (*sentences[-1], PARTED)  # what a part left out ended still ends
    return Draft(value, label, tuple(sentences))


def _prompt(step: Compose, moment: Moment) -> Prompt:
    slots = set(step.slots)
    if step.versions:
        drafts = tuple(
            _draft(one.name, one.label, one.parts, slots, moment) for one in step.versions.values()
        )
    else:
        drafts = (_draft("", "", step.parts, slots, moment),)
    # A draft of which nothing is left is no draft to choose; its blanks have gone with it.
    drafts = tuple(one for one in drafts if one.sentences) or drafts[:1]
    gone = _written(step) - frozenset(blank for one in drafts for blank in holes(one))
    begin = moment.scope(step.begin) if step.begin else None
    named = begin.value if isinstance(begin, Item) else None
    return ComposePrompt(
        drafts,
        tuple(
            SlotAsk(one.name, one.label, choosables(one.options, moment) if one.options else ())
            for one in step.slots.values()
            if one.name not in gone
        ),
        named if named and named in {one.value for one in drafts} else "",
        step.edit,
        step.max_words,
        word_lists(step.lint, moment),
    )


def _written(step: Compose) -> frozenset[str]:
    """The blanks that the author put into a version."""
    return frozenset(
        name
        for version in step.versions.values()
        for part in version.parts
        for one in part.expressions
        if (name := one.source.strip()) in step.slots
    )


def slot_words(prompt: ComposePrompt, slots: dict[str, str]) -> dict[str, str]:
    """The words of each slot: the label where it was chosen, else as written."""
    shown = {}
    for ask in prompt.slots:
        value = slots.get(ask.name, "")
        shown[ask.name] = label_of(ask.options, value) if ask.options and value else value
    return shown


def _accept(step: Compose, prompt: ComposePrompt, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused("Take one, or skip.")
    version = value.get("version") or prompt.drafts[0].value
    draft = next((one for one in prompt.drafts if one.value == version), None)
    if draft is None:
        raise Refused("There is no draft of that name.")
    given = value.get("slots") or {}
    slots: dict[str, str] = {}
    for ask in prompt.slots:
        words = given.get(ask.name)
        if words is None or not str(words).strip():
            continue
        if ask.options and words not in {one.value for one in ask.options}:
            raise Refused(f"“{ask.label}” has other answers to choose from.")
        slots[ask.name] = str(words).strip()
    whole = show_draft(draft, slot_words(prompt, slots))
    text = value.get("text")
    edited = bool(value.get("edited")) and text is not None and text != whole
    if edited and not step.edit:
        raise Refused("This one is taken as it is. The next step lets you change it.")
    stored: dict[str, Any] = {
        "text": text_answer(text) if edited else whole,
        "version": version,
        "edited": edited,
        "slots": slots,
    }
    if not stored["text"]:
        raise Refused(nothing_yet(required=step.required))
    return stored


def _words(prompt: ComposePrompt, stored: dict[str, Any]) -> Words:
    del prompt
    return (stored["text"],)


KIND = Kind(_prompt, _accept, _words)
