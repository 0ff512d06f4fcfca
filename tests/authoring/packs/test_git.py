"""A pack from a git address: read from its objects, with nothing of it run or checked out."""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path

import pytest

from studio.authoring.packs import git as by_git
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.git import address_of, from_git
from studio.authoring.packs.origins import fetched, told
from studio.errors import StudioError
from tests.authoring.packs.making import commit, git, sound_pack

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A pack at the top of a repository."""
    folder = sound_pack(tmp_path)
    commit(folder)
    return folder


def url(folder: Path) -> str:
    return f"file://{folder}"


def fetch(word: str, folder: str = "", **more) -> Carried:
    address = address_of(word)
    assert address is not None
    return from_git(address, folder, **more)


def test_a_pack_is_read_from_a_bare_repository(repository: Path, tmp_path: Path):
    git(tmp_path, "clone", "-q", "--bare", str(repository), "bare.git")
    pack = fetched(url(tmp_path / "bare.git"))
    assert pack.id == "mine"
    assert pack.files["pack.yml"] == (repository / "pack.yml").read_bytes()
    assert pack.origin["commit"] == git(repository, "rev-parse", "HEAD").strip()
    assert told(pack.origin).endswith(f"commit {pack.origin['commit'][:12]}")


def test_a_branch_or_a_tag_stands_behind_the_address(repository: Path):
    git(repository, "tag", "v1")
    (repository / "README.md").write_text("Newer.\n")
    commit(repository)
    assert "README.md" not in fetch(f"{url(repository)}#v1").files
    assert "README.md" in fetch(f"{url(repository)}#main").files
    with pytest.raises(StudioError, match="at “v9”"):
        fetch(f"{url(repository)}#v9")


def test_bytes_come_as_they_were_committed(repository: Path):
    (repository / "README.md").write_bytes(b"one\r\ntwo\n")
    (repository / ".gitattributes").write_text("* text eol=crlf\n*.md filter=evil ident\n")
    commit(repository)
    # What is in the commit has one sort of line end, and no checkout puts the other in.
    assert fetch(url(repository)).files["README.md"] == b"one\ntwo\n"


def test_one_of_several_packs_is_chosen(tmp_path: Path):
    home = tmp_path / "packs"
    home.mkdir()
    sound_pack(home, "one")
    commit(home)
    assert fetch(url(home)).origin["folder"] == "one"
    sound_pack(home, "two", "second-look")
    commit(home)
    with pytest.raises(StudioError, match="2 packs at that address: one, two") as error:
        fetch(url(home))
    assert "--folder one" in error.value.hint
    assert fetch(url(home), "two").id == "two"
    with pytest.raises(StudioError, match="no folder three"):
        fetch(url(home), "three")
    with pytest.raises(StudioError, match="no folder of a pack"):
        fetch(url(home), "../two")


def test_no_hook_filter_or_setting_of_a_stranger_is_run(repository: Path, tmp_path: Path):
    ran = tmp_path / "ran"
    evil = tmp_path / "evil.sh"
    evil.write_text(f'#!/bin/sh\necho "$0" >> {ran}\ncat\n')
    evil.chmod(0o755)
    for hook in ("post-checkout", "post-merge", "reference-transaction", "post-update"):
        shutil.copy(evil, repository / ".git" / "hooks" / hook)
    (repository / ".gitattributes").write_text("* filter=evil diff=evil\n")
    (repository / ".gitmodules").write_text(
        '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c evil\n'
    )
    git(repository, "config", "core.fsmonitor", str(evil))
    git(repository, "config", "uploadpack.packObjectsHook", str(evil))
    # Only now: so far it was the author who ran git here.
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f'[filter "evil"]\n\tsmudge = {evil}\n\tclean = {evil}\n'
        f"[core]\n\thooksPath = {repository / '.git' / 'hooks'}\n\tfsmonitor = {evil}\n"
        f"[init]\n\ttemplateDir = {repository / '.git'}\n"
    )
    git(repository, "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "add", "-A")
    git(
        repository, "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null",
        "commit", "-q", "-m", "More",
    )  # fmt: skip
    ran.unlink(missing_ok=True)
    pack = fetch(url(repository), environment={"PATH": os.environ["PATH"], "HOME": str(home)})
    assert pack.id == "mine"
    assert not ran.exists(), ran.read_text()


def test_a_link_in_place_of_a_file_is_refused(repository: Path):
    (repository / "README.md").symlink_to("/etc/passwd")
    commit(repository)
    with pytest.raises(StudioError, match=r"README.md is no plain file"):
        fetch(url(repository))


def test_a_submodule_in_place_of_a_file_is_refused(repository: Path):
    sha = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{sha},README.md")
    git(repository, "commit", "-q", "-m", "A submodule")
    with pytest.raises(StudioError, match=r"README.md is no plain file"):
        fetch(url(repository))


def test_what_is_too_large_is_refused_before_it_is_read(repository: Path):
    (repository / "README.md").write_bytes(b"a" * (1024 * 1024 + 1))
    commit(repository)
    with pytest.raises(StudioError, match=r"README.md is larger than 1024 KiB"):
        fetch(url(repository))


def test_a_fetch_without_end_is_given_up(repository: Path, monkeypatch: pytest.MonkeyPatch):
    (repository / "noise.bin").write_bytes(os.urandom(3 * 1024 * 1024))
    commit(repository)
    assert fetch(url(repository)).left_out == ("noise.bin",)
    monkeypatch.setattr(by_git, "LARGEST_OUTPUT", 1024 * 1024)
    with pytest.raises(StudioError, match="Nothing could be fetched"):
        fetch(url(repository))


def test_a_git_that_never_ends_is_ended_with_all_it_began(tmp_path: Path):
    """The time limit takes git's own children along."""
    tools = tmp_path / "tools"
    tools.mkdir()
    pid = tmp_path / "pid"
    slow = tools / "git"
    slow.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {pid}\nwait\n")
    slow.chmod(0o755)
    began = time.monotonic()
    monkey = pytest.MonkeyPatch()
    monkey.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    try:
        with pytest.raises(StudioError, match="longer than 1 seconds"):
            fetch("https://example.invalid/x.git", seconds=1)
    finally:
        monkey.undo()
    assert time.monotonic() - began < 30
    assert not _alive(int(pid.read_text()))


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_machine_without_git_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StudioError, match="git is not here"):
        fetch("https://example.invalid/x.git")


