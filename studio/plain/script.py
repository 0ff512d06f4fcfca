"""A sitting played from an answers file: the lines a person would have typed.

For: `--answers`. Before each question the lines of its answer are laid out, so
that line mode itself is what runs; time is virtual. May import plain. An
answer that does not fit ends it with `Unfit`, at its place in the file.
"""

from __future__ import annotations

import re
from textwrap import indent

from studio.engine.composing import asked_for, is_empty
from studio.engine.prompts import ComposePrompt, SlotAsk, TimedPrompt
from studio.engine.view import View
from studio.format.source import Mapping, Node, Scalar, Sequence
from studio.plain.answers import Answers
from studio.plain.fitting import example, misfit, slot_example, takes
from studio.plain.given import Unfit
from studio.plain.kinds import compose, kind, timed
from studio.plain.lines import ScriptedLines

IN_CARE = re.compile(r"care\.([\w-]+)\[(\d+)\]\.")
ROUND = re.compile(r"(\w+)\[(\d+)\]\.")
# Passed with Enter; whatever stands under their id in a file is taken by `typed`.
NEVER_ASK = ("say", "review", "contacts", "timed", "breathe", "keep")
# The questions that an exercise gets by itself; a file may leave them out.
IMPLICIT = ("helped", "comes_again")


