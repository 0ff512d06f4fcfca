"""`compose` in lines: the blanks, the drafts, the blanks of the one taken, then a change if wanted.

The blanks that every draft needs come first, those of a single one once it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from typing import Any

from studio.engine.composing import asked_for, holes, is_empty, show_draft
from studio.engine.events import Answer, Event, Skip
from studio.engine.prompts import ComposePrompt, Draft, SlotAsk, found_words
from studio.engine.view import View
from studio.engine.words import count_words
from studio.format.problems import did_you_mean, nearest
from studio.format.source import Mapping, Node
from studio.plain import options
from studio.plain.asking import keeps, or_skip, skippable
from studio.plain.given import Unfit, only, safe, word
from studio.plain.leaving import StepLeft
from studio.plain.numbers import place
from studio.plain.talk import Talk
from studio.practice.noted import Written

NO_BLANKS: Mapping_[str, Node] = {}
NOTHING = "Every blank was left out, so there is no text."


def ask(view: View, talk: Talk) -> Event:
    """Ask the blanks, offer the drafts, take the person's own wording of one."""
    prompt = view.prompt
    assert isinstance(prompt, ComposePrompt)
    earlier = view.earlier if isinstance(view.earlier, dict) else {}
    blanks = Blanks(talk, earlier.get("slots", {}))
    blanks.ask(asked_for(prompt, None), _marked(prompt))
    open_ones = [one for one in prompt.drafts if asked_for(prompt, one) != asked_for(prompt, None)]
    if not earlier.get("edited") and not open_ones and is_empty(prompt.drafts, blanks.words):
        return _nothing(view, talk, _marked(prompt))
    draft, edit = _draft(prompt, view, talk, blanks.words, earlier)
    kept = earlier.get("edited") and earlier.get("version", "") == draft.value
    mine = earlier["text"] if kept else ""
    if draft in open_ones:
        blanks.ask(asked_for(prompt, draft)[len(blanks.asked) :], draft)
        if not mine and is_empty([draft], blanks.words):
            return _nothing(view, talk, draft)
        edit = edit or _changed(mine or show_draft(draft, blanks.words), view, talk)
    value: dict[str, Any] = {"slots": blanks.stored, "version": draft.value}
    if edit:
        mine = _edited(mine or show_draft(draft, blanks.words), prompt, talk) or mine
    if mine:
        value.update(text=mine, edited=True)
    return Answer(value)


def _nothing(view: View, talk: Talk, draft: Draft) -> Event:
    """Every blank was left out: own words, on without a text, or the blanks again."""
    prompt = view.prompt
    assert isinstance(prompt, ComposePrompt)
    talk.say(NOTHING)
    may_pass = skippable(view)
    if prompt.edit:
        text = talk.ask("Your words, or Enter to go on without it." if may_pass else "Your words?")
        if text:
            return Answer({"slots": {}, "version": draft.value, "text": text, "edited": True})
    elif may_pass:
        talk.number("Enter goes on without it.")
    if may_pass:
        return Skip()
    talk.refuse("A word or two is enough.")
    return ask(view, talk)


class Blanks:
    """The blanks as they are filled: `stored` as the answer has them, `words` as they read."""

    def __init__(self, talk: Talk, earlier: dict[str, str]) -> None:
        self.talk = talk
        self.earlier = earlier
        self.asked: list[SlotAsk] = []
        self.stored: dict[str, str] = {}
        self.words: dict[str, str] = {}

    def ask(self, slots: Sequence[SlotAsk], draft: Draft) -> None:
        """Ask these, and show how `draft` grows by them."""
        for slot in slots:
            self.asked.append(slot)
            stored, shown = _slot(slot, self.talk, self.earlier.get(slot.name, ""))
            if stored:
                self.stored[slot.name], self.words[slot.name] = stored, shown
            so_far = show_draft(draft, self.words, blanks=holes(draft))
            if so_far and slot is not slots[-1]:
                self.talk.say(f"So far: {so_far}")


def _slot(slot: SlotAsk, talk: Talk, earlier: str) -> tuple[str, str]:
    """A blank as stored and as it reads. To skip here is to leave this blank out, no more."""
    try:
        return _filled(slot, talk, earlier)
    except StepLeft as left:
        if not isinstance(left.event, Skip):
            raise
        return "", ""