def test_ssh_is_asked_without_a_password(tmp_path: Path, repository: Path):
    """The program for ssh is stood in for by one that runs git here and notes its words."""
    tool = tmp_path / "ssh.sh"
    noted = tmp_path / "noted"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {noted}\nfor last; do :; done\neval "$last"\n')
    tool.chmod(0o755)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_SSH_COMMAND": str(tool),
    }  # fmt: skip
    pack = fetch(f"ssh://someone@example.invalid{repository}", environment=environment)
    assert pack.id == "mine"
    assert fetch(f"someone@example.invalid:{repository}", environment=environment).id == "mine"
    assert "someone@example.invalid" in noted.read_text()


def test_the_program_for_ssh_asks_nobody_anything(repository: Path, tmp_path: Path):
    address = address_of("ssh://someone@example.invalid/x")
    assert address is not None
    made = by_git.Git(tmp_path, address, 1, {})
    assert made.environment["GIT_SSH_COMMAND"] == "ssh -oBatchMode=yes"
    assert made.environment["GIT_TERMINAL_PROMPT"] == "0"
    assert made.environment["GIT_ALLOW_PROTOCOL"] == "ssh"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("http://example.org/a.git", "not fetched by “http”"),
        ("ext://sh", "not fetched by “ext”"),
        ("ext::sh -c touch% x", "git would run a program"),
        ("https://-oProxyCommand=x/a", "cannot be used"),
        ("https://example.org/a\n.git", "cannot be used"),
        ("https://me:secret@example.org/a.git", "would be written down"),
        ("https://example.org/a.git#--upload-pack=x", "cannot be used"),
    ],
)
def test_an_address_that_could_do_more_than_fetch_is_refused(word: str, said: str):
    with pytest.raises(StudioError, match=said) as error:
        address_of(word)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("word", ["packs/mine", "mine.zip", "./a", "~/a", "C:/a", "a:b"])
def test_a_path_is_no_address(word: str):
    assert address_of(word) is None


def test_what_git_leaves_behind_is_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(by_git.tempfile, "tempdir", str(scratch))
    seen = []
    real = by_git.Git.fetch

    def looking(self) -> None:
        seen.append(stat.S_IMODE(self.home.stat().st_mode))
        real(self)

    monkeypatch.setattr(by_git.Git, "fetch", looking)
    fetch(url(repository))
    assert seen == [0o700]
    assert list(scratch.iterdir()) == []
