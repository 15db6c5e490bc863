"""One question at a time over the shipped documents: its own statement, and no neighbour's."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.question import understand


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("企业研发联合推进机制里要几个部门协同？把部门都报一下", ("科技、财政、统计、税务",)),
        ("科小不打分、直接过的路子有几条？", ("高新技术企业证书", "国家级科技奖励", "研发机构")),
    ],
)
def test_how_many_there_are_is_told_by_their_names_where_nothing_counts_them(
    shipped, question, told
):
    text = shipped.ask(question).text
    assert all(words in text for words in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("yjsgzz 2023年新建多少", "研究生工作站25家以上"),
        ("gcjszx今年新增多少", "省工程技术研究中心35家以上"),
        ("xjr 营业收入要多少", "5000万元以上"),
    ],
)
def test_a_name_is_known_by_the_first_letters_of_its_syllables(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("小巨人认定对主导产品市场份额的要求", "10%以上", "核心基础零部件"),
        ("科技型中小企业评价里头，研发投入这一块满分多少", "满分50分", "满分100分"),
        ("专精特新“小巨人”（2026年新办法）上年度营业收入门槛是多少？", "5000万元以上", "1200万元"),
        ("跟学校合作合同没写归谁，搞出了新发明，东西算哪家的", "合作各方共有", "没有载明"),
        ("小巨人对营收有什么要求", "5000万元以上", "1500万元"),
        ("孵化器里的企业满足什么条件算毕业企业", "挂牌、上市", "专业孵化器"),
        ("研发费用占比，销售收入1亿元的企业要多少", "不低于4%", "不低于3%"),
        ("培育库入库后有什么服务", "服务券", "2008年"),
        ("科小要几个条件", "五项条件", "500人"),
        (
            "2022年11月买的设备，当时没高企证，只有科小编号，能一次性扣再加计吗？",
            "不适用设备",
            "当年一次性全额",
        ),
    ],
)
def test_what_is_named_is_answered_not_what_stands_beside_it(shipped, question, told, not_told):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("专精特新中小企业的主营收入占比要多少？我问的不是小巨人", "80%以上"),
        ("孵化器里头小公司今年全市得再添多少户？我管园区的，等着分任务呢", "500家以上"),
        ("是外国专家工作室13家，还是院士工作站13家？我表上两个数混了", "外国专家工作室13家"),
    ],
)
def test_what_is_said_aside_draws_no_other_answer(shipped, question, told):
    assert told in shipped.ask(question).text


def test_why_one_asks_is_no_part_of_the_question_but_ones_own_case_is():
    assert understand("研发投入强度目标多少？我写讲话稿要用").text == "研发投入强度目标多少?"
    assert "3000万" in understand("苏科贷能贷多少？我们厂去年卖了3000万").text
    assert "小巨人" in understand("专精特新要多少分？我还想问小巨人要多少分").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我在大学里管转化，发给老师的二十万奖金，交个税的时候按多少万算？", "按10万元计入"),
        ("孵化器在艰苦边远地区，面积和家数够不上，有没有放宽？", "降低20%"),
        ("2022年度市高企培育库的推荐材料，各地分别要赶在哪几天前交到市局？", "8月1日前"),
        ("我们厂要从盐城整个搬到安徽去，高企帽子还在不在？", "资格保留"),
        ("登记机构说我这不是技术合同，退回来了，我不服能找谁？", "行政复议"),
        ("那个不发证只给编号的小企业评价，盐城今年想让多少家过关？", "5000家"),
    ],
)
def test_what_a_paragraph_states_in_other_words_is_not_refused(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "leads_to"),
    [
        (
            "我们近三年融了600万股权（机构实缴），创新型中小企业是不是可以不打分直接通过？",
            "不用评分",
        ),
        ("手里有有效期内的高企证，基本条件也符合，评科小还要逐项打分吗", "可直接确认"),
    ],
)
def test_an_item_of_which_any_will_do_is_told_with_what_it_leads_to(shipped, question, leads_to):
    assert leads_to in shipped.ask(question).text


def test_how_a_decision_is_contested_is_not_whose_office_it_is():
    assert asked_kind("对认定结果不服能找谁") is not Asked.WHO
    assert asked_kind("认定结果由谁公布") is Asked.WHO


def test_a_fund_is_not_the_investment_that_a_firm_has_had(shipped):
    assert shipped.ask("天使基金投多少").status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "question",
    ["技术咨询合同能免增值税吗", "基础研究捐款给公司行不行", "没登记的技术合同能加计扣除吗"],
)
def test_what_holds_for_some_or_of_another_thing_says_neither_yes_nor_no(shipped, question):
    assert not shipped.ask(question).text.startswith(("可以。", "不可以。"))


def test_what_withholds_a_value_is_no_rival_to_what_gives_it(shipped):
    assert "2027年12月31日" in shipped.ask("孵化载体免税那套现在执行到哪天为止").text


def test_the_level_that_is_meant_goes_first_however_it_is_said(shipped):
    asked = "我们镇上那个孵化楼只有市里发的牌子,人家说房子地皮的税能免,是不是哄人?"
    assert "没有列入享受范围" in shipped.ask(asked).text


def test_half_a_year_is_so_many_whole_days(shipped):
    assert "少于 365 天" in shipped.ask("公司刚注册半年能报高企不").text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("集成电路企业资本化的研发支出按成本多少摊销？一般企业我知道", "220%", "200%"),
        ("半导体企业资本化的研发支出按多少摊销", "220%", "200%"),
        ("半导体企业，研发费加计按100%算对不对", "120%", "再加计扣除100%"),
        ("我们做机床的工业母机企业，资本化按180%摊销对吗", "220%", "200%"),
    ],
)
def test_a_kind_that_has_a_rule_of_its_own_is_not_told_the_one_for_all(
    shipped, question, told, not_told
):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("企业技术需求，今年的数量要求是多少？", "1000条以上"),  # a bound, no "二十条"
        (
            "打算预缴时就把上半年研发加计享受了，几月申报？",
            "7月份",
        ),  # a wish takes nothing for granted
        ("科技副总2013年开始搞的，目前总共选聘了几人", "11868名"),
    ],
)
def test_a_count_a_month_and_a_total_are_stated(shipped, question, told):
    answer = shipped.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert told in answer.text


def test_whether_something_is_due_is_told_only_by_what_speaks_of_it(shipped):
    answer = shipped.ask("常盐科创飞地入驻头一年免不免租金？")
    assert answer.status is AnswerStatus.NOT_STATED
    assert "免征" in shipped.ask("技术开发合同免不免增值税？").text


@pytest.mark.parametrize(
    ("question", "status", "told"),
    [
        # of another kind of enterprise, whatever it says of the list
        ("被列入经营异常名录了，会不会取消高企", AnswerStatus.NOT_STATED, ""),
        ("高企能直接算科小吗", AnswerStatus.ANSWERED, "高新技术企业证书在有效期内"),
        ("科小能不能享受亏损结转十年", AnswerStatus.ANSWERED, "科技型中小企业资格"),
        # what it is and how many there are tells nobody how to apply
        ("科技副总怎么申请", AnswerStatus.NOT_STATED, "二、科技副总"),
        ("研究生工作站怎么申报", AnswerStatus.ANSWERED, "材料审查"),
        # how many there are is not how they are allotted
        ("年内新增高企300家怎么分到各县", AnswerStatus.NOT_STATED, ""),
        ("开火锅店的，研究新底料花的钱能加计扣除吗", AnswerStatus.ANSWERED, "住宿和餐饮业"),
        # the duty to report, no result
        ("任务完成情况的督查通报，市专班会和哪些部门一起做？", AnswerStatus.ANSWERED, "市委督查室"),
        # the rules a firm is judged by, no targets of a year
        ("高企认定有哪些指标要求", AnswerStatus.ANSWERED, "注册成立满一年"),
        ("今年高企方面的指标有哪些", AnswerStatus.ANSWERED, "新增高新技术企业：300家"),
        ("科技型中小企业过线要多少分", AnswerStatus.ANSWERED, "不低于60分"),
        # topic and no assertion: the denial of a tax relief is no share
        ("成果转化奖励给员工，最少给几成", AnswerStatus.ANSWERED, "50%"),
        ("我公司两个软著三个实用新型，科小的知识产权能拿几分", AnswerStatus.ANSWERED, "24分"),
    ],
)
def test_an_answer_is_of_the_kind_and_of_the_matter_asked_about(shipped, question, status, told):
    answer = shipped.ask(question)
    assert answer.status is status
    assert told in answer.text


@pytest.mark.parametrize(
    "question", ["苏科贷最多能贷多少，利息怎么算", "小巨人能不能当科小直接确认"]
)
def test_no_sentence_is_told_twice(shipped, question):
    lines = [line.partition(". ")[2] or line for line in shipped.ask(question).text.splitlines()]
    told = [line.rstrip("[]0123456789").strip("：:。") for line in lines]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "question", ["盐城GDP今年目标", "盐城GDP今年目标多少", "规上工业产值今年目标多少"]
)
def test_what_a_share_is_of_has_no_goal_of_its_own(shipped, question):
    assert shipped.ask(question).status is AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("全社会研发投入占GDP的目标", "2.4%"),
        ("孵化器毕业企业是什么意思", "至少符合一条"),
        ("什么叫职务科技成果", "执行本单位工作任务"),
        ("公司给大学捐款100万能抵多少，做基础研究的", "100%"),
    ],
)
def test_a_share_and_what_a_thing_is_are_told(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("市级离岸孵化器新增几个？别给我报国家级孵化器那个数", "5个以上", "3个"),
        ("市县本级的企业研发项目立项数，注意别跟关键核心技术攻关项目混了", "超300项", "30项左右"),
        ("校企联盟省级备案当年新增任务数", "120个以上", "1000项"),
        ("外国专家工作室新建数", "13家以上", "200名"),
    ],
)
def test_what_is_ruled_out_is_not_told(shipped, question, told, not_told):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("小巨人能按15%交税吗", "15%税率只适用于"),
        ("专精特新企业能减按15%吗", "15%税率只适用于"),
        ("小巨人亏损能结转十年吗", "高新技术企业资格或者科技型中小企业资格"),
    ],
)
def test_what_holds_for_another_kind_only_is_told_to_whoever_asks(shipped, question, told):
    text = shipped.ask(question).text
    assert told in text
    assert "营业收入" not in text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("引进海外人才项目的目标", "海外技术、人才项目超20项", "200名"),
        ("市县两级的企业研发项目要立多少", "立项超300项", "30项左右"),
        ("科技副总今年引进目标", "200名以上", "20项"),
        ("外国专家工作室 市级以上 新建目标", "13家以上", "200名"),
        ("海外人才项目引进数，跟外国专家工作室的数分开报", "超20项", "13家"),
        ("高企创新能力里知识产权获得方式最高几分", "获得方式不超过6分", "8分"),
        ("高企口径的其他费用上限，别给我加计扣除那个比例", "20%", "10%"),
        ("农业科技企业推荐20家左右，争取认定几家", "认定10家以上", "15项"),
        ("飞地线上孵化入驻的年度指标", "线上孵化50家", "离岸孵化器5个"),
        ("科小有1项Ⅰ类知识产权得几分", "1项及以上Ⅰ类30分", "24分"),
        ("高企每年转化4项成果，能落在哪个分数档", "19至24分", "13至18分"),
        ("“送服务”活动具体送哪些东西", "送政策、送人才、送培训、送资源", "专项督查"),
    ],
)
def test_of_a_long_sentence_only_what_is_asked_is_told(shipped, question, told, not_told):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("众创空间备案对导师有什么要求", "专兼职导师至少3名", "500平方米"),
        ("国家级孵化器对场地面积有什么要求", "10000平方米", "种子资金"),
        ("众创空间对运营时间有什么要求", "运营满18个月", "500平方米"),
        ("专精特新对研发投入有什么要求", "不低于100万元", "资产负债率"),
    ],
)
def test_of_the_conditions_of_a_title_those_of_the_thing_named_are_told(
    shipped, question, told, not_told
):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("申请高企要成立满多少个日历天", "365个日历天"),
        ("创投集团依托的是哪个平台公司", "黄海金控"),
        ("碳捕捉中试装备归哪个中心建", "黄海碳中和产业创新中心"),
        ("给科研人员减负的行动出到第几版了", "减负3.0行动"),
        ("产学研合作这一块今年实施的是哪个提升行动", "产学研协同创新提升行动"),
        ("离岸孵化器请说明年度新增目标", "离岸孵化器5个以上"),
        ("科技型中小企业研发投入类指标满分几何", "研发投入指标满分50分"),
        ("三家农业飞地除了常盐还有哪两家", "溧滨、武阜"),
        ("省级校企联盟今年新备案要完成多少", "120个以上"),
        ("关键核心技术攻关资助多少个项目", "30项左右"),
        ("老听人说国科小，市里想让多少家评上", "5000家"),
        ("孵化链条的几个环节依次列一下", "众创空间—孵化器—加速器—产业园"),
        ("客户口头谈好的技术合同能去登记吗", "不予受理"),
        ("卓越级孵化器多长时间复核一次", "每3年复核"),
        ("提升年里县里科技部门该向谁汇报", "主要领导和分管领导"),
        ("2025年评上的省级孵化器从啥时候起免房产税", "次月起享受"),
        ("高企重新认定没批下来，预缴的税怎么收场", "补缴少缴的税款"),
        ("分期付款买设备，一次性扣除看什么时间", "设备到货时间"),
    ],
)
def test_a_name_a_number_or_a_term_is_found_however_it_is_asked_for(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "请提供苏科贷合作银行名单。",
        "评上创新型中小企业市里一次性给多少现金？",
        "科技副总的邮箱是多少",
    ],
)
def test_what_no_text_gives_is_refused(shipped, question):
    assert shipped.ask(question).status is AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        (
            "22年底我们还不是高企，就有个科小的编号，那会儿买的设备能按四季度那政策一次扣掉么",
            "不适用设备、器具政策",
            "自测",
        ),
        (
            "我们公司租在孵化器里面，那房产税优惠是免到我们头上还是免给孵化器的？",
            "优惠给的是运营载体",
            "免征房产税",
        ),
        (
            "我们私企给研发骨干发了成果转化奖金，能跟高校一样只按一半算个税不",
            "不在其列",
            "只按50%",
        ),
        ("前年拿的专精特新牌子，新办法一出来是不是就作废了？", "有效期内继续有效", "没有收录"),
    ],
)
def test_what_the_asker_holds_and_is_decides_which_rule_answers(shipped, question, told, not_told):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text
