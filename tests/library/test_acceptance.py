"""What the shipped exercises have to keep to, all of them: coverage, care, pairs, words, room.

The numbers are those of the list in the blueprint, section 10.2.
"""

from __future__ import annotations

import hashlib
import random
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from studio.authoring.plain_words import EASY, grade, prompts, said, unkind
from studio.engine import events as ev
from studio.engine.prompts import ChoicePrompt
from studio.engine.query import Nothing
from studio.engine.session import Session
from studio.engine.view import View
from studio.format.contacts import read_contacts, watch_age
from studio.format.exercise import Exercise
from studio.format.expressions import Item
from studio.format.keys import keys_of
from studio.format.kinds import End, Keep, Pick, Picks, Scale, Use
from studio.format.problems import Problems
from studio.format.step import Step
from studio.format.walk import every
from studio.insights.indicators import told
from studio.library import Library, shipped
from studio.tui.plan import plan
from studio.tui.rows import wrap
from studio.tui.step_page import LEAST_BODY, pin_rows, question_rows
from tests.engine.player import event

ROOT = Path(__file__).parents[2]
LIBRARY = Library([shipped()])
ALL = tuple(one.id for one in LIBRARY.summaries())
FULL = tuple(one.id for one in LIBRARY.summaries() if not (one.quick or one.optional))
STARTED = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)


@cache
def exercise(name: str) -> Exercise:
    return LIBRARY.exercise(name)


def flows(one: Exercise) -> tuple[tuple[Step, ...], ...]:
    """Its steps, and those of each follow-up."""
    return (one.steps, *(later.steps for later in one.followups.values()))


def steps_of(one: Exercise) -> Iterator[Step]:
    """Every step it can lead to, those of the fragments it uses too."""
    met: set[str] = set()
    todo = list(flows(one))
    while todo:
        for step in every(todo.pop(0)):
            yield step
            if isinstance(step, Use) and step.fragment not in met:
                met.add(step.fragment)
                todo.append(one.tables.fragments[step.fragment].steps)


# 1. Every practice is covered


def practices() -> dict[str, set[str]]:
    """Each practice with the exercises that the page in docs names for it."""
    page = (ROOT / "docs" / "practices.md").read_text("utf-8")
    rows = re.findall(r"^\| (P\d+\.\d+) \| \w+ \| [^|]+ \| ([^|]+) \|$", page, re.M)
    return {name: set(listed.split(", ")) for name, listed in rows}


def test_all_103_practices_are_covered_and_by_those_that_the_page_names() -> None:
    covered: dict[str, set[str]] = {}
    for name in FULL:
        for practice in exercise(name).covers:
            covered.setdefault(practice, set()).add(name)
    assert covered == practices()
    assert len(covered) == 103


# 2. Every exercise is whole


def progress(one: Exercise) -> bool:
    """Whether something of it can be seen over time: a pair, a value, a measure, an indicator."""
    measured = any(isinstance(step, Scale) and step.measure for step in steps_of(one))
    kept = {item.to for step in steps_of(one) if isinstance(step, Keep) for item in step.items}
    read = {
        source.name
        for _, indicator, _ in LIBRARY.indicators()
        for query in indicator.reads.values()
        for source in query.source
    }
    return measured or bool(one.outcome) or one.id in read or bool(kept & read)


@pytest.mark.parametrize("name", FULL)
def test_an_exercise_says_what_it_is_and_leaves_something(name: str) -> None:
    one = exercise(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.id)
    assert all((one.title, one.purpose, one.cadence, one.steps, one.evidence, one.claim))
    assert 1 <= one.minutes[0] <= one.minutes[1]
    assert any(step.id and step.kind not in ("say", "use", "end") for step in steps_of(one))
    assert progress(one)


def test_ids_are_unique_and_thirty() -> None:
    listed = [name for pack in LIBRARY.packs for name in LIBRARY.pack(pack).exercises]
    assert len(set(listed)) == len(listed) == len(ALL)
    assert len(FULL) == 30


# 3. The three that were asked for by name


def test_the_three_are_there() -> None:
    assert {"body-scan", "boundary-scripting", "two-interpretations"} <= set(FULL)


# 4. What is picked from is filled somewhere, and may be empty


