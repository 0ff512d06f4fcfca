"""The identity that opens everything, and the passphrase that opens the identity.

    keys/identity.age         an age identity, sealed with the passphrase
    keys/recipients.txt       to whom documents are sealed, as `age -R` reads it
    keys/identity.ssh.age     the same identity, sealed to an SSH key, if asked for
    keys/earlier-<tag>.age    identities that older files and backups are sealed to

Changing the passphrase therefore rewrites one small file, and an SSH key opens
everything without anything being sealed again. An identity is never deleted.

May import `durable`, `faults`, and `pyrage` late. Never keeps a passphrase,
and never puts one, or an identity, into an error.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from studio.store.durable import Disk
from studio.store.faults import StoreError

IDENTITY = "identity.age"
RECIPIENTS = "recipients.txt"
BY_SSH = "identity.ssh.age"
EARLIER = "earlier-"
SECRET = "AGE-SECRET-KEY-"
RECIPIENT = "age1"


class Wrong(Exception):
    """The passphrase or the key does not open it. Says nothing else, to nobody."""


class Passphrases(NamedTuple):
    """How bytes are sealed with a passphrase. Slow on purpose, so tests bring their own.

    `close(data, passphrase)` and `open(data, passphrase)`, which raises Wrong.
    """

    close: Callable[[bytes, str], bytes]
    open: Callable[[bytes, str], bytes]


def _close(data: bytes, passphrase: str) -> bytes:
    import pyrage

    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def _open(data: bytes, passphrase: str) -> bytes:
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise Wrong from error


SCRYPT = Passphrases(_close, _open)
"""What the age format has: about a second for each try."""


class Keys:
    """The `keys/` folder of one data folder."""

    def __init__(self, folder: Path, disk: Disk, passphrases: Passphrases = SCRYPT) -> None:
        self.folder = folder
        self.disk = disk
        self.passphrases = passphrases

    @property
    def there(self) -> bool:
        """Whether there are keys in use."""
        return self.disk.modified(self.folder / RECIPIENTS) is not None

    def recipients(self) -> tuple[str, ...]:
        """To whom documents are sealed; none when the file is gone."""
        data = self.disk.read(self.folder / RECIPIENTS)
        lines = (data or b"").decode("utf-8", "replace").splitlines()
        return tuple(line.strip() for line in lines if line.startswith(RECIPIENT))

    def write_recipients(self, secret: str) -> None:
        """Say again to whom documents are sealed."""
        self.disk.replace(self.folder / RECIPIENTS, f"{public_of(secret)}\n".encode())

    def make(self, passphrase: str) -> str:
        """A new identity with its files; the older one is put beside it. Returns the secret."""
        from pyrage import x25519

        self.retire()
        identity = x25519.Identity.generate()
        secret, recipient = str(identity), str(identity.to_public())
        self._write(secret, recipient, passphrase)
        self.write_recipients(secret)
        return secret

    def unlock(self, passphrase: str) -> str:
        """The secret. Raises Wrong, or StoreError when the file is gone."""
        data = self.disk.read(self.folder / IDENTITY)
        if data is None:
            raise missing(self.folder, IDENTITY)
        return _secret_in(self.passphrases.open(data, normal(passphrase)))

    def change(self, secret: str, passphrase: str) -> None:
        """Seal the same identity with another passphrase, in one step."""
        self._write(secret, public_of(secret), passphrase)

    def _write(self, secret: str, recipient: str, passphrase: str) -> None:
        text = f"# public key: {recipient}\n{secret}\n".encode()
        sealed = self.passphrases.close(text, normal(passphrase))
        self.disk.replace(self.folder / IDENTITY, sealed)

    def retire(self) -> None:
        """Put the identity aside under a name of its own: older files may be sealed to it."""
        data = self.disk.read(self.folder / IDENTITY)
        if data is not None:
            import hashlib

            tag = hashlib.sha256(data).hexdigest()[:8]
            self.disk.create(self.folder / f"{EARLIER}{tag}.age", data)
        for name in (RECIPIENTS, IDENTITY, BY_SSH):
            self.disk.unlink(self.folder / name)

    # An SSH key ---------------------------------------------------------

    def add_ssh(self, secret: str, public: str) -> None:
        """Let an SSH key open the identity too. `public` is the line of its `.pub` file."""
        import pyrage

        try:
            recipient = pyrage.ssh.Recipient.from_str(public.strip())
        except (pyrage.RecipientError, ValueError) as error:
            raise StoreError(
                "That is not the public half of an SSH key that can be used here.",
                "ssh-ed25519 and ssh-rsa work; the file ends in .pub.",
            ) from error
        text = f"# public key: {public_of(secret)}\n{secret}\n".encode()
        self.disk.replace(self.folder / BY_SSH, pyrage.encrypt(text, [recipient]))

    def drop_ssh(self) -> bool:
        """Take the SSH key's copy away; False if there was none."""
        return self.disk.unlink(self.folder / BY_SSH)

    @property
    def has_ssh(self) -> bool:
        """Whether an SSH key opens it too."""
        return self.disk.modified(self.folder / BY_SSH) is not None

    def unlock_by_ssh(self, private: bytes) -> str:
        """The secret, by the private half of the SSH key. Raises Wrong or StoreError."""
        import pyrage

        data = self.disk.read(self.folder / BY_SSH)
        if data is None:
            raise StoreError("No SSH key was added to this data.", "The passphrase opens it.")
        try:
            identity = pyrage.ssh.Identity.from_buffer(private)
            return _secret_in(pyrage.decrypt(data, [identity]))
        except (pyrage.IdentityError, pyrage.DecryptError, ValueError) as error:
            raise Wrong from error


def normal(passphrase: str) -> str:
    """The same letters however a terminal composes them."""
    import unicodedata

    return unicodedata.normalize("NFC", passphrase)


def public_of(secret: str) -> str:
    """The recipient that belongs to an identity."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(secret).to_public())


def missing(folder: Path, name: str) -> StoreError:
    """A file of the keys is gone, and without it nothing can be read."""
    return StoreError(
        f"{folder / name} is not there, and without it nothing here can be opened.",
        f"Put {folder} back from a copy of your data.",
        kind="damaged",
    )


def _secret_in(data: bytes) -> str:
    for line in data.decode("ascii", "replace").splitlines():
        if line.startswith(SECRET):
            return line.strip()
    raise Wrong
