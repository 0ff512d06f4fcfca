"""`share` in lines: so many to each, asked one after another, until none is left."""

from __future__ import annotations

from studio.engine.events import Answer, Event
from studio.engine.phrases import one_or_more, small_number
from studio.engine.prompts import SharePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.asking import keeps
from studio.plain.given import Unfit, block, safe, word
from studio.plain.numbers import whole
from studio.plain.options import chosen, named, show
from studio.plain.talk import Talk
from studio.plain.wording import capital
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask each option's part; what is left at the end goes where the person says."""
    prompt = view.prompt
    assert isinstance(prompt, SharePrompt)
    if view.earlier:
        had = ", ".join(f"{named(k, prompt.options)} {n}" for k, n in view.earlier.items() if n)
        if talk.ask(f"{keeps(had)} 1 begins anew.") != "1":
            return Answer(view.earlier)
    talk.say(f"{capital(small_number(prompt.total))} to share. Enter is none.")
    shares: dict[str, int] = {}
    left = prompt.total
    for option in prompt.options:
        if left == 0:
            break
        given = _part(talk, f"{option.label}?", left)
        if given:
            shares[option.value] = given
            left -= given
            talk.say(f"{left} left." if left else "All are placed.")
    while left:
        left -= _rest(prompt, talk, shares, left)
    return Answer(shares)


def _part(talk: Talk, question: str, left: int) -> int:
    while True:
        line = talk.ask(question)
        if not line:
            return 0
        number = whole(line)
        if number is not None and 0 <= number <= left:
            return number
        talk.refuse(f"0 to {left}, please.")


def _rest(prompt: SharePrompt, talk: Talk, shares: dict[str, int], left: int) -> int:
    show(talk, prompt.options)
    line = talk.ask(f"{one_or_more(left, 'is', 'are')} left. Which one takes more? Number.")
    index = chosen(line, prompt.options)
    if index is None:
        talk.refuse("A number from the list, please.")
        return 0
    value = prompt.options[index].value
    more = left if left == 1 else _part(talk, "How many more?", left)
    shares[value] = shares.get(value, 0) + more
    return more


def typed(view: View, node: Node) -> list[str]:
    """One number an option, until all are placed."""
    prompt = view.prompt
    assert isinstance(prompt, SharePrompt)
    parts = block(node)
    for name, value in parts.items():
        if name not in {one.value for one in prompt.options}:
            raise Unfit("P805", value.place, f"`{name}` is not among the options.")
    lines: list[str] = []
    left = prompt.total
    for option in prompt.options:
        if left <= 0:
            break
        part = word(parts[option.value]) if option.value in parts else ""
        lines.append(safe(part))
        left -= max(0, whole(part) or 0)
    return lines


def noted(prompt: SharePrompt, value: dict[str, int]) -> Written:
    """What each option got; those that got nothing are left out."""
    return {name: str(part) for name, part in value.items() if part}
