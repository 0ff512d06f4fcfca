"""What the shipped pack `common` offers to every pack, for authors: `docs/authoring/shared.md`.

The prose is in `shared_page.md` beside this module; ratings, lists, collections, fragments and
care rules are filled in from the pack. `python -m studio.authoring.shared FILE` writes the page.
The guide takes the same sections. Imports the library and the format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from studio.format.exercise import Pack
from studio.format.kinds import Choice, Use
from studio.format.parts import CareRule, Collection, Fragment, Measure
from studio.format.step import Step
from studio.format.walk import every
from studio.library.library import Library

PROSE = Path(__file__).with_name("shared_page.md")
COMMON = "common"


def page(library: Library) -> str:
    """The whole page, as Markdown."""
    text = PROSE.read_text(encoding="utf-8")
    for mark, filled in sections(library).items():
        text = text.replace(f"{{{{{mark}}}}}", filled)
    return text


def sections(library: Library) -> dict[str, str]:
    """Each part of the page by its name; empty when the pack is not here."""
    pack = library.pack(COMMON)
    if pack is None:
        return {}
    return {
        "measures": joined(measure(name, one) for name, one in pack.measures.items()),
        "lists": joined(lists(pack)),
        "words": joined(words(pack)),
        "collections": joined(collection(name, one) for name, one in pack.collections.items()),
        "fragments": joined(fragment(name, one) for name, one in pack.fragments.items()),
        "care": joined(care(name, one, pack) for name, one in pack.care.items()),
    }


def joined(rows: Iterable[str]) -> str:
    """The rows of one section."""
    return "\n".join(rows)


def measure(name: str, one: Measure) -> str:
    """A rating: its question and what its ends mean."""
    question = one.text.source if one.text is not None else ""
    return f"- `{name}`: “{question}” {one.min} is {one.low}, {one.max} is {one.high}"


def lists(pack: Pack) -> Iterator[str]:
    """The lists to choose from, with the words of each option."""
    for name, one in pack.lists.items():
        options = dict(one.options)
        for group in one.groups.values():
            options |= group.options
        if options:
            yield f"- `{name}`: " + "; ".join(
                f"`{value}`" if value == option.label else f"`{value}` {option.label}"
                for value, option in options.items()
            )


def words(pack: Pack) -> Iterator[str]:
    """The lists of words to point out, by their first few."""
    for name, one in pack.lists.items():
        if one.words:
            yield f"- `{name}` ({one.label}): {', '.join(one.words[:6])}, …"


def collection(name: str, one: Collection) -> str:
    """A collection: what it is called, its line, and its fields with their labels."""
    rows = [f"- `{name}`: {one.label}"]
    if one.line is not None:
        rows.append(f"  - one line: `{one.line.source}`")
    if one.beside is not None:
        rows.append(f"  - beside it, where it is picked: `{one.beside.source}`")
    if one.unique:
        rows.append(f"  - the same again: {named(one.unique)}")
    if one.active is not None:
        rows.append(f"  - in use: the newest {one.active}")
    fields = (
        f"`{field}` {part.label}" + (f" ({part.type})" if part.type != "text" else "")
        for field, part in one.fields.items()
    )
    rows.append(f"  - fields: {'; '.join(fields)}")
    return "\n".join(rows)


def fragment(name: str, one: Fragment) -> str:
    """A fragment: what it takes, and what it asks."""
    takes = f", `with` {named(one.takes)}" if one.takes else ""
    asks = [step.id for step in every(one.steps) if step.id]
    return f"- `{name}`{takes}" + (f": asks {named(asks)}" if asks else "")


def care(name: str, rule: CareRule, pack: Pack) -> str:
    """A care rule: when it steps in, and how it is answered in a test."""
    where = f" under the flag `{rule.flag}`" if rule.flag else ""
    after = f" of `{rule.measure.rpartition('/')[2]}`" if rule.measure else ""
    moment = {"start": "before the first step", "rating": "after a rating", "finish": "at the end"}
    when = f", when `{' '.join(rule.when.source.split())}`" if rule.when is not None else ""
    rows = [f"- `{name}`: {moment[rule.at]}{after}{where}{when}"]
    rows += [
        f"  - `{step.id}`: {named(one.name for one in step.options.inline)}"
        for step in asked(rule.steps, pack.fragments)
        if isinstance(step, Choice) and step.options.inline
    ]
    return "\n".join(rows)


def asked(steps: Iterable[Step], fragments: Mapping[str, Fragment]) -> Iterator[Step]:
    """The steps, and those of the fragments that they use."""
    for step in every(tuple(steps)):
        yield step
        if isinstance(step, Use):
            inserted = fragments.get(step.fragment.rpartition("/")[2])
            if inserted is not None:
                yield from asked(inserted.steps, fragments)


def named(names: Iterable[str]) -> str:
    """`a`, `b`, `c`."""
    return ", ".join(f"`{one}`" for one in names)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(Library()), encoding="utf-8")
