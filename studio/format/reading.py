"""Declarations into objects: one pass over the nodes of a file, all problems noted.

A `Reader` reads blocks of keys into the dataclasses that declare them (`keys`),
with every name resolved through `linking`. It knows the flow it stands in only
as far as names and addresses go; what can follow what is checked by `flow`.
Imports the declarations, nodes and expressions; never opens a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from studio.format import linking
from studio.format import reading_values as values
from studio.format.keys import (
    Anything,
    Assignments,
    Block,
    Blocks,
    Decimal,
    Formula,
    Key,
    Label,
    ListNames,
    Minutes,
    Name,
    Named,
    Names,
    OneOf,
    OptionsFrom,
    Pieces,
    Reads,
    Reference,
    SourceOf,
    Span,
    Steps,
    Whole,
    Words,
    YesNo,
    keys_of,
)
from studio.format.parts import PARTS
from studio.format.piping import Template
from studio.format.problems import Place, Problems, nearest
from studio.format.reading_values import BROKEN, Node
from studio.format.run_on import first_line, on_one_line
from studio.format.sites import Sites
from studio.format.source import Mapping, Scalar, Sequence
from studio.format.step import Step, kinds

if TYPE_CHECKING:
    from studio.format.linking import Scope

Made = TypeVar("Made")
DEEP = 8  # steps in steps in steps; a person can hold far fewer
FLOWS = {"followup": "", "fragment": "", "care-rule": "care."}  # how addresses begin in them
FULLY_NAMED = frozenset(("measure", "list-def", "collection", "fragment", "care-rule"))
FREELY_NAMED = frozenset(
    (
        "option",
        "field",
        "phase",
        "when-option",
        "each",
        "version",
        "group",
        "reference",
        "programme",
    )
)


class Reader:
    """Reads the blocks of one file for one owner: an exercise, or an entry of a pack.

    `scope` answers names; `prefix` begins the addresses of steps without an id.
    """

    def __init__(self, scope: Scope, problems: Problems, sites: Sites, prefix: str = "") -> None:
        self.scope = scope
        self.problems = problems
        self.sites = sites
        self.prefix = prefix
        self.counts: Counter[str] = Counter()
        self.depth = 0
        self.flaws = 0

    def error(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note something that keeps the file from being used."""
        self.flaws += 1
        self.problems.error(code, place, message, hint)

    def warning(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note something that works, but perhaps not as meant."""
        self.problems.warning(code, place, message, hint)

    def whole(self, found: Scalar) -> Place:
        """The place of a whole scalar, for a caret under all of it."""
        first = found.text.partition("\n")[0]
        return found.at(0, max(1, len(first)))

    def flow(self, prefix: str) -> Reader:
        """A reader for another flow of the same owner, which counts its steps anew."""
        return Reader(self.scope, self.problems, self.sites, prefix)

    def block(self, cls: type[Made], node: Node, *, what: str, **known: object) -> Made | None:
        """A block of keys as `cls`, which declares them. `what` names it to the author.

        A key that could not be read keeps its default, so that the rest is still checked.
        """
        if not isinstance(node, Mapping):
            self.error(
                "P203",
                node.place,
                f"{what} takes a block of keys, and {values.shape(node)} stands here.",
                "Write its keys below, each on a line of its own.",
            )
            return None
        found = dict(known)
        flaws = self.flaws
        declared = declared_keys(cls)
        node, left_out = on_one_line(self, declared, node)
        written: dict[str, tuple[Scalar, Node]] = {}
        # What unknown keys were most likely meant to be, and one that is known to be left out.
        meant: set[str | None] = {left_out}
        for entry in node.entries:
            if entry.key.text in declared:
                written[entry.key.text] = (entry.key, entry.value)
            elif entry.key.text not in ALSO.get(cls, ()):
                meant.add(self.unknown(entry.key, what, (*declared, *ALSO.get(cls, ()))))
        # Sources look up the ids of steps, so steps are read before anything that names them.
        order = (
            sorted(written, key=FIRST.__contains__, reverse=True)
            if FIRST & written.keys()
            else written
        )
        for text in order:
            field, key = declared[text]
            value = READ[type(key.reads)](self, key.reads, written[text][1], text)
            if value is not BROKEN and value is not None:
                found[field] = value
        for text in required_keys(cls):
            field, key = declared[text]
            if text not in written and field not in found and text not in meant:
                self.missing(node.place, text, what, key)
        found.setdefault("place", node.place)
        made = cls(**found)
        if self.flaws > flaws or node.flow:
            self.sites.flawed(made)
        return made

    def unknown(self, key: Scalar, what: str, known: Iterable[str]) -> str | None:
        """Note a key that is not declared; gives the nearest one that is."""
        names = tuple(known)
        head, _, more = key.text.partition(" ")
        close = head if more and head in names else nearest(key.text, names)
        hint = f"Did you mean `{close}`?" if close else f"Its keys are {', '.join(names)}."
        if close == head:
            hint = f"Write a colon after `{head}`, and the text behind it in double quotes."
        self.error("P201", self.whole(key), f"{what} has no key `{key.text[:40]}`.", hint)
        return close

    def missing(self, place: Place, key: str, what: str, declared: Key) -> None:
        """Note a key that has to be there."""
        self.error("P202", place, f"{what} has no `{key}`.", f"Add `{key}:` ({declared.doc}).")

    def step(self, node: Node) -> Step | None:
        """One step, by its `type`; the names of one that cannot be read are not asked for again."""
        made = self._step(node)
        if made is None:
            self.scope.lost.gaps = True
            self._lose(node)
        return made

    def _lose(self, node: Node) -> None:
        """Note the names that a step would have given, and those inside it."""
        lost = self.scope.lost
        if isinstance(node, Sequence):
            for one in node.items:
                self._lose(one)
        for entry in node.entries if isinstance(node, Mapping) else ():
            key, value = entry.key.text, entry.value
            if isinstance(value, Scalar):
                lost.ids |= {value.text} if key in ("id", "as") else set()
                lost.unsure = lost.unsure or key == "fragment"  # its steps have names as well
            elif key == "slots" and isinstance(value, Mapping):
                lost.ids |= {one.key.text for one in value.entries}
            else:
                self._lose(value)

    def _step(self, node: Node) -> Step | None:
        if not isinstance(node, Mapping):
            self.error(
                "P203",
                node.place,
                f"A step is a block of keys, and {values.shape(node)} stands here.",
                "Begin it with `- type:` and the kind of step.",
            )
            return None
        written = node.get("type")
        if not isinstance(written, Scalar):
            self._no_type(node, written)
            return None
        word = first_line(written).text
        cls = kinds().get(word)
        if cls is None:
            close = nearest(word, kinds())
            self.error(
                "P208",
                self.whole(written),
                f"There is no kind of step “{word[:40]}”.",
                f"Did you mean `{close}`?" if close else f"The kinds are {', '.join(kinds())}.",
            )
            return None
        return self._step_of(cls, node)

    def _no_type(self, node: Mapping, written: Node | None) -> None:
        """Note a step without its kind, at the key that was meant to say it."""
        where = node.place if written is None else written.place
        hint = "Begin it with `type:`, such as `type: say`."
        keys = {entry.key.text: entry.key for entry in node.entries}
        close = nearest("type", keys) if written is None else None
        if close is not None and close not in declared_keys(Step):
            where, hint = self.whole(keys[close]), "Did you mean `type`?"
        self.error("P209", where, "This step does not say what kind it is.", hint)

    def _step_of(self, cls: type[Step], node: Mapping) -> Step | None:
        name = self._id_of(cls, node)
        if name:
            address = name
            self.scope.asked.setdefault(name, cls.kind)
        else:
            self.counts[cls.kind] += 1
            address = f"{self.prefix}{cls.kind}_{self.counts[cls.kind]}"
            measured = cls.kind == "scale" and _meant(node, cls, "measure")
            if cls.asks and node.get("id") is None and not measured:
                self.scope.lost.unsure = True  # whatever is not found may be its answer
                if _meant(node, cls, "id") is None:
                    self.error(
                        "P602",
                        node.place,
                        f"This {cls.kind} step has no `id` for its answer.",
                        "Add `id:` and a name of your own, such as `id: first_thought`.",
                    )
        self._names_of(cls, node)
        known: dict[str, object] = {"address": address}
        if name:
            known["id"] = name
        flaws = self.flaws
        made = self.block(cls, node, what=f"A {cls.kind} step", **known)
        if cls.kind == "scale" and self.flaws > flaws:
            self.scope.lost.gaps = True  # it may have been a rating of a pair
        return made

    def _names_of(self, cls: type[Step], node: Mapping) -> None:
        """The names that a step gives beside its id: a repeat's item, the blanks of a text.

        Where their key is misspelt, nobody asks for them again.
        """
        called = _meant(node, cls, "as") if cls.kind == "repeat" else None
        names = {called.text: "item"} if isinstance(called, Scalar) else {}
        slots = _meant(node, cls, "slots")
        if isinstance(slots, Mapping):
            names |= {slot.key.text: "slot" for slot in slots.entries}
        for name, kind in names.items():
            self.scope.asked.setdefault(name, kind)
        if (called is not node.get("as")) or (slots is not node.get("slots")):
            self.scope.lost.ids.update(names)

    def _id_of(self, cls: type[Step], node: Mapping) -> str:
        """The id of a step: written, or given by its measure."""
        written = _meant(node, cls, "id")
        if isinstance(written, Scalar):
            right = written is node.get("id")  # and told where it is not spelled as names are
            name = first_line(written).text
            return name if right or values.SPELLED["snake"].fullmatch(name) else ""
        measure = _meant(node, cls, "measure")
        if cls.kind != "scale" or not isinstance(measure, Scalar):
            return ""
        short = measure.text.rpartition("/")[2]
        at = node.get("at")
        pair = isinstance(at, Scalar) and at.text in ("before", "after")
        return f"{short}_{at.text}" if pair and isinstance(at, Scalar) else short


def _meant(node: Mapping, cls: type, key: str) -> Node | None:
    """What stands under a key of a step, or under an unknown one that most likely means it.

    The unknown key is told by itself; what it names is not to be missed again elsewhere.
    """
    declared = declared_keys(cls)
    found = node.get(key)
    if found is not None or key not in declared:
        return found
    known = _known_keys(cls)
    strange = (one for one in node.entries if one.key.text not in known)
    return next((one.value for one in strange if _key_meant(cls, one.key.text) == key), None)


def _known_keys(cls: type) -> tuple[str, ...]:
    return (*declared_keys(cls), *ALSO.get(cls, ()))


@lru_cache(maxsize=512)
def _key_meant(cls: type, word: str) -> str | None:
    """The key of a step that an unknown one most likely means; asked for each name it may give."""
    return nearest(word, _known_keys(cls))


def declared_keys(cls: type) -> dict[str, tuple[str, Key]]:
    """The keys of `cls`, looked up once."""
    if cls not in DECLARED:
        DECLARED[cls] = keys_of(cls)
    return DECLARED[cls]


def required_keys(cls: type) -> tuple[str, ...]:
    """The keys that must be there, looked up once."""
    if cls not in REQUIRED:
        REQUIRED[cls] = tuple(name for name, (_, key) in declared_keys(cls).items() if key.required)
    return REQUIRED[cls]


DECLARED: dict[type, dict[str, tuple[str, Key]]] = {}
REQUIRED: dict[type, tuple[str, ...]] = {}


def read_steps(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A list of steps; `skip` for none, where that is allowed."""
    assert isinstance(how, Steps)
    if isinstance(node, Scalar):
        if how.or_skip and node.text == "skip":
            return ()
        fix = "Write steps below it, each beginning with `- type:`"
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes a list of steps.",
            f"{fix}, or `{key}: skip` for none." if how.or_skip else f"{fix}.",
        )
        return BROKEN
    if isinstance(node, Mapping):
        reader.error(
            "P203", node.place, f"`{key}` takes a list of steps.", "Begin each step with `- type:`."
        )
        return BROKEN
    if not node.items:
        reader.error("P218", node.place, f"`{key}` has no steps.", "Write at least one step.")
        return BROKEN
    if reader.depth >= DEEP:
        reader.error(
            "P408",
            node.place,
            f"Steps are nested more than {DEEP} deep here.",
            "Move the inner ones into a fragment, or make the flow flatter.",
        )
        return BROKEN
    reader.depth += 1
    flaws = reader.flaws
    made = tuple(step for one in node.items if (step := reader.step(one)) is not None)
    reader.depth -= 1
    reader.flaws = flaws  # a flaw in an inner step says nothing about the outer one
    return made


