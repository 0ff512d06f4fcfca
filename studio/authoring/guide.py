"""`studio guide`: everything on one page, for a language model that writes packs.

The prose is in `guide_page.md`; keys, kinds, functions and shared names are filled in
from the declarations and the shipped pack, so that nothing on it is made up. Imports the
reference, the page on the shared pack, and the library.
"""

from __future__ import annotations

from studio.authoring import reference, shared
from studio.authoring.new import start
from studio.format.exercise import Exercise, Pack
from studio.format.expressions import RESERVED
from studio.format.keys import Key, keys_of
from studio.format.parts import PARTS
from studio.format.step import Step, kinds
from studio.library.library import Library

PAGE = reference.PROSE.with_name("guide_page.md")
TESTS = ("test", "past", "then", "expect", "shown", "coming", "stop")
NAME = "a-short-look"
COMMON = {
    "measures": "Measures (`measure: NAME`):",
    "lists": "Lists (`options: NAME`): what is stored, and what is read where that differs:",
    "words": "Words for `lint` and `marks`:",
    "collections": "Collections (`to: NAME`, `from: NAME`):",
    "fragments": "Fragments (`type: use`, `fragment: NAME`):",
    "care": "Care rules, in force everywhere; a test answers them under `care:`, by rule and id:",
}


def guide(library: Library) -> str:
    """The whole page, as Markdown."""
    text = PAGE.read_text(encoding="utf-8")
    for mark, filled in (
        ("reserved", ", ".join(f"`{one}`" for one in sorted(RESERVED))),
        ("table:exercise", keys(Exercise)),
        ("table:common", keys(Step)),
        ("table:pack", keys(Pack)),
        ("kinds", every_kind()),
        ("parts", every_part()),
        ("functions", reference.functions()),
        ("common", common(library)),
        ("tests", "\n\n".join(part(name) for name in TESTS)),
        ("start", start("exercise.yml", NAME).decode().rstrip()),
        ("test", start("test.yml", NAME).decode().rstrip()),
    ):
        text = text.replace(f"{{{{{mark}}}}}", filled)
    return text


def keys(cls: type, leave_out: frozenset[str] = frozenset()) -> str:
    """The keys of a class, a line each."""
    return "\n".join(
        line(name, key) for name, (_, key) in keys_of(cls).items() if name not in leave_out
    )


def line(name: str, key: Key) -> str:
    """`- `text`: text, with `${…}` (the question; needed)`."""
    needed = "; needed" if key.required else ""
    return f"- `{name}`: {reference.takes(key)} ({key.doc}{needed})"


def every_kind() -> str:
    """Every kind of step, with the keys of its own."""
    common_keys = frozenset(keys_of(Step))
    found = []
    for name, cls in kinds().items():
        said = (cls.__doc__ or "").strip().split("\n")[0]
        found.append(
            f"### {name}\n\n{said} Stores {cls.stores}.\n{keys(cls, common_keys)}".rstrip()
        )
    return "\n\n".join(found)


def every_part() -> str:
    """Every part that steps and packs are made of."""
    names = [name for name, cls in PARTS.items() if cls.__module__ not in reference.APART]
    return "\n\n".join(part(name) for name in names)


def part(name: str) -> str:
    """One part with its keys."""
    said = (PARTS[name].__doc__ or "").strip().split("\n")[0]
    return f"### {name}\n\n{said}\n{keys(PARTS[name])}"


def common(library: Library) -> str:
    """What the shipped pack `common` has to offer, by name."""
    found = shared.sections(library)
    if not found:
        return "Nothing: the pack `common` is not here."
    return "\n\n".join(f"{head}\n{found[name]}" for name, head in COMMON.items())
