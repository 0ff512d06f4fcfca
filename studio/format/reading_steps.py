"""Steps: each by its kind, with its id, its address and the names that it gives.

What stands around a step needs its names, so those of one that cannot be read
are noted as lost and not asked for again elsewhere. It knows the flow only as
far as names and addresses go. Imports the declarations and the nodes; the keys
of a step are read by the reader, as those of any block.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from studio.format.keys import Reads, Steps, keys_of
from studio.format.problems import nearest
from studio.format.reading_values import BROKEN, SPELLED, Node, shape
from studio.format.run_on import first_line
from studio.format.source import Mapping, Scalar, Sequence
from studio.format.step import Step, kinds

if TYPE_CHECKING:
    from studio.format.reading import Reader

DEEP = 8  # steps in steps in steps; a person can hold far fewer


def steps(reader: Reader, how: Reads, node: Node, key: str) -> object:
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
        reader.scope.lost.gaps = True
        _lose(reader, node)
        return BROKEN
    reader.depth += 1
    flaws = reader.flaws
    made = tuple(one for written in node.items if (one := _step(reader, written)) is not None)
    reader.depth -= 1
    reader.flaws = flaws  # a flaw in an inner step says nothing about the outer one
    return made


def _step(reader: Reader, node: Node) -> Step | None:
    """One step, by its `type`; the names of one that cannot be read are not asked for again."""
    made = _typed(reader, node)
    if made is None:
        reader.scope.lost.gaps = True
        _lose(reader, node)
    return made


def _lose(reader: Reader, node: Node) -> None:
    """Note the names that a step would have given, and those inside it."""
    lost = reader.scope.lost
    if isinstance(node, Sequence):
        for one in node.items:
            _lose(reader, one)
    for entry in node.entries if isinstance(node, Mapping) else ():
        key, value = entry.key.text, entry.value
        if isinstance(value, Scalar):
            lost.ids |= {value.text} if key in ("id", "as") else set()
            lost.unsure = lost.unsure or key == "fragment"  # its steps have names as well
        elif key == "slots" and isinstance(value, Mapping):
            lost.ids |= {one.key.text for one in value.entries}
        else:
            _lose(reader, value)


def _typed(reader: Reader, node: Node) -> Step | None:
    if not isinstance(node, Mapping):
        reader.error(
            "P203",
            node.place,
            f"A step is a block of keys, and {shape(node)} stands here.",
            "Begin it with `- type:` and the kind of step.",
        )
        return None
    written = node.get("type")
    if not isinstance(written, Scalar):
        _no_type(reader, node, written)
        return None
    word = first_line(written).text
    cls = kinds().get(word)
    if cls is None:
        close = nearest(word, kinds())
        reader.error(
            "P208",
            reader.whole(written),
            f"There is no kind of step “{word[:40]}”.",
            f"Did you mean `{close}`?" if close else f"The kinds are {', '.join(kinds())}.",
        )
        return None
    return _step_of(reader, cls, node)


def _no_type(reader: Reader, node: Mapping, written: Node | None) -> None:
    """Note a step without its kind, at the key that was meant to say it."""
    where = node.place if written is None else written.place
    hint = "Begin it with `type:`, such as `type: say`."
    keys = {entry.key.text: entry.key for entry in node.entries}
    close = nearest("type", keys) if written is None else None
    if close is not None and close not in keys_of(Step):
        where, hint = reader.whole(keys[close]), "Did you mean `type`?"
    reader.error("P209", where, "This step does not say what kind it is.", hint)


def _step_of(reader: Reader, cls: type[Step], node: Mapping) -> Step | None:
    name = _id_of(cls, node)
    if name:
        address = name
        reader.scope.asked.setdefault(name, cls.kind)
    else:
        reader.counts[cls.kind] += 1
        address = f"{reader.prefix}{cls.kind}_{reader.counts[cls.kind]}"
        measured = cls.kind == "scale" and _meant(node, cls, "measure")
        if cls.asks and node.get("id") is None and not measured:
            reader.scope.lost.unsure = True  # whatever is not found may be its answer
            if _meant(node, cls, "id") is None:
                reader.error(
                    "P602",
                    node.place,
                    f"This {cls.kind} step has no `id` for its answer.",
                    "Add `id:` and a name of your own, such as `id: first_thought`.",
                )
    _names_of(reader, cls, node)
    known: dict[str, object] = {"address": address}
    if name:
        known["id"] = name
    flaws = reader.flaws
    made = reader.block(cls, node, what=f"A {cls.kind} step", **known)
    if cls.kind == "scale" and reader.flaws > flaws:
        reader.scope.lost.gaps = True  # it may have been a rating of a pair
    return made


def _names_of(reader: Reader, cls: type[Step], node: Mapping) -> None:
    """The names that a step gives beside its id: a repeat's item, the blanks of a text.

    Where their key is misspelt, nobody asks for them again.
    """
    called = _meant(node, cls, "as") if cls.kind == "repeat" else None
    names = {called.text: "item"} if isinstance(called, Scalar) else {}
    slots = _meant(node, cls, "slots")
    if isinstance(slots, Mapping):
        names |= {slot.key.text: "slot" for slot in slots.entries}
    for name, kind in names.items():
        reader.scope.asked.setdefault(name, kind)
    if (called is not node.get("as")) or (slots is not node.get("slots")):
        reader.scope.lost.ids.update(names)


def _id_of(cls: type[Step], node: Mapping) -> str:
    """The id of a step: written, or given by its measure."""
    written = _meant(node, cls, "id")
    if isinstance(written, Scalar):
        right = written is node.get("id")  # and told where it is not spelled as names are
        name = first_line(written).text
        return name if right or SPELLED["snake"].fullmatch(name) else ""
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
    known = _keys_of_step(cls)
    found = node.get(key)
    if found is not None or key not in known:
        return found
    strange = (one for one in node.entries if one.key.text not in known)
    return next((one.value for one in strange if _key_meant(cls, one.key.text) == key), None)


@cache
def _keys_of_step(cls: type) -> tuple[str, ...]:
    return (*keys_of(cls), "type")


@lru_cache(maxsize=512)
def _key_meant(cls: type, word: str) -> str | None:
    """The key of a step that an unknown one most likely means; asked for each name it may give."""
    return nearest(word, _keys_of_step(cls))
