"""The commands as a shell runs them: their words, exit codes, JSON, and what they import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.warm import warm

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "plain" / "golden"
EVENT = GOLDEN / "two-interpretations.event.yml"


class Shell:
    """Runs `studio` with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = warm(home)
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            "STUDIO_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "TERM": "xterm",
            "TZ": "UTC",
        }

    def __call__(
        self, *words: str, typed: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        return self.python(f"from studio.cli import main; main({list(words)!r})", typed, **more)

    def python(self, code: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code], input=typed, capture_output=True, text=True,
            env=self.environment | more, cwd=self.home, timeout=60, check=False,
        )  # fmt: skip

    def json(self, *words: str) -> Any:
        done = self(*words)
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A home in which one exercise was done, and one is open."""
    shell = Shell(tmp_path_factory.mktemp("used"))
    assert shell("run", "two-interpretations", "--answers", str(EVENT)).returncode == 0
    open_one = shell("run", "two-interpretations", "--plain", typed="\n\n1\nHe said no.\n")
    assert open_one.returncode == 0
    return shell


def test_help_is_short_and_names_every_command(shell: Shell) -> None:
    from studio.cli.table import COMMANDS

    done = shell("--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.split("\n")
    assert len(lines) < 46
    assert max(map(len, lines)) <= 72
    assert all(f"  {one.name} " in done.stdout for one in COMMANDS)
    assert shell("help").stdout == done.stdout == shell("-h").stdout


@pytest.mark.parametrize("command", ["run", "today", "list", "history", "show", "kept", "check"])
def test_every_command_has_a_page(shell: Shell, command: str) -> None:
    done = shell(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"studio {command}")
    assert shell("help", command).stdout == done.stdout


def test_every_page_fits_72_columns_and_any_terminal(shell: Shell) -> None:
    from studio.cli.pages import command_page
    from studio.cli.table import COMMANDS

    wide = [row for one in COMMANDS for row in command_page(one).split("\n") if len(row) > 72]
    assert wide == []
    for words in (("--help",), ("check", "--help"), ("data", "--help")):
        assert max(map(len, shell(*words, COLUMNS="40").stdout.split("\n"))) <= 39


def test_the_version_is_said(shell: Shell) -> None:
    assert shell("--version").stdout.startswith("studio ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("runn", "body-scan"), "Did you mean `studio run`?"),
        (("zzz",), "`studio --help` lists what there is."),
        (("run",), "`studio run` needs ID after it."),
        (("run", "a", "b"), "has no place for “b”."),
        (("run", "body-scam", "--plain"), "Did you mean `body-scan`?"),
        (("run", "body-scam", "--answers", "x.yml"), "Did you mean `body-scan`?"),
        (("run", "../../etc", "--plain"), "There is no exercise “../../etc”."),
        (("run", "body-scan"), "`studio run body-scan --plain` runs in lines."),
        (("run", "body-scan", "--plane"), "Did you mean `--plain`?"),
        (("list", "--json=yes"), "--json takes nothing after it."),
        (("run", "body-scan", "--answers"), "--answers needs a FILE after it."),
        (("show", "nothing-like-it"), "There is no session or exercise"),
        (("kept", "nothing"), "Nothing is kept under “nothing”."),
        (("kept", "--remove", "--json"), "--json shows collections, not one thing."),
        (("history", "--since", "someday"), "--since takes a day, such as 2026-04-15."),
        (("history", "--limit", "few"), "--limit takes a whole number of at least 1, not “few”."),
        (("history", "--limit", "0"), "--limit takes a whole number of at least 1, not “0”."),
        (("history", "--limit", "9" * 5000), "--limit takes a whole number of at least 1, not"),
        (("history", "--since", "1 jan " + "9" * 20), "--since takes a day"),
        (("trends", "9" * 5000), "Nothing was rated under"),
        (("programme", "skip", "first-week", "9" * 5000), "needs the number of a part"),
        (("export", "--format", "docx"), "--format takes one of: md, html, csv, json."),
        (("data", "way"), "There are: path, verify, backup"),
        (("--plan",), "Did you mean `--plain`?"),
        (("--frob",), "studio: `studio` does not know --frob."),
        (("-h", "run"), "studio: `studio` has no place for “run”."),
    ],
)
def test_wrong_usage_is_said_with_what_to_do_and_exits_2(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    done = shell(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().split("\n")) <= 2


def test_today_as_text_where_there_is_no_terminal(shell: Shell) -> None:
    done = shell()
    assert done.returncode == 0
    assert done.stdout.startswith("Today, ")
    assert "One idea for now:" in done.stdout
    assert done.stdout == shell("today").stdout


def test_today_names_what_is_open(used: Shell) -> None:
    assert "Left open:\n  1. Two other readings, step 3 of about 18" in used("today").stdout
    assert used("today", "--short").stdout == "1 left open\n"


def test_today_short_says_nothing_when_there_is_nothing(shell: Shell) -> None:
    done = shell("today", "--short")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_today_short_counts_what_the_store_calls_due(used: Shell) -> None:
    from datetime import UTC, datetime, timedelta

    from studio.cli.short import short_line

    now = datetime.now(UTC)
    root = str(used.home / "data")
    assert short_line(root, now + timedelta(days=2)) == "1 left open"
    assert short_line(root, now + timedelta(days=4)) == "1 left open, 1 to come back to"


@pytest.mark.parametrize("told", ["2020-01-01T00:00:00", "soon", ""])
def test_today_short_is_silent_about_a_due_time_that_is_none(shell: Shell, told: str) -> None:
    keys = shell.home / "data" / "keys"
    keys.mkdir(parents=True)
    (keys / "recipients.txt").write_text("age1\n")
    (shell.home / "data" / ".due").write_text(told)
    done = shell("today", "--short")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_input_that_is_closed_is_an_empty_file_to_check(shell: Shell) -> None:
    done = shell.python(
        "import sys; sys.stdin = None\nfrom studio.cli import main; main(['check', '-'])"
    )
    assert done.returncode == 1
    assert "Something went wrong" not in done.stderr


def test_help_for_nothing_is_the_first_page(shell: Shell) -> None:
    assert shell("help", "--help").stdout == shell("--help").stdout


def test_today_short_is_silent_about_a_broken_folder(shell: Shell) -> None:
    (shell.home / "data" / "schedule").mkdir(parents=True)
    (shell.home / "data" / "schedule" / "schedule.x.json").write_bytes(b'{"due" \xff\n"due": "soon')
    done = shell("today", "--short")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_lists_are_json_for_programs(used: Shell) -> None:
    today = used.json("today", "--json")
    assert set(today) == {"day", "open", "due", "idea", "packs", "notes", "programmes"}
    assert today["open"][0]["title"] == "Two other readings"
    rows = used.json("list", "--json")
    assert {"id", "pack", "pack_title", "title", "purpose", "minutes", "flags", "quick"} <= set(
        rows[0]
    )
    assert {"body-scan", "grounding-breath", "two-interpretations", "boundary-scripting"} <= {
        row["id"] for row in rows
    }
    [session] = used.json("history", "--json")
    assert session["exercise"] == "two-interpretations"
    assert used.json("show", session["id"], "--json") == session
    assert used.json("show", session["id"][-8:], "--json") == session
    assert used.json("show", "body-scan", "--json")["title"] == "Quick body scan"
    kept = used.json("kept", "--json")
    assert kept["common/readings"][0]["fields"]["cue"] == "They walked past without a word."
    assert used.json("kept", "readings", "--json") == kept
    assert used.json("history", "--json", "--until", "2020-01-01") == []
    assert len(used.json("history", "--json", "--until", "9999-12-31")) == 1
    assert len(used.json("history", "--json", "--since", "0001-01-01")) == 1


def test_the_same_reads_as_text(used: Shell) -> None:
    assert "body-scan: Quick body scan, 3-10 min" in used("list").stdout
    history = used("history").stdout
    assert "Two other readings, 3 min  (" in history
    identity = history.rsplit("(", 1)[1].rstrip(")\n")
    shown = used("show", identity).stdout
    assert "The facts only. What was seen or heard?\n  They walked past without a word." in shown
    assert "\n  They were late for a train. They had bad news. (in Readings)\n" in shown
    readings = used("kept").stdout
    assert "Readings, 1.\n  1. They were late for a train. They had bad news.\n" in readings
    assert "What is known: " in used("show", "body-scan").stdout


def test_one_kept_thing_reads_whole_and_is_removed_only_when_one_is_sure(used: Shell) -> None:
    whole = used("kept", "readings", "1").stdout
    assert "What was seen or heard: They walked past without a word.\n" in whole
    refused = used("kept", "readings", "1", "--remove")
    assert (refused.returncode, refused.stderr.split("\n")[0]) == (
        2, "studio: Removing asks first, and there is no terminal to ask in.",
    )  # fmt: skip
    assert used("kept", "readings", "1", "--change").returncode == 2
    none = used("kept", "readings", "7")
    assert (none.returncode, none.stderr.split("\n")[0]) == (
        2, "studio: There is no number 7 in “Readings”.",
    )  # fmt: skip
    assert used("kept", "readings", "--remove").returncode == 2


def test_a_removed_thing_is_gone_and_its_session_stays(shell: Shell) -> None:
    assert shell("run", "two-interpretations", "--answers", str(EVENT)).returncode == 0
    assert shell("kept", "readings", "1", "--remove", "--yes").stdout == "Removed.\n"
    assert shell("kept").stdout == "Nothing kept yet. Exercises ask before they keep.\n"
    assert "Two other readings" in shell("history").stdout


def test_export_opens_anywhere(used: Shell, tmp_path: Path) -> None:
    assert "> They walked past without a word." in used("export").stdout
    assert json.loads(used("export", "--format", "json").stdout)["sessions"]
    table = used("export", "--format", "csv").stdout
    assert table.startswith("session,ended,exercise,title,ending,minutes,question,id,answer\n")
    assert "They walked past without a word." in table
    file = tmp_path / "mine.md"
    assert used("export", "-o", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    again = used("export", "-o", str(file))
    assert (again.returncode, again.stderr.split("\n")[1]) == (2, "Choose another name.")


def test_an_exported_page_holds_every_answer_and_loads_nothing(used: Shell) -> None:
    page = used("export", "--format", "html").stdout
    assert '<blockquote dir="auto">They walked past without a word.</blockquote>' in page
    assert "default-src 'none'" in page
    assert not any(loaded in page for loaded in ("<script", "<link", "<img", "http:", "https:"))
    assert page.endswith("</body>\n</html>\n")


def test_what_a_person_typed_acts_nowhere_in_an_export() -> None:
    from studio.cli.export import _cell, _plain, _tag

    assert _tag("li", "<b>&") == '<li dir="auto">&lt;b&gt;&amp;</li>\n'

    assert _plain("[x](http://a) *b* <i> # c\x1b[31m") == r"\[x\](http://a) \*b\* \<i\> \# c\[31m"
    assert _cell("=1+1") == "'=1+1"


def test_the_data_folder_is_named(shell: Shell) -> None:
    assert shell("data", "path").stdout == f"{shell.home}/data\n"


def test_check_finds_nothing_to_mend_in_what_is_shipped(shell: Shell) -> None:
    done = shell("check", str(ROOT / "exercises"))
    assert done.returncode == 0
    assert "othing to mend" in done.stdout


def test_check_shows_a_mistake_under_a_caret_and_exits_1(shell: Shell) -> None:
    file = shell.home / "mine.yml"
    file.write_text("format: 1\nid: mine\nversion: 1\ntitel: Mine\nquick: yes\nsteps: []\n")
    done = shell("check", str(file))
    assert done.returncode == 1
    assert ":4:1: error P201" in done.stdout
    assert "^^^^^" in done.stdout
    found = json.loads(shell("check", "--json", str(file)).stdout)
    assert {"code", "severity", "message", "hint", "file", "line", "column"} <= set(found[0])


def test_check_reads_standard_input_and_several_files(shell: Shell) -> None:
    text = "format: 1\nid: mine\nversion: 1\ntitle: Mine\nquick: yes\nsteps:\n  - tpye: say\n"
    done = shell("check", "-", str(ROOT / "exercises" / "steady" / "body-scan.yml"), typed=text)
    assert done.returncode == 1
    assert "<standard input>:7:5: error" in done.stdout
    assert "in 1 of 3 files" in done.stdout  # with the tests beside the exercise


def test_check_speaks_to_other_programs(shell: Shell) -> None:
    file = shell.home / "mine.yml"
    file.write_text("format: 1\nid: mine\nversion: 1\ntitel: Mine\nquick: yes\nsteps: []\n")
    sarif = shell("check", "--format", "sarif", str(file))
    assert sarif.returncode == 1
    codes = {one["ruleId"] for one in json.loads(sarif.stdout)["runs"][0]["results"]}
    assert {"P201", "P218"} <= codes
    github = shell("check", "--format=github", str(file)).stdout
    assert github.startswith("::")
    assert "line=4,col=1" in github
    assert shell("check", "--format", "xml", str(file)).returncode == 2


def test_check_asks_more_of_what_is_shared(shell: Shell) -> None:
    folder = shell.home / "mine"
    folder.mkdir()
    (folder / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nexercises: []\n"
    )
    assert shell("check", str(folder)).returncode == 0
    shared = shell("check", "--profile", "share", str(folder))
    assert shared.returncode == 1
    assert "P712" in shared.stdout


def test_explain_shows_a_code_and_lists_all(shell: Shell) -> None:
    done = shell("explain", "p302")
    assert done.returncode == 0
    assert "when: where = 'home'" in done.stdout
    assert "when: where == 'home'" in done.stdout
    assert "P302  error" in shell("explain").stdout
    unknown = shell("explain", "P3O2")
    assert unknown.returncode == 2
    assert "Did you mean P302?" in unknown.stderr


def test_new_writes_a_pack_that_checks_and_passes(shell: Shell) -> None:
    made = shell("new", "pack", "mine")
    assert made.returncode == 0
    assert "wrote  mine/first-look.yml" in made.stdout
    assert shell("check", "mine").returncode == 0
    assert "2 tests passed." in shell("test", "mine").stdout
    assert shell("new", "exercise", "other", "--into", "mine").returncode == 0
    assert shell("new", "exercice", "other").stderr.startswith("studio: `studio new` makes no")
    assert shell("new", "pack", "mine").returncode == 1


def test_schema_is_printed_for_each_sort_of_file(shell: Shell) -> None:
    assert json.loads(shell("schema").stdout)["title"] == "An exercise"
    assert json.loads(shell("schema", "tests").stdout)["title"] == "Tests of an exercise"
    unknown = shell("schema", "test")
    assert (unknown.returncode, "Did you mean `tests`?" in unknown.stderr) == (2, True)


def test_rename_shows_and_makes_changes(shell: Shell) -> None:
    assert shell("new", "pack", "mine").returncode == 0
    shown = shell("rename", "moment", "scene", "mine/first-look.yml", "--diff")
    assert "+    id: scene\n+    was: moment\n" in shown.stdout
    done = shell("rename", "moment", "scene", "mine/first-look.yml")
    assert done.returncode == 0
    assert "changed  mine/first-look.test.yml" in done.stdout
    assert "2 tests passed." in shell("test", "mine").stdout
    assert "Did you mean `scene`?" in shell("rename", "scen", "a", "mine/first-look.yml").stderr


def test_check_writes_the_lock_when_all_is_fine(shell: Shell) -> None:
    shell("new", "pack", "mine")
    done = shell("check", "--lock", "mine")
    assert (done.returncode, done.stdout) == (0, "wrote  mine/shapes.lock\n")
    file = shell.home / "mine" / "first-look.yml"
    file.write_text(file.read_text().replace("id: pull", "id: tug").replace("pull ==", "tug =="))
    done = shell("check", "--lock", "mine")
    assert done.returncode == 1
    assert "P621" in done.stdout
    file.with_name("first-look.test.yml").unlink()
    done = shell("check", "--lock", "--anew", "mine")
    assert (done.returncode, done.stdout) == (0, "wrote  mine/shapes.lock\n")
    assert shell("check", "--anew", "mine").returncode == 2


def test_map_tells_the_paths_and_draws_them(shell: Shell) -> None:
    done = shell("map", "body-scan")
    assert done.returncode == 0
    assert done.stdout.startswith("body-scan: Quick body scan\n10 paths, 1 to 12 screens, ")
    assert "form > end\n" in shell("map", "body-scan", "--paths").stdout
    assert shell("map", "body-scan", "--picture", "a.svg").stdout == "wrote  a.svg\n"
    assert (shell.home / "a.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert shell("map", "body-scan", "--picture", "a.png").returncode == 2
    assert "Did you mean `body-scan`" in shell("map", "body-skan").stderr


def test_preview_needs_a_terminal_and_right_words(shell: Shell) -> None:
    file = str(ROOT / "exercises" / "steady" / "body-scan.yml")
    done = shell("preview", file)
    assert (done.returncode, done.stderr.count("\n")) == (2, 2)
    assert shell("preview", file, "--speed", "fast").returncode == 2
    assert shell("preview", file, "--size", "80").returncode == 2
    assert shell("preview", file, "--size", "0x0").returncode == 2


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("nothing.yml", "studio: There is no file nothing.yml."),
        (".", "studio: . is a folder."),
        ("one.test.yml", "studio: one.test.yml holds tests."),
        ("pack.yml", "studio: pack.yml is no exercise."),
        ("notes.md", "studio: notes.md is no exercise."),
    ],
)
def test_preview_of_what_is_no_exercise_says_so(shell: Shell, named: str, said: str) -> None:
    for one in ("one.test.yml", "pack.yml", "notes.md"):
        (shell.home / one).write_text("format: 1\n")
    done = shell("preview", named)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{said}\n")
    assert done.stderr.count("\n") == 2


def test_preview_records_under_a_free_name_of_a_file_it_can_read(shell: Shell) -> None:
    file = shell.home / "mine.yml"
    file.write_text("format: 1\nid: mine\n")
    tests = shell.home / "mine.test.yml"
    tests.write_text("format: 1\ntests:\n  a_day:\n    exercise: mine\n")
    taken = shell("preview", "mine.yml", "--record", "a_day")
    assert (taken.returncode, taken.stderr.count("\n")) == (1, 2)
    assert "has a test `a_day` already" in taken.stderr
    spelled = shell("preview", "mine.yml", "--record", "A day")
    assert (spelled.returncode, spelled.stderr.count("\n")) == (1, 2)
    assert "cannot be the name of a test" in spelled.stderr
    # Nothing is in its way but the terminal that is not there.
    assert shell("preview", "mine.yml", "--record", "another").returncode == 2
    tests.write_text("tests: [\n")
    assert "studio check mine.test.yml" in shell("preview", "mine.yml", "--record", "one").stderr
    assert tests.read_text() == "tests: [\n"
    assert "becomes a test" in shell("preview", "--help").stdout


def test_fix_shows_and_makes_changes(shell: Shell) -> None:
    file = shell.home / "mine.yml"
    text = "format: 1\nid: mine\nversion: 1\ntitel: Mine\nquick: yes  # small\nsteps: []\n"
    file.write_text(text)
    shown = shell("fix", "--diff", "mine.yml")
    assert "-titel: Mine\n+title: Mine\n" in shown.stdout
    assert file.read_text() == text
    done = shell("fix", "mine.yml")
    assert done.returncode == 1
    assert "mended  mine.yml:4:1: P201" in done.stdout
    assert "1 mended, 1 left for you." in done.stdout
    assert file.read_text() == text.replace("titel", "title")


def test_test_plays_what_stands_beside_an_exercise(shell: Shell) -> None:
    done = shell("test", str(ROOT / "exercises" / "values" / "small-steps.yml"))
    assert done.returncode == 0
    assert "passed  small-steps: a_goal_is_halved_and_reviewed" in done.stdout
    assert "2 tests passed." in done.stdout
    walked = shell("test", str(ROOT / "exercises" / "steady"), "--explore", "3", "--seed", "4")
    assert walked.returncode == 0
    assert "body-scan: 3 walks, steps" in walked.stdout
    assert shell("test", "--explore", "many").returncode == 2


def test_a_test_that_fails_says_where_and_exits_1(shell: Shell) -> None:
    folder = shell.home / "mine"
    folder.mkdir()
    (folder / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nexercises: [hello]\n"
    )
    (folder / "hello.yml").write_text(
        "format: 1\nid: hello\nversion: 1\ntitle: Hello\nquick: yes\n"
        "steps:\n  - type: say\n    text: Hello\n"
    )
    (folder / "hello.test.yml").write_text(
        "format: 1\ntests:\n  greets:\n    exercise: hello\n    now: 2026-04-10 09:00\n"
        "    expect:\n      ends: stopped\n"
    )
    done = shell("test", "mine")
    assert done.returncode == 1
    assert "FAILED  hello: greets" in done.stdout
    assert "mine/hello.test.yml:7:13: error P822" in done.stdout
    assert "0 tests passed, 1 failed." in done.stdout
    found = json.loads(shell("test", "mine", "--format", "json").stdout)
    assert [one["code"] for one in found] == ["P822"]


def test_answers_that_do_not_fit_are_shown_at_their_place_and_nothing_is_stored(
    shell: Shell,
) -> None:
    (shell.home / "wrong.yml").write_text("mode: evnt\n")
    done = shell("run", "two-interpretations", "--answers", "wrong.yml")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("wrong.yml:1:7: error P805: `evnt` is not among the options.\n")
    assert "  |       ^^^^\n" in done.stderr
    assert not list((shell.home).glob("data/*/*.json"))
    assert shell("run", "two-interpretations", "--answers", "gone.yml").returncode == 1


def test_an_exercise_runs_in_lines_through_a_pipe(shell: Shell) -> None:
    done = shell("run", "q-mood", "--plain", typed="\n\n4\nso-so\n")
    assert done.returncode == 0
    assert "0 calm, 10 the most I can imagine. Number, or :s to skip.\n> 4\n" in done.stdout
    [session] = shell.json("history", "--json")
    assert session["ending"] == "finished"


def test_a_folder_that_cannot_be_used_exits_3(shell: Shell) -> None:
    (shell.home / "data").write_text("not a folder")
    done = shell("history")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("studio: ")


def test_a_crash_says_two_sentences_and_no_word_of_anybody(shell: Shell) -> None:
    done = shell.python(
        "import studio.cli.table as table\n"
        "def broken(words):\n"
        "    private = 'my secret words'\n"
        "    raise ValueError(private)\n"
        "table.dispatch = broken\n"
        "from studio.cli import main; main(['list'])\n"
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    assert done.stderr.startswith("Something went wrong inside the studio.")
    assert "(ValueError" in done.stderr
    assert len(done.stderr.strip().split("\n")) == 3


def test_a_reader_that_stops_reading_is_no_error(used: Shell) -> None:
    code = "from studio.cli import main; main(['list'])"
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; {sys.executable} -c "{code}" | head -n 1'],
        capture_output=True, text=True, env=used.environment, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""


def test_answers_are_played_to_their_end_though_nobody_reads(shell: Shell) -> None:
    code = (
        f"from studio.cli import main; main(['run', 'two-interpretations', '--answers', '{EVENT}'])"
    )
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "{code}" | head -n 1; echo ${{PIPESTATUS[0]}}'],
        capture_output=True, text=True, env=shell.environment, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("Two other readings.\n0\n", "")
    assert len(shell.json("history", "--json")) == 1


LIGHT: list[tuple[tuple[str, ...], set[str]]] = [
    (("today",), {"textual", "rich", "yaml"}),
    (("list",), {"textual", "rich", "yaml", "tinydb", "hashlib"}),
    (("check", str(ROOT / "exercises" / "steady")), {"textual", "rich", "tinydb"}),
    (("history",), {"textual", "rich", "yaml", "hashlib"}),
    (("run", "body-scan", "--plain"), {"textual", "rich"}),
    (("today", "--short"), {"textual", "rich", "yaml", "tinydb", "argparse", "pathlib", "typing"}),
]


@pytest.mark.parametrize(("words", "heavy"), LIGHT, ids=[" ".join(one[0][:2]) for one in LIGHT])
def test_commands_import_no_more_than_they_need(
    shell: Shell, words: tuple[str, ...], heavy: set[str]
) -> None:
    shell("list")  # the summaries are read once
    done = shell.python(
        "import sys\nbefore = set(sys.modules)\nfrom studio.cli import main\n"
        f"try: main({list(words)!r})\nexcept SystemExit as end: assert end.code == 0, end.code\n"
        "print('IMPORTED', *sorted(set(sys.modules) - before))\n"
    )
    assert done.returncode == 0, done.stderr
    imported = {name.split(".")[0] for name in done.stdout.rsplit("IMPORTED", 1)[1].split()}
    assert not imported & heavy


def test_what_makes_textual_write_or_run_things_is_cleared_before_full_screen(shell: Shell) -> None:
    done = shell.python(
        "import sys, types, os\n"
        "seen = {}\n"
        "def run(desk, exercise, opening):\n"
        "    seen.update(os.environ)\n"
        "    return 0\n"
        "import studio.tui\n"
        "studio.tui.run = run\n"
        "from studio.cli import streams, run as command\n"
        "streams.at_terminal = lambda: True\n"
        "from studio.cli import main\n"
        "try: main(['run', 'body-scan'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'textual' not in sys.modules\n"
        "assert seen and not [name for name in seen if name.startswith('TEXTUAL')]\n",
        TEXTUAL_LOG="/tmp/never", TEXTUAL_DRIVER="os:system",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_help_of_a_command_lists_its_words(shell: Shell) -> None:
    from studio.cli.data import WORDS
    from studio.cli.locale import WHAT
    from studio.cli.pack import WORDS as PACK
    from studio.cli.programmes import ACTS

    groups = (("data", WORDS), ("locale", WHAT), ("programme", ACTS), ("pack", PACK))
    for command, words in groups:
        page = shell(command, "--help").stdout
        assert all(f"\n  {word} " in page for word in words), command
