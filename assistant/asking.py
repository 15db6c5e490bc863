"""The grammar of Chinese questions: which words ask for which kind of thing."""

from __future__ import annotations

import re
from enum import StrEnum

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
    r"(?:电话|(?<!二)手机号?|微信|QQ|邮箱|短信)(?!不[用要]|就不|里|上|中|沟通|谈|聊|会议|约|通知|说|联系过|回复|确认|催|告知)(?:号码?)?|座机|热线|联系方式|联系人|怎么联系|"
    r"电子邮件|e-?mail|传真|二维码|公众号|邮编|办公地址|地址在|地址是|门牌|在几楼|phone",
    re.I,
)
_MONEY = re.compile(
    r"多少钱|什么价|啥价|(?:财政|政府|市里|省里|国家|上面)(?:给|出|掏|拿|补)(?:多少|几)(?![家个项分名])|几[十百千]*万|几千(?!家|个|项)|多少万|(?:多少|几)个?亿|多少元|几块钱|多少(?:补贴|奖励|奖金|资金|补助|经费|贷款|财政资金|扶持)|多大(?:的)?资金|"
    r"多少(?:\w{0,4})费(?!用占|率)|"
    r"(?:补贴|奖励|补助|资助|奖补|奖金)[^。?？]{0,20}(?:拿|领|得|批|到手)[到了]?多少(?![家个项条名人场分件年月%])|"
    r"(?:金额|额度|面额|预算|经费|奖金|补贴|奖励|补助|资助|拨款|奖补|成交额|投资额?|贷款|注册资本)"
    r"[^，,。？]{0,10}(?:多少|多大|几何|是几|几钱|标准)(?!分|家|个|项|条|人|名|天|年|月|比|成|%|计[税入]|[缴交纳]税)|"
    r"(?:补|奖|拨|发|投|贷|省|[各县市里自己家方]出|出资|掏)[了到]?多少(?!项|家|个|条|人|场|比|几|分|天|年)|"
    r"how much (?:money|funding|subsid|(?:is|are|was|will|does|can) [^?]{0,30}(?:subsid|grant|reward|bonus|fund|money|loan))",
    re.I,
)
# "在总盘子里占多少": a share, whatever money the words around speak of
_SHARE = re.compile(
    r"比例[^，。,?]{0,6}(?:多少|几)(?![家个项条名人万亿元])|占[^，。,?]{0,8}(?:多少|几)(?![家个项条名人万亿元])|[百几]分之[几多]|几成|几个点"
)
_MONEY_SAID = re.compile(r"多少钱|几[十百千]?万|多少万|(?:多少|几)个?亿|多少元|几块钱")
_WHEN = re.compile(
    r"什么时候|啥时|几时|哪几年|起止|到头|时限(?!额)|何时|哪天|哪年|哪一年|几月|几号|哪个月|哪几个月|哪月|哪一天|什么日期|日期|截止|最晚|最迟|多久|多长时间|多少天|几天|几年|多少年|多少个月|几个月|期限|(?<![看按以])什么时间|哪个(?:时间|日期|日子)|何日|到哪年|when\b",
    re.I,
)
_DURATION = re.compile(
    r"多久|多长时间|多少天|(?<!哪)几[天年](?!度)|多少年|多少个月|几个月|(?<!在)(?<!处于)有效期(?!内)|多长|最长|年限|干多久|管几年"
)
# "能依哪一条主张比例": the rule itself
_WHICH_RULE = re.compile(
    r"哪一?条(?!件|路|线|街)|第几条|哪[个份一]份?(?:文件|办法|法律|公告)|什么依据|依据(?:是)?什么"
)
_WHO = re.compile(
    r"谁|哪个(?:部门|单位|机构|局|厅|处室|科室|地方|司|主体|方)|哪(?:些|几个|几家|两家|一家|家)(?:部门|单位|机构|局|主体)|由哪|归哪|哪家单位|什么(?:部门|单位|机构)|啥部门|牵头(?:单位|部门)|负责人|主管部门|哪方|who\b|"
    r"(?:认定|审批|主管|受理|发布|管理|评审|组织|责任)(?:机关|机构|部门|单位)[^，。,?]{0,4}(?:是|为)(?:哪|什么|啥|谁)",
    re.I,
)
_WHERE = re.compile(
    r"哪里|哪儿|在哪(?!个?(?:分数|得分|分值|[一几]?[档级段类层条]))|什么地方|哪个(?:网站|平台|系统|园区|区)|何处|where\b",
    re.I,
)
_LIST = re.compile(
    r"哪些|哪几|有什么|有啥|什么(?:样的?|条件|要求|措施|办法|内容|材料|行业|优惠|好处|任务|工作|举措|类型|情形|情况|招|活)|啥(?:条件|要求|措施|材料|好处|招|政策|行业)|(?:怎么|咋|如何)个?优惠|(?:满足|符合|具备|达到)(?:什么|啥)(?=[\s?？。,，才]|$)|列出|列举|逐条|一一|分别(?:是|叫|有)|(?:包括|包含|涉及|有)(?:了)?(?:哪|什么|啥)|那[两三四五六]|归纳|几种(?:情况|情形|方式|办法|途径)|几条(?:路|途径)|有几(?:个|种|类|条|项)[^，,。]{0,8}分别|都是?(?:哪|有)|都[送给做办讲说管看查要](?:了|的)?(?:什么|啥)|几[级个类种层道][^，。,?]{0,4}[,，]?(?:都|分别|各自?)(?:是|叫|有)(?:啥|什么)|哪[两二三四五六七八]|(?:列|写|说|讲|给)[^，,。]{0,6}(?:全部|所有)|(?:全部|所有)(?:都|的)?(?:有|是|列|要(?!还是)|[?？]|$)|(?<![成变])(?:什么样|啥样)|哪类|几道|(?:说明|列|讲|介绍)[^，,。]{0,4}条件|what are|list\b",
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
    r"(?:怎么|咋)(?:办|帮|支持|申请|申报|报|走|弄|做|操作|办理|入库|进库|进(?=[?？]|$)|算|计算|填|推进|落实|抓)|如何(?:办|申请|申报|办理|计算|推进|落实|认定|登记)|流程|程序(?!员|化)|步骤|手续|how (?:to|do)",
    re.I,
)
_YES_NO = re.compile(
    r"是否|能否|可否|是不是|能不能|可不可以|有没有|要不要|会不会|行不行|算不算|对吗|对吧|对不对|是吗|吗[?？]?$|吗[，,。?？]|吧[?？]?$|还能|是这样|能做不|行吗|过了吧|(?P<doing>[\u3400-\u9fff])不(?P=doing)|可以不|难道|岂不|莫非|既然|听说|据说|can (?:we|i)|is it",
    re.I,
)
_FIGURE = re.compile(
    r"多少|最[低高]分|分数线|(?:分数|得分|分值)(?:段|档|区间)|[及合]格线|(?<![这那])几[^乎何]|多大|多高|多长|多久|百分之|占比|比例|比重|目标(?:值|数)?(?:是|定|为|多)|数量|指标|何种水平|几成|达到什么|(?:场次|[家人件个]数)(?=[?？。!！]*$)|how many|how much|what percentage",
    re.I,
)
_PERCENT_ASKED = re.compile(
    r"比例|比重|占比|百分|几分之几|几成|占(?:到)?(?:多少|几)|率(?:目标|要|定|是|为|多|达|的)|税率|几个点|多少个点|涨多少|增长多少|增速|percent",
    re.I,
)
_PERCENT_POINTS = re.compile(r"几个(?:百分)?点|多少个(?:百分)?点|[百几]分之[几多]|[税利]率")
_SCORE_ASKED = re.compile(
    r"得分(?!给|人家)|评价分|(?:分数|得分|分值)(?:段|档|区间)|最[低高]分|分数线|[及合]格线|综合分|总分|(?<!百)分数|分值|(?:最低|最高|至少)多少分|打几分|给几分|能得几"
)
_AREA_ASKED = re.compile(
    r"(?:场地|面积|地方|厂房)[^，。,?]{0,6}多大|多大的?(?:场地|面积|地方)|面积[^，。,?]{0,10}多少"
)
_COUNTER_ASKED = re.compile(
    r"(?:多少|(?<![那这])几)(?:来|多)?(个月|个工作日|个亿|家|个|项|条|名|人|场|件|次|批|类|种|位|分|级|所|座|年|天|日|小时|平方米|平米|平|亩|元|万|亿|倍|处|支|款|篇|档|吨|公斤|斤|张|户|套|辆|台|公里|公顷|千瓦|株|艘)"
)
# "汇总几项年度目标": the goals are counted, not what they are of
_GOALS_COUNTED = re.compile(r"几[项个][^，。,?:：]{0,10}(?:目标|指标)")
_NUMBER_OF = re.compile(r"(?<!大)([家人户件场项])(?:数(?!据|字|额|量)|次(?=[?？。!！]*$))")
_LIMIT_ASKED = re.compile(
    r"(?:比例|限额|额度|利率|占比|得分|分数|上限|下限|时限)[^，,。?]{0,6}分别|最[多低高少]不?[^，,。?]{0,4}多少"
)
RESULT = re.compile(
    r"实际(?:上)?(?:完成|做到|达到|新增|突破|情况|数|建成|新建|引进|认定|选派|成交|签|落地|招引|获批|立项|通过)|"
    r"完成(?:了)?(?:多少|情况|得怎|没有|了吗|目标了)|完成[^,，。?]{1,12}(?:目标|任务|指标)(?:了|没)|目标(?:完成|达到|达成|实现)了?(?:吗|没)|(?:最后|最终|到底)(?:实际)?(?:做到|完成|达到|新增|建成)|"
    r"已经?(?:完成|达到|实现|建成|引进|签)了?多少|(?:完成|建成|新增|新建|引进|招引|签|认定|立项|达到|获批|入库|促成|解决|举办|征集|备案|登记|培育|评|批|申报|推荐|选派|摸排|走访|发放|拨付|立)[到成下]?了(?:多少|几)|完成率|兑现了多少|完成情况|(?:年终|年底|最终|最后)的?(?:统计|决算|盘点|公报|数据|结果)|统计(?:公报|结果)|"
    r"(?:去年|上年)[^，。,?]{0,14}(?:完成|建成|新增|引进|新建|招引|签|办|认定|立项|达到|实现|通过)了|"
    # how it came out, what has been done by a day ("验收过了没有", "截至6月底已经进来几家")
    r"(?:验收|落地|挂牌|揭牌|开工|建成|投运|投产|启用|完工|竣工|到位|获批|签约|出台|成立|立项|评上|批下来)过?了?(?:没有?(?![^,，。?？])|了吗|过吗)|"
    r"后来[^，。?？]{0,16}(?:没有?(?![^,，。?？])|了吗|怎么?样|如何|结果)|实际(?:上)?(?:到|在|进|招|发|花|入)|(?:完成|实际|实绩)数|"
    r"截[至止][^，。?？]{1,16}(?:已经?|了)[^，。?？]{0,8}(?:多少|几)|已经[^，。,?？要得的有]{1,6}了?(?:多少|几)[家个名人项件]|已(?:入驻|引进|建成|落地|促成|到位|招引|签|立项|认定)[^，。?]{0,4}(?:多少|几)|到位了?(?:多少|几)"
)
# "定期通报完成情况" names a duty; what was done is not asked
REPORTED = re.compile(
    r"(?:通报|督查|督导|督办|报送|上报|汇报|考核|检查|调度|跟踪|公布)[^，。,?]{0,16}完成情况"
)
OWN_CASE = re.compile(
    r"我们|我公司|我司|咱们?(?:公司|厂|企业|这)|本公司|公司(?:去年|上年|今年)|某企业|某公司|一家企业|我(?:厂|家|这)|老板"
)
OF_PLAN = re.compile(
    r"今年|全市|我市|市里|市级|本市|年内|工作要点|要点|全年|年底|打算|争取|力争|目标|指标任务"
)
# "明年要招引多少家": a number that only a plan sets
PLANNED = re.compile(
    r"(?:招引|新增|新建|引进|签订|征集|举办|培育|立项|争创|备案|选派|入驻|摸排)[^，。,?]{0,4}(?:多少|几)"
)
# "忘了填会怎样": what follows from a duty not done, and the words that tell it
# a title taken away, as it is told or supposed
LOST = re.compile(
    r"(?:资格|称号|牌子?|证书?|认定|名额|编号)[^,，。;；?？]{0,4}(?:取消|撤销|撤掉|吊销|收回|摘|没了|丢了|作废)|"
    r"(?:取消|撤销|撤掉|吊销|收回|摘掉?了?|丢了)[^,，。;；?？]{0,6}(?:资格|称号|牌子?|证书?)|摘牌"
)
CONSEQUENCE = re.compile(
    r"(?:忘|没有?(?:填|报|交|按|批|更新|报告|通过)|不(?:填|报|交|按|更新|如实|合格)|逾期|[造作做掺弄]了?假|弄虚作假|注水|掺水|"
    rf"虚报|漏报|漏填|骗|{LOST.pattern})"
    r"[^。?]{0,14}(?:怎么?样|咋样|咋办|怎么办|后果|怎么处理|咋处理|怎么罚|影响|下场)|(?:什么|啥|有何)后果"
)
NEAR_YEAR = re.compile(r"(?<![比较与和跟同])(?:去年|前年|上一年(?!度)|明年|来年)")
# "去年科技进步贡献率是多少": how it was; what must be reached of last year's books is a rule's
MUST_BE = re.compile(r"要|得|须|才|能|可以|够|至少|不低于|营收|营业|销售|收入|利润|研发费")
SECTION = re.compile(r"第([一二三四五六七八九十]{1,2})(?:大?部分|方面|大块|块|章|大项)")
OF_OUTLINE = re.compile(
    r"(?:哪几|哪些|几)个?(?:大)?(?:方面|板块|部分|块工作|项工作|项任务)|(?:大的|主要)方面|哪些(?:方面|重点任务|重点工作|主要任务)|分(?:为)?哪[几三四五六两](?:条|项|块|点|个)"
)
EXCLUDED = re.compile(
    r"除了?([\u3400-\u9fff“”]{2,9}?)(?:的|以外|之外|外)[,，]|[(,，?？]\s*(?:也|而)?(?:不是|并非|不问|不要|(?:别|不要|不能)(?:跟|和|与|把))(?:全年)?(?:那)?([\u3400-\u9fff“”\d]{2,12}?)(?:那个|那种|那项|的)?(?:(?:项目|任务|企业)?数(?:字|量)?|指标|目标)?(?:弄混|搞混|混淆|混|混为一谈)?(?:了)?(?=[)，,。?]|$)\)?"
)
PLURAL = re.compile(
    r"分别|各自|[分逐各每按]档|逐级|各(?:是|要|需|为|有|多少|占|几|给)|两者|哪[两二三四五六七八几些]|几个月|还是|全文"
)


