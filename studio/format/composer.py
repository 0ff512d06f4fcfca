"""Builds the tree of one file from a parser's events, and refuses what no exercise needs.

Depth, number and length are counted as the events come, before anything is built of them.
Every refusal has a code of its own and is told at its place; the rest of the file is still
read wherever that is possible. Imports the nodes and `problems`; of yaml the event classes.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import yaml

from studio.format.clean import unwelcome
from studio.format.nodes import Entry, Mapping, Node, Scalar, Sequence
from studio.format.offsets import SourceText, Style
from studio.format.problems import Place, Problems
from studio.format.yaml_errors import hidden_message

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 32
MOST_NODES = 20_000
MOST_IN_SCALAR = 64 * 1024  # characters
MOST_REPORTED = 20  # of the same kind of sign in one file

TOO_LARGE = "P102"
TOO_DEEP = "P103"
TOO_MANY = "P104"
TOO_LONG = "P105"
NOT_UTF8 = "P106"
TAB = "P109"
ANCHOR = "P110"
ALIAS = "P111"
TAG = "P112"
MERGE = "P113"
SECOND_DOCUMENT = "P114"
DIRECTIVE = "P115"
DUPLICATE = "P116"
FLOW_MAPPING = "P117"
FLOW_LIST = "P118"
BAD_KEY = "P119"
CUT_BY_COMMENT = "P120"
EMPTY = "P121"


class Event(Protocol):
    """What both parsers tell of one thing they met; which fields it has goes by its class."""

    start_mark: Any
    end_mark: Any
    anchor: Any
    tag: Any
    value: Any
    style: Any
    flow_style: Any
    version: Any
    tags: Any


_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


class _Open:
    """A list or mapping that has begun and not ended."""

    __slots__ = ("flow", "is_mapping", "items", "key", "place", "refused", "seen")

    def __init__(self, is_mapping: bool, flow: bool, place: Place) -> None:
        self.is_mapping = is_mapping
        self.flow = flow
        self.place = place
        self.items: list[Any] = []  # entries of a mapping, or nodes of a list
        self.key: Scalar | None = None
        self.seen: set[str] = set()
        self.refused = False


class Composer:
    """Builds the tree from events. Keeps its own stack, so that depth costs no recursion."""

    def __init__(self, source: SourceText, problems: Problems) -> None:
        self.root: Node | None = None
        self._source = source
        self._lines = source.lines
        self._count = len(source.lines)
        self._event: Event | None = None
        self._problems = problems
        self._open: list[_Open] = []
        self._nodes = 0
        self._signs: dict[str, int] = {}
        self._documents = 0

    def take(self, event: Event) -> bool:
        """Take the next event; False when the file is not to be read any further."""
        self._event = event
        kind: type = event.__class__
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._begin(event, kind is yaml.MappingStartEvent)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._finish()
            return True
        if kind is yaml.AliasEvent:
            place = self._place(event)
            self._nodes += 1
            if self._nodes > MOST_NODES:
                return self._refuse_number(place)
            self._refuse_sign(ALIAS, place, _STARRED)
            begin = (event.start_mark.line, event.start_mark.column)
            # The name stands for the text, so that nothing is complained about twice.
            self._put(Scalar(f"*{event.anchor}", "plain", (*begin, *begin), self._source))
            return True
        if kind is yaml.DocumentStartEvent:
            return self._document(event)
        return True

    def _document(self, event: Event) -> bool:
        self._documents += 1
        place = self._place(event)
        if self._documents > 1:
            self._problems.error(
                SECOND_DOCUMENT,
                place,
                "A second document begins here.",
                "Keep one exercise in a file: take the line `---` out, or move what follows it.",
            )
            return False
        if event.version or event.tags:
            self._problems.error(
                DIRECTIVE, place, "A line that begins with `%` is not used here.", "Take it out."
            )
        return True

    def _place(self, event: Event) -> Place:
        mark, end = event.start_mark, event.end_mark
        line, column = mark.line, mark.column
        width = end.column - column if end.line == line else 1
        return Place(self._source.file, line + 1, column + 1, width if width > 0 else 1)

    @property
    def last(self) -> Place:
        """Where the event before this one began; the beginning of the file before the first."""
        if self._event is None:
            return Place(self._source.file, 1, 1)
        return self._place(self._event)

    def _refuse_number(self, place: Place) -> bool:
        self._problems.error(
            TOO_MANY,
            place,
            "This file holds more than 20,000 texts, lists and blocks.",
            "Split it into several exercises.",
        )
        return False

    def _check_properties(self, event: Event, place: Place) -> None:
        begin = Place(place.file, place.line, place.column)
        if event.anchor is not None:
            self._refuse_sign(ANCHOR, begin, _ANCHORED)
        if event.tag is not None:
            self._refuse_sign(TAG, begin, _TAGGED)

    def _refuse_sign(self, code: str, place: Place, message: str) -> None:
        """A sign of YAML that is not used here; of very many the first ones are told."""
        told = self._signs[code] = self._signs.get(code, 0) + 1
        if told <= MOST_REPORTED:
            self._problems.error(code, place, message, _QUOTE_IT)

    def _scalar(self, event: Event) -> bool:
        text: str = event.value
        style = _STYLES[event.style]
        begin, end = event.start_mark, event.end_mark
        line, column = end.line, end.column
        scalar = Scalar(text, style, (begin.line, begin.column, line, column), self._source)
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event, scalar.place)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            return self._refuse_number(scalar.place)
        if len(text) > MOST_IN_SCALAR:
            self._problems.error(
                TOO_LONG,
                scalar.place,
                f"This text is {len(text):,} characters long; at most {MOST_IN_SCALAR:,} are read.",
                "Make it shorter, or split it over several steps.",
            )
            return False
        if style == "plain":
            if line < self._count and "#" in self._lines[line]:
                self._watch_for_comment(line, column)
        elif style == "double":
            self._check_escaped(scalar)
        self._put(scalar)
        return True

    def _watch_for_comment(self, line: int, column: int) -> None:
        """Warn where `#` follows a text and the next character is not a blank.

        A comment that is meant as one has a blank after its sign; `#1` hardly ever is.
        """
        rest = self._lines[line][column:]
        sign = rest.lstrip(" ")
        if sign[:1] == "#" and rest[:1] == " " and sign[1:2] not in ("", " ", "#", "-", "="):
            start = column + len(rest) - len(sign)
            self._problems.warning(
                CUT_BY_COMMENT,
                Place(self._source.file, line + 1, start + 1, len(sign)),
                "From ` #` on, this is a comment: it is not part of the text.",
                "If it belongs to the text, put the whole text in double quotes; "
                "if it is a note, write a blank after `#`.",
            )

    def _check_escaped(self, scalar: Scalar) -> None:
        """Quotes can spell characters that the file itself may not hold."""
        text = scalar.text
        if text.isprintable():
            return
        found = unwelcome(text)
        if found is None:
            found = next((i for i, c in enumerate(text) if c in "\t\r"), None)
        if found is not None:
            code, message, hint = hidden_message(text[found])
            self._problems.error(code, scalar.at(found), message, hint)

    def _begin(self, event: Event, is_mapping: bool) -> bool:
        place = self._place(event)
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event, place)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            return self._refuse_number(place)
        if len(self._open) >= MOST_DEPTH:
            self._problems.error(
                TOO_DEEP,
                place,
                "This is nested more than 32 levels deep.",
                "Move the inner steps into a fragment and insert it with `use`.",
            )
            return False
        flow = bool(event.flow_style)
        inside_flow = bool(self._open) and self._open[-1].flow
        if flow and is_mapping and not inside_flow:
            self._refuse_curly(place)
        elif inside_flow and not self._open[-1].refused:
            self._refuse_flow_item(place)
            self._open[-1].refused = True
        opened = _Open(is_mapping, flow, place)
        # One complaint for a list, however much is nested in it.
        opened.refused = inside_flow or (flow and is_mapping)
        self._open.append(opened)
        return True

    def _refuse_curly(self, place: Place) -> None:
        line = self._source.lines[place.line - 1][place.column - 1 :]
        word = line.lstrip("{ ").split("}")[0].strip()
        pair = self._pair(place)
        if word.replace(".", "_").isidentifier():
            hint = f"To put an answer into a text, write ${{{word}}}."
        elif pair and self._open and not self._open[-1].is_mapping:
            hint = f"Write `- {pair}`, without the brackets."
        elif pair:
            hint = f"Write `{pair}` on the next line, two blanks further in; or put the text in "
            hint += "double quotes."
        else:
            hint = "Write one key a line, two blanks further in; or put the text in double quotes."
        self._problems.error(FLOW_MAPPING, place, "Curly brackets cannot begin a value.", hint)

    def _pair(self, place: Place) -> str:
        """`own: my words`, where a block in curly brackets holds just that; else ""."""
        found = _PAIR.match(self._source.lines[place.line - 1], place.column - 1)
        return f"{found[1]}: {found[2]}" if found is not None else ""

    def _refuse_flow_item(self, place: Place) -> None:
        inside = self._open[-2] if len(self._open) > 1 else None
        key = inside.key.text if inside is not None and inside.key is not None else ""
        pair = self._pair(place) if key not in _NO_LISTS else ""
        self._problems.error(
            FLOW_LIST,
            place,
            "A list in square brackets can hold single words only.",
            "Write the list below its key, one line each, beginning with `- `"
            + (f"; here `- {pair}`." if pair else "."),
        )

    def _finish(self) -> None:
        ended = self._open.pop()
        if ended.is_mapping:
            self._put(Mapping(tuple(ended.items), ended.flow, ended.place))
        else:
            self._put(Sequence(tuple(ended.items), ended.flow, ended.place))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if not inside.is_mapping:
            if inside.flow and not inside.refused and not _is_single_word(node):
                self._refuse_flow_item(node.place)
                inside.refused = True
            inside.items.append(node)
        elif inside.key is None:
            inside.key = self._key(node)
        else:
            key, inside.key = inside.key, None
            if key is _NO_KEY:
                return
            if key.text in inside.seen:
                self._problems.error(
                    DUPLICATE,
                    key.place,
                    f"`{_short(key.text)}` stands twice in this block.",
                    "Keep one of them, or give one another name.",
                )
                return
            inside.seen.add(key.text)
            inside.items.append(Entry(key, node))

    def _key(self, node: Node) -> Scalar:
        """The node as a key, or the key that drops its entry."""
        if isinstance(node, Scalar) and node.style == "plain" and node.text == "<<":
            self._problems.error(
                MERGE,
                node.place,
                "The merge key `<<` is not used here.",
                "Write the keys out, or use a fragment.",
            )
            return _NO_KEY
        if not isinstance(node, Scalar) or not node.text or "\n" in node.text:
            if not (isinstance(node, Mapping) and node.flow):  # that was said already
                self._problems.error(
                    BAD_KEY,
                    node.place,
                    "What stands before the colon is not a plain word.",
                    "Write a name before the colon, such as `text:`.",
                )
            return _NO_KEY
        return node


# One key in curly brackets, with all of its value on the line.
_PAIR = re.compile(r"\{\s*([A-Za-z_][\w-]*)\s*:\s+([^,{}\[\]]*[^,{}\[\]\s])\s*\}")
_NO_LISTS = frozenset(("options",))  # takes names, and the reader says so
_NO_KEY = Scalar("", "plain", (0, 0, 0, 0), SourceText("", [""]))
_STARRED = "A text that begins with `*` is an alias in YAML; aliases are not used here."
_ANCHORED = "A text that begins with `&` is an anchor in YAML; anchors are not used here."
_TAGGED = "A text that begins with `!` is a tag in YAML; tags are not used here."
_QUOTE_IT = "If it is text, put the whole text in double quotes."


def _is_single_word(node: Node) -> bool:
    return (
        isinstance(node, Scalar)
        and node.style == "plain"
        and bool(node.text)
        and " " not in node.text
        and "\n" not in node.text
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
