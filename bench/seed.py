"""A home with so many exercises and so many outcomes, as years of use leave it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from studio.store.lines import encode_file

OUTCOME_BYTES = 2100
CUE = "They walked past without a word, and I said nothing either."
RARE_CUE = "The landlord wrote, and I have not answered the letter."
RARE = 500
"""One outcome in so many tells of the landlord."""
KINDS: dict[str, str] = {
    "say": "  - type: say\n    text: A few lines to read.\n",
    "text": "  - type: text\n    id: a\n    text: What happened?\n",
    "lines": "  - type: text\n    id: a\n    text: What was said?\n    lines: 6\n",
    "choice": "  - type: choice\n    id: a\n    text: Which one?\n    options:\n"
    + "".join(f"      o{i}: option number {i}\n" for i in range(6)),
    "choices": "  - type: choices\n    id: a\n    text: Which ones?\n    options:\n"
    + "".join(f"      o{i}: option number {i}\n" for i in range(6)),
    "feelings": "  - type: choices\n    id: a\n    text: Which feelings?\n    options: feelings\n"
    "    max: 3\n    each:\n      intensity:\n        type: scale\n        text: How strong?\n",
    "scale": "  - type: scale\n    id: a\n    text: How much?\n    low: not at all\n"
    "    high: completely\n",
    "number": "  - type: number\n    id: a\n    text: How many?\n",
    "list": "  - type: list\n    id: a\n    text: Two or more.\n    min: 2\n",
    "share": "  - type: share\n    id: a\n    text: Share out ten.\n    total: 10\n    options:\n"
    + "".join(f"      o{i}: cause {i}\n" for i in range(6)),
    "compose": "  - type: compose\n    id: a\n    text: Put it together.\n    slots:\n"
    "      one: What I need is...\n    parts:\n      - What I need is ${one}.\n",
    "schedule": "  - type: schedule\n    id: a\n    text: Come back?\n    options:\n"
    "      one:\n        in: 1 day\n      three:\n        in: 3 days\n",
    "timed": "  - type: timed\n    seconds: 600\n    text: Let it be here for a while.\n",
    "breathe": "  - type: breathe\n    cycles: 60\n    phases:\n      in:\n        breath: in\n"
    "        seconds: 4\n        text: in\n      out:\n        breath: out\n"
    "        seconds: 6\n        text: out\n",
}
HEAD = """format: 1
id: {id}
version: 1
title: {title}
purpose: To be measured, with a purpose of ordinary length for a line.
minutes: 4
cadence: [when_needed]
covers: [P1.1]
evidence: []
claim: None is made.
closing: It was measured.
steps:
"""


def exercises(home: Path, count: int) -> None:
    """A pack of so many exercises of one's own, one of each kind among them."""
    pack = home / "data" / "packs" / "measured"
    pack.mkdir(parents=True, mode=0o700)
    (home / "data").chmod(0o700)
    names = [f"bench-{kind}" for kind in KINDS]
    usual = ("text", "scale", "list")
    plain = "".join(KINDS[kind].replace("id: a", f"id: {kind}") for kind in usual)
    for kind, steps in KINDS.items():
        text = HEAD.format(id=f"bench-{kind}", title=f"Measured {kind}") + steps
        (pack / f"bench-{kind}.yml").write_text(text + KINDS["say"])
    for number in range(count - len(KINDS)):
        names.append(f"more-{number}")
        text = HEAD.format(id=f"more-{number}", title=f"One more, number {number}") + plain
        (pack / f"more-{number}.yml").write_text(text)
    listed = "".join(f"  - {name}\n" for name in names)
    (pack / "pack.yml").write_text(
        "format: 1\nid: measured\nversion: 1\ntitle: Measured\nlanguage: en\nuses: [common]\n"
        f"exercises:\n{listed}"
    )


def outcome(number: int, ended: datetime) -> tuple[str, dict[str, object]]:
    """One outcome of about 2.1 KB, and its id."""
    stamp = int(ended.timestamp() * 1000)
    identity = str(UUID(int=(stamp << 80) | (0x7 << 76) | (0x2 << 62) | number))
    answers: list[dict[str, object]] = [
        {
            "id": name, "address": name, "kind": kind, "question": f"What about the {name}?",
            "on_path": True, "value": value, "words": [str(value)],
        }
        for name, kind, value in (
            ("cue", "text", RARE_CUE if number % RARE == 0 else CUE),
            ("distress_before", "scale", number % 8),
            ("first_reading", "text", "They are angry with me and will not say so."),
            ("distress_after", "scale", number % 5),
        )
    ]  # fmt: skip
    document: dict[str, object] = {
        "id": identity, "v": 1, "rev": 1, "kind": "outcome",
        "exercise": f"more-{number % 20}", "pack": "measured", "version": 1, "digest": "0" * 16,
        "title": f"One more, number {number % 20}", "language": "en", "seed": number,
        "followup": "", "started": (ended - timedelta(minutes=4)).isoformat(),
        "ended": ended.isoformat(), "minutes": 4.0, "ending": "finished", "answers": answers,
        "values": {}, "changes": [], "schedule": [], "shown": [], "opens": "",
    }  # fmt: skip
    size = len(json.dumps(document))
    rest = "word " * ((OUTCOME_BYTES - size) // 5 - 24)
    answers.append({
        "id": "notes", "address": "notes", "kind": "text", "question": "Anything else?",
        "on_path": True, "words": ["as below"], "value": rest,
    })  # fmt: skip
    return identity, document


def outcomes(home: Path, count: int, until: datetime | None = None) -> None:
    """So many outcomes, ten a day back from now, in the store's own files."""
    folder = home / "data" / "history"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    until = until or datetime.now(UTC)
    months: dict[str, list[tuple[str, dict[str, object]]]] = {}
    for number in range(count):
        ended = until - timedelta(minutes=144 * number + 60)
        months.setdefault(f"{ended:%Y-%m}", []).append(outcome(number, ended))
    for month, found in months.items():
        found.sort()
        for part in range(0, len(found), 256):
            number = part // 256 + 1
            path = folder / f"{month}.benchdev{f'.{number}' if part else ''}.json"
            path.write_bytes(encode_file({"outcomes": dict(found[part : part + 256])}))
            path.chmod(0o600)
