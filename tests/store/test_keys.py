from __future__ import annotations

import pytest

from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.keys import SCRYPT, Keys, Wrong, public_of
from tests.store.sealed import QUICK, WORDS

pyrage = pytest.importorskip("pyrage")
SSH_PUBLIC = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO2b5Mst7KVGHHJI4fjSTSNB3ySSPTD0QkAUS6ikUXLF someone"
)


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "keys", Disk(), QUICK)


def test_the_passphrase_opens_the_identity_and_no_other_does(keys):
    secret = keys.make(WORDS)
    assert keys.unlock(WORDS) == secret
    with pytest.raises(Wrong):
        keys.unlock(WORDS + " ")


def test_scrypt_itself_opens_what_it_closed(tmp_path):
    keys = Keys(tmp_path / "keys", Disk(), SCRYPT)
    secret = keys.make("geheim ü")
    assert secret.encode() not in (tmp_path / "keys" / "identity.age").read_bytes()
    assert keys.unlock("geheim u\u0308") == secret
    with pytest.raises(Wrong):
        keys.unlock("geheim")


def test_another_passphrase_changes_one_file_and_not_the_identity(keys):
    secret = keys.make(WORDS)
    before = (keys.folder / "recipients.txt").read_bytes()
    keys.change(secret, "another one")
    assert keys.unlock("another one") == secret
    assert (keys.folder / "recipients.txt").read_bytes() == before
    with pytest.raises(Wrong):
        keys.unlock(WORDS)


def test_a_new_identity_puts_the_older_one_aside(keys):
    first = keys.make(WORDS)
    second = keys.make("another one")
    assert first != second
    (kept,) = keys.folder.glob("earlier-*.age")
    assert first.encode() in QUICK.open(kept.read_bytes(), WORDS)
    assert keys.recipients() == (public_of(second),)


def test_keys_are_for_their_owner_alone(keys):
    keys.make(WORDS)
    assert {one.stat().st_mode & 0o777 for one in keys.folder.iterdir()} == {0o600}
    assert keys.folder.stat().st_mode & 0o777 == 0o700


def test_a_lost_identity_is_told_by_its_name(keys):
    keys.make(WORDS)
    (keys.folder / "identity.age").unlink()
    with pytest.raises(StoreError, match=r"identity\.age"):
        keys.unlock(WORDS)


def test_what_is_no_ssh_key_is_refused_in_words(keys):
    secret = keys.make(WORDS)
    for text in ("", "ssh-dss AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----"):
        with pytest.raises(StoreError, match="public half"):
            keys.add_ssh(secret, text)
    assert not keys.has_ssh


def test_an_ssh_key_that_is_not_the_one_opens_nothing(keys):
    secret = keys.make(WORDS)
    keys.add_ssh(secret, SSH_PUBLIC)
    assert keys.has_ssh
    with pytest.raises(Wrong):
        keys.unlock_by_ssh(b"not a key")
    assert keys.drop_ssh() and not keys.has_ssh