# "一年几十万研发支出": a vague quantity told, which asks nothing; "要几十万?" does
_VAGUE = re.compile(
    r"(?:好)?几[十百千](?:来|多)?个?[万亿]?(?=[^?？。,，吗呢])|有(?:好)?几[个家项条名人款]|"
    # "花得多少,跟拿政策有没有关系": what stands in a relation is not asked for
    r"(?:多少|高低|大小)(?=[^。?？]{0,30}(?:关系|挂钩|影响))"
)

# "招了几个项目，……做到什么比例": a number, and a call that was taken, told before what is asked
_TOLD_BEFORE = re.compile(
    r"(?:(?<=[了过着])(?:好)?几[个名位家款件项份台人]|好几[个名位家款件项份台人年样种条类块]|"
    r"(?<![要交看算查取用报近满])[前头这]几[年天](?!的|[月算交报])|"
    r"(?:接到?|[来打])了?[^，。,?]{0,6}电话(?!.*(?:电话|号码|热线|联系)))"
    r"(?=[^?？]*[，,。！!;；][^?？]*(?:多少|几|什么|啥|哪|吗|怎|咋|是否|能否|还是|有没有|"
    r"(?P<whether>[能算要行])不(?P=whether)))|"
    # "研发花得多少,跟拿政策有没有关系": what is told bears on something
    r"[多大高][少小低](?=[，,](?:跟|和|与|对|会)[^。?？]*(?:关系|影响|挂钩|关联)[^。?？,，]{0,3}[?？]?$)"
)
# "已经通过了是吧，我想引用它的施行日期": what is told behind what is to be confirmed
_TOLD_BEHIND = re.compile(
    r"(?<=[是对]吧)[,，?？](?!.*(?:多少|几|什么|啥|哪|谁|吗|怎|咋|何|是否|能否|多[久大长高]|[?？]$)).*$",
    re.S,
)
_UNCOUNTED = (
    (re.compile(r"多少(?:企业|公司|机构|单位)(?!的|研发|所得)"), "家"),
    (
        re.compile(
            r"多少(?:人员|员工|职工|专家|导师)(?!的|费)|多少[^，。,?？]{0,8}(?:的人|人才|人手)(?=[呀啊呢吗哦?？。,，]|$)"
        ),
        "名",
    ),
)
_WRITTEN = {
    "万": "元",
    "亿": "元",
    "个亿": "元",
    "万元": "元",
    "亿元": "元",
    "平": "平方米",
    "平米": "平方米",
}
# "20万元还是30万元": the value is asked for
_EITHER = re.compile(
    r"\d[\d.]*(?:万元|亿元|个亿|万|亿|元|%|家|个月|个|项|条|名|件|年|天|分|平方米)?还是\d[\d.]*(万元|亿元|个亿|万|亿|元|%|家|个月|个|项|条|名|件|年|天|分|平方米)"
)


