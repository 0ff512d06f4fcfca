"""`review` in lines: words first, the numbers after them, oldest first."""

from __future__ import annotations

from studio.engine.events import Event, Next
from studio.engine.phrases import number_words
from studio.engine.prompts import ReviewPrompt, Trend
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.given import Unfit
from studio.plain.talk import Talk
from studio.plain.wording import ended


def ask(view: View, talk: Talk) -> Event:
    """Say it all, then wait for Enter."""
    prompt = view.prompt
    assert isinstance(prompt, ReviewPrompt)
    for trend in prompt.trends:
        talk.say(_words(trend))
        if any(trend.said):
            days = zip(trend.points, trend.said, strict=True)
            talk.rows([f"{day}: {said or number_words(number)}" for (day, number), said in days])
    for block in prompt.blocks:
        if block.heading:
            talk.say(ended(block.heading))
        talk.rows([f"{index}. {line}" for index, line in enumerate(block.lines, 1)])
    talk.enter("")
    return Next()


def _words(trend: Trend) -> str:
    said = ended(": ".join(one for one in (trend.label, trend.words) if one))
    if any(trend.said):
        return said
    points = ", ".join(f"{day}: {number_words(value)}" for day, value in trend.points)
    return f"{said} {points}.".strip() if points else said


def typed(view: View, node: Node | None) -> list[str]:
    """Enter alone."""
    if node is not None:
        raise Unfit("P806", node.place, "This step is only read; it takes no answer.")
    return [""]
