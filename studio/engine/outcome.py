"""What happened: an outcome as it is kept, readable without the exercise's file.

An outcome stores the exercise's id, version and digest, its language and seed,
and every answer by id with its kind and the question as it was shown. Answers
on a path that was left again are kept and marked. Private answers are nowhere
in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.engine.kind import Moment
from studio.engine.kinds import KINDS, choices, compose
from studio.engine.kinds import list as list_kind
from studio.engine.kinds.keep import kept
from studio.engine.prompts import ChoicesPrompt, ComposePrompt, ListPrompt, ScalePrompt
from studio.engine.refused import NotAllowed, Refused
from studio.engine.rows import shown_value
from studio.engine.screen import Given, Screen
from studio.format.expressions import evaluate
from studio.format.kinds import Keep, Scale
from studio.format.piping import fill_text

if TYPE_CHECKING:
    from studio.engine.session import Session

BY_REFERENCE = ("keep", "pick", "picks", "schedule")
"""Kinds whose answers have no words without the screen that they were given on."""


@dataclass(frozen=True)
class Outcome:
    """A session that is over, as plain data. `minutes` leaves pauses out.

    `answers` entries: `{"id", "address", "kind", "question", "label", "value",
    "words", "on_path"}`, with `"skipped": true` and no value for what was
    skipped, and `"care"` for answers to a care rule. `values` are computed at
    the end, by name: `{"label", "value", "better", "words"}`. `rows` are references
    by the address of a repeat or a review: what its rounds went over, what it showed.
    `declined` are schedule steps answered with "no", by address; `lets_go` says that what
    brought this session back does not come again.
    """

    exercise: str
    pack: str
    version: int
    digest: str
    title: str
    language: str
    seed: int
    followup: str
    started: datetime
    ended: datetime
    minutes: float
    ending: str
    answers: tuple[dict[str, Any], ...]
    values: dict[str, dict[str, Any]]
    changes: tuple[dict[str, Any], ...]
    schedule: tuple[dict[str, Any], ...]
    shown: tuple[str, ...]
    opens: str
    leaves_nothing: bool
    rows: dict[str, list[str | None]] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    lets_go: bool = False

    def as_data(self) -> dict[str, Any]:
        """The outcome as JSON data, times in ISO form with their offset."""
        data = asdict(self)
        data.pop("leaves_nothing")
        for name in ("rows", "declined", "lets_go"):
            if not data[name]:
                data.pop(name)
        data["started"] = self.started.isoformat()
        data["ended"] = self.ended.isoformat()
        return data


@dataclass(frozen=True)
class Rated:
    """One measure rated before and after."""

    name: str
    label: str
    before: int
    after: int
    min: int
    max: int
    better: str


def ending_of(session: Session) -> str:
    """How it ended: "finished", "eased_out" or "stopped", each a normal end."""
    if session.stopped:
        return "stopped"
    return "eased_out" if session.world.effects.eased_out else "finished"


def minutes_of(session: Session) -> float:
    """Minutes from the start to the end, pauses left out, to a tenth."""
    return round(max(0.0, session.now - session.paused_for) / 60, 1)


def leaves_nothing(session: Session) -> bool:
    """Whether no trace may stay.

    So it is when nothing was given but private answers, and when a private
    answer led to the end: a session that ends at the danger gate leaves not
    even its title.
    """
    answered = [screen.step.private for screen, given in session.passed if given.answered]
    if session.stopped or session.walk.ended is not None:
        led_here = session.walk.ended is not None and answered[-1:] == [True]
        return led_here or all(answered)
    return not session.passed


def rated_pairs(session: Session) -> tuple[Rated, ...]:
    """Every measure that was rated before and after, in the order of the second."""
    before: dict[str, int] = {}
    pairs = []
    for screen, given in session.passed:
        step = screen.step
        if not isinstance(step, Scale) or not given.answered or not step.at or screen.care:
            continue
        if step.at == "before":
            before[step.measure] = given.value
        elif step.measure in before:
            measure = session.world.tables.measures[step.measure]
            assert isinstance(screen.prompt, ScalePrompt)
            pairs.append(
                Rated(
                    step.id.removesuffix("_after"), measure.label, before[step.measure],
                    given.value, screen.prompt.min, screen.prompt.max, measure.better,
                )
            )  # fmt: skip
    return tuple(pairs)


def computed_values(session: Session) -> dict[str, dict[str, Any]]:
    """The exercise's own outcome values, and `<measure>_change` for every pair."""
    world = session.world
    values: dict[str, dict[str, Any]] = {}
    for pair in rated_pairs(session):
        values[f"{pair.name}_change"] = {
            "label": pair.label,
            "value": pair.after - pair.before,
            "better": pair.better,
        }
    if world.followup is not None:
        return values
    for name, one in session.exercise.outcome.items():
        if one.when is not None and evaluate(one.when, world.root) is not True:
            continue
        value = evaluate(one.value, world.root) if one.value is not None else None
        if value is None or value == ():
            continue
        spoken = world.exercise.language
        plain = value if isinstance(value, (int, float, bool)) else shown_value(value, spoken)
        values[name] = {"label": one.label, "value": plain, "better": one.better}
        words = fill_text(one.words, world.root) if one.words is not None else ""
        if words:
            values[name]["words"] = words
    return values


