"""Everything that can be read on a screen, as plain lines: for tests, which look for words.

The pinned answers, the text, and what the step itself shows: options with their hints, the
items of a pick, what would be kept, the rows of a review, the drafts of a text. Nothing is
cut, whatever room a screen has. Imports the engine's prompts and view only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from studio.engine import prompts as pr
from studio.engine.composing import show_draft
from studio.engine.phrases import number_words
from studio.engine.view import View
from studio.format.markdown import unstyled

NOTHING: Mapping[str, str] = {}


def words_of(view: View, slots: Mapping[str, str] = NOTHING) -> str:
    """The words of a screen, a line each; `slots` are the blanks that are filled by then."""
    lines = [one for pin in view.pins for one in (pin.label, pin.text)]
    lines += [unstyled(view.text), unstyled(view.help)]
    prompt = view.prompt
    if isinstance(prompt, pr.ComposePrompt):
        lines += _drafts(prompt, slots)
    else:
        tell = OFFERS.get(type(prompt))
        lines += tell(prompt) if tell is not None else ()
    return "\n".join(line for line in lines if line.strip())


def _options(options: Iterable[pr.Choosable], own: str = "") -> list[str]:
    lines = []
    group = ""
    for one in options:
        lines += [one.group] if one.group != group else []
        group = one.group
        lines += [one.label, one.hint]
    return [*lines, own]


def _each(asks: Iterable[pr.Ask]) -> list[str]:
    return [
        line
        for one in asks
        for line in (one.text, one.low, one.high, *_options(one.options, one.own))
    ]


def _drafts(prompt: pr.ComposePrompt, slots: Mapping[str, str]) -> list[str]:
    lines = []
    blanks = () if slots else [one.name for one in prompt.slots]
    for one in prompt.drafts:
        lines += [one.label, show_draft(one, slots, blanks=blanks)]
    return [*lines, *(line for s in prompt.slots for line in (s.label, *_options(s.options)))]


def _text(prompt: pr.TextPrompt) -> list[str]:
    return [prompt.rewrites, prompt.start, *prompt.suggestions]


def _choices(prompt: pr.ChoicesPrompt) -> list[str]:
    return [*_options(prompt.options, prompt.own), *_each(prompt.each)]


def _list(prompt: pr.ListPrompt) -> list[str]:
    return [*prompt.suggestions, *_each(prompt.each)]


def _things(things: Iterable[pr.Thing], own: str) -> list[str]:
    return [line for one in things for line in (one.line, one.note)] + [own]


def _picks(prompt: pr.PicksPrompt) -> list[str]:
    return [*_things(prompt.things, prompt.own), *_each(prompt.each)]


def _keep(prompt: pr.KeepPrompt) -> list[str]:
    lines = []
    for one in prompt.offers:
        lines += [one.label, one.line, one.since]
        lines += [line for field in one.fields for line in (field.label, field.value)]
    return lines


def _review(prompt: pr.ReviewPrompt) -> list[str]:
    lines = []
    for trend in prompt.trends:
        points = [f"{day}: {number_words(value)}" for day, value in trend.points]
        lines += [trend.label, trend.words, *points, *trend.said]
    return [*lines, *(line for one in prompt.blocks for line in (one.heading, *one.lines))]


def _timed(prompt: pr.TimedPrompt) -> list[str]:
    return [line for one in prompt.parts for line in (one.label, unstyled(one.line))]


OFFERS: dict[type[pr.Prompt], Callable[[Any], list[str]]] = {
    pr.TextPrompt: _text,
    pr.ChoicePrompt: lambda one: _options(one.options, one.own),
    pr.ChoicesPrompt: _choices,
    pr.ScalePrompt: lambda one: [one.low, one.high],
    pr.NumberPrompt: lambda one: [one.unit],
    pr.ListPrompt: _list,
    pr.SharePrompt: lambda one: [*_options(one.options), one.unit],
    pr.PickPrompt: lambda one: _things(one.things, one.own),
    pr.PicksPrompt: _picks,
    pr.KeepPrompt: _keep,
    pr.ReviewPrompt: _review,
    pr.SchedulePrompt: lambda one: _options(one.options, one.own),
    pr.TimedPrompt: _timed,
    pr.BreathePrompt: lambda one: [phase.word for phase in one.phases],
}