def kept_anywhere() -> set[str]:
    return {
        item.to
        for name in ALL
        for step in steps_of(exercise(name))
        if isinstance(step, Keep)
        for item in step.items
        if item.to
    }


def test_every_collection_that_is_read_is_filled_by_an_exercise() -> None:
    filled = kept_anywhere()
    read = {
        source.name
        for name in ALL
        for query in (*steps_of(exercise(name)), *exercise(name).reads.values())
        for source in (*getattr(query, "source", ()), *getattr(query, "suggest", ()))
        if source.kind == "collection"
    }
    assert read <= filled
    assert read, "nothing was looked at"


@pytest.mark.parametrize("name", ALL)
def test_a_first_day_is_no_dead_end(name: str) -> None:
    """With nothing kept and nothing done, every pick goes on by its `else`."""
    assert all(keys_of(kind)["else"][1].required for kind in (Pick, Picks))
    for seed in range(3):
        assert walk(name, seed).over


# 5. Every rating before has one after


@pytest.mark.parametrize("name", ALL)
def test_what_is_rated_before_is_rated_after(name: str) -> None:
    for flow in flows(exercise(name)):
        scales = [
            step
            for step in expanded(exercise(name), flow)
            if isinstance(step, Scale) and step.at in ("before", "after")
        ]
        before = {step.measure for step in scales if step.at == "before"}
        assert {step.measure for step in scales if step.at == "after"} == before


def expanded(one: Exercise, flow: Sequence[Step]) -> Iterator[Step]:
    """A flow with its fragments in their places."""
    for step in every(tuple(flow)):
        yield step
        if isinstance(step, Use):
            yield from expanded(one, one.tables.fragments[step.fragment].steps)


# 6. No way leads nowhere, and every screen can be left


class Left(list[View]):
    """The views of a walk; `over` when it came to an end."""

    over = False


def walk(name: str, seed: int, followup: str = "") -> Left:
    """A walk to the end by fitting answers, at random; each view that was met."""
    chance = random.Random(f"{name}/{seed}")
    session = Session(exercise(name), started=STARTED, seed=seed, followup=followup)
    views = Left()
    for _ in range(400):
        if session.over:
            views.over = True
            break
        views.append(session.view)
        session.send(event(session.view, chance.randrange, wander=False), session.now + 1)
    views.append(session.view)
    views.over = session.over
    return views


@pytest.mark.parametrize("name", ALL)
def test_every_walk_ends_and_can_be_stopped_at_every_screen(name: str) -> None:
    for later in ("", *exercise(name).followups):
        for seed in range(4):
            views = walk(name, seed, later)
            assert views.over, f"{name} {later} never ends with seed {seed}"
            assert all("stop" in view.allowed for view in views[:-1])


@pytest.mark.parametrize("name", ALL)
def test_what_is_offered_next_is_there(name: str) -> None:
    one = exercise(name)
    inline = [getattr(getattr(step, "options", None), "inline", ()) for step in steps_of(one)]
    offered = {option.opens for options in inline for option in options if option.opens}
    offered |= {step.opens for step in steps_of(one) if isinstance(step, End) and step.opens}
    assert offered <= set(ALL)


# 7. Danger is asked about before words that another person will hear

GATED = (*LIBRARY.pack("boundaries").exercises, "vulnerability-ladder")


@pytest.mark.parametrize("name", GATED)
@pytest.mark.parametrize("said_at_the_gate", ["unsure", "unsafe", "unsaid"])
def test_the_gate_comes_first_and_only_no_leads_on(name: str, said_at_the_gate: str) -> None:
    for later in ("", *exercise(name).followups):
        session = Session(exercise(name), started=STARTED, followup=later)
        gate = session.view
        assert gate.before_begin and gate.private
        assert isinstance(gate.prompt, ChoicePrompt)
        assert [one.value for one in gate.prompt.options] == ["safe", "unsure", "unsafe", "unsaid"]
        session.send(ev.Answer({"value": said_at_the_gate}), 1)
        chance = random.Random(name)
        met = []
        while not session.over:
            met.append(session.view)
            session.send(event(session.view, chance.randrange, wander=False), session.now + 1)
        assert all(view.address.startswith("care.danger") for view in met)
        assert not any(view.kind in ("timed", "schedule", "keep") for view in met)
        assert session.outcome is not None and session.outcome.leaves_nothing


