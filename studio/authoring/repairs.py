"""What could mend a problem: one or more changes to try, the likeliest first.

Each is tried by `fix`, which keeps it only when the problem is gone and nothing
worse has come. Knows the codes and their hints; imports the edits, opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from studio.authoring.edits import Edit, put_line, replace_at
from studio.format.problems import Problem, nearest
from studio.format.spoken import SPOKEN

MEANT = re.compile(r"^Did you mean `([^`]+)`\?")
WRITE = re.compile(r"^Write `([a-z_]+): (yes|no)`\.$")
LISTED = re.compile(r"^Write it as `([a-z_]+): (\[.*\])`\.$")
FORMAT = re.compile(r"^Did you mean `format` by `([^`]+)`\?")
CURLY = "‘’‚‛“”„‟«»‹›`´"
VALUE = re.compile(r"^( *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)(\S.*?) *$")
NOTE = re.compile(r" +#(?: |$)")
PIPE = re.compile(r"\{+ *([A-Za-z_][\w.]*) *\}+")

Way = tuple[Edit, ...]
Ways = Iterator[Way]
Rows = Sequence[str]


def ways(problem: Problem, rows: Rows) -> Ways:
    """The changes that could mend a problem. `rows` are the lines of its file."""
    rule = RULES.get(problem.code)
    if rule is not None:
        yield from rule(problem, rows)
    yield from suggested(problem, rows)


def suggested(problem: Problem, rows: Rows) -> Ways:
    """A hint that names one word: it stands in the place of what is under the caret."""
    found = MEANT.match(problem.hint)
    if found is None or problem.code == "P214":
        return
    place = problem.place
    under = _row(problem, rows)[place.column - 1 : place.column - 1 + place.width]
    if under[:1] in "'\"" and under[:1] == under[-1:] and len(under) > 1:
        yield (Edit(place.line, place.column + 1, place.width - 2, found[1]),)
    elif under:
        yield (replace_at(place, found[1]),)


def _row(problem: Problem, rows: Rows) -> str:
    line = problem.place.line
    return rows[line - 1] if 0 < line <= len(rows) else ""


def yes_no(problem: Problem, rows: Rows) -> Ways:
    """`true` becomes `yes`."""
    found = WRITE.match(problem.hint)
    if found:
        yield (replace_at(problem.place, found[2]),)


def as_list(problem: Problem, rows: Rows) -> Ways:
    """One word becomes a list of one."""
    found = LISTED.match(problem.hint)
    if found:
        yield (replace_at(problem.place, found[2]),)


def equals(problem: Problem, rows: Rows) -> Ways:
    """`=` becomes `==`."""
    yield (replace_at(problem.place, "=="),)


def straight(problem: Problem, rows: Rows) -> Ways:
    """Every curly quote from here to the end of its partner becomes a straight one."""
    row, line = _row(problem, rows), problem.place.line
    marks = [at for at, one in enumerate(row) if one in CURLY]
    yield tuple(Edit(line, at + 1, 1, "'") for at in marks)


def double_quotes(problem: Problem, rows: Rows) -> Ways:
    """Double quotes around a stored value become straight single ones."""
    row, line = _row(problem, rows), problem.place.line
    start = problem.place.column - 1
    if row[start : start + 1] == '"':
        end = row.find('"', start + 1)
        if end > 0:
            yield (Edit(line, start + 1, 1, "'"), Edit(line, end + 1, 1, "'"))
    if problem.message.startswith("This bracket is never closed"):
        inside = row[start:]
        close = inside.find("}")
        end = start + (close if close >= 0 else len(inside.rstrip()))
        yield (Edit(line, end + 1, 0, ")"),)


def blanks(problem: Problem, rows: Rows) -> Ways:
    """Each tab becomes two blanks, or four, or its line is moved under the one above."""
    for blank in ("  ", "    "):
        yield tuple(
            Edit(number, at + 1, 1, blank)
            for number, row in enumerate(rows, 1)
            for at, one in enumerate(row)
            if one == "\t"
        )
    line = problem.place.line
    row = _row(problem, rows)
    above = [one for one in rows[: line - 1] if one.strip()]
    if above and not row[: problem.place.column - 1].strip():
        inner = _column(above[-1]) + (2 if above[-1].lstrip().startswith("- ") else 0)
        yield (Edit(line, 1, len(row) - len(row.lstrip()), " " * inner),)


def nothing(problem: Problem, rows: Rows) -> Ways:
    """What cannot be seen is taken out."""
    yield (Edit(problem.place.line, problem.place.column, 1, ""),)


def quoted(problem: Problem, rows: Rows) -> Ways:
    """The whole value of the line is put in quotes."""
    row, line = _row(problem, rows), problem.place.line
    found = VALUE.match(row)
    if found is None or not found[2]:
        return
    start, text = len(found[1]), found[2]
    note = NOTE.search(text)
    if note is not None and note.start() > 0:
        text = text[: note.start()]  # a comment of the author's stays one
    yield (Edit(line, start + 1, len(text), in_quotes(text)),)


def in_quotes(text: str) -> str:
    """A text as YAML takes it letter by letter."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def closing(problem: Problem, rows: Rows) -> Ways:
    """A quote at the end of the line on which one was opened."""
    row, line = _row(problem, rows), problem.place.line
    sign = row[problem.place.column - 1 : problem.place.column]
    yield (Edit(line, len(row.rstrip()) + 1, 0, sign),)


