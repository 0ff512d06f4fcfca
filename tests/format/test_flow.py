"""What can be read where: arms, loops, fragments, follow-ups, and pairs of ratings."""

from __future__ import annotations

from textwrap import indent
from time import perf_counter

import pytest

from tests.format.shelves import TOP, codes, draught, steps

CHOICE = """
- type: choice
  id: mode
  required: yes
  text: Which?
  options:
    one: One
    two: Two
    three: Three
"""


def test_arms_that_both_ask_an_id_define_it():
    text = (
        CHOICE
        + """
- type: branch
  cases:
    - when: mode == 'one'
      steps:
        - type: text
          id: a
          text: What?
  else:
    - type: text
      id: a
      text: What?
- type: say
  when: answered(a)
  text: You wrote ${a}.
"""
    )
    assert codes(steps(text)) == []


def test_an_answer_that_may_be_missing_is_warned_about_under_not_only():
    for condition, expected in (
        ("a == 'x'", []),
        ("a != 'x'", ["P320"]),
        ("answered(a) and a != 'x'", []),
        ("mode != 'one'", []),
    ):
        text = (
            CHOICE
            + f"""
- type: text
  id: a
  text: What?
- type: say
  when: {condition}
  text: Hello
"""
        )
        assert codes(steps(text)) == expected, condition


def test_rounds_are_rows_afterwards():
    text = """
- type: list
  id: lines
  text: What?
- type: repeat
  id: looked
  over: lines
  as: line
  steps:
    - type: choice
      id: fits
      text: Does ${line} fit?
      options:
        yes: yes
        no: no
- type: say
  when: "'yes' in looked.fits"
  text: Some fit.
- type: say
  when: looked.fist == 'yes'
  text: Some fit.
- type: say
  when: fits == 'yes'
  text: That fits.
"""
    assert codes(steps(text)) == ["P304", "P304"]


def test_rounds_until_mean_the_last_round():
    text = """
- type: repeat
  id: rounds
  until: count(parts) > 1
  max: 2
  steps:
    - type: list
      id: parts
      text: What?
- type: say
  when: count(parts) > 1
  text: Two or more.
"""
    assert codes(steps(text)) == []


def test_a_fragment_gives_its_ids_and_keeps_the_names_it_takes():
    text = """
- type: text
  id: mine
  text: What?
- type: use
  fragment: half_believe
  with:
    line: mine
- type: say
  when: believable > 5
  text: That is believable.
- type: say
  text: It was ${line}.
"""
    assert codes(steps(text)) == ["P304"]


def test_the_same_fragment_twice_gives_its_ids_twice():
    assert codes(steps("- type: use\n  fragment: ground\n- type: use\n  fragment: ground")) == [
        "P601"
    ]


def test_each_question_is_a_field():
    text = """
- type: choices
  id: felt
  text: Which?
  options: feelings
  each:
    strong:
      type: scale
      text: How strong?
- type: say
  when: max(felt.strong) > 5 and 'sad' in felt
  text: That is strong.
- type: say
  when: max(felt.strnog) > 5
  text: That is strong.
- type: say
  when: "'sda' in felt"
  text: That is sad.
"""
    assert codes(steps(text)) == ["P304", "P307"]


def test_a_follow_up_sees_the_first_session():
    text = (
        TOP
        + """steps:
  - type: text
    id: cue
    text: What?
followups:
  later:
    title: Later
    minutes: 1
    closing: Done.
    steps:
      - type: choice
        id: turned
        text: It was ${cue}.
        help: What turned out?
        show: [cue]
        options:
          one: One
      - type: say
        text: You wrote ${cuee}.
"""
    )
    assert codes(draught(text)) == ["P321", "P304"]


def test_a_read_is_the_one_row_with_a_limit_of_one():
    text = (
        TOP
        + """reads:
  card:
    from: feelings
    limit: 1
  deck:
    from: feelings
    limit: 3
steps:
  - type: say
    text: ${card} and ${card.hint}
  - type: say
    when: count(deck) > 1
    text: Several.
  - type: say
    when: count(card) > 1
    text: One.
"""
    )
    assert codes(draught(text)) == ["P321", "P308"]


