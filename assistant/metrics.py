"""What this process counts for its operators, as Prometheus reads it. No text of a question."""

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # one series of when for each count
CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 30, 60, 120)

questions = Counter("policy_questions", "Questions answered", ["through", "status"])
listed_words = Counter("policy_listed_words", "Listed words that questions held", ["action"])
seconds = Histogram("policy_question_seconds", "Time to answer", ["through"], buckets=_SECONDS)
refused = Counter("policy_requests_refused", "Requests to the API let go at once", ["reason"])
waiting = Gauge("policy_waiting", "Questions and requests that wait for their turn", ["through"])
unlogged = Gauge("policy_questions_unlogged", "Questions that the log could not keep")
model_calls = Counter("policy_model_calls", "Calls of the chat model", ["outcome"])
documents = Gauge("policy_library_documents", "Documents held")
passages = Gauge("policy_library_passages", "Passages held")
read_at = Gauge("policy_library_read_timestamp_seconds", "When the library was last read")


def exposition() -> bytes:
    """All of it, with what the client library tells of the process."""
    return generate_latest()
