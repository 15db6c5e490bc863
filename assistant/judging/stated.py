"""Whether a statement states the thing asked: one of the kind, of the thing named, not withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.narrowing import met
from assistant.finding.evidence import Evidence
from assistant.finding.fitness import has_time, tells_day, tells_otherwise
from assistant.finding.standing import is_example
from assistant.finding.statement import Statement
from assistant.judging.figures_told import answering_figures, gives_value
from assistant.judging.premise import DENIAL
from assistant.reading.amounts import amounts
from assistant.reading.asking import Asked
from assistant.reading.attributes import speaks_of_attribute
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.figures import Measure, number

NAMED_OF = 0.6  # of so many things: a text that names fewer does not tell their names
FULLER = 1.3  # of another's share of the question's words: it speaks rather to the question
RIVAL = 0.85  # of the score of one that says the value is not given
MET_HALF = 0.5  # of a concept: it is spoken of

_CONFIRMS = re.compile(r"吗|是不是|对不对|对吧|是吧|还是|到底|真的|听说")
_CONTACT = re.compile(
    r"\d{3,4}-\d{7,8}|1[3-9]\d{9}|(?<!\d)\d{7,8}(?!\d)|@\w+\.|电话[：:]|地址[：:]"
)
_BODY = re.compile(
    r"[局厅部委办]|机构|部门|中心|公司|企业|单位|专班|督查室|院校|高校|学校|法院|园区|平台|协会|银行|集团|政府|专家|一方|研发方|让与方|受托方|委托方|依托"
)

_WORKED_OUT = (Measure.MONEY, Measure.PERCENT)  # what an example works out with; "一年" is none
_IS_THERE = re.compile(
    r"有没有((?!关系|影响|区别|差别|可能|必要|问题)(?:(?!什么|说|提到|讲|写)[^，。,?]){2,12})(?:$|[，。,?])"
)
# "怎么申请": not told by what a thing is and how many there are of it
_APPLY = re.compile(r"(?:怎么|咋|如何)(?:去|来)?(?:申请|申报|报名|办理|登记|备案|提交)")
_APPLIED = re.compile(
    r"取消|停止|不再|申请|申报|报名|办理|登记|备案|提交|填报|报送|受理|推荐|网上|程序|流程|步骤|审[核批查]|留存|自行判别|公示|遴选"
)
# "新增300家怎么分": what each place is given
_ALLOTS = re.compile(
    r"(?:家|项|个|名|条|指标|目标|任务|名额)[^，。,?]{0,4}(?:怎么|咋|如何)分(?![析类档级别])"
)
_ALLOTTED = re.compile(r"分解|分配|分到|下达|分别|各[县区镇园]")
# "免不免租": whether it is due, which only what speaks of dues tells
_DUE = re.compile(r"(?P<due>[免交缴退罚])不(?P=due)")
_DUES = {
    "免": re.compile(r"免|减|不收|不征|全额|零"),
    "退": re.compile(r"退|返"),
    "罚": re.compile(r"罚|处"),
}
_PAID = re.compile(r"[交缴纳征免]|税|费")
_OF_RULE = re.compile(r"(?:最[高低多少])?(?:限制|要求|规定|限度)$")  # any rule sets one: "名额限制"
_LEFT_TO_ATTRIBUTES = re.compile(r"奖|补|资助|名额|配额|好处|优惠")
_RESPONSIBLE = re.compile(
    r"谁(?:来|在|去)?管|(?:谁|部门|单位|机构|处室|科室)[^，。,?]{0,6}(?:负责|牵头|主管|评价|发布|印发|来管|主抓|[审报]?批|审核|认定|受理|发证|验收)|"
    r"(?:找|向|跟|到|去)(?:谁|哪个?(?:部门|单位|处室|科室|局|地方))|哪个?[处科]室|归[谁哪]|[由归](?:谁|哪)|负责人|主管部门|谁(?:来|去)?(?:评|打分|签|申领|召集)|召集人"
)
# "这个发明算谁的": whose a thing is, not who sees to it
_OWNED = re.compile(
    r".*(?:专利|发明|成果|权益|产权|著作权|软著|技术|东西|数据).*(?:归|算|属于?|是)(?:谁|哪[家方边])(?:的|所有|名下)?(?:[，。,?].*)?",
    re.S,
)
_OWNS = re.compile(r"归|共有|所有|持有|享有")
# "由哪个中心在建", "跟哪所大学": the name of one of a kind of body
_BODY_OF_KIND = re.compile(
    r"哪一?[个家所座](学校|高校|院校|中心|公司|集团|大学|学院|研究院|研究所|实验室|园区|孵化器|平台|协会|银行|基金|专班)"
)
_SCHOOL = re.compile(r"哪一?[个家所座](?:学校|高校|院校|大学|学院)")
# "主动跟谁汇报": told by whom one reports to
_REPORTED_TO = re.compile(
    r"(?:跟|向|给|找)(?:谁|哪(?:个|位|些|级))[^，。,?]{0,4}(?:汇报|报告|请示)"
)
_REPORTS = re.compile(r"汇报|报告(?!书)|请示")
# "23条重点产业链都叫什么名字": each has a name
_SO_MANY_NAMED = re.compile(
    r"(?P<n>\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)[个家条项类种所座批支][^。?第]{2,14}?"
    r"(?:都|分别|各自?)?(?:叫什么|叫啥|(?:是)?(?:什么|啥)名字|名字|名称)"
)
_CALLED = {
    "公司": "公司|集团|金控|控股|股份",
    "集团": "集团|控股",
    "园区": "园区|开发区|高新区",
    **dict.fromkeys(("学校", "高校", "院校"), "大学|学院|学校"),
}
_OF_NATION = re.compile(r"国家|中央")
_NATION_GIVES_NONE = re.compile(
    r"(?:国家|中央)[^，。；]{0,4}没有[^，。；]{0,8}(?:奖|补)|没有中央[^，。；]{0,6}(?:奖|补)"
)
# what is withheld: when something is, or how much of it
_OF_TIME = re.compile(r"时间|日期|批次")
_OF_VALUE = re.compile(r"金额|标准|条件|数量|指标|额|比例|奖|补|利率|面积|家数")
_AGENT = (
    r"(?:局|厅|(?<![全内])部(?![分署])|(?<![举创开承主])办(?![理公法好])|委(?![托员派])|督查室|机构|部门|中心|专班|"
    r"政府|机关|单位|法院|协会|银行|高校|各县|各地|县\(市、区\)|[研卖买让受]\w{0,2}方)"
)
_RESPONSIBLE_FOR = (
    r"(?:负责|牵头|认定|组织|受理|管理|发布|申请|评审|审核|确定|监管|登记|办理|印发|公布|会同|核实|审定|"
    r"推荐|备案|通报|督查|制定|评价|公告|协调|指导|承担|判断|出具|核定|把关|验收|评选|遴选|审批|审查|颁发|发放|拨付|兑付|主办|承办)"
)
_GOVERNS = re.compile(
    rf"由[^，。；]{{0,20}}(?:{_AGENT}|企业)|(?:[向经]|报[送经到]?|协同|会同|联合)[^，。；]{{0,16}}{_AGENT}|"
    rf"{_AGENT}[^，。；]{{0,14}}{_RESPONSIBLE_FOR}|"
    rf"企业(?:自主|自行|自己|应当?|须)[^，。；]{{0,6}}{_RESPONSIBLE_FOR}"
)


def states_what_is_asked(question: Question, evidence: Evidence) -> bool:
    """Whether the statement has a thing of the kind asked for."""
    statement = evidence.statement
    text = statement.text
    headings = " ".join((statement.lead, *statement.passage.heading_path))
    if not speaks_of_attribute(question.text, text, headings):
        return False
    if statement.says_unstated and not _withholds_only_time(question, statement):
        return True
    if question.asked is Asked.CONTACT:
        return bool(_CONTACT.search(text))
    if question.asks_amount and tells_otherwise(question, statement):
        return False
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        own = any(f.measure in _WORKED_OUT for f in question.amounts)
        supposed = not own and is_example(statement)  # of no rule's value
        return (
            gives_value(question, statement) and not supposed and not _repeats(question, statement)
        )
    if question.asked is Asked.WHEN:
        return has_time(statement) and tells_day(question, statement)
    if _ALLOTS.search(question.text) and not _ALLOTTED.search(text):
        return False
    if question.asked is Asked.PROCEDURE and _APPLY.search(question.text):
        return bool(_APPLIED.search(f"{text} {headings}"))
    return _names_what_is_asked(question, statement)


def _names_what_is_asked(question: Question, statement: Statement) -> bool:
    """Whether it names whom, which school or how many things by their names the question asks
    for; True where it asks for none."""
    text = statement.text
    if question.asked is Asked.WHO and _OWNED.fullmatch(question.text):
        return bool(_OWNS.search(text))
    if _SO_MANY_NAMED.search(question.text) and not statement.is_intro:
        return _names_so_many(question, statement)
    named = question.asked is Asked.WHO or _SCHOOL.search(question.text)
    return not named or _names_body(question, text)


def _names_so_many(question: Question, statement: Statement) -> bool:
    """Whether a text names about so many things as each have a name that is asked for."""
    asked = _SO_MANY_NAMED.search(question.text)
    wanted = number(asked["n"]) if asked else None
    return wanted is None or max(statement.counts, default=0) >= NAMED_OF * wanted


def _names_body(question: Question, text: str) -> bool:
    """Whether a text names one of the kind of body asked for, or any that does what is asked."""
    if _REPORTED_TO.search(question.text):
        return bool(_REPORTS.search(text))
    if kind := _BODY_OF_KIND.search(question.text):
        return bool(re.search(rf"[\u3400-\u9fff]{{2}}(?:{_CALLED.get(kind[1], kind[1])})", text))
    governs = _GOVERNS if _RESPONSIBLE.search(question.text) else _BODY
    return bool(governs.search(text))


def _repeats(question: Question, statement: Statement) -> bool:
    """Whether the number asked for is the one that the question tells already ("高企300家，大丰分了
    多少家"): what is asked is another."""
    if question.own_case or _CONFIRMS.search(question.text):
        return False
    told = {(f.value, f.unit) for f in amounts(question.text) if f.measure is Measure.COUNT}
    answering = {(f.value, f.unit) for f in answering_figures(question, statement)}
    return bool(answering) and answering <= told


def speaks_of_due(question: Question, statement: Statement) -> bool:
    """Of "免不免租", whether the statement speaks of what is due; True where that is not asked."""
    due = _DUE.search(question.text)
    if due and DENIAL.search(statement.text):
        return True
    return not due or bool(_DUES.get(due["due"], _PAID).search(statement.text))


def has_what_is_asked_after(
    question: Question, concepts: Sequence[Concept], statement: Statement
) -> bool:
    """Of "有没有N", whether the statement speaks of an N; True where nothing is asked so."""
    asked = _IS_THERE.search(question.text)
    if question.asked is not Asked.YES_NO or asked is None:
        return True
    thing = _OF_RULE.sub("", asked[1].rpartition("的")[2])
    named = [c for c in concepts if c.known and c.said in thing]
    return (
        not named
        or any(c.match(statement.text) >= MET_HALF for c in named)
        or bool(_LEFT_TO_ATTRIBUTES.search(asked[1]))
    )


def withholds(question: Question, concepts: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether the statement says that the value is not given, and gives none beside; where it
    does both, whether the part that says so is the one that speaks to the question."""
    statement = evidence.statement
    if not statement.says_unstated or _withholds_only_time(question, statement):
        return False
    if _OF_NATION.search(question.text) and _NATION_GIVES_NONE.search(statement.text):
        return False  # "国家没有统一奖励，各地以当年通知为准" tells what the nation gives
    when = question.asked is Asked.WHEN
    if not (has_time(statement) if when else gives_value(question, statement)):
        return True
    withheld = statement.text.replace(statement.given, "")
    return met(concepts, withheld) > met(concepts, statement.given)


def _withholds_only_time(question: Question, statement: Statement) -> bool:
    """Whether it only leaves open when something is, where a number or an amount is asked for."""
    if question.asked not in (Asked.FIGURE, Asked.MONEY):
        return False
    withheld = statement.text.replace(statement.given, "")
    return bool(_OF_TIME.search(withheld)) and not _OF_VALUE.search(withheld)


def outweighs(withheld: Evidence, stating: Evidence) -> bool:
    """Whether what says that the value is not given speaks rather to the question than what
    gives one."""
    if stating.score < RIVAL * withheld.score:
        return True
    nearly = withheld.score >= RIVAL * stating.score
    return nearly and withheld.own >= FULLER * stating.own and withheld.coverage > stating.coverage
