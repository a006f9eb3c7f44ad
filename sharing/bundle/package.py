"""Put a bundle together: its files, the manifest over them, the signature, and one zip of it all.

The same lessons and the same key give the same bytes: no clock, no compression, one order.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sharing.bundle.content import FORMAT, Bundle, as_document
from sharing.bundle.pages import pages_of, readme_of
from sharing.bundle.tables import database_of
from sharing.signing import SigningKey

MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.sig", "key.pem"
SUMS, LESSONS = "SHA256SUMS", "lessons.json"
ABOUT = "kyokun bundle"
"""What a manifest is about: nothing else that a key signs is taken for one."""
_UNIX = 3
_MODE = 0o100644 << 16
_BEGINNING = (1980, 1, 1, 0, 0, 0)

Files = Mapping[str, bytes]
"""Contents by name."""


def files_of(bundle: Bundle, key: SigningKey) -> Files:
    """The files of `bundle`, signed with `key`."""
    files = {
        "README.txt": readme_of(bundle, key.public.hex),
        **dict(pages_of(bundle)),
        LESSONS: _json(as_document(bundle)),
        "lessons.sqlite": database_of(bundle),
        KEY: key.public.pem,
    }
    files[SUMS] = "".join(
        f"{_sha256(content)}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    files[MANIFEST] = _json(
        {
            "about": ABOUT,
            "format": FORMAT,
            "key": key.public.hex,
            "lessons": len(bundle.lessons),
            "files": {
                name: {"sha256": _sha256(content), "bytes": len(content)}
                for name, content in sorted(files.items())
            },
        }
    )
    files[SIGNATURE] = key.sign(files[MANIFEST])
    return files


def zipped(files: Files) -> bytes:
    """`files` as one zip, in the order of their names."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            told = ZipInfo(name, _BEGINNING)
            told.create_system, told.external_attr = _UNIX, _MODE
            archive.writestr(told, content)
    return made.getvalue()


def _json(document: Any) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _sha256(content: bytes) -> str:
    return sha256(content).hexdigest()
