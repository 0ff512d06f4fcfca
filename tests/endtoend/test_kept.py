"""What a finished session leaves on the disk, read without the studio."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.endtoend.house import House
from tests.endtoend.stories import TWO_READINGS

READ = """
import json, sys
from tinydb import TinyDB
from tinydb.table import Table
Table.document_id_class = str
table = TinyDB(sys.argv[1]).table("outcomes")
print(json.dumps({one.doc_id: one for one in table}))
"""


def played(house: House) -> None:
    file = house.folder / "answers.yml"
    file.write_text(TWO_READINGS.answers, "utf-8")
    done = house.run("run", TWO_READINGS.exercise, "--answers", str(file))
    assert done.returncode == 0, done.stderr


def test_a_month_is_read_by_plain_tinydb(house: House) -> None:
    played(house)
    (month,) = (house.home / "data" / "history").glob("*.json")
    read = subprocess.run(
        [sys.executable, "-c", READ, str(month)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=True,
    )
    found = json.loads(read.stdout)
    (outcome,) = house.history()
    assert set(found) == {outcome["id"]}
    kept = found[outcome["id"]]
    assert {name: kept[name] for name in outcome} == outcome


def test_nobody_else_may_read_what_was_kept(house: House) -> None:
    played(house)
    everything = [house.home / "data", *(house.home / "data").rglob("*")]
    assert all(one.stat().st_mode & 0o077 == 0 for one in everything)