def test_ratings_pair_up_along_the_choices_a_person_can_make():
    pair = """
- type: branch
  cases:
    - when: mode == 'one'
      steps:
        - type: scale
          measure: distress
          at: before
- type: say
  text: Between.
- type: branch
  cases:
    - when: {}
      steps:
        - type: scale
          measure: distress
          at: after
"""
    for condition, expected in (
        ("mode == 'one'", []),
        ("mode in ['one', 'two']", []),
        ("mode != 'two'", []),
        ("mode == 'two'", ["P401", "P402"]),
        ("answered(distress_before)", []),
        ("answered(distress_before) and distress_before != 0", ["P401"]),  # 0 leaves it open
        ("distress_before == 10", ["P401"]),
        # With a mistake in a condition nobody knows when it holds: that alone is told.
        ("answered(distress_beofre)", ["P304"]),
        ("mode == 'tow'", ["P307"]),
    ):
        assert codes(steps(CHOICE + pair.format(condition))) == expected, condition


def test_an_end_excuses_the_rating_after():
    text = (
        CHOICE
        + """
- type: scale
  measure: distress
  at: before
- type: end
  when: mode == 'two'
  text: Enough.
- type: scale
  measure: distress
  at: after
"""
    )
    assert codes(steps(text)) == []


BEFORE = "- type: scale\n  measure: distress\n  at: before\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Where there is nothing to pick or to go over, only what stands under `else` is met.
        ("- type: pick\n  id: p\n  text: Which?\n  from: wins\n  else:\n    {before}", ["P401"]),
        ("{before}- type: pick\n  id: p\n  text: Which?\n  from: wins\n  else:\n    {after}",
         ["P401"]),
        ("{before}- type: pick\n  id: p\n  text: Which?\n  from: wins\n  else:\n    - type: end\n"
         "{after}", []),
        ("{before}- type: repeat\n  id: r\n  over: wins\n  steps:\n    {after}", ["P401"]),
        ("{before}- type: repeat\n  id: r\n  until: distress_after == 1\n  max: 2\n  steps:\n"
         "    {after}", []),
    ],
)  # fmt: skip
def test_what_stands_under_else_is_a_path_of_its_own(text: str, expected: list[str]):
    after = BEFORE.replace("before", "after")
    inner = [one.replace("\n  ", "\n      ") for one in (BEFORE, after)]
    for mark, inside, plain in (("{before}", inner[0], BEFORE), ("{after}", inner[1], after)):
        text = text.replace(f"    {mark}", f"    {inside}").replace(mark, plain)
    assert codes(steps(text)) == expected


def test_what_is_private_is_not_kept_by_going_over_it_either():
    text = """
- type: list
  id: fears
  text: Which?
  private: yes
- type: keep
  items:
    - to: wins
      over: fears
      fields:
        text: item.text
"""
    assert "P412" in codes(steps(text))
    assert "P412" not in codes(steps(text.replace("  private: yes\n", "")))


def test_a_rating_after_alone_is_worth_a_look():
    assert codes(steps("- type: scale\n  measure: distress\n  at: after")) == ["P402"]


def test_what_stands_below_an_end_is_never_reached():
    text = "- type: end\n  text: Done.\n- type: say\n  text: Hello\n- type: say\n  text: Again"
    assert codes(steps(text)) == ["P403"]


def test_fragments_in_a_circle_are_noted():
    circle = """format: 1
fragments:
  first_one:
    steps:
      - type: use
        fragment: second_one
  second_one:
    steps:
      - type: use
        fragment: first_one
"""
    found = steps("- type: use\n  fragment: first_one", fragments=circle)
    assert [one.code for one in found.all if one.severity == "error"] == ["P407", "P407"]


def test_a_problem_in_a_fragment_shows_the_line_of_its_own_file():
    broken = """format: 1
fragments:
  odd:
    steps:
      - type: say
        text: You wrote ${nothing_here}.
"""
    found = steps("- type: use\n  fragment: odd", fragments=broken)
    (problem,) = {one.place: one for one in found.all}.values()
    assert (problem.code, problem.place.file, problem.place.line) == (
        "P304",
        "own/fragments.yml",
        6,
    )
    assert "nothing_here" in problem.source


def test_an_own_measure_with_the_name_of_a_shared_one_is_its_own():
    text = (
        TOP
        + """measures:
  doubt:
    label: Doubt
    text: How loud?
    better: lower
steps:
  - type: scale
    measure: doubt
    at: before
  - type: scale
    measure: doubt
    at: after
"""
    )
    found = draught(text)
    assert codes(found) == []
    assert found.exercise.steps[0].measure == "wrong/doubt"
    assert found.exercise.tables.measures["wrong/doubt"].label == "Doubt"


