"""`studio locale`: what translators get, what comes back, and what is said of it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from studio.authoring.check import check as check_files
from studio.authoring.locale import Done, check, extract, source_of, update
from studio.authoring.trials import run as run_trials
from studio.cli import main
from studio.errors import StudioError
from studio.library.library import shipped
from studio.plain.trial import play
from tests.languages import GERMAN, HEAD, HELLO, po, small_pack


def words_of(path: Path) -> dict[tuple[str, str], str]:
    """What a PO file says, as any other program that knows PO files reads it."""
    found = read_po(BytesIO(path.read_bytes()))
    return {(str(one.context), str(one.id)): str(one.string) for one in found if one.id}


def change(home: Path, old: str, new: str) -> None:
    text = (home / "hello.yml").read_text("utf-8")
    assert old in text
    (home / "hello.yml").write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_gathered_is_every_text_with_its_context(tmp_path: Path):
    home = small_pack(tmp_path)
    done = extract(home)
    assert done == Done(home / "lang" / "small.pot", 10, 0, 0, True)
    found = words_of(done.file)
    assert list(found) == [(one.context, one.text) for one, _ in source_of(home).messages]
    assert set(found.values()) == {""}
    assert not extract(home).changed


def test_extraction_translation_and_back(tmp_path: Path):
    home = small_pack(tmp_path)
    update(home, "de")
    path = home / "lang" / "de.po"
    filled = read_po(BytesIO(path.read_bytes()))
    for one in filled:
        if one.id:
            one.string = GERMAN.get((str(one.context), str(one.id)), "")
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, filled)
    path.write_bytes(out.getvalue())
    done = update(home, "de")
    assert (done.texts, done.translated, done.unsure) == (10, len(GERMAN), 0)
    kept = {key: said for key, said in words_of(path).items() if said}
    assert kept == GERMAN
    assert not update(home, "de").changed
    (left,) = check(home).problems
    assert left.code == "P523"
    assert left.message.endswith(f"is not translated, nor are {9 - len(GERMAN)} others.")


def test_a_begun_file_says_its_language_and_no_day_or_person(tmp_path: Path):
    home = small_pack(tmp_path)
    done = update(home, "pt-br")
    text = done.file.read_text("utf-8")
    assert done.file.name == "pt_BR.po"
    assert '"Language: pt_BR\\n"' in text
    assert "Date" not in text
    assert "EMAIL" not in text
    assert "Babel" not in text
    assert check(home).fine


def test_a_text_that_moved_keeps_its_words(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    change(home, "id: name", "id: called")
    change(home, "${name}", "${called}")
    done = update(home, "de")
    found = words_of(done.file)
    assert found["hello/called.text", "What is your name?"] == "Wie heißt du?"
    assert done.unsure == 1  # what it is piped into reads otherwise now


def test_a_reworded_text_gets_the_words_of_before_to_be_looked_at(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    change(home, "What is your name?", "What is your first name?")
    done = update(home, "de")
    assert (done.translated, done.unsure) == (len(GERMAN) - 1, 1)
    text = done.file.read_text("utf-8")
    assert '#, fuzzy\n#| msgid "What is your name?"\n' in text
    report = check(home)
    assert report.fine
    (one,) = [each for each in report.problems if each.code == "P524"]
    assert text.split("\n")[one.place.line - 1] == 'msgctxt "hello/name.text"'


def test_the_words_of_a_text_that_is_gone_are_kept_and_come_back(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    change(home, "      trees: trees\n", "")
    update(home, "de")
    path = home / "lang" / "de.po"
    assert '#~ msgstr "Bäume"' in path.read_text("utf-8")
    (home / "hello.yml").write_text(HELLO, encoding="utf-8")
    done = update(home, "de")
    assert words_of(path)["hello/likes.options.trees.label", "trees"] == "Bäume"
    assert done.unsure == 0


def test_notes_of_translators_and_their_names_stay(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    path = home / "lang" / "de.po"
    text = path.read_text("utf-8").replace(
        'msgctxt "hello/name.text"', '# du, not Sie\nmsgctxt "hello/name.text"'
    )
    text = text.replace(
        '"Language: de', '"Last-Translator: Ada <ada@example.org>\\n"\n"Language: de'
    )
    path.write_text(text, encoding="utf-8")
    update(home, "de")
    again = path.read_text("utf-8")
    assert "# du, not Sie\n" in again
    assert "Last-Translator: Ada <ada@example.org>" in again


def test_the_same_word_elsewhere_is_offered_to_be_looked_at(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    change(home, "      trees: trees\n", "      trees: trees\n      more: tea\n")
    update(home, "de")
    text = (home / "lang" / "de.po").read_text("utf-8")
    assert '#, fuzzy\nmsgctxt "hello/likes.options.more.label"\nmsgid "tea"\nmsgstr "Tee"' in text


# What is said of it


THANKS = ("hello/say_2.text", "Thank you.\n${name}, you like ${likes}.")
WRONG = [
    (
        {THANKS: "Danke.\n${nam}, ${likes}!"},
        ("P521", 'msgstr "Danke.\\n${nam}', "${nam}", "the original has `${name}` and `${likes}`"),
    ),
    (
        {THANKS: "Danke, ${name}."},
        ("P521", 'msgstr "Danke', "Danke", "`${likes}` where the answer belongs"),
    ),
    (
        {("hello.title", "Say hello"): "Hallo ${name}"},
        ("P521", 'msgstr "Hallo', "${", "Write it in words."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WRONG)
def test_wrong_piping_is_refused_at_its_place(
    tmp_path: Path, words: dict[tuple[str, str], str], expected: tuple[str, str, str, str]
):
    home = small_pack(tmp_path, de=words)
    for report in (check(home), check_files([home], today=date(2026, 11, 25))):
        (one,) = [each for each in report.problems if each.severity == "error"]
        code, row, word, hint = expected
        assert one.code == code
        assert one.place.file.endswith("lang/de.po")
        line = (home / "lang" / "de.po").read_text("utf-8").split("\n")[one.place.line - 1]
        assert line.startswith(row)
        assert line[one.place.column - 1 :].startswith(word)
        assert hint in one.hint
        assert one.source == line
        assert not report.fine


def test_a_stale_text_and_one_that_never_was_are_told_apart(tmp_path: Path):
    home = small_pack(
        tmp_path, de={("hello.title", "Say hi"): "Sag hallo", ("gone/x.text", "Gone"): "Weg"}
    )
    found = [one for one in check(home).problems if one.code == "P522"]
    assert [one.message for one in found] == [
        "The text at `hello.title` reads otherwise now.",
        "There is no text at `gone/x.text`.",
    ]
    assert "studio locale update" in found[0].hint


def test_what_is_not_translated_is_no_mistake_of_the_pack(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    assert check_files([home], today=date(2026, 11, 25)).problems == ()
    assert {one.code for one in check(home).problems} == {"P523"}


def test_a_file_has_to_be_called_as_its_language(tmp_path: Path):
    home = small_pack(tmp_path, de={})
    path = home / "lang" / "de.po"
    path.rename(home / "lang" / "german.po")
    (home / "lang" / "fr.po").write_text(HEAD.format("de"), encoding="utf-8")
    (home / "lang" / "en.po").write_text(HEAD.format("en"), encoding="utf-8")
    found = [one for one in check(home).problems if one.code == "P525"]
    assert [(Path(one.place.file).name, one.place.line) for one in found] == [
        ("en.po", 1),
        ("fr.po", 3),
        ("german.po", 1),
    ]


def test_a_broken_pack_is_mended_first(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    before = (home / "lang" / "de.po").read_bytes()
    change(home, "type: text", "type: txet")
    with pytest.raises(StudioError, match="has mistakes"):
        update(home, "de")
    assert (home / "lang" / "de.po").read_bytes() == before
    codes = {one.code for one in check_files([home], today=date(2026, 11, 25)).problems}
    assert codes == {"P208"}


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path):
    home = small_pack(tmp_path, de=GERMAN)
    path = home / "lang" / "de.po"
    path.write_bytes(path.read_bytes() + b'msgstr "open\n')
    before = path.read_bytes()
    with pytest.raises(StudioError, match="line"):
        update(home, "de")
    assert path.read_bytes() == before


@pytest.mark.parametrize("language", ["german", "en", "../de", "xx_YY_ZZ"])
def test_what_is_no_language_to_translate_into_is_refused(tmp_path: Path, language: str):
    home = small_pack(tmp_path)
    with pytest.raises(StudioError):
        update(home, language)
    assert list((home / "lang").iterdir()) == []


def test_belonging_is_whole_in_german():
    report = check(shipped() / "belonging", ["de"])
    assert report.problems == ()


TRIAL = """format: 1
tests:
  in_german:
    exercise: hello
    language: de
    now: 2026-11-25 09:00
    answers:
      name: Ada
      likes: [tea, trees]
    expect:
      shows:
        - at: say_2
          text: Du magst Tee und Bäume, Ada.
  as_written:
    exercise: hello
    now: 2026-11-25 09:00
    answers:
      name: Ada
      likes: [tea, trees]
    expect:
      shows:
        - at: say_2
          text: Ada, you like tea and trees.