def _entry(screen: Screen, *, on_path: bool) -> dict[str, Any]:
    step = screen.step
    entry: dict[str, Any] = {
        "id": step.id or step.address,
        "address": screen.address,
        "kind": step.kind,
        "question": screen.plain,
        "on_path": on_path,
    }
    if step.label:
        entry["label"] = step.label
    if screen.care:
        entry["care"] = screen.care
    return entry


def _answer(session: Session, screen: Screen, value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """The entry of an answer, and one for each blank that a compose filled."""
    entry = _entry(screen, on_path=True)
    prompt = screen.prompt
    if isinstance(prompt, ComposePrompt):
        shown = compose.slot_words(prompt, value["slots"])
        for ask in prompt.slots:
            if ask.name in value["slots"]:
                yield {
                    **entry,
                    "id": ask.name,
                    "address": f"{screen.address}.{ask.name}",
                    "kind": "text",
                    "question": ask.label,
                    "value": value["slots"][ask.name],
                    "words": [shown[ask.name]],
                }
        value = {name: one for name, one in value.items() if name != "slots"}
    entry["words"] = list(_lines(screen, value))
    if isinstance(screen.step, Keep):
        moment = Moment(session.world, screen.scope, screen.address)
        value = [
            {"to": one["collection"], "ref": one["ref"]} for one in kept(screen.step, moment, value)
        ]
    entry["value"] = value
    yield entry


def _lines(screen: Screen, value: Any) -> tuple[str, ...]:  # noqa: ANN401
    prompt = screen.prompt
    if isinstance(prompt, ChoicesPrompt):
        return choices.lines(prompt, value)
    if isinstance(prompt, ListPrompt):
        return list_kind.lines(prompt, value)
    return KINDS[screen.step.kind].words(prompt, value)


def answers_of(session: Session) -> Iterator[dict[str, Any]]:
    """Every answer that is kept, in order; those of a path left again come last."""
    met = set()
    for screen, given in session.passed:
        met.add(screen.address)
        if screen.step.private or not _keeps(screen, given):
            continue
        if given.answered:
            yield from _answer(session, screen, given.value)
        else:
            yield {**_entry(screen, on_path=True), "skipped": True}
    yield from _left_behind(session, met)


def _keeps(screen: Screen, given: Given) -> bool:
    """A skip is kept where something was asked; what was only read leaves no entry."""
    return given.answered or screen.step.asks


def _left_behind(session: Session, met: set[str]) -> Iterator[dict[str, Any]]:
    for address, value in session.answers.items():
        screen = session.met.get(address)
        if address in met or (screen is not None and screen.step.private):
            continue
        if screen is None:
            yield from _unmet(session, address, value)
            continue
        try:
            stored = KINDS[screen.step.kind].accept(screen.step, screen.prompt, value)
        except (Refused, NotAllowed):
            # Typed and never complete: the words themselves are what counts.
            yield {**_entry(screen, on_path=False), "value": value, "words": [str(value)]}
            continue
        for entry in _answer(session, screen, stored):
            yield {**entry, "on_path": False}


def _unmet(session: Session, address: str, value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """An answer from before a cut that the way has not come to since: its words, as they are."""
    step = session.world.question(address.rpartition(".")[2])
    words = shown_typed(value)
    if step is not None and words and not step.private and step.kind not in BY_REFERENCE:
        asked = session.world.kept_words(step.text, session.world.root)
        yield {
            "id": step.id,
            "address": address,
            "kind": step.kind,
            "question": asked or step.label or step.id,
            "on_path": False,
            "value": value,
            "words": [words],
        }


def _typed(session: Session) -> Iterator[dict[str, Any]]:
    """What stood in the field when the person stopped: kept, marked as not sent."""
    if session.typed is None:
        return
    address, value = session.typed
    screen = session.met.get(address)
    if screen is not None and not screen.step.private:
        words = value if isinstance(value, str) else shown_typed(value)
        yield {**_entry(screen, on_path=False), "value": value, "words": [words], "typed": True}


def shown_typed(value: Any) -> str:  # noqa: ANN401 - plain JSON data of any prompt
    """The words in an unfinished answer, whatever its shape."""
    if isinstance(value, dict):
        return ", ".join(words for one in value.values() if (words := shown_typed(one)))
    if isinstance(value, list):
        return "; ".join(words for one in value if (words := shown_typed(one)))
    return "" if value is None else str(value)


def outcome_of(session: Session) -> Outcome:
    """The outcome of a session that is over."""
    exercise, effects = session.exercise, session.world.effects
    followup = session.world.followup
    ended = session.started + timedelta(seconds=session.now)
    return Outcome(
        exercise.id,
        exercise.pack,
        exercise.version,
        exercise.digest,
        followup.title if followup else exercise.title,
        exercise.language,
        session.seed,
        session.followup,
        session.started,
        ended,
        minutes_of(session),
        ending_of(session),
        (*answers_of(session), *_typed(session)),
        computed_values(session),
        tuple(effects.changes),
        tuple(effects.scheduled),
        (*effects.shown, *(f"care/{name}" for name in effects.care)),
        effects.opens,
        leaves_nothing(session),
        dict(effects.rows),
        tuple(effects.declined),
        effects.lets_go,
    )