def test_a_composed_text_of_which_nothing_may_be_left_is_warned_about():
    asked = """
- type: text
  id: who
  text: Who?
- type: compose
  id: letter
{when}  text: Read it.
  slots:
    wish: I wish you...
  {parts}
"""
    need = "parts:\n    - Dear ${who},\n    - I wish ${who} ${wish}."
    for when, parts, expected in (
        ("", need, ["P323"]),
        ("  when: answered(who)\n", need, []),
        ("", f"{need}\n    - Bye.", []),
        ("", f"{need}\n    - I wish you ${{wish}}.", []),  # a blank can be filled
        ("", need.replace("${wish}", "it").replace("- Dear", "- Dear ${wish}"), ["P323"]),
        (
            "",
            "versions:\n    a:\n      label: a\n      parts:\n        - Dear ${who}.\n"
            "    b:\n      label: b\n      parts:\n        - ${wish}",
            [],
        ),
    ):
        assert codes(steps(asked.format(when=when, parts=parts))) == expected, parts
    no_blank = asked.replace("  slots:\n    wish: I wish you...\n", "")
    assert codes(steps(no_blank.format(when="", parts="parts:\n    - Dear ${who},"))) == []


GUARDED = """
- type: text
  id: who
  text: Who?
- type: text
  id: other
  text: And?
- type: branch
  cases:
    - when: answered(who)
      steps:
        - type: text
          id: letter
          text: Write.
- type: schedule
  id: look
  when: answered(letter)
  text: Look back?
  followup: later
  options:
    soon:
      in: 2 days
"""
LATER = """
followups:
  later:
    title: Later
    minutes: 1
    steps:
      - type: say
        text: ${letter}
      - type: say
        text: It was for ${who}, in ${look}.
      - type: say
        text: And ${other}.
    closing: You looked back at ${letter}.
"""


def followed(flow: str, head: str = LATER) -> list[tuple[str, int]]:
    """The codes of an exercise with follow-ups, and their lines from the first `followups`."""
    source = TOP + head + "steps:\n" + indent(flow, "  ")
    top = source[: source.index("followups:")].count("\n")
    return [(one.code, one.place.line - top) for one in draught(source).problems.all]


def test_what_guards_a_schedule_holds_in_its_follow_up():
    assert followed(GUARDED) == [("P321", 11)]  # `other` alone may be missing
    again = GUARDED + GUARDED[GUARDED.index("- type: schedule") :].replace(
        "id: look\n  when: answered(letter)", "id: look_too"
    )
    # Nothing guards the second way there.
    assert [line for _, line in followed(again)] == [7, 9, 11, 12]


def test_what_guards_the_first_holds_in_a_follow_up_of_a_follow_up():
    chain = LATER.replace("- type: say\n        text: And ${other}.", """- type: schedule
        id: once_more
        text: Again?
        followup: last
        options:
          soon:
            in: 2 days""") + """
  last:
    title: The last
    minutes: 1
    steps:
      - type: say
        text: ${letter} for ${who}.
      - type: schedule
        id: and_again
        text: Again?
        followup: last
        options:
          soon:
            in: 2 days
    closing: You looked back.
"""  # fmt: skip
    assert followed(GUARDED, chain) == []


def test_what_is_private_is_never_sure_in_a_follow_up():
    private = GUARDED.replace("  id: letter\n", "  id: letter\n          private: yes\n")
    assert ("P321", 7) in followed(private)


def test_inside_a_flow_an_answer_brings_what_was_sure_where_it_was_asked():
    text = GUARDED[: GUARDED.index("- type: schedule")]
    say = "- type: say\n  when: answered({})\n  text: For ${{who}}.\n"
    assert codes(steps(text + say.format("letter"))) == []
    assert codes(steps(text + say.format("other"))) == ["P321"]


def test_a_kept_thing_has_what_it_is_called_by():
    exercise = (
        TOP
        + """reads:
  card:
    from: {of}
    limit: 1
steps:
  - type: say
    when: answered(card)
    text: ${{card.{field}}}
"""
    )
    for of, field, expected in (
        ("strengths", "word", []),
        ("wins", "line", []),
        ("wins", "category", ["P321"]),
        ("boundaries", "area", ["P321"]),
    ):
        assert codes(draught(exercise.format(of=of, field=field))) == expected, of


