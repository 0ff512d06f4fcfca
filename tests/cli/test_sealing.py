from __future__ import annotations

import os
import subprocess
import sys

import pytest

from studio.store import Store
from tests.store.doubles import Clock, outcome
from tests.store.sealed import QUICK, WORDS

CODE = (
    "import sys, studio.store.keys as k, studio.store.place as p, studio.store.store as s\n"
    "from tests.store.sealed import QUICK\n"
    "s.Store.__init__.__kwdefaults__['passphrases'] = QUICK\n"
    "from studio.cli import main\n"
    "main({words!r})\n"
)


@pytest.fixture
def home(tmp_path):
    return tmp_path


def studio(home, *words, typed=None):
    """`studio`, with what is typed coming from a descriptor; scrypt is left out."""
    environment = {**os.environ, "STUDIO_HOME": str(home)}
    pipes = ()
    if typed is not None:
        reading, writing = os.pipe()
        os.write(writing, typed.encode())
        os.close(writing)
        environment["STUDIO_PASSPHRASE_FD"] = str(reading)
        pipes = (reading,)
    try:
        return subprocess.run(
            [sys.executable, "-c", CODE.format(words=list(words))],
            env=environment, pass_fds=pipes, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        for one in pipes:
            os.close(one)


def filled(home):
    store = Store(home / "data", clock=Clock(), host="one", entropy=os.urandom, passphrases=QUICK)
    store.finish(store.new_session_id(), outcome(title="Two other readings"))
    return store


def test_sealed_history_and_kept_say_so_and_exit_3(home):
    filled(home).encrypt(WORDS)
    for words in (["history"], ["kept"], ["export"], ["history", "--json"], ["data", "verify"]):
        done = studio(home, *words)
        assert done.returncode == 3, words
        assert "locked with a passphrase" in done.stderr
        assert "Two other readings" not in done.stdout + done.stderr
        assert done.stdout == ""


def test_with_the_passphrase_history_is_shown(home):
    filled(home).encrypt(WORDS)
    done = studio(home, "history", typed=f"no\n{WORDS}\n")
    assert done.returncode == 0
    assert "Two other readings" in done.stdout
    assert "That did not open it. Two tries left." in done.stderr


def test_three_wrong_tries_exit_3(home):
    filled(home).encrypt(WORDS)
    done = studio(home, "history", typed="no\nno\nno\n" + WORDS)
    assert done.returncode == 3
    assert "those were three tries" in done.stderr


def test_on_another_passphrase_and_off_by_command(home):
    filled(home)
    done = studio(home, "data", "encrypt", "--backup", "none", typed="a b\nother\na b\na b\n")
    assert done.returncode == 0, done.stderr
    assert "Those two differ. Once more?" in done.stderr
    assert studio(home, "data", "passphrase", typed="a b\nc d\nc d\n").returncode == 0
    assert studio(home, "history", typed="a b\n").returncode == 3
    done = studio(home, "data", "decrypt", "--backup", "plain", typed="c d\n")
    assert done.returncode == 0, done.stderr
    assert (home / "data" / "backups").is_dir()
    assert "Two other readings" in studio(home, "history").stdout


def test_a_prompt_line_tells_nothing_while_locked(home):
    filled(home).encrypt(WORDS)
    done = studio(home, "today", "--short")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_prompt_line_tells_that_something_is_due_if_that_was_allowed(home):
    store = filled(home)
    plan = {"id": store.new_session_id(), "title": "T", "due": "2026-03-11T09:00:00+00:00"}
    store.finish(store.new_session_id(), outcome(schedule=[plan]))
    store.encrypt(WORDS)
    assert studio(home, "today", "--short").stdout == ""
    store.change_settings({"tell_due": True})
    assert studio(home, "today", "--short").stdout == "Something is due\n"


def test_nobody_to_ask_is_said_and_changes_nothing(home):
    filled(home)
    done = studio(home, "data", "encrypt")
    assert done.returncode == 2
    assert "no terminal" in done.stderr
    assert not (home / "data" / "keys").exists()


def test_what_is_plain_is_not_decrypted_and_what_is_sealed_not_sealed_twice(home):
    assert "not sealed" in studio(home, "data", "decrypt", typed="x\n").stderr
    filled(home).encrypt(WORDS)
    done = studio(home, "data", "encrypt", typed="x\nx\n")
    assert done.returncode == 2
    assert "sealed already" in done.stderr


def test_a_plain_store_never_loads_what_seals(home):
    filled(home)
    code = (
        "import sys\nfrom studio.store import open_store\n"
        "list(open_store().outcomes()); open_store().kept('x'); open_store().settings()\n"
        "print([m for m in ('pyrage', 'studio.store.turning') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "STUDIO_HOME": str(home)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == "[]\n"
