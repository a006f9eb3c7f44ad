"""The number under which spaCy files a word, computed without spaCy."""

from functools import lru_cache

_MIX = 0xC6A4A7935BD1E995
_BITS = (1 << 64) - 1


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """The 64-bit MurmurHash2 of `word` (seed 1)."""
    data = word.encode()
    whole = len(data) // 8 * 8
    value = 1 ^ (len(data) * _MIX & _BITS)
    for start in range(0, whole, 8):
        block = int.from_bytes(data[start : start + 8], "little") * _MIX & _BITS
        block = (block ^ block >> 47) * _MIX & _BITS
        value = (value ^ block) * _MIX & _BITS
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * _MIX & _BITS
    value = (value ^ value >> 47) * _MIX & _BITS
    return value ^ value >> 47
