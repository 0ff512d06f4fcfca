"""Exercises in another language: what is offered, what is compared, what is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.format.exercise import Exercise
from studio.format.expressions.wording import in_words
from studio.format.kinds.choices import Choices
from studio.format.language_tags import name_of, tag, wider
from studio.format.parts import Options
from studio.format.piping import Template, fill_text, parse_template
from studio.format.po import Catalogue, read_po
from studio.format.problems import Place, Problems
from studio.format.translation import Message, compare, messages_of, messages_of_pack
from studio.library import Library
from studio.library.library import from_definition, shipped
from tests.languages import GERMAN, HELLO, po, small_pack


def library(folder: Path, language: str = "") -> Library:
    return Library([folder, shipped()], language=language)


def texts(exercise: Exercise) -> dict[str, str]:
    return {one.context: one.text for one in messages_of(exercise)}


def test_a_context_is_the_exercise_the_step_and_the_key(tmp_path: Path):
    small_pack(tmp_path)
    found = library(tmp_path)
    assert texts(found.exercise("hello")) == {
        "hello.title": "Say hello",
        "hello/say_1.text": "Take a moment.",
        "hello/name.text": "What is your name?",
        "hello/likes.text": "What do you like?",
        "hello/likes.options.tea.label": "tea",
        "hello/likes.options.rain.label": "rain",
        "hello/likes.options.trees.label": "trees",
        "hello/say_2.text": "Thank you.\n${name}, you like ${likes}.",
    }
    pack = found.pack("small")
    assert pack is not None
    assert [one.context for one in messages_of_pack(pack)] == ["pack.title", "pack.summary"]


def test_a_context_stays_when_steps_are_put_in_another_order(tmp_path: Path):
    home = small_pack(tmp_path)
    before = texts(library(tmp_path).exercise("hello"))
    first, _, rest = HELLO.partition("  - type: text\n")
    asked, _, rest = rest.partition("  - type: choices\n")
    likes, _, last = rest.partition("  - type: say\n")
    turned = f"{first}  - type: choices\n{likes}  - type: text\n{asked}  - type: say\n{last}"
    (home / "hello.yml").write_text(turned, encoding="utf-8")
    assert texts(library(tmp_path).exercise("hello")) == before


def test_values_names_and_works_are_not_offered():
    found = Library()
    for pack_id in found.packs:
        pack = found.pack(pack_id)
        assert pack is not None
        offered = messages_of_pack(pack)
        for one in found.shelf.packs[pack_id].exercises:
            offered += messages_of(found.exercise(one))
        keys = {one.key for one in offered}
        assert not keys & {"id", "was", "citation", "link", "licence", "authors", "covers"}
        contexts = [(one.context, one.text) for one in offered]
        assert len(contexts) == len(set(contexts))
        # What is nothing but pipes is the same in every language.
        assert all(any(sign.isalpha() for sign in one.text) for one in offered)


def test_what_is_translated_is_shown_and_what_is_not_stays(tmp_path: Path):
    small_pack(tmp_path, de=GERMAN)
    found = library(tmp_path, "de").exercise("hello")
    assert found.language == "de"
    assert found.title == "Sag hallo"
    said = {one.address: one.text.source for one in found.steps if one.text is not None}
    assert said["name"] == "Wie heißt du?"
    assert said["say_1"] == "Take a moment."
    likes = next(one for one in found.steps if isinstance(one, Choices))
    assert isinstance(likes.options, Options)
    assert [(one.name, one.label) for one in likes.options.inline] == [
        ("tea", "Tee"),
        ("rain", "rain"),
        ("trees", "Bäume"),
    ]


def test_the_pipes_of_a_translation_are_those_of_the_original(tmp_path: Path):
    small_pack(tmp_path, de=GERMAN)
    base = library(tmp_path).exercise("hello").steps[3].text
    turned = library(tmp_path, "de").exercise("hello").steps[3].text
    assert isinstance(base, Template)
    assert isinstance(turned, Template)
    assert sorted(map(id, base.expressions)) != []
    assert {one.source: one.tree for one in turned.expressions} == {
        one.source: one.tree for one in base.expressions
    }


def test_the_shape_of_answers_and_the_digest_know_no_language(tmp_path: Path):
    small_pack(tmp_path, de=GERMAN)
    base, turned = (library(tmp_path, one).exercise("hello") for one in ("", "de"))
    assert base.digest == turned.digest
    assert [one.address for one in base.steps] == [one.address for one in turned.steps]
    assert base.language == "en"


@pytest.mark.parametrize(
    ("asked", "spoken"), [("de", "de"), ("de_AT", "de"), ("fr", "en"), ("en", "en"), ("", "en")]
)
def test_a_language_falls_back_to_a_wider_one_and_then_to_the_original(
    tmp_path: Path, asked: str, spoken: str
):
    small_pack(tmp_path, de=GERMAN)
    assert library(tmp_path, asked).exercise("hello").language == spoken


def test_a_pack_without_the_language_is_not_half_in_it(tmp_path: Path):
    # `body-scan` leans on measures that are translated; its own pack is not.
    found = Library([shipped()], language="de").exercise("body-scan")
    base = Library([shipped()]).exercise("body-scan")
    assert found.language == "en"
    assert found.tables == base.tables


def test_what_a_translated_exercise_leans_on_is_translated_too():
    found = Library([shipped()], language="de").exercise("vulnerability-ladder")
    assert found.language == "de"
    climb = next(one for one in found.tables.care if one.name == "common/climb")
    assert climb.steps[0].text is not None
    assert climb.steps[0].text.source == "Das ist gestiegen. Danke, dass du es sagst."
    assert found.tables.collections["common/ladder"].label == "Ein wenig teilen"


def test_a_translation_with_other_pipes_is_not_shown(tmp_path: Path):
    wrong = GERMAN | {
        ("hello/say_2.text", "Thank you.\n${name}, you like ${likes}."): "Danke, ${nam}."
    }
    small_pack(tmp_path, de=wrong)
    found = library(tmp_path, "de").exercise("hello")
    assert found.steps[3].text is not None
    assert found.steps[3].text.source == "Thank you.\n${name}, you like ${likes}.\n"
    assert found.title == "Sag hallo"


def test_a_file_that_cannot_be_read_leaves_the_exercise_as_it_was_written(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    (home / "lang" / "de.po").write_text("no PO file at all", encoding="utf-8")
    found = library(tmp_path, "de").exercise("hello")
    assert (found.language, found.title) == ("en", "Say hello")


def test_a_definition_reads_again_in_its_language(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    definition = library(tmp_path, "de").exercise("hello").definition
    (home / "lang" / "de.po").unlink()
    (home / "hello.yml").unlink()
    again = from_definition(definition)
    assert (again.language, again.title) == ("de", "Sag hallo")
    assert again.definition == definition


def test_lists_show_titles_in_the_language_and_notice_new_words(tmp_path: Path):
    home = small_pack(tmp_path / "packs", de=GERMAN)
    found = Library([tmp_path / "packs"], tmp_path / "cache", language="de")
    assert [one.title for one in found.summaries()] == ["Sag hallo"]
    plain = Library([tmp_path / "packs"], tmp_path / "cache")
    assert [one.title for one in plain.summaries()] == ["Say hello"]
    words = GERMAN | {("hello.title", "Say hello"): "Guten Tag sagen"}
    (home / "lang" / "de.po").write_text(po("de", words), encoding="utf-8")
    again = Library([tmp_path / "packs"], tmp_path / "cache", language="de")
    assert [one.title for one in again.summaries()] == ["Guten Tag sagen"]


# Piping


def message(text: str, *, piped: bool = True) -> Message:
    base = parse_template(text, Problems(), lambda offset, width: Place("", 1, offset + 1, width))
    return Message("x/y.text", text, base if piped else None, "text", "", Place("", 1, 1))


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("Hello ${name}.", "Hallo ${name}."),
        ("${a} and ${b}.", "${b} und ${a}."),
        ("Hello ${ name }.", "Hallo ${name}."),
        ("No pipe.", "Nichts, auch $${kein} Rohr."),
        ("One.\n${a}\nTwo.", "${a}\nEins. Zwei."),
    ],
)
def test_pipes_that_fit(base: str, words: str):
    assert compare(message(base), words) is None


@pytest.mark.parametrize(
    ("base", "words", "at", "said"),
    [
        ("Hello ${name}.", "Hallo.", -1, "missing"),
        ("Hello ${name}.", "Hallo ${Name}.", 6, "does not stand in the original"),
        ("Hello ${name}.", "${name}, hallo ${name}", 15, "more often"),
        ("Hello.", "Hallo ${name}.", 6, "does not stand"),
        ("Hello ${name}.", "Hallo ${name.", 6, "never closed"),
        ("${a}\n${b}", "${a} ${b}", -1, "other lines"),
    ],
)
def test_pipes_that_do_not_fit(base: str, words: str, at: int, said: str):
    odd = compare(message(base), words)
    assert odd is not None
    assert odd.at == at
    assert said in odd.message
    assert odd.hint


def test_a_label_takes_no_pipe():
    odd = compare(message("Tea", piped=False), "Tee für ${name}")
    assert odd is not None
    assert odd.at == 8


# PO files


def read(text: str | bytes) -> tuple[Catalogue | None, Problems]:
    problems = Problems()
    data = text if isinstance(text, bytes) else text.encode()
    return read_po(data, "lang/de.po", "de", problems), problems


def test_a_place_in_a_translation_of_several_lines_is_its_line_and_column():
    text = 'msgctxt "a"\nmsgid "x"\nmsgstr ""\n"one\\n"\n  "tw\\"o ${here}"\n'
    found, problems = read(text)
    assert found is not None
    assert problems.all == ()
    (entry,) = found.entries
    assert entry.words == 'one\ntw"o ${here}'
    place = entry.at(entry.words.index("$"), 7)
    assert (place.line, place.column, place.width) == (5, 10, 7)
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith("${here}")
    assert (entry.place.line, entry.place.column) == (1, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('msgid "a"\nmsgstr "b\n', "P520", 2, 8),
        ('msgid "a"\nhallo\n', "P520", 2, 1),
        ('msgid "a"\nmsgstr "\\q"\n', "P520", 2, 8),
        (b'msgid "a"\nmsgstr "\xe9"\n', "P106", 2, 9),
        ('msgid "a"\nmsgstr "b\u202ec"\n', "P108", 2, 10),
        ('msgid "a"\nmsgstr "b\x1bc"\n', "P107", 2, 10),
        ("#" * (1024 * 1024 + 1), "P102", 1, 1),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(
    text: str | bytes, code: str, line: int, column: int
):
    found, problems = read(text)
    assert found is None
    (one,) = problems.all
    assert (one.code, one.place.line, one.place.column) == (code, line, column)
    assert one.hint


def test_words_marked_fuzzy_are_not_said():
    found, _ = read('#, fuzzy\nmsgctxt "a"\nmsgid "x"\nmsgstr "y"\n')
    assert found is not None
    assert found.said("a", "x") == ""


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("de", "de"), ("pt-br", "pt_BR"), ("de_AT.UTF-8", "de_AT"), ("sr_RS@latin", "sr_RS"),
        ("ZH-hant-tw", "zh_Hant_TW"), ("C", ""), ("C.UTF-8", ""), ("POSIX", ""), ("", ""),
        ("../x", ""), ("german", ""),
    ],
)  # fmt: skip
def test_languages_are_written_as_files_are_named(written: str, found: str):
    assert tag(written) == found


def test_a_language_and_those_it_falls_back_to():
    assert wider("pt_BR") == ("pt_BR", "pt")
    assert wider("") == ()
    assert [name_of(one) for one in ("de", "en", "xx")] == ["Deutsch", "English", "xx"]


# Values in a sentence


def test_values_read_by_the_rules_of_the_language():
    words = ("Tee", "Regen", "Bäume")
    assert in_words(words, "de") == "Tee, Regen und Bäume"
    assert in_words(words, "fr") == "Tee, Regen et Bäume"
    assert in_words(words) == "Tee, Regen and Bäume"
    assert in_words(words, "xx") == "Tee, Regen, Bäume"
    day = date(2026, 11, 25)
    assert in_words(day, "de") == "Mittwoch, 25. November"
    assert in_words(day) == "Wednesday 25 November"
    assert in_words(2 / 3, "de") == "0,67"
    assert in_words(2 / 3) == "0.67"


def test_a_list_in_a_pipe_is_joined_in_the_language_of_the_session():
    text = parse_template("Du magst ${likes}.", Problems(), lambda offset, width: Place("", 1, 1))
    names = {"likes": ("Tee", "Regen"), "language:": "de"}
    assert fill_text(text, names.get) == "Du magst Tee und Regen."
    assert fill_text(text, {"likes": ("Tee", "Regen")}.get) == "Du magst Tee and Regen."
