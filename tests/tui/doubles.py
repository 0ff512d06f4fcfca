"""A desk and a sitting made by hand, for the screens: no files, no clock of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, ClassVar

from studio.engine.events import Answer, Back, EndStep, Event, Next, Pause, Resume, Skip, Stop
from studio.engine.prompts import (
    ChoicePrompt,
    Choosable,
    EndPrompt,
    SayPrompt,
    ScalePrompt,
    TextPrompt,
)
from studio.engine.refused import Refused
from studio.engine.view import Pin, Progress, View
from studio.errors import StudioError
from studio.insights.days import weeks
from studio.practice.kept_things import Thing
from studio.practice.words import stands_in

TITLE = "Two other readings"


def prose(*lines: str) -> tuple[tuple[SimpleNamespace, ...], ...]:
    """Filled-in text: each line one span without a style."""
    return tuple((SimpleNamespace(text=line, style=""),) for line in lines)


def make_view(kind: str, prompt: Any, *lines: str, **fields: Any) -> View:
    """A view of a step, with what is usual for one."""
    allowed = {"back", "skip", "pause", "stop", "next" if kind == "say" else "answer"}
    values: dict[str, Any] = {
        "exercise": "two-interpretations",
        "title": TITLE,
        "address": lines[0] if lines else kind,
        "kind": kind,
        "text": prose(*lines),
        "prompt": prompt,
        "allowed": frozenset(allowed),
        "progress": Progress(7, 16, True),
    }
    return View(**(values | fields))


def say(*lines: str, **fields: Any) -> View:
    return make_view("say", SayPrompt(), *lines, **fields)


def text(*lines: str, lines_asked: int = 1, **fields: Any) -> View:
    return make_view("text", TextPrompt(lines=lines_asked), *lines, **fields)


def choice(*lines: str, options: tuple[str, ...] = ("one", "two", "three"), **fields: Any) -> View:
    chosen = tuple(Choosable(one, one) for one in options)
    return make_view("choice", ChoicePrompt(chosen), *lines, **fields)


def scale(*lines: str, **fields: Any) -> View:
    return make_view("scale", ScalePrompt(low="not at all", high="certain"), *lines, **fields)


def end(opens: str = "", **fields: Any) -> View:
    return make_view(
        "end",
        EndPrompt("finished", minutes=6, opens=opens),
        "You stopped at the first reading and found two more.",
        address="end",
        allowed=frozenset(),
        progress=None,
        **fields,
    )


PINS = (
    Pin("What happened", "My message shows as read. No reply for two days."),
    Pin("First reading", "She is done with me."),
)


class FakeSitting:
    """Walks over views made by hand; notes every event, and what was saved and when."""

    def __init__(self, *views: View) -> None:
        self.views = [*views, end()]
        self.at = 0
        self.events: list[Event] = []
        self.saved: list[Any] = []
        self.held: Any = None
        self.unsaved: Exception | None = None
        self.elsewhere = False
        self.refusal = ""
        self.deadline: float | None = None
        self.outcome: dict[str, Any] | None = None
        self.done: list[str] = []
        self.asleep = False
        self._paused = False

    @property
    def view(self) -> View:
        view = self.views[self.at]
        if self._paused and view.kind != "end":
            allowed = (view.allowed - {"pause"}) | {"resume"}
            return replace(view, paused=True, allowed=allowed)
        return view

    @property
    def over(self) -> bool:
        return self.view.kind == "end"

    def now(self) -> float:
        return 360.0

    def send(self, event: Event) -> None:
        if self.refusal and isinstance(event, Answer):
            raise Refused(self.refusal)
        self.events.append(event)
        if isinstance(event, Pause):
            self._paused = True
        else:
            self._paused = False
        if isinstance(event, (Answer, Next, Skip, EndStep)):
            self.at += 1
        elif isinstance(event, Back):
            self.at -= 1
        elif isinstance(event, Stop):
            self.at = len(self.views) - 1
        elif not isinstance(event, (Pause, Resume)):
            self.at += 0
        if self.over:
            self.outcome = {"id": "o1", "title": TITLE, "answers": []}

    def take_line(self) -> bool:
        return False

    def advance(self) -> bool:
        self.deadline = None
        self.at += 1
        return True

    def seen(self) -> bool:
        was, self.asleep = self.asleep, False
        if was:
            self._paused = True
        return was

    def typing(self, value: Any) -> None:
        self.held = value

    def save_typing(self) -> None:
        if self.held is not None:
            self.saved.append(self.held)
            self.held = None

    def before_end(self) -> None:
        self.save_typing()
        self.done.append("before_end")

    def later(self) -> None:
        self.save_typing()
        self.done.append("later")

    def abandon(self) -> None:
        self.done.append("abandon")

    def retry(self) -> None:
        self.done.append("retry")
        self.unsaved = None

    def words(self) -> str:
        return "What happened?\n  She did not answer.\n"

    def go_on(self) -> None:
        self.done.append("go on")

    def save_elsewhere(self, folder: Any) -> Any:
        self.done.append(f"elsewhere {folder}")
        return folder / "practice-1.json"


@dataclass(frozen=True)
class FakeSettings:
    country: str = "GB"
    language: str = ""
    contacts: tuple[str, ...] = ()
    theme: str = "dusk"
    motion: str = "gentle"
    line: str = "fast"
    bell: bool = False
    shared: str = ""
    ascii: bool = False
    heavy_words: bool = False
    seen_first_run: bool = True


def summary(identity: str, title: str) -> SimpleNamespace:
    return SimpleNamespace(
        id=identity, pack="wider", title=title, purpose="Find two more.", minutes=(3, 3),
        flags=(), quick=False, problems=0,
    )  # fmt: skip


IDEA = SimpleNamespace(
    exercise="sensory-grounding",
    title="Feet, air, texture",
    minutes="3 min",
    purpose="Come back to the room when thoughts or feelings run fast.",
)


@dataclass
class FakeDesk:
    """Everything the shell asks a desk for."""

    languages: ClassVar[dict[str, str]] = {"en": "English", "de": "Deutsch"}
    sittings: list[FakeSitting] = field(default_factory=list)
    open: tuple[Any, ...] = ()
    due: tuple[Any, ...] = ()
    idea: Any = field(default_factory=lambda: IDEA)
    pack_titles: tuple[str, ...] = ("Steady ground", "Wider view", "Kinder voice", "Boundaries")
    notes: tuple[str, ...] = ()
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    keeps: dict[str, tuple[Thing, ...]] = field(default_factory=dict)
    reworded: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    series: tuple[Any, ...] = ()
    told: tuple[Any, ...] = ()
    settings: FakeSettings = FakeSettings()
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    exercises: tuple[str, ...] = ("sensory-grounding",)
    broken: bool = False
    optional: tuple[Any, ...] = ()
    lock: Any = field(
        default_factory=lambda: SimpleNamespace(sealed=False, locked=False, shut=lambda: None)
    )

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 21, 34, tzinfo=UTC)

    def today(self) -> Any:
        packs = tuple(
            SimpleNamespace(
                id=title.lower(), title=title,
                exercises=(summary("two-interpretations", TITLE), summary("hold", "Hold on")),
            )
            for title in self.pack_titles
        )  # fmt: skip
        return SimpleNamespace(
            day="Sunday 22 November", open=self.open, due=self.due, idea=self.idea, packs=packs,
            notes=self.notes, programmes=(),
        )  # fmt: skip

    def changed(self) -> bool:
        return False

    def card(self, exercise: str) -> Any:
        return SimpleNamespace(
            id=exercise,
            pack_title="Wider view",
            title=TITLE,
            minutes="about 4 minutes",
            purpose="Stop after a negative cue and find two more readings that could also be true.",
            you_will="write one line, rate it",
            keeps="your answers on this computer",
            last_time="Thursday, 6 minutes",
            claim="Practice at finding other readings shifts how people read things, on average.",
        )

    def begin(
        self, exercise: str, *, followup: str = "", entry: str = "", seed: int | None = None
    ) -> FakeSitting:
        self.begun.append(exercise)
        return self.sittings.pop(0)

    def resume(self, draft: str) -> FakeSitting:
        return self.sittings[0]

    def drop_draft(self, draft: str) -> None:
        self.done.append(f"drop {draft}")

    def keep_draft(self, draft: str) -> None:
        self.done.append(f"keep {draft}")

    def has(self, exercise: str) -> bool:
        return exercise in self.exercises

    def history(self, **_: Any) -> Any:
        return iter(self.outcomes)

    def search(self, text: str) -> Any:
        return (one for one in self.history() if one is None or stands_in(text, one))

    def trends(self) -> tuple[Any, ...]:
        return self.series

    def indicators(self) -> tuple[Any, ...]:
        return self.told

    def month(self, year: int, month: int) -> Any:
        return SimpleNamespace(weeks=weeks(year, month), done={}, due=frozenset(), lately=0)

    def outcome(self, identity: str) -> Any:
        return next((one for one in self.outcomes if one["id"] == identity), None)

    def erase(self, identity: str) -> bool:
        self.outcomes = [one for one in self.outcomes if one["id"] != identity]
        return True

    def let_go(self, entry: str) -> bool:
        self.due = tuple(one for one in self.due if one.entry != entry)
        return True

    def collections(self) -> tuple[tuple[str, str, int], ...]:
        return tuple((name, name.capitalize(), len(held)) for name, held in self.keeps.items())

    def things(self, collection: str) -> tuple[Thing, ...]:
        return self.keeps[collection]

    def reword(self, thing: str, fields: Mapping[str, str]) -> bool:
        self.reworded.append((thing, dict(fields)))
        return True

    def remove(self, thing: str) -> bool:
        self.keeps = {
            name: tuple(one for one in held if one.id != thing) for name, held in self.keeps.items()
        }
        return True

    def collection_label(self, name: str) -> str:
        return name.capitalize()

    def contacts(self, topic: str) -> Any:
        names = {"GB": "United Kingdom", "FR": "France", "": ""}
        line = SimpleNamespace(
            name="Samaritans", number="116 123", how="call", hours="free, 24 hours"
        )
        return SimpleNamespace(
            country=names[self.settings.country], emergency="999 or 112", lines=(line,), own=(),
            notice="",
        )  # fmt: skip

    def countries(self) -> tuple[tuple[str, str], ...]:
        return (("FR", "France"), ("GB", "United Kingdom"))

    def change(self, **fields: Any) -> FakeSettings:
        if self.broken:
            raise StudioError("The settings could not be saved: no room on /home.")
        self.settings = replace(self.settings, **fields)
        return self.settings

    def left_fast(self) -> None:
        self.done.append("left fast")


class Clock:
    """Monotonic seconds that move when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds
