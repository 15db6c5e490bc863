"""Whether a statement names whom or what the question asks for by name."""

from __future__ import annotations

import re

from assistant.finding.statement import Statement
from assistant.reading.asking import Asked
from assistant.reading.question import Question
from corpus.figures import number

NAMED_OF = 0.6  # of so many things: a text that names fewer does not tell their names

_BODY = re.compile(
    r"[局厅部委办]|机构|部门|中心|公司|企业|单位|专班|督查室|院校|高校|学校|法院|园区|平台|协会|银行|集团|政府|专家|一方|研发方|让与方|受托方|委托方|依托"
)
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
_AGENT = (
    r"(?:局|厅|(?<![全内])部(?![分署])|(?<![举创开承主])办(?![理公法好])|委(?![托员派])|督查室|机构|部门|中心|专班|"
    r"政府|机关|单位|法院|协会|银行|高校|各县|各地|县\(市、区\)|[研卖买让受]\w{0,2}方)"
)
_RESPONSIBLE_FOR = (
    r"(?:负责|牵头|认定|组织|受理|管理|发布|申请|评审|审核|确定|监管|登记|办理|印发|公布|会同|核实|审定|"
    r"推荐|备案|通报|督查|制定|评价|公告|协调|指导|承担|判断|出具|核定|把关|验收|评选|遴选|审批|审查|颁发|发放|拨付|兑付|主办|承办)"
)
_GOVERNS = re.compile(
    rf"由[^，。；,;]{{0,20}}(?:{_AGENT}|企业)|(?:[向经]|报[送经到]?|协同|会同|联合(?!创新|实验|研究|体))[^，。；,;]{{0,16}}{_AGENT}|"
    rf"{_AGENT}[^，。；,;]{{0,14}}{_RESPONSIBLE_FOR}|"
    rf"企业(?:自主|自行|自己|应当?|须)[^，。；,;]{{0,6}}{_RESPONSIBLE_FOR}"
)


def names_what_is_asked(question: Question, statement: Statement) -> bool:
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
