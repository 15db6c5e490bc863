"""Files that unpack to more than memory holds, and parts that declare entities, are refused
before anything of them is kept."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
import zlib
from base64 import a85encode
from collections.abc import Callable

import pytest

from corpus.converting.convert import convert
from corpus.converting.pdf_streams import check_streams
from corpus.converting.unpacking import checked_names
from corpus.errors import CorpusError

MEGABYTE = 2**20
MANY = 400 * MEGABYTE
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}


def zipped(members: dict[str, bytes], told: int = 0) -> bytes:
    """told is what the headers say of the size of the last, 0 for the truth."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    raw = out.getvalue()
    true = len(content).to_bytes(4, "little")
    return raw.replace(true, told.to_bytes(4, "little")) if told else raw


def flate(size: int, times: int = 1) -> bytes:
    """So many equal bytes, packed so many times."""
    pack, piece = zlib.compressobj(9), b" " * MEGABYTE
    packed = b"".join(pack.compress(piece) for _ in range(size // MEGABYTE)) + pack.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed)
    return packed


def run_length(data: bytes) -> bytes:
    parts = (data[at : at + 128] for at in range(0, len(data), 128))
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


def lzw(data: bytes) -> bytes:
    """Every byte by itself, the table emptied before its codes grow."""
    codes = [code for at in range(0, len(data), 200) for code in (256, *data[at : at + 200])]
    bits = "".join(f"{code:09b}" for code in (*codes, 257))
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def pdf_of(filters: str, data: bytes, more: str = "") -> bytes:
    head = f"%PDF-1.4\n4 0 obj\n<</Length {len(data)}{more}/Filter[{filters}]>>\nstream\n"
    return head.encode() + data + b"\nendstream\nendobj\n%%EOF"


def refused_lightly(work: Callable[[], object]) -> None:
    """With the one message, and never more than a few megabytes held."""
    tracemalloc.start()
    try:
        with pytest.raises(CorpusError, match="解压后过大"):
            work()
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", MAIN)
def test_a_member_that_unpacks_to_more_than_its_header_says_is_refused(kind: str) -> None:
    raw = zipped({MAIN[kind]: b"a" * (50 * MEGABYTE)}, told=1000)
    refused_lightly(lambda: convert(f"a.{kind}", raw))


@pytest.mark.parametrize("kind", MAIN)
def test_members_that_say_how_large_they_are_are_refused_by_that(kind: str) -> None:
    raw = zipped({MAIN[kind]: b"<a/>", "more.bin": b"a" * (50 * MEGABYTE)})
    refused_lightly(lambda: convert(f"a.{kind}", raw))


PACKED = flate(MANY)
ENDING = b"\x78\x9c\0\x09\0\xf6\xffendstream"  # in a block that is not packed
BOMBS = {
    "once": pdf_of("/FlateDecode", PACKED),
    "twice": pdf_of("/FlateDecode/FlateDecode", flate(MANY, 2)),
    "three times": pdf_of("/Fl/Fl/Fl", flate(MANY, 3)),
    "escaped names": pdf_of("/Fl#61teDecode/F#6c", flate(MANY, 2)),
    "a filter somewhere else": pdf_of("", PACKED).replace(b"[]", b" 9 0 R"),
    "in letters": pdf_of("/ASCII85Decode/FlateDecode", a85encode(PACKED) + b"~>"),
    "in digits": pdf_of("/AHx /Fl", PACKED.hex().encode() + b">"),
    "in runs": pdf_of("/RunLengthDecode/FlateDecode", run_length(PACKED)),
    "in codes": pdf_of("/LZWDecode/FlateDecode/FlateDecode", lzw(flate(MANY, 2))),
    "as a picture": pdf_of("/FlateDecode", PACKED, "/Subtype/Image"),
    "with its end inside": pdf_of(
        "/FlateDecode", b"\x78\x9c\0\x09\0\xf6\xffendstream" + PACKED[2:]
    ),
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS)
def test_a_stream_of_a_pdf_that_unpacks_to_hundreds_of_megabytes_is_refused(raw: bytes) -> None:
    refused_lightly(lambda: convert("a.pdf", raw))


def test_many_streams_that_are_small_by_themselves_are_counted_together() -> None:
    raw = b"%PDF-1.4\n" + pdf_of("/Fl", flate(MEGABYTE)) * 20
    refused_lightly(lambda: check_streams(raw, time.monotonic() + 60))


def test_pictures_have_room_and_broken_streams_are_left_to_the_reader() -> None:
    until = time.monotonic() + 60
    check_streams(pdf_of("/Fl", flate(20 * MEGABYTE), "/Subtype/Image") * 3, until)
    for data in (b"nothing", PACKED[:100], b"<<>>"):
        for name in ("Fl", "LZW", "RL", "A85", "AHx", "DCTDecode"):
            check_streams(pdf_of(f"/{name}", data), until)


def test_looking_into_a_pdf_ends_when_its_time_is_over() -> None:
    with pytest.raises(CorpusError, match="请拆分"):
        check_streams(pdf_of("/Fl", PACKED), time.monotonic() - 1)


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "哈"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
ATTRIBUTE = '<!DOCTYPE a [<!ENTITY b "哈">]><a b="&b;"/>'
OUTSIDE = '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>'


@pytest.mark.parametrize("text", [DOCTYPE, ATTRIBUTE, OUTSIDE, f"<!--{'x' * 200_000}-->{OUTSIDE}"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-7"])
@pytest.mark.parametrize("name", ["word/document.xml", "a.bin", "Doc_0/Pages/Page_0/Content"])
def test_entities_are_refused_in_a_part_of_any_name_and_encoding(text, code, name) -> None:
    head = b'<?xml version="1.0" encoding="UTF-7"?>' if code == "utf-7" else b""
    raw = zipped({"OFD.xml": b"<a/>", name: head + text.encode(code)})
    with pytest.raises(CorpusError, match="实体声明"):
        checked_names(raw)


def test_pictures_and_pages_pasted_in_may_have_a_doctype_but_nothing_hides_as_one() -> None:
    svg = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg/>'
    page = b"<!DOCTYPE html><html></html>"
    assert checked_names(zipped({"a.svg": svg, "b.htm": page, "c.png": b"\x89PNG"}))
    hiding = (b"<!DOCTYPE svg><a/>", b'<!DOCTYPE svg [<!ENTITY b "x">]><svg>&b;</svg>')
    for part in hiding:
        with pytest.raises(CorpusError, match="实体声明"):
            checked_names(zipped({"a.svg": part}))
    with pytest.raises(CorpusError, match="实体声明"):
        convert("a.ofd", zipped({"OFD.xml": svg}))
