"""Verification before display: every sentence must stand in the passages that it cites."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.writing.figure_check import Known, check_figures
from assistant.writing.polarity import check_polarity
from assistant.writing.quantities import fold, quantities
from assistant.writing.sentences import Sentence, Verification, sentences_of
from assistant.writing.source_text import SourceText, blank, coverage, flat, grams, support
from corpus.addressed import addresses_machine
from corpus.passage import Passage

_REPEATS = 0.8  # of a lead-in's words that are those of the question
_YES_OR_NO = re.compile(r"(?:不?(?:是|对|可以?|能|行|会|需要?|必|要)|没?有|无[需须]|否)的?[。!]?")
_NUMBER = re.compile(
    r"(?P<of>[\u3400-\u9fff]{0,12})[〔\[(【]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])】]\s*第?(?P<no>\d+)号"
)
_TITLE = re.compile(r"[《<](?P<name>[^《》<>\n]{2,80})[》>]")
# The last characters of an organisation's name; what follows or precedes makes them plain words.
_BODY = re.compile(
    r"(?P<stem>[\u3400-\u9fff]{2,14}?)(?P<kind>委员会|办公室|研究院|研究所|基金会|公司|集团|大学(?!生)|"
    r"学院|银行|协会|中心(?![城任务])|政府(?!性)|法院|部门|机关(?!作)|局(?![限部面势])|厅(?!市)|"
    r"(?<![全内外总干各本局])部(?![门分委署级件位])|(?<!常)委(?![托员])|"
    r"(?<![举申承主协开创督可])办(?![理公法学事证好完结成妥])|院(?![士校所]))"
)


def verify(text: str, sources: Sequence[Passage], said: str = "") -> Verification:
    """Check an answer whose marks [1]..[k] refer to sources in order; said holds the asker's own
    figures, which may be repeated and reckoned with."""
    texts = [SourceText(passage, number) for number, passage in enumerate(sources, 1)]
    check = _Check(texts, fold(said))
    written = sentences_of(text)
    return Verification(tuple(check.sentence(written, at) for at in range(len(written))))


def facts_amiss(sentence: str, sources: Sequence[Passage]) -> list[str]:
    """Faults of a sentence without marks that is no answer: document numbers, titles, figures and
    dates that stand in none of the sources."""
    texts = [SourceText(passage, number) for number, passage in enumerate(sources, 1)]
    plain, missing = _check_titles(fold(sentence), "\n".join(text.text for text in texts))
    return [*missing, *check_figures(plain, texts, Known())[0]]


class _Check:
    """One answer being checked: its sources, and the figures known so far."""

    def __init__(self, sources: list[SourceText], question: str) -> None:
        self.sources, self.question = sources, question
        self.known = Known(quantities(question))

    def sentence(self, written: Sequence[Sentence], at: int) -> Sentence:
        """One sentence against its marks, or without any against the source that fits best."""
        this, following = written[at], written[at + 1 :]
        text = fold(this.text)
        marks = tuple(m for m in this.marks if 1 <= m <= len(self.sources))
        one = replace(this, marks=marks)
        if addresses_machine(this.text):  # the sources are free of orders, a model need not be
            return replace(one, faults=("这不是对读者说的话",))
        if _YES_OR_NO.fullmatch(text):
            return replace(one, bare=True)  # said by rule, or not at all
        if one.is_lead_in:
            return self._lead_in(one, text, following)
        return self._against(one, text, marks) if marks else self._unmarked(one, text)

    def _against(self, one: Sentence, text: str, marks: Sequence[int]) -> Sentence:
        cited = [self.sources[m - 1] for m in marks]
        plain, faults = _check_names(text, cited)
        wrong, matched, results = check_figures(plain, cited, self.known)
        faults += [*wrong, *check_polarity(plain, cited), *support(plain, cited)]
        if faults:
            return replace(one, faults=tuple(faults))
        self.known = replace(self.known, results=(*self.known.results, *results))
        return replace(one, marks=tuple(marks), matched=tuple(matched))

    def _unmarked(self, one: Sentence, text: str) -> Sentence:
        """The first of the two sources with most of its words gives it a mark."""
        words = grams(text)
        fits = [max(coverage(words, s.grams) for s in t.statements) for t in self.sources]
        for number in sorted(range(len(fits)), key=lambda n: -fits[n])[:2]:
            checked = self._against(one, text, (number + 1,))
            if checked.ok:
                return checked
        return replace(one, faults=("这句话没有标注来源，给出的段落也不支持它",))

    def _lead_in(self, one: Sentence, text: str, following: Sequence[Sentence]) -> Sentence:
        """What announces a list may count it, and repeat the question; it needs no mark."""
        self.known = replace(self.known, counted=sum(bool(s.bullet) for s in following))
        repeats = coverage(grams(text), grams(self.question)) >= _REPEATS
        every = one.marks or [source.number for source in self.sources]
        checked = one if repeats and not quantities(text) else self._against(one, text, every)
        self.known = replace(self.known, counted=0)
        return replace(checked, marks=one.marks)


def _check_names(text: str, cited: Sequence[SourceText]) -> tuple[str, list[str]]:
    """The folded sentence with document numbers and titles blanked, and the faults."""
    held = "\n".join(source.text for source in cited)
    text, faults = _check_titles(text, held)
    bodies = (m for m in _BODY.finditer(text) if not _stands(m["stem"], m["kind"], held))
    return text, [*faults, *(_lacks(match[0]) for match in bodies)]


def _check_titles(text: str, held: str) -> tuple[str, list[str]]:
    missing: list[str] = []
    numbers = {(m["year"], m["no"]): m["of"] for m in _NUMBER.finditer(held)}
    for match in _NUMBER.finditer(text):
        said, of = match["of"][-2:], numbers.get((match["year"], match["no"]))
        if of is None or (said and of and said != of[-2:]):
            missing.append(match[0])
    text = _NUMBER.sub(blank, text)
    for match in _TITLE.finditer(text):
        if flat(match["name"]) not in flat(held):
            missing.append(match["name"])
    return _TITLE.sub(blank, text), list(map(_lacks, missing))


def _lacks(name: str) -> str:
    return f"所引段落没有“{name}”"


def _stands(stem: str, kind: str, held: str) -> bool:
    """Whether the name stands there, shorn of the words before it as far as need be."""
    shortest = 1 if stem[-1] in "省市县区" else 2
    return any(stem[cut:] + kind in held for cut in range(len(stem) - shortest + 1))
