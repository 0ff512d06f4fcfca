"""Expressions: read to the character, checked before a session, pure while one runs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.format.codes import CODES
from studio.format.expressions import (
    FUNCTIONS,
    KEYWORDS,
    RESERVED,
    Choice,
    Date,
    Item,
    ItemType,
    ListOf,
    Number,
    Text,
    Unknown,
    YesNo,
    check,
    evaluate,
    is_missing,
    marked,
    parse,
    same,
)
from studio.format.problems import Place, Problems


def locate(offset, width=1):
    return Place("a.yml", 1, offset + 1, width)


def parsed(text):
    problems = Problems()
    found = parse(text, locate, problems)
    assert problems.all == ()
    return found


def value(text, **names):
    return evaluate(parsed(text), lambda name: names.get(name.replace("list:", "list_")))


ROW = ItemType(
    {"day": Date(), "calm": Number(maybe=True), "fits": Choice(frozenset(["yes", "no"]))}
)
TYPES = {
    "fear": Number(),
    "hope": Number(maybe=True),
    "words": Text(maybe=True),
    "line": Text(),
    "stance": Choice(frozenset(["fair", "may_be_right"]), maybe=True),
    "mode": Choice(frozenset(["card", "speed"])),
    "area": Choice(frozenset(["home", "work"]), words_ok=True),
    "felt": ListOf(
        Choice(frozenset(["sad", "not_sure"]), fields={"strength": Number(maybe=True)}), maybe=True
    ),
    "rows": ListOf(ROW, maybe=True),
    "lines": ListOf(Text()),
    "card": ItemType({"text": Text(), "kind": Text(maybe=True)}, maybe=True),
    "open": ItemType(None),
    "done": YesNo(),
    "day": Date(),
    "list:blame": ListOf(Text()),
}


def lookup(name):
    if name == "later":
        return Unknown("P305")
    if name == "elsewhere":
        return Unknown("P306")
    return TYPES.get(name) or Unknown("P304", frozenset(n for n in TYPES if ":" not in n))


def checked(text, expected=None):
    """The type of an expression, and the problems met on the way."""
    problems = Problems()
    found = parse(text, locate, problems)
    kind = None if found is None else check(found, lookup, problems, locate, expected)
    return kind, problems.all


# Reading.


def test_an_expression_knows_its_names_without_their_fields():
    found = parsed("count(looked.fits) > fear and 'x' not in felt")
    assert found.names == {"looked", "fear", "felt"}
    assert found.source == "count(looked.fits) > fear and 'x' not in felt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 - 3 - 2", 3),
        ("8 / 2 / 2", 2),
        ("- 2 + 3", 1),
        ("2 - -3", 5),
        ("not 1 == 2", True),
        ("1 == 1 or 1 == 1 and 1 == 2", True),
        ("not 1 == 1 or 1 == 1", True),
        ("1 + 1 == 2", True),
        ("2 in [1, 1 + 1]", True),
        ("2 not in [1, 3]", True),
        ("1.5 + 1", 2.5),
        ("max(1,2)", 2),
        ("min(3, 2, 4,)", 2),
        ("  1\n  + 1 ", 2),
    ],
)
def test_signs_bind_as_the_format_says(text, expected):
    assert value(text) == expected


MISTAKES = [
    ("", "P301", 1, "missing"),
    ("fear +", "P301", 6, "complete"),
    ("(fear > 3", "P301", 1, "closed"),
    ("fear > 3)", "P301", 9, "opened"),
    ("fear 3", "P301", 6, "fit"),
    ("'abc", "P301", 1, "quote"),
    ("3a > 1", "P301", 1, "letter"),
    ("fear > \u0663", "P301", 8, "digits"),
    ('stance == "fair"', "P301", 11, "straight"),
    ("fear > 3 # x", "P301", 10, "#"),
    ("not", "P301", 3, "complete"),
    ("card.3", "P301", 6, "fit"),
    ("fear = 3", "P302", 6, "=="),
    ("stance == ‘fair’", "P303", 11, "straight"),
    ("stance == “fair”", "P303", 11, "straight"),
    ("stanc == 'fair'", "P304", 1, "stance"),
    ("rows.clam > 1", "P304", 6, "calm"),
    ("stance == fair", "P304", 11, "'fair'"),
    ("marks(line, 'blam') > 0", "P304", 13, "word list"),
    ("later > 3", "P305", 1, "further down"),
    ("elsewhere > 3", "P306", 1, "arm"),
    ("stance == 'fare'", "P307", 11, "fair"),
    ("'fare' == stance", "P307", 1, "fair"),
    ("stance in ['fair', 'x']", "P307", 20, "options are"),
    ("'happy' in felt", "P307", 1, "options are"),
    ("area == 'garden'", "P307", 9, "own"),
    ("line > 3", "P308", 1, "number"),
    ("fear == 'x'", "P308", 1, "text"),
    ("day > 3", "P308", 1, "days("),
    ("rows.calm > 3", "P308", 1, "mean"),
    ("stance + 1", "P308", 1, "number(choice)"),
    ("felt == 'sad'", "P308", 1, "in list"),
    ("'sad' in stance", "P308", 10, "list"),
    ("done == 'yes'", "P308", 9, "Leave"),
    ("fear.x", "P308", 6, "fields"),
    ("fear and done", "P308", 1, "fear > 0"),
    ("count(fear) > 1", "P308", 7, "list"),
    ("days(fear, day) > 1", "P308", 6, "dates"),
    ("on_days(lines) > 1", "P308", 9, "dates"),
    ("max(day, fear) == day", "P308", 1, "order"),
    ("given(fear, line) == 'x'", "P308", 7, "yes or no"),
    ("sum(lines) > 1", "P308", 5, "number"),
    ("cont(felt) > 0", "P309", 1, "count"),
    ("count(felt, rows) > 0", "P309", 1, "one thing"),
    ("days(day) > 1", "P309", 1, "2"),
    ("marks(line, line) > 0", "P309", 1, "quotes"),
    ("felt[0] == 'sad'", "P310", 5, "first(list)"),
    ("1 < fear < 5", "P310", 10, "and x < 5"),
    ("lambda: 3", "P310", 1, "lambda"),
    ("1 if done else 2", "P310", 3, "branch"),
    ("card.text()", "P310", 10, "function"),
    ("done && done", "P310", 6, "and"),
    ("fear % 2 == 0", "P310", 6, "/"),
    ("fear ** 2 > 1", "P310", 6, "x * x"),
    ("! done", "P310", 1, "not"),
    ("${fear} > 1", "P310", 1, "$"),
    ("x" * 201, "P311", 1, "200"),
    ("(" * 9 + "1" + ")" * 9, "P311", 9, "8"),
    ("fear", "P312", 1, "fear > 0"),
    ("felt", "P312", 1, "count(felt)"),
    ("stance", "P312", 1, "stance == 'fair'"),
    ("stance != 'fair'", "P320", 8, "missing"),
    ("'not_sure' not in felt", "P320", 12, "missing"),
    ("not (stance == 'fair')", "P320", 1, "missing"),
    ("not hope > 3", "P320", 1, "missing"),
    ("hope > 3 or hope != 1", "P320", 18, "missing"),
    ("1 > 2", "P322", 1, "false"),
    ("fear == fear", "P322", 1, "true"),
    ("count(felt) >= 0", "P322", 1, "true"),
    ("done and 0 > count(felt)", "P322", 10, "false"),
]


@pytest.mark.parametrize(("text", "code", "column", "word"), MISTAKES, ids=lambda m: str(m)[:24])
def test_each_mistake_is_met_at_its_character(text, code, column, word):
    _, problems = checked(text, "yes/no")
    found = next(problem for problem in problems if problem.code == code)
    assert found.place.column == column
    assert word in found.message + " " + found.hint
    assert not {p.code for p in problems if p.severity == "error"} - {code, "P312"}


def test_every_code_has_a_mistake_that_shows_it():
    shown = {mistake[1] for mistake in MISTAKES}
    # Both are about texts with pipes, and are shown in test_piping.
    assert {one for one in CODES if "P300" < one < "P330"} - shown == {"P313", "P321", "P323"}


def test_several_mistakes_are_told_in_one_pass():
    _, problems = checked("stanc == 'fair' and cards.x > 1 and mode == 'crad'", "yes/no")
    assert [(p.code, p.place.column) for p in problems] == [("P304", 1), ("P304", 21), ("P307", 45)]


GOOD = [
    "stance == 'may_be_right'",
    "count(felt) > 0 and 'not_sure' not in felt",
    "0 < count(felt) and 'not_sure' not in felt",
    "answered(stance) and stance != 'fair'",
    "answered(hope) and not hope > 3",
    "not answered(stance) or stance != 'fair'",
    "hope > 1 and hope + 1 != 3",
    "mode != 'card'",
    "area == 'own'",
    "area in ['home', 'own']",
    "hope >= fear",
    "count(rows) >= 5 and count(felt) == 0",
    "days(min(rows.day), max(rows.day)) >= 14",
    "mean(rows.calm) > 3",
    "'yes' in rows.fits",
    "sum(felt.strength) > 3",
    "first(felt) == 'sad'",
    "number(mode) >= 1",
    "on_days(rows) > 3",
    "marks(line, 'blame') == 0",
    "given(fear >= 3, hope / fear) > 0.5",
    "either(words, line) == 'x'",
    "either(hope, fear) > 3",
    "card.text == line",
    "card == stance",
    "open.anything.at_all == 'x'",
    "done",
    "not done",
    "day == day or day > day",
    "join(lines) == 'a'",
    "fear in [1, 2]",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_is_let_through(text):
    kind, problems = checked(text, "yes/no")
    assert [p for p in problems if p.code != "P322"] == []
    assert isinstance(kind, YesNo)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fear + 1", Number()),
        ("hope + 1", Number(maybe=True)),
        ("fear / hope", Number(maybe=True)),
        ("fear / fear", Number(maybe=True)),
        ("fear / 2", Number()),
        ("count(rows)", Number()),
        ("sum(rows.calm)", Number()),
        ("mean(rows.calm)", Number(maybe=True)),
        ("min(rows.day)", Date(maybe=True)),
        ("max(fear, hope)", Number()),
        ("rows.calm", ListOf(Number(maybe=True), maybe=True)),
        ("felt.strength", ListOf(Number(maybe=True), maybe=True)),
        ("card.text", Text(maybe=True)),
        ("either(words, line)", Text()),
        ("either(stance, line)", Text()),
        ("either(hope, words)", None),
        ("given(done, fear)", Number(maybe=True)),
        ("join(felt)", Text(maybe=True)),
        ("join(lines)", Text()),
        ("number(area)", Number(maybe=True)),
        ("number(mode)", Number()),
        ("first(lines)", Text()),
        ("open.x", None),
        ("hope > 1", YesNo(maybe=True)),
        ("answered(hope)", YesNo()),
        ("days(day, day)", Number()),
    ],
)
def test_an_expression_has_a_type(text, expected):
    kind, problems = checked(text)
    assert problems == ()
    assert kind == expected


def test_two_choices_put_together_have_the_values_of_both():
    kind, _ = checked("either(stance, mode)")
    assert kind == Choice(frozenset(["fair", "may_be_right", "card", "speed"]))


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("line", "number", ["P308"]),
        ("fear", "number", []),
        ("fear", "date", ["P308"]),
        ("felt", "list", []),
        ("fear", "text", []),
        ("done", "text", ["P308"]),
        ("card", "item", []),
        ("fear", "", []),
    ],
)
def test_a_place_can_want_a_type(text, expected, codes):
    assert [p.code for p in checked(text, expected)[1]] == codes


def test_a_field_can_have_a_word_for_a_value_of_the_other_side():
    assert checked("'yes' in rows.fits")[1] == ()


def test_the_table_of_functions_and_the_reserved_words_hold_together():
    assert set(FUNCTIONS) < RESERVED
    assert KEYWORDS < RESERVED
    assert {"item", "own", "skip", "sessions", "strategies", "start", "now", "ratings"} < RESERVED
    for name in FUNCTIONS:
        _, problems = checked(f"{name}()")
        assert [p.code for p in problems] == ["P309"]


# Values.

SAD = Item("Sad", value="sad", number=2)
OWN = Item("in the garden")
LINE = Item("I can wait.", ref="k1", fields={"kind": "plan", "day": date(2026, 11, 22)})


def test_a_choice_equals_its_stored_value_and_own_words_their_words():
    assert same(SAD, "sad") and not same(SAD, "Sad")
    assert same("in the garden", OWN)
    assert same(SAD, Item("Traurig", value="sad"))
    assert same(OWN, Item("in the garden"))
    assert not same(LINE, Item("I can wait.", ref="k2"))
    assert same(LINE, Item("I can wait."))
    assert not same(SAD, 2)
    assert same((SAD, 1), ["sad", 1.0])
    assert not same(True, 1)


def test_what_counts_as_missing():
    assert [is_missing(v) for v in (None, "", (), [])] == [True] * 4
    assert [is_missing(v) for v in (0, False, "a", (None,), SAD)] == [False] * 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gone + 1", None),
        ("- gone", None),
        ("1 / 0", None),
        ("fear / 0", None),
        ("gone > 1", False),
        ("gone < 1", False),
        ("gone == 1", False),
        ("gone == gone", False),
        ("gone != 1", True),
        ("not gone > 1", True),
        ("1 in gone", False),
        ("1 not in gone", True),
        ("gone in [1, 2]", False),
        ("count(gone)", 0),
        ("sum(gone)", 0),
        ("mean(gone)", None),
        ("median(gone)", None),
        ("min(gone)", None),
        ("first(gone)", None),
        ("join(gone)", None),
        ("number(gone)", None),
        ("days(gone, day)", None),
        ("on_days(gone)", 0),
        ("marks(gone, 'blame')", None),
        ("answered(gone)", False),
        ("answered(empty)", False),
        ("answered(blank)", False),
        ("answered(fear)", True),
        ("either(gone, blank, empty, fear)", 3),
        ("either(gone, blank)", None),
        ("given(gone, fear)", None),
        ("given(fear > 1, fear)", 3),
        ("given(fear > 5, fear)", None),
        ("gone and fear > 1", False),
        ("gone or fear > 1", True),
        ("gone.field", None),
        ("line.nothing", None),
        ("line < 3", False),
        ("line + 1", None),
    ],
)
def test_missing_is_never_zero_and_never_raises(text, expected):
    found = value(text, fear=3, empty=(), blank="", line=LINE, day=date(2026, 11, 22))
    assert found == expected
    assert type(found) is type(expected)


def test_functions_pass_over_what_is_missing_in_a_list():
    rows = tuple(Item(str(n), fields={"calm": n}) for n in (4, None, 1, 9))
    assert value("count(rows.calm)", rows=rows) == 3
    assert value("count(rows)", rows=rows) == 4
    assert value("sum(rows.calm)", rows=rows) == 14
    assert value("mean(rows.calm) * 3", rows=rows) == 14
    assert value("median(rows.calm)", rows=rows) == 4
    assert value("median(rows.calm)", rows=rows[:3]) == 2.5
    assert value("min(rows.calm)", rows=rows) == 1
    assert value("max(rows.calm)", rows=rows) == 9
    assert value("first(rows.calm)", rows=rows) == 4
    assert value("max(gone, 2, 1)") == 2


def test_a_dot_on_a_list_opens_the_lists_inside():
    rows = (Item("a", fields={"tags": ("x", "y")}), Item("b", fields={"tags": ("z",)}))
    assert value("rows.tags", rows=rows) == ("x", "y", "z")


def test_choices_and_items_are_found_in_lists():
    felt = (SAD, OWN)
    assert value("'sad' in felt", felt=felt) is True
    assert value("'in the garden' in felt", felt=felt) is True
    assert value("'own' not in felt", felt=felt) is True
    assert value("choice in ['sad', 'x']", choice=SAD) is True
    assert value("choice == other", choice=SAD, other=Item("Sad", value="sad")) is True
    assert value("number(choice) + 1", choice=SAD) == 3
    assert value("number(own)", own=OWN) is None
    assert value("card.kind == 'plan'", card=LINE) is True


def test_dates_and_moments_are_compared_and_counted():
    day = date(2026, 11, 22)
    moment = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert value("days(a, b)", a=day, b=moment) == 3
    assert value("days(b, a)", a=day, b=moment) == 3
    assert value("a < b", a=day, b=moment) is True
    assert value("a == b", a=moment, b=moment) is True
    assert value("max(a, b)", a=day, b=moment) == moment
    assert value("b > a", a=moment, b=moment + timedelta(minutes=1)) is True
    assert value("b > a", a=moment.replace(tzinfo=None), b=moment + timedelta(minutes=1)) is True
    rows = (LINE, Item("b", fields={"kept_on": moment}), Item("c", fields={"day": day}), OWN)
    assert value("on_days(rows)", rows=rows) == 2
    assert value("on_days(rows.day)", rows=rows) == 1
    assert value("days(card, b)", card=LINE, b=moment) == 3


def test_a_list_is_joined_in_words():
    assert value("join(xs)", xs=("a",)) == "a"
    assert value("join(xs)", xs=("a", "b")) == "a and b"
    assert value("join(xs)", xs=(SAD, OWN, 3.0)) == "Sad, in the garden and 3"
    assert value("join(xs)", xs=("a", None, "")) == "a"


def test_marks_counts_whole_words_of_a_word_list():
    words = ("always", "never", "never again", "you’re")
    text = "You're ALWAYS late. Never again! Nevertheless, never."
    assert value("marks(draft, 'blame')", draft=text, list_blame=words) == 4
    assert value("marks(draft, 'blame')", draft=Item(text), list_blame=words) == 4
    assert value("marks(draft, 'blame')", draft=("never", Item("never")), list_blame=words) == 2
    assert value("marks(draft, 'blame')", draft=text) is None


def test_marked_gives_the_stretches_in_order():
    assert marked("never, NEVER again", ["never", "never again"]) == ((0, 5), (7, 18))
    assert marked("Straße İx straße", ["straße", "x"]) == ((0, 6), (10, 16))
    assert marked("nothing", ["", " ", "thing"]) == ()


def test_numbers_too_large_are_missing():
    big = "9" * 90
    assert value(f"{big} * {big} * 1.0 / 0.1", x=1) is not None
    assert value("big * 10", big=1e308) is None
    assert value("big + 0.5", big=10**400) is None
    assert value("mean(several)", several=(1e308, 1e308)) is None
    assert value("mean(several)", several=(10**400, 0.5)) is None


names = st.sampled_from(["fear", "hope", "felt", "rows", "card", "day", "line", "gone", "rows.day"])
things = st.recursive(
    st.one_of(names, st.integers(0, 9).map(str), st.sampled_from(["'sad'", "'own'"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([*"+-*/<>", "==", "!=", "in", "and", "or"]), inner).map(
            lambda parts: "({} {} {})".format(*parts)
        ),
        inner.map(lambda one: f"(not {one})"),
        st.tuples(st.sampled_from([*FUNCTIONS]), inner, inner).map(
            lambda parts: f"{parts[0]}({', '.join(parts[1 : 1 + FUNCTIONS[parts[0]][0]])})"
        ),
    ),
    max_leaves=8,
)
VALUES = {
    "fear": 3,
    "hope": 0.5,
    "felt": (SAD, OWN),
    "rows": (LINE, SAD),
    "card": LINE,
    "day": date(2026, 11, 22),
    "line": "sad",
}


@given(things)
def test_whatever_can_be_read_has_a_value_and_never_raises(text):
    problems = Problems()
    found = parse(text, locate, problems)
    if found is None:
        assert problems.errors
        return
    check(found, lookup, problems, locate, "yes/no")
    first = evaluate(found, VALUES.get)
    assert first == evaluate(found, VALUES.get)
    evaluate(found, lambda _name: None)


@given(st.text("fear hope'().,[]<>=!+-*/andortin0123$%&\"#\n", max_size=40))
def test_any_text_gives_an_expression_or_a_problem(text):
    problems = Problems()
    found = parse(text, locate, problems)
    assert (found is None) == bool(problems.errors)
    for problem in problems.all:
        assert 1 <= problem.place.column <= max(len(text), 1)
