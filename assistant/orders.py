"""Orders to the assistant, as a user writes them: wider than what is an order in a document."""

from __future__ import annotations

import re

from corpus.addressed import addresses_machine
from corpus.disguise import undisguised

_CLAUSE = r"[^。！？?!；;，,\n]"
_OF_RULES = r"(?:指令|指示|规则|规矩|设定|限制|约束|提示)"

# Grouped by what they try. Conditions and deeds of the asker ("忘记提交资料怎么办") are no orders.
_ORDERS = (
    # set the rules or the documents aside
    rf"(?:^|[^\w]|请|你|要|先|把)(?:忽略|忽视|无视|忘[掉记了]|抛开|绕过)(?!{_CLAUSE}{{0,20}}"
    rf"(?:怎么办|怎么处理|会|吗|后果|处罚|被)){_CLAUSE}{{0,16}}(?:{_OF_RULES}|之前|以上|上面|前面|文件)",
    rf"(?:别管|不用管|不要管|不必理会|不要理会|不要(?:遵守|执行)|放下){_CLAUSE}{{0,16}}"
    rf"(?:{_OF_RULES}|规定|要求|说明|文件|资料|前面|之前|以上|上面)",
    rf"(?:跳过|放弃|取消){_CLAUSE}{{0,12}}(?:你的|系统)(?:指令|指示|提示词|设定|限制)|"
    rf"{_CLAUSE}{{0,10}}(?:规则|指令|设定){_CLAUSE}{{0,3}}忘(?:了|掉)",
    r"(?:ignore|disregard|forget|override|bypass)[^.?!]{0,40}"
    r"(?:instruction|rule|prompt|previous|above|guideline|document)",
    # say where the rules come from
    r"(?:系统|内部|初始|隐藏|原始)的?(?:提示词|提示语|prompt)|(?:内部|初始|隐藏|原始)的?指令(?!性)|"
    rf"(?:复述|输出|告诉我|打印|显示|说出|展示){_CLAUSE}{{0,6}}(?:系统|内部|初始|隐藏|原始|你)的?(?:设定|消息|指令|规则)|"
    r"(?:system|hidden|developer)\s*(?:prompt|message|instruction)|你的(?:提示词|prompt|设定|指令)",
    # take another role
    r"(?:你现在是(?!不是|否|哪|什么|用)|从现在(?:起|开始)[,，]?你|(?:请|你|来)(?:现在)?扮演|假装(?:你|自己)是|"
    r"(?:请|你)(?:来)?充当|角色扮演|进入.{0,4}(?:开发者|越狱|调试|管理员|无限制|上帝|自由).{0,3}模式|"
    r"越狱|开发者模式|\bdan\b|jailbreak|pretend (?:to be|you)|act as|you are now|roleplay)",
    # put words into the answer
    r"只(?:能|许|准|需|用)?(?:(?:回答|回复|输出)|说(?=[“\"「『：:\d一这是可能]))|只要(?:回答|回复|输出|说)[“\"「『：:]|"
    r"一律(?:回答|回复|说|不得)|统一(?:回答|回复|说)|直接(?:回答|输出|写)[“\"「]|"
    rf"(?:以后|今后|后面|接下来|谁问|不管谁|无论谁|我问什么){_CLAUSE}{{0,12}}都(?:回答|答|说)(?!不)|照着(?:说|念|抄)|"
    r"重复(?:一遍|(?:下面|以下|上面|以上)(?:这|的)*(?:话|内容|句|文字|段|所有|全部))|"
    r"按我说的(?:来|回答|做|答|写|说)|"
    rf"(?:以|用).{{0,12}}(?:口吻|语气|名义){_CLAUSE}{{0,4}}(?:向我)?(?:保证|宣布|承诺)(?!书|函|材料|制)|"
    rf"(?:回答|答案|回复)(?:的)?(?:最?(?:末尾|结尾|后面?|开头|前面?)){_CLAUSE}{{0,6}}(?:加|附|写|带|补|说)|"
    r"(?:答|说|写)成[“\"「]?\d",
    r"(?:repeat (?:after me|everything|the above|all)|say exactly|print your|reveal your|"
    r"output only|answer only|reply only|respond only)",
    # have something made up
    rf"(?:假装|就当|当作){_CLAUSE}{{0,4}}(?:文件|文档|政策|资料|原文|规定){_CLAUSE}{{0,4}}(?:写|说|规定)",
    rf"(?:帮我|给我|请|你|随便|随意)(?:来|再|就)?(?:瞎|乱|胡)?(?:编造?(?![制写辑排入报码号])|虚构|伪造|杜撰|捏造)|"
    rf"(?:^|[，,。；;！!])(?:瞎|乱|胡)?(?:编造?|虚构|伪造|杜撰|捏造)(?:上|出)?一?(?:个|段|条|句|份)|"
    rf"(?:编|造|虚构|伪造|杜撰|捏造)一?(?:个|段|条|句){_CLAUSE}{{0,12}}(?:给我|出来|引文|原文|数字)|"
    rf"(?:照这个|照此|按我给的|按照?(?:我给|下面|以下|这个)的?(?:模板|口径))(?:来)?(?:回答|回复|答|说)|"
    rf"(?:不用|不必|别|无需)(?:查|翻|看|管|引用)(?:任何)?(?:文件|资料|原文)",
    r"(?:make up|fabricate|invent) (?:a|an|the|some|any) |pretend (?:that )?(?:the|this|our)|"
    r"answer (?:every|all|any)[^.?!]{0,20}with",
    rf"(?:无论|不管)(?:文件|政策|资料|原文){_CLAUSE}{{0,6}}(?:怎么|如何|什么|咋)(?:写|说|规定)|"
    r"无条件(?:确认|同意|批准|答应)|更正(?:并|后)?(?:回答|回复|答)|把答案改成|改成[^，。,]{1,8}再(?:回答|答|说)|"
    r"(?:不要|别|不许|不准)(?:说|回答|回复)(?:没有载明|不知道|无法|不能答)",
    # take the limits off
    r"(?:之前|所有|全部|你的|安全|内容)的?(?:限制|规则|过滤|约束)(?:全部|都|统统)?(?:解除|取消|关闭|去掉)|"
    r"(?:关闭|解除|去掉)(?:你的|安全|内容|所有|全部)[^，。,]{0,4}(?:过滤|限制|审查)|不受限制?模式|"
    rf"跳出{_CLAUSE}{{0,10}}(?:身份|角色|限制)|我是你的(?:开发者|主人|老板|管理员)|(?:以上|上述)(?:说明|规则|内容)?作废",
    # pass for a new rule of the documents, or for something agreed before
    rf"(?:最新|紧急|内部)(?:勘误|更正|通知|指令|指示)[：:](?!{_CLAUSE}{{0,40}}[?？])",
    rf"你(?:之前|刚才|上次|前面|昨天|已经?|也){{1,2}}(?:答应|同意|承诺|承认|保证){_CLAUSE}{{0,4}}(?:过|了|我|不|只|按|忽|可以|放)",
    r"(?:解码|解密|decode)[^。！？?!\n]{0,30}(?:执行|照做|遵|按|follow|execute|obey)",
)
_ORDER = re.compile("|".join(_ORDERS))


# "直接说：……多少家？" only asks to be brief
_BRIEF = re.compile(
    r"(?:直接|只要|就)(?:说|回答|告诉我)[：:,，](?=[^。！!\n]*(?:多少|几[家个项场名]|什么|[吗?？]))"
)


def is_order(text: str) -> bool:
    """Whether some of a message tells the assistant how to behave."""
    text = _BRIEF.sub("", text)
    return bool(_ORDER.search(undisguised(text))) or addresses_machine(text)
