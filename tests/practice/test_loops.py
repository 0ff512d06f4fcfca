"""The loops between the shipped exercises, walked over weeks: what one keeps, another brings back.

Each test is one loop, through line mode, the engine and the store, with the
clock of the machine held by hand. The program is started anew for each session.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from screenshots.life import Life
from studio.practice.context import KeptThings
from studio.practice.here import HERE

MONDAY = "2026-03-02 19:30:00"


class Held:
    """The machine's clock, frozen, which goes on when it is told to."""

    def __init__(self, frozen: FrozenDateTimeFactory) -> None:
        self.frozen = frozen

    def now(self) -> datetime:
        return datetime.now(HERE)

    def monotonic(self) -> float:
        return time.monotonic()

    def go_on(self, seconds: float) -> None:
        self.frozen.tick(seconds)


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    with freeze_time(MONDAY) as frozen:
        yield Life(tmp_path, Held(frozen))


LEFT_OUT = {
    "kind": "hard", "who": "M.", "setting": "at work", "facts": "M. walked past my desk.",
    "felt": [{"value": "left_out", "intensity": 6}], "did": "I said nothing.",
    "tags": ["left_out"], "effect": -3, "ok": "I went back to my screen and finished the page.",
}  # fmt: skip


def test_an_exchange_becomes_a_pattern_a_trigger_a_card_and_a_line_in_the_log(life: Life) -> None:
    """L1: daily interactions; patterns, triggers, coping cards."""
    for day in range(4):
        life.do("interaction-journal", **(LEFT_OUT | {"effect": -2 - day % 2}))
        assert "found" not in life.seen, day
        life.days(1)
    assert life.do("weekly-log", grateful=["tea with R."])
    assert LEFT_OUT["ok"] in life.seen["week"]

    outcome = life.do(
        "interaction-journal", **LEFT_OUT,
        look_at={"pick": 1}, response="go quiet", need="to be asked",
    )  # fmt: skip
    assert outcome["ending"] == "finished"
    assert "left out: 5, -2.6 on average" in life.seen["found"]
    (pattern,) = life.kept("patterns")
    assert pattern["pattern"].startswith("I notice that when it is about left out, I tend to go")
    (trigger,) = life.kept("triggers")
    assert (trigger["label"], trigger["hard"]) == ("left out", 2.6)

    life.days(3)
    life.do(
        "coping-cards", trigger={"pick": 1}, hard=7, type_rounds=[{"types": ["kinder", "action"]}],
        lines=[
            {"text": "One no is about one thing.", "kind": "kinder"},
            {"text": "Next I'll ask R. for a walk.", "kind": "action"},
        ],
        cards=[{"believable": 7}, {"believable": 8}],
        line="One no is about one thing.", action="ask R. for a walk",
    )  # fmt: skip
    assert "left out" in life.seen["trigger"]
    assert {card["trigger"] for card in life.kept("statements")} == {"left out"}

    life.days(1)
    life.do("q-card", card={"pick": 1}, helped="yes")
    assert "One no is about one thing." in life.seen["card"]
    assert [card.get("used") for card in life.kept("statements")].count(True) == 1


def test_what_was_reviewed_is_not_asked_again_within_the_week(life: Life) -> None:
    """L1: the look at patterns comes at most once a week."""
    for _ in range(4):
        life.do("interaction-journal", **LEFT_OUT)
        life.days(1)
    life.do("interaction-journal", **LEFT_OUT)
    assert "found" in life.seen  # nothing was chosen to look at: it may be asked again
    life.do("interaction-journal", **LEFT_OUT, look_at={"pick": 1}, response="go quiet")
    life.days(2)
    life.do("interaction-journal", **LEFT_OUT)
    assert "found" not in life.seen
    life.days(6)
    life.do("interaction-journal", **LEFT_OUT)
    assert "found" in life.seen


