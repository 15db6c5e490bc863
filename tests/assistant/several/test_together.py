"""Questions of one message bear on each other: read over the shipped documents."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A
from assistant.pipeline import Assistant
from corpus.document import Source

SHED = Source("shed", "试验场地管理办法", region="盐城市")


def rows(*told: str):
    """Each statement as an item of one section."""
    return [(SHED, ("一、管理",), str(n), f"{n}. {text}") for n, text in enumerate(told, 1)]


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        (  # without a subject of its own, a question keeps to the document of the others
            "高新技术企业减按几个点缴税？从哪一年起享受？",
            ("15%", "所在年度"),
            "非独占许可",
        ),
        (
            "孵化器免房产税执行到哪年？被取消资格的从什么时候停？留哪些资料？",
            ("2027年12月31日", "次月起停止", "权属资料"),
            "证书",
        ),
        ("基础研究的接收方有哪几类？要留什么材料？", ("高等学校", "出资协议"), "辅助账"),
        (
            "2022年四季度买设备，赊购的看什么时间？放弃了还能补吗？",
            ("到货时间", "不能再补"),
            "第42号",
        ),
        (  # what only announces conditions gives no value
            "专精特新要求研发费用多少，小巨人呢",
            ("100万元", "1200万元"),
            "七项条件",
        ),
        (  # who asks as a 高企 does so to the end
            "拿到高企证以后，企业所得税按多少交？以前的亏损最长能结转几年？",
            ("15%", "10年"),
            "最长5年",
        ),
        (  # what names no subject keeps to the section that answers the others
            "专精特新要求负债率不超过多少，研发每年至少多少，得分线多少",
            ("80%", "100万元", "50分"),
            "60分",
        ),
        (  # a goal of the city stands in its plan, whatever document answers the rest
            "科技副总一个任期多长，期满能不能续，市里要引多少",
            ("任期两年", "200名"),
            "证书期满",
        ),
        (
            "研究生工作站谁出钱？市里今年要建几家",
            ("出资建设", "25家"),
            "没有载明",
        ),
        (  # what leans on a thing is not answered where nothing is said of it
            "科技副总一个任期多长，期满能不能续？",
            ("任期两年",),
            "证书期满",
        ),
        (  # one figure answers the question that it answers best
            "双征双推：需求摸多少条，成果征多少项？",
            ("1000条", "3000项"),
            "没有载明",
        ),
        (  # the rule of one thing is not told for another
            "综合孵化器和专业孵化器，在孵和毕业企业家数要求差多少？",
            ("50家", "20家", "30家", "15家"),
            "没有载明",
        ),
        (
            "小巨人和专精特新的研发费用、知识产权数量各差多少？",
            ("1200万元", "100万元", "4项", "1项"),
            "没有载明",
        ),
        (  # one rule that names both sides answers both
            "上年营收在5000万到4个亿的企业，苏科贷额度和利率分别怎么定？",
            ("2000万元", "20%"),
            "300万元",
        ),
        (  # a question that has its own asking words does not ask what the one before asks
            "委托国内机构研发按几成加计？10月预缴能扣到哪个季度？",
            ("80%", "前三季度"),
            "没有载明",
        ),
        ("高企证书和科小编号，哪个管得久？各自有效多长", ("三年", "当年有效"), "没有载明"),
        (  # a target that names nothing of its own is no reason to leave it out
            "省级农业科技企业推荐多少家、争取认定多少家？",
            ("20家", "10家"),
            "没有载明",
        ),
        (  # where two share a best statement, the one gives way that has another nearly as good
            "双征双推，企业那头的需求要摸多少条，学校那头的成果要收多少项？",
            ("1000条", "3000项"),
            "没有载明",
        ),
        (
            "可再生能源技术创新中心那边，人要招多少、攻关要搞几项？",
            ("30名", "5项"),
            "没有载明",
        ),
        (  # what is asked of the thing that another question names
            "研究生工作站是哪些部门来认定的，盐城23年打算新建多少家？",
            ("教育、科技部门", "25家"),
            "没有载明",
        ),
        (
            "专精特新是省里批还是部里批，小巨人呢？",
            ("省工业和信息化厅", "工业和信息化部认定"),
            "填报",
        ),
        (  # what the sentence that answers one tells of the next
            "没有约定的，自己投产的成果按啥比例奖、给几年？",
            ("三至五年", "5%"),
            "没有载明",
        ),
        (
            "创新型中小企业的直通条件有哪些，满足几条才行",
            ("科技奖励", "任意一项"),
            "没有载明",
        ),
        (
            "哪些技术转出去能享受所得税减免？除了专利还有啥",
            ("计算机软件著作权", "植物新品种权"),
            "持股",
        ),
        (
            "芯片企业的研发加计比我们普通制造业高多少，各按百分之几？",
            ("120%", "100%"),
            "没有载明",
        ),
        ("拿到高企后税率降到几？没弥补完的亏损最长能往后结转多少年？", ("15%", "10年"), "没有载明"),
        ("可再生能源创新中心今年要聚多少人、攻多少项技术？", ("30名", "5项"), "没有载明"),
        ("高企对研发费用占比有何要求？请按销售收入分档说明。", ("5%", "4%", "3%"), "10%"),
        (
            "研究生工作站今年新建多少家？这块牌子又是省里哪些部门认定的？",
            ("25家", "教育、科技部门"),
            "没有载明",
        ),
        ("卖技术的所得税免到多少为止，超了咋办？", ("500万元", "减半"), "没有载明"),
        (  # what is asked of another thing is no reason to leave out what is asked of this one
            "省级研发机构及人才站点要新建多少，省级校企联盟又要新备案多少？",
            ("120家", "120个"),
            "没有载明",
        ),
        (
            "技术合同登记机构受理后多久办完？办完以后一年里多少钱以内的所得不用交企业所得税？",
            ("30日", "500万元"),
            "没有载明",
        ),
        ("院士工作站和引进海外技术人才项目，今年各自的目标是多少？", ("1家", "20项"), "没有载明"),
        (  # of another thing: it is answered by no rule that nearly answers the first
            "国家级孵化器要运营满多久？国家备案众创空间呢？",
            ("满3年", "18个月"),
            "没有载明",
        ),
        (  # nor is a number told by what answers a question of another kind
            "北大拉曼和超算中心今年要干嘛？新型研发机构新建几家？",
            ("平台化发展", "10家"),
            "没有载明",
        ),
        (  # the rule for all other enterprises is none for the kind that is spoken of
            "刚拿到高企证，15%的税率从哪年开始算，还有以前亏的钱最长能往后抵几年？",
            ("所在年度", "10年"),
            "最长5年",
        ),
        ("高企证到期了，先按几个点交税？要是年底还没拿到呢", ("15%", "补缴"), "没有载明"),
        (  # two kinds with rules of their own, named together
            "专精特新和小巨人的负债率不能超过多少？",
            ("80%", "75%"),
            "没有载明",
        ),
        (  # "职工500人" tells the number of staff
            "多少家企业要通过科小评价？这个评价对职工人数卡多少、总分最低要几分？",
            ("5000家", "500人", "60分"),
            "没有载明",
        ),
    ],
)
def test_each_question_is_answered_with_regard_to_the_others(
    shipped: Assistant, question, told, not_told
):
    answer = shipped.ask(question)
    assert [t for t in told if t not in answer.text] == []
    assert not_told not in answer.text


def test_what_is_said_to_be_withheld_for_one_is_withheld_for_the_other(build):
    held = rows("新办法的场地面积、在孵企业数量等指标，本文没有收录。", "在孵企业50家以上。")
    answer = build(held).ask("按新办法报试验场地，场地面积要多少平米、在孵企业要多少家？")
    assert answer.status is A.NOT_STATED
    assert "50家" not in answer.text


def test_what_is_said_of_several_unanswered_questions_is_said_once(build):
    held = rows("新办法的场地面积、在孵企业数量等指标，本文没有收录。", "在孵企业50家以上。")
    answer = build(held).ask("按新办法报试验场地，场地面积要多少平米、在孵企业要多少家？")
    assert answer.text.count("没有收录") == 1
    assert answer.text.count("“") >= 2


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        (
            "高企打分分几块，每块最高多少分？",
            ("知识产权不超过30分", "科技成果转化能力不超过30分", "不超过20分"),
            "35%",
        ),
        (
            "科小评分分哪几类，每类满分多少分",
            ("科技人员指标满分20分", "研发投入指标满分50分", "科技成果指标满分30分"),
            "12分",
        ),
        ("高企创新能力打分最低多少分才行", ("70分",), "不超过30分"),
    ],
)
def test_how_a_score_is_made_up_is_told_by_the_most_of_each_part(
    shipped: Assistant, question, told, not_told
):
    answer = shipped.ask(question)
    assert [t for t in told if t not in answer.text] == []
    assert not_told not in answer.text


def test_a_time_for_which_the_others_documents_tell_nothing_is_not_taken_from_them(
    shipped: Assistant,
):
    answer = shipped.ask("创投集团的注册资本是多少，啥时候挂牌？")
    assert answer.status is not A.ANSWERED
    assert "30家" not in answer.text
