"""Sentences of a document that speak to a program instead of a reader.

They are data like the rest of the text, but never evidence: no policy tells a machine what to
answer. The patterns are narrow, since a sentence taken for one is lost to every answer.
"""

import re

from corpus.disguise import encoded_texts, undisguised

_AT_START = (  # where an order begins: after a stop, or after whom it is given to
    r"(?:^|[^\w]|请|你|您|必须|务必|立即|立刻|马上|现在|首先|先|直接|然后|并|都|全|助手|模型|ai|"
    r"(?<!不)(?:应当?|需要?|要|可以?))\s*"
)
_DEIXIS = (
    r"(?:以上|上述|上面|上文|前面|前文|之前|此前|先前|前述|一切|所有|任何|全部|其[他它]|"
    r"原[有来先]|既[有定]|你的|系统|开发者|检索到?|参考)"
)
_OF_MACHINE = (
    r"(?:指令(?!性)|提示词|提示语|提示|prompt|设定|对话|上下文|记忆|人设|instructions?|rules?)"
)
_OF_TEXT = (
    r"(?:内容|文件|资料|材料|说明|信息|文字|原文|政策|数据|答案|要求|规定|限制|规则|约束|指示|"
    r"命令|文档|段落|一切)"
)
_SAY = r"(?:回答|回复|答复|输出|声称|说成|说|答)"
_CONTENT = r"(?:[：:“”\"「『'‘]|为|是(?!否)|成)"  # what follows where the words are dictated