def test_evidence_of_week_2_answers_a_doubt_in_week_9(life: Life) -> None:
    """L2: weekly evidence; shown again when doubt surfaces."""
    line = "this shows I can stay calm when a plan falls through"
    life.days(7)
    life.do(
        "weekly-log", grateful=["the bus driver waited", "soup from A."], grace=["I let R. finish"],
        best=line, strength="steady", weight="strong",
    )  # fmt: skip
    for week in range(3, 9):
        life.days(7)
        life.do(
            "weekly-log", grateful=[f"thing {week}"], best=f"I kept at it, {week}",
            strength="persistent", weight="small",
        )  # fmt: skip
    life.days(7)
    outcome = life.do(
        "revisit-evidence", doubt="I fall apart", doubt_before=8, about="steady",
        looked=[{"fits": one} for one in ("yes", "partly", "no", "no", "no")],
        fair="I have been steady before", doubt_after=5,
    )  # fmt: skip
    assert line in life.seen["answer"] or line in life.seen["fits"]
    first = next(one for one in outcome["answers"] if one["id"] == "fits")
    assert line in life.seen["fits"].split("Does it speak")[0]
    assert first["value"] == {"value": "yes"}
    (answer,) = life.kept("answers")
    assert f"My record shows: {line}." in answer["answer"]
    assert outcome["values"]["doubt_change"]["value"] == -3

    life.days(1)
    life.do("revisit-evidence", doubt="again", doubt_before=6, about="funny", doubt_after=5)
    seen = life.seen["fits"]
    assert line not in seen.split("Does it speak")[0]  # what was unseen longest comes first


def test_a_goal_comes_back_to_be_looked_at_and_what_was_expected_is_made_fair(life: Life) -> None:
    """L3: goals; review, expectation reset."""
    life.do(
        "small-steps", area="relationships", goal="write to two people", confidence=5,
        halved=[{"smaller": "write to one person", "smaller_confidence": 8}],
        first_step="find the address", cue="after supper", measured_by="yes_no",
        look_back="weekly",
    )  # fmt: skip
    (goal,) = life.kept("goals")
    assert goal["goal"] == "write to one person"
    life.days(7)
    outcome = life.come_back(
        "review", done="partly", adjust="shrink", expected="an answer the same day",
        fair="an answer within two weeks, or none", went_well="I wrote it",
    )  # fmt: skip
    assert "write to one person" in life.seen["done"]
    (goal,) = life.kept("goals")
    assert (goal["status"], goal["done"]) == ("shrink it", False)
    assert next(one for one in outcome["answers"] if one["id"] == "fair")["words"]
    assert life.kept("wins")[0]["line"] == "I wrote it"
    life.days(7)
    life.come_back("review", done="done", adjust="let_go")
    (goal,) = life.kept("goals")
    assert (goal["done"], goal["let_go"]) == (True, True)
    assert "Let go of on purpose: 1." in life.told()["values/steps_done"]
    life.do("check-in", mode="alone")
    assert "write to one person" in life.seen["since"]


def test_strategies_are_kept_tweaked_or_dropped_and_that_is_heeded(life: Life) -> None:
    """L4: strategies used; check-in: keep, tweak, drop."""
    for _ in range(3):
        life.do("grounding-breath", pace="gentle", length="one", helped=2)
        life.days(1)
    life.do("body-scan", form="full", length="short", helped=8)
    life.days(1)
    life.do(
        "check-in", mode="alone",
        strategies_seen=[
            {"helped": 2, "decision": "drop"},
            {"helped": 8, "decision": "keep"},
        ],
    )  # fmt: skip
    assert "How much did “Grounding breath” help?" in life.seen["helped"]
    rows = KeptThings(life.desk().store).strategies()
    decided = {one.ref: one.fields["decision"] for one in rows}
    assert (decided["grounding-breath"], decided["body-scan"]) == ("drop", "keep")
    for _ in range(12):  # whatever is done from here on, what was dropped is not suggested
        idea = life.desk().today().idea
        assert idea is not None
        assert idea.exercise != "grounding-breath"
        life.days(1)
        life.do("q-mood", mood=8)
    life.days(3)
    life.do("grounding-breath", pace="gentle", length="one")
    life.do("check-in", mode="alone")
    assert "Last time: drop" in life.seen["decision"]


