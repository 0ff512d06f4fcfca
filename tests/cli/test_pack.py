"""`studio pack` as a shell runs it: from a folder to a zip, in, on and out again."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.authoring.packs.making import change, commit, sound_pack, zipped
from tests.cli.test_commands import ROOT, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return sound_pack(tmp_path)


def sorts(shell: Shell) -> dict[str, str]:
    return {one["id"]: one["sort"] for one in shell.json("pack", "list", "--json")}


def test_from_a_folder_to_a_zip_in_on_and_out_again(shell: Shell, mine: Path):
    built = shell("pack", "build", str(mine))
    assert (built.returncode, built.stderr) == (0, "")
    assert "wrote  mine-1.zip" in built.stdout
    done = shell("pack", "install", "mine-1.zip", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "(mine), version 1" in done.stdout
    assert "(first-look)" in done.stdout
    assert sorts(shell)["mine"] == "installed"
    assert "first-look" in shell("list").stdout
    assert "up to date" in shell("pack", "update").stdout

    change(mine, "What happened, in a line or two?", "What was it?")
    change(mine, "version: 1", "version: 2", "pack.yml")
    told = shell("pack", "diff", "mine", str(mine))
    assert told.returncode == 0
    assert "version 1 to 2" in told.stdout
    assert "- What happened, in a line or two?" in told.stdout
    assert "+ What was it?" in told.stdout
    assert "All are read as they are now." in told.stdout
    assert "-    text: What happened" in shell("pack", "diff", "--lines", "mine", str(mine)).stdout
    assert "at version 2 now" in shell("pack", "update", "mine", str(mine), "--yes").stdout

    gone = shell("pack", "remove", "mine", "--yes")
    assert (gone.returncode, gone.stderr) == (0, "")
    assert "mine" not in sorts(shell)


def test_history_outlives_the_pack(shell: Shell, mine: Path):
    assert shell("pack", "install", str(mine), "--yes").returncode == 0
    answers = shell.home / "answers.yml"
    answers.write_text(
        "distress_before: 6\nmoment: A door slammed.\npull: act\ndistress_after: 4\nhelped: 6\n"
    )
    ran = shell("run", "first-look", "--answers", str(answers))
    assert (ran.returncode, ran.stderr) == (0, "")
    before = shell.json("history", "--json")
    assert [one["exercise"] for one in before] == ["first-look"]
    change(mine, "    lines: 3\n", "")
    change(mine, "id: moment", "id: instant")
    change(mine, "line: moment", "line: instant")
    told = shell("pack", "diff", "mine", str(mine))
    assert "first-look, 1 past session:" in told.stdout
    assert "`moment` is not asked any more" in told.stdout
    removed = shell("pack", "remove", "mine", "--yes")
    assert "1 past session," in removed.stdout
    assert shell.json("history", "--json") == before
    assert "A door slammed." in shell("show", before[0]["id"]).stdout


def test_without_a_terminal_nothing_is_done_unless_it_is_said(shell: Shell, mine: Path):
    done = shell("pack", "install", str(mine))
    assert done.returncode == 2
    assert "(mine), version 1" in done.stdout
    assert "--yes" in done.stderr
    assert "mine" not in sorts(shell)
    shell("pack", "install", str(mine), "--yes")
    change(mine, "What happened", "And what happened")
    assert shell("pack", "update").returncode == 2
    assert shell("pack", "remove", "mine").returncode == 2
    assert sorts(shell)["mine"] == "installed"


def test_what_has_mistakes_is_shown_and_not_taken(shell: Shell, mine: Path):
    change(mine, "type: text", "type: txet")
    for word in ("install", "build"):
        done = shell("pack", word, str(mine), *(["--yes"] if word == "install" else []))
        assert done.returncode == 1
        assert "P208" in done.stdout
    assert "mine" not in sorts(shell)


def test_a_hostile_zip_is_one_sentence(shell: Shell, mine: Path):
    files = {path.name: path.read_bytes() for path in mine.glob("*.yml")}
    (shell.home / "x.zip").write_bytes(zipped(files | {"../../.bashrc": b"evil"}))
    done = shell("pack", "install", "x.zip", "--yes")
    assert done.returncode == 1
    assert "leads out of the pack" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (shell.home / "data").exists()


def test_words_of_a_stranger_reach_the_terminal_clean(shell: Shell, mine: Path):
    files = {path.name: path.read_bytes() for path in mine.iterdir() if path.is_file()}
    files["odd\x1b]0;owned\x07.bin"] = b""
    folder = shell.home / "mine"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = shell("pack", "install", str(folder), "--yes")
    assert done.returncode == 0
    assert "owned" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_a_git_address_is_installed_and_updated(shell: Shell, mine: Path):
    first = commit(mine)
    done = shell("pack", "install", f"file://{mine}", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert first[:12] in done.stdout
    change(mine, "What happened, in a line or two?", "What was it?")
    commit(mine)
    told = shell("pack", "update", "--yes")
    assert "+ What was it?" in told.stdout
    assert "up to date" in shell("pack", "update").stdout


def test_one_origin_that_is_gone_does_not_hold_up_the_others(
    shell: Shell, mine: Path, tmp_path: Path
):
    other = sound_pack(tmp_path, "other", "second-look")
    shell("pack", "install", str(mine), "--yes")
    shell("pack", "install", str(other), "--yes")
    (mine / "pack.yml").rename(tmp_path / "aside.yml")
    done = shell("pack", "update")
    assert done.returncode == 1
    assert "no pack.yml" in done.stderr
    assert "other is up to date" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["instal", "x"], "Did you mean `install`?"),
        (["install"], "needs a FOLDER, ZIP or ADDRESS"),
        (["list", "x"], "no place for"),
        (["list", "--yes"], "does not know --yes"),
        (["build", "a", "b"], "no place for"),
        ([], "needs WHAT"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(shell: Shell, words: list[str], said: str):
    done = shell("pack", *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["install", "nowhere"], "There is no folder and no zip nowhere."),
        (["install", "http://example.org/x.git"], "not fetched by “http”"),
        (["remove", "steady"], "comes with the program"),
        (["diff", "steady"], "no origin"),
        (["diff", "staedy"], "was installed"),
        (["update", "mine"], "was installed"),
        (["install", ".", "--folder", "x"], "belongs to a git address"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(shell: Shell, words: list[str], said: str):
    done = shell("pack", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert len(done.stderr.strip().split("\n")) == 2


def test_a_kill_in_the_middle_of_an_update_leaves_a_whole_pack(shell: Shell, mine: Path):
    """Killed for real, between the two renames: the next start has the pack again."""
    assert shell("pack", "install", str(mine), "--yes").returncode == 0
    change(mine, "What happened", "And what happened")
    code = """
