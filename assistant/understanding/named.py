"""Whether a question names a document: by its title, its number, or the years it was for."""

import re

from assistant.understanding.question import Question
from corpus.document import Source
from corpus.document_number import numbers_in, same

_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)年|(?<!\d)20(\d\d)(?!\d)")
NAMED = 0.6  # Share of a title's character pairs from which a question names the document
OF_YEAR = 0.2  # What the year of a version ("办法（2026版）") adds to it


def names(question: Question, source: Source) -> bool:
    """Whether the question is about this very document, or about a year that it was for."""
    own = list(numbers_in(source.document_number))
    told = list(numbers_in(question.text))
    asked = {2000 + int(m[1] or m[2]) for m in _YEAR.finditer(question.text)}
    return (
        share_of_title(question.text, source) >= NAMED
        or any(same(mentioned, number) for mentioned in told for number in own)
        or any(first <= year <= last for year in asked for first, last in _years(source))
    )


def share_of_title(text: str, source: Source) -> float:
    """The share of the title's character pairs in the text, its brackets apart."""
    title, _, version = source.title.strip("《》").replace("（", "(").partition("(")
    pairs = {title[i : i + 2] for i in range(len(title) - 1)}
    years = set(re.findall(r"20\d\d", version or title)) & set(re.findall(r"20\d\d", text))
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share + (OF_YEAR if years else 0.0)


def _years(source: Source) -> list[tuple[int, int]]:
    """First and last year of what it was for; with no last one the year it is from."""
    days = (source.effective_on, source.issued_on, source.signed_on)
    first = next((int(day[:4]) for day in days if day[:4].isdigit()), None)
    last = int(source.expires_on[:4]) if source.expires_on[:4].isdigit() else None
    span = [(first or last, last or first)] if first or last else []
    in_title = [(int(y), int(y)) for y in re.findall(r"20\d\d", source.title)]
    return [*in_title, *((a, b) for a, b in span if a and b)]