def _filled(slot: SlotAsk, talk: Talk, earlier: str) -> tuple[str, str]:
    if not slot.options:
        if earlier:
            talk.say(keeps(earlier))
        line = talk.ask(slot.label) or earlier
        return line, line
    talk.say(slot.label)
    options.show(talk, slot.options)
    shown = options.named(earlier, slot.options) if earlier else ""
    if earlier:
        talk.say(keeps(shown))
    while True:
        line = talk.number("Number?" if earlier else "Number, or Enter to leave it out.")
        if not line:
            return earlier, shown
        index = options.chosen(line, slot.options)
        if index is not None:
            return slot.options[index].value, slot.options[index].label
        talk.refuse("A number from the list, please.")


def _marked(prompt: ComposePrompt) -> Draft:
    return next((one for one in prompt.drafts if one.value == prompt.begin), prompt.drafts[0])


def _draft(
    prompt: ComposePrompt, view: View, talk: Talk, words: dict[str, str], earlier: dict[str, Any]
) -> tuple[Draft, bool]:
    """The draft taken, and whether it is to be changed."""
    first = earlier.get("version", prompt.begin)
    marked = next((i for i, one in enumerate(prompt.drafts) if one.value == first), None)
    if len(prompt.drafts) == 1:
        whole = earlier.get("text") or show_draft(prompt.drafts[0], words)
        return prompt.drafts[0], _changed(whole, view, talk)
    first_asked = asked_for(prompt, None)
    rows = []
    for row, one in enumerate(prompt.drafts, 1):
        to_come = [slot.name for slot in asked_for(prompt, one)[len(first_asked) :]]
        rows.append(f"{row}. {one.label}: {show_draft(one, words, blanks=to_come)}")
    talk.rows(rows)
    question = "Take which? Number" + (", or 2e to change it." if prompt.edit else ".")
    if marked is not None:
        question += f" Enter takes {marked + 1}."
    while True:
        line = talk.ask(question).casefold()
        edit = prompt.edit and line.endswith("e")
        number = line.removesuffix("e").strip() if edit else line
        if not number and marked is not None:
            return prompt.drafts[marked], edit
        if (taken_one := place(number, len(prompt.drafts))) is not None:
            return prompt.drafts[taken_one - 1], edit
        talk.refuse(f"Take one by its number{or_skip(view)}.")


def _changed(whole: str, view: View, talk: Talk) -> bool:
    """Show what it has become; whether it is to be changed."""
    prompt = view.prompt
    assert isinstance(prompt, ComposePrompt)
    talk.say(whole)
    while True:
        line = talk.ask("Enter takes it" + (", e changes it." if prompt.edit else "."))
        answer = line.casefold().removeprefix("1").strip()
        if not answer:
            return False
        if answer == "e" and prompt.edit:
            return True
        talk.refuse(f"{'Enter or e' if prompt.edit else 'Enter'}, please{or_skip(view)}.")


def _edited(text: str, prompt: ComposePrompt, talk: Talk) -> str:
    """The person's own wording; "" keeps `text` as it is."""
    talk.say(f"It reads: {text}")
    mine = talk.ask("Type it your way. Enter keeps it as it is.")
    count = count_words(mine)
    if prompt.max_words and count > prompt.max_words:
        talk.say(f"{count} of {prompt.max_words} words. Shorter is easier to say.")
    for marked, label in found_words(mine, prompt.lint)[:1]:
        talk.say(f"Note: “{marked}”. {label}. Keep it if it's true; :b reopens this.")
    return mine


def typed(view: View, node: Node, blanks: Mapping_[str, Node] = NO_BLANKS) -> list[str]:
    """A version by its name, or words of one's own (with `version` to say on what).

    `blanks` are those that are filled, by name.
    """
    prompt = view.prompt
    assert isinstance(prompt, ComposePrompt)
    name = view.address.rpartition(".")[2]
    version, text = _given(name, prompt, node)
    number = _number(prompt, version) if version is not None else ""
    if at_once(prompt, blanks):
        # There is no draft to take then: line mode asks for words at once.
        if text is not None:
            return [safe(word(text))]
        raise Unfit(
            "P806",
            node.place,
            "Every blank is left out here, so there is no text to take.",
            f"Fill one of them, or name `{name}` under `skips:`.",
        )
    return [f"{number or _first(prompt)}e", safe(word(text))] if text is not None else [number]


def _given(name: str, prompt: ComposePrompt, node: Node) -> tuple[Node | None, Node | None]:
    """The version and the text that an answer names, each None where it names none."""
    if isinstance(node, Mapping):
        _blanks_stand_outside(name, prompt, node)
        only(node, "version", "text")
        return node.get("version"), node.get("text")
    value = word(node)
    if len(prompt.drafts) > 1 and (" " not in value or value in {d.value for d in prompt.drafts}):
        return node, None
    if not prompt.edit:
        raise Unfit("P806", node.place, "This text cannot be changed; name one of its versions.")
    return None, node


