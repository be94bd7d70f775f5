"""Giving a damaged member back the bytes it was written with, where the state's SHA-256 proves them.

What goes wrong on disks and wires is mostly little: a bit turned, a byte changed, one too many, one too few.
Of such faults there are so few that all are tried. No two contents that anybody can make have one SHA-256,
so what fits is what was written: nothing is guessed, and what fits nothing stays damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

LARGEST = 1 << 20  # bytes of a member that is tried at all
# Bytes that are hashed for one member at most, some five seconds. With n bytes in the member a turned bit takes
# 4 n², which reaches 32 kB; a byte too many n² / 2, 90 kB; a changed or a missing byte 128 n², 5 kB.
MOST_HASHED = 1 << 32
BYTES = tuple(bytes([value]) for value in range(256))
Choices = Callable[[bytes], Iterable[bytes]]


def healed(damaged: bytes, wanted: bytes, length: int) -> bytes | None:
    """The `length` bytes whose SHA-256 is `wanted`, if one small fault made of them what is there; null when
    nothing is found, or nothing is wrong."""
    if abs(len(damaged) - length) > 1 or length > LARGEST or sha256(damaged).digest() == wanted:
        return None
    hashed = 0
    for found, cost in _faults(damaged, wanted, length):
        hashed += cost
        if found is not None or hashed > MOST_HASHED:
            return found
    return None


def _faults(damaged: bytes, wanted: bytes, length: int) -> Iterator[tuple[bytes | None, int]]:
    """The faults that the lengths allow, the likeliest first."""
    if len(damaged) > length:
        yield from _tried(damaged, 1, lambda _: (b"",), wanted)
    elif len(damaged) < length:
        yield from _tried(damaged, 0, lambda _: BYTES, wanted)
    else:
        yield from _tried(damaged, 1, _turned, wanted)
        yield from _tried(damaged, 1, lambda _: BYTES, wanted)


def _turned(byte: bytes) -> Iterator[bytes]:
    """A byte with each of its bits turned."""
    return (BYTES[byte[0] ^ 1 << bit] for bit in range(8) if byte)


def _tried(damaged: bytes, taken: int, choices: Choices, wanted: bytes) -> Iterator[tuple[bytes | None, int]]:
    """At every place, `taken` bytes are taken out and each of the choices put in: what it was, if that fits,
    and how many bytes were hashed to see it."""
    before = sha256()
    for at in range(len(damaged) + 1 - taken):
        rest = damaged[at + taken :]
        cost = 0
        for choice in choices(damaged[at : at + taken]):
            attempt = before.copy()
            attempt.update(choice + rest)
            cost += len(rest) + 1
            if attempt.digest() == wanted:
                yield damaged[:at] + choice + rest, cost
        before.update(damaged[at : at + 1])
        yield None, cost
