"""Problems are data in order, drawn with a caret under the very word."""

from studio.format.problems import WINDOW, Place, Problem, Problems, did_you_mean, nearest, render


def problem(source, column, width=1, hint="Mend it."):
    return Problem("P201", "error", "Wrong.", hint, Place("a.yml", 3, column, width), source)


def caret(text):
    """The line above the caret and what stands over the caret's cells."""
    _, line, carets, *_ = text.split("\n")
    start = carets.index("^")
    return line, carets[start:], line[start : start + carets.count("^")]


def test_a_problem_is_drawn_with_its_line_a_caret_and_the_hint():
    expected = "a.yml:3:7: error P201: Wrong.\n  | text: oops\n  |       ^^^^\n  Mend it."
    assert expected == render(problem("text: oops", 7, 4))


def test_a_problem_without_a_source_or_a_hint_is_one_line():
    assert render(problem("", 7, hint="")) == "a.yml:3:7: error P201: Wrong."


def test_the_caret_of_a_wide_word_counts_cells():
    text = render(problem("日本: 漢字 ok", 5, 2))
    _, line, carets, _ = text.split("\n")
    assert line == "  | 日本: 漢字 ok"
    assert carets == "  |       ^^^^"


def test_a_combining_mark_takes_no_cell():
    text = render(problem("e\u0301: x", 5, 1))
    assert text.split("\n")[2] == "  |    ^"


def test_a_long_line_is_cut_around_the_caret():
    source = "a" * 300 + "WRONG" + "b" * 300
    line, carets, above = caret(render(problem(source, 301, 5)))
    assert (carets, above) == ("^^^^^", "WRONG")
    assert line.startswith("  | …") and line.endswith("…")
    assert len(line) - 4 <= WINDOW


def test_a_long_line_of_wide_characters_stays_within_the_window():
    line, _, _ = caret(render(problem("漢" * 200, 120, 1)))
    assert sum(2 if c == "漢" else 1 for c in line[4:]) <= WINDOW


def test_a_line_as_long_as_the_window_is_shown_whole():
    source = "a" * (WINDOW - 1) + "!"
    line, _, above = caret(render(problem(source, WINDOW)))
    assert (line[4:], above) == (source, "!")


def test_joiners_take_no_cell():
    assert render(problem("می\u200cخواهم: x", 11)).split("\n")[2] == "  |          ^"


def test_a_caret_past_the_end_of_a_line_stands_behind_it():
    assert render(problem("ab", 9)).split("\n")[2] == "  |   ^"


def test_a_control_character_never_reaches_the_terminal():
    text = render(problem("a: \x1b[31m\u202eb\t", 4))
    assert not set(text) & {"\x1b", "\u202e", "\t"}
    assert text.split("\n")[2] == "  |    ^"


def test_problems_come_in_the_order_of_files_lines_and_columns():
    problems = Problems()
    problems.error("P2", Place("b.yml", 1, 1), "four")
    problems.warning("P1", Place("a.yml", 2, 5), "three")
    problems.error("P1", Place("a.yml", 2, 1), "two")
    problems.error("P9", Place("a.yml", 1, 9), "one")
    assert [found.message for found in problems.all] == ["one", "two", "three", "four"]
    assert [found.message for found in problems.errors] == ["one", "two", "four"]


def test_the_same_problem_met_twice_is_told_once():
    problems = Problems()
    for _ in range(3):
        problems.error("P1", Place("a.yml", 1, 1), "one")
    assert len(problems.all) == 1


def test_a_problem_carries_the_raw_line_of_its_place():
    problems = Problems()
    problems.remember_source("a.yml", ["first", "second"])
    problems.error("P1", Place("a.yml", 2, 1), "here")
    problems.error("P1", Place("a.yml", 9, 1), "past the end")
    assert [found.source for found in problems.all] == ["second", ""]


def test_the_nearest_word_folds_case_and_dashes():
    assert nearest("Max-Words", ["min", "max_words"]) == "max_words"
    assert nearest("max words", ["max_words"]) == "max_words"
    assert nearest("two_interpretations", ["two-interpretations"]) == "two-interpretations"


def test_the_nearest_word_forgives_a_slip_and_no_more():
    known = ["text", "choice", "choices", "scale", "steps", "when"]
    assert nearest("txet", known) == "text"
    assert nearest("setps", known) == "steps"
    assert nearest("wen", known) == "when"
    assert nearest("choise", known) == "choice"
    assert nearest("banana", known) is None
    assert nearest("", known) is None
    assert nearest("x" * 100_000, known) is None


def test_did_you_mean_names_the_word_or_is_silent():
    assert did_you_mean("txet", ["text"]) == "Did you mean `text`?"
    assert did_you_mean("banana", ["text"]) == ""
