"""An exercise's own tests, played: its `<exercise>.test.yml` against the whole program.

Answers go through line mode under virtual time, things are kept in a store in
a folder of the test's own, and what comes of it is read back from there.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from studio.engine.prompts import EndPrompt
from studio.engine.view import View
from studio.format.problems import Problems
from studio.plain.answers import read_answers
from studio.plain.door import Door
from studio.plain.lines import ScriptedLines, VirtualTime
from studio.plain.player import Player
from studio.plain.script import Script
from studio.plain.talk import Talk
from studio.practice.desk import Desk, open_desk
from studio.practice.sitting import Sitting
from tests.plain.hand_made import Heard

ENDS = {"finished": "done", "eased_out": "eased_out", "stopped": "stopped"}
ASKED = ("answers", "skips", "care", "takes")
DAYS = {"day": 1, "week": 7, "month": 31}
UNNAMED = re.compile(r"helped|[a-z]+_\d+")  # asked by the program itself, or without an id


def written(file: Path) -> dict[str, dict[str, Any]]:
    """The tests in a file, every value as the text that was typed."""
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)["tests"]


class Watched(Script):
    """A script that remembers where it was led and what was seen there."""

    path: list[str]
    seen: dict[str, str]

    def before(self, view: View) -> None:
        """Note a screen, then answer it."""
        name = view.address.rpartition(".")[2]
        lines = ["".join(span.text for span in line) for line in view.text]
        self.seen[name] = "\n".join([*(pin.text for pin in view.pins), *lines])
        if not UNNAMED.fullmatch(name) and not view.address.startswith("care."):
            self.path.append(name)
        super().before(view)


class Played:
    """One test being played: a desk of its own and the time on its wall."""

    def __init__(self, home: Path, start: str) -> None:
        self.start = datetime.fromisoformat(start).replace(tzinfo=UTC)
        self.time = VirtualTime(self.start)
        self.home = home
        self.desk: Desk = open_desk(home=home, wall=self.time.now, monotonic=self.time.monotonic)
        self.desk.change(country="GB", seen_first_run=True)

    def keep(self, kept: dict[str, list[dict[str, Any]]]) -> None:
        """Put things into collections, a day before."""
        for name, items in kept.items():
            changes = [
                {
                    "op": "add",
                    "collection": f"common/{name}",
                    "ref": self.desk.store.new_session_id(),
                    "fields": {key: as_kept(value) for key, value in fields.items()},
                }
                for fields in items
            ]
            before = (self.start - timedelta(days=1)).isoformat()
            outcome = {"exercise": "three-good-things", "ended": before, "changes": changes}
            self.desk.store.finish(self.desk.store.new_session_id(), outcome)

    def play(self, part: dict[str, Any], sitting: Sitting) -> tuple[Sitting, Watched]:
        """One session to its end."""
        file = self.home / "answers.yml"
        given = {key: part[key] for key in ASKED if key in part} or {"answers": {}}
        file.write_text(yaml.dump(given, allow_unicode=True), "utf-8")
        problems = Problems()
        answers = read_answers(file, problems)
        assert answers is not None, problems.all
        lines = ScriptedLines(self.time)
        script = Watched(answers, lines)
        script.path, script.seen = [], {}
        Player(sitting, Talk(Door(Heard()), lines, width=72), self.desk, listener=script).play()
        script.finish()
        return sitting, script

    def run(self, test: dict[str, Any]) -> None:
        """The whole test: what is kept before, the session, and what comes later."""
        self.keep(test.get("kept", {}))
        sitting = self.desk.begin(test["exercise"], seed=int(test.get("seed", 0)))
        self.expect(test["expect"], *self.play(test, sitting))
        for later in test.get("then", ()):
            number, unit = later["after"].split()
            self.time.go_on(int(number) * DAYS[unit.removesuffix("s")] * 86_400)
            if "exercise" in later:
                sitting = self.desk.begin(later["exercise"])
            else:
                (due,) = (one for one in self.desk.today().due if one.followup == later["followup"])
                sitting = self.desk.begin(due.exercise, followup=due.followup, entry=due.entry)
            self.expect(later["expect"], *self.play(later, sitting))

    def expect(self, wanted: dict[str, Any], sitting: Sitting, script: Watched) -> None:
        """What came of it is what the test says."""
        outcome = sitting.session.outcome
        end = sitting.session.view.prompt
        assert outcome is not None
        assert isinstance(end, EndPrompt)
        assert ENDS[outcome.ending] == wanted.get("ends", ENDS[outcome.ending])
        if "path" in wanted:
            assert script.path == wanted["path"]
        assert not set(script.path) & set(wanted.get("not_path", ()))
        values = {name: in_words(one["value"]) for name, one in outcome.values.items()}
        assert values | wanted.get("outcome", {}) == values
        for name, items in wanted.get("kept", {}).items():
            rows = [
                {key: in_words(value) for key, value in one["fields"].items()}
                for one in self.desk.store.kept(f"common/{name}")
            ]
            for item in items:
                assert any(row | flat(item) == row for row in rows), (name, item, rows)
        new = {change["collection"].partition("/")[2] for change in outcome.changes}
        assert not new & set(wanted.get("not_kept", ()))
        for one in wanted.get("shows", ()):
            assert one["text"] in script.seen[one["at"]]
        for one in wanted.get("scheduled", ()):
            assert any(
                (coming["followup"] or "") == one.get("followup", "")
                and str(coming["due"]).startswith(one.get("due", ""))
                for coming in outcome.schedule
            ), outcome.schedule
        assert outcome.opens == wanted.get("opens", outcome.opens)
        assert str(outcome.minutes) == wanted.get("minutes", str(outcome.minutes))
        if "text" in wanted:
            last = "".join(span.text for line in sitting.session.view.text for span in line)
            assert last == wanted["text"]


def in_words(value: object) -> str:
    """A stored value as a test writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(one) for one in value)
    return str(value)


def flat(item: dict[str, Any]) -> dict[str, str]:
    """The fields of an expected item, a list as one text."""
    return {key: in_words(value) for key, value in item.items()}


def as_kept(value: Any) -> Any:
    """A typed value as a collection holds it: a number, a yes or no, or the text."""
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