def read_block(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """One block."""
    assert isinstance(how, Block)
    return reader.block(PARTS[how.of], node, what=f"`{key}`")


def read_blocks(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A list of blocks."""
    assert isinstance(how, Blocks)
    if not isinstance(node, Sequence):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes a list, and {values.shape(node)} stands here.",
            "Begin each entry with a hyphen, on a line of its own.",
        )
        return BROKEN
    if not node.items and not how.or_none:
        reader.error("P218", node.place, f"`{key}` is empty.", "Write at least one entry.")
        return BROKEN
    made = (reader.block(PARTS[how.of], one, what=what_of(how.of)) for one in node.items)
    return tuple(one for one in made if one is not None)


def read_named(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A mapping from name to thing, in the order written."""
    assert isinstance(how, Named)
    if not isinstance(node, Mapping):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes names, each with what it stands for.",
            "Write each on a line of its own: a name, a colon, and its label.",
        )
        return BROKEN
    if not node.entries:
        reader.error("P218", node.place, f"`{key}` is empty.", "Write at least one entry.")
        return BROKEN
    found: dict[str, Any] = {}
    for entry in node.entries:
        made = named_part(reader, how, entry.key, entry.value)
        if made is not None:
            found[entry.key.text] = made
    return found


def named_part(reader: Reader, how: Named, key: Scalar, node: Node) -> object:
    """One entry of a mapping from name to thing; None when it could not be read."""
    if how.of == "reference":
        fine = True  # citation keys are written as papers are, `Gan2022`
    else:
        fine = values.named(reader, key, how.style, reserved=how.of not in FREELY_NAMED)
    if not fine:
        return None
    full = f"{reader.scope.owner}/{key.text}" if how.of in FULLY_NAMED else key.text
    at = key.place
    place = Place(at.file, at.line, at.column, len(key.text))
    cls = PARTS[how.of]
    if isinstance(node, Scalar) and "label" in declared_keys(cls):
        label = values.label(reader, Label(), node, key.text)
        values.watch_width(reader, node)
        others = [name for name in required_keys(cls) if name != "label"]
        if others:
            reader.error(
                "P202",
                place,
                f"{what_of(how.of)} `{key.text}` has no `{others[0]}`.",
                "Write a block of keys below the name.",
            )
            return None
        made: Any = cls
        return made(name=full, place=place, label="" if label is BROKEN else label)
    inner = reader
    if how.of in FLOWS:
        inner = reader.flow(f"{FLOWS[how.of]}{key.text}.")
    return inner.block(cls, node, what=f"{what_of(how.of)} `{key.text}`", name=full, place=place)


def what_of(part: str) -> str:
    """What a person calls a part, with its article."""
    name = {
        "when-option": "time",
        "list-def": "shared list",
        "outcome": "outcome value",
        "followup": "follow-up",
    }.get(part, part.replace("-", " "))
    return f"{'An' if name[0] in 'aeiou' else 'A'} {name}"


def read_pieces(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """The sentences of a composed text."""
    if not isinstance(node, Sequence):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes a list of sentences.",
            "Begin each with a hyphen, on a line of its own.",
        )
        return BROKEN
    made = [values.words(reader, Words(), one, key) for one in node.items]
    return tuple(one for one in made if isinstance(one, Template))


def read_assignments(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A mapping from a field or name to an expression."""
    if not isinstance(node, Mapping):
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes names, each with an expression.",
            "Write each on a line of its own: a name, a colon, an expression.",
        )
        return BROKEN
    found: dict[str, Any] = {}
    for entry in node.entries:
        value = values.formula(reader, Formula(), entry.value, entry.key.text)
        if value is not BROKEN:
            found[entry.key.text] = value
    return found


def anything(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """Whatever was written, as plain texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [anything(reader, how, one, key) for one in node.items]
    return {one.key.text: anything(reader, how, one.value, key) for one in node.entries}


READ: dict[type[Reads], Callable[[Reader, Any, Any, str], object]] = {
    Words: values.words,
    Label: values.label,
    Name: values.name,
    Names: values.names,
    YesNo: values.yes_no,
    Whole: values.whole_number,
    Decimal: values.decimal,
    Formula: values.formula,
    Span: values.span,
    OneOf: values.one_of,
    Minutes: values.minutes,
    Steps: read_steps,
    Block: read_block,
    Blocks: read_blocks,
    Named: read_named,
    Pieces: read_pieces,
    OptionsFrom: linking.options,
    SourceOf: linking.sources,
    ListNames: linking.sources,
    Reference: linking.reference,
    Assignments: read_assignments,
    Anything: anything,
}
FIRST = frozenset(("steps", "cases", "measures"))
ALSO: dict[type, tuple[str, ...]] = dict.fromkeys(kinds().values(), ("type",))

__all__ = ["Reader", "Sites", "read_named"]
