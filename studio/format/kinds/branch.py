"""branch: the first case that is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Blocks, Steps, key
from studio.format.parts import Case
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Branch(Step):
    """The first case whose `when` is true; else `otherwise` (`else`), else on."""

    kind: ClassVar[str] = "branch"
    draws: ClassVar[bool] = False

    cases: tuple[Case, ...] = key(Blocks("case"), "the arms", required=True, default=())
    otherwise: tuple[Step, ...] = key(
        Steps(), "steps when no case is true", default=(), name="else"
    )
