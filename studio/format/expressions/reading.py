"""From the text of an expression to its tree: a hand-written precedence parser.

Hand-written, since it then knows the very character at which a mistake begins, and what the
author most likely meant by it. Nothing is ever evaluated by Python. Imports `problems` and the
tree; decides nothing about names and types (`checking` does).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from studio.format.expressions import codes
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
)
from studio.format.problems import Place, Problems, nearest

Locate = Callable[[int, int], Place]

_COMPARE = frozenset(["==", "!=", "<=", ">=", "<", ">"])
_SIGNS = frozenset("<>+-*/()[],.")

# How tightly a sign binds, from loose to tight; `not` stands for `not in`.
_POWER = {"or": 1, "and": 2, "in": 4, "not": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_POWER.update(dict.fromkeys(_COMPARE, 4))
_NEGATING, _COMPARING, _TIGHTEST = 3, 4, 7

_CURLY = "‘’‚‛“”„‟«»‹›`´"

# What other languages write, and what is written here instead.
_ELSEWHERE = {
    "&&": "Write `and`.",
    "||": "Write `or`.",
    "**": "Write `x * x`.",
    "//": "Write `/`.",
    "<>": "Write `!=`.",
    "=>": "Write `>=`.",
    "=<": "Write `<=`.",
    "!": "Write `not`.",
    "&": "Write `and`.",
    "|": "Write `or`.",
    "%": "There is no remainder here; counts and shares are made with `/`.",
    "?": "Use `branch`, or a `when` on the step.",
    ";": "One expression stands alone.",
    "{": "Write the name alone, without brackets.",
    "$": "Inside an expression a name stands alone, without `$`.",
}
_NO_SUCH_WORD = {
    "if": "Use `branch`, a `when` on the step, or given(yes_no, x).",
    "else": "Use `branch`, or either(a, b).",
    "is": "Write `==`.",
    "for": "A dot on a list gives that field of each: `list.field`.",
    "from": "A read under `reads` says where rows come from.",
    "with": "`with` is a key of a `use` step.",
    "as": "`as` is a key of a `repeat` step.",
    "lambda": "Use the functions of the format alone.",
}


class Token(NamedTuple):
    """One sign, word or literal: `kind` is "sign", "name", "number", "text" or "end"."""

    kind: str
    text: str
    at: int
    end: int


class _Stop(Exception):
    """The expression cannot be read any further; its problem has been told."""


def parse(scalar_text: str, locate: Locate, problems: Problems) -> Expression | None:
    """The expression in `scalar_text`, or None with one or more problems added.

    `locate(offset, width)` gives the place of a character of `scalar_text`.
    """
    body = scalar_text.strip()
    lead = len(scalar_text) - len(scalar_text.lstrip())
    if not body:
        problems.error(
            codes.UNREADABLE, locate(0, 1), "An expression is missing here.", "Such as `fear > 3`."
        )
        return None
    if len(body) > codes.LONGEST:
        problems.error(
            codes.TOO_BIG,
            locate(lead, 1),
            f"This expression is {len(body)} characters long; at most {codes.LONGEST} are read.",
            "Split it: a `when` on an outer branch, or a named value under `outcome`.",
        )
        return None
    try:
        reader = _Reader(scalar_text, locate, problems)
        tree = reader.whole()
    except _Stop:
        return None
    if reader.spoiled:
        return None
    return Expression(scalar_text, tree, frozenset(reader.names))


class _Reader:
    """One reading of one expression."""

    def __init__(self, text: str, locate: Locate, problems: Problems) -> None:
        self.text = text
        self.names: set[str] = set()
        self.spoiled = False
        self._locate = locate
        self._problems = problems
        self._position = 0
        self._depth = 0
        self._token = self._scan()

    def whole(self) -> Node:
        """The whole text as one expression."""
        tree = self._tree()
        token = self._token
        if token.kind != "end":
            raise self._not_expected(token)
        return tree

    # Signs and words.

    def _stop(self, code: str, at: int, width: int, message: str, hint: str = "") -> _Stop:
        self._problems.error(code, self._locate(at, max(width, 1)), message, hint)
        return _Stop()

    def _next(self) -> Token:
        token = self._token
        self._token = self._scan()
        return token

    def _scan(self) -> Token:
        text, at = self.text, self._position
        while at < len(text) and text[at] in " \n":
            at += 1
        if at >= len(text):
            return Token("end", "", at, at)
        character = text[at]
        end = at + 1
        if character.isalpha() or character == "_":
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            kind = "name"
            if text[at:end] in _NO_SUCH_WORD:
                raise self._not_used(at, text[at:end])
        elif character.isdigit():
            end = self._number_end(at)
            kind = "number"
        elif character == "'":
            return self._text(at)
        else:
            end = at + len(self._sign(at))
            kind = "sign"
        self._position = end
        return Token(kind, text[at:end], at, end)

    def _number_end(self, at: int) -> int:
        text, end = self.text, at
        while end < len(text) and text[end].isdigit():
            end += 1
        if text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit():
            if text[end] == ",":
                # `min(1,2)` is written without a blank by some; a list of numbers is not 1.2.
                return end
            end += 1
            while end < len(text) and text[end].isdigit():
                end += 1
        if end < len(text) and (text[end].isalpha() or text[end] == "_"):
            raise self._stop(
                codes.UNREADABLE,
                at,
                end - at + 1,
                "A number goes over into a word here.",
                "A name begins with a letter; between a number and a name stands a sign.",
            )
        if not text[at:end].isascii():
            raise self._stop(
                codes.UNREADABLE, at, end - at, "Write numbers with the digits 0 to 9."
            )
        return end

    def _text(self, at: int) -> Token:
        end = self.text.find("'", at + 1)
        if end < 0:
            raise self._stop(
                codes.UNREADABLE,
                at,
                1,
                "The quote ' is opened here and never closed.",
                "A stored value stands between two straight quotes: 'value'.",
            )
        self._position = end + 1
        return Token("text", self.text[at + 1 : end], at, end + 1)

    def _sign(self, at: int) -> str:
        character, two = self.text[at], self.text[at : at + 2]
        if two in _COMPARE:
            return two
        if two not in _ELSEWHERE and character in _SIGNS:
            return character
        for other in (two, character):
            if other in _ELSEWHERE:
                raise self._stop(
                    codes.NOT_ALLOWED,
                    at,
                    len(other),
                    f"`{other}` is not used here.",
                    _ELSEWHERE[other],
                )
        if character == "=":
            raise self._stop(
                codes.SINGLE_EQUALS,
                at,
                1,
                "A single `=` does not compare.",
                "Write `==` to ask whether two things are the same.",
            )
        if character in _CURLY:
            raise self._stop(
                codes.CURLY_QUOTES,
                at,
                1,
                f"The quote {character} is not a straight one.",
                "Write stored values in straight quotes: 'value'.",
            )
        if character == '"':
            raise self._stop(
                codes.UNREADABLE,
                at,
                1,
                "Double quotes are not used here.",
                "Write stored values in straight single quotes: 'value'.",
            )
        raise self._stop(codes.UNREADABLE, at, 1, f"`{character}` is not used in expressions.")

    def _not_used(self, at: int, word: str) -> _Stop:
        message = f"`{word}` is not used in expressions."
        return self._stop(codes.NOT_ALLOWED, at, len(word), message, _NO_SUCH_WORD[word])

    def _not_expected(self, token: Token) -> _Stop:
        width = token.end - token.at
        if token.kind == "end":
            last = len(self.text.rstrip()) - 1
            return self._stop(
                codes.UNREADABLE,
                last,
                1,
                "The expression ends before it is complete.",
                "Something is missing behind this: a name, a number or a closing bracket.",
            )
        if token.text == ")":
            return self._stop(codes.UNREADABLE, token.at, 1, "This bracket was never opened.")
        hint = ""
        if token.kind in ("name", "number", "text"):
            hint = "Between two things stands a sign or a word, such as `==`, `and` or a comma."
        written = self.text[token.at : token.end]
        return self._stop(
            codes.UNREADABLE, token.at, width, f"`{written}` does not fit here.", hint
        )

    # Things and what joins them, by precedence climbing: one loop for all binary signs.

    def _is_sign(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _tree(self, least: int = 1) -> Node:
        """The longest tree from here on whose signs all bind at least as tightly as `least`."""
        left = self._prefixed(least)
        compared = False
        while True:
            token = self._token
            if token.kind not in ("sign", "name"):
                return left
            power = _POWER.get(token.text, 0)
            if power < least or not power:
                return left
            if power == _COMPARING and compared:
                raise self._chained(token)
            compared = compared or power == _COMPARING
            self._next()
            left = self._joined(left, token, power)

    def _prefixed(self, least: int) -> Node:
        """One thing, with the `not` or the minus sign in front of it."""
        token = self._token
        if token.kind == "name" and token.text == "not":
            if least > _NEGATING:
                raise self._not_expected(token)
            self._next()
            self._go_in(token)
            of = self._tree(_NEGATING)
            self._depth -= 1
            return Not(of, token.at, of.end)
        if token.kind == "sign" and token.text == "-":
            self._next()
            self._go_in(token)
            of = self._tree(_TIGHTEST)
            self._depth -= 1
            return Minus(of, token.at, of.end)
        return self._dotted()

    def _joined(self, left: Node, token: Token, power: int) -> Node:
        """`left`, the sign already taken, and what follows it."""
        sign = token.text
        if sign == "not":
            if not (self._token.kind == "name" and self._token.text == "in"):
                raise self._not_expected(self._token)
            self._next()
            sign = "not in"
        right = self._tree(power + 1)
        if power < _NEGATING:
            return Logic(sign, left, right, left.at, right.end)
        if power == _COMPARING:
            return Compare(sign, left, right, left.at, token.at, right.end)
        return Sum(sign, left, right, left.at, token.at, right.end)

    def _chained(self, token: Token) -> _Stop:
        return self._stop(
            codes.NOT_ALLOWED,
            token.at,
            token.end - token.at,
            "Two comparisons cannot be chained.",
            "Write both and join them: `1 < x and x < 5`.",
        )

    def _dotted(self) -> Node:
        node = self._thing()
        while self._is_sign(".", "[", "("):
            token = self._next()
            if token.text == "[":
                raise self._stop(
                    codes.NOT_ALLOWED,
                    token.at,
                    1,
                    "Things of a list are not taken out by their number.",
                    "first(list) gives the first; a read with `order` and `limit` gives others.",
                )
            if token.text == "(":
                raise self._stop(
                    codes.NOT_ALLOWED,
                    token.at,
                    1,
                    "Only a function can be followed by a bracket.",
                    "The functions are " + ", ".join(codes.FUNCTIONS) + ".",
                )
            field = self._next()
            if field.kind != "name":
                raise self._not_expected(field)
            node = Dot(node, field.text, node.at, field.at, field.end)
        return node

    def _thing(self) -> Node:
        token = self._next()
        if token.kind == "number":
            value = float(token.text) if "." in token.text else int(token.text)
            return Literal(value, token.at, token.end)
        if token.kind == "text":
            return Literal(token.text, token.at, token.end)
        if token.kind == "name":
            if self._is_sign("(") and token.text not in codes.KEYWORDS:
                return self._call(token)
            if token.text in codes.KEYWORDS:
                raise self._not_expected(token)
            self.names.add(token.text)
            return Name(token.text, token.at, token.end)
        if token.kind == "sign" and token.text == "(":
            self._go_in(token)
            node = self._tree()
            self._close(token, ")")
            return node
        if token.kind == "sign" and token.text == "[":
            self._go_in(token)
            items, end = self._several(token, "]")
            return Listed(items, token.at, end)
        raise self._not_expected(token)

    def _go_in(self, token: Token) -> None:
        self._depth += 1
        if self._depth > codes.DEEPEST:
            raise self._stop(
                codes.TOO_BIG,
                token.at,
                1,
                f"This is nested more than {codes.DEEPEST} deep.",
                "Take out brackets, or split it over an outer and an inner `when`.",
            )

    def _close(self, opened: Token, bracket: str) -> int:
        if not self._is_sign(bracket):
            if self._token.kind == "end":
                raise self._stop(
                    codes.UNREADABLE,
                    opened.at,
                    1,
                    "This bracket is never closed.",
                    f"Write `{bracket}` where it ends.",
                )
            raise self._not_expected(self._token)
        self._depth -= 1
        return self._next().end

    def _several(self, opened: Token, bracket: str) -> tuple[tuple[Node, ...], int]:
        items: list[Node] = []
        while not self._is_sign(bracket):
            items.append(self._tree())
            if not self._is_sign(","):
                break
            self._next()
        return tuple(items), self._close(opened, bracket)

    def _call(self, name: Token) -> Node:
        opened = self._next()
        self._go_in(opened)
        arguments, end = self._several(opened, ")")
        if name.text not in codes.FUNCTIONS:
            near = nearest(name.text, codes.FUNCTIONS)
            hint = "The functions are " + ", ".join(codes.FUNCTIONS) + "."
            if near is not None:
                hint = f"Did you mean `{near}`? {hint}"
            self._spoil(name, f"There is no function `{name.text}`.", hint)
        else:
            self._check_count(name, arguments)
        return Call(name.text, arguments, name.at, end)

    def _check_count(self, name: Token, arguments: tuple[Node, ...]) -> None:
        fewest, most = codes.FUNCTIONS[name.text]
        given = len(arguments)
        if given < fewest or (most is not None and given > most):
            things = "one thing" if fewest == 1 else f"{fewest} things"
            if most is None:
                things = f"at least {things}"
            self._spoil(
                name,
                f"`{name.text}` needs {things} in its brackets; here are {given}.",
                "Things in brackets are parted by commas.",
            )
        elif name.text == "marks":
            words = arguments[1]
            if not (isinstance(words, Literal) and isinstance(words.value, str)):
                self._spoil(
                    name,
                    "`marks` needs the name of a word list in quotes.",
                    "Such as `marks(draft, 'blame')`.",
                )

    def _spoil(self, token: Token, message: str, hint: str) -> None:
        """Tell of a problem and read on: what follows may hold another."""
        self.spoiled = True
        place = self._locate(token.at, token.end - token.at)
        self._problems.error(codes.BAD_CALL, place, message, hint)
