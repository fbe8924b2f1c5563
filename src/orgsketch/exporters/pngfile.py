"""A PNG file written strip by strip, so that a picture needs no more memory than one strip of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, RGBA = 2, 6
# Flat areas and few colours: a low level packs nearly as well as a high one, several times as fast.
LEVEL = 4


def png(
    width: int, height: int, strips: Iterable[bytes], *, has_alpha: bool, dots_per_metre: int, title: str
) -> bytes:
    """The file. `strips`: whole rows from the top, each row a filter byte and then its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, RGBA if has_alpha else RGB, 0, 0, 0)
    made = [SIGNATURE, _chunk(b"IHDR", head)]
    made.append(_chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)))
    made.append(_chunk(b"iTXt", b"Title\0\0\0\0\0" + title.encode("utf-8", "replace")))
    made += (_chunk(b"IDAT", packed) for packed in _packed(strips))
    return b"".join((*made, _chunk(b"IEND", b"")))


def _packed(strips: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL)
    for strip in strips:
        packed = packer.compress(strip)
        if packed:
            yield packed
    yield packer.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
