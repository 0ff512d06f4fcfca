"""What the tests of sealing share: a quick passphrase, a seal of its own, stores at once open.

`SEALS` are the two ways a storage writes, for a suite that runs over both:

    @pytest.fixture(params=SEALS)
    def storage(request, tmp_path):
        return DurableStorage(tmp_path / "db.json", seal=SEALS[request.param]())
"""

from __future__ import annotations

import hashlib

from studio.store.keys import Passphrases, Wrong
from studio.store.sealing import Seal

WORDS = "two words"


def _close(data: bytes, passphrase: str) -> bytes:
    return hashlib.sha256(passphrase.encode()).digest() + bytes(255 - one for one in data)


def _open(data: bytes, passphrase: str) -> bytes:
    if data[:32] != hashlib.sha256(passphrase.encode()).digest():
        raise Wrong
    return bytes(255 - one for one in data[32:])


QUICK = Passphrases(_close, _open)
"""Stands in for scrypt, which takes a second on purpose. Seals nothing."""


def open_seal() -> Seal:
    """A seal that writes and reads, without a folder."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    seal = Seal()
    seal.sealed = seal.writes = True
    seal.recipients = (str(identity.to_public()),)
    seal.take(str(identity))
    return seal


SEALS = {"plain": lambda: None, "sealed": open_seal}


def sealed_store(root, **more):
    """A store that is sealed from its first day, and open."""
    from tests.store.doubles import store_at  # not where TinyDB's own tests are run

    store = store_at(root, passphrases=QUICK, **more)
    if not store.sealed:
        store.encrypt(WORDS)
    elif store.locked:
        assert store.unlock(WORDS)
    return store
