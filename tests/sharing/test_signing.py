import os
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from corpus.errors import InputRefused
from sharing.errors import DamagedKey
from sharing.signing import PRIVATE, PUBLIC, PublicKey, SigningKey


def test_what_was_signed_is_known_by_the_public_key_alone(tmp_path: Path) -> None:
    key = SigningKey.of(tmp_path)
    signature = key.sign("教訓".encode())

    public = PublicKey.read((tmp_path / PUBLIC).read_bytes(), "signing.pub")

    assert public == key.public == PublicKey.read(key.public.hex.upper().encode(), "--key")
    assert public.signed("教訓".encode(), signature)
    assert not public.signed("教練".encode(), signature)
    assert not public.signed("教訓".encode(), signature[:-1])
    assert key.sign("教訓".encode()) == signature


def test_the_key_is_made_once_and_its_owner_alone_may_read_it(tmp_path: Path) -> None:
    assert SigningKey.of(tmp_path).public == SigningKey.of(tmp_path).public

    assert (tmp_path / PRIVATE).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == [PRIVATE, PUBLIC]


def test_two_who_make_one_at_once_get_the_same(tmp_path: Path) -> None:
    made: list[str] = []
    makers = [
        threading.Thread(target=lambda: made.append(SigningKey.of(tmp_path).public.hex))
        for _ in range(4)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert len(made) == 4
    assert len(set(made)) == 1


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    assert repr(SigningKey.of(tmp_path)) == "SigningKey()"


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    SigningKey.of(tmp_path)
    os.chmod(tmp_path / PRIVATE, 0o640)

    with pytest.raises(DamagedKey, match="others"):
        SigningKey.of(tmp_path)


def _other() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _locked() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"word"),
    )


@pytest.mark.parametrize("content", [b"", b"poem", _other(), _locked()])
def test_a_key_that_is_none_is_not_used(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PRIVATE).write_bytes(content)
    os.chmod(tmp_path / PRIVATE, 0o600)

    with pytest.raises(DamagedKey, match="signing.key"):
        SigningKey.of(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0" * 63,
        b"g" * 64,
        "鍵".encode() * 30,
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        generate_private_key(SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    ],
)
def test_what_is_no_public_key_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        PublicKey.read(content, "--key")

    assert (refused.value.code, refused.value.where) == ("not_a_key", "--key")