"""


def test_a_test_runs_in_its_language_and_else_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")  # of whoever plays the tests; no matter here
    home = small_pack(tmp_path, de=GERMAN)
    (home / "hello.test.yml").write_text(TRIAL, encoding="utf-8")
    assert run_trials([home], play).problems == ()


# As a command


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


def test_the_command_from_nothing_to_a_checked_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    home = small_pack(tmp_path)
    assert run("locale", "extract", str(home)) == 0
    assert "small.pot: 10 texts." in capsys.readouterr().out
    assert run("locale", "update", str(home), "de") == 0
    assert "de.po: 0 of 10 texts are translated." in capsys.readouterr().out
    assert run("locale", "check", str(home)) == 0
    assert "is not translated, nor are 9 others." in capsys.readouterr().out
    (home / "lang" / "de.po").write_text(po("de", WRONG[0][0]), encoding="utf-8")
    assert run("locale", "check", str(home), "de", "--format", "github") == 1
    assert "P521" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc", "."], "studio locale check"),
        (["update", "."], "Into which language?"),
        (["extract", ".", "de"], "same for every language"),
        (["check", "nowhere"], "There is no pack"),
        (["check", "{pack}", "fr"], "no words in “fr”"),
    ],
)
def test_the_command_says_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
):
    home = small_pack(tmp_path)
    assert run("locale", *(one.replace("{pack}", str(home)) for one in words)) != 0
    assert said in capsys.readouterr().err