_SET_ASIDE = (
    rf"{_AT_START}(?:忽略掉?|忘记|忘掉|忘了|忘却|抛开|撇开|丢弃|别管|不用管|不要管|不必理会|不要理会|"
    rf"别理会)[^。！？!?；;\n]{{0,6}}?{_DEIXIS}[^。！？!?；;，,\n]{{0,10}}?"
    rf"(?:{_OF_MACHINE}|{_OF_TEXT})(?!的)",
    rf"{_AT_START}(?:忽略掉?|忘记|忘掉|无视|绕过|跳过|覆盖|推翻|清空|重置|违背|停止执行|停止遵守|"
    rf"不要(?:执行|遵守|遵循)|不必(?:执行|遵守|遵循))[^。！？!?；;，,\n]{{0,6}}?{_DEIXIS}"
    rf"[^。！？!?；;，,\n]{{0,6}}?(?:{_OF_MACHINE}|规则)(?!的)",
    r"(?:不用管|别管|不要管)[^。！？!?；;，,\n]{0,6}(?:文件|资料|原文)[^。！？!?；;，,\n]{0,6}(?:怎么|如何|什么)",
    r"把[^。！？!?；;，,\n]{0,10}(?:规则|指令|设定|提示)[^。！？!?；;，,\n]{0,4}(?:忘|抛|丢|作废)",
    r"(?:ignore|disregard|forget|override|bypass|discard|(?:do not|don't|stop)\s*follow(?:ing)?)"
    r"[^.!?。！？\n]{0,60}(?:instruction|rule|prompt|previous|prior|above|earlier|guideline|"
    r"document|polic|context|constraint|training)",
)
_AS_MACHINE = (
    # chat roles and the control tokens of chat templates
    r"(?:^|\n)[ #>*\-【\[|<]*(?:system|assistant|user|human|developer|chatgpt|gpt-?\d?|ai助手)"
    r"(?:\s*(?:prompt|message|instructions?|override|note|update|指令|提示))?[\s\]】>|*]*[:：]",
    r"(?<![a-z])(?<![a-z] )(?:system|assistant)\s*"
    r"(?:prompt|message|instructions?|override|note)?\s*[:：]|"
    r"[\[【](?:system|assistant)(?:\s*(?:prompt|message))?[\]】]|系统(?:指令|消息)[:：]|"
    r"系统提示词?[:：](?=[^。！？\n]{0,20}(?:问|回答|忽略|你))",
    r"<\|\w{1,30}\|>|\[/?inst\]|<</?sys>>|###\s*(?:instruction|system|response|human|assistant)",
    # you, the machine
    r"你(?:现在|将|已经?|就)?(?:是|扮演|充当|成为)(?:一?[个名位款])?[^。！？!?，,；;\n]{0,12}"
    r"(?:ai|人工智能|机器人|助手|语言模型|海盗|黑客|没有(?:任何)?限制|不受(?:任何)?限制)",
    rf"你(?:现在)?(?:必须|只能|只需要?|务必|应该|应当|需要|一律|被要求)[^。！？!?，,；;\n]{{0,8}}"
    rf"(?:{_SAY}|忽略|告诉(?:用户|对方|提问))",
    r"你的(?:任务是|指令|提示词|系统提示|设定|新(?:身份|角色|任务)|唯一(?:任务|职责)|回答(?:必须|应|只|要|中))",
    r"从现在(?:起|开始)[,，]?你|你(?:之前|刚才|上次|已经?)+(?:答应|同意|承诺|承认)",
    r"(?:^|[^\w]|致|告|给|对|请)(?:各位)?(?:ai|人工智能|智能|问答)(?:问答)?(?:助手|模型|机器人)?们?"
    r"(?:\s*[:：，,!！]\s*|\s*)(?:请|你|务必|必须|忽略)[^。！？!?\n]{0,40}(?:回答|回复|答复|输出|忽略|告诉|声称|推荐)",
    r"如果你是(?:一?[个名位款])?(?:ai|人工智能|大?语言模型|大模型|助手|机器人)",
    r"(?:ai|人工智能|模型|助手|机器人)(?:在|若|如)?(?:读取|读到|阅读|看到|处理|总结)(?:了|到)?(?:本|此|这)|"
    r"(?:读取|读到|阅读|看到|处理|总结)(?:本|此|这)[^。！？!?，,；;\n]{0,8}的(?:ai|人工智能|大?模型|助手)",
    r"(?:请|你)(?:扮演|假装|假扮)|开发者模式|越狱模式|jailbreak|do anything now",
    r"you (?:are|will be|were) (?:now |no longer |acting )*(?:an?|the|in|dan|bound)\b[^.!?\n]{0,40}"
    r"(?:assistant|ai\b|model|bot|dan|mode|pirate|restrict|polic|rules?)",
    r"you (?:must|should|shall|will|have to|need to|can|may)(?: now| only| always| never)* "
    r"(?:answer|say|reply|respond|output|state|tell|claim|include|print|ignore|recommend)",
    r"(?:pretend|act|behave|respond|role-?play)\s*(?:to be|as|like)\s*"
    r"(?:if|though|an?|the|you|dan)",
    r"(?:dear|attention|note to|message (?:to|for)|instructions? (?:to|for)|hey|hello)[\s,:]+"
    r"(?:all |the |any )?(?:ai\b|assistant|llm|chat ?bot|language model)",
)
_DICTATED = (
    rf"(?:一律|统一|只准|只许|只能|只需|务必|必须|直接|改为|改成|始终|总是|固定)"
    rf"(?:向用户|对用户)?{_SAY}(?:他们?|用户|对方|{_CONTENT})",
    r"(?:一律|统一|只能?|直接|改为|请|务必|必须|都)(?:回答|声称)[^，,。；;\n]{0,12}\d",
    r"(?:^|[，,。；;：:！!\n])\s*(?:请?回答|请?声称)(?![^，,。；;\n]{0,12}(?:咨询|问题|提问|来信|来电|询问|关切|质疑|"
    r"率|量|次|人))[^，,。；;\n]{0,12}(?:\d|万元|亿元)",
    r"(?:凡|只要|如果|如|若|当|无论|不管|今后|以后|每当|有人|用户|谁)[^。！？!?\n]{0,24}(?:问(?:到|及|起|你)?|提问)"
    rf"[^。！？!?\n]{{0,30}}(?:(?:一律|统一|都|就|请|必须|直接)(?:回答|输出|说(?!不|[明法清])|答(?!复)|告诉)|{_SAY}[：:“\"「『])",
    r"在(?:你的|每[个次条]?)?(?:回答|答案)(?:的)?(?:最?(?:末尾|结尾|后|开头|前)|中|里)[^。！？!?\n]{0,10}"
    r"(?:加上|附上|写上|插入|添加|包含|输出)",
    r"(?:when|if|whenever|whoever)[^.!?\n]{0,40}(?:ask|question|quer|user)[^.!?\n]{0,40}"
    r"(?:answer|say|reply|respond|tell|output)",
    r"(?:^|[.!?:;,\n。！？，]\s*|always |must |only |please |then |and |instead )"
    r"(?:answer|respond|reply|say|state)\s*(?:(?:only|exactly|with|that)\b|[\"“:])",
    r"(?:append|add|insert|include|begin|start|end|prefix)[^.!?\n]{0,40}"
    r"(?:answer|response|reply|replies|output)",
)
_OF_SECRETS = (
    r"(?:输出|泄露|透露|显示|打印|复述|展示|告诉我|说出|背诵)[^。！？!?，,；;\n]{0,10}"
    r"(?:系统提示|提示词|提示语|system prompt|初始设定|内部指令)",
    r"(?:输出|打印|说出|发送|复述)[^。！？!?，,；;\n]{0,8}(?:api ?key|密钥|环境变量)",
    r"(?:新的?|最新的?|以下(?:是|为)(?:新的?|最新的?|系统)?)(?:系统)?(?:指令|提示词)(?!性)[:：是为]|执行(?:以下|下列|下面)的?新?指令(?!性)",
    r"(?:解码|解密)(?:并|后|以下|下面|这段)[^。！？!?\n]{0,12}(?:执行|遵守|照做|回答|按)",
    r"(?:不要|别)(?:向|对)(?:用户|使用者|提问者|对方)(?:透露|提及|说明|告知|提到|展示)|(?:不要|别)(?:告诉|让)(?:用户|使用者|提问者)|"
    r"(?:不要|别)(?:标注|给出|附上)(?:任何)?(?:引用|出处|来源|角标)",
    r"(?:reveal|print|repeat|show|output|display|leak|tell me|disclose)[^.!?\n]{0,30}"
    r"(?:prompt|instructions?|api ?key|secret|everything above|hidden rules)",
    r"new (?:system )?(?:instructions?|rules?|prompt)\s*[:：]|"
    r"do not (?:mention|tell|reveal|disclose|cite)\b",
    r"(?:decode|execute|obey)[^.!?\n]{0,30}(?:base64|following|instruction)",
)
_ADDRESSED = re.compile("|".join((*_SET_ASIDE, *_AS_MACHINE, *_DICTATED, *_OF_SECRETS)))
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」』）)]*|[^。！？!?]+$")
_FORBIDDEN = re.compile(
    r"(?:不得|不准|不许|不可|不能|不应|严禁|禁止|严防|防止|避免|杜绝|切勿|请勿|不要|"
    r"do not |never )\W*$"
)


def addresses_machine(text: str) -> bool:
    """Whether some of the text tells a program what to do, in plain words or disguised."""
    return _is_order(text) or any(map(_is_order, encoded_texts(text)))


def without_orders(text: str) -> str:
    """The text with blanks for such sentences and what follows them in their paragraph.

    Places stay where they were. What follows an order is what it wants said; one that ends in a
    colon has it on the next line.
    """
    if not addresses_machine(text):
        return text
    kept, announced = [], False
    for line in text.split("\n"):
        sentences = _SENTENCE.findall(line)
        first = next((n for n, s in enumerate(sentences) if addresses_machine(s)), len(sentences))
        if announced and line.strip():
            first, announced = 0, False
        if first < len(sentences):
            announced = line.rstrip().endswith((":", "："))
        kept.append("".join(sentences[:first]).ljust(len(line)))
    return "\n".join(kept)


def _is_order(text: str) -> bool:
    """An order that the text forbids ("不得直接回答……") is none."""
    plain = undisguised(text)
    return any(
        not _FORBIDDEN.search(plain[max(0, found.start() - 8) : found.start()])
        for found in _ADDRESSED.finditer(plain)
    )
