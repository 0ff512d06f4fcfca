"""review: rows to read back: lines, counts, a trend in words, the last two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.kinds.say import refuse_answer
from studio.engine.phrases import number_words, small_number
from studio.engine.prompts import Prompt, ReviewBlock, ReviewPrompt, Trend
from studio.engine.rows import shown_value
from studio.engine.world import LABELS, WORDS
from studio.format.expressions import Item
from studio.format.kinds.review import Review

# A line through fewer points than this says more than they do (blueprint 6.4).
LEAST_POINTS = 4


def rows_of(step: Review, moment: Moment) -> tuple[Item, ...]:
    """The rows a review shows; for counts, the counted rows.

    A trend or a comparison of this exercise's own sessions has this one in it,
    as far as it went; of one alone there is nothing to compare.
    """
    world = moment.world
    rows = world.ask(moment.address, step, moment.scope)
    if step.shape == "counts":
        return counts(step, rows)
    if is_own(step, moment) and step.shape in ("trend", "compare"):
        now = world.so_far()
        if any(name in now.fields for name in step.of):
            rows = (now, *rows)[: step.limit or len(rows) + 1]
    return rows if step.shape != "compare" or len(rows) > 1 else ()


def is_own(step: Review, moment: Moment) -> bool:
    """Whether a review reads the past sessions of the exercise it stands in."""
    own = moment.world.exercise.id
    return any(one.kind == "exercise" and one.name == own for one in step.source)


def counts(step: Review, rows: tuple[Item, ...]) -> tuple[Item, ...]:
    """How often each value of each field in `by` stands in the rows, twice at least."""
    found: list[Item] = []
    for field in step.by:
        groups: dict[str, list[Item]] = {}
        for row in rows:
            value = row.fields.get(field)
            for one in value if isinstance(value, (list, tuple)) else (value,):
                if words := shown_value(one):
                    groups.setdefault(words, []).append(row)
        for words, group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
            if len(group) > 1:
                found.append(_counted(step, field, words, group))
    return tuple(found)


def _counted(step: Review, field: str, words: str, group: list[Item]) -> Item:
    numbers = [
        float(value)
        for row in group
        if isinstance(value := row.fields.get(step.mean_of), (int, float))
    ]
    fields: dict[str, object] = {"label": words, "by": field, "count": len(group)}
    if numbers:
        fields["mean"] = round(sum(numbers) / len(numbers), 2)
    return Item(words, value=words, fields=fields, ref=f"{field}/{words}")


def _prompt(step: Review, moment: Moment) -> Prompt:
    rows = rows_of(step, moment)
    moment.world.show(rows)
    if step.shape == "counts":
        lines = tuple(_count_line(row) for row in rows)
        return ReviewPrompt("counts", (ReviewBlock("", lines),))
    if step.shape == "trend":
        own = moment.world.exercise.outcome if is_own(step, moment) else {}
        known = {name: one.label for name, one in own.items()}
        return ReviewPrompt("trend", (), tuple(trend(name, rows, known) for name in step.of))
    if step.shape == "compare":
        return ReviewPrompt("compare", tuple(compared(step, rows[0], rows[1])))
    blocks: dict[str, list[str]] = {}
    for row in rows:
        blocks.setdefault(_heading(row), []).append(row.words)
    return ReviewPrompt(
        step.shape,
        tuple(
            ReviewBlock(f"{heading} {len(lines)}".strip(), tuple(lines))
            for heading, lines in blocks.items()
        ),
    )


def _heading(row: Item) -> str:
    collection = row.fields.get("collection")
    if isinstance(collection, Item):
        return collection.words
    return "Exercises" if "eased_out" in row.fields else ""


def _count_line(row: Item) -> str:
    mean = row.fields.get("mean")
    more = f", {number_words(float(mean))} on average" if isinstance(mean, (int, float)) else ""
    return f"{row.words}: {row.fields['count']}{more}"


def compared(step: Review, now: Item, before: Item) -> Iterator[ReviewBlock]:
    """Two rows beside each other, line by line: what is new, what is gone, what stayed."""
    day = shown_value(before.fields.get("day"))
    new: list[str] = []
    gone: list[str] = []
    stayed: list[str] = []
    for name in step.of:
        here, there = _lines(now.fields.get(name)), _lines(before.fields.get(name))
        new += [line for line in here if line not in there]
        gone += [line for line in there if line not in here]
        stayed += [line for line in here if line in there]
    headings = (f"New since {day}" if day else "New", "Not there any more", "As it was")
    for heading, lines in zip(headings, (new, gone, stayed), strict=True):
        if lines:
            yield ReviewBlock(heading, tuple(lines))


def _lines(value: object) -> list[str]:
    return [line for line in shown_value(value).splitlines() if line.strip()]


def trend(name: str, rows: tuple[Item, ...], known: Mapping[str, str] | None = None) -> Trend:
    """How one value went, oldest first; words alone while there are few points.

    `known` has labels for values that no row has yet.
    """
    points: list[tuple[str, float]] = []
    said: list[str] = []
    label = ""
    for row in reversed(rows):
        value = row.fields.get(name)
        if isinstance(value, (int, float)):
            points.append((shown_value(row.fields.get("day")), float(value)))
            said.append(_beside(row, WORDS, name))
            label = _beside(row, LABELS, name) or label
    label = label or (known or {}).get(name) or name.replace("_", " ").capitalize()
    last_time = f" Last time: {said[-1]}" if said and said[-1] else ""
    if len(points) < LEAST_POINTS:
        count = small_number(len(points)) if points else "nothing"
        return Trend(label, f"{count} so far, a direction shows from four on.{last_time}", ())
    first = sorted(value for _, value in points[:LEAST_POINTS])
    last = sorted(value for _, value in points[-LEAST_POINTS:])
    before, now = sum(first[1:3]) / 2, sum(last[1:3]) / 2
    way = "lower than at first" if now < before else "higher than at first"
    way = "about the same" if abs(now - before) < 1e-9 else way
    return Trend(label, f"{way}.{last_time}", tuple(points), tuple(said))


def _beside(row: Item, key: str, name: str) -> str:
    """What a past session says beside a value: its label, or the words it read by."""
    held = row.fields.get(key)
    return str(held.fields.get(name) or "") if isinstance(held, Item) else ""


def _words(prompt: ReviewPrompt, stored: Any) -> Words:  # noqa: ANN401
    del stored
    return tuple(line for block in prompt.blocks for line in block.lines)


KIND = Kind(_prompt, refuse_answer, _words)
