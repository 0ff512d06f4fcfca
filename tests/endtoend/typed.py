"""What a person types in lines for an answer, worked out from the question that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.engine import events as ev
from studio.engine import prompts as pr
from studio.engine.composing import asked_for
from studio.engine.view import View
from studio.plain.lines import ScriptedLines
from tests.endtoend.walks import decide


class Typist:
    """Types at each question what `decide` says; a listener of the player in lines."""

    def __init__(self, lines: ScriptedLines, seed: int) -> None:
        self.lines = lines
        self.seed = seed

    def before(self, view: View) -> None:
        """The lines for what is asked now."""
        assert not self.lines.left(), (view.address, self.lines.left())
        if view.clock is not None and not view.clock.over:
            return  # the time passes by itself
        event = decide(view, self.seed)
        if isinstance(event, ev.Skip):
            asked = isinstance(view.prompt, pr.ComposePrompt)
            blanks = asked_for(view.prompt, None) if asked else ()
            self.lines.feed([":skip"] * (len(blanks) + 1))
        elif isinstance(event, ev.Answer):
            self.lines.feed(lines_of(view.prompt, event.value))
        else:
            self.lines.feed([""])

    def refused(self, words: str) -> None:
        """What fits in the one front end has to fit in the other."""
        raise AssertionError(words)


def lines_of(prompt: pr.Prompt, value: Any) -> list[str]:
    """The lines of an answer to `prompt`."""
    match prompt:
        case pr.TextPrompt():
            return [value, "."] if prompt.lines > 1 else [value]
        case pr.ChoicePrompt():
            return _one(value, [one.value for one in prompt.options], "value")
        case pr.SchedulePrompt():
            return _one(value, [one.value for one in prompt.options], "value")
        case pr.PickPrompt():
            return _one(value, [one.ref for one in prompt.things], "ref")
        case pr.ChoicesPrompt():
            alone = [one.value for one in prompt.options if one.alone]
            numbers = [str(_place(one["value"], prompt.options, "value")) for one in value]
            asked = [one for one in value if one["value"] not in alone]
            return [" ".join(numbers), *_each(prompt.each, asked)]
        case pr.PicksPrompt():
            numbers = [str(_place(one["ref"], prompt.things, "ref")) for one in value]
            return [" ".join(numbers), *_each(prompt.each, value)]
        case pr.ScalePrompt() | pr.NumberPrompt():
            return [str(value)]
        case pr.DatePrompt():
            return [value.isoformat()]
        case pr.ListPrompt():
            lines = [line for one in value for line in (one["text"], *_each(prompt.each, [one]))]
            full = prompt.max is not None and len(value) >= prompt.max
            return lines if full else [*lines, ""]
        case pr.SharePrompt():
            return _shares(prompt, value)
        case pr.ComposePrompt():
            return _composed(prompt, value)
        case pr.KeepPrompt():
            return _kept(prompt, [one["index"] for one in value])
    raise AssertionError(f"nothing is typed for {type(prompt).__name__}")


def _one(value: dict[str, Any], names: Sequence[object], key: str) -> list[str]:
    return ["0", value["own"]] if "own" in value else [str(names.index(value[key]) + 1)]


def _place(name: object, options: Sequence[Any], key: str) -> int:
    return [getattr(one, key) for one in options].index(name) + 1


def _each(asks: Sequence[pr.Ask], items: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for item in items:
        for ask in asks:
            given = item.get(ask.name)
            if given is None:
                lines.append("")
            elif ask.options:
                lines.append(str(_place(given, ask.options, "value")))
            else:
                lines.append(str(given))
    return lines


def _shares(prompt: pr.SharePrompt, shares: dict[str, int]) -> list[str]:
    lines, left = [], prompt.total
    for option in prompt.options:
        if left <= 0:
            break
        lines.append(str(shares[option.value]))
        left -= shares[option.value]
    return lines


def _composed(prompt: pr.ComposePrompt, value: dict[str, Any]) -> list[str]:
    lines = []
    draft = next(one for one in prompt.drafts if one.value == value["version"])
    for slot in asked_for(prompt, draft):
        filled = value["slots"].get(slot.name, "")
        lines.append(str(_place(filled, slot.options, "value")) if slot.options else filled)
    number = (
        "" if len(prompt.drafts) == 1 else str(_place(value["version"], prompt.drafts, "value"))
    )
    taken = f"{number}e" if "text" in value else number
    shared = len(asked_for(prompt, None))
    own = lines[shared:]
    last = [value["text"]] if "text" in value else [""] if own else []
    return [*lines[:shared], taken, *own, *last]


def _kept(prompt: pr.KeepPrompt, indexes: list[int]) -> list[str]:
    if len(indexes) == len(prompt.offers):
        return ["1"]
    if not indexes:
        return ["3"]
    lines = ["2"]
    for number, offer in enumerate(prompt.offers):
        wanted = number in indexes
        lines += ["1", *[""] * len(offer.fields)] if wanted else ["3"]
    return lines