def asked_kind(text: str) -> Asked:
    """The first kind that fits, the most telling question words first."""
    text = _TOLD_BEHIND.sub("", _TOLD_BEFORE.sub("", text))
    if either := _EITHER.search(text):
        return Asked.MONEY if measure(_unit(either[1])) is Measure.MONEY else Asked.FIGURE
    if _YES_NO.search(text):
        text = _VAGUE.sub("", text)
    for asked, pattern in (
        (Asked.CONTACT, _CONTACT),
        (Asked.MONEY, _MONEY),
    ):
        if pattern.search(text) and not (
            asked is Asked.MONEY and _SHARE.search(text) and not _MONEY_SAID.search(text)
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
    if _DURATION.search(text):
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
        if pattern.search(told) and not (asked is Asked.PROCEDURE and CONSEQUENCE.search(text)):
            return asked
    return Asked.LIST if _LISTED.fullmatch(text) else Asked.OPEN


def _unit(said: str) -> str:
    """A unit as people say it, as it is written."""
    return _WRITTEN.get(said, said)


def _counter_left_out(text: str) -> str:
    """The counter of things whose number is asked for without one: "企业数", "多少企业"."""
    if numbered := _NUMBER_OF.search(text):
        return numbered[1]
    units = (unit for asked, unit in _UNCOUNTED if asked.search(text))
    return next(units, "")


def wanted_measure(text: str, asked: Asked) -> tuple[Measure | None, str]:
    """The measure and counter of the figure asked for, as far as the question tells."""
    text = _TOLD_BEFORE.sub("", text)
    if asked is Asked.MONEY:
        return Measure.MONEY, "元"
    if asked is not Asked.FIGURE:
        return None, ""
    counter = _EITHER.search(text) or _COUNTER_ASKED.search(_GOALS_COUNTED.sub("", text))
    if counter and not _PERCENT_POINTS.search(text):
        unit = _unit(counter[1])
        return measure(unit), unit
    if unit := _counter_left_out(text):
        return Measure.COUNT, unit
    if re.search("how many", text, re.I):
        return Measure.COUNT, "个"
    if _AREA_ASKED.search(text):
        return Measure.AREA, "平方米"
    if _DURATION.search(text):
        return Measure.DURATION, ""
    if _SCORE_ASKED.search(text):
        return Measure.SCORE, "分"
    if _PERCENT_ASKED.search(text) or _SHARE.search(text):
        return Measure.PERCENT, "%"
    return None, ""
