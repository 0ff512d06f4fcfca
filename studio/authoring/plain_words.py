"""How easy the shipped words are to read, and whether they keep to the tone.

For: the page `docs/reading.md`, and the tests that hold the shipped packs to it.
A grade is that of Flesch and Kincaid: the years of schooling (in the United
States) after which a text of such words and sentences is read with ease. It
counts and knows nothing of sense. Imports the format and the library.
`python -m studio.authoring.plain_words FILE` writes the page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path

from studio.format.exercise import Exercise
from studio.format.keys import Label, Pieces, Words, keys_of
from studio.format.kinds import Scale, Use
from studio.format.parts import NOWHERE, Citation, Options
from studio.format.piping import Template
from studio.format.problems import Place
from studio.format.walk import every
from studio.library.library import Library, shipped

EASY = 8.0  # the hardest that an exercise may be to read, all its prompts together
SENTENCE = 6  # words; a grade of fewer says nothing
PROMPTS = ("purpose", "text", "help", "closing")

# Words that blame, push or keep count. What a person might say stands in quotes, and may.
UNKIND = re.compile(
    r"\b(just|simply|should|at least|toxic|streaks?|scores?|failed|failures?|cures?)\b|!",
    re.IGNORECASE,
)
QUOTED = re.compile('“[^”]*”|"[^"]*"|‘[^’]*’')
PIPE = re.compile(r"(?<!\$)\$\{[^}]*\}")


@dataclass(frozen=True)
class Said:
    """One text that a person reads: where it stands, under which key, and its words."""

    place: Place
    key: str
    text: str


def said(part: object, within: Place = NOWHERE) -> Iterator[Said]:
    """Every text of an exercise, a pack or a part of one, in the order of its keys."""
    place = getattr(part, "place", within)
    for name, (attribute, key) in keys_of(type(part)).items():
        value = getattr(part, attribute)
        if isinstance(key.reads, (Label, Words, Pieces)):
            for text in _texts(value):
                yield Said(place, name, text)
        else:
            for one in _parts(value):
                yield from said(one, place)


def _texts(value: object) -> Iterator[str]:
    for one in value if isinstance(value, tuple) else (value,):
        text = one.source if isinstance(one, Template) else one
        if isinstance(text, str) and text:
            yield text


def _parts(value: object) -> Iterator[object]:
    """The parts in a value. Titles of papers are as they are: nobody here wrote them."""
    if isinstance(value, Options):
        yield from value.inline
    elif isinstance(value, dict):
        yield from (one for entry in value.values() for one in _parts(entry))
    elif isinstance(value, (tuple, list)):
        yield from (one for entry in value for one in _parts(entry))
    elif is_dataclass(value) and hasattr(value, "place") and not isinstance(value, Citation):
        yield value


def prompts(exercise: Exercise) -> tuple[str, ...]:
    """What an exercise says in sentences: its questions, its lines to read, its last words.

    With the shared questions that it asks, each once.
    """
    shared = tuple(_shared(exercise))
    texts = (one for part in (exercise, *shared) for one in said(part))
    return tuple(one.text for one in texts if one.key in PROMPTS)


def _shared(exercise: Exercise) -> Iterator[object]:
    """The fragments and measures of packs that an exercise leans on, fragments in fragments too."""
    flows = [exercise.steps, *(one.steps for one in exercise.followups.values())]
    met: set[str] = set()
    for flow in flows:
        for step in every(flow):
            if isinstance(step, Use) and step.fragment not in met:
                met.add(step.fragment)
                fragment = exercise.tables.fragments[step.fragment]
                flows.append(fragment.steps)
                yield fragment
            if isinstance(step, Scale) and step.measure and step.measure not in met:
                met.add(step.measure)
                if step.measure.rpartition("/")[2] not in exercise.measures:
                    yield exercise.tables.measures[step.measure]


def unkind(text: str) -> tuple[str, ...]:
    """The words of a text that the tone has no place for; what is quoted is somebody's own."""
    return tuple(found[0].lower() for found in UNKIND.finditer(QUOTED.sub("", text)))


# Reading ease

