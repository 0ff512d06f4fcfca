"""A pack out of a git address, by the program `git`.

Nothing is ever checked out: files are read from the objects, so that no hook, filter, link
or submodule of a stranger has anything to act on. Git runs in an empty folder of our own,
without the settings of this machine, with one protocol allowed, and within limits of time
and size. Imports `carried`.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from studio.authoring.packs.carried import HEAD, Carried, Room, belongs, carried
from studio.errors import StudioError

try:
    import resource
except ImportError:  # a system without limits for programs: the time limit holds there too
    resource = None  # type: ignore[assignment]

SECONDS = 60.0
LARGEST_OUTPUT = 64 * 1024 * 1024
MOST_MEMORY = 4 * 1024**3
SCHEMES = ("https", "ssh", "file")
SCP = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:\s].*")
MARK = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}")
FILES = (b"100644", b"100755", b"100664")
FOLDER = b"040000"
PASSED_ON = (
    "PATH", "HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "SYSTEMROOT",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
    "https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY",
    "no_proxy", "NO_PROXY",
)  # fmt: skip
SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.symlinks=false",
    "core.fsmonitor=false",
    "core.bigFileThreshold=8m",
    "credential.helper=",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "fetch.unpackLimit=1",  # one file holds it all, so that one limit holds it all back
    "gc.auto=0",
    "maintenance.auto=false",
)


class Address(NamedTuple):
    """What was typed: the address, its protocol, and the branch or tag after `#`, if any."""

    url: str
    scheme: str
    mark: str = ""

    @property
    def whole(self) -> str:
        """As it is typed."""
        return f"{self.url}#{self.mark}" if self.mark else self.url


class Entry(NamedTuple):
    """One row of a folder in git."""

    mode: bytes
    sha: str
    size: int
    name: str


def address_of(word: str) -> Address | None:
    """The git address in a word, or None when it is a path. StudioError for one not allowed."""
    url, _, mark = word.partition("#")
    scheme, colon, rest = url.partition("://")
    if colon:
        scheme = scheme.removeprefix("git+").lower()
        if scheme not in SCHEMES:
            raise StudioError(
                f"Packs are not fetched by “{scheme[:20]}”.",
                f"An address begins with {', '.join(f'{one}://' for one in SCHEMES)}.",
            )
        url = f"{scheme}://{rest}"
    elif "::" in url.split("/", 1)[0]:
        raise StudioError(
            "An address with “::” is not used: git would run a program that it names.",
            f"An address begins with {', '.join(f'{one}://' for one in SCHEMES)}.",
        )
    elif SCP.fullmatch(url):
        scheme = "ssh"
    else:
        return None
    if scheme != "ssh" and "@" in url.partition("://")[2].partition("/")[0]:
        raise StudioError(
            "An address with a name or a password in it is not used: it would be written down.",
            "Use an ssh:// address, and a key.",
        )
    if not url.isprintable() or rest.startswith("-") or (mark and MARK.fullmatch(mark) is None):
        raise StudioError(
            "That address cannot be used.", "Write it as: https://example.org/packs.git#v2"
        )
    return Address(url, scheme, mark)


def from_git(
    address: Address,
    folder: str = "",
    *,
    seconds: float = SECONDS,
    environment: Mapping[str, str] | None = None,
) -> Carried:
    """The pack at a git address, in `folder` of it where it holds several. StudioError."""
    surroundings = os.environ if environment is None else environment
    with tempfile.TemporaryDirectory(prefix="studio-pack-") as made:
        git = Git(Path(made), address, seconds, surroundings)
        git.fetch()
        commit = git.run("rev-parse", "--verify", "HEAD").decode("ascii", "replace").strip()
        inside = _folder_of(git, folder)
        files, left_out = _files(git, inside)
    origin = {"kind": "git", "address": address.whole, "commit": commit}
    if inside:
        origin["folder"] = inside
    return carried(files, address.url, origin, left_out)


class Git:
    """The program, in one empty folder, for one address."""

    def __init__(
        self, home: Path, address: Address, seconds: float, environment: Mapping[str, str]
    ) -> None:
        self.home = home
        self.address = address
        self.seconds = seconds
        self.environment = {
            **{name: environment[name] for name in PASSED_ON if name in environment},
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": address.scheme,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_CEILING_DIRECTORIES": str(home),
        }
        self.environment.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")

    def fetch(self) -> None:
        """Bring the newest commit of the branch or tag here, without anything around it."""
        mark = [f"--branch={self.address.mark}"] if self.address.mark else []
        self._git(
            "clone", "--bare", "--quiet", "--depth=1", "--single-branch", "--no-tags",
            "--template=", *mark, "--", self.address.url, "fetched",
        )  # fmt: skip

    def run(self, *words: str, typed: bytes = b"") -> bytes:
        """What git says about what was fetched."""
        return self._git(f"--git-dir={self.home / 'fetched'}", *words, typed=typed)

    def entries(self, tree: str) -> list[Entry]:
        """One folder of what was fetched, without what is in its folders."""
        found = []
        for row in self.run("ls-tree", "-l", "-z", tree).split(b"\0"):
            if not row:
                continue
            told, _, name = row.partition(b"\t")
            mode, _, sha, size = told.split()
            found.append(
                Entry(
                    mode,
                    sha.decode("ascii"),
                    int(size) if size.isdigit() else 0,
                    name.decode("utf-8", "replace"),
                )
            )
        return found

    def _git(self, *words: str, typed: bytes = b"") -> bytes:
        settings = [part for one in SETTINGS for part in ("-c", one)]
        with (
            tempfile.TemporaryFile(dir=self.home) as said,
            tempfile.TemporaryFile(dir=self.home) as asked,
        ):
            asked.write(typed)
            asked.seek(0)
            try:
                running = subprocess.Popen(
                    ["git", *settings, *words],
                    cwd=self.home,
                    env=self.environment,
                    stdin=asked,
                    stdout=said,
                    stderr=subprocess.DEVNULL,  # may hold what the other side wants to be seen
                    start_new_session=True,
                    preexec_fn=_limited if resource is not None else None,
                )
            except OSError as problem:
                raise StudioError(
                    "The program git is not here, and fetching a pack needs it.",
                    "Install git, or fetch the pack as a zip.",
                ) from problem
            try:
                code = running.wait(self.seconds)
            except subprocess.TimeoutExpired as problem:
                raise StudioError(
                    f"Fetching took longer than {self.seconds:.0f} seconds and was given up.",
                    "Try again later, or fetch the pack as a zip.",
                ) from problem
            finally:
                _end(running)
            if code:
                raise self._failed()
            said.seek(0)
            return said.read(LARGEST_OUTPUT)

    def _failed(self) -> StudioError:
        at = f" at “{self.address.mark}”" if self.address.mark else ""
        return StudioError(
            f"Nothing could be fetched from {self.address.url[:200]}{at}.",
            "Check the address and your connection; git must get there without a password.",
        )


def _end(running: subprocess.Popen[bytes]) -> None:
    """End git and whatever it started; nothing when it has ended by itself."""
    if running.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):  # it ended just now
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()


def _limited() -> None:
    """In git's own process, before it begins: no file and no memory without end."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _folder_of(git: Git, folder: str) -> str:
    """Which folder of the address holds the pack: "" for all of it."""
    if folder:
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_./-]*", folder) is None or ".." in folder:
            raise StudioError("That is no folder of a pack.", "Write it as: packs/small-pauses")
        return folder.strip("/")
    here = git.entries("HEAD")
    if any(one.name == HEAD for one in here):
        return ""
    below = [one.name for one in here if one.mode == FOLDER][:200]
    if not below:
        return ""
    heads = git.run("ls-tree", "-z", "HEAD", "--", *(f"{one}/{HEAD}" for one in below))
    names = [row.partition(b"\t")[2].decode("utf-8", "replace") for row in heads.split(b"\0")]
    found = sorted(one.removesuffix(f"/{HEAD}") for one in names if one)
    if len(found) > 1:
        raise StudioError(
            f"There are {len(found)} packs at that address: {', '.join(found[:8])}.",
            f"Choose one: --folder {found[0]}",
        )
    return found[0] if found else ""


