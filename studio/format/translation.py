"""What of an exercise can be said in another language, and the exercise said in it.

A message is one text that a person reads, under a context that says where it
stands: the exercise, the step's id, the key ("support-map/who.text"). The same
walk gives the messages to translators and puts their words in place, so the two
cannot disagree. Stored values, names and expressions are never offered.

A translation keeps the `${…}` of the original: `compare` says where one does
not, and such a one is not shown. Imports the parts and piping; reads no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from studio.format.clean import clean
from studio.format.exercise import Exercise, Pack, Tables
from studio.format.expressions import Expression
from studio.format.keys import Key, Label, Names, Pieces, Words, keys_of
from studio.format.language_tags import FOLDER
from studio.format.parts import NOWHERE, Options, Part
from studio.format.piping import Template, parse_template
from studio.format.po import Catalogue
from studio.format.problems import Place, Problems
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.packs import Shelf

NOT_OFFERED = frozenset(("licence", "authors", "citation", "link"))
"""Texts that are the same in every language: names of works, people and licences."""
WORD_LIST = ", "
"""What stands between the words of a list of words to mark."""
SECTIONS = ("measures", "lists", "collections", "fragments")


class Message(NamedTuple):
    """A text to translate. `context` says where it stands and stays the same while ids do.

    `base` is the text with its pipes, None where the key takes none; `doc` a line
    about the key; `place` the step or part it belongs to.
    """

    context: str
    text: str
    base: Template | None
    key: str
    doc: str
    place: Place


@dataclass(frozen=True)
class Odd:
    """How the pipes of a translation differ: which, and where in it (-1: nowhere)."""

    pipe: str
    at: int
    width: int
    message: str
    hint: str


Turn = Callable[[Message], Any]


def messages_of(exercise: Exercise) -> list[Message]:
    """Every text of an exercise's own file, in the order of the format's keys."""
    return _gathered(exercise, exercise.id)


def messages_of_pack(pack: Pack) -> list[Message]:
    """Every text of a pack's own files but its exercises."""
    return _gathered(pack, "pack")


def _gathered(thing: object, path: str) -> list[Message]:
    found: dict[tuple[str, str], Message] = {}

    def note(message: Message) -> None:
        found.setdefault((message.context, message.text), message)

    _walk(thing, path, NOWHERE, note)
    return list(found.values())


def compare(message: Message, words: str) -> Odd | None:
    """What is wrong with the pipes of a translation, or None when they are the original's.

    Each pipe of the original occurs as often, spelled the same, and those that stood on one
    line still do: a line is left out as a whole when one of its answers is missing.
    """
    if message.base is None:
        at = words.find("${")
        if at < 0:
            return None
        key = message.key
        return Odd("", at, 2, f"`{key}` takes no `${{…}}`.", "Write it in words.")
    wanted = Counter(one.source.strip() for one in message.base.expressions)
    problems = Problems()
    made = parse_template(words, problems, _nowhere)
    if problems.errors:
        first = problems.errors[0]
        return Odd("", first.place.column - 1, first.place.width, first.message, first.hint)
    for one in made.expressions:
        pipe = one.source.strip()
        wanted[pipe] -= 1
        if wanted[pipe] < 0:
            start = max(one.at - 2, 0)
            return Odd(pipe, start, len(one.source) + 3, *_too_many(pipe, message.base))
    for pipe, left in wanted.items():
        if left > 0:
            times = "" if left == 1 else f" {left} times more"
            return Odd(
                pipe,
                -1,
                1,
                f"`${{{pipe}}}` of the original is missing{times}.",
                f"Put `${{{pipe}}}` where the answer belongs in this language.",
            )
    if _by_line(made) != _by_line(message.base):
        return Odd(
            "",
            -1,
            1,
            "The pipes stand on other lines than in the original.",
            "Keep together on one line what stands on one line there: a line is left out when "
            "one of its answers is missing.",
        )
    return None


