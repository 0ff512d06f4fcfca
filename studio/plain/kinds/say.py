"""`say` in lines: it was read; Enter goes on."""

from __future__ import annotations

from studio.engine.events import Event, Next
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.given import Unfit
from studio.plain.talk import Talk


def ask(view: View, talk: Talk) -> Event:
    """Wait for Enter."""
    talk.enter("")
    return Next()


def typed(view: View, node: Node | None) -> list[str]:
    """Enter alone; there is nothing to answer here."""
    if node is not None:
        raise Unfit("P806", node.place, "This step only says something; it takes no answer.")
    return [""]
