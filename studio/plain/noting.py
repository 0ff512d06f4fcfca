"""The way a session took, as the answers of a test that takes it again.

For: `studio preview --record`, which is handed `note` as `studio test` is handed `play`.
The other direction of `script`: where that looks an answer up by an address, this puts
it there. May import plain's kinds and the engine's screens. Plays nothing, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from studio.engine.prompts import ComposePrompt
from studio.engine.screen import Given, Screen
from studio.plain.kinds import compose, kind
from studio.plain.script import IMPLICIT, IN_CARE, ROUND
from studio.practice.noted import Noted, Written

READ_ONLY = ("say", "review", "contacts")
TIMED = ("timed", "breathe")

SKIPPED = "`{}` was skipped, which a test cannot say of a step that goes by time: it runs in full."
SHORT = "`{}` did not run to its end; in a test its time runs in full."
KEPT = "What was kept at `{}` cannot be said: a test keeps all that is offered to a collection."
TWICE = "`{}` was answered in two ways, and a test has one answer for it."


def note(passed: Iterable[tuple[Screen, Given]], left: Screen | None) -> Noted:
    """What a test says of the screens that were passed; `left` is the one that was left."""
    way = tuple(passed)
    spelled = {name_of(screen) for screen, given in way if given.skipped}
    if left is not None:
        spelled.add(name_of(left))
    noting = _Noting(frozenset(spelled))
    for number, (screen, given) in enumerate(way):
        noting.meet(screen.address)
        if given.answered:
            noting.answered(number, screen, given.value)
        elif given.skipped:
            noting.skipped(screen)
    return noting.noted()


def name_of(screen: Screen) -> str:
    """What a test calls a step."""
    return screen.address.rpartition(".")[2]


@dataclass
class Block:
    """The answers of one flow: by name, and the rounds of its repeats by number."""

    answers: dict[str, Written] = field(default_factory=dict)
    rounds: dict[str, dict[int, Block]] = field(default_factory=dict)

    def put(self, address: str, value: Written) -> bool:
        """Put an answer at an address inside; False where another one stands already."""
        head = ROUND.match(address)
        if head is not None:
            rounds = self.rounds.setdefault(head[1], {})
            self.answers.setdefault(head[1], [])  # the order in which they were met
            return rounds.setdefault(int(head[2]), Block()).put(address[head.end() :], value)
        return self.answers.setdefault(address.rpartition(".")[2], value) == value

    def written(self) -> dict[str, Written]:
        """As a file holds it; a round in which nothing is answered is an empty block."""
        found = dict(self.answers)
        for name, rounds in self.rounds.items():
            found[name] = [
                rounds[number].written() if number in rounds else {}
                for number in range(max(rounds) + 1)
            ]
        return found


class _Noting:
    """Answers being put where they belong.

    `spelled` are names whose answers are written out even where a test could leave
    them out: some other time the same step is skipped, or left.
    """

    def __init__(self, spelled: frozenset[str]) -> None:
        self.spelled = spelled
        self.root = Block()
        self.care: dict[str, dict[int, Block]] = {}
        self.skips: dict[str, None] = {}
        self.remarks: dict[str, None] = {}
        self.nearest: dict[int, Any] = {}

    def answered(self, number: int, screen: Screen, value: Any) -> None:  # noqa: ANN401
        """One answer, as the engine stores it."""
        of = screen.step.kind
        module: Any = kind(of)
        name = name_of(screen)
        if of in TIMED and module.cut_short(screen.prompt, value):
            self.remark(SHORT, name)
        nearest = module.nearest(screen.prompt, value) if of == "keep" else value
        if nearest != value:
            self.nearest[number] = value = nearest
            self.remark(KEPT, name)
        if isinstance(screen.prompt, ComposePrompt):
            prefix = screen.address.removesuffix(name)
            for slot, words in compose.slots_noted(screen.prompt, value).items():
                self.put(prefix + slot, words)
            for slot in compose.slots_left_out(screen.prompt, value):
                self.skips.setdefault(slot)
        by_itself = getattr(module, "by_itself", None)
        may_go = by_itself is not None and by_itself(screen.prompt, value)
        if may_go and (of in TIMED or name not in self.spelled):
            return
        self.put(screen.address, module.noted(screen.prompt, value))

    def skipped(self, screen: Screen) -> None:
        """A step that was gone past."""
        if screen.step.kind in TIMED:
            self.remark(SKIPPED, name_of(screen))
        elif screen.step.kind not in READ_ONLY and name_of(screen) not in IMPLICIT:
            self.skips.setdefault(name_of(screen))

    def meet(self, address: str) -> None:
        """Make a rule known that stepped in, so that its times stay in order."""
        care = IN_CARE.match(address)
        if care is not None:
            self.care.setdefault(care[1], {}).setdefault(int(care[2]), Block())

    def put(self, address: str, value: Written) -> None:
        """An answer, below its rule or its rounds."""
        care = IN_CARE.match(address)
        if care is None:
            fits = self.root.put(address, value)
        else:
            times = self.care.setdefault(care[1], {})
            fits = times.setdefault(int(care[2]), Block()).put(address[care.end() :], value)
        if not fits:
            self.remark(TWICE, address.rpartition(".")[2])

    def remark(self, words: str, name: str) -> None:
        """Something that a test cannot say."""
        self.remarks.setdefault(words.format(name))

    def noted(self) -> Noted:
        """All of it."""
        care: dict[str, Written] = {}
        for rule, times in self.care.items():
            blocks = [times[number].written() for number in sorted(times)]
            if not any(blocks):
                continue
            # One block answers a rule whenever it steps in; a list has one for each time.
            care[rule] = blocks[0] if all(one == blocks[0] for one in blocks) else [*blocks]
        return Noted(
            self.root.written(), care, tuple(self.skips), tuple(self.remarks), self.nearest
        )
