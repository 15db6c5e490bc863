"""One line for each thing that happened, for people or as JSON, with the request it belongs to."""

from __future__ import annotations

import json
import logging
import warnings
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
_OURS = ("assistant", "index", "corpus")


def configure(level: str, form: str) -> None:
    """Lines go to stderr. Of libraries only what is amiss: at INFO they tell addresses, at DEBUG
    prompts."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if form == "json" else _Text())
    wanted = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=max(wanted, logging.WARNING), handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(wanted)
    warnings.formatwarning = lambda message, *_: f"{message}\n"  # one line for people
    logging.captureWarnings(form == "json")


def event(log: logging.Logger, what: str, **fields: object) -> None:
    """Something that happens all the time, with its figures; no text that somebody wrote."""
    log.info(what, extra={"fields": fields})


class _Text(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        fields = _fields(record).items()
        return " ".join((super().formatMessage(record), *(f"{k}={v}" for k, v in fields)))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage().strip(),
            **_fields(record),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)  # stderr escapes what it cannot take


def _fields(record: logging.LogRecord) -> dict[str, object]:
    named = {"request": request_id.get()} if request_id.get() else {}
    return {**named, **getattr(record, "fields", {})}
