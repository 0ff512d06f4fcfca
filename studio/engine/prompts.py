"""What a step asks, one frozen prompt for each kind, and the shape of its answer.

A front end draws a prompt and sends `Answer(value)`; each docstring gives the
shape of `value`. All text here is already filled in and plain: nothing in it
is markup, whoever wrote it. Imports the format's rendered text only.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.format.expressions import marked
from studio.format.piping import Line

Prose = tuple[Line, ...]


@dataclass(frozen=True)
class Prompt:
    """What the step in view asks for."""


@dataclass(frozen=True)
class Choosable:
    """One thing to choose. `group` is the heading it stands under, if any.

    `number` and `opens` are for the engine: what `number(id)` gives, and the
    exercise offered afterwards.
    """

    value: str
    label: str
    hint: str = ""
    group: str = ""
    alone: bool = False
    number: float | None = None
    opens: str = ""


@dataclass(frozen=True)
class Ask:
    """One small question asked of every item, under the field `name`.

    `kind` is "scale", "choice", "text" or "number". Its answer: a whole number
    for scale and number, `"value"` or `{"own": "…"}` for a choice, a text.
    """

    name: str
    kind: str
    text: str
    options: tuple[Choosable, ...] = ()
    own: str = ""
    min: int | None = None
    max: int | None = None
    low: str = ""
    high: str = ""
    lines: int = 1


@dataclass(frozen=True)
class WordList:
    """Words to mark while typing; `label` says what they can sound like."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class SayPrompt(Prompt):
    """Read, then Next."""


