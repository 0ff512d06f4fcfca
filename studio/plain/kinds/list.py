"""`list` in lines: one entry a line, its small questions after it, an empty line ends it."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event, Skip
from studio.engine.phrases import how_many, more_wanted, questions_words, small_number
from studio.engine.prompts import ListPrompt
from studio.engine.view import View
from studio.format.source import Mapping, Node
from studio.plain import small_asks
from studio.plain.asking import or_skip, skippable
from studio.plain.given import Unfit, block, only, safe, several, word
from studio.plain.suggestions import show_suggestions, taken_over
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for entries until an empty line, or until there are as many as may be."""
    prompt = view.prompt
    assert isinstance(prompt, ListPrompt)
    show_suggestions(talk, prompt.suggestions)
    if view.earlier:
        talk.rows([f"{i}. {one.get('text', '')}" for i, one in enumerate(view.earlier, 1)])
        talk.say("Those were yours. Enter keeps them; a new line begins them anew.")
    items: list[dict[str, Any]] = []
    while prompt.max is None or len(items) < prompt.max:
        line = talk.ask(_question(prompt, len(items)))
        if line:
            items.append(_item(line, prompt, talk))
            talk.typing(items)
            continue
        if not items and view.earlier:
            return Answer(view.earlier)
        if not items and skippable(view):
            return Skip()
        if len(items) >= prompt.min:
            break
        talk.refuse(f"{more_wanted(prompt.min, len(items))}, any size{or_skip(view)}.")
    if prompt.max is not None and len(items) == prompt.max > 1:
        talk.say(f"That is the {small_number(prompt.max)}.")
    return Answer(items)


def _question(prompt: ListPrompt, have: int) -> str:
    if have == 0:
        wanted = how_many(prompt.min, prompt.max)
        follow = f", each followed by {questions_words(len(prompt.each))}" if prompt.each else ""
        return f"{wanted} One a line{follow}.".strip()
    return "Another, or an empty line." if have >= prompt.min else "Another."


def _item(line: str, prompt: ListPrompt, talk: Talk) -> dict[str, Any]:
    text = taken_over(line, prompt.suggestions)
    return small_asks.ask_each(talk, "", prompt.each, {"text": text})


def typed(view: View, node: Node) -> list[str]:
    """Each entry and its small questions, then the empty line that ends the list."""
    prompt = view.prompt
    assert isinstance(prompt, ListPrompt)
    lines: list[str] = []
    entries = several(node)
    for entry in entries:
        fields: dict[str, Node] = {}
        if isinstance(entry, Mapping):
            only(entry, "text", *(one.name for one in prompt.each))
            fields = block(entry)
            if "text" not in fields:
                raise Unfit("P806", entry.place, "An entry needs its `text`.")
        lines.append(safe(word(fields.get("text", entry))))
        lines.extend(small_asks.lines_for(prompt.each, fields))
    if prompt.max is None or len(entries) < prompt.max:
        lines.append("")
    return lines


def noted(prompt: ListPrompt, value: list[dict[str, Any]]) -> Written:
    """Each entry by its words; a block where it has small answers."""
    entries: list[Written] = []
    for one in value:
        fields = small_asks.noted(prompt.each, one)
        text = str(one["text"])
        entries.append({"text": text, **fields} if fields else text)
    return entries