import os, signal, sys
from studio.store.durable import Disk
move, count = Disk.move, [0]
def dying(self, old, new):
    move(self, old, new)
    os.kill(os.getpid(), signal.SIGKILL)
Disk.move = dying
from studio.cli import main
main(["pack", "update", "--yes"])
"""
    assert shell.python(code).returncode == -signal.SIGKILL
    packs = shell.home / "data" / "packs"
    assert not (packs / "mine").exists()
    assert "first-look" in shell("list").stdout
    assert sorted(path.name for path in packs.iterdir()) == [".lock", "mine"]
    assert "What happened, in" in (packs / "mine" / "first-look.yml").read_text()


def test_check_knows_the_packs_that_are_installed(shell: Shell, mine: Path, tmp_path: Path):
    (tmp_path / "apart").mkdir()
    other = sound_pack(tmp_path / "apart", "other", "second-look")
    change(other, "uses: [common]", "uses: [common, mine]", "pack.yml")
    assert "P704" in shell("check", str(other)).stdout
    shell("pack", "install", str(mine), "--yes")
    assert shell("check", str(other)).returncode == 0


def test_a_python_package_brings_a_pack(shell: Shell, mine: Path, tmp_path: Path):
    site = tmp_path / "site"
    (site / "of_mine").mkdir(parents=True)
    (site / "of_mine" / "__init__.py").write_text("raise SystemExit(9)\n")
    mine.rename(site / "of_mine" / "mine")
    (site / "of_mine-1.dist-info").mkdir()
    (site / "of_mine-1.dist-info" / "entry_points.txt").write_text(
        "[practice_studio.packs]\nmine = of_mine\n"
    )
    shell.environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(site)])
    assert sorts(shell)["mine"] == "python"
    assert "first-look" in shell("list").stdout
    done = shell("pack", "remove", "mine", "--yes")
    assert done.returncode == 1
