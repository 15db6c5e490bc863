"""What the API takes and gives, as OpenAPI and MCP describe it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from assistant.answer import AnswerStatus, Mode
from assistant.eligibility import Verdict
from assistant.guard import well_formed

Text = Annotated[str, BeforeValidator(lambda v: well_formed(v) if isinstance(v, str) else v)]
"""Lone surrogates are dropped, as on the page."""

Entered = Annotated[Text, Field(max_length=60)] | bool | Annotated[Decimal, Field(max_digits=20)]

Count = Annotated[int, Field(ge=1, le=20, description="至多几段")]
Keyword = Annotated[Text, Field(max_length=60, description="关键词，空格隔开的都要有")]


class Said(BaseModel):
    """An earlier message of the talk."""

    role: Literal["user", "assistant"]
    content: Text


class Question(BaseModel):
    """The last turns of the history count, as on the page."""

    question: Text = Field(description="问题，中文")
    history: list[Said] = Field([], description="此前的对话，从早到晚")


class Query(BaseModel):
    """What to look for."""

    query: Text = Field(description="要找的内容")
    count: Count = 5


class Cited(BaseModel):
    """A passage that an answer or a verdict stands on; quotes are the words in it."""

    number: int
    passage_id: str
    source_id: str
    title: str
    document_number: str
    heading_path: list[str]
    text: str
    quotes: list[str]


class Told(BaseModel):
    """An answer; the marks [1], [2] in it are the numbers of its citations."""

    question: str
    standalone_question: str
    status: AnswerStatus
    mode: Mode
    verified: bool | None
    confidence: float | None
    answer: str
    citations: list[Cited]
    notes: list[str]
    form: str
    timings_ms: dict[str, float]


class Clause(BaseModel):
    """A passage of a document."""

    passage_id: str
    heading_path: list[str]
    text: str


class Found(Clause):
    """A passage found; score (0..1) says how likely it states what was asked."""

    source_id: str
    title: str
    document_number: str
    score: float


class Held(BaseModel):
    """A document held; dates are ISO, as precise as published, "" where not known."""

    id: str
    title: str
    issuer: str
    document_number: str
    issued_on: str
    effective_on: str
    expires_on: str
    status: str = Field(description="今天的时效")
    kind: str = Field(description="全文或摘编")
    region: str
    year: int | None
    topics: list[str]
    note: str
    passages: int = Field(description="段落数")


class Document(Held):
    """A document with its whole text."""

    text: list[Clause]


class Row(BaseModel):
    """A quantitative target of a plan; value and unit as written."""

    indicator: str
    comparator: str
    value: float
    unit: str
    text: str
    scope: str
    due: str
    body: str
    sentence: str
    passage_id: str
    source_id: str


class FormField(BaseModel):
    """What a programme asks of an enterprise."""

    name: str
    label: str
    unit: str
    type: str
    help: str = ""
    options: list[str] = []


class Offered(BaseModel):
    """A programme that can be tested for."""

    id: str
    name: str
    policy: str = Field(description="依据的文件编号")
    inputs: list[FormField]


class Enterprise(BaseModel):
    """An enterprise's own figures for one programme."""

    programme: Text = Field(description="项目编号或名称")
    values: dict[Text, Entered] = Field(
        {}, max_length=300, description="{填报项: 值}；金额默认万元，也可写 1.2亿元"
    )


class Condition(BaseModel):
    """One condition, judged."""

    id: str
    label: str
    verdict: Verdict
    value: Any
    required: str
    working: str
    citations: list[Cited]
    missing: list[str]
    change: str
    group: str
    logic: str


class Assessed(BaseModel):
    """One programme judged on one enterprise's figures; nothing of them is kept."""

    programme: str
    name: str
    verdict: Verdict
    conditions: list[Condition]
    ask: list[FormField] = Field(description="还缺的填报项")
    benefits: list[dict[str, Any]]
    benefits_if_met: list[dict[str, Any]]
    limits: list[dict[str, Any]]
    scores: list[dict[str, Any]]
    computed: list[dict[str, Any]]
    change: list[str]
    problems: list[dict[str, str]]
    notes: list[str]
    disclaimer: str


class Refused(BaseModel):
    """Why nothing was done, in Chinese; field is the part of the request that is wrong."""

    detail: str
    field: str = ""


def fault_of(error: Mapping[str, Any]) -> tuple[str, str]:
    """The field and the words of one of pydantic's errors, without what was sent."""
    field = well_formed(".".join(str(part) for part in error["loc"][1:]))[:80]
    return field, f"请求有误：{field or 'JSON'}（{well_formed(error['msg'])[:200]}）"
