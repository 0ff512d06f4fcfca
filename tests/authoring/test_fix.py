"""`studio fix`: the one right answer, and every other byte as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.authoring.edits import Edit, difference, edited, write
from studio.authoring.examples import BEGUN, HEAD, lay_out
from studio.authoring.fix import fix, fix_all
from studio.authoring.pages import page
from studio.errors import StudioError

TODAY = date(2026, 11, 22)
# Codes whose page shows the very change that `fix` makes.
AS_ON_THE_PAGE = (
    "P107", "P108", "P109", "P110", "P112", "P120", "P122", "P123", "P124", "P125", "P127", "P129",
    "P130", "P131", "P132", "P202", "P204", "P207", "P208", "P210", "P213", "P230", "P233", "P234",
    "P236", "P301", "P302", "P303", "P304", "P307", "P332", "P906", "P909",
)  # fmt: skip


@pytest.mark.parametrize("code", AS_ON_THE_PAGE)
def test_what_is_mended_reads_as_its_page_says(code: str, tmp_path: Path):
    one = page(code)
    home = lay_out(one.wrong, tmp_path, TODAY)
    done = fix(home / "example.yml", today=TODAY)
    assert done.after.decode() == HEAD + one.mended[BEGUN]
    assert code in [problem.code for problem in done.mended]
    assert done.left == ()


MANY = """# My exercise, begun in spring.
format: 1
id: many
version: 1
titel: Many   # to be changed
quick: true

steps:
  # first of all
  - tpye: choice
    id: where
    required: true
    text: Where are you: here or there?
    options:
      home: at home     # with a note
      outside: outside
  - type: say
    when: where = ‘home’
    text:   You wrote ${whree}.
"""


def test_many_mistakes_of_one_file_are_mended_and_comments_stay(tmp_path: Path):
    file = tmp_path / "many.yml"
    file.write_text(MANY)
    done = fix(file, today=TODAY)
    assert [one.code for one in done.left] == ["P705"]
    assert done.after.decode() == (
        MANY.replace("titel:", "title:")
        .replace("true", "yes")
        .replace("tpye", "type")
        .replace("Where are you: here or there?", '"Where are you: here or there?"')
        .replace("= ‘home’", "== 'home'")
        .replace("whree", "where")
    )
    assert file.read_text() == MANY  # nothing is written here


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(end: str, tmp_path: Path):
    text = (HEAD + "steps:\n  - type: say\n    txet: Hello\n").replace("\n", end)
    file = tmp_path / "example.yml"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = fix(file, today=TODAY)
    assert done.after == b"\xef\xbb\xbf" + text.replace("txet", "text").encode()


def test_a_fine_file_stays_as_it_is_and_a_second_time_changes_nothing(tmp_path: Path):
    file = tmp_path / "many.yml"
    file.write_text(MANY)
    once = fix(file, today=TODAY)
    file.write_bytes(once.after)
    again = fix(file, today=TODAY)
    assert not again.changed
    assert again.mended == []


def test_what_would_not_check_is_not_done(tmp_path: Path):
    # The nearest name would fit by its letters, but it is a text and not a number.
    text = HEAD + (
        "steps:\n  - type: text\n    id: thought\n    text: What?\n"
        "  - type: say\n    when: thoughd > 3\n    text: Hello\n"
    )
    file = tmp_path / "example.yml"
    file.write_text(text)
    done = fix(file, today=TODAY)
    assert not done.changed
    assert [one.code for one in done.left if one.severity == "error"] == ["P304"]


def test_two_answers_are_no_right_answer(tmp_path: Path):
    file = tmp_path / "example.yml"
    file.write_text(HEAD + "steps:\n  - type: scale\n    id: a\n    text: How?\n    at: before\n")
    assert not fix(file, today=TODAY).changed


def test_bytes_that_are_no_text_come_back_as_they_were(tmp_path: Path):
    file = tmp_path / "example.yml"
    file.write_bytes(b"\xff\xfe\x00not text")
    done = fix(file, today=TODAY)
    assert done.after == b"\xff\xfe\x00not text"
    assert done.left


def test_edits_reach_over_lines_and_never_overlap():
    data = b"one\r\ntwo\r\nthree\r\n"
    assert edited(data, [Edit(1, 4, 1, " "), Edit(3, 1, 5, "3")]) == b"one two\r\n3\r\n"
    assert edited(data, [Edit(2, 1, 0, "new\n")]) == b"one\r\nnew\r\ntwo\r\nthree\r\n"
    assert edited(data, [Edit(9, 9, 3, "end")]) == data + b"end"
    with pytest.raises(ValueError, match="overlap"):
        edited(data, [Edit(1, 1, 3, "a"), Edit(1, 2, 1, "b")])


def test_a_difference_is_shown_line_by_line():
    text = difference("a.yml", b"one\ntwo\n", b"one\n2\n")
    assert "-two\n+2\n" in text
    assert text.startswith("--- a/a.yml\n+++ b/a.yml\n")
    assert difference("a.yml", b"one\n", b"one\n") == ""


def test_a_file_is_written_whole_and_keeps_its_rights(tmp_path: Path):
    file = tmp_path / "a.yml"
    file.write_text("one\n")
    file.chmod(0o640)
    write(file, b"two\n")
    assert file.read_bytes() == b"two\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yml"]
    with pytest.raises(StudioError, match="could not be written"):
        write(tmp_path / "nowhere" / "a.yml", b"")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("${a} (instead of: ${b})", '"${a} (instead of: ${b})"'),
        ('she said "no": so what', "'she said \"no\": so what'"),
        ('it\'s "no": so what', "'it''s \"no\": so what'"),
        ("one: two # a note", '"one: two" # a note'),
        ("one: two\n      and three", '"one: two\n      and three"'),
        ("one\n      and two: three\n      four", '"one\n      and two: three\n      four"'),
        ('it\'s\n      a "b": c', "'it''s\n      a \"b\": c'"),
    ],
)
def test_a_colon_in_a_text_is_mended_with_quotes_around_all_of_it(
    text: str, mended: str, tmp_path: Path
):
    file = tmp_path / "look.yml"
    before = "format: 1\nid: look\nversion: 1\ntitle: Look\nquick: yes\nsteps:\n  - type: say\n"
    file.write_text(f"{before}    text: {text}\n    label: Look\n")
    done = fix(file, today=TODAY)
    assert done.after.decode() == f"{before}    text: {mended}\n    label: Look\n"
    assert "P122" in [one.code for one in done.mended]


def test_what_others_lean_on_is_mended_first_and_what_is_left_is_told_at_its_cause(tmp_path: Path):
    folder = tmp_path / "mine"
    folder.mkdir()
    head = "format: 1\nid: mine\nversion: 1\ntitle: {}\nlanguage: en\nuses: [common]\n"
    (folder / "pack.yml").write_text(head.format("Mine: all") + "exercises: [a-look]\n")
    (folder / "a-look.yml").write_text(
        "format: 1\nid: a-look\nversion: 1\ntitle: Look\nquick: yes\nsteps:\n"
        "  - type: scale\n    measure: distres\n"
    )
    done = {one.path.name: one for one in fix_all([folder], today=TODAY)}
    assert [one.code for one in done["pack.yml"].mended] == ["P122"]
    assert b"measure: distress\n" in done["a-look.yml"].after
    (folder / "pack.yml").write_text(head.format("[Mine") + "exercises: [a-look]\n")
    one = fix(folder / "a-look.yml", today=TODAY)
    assert (one.left, [each.place.file for each in one.elsewhere]) == (
        (),
        [str(folder / "pack.yml")],
    )