def _blanks_stand_outside(name: str, prompt: ComposePrompt, node: Mapping) -> None:
    """Refuse blanks inside the answer of their text: each is an answer of its own."""
    blanks = [one.name for one in prompt.slots]
    for entry in node.entries:
        key = entry.key.text
        if key in ("version", "text") or not nearest(key, blanks):
            continue
        raise Unfit(
            "P806",
            entry.key.at(0, len(key)),
            f"The blanks of `{name}` do not stand inside its answer.",
            f"Write each beside `{name}`, under its own id: "
            f"{', '.join(f'`{one}:`' for one in blanks)}."
            + ("" if prompt.drafts[1:] else f" `{name}` itself then needs no answer."),
        )


def _first(prompt: ComposePrompt) -> str:
    return "" if len(prompt.drafts) == 1 else "1"


def _number(prompt: ComposePrompt, node: Node) -> str:
    value = word(node)
    for index, one in enumerate(prompt.drafts, 1):
        if one.value == value:
            return str(index)
    values = [one.value for one in prompt.drafts]
    raise Unfit("P805", node.place, f"`{value}` is no draft here.", did_you_mean(value, values))


def at_once(prompt: ComposePrompt, filled: Mapping_[str, Node]) -> bool:
    """Whether no draft says anything with these blanks filled, so that none is offered."""
    opens = any(asked_for(prompt, one) != asked_for(prompt, None) for one in prompt.drafts)
    words = {name: word(node) for name, node in filled.items()}
    return bool(prompt.slots) and not opens and is_empty(prompt.drafts, words)


def taken(prompt: ComposePrompt, given: Mapping_[str, Node], lines: list[str]) -> Draft | None:
    """The draft that lines of `typed` take; None where they take none."""
    if not lines or at_once(prompt, given):
        return None
    number = lines[0].removesuffix("e")
    return prompt.drafts[int(number) - 1 if number else 0]


def in_order(prompt: ComposePrompt, given: Mapping_[str, Node], lines: list[str]) -> list[str]:
    """What is typed in all: `lines` of `typed` among what fills the blanks, as they are asked."""
    shared = asked_for(prompt, None)
    own = asked_for(prompt, taken(prompt, given, lines))[len(shared) :]
    first, *rest = lines
    if own and not rest:
        rest = [""]  # the draft is shown once more, filled in
    return [*slots_typed(shared, given), first, *slots_typed(own, given), *rest]


def slots_typed(slots: Sequence[SlotAsk], given: Mapping_[str, Node]) -> list[str]:
    """What fills these blanks, in their order; an empty line leaves one out."""
    lines: list[str] = []
    for slot in slots:
        node = given.get(slot.name)
        if node is None:
            lines.append("")
        else:
            lines.append(
                options.number_for(node, slot.options) if slot.options else safe(word(node))
            )
    return lines


def noted(prompt: ComposePrompt, value: dict[str, Any]) -> Written:
    """The draft by its name, with the words where it was changed."""
    version, text = str(value["version"]), str(value["text"])
    if len(prompt.drafts) == 1:
        return text if value["edited"] else {"version": version}
    return {"version": version, "text": text} if value["edited"] else version


def by_itself(prompt: ComposePrompt, value: dict[str, Any]) -> bool:
    """Whether it is what a file gives that says nothing of it: the only draft, as it stands."""
    blank = prompt.slots and not value["slots"]
    return len(prompt.drafts) == 1 and not value["edited"] and not blank


def _asked(prompt: ComposePrompt, value: dict[str, Any]) -> list[str]:
    """The ids of the blanks that are asked for the draft that was taken."""
    draft = next((one for one in prompt.drafts if one.value == value["version"]), None)
    return [one.name for one in asked_for(prompt, draft)]


def slots_left_out(prompt: ComposePrompt, value: dict[str, Any]) -> list[str]:
    """The blanks that were asked and left out, by their ids."""
    return [name for name in _asked(prompt, value) if name not in value["slots"]]


def slots_noted(prompt: ComposePrompt, value: dict[str, Any]) -> dict[str, Written]:
    """The blanks that were asked and filled, by their ids."""
    asked = _asked(prompt, value)
    return {name: str(words) for name, words in value["slots"].items() if name in asked}