def test_a_setback_that_was_not_safe_takes_the_safer_way() -> None:
    branch = [
        case
        for step in every(exercise("setback-debrief").steps)
        for case in getattr(step, "cases", ())
    ]
    (case,) = (one for one in branch if "not_safe" in one.when.source)
    assert [step.fragment for step in case.steps if isinstance(step, Use)] == ["common/safer_route"]


# 8. The distress rules

RATED = "distress"
PAIRED = tuple(
    name
    for name in FULL
    if {
        step.at
        for step in expanded(exercise(name), exercise(name).steps)
        if isinstance(step, Scale) and step.measure.endswith("/distress")
    }
    >= {"before", "after"}
)
ACTIVATING = tuple(name for name in FULL if "activating" in exercise(name).flags)
CLIMB, HEAVY, LOUD = "climb", "heavy", "loud_start"


def rules_met(name: str, ratings: Mapping[str, int | None]) -> list[str]:
    """The care rules of ratings that a walk meets when it rates so; None skips the rating.

    Walks differ in what else is answered: the first that comes to all the ratings counts.
    """
    for seed in range(80):
        chance = random.Random(seed)
        session = Session(exercise(name), started=STARTED, seed=seed)
        left, met = dict(ratings), []
        while not session.over and (left or session.view.address.startswith("care.")):
            view = session.view
            own = view.address.rpartition(".")[2]
            rule = re.match(r"care\.(\w+)\[", view.address)
            if rule:
                met.append(rule[1])
                session.send(going_on(view), session.now + 1)
            elif own in left:
                rating = left.pop(own)
                session.send(ev.Skip() if rating is None else ev.Answer(rating), session.now + 1)
                if session.view.revealed is not None:
                    session.send(ev.Next(), session.now)
            else:
                session.send(event(view, chance.randrange, wander=False), session.now + 1)
        if not left:
            return [one for one in dict.fromkeys(met) if one in (CLIMB, HEAVY, LOUD, "loud_sting")]
    raise AssertionError(f"no walk through {name} came to {', '.join(ratings)}")


def going_on(view: View) -> ev.Event:
    """The answer to a care rule that goes on with the exercise."""
    if isinstance(view.prompt, ChoicePrompt):
        values = {one.value for one in view.prompt.options}
        return ev.Answer({"value": "safe" if "safe" in values else "go_on"})
    return ev.Next() if "next" in view.allowed else ev.EndStep()


BEFORE_AFTER: list[tuple[int | None, int | None, list[str]]] = [
    (2, 4, []),
    (2, 5, [CLIMB]),
    (6, 8, []),
    (7, 9, [HEAVY]),
    (5, 9, [CLIMB]),
    (None, 8, []),
    (2, None, []),
]


@pytest.mark.parametrize("name", PAIRED)
@pytest.mark.parametrize(("before", "after", "rules"), BEFORE_AFTER)
def test_a_rise_or_a_high_rating_offers_to_stop(
    name: str, before: int | None, after: int | None, rules: list[str]
) -> None:
    met = rules_met(name, {"distress_before": before, "distress_after": after})
    assert met == rules


@pytest.mark.parametrize("name", PAIRED)
def test_a_loud_start_is_met_where_an_exercise_stirs_and_nowhere_else(name: str) -> None:
    loud = [LOUD] if name in ACTIVATING else []
    assert rules_met(name, {"distress_before": 8}) == loud
    assert rules_met(name, {"distress_before": 7}) == []
    assert rules_met(name, {"distress_before": 9}) == [HEAVY]


def test_every_exercise_that_stirs_asks_first_how_loud_it_is() -> None:
    by_sting = [name for name in ACTIVATING if name not in PAIRED]
    assert by_sting == ["setback-debrief"]
    assert len(ACTIVATING) == 6
    assert rules_met("setback-debrief", {"sting_before": 8}) == ["loud_sting"]
    assert rules_met("setback-debrief", {"sting_before": 7}) == []