LINE = """
- type: text
  id: line
  text: One line
- type: text
  id: more
  text: More
"""
SAID = """
- type: say
  text: ${line}
"""


def branch(*cases: tuple[str, str], otherwise: str = "") -> str:
    """A branch: the condition and the steps of each arm."""
    written = "\n- type: branch\n  cases:\n"
    for when, inside in cases:
        written += f"    - when: {when}\n      steps:\n{indent(inside.strip(), ' ' * 8)}\n"
    return written + (f"  else:\n{indent(otherwise.strip(), ' ' * 4)}\n" if otherwise else "")


END = "- type: end\n  text: Enough."
HELLO = "- type: say\n  text: Hello"


def test_a_way_that_has_ended_is_no_way_to_what_stands_below():
    ended = branch(("not answered(line)", END))
    for between, expected in (
        ("", ["P321"]),
        (ended, []),
        (branch(("answered(line)", HELLO), otherwise=END), []),
        ("\n- type: end\n  when: not answered(line)\n  text: Enough.\n", []),
        (branch(("answered(more)", HELLO), ("not answered(line)", END)), ["P321"]),
        (branch(("not answered(line)", END), ("answered(more)", HELLO)), []),
        (branch(("not answered(line) or not answered(more)", END)), []),
        (branch(("not answered(line) and not answered(more)", END)), ["P321"]),
        (branch(("not answered(line)", HELLO)), ["P321"]),
        (branch(("not answered(line)", branch(("answered(more)", END)))), ["P321"]),
        (branch(("not answered(line)", branch(("answered(more)", END), otherwise=END))), []),
    ):
        assert codes(steps(LINE + between + SAID)) == expected, between


def test_the_next_arm_is_tried_where_the_condition_before_was_not_so():
    assert codes(steps(LINE + branch(("not answered(line)", HELLO), otherwise=SAID))) == []
    assert codes(steps(LINE + branch(("answered(line)", HELLO), otherwise=SAID))) == ["P321"]


def test_what_ends_in_a_fragment_holds_for_the_names_outside_alone():
    guard = """fragments:
  guard:
    takes: [line]
    steps:
      - type: end
        when: not answered(line)
        text: Enough.
      - type: say
        text: "${line}"
"""
    used = "\n- type: use\n  fragment: guard\n  with:\n    line: more\n"
    found = steps(LINE + used + SAID, fragments=f"format: 1\n{guard}")
    assert codes(found) == ["P321"]


def test_what_stands_in_a_branch_or_a_use_with_a_condition_may_not_be_reached():
    required = "- type: text\n  id: inside\n  required: yes\n  text: Inside"
    both = branch(("answered(more)", required), otherwise=required)
    said = SAID.replace("line", "inside")
    assert codes(steps(LINE + both + said)) == []
    guarded = both.replace("- type: branch\n", "- type: branch\n  when: answered(line)\n")
    assert codes(steps(LINE + guarded + said)) == ["P321"]
    ending = branch(("answered(more)", END), otherwise=END)
    guarded = ending.replace("- type: branch\n", "- type: branch\n  when: answered(line)\n")
    assert codes(steps(LINE + guarded + HELLO)) == []
    assert codes(steps(LINE + ending + HELLO)) == ["P403"]


def test_the_options_of_a_shared_list_are_known_in_its_rows():
    text = """
reads:
  win:
    from: win_kinds
    where: item {}
    limit: 1
steps:
  - type: pick
    id: kind
    text: Which?
    from: win_kinds
    own: another
    else: skip
  - type: say
    when: kind == '{}' and win.number > 0
    text: Hello
"""
    for where, value, expected in (
        ("== 'patience'", "patience", []),
        ("== 'paitence'", "patience", ["P307"]),
        ("in ['patience', 'hard_tlak']", "patience", ["P307"]),
        ("== 'patience'", "own", []),
        ("== 'patience'", "hard", ["P307"]),
    ):
        assert codes(draught(TOP + text.strip().format(where, value))) == expected, (where, value)


