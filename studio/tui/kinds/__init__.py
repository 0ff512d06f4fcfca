"""One body for each kind of step: what stands in the answer rows.

For: finding the body of the kind in view, importing that kind alone. Each
module is named after its kind, here as in the format, the engine and the line
mode. May import the body contract; the kinds import what they draw with.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.engine.view import View
    from studio.tui.body import Body, Look

BODIES: dict[str, str] = {
    "say": "say:SayBody",
    "text": "text:TextBody",
    "choice": "choice:ChoiceBody",
    "choices": "choices:ChoicesBody",
    "scale": "scale:ScaleBody",
    "number": "number:NumberBody",
    "date": "date:DateBody",
    "list": "list:ListBody",
    "share": "share:ShareBody",
    "compose": "compose:ComposeBody",
    "pick": "pick:PickBody",
    "picks": "picks:PicksBody",
    "timed": "timed:TimedBody",
    "breathe": "breathe:BreatheBody",
    "keep": "keep:KeepBody",
    "review": "review:ReviewBody",
    "schedule": "schedule:ScheduleBody",
    "contacts": "contacts:ContactsBody",
    "end": "end:EndBody",
}


def body_class(kind: str) -> type[Body]:
    """The body of a kind of step. KeyError for a kind that is not drawn."""
    module, _, name = BODIES[kind].partition(":")
    found: type[Body] = getattr(import_module(f"studio.tui.kinds.{module}"), name)
    return found


def body_for(view: View, look: Look) -> Body:
    """The body for this step."""
    return body_class(view.kind)(view, look)
