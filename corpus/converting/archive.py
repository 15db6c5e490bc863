"""Zip containers, read in memory alone: nothing is written to the disk under a member's name."""

from __future__ import annotations

import io
import re
import zipfile

from corpus.converting.converted import Refused

MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes that the members of one container may hold together."""

MAX_RATIO = 200
"""Times that a container may unpack to; sheets of equal rows come near 100."""

MAX_MEMBERS = 10_000

_FREE = 10 * 1024 * 1024  # bytes below which a ratio says nothing
_ENTITIES = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


def opened(raw: bytes) -> zipfile.ZipFile:
    """The container, once its sizes, names and XML are found harmless."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("压缩结构已损坏") from None
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Refused("有密码保护，请去掉密码后再放入")
    if any(_OUTSIDE.search(member.filename) for member in members):
        raise Refused("内含指向文件夹之外的路径，出于安全考虑不予读取")
    unpacked = sum(member.file_size for member in members)
    bomb = unpacked > max(_FREE, MAX_RATIO * len(raw))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or bomb:
        raise Refused(f"解压后过大（{unpacked // 2**20} MB），出于安全考虑不予读取")
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            _check(archive, member)
    return archive


def _check(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No office format declares entities; what does is meant to grow, or to reach other files."""
    try:
        content = archive.read(member)  # never more than its declared size
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        raise Refused("压缩结构已损坏") from None
    if _ENTITIES.search(content):
        raise Refused("内含实体声明，出于安全考虑不予读取")
