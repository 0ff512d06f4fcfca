"""Drive a session by answers under their ids, as a pack's own test would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studio.engine import events as ev
from studio.engine.session import Session


def drive(
    session: Session,
    answers: Mapping[str, Any],
    *,
    skips: Sequence[str] = (),
    until: str | Sequence[str] = (),
) -> list[str]:
    """Answer by the last part of the address (or the whole); the path of addresses met.

    Text and time go by themselves. Stops before `until`. A question with
    neither an answer nor a place in `skips` is an error of the test.
    """
    stops = (until,) if isinstance(until, str) else tuple(until)
    path: list[str] = []
    rounds: dict[str, int] = {}
    for _ in range(300):
        if session.over:
            break
        view = session.view
        name = view.address.rpartition(".")[2]
        if name in stops or view.address in stops:
            break
        path.append(view.address)
        now = session.now
        if "answer" not in view.allowed:
            if "next" in view.allowed:
                session.send(ev.Next(), now)
            else:
                session.advance(now + view.clock.total_left if view.clock else now)
                if session.state == "time_over":
                    session.send(ev.Next(), session.now)
            continue
        if name in skips or view.address in skips:
            session.send(ev.Skip(), now)
            continue
        key = view.address if view.address in answers else name
        if key not in answers:
            raise AssertionError(f"{view.address} is asked and has no answer")
        value = answers[key]
        if isinstance(value, list) and value and value[0] == "in turn":
            turn = rounds.get(key, 0)
            rounds[key] = turn + 1
            value = value[1 + turn]
        session.send(ev.Answer(value), now)
        if "next" in session.view.allowed and session.view.revealed:
            session.send(ev.Next(), session.now)
    return path


def v(value: str) -> dict[str, str]:
    return {"value": value}


def outcome_answers(session: Session) -> dict[str, Any]:
    assert session.outcome is not None
    return {
        entry["id"]: entry.get("value")
        for entry in session.outcome.answers
        if entry["on_path"] and "value" in entry
    }
