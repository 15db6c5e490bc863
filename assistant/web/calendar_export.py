"""The deadlines as a calendar file (.ics) that phones and mail programs can import."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from corpus.deadlines import Deadline, Kind, Timing

NAME = "政策时间节点"
_REMIND = timedelta(days=-7)
_MONTH_END = 31
_NOTE = "由程序从文件中摘出，以文件原文和主管部门通知为准。"


def to_ics(coming: Iterable[tuple[date, Deadline]], day: date) -> bytes:
    """One all-day event for each deadline that is still to come; a yearly one comes back."""
    calendar = Calendar.new(
        name=NAME,
        description=_NOTE,
        language="zh-CN",
        prodid="-//policy-assistant//deadlines//ZH",
        uid="deadlines@policy-assistant",
    )
    for due, row in coming:
        calendar.add_component(_event(due, row, day))
    return bytes(calendar.to_ical())


def uid_of(row: Deadline) -> str:
    """The same for the same statement of the same document, so that a re-import replaces."""
    said = "\n".join((row.passage.id, row.when, row.sentence))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@policy-assistant"


def _event(due: date, row: Deadline, day: date) -> Event:
    start = due.replace(day=1) if row.month and row.day is None else due  # a month has no one day
    event = Event.new(
        uid=uid_of(row),
        stamp=datetime.combine(day, time(), UTC),
        summary=_summary(row),
        description=_description(row),
        start=start,
        end=due + timedelta(days=1),
        transparency="TRANSPARENT",  # type: ignore[arg-type]  # a str enum
        categories=[row.kind.value],
    )
    if row.timing is Timing.YEARLY:
        event.add("rrule", _yearly(row))
    event.add_component(_alarm(event))
    return event


def _yearly(row: Deadline) -> dict[str, object]:
    """Every year; on the month's last day where the month's end is meant (see Deadline.day)."""
    if row.day != _MONTH_END:
        return {"freq": "yearly"}
    return {"freq": "yearly", "bymonth": row.month, "bymonthday": -1}


def _alarm(event: Event) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", _REMIND)
    return alarm


def _summary(row: Deadline) -> str:
    what = "执行到期" if row.kind is Kind.TERM else row.kind.value
    return f"{what}：{row.what}"


def _description(row: Deadline) -> str:
    source = row.passage.source
    place = " › ".join(row.passage.heading_path)
    number = f"（{source.document_number}）" if source.document_number else ""
    return "\n".join(
        (
            f"时间：{row.when}",
            f"原文：{row.sentence}",
            f"出处：《{source.title}》{number} {place}",
            _NOTE,
        )
    )
