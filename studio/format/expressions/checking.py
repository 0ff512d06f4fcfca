"""What type an expression has, and everything that is wrong with it before a session starts.

Knows the types of names through a lookup alone; where answers stand in a flow is the caller's
knowledge. A part whose type is not known (None) is never complained about twice.
Imports the tree, the types and `problems`; evaluates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from studio.format.expressions import codes
from studio.format.expressions import types as kinds
from studio.format.expressions.calls import CALLS
from studio.format.expressions.certainty import always, makes_sure
from studio.format.expressions.reading import Locate
from studio.format.expressions.tree import (
    Call,
    Compare,
    Dot,
    Expression,
    Listed,
    Literal,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    Sum,
    path,
)
from studio.format.expressions.types import (
    Choice,
    Date,
    Item,
    ListOf,
    Number,
    Text,
    Type,
    Unknown,
    YesNo,
)
from studio.format.problems import Problems, nearest

Lookup = Callable[[str], Type | Unknown | None]

_CALLED: dict[type, str] = {
    Number: "a number",
    Text: "a text",
    YesNo: "a yes or no",
    Date: "a date",
    Choice: "a chosen option",
    Item: "an item",
    ListOf: "a list",
}
_WANTED: dict[str, tuple[type, ...]] = {
    "number": (Number,),
    "text": (Text, Choice, Item, Number, Date, ListOf),
    "date": (Date,),
    "list": (ListOf,),
    "item": (Item, Choice),
}


def check(
    expression: Expression,
    lookup: Lookup,
    problems: Problems,
    locate: Locate,
    expected: str | None = None,
) -> Type | None:
    """The type of `expression`; None where it is not known, mostly since something is wrong.

    `lookup(name)` gives the type of a name, `Unknown`, or None where nobody can say; it is asked
    for `list:NAME` too, for the word lists of `marks`. `expected` is "yes/no", "number", "text",
    "date", "list", "item", or "shown" for what a person reads; None or "" takes anything.
    """
    checker = Checker(lookup, problems, locate)
    found = checker.type_of(expression.tree)
    if expected == "shown":
        checker.no_words_in(expression.tree)
        return found
    if not expected or found is None:
        return found
    if expected == "yes/no":
        if not isinstance(found, YesNo):
            checker.error(
                codes.NOT_YES_NO,
                expression.tree,
                f"A yes or no is needed here, and this is {called(found)}.",
                _ask_instead(expression.tree, found),
            )
            return None
        checker.watch_constant(expression.tree)
        return found
    if not isinstance(found, _WANTED[expected]):
        wanted = _CALLED[_WANTED[expected][0]]
        checker.error(
            codes.WRONG_TYPE,
            expression.tree,
            f"{_cap(wanted)} is needed here, and this is {called(found)}.",
        )
        return None
    return found


def called(kind: Type) -> str:
    """A type in words: "a number", "a list"."""
    return _CALLED[kind.__class__]


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ask_instead(node: Node, kind: Type) -> str:
    name = path(node)
    if name is None:
        return "Compare it with something, or use answered(…)."
    if isinstance(kind, ListOf):
        return f"Write `count({name}) > 0`, or `answered({name})`."
    if isinstance(kind, Number):
        return f"Write `{name} > 0`, or `answered({name})`."
    if isinstance(kind, Choice) and kind.values:
        return f"Write `{name} == '{min(kind.values)}'`, or `answered({name})`."
    return f"Write `answered({name})`, or compare it with something."


class Checker:
    """One check of one expression: the names that are surely there grow and shrink with `and`."""

    def __init__(self, lookup: Lookup, problems: Problems, locate: Locate) -> None:
        self.lookup = lookup
        self._problems = problems
        self._locate = locate
        self._there: frozenset[str] = frozenset()

    def error(self, code: str, node: Node, message: str, hint: str = "") -> None:
        """Add an error that stands under the whole of `node`."""
        self._problems.error(code, self._locate(node.at, node.end - node.at), message, hint)

    def _error_at(self, code: str, at: int, width: int, message: str, hint: str = "") -> None:
        self._problems.error(code, self._locate(at, width), message, hint)

    def _warn(self, code: str, at: int, width: int, message: str, hint: str = "") -> None:
        self._problems.warning(code, self._locate(at, width), message, hint)

    def type_of(self, node: Node) -> Type | None:
        """The type of a part; its problems are added."""
        if isinstance(node, Literal):
            return Text() if isinstance(node.value, str) else Number()
        if isinstance(node, Name):
            return self._guarded(node, self._name(node))
        if isinstance(node, Dot):
            return self._guarded(node, self._dot(node))
        if isinstance(node, Listed):
            return self._listed(node)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Not):
            return self._not(node)
        if isinstance(node, Minus):
            return self._minus(node)
        if isinstance(node, Logic):
            return self._logic(node)
        if isinstance(node, Compare):
            return self._compare(node)
        return self._sum(node)

    def _guarded(self, node: Node, kind: Type | None) -> Type | None:
        """What a name is once `answered(name) and …` has let it through: surely there."""
        if kind is None or not kind.maybe or path(node) not in self._there:
            return kind
        return kinds.sure(kind)

    def _name(self, node: Name) -> Type | None:
        found = self.lookup(node.name)
        if not isinstance(found, Unknown):
            return found
        if found.code == codes.USED_TOO_EARLY:
            message = f"`{node.name}` is asked further down."
            hint = "Move this behind that step, or move the step up."
        elif found.code == codes.OTHER_ARM:
            message = f"`{node.name}` is not asked on this path: it stands in another arm."
            hint = "Ask it before the branch, or use this inside that arm."
        else:
            message = f"There is no `{node.name}` here."
            hint = _near_or_known(node.name, found.known)
        self.error(found.code, node, message, hint)
        return None

    def _dot(self, node: Dot) -> Type | None:
        of = self.type_of(node.of)
        if of is None:
            return None
        inner = of.of if isinstance(of, ListOf) else of
        if inner is None:
            return None
        if not isinstance(inner, (Item, Choice)):
            self._error_at(
                codes.WRONG_TYPE,
                node.named,
                node.end - node.named,
                f"{_cap(called(inner))} has no fields.",
                "Write the name alone, without a dot.",
            )
            return None
        if inner.fields is None:
            return None
        found = inner.fields.get(node.field)
        if found is None:
            whole = path(node.of) or "this"
            self._error_at(
                codes.UNKNOWN_NAME,
                node.named,
                node.end - node.named,
                f"`{whole}` has no field `{node.field}`.",
                _near_or_known(node.field, inner.fields),
            )
            return None
        if isinstance(of, ListOf):
            of_field = found.of if isinstance(found, ListOf) else found
            return ListOf(of_field, maybe=of.maybe or found.maybe)
        return kinds.maybe(found, inner.maybe)

    def _listed(self, node: Listed) -> Type:
        found = [self.type_of(item) for item in node.items]
        first = found[0] if found else None
        alike = all(kind is not None and kind.__class__ is first.__class__ for kind in found)
        return ListOf(first if alike else None)

    def _call(self, node: Call) -> Type | None:
        if node.function == "marks":
            self._word_list(node.arguments[1])
        found = [self.type_of(argument) for argument in node.arguments]
        return CALLS[node.function](self, node, found)

    def _word_list(self, node: Node) -> None:
        if not isinstance(node, Literal):
            return
        found = self.lookup(f"list:{node.value}")
        if isinstance(found, Unknown):
            known = [name.removeprefix("list:") for name in found.known]
            hint = _near_or_known(str(node.value), known)
            self.error(found.code, node, f"There is no word list `{node.value}`.", hint)

    def _not(self, node: Not) -> Type:
        of = self.type_of(node.of)
        self._needs_yes_no(node.of, of)
        if of is not None and of.maybe:
            self._warn(
                codes.NEGATED_MISSING,
                node.at,
                3,
                "This is true as well when the answer is missing.",
                "If that is not meant, write `answered(…) and not …`.",
            )
        return YesNo()

    def _needs_yes_no(self, node: Node, kind: Type | None) -> None:
        if kind is not None and not isinstance(kind, YesNo):
            self.error(
                codes.WRONG_TYPE,
                node,
                f"`and`, `or` and `not` need a yes or no, and this is {called(kind)}.",
                _ask_instead(node, kind),
            )

    def _minus(self, node: Minus) -> Type | None:
        of = self.type_of(node.of)
        return self.needs_number(node.of, of)

    def needs_number(self, node: Node, kind: Type | None) -> Type | None:
        """`kind` when it is a number; else a problem at `node`, and None."""
        if kind is None or isinstance(kind, Number):
            return kind
        hint = ""
        if isinstance(kind, ListOf):
            hint = "count(list), sum(list) and mean(list) make a number of a list."
        elif isinstance(kind, Choice):
            hint = "number(choice) gives the `number` of the option that was chosen."
        elif isinstance(kind, Date):
            hint = "days(date, date) gives the whole days between."
        elif isinstance(kind, Text):
            hint = "Ask it as a `scale` or a `number`."
        self.error(
            codes.WRONG_TYPE, node, f"A number is needed here, and this is {called(kind)}.", hint
        )
        return None

    def _sum(self, node: Sum) -> Type:
        left = self.needs_number(node.left, self.type_of(node.left))
        right = self.needs_number(node.right, self.type_of(node.right))
        missing = any(kind is not None and kind.maybe for kind in (left, right))
        if node.sign == "/":
            # A share of nothing is missing, however surely its parts are there.
            missing = missing or not (isinstance(node.right, Literal) and node.right.value)
        return Number(missing)

    def _logic(self, node: Logic) -> Type:
        left = self.type_of(node.left)
        self._needs_yes_no(node.left, left)
        before = self._there
        if node.word == "and":
            self._there = before | makes_sure(node.left, True)
        else:
            self._there = before | makes_sure(node.left, False)
        right = self.type_of(node.right)
        self._needs_yes_no(node.right, right)
        self._there = before
        return YesNo(any(kind is not None and kind.maybe for kind in (left, right)))

    def _compare(self, node: Compare) -> Type:
        left, right = self._type_beside(node.left, node.right), None
        right = self._type_beside(node.right, node.left)
        missing = any(kind is not None and kind.maybe for kind in (left, right))
        if node.sign in ("in", "not in"):
            self._check_in(node, left, right)
        elif node.sign in ("==", "!="):
            self._check_equal(node, node.left, left, node.right, right)
        else:
            self._check_order(node, left, right)
        if node.sign in ("!=", "not in") and missing:
            self._warn(
                codes.NEGATED_MISSING,
                node.sign_at,
                len(node.sign),
                "This is true as well when the answer is missing.",
                "If that is not meant, write `answered(…) and …` in front.",
            )
        # The opposite signs have said their warning; `not` in front of them is a plain yes.
        return YesNo(missing and node.sign not in ("!=", "not in"))

    def _type_beside(self, node: Node, other: Node) -> Type | None:
        """The type of one side. An unknown word that is a value of the other side lacks quotes."""
        if isinstance(node, Name) and isinstance(self.lookup(node.name), Unknown):
            silent = Checker(self.lookup, Problems(), self._locate)
            beside = silent.type_of(other)
            inner = beside.of if isinstance(beside, ListOf) else beside
            if isinstance(inner, Choice) and inner.values and node.name in inner.values:
                self.error(
                    codes.UNKNOWN_NAME,
                    node,
                    f"There is no `{node.name}` here, but there is an option of that name.",
                    f"Write it in straight quotes: '{node.name}'.",
                )
                return None
        return self.type_of(node)

    def _check_equal(
        self, where: Node, left: Node, one: Type | None, right: Node, other: Type | None
    ) -> None:
        if one is None or other is None:
            return
        for node, kind, against in ((left, one, other), (right, other, one)):
            if isinstance(node, Literal) and isinstance(node.value, str):
                if isinstance(against, Choice):
                    self._check_value(node, against)
                    return
                if isinstance(against, YesNo):
                    self.error(
                        codes.WRONG_TYPE,
                        node,
                        "The other side is a yes or no of its own.",
                        "Leave the comparison out: the name alone is true or false.",
                    )
                    return
            if isinstance(kind, ListOf):
                self.error(
                    codes.WRONG_TYPE,
                    node,
                    "A whole list cannot be compared.",
                    "Write `'value' in list`, or `count(list) == 2`.",
                )
                return
        if _family(one) != _family(other):
            self.error(
                codes.WRONG_TYPE, where, f"{_cap(called(one))} is compared with {called(other)}."
            )

    def _check_value(self, node: Literal, choice: Choice) -> None:
        if choice.values is None or node.value in choice.values:
            return
        if choice.words_ok and node.value == "own":
            return
        known = choice.values | {"own"} if choice.words_ok else choice.values
        self.error(
            codes.NOT_AN_OPTION,
            node,
            f"'{node.value}' is not among the options.",
            _near_or_known(str(node.value), known, "The options are"),
        )

    def _check_order(self, node: Compare, left: Type | None, right: Type | None) -> None:
        if left is None or right is None:
            return
        if isinstance(left, Date) and isinstance(right, Date):
            return
        if isinstance(left, Date) or isinstance(right, Date):
            self.error(
                codes.WRONG_TYPE,
                node,
                f"{_cap(called(left))} is compared with {called(right)}.",
                "days(date, date) gives the whole days between.",
            )
            return
        for part, kind in ((node.left, left), (node.right, right)):
            if self.needs_number(part, kind) is None:
                return

    def _check_in(self, node: Compare, left: Type | None, right: Type | None) -> None:
        if right is not None and not isinstance(right, ListOf):
            self.error(
                codes.WRONG_TYPE,
                node.right,
                f"`{node.sign}` needs a list on its right, and this is {called(right)}.",
                "For one thing write `==`; for several, ['one', 'two'].",
            )
            return
        if isinstance(node.right, Listed):
            for item in node.right.items:
                silent = Checker(self.lookup, Problems(), self._locate)
                self._check_equal(node, node.left, left, item, silent.type_of(item))
        elif isinstance(right, ListOf):
            where = node.left
            self._check_equal(where, node.left, left, node.right, right.of)

    def watch_constant(self, node: Node) -> None:
        """Warn where a condition, or a part of one, cannot come out in two ways."""
        if isinstance(node, Logic):
            self.watch_constant(node.left)
            self.watch_constant(node.right)
        elif isinstance(node, Not):
            self.watch_constant(node.of)
        else:
            outcome = always(node)
            if outcome is not None:
                answer = "true" if outcome else "false"
                self._warn(
                    codes.CONSTANT,
                    node.at,
                    node.end - node.at,
                    f"This is always {answer}.",
                    "Compare an answer with something, or take it out.",
                )

    def no_words_in(self, node: Node) -> None:
        """Words for a person stand in the text, where they can be translated."""
        if isinstance(node, Literal):
            if isinstance(node.value, str):
                self.error(
                    codes.WORDS_SHOWN,
                    node,
                    "These words would be shown to a person, and could not be translated.",
                    "Write them in the text itself; a line whose answer is missing is left out.",
                )
        elif isinstance(node, Listed):
            for item in node.items:
                self.no_words_in(item)
        elif isinstance(node, Call) and node.function in ("either", "first", "join"):
            for argument in node.arguments:
                self.no_words_in(argument)
        elif isinstance(node, Call) and node.function == "given":
            self.no_words_in(node.arguments[1])


FEW = 8  # names that are told where none is near


def _family(kind: Type) -> str:
    """Types of one family can be equal."""
    return "words" if isinstance(kind, (Text, Choice, Item)) else called(kind)


def _near_or_known(word: str, known: Iterable[str], lead: str = "Known here are") -> str:
    names = sorted(known)
    near = nearest(word, names)
    if near is not None:
        return f"Did you mean `{near}`?"
    if not names:
        return ""
    if len(names) <= FEW:
        return f"{lead} {', '.join(names)}."
    from difflib import SequenceMatcher  # hardly ever needed, and slow to load

    # Of many the likeliest: whoever looks for a name knows how it begins, or sounds.
    likely = sorted(names, key=lambda one: -SequenceMatcher(None, word, one).ratio())
    return f"{lead} {', '.join(likely[:FEW])} and {len(names) - FEW} more."
