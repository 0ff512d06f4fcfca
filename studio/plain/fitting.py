"""What a question takes, said in the terms of a file: an example, the rule, the item amiss.

For: an answer that is missing or does not fit in an answers file or an author's test. Line
mode says the same to a person who types numbers; whoever wrote a file needs the names and
the shapes that stand in it. Imports the engine's prompts and the format's nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.engine import prompts as pr
from studio.engine.composing import asked_for
from studio.engine.phrases import one_or_more
from studio.engine.view import View
from studio.format.nodes import Mapping, Node, Scalar
from studio.format.nodes import Sequence as Listed
from studio.format.problems import Place
from studio.plain.given import Unfit, word
from studio.plain.numbers import whole
from studio.plain.small_asks import bounds, number_fits

MOST_NAMED = 12


def example(name: str, prompt: pr.Prompt) -> str:
    """An answer to this question as it stands in a file, on one line or several."""
    if isinstance(prompt, pr.ComposePrompt) and prompt.slots:
        versions = [f"{name}: {prompt.drafts[0].value}"] if prompt.drafts[1:] else []
        filled = map(slot_example, asked_for(prompt, prompt.drafts[0]))
        return "\n".join([*filled, *versions])
    shown = _value(prompt)
    if isinstance(shown, str):
        return f"{name}: {shown}"
    return "\n".join([f"{name}:", *(f"  {row}" for row in shown)])


def slot_example(slot: pr.SlotAsk) -> str:
    """What fills a blank, as it stands in a file."""
    return f"{slot.name}: {slot.options[0].value if slot.options else 'some words'}"


def _value(prompt: pr.Prompt) -> str | list[str]:
    match prompt:
        case pr.ChoicePrompt() | pr.SchedulePrompt():
            return prompt.options[0].value if prompt.options else "own words"
        case pr.ChoicesPrompt():
            some = [one.value for one in prompt.options if not one.alone][: max(1, prompt.min)]
            if not prompt.each:
                return f"[{', '.join(some)}]"
            return [row for one in some for row in _item("value", one, prompt.each)]
        case pr.ScalePrompt():
            return str((prompt.min + prompt.max) // 2)
        case pr.NumberPrompt():
            return str(prompt.min)
        case pr.DatePrompt():
            return prompt.today
        case pr.ListPrompt():
            if not prompt.each:
                return ["- a few words", "- some more"]
            return _item("text", "a few words", prompt.each)
        case pr.SharePrompt():
            return [f"{prompt.options[0].value}: {prompt.total}"]
        case pr.ComposePrompt():
            return prompt.drafts[0].value or "a text of one's own"
        case pr.PickPrompt():
            return ["pick: 1"]
        case pr.PicksPrompt():
            return [
                row
                for at in range(max(1, prompt.min))
                for row in _item("pick", str(at + 1), prompt.each)
            ]
    return "some words"


def _item(key: str, value: str, each: Sequence[pr.Ask]) -> list[str]:
    rows = [f"- {key}: {value}"]
    for one in each:
        if one.kind == "choice":
            rows.append(f"  {one.name}: {one.options[0].value}")
        elif one.kind == "text":
            rows.append(f"  {one.name}: some words")
        else:
            rows.append(f"  {one.name}: {one.min or 0}")
    return rows


def takes(prompt: pr.Prompt) -> str:
    """What fits this question, in a sentence; "" where words of any sort do."""
    match prompt:
        case pr.ChoicePrompt():
            return f"One of {_named(prompt.options)}{_own(prompt.own)}."
        case pr.ChoicesPrompt():
            some = _several(prompt.min, prompt.max)
            return f"{some} of {_named(prompt.options)}, each once{_own(prompt.own)}."
        case pr.PickPrompt():
            return f"One of the {len(prompt.things)} offered, such as `pick: 1`{_own(prompt.own)}."
        case pr.PicksPrompt():
            some = _several(prompt.min, prompt.max)
            offered = f"{some} of the {len(prompt.things)} offered"
            return f"{offered}, each once, such as `- pick: 1`{_own(prompt.own)}."
        case pr.ScalePrompt():
            return f"A whole number from {prompt.min} to {prompt.max}."
        case pr.NumberPrompt():
            most = "" if prompt.max is None else f" and at most {prompt.max}"
            return f"A whole number of at least {prompt.min}{most}."
        case pr.DatePrompt():
            when = {"past": ", not after today", "future": ", still to come"}.get(prompt.only, "")
            return f"A day such as {prompt.today}{when}."
        case pr.TextPrompt():
            return f"At most {prompt.max_chars} characters." if prompt.max_chars else "Some words."
        case pr.ListPrompt():
            return f"{_several(prompt.min, prompt.max)} of entries, each with some words."
        case pr.SharePrompt():
            return f"{prompt.total} in all, shared among {_named(prompt.options)}."
        case pr.SchedulePrompt():
            own = (
                "; a day of one's own under `own:`, such as 2026-04-15 18:00" if prompt.own else ""
            )
            return f"One of {_named(prompt.options)}{own}."
        case pr.ComposePrompt():
            drafts = [f"`{one.value}`" for one in prompt.drafts if one.value]
            return f"One of {', '.join(drafts)}; or a text of one's own." if drafts else ""
    return ""


def _named(options: Iterable[pr.Choosable]) -> str:
    names = [f"`{one.value}`" for one in options]
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _own(label: str) -> str:
    return "; own words stand under `own:`" if label else ""


def _several(low: int, high: int | None) -> str:
    if high is None:
        return f"A list with at least {low}" if low else "A list"
    if low in (0, high):
        return f"A list with {'' if low else 'at most '}{high}"
    return f"A list with {low} to {high}"


def misfit(view: View, node: Node, otherwise: Place) -> Unfit:
    """Why an answer of a file is not taken, at the item that is in the way."""
    name = view.address.rpartition(".")[2]
    place, what = _amiss(view.prompt, node)
    said = f"`{name}` does not take this{what}."
    return Unfit("P807", place or otherwise, said, takes(view.prompt) or "Write something else.")


def number_typed(view: View, node: Node) -> list[str]:
    """A number as it is typed. Raises Unfit for what is none: a letter would be a command."""
    text = word(node)
    if whole(text) is None:
        raise misfit(view, node, node.place)
    return [text]


def _amiss(prompt: pr.Prompt, node: Node) -> tuple[Place | None, str]:
    """The item that does not fit, and why; the whole answer where that cannot be said."""
    if isinstance(node, Listed) and isinstance(
        prompt, (pr.ChoicesPrompt, pr.PicksPrompt, pr.ListPrompt)
    ):
        found = _in_list(prompt, node)
        return found if found is not None else (node.place, "")
    if isinstance(node, Mapping) and isinstance(prompt, pr.SharePrompt):
        total = 0
        for entry in node.entries:
            number = whole(entry.value.text) if isinstance(entry.value, Scalar) else None
            if number is None or number < 0:
                return _at(entry.value), ", as it is no number"
            total += number
            if total > prompt.total:
                return _at(entry.value), f": together they are more than {prompt.total}"
        return node.place, f": together they are {total}"
    return _at(node), ""


def _in_list(
    prompt: pr.ChoicesPrompt | pr.PicksPrompt | pr.ListPrompt, node: Listed
) -> tuple[Place, str] | None:
    seen: set[str] = set()
    alone = (
        {one.value for one in prompt.options if one.alone}
        if isinstance(prompt, pr.ChoicesPrompt)
        else set()
    )
    for number, item in enumerate(node.items):
        value = _chosen(item)
        if prompt.max is not None and number >= prompt.max:
            return _at(item), f": {one_or_more(prompt.max, 'is', 'are')} the most"
        if value in seen and not isinstance(prompt, pr.ListPrompt):
            return _at(item), " a second time"
        if value in alone and len(node.items) > 1:
            return _at(item), ": it stands by itself"
        amiss = _in_each(prompt.each, item)
        if amiss is not None:
            return amiss
        seen |= {value} if value else set()
    return None


def _in_each(asks: Iterable[pr.Ask], item: Node) -> tuple[Place, str] | None:
    """A small question of an item with an answer that is out of its range."""
    for ask in asks:
        node = item.get(ask.name) if isinstance(item, Mapping) else None
        if not isinstance(node, Scalar) or ask.kind not in ("scale", "number"):
            continue
        if number_fits(ask, node.text) is None:
            low, high = bounds(ask)
            most = "" if high is None else f" to {high}"
            return _at(node), f": `{ask.name}` goes from {low}{most}"
    return None


def _chosen(item: Node) -> str:
    """The value or the number that an item names; "" for own words."""
    if isinstance(item, Mapping):
        item = item.get("value") or item.get("pick") or item
    return item.text if isinstance(item, Scalar) else ""


def _at(node: Node) -> Place:
    if isinstance(node, Scalar):
        return node.at(0, max(1, len(node.text.partition("\n")[0])))
    if isinstance(node, Mapping) and node.entries:
        return _at(node.entries[0].value)
    return node.place