def _too_many(pipe: str, base: Template) -> tuple[str, str]:
    names = [one.source.strip() for one in base.expressions]
    if pipe in names:
        return (
            f"`${{{pipe}}}` stands here more often than in the original.",
            "Take one of them out.",
        )
    known = " and ".join(f"`${{{one}}}`" for one in dict.fromkeys(names))
    return (
        f"`${{{pipe[:60]}}}` does not stand in the original.",
        f"Names are not translated; the original has {known}."
        if known
        else "The original has none; take it out.",
    )


def _by_line(template: Template) -> Counter[tuple[str, ...]]:
    rows = (
        tuple(sorted(one.source.strip() for one in line if isinstance(one, Expression)))
        for line in template.lines
    )
    return Counter(row for row in rows if row)


def _nowhere(offset: int, width: int) -> Place:
    return Place("", 1, offset + 1, width)


def translated(exercise: Exercise, shelf: Shelf, language: str) -> Exercise:
    """The exercise in another language, as far as its pack has it; what is missing stays as it is.

    An exercise whose pack has nothing in that language stays whole in its own: half of it
    would come from the packs it leans on.
    """
    owner = shelf.packs.get(exercise.pack)
    own = owner.words_in(language) if owner is not None else None
    if own is None or owner is None:
        return exercise
    spoken: dict[str, Catalogue | None] = {owner.id: own}
    files = {f"{owner.id}/{FOLDER}/{own.language}.po": owner}

    def of(full: str) -> Catalogue | None:
        pack_id = full.partition("/")[0]
        if pack_id not in spoken:
            pack = shelf.packs.get(pack_id)
            found = pack.words_in(language) if pack is not None else None
            spoken[pack_id] = found
            if pack is not None and found is not None:
                files[f"{pack_id}/{FOLDER}/{found.language}.po"] = pack
        return spoken[pack_id]

    turned: Exercise = _walk(exercise, exercise.id, NOWHERE, _by(own))
    mine = {one.name: one for one in turned.measures.values()}
    tables = exercise.tables
    changed: dict[str, Any] = {}
    for section in SECTIONS:
        entries: Mapping[str, Part] = getattr(tables, section)
        changed[section] = {
            full: mine[full] if full in mine else translated_part(section, full, one, of(full))
            for full, one in entries.items()
        }
    care = tuple(translated_part("care", one.name, one, of(one.name)) for one in tables.care)
    definition = exercise.definition | {
        name: pack.texts[name.partition("/")[2]] for name, pack in files.items()
    }
    return replace(
        turned,
        tables=Tables(care=care, **changed),
        definition=definition,
        language=own.language,
    )


AnyPart = TypeVar("AnyPart", bound=Part)


def translated_part(section: str, full: str, part: AnyPart, words: Catalogue | None) -> AnyPart:
    """One entry of a pack ("measures", "common/distress") in another language."""
    if words is None:
        return part
    name = full.partition("/")[2] or full
    turned: AnyPart = _walk(part, f"pack.{section}.{name}", NOWHERE, _by(words))
    return turned


def translated_pack(pack: Pack, words: Catalogue | None) -> Pack:
    """A pack's own texts in another language."""
    if words is None:
        return pack
    turned: Pack = _walk(pack, "pack", NOWHERE, _by(words))
    return turned


def translated_text(context: str, text: str, words: Catalogue | None) -> str:
    """A short text such as a title in another language; itself when it is not translated."""
    found = words.said(context, text) if words is not None else ""
    return clean(found, lines=False).strip() or text


def _by(words: Catalogue) -> Turn:
    """What is shown for a message: its translation, or None for the original."""

    def turn(message: Message) -> Any:  # noqa: ANN401 - what the key holds
        found = words.said(message.context, message.text)
        if not found.strip() or compare(message, found) is not None:
            return None
        if message.base is None:
            return clean(found, lines=False).strip()
        return _filled_alike(found, message.base)

    return turn


def _filled_alike(words: str, base: Template) -> Template:
    """The translation as a template whose pipes are the original's, which were checked."""
    known = {one.source.strip(): one for one in base.expressions}
    made = parse_template(words, Problems(), _nowhere)
    lines = tuple(
        tuple(known[one.source.strip()] if isinstance(one, Expression) else one for one in line)
        for line in made.lines
    )
    return Template(lines, words)


