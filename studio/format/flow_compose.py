"""Whether anything is sure to be left of a composed text.

Looks at the parts with the types that a walk knows at the step. Imports the walk's
state of one step; walks nothing.
"""

from __future__ import annotations

from studio.format.expressions import Expression
from studio.format.expressions.codes import NOTHING_LEFT
from studio.format.flow_uses import Uses
from studio.format.kinds.compose import Compose
from studio.format.piping import Template


def something_left(uses: Uses, step: Compose) -> None:
    """Warn where blanks may not be asked since every part lacks an answer from before.

    A blank can be filled on the screen itself, so it counts as there. A text without
    blanks is passed over when nothing is left of it, and loses nothing by that.
    """
    if not step.slots:
        return
    drafts = [one.parts for one in step.versions.values()] or [step.parts]
    lacking = [(part, _may_lack(uses, part, step)) for parts in drafts for part in parts]
    if not lacking or any(missing is None for _, missing in lacking):
        return
    part, missing = lacking[0]
    scalar = uses.scalar(part)
    if scalar is not None and missing is not None:
        uses.problems.warning(
            NOTHING_LEFT,
            scalar.at(missing.at, len(missing.source)),
            "Every part of this text needs an answer that may be missing, "
            "and without one its blanks are not asked.",
            "Add a part that needs none, or a `when` to the step.",
        )


def _may_lack(uses: Uses, part: Template, step: Compose) -> Expression | None:
    """The first answer from before that a part needs and that may be missing."""
    for one in part.expressions:
        kind = None if one.source.strip() in step.slots else uses.type_of(one)
        if kind is not None and kind.maybe:
            return one
    return None
