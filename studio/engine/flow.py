"""The walk: which screen comes next.

`walk` is a generator over an exercise: it yields each screen a person meets
and is sent how the screen was passed. Branches, rounds, fragments and care
rules are ordinary nested code here; going back is walking again from the top
with one answer less. Nothing is remembered outside the world's effects, so
the same answers always lead to the same place.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from studio.engine import again
from studio.engine.kind import Moment
from studio.engine.kinds import KINDS
from studio.engine.kinds.keep import changes as keep_changes
from studio.engine.kinds.review import rows_of
from studio.engine.outline import Frame
from studio.engine.prompts import ChoicePrompt, ComposePrompt, Prompt
from studio.engine.recording import record
from studio.engine.rows import set_apart
from studio.engine.scope import Scope
from studio.engine.screen import Given, Screen
from studio.engine.view import Pin
from studio.engine.world import World
from studio.format.expressions import Item, evaluate
from studio.format.kinds import (
    Branch,
    Compose,
    End,
    Keep,
    Pick,
    Picks,
    Repeat,
    Review,
    Scale,
    Use,
)
from studio.format.markdown import unstyled
from studio.format.parts import CareRule
from studio.format.piping import Span, Template
from studio.format.step import Step

Steps = Generator[Screen, Given, None]


class Ended(Exception):
    """An `end` step was reached."""

    def __init__(self, step: End, scope: Scope, care: str) -> None:
        super().__init__(step.address)
        self.step = step
        self.scope = scope
        self.care = care


@dataclass
class Place:
    """Where the walk is, for the estimate of how far it goes."""

    frames: list[Frame] = field(default_factory=list)
    care: str = ""


ELSE = -1  # the number of the arm that is taken when no case is true


@dataclass
class Walk:
    """One walk over a world. `ended` is the `end` step that was reached, if any.

    `entered` are the steps that were reached and `arms` the cases that were taken, each
    step by its `id()`: what tests of an exercise have covered.
    """

    world: World
    place: Place = field(default_factory=Place)
    ended: Ended | None = None
    worked: bool = False
    private_last: bool = False
    ratings: dict[str, list[int | None]] = field(default_factory=dict)
    sheets: int = 0
    entered: set[int] = field(default_factory=set)
    arms: set[tuple[int, int]] = field(default_factory=set)

    def screens(self) -> Steps:
        """Every screen of the session, in order."""
        world = self.world
        try:
            self.place.frames.append(Frame(world.steps, at=-1, scope=world.root))
            yield from self._care("start", world.root)
            self.place.frames.pop()
            yield from self.steps(world.steps, world.root, "")
        except Ended as end:
            self.ended = end
            if end.step.opens:
                world.effects.opens = end.step.opens
            if end.step.eased_out:
                world.effects.eased_out = True
        # An `end` left the lists it stood in where they were, and the rule.
        self.place.frames.clear()
        self.place.care = ""
        if world.effects.eased_out:
            return
        if self.worked and not world.exercise.quick and world.followup is None:
            yield from self._did_it_help()
        if not (self.ended and self.private_last):  # what a private answer ended leaves nothing
            yield from self._comes_again()
        try:
            yield from self._care("finish", world.root)
        except Ended as end:
            world.effects.eased_out = world.effects.eased_out or end.step.eased_out

    def _did_it_help(self) -> Steps:
        screen = self._screen(HELPED, self.world.root, "helped", implicit=True)
        given = yield screen
        record(self.world, screen, given)

    def _comes_again(self) -> Steps:
        """What comes back every so often asks whether it goes on, if no step did."""
        every, effects = self.world.again, self.world.effects
        if every is None or effects.settled_again:
            return
        screen = self._screen(again.question(every), self.world.root, again.ID, implicit=True)
        given = yield screen
        record(self.world, screen, given)
        effects.settled_again = True
        effects.lets_go = given.answered and given.value == {"value": again.LET_GO}

    def steps(
        self,
        steps: Sequence[Step],
        scope: Scope,
        prefix: str,
        *,
        rounds: int = 0,
        more: bool = False,
    ) -> Steps:
        """A list of steps from top to bottom; `rounds` and `more` are what follows of a repeat."""
        frame = Frame(steps, scope=scope, rounds=rounds, again=more)
        self.place.frames.append(frame)
        for number, step in enumerate(steps):
            frame.at = number
            if step.when is not None and evaluate(step.when, scope) is not True:
                continue
            self.entered.add(id(step))
            yield from self.one(step, scope, prefix)
        self.place.frames.pop()

    def one(self, step: Step, scope: Scope, prefix: str) -> Steps:
        """One step, whatever its kind."""
        if isinstance(step, Branch):
            yield from self._branch(step, scope, prefix)
        elif isinstance(step, Repeat):
            yield from self._repeat(step, scope, prefix)
        elif isinstance(step, Use):
            yield from self._use(step, scope, prefix)
        elif isinstance(step, End):
            raise Ended(step, scope, self.place.care)
        elif isinstance(step, (Pick, Picks, Review)):
            yield from self._from_rows(step, scope, prefix)
        elif isinstance(step, Keep):
            yield from self._keep(step, scope, prefix)
        elif isinstance(step, Compose):
            yield from self._compose(step, scope, prefix)
        else:
            yield from self._ask(step, scope, prefix)

    def _screen(self, step: Step, scope: Scope, address: str, *, implicit: bool = False) -> Screen:
        world = self.world
        moment = Moment(world, scope, address)
        prompt = KINDS[step.kind].prompt(step, moment)
        measure = world.tables.measures.get(step.measure) if isinstance(step, Scale) else None
        template = step.text
        if template is None and measure is not None:
            template = measure.text
        text = world.prose(template, scope)
        plain = unstyled(text)
        if template is not None and world.private and world.private & template.names:
            plain = world.kept_words(template, scope) or step.label or step.id
        beneath = world.prose(step.help, scope)
        if not beneath and measure is not None and measure.credit:
            beneath = ((Span(measure.credit, ""),),)
        return Screen(
            step,
            address,
            scope,
            prompt,
            text,
            beneath,
            tuple(pin for name in step.show if (pin := self._pin(name, scope)) is not None),
            plain,
            self.place.care,
            implicit,
        )

    def _pin(self, name: str, scope: Scope) -> Pin | None:
        if name in self.world.exercise.reads and name not in self.world.used:
            return None  # it "stays" in sight: what this path never showed cannot
        value = scope(name)
        self.world.show(value)
        words = set_apart(value, self.world.exercise.language)
        if not words:
            return None
        asked = self.world.question(name)
        return Pin((asked.label if asked else "") or _as_label(name), words)

    def _ask(self, step: Step, scope: Scope, prefix: str) -> Steps:
        screen = self._screen(step, scope, self._address(step, prefix))
        given = yield screen
        record(self.world, screen, given)
        if given.answered and not step.private and step.kind not in ("choice", "schedule"):
            self.worked = True
        if given.answered:
            self.private_last = step.private
            _note_opens(self.world, screen.prompt, given)
        if isinstance(step, Scale) and step.measure and not self.place.care:
            now = int(given.value) if given.answered else None
            self.ratings.setdefault(step.measure, []).append(now)
            if now is not None:
                yield from self._after_rating(step, now, scope)

    def _branch(self, step: Branch, scope: Scope, prefix: str) -> Steps:
        for number, case in enumerate(step.cases):
            if case.when is not None and evaluate(case.when, scope) is True:
                self.arms.add((id(step), number))
                yield from self.steps(case.steps, scope, prefix)
                return
        self.arms.add((id(step), ELSE))
        yield from self.steps(step.otherwise, scope, prefix)

    def _use(self, step: Use, scope: Scope, prefix: str) -> Steps:
        given = {name: evaluate(value, scope) for name, value in step.given.items()}
        inner = scope.over(given, keeps=False)
        fragment = self.world.tables.fragments[step.fragment]
        yield from self.steps(fragment.steps, inner, prefix)

    def _repeat(self, step: Repeat, scope: Scope, prefix: str) -> Steps:
        if step.over:
            yield from self._over(step, scope, prefix)
        else:
            yield from self._until(step, scope, prefix)

    def _over(self, step: Repeat, scope: Scope, prefix: str) -> Steps:
        key = self._address(step, prefix)
        items = [row for source in step.over for row in self.world.rows(source, scope)]
        if any(source.kind != "answer" for source in step.over):
            items = list(self.world.lookups.setdefault(key, tuple(items)))
        if not items:
            yield from self.steps(step.otherwise, scope, prefix)
            return
        called = step.called or "item"
        hidden = {called, step.id} - self.world.private if self._private(step) else set()
        self.world.private |= hidden
        rounds: list[Item] = []
        for number, item in enumerate(items):
            self.world.show(item)
            layer = scope.over({called: item})
            left = len(items) - number - 1
            yield from self.steps(step.steps, layer, f"{key}[{number}].", rounds=left)
            rounds.append(Item(item.words, ref=item.ref, fields=dict(layer.names)))
            self._answer_rows(step, key, tuple(rounds), scope)
        self.world.private -= hidden - {step.id}

    def _until(self, step: Repeat, scope: Scope, prefix: str) -> Steps:
        names = _ids_in(step.steps)
        key = self._address(step, prefix)
        rounds: list[Item] = []
        for number in range(step.max or 1):
            for name in names:
                scope.answer(name, None)
            more = number + 1 < (step.max or 1)
            yield from self.steps(step.steps, scope, f"{key}[{number}].", more=more)
            rounds.append(Item("", fields={name: scope(name) for name in names}))
            self._answer_rows(step, key, tuple(rounds), scope)
            if step.until is not None and evaluate(step.until, scope) is True:
                return

    def _answer_rows(
        self, step: Repeat | Review, key: str, rows: tuple[Item, ...], scope: Scope
    ) -> None:
        """Rows as the answer of their step, and for a follow-up what they came from."""
        scope.answer(step.id or step.address, rows)
        if step.id and not self.place.care and not self._private(step):
            self.world.effects.rows[key] = [one.ref for one in rows]

    def _private(self, step: Repeat | Review) -> bool:
        """Whether rows are those of a private answer: then not even their number is kept."""
        sources = step.over if isinstance(step, Repeat) else step.source
        asked = (self.world.question(one.name) for one in sources if one.kind == "answer")
        return any(one is not None and one.private for one in asked)

    def _from_rows(self, step: Pick | Picks | Review, scope: Scope, prefix: str) -> Steps:
        address = self._address(step, prefix)
        moment = Moment(self.world, scope, address)
        if isinstance(step, Review):
            rows = rows_of(step, moment)
            self._answer_rows(step, address, rows, scope)
        else:
            rows = self.world.ask(address, step, scope)
        if not rows:
            yield from self.steps(step.otherwise, scope, prefix)
            return
        yield from self._ask(step, scope, prefix)

    def _compose(self, step: Compose, scope: Scope, prefix: str) -> Steps:
        prompt = KINDS[step.kind].prompt(step, Moment(self.world, scope, ""))
        assert isinstance(prompt, ComposePrompt)
        if any(draft.sentences for draft in prompt.drafts):
            yield from self._ask(step, scope, prefix)
        # Else every sentence needs an answer that is missing: an empty sheet is no question.

    def _keep(self, step: Keep, scope: Scope, prefix: str) -> Steps:
        moment = Moment(self.world, scope, self._address(step, prefix))
        offers = keep_changes(step, moment)
        if not offers:
            return
        if step.ask:
            yield from self._ask(step, scope, prefix)
            return
        everything = [{"index": i, "fields": {}} for i in range(len(offers))]
        record(self.world, self._screen(step, scope, moment.address), Given(everything, True))

    # Care

    def _care(self, at: str, scope: Scope) -> Steps:
        """Every rule of the start or the finish whose time it is, as written."""
        for rule in self.world.tables.care:
            if rule.at == at and self._fits(rule, scope):
                yield from self._rule(rule, scope)

    def _after_rating(self, step: Scale, now: int, scope: Scope) -> Steps:
        """The first rule of this measure that fits, and only that."""
        asked = self.ratings[step.measure]  # a skipped one is no zero, and was asked all the same
        first = next(one for one in asked if one is not None)
        names = {"start": first, "now": now, "ratings": len(asked)}
        layer = scope.over(names)
        for rule in self.world.tables.care:
            if rule.at == "rating" and rule.measure == step.measure and self._fits(rule, layer):
                yield from self._rule(rule, layer)
                return

    def _fits(self, rule: CareRule, scope: Scope) -> bool:
        if rule.once is not None and self._lately(rule):
            return False
        if rule.when is None:
            return True
        key = f"care.{rule.name}"
        layer = scope.over({})
        reads = {
            name: self.world.read(f"{key}.{name}", read, layer) for name, read in rule.reads.items()
        }
        return evaluate(rule.when, scope.over(reads)) is True

    def _lately(self, rule: CareRule) -> bool:
        """Whether it was met so short a time ago. Looked up once, as every query: another
        session may meet it before this one is taken up again."""
        key, lookups = f"care/{rule.name}", self.world.lookups
        if key not in lookups:
            on, times = self.world.context.shown(key).get(key, (None, 0))
            lookups[key] = (Item("", fields={"shown_on": on}),) if times else ()
        met = lookups[key][0].fields["shown_on"] if lookups[key] else None
        if not isinstance(met, datetime) or rule.once is None:
            return False
        return (self.world.started - met).total_seconds() < rule.once.seconds

    def _rule(self, rule: CareRule, scope: Scope) -> Steps:
        """The steps of a rule. Its answers are its own, under `care.<rule>`."""
        self.world.effects.care.append(rule.name)
        self.sheets += 1
        before, self.place.care = self.place.care, rule.at
        short = rule.name.rpartition("/")[2]
        yield from self.steps(rule.steps, scope.over({}), f"care.{short}[{self.sheets - 1}].")
        self.place.care = before

    def _address(self, step: Step, prefix: str) -> str:
        """The address of a step in this run. A rule's own steps already name their rule."""
        return prefix + (step.address.rpartition(".")[2] if self.place.care else step.address)


def _note_opens(world: World, prompt: Prompt, given: Given) -> None:
    """An option may name what is offered once the session has ended; the last one met wins."""
    if isinstance(prompt, ChoicePrompt):
        for one in prompt.options:
            if one.value == given.value.get("value") and one.opens:
                world.effects.opens = one.opens


def _ids_in(steps: Sequence[Step]) -> tuple[str, ...]:
    """The ids asked for in a round, those in its branches too."""
    from studio.engine.world import every_step

    return tuple(dict.fromkeys(step.id for step in every_step(steps) if step.id))


def _as_label(name: str) -> str:
    return name.replace("_", " ").capitalize()


HELPED = Scale(
    address="helped",
    id="helped",
    text=Template((("Did this help?",),), "Did this help?"),
    label="Did this help?",
    low="not at all",
    high="a lot",
)
