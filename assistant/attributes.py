"""What a value is of: money or places of one kind never answer a question about another."""

from __future__ import annotations

import re

from assistant.places import PLACE

# What a question asks the value of -> what a text that states it must say. Each pair is one
# attribute of the domain; a figure that stands with none of its words is of something else.
_ATTRIBUTES = (
    (
        r"奖励?多少|奖多少|多少(?:钱的?)?(?:奖励|奖金|补贴|补助|奖补|资助|扶持|财政资金)|(?:补贴|奖励|奖金|补助|奖补|资助|扶持资金?)[^，。?]{0,8}(?:多少|几|标准|金额)|"
        r"(?:补|奖|拨|领)[到了]?(?:多少|几)(?:钱|万|元)|给补多少|补多少",
        r"奖|补|资助|服务券|经费支持|专项经费|兑现",
    ),
    (
        r"有(?:没有|无|啥|什么)?[^，。,?]{0,6}(?:奖金|奖励|补贴|补助|奖补|资助)(?:可拿|拿|吗|没有|么)?(?:$|[，。,?])",
        r"奖|补贴|补助|资助",
    ),
    (r"注册资本|注册资金", r"注册资本|注册资金"),
    (r"总投资|投资额|投资多少|造价|建设资金", r"投资"),
    (
        r"(?:预算|资金盘子|专项资金)[^，。,?]{0,8}(?:多少|几|多大)|(?:多少|几)[^，。,?]{0,6}预算|总共拨|拨款",
        r"预算|专项资金|拨款|安排资金",
    ),
    (r"门票|票价|收费标准|租金|房租|物业费", r"门票|票价|收费|租金|房租|物业"),
    (r"名额|配额", r"名额|配额|总量"),
    (r"利率|利息|年化", r"利率|利息"),
    (r"每个?月|按月|月薪|月补", r"月"),
    (r"面积|多大(?:的)?(?:地方|场地)|(?:地方|场地)[^，。?]{0,4}多大", r"面积|平方米|场地|工位|亩"),
    (r"选址|具体地址|什么位置", r"选址|位于|设在|坐落|地址|落户"),
    (r"[建落设放]在(?:了)?哪", rf"选址|位于|设在|坐落|地址|落户|[^全]市|县|区|{PLACE.pattern}"),
    (
        r"网址|官网|网站地址|链接|域名",
        r"https?:|www\.|\.cn|\.com|网址",
    ),
    (
        r"名单(?:[给发列呢,，?？]|都?(?:有|是)|$)|(?:给|发|要|列)[^，。,?]{0,6}名单",
        r"名单|公司|集团|研究院|研究所|实验室|、[^，。,]{1,12}、",
    ),
    (
        r"(?:企业|项目|公司|人员|专家)名单(?:[给发列呢,，?？]|都?(?:有|是)|$)|(?:入选|获批|中标|上榜)的?了?(?:企业|项目|单位|公司|人)?(?:名单)?的?(?:都?(?:有|是))?(?:哪[些几家]|谁)",
        r"名单|公司|集团|研究院|研究所|实验室",
    ),
    (
        r"姓名|姓[什啥甚]|哪位(?:领导|局长|主任|同志|老师)|(?:负责人|联系人|[局处科厅市县]长|主任|董事长|总经理|法人|专家|组长|书记|领导|评委|审批人)(?:都)?(?:是谁|叫什么|叫啥|哪位|名字|是哪[位个])",
        r"同志|先生|女士|姓名",
    ),
    (r"罚款|罚金|滞纳金|罚(?:多少|几)|处罚(?:金额|标准)", r"罚|滞纳金"),
    (
        r"(?:申报|申请|报名|填报|报送|提交|受理|征集)[^，。,?]{0,6}(?:截止|截至|最晚|最后|最迟)",
        r"申报|申请|报名|填报|报送|提交|受理|征集|备案|报材料",
    ),
    (r"哪个?家?(?:酒店|宾馆|会场|会议室|展馆|楼)|几楼", r"酒店|宾馆|会场|会议室|展馆|楼"),
    (
        r"得票|排名第|第几名|全省第几",
        r"排名|名次|第[一二三四五六七八九十\d]+名|前[一二三四五六七八九十\d]+名",
    ),
    (r"税率|按多少.{0,2}缴|几个点的税", r"税率|减半|免征|预缴|缴纳|征收"),
)
# The same where a heading may say it ("二、入库条件").
_HEADED = (
    (
        r"(?:认定|申报|准入|评定|入库|备案|申请)的?(?:具体|基本)?(?:条件|门槛|标准)",
        r"条件|门槛|标准|须|应当?|不低于|不少于|不超过|满足|符合|具备|独立法人|注册|取得",
    ),
)
_COMPILED = tuple((re.compile(asked), re.compile(said)) for asked, said in _ATTRIBUTES)
_COMPILED_HEADED = tuple((re.compile(asked), re.compile(said)) for asked, said in _HEADED)


def speaks_of_attribute(question: str, text: str, headings: str = "") -> bool:
    """False where the question names an attribute that the text says nothing of."""
    headed = f"{headings} {text}"
    return all(said.search(text) for asked, said in _COMPILED if asked.search(question)) and all(
        said.search(headed) for asked, said in _COMPILED_HEADED if asked.search(question)
    )