# The walk


def _walk(thing: Any, path: str, place: Place, turn: Turn) -> Any:  # noqa: ANN401 - any part
    """The thing with every text turned. `path` is its context, `place` that of what holds it."""
    place = getattr(thing, "place", place)
    changes: dict[str, Any] = {}
    for name, (attribute, key) in _keys(type(thing)).items():
        value = getattr(thing, attribute)
        if not value:
            continue
        new = _value(value, key, name, f"{path}.{name}", place, turn)
        if new is not value:
            changes[attribute] = new
    return replace(thing, **changes) if changes else thing


def _value(value: Any, key: Key, name: str, path: str, place: Place, turn: Turn) -> Any:  # noqa: ANN401
    reads = key.reads
    if isinstance(reads, Words):
        return _text(value, path, name, key, place, turn)
    if isinstance(reads, Label):
        if name in NOT_OFFERED:
            return value
        return turn(Message(path, value, None, name, key.doc, place)) or value
    if isinstance(reads, Pieces):
        pieces = tuple(
            _text(one, f"{path}.{number}", name, key, place, turn)
            for number, one in enumerate(value, 1)
        )
        return value if all(a is b for a, b in zip(pieces, value, strict=True)) else pieces
    if isinstance(reads, Names):
        return _word_list(value, key, name, path, place, turn) if name == "words" else value
    return _inner(value, path, place, turn)


def _text(value: Template, path: str, name: str, key: Key, place: Place, turn: Turn) -> Template:
    """A text with pipes. One that is nothing but pipes is the same in every language."""
    words = (one for line in value.lines for one in line if isinstance(one, str))
    if not any(character.isalpha() for one in words for character in one):
        return value
    found: Template | None = turn(
        Message(path, value.source.rstrip("\n"), value, name, key.doc, place)
    )
    return value if found is None else found


def _word_list(
    value: tuple[str, ...], key: Key, name: str, path: str, place: Place, turn: Turn
) -> tuple[str, ...]:
    """Words to mark, as one text: another language may have more of them, or fewer."""
    found = turn(Message(path, WORD_LIST.join(value), None, name, key.doc, place))
    if not found:
        return value
    return tuple(word for one in str(found).split(WORD_LIST.strip()) if (word := one.strip()))


def _inner(value: Any, path: str, place: Place, turn: Turn) -> Any:  # noqa: ANN401
    """Parts inside parts: blocks, lists and mappings of them."""
    if isinstance(value, Step):
        flow = path.rpartition(".")[0] if "/" not in path else path.partition("/")[0]
        return _walk(value, f"{flow}/{value.address}", place, turn)
    if isinstance(value, Part):
        return _walk(value, path, place, turn)
    if isinstance(value, Options):
        inline = _each(value.inline, path, place, turn)
        return value if inline is value.inline else replace(value, inline=inline)
    if isinstance(value, dict):
        made = {name: _inner(one, f"{path}.{name}", place, turn) for name, one in value.items()}
        return value if all(made[name] is value[name] for name in made) else made
    if isinstance(value, tuple):
        return _each(value, path, place, turn)
    return value


def _each(value: tuple[Any, ...], path: str, place: Place, turn: Turn) -> tuple[Any, ...]:
    made = tuple(
        _inner(
            one, path if isinstance(one, Step) else f"{path}.{_called(one, number)}", place, turn
        )
        for number, one in enumerate(value, 1)
    )
    return value if all(a is b for a, b in zip(made, value, strict=True)) else made


def _called(one: object, number: int) -> str:
    """What a thing in a list goes by: its name, else its place."""
    return getattr(one, "name", "") or str(number)


_KNOWN: dict[type, dict[str, tuple[str, Key]]] = {}


def _keys(cls: type) -> dict[str, tuple[str, Key]]:
    if cls not in _KNOWN:
        _KNOWN[cls] = keys_of(cls) if is_dataclass(cls) else {}
    return _KNOWN[cls]
