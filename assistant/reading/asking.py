"""The grammar of Chinese questions: which words ask for which kind of thing."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.reading.question_signs import CONSEQUENCE
from corpus.figures import Measure, measure


class Asked(StrEnum):
    """What kind of thing would answer the question."""

    CONTACT = "contact"
    MONEY = "money"
    FIGURE = "figure"
    WHEN = "when"
    WHO = "who"
    WHERE = "where"
    LIST = "list"
    PROCEDURE = "procedure"
    YES_NO = "yes_no"
    OPEN = "open"


_CONTACT = re.compile(
    r"(?:(?<![接挂听讲通])电话|(?<!二)手机号?|微信|QQ|邮箱|短信)(?![都也]?(?:不敢|没[打敢接]|打(?!多少|几|哪|谁))|不[用要]|就不|里|上|中|那头|记录|群|截图|转账|支付|沟通|谈|聊|会议|约|通知|说|联系过|回复|确认|催|告知)(?:号码?)?|座机|热线|联系方式|联系人|怎么联系|"
    r"电子邮件|e-?mail|传真|二维码|公众号|邮编|办公地址|地址在|地址是|门牌|在几楼|phone",
    re.I,
)
_MONEY = re.compile(
    r"(?:少[缴交]|省下?来?|补[缴交])多少(?:的|个|企业|所得)*税|多少钱|什么价|啥价|(?:财政|政府|市里|省里|国家|上面)(?:给|出|掏|拿|补)(?:多少|几)(?![家个项分名])|几[十百千]*万|几千(?!家|个|项)|多少万|(?:多少|几)个?亿|多少元|几块钱|多少(?:补贴|奖励|奖金|资金|补助|经费|贷款|财政资金|扶持)|多大(?:的)?资金|"
    r"多少(?:\w{0,4})费(?!用占|率)|有没有钱[^。?？]{0,6}[拿领得给][到了]?多少(?![家个项条名人场分件年月%])|"
    r"(?:补贴|奖励|补助|资助|奖补|奖金)[^。?？]{0,20}(?:拿|领|得|批|到手)[到了]?多少(?![家个项条名人场分件年月%])|"
    r"(?:金额|额度|面额|预算|经费|奖金|补贴|奖励|补助|资助|拨款|奖补|成交额|投资额?|贷款|注册资本)"
    r"[^，,。？]{0,10}(?:多少|多大|几何|是几|几钱|标准)(?!分|家|个|项|条|人|名|天|年|月|比|成|%|计[税入]|[缴交纳]税)|"
    r"(?:补|奖|拨|发|投|贷|省|配套(?:又|也|再)?(?:是|有)?|[各县市里自己家方]出|出资|掏)[了到]?多少(?!项|家|个|条|人|场|比|几|分|天|年)|"
    r"how much (?:money|funding|subsid|(?:is|are|was|will|does|can) [^?]{0,30}(?:subsid|grant|reward|bonus|fund|money|loan))",
    re.I,
)
# "在总盘子里占多少": a share, whatever money the words around speak of
SHARE = re.compile(
    r"比例[^，。,?]{0,6}(?:多少|几)(?![家个项条名人万亿元])|占[^，。,?]{0,8}(?:多少|几)(?![家个项条名人万亿元])|[百几]分之[几多]|几成|几个点|"
    r"(?:利润|收入|营收|费用|所得|总额|金额|价款|出资|投入|成本)的(?:多少|几)(?![家个项条名人万亿元钱])"
)
# "能扣多少", "加计多少": a share of what was spent
_DEDUCTED = re.compile(r"(?:扣除?|加计|抵)[了到掉]?多少(?![钱万元])")
_MONEY_SAID = re.compile(r"多少钱|几[十百千]?万|多少万|(?:多少|几)个?亿|多少元|几块钱")
_WHEN = re.compile(
    r"什么时候|啥时|几时|哪几年|起止|到头|时限(?!额)|何时|哪天|哪年|哪一年|几月|几号|哪个月|哪几个月|哪月|哪一天|什么日期|日期|截止|最晚|最迟|多久|多长时间|多少天|几天|几年|多少年|多少个月|几个月|期限|(?<![看按以凭])(?:什么|哪个)(?:时间|日期|日子)|何日|到哪年|when\b",
    re.I,
)
DURATION = re.compile(
    r"多久|多长时间|多少天|(?<!哪)几[天年](?!度)|多少年|多少个月|几个月|(?<!在)(?<!处于)有效期(?!内)|多长|最长|年限|干多久|管几年"
)
# "能依哪一条主张比例": the rule itself
_WHICH_RULE = re.compile(
    r"哪一?条(?!件|路|线|街)|第几条|哪[个份一]份?(?:文件|办法|法律|公告)|什么依据|依据(?:是)?什么"
)
_WHO = re.compile(
    r"谁|哪个(?:给)?(?:认定|认(?!为)|批(?![次文])|审|发证)|哪个(?:部门|单位|机构|局|厅|处室|科室|地方|司|主体|方)|哪(?:些|几个|几家|两家|一家|家)(?:部门|单位|机构|局|主体)|由哪|归哪|哪家单位|什么(?:部门|单位|机构)|啥部门|牵头(?:单位|部门)|负责人|主管部门|哪方|who\b|"
    r"(?:认定|审批|主管|受理|发布|管理|评审|组织|责任)(?:机关|机构|部门|单位)[^，。,?]{0,4}(?:是|为)(?:哪|什么|啥|谁)",
    re.I,
)
# "跟谁一体化运营": a partner, not whose office it is
_PARTNER = re.compile(
    r"[跟和与同](?:谁|哪[家个些几])[^，。,?？]{0,4}(?:一[体起道块同]|合[作建办资伙]|共[建同享办]|联[合手动]|携手|结对|对接|协同|签)"
)
# "我不服能找谁", "去哪里说理": how a decision is contested, not whose office it is
_CONTESTS = re.compile(r"不服|异议|不认可|不同意|说理|维权|申诉|投诉")
_WHERE = re.compile(
    r"哪里|哪儿|在哪(?!个?(?:分数|得分|分值|[一几]?[档级段类层条]))|什么地方|哪个(?:网站|平台(?!公司)|系统|园区|区)|何处|where\b",
    re.I,
)
_LIST = re.compile(
    r"哪些|哪几|有什么|有啥|(?:认定|评价|申报|申请|入库|备案)的?(?:条件|要求)都?是(?:什么|啥)|什么(?:样的?|条件|要求|措施|办法|内容|材料|行业|优惠|好处|任务|工作|举措|类型|情形|情况|招|活)|啥(?:条件|要求|措施|材料|好处|招|政策|行业)|(?:怎么|咋|如何)个?优惠|(?:满足|符合|具备|达到)(?:什么|啥)(?=[\s?？。,，才]|$)|列出|列举|几[个项条种类][^，。,?]{0,8}?(?:按顺序|依次|逐一|都)?(?:列|报|说|讲|写)(?:一下|出来|给我|清楚)|逐条|挨个|一一|分别(?:是|叫|有)|(?:包括|包含|涉及|有)(?:了)?(?:哪|什么|啥)|那[两三四五六]|归纳|几种(?:情况|情形|方式|办法|途径)|几条(?:路|途径)|有几(?:个|种|类|条|项)[^，,。]{0,8}分别|都是?(?:哪|有)|都[送给做办讲说管看查要](?:了|的)?(?:什么|啥)|几[级个类种层道][^，。,?]{0,4}[,，]?(?:都|分别|各自?)(?:是|叫|有)(?:啥|什么)|哪[两二三四五六七八]|(?:列|写|说|讲|给)[^，,。]{0,6}(?:全部|所有)|(?:全部|所有)(?:都|的)?(?:有|是|列|要(?!还是)|[?？]|$)|(?<![成变])(?:什么样|啥样)|哪类|几道|(?:说明|列|讲|介绍)[^，,。]{0,4}条件|what are|list\b",
    re.I,
)
# "那三块飞地叫什么": so many things, each by its name
NAMES_ASKED = re.compile(
    r"(?<![第这])([两二三四五六七八2-9])[个项份条类种块家张批大座所][^，。,?]{0,12}(?:叫什么|叫啥|是什么|是啥|名字|名称)"
)
# "科技型中小企业 直接确认 条件": what people type to have it listed
_LISTED = re.compile(r"[^,，。;；?？]*(?:条件|材料|情形|资料|门槛|要件)[\s?？。]*")
# "那两个创新中心,啥时候能建成": a time, of things that were told
_THOSE = re.compile(r"那[两三四五六][个家块条项座]")
_WHEN_SAID = re.compile(r"什么时候|啥时候?|几时|何时|哪天|几月")
# "万一没批下来怎么办": what follows, not how it is done
WHAT_THEN = re.compile(
    r"(?:的话|万一|要是|如果|假如|倘若|一旦|没|超[了过出]|不[能行够到])[^。?？]{0,24}?(?:怎么办|咋办|咋整|怎么弄|咋弄|怎么收场)"
)
_PROCEDURE = re.compile(
    r"(?:怎么|咋)(?:给(?:我们?|咱们?))?(?:办|帮|支持|申请|申报|报|走|弄|做|操作|办理|入库|进库|进(?=[?？]|$)|算|计算|填|推进|落实|抓)|如何(?:办|申请|申报|办理|计算|推进|落实|认定|登记)|流程|程序(?!员|化)|步骤|手续|how (?:to|do)",
    re.I,
)
_YES_NO = re.compile(
    r"是否|能否|可否|是不是|能不能|可不可以|有没有|要不要|会不会|行不行|算不算|对吗|对吧|对不对|是吗|吗[?？]?$|吗[，,。?？]|吧[?？]?$|还能|是这样|能做不|行吗|过了吧|(?P<doing>[\u3400-\u9fff])不(?P=doing)|可以不|(?<=[\u3400-\u9fff]{2})[不没][?？。]*$|真的?假的?|难道|岂不|莫非|既然|听说|据说|can (?:we|i)|is it",
    re.I,
)
_FIGURE = re.compile(
    r"(?:收入|营收|费用|资产|面积|人数|资金|投资|分|年限)的?(?:门槛|[底红及]线)|多少|(?:新建|新增|引进|立项|培育|推荐|备案|招引|入驻|争创|征集|签约|成交额|产值|贡献率|占[^，。,?]{2,12}|比重|比例|强度|增速)的?(?:年度|全年)?的?(?:目标|指标|任务)[\s?？。]*$|(?:上限|下限|底线)[\s?？。,，]*$|最[低高]分|分数线|(?:分数|得分|分值)(?:段|档|区间)|[及合]格线|(?<![这那])几[^乎何]|(?<=[降升涨减提调]到)几|多大|多高|多长|多久|百分之|(?:占比|比例|比重)(?!(?:怎么|咋|如何)[^，。,?]{0,5}[算看]|(?:是|为|有|才|只有|大概|约|达到?|超过?|就)?\d)|目标(?:值|数)?(?:是|定|为|多)|数量|指标|何种水平|几成|(?:哪|第几)一?个?档|达到什么(?![^，。,?？]{0,3}(?:常态|效果|目的|局面|状态))|(?:场次|(?:[家人件个项户]|任务|立项|签约|登记|目标|计划|指标|新增|新建|招引|引进|培育|培训|入驻|建设|备案|入库|企业|项目|平台|机构|中心|工作站)数)(?=[\s?？。!！,，]*$)|how many|how much|what percentage",
    re.I,
)
_LIMIT_ASKED = re.compile(
    r"(?:比例|限额|额度|利率|占比|得分|分数|上限|下限|时限)[^，,。?]{0,6}分别|最[多低高少]不?[^，,。?]{0,4}多少"
)


# "一年几十万研发支出": a vague quantity told, which asks nothing; "要几十万?" does
_VAGUE = re.compile(
    r"好几[十百千]*[万亿](?!吗)|(?:好)?几[十百千](?:来|多)?个?[万亿]?(?=[^?？。,，吗呢])|有(?:好)?几[个家项条名人款]|"
    # "花得多少,跟拿政策有没有关系": what stands in a relation is not asked for
    r"(?:多少|高低|大小)(?=[^。?？]{0,30}(?:关系|挂钩|影响))"
)

# "招了几个项目，……做到什么比例": a number, and a call that was taken, told before what is asked
TOLD_BEFORE = re.compile(
    r"(?:(?<=[了过着])(?:好)?几[个名位家款件项份台人]|好几[个名位家款件项份台人年样种条类块]|"
    r"(?<=[了过着])(?:好)?几[十百千]+(?:来|多)?个?[万亿]?元?|"
    r"(?<=(?<![要得须能可应没])有)几[个名位家款件项份台人张]|(?<=没)几[个名位家款件项份台人天年]|(?<=[就才])几[个名位家款件项份台人张单天年]|(?<=再过)几[天个]|"
    r"(?<![要交看算查取用报近满])[前头这]几[年天](?!的|[月算交报])|"
    r"(?:接到?|[来打])了?[^，。,?]{0,6}电话(?!.*(?:电话|号码|热线|联系)))"
    r"(?=[^?？]*[，,。！!;；][^?？]*(?:多少|几|什么|啥|哪|吗|怎|咋|是否|能否|还是|有没有|"
    r"(?P<whether>[能算要行会受给])不(?P=whether)|不[\s?？。]*$))|"
    # "研发花得多少,跟拿政策有没有关系": what is told bears on something
    r"[多大高][少小低](?=[，,](?:跟|和|与|对|会)[^。?？]*(?:关系|影响|挂钩|关联)[^。?？,，]{0,3}[?？]?$)"
)
# "已经通过了是吧，我想引用它的施行日期": what is told behind what is to be confirmed
_TOLD_BEHIND = re.compile(
    r"(?<=[是对]吧)[,，?？](?!.*(?:多少|几|什么|啥|哪|谁|吗|怎|咋|何|是否|能否|多[久大长高]|[?？]$)).*$",
    re.S,
)
# "出到第几版了": part of a name, no number of anything
_VERSION = re.compile(r"第几(?:版|代)|几点[0零]|哪一?版")
_WRITTEN = {
    "万": "元",
    "亿": "元",
    "个亿": "元",
    "万元": "元",
    "亿元": "元",
    "户": "家",
    "平": "平方米",
    "平米": "平方米",
    "回": "次",
    "趟": "次",
    "笔": "项",
    "单": "项",
    "个日历天": "天",
    "个日历日": "天",
    "个自然日": "天",
    "个自然天": "天",
}
# "20万元还是30万元": the value is asked for
EITHER = re.compile(
    r"\d[\d.]*(?:万元|亿元|个亿|万|亿|元|%|家|个月|个|项|条|名|件|年|天|分|平方米)?还是\d[\d.]*(万元|亿元|个亿|万|亿|元|%|家|个月|个|项|条|名|件|年|天|分|平方米)"
)


def asked_kind(text: str) -> Asked:
    """The first kind that fits, the most telling question words first."""
    text = _VERSION.sub("", _TOLD_BEHIND.sub("", TOLD_BEFORE.sub("", text)))
    if either := EITHER.search(text):
        return Asked.MONEY if measure(unit_of(either[1])) is Measure.MONEY else Asked.FIGURE
    if _YES_NO.search(text):
        text = _VAGUE.sub("", text)
    for asked, pattern in (
        (Asked.CONTACT, _CONTACT),
        (Asked.MONEY, _MONEY),
    ):
        if pattern.search(text) and not (
            asked is Asked.MONEY
            and (SHARE.search(text) or _DEDUCTED.search(text))
            and not _MONEY_SAID.search(text)
        ):
            return asked
    if (
        (_LIST.search(text) or NAMES_ASKED.search(text))
        and not (_LIMIT_ASKED.search(text) and _FIGURE.search(text))
        and not re.search(r"(?:哪些|哪几个?)(?:部门|单位|机构)|哪几[年天]", text)
        and not (_THOSE.search(text) and _WHEN_SAID.search(text))
    ):
        return Asked.LIST
    if _WHICH_RULE.search(text):
        return Asked.OPEN
    if DURATION.search(text):
        return Asked.FIGURE
    for asked, pattern in (
        (Asked.WHEN, _WHEN),
        (Asked.WHO, _WHO),
        (Asked.WHERE, _WHERE),
        (Asked.FIGURE, _FIGURE),
        (Asked.PROCEDURE, _PROCEDURE),
        (Asked.YES_NO, _YES_NO),
    ):
        told = WHAT_THEN.sub("", text) if asked is Asked.PROCEDURE else text
        if pattern.search(told) and not _asks_otherwise(asked, text):
            return asked
    return Asked.LIST if _LISTED.fullmatch(text) else Asked.OPEN


def _asks_otherwise(asked: Asked, text: str) -> bool:
    """Whether words that ask for a kind of thing are put to ask what follows, how to contest, or
    with whom something is done."""
    if asked is Asked.PROCEDURE:
        return bool(CONSEQUENCE.search(text))
    contested = asked in (Asked.WHO, Asked.WHERE) and _CONTESTS.search(text)
    return bool(contested or (asked is Asked.WHO and _PARTNER.search(text)))


def unit_of(said: str) -> str:
    """A unit as people say it, as it is written."""
    return _WRITTEN.get(said, said)
