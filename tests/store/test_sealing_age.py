"""Everything can be opened with `age` or `rage`, without this program."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from studio.store.sealing import AGE
from tests.store.doubles import outcome, store_at
from tests.store.sealed import QUICK, WORDS

ROOT = Path(__file__).resolve().parents[2]


def needed(program: str) -> str:
    found = shutil.which(program)
    if found is None and program == "rage" and not packaged(program):
        pytest.skip("this system has no package rage")
    if found is None:
        pytest.skip(f"needs {program}")
    return found


def packaged(program: str) -> bool:
    """Whether the system's packages have it; taken as yes where they cannot be asked."""
    if shutil.which("apt-cache") is None:
        return True
    asked = ["apt-cache", "show", "--no-all-versions", program]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.fixture
def sealed(root):
    """A sealed folder with one of everything, and its identity in the clear beside it."""
    store = store_at(root, passphrases=QUICK)
    identity = store.new_session_id()
    item = {"op": "add", "collection": "c/lines", "ref": store.new_session_id(),
            "fields": {"line": "kept words"}}  # fmt: skip
    plan = {"id": store.new_session_id(), "title": "planned", "due": "2026-03-12T09:00:00+00:00"}
    store.encrypt(WORDS)
    store.finish(identity, outcome(said="said words", changes=[item], shown=["card/1"],
                                   schedule=[plan]))  # fmt: skip
    store.save_draft(store.new_session_id(), {"title": "draft words", "events": ["event words"]})
    store.change_settings({"theme": "dusk", "contacts": ["contact words"]})
    secret = root.parent / "identity.txt"
    secret.write_bytes(QUICK.open((root / "keys" / "identity.age").read_bytes(), WORDS))
    return root


def sealed_fields(value):
    if isinstance(value, dict):
        for name, one in value.items():
            yield from [one] if name == AGE else sealed_fields(one)


@pytest.mark.parametrize("program", ["age", "rage"])
def test_every_document_of_every_file_opens_with_the_tool(sealed, program):
    import base64

    tool, opened = needed(program), []
    for path in sorted(sealed.rglob("*.json")):
        for text in sealed_fields(json.loads(path.read_text())):
            done = subprocess.run(
                [tool, "-d", "-i", sealed.parent / "identity.txt"],
                input=base64.b64decode(text), capture_output=True, check=True,
            )  # fmt: skip
            opened.append(json.loads(done.stdout))
    said = json.dumps(opened)
    for words in ("said", "kept", "draft", "event", "contact"):
        assert f"{words} words" in said
    assert len(opened) >= 7


def test_the_loop_of_the_privacy_page_prints_every_document(sealed):
    needed("age")
    page = (ROOT / "docs" / "privacy.md").read_text()
    lines = [line[4:] for line in page.splitlines() if line.startswith("    ")]
    assert lines[0].startswith("age -d keys/identity.age")
    (sealed / "identity.txt").write_bytes((sealed.parent / "identity.txt").read_bytes())
    done = subprocess.run(
        ["sh", "-c", "\n".join(lines[1:])], cwd=sealed, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["said"] == "said words"


def test_an_ssh_key_opens_the_identity_here_and_with_the_tool(sealed, tmp_path):
    age, keygen = needed("age"), shutil.which("ssh-keygen")
    if keygen is None:
        pytest.skip("needs ssh-keygen")
    key = tmp_path / "id_ed25519"
    subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    store = store_at(sealed, passphrases=QUICK)
    assert store.unlock(WORDS)
    store.add_ssh_key(key.with_suffix(".pub").read_text())
    done = subprocess.run(
        [age, "-d", "-i", key, sealed / "keys" / "identity.ssh.age"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == (sealed.parent / "identity.txt").read_bytes()
    again = store_at(sealed, passphrases=QUICK)
    assert again.unlock_by_ssh(key.read_bytes())
    assert [one["said"] for one in again.outcomes()] == ["said words"]
    again.change_passphrase("another one")
    assert store_at(sealed, passphrases=QUICK).unlock("another one")