def test_a_boundary_is_set_tested_acted_on_and_adjusted(life: Life) -> None:
    """L5: boundary set; tested, acted on, adjusted."""
    safe = {"danger": {"less_safe": "safe"}}
    life.do(
        "boundary-map", safe, area="friends", ok=["jokes about my cooking"],
        not_ok=["stories about me told to others"], treatment=["ask me first"], signal="say_so",
        clear=7, shut=4,
    )  # fmt: skip
    life.days(1)
    life.do(
        "boundary-scripting", safe, boundary={"pick": 1}, with_whom="friend", confidence_before=4,
        fact="you tell that story about me", emotion="exposed", need="to be asked first",
        request="ask me before you tell it",
        rounds=[{"consequence": "change_subject",
                 "check": ["mine", "safe", "small", "not_punishment"]}],
        tone="plain", draft={"version": "plain"}, mine="Please ask me before you tell that one.",
        pushback="joke", steady_line="I mean it kindly. Please ask me first.", confidence_after=7,
        look_back="five_days",
    )  # fmt: skip
    assert "friends: stories about me told to others" in life.seen["boundary"]
    life.days(5)
    life.come_back(
        "how_it_went", safe, what="tested", followed="done", said="I changed the subject once.",
        calm=6, afterwards="more_respect", adjust="clearer",
    )  # fmt: skip
    (event,) = life.kept("boundary_events")
    assert (event["tested"], event["acted"], event["adjust"]) == (True, True, "clearer words")
    assert life.kept("wins")[0]["category"] == "a line held"
    life.days(1)
    life.do("weekly-log", tested=1, held=1, ease=6)
    assert "I changed the subject once." in life.seen["week"]

    for what, followed in (("tested", "not_this_time"), ("crossed", "done")):
        life.days(6)
        life.do(
            "steady-reply", safe, which={"pick": 1}, mode="look_back", what=what,
            followed=followed, said="I said it once.", calm=5, afterwards="same", adjust="keep",
        )  # fmt: skip
    assert life.told()["boundaries/lines_held"] == "Acted on 2 of 3."
    life.do(
        "steady-reply", safe, which={"pick": 1}, mode="look_back", what="respected",
        followed="not_needed", adjust="drop",
    )  # fmt: skip
    assert life.kept("scripts") == []
    assert len(life.desk().store.kept("common/scripts", archived=True)) == 1


def test_small_wins_become_a_record_to_stand_on(life: Life) -> None:
    """L6: small wins; self-trust record."""
    life.do("q-win", line="I waited a day before I answered.", category="patience")
    life.days(3)
    life.do(
        "weekly-log", grace=["I waited a day before I answered."],
        best="this shows I can wait", strength="patient", weight="solid",
    )  # fmt: skip
    assert "I waited a day before I answered." in life.seen["week"]
    assert "I waited a day before I answered." in life.seen["grace"]
    life.days(40)
    life.do(
        "revisit-evidence", doubt="I always snap", doubt_before=7, about="patient",
        looked=[{"fits": "yes"}], doubt_after=4,
    )  # fmt: skip
    assert "this shows I can wait" in life.seen["fits"]


def test_a_setback_leaves_a_lesson_that_the_next_try_begins_with(life: Life) -> None:
    """L7: setbacks; lesson, next small try."""
    outcome = life.do(
        "setback-debrief", what="I shouted on the phone.", sting_before=7, verdict_before=8,
        ok=["I called back"], way=["I was tired"], kind="low_fuel",
        verdict_line="a bad friend", turn="This tells me that late calls go badly",
        cue="it is late", small_change="call the next day", next="smaller",
        verdict_after=4, sting_after=5, try_again="week",
    )  # fmt: skip
    assert outcome["opens"] == "small-steps"
    (lesson,) = life.kept("lessons")
    assert lesson["information"] == "This tells me that late calls go badly"
    life.do(
        "small-steps", area="relationships", goal="call in the afternoon", confidence=8,
        first_step="set a time",
    )  # fmt: skip
    assert "This tells me that late calls go badly" in "\n".join(life.seen.values())
    life.days(7)
    life.come_back("next_try", went="better", verdict=2)
    assert "If it is late next time, then I call the next day." in life.seen["went"]
    life.do("check-in", mode="alone")
    assert "This tells me that late calls go badly" in life.seen["since"]