def _files(git: Git, inside: str) -> tuple[dict[str, bytes], list[str]]:
    """The files of a pack, and the names of those that are no part of one."""
    tree = f"HEAD:{inside}" if inside else "HEAD"
    if inside and not git.run("ls-tree", "-d", "-z", "HEAD", "--", inside):
        raise StudioError(
            f"There is no folder {inside[:60]} at {git.address.url[:200]}.",
            "Check the spelling of the folder.",
        )
    rows = []
    for one in git.entries(tree):
        if one.name == "lang" and one.mode == FOLDER:
            lang = f"HEAD:{inside}/lang" if inside else "HEAD:lang"
            rows += [row._replace(name=f"lang/{row.name}") for row in git.entries(lang)]
        else:
            rows.append(one)
    room = Room(git.address.url)
    wanted: list[Entry] = []
    left_out = []
    for row in rows:
        if belongs(row.name):
            if row.mode not in FILES:
                raise StudioError(
                    f"{git.address.url[:200]} is not taken: {row.name[:60]} is no plain file.",
                    "Whoever made the pack has to put the file itself there.",
                )
            room.take(row.name, row.size)
            wanted.append(row)
        elif not row.name.startswith((".", "lang/.")):
            left_out.append(row.name)
    return _contents(git, wanted), left_out


def _contents(git: Git, wanted: list[Entry]) -> dict[str, bytes]:
    asked = "".join(f"{one.sha}\n" for one in wanted).encode("ascii")
    said = git.run("cat-file", "--batch", typed=asked)
    files = {}
    at = 0
    for one in wanted:
        start = said.index(b"\n", at) + 1
        files[one.name] = said[start : start + one.size]
        at = start + one.size + 1
    return files
