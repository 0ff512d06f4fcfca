"""The disk does not take it: what was typed stays, and every way out works."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.practice.desk import Desk
from tests.engine.drive import v
from tests.store.doubles import BreakingFs

SAID = {
    errno.ENOSPC: "No room is left on ",
    errno.EDQUOT: "No room is left on ",
    errno.EROFS: "can only be read at the moment",
    errno.EACCES: "This account may not use ",
}


def refuse(desk: Desk, code: int) -> None:
    desk.store.rooms.place.disk.fs = BreakingFs(1, code, stays=True)


def mend(desk: Desk) -> None:
    desk.store.rooms.place.disk.fs = os


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize("begun", [False, True])
def test_a_refusal_is_told_in_a_sentence_and_mended_by_trying_again(
    desk: Desk, code: int, begun: bool
) -> None:
    desk.change(country="GB")
    sitting = desk.begin("two-interpretations", seed=7)
    sitting.send(ev.Answer(v("event")))
    if not begun:
        sitting.abandon()
    refuse(desk, code)
    sitting.send(ev.Answer("They walked past."))
    assert sitting.unsaved is not None
    assert SAID[code] in sitting.unsaved.message
    assert sitting.unsaved.hint
    assert sitting.view.address == "distress_before"
    assert "They walked past." in sitting.words()
    sitting.retry()
    assert sitting.unsaved is not None
    mend(desk)
    sitting.retry()
    assert sitting.unsaved is None
    (draft,) = desk.store.drafts()
    assert "They walked past." in str(draft["events"])


@pytest.mark.parametrize("code", SAID)
def test_the_last_step_is_held_until_it_can_be_filed(desk: Desk, code: int) -> None:
    sitting = desk.begin("q-win")
    sitting.send(ev.Answer("I waited a day."))
    refuse(desk, code)
    sitting.send(ev.Answer(v("patience")))
    assert sitting.over
    assert sitting.unsaved is not None
    mend(desk)
    assert list(desk.history()) == []
    sitting.retry()
    assert sitting.unsaved is None
    assert [one["exercise"] for one in desk.history()] == ["q-win"]
    assert desk.today().open == ()


@pytest.mark.parametrize("code", SAID)
def test_a_copy_elsewhere_has_every_word(desk: Desk, tmp_path: Path, code: int) -> None:
    sitting = desk.begin("q-win")
    refuse(desk, code)
    sitting.send(ev.Answer("I waited a day."))
    copy = sitting.save_elsewhere(tmp_path)
    assert "I waited a day." in copy.read_text("utf-8")
    assert copy.stat().st_mode & 0o777 == 0o600


def test_what_was_kept_before_is_read_all_along(desk: Desk) -> None:
    sitting = desk.begin("q-win")
    for value in ("I waited a day.", v("patience")):
        sitting.send(ev.Answer(value))
    refuse(desk, errno.EROFS)
    assert len(list(desk.history())) == 1
    assert desk.kept()
    assert desk.today().packs
