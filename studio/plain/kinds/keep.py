"""`keep` in lines: asked first, always; change the words before, or not this time."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.phrases import already_words, goes_with, keep_question
from studio.engine.prompts import KeepOffer, KeepPrompt
from studio.engine.view import View
from studio.format.source import Node, Scalar
from studio.plain.given import Unfit, several, word
from studio.plain.talk import Talk
from studio.plain.wording import ended
from studio.practice.noted import Written

ACTS = {"add": "In {}: {}", "update": "Changed in {}: {}", "archive": "Put away from {}: {}"}


def ask(view: View, talk: Talk) -> Event:
    """Show what would be kept, and take 1, 2 or 3; Enter alone keeps nothing and asks again."""
    prompt = view.prompt
    assert isinstance(prompt, KeepPrompt)
    for offer in prompt.offers:
        talk.say(f"  {ACTS[offer.op].format(offer.label, offer.line)}", hang=4)
        if more := goes_with(offer.fields):
            talk.say(f"    {more}", hang=4)
        if offer.since:
            talk.say(f"    {already_words(offer.since)}", hang=4)
    second = "2 choose or change" if len(prompt.offers) > 1 else "2 change it first"
    question = f"1 keep, {second}, 3 not this time. Number?"
    if not view.text:
        question = f"{_question(prompt.offers)} {question}"
    while True:
        line = talk.number(question)
        if line == "1":
            return Answer([{"index": index} for index in range(len(prompt.offers))])
        if line == "2":
            return Answer(_one_by_one(prompt.offers, talk))
        if line == "3":
            return Answer([])
        talk.refuse("1, 2 or 3, please. Nothing is kept until you say so.")


def _question(offers: tuple[KeepOffer, ...]) -> str:
    """What is asked where the author has no words for it."""
    labels = {offer.label for offer in offers}
    ops = [offer.op for offer in offers]
    return (
        f"Keep in {labels.pop()}?" if {*ops} == {"add"} and len(labels) == 1 else keep_question(ops)
    )


def _one_by_one(offers: tuple[KeepOffer, ...], talk: Talk) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for index, offer in enumerate(offers):
        if len(offers) > 1 and not _wanted(offer, talk):
            continue
        fields = _changed(offer, talk)
        kept.append({"index": index, "fields": fields} if fields else {"index": index})
    return kept


def _wanted(offer: KeepOffer, talk: Talk) -> bool:
    while True:
        line = talk.ask(
            f"{ended(ACTS[offer.op].format(offer.label, offer.line))} 1 keep, 3 not this time."
        )
        if line in ("1", "2", "3"):
            return line != "3"
        talk.refuse("1 or 3, please.")


def _changed(offer: KeepOffer, talk: Talk) -> dict[str, str]:
    """The fields the person worded anew."""
    fields: dict[str, str] = {}
    for field in offer.fields:
        if field.value:
            line = talk.ask(f"{field.label}: {ended(field.value)} Enter keeps that.")
        else:
            line = talk.ask(f"{field.label.rstrip('?')}? Enter leaves it open.")
        if line and line != field.value:
            fields[field.name] = line
    return fields


def typed(view: View, node: Node | None) -> list[str]:
    """1 for everything, 3 for nothing (`no`), else each by itself, by their collections."""
    prompt = view.prompt
    assert isinstance(prompt, KeepPrompt)
    if node is None:
        return ["1"]
    if isinstance(node, Scalar) and node.text == "no":
        return ["3"]
    wanted = _collections(node, prompt)
    flags = [_short(offer.collection) in wanted for offer in prompt.offers]
    if all(flags):
        return ["1"]
    if not any(flags):
        return ["3"]
    lines = ["2"]
    for offer, keeps in zip(prompt.offers, flags, strict=True):
        lines.append("1" if keeps else "3")
        lines.extend([""] * len(offer.fields) if keeps else [])
    return lines


def _collections(node: Node, prompt: KeepPrompt) -> set[str]:
    offered = {_short(offer.collection) for offer in prompt.offers}
    entries = (node,) if isinstance(node, Scalar) else several(node)
    names = set()
    for entry in entries:
        name = _short(word(entry))
        if name not in offered:
            listed = ", ".join(f"`{one}`" for one in (*sorted(offered), "no"))
            raise Unfit("P805", entry.place, f"`{name}` is not offered here.", f"Here: {listed}.")
        names.add(name)
    return names


def _short(collection: str) -> str:
    return collection.rpartition("/")[2]


def noted(prompt: KeepPrompt, value: list[dict[str, Any]]) -> Written:
    """The collections that got something; see `nearest`."""
    names = (_short(prompt.offers[one["index"]].collection) for one in value)
    return list(dict.fromkeys(names))


def by_itself(prompt: KeepPrompt, value: list[dict[str, Any]]) -> bool:
    """Whether it is what a file gives that says nothing of it: everything, as it was offered."""
    return nearest(prompt, value) == _all_of(prompt, {one.collection for one in prompt.offers})


def nearest(prompt: KeepPrompt, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a file can say of it: all that is offered to a collection or nothing, unchanged."""
    return _all_of(prompt, {prompt.offers[one["index"]].collection for one in value})


def _all_of(prompt: KeepPrompt, wanted: set[str]) -> list[dict[str, Any]]:
    return [
        {"index": index, "fields": {}}
        for index, one in enumerate(prompt.offers)
        if one.collection in wanted
    ]