def chain(fragments: int, uses: int, says: int = 1) -> str:
    """Fragments of which each uses the next one so often; the last says something."""
    rows = ["format: 1", "fragments:"]
    for number in range(fragments):
        rows += [f"  f{number}:", "    steps:"]
        if number < fragments - 1:
            rows += ["      - type: use", f"        fragment: f{number + 1}"] * uses
        else:
            rows += ["      - type: say", "        text: Hello"] * says
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("fragments", "expected"),
    [
        (chain(7, 2), []),
        (chain(8, 2), []),
        (chain(8, 3), ["P422"]),  # three thousand
        (chain(40, 2), ["P408"]),  # more than could ever be gone through
        (chain(8, 1), []),
        (chain(9, 1), ["P408"]),
        (chain(300, 1), ["P408"]),
    ],
)
def test_fragments_put_in_no_more_than_anybody_goes_through(fragments: str, expected: list[str]):
    began = perf_counter()
    found = steps("- type: use\n  fragment: f0", fragments=fragments)
    assert [one.code for one in found.all if one.severity == "error"] == expected
    assert found.fine is not bool(expected)
    assert perf_counter() - began < 20  # it was hours


def test_too_many_uses_in_the_exercise_itself_are_noted_there():
    text = "\n".join(["- type: use\n  fragment: f0"] * 3)
    found = steps(text, fragments=chain(1, 0, says=200))
    assert codes(found) == ["P422"]


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        ({"a": ["wins"]}, []),
        ({"a": ["a"]}, ["P423"]),
        ({"a": ["a", "a", "a", "a", "a", "a", "a", "a", "a"]}, ["P423"]),
        ({"a": ["b"], "b": ["c"], "c": ["a", "wins"]}, ["P423"]),
        ({**{f"r{n}": [f"r{n + 1}"] for n in range(7)}, "r7": ["wins"]}, []),
        ({**{f"r{n}": [f"r{n + 1}"] for n in range(300)}, "r300": ["wins"]}, ["P423"]),
        (
            {
                f"r{level}_{n}": [f"r{level + 1}_{m}" for m in range(12)] if level < 7 else ["wins"]
                for level in range(8)
                for n in range(12)
            },
            [],
        ),
    ],
)
def test_queries_of_queries_come_to_an_end(reads: dict[str, list[str]], expected: list[str]):
    began = perf_counter()
    rows = "".join(f"  {name}:\n    from: [{', '.join(of)}]\n" for name, of in reads.items())
    first = next(iter(reads))
    look = f"  - type: review\n    text: Look\n    from: {first}\n    else: skip\n"
    assert codes(draught(f"{TOP}reads:\n{rows}steps:\n{look}")) == expected
    assert perf_counter() - began < 20


def test_a_field_that_one_of_several_sources_may_lack_may_be_missing():
    # `line` of statements is sure; that a source which may lack it is named first changes nothing.
    for order in ("strengths, strategies", "strategies, strengths"):
        found = draught(
            f"{TOP}reads:\n  some:\n    from: [{order}]\nsteps:\n"
            "  - type: review\n    text: Look\n    from: some\n    else: skip\n"
            "    where: item.helped != 3\n",
            collections="format: 1\ncollections:\n  strengths:\n    label: S\n"
            "    line: ${helped}\n    fields:\n      helped:\n        label: H\n"
            "        type: number\n",
        )
        assert codes(found) == ["P320"], order


BACK = """
- type: schedule
  id: {0}
  text: When?
  followup: {1}
  options:
    later:
      in: 3 days
"""


def back_and_forth(names: list[str]) -> str:
    """Follow-ups that each say what was asked first, and set up every other one."""
    rows = []
    for name in names:
        steps = "- type: say\n  text: There were ${n}."
        for other in names:
            if other != name:
                steps += BACK.format(f"{name}_{other}", other)
        rows.append(f"  {name}:\n    title: T\n    minutes: 1\n    closing: Done.\n    steps:\n")
        rows.append(indent(steps.strip("\n"), "      ") + "\n")
    return "".join(rows)


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_follow_ups_that_set_each_other_up_have_what_was_sure_at_first(count: int):
    began = perf_counter()
    first = "- type: number\n  id: n\n  text: How many?\n  required: yes" + BACK.format("s", "f0")
    text = f"{TOP}steps:\n{indent(first.strip(), '  ')}\nfollowups:\n"
    text += back_and_forth([f"f{number}" for number in range(count)])
    assert codes(draught(text)) == []
    assert perf_counter() - began < 20
