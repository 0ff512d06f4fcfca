"""Screen 31 over a disk that refuses: the sentence, trying again, going on."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.practice.desk import open_desk
from tests.store.doubles import BreakingFs
from tests.tui.conftest import Open
from tests.warm import warm

SAID = {
    errno.EDQUOT: "No room is left on ",
    errno.EROFS: "can only be read at the moment",
    errno.EACCES: "This account may not use ",
}


@pytest.mark.parametrize("code", SAID)
async def test_a_refused_step_is_said_held_and_saved_when_the_disk_takes_it(
    studio: Open, tmp_path: Path, code: int
) -> None:
    desk = open_desk(home=warm(tmp_path / "home"))
    desk.change(seen_first_run=True)
    place = desk.store.rooms.place
    sitting = desk.begin("q-win", seed=1)
    async with studio(desk) as shown:
        shown.app.play(sitting)
        await shown.pilot.pause()
        place.disk.fs = BreakingFs(1, code, stays=True)
        await shown.type("waited")
        await shown.press("enter")
        assert "Your last answer is not on disk yet. It is still here." in shown.text
        assert SAID[code] in " ".join(shown.text.split())
        await shown.press("1")
        assert "Still not on disk." in shown.text
        place.disk.fs = os
        await shown.press("1")
        assert "not on disk" not in shown.text
        (draft,) = desk.store.drafts()
        assert "waited" in str(draft["events"])
