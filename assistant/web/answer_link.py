"""A link to an answer: the answer travels in the link itself, sealed by this service.

Nothing of it is kept here. The part after # is not sent when a page is opened; the page posts it,
and whatever was not sealed with the key of this service is not shown.
"""

import hmac
import json
import logging
import os
import secrets
import time
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.web.citation_link import Kept, reference, resolve
from assistant.web.link_text import from_link, in_link
from corpus.passage import Passage

MAX_LINK = 24_000
_SEAL_BYTES = 15
_AS_IT_WAS = "这是{}的回答，由链接打开；点编号看到的是当时的原文，现行规定请重新提问。"
_GONE = "有引文的原文已不在文件库中，打不开。"

_log = logging.getLogger(__name__)


class AnswerLinks:
    """Makes links and opens them."""

    def __init__(self, file: Path) -> None:
        """file holds the key; it is made where there is none."""
        self._key = _key(file)

    def link(self, answer: Answer, day: date) -> str:
        """The part of an address after "#answer/"; "" for what is too long to be one."""
        told = [
            day.isoformat(),
            answer.question,
            answer.status.value,
            answer.text,
            list(answer.notes),
            answer.verified,
            [[citation.number, reference(citation)] for citation in answer.citations],
        ]
        packed = zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), 9)
        link = f"{in_link(packed)}.{in_link(self._seal(packed))}"
        return link if len(link) <= MAX_LINK else ""

    def opened(self, link: str, by_id: Mapping[str, Passage], kept: Kept) -> Answer | None:
        """The answer as it was, with a note of its day; None for a link not made here."""
        body, _, seal = link.partition(".")
        if len(link) > MAX_LINK:
            return None
        try:
            packed, sealed = from_link(body), from_link(seal)
        except ValueError:
            return None
        if not hmac.compare_digest(sealed, self._seal(packed)):
            return None
        day, question, status, text, notes, verified, cited = json.loads(zlib.decompress(packed))
        held = [(number, resolve(link, by_id, kept)) for number, link in cited]
        citations = tuple(
            Citation(number, one.passage, tuple(one.passage.text[a:b] for a, b in one.spans))
            for number, one in held
            if one and not one.changed
        )
        lost = [_GONE] if len(citations) < len(cited) else []
        told = (_AS_IT_WAS.format(day), *lost, *notes)
        answer = Answer(question, question, AnswerStatus(status), text, citations, told)
        return replace(answer, verified=verified)

    def _seal(self, packed: bytes) -> bytes:
        return hmac.digest(self._key, packed, "sha256")[:_SEAL_BYTES]


def _key(file: Path) -> bytes:
    """Only the owner may read it. Without a place for it links last until the service ends."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as out:
            out.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    except OSError as fault:
        _log.warning("回答的链接在服务重启后会失效：密钥存不下（%s）", fault)
        return secrets.token_bytes(32)
    for _ in range(20):
        if len(held := file.read_bytes()) >= 32:
            return held
        time.sleep(0.05)  # another replica may just be writing it
    return secrets.token_bytes(32)