def test_a_daily_anchor_is_ticked_and_calm_under_strain_is_followed(life: Life) -> None:
    """L8: daily anchor; calm under strain."""
    life.do(
        "life-anchors", looked_after=[{"cared": 3}] * 6, one={"pick": 1},
        routine="sit by the window", dose="five", cue="put the kettle on", tiny="one breath",
        each_day="daily", each_fortnight="two_weeks",
    )  # fmt: skip
    how = ["did_it", "tiny", "not_today", "did_it"]
    for day in range(13):
        life.days(1)
        life.come_back("tick", how=how[day % 4])
    assert life.told()["belonging/looked_after"] == "10 of the last 14 days."
    life.days(1)
    life.come_back("settling", by_itself=4, mood_dep=7)
    for week, paused in enumerate([1, 1, 2, 1, 3, 3, 4, 3]):
        life.do("weekly-log", tense=4, paused=paused, peak=8 - week, settle="hour")
        if week % 2 == 0:
            life.do("check-in", mode="alone", mood_dep=7 - week // 2)
        life.days(7)
    life.do("check-in", mode="alone", mood_dep=3)
    said = "Pauses in tense moments: higher than at first. Last time: Paused in 3 of 4."
    assert said in life.seen["weeks"]
    trend = next(one for one in life.desk().trends() if one.name == "mood_dep")
    assert [point.now for point in trend.points] == [7, 7, 6, 5, 4, 3]
    assert trend.way == "lower"
    life.do("hold-the-question", question="Are they cross?", meanwhile={"pick": 1})
    assert "sit by the window" in life.seen["meanwhile"]


def test_people_and_places_widen_and_are_at_hand_elsewhere(life: Life) -> None:
    """L9: people and places; breadth of support, give and take."""
    life.do(
        "support-map",
        sources=[{"text": "R.", "ring": "close"}, {"text": "A.", "ring": "friendly"}],
        looked=[{"role": "listens", "flow": "give_more"}, {"role": "fun", "flow": "even"}],
        gap="practical", try_places=[{"own": "choir"}], step="ask about the choir on Tuesday",
    )  # fmt: skip
    life.days(1)
    safe = {"danger": {"less_safe": "safe"}}
    life.do("vulnerability-ladder", safe, person={"pick": 1}, trust=["keeps", "listens"])
    assert {"R.", "A."} <= set(life.seen["person"].split("\n"))
    life.do("shared-human", event="left out of a meal", act_kind="ask", who_when="R., on Friday")
    assert "R." in life.seen["who_when"]
    life.do("small-steps", goal="try the choir", first_step="ask when they meet")
    assert "choir" in life.seen["first_step"]
    life.days(29)
    life.do(
        "support-map",
        sources=[
            {"text": "R.", "ring": "close"}, {"text": "A.", "ring": "friendly"},
            {"text": "the choir", "ring": "group"},
        ],
        looked=[
            {"role": "listens", "flow": "even"}, {"role": "fun", "flow": "even"},
            {"role": "interest"},
        ],
    )  # fmt: skip
    assert len(life.kept("people")) == 3  # nobody stands there twice
    assert {one["nickname"]: one.get("flow") for one in life.kept("people")}["R."] == "even"
    assert "Roles covered: 3 of 6." in life.told()["belonging/breadth"]
    trend = {one.name: one for one in life.desk().trends()}["support-map/roles"]
    assert [point.now for point in trend.points] == [2, 3]


def test_a_reading_is_asked_about_seven_days_later_and_the_tally_shows(life: Life) -> None:
    """L10: readings of a cue; what turned out later."""
    for turned_out in ("other", "other", "first", "mix"):
        life.do(
            "two-interpretations", mode="event", cue="My message shows as read.",
            distress_before=6, first_reading="She is done with me.", first_likely_before=8,
            blame="mine", looked_through=["timing", "mood_load"],
            alts=[
                {"text": "She meant to answer later.", "lens": "timing", "plausible": 7},
                {"text": "Her week is full.", "lens": "mood_load", "plausible": 6},
            ],
            first_likely_after=5, stance="cannot_tell", next="wait", distress_after=5,
            check_back="a_week",
        )  # fmt: skip
        life.days(6)
        assert life.desk().today().due == ()
        life.days(1)
        life.come_back("what_turned_out", turned_out=turned_out)
        assert "She is done with me." in life.seen["turned_out"]
    assert [one["turned_out"] for one in life.kept("readings")] == [
        "a mix", "first reading", "one of the others", "one of the others",
    ]  # fmt: skip
    told = life.told()["wider/turned_out"]
    assert told == ("First reading: 1. One of the others: 2.\nA mix: 1. Never found out: 0.")


# Underneath ---------------------------------------------------------------


def test_a_past_session_knows_what_was_asked_about_it_later(life: Life) -> None:
    for mood_dep in (7, 4):
        if mood_dep == 7:
            life.do(
                "life-anchors", looked_after=[{"cared": 3}] * 6, one={"pick": 1},
                routine="sit by the window", each_fortnight="two_weeks",
            )  # fmt: skip
        life.days(14)
        life.come_back("settling", by_itself=2, mood_dep=mood_dep)
    life.do("grounding-breath", pace="gentle", length="one", helped=6)
    rows = list(KeptThings(life.desk().store).sessions("life-anchors"))
    assert [row.fields["mood_dep"] for row in rows] == [4]  # the last answer counts
    assert len(list(KeptThings(life.desk().store).sessions(None))) == 2
    uses = {one.ref: one.fields["uses"] for one in KeptThings(life.desk().store).strategies()}
    assert uses == {"life-anchors": 1, "grounding-breath": 1}


def test_this_week_stands_among_the_weeks_before_it_is_filed(life: Life) -> None:
    for paused in (1, 1, 2, 3):
        life.do("weekly-log", tense=4, paused=paused)
        life.days(7)
    assert "three so far" not in life.seen["chart"]
    assert "about the same. Last time: Paused in 3 of 4." in life.seen["chart"]


def test_a_story_is_kept_in_versions_and_the_new_one_stands_beside_the_last(life: Life) -> None:
    told = ["I was the new one for a year.\nI asked anyway.", "I asked anyway.\nNow I ask first."]
    life.do("own-story", chapter="New", told=told[0], leans="no", mine=5)
    assert "versions" not in life.seen
    life.days(60)
    life.do("own-story", chapter="New, and asking", told=told[1], leans="no", mine=7)
    seen = life.seen["versions"]
    assert "New since Monday 2 March\nNow I ask first." in seen
    assert "Not there any more\nI was the new one for a year." in seen
    assert "As it was\nI asked anyway." in seen
    assert [one["title"] for one in life.kept("story")] == ["New, and asking", "New"]
    life.days(60)
    life.do("own-story", chapter="Third", told="Another.", skips=("saved",))
    assert "versions" not in life.seen  # it was not kept: there is nothing to lay beside it


def test_the_same_thing_again_is_one_thing_and_is_said_to_be_there(life: Life) -> None:
    traced = {"event": "No call.", "felt": [{"value": "hurt"}], "about_worth": "yes",
              "belief": "not_belong"}  # fmt: skip
    for days in (20, 20, 0):
        life.do("name-and-trace", **traced, distress_before=5, belief_before=6)
        life.days(days)
    assert "I don't belong\nAlready there, since 2 March." in life.seen["saved"]
    assert [one["belief"] for one in life.kept("beliefs")] == ["I don't belong"]
    assert len(life.kept("emotion_log")) == 3
