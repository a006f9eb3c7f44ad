"""Why a file is not taken: the codes that `corpus.errors.FileRefused` carries."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file. The edge has words for each of these."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"  # a directory, a device, a pipe
    NO_PERMISSION = "no_permission"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"  # details: `limit` and what it counts
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    UNKNOWN_FORMAT = "unknown_format"
    WRONG_EXTENSION = "wrong_extension"  # details: `found`, what it really is
    LEGACY_FORMAT = "legacy_format"  # .doc, .xls, .ppt
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    ZIP_BOMB = "zip_bomb"
    EXTERNAL_ENTITY = "external_entity"  # XML that declares a document type
    TOO_DEEP = "too_deep"
    DAMAGED = "damaged"
    NO_TEXT = "no_text"  # pictures only, or nothing at all
    UNREADABLE_ENCODING = "unreadable_encoding"  # details: `byte`, the first that cannot be read
