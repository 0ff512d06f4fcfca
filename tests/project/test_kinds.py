"""Each kind of step has one home in every room, found by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.engine.kinds import KINDS as ENGINE
from studio.format.kinds import KINDS as FORMAT
from studio.plain.kinds import KINDS as PLAIN
from studio.plain.kinds import kind
from studio.tui.kinds import BODIES, body_class

ROOT = Path(__file__).resolve().parents[2]
NOT_SCREENS = {"branch", "repeat", "use", "end"}
SCREENS = set(FORMAT) - NOT_SCREENS


def test_every_kind_that_is_a_screen_is_in_every_room() -> None:
    assert set(ENGINE) == SCREENS
    assert set(PLAIN) == SCREENS
    assert set(BODIES) == SCREENS | {"end"}


@pytest.mark.parametrize("room", ["format", "engine", "plain", "tui"])
def test_the_file_is_called_like_the_kind(room: str) -> None:
    files = {path.stem for path in (ROOT / "studio" / room / "kinds").glob("*.py")}
    assert SCREENS - files == set()


@pytest.mark.parametrize("name", sorted(name for name in SCREENS if FORMAT[name].asks))
def test_what_is_asked_can_be_typed_and_noted(name: str) -> None:
    assert callable(kind(name).typed)
    assert callable(kind(name).noted)


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_body_can_be_imported(kind: str) -> None:
    assert body_class(kind).__module__ == f"studio.tui.kinds.{kind}"