def backslash(problem: Problem, rows: Rows) -> Ways:
    """A text with a backslash in it stands in single quotes."""
    row, line = _row(problem, rows), problem.place.line
    found = VALUE.match(row)
    if found is not None and len(found[2]) > 1 and found[2][0] == found[2][-1] == '"':
        text = found[2][1:-1].replace("'", "''")
        yield (Edit(line, len(found[1]) + 1, len(found[2]), f"'{text}'"),)


def no_line(problem: Problem, rows: Rows) -> Ways:
    """The line is taken out, and the `---` that closes its part as well."""
    line = problem.place.line
    row = _row(problem, rows)
    more = 4 if rows[line : line + 1] == ["---"] else 0
    yield (Edit(line, 1, len(row) + 1 + more, ""),)


def next_line(problem: Problem, rows: Rows) -> Ways:
    """What stands behind `|` goes to the next line, further in."""
    row, line = _row(problem, rows), problem.place.line
    sign = max(row.rfind("| "), row.rfind("> "))
    if sign < 0:
        return
    key = len(row) - len(row.lstrip(" -"))
    text = row[sign + 1 :].strip()
    yield (Edit(line, sign + 2, len(row) - sign - 1, f"\n{' ' * (key + 2)}{text}"),)


def colon(problem: Problem, rows: Rows) -> Ways:
    """A line that begins with a key gets its colon; else it belongs to the text above it."""
    row, line = _row(problem, rows), problem.place.line
    body = row.lstrip(" ")
    start = len(row) - len(body)
    dash = len(body) - len(body.removeprefix("- ").lstrip(" "))
    word = re.match(r"[a-z_]+", body[dash:])
    if word is not None:
        end = start + dash + word.end()
        if row[end : end + 1] == ":":
            yield (Edit(line, end + 2, 0, " "),)  # `text:Hello`
        else:
            yield (Edit(line, end + 1, 0, ":"),)
    yield (Edit(line, 1, 0, "  "),)


def indent(problem: Problem, rows: Rows) -> Ways:
    """The line is moved to the column of a line above it, the nearest first."""
    line = problem.place.line
    for number in (line, line - 1):
        if not 0 < number <= len(rows):
            continue
        row = rows[number - 1]
        now = len(row) - len(row.lstrip(" "))
        above = [_column(one) for one in reversed(rows[: number - 1]) if one.strip()][:8]
        below = [_column(one) for one in rows[number:] if one.strip()][:2]
        columns = dict.fromkeys([*above[:1], *below[:1], *above, *[one + 2 for one in above[:2]]])
        for column in sorted(columns, key=lambda one: abs(one - now)):
            if column != now:
                yield (Edit(number, 1, now, " " * column),)
    row = _row(problem, rows)
    if problem.place.line > 0 and "list" in problem.message:
        yield (Edit(line, _column(row) + 1, 0, "- "),)


