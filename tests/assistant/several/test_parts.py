"""Several questions in one message: each is answered for itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.several.manner_told import without_manner
from assistant.several.parts import Stands, divide

COUNT = "今年要新增多少家高新技术企业？"
TERM = "创新券什么时候集中兑付？"
LEAD = "滩涂生态实验室由谁牵头？"
FIELD = "聚焦哪些产业开展产学研活动？"
RATE = "研发投入占比的目标是多少？"


@pytest.mark.parametrize("asked", [[COUNT], [COUNT, TERM], [COUNT, TERM, LEAD, FIELD, RATE]])
def test_each_question_of_a_message_becomes_a_part(asked):
    assert [part.text for part in divide("".join(asked))] == asked


@pytest.mark.parametrize("joint", ["，", "，另外", "，还有", "；", "\n", "。"])
def test_two_questions_are_told_apart_however_they_are_joined(joint):
    parts = divide(f"今年要新增多少家高新技术企业{joint}创新券什么时候集中兑付？")
    assert len(parts) == 2
    assert "高新技术企业" in parts[0].text
    assert "创新券什么时候集中兑付" in parts[1].text
    assert "高新技术企业" not in parts[1].text


@pytest.mark.parametrize(
    "message",
    [
        COUNT,
        "高新技术企业认定条件",
        "我们公司去年销售八千万。研发费用占比要多少？",
        "实验室由谁牵头，多久？",
        "",
        "？？",
    ],
)
def test_a_message_that_asks_once_comes_back_whole(message):
    assert [part.text for part in divide(message)] == [message]


@pytest.mark.parametrize(
    "message",
    [
        "我们啥牌子都没有，能申报高新技术企业吗？",
        "我们公司什么都没有。怎么申请高新技术企业？",
        "谁也不能享受优惠的行业是哪些？",
        "跟大学合作，合同没写归谁，现在有了新发明，算谁的？",
        "市里做没啥马上赚钱指望的理论研究，今年立多少项？",
        "请了几个退休老师傅来帮忙，一年要干满多少天才算科技人员？",
        "厂里前几年赔了不少，现在是高企，亏损最多能结转几年？",
        "跟研发的人也没签过啥。成果许可出去了，最少要给人家多少？",
    ],
)
def test_an_indefinite_word_asks_nothing(message):
    assert len(divide(message)) == 1


def test_what_is_told_beside_the_questions_stays_as_context():
    parts = divide(f"我们在亭湖区。{COUNT}{TERM}")
    assert [part.text for part in parts] == [COUNT, TERM]
    assert all("亭湖区" in part.context for part in parts)


def test_a_later_question_knows_the_first_one():
    assert COUNT in divide(COUNT + TERM)[1].context


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("离岸孵化器要新增几个？奖励多少钱", ["离岸孵化器要新增几个？", "奖励多少钱"]),
        (
            "工位申请谁去办，多久办完，口头约定行不行",
            ["工位申请谁去办", "多久办完", "口头约定行不行"],
        ),
        (
            "研发费什么时候能提前享受，要不要审批，留哪些资料",
            ["研发费什么时候能提前享受", "要不要审批", "留哪些资料"],
        ),
        ("亏损企业能享受吗？核定征收呢？", ["亏损企业能享受吗？", "核定征收呢？"]),
        (
            "海洋牧场的税率是多少，要是租来的船，能减免几年，一次说清",
            ["海洋牧场的税率是多少", "要是租来的船，能减免几年，一次说清"],
        ),
        ("场地够不够大怎么看？活动算不算业绩？", ["场地够不够大怎么看？", "活动算不算业绩？"]),
        (
            "登记合同是买方去还是卖方去，多少天办完？",
            ["登记合同是买方去还是卖方去", "多少天办完？"],
        ),
        (
            "发奖金个税打几折、要在多长时间内发完？",
            ["发奖金个税打几折", "要在多长时间内发完？"],
        ),
    ],
)
def test_a_short_question_after_another_is_a_part_of_its_own(message, texts):
    assert [part.text for part in divide(message)] == texts


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("甲基地、乙基地、丙中心的面积分别是多少", ["甲基地", "乙基地", "丙中心"]),
        ("甲基地、乙基地和丙中心各要多大面积？", ["甲基地", "乙基地", "丙中心"]),
        ("甲基地与乙基地，两者的面积分别是多少？", ["甲基地", "乙基地"]),
        ("请问甲基地跟乙基地对面积的要求各是多少", ["甲基地", "乙基地"]),
        ("甲基地以及乙基地的面积分别要多大，年限多长", ["甲基地", "乙基地", "年限"]),
        ("碳中和基地和乙基地的面积分别是多少", ["碳中和基地", "乙基地"]),
        ("甲基地和乙基地，各自围绕哪四座城市划面积？", ["甲基地", "乙基地"]),
    ],
)
def test_what_is_asked_of_each_of_several_things_is_asked_once_of_each(message, texts):
    parts = divide(message)
    assert all("面积" in part.text for part in parts if "地" in part.text or "丙" in part.text)
    for part, own in zip(parts, texts, strict=True):
        assert own in part.text
        assert not any(text in part.text for text in texts if text not in own)


def test_the_sum_of_several_things_is_asked_of_all_of_them():
    parts = divide("甲项目、乙项目各多少，合计多少")
    assert [part.text for part in parts] == ["甲项目多少", "乙项目多少", "甲项目、乙项目合计多少"]


@pytest.mark.parametrize(
    ("message", "stands"),
    [
        (COUNT + TERM, [Stands.ALONE, Stands.ALONE]),
        (COUNT + "奖励多少？", [Stands.ALONE, Stands.LEANING]),
        (COUNT + "众创空间呢？", [Stands.ALONE, Stands.ELLIPTIC]),
        ("甲基地和乙基地的面积分别是多少", [Stands.APART, Stands.APART]),
    ],
)
def test_a_part_knows_how_it_stands_to_the_others(message, stands):
    assert [part.stands for part in divide(message)] == stands


@pytest.mark.parametrize("later", ["奖励多少？", "众创空间呢？"])
def test_a_question_without_a_subject_has_the_one_before_as_context(later):
    assert "高新技术企业" in divide(f"我们在亭湖区。{COUNT}{later}")[1].context


@pytest.mark.parametrize(
    "message",
    [
        "我跑了好几家银行，到底希望他们拿出什么？",
        "团队没几个人，最看重哪几个条件？",
        "对人数有没有封顶，最多多少个人？",
        "资金盘子有多大，总共多少？",
        "各地各部门要建立什么制度？",
        "甲中心在要点里分别被安排了什么项目？",
    ],
)
def test_clauses_about_one_thing_stay_whole(message):
    assert [part.text for part in divide(message)] == [message]


def test_too_many_questions_are_not_divided():
    message = "".join(f"第{n}类企业的新增目标是多少家？" for n in "甲乙丙丁戊己庚")
    assert len(divide(message)) <= 6


def test_no_question_is_lost_for_being_short():
    message = f"{COUNT}税率是多少？{TERM}公示多少天？"
    assert "".join(part.text for part in divide(message)) == message


@settings(deadline=None)
@given(st.text(alphabet="今年高企多少家什么时候，。？！；\n另外谁", max_size=60))
def test_dividing_never_fails_and_always_gives_a_part(message):
    parts = divide(message)
    assert 1 <= len(parts) <= 6
    assert all(part.text in message for part in parts)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "院士工作站和研究生工作站的新建目标分别是？",
            ["院士工作站的新建目标是多少", "研究生工作站的新建目标是多少"],
        ),
        (
            "我们既是高企又是科小，每年各自要在几月底前报信息？",
            ["高企的每年要在几月底前报信息", "科小的每年要在几月底前报信息"],
        ),
        (
            "要点里今年揭榜挂帅支持的攻关项目、市本级基础研究项目分别是多少？",
            ["要点里今年揭榜挂帅支持的攻关项目是多少", "市本级基础研究项目是多少"],
        ),
    ],
)
def test_each_of_the_things_is_asked_about_however_the_list_is_put(message, asked):
    assert all(a in p.text for a, p in zip(asked, divide(message), strict=True))


def test_who_of_two_does_it_is_a_question_beside_the_next():
    parts = divide("合同登记该由出钱的一方去办，还是研发方去办？受理后多久出结果？")
    assert [part.text[:4] for part in parts] == ["合同登记", "受理后多"]


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "专精特新和小巨人有效期分别是几年",
            ["专精特新有效期是几年", "小巨人有效期是几年"],
        ),
        (
            "高企和科技型中小企业的研发费用要求有什么不同",
            ["高企的研发费用要求是怎么规定的", "科技型中小企业的研发费用要求是怎么规定的"],
        ),
        ("小巨人跟专精特新哪个要求高", ["小巨人的要求有哪些", "专精特新的要求有哪些"]),
        ("高企和科小哪个门槛更低一些", ["高企的门槛有哪些", "科小的门槛有哪些"]),
    ],
)
def test_what_is_asked_of_two_names_is_asked_of_each(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_a_question_without_a_subject_leans_on_the_last_that_names_one():
    parts = divide("研发加计什么时候能提前享受？7月、10月各算到哪段时间，要不要批")
    assert "研发加计" in parts[-1].context


def test_what_is_supposed_goes_on_from_the_question_before():
    parts = divide("10月预缴还能按15%交吗？万一没批下来怎么办？")
    assert parts[1].stands is Stands.LEANING
    assert "预缴" in parts[1].context


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "培育企业与“小巨人”的营收门槛和负债率上限各是多少？",
            [
                "培育企业的营收门槛是多少",
                "培育企业的负债率上限是多少",
                "“小巨人”的营收门槛是多少",
                "“小巨人”的负债率上限是多少",
            ],
        ),
        (
            "甲基地跟乙基地按新办法比：面积、年限各差在哪儿？",
            [
                "甲基地的面积是怎么规定的",
                "甲基地的年限是怎么规定的",
                "乙基地的面积是怎么规定的",
                "乙基地的年限是怎么规定的",
            ],
        ),
        (
            "甲基地、乙基地的面积、年限分别是多少？",
            ["甲基地的面积", "甲基地的年限", "乙基地的面积", "乙基地的年限"],
        ),
        (
            "甲基地和乙基地的得分线各是多少，还有专利各要几项？",
            ["甲基地的得分线", "乙基地的得分线", "甲基地的专利要几项", "乙基地的专利要几项"],
        ),
        (
            "申报众创空间，场地、人员和每年活动的要求是什么？",
            ["场地的要求是什么", "人员的要求是什么", "每年活动的要求是什么"],
        ),
        ("大丰、响水两个园区，今年分别到哪一步？", ["大丰园区", "响水园区"]),
        (
            "先办众创空间，再升国家级孵化器。两个的场地面积、运营年限分别是？(按老口径)",
            [
                "众创空间的场地面积",
                "众创空间的运营年限",
                "国家级孵化器的场地面积",
                "国家级孵化器的运营年限",
            ],
        ),
        (
            "专精特新2022口径跟2026口径比，市场年限和营收各涨了多少？",
            [
                "专精特新2022口径的市场年限是多少",
                "专精特新2022口径的营收是多少",
                "专精特新2026口径的市场年限是多少",
                "专精特新2026口径的营收是多少",
            ],
        ),
        ("在孵和毕业企业家数分别要多少？", ["在孵企业", "毕业企业"]),
        ("评价里甲投入和乙成果两块满分分别多少？", ["甲投入满分多少", "乙成果满分多少"]),
        ("高企和小巨人称号各管几年？", ["高企管几年", "小巨人称号管几年"]),
        ("高企和科小，哪个管得久？各自有效多长", ["高企有效多长", "科小有效多长"]),
        (
            "甲基地和乙基地在年限、面积上分别有什么要求？",
            ["甲基地的年限", "甲基地的面积", "乙基地的年限", "乙基地的面积"],
        ),
        ("新增在孵企业、国家级和省级载体的数量分别是多少？", ["在孵企业", "国家级和省级载体"]),
        (  # "两边": the two that the message told of, each asked all that follows
            "公司要改名，手上有高企证，也是创新型中小企业，两边分别多久内报、报给谁？",
            [
                "公司要改名，高企多久内报",
                "公司要改名，创新型中小企业多久内报",
                "公司要改名，高企的报给谁",
                "公司要改名，创新型中小企业的报给谁",
            ],
        ),
        (
            "公司更名了，我们既是高企又是创新型中小企业，都得报吧？各自几个月内报",
            ["公司更名了，", "公司更名了，"],
        ),
        (  # things that are only listed, with more told between them and the question
            "一个孵化器、一个众创空间，想报国家级的，运营年限各多长、面积各多大？",
            [
                "想报国家级的，孵化器的运营年限多长",
                "想报国家级的，众创空间的运营年限多长",
                "想报国家级的，孵化器的面积多大",
                "想报国家级的，众创空间的面积多大",
            ],
        ),
        (  # a comparison asks all that follows of both
            "国家级综合孵化器和专业孵化器比一比：在孵企业几家、累计毕业几家",
            [
                "国家级综合孵化器的在孵企业几家",
                "专业孵化器的在孵企业几家",
                "国家级综合孵化器的累计毕业几家",
                "专业孵化器的累计毕业几家",
            ],
        ),
        (
            "新办法下专精特新和小巨人，营业收入门槛和平台评分线分别差多少？",
            [
                "新办法下专精特新的营业收入门槛是多少",
                "新办法下专精特新的平台评分线是多少",
                "新办法下小巨人的营业收入门槛是多少",
                "新办法下小巨人的平台评分线是多少",
            ],
        ),
        (  # the two told before, in the next sentence too
            "明年报专精特新，后年冲小巨人。两个档次的营收底线各是多少？得分底线又各是多少？",
            [
                "专精特新的营收底线是多少",
                "小巨人的营收底线是多少",
                "专精特新的得分底线是多少",
                "小巨人的得分底线是多少",
            ],
        ),
        (
            "一般公司跟集成电路企业加计扣除差多少？",
            ["一般公司加计扣除是多少", "集成电路企业加计扣除是多少"],
        ),
        (
            "创新型、专精特新的有效期分别多久",
            ["创新型中小企业的有效期多久", "专精特新的有效期多久"],
        ),
        (
            "院士站、与研究院共建的联合中心分别建几家？",
            ["院士站建几家", "与研究院共建的联合中心建几家"],
        ),
    ],
)
def test_several_sides_of_several_things_are_asked_about_one_by_one(message, asked):
    assert all(a in p.text for a, p in zip(asked, divide(message), strict=True))


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("设备优惠加计多少？哪种固定资产不算？", 2),
        ("梯度分哪三个？第八批线上填报是哪段时间？", 2),
        ("许可最少几年？境内合同到哪级部门登记？", 2),
        ("产学研活动全年办几场，签多少项？", 2),
        ("要留什么材料？从哪年开始执行？忘了更新会怎样？", 3),
        ("所得税免多少额度？增值税免不免？", 2),
        ("新增高新技术企业500家，这个任务重不重？", 1),
        ("专场活动办几场，再给市级层面的科技招商活动场次", 2),
        ("苏科贷利率多少，再问一句，科技副总任期几年", 2),
        ("技术合同登记去哪办，多久办完，增值税能不能免？", 3),  # a time, a body, a whether
        ("培育库入库奖不奖钱，出库条件是什么", 2),
        ("孵化器房产税免不免，免到什么时候，要不要先备案", 3),
        ("科小评价满分多少，及格线多少，哪项不能是零分", 3),
        ("苏科贷利率怎么算，能贷多久", 2),
        ("够条件了吗，卡在哪？", 1),
        ("合同登记：买方去还是卖方去、多少天内办完、不服咋整", 3),
        ("准入登记啥时候要见突破？上半年还是下半年", 1),
        ("先问孵化场地的面积门槛；再问房产税啥时候开始免？", 2),
        ("请问按照年初的工作要点，高企要新增几家？", 1),
        ("公司里有几个兼职的顾问，申报时能算进科技人员吗？", 1),
        ("目标350亿元，各县（市、区）分别分解了多少？", 1),
    ],
)
def test_whatever_asks_in_a_message_is_counted_once(message, count):
    assert len(divide(message)) == count


@pytest.mark.parametrize(
    "message",
    [
        "局里挨家问老板：你们厂有啥技术难题？这种难题今年打算收多少条",
        "那个自己填表打分的，叫啥‘科小’的，盐城今年想弄出多少家？",
        "科技的功劳今年定的是百分之几啊？就那个啥‘贡献’的率",
    ],
)
def test_what_others_are_asked_and_a_name_cast_about_for_ask_nothing(message):
    assert [part.text for part in divide(message)] == [message]


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Ⅰ类知识产权都包括哪些东西 实用新型算吗",
            ["Ⅰ类知识产权都包括哪些东西", "实用新型算吗"],
        ),
        (
            "派来的教授干几年到期啊？人事关系还在学校不？",
            ["派来的教授干几年到期啊？", "人事关系还在学校不？"],
        ),
        (
            "季度预缴我按15还是按25交?年底没通过咋办",
            ["季度预缴我按15还是按25交?", "年底没通过咋办"],
        ),
        (
            "客户问：高企要有几个专利？有效期是几年？",
            ["客户问：高企要有几个专利？", "有效期是几年？"],
        ),
    ],
)
def test_two_questions_are_told_apart_in_the_words_of_talk(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (  # a negated verb asks at the end of its question
            "信用管理办法今年改到哪一步？奖励条例今年动不动？",
            ["信用管理办法今年改到哪一步？", "奖励条例今年动不动？"],
        ),
        (
            "超算中心今年要干嘛？研发机构新建几家？",
            ["超算中心今年要干嘛？", "研发机构新建几家？"],
        ),
        (  # who, when, where, how much money: never a closer look at the question before
            "场地免税需要什么级别的资格？免到什么时候？",
            ["场地免税需要什么级别的资格？", "免到什么时候？"],
        ),
        ("高企培育库分几个库？分别叫什么？", ["高企培育库分几个库？分别叫什么？"]),
        (  # staff that the asker has ask nothing
            "我们开火锅店，自己养了几个程序员，研发费用能加计吗",
            ["我们开火锅店，自己养了几个程序员，研发费用能加计吗"],
        ),
        (  # what stands in a relation is not asked for
            "研发花得多少，跟申报项目有没有关系？",
            ["研发花得多少，跟申报项目有没有关系？"],
        ),
        (  # supposed for all that is asked in the same way
            "要是申报作假，报基地的几年不能再报？评工作站的几年不能参加？",
            [
                "要是申报作假，报基地的几年不能再报？",
                "要是申报作假，评工作站的几年不能参加？",
            ],
        ),
        (
            "合作有两种：一种是出钱支持搞基础研究，一种是委托做研发。出钱那种加计多少？委托那种按几成算？",
            ["出钱支持搞基础研究的加计多少？", "委托做研发的按几成算？"],
        ),
        (  # what stands before another name is said of this one too
            "“其他费用”上限高企口径几成、加计口径几成？",
            ["“其他费用”上限高企口径几成", "“其他费用”上限加计口径几成？"],
        ),
        (
            "高企税率是多少？小巨人税率是多少？",
            ["高企税率是多少？", "小巨人税率是多少？"],
        ),
        (  # both sides of what is asked
            "加计扣除比例多少？费用化和资本化都讲讲",
            ["费用化的，加计扣除比例多少？", "资本化的，加计扣除比例多少？"],
        ),
        (  # "这一项" is the topic that the message opens with
            "科技人员占比这条，报高企卡多少？评科小要拿这一项的满分得到多少？",
            [
                "科技人员占比这条，报高企卡多少？",
                "评科小要拿科技人员占比的满分得到多少？",
            ],
        ),
        (  # two names of one clause are no two things
            "研发加计扣除预缴几月份能报？两个时点各管哪段费用",
            ["研发加计扣除预缴几月份能报？", "两个时点各管哪段费用"],
        ),
        (  # what follows is asked, not the same again
            "证书到期的先按几个点交税？要是年底还没拿到呢",
            ["证书到期的先按几个点交税？", "要是年底还没拿到怎么办"],
        ),
        (  # the rule stands before the things, the side behind them
            "2026年办法对专精特新和小巨人的专利数量要求各是几项？",
            [
                "2026年办法对专精特新的专利数量要求是几项？",
                "2026年办法对小巨人的专利数量要求是几项？",
            ],
        ),
    ],
)
def test_what_one_question_leaves_to_the_rest_of_the_message_is_filled_in(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    ("message", "context"),
    [
        ("甲基地和乙基地的面积分别是多少", ""),
        ("甲基地的面积和年限分别是多少", ""),
        (
            "入市创新型领军企业培育库的营收和研发占比各是多少",
            "入市创新型领军企业培育库的营收是多少",
        ),
        ("产值指标有几个？占比和增幅分别是多少？", "产值指标有几个？"),
        ("高企那个打分，知识产权、成长性两块各满分多少，总分过几分才行", "高企那个打分，"),
    ],
)
def test_what_is_asked_of_each_carries_nothing_of_the_others(message, context):
    assert divide(message)[-1].context == context


@pytest.mark.parametrize("later", ["民生那章又要它干啥？", "先确认下这个2000项对不对"])
def test_a_question_that_points_to_a_thing_leans_on_the_one_before(later):
    assert divide(f"农业园区今年要创建啥？{later}")[1].stands is Stands.LEANING


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "高企和科小对科技人员占比的要求是多少",
            ["高企对科技人员占比的要求是多少", "科小对科技人员占比的要求是多少"],
        ),
        (
            "专精特新和小巨人的负债率不能超过多少",
            ["专精特新的负债率不能超过多少", "小巨人的负债率不能超过多少"],
        ),
        ("高企和科小今年一共要多少家", ["高企和科小今年一共要多少家"]),
        ("孵化器和众创空间的总数合计多少家", ["孵化器和众创空间的总数合计多少家"]),
        ("盐城和大丰的企业有多少家", ["盐城和大丰的企业有多少家"]),
    ],
)
def test_kinds_that_have_rules_of_their_own_are_asked_about_one_by_one(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("税率是多少,亏损结转几年,两个一起告诉我", "税率是多少,亏损结转几年"),
        ("高企要几年成立？麻烦分别说一下，谢谢！", "高企要几年成立"),
        ("苏科贷利率多少？急，在线等", "苏科贷利率多少"),
        ("推的平台是哪几个？我写园区招商材料要列全。", "推的平台是哪几个"),
        ("写材料用：占比定的是多少？", "占比定的是多少"),
        ("写科技副总的稿子，聘了多少人？", "写科技副总的稿子，聘了多少人"),
        ("苏科贷怎么申请，先干嘛后干嘛", "苏科贷怎么申请"),
        ("场地租下来以后，先干嘛后干嘛", "场地租下来以后，先干嘛后干嘛"),
        ("红线各卡在多少？占比呢，也一块说说", "红线各卡在多少？占比呢"),
        ("谢谢，请一并答复", "谢谢，请一并答复"),
        ("口头告诉我们就行，要不要登记", "口头告诉我们就行，要不要登记"),
    ],
)
def test_how_to_answer_is_no_part_of_the_question(message: str, left: str) -> None:
    assert without_manner(message).rstrip("？?") == left


def test_what_is_asked_of_each_of_the_parts_is_one_question_with_how_many_they_are():
    asked = "试验评分分几块，每块最高多少分？"
    assert [p.text for p in divide(asked)] == [asked]


def test_the_things_of_which_it_is_asked_ask_nothing():
    parts = divide("合作的几个中心，哪两个要求当年落地，哪个要求真正运转？")
    assert [p.text for p in parts] == ["合作的中心，哪两个要求当年落地", "哪个要求真正运转？"]


def test_what_follows_is_asked_by_its_noun_as_well():
    assert len(divide("书吧更名应在多长时间内报告，逾期不报的后果")) == 2
