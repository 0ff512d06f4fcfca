"""`contacts` in lines: the people to call or write to, then Enter."""

from __future__ import annotations

from studio.engine.events import Event, Next
from studio.engine.prompts import ContactsPrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.given import Unfit
from studio.plain.talk import Talk


def ask(view: View, talk: Talk) -> Event:
    """Say the lines of the topic for the person's country."""
    prompt = view.prompt
    assert isinstance(prompt, ContactsPrompt)
    talk.people(prompt.topic)
    talk.enter("")
    return Next()


def typed(view: View, node: Node | None) -> list[str]:
    """Enter alone."""
    if node is not None:
        raise Unfit("P806", node.place, "This step only shows people to call; it takes no answer.")
    return [""]