def _column(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _key_column(row: str) -> int:
    """Where the key of a line begins, behind the hyphens of lists."""
    return len(row) - len(row.lstrip(" -"))


def dollar(problem: Problem, rows: Rows) -> Ways:
    """`{name}` and `{{name}}` become `${name}`."""
    row, line = _row(problem, rows), problem.place.line
    found = PIPE.search(row, max(0, problem.place.column - 1))
    if found is not None:
        yield (Edit(line, found.start() + 1, found.end() - found.start(), f"${{{found[1]}}}"),)


def pipe_or_quotes(problem: Problem, rows: Rows) -> Ways:
    """A value in curly brackets is a pipe, or a text that begins with a bracket."""
    yield from dollar(problem, rows)
    yield from quoted(problem, rows)


def close_pipe(problem: Problem, rows: Rows) -> Ways:
    """`${name` gets its bracket."""
    row, line = _row(problem, rows), problem.place.line
    found = re.match(r"\$\{ *[A-Za-z_][\w.]*", row[problem.place.column - 1 :])
    if found is not None:
        yield (Edit(line, problem.place.column + found.end(), 0, "}"),)


def format_line(problem: Problem, rows: Rows) -> Ways:
    """`format: 1` at the top, or the key that was meant to be it."""
    found = FORMAT.match(problem.hint)
    if found is not None:
        for number, row in enumerate(rows, 1):
            if row.startswith(f"{found[1]}:"):
                yield (Edit(number, 1, len(found[1]), "format"),)
    elif problem.message.startswith(("`format` takes", "There is no format")):
        yield (replace_at(problem.place, "1"),)
    else:
        yield (put_line(problem.place.line, "format: 1"),)


def missing(problem: Problem, rows: Rows) -> Ways:
    """A key that is nearly there under a wrong name is renamed by another problem; a pick
    without `else` skips."""
    if "`else`" in problem.message:
        row = _row(problem, rows)
        column = _column(row) + (2 if row.lstrip().startswith("- ") else 0)
        end = _end_of_block(problem.place.line, column, rows)
        yield (Edit(end, len(rows[end - 1].rstrip()) + 1, 0, f"\n{' ' * column}else: skip"),)


def _end_of_block(line: int, column: int, rows: Rows) -> int:
    """The last line that belongs to the block which begins on `line`."""
    last = line
    for number in range(line + 1, len(rows) + 1):
        row = rows[number - 1]
        if row.strip() and _column(row) < column:
            break
        if row.strip():
            last = number
    return last


def flag(name: str) -> Callable[[Problem, Rows], Ways]:
    """The flag is added to those of the exercise."""

    def rule(problem: Problem, rows: Rows) -> Ways:
        for number, row in enumerate(rows, 1):
            if row.startswith("flags: [") and "]" in row:
                at = row.index("]")
                sign = "" if row[:at].rstrip().endswith("[") else ", "
                yield (Edit(number, at + 1, 0, f"{sign}{name}"),)
                return
        for number, row in enumerate(rows, 1):
            if row.startswith("steps:"):
                yield (put_line(number, f"flags: [{name}]"),)
                return

    return rule


def better_name(problem: Problem, rows: Rows) -> Ways:
    """The spelling that the hint proposes."""
    found = re.search(r": `([^`]+)`\.$", problem.hint)
    if found is not None:
        yield (replace_at(problem.place, found[1]),)


def file_name(problem: Problem, rows: Rows) -> Ways:
    """The id is written as the file is called."""
    found = re.search(r"write `id: ([^`]+)`", problem.hint)
    for number, row in enumerate(rows, 1):
        if found is not None and row.startswith("id:"):
            yield (Edit(number, 1, len(row), f"id: {found[1]}"),)


def key_or_text(problem: Problem, rows: Rows) -> Ways:
    """A colon inside a text: quotes around all of it, also where it goes on below."""
    yield from quoted(problem, rows)
    yield from quoted_over_lines(problem, rows)


def quoted_over_lines(problem: Problem, rows: Rows) -> Ways:
    """A text of several lines is put in quotes, from where it begins to where it ends."""
    line = problem.place.line
    indent = _column(_row(problem, rows))
    above = next((n for n in range(line - 1, 0, -1) if _key_column(rows[n - 1]) < indent), 0)
    for first in (line, above):
        found = VALUE.match(rows[first - 1]) if first else None
        if found is None or not found[1].rstrip().endswith(":"):
            continue
        end = _end_of_block(first, _key_column(rows[first - 1]) + 1, rows)
        start, width = len(found[1]), len(rows[end - 1].rstrip())
        text = "\n".join([found[2], *rows[first:end]])
        if end == first:
            continue
        if '"' not in text and "\\" not in text:
            yield (Edit(first, start + 1, 0, '"'), Edit(end, width + 1, 0, '"'))
            continue
        inner = [
            Edit(number, at + 1, 0, "'")
            for number in range(first, end + 1)
            for at, sign in enumerate(rows[number - 1])
            if sign == "'" and (number > first or at >= start)
        ]
        yield (Edit(first, start + 1, 0, "'"), *inner, Edit(end, width + 1, 0, "'"))


def comment(problem: Problem, rows: Rows) -> Ways:
    """` #1` belongs to the text when the line is one that a person reads."""
    row = _row(problem, rows)
    found = VALUE.match(row)
    key = found[1].strip(" -:") if found is not None else ""
    if key in SPOKEN or nearest(key, SPOKEN) == key:
        yield from quoted(problem, rows)


RULES: dict[str, Callable[[Problem, Rows], Ways]] = {
    "P107": nothing, "P108": nothing, "P109": blanks, "P115": no_line, "P129": backslash,
    "P110": quoted, "P111": quoted, "P112": quoted, "P117": pipe_or_quotes, "P120": comment,
    "P122": key_or_text, "P123": quoted, "P124": closing, "P125": quoted, "P126": indent,
    "P127": colon, "P128": quoted, "P130": quoted, "P131": next_line, "P132": quoted,
    "P202": missing, "P204": yes_no, "P210": better_name, "P213": as_list, "P214": format_line,
    "P301": double_quotes, "P302": equals, "P303": straight, "P330": close_pipe, "P332": dollar,
    "P603": file_name, "P906": flag("breath"), "P909": flag("danger"),
}  # fmt: skip
