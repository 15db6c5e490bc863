"""Which clauses of a message ask, and whether each names what it asks about."""

from __future__ import annotations

import re

ASK = re.compile(
    r"[百几]分之[几多]少?|多少|几[家个项条名人场年天种类月分成号点位件次折步道份批级款座期轮倍档块台支套篇间户亩张处所周届回趟笔]|(?<=[算到要给是为交缴得省扣])几[十百千]?[万亿]|(?<=[到为成])几(?=\s*[?？,，、。]|$)|"
    r"哪[些个里年天儿几一两三四五六七八九十家方种类条段份级位边批档步款月部座届所张道头项样处门次]|[去到往]哪|差在?哪|(?<=[别同])在哪|在哪(?=[报办交登填查申])|什么|啥|干嘛|怎[么样]|咋|"
    r"如何|是否|能否|的后果(?=[\s?？。!！]*$)|是[^,，。?？、]{1,10}还是|(?:由|归|找)[^。?？、]{1,16}还是|"
    r"(?P<c>(?![年月季旬])[\u3400-\u9fff])还是[^,，。?？、]{1,8}(?P=c)(?=[,，、?？]|$)|"
    r"[高低多少大小快慢升降]还是[高低多少大小快慢升降]|还是(?=[^,，。?？]{1,12}[?？])|"
    r"(?P<a>[能要行算会够用是让可对免交缴减扣补收付报填批审查留退罚管奖给设限写办含包属适享允])不(?P=a)|"
    r"(?P<b>(?![重高大难多贵好快慢早严长低])[\u3400-\u9fff])[不没](?P=b)(?=[?？]|$)|几[加比减]几|可不可以|符不符合|有没有|谁|何时|"
    r"多久|多长|多大|多高|分别是|吗|[为有因]何|何[种处地日等]|"
    r"(?:能|可以|够|算|得|让|用)[^,，。?？]{1,14}[不没](?=[?？]|[,，、。]|$)|(?<=[^,，。?？]{3})[不没](?=[?？])|"
    r"(?:[算能行用免]|可以|在内|包括)吧(?=[\s?？。!！]*$)"
)
_INDEFINITE = re.compile(
    # "街道也来过,搞不清楚谁说了算", "报价都不一样,真不知道信谁的": a complaint
    r"(?:[搞弄分]不清楚?|(?:不|没法)(?:大|太)?(?:知道|晓得|清楚|明白))(?:到底|究竟|该|要)?[信听靠](?:谁|哪[个家])的?(?:好|呢|了)?|"
    r"(?:[搞弄分]不清楚?|(?:不|没法)(?:大|太)?(?:知道|晓得|清楚|明白))(?:到底|究竟)?(?:谁说了算|谁说的(?:对|准|算)|咋办|怎么办|怎么弄)|"
    r"(?:什么|啥|谁|哪\w?)[^，。,?？]{0,6}(?:都|也)(?:没|不|行|可)|(?:什么|啥)[^，。,?？是有]{1,6}没有(?=[，,])|[好没]几\w|没[^，。,?？]{0,4}过(?:什么|啥)|"
    r"(?<!有)没(?:啥|什么|多少)(?=[^?？]*[，,。])|"
    # "合同没写归谁，……": a contract that leaves it open
    r"(?:没有?|未|忘了?)(?:写|提|说|讲|约定|定|明确|注明)[^，。,?？]{0,6}(?:归谁|算谁的|是谁的|归哪方)(?=[，,。；;]|$)|"
    r"(?:没有?|未)(?:说|谈|讲|约|定|商量)[好定]?(?:怎么|咋)[分算弄给][^，。,?？]{0,4}(?=[，,])|"
    # "厂里前几年赔了不少", "请了几个老师傅来帮忙": told of the asker
    r"(?<![要交看算查取用报近满])(?:前|头|这|那|近)几[年天个](?!的|[月算交报])|"
    r"(?<=[请招雇找聘用养带买卖][了过])几[个名位人台份项件家款](?=[^?？]*[，,])|"
    r"(?:我们?|自己|公司|手[上里]|[厂家]里|只)[^，。,?？]{0,6}[有了就才]几[个名项件家位款台张](?=[^?？]*[，,])|"
    # "就几个人的公司", "再过几天就截止了", "有几家入驻了": told, where the clause goes on to none
    r"(?:就|才|再过|没)几[家个项条名人年天件位台张款份单](?=[^?？]*$)|有几[家个项名件位](?=[^,，。?？]*了(?:[,，]|$))|"
    r"[没不]怎么(?=[\u3400-\u9fff])(?![办样])|"
    r"(?:什么|啥|谁|哪\w?)[^，。,?？]{0,8}有(?:讲究|说法|门道|区分)|"
    r"(?:叫|叫做|那个|这个)(?:个)?(?:啥|什么)(?!时[候间]|人|部门|单位|地方|情况)(?:[“‘「『\"'《]|[^，。,?？]{1,10}(?:的|来着)(?=[，,]))"
)  # "啥牌子都没有", "好几家", "哪天买有讲究" and "叫啥‘科小’的" ask nothing
# "先问孵化场地的门槛", "再给活动的场次": asked without a question word
_TELL = re.compile(
    r"(?:^|[,，:：])\s*(?:(?:请(?!问)|麻烦|帮我|帮忙|再|另外|顺便|还要|先|一并|同时|并)+"
    r"(?:给出?|列[出举明]|报|说[明说]|讲讲|介绍|写明|问|查|核对)|[一二三四]问)(?:一下|我)?"
    r"(?!如果|要是|假如|(?:一下)?[这那](?:个|些|几个)?(?:数|口径|说法|情况))[^,，、。;；?？]{5,}(?=[,，。;；?？]|$)"
)
_ELLIPTIC = re.compile(
    r"^(?:而|那么?|要是|如果|换成)?[^,，。?？]{2,16}(?:呢[\s?？。!！]*|[^,，。?？]{1,10}呢[\s?？]+)$"
)
# "……呢？还有研发投入那块": beside it another thing is named
_BESIDE = re.compile(r"^(?:还有|以及)[^,，。?？]{2,12}(?:[那这][块边头]|方面)[\s?？。!！]*$")
# "研发花多少,跟拿政策有没有关系": the first clause is what the second asks about
RELATES = re.compile(
    r"^\s*(?:跟|与|和|同|对)(?!.*(?:分别|各))[^,，。;；?？]{2,40}(?:关系|挂钩|影响|有关|相关|沾边|搭边)(?!的)"
)
_SIDES = re.compile(
    r"占比|比例|金额|额度|期限|时限|年限|有效期|[上下]限|底线|门槛|条件|标准|要求|材料|流程|程序|好处|优惠|数量|面积|[得满]分"
)
_COUNTER = re.compile(r"(?:多少|几)([家个项条名人场次回批件单天年月趟笔])")
SUPPOSES = re.compile(r"(?:那|但|可)?(?:万一|假如|要是|如果)[^,，。?？]{0,2}[没不未]")
# "要是到年底还没拿到呢": what follows is asked, not the same again
WHAT_IF = re.compile(
    r"^(?:那|但|可)?(?:万一|假如|要是|如果)[^,，。?？]*(?:没|未|超|晚|忘|逾期|丢|取消|撤)[^,，。?？]*呢[\s?？。!！]*$"
)
POINTS = re.compile(r"它(?!们?自)|[这那]个?\d")  # "又要它干啥", "这个2000项对不对"
_MIN_TOPIC = 4  # characters beside the asking words: less has no subject of its own
_MIN_ASKED = 2  # of these that say what is asked: less only goes on with the question before
_IDLE = re.compile(
    r"今年(?:定的)?|到底|究竟|依据|具体|大概|一般|[最至][多少高低大长]|总共|一共|合计|需要|可以|应该|时候|时间|开始|结束|分别|它们|"
    r"我们|咱们|这个|那个|以[内上下]|(?!人才|(?<=人)才)[还又也都要得能可是有在的了呢吗吧么啊嘛不没个家项条名人钱块我你他它这那其各才就会被由为和从到去来一下算够成那]|(?<![执银进推施])行(?![业动])"
)


