"""Somebody's weeks: sessions, follow-ups and gaps, one after another, through the whole program.

For: tests and pictures that need a home as it looks after a while. Every
session goes through line mode and the engine into the store, and each begins
with the program started anew. What is not answered is skipped; what can be
kept is kept.
"""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

import yaml

from studio.engine.phrases import already_words
from studio.engine.prompts import SlotAsk
from studio.engine.view import View
from studio.format.problems import Problems
from studio.plain.answers import read_answers
from studio.plain.door import Door
from studio.plain.given import Unfit
from studio.plain.lines import ScriptedLines
from studio.plain.player import Player
from studio.plain.script import Script
from studio.plain.talk import Talk
from studio.practice.desk import Desk, open_desk
from studio.practice.sitting import Sitting

DAY = 86_400.0
Answers = dict[str, Any]


class Time(Protocol):
    """Time that passes when it is told to."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def go_on(self, seconds: float) -> None: ...


class Played(Script):
    """Answers of somebody who skips whatever they have no answer for."""

    def __init__(self, answers: Any, lines: ScriptedLines) -> None:  # noqa: ANN401
        super().__init__(answers, lines)
        self.seen: dict[str, str] = {}

    def before(self, view: View) -> None:
        """Note what stands on the screen, then answer it."""
        text = "\n".join("".join(span.text for span in line) for line in view.text)
        pins = "\n".join(pin.text for pin in view.pins)
        shown = "\n".join(line for line in (pins, text, _prompt_words(view)) if line)
        name = view.address.rpartition(".")[2]
        self.seen[name] = "\n".join(one for one in (self.seen.get(name), shown) if one)
        super().before(view)

    def _skip(self, view: View, name: str) -> list[str]:
        if "skip" not in view.allowed:
            raise Unfit("P804", self.place, f"{view.exercise}: `{name}` needs an answer.")
        return [":skip"]

    def _leave_out(self, view: View, slot: SlotAsk) -> None:
        """A blank without an answer is left out."""


class Life:
    """A person with a home, and time that goes on between their sessions."""

    def __init__(self, home: Path, time: Time) -> None:
        self.home = home
        self.time = time
        self.seen: dict[str, str] = {}
        if not self.desk().settings.seen_first_run:
            self.desk().change(country="GB", seen_first_run=True)

    def desk(self) -> Desk:
        """The program, started now."""
        return open_desk(home=self.home, wall=self.time.now, monotonic=self.time.monotonic)

    def days(self, count: float) -> None:
        """So many days go by."""
        self.time.go_on(count * DAY)

    def do(
        self, exercise: str, care: Answers | None = None, skips: tuple[str, ...] = (),
        **answers: Any,  # noqa: ANN401 - an answer of any kind
    ) -> dict[str, Any]:  # fmt: skip
        """One session to its end; its outcome. What was on screen is in `seen`, by step."""
        desk = self.desk()
        return self._play(desk, desk.begin(exercise, seed=7), answers, care or {}, skips)

    def come_back(
        self, followup: str, care: Answers | None = None,
        **answers: Any,  # noqa: ANN401 - an answer of any kind
    ) -> dict[str, Any]:  # fmt: skip
        """The follow-up of that name that is due now; its outcome."""
        desk = self.desk()
        due = [one for one in desk.today().due if one.followup == followup]
        if not due:
            raise LookupError(f"{followup} is not due on {self.time.now():%d %B %Y}")
        sitting = desk.begin(due[0].exercise, followup=followup, entry=due[0].entry, seed=7)
        return self._play(desk, sitting, answers, care or {}, ())

    def _play(
        self, desk: Desk, sitting: Sitting, answers: Answers, care: Answers, skips: tuple[str, ...]
    ) -> dict[str, Any]:
        file = self.home / "answers.yml"
        given = {"answers": answers, "care": care, "skips": list(skips)}
        file.write_text(_as_yaml({name: one for name, one in given.items() if one}), "utf-8")
        problems = Problems()
        read = read_answers(file, problems)
        file.unlink()
        if read is None:
            raise ValueError([one.message for one in problems.all])
        lines = ScriptedLines(self.time)  # type: ignore[arg-type]
        script = Played(read, lines)
        Player(sitting, Talk(Door(StringIO()), lines, width=72), desk, listener=script).play()
        script.finish()
        self.seen = script.seen
        if sitting.unsaved is not None:
            raise sitting.unsaved
        return sitting.outcome or {}

    def kept(self, collection: str) -> list[dict[str, Any]]:
        """The fields of what is kept there, newest first."""
        return [one["fields"] for one in self.desk().store.kept(f"common/{collection}")]

    def told(self) -> dict[str, str]:
        """What the indicators say now, by name."""
        return {one.name: one.words for one in self.desk().indicators()}


def _as_yaml(given: Answers) -> str:
    """As a person would write it: in blocks, and nothing by reference."""
    if not given:
        return "answers:\n"
    plain = json.loads(json.dumps(given))
    return str(yaml.dump(plain, allow_unicode=True, sort_keys=False, default_flow_style=False))


def _prompt_words(view: View) -> str:
    """The rows and things that a screen offers, as far as they are words."""
    prompt: Any = view.prompt
    lines: list[str] = []
    for block in getattr(prompt, "blocks", ()):
        lines += [block.heading, *block.lines]
    lines += [f"{one.label}: {one.words}" for one in getattr(prompt, "trends", ())]
    lines += [one.line for one in getattr(prompt, "things", ())]
    for offer in getattr(prompt, "offers", ()):
        lines += [offer.line, already_words(offer.since) if offer.since else ""]
    lines += [str(one) for one in getattr(prompt, "suggestions", ())]
    return "\n".join(line for line in lines if line)
