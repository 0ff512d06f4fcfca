"""review: rows to read back: lines, counts, a trend in words, the last two."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.kinds.say import refuse_answer
from studio.engine.phrases import number_words
from studio.engine.prompts import Prompt, ReviewBlock, ReviewPrompt, Trend
from studio.engine.rows import shown_value
from studio.format.expressions import Item
from studio.format.kinds.review import Review

# A line through fewer points than this says more than they do (blueprint 6.4).
LEAST_POINTS = 4


def rows_of(step: Review, moment: Moment) -> tuple[Item, ...]:
    """The rows a review shows; for counts, the counted rows."""
    rows = moment.world.ask(moment.address, step, moment.scope)
    return counts(step, rows) if step.shape == "counts" else rows


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
        return ReviewPrompt("trend", (), tuple(trend(name, rows) for name in step.of))
    shown = rows[:2] if step.shape == "compare" else rows
    blocks: dict[str, list[str]] = {}
    for row in shown:
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


def trend(name: str, rows: tuple[Item, ...]) -> Trend:
    """How one value went, oldest first; words alone while there are few points."""
    told = [row for row in reversed(rows) if isinstance(row.fields.get(name), (int, float))]
    said = [str(row.fields.get(f"{name} words") or "") for row in told]
    labels = [str(row.fields.get(f"{name} label") or "") for row in told]
    label = next(filter(None, reversed(labels)), name.replace("_", " ").capitalize())
    last = f" Last: {said[-1]}" if said and said[-1] else ""
    values = [float(row.fields[name]) for row in told]  # type: ignore[arg-type]
    if len(values) < LEAST_POINTS:
        return Trend(label, f"Not enough yet to see a direction.{last}")
    first, lately = sorted(values[:LEAST_POINTS]), sorted(values[-LEAST_POINTS:])
    before, now = sum(first[1:3]) / 2, sum(lately[1:3]) / 2
    way = "Lower than at first." if now < before else "Higher than at first."
    words = "About the same." if abs(now - before) < 1e-9 else way
    days = [shown_value(row.fields.get("day")) for row in told]
    points = tuple(zip(days, values, strict=True))
    return Trend(label, words + last, points, tuple(said) if any(said) else ())


def _words(prompt: ReviewPrompt, stored: Any) -> Words:  # noqa: ANN401
    del stored
    return tuple(line for block in prompt.blocks for line in block.lines)


KIND = Kind(_prompt, refuse_answer, _words)
