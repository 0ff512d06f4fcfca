"""Views made by hand, and a talk that hears typed lines and notes what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from studio.engine.events import Event
from studio.engine.prompts import Choosable, Prompt
from studio.engine.view import View
from studio.format.piping import Span
from studio.format.problems import Problems
from studio.format.source import Node, read
from studio.plain.door import Door
from studio.plain.kinds import kind
from studio.plain.lines import ScriptedLines
from studio.plain.talk import Talk
from studio.practice.virtual import VirtualTime

START = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
ASKING = frozenset({"answer", "back", "skip", "pause", "stop"})


class Heard:
    """A stream that remembers every line written to it."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str, /) -> object:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@dataclass
class Stage:
    """A talk with its typed lines and what it said."""

    typed: tuple[str, ...] = ()
    heard: Heard = field(default_factory=Heard)
    width: int = 72

    def __post_init__(self) -> None:
        self.lines = ScriptedLines(VirtualTime(START), self.typed)
        self.talk = Talk(Door(self.heard), self.lines, width=self.width)

    @property
    def said(self) -> str:
        return self.heard.text


def prose(*lines: str) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(line, ""),) for line in lines)


def view(name: str, prompt: Prompt, **more: Any) -> View:
    fields: dict[str, Any] = {"allowed": ASKING, "text": prose("A question?"), **more}
    return View("an-exercise", "An exercise", fields.pop("address", name), name,
                fields.pop("text"), prompt, fields.pop("allowed"), **fields)  # fmt: skip


def asked(shown: View, *typed: str) -> tuple[Event, Stage]:
    """What came of asking, with these lines typed, and everything that was said."""
    stage = Stage(typed)
    event = kind(shown.kind).ask(shown, stage.talk)
    assert stage.lines.left() == (), "lines that nothing asked for"
    return event, stage


def node(yaml: str) -> Node:
    """A node of an answers file."""
    problems = Problems()
    found = read(yaml.encode(), "answers.yml", problems)
    assert problems.all == ()
    assert found is not None
    return found


def options(*labels: str, **alone: bool) -> tuple[Choosable, ...]:
    return tuple(
        Choosable(label.replace(" ", "_"), label, alone=alone.get(label, False)) for label in labels
    )
