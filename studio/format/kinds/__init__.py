"""The kinds of step, one file each, in the order of the reference."""

from __future__ import annotations

from studio.format.kinds.branch import Branch
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.choice import Choice
from studio.format.kinds.choices import Choices
from studio.format.kinds.compose import Compose
from studio.format.kinds.contacts import Contacts
from studio.format.kinds.date import Date
from studio.format.kinds.end import End
from studio.format.kinds.keep import Keep
from studio.format.kinds.list import ListStep
from studio.format.kinds.number import Number
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.kinds.say import Say
from studio.format.kinds.scale import Scale
from studio.format.kinds.schedule import Schedule
from studio.format.kinds.share import Share
from studio.format.kinds.text import Text
from studio.format.kinds.timed import Timed
from studio.format.kinds.use import Use
from studio.format.step import Step

KINDS: dict[str, type[Step]] = {
    cls.kind: cls
    for cls in (
        Say, Text, Choice, Choices, Scale, Number, Date, ListStep, Share, Compose, Pick, Picks,
        Timed, Breathe, Keep, Review, Schedule, Contacts, Branch, Repeat, Use, End,
    )
}  # fmt: skip

__all__ = [
    "KINDS",
    "Branch",
    "Breathe",
    "Choice",
    "Choices",
    "Compose",
    "Contacts",
    "Date",
    "End",
    "Keep",
    "ListStep",
    "Number",
    "Pick",
    "Picks",
    "Repeat",
    "Review",
    "Say",
    "Scale",
    "Schedule",
    "Share",
    "Text",
    "Timed",
    "Use",
]