@dataclass(frozen=True)
class TextPrompt(Prompt):
    """`Answer("…")`. `lines`, `minutes`, `max_words` are soft; `max_chars` is not.

    `rewrites` is the text shown above, or empty; `start` is to begin from.
    """

    lines: int = 1
    minutes: int | None = None
    max_words: int | None = None
    max_chars: int | None = None
    start: str = ""
    rewrites: str = ""
    lint: tuple[WordList, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChoicePrompt(Prompt):
    """`Answer({"value": v})` or `Answer({"own": "…"})` when `own` is a label."""

    options: tuple[Choosable, ...]
    own: str = ""


@dataclass(frozen=True)
class ChoicesPrompt(Prompt):
    """`Answer([{"value": v, **each}, {"own": "…", **each}])`, `min` to `max` of them.

    An option that is `alone` stands by itself and takes no `each`; every other
    item carries the fields of `each` by name, a field left open is left out.
    """

    options: tuple[Choosable, ...]
    own: str = ""
    min: int = 0
    max: int | None = None
    each: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class ScalePrompt(Prompt):
    """`Answer(n)`, a whole number from `min` to `max`; starts on nothing.

    `pair` is "before", "after" or "". After an answer that has an earlier one,
    the view stays on the step with `View.revealed` filled, until Next.
    """

    min: int = 0
    max: int = 10
    low: str = ""
    high: str = ""
    pair: str = ""


@dataclass(frozen=True)
class NumberPrompt(Prompt):
    """`Answer(n)`: a whole number of at least `min`, at most `max` if given."""

    min: int = 0
    max: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class DatePrompt(Prompt):
    """`Answer("2026-04-15")`. `today` is the day the session began; `only` is
    "past" (today is one of them), "future" (today is not) or ""."""

    today: str
    only: str = ""


@dataclass(frozen=True)
class ListPrompt(Prompt):
    """`Answer([{"text": "…", **each}])`, `min` to `max` of them."""

    min: int = 0
    max: int | None = None
    each: tuple[Ask, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SharePrompt(Prompt):
    """`Answer({v: points})`, together exactly `total`; an option left out has 0."""

    options: tuple[Choosable, ...]
    total: int = 10
    unit: str = ""


@dataclass(frozen=True)
class Hole:
    """A blank in a sentence, filled by the slot of this name."""

    slot: str


Sentence = tuple[str | Hole, ...]


@dataclass(frozen=True)
class Draft:
    """One draft of a composed text: sentences, those that lack an answer left out.

    Lines inside a sentence are parted by `\\n`; one whose last piece is `composing.PARTED`
    ends a paragraph.
    """

    value: str
    label: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class SlotAsk:
    """A blank to fill: how it begins, and what to choose from, if not free words."""

    name: str
    label: str
    options: tuple[Choosable, ...] = ()


@dataclass(frozen=True)
class ComposePrompt(Prompt):
    """`Answer({"slots": {name: "…"}, "version": v, "text": "…", "edited": bool})`.

    `drafts` has one draft named "" when there are no versions. `text` and
    `edited` only when the person changed the result; otherwise the engine puts
    it together. A slot of options takes the option's value. `begin` is the
    draft to mark first, or "". `composing` puts the sentences together.
    """

    drafts: tuple[Draft, ...]
    slots: tuple[SlotAsk, ...] = ()
    begin: str = ""
    edit: bool = True
    max_words: int | None = None
    lint: tuple[WordList, ...] = ()


@dataclass(frozen=True)
class Thing:
    """A kept thing to pick: its line, and a quieter note (its day, its kind)."""

    ref: str
    line: str
    note: str = ""


@dataclass(frozen=True)
class PickPrompt(Prompt):
    """`Answer({"ref": r})` or `Answer({"own": "…"})` when `own` is a label."""

    things: tuple[Thing, ...]
    own: str = ""


@dataclass(frozen=True)
class PicksPrompt(Prompt):
    """`Answer([{"ref": r, **each}, {"own": "…", **each}])`, `min` to `max` of them."""

    things: tuple[Thing, ...]
    own: str = ""
    min: int = 0
    max: int | None = None
    each: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A part of a timed step: `name` is its id ("feet"), `seconds` after stretching."""

    name: str
    label: str
    line: Prose
    seconds: float


@dataclass(frozen=True)
class TimedPrompt(Prompt):
    """Goes by itself; then Next, unless something timed follows at once.

    The view's `text` is read before the clock starts when there are several
    parts (`View.clock` is None until Next), else the only part's `line`
    stands alone.
    """

    parts: tuple[Stretch, ...]
    lead_in: int = 0


@dataclass(frozen=True)
class Breath:
    """A phase of the breath: "in", "hold" or "out", its word, its seconds (None: own pace)."""

    name: str
    breath: str
    word: str
    seconds: float | None


@dataclass(frozen=True)
class BreathePrompt(Prompt):
    """Goes by itself for `cycles` breaths (or `seconds` in all at one's own pace); then Next."""

    phases: tuple[Breath, ...]
    cycles: int
    seconds: float
    own_pace: bool = False


@dataclass(frozen=True)
class KeepField:
    """A field of a thing about to be kept, as text; empty when there is no answer.

    `in_line` says that its words can be read in the line of the thing.
    """

    name: str
    label: str
    value: str
    in_line: bool = False


@dataclass(frozen=True)
class KeepOffer:
    """One thing to keep. `op` is "add", "update" or "archive".

    `since` is the day from which it has been there already ("2 November"), or "".
    """

    op: str
    collection: str
    label: str
    line: str
    fields: tuple[KeepField, ...] = ()
    since: str = ""


@dataclass(frozen=True)
class KeepPrompt(Prompt):
    """`Answer([{"index": i, "fields": {name: "…"}}])`: which offers, with changed fields.

    An empty list is "not this time". `fields` only where the person changed words.
    """

    offers: tuple[KeepOffer, ...]


@dataclass(frozen=True)
class ReviewBlock:
    """Lines to read under a heading with its count ("Small wins 3")."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Trend:
    """How one value went: words first, then the points (day, value), oldest first.

    `said` is how each point reads, in the same order: "Paused in 3 of 5.", or "".
    """

    label: str
    words: str
    points: tuple[tuple[str, float], ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewPrompt(Prompt):
    """Read, then Next. `shape` is "lines", "counts", "trend" or "compare"."""

    shape: str
    blocks: tuple[ReviewBlock, ...] = ()
    trends: tuple[Trend, ...] = ()


@dataclass(frozen=True)
class SchedulePrompt(Prompt):
    """`Answer({"value": v})`; `no` is the first option. `hint` of an option is its day.

    With `own`, `Answer({"own": "2026-04-15T18:00"})`, a day after `today`.
    """

    options: tuple[Choosable, ...]
    own: str = ""
    today: str = ""


@dataclass(frozen=True)
class ContactsPrompt(Prompt):
    """Show the lines of `topic` ("crisis", "abuse", "young") for the person's country; Next."""

    topic: str


@dataclass(frozen=True)
class Pair:
    """A rating before and after, for the last screen; `words` is "lower than before"."""

    label: str
    before: int
    after: int
    min: int
    max: int
    words: str


@dataclass(frozen=True)
class EndPrompt(Prompt):
    """The last screen: `View.text` is the closing. `ending` is "finished", "eased_out"
    or "stopped"; `kept` pairs a count with a collection's label; `coming` pairs
    what comes back with when; `opens` is the exercise offered next, or "";
    `leaves_nothing` when no trace of the session stays."""

    ending: str
    pairs: tuple[Pair, ...] = ()
    lines: tuple[str, ...] = ()
    kept: tuple[tuple[int, str], ...] = ()
    coming: tuple[tuple[str, str], ...] = ()
    opens: str = ""
    minutes: float = 0
    leaves_nothing: bool = False


def found_words(text: str, lists: tuple[WordList, ...]) -> tuple[tuple[str, str], ...]:
    """The marked words in `text` as (word as written, label of its list), in order."""
    return tuple(
        (text[start:end], one.label) for one in lists for start, end in marked(text, one.words)
    )
