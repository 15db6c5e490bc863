"""What is packed in a file is unpacked piece by piece and thrown away, before anything keeps it:
its size has to be bearable, and no part may declare entities."""

import io
import re
import zipfile
import zlib
from typing import Any

from corpus.converting.converted import LOCKED
from corpus.errors import CorpusError

MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes that all that is packed in one file may hold together, and one picture of a PDF."""

MAX_RATIO = 200
"""Times that a file may unpack to; sheets of equal rows come near 100."""

MAX_MEMBERS = 10_000

_FREE = 10 * 1024 * 1024  # bytes below which a ratio says nothing
PIECE = 64 * 1024
_TOO_LARGE = "解压后过大（{}），出于安全考虑不予读取"
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
ENTITIES = "内含实体声明，出于安全考虑不予读取"
_DAMAGED = "压缩结构已损坏"
_NOT_READ = ("svg", "html")  # roots of parts that may have a DOCTYPE: pictures, pages pasted in


class Room:
    """How much may still be unpacked of a file of this size."""

    def __init__(self, size: int) -> None:
        self._most, self._used = min(MAX_UNPACKED, max(_FREE, MAX_RATIO * size)), 0

    def take(self, length: int) -> None:
        """Raises CorpusError where it is more than there is room for."""
        self._used += length
        if self._used > self._most:
            raise CorpusError(_TOO_LARGE.format(f"超过 {self._most // 2**20} MB"))


def checked_names(raw: bytes) -> list[str]:
    """The members of a zip container, once its sizes, names and XML are found harmless.

    All is read in memory: nothing is written to the disk under a member's name.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CorpusError(_DAMAGED) from None
    members, room = archive.infolist(), Room(len(raw))
    if any(member.flag_bits & 1 for member in members):
        raise CorpusError(LOCKED)
    if any(_OUTSIDE.search(member.filename) for member in members):
        raise CorpusError("内含指向文件夹之外的路径，出于安全考虑不予读取")
    if len(members) > MAX_MEMBERS:
        raise CorpusError(_TOO_LARGE.format(f"{len(members)} 个文件"))
    Room(len(raw)).take(sum(member.file_size for member in members))
    for member in members:
        try:
            _check(archive, member, room)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error):
            raise CorpusError(_DAMAGED) from None
    return archive.namelist()


def _check(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: Room) -> None:
    """Unpack a member to its true end, whatever its header says of its size: others do so too."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CorpusError(_DAMAGED)  # no office format has others; they are not unpacked in pieces
    told, member.file_size = member.file_size, 2 * MAX_UNPACKED
    head: Any = _parser()
    with archive.open(member) as packed:
        while piece := packed.read(PIECE):
            room.take(len(piece))
            told -= len(piece)
            if told < 0:
                raise CorpusError(_TOO_LARGE.format("比所写的大"))
            head = head and _fed(head, piece)
    if told:
        raise CorpusError(_DAMAGED)


class _RootSeen(Exception):
    """Nothing can be declared any more."""


class _Prolog:
    """What stands before the root of an XML part, whatever its name and encoding."""

    declared = False

    def doctype(self, name: str, *_: Any) -> None:
        self.declared = True
        self._allow(name)

    def start(self, tag: str, _: Any) -> None:
        if self.declared:
            self._allow(tag.rpartition("}")[2])
        raise _RootSeen

    def close(self) -> None: ...

    def _allow(self, name: str) -> None:
        if name.lower() not in _NOT_READ:  # no office format has them; they grow, or reach out
            raise CorpusError(ENTITIES)


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(target=_Prolog(), resolve_entities=False, no_network=True)


def _fed(parser: Any, piece: bytes) -> Any:
    """The parser, or None once the root is seen or this is found to be no XML."""
    from lxml import etree

    try:
        parser.feed(piece.removeprefix(b"\xff\xfe\0\0"))  # of UTF-32, here alone not known
    except (_RootSeen, etree.XMLSyntaxError) as end:
        if parser.target.declared and isinstance(end, etree.XMLSyntaxError):
            raise CorpusError(ENTITIES) from None
        return None
    return parser