class Script:
    """Feeds `lines` with what the answers say, question by question."""

    def __init__(self, answers: Answers, lines: ScriptedLines) -> None:
        self.answers = answers
        self.lines = lines
        self.place = answers.place
        self._used: set[int] = set()
        self._entered: set[int] = set()
        self._seen_rules: dict[str, list[str]] = {}
        self._asked: tuple[View, Node] | None = None

    def before(self, view: View) -> None:
        """Lay out the lines for what is asked now."""
        if self.lines.left():
            raise self.misfit("More is answered here than the question takes.")
        name = view.address.rpartition(".")[2]
        node = self._node(view.address, name)
        self._asked = None
        if node is not None:
            self.place = node.place
            self._asked = (view, node)
            self._mark(node)
        if view.kind == "timed":
            self.lines.feed(self._timed(view, node))
            return
        if view.clock is not None and not view.clock.over:
            return
        self.lines.time.go_on(self.answers.takes.get(name, 0.0))
        self.lines.feed(self._lines(view, name, node))

    def refused(self, words: str) -> None:
        """Raises Unfit: a person would try again, and a file has no second answer."""
        raise self.misfit(words)

    def misfit(self, words: str) -> Unfit:
        """What is wrong with the last answer, in the terms of its file; else in these words."""
        if self._asked is None:
            return Unfit("P807", self.place, words, "Look at what the question takes.")
        return misfit(*self._asked, self.place)

    def _timed(self, view: View, node: Node | None) -> list[str]:
        skipped = timed.skips(view, node)
        clock = view.clock
        if clock is None or clock.over:
            return [""]
        prompt = view.prompt
        assert isinstance(prompt, TimedPrompt)
        return [":skip"] if clock.part >= 0 and prompt.parts[clock.part].name in skipped else []

    def _lines(self, view: View, name: str, node: Node | None) -> list[str]:
        if isinstance(view.prompt, ComposePrompt):
            return self._compose(view, view.prompt, name, node)
        if node is None and name in self.answers.skips and view.kind == "keep":
            return ["3"]
        if node is not None or view.kind in NEVER_ASK:
            return kind(view.kind).typed(view, node)  # type: ignore[arg-type]
        return self._skip(view, name)

    def _skip(self, view: View, name: str) -> list[str]:
        if name not in self.answers.skips and name not in IMPLICIT:
            raise self._unanswered(view, name)
        if "skip" not in view.allowed:
            place = self.answers.skips.get(name, self.answers.place)
            raise Unfit("P808", place, f"`{name}` cannot be skipped.", "Answer it.")
        return [":skip"]

    def _unanswered(self, view: View, name: str) -> Unfit:
        shown, fits = example(name, view.prompt), takes(view.prompt)
        return self._missing(view, name, shown, fits, may_skip="skip" in view.allowed)

    def _missing(
        self, view: View, name: str, shown: str, fits: str = "", *, may_skip: bool = True
    ) -> Unfit:
        """What is asked and has no answer; `shown` is one as it stands in a file."""
        care = IN_CARE.match(view.address)
        if care:
            below = indent(f"{care[1]}:\n{indent(shown, '  ')}", "  ")
            return Unfit(
                "P809",
                self.answers.place,
                f"The care rule `{care[1]}` asks `{name}`, and no answer is here.",
                f"{fits} Write it under `care:`, for example\n{below}".strip(),
            )
        rounds = ROUND.findall(view.address)
        said = f"`{name}` is asked in round {int(rounds[-1][1]) + 1}" if rounds else ""
        for_one = f"for example\n{indent(shown, '  ')}" if "\n" in shown else f"such as `{shown}`."
        skip = "Name it under `skips:`, or answer it" if may_skip else "Answer it"
        return Unfit(
            "P804",
            self.answers.place,
            f"{said or f'`{name}` is asked'}, and has no answer here.",
            f"{skip}, {for_one}",
        )

    def _compose(
        self, view: View, prompt: ComposePrompt, name: str, node: Node | None
    ) -> list[str]:
        prefix = view.address.removesuffix(name)
        slots = {
            slot.name: found
            for slot in prompt.slots
            if (found := self._node(prefix + slot.name, slot.name)) is not None
        }
        if node is None and not slots and self._left_out(name, prompt):
            # Each blank is left out by itself, and then the text they would have made.
            return [*(":skip" for _ in asked_for(prompt, None)), *self._skip(view, name)]
        lines = [""] if len(prompt.drafts) == 1 else []
        if node is not None:
            lines = compose.typed(view, node, slots)
        for slot in asked_for(prompt, compose.taken(prompt, slots, lines)):
            if slot.name in slots:
                self.place = slots[slot.name].place
                self._mark(slots[slot.name])
            else:
                self._leave_out(view, slot)
        if not lines:
            return [*compose.slots_typed(asked_for(prompt, None), slots), *self._skip(view, name)]
        return compose.in_order(prompt, slots, lines)

    def _leave_out(self, view: View, slot: SlotAsk) -> None:
        """Pass a blank over that has no answer; raises where nothing says that it is left out."""
        if slot.name not in self.answers.skips:
            raise self._missing(view, slot.name, slot_example(slot))

    def _left_out(self, name: str, prompt: ComposePrompt) -> bool:
        """Whether a text of which no blank is filled is not taken as it stands."""
        blanks = all(one.name in self.answers.skips for one in prompt.slots)
        several = len(prompt.drafts) > 1
        return several or not blanks or name in self.answers.skips or is_empty(prompt.drafts, {})

    # Where an answer stands in the file

    def _node(self, address: str, name: str) -> Node | None:
        care = IN_CARE.match(address)
        if care:
            block = self.answers.care.get(care[1])
            return self._inside(self._of_rule(care[1], care[0], block), address[care.end() :], name)
        head = ROUND.match(address)
        if head is None:
            return self.answers.by_id.get(name)
        return self._inside(self._row(self.answers.by_id.get(head[1]), int(head[2])),
                            address[head.end() :], name)  # fmt: skip

    def _inside(self, block: Node | None, rest: str, name: str) -> Node | None:
        """An answer inside a round or a rule; rounds may hold rounds."""
        if isinstance(block, Scalar) and not block.text.strip():
            self._entered.add(id(block))  # a round, or a time of a rule, that answers nothing
        if not isinstance(block, Mapping):
            return None
        self._entered.add(id(block))
        head = ROUND.match(rest)
        if head is None:
            return block.get(name)
        return self._inside(self._row(block.get(head[1]), int(head[2])), rest[head.end() :], name)

    def _row(self, rounds: Node | None, number: int) -> Node | None:
        if rounds is None:
            return None
        self._entered.add(id(rounds))
        if not isinstance(rounds, Sequence):
            raise Unfit("P806", rounds.place, "A list of rounds belongs here.")
        return rounds.items[number] if number < len(rounds.items) else None

    def _of_rule(self, rule: str, occurrence: str, block: Node | None) -> Node | None:
        """A rule that steps in twice may have a list of blocks, one for each time."""
        if not isinstance(block, Sequence):
            return block
        self._entered.add(id(block))
        seen = self._seen_rules.setdefault(rule, [])
        if occurrence not in seen:
            seen.append(occurrence)
        number = seen.index(occurrence)
        return block.items[number] if number < len(block.items) else None

    def _mark(self, node: Node) -> None:
        self._used.add(id(node))

    def finish(self) -> None:
        """After the end: raises for the first answer that nothing asked for."""
        if self.lines.left():
            raise self.misfit("More is answered here than the question takes.")
        self.check_used()

    def check_used(self) -> None:
        """Raises for the first answer that nothing has asked for so far."""
        for name, node in (*self.answers.by_id.items(), *self.answers.care.items()):
            self._all_used(name, node)

    def _all_used(self, name: str, node: Node) -> None:
        if id(node) in self._used:
            return
        if id(node) not in self._entered:
            raise self._unused(name, node)
        if isinstance(node, Sequence):
            for item in node.items:
                self._all_used(name, item)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                self._all_used(entry.key.text, entry.value)

    def _unused(self, name: str, node: Node) -> Unfit:
        why = f"{self.why_not(name)} Take the answer out, or change the one that led past it."
        return Unfit(
            "P803",
            node.place,
            f"`{name}` is answered here, and was never asked.",
            why,
        )

    def why_not(self, name: str) -> str:
        """Why a step was not come to, where that is known."""
        return "The session did not come to it."
