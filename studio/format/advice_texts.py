"""Advice on words: Markdown that is not carried out, options that read alike, unwise words.

Looks at the nodes of a file, so that a caret stands under the very word. Imports
the nodes' texts; reports warnings through `problems`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.format.nodes import Mapping, Scalar
from studio.format.problems import Problems
from studio.format.spoken import label_of, option_blocks, spoken

# Promises, and words that judge: blueprint sections 7.7 and 8.
UNWISE = re.compile(
    r"\b(cures?|guarantee[sd]?|you failed|streaks?|you broke|you missed|heals? you)\b",
    re.IGNORECASE,
)
CLINICAL = re.compile(
    r"\b(diagnos\w+|disorders?|your symptoms?|treatment (?:for|of)|treats? (?:anxiety|depression|"
    r"trauma|stress)|(?:this|our) therapy)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(weigh|weight|calories?|kilos?|pounds?|diets?|bmi|slim(?:mer)?|thin(?:ner)?|dress size)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(violen(?:t|ce)|abus(?:e[sd]?|ive|er)|stalk(?:s|ed|ing|er)?|(?:hits?|beats?|threatens?|"
    r"hurts?) (?:me|you)|afraid of (?:him|her|them))\b",
    re.IGNORECASE,
)
SUICIDE = re.compile(
    r"\b(suicid\w*|self-harm\w*|(?:harm|hurt|kill)(?:ing)? (?:my|your)self|not want(?:ing)? to "
    r"live|end(?:ing)? (?:my|your|it all) life)\b",
    re.IGNORECASE,
)
# Links, pictures, headings, code and HTML: other programs carry them out.
MARKUP = re.compile(
    r"!?\[[^\]\n]*\]\([^)\n]*\)|^ {0,3}#{1,6} |```|`[^`\n]+`|</?[a-z][a-z0-9]*(?: [^>\n]*)?>",
    re.MULTILINE | re.IGNORECASE,
)


def texts(root: Mapping, problems: Problems) -> None:
    """All advice on the words of one file."""
    for key, scalar in spoken(root):
        unwise(scalar, problems)
        if key in ("text", "help", "closing", "parts", "words"):
            markup(scalar, problems)
        if key in ("title", "purpose", "text", "closing", "summary"):
            clinical(scalar, problems)
    for block in option_blocks(root):
        alike(block, problems)


def unwise(scalar: Scalar, problems: Problems) -> None:
    """Promises and judgements."""
    found = UNWISE.search(scalar.text)
    if found:
        problems.warning(
            "P904",
            scalar.at(found.start(), len(found.group())),
            f"“{found.group()}” promises or judges.",
            "Say what the person did, or what is known, and no more.",
        )


def clinical(scalar: Scalar, problems: Problems) -> None:
    """Words of a clinic, where nobody can look at the person."""
    found = CLINICAL.search(scalar.text)
    if found:
        problems.warning(
            "P913",
            scalar.at(found.start(), len(found.group())),
            f"“{found.group()}” sounds like a clinic, and nobody here can see the person.",
            "Say in plain words what the exercise practises.",
        )


def markup(scalar: Scalar, problems: Problems) -> None:
    """Markdown beyond emphasis and lists."""
    found = MARKUP.search(scalar.text)
    if found:
        written = found.group().strip()
        problems.warning(
            "P506",
            scalar.at(found.start(), len(found.group())),
            f"`{written[:30]}` is shown as it stands: texts have emphasis and lists only.",
            "Write it in words, or with *emphasis*, **strong emphasis** and lines that begin `- `.",
        )


def alike(block: Mapping, problems: Problems) -> None:
    """Two options with the same words."""
    seen: dict[str, str] = {}
    for entry in block.entries:
        label = label_of(entry.value)
        words = label.text.strip().casefold() if label is not None else ""
        if label is None or not words:
            continue
        if words in seen:
            problems.warning(
                "P507",
                label.at(0, max(1, len(label.text.partition("\n")[0]))),
                f"`{seen[words]}` and `{entry.key.text}` read alike.",
                "Give one of them other words, so that a person can tell them apart.",
            )
        seen.setdefault(words, entry.key.text)


def words_of(root: Mapping, pattern: re.Pattern[str]) -> Iterable[tuple[Scalar, re.Match[str]]]:
    """Every text with some words in it, and where."""
    for _, scalar in spoken(root):
        found = pattern.search(scalar.text)
        if found:
            yield scalar, found