SENTENCES = re.compile(r"[.!?]+(?:\s|$)|\n+")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+")
VOWELS = re.compile(r"[aeiouy]+")
APART = re.compile(r"i[ao](?!us|n)|[^gq]ua|eo(?!p)|[aeiou]ing")  # two vowels that are two syllables
SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouyw]l)e$|(?:[^aeiouydtl]|[aeiouyw]l)ed$|"
    r"(?:[^aeiouycgshxzl]|th|[aeiouyw]l)es$"
)
WITHIN = re.compile(r"[^aeiouy]e(?=ly$|ful|ment|thing|one$|body|where|work|day)")
NOT = re.compile(r"(?:is|was|does|did|has|have|had|could|would)n['’]t$", re.IGNORECASE)
KNOWN = {"area": 3, "being": 2, "create": 2, "idea": 3, "people": 2, "quiet": 2, "science": 2,
         "whoever": 3, "truer": 2, "saying": 2}  # fmt: skip


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, silent ends left out."""
    plain = re.sub("[^a-z]", "", word.lower())
    if plain in KNOWN:
        return KNOWN[plain]
    count = len(VOWELS.findall(plain)) + len(APART.findall(plain)) + bool(NOT.search(word))
    count -= len(WITHIN.findall(plain))
    if SILENT.search(plain) and count > 1:
        count -= 1
    return max(1, count)


def grade(texts: Iterable[str]) -> float:
    """The grade of some texts together, by Flesch and Kincaid (1975); each ends its sentence.

    A pipe counts as one short word: what a person writes is not ours to grade.
    """
    sentences = [
        words
        for text in texts
        for sentence in SENTENCES.split(PIPE.sub("it", text))
        if (words := WORD.findall(sentence))
    ]
    count = sum(len(words) for words in sentences)
    if not count:
        return 0.0
    sounds = sum(syllables(word) for words in sentences for word in words)
    exact = 0.39 * count / len(sentences) + 11.8 * sounds / count - 15.59
    return round(exact, 1) + 0.0  # no minus before a zero


# The page

HEAD = """# How the exercises read

Written by `python -m studio.authoring.plain_words docs/reading.md`; a test tells when it is old.

The grade is that of Flesch and Kincaid (1975), over all that an exercise says in sentences: its
questions, its lines to read, its last words, and the shared questions it asks. It is a rough
measure, made for longer texts: short lines bring it down, below 1 too, and it knows nothing of
sense. What it is good for is the other end: with a grade above {most:g} an exercise does not pass
the tests. Syllables are counted by rule; when it was last compared with the CMU Pronouncing
Dictionary, the two agreed on {agreed} of 1,000 words of these exercises.

The hardest prompt is the hardest of {sentence} words or more. The honest line about what is known
is one sentence or two, so its grade jumps about.

| exercise | prompts | words | grade | hardest prompt | honest line |
|---|---|---|---|---|---|
"""
TONE = """
## Tone

Looked for: just, simply, should, at least, toxic, streak, score, failed, failure, cure, and
exclamation marks. What stands in quotes is what somebody might say, and may be as it is; so may
the titles of papers.

Texts looked at: {looked}. Found: {found}.
"""
AGREED = 998


def page(library: Library) -> str:
    """The whole page, as Markdown."""
    rows = [_row(library.exercise(one.id)) for one in library.summaries() if not one.quick]
    texts = [one for part in _everything(library) for one in said(part)]
    found = [f"{word} ({one.key})" for one in texts for word in unkind(one.text)]
    tone = TONE.format(looked=len(texts), found=", ".join(found) or "none")
    return HEAD.format(most=EASY, agreed=AGREED, sentence=SENTENCE) + "".join(rows) + tone


def _row(exercise: Exercise) -> str:
    texts = prompts(exercise)
    words = sum(len(WORD.findall(PIPE.sub("it", one))) for one in texts)
    hardest = max(grade([one]) for one in texts if len(WORD.findall(one)) >= SENTENCE)
    grades = f"{grade(texts):.1f} | {hardest:.1f} | {grade([exercise.claim]):.1f}"
    return f"| {exercise.id} | {len(texts)} | {words} | {grades} |\n"


def _everything(library: Library) -> Iterator[object]:
    """Every exercise and every pack."""
    yield from (library.exercise(one.id) for one in library.summaries())
    yield from (one for pack in library.packs if (one := library.pack(pack)) is not None)


def main(arguments: list[str]) -> int:
    """Write the page to the file that is named."""
    Path(arguments[0]).write_text(page(Library([shipped()])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