class Past(Nothing):
    """Past sessions as (days ago, before, after), newest first; when the pattern was last told."""

    def __init__(self, rows: Sequence[tuple[int, int, int]], told_ago: int | None = None) -> None:
        self.rows = rows
        self.told_ago = told_ago

    def sessions(self, exercise: str | None) -> list[Item]:
        return [
            Item(
                "",
                ref=f"s{number}",
                fields={
                    "kept_on": STARTED - timedelta(days=ago),
                    "day": (STARTED - timedelta(days=ago)).date(),
                    "distress_before": before,
                    "distress_after": after,
                },
            )
            for number, (ago, before, after) in enumerate(self.rows)
        ]

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        if self.told_ago is None or not prefix.startswith("care/"):
            return {}
        return {prefix: (STARTED - timedelta(days=self.told_ago), 1)}


RISES = [(1, 3, 5), (5, 2, 4), (13, 4, 7)]
LONG_LOUD = [(1, 7, 7), (3, 8, 7), (6, 7, 6), (9, 3, 3), (12, 7, 7), (15, 8, 8)]
PATTERNS = [
    (RISES, None, True),
    (RISES[:2], None, False),
    ([*RISES[:2], (15, 4, 7)], None, False),
    ([*RISES[:2], (13, 4, 5)], None, False),
    (LONG_LOUD, None, True),
    (LONG_LOUD[:5], None, False),
    ([(ago // 2, before, after) for ago, before, after in LONG_LOUD], None, False),
    ([(ago, 6, 6) for ago, _, _ in LONG_LOUD], None, False),
    (RISES, 3, False),
    (RISES, 8, True),
    ([], None, False),
]


@pytest.mark.parametrize(("rows", "told_ago", "spoken"), PATTERNS)
def test_a_heavy_while_is_spoken_of_once_a_week_at_most(
    rows: list[tuple[int, int, int]], told_ago: int | None, spoken: bool
) -> None:
    session = Session(exercise("q-mood"), started=STARTED, context=Past(rows, told_ago))
    session.send(ev.Answer(4), 1)
    session.send(ev.Skip(), 2)
    met = []
    while not session.over:
        met.append(session.view.address)
        session.send(ev.Next(), session.now + 1)
    assert any(one.startswith("care.heavy_while") for one in met) is spoken


# 9. What is said fits on the screen

WIDEST, HIGHEST = 72, 18
SCREEN = plan(80, 24)


@pytest.mark.parametrize("name", ALL)
def test_every_question_leaves_room_for_its_answer_at_80x24(name: str) -> None:
    views = [
        view
        for later in ("", *exercise(name).followups)
        for seed in range(6)
        for view in walk(name, seed, later)
    ]
    for view in views:
        asked = question_rows(view, SCREEN.column)
        pins = pin_rows(view.pins, SCREEN.column, SCREEN.pins)
        widest = [sum(len(piece.text) for piece in one.pieces) for one in (*asked, *pins)]
        assert max(widest, default=0) <= WIDEST
        room = SCREEN.last_body_row - SCREEN.question - max(1, len(asked))
        least = 0 if view.kind in ("say", "end") else LEAST_BODY
        assert room >= least, f"{view.address}: {len(asked)} rows of words"
        assert len(pins) + len(asked) + least <= HIGHEST


@pytest.mark.parametrize("name", ALL)
def test_lines_to_read_are_eight_at_most(name: str) -> None:
    for step in steps_of(exercise(name)):
        for phase in getattr(step, "phases", {}).values():
            assert len(wrap(phase.text.source, SCREEN.column)) <= 2
        if step.kind == "say" and step.text is not None:
            lines = [wrap(line, SCREEN.column) or [""] for line in step.text.source.split("\n")]
            assert sum(map(len, lines)) <= 8, step.place


# 10 and 11. The words are easy and kind


@pytest.mark.parametrize("name", FULL)
def test_prompts_can_be_read_after_eight_years_of_school(name: str) -> None:
    assert len(prompts(exercise(name))) >= 5
    assert grade(prompts(exercise(name))) <= EASY


@pytest.mark.parametrize("part", [*ALL, *(f"pack {one}" for one in LIBRARY.packs)])
def test_the_tone_is_kind(part: str) -> None:
    name = part.removeprefix("pack ")
    of = LIBRARY.pack(name) if part.startswith("pack ") else exercise(name)
    texts = list(said(of))
    assert [(one.place.line, one.text) for one in texts if unkind(one.text)] == []
    assert texts


# 12. The scan


def test_the_places_of_the_scan_are_205_seconds() -> None:
    scans = [one for one in steps_of(exercise("body-scan")) if one.id == "scan"]
    sums = [sum(phase.seconds for phase in one.phases.values()) for one in scans]
    assert 205 in sums
    assert [len(one.phases) for one in scans] == [5, 12]


# 13. Nothing is copied from the article

RUNS = Path(__file__).with_name("article_runs.txt")
"""Every run of seven words of the beginning of the article, as the first 12 hex digits of its
SHA-256: its title, its summary, its first two paragraphs and the start of the third. They tell
whether a run is in it and do not give its words. The article is "How to cultivate a secure sense
of self in the face of social rejection or persistent interpersonal challenges", Brilliaz, 2025."""


def runs_of(text: str) -> Iterator[str]:
    """Every seven words in a row, without what is between them."""
    words = re.findall(r"[a-z']+", text.lower())
    for at in range(len(words) - 6):
        yield " ".join(words[at : at + 7])


def test_no_seven_words_in_a_row_are_the_articles() -> None:
    known = set(RUNS.read_text("ascii").split())
    files = [*shipped().glob("*/*.yml"), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    found = [
        (file.name, run)
        for file in files
        for run in runs_of(file.read_text("utf-8"))
        if hashlib.sha256(run.encode()).hexdigest()[:12] in known
    ]
    assert found == []
    words = "how to cultivate a secure sense of"  # of its title: a run would be found
    assert hashlib.sha256(words.encode()).hexdigest()[:12] in known


# 14. People to call


def test_people_to_call_are_whole_and_were_looked_at_lately() -> None:
    file = shipped() / "common" / "contacts.yml"
    problems = Problems()
    lines = read_contacts(file.read_bytes(), str(file), problems)
    for one in lines:
        assert all((one.country, one.country_name, one.label, one.number, one.checked_on))
    assert problems.all == ()
    watch_age(lines, date.today(), problems)  # noqa: DTZ011 - a day is all that counts here
    for old in problems.all:
        warnings.warn(f"contacts.yml:{old.place.line}: {old.message}", stacklevel=1)


# 15. The three of the week


def week(**numbers: int | None) -> dict[str, dict[str, object]]:
    """What a weekly log computes of these numbers; all else is skipped."""
    session = Session(exercise("weekly-log"), started=STARTED)
    while not session.over:
        view = session.view
        number = numbers.get(view.address)
        if "answer" not in view.allowed:
            session.send(ev.Next(), session.now + 1)
        elif number is None:
            session.send(ev.Skip(), session.now + 1)
        else:
            session.send(ev.Answer(number), session.now + 1)
    assert session.outcome is not None
    return dict(session.outcome.values)


def test_no_ratio_is_told_of_fewer_than_three_lines() -> None:
    few = week(tested=2, held=1)
    assert "boundary" not in few
    assert few["few_lines"]["words"] == "Acted on 1 of 2."
    many = week(tested=4, held=3, ease=6)
    assert many["boundary"]["value"] == 0.75
    assert many["boundary"]["words"] == "Acted on 3 of 4."
    assert "few_lines" not in many


def test_a_blank_week_stays_blank() -> None:
    assert week() == {}
    assert week(tested=0, tense=0, clashes=0) == {}
    assert set(week(tense=5, paused=3)) == {"calm"}


def test_a_blank_is_no_point_of_an_indicator() -> None:
    class Weeks(Nothing):
        def sessions(self, exercise: str | None) -> Iterable[Item]:
            if exercise != "weekly-log":
                return ()
            on = {"kept_on": STARTED, "day": STARTED.date()}
            return [Item("", fields={**on, "tense": None}), Item("", fields=on)]

    assert told(LIBRARY.indicators(), Weeks(), STARTED) == ()


# And the works that are leaned on


@pytest.mark.parametrize("pack", [one for one in LIBRARY.packs if one != "common"])
def test_works_were_looked_up_and_their_address_is_given_only_when_it_was_seen(pack: str) -> None:
    read = LIBRARY.pack(pack)
    used = {key for name in read.exercises for key in exercise(name).evidence}
    assert used == set(read.references), "each is leaned on, and each is listed"
    for work in read.references.values():
        assert work.status in ("verified", "verified-2")
        assert not (work.link and work.status != "verified")
        assert not work.link or work.link.startswith("https://doi.org/10.")
