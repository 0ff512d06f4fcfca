"""`text` in lines: one line, or several ended by a dot, below what it rewrites."""

from __future__ import annotations

from studio.engine.events import Answer, Event, Skip
from studio.engine.phrases import one_or_more, small_number
from studio.engine.prompts import TextPrompt, found_words
from studio.engine.view import View
from studio.engine.words import count_words
from studio.format.source import Node
from studio.plain.asking import keeps, skippable
from studio.plain.given import safe, word
from studio.plain.suggestions import show_suggestions, taken_over
from studio.plain.talk import Talk
from studio.plain.wording import capital
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for the words; Enter alone keeps what was there, or skips where that is fine."""
    prompt = view.prompt
    assert isinstance(prompt, TextPrompt)
    before = view.earlier if isinstance(view.earlier, str) else prompt.start
    _introduce(prompt, view, talk, before)
    text = _several(prompt, talk, before) if prompt.lines > 1 else _one(prompt, talk)
    while not text:
        if before:
            return Answer(before)
        if skippable(view):
            return Skip()
        talk.refuse("A word or two is enough.")
        text = _several(prompt, talk, "") if prompt.lines > 1 else _one(prompt, talk)
    _remark(prompt, talk, text)
    return Answer(text)


def _introduce(prompt: TextPrompt, view: View, talk: Talk, before: str) -> None:
    if prompt.rewrites:
        talk.say(f"Before: {prompt.rewrites}")
        talk.say("Now yours.")
    limits = _limits(prompt)
    if limits:
        talk.say(limits)
    show_suggestions(talk, prompt.suggestions)
    if before and isinstance(view.earlier, str):
        talk.say(keeps(before) if prompt.lines == 1 else f"You had: {before}")
    elif before and before != prompt.rewrites:
        talk.say(f"It begins as: {before}")
    if before and not isinstance(view.earlier, str):
        talk.say("Enter takes it as it is.")
    if before and prompt.lines > 1 and isinstance(view.earlier, str):
        talk.say("A dot keeps it; + on a line of its own goes on below it.")


def _limits(prompt: TextPrompt) -> str:
    said = []
    if prompt.lines > 1:
        said.append(
            f"{capital(small_number(prompt.lines))} lines at most; a line with a dot ends it."
        )
    if prompt.max_words:
        said.append(f"{one_or_more(prompt.max_words, 'word')} or fewer.")
    if prompt.minutes:
        said.append(f"About {one_or_more(prompt.minutes, 'minute')}.")
    return " ".join(said)


def _one(prompt: TextPrompt, talk: Talk) -> str:
    return taken_over(talk.ask(), prompt.suggestions)


def _several(prompt: TextPrompt, talk: Talk, before: str) -> str:
    lines: list[str] = []
    while True:
        line = talk.ask()
        if line == "." or (not line and not lines):
            break
        if line == "+" and not lines and before:
            lines = before.split("\n")
            continue
        lines.append(taken_over(line, prompt.suggestions))
        talk.typing("\n".join(lines))
        if len(lines) == prompt.lines + 1:
            talk.say(f"That is the {small_number(prompt.lines)}. Go on if you like.")
    return "\n".join(lines).strip()


def _remark(prompt: TextPrompt, talk: Talk, text: str) -> None:
    """Soft notes: they never block, and :b reopens the question."""
    words = count_words(text)
    if prompt.max_words and words > prompt.max_words:
        talk.say(f"{words} of {prompt.max_words} words. Shorter is easier to say.")
    found = found_words(text, prompt.lint)
    if found:
        marked, label = found[0]
        talk.say(f"Note: “{marked}”. {label}. Keep it if it's true; :b reopens this.")


def typed(view: View, node: Node) -> list[str]:
    """The words, and the dot where several lines are asked for."""
    prompt = view.prompt
    assert isinstance(prompt, TextPrompt)
    words = word(node).strip()
    if prompt.lines > 1:
        return [*safe(words).split("\n"), "."]
    return [safe(" ".join(words.split("\n")))]


def noted(prompt: TextPrompt, value: str) -> Written:
    """The words."""
    return value
