"""Signatures (電子署名): a key of the workspace signs what leaves it, and anybody checks it.

Ed25519, so that the same content always has the same signature and any OpenSSL can check it. The
private key lies in the workspace, readable by its owner alone; the public one lies beside it.
"""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from corpus.errors import InputRefused
from sharing.errors import DamagedKey

PRIVATE = "signing.key"
PUBLIC = "signing.pub"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HEX = 64
_PEM = b"-----BEGIN"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a signature is checked with; `hex` are its 32 bytes, 64 characters."""

    hex: str

    @classmethod
    def read(cls, content: bytes, where: str) -> "PublicKey":
        """The key in `content`, as PEM or as 64 hexadecimal digits; `where` names it in a fault.

        Raises:
            InputRefused: it is no public key of ours.
        """
        try:
            if content.lstrip().startswith(_PEM):
                return cls(_raw(serialization.load_pem_public_key(content)).hex())
            told = content.decode("ascii").strip()
            if len(told) != _HEX:
                raise ValueError("length")
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(told))
        except (ValueError, UnsupportedAlgorithm) as fault:
            raise InputRefused("not_a_key", where) from fault
        return cls(told.lower())

    @property
    def pem(self) -> bytes:
        """The key in the form that OpenSSL reads."""
        return self._key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def signed(self, content: bytes, signature: bytes) -> bool:
        """Whether `signature` is this key's, under exactly `content`."""
        try:
            self._key.verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def _key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.hex))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key of one workspace. It is never shown."""

    _key: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def of(cls, folder: Path) -> "SigningKey":
        """The key in `folder`, made where there is none. Two who make one at once get the same.

        Raises:
            DamagedKey: it cannot be read, or others could.
        """
        path = folder / PRIVATE
        if not path.exists():
            _make(path)
        key = cls(_read(path))
        _put_beside(folder / PUBLIC, key.public.pem)
        return key

    @property
    def public(self) -> PublicKey:
        """What its signatures are checked with."""
        return PublicKey(_raw(self._key.public_key()).hex())

    def sign(self, content: bytes) -> bytes:
        """The signature under `content`, 64 bytes: the same content, the same signature."""
        return self._key.sign(content)


def _make(path: Path) -> None:
    content = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)  # for its owner alone
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        # A link, not a rename: whoever made one first keeps it.
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        beside.unlink()


def _read(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & _OTHERS:
        raise DamagedKey(f"{path.name}: others may read it; make it readable by its owner alone")
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise DamagedKey(f"{path.name}: no private key") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise DamagedKey(f"{path.name}: no Ed25519 key")
    return key


def _put_beside(path: Path, content: bytes) -> None:
    if not path.exists():
        path.write_bytes(content)


def _raw(key: object) -> bytes:
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not Ed25519")
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
