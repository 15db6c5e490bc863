"""How large the streams of a PDF are: its filters, undone piece by piece, and nothing kept.

Encrypted streams, of a PDF that opens without a password, are not measured.
"""

import re
import time
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice

from corpus.converting.unpacking import MAX_UNPACKED, PIECE, Room
from corpus.errors import CorpusError

MAX_SECONDS = 120
"""Of one file; scanned pages take some 10 s each."""

TOO_SLOW = f"读取超过 {MAX_SECONDS} 秒，请拆分后再放入"

_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n?|\n)")
_DICTIONARY = 20_000  # bytes of the longest
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_SPACES = b"\0\t\n\f\r "

Pieces = Iterator[bytes]


def check_streams(raw: bytes, until: float) -> None:
    """Raises CorpusError where they are too large, or take longer than until (time.monotonic()).

    A picture is unpacked only where it is shown: each has the room of a whole file.
    """
    room = Room(len(raw))
    for found in _STREAM.finditer(raw):
        start = raw.rfind(b"obj", max(0, found.start() - _DICTIONARY), found.start())
        about = _ESCAPED.sub(_letter, raw[max(start, 0) : found.start()])
        own = Room(MAX_UNPACKED) if b"/Image" in about else room
        pieces: Pieces = (raw[at : at + PIECE] for at in range(found.end(), len(raw), PIECE))
        for name in [n for n in _NAME.findall(about) if n in _FILTERS] or [b"Fl"]:
            pieces = _counted(_FILTERS[name](pieces), own, until)
        with suppress(ValueError, zlib.error):  # as far as it can be read
            for _ in pieces:
                pass


def _letter(escaped: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escaped[1].decode())


def _counted(pieces: Pieces, room: Room, until: float) -> Pieces:
    for piece in pieces:
        room.take(len(piece))
        if time.monotonic() > until:
            raise CorpusError(TOO_SLOW)
        yield piece


def _flate(pieces: Pieces) -> Pieces:
    inflate = zlib.decompressobj()
    for piece in pieces:
        while piece and not inflate.eof:
            yield inflate.decompress(piece, PIECE)
            piece = inflate.unconsumed_tail
        if inflate.eof:
            return


def _lzw(pieces: Pieces) -> Pieces:
    table: list[bytes] = []
    held, bits, last = 0, 0, b""
    for byte in chain.from_iterable(pieces):
        held, bits = held << 8 | byte, bits + 8
        width = min(max(9, (len(table) + 1).bit_length()), 12)
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & (1 << bits) - 1
        if code == 256:
            table, last = [*(bytes([one]) for one in range(256)), b"", b""], b""
        elif code == 257 or code > len(table) - (not last):
            return
        else:
            text = table[code] if code < len(table) else last + last[:1]
            if last and len(table) < 4096:
                table.append(last + text[:1])
            last = text
            yield text


def _run_length(pieces: Pieces) -> Pieces:
    data = chain.from_iterable(pieces)
    for length in data:
        if length == 128:
            return
        yield bytes(islice(data, length + 1) if length < 128 else [next(data, 0)] * (257 - length))


def _ascii(end: bytes, unit: int, decode: Callable[[bytes], bytes], pieces: Pieces) -> Pieces:
    held = b""
    for piece in pieces:
        held += piece.translate(None, _SPACES).replace(b"z", b"!!!!!")
        stop = held.find(end)
        whole = stop if stop >= 0 else len(held) // unit * unit
        yield decode(held[:whole])
        if stop >= 0:
            return
        held = held[whole:]


def _unhexed(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii") + "0" * (len(digits) % 2))


_FILTERS: dict[bytes, Callable[[Pieces], Pieces]] = {
    **dict.fromkeys((b"FlateDecode", b"Fl"), _flate),
    **dict.fromkeys((b"LZWDecode", b"LZW"), _lzw),
    **dict.fromkeys((b"RunLengthDecode", b"RL"), _run_length),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), partial(_ascii, b"~", 5, a85decode)),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), partial(_ascii, b">", 2, _unhexed)),
}