def asks_at_all(clause: str) -> bool:
    """Whether there is a word in it that asks, or one that tells to answer."""
    return bool(ASK.search(_INDEFINITE.sub("", clause)) or _TELL.search(clause))


def is_elliptic(clause: str) -> bool:
    """ "专业孵化器呢": only names what the question before is asked of."""
    named = _ELLIPTIC.match(clause) or _BESIDE.match(clause)
    return bool(named) and not asks_at_all(clause)


def is_own(clause: str) -> bool:
    """Whether a clause after a question is another question."""
    return is_elliptic(clause.strip()) or (asks_at_all(clause) and len(left(clause)) >= _MIN_ASKED)


def counts_else(clause: str, before: str) -> bool:
    """Whether it asks after a number of other things than the one before: "办几场,签多少项"."""
    counted, earlier = (set(_COUNTER.findall(text)) for text in (clause, before))
    return bool(counted and earlier and not counted & earlier and left(clause))


def names_side(clause: str) -> bool:
    """Whether it names no more than what everything has: "占比最低几成", "上限是多少"."""
    return not left(_SIDES.sub("", clause)) and asks_at_all(clause)


def asked_with(clause: str) -> set[str]:
    """The words by which a clause asks."""
    return {found[0] for found in ASK.finditer(clause)}


def left(clause: str) -> str:
    """What a clause says beside the words that ask and those that tell nothing."""
    return re.sub(r"[\W\d_]", "", _IDLE.sub("", ASK.sub("", clause)))


def asks_alone(clause: str) -> bool:
    """Whether a clause asks, and about something it names itself."""
    clause = _INDEFINITE.sub("", clause)
    topic = re.sub(r"[\W\d_]", "", ASK.sub("", clause))
    return asks_at_all(clause) and len(topic) >= _MIN_TOPIC
