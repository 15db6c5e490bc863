"""Judging evidence: whether the thing asked is stated, read from small libraries."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.composing import bands
from assistant.composing.bands import held_classes
from assistant.reading.question import understand
from corpus.document import Kind, Source

RULES = Source("rules", "试验场地管理办法", issuer="市科技局", region="盐城市")
A, N = AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED


def room(text: str) -> list:
    return [
        (RULES, ("一、试验场地",), "1", f"1. {text}"),
        (RULES, ("二、数据报送",), "1", "1. 各单位按季度报送统计报表。"),
        (RULES, ("三、人员培训",), "1", "1. 定期举办安全培训班。"),
    ]


@pytest.mark.parametrize(
    ("text", "question", "status"),
    [
        ("试验场地由市科技局管理。", "试验场地由谁管理？", A),
        ("试验场地要管理好。", "试验场地由谁管理？", N),
        ("试验场地每年3月开放。", "试验场地什么时候开放？", A),
        ("试验场地定期开放。", "试验场地哪天开放？", N),
        ("试验场地每次补贴2万元。", "试验场地补贴金额是多少？", A),
        ("试验场地给予补贴。", "试验场地补贴金额是多少？", N),
        ("试验场地给予补贴，共补贴12家。", "试验场地补贴金额是多少？", N),
        ("试验场地补贴金额以当年申报通知为准。", "试验场地补贴金额是多少？", N),
        ("试验场地联系电话：0515-88881234。", "试验场地的联系电话是多少？", A),
        ("试验场地由专人联系，每年开放30天。", "试验场地的联系电话是多少？", N),
        ("试验场地占比不低于40%。", "试验场地占比要多少？", A),
        ("试验场地占比逐年提高，已建5个。", "试验场地占比要多少？", N),
    ],
)
def test_an_answer_is_given_only_where_the_thing_asked_is_stated(
    build, provenance, text, question, status
):
    answer = build(room(text)).ask(question)
    assert answer.status is status
    provenance(answer)


def test_a_plan_answers_for_its_own_year_and_a_passage_for_the_year_it_names(build):
    plan = Source("plan", "2031年试验场地工作要点", region="盐城市", year=2031)
    ask = build(
        [
            (plan, ("一、建设",), "1", "1. 新建试验场地12个。"),
            (plan, ("二、规划",), "1", "1. 到2035年建成试验场地30个。"),
        ]
    ).ask
    assert "12个" in ask("2031年要新建试验场地多少个？").text
    assert ask("2033年要新建试验场地多少个？").status is N
    assert "30个" in ask("2035年要建成试验场地多少个？").text


def test_a_place_that_the_documents_speak_of_is_no_other_place(build):
    rows = room("与南通共建试验场地3个。")
    assert "3个" in build(rows).ask("与南通共建试验场地多少个？").text
    assert build(rows).ask("与无锡共建试验场地多少个？").status is N


def test_full_text_is_preferred_to_a_digest_that_repeats_it(build):
    digest = Source("digest", "试验场地政策要点摘编", region="盐城市", kind=Kind.DIGEST)
    rows = [(digest, ("一、试验场地",), "1", "1. 试验场地每年开放30天。")]
    answer = build([*rows, *room("试验场地每年开放30天。")]).ask("试验场地每年开放多少天？")
    assert answer.citations[0].passage.source == RULES


def test_a_refusal_names_where_the_topic_is_spoken_of(build):
    answer = build(room("试验场地给予补贴。")).ask("试验场地补贴金额是多少？")
    assert "试验场地管理办法" in answer.text
    assert "金额" in answer.text
    assert answer.citations[0].passage.text == "1. 试验场地给予补贴。"


@pytest.mark.parametrize(
    ("text", "question", "status"),
    [
        ("新建试验场地12个。", "新建试验场地几家？", A),
        ("新建试验场地12个。", "新建试验场地多少名？", N),
        ("试验场地检测样品120件。", "试验场地检测样品多少件？", A),
        ("试验场地检测样品，联系单位120家。", "试验场地检测样品多少件？", N),
        ("年内新建众创空间12家。", "年内新建众创空间几家？", A),
        ("年内新建众创空间12家。", "年内新建独角兽企业几家？", N),
    ],
)
def test_a_count_answers_only_of_the_thing_asked_and_in_a_like_counter(
    build, text, question, status
):
    assert build(room(text)).ask(question).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("试验场地由市科技局负责巡查。", A),
        ("市专班会同市督查室巡查试验场地。", A),
        ("巡查试验场地，引进企业30家，搭建平台。", N),
    ],
)
def test_who_is_responsible_is_answered_by_one_who_acts(build, text, status):
    assert build(room(text)).ask("巡查试验场地由哪个部门负责？").status is status


def test_a_duty_to_report_results_is_no_result_asked_for(build):
    plan = Source("plan", "2031年试验场地工作要点", region="盐城市", year=2031)
    rows = [(plan, ("一、督查",), "1", "1. 市专班定期通报试验场地任务完成情况。")]
    ask = build(rows).ask
    assert ask("谁负责定期通报试验场地任务完成情况？").status is A
    assert ask("试验场地任务实际完成了多少？").status is N


def test_what_follows_from_a_duty_not_done_is_told_by_the_sanction(build):
    rows = room("试验场地每年5月底前报送年度报表。两年没有报送试验场地年度报表的，取消资格。")
    assert "取消资格" in build(rows).ask("试验场地年度报表没报会怎样？").text


def test_whether_there_is_prize_money_is_told_by_what_speaks_of_awards(build):
    rows = [
        (RULES, ("一、试验场地",), "1", "1. 试验场地面向企业开放。"),
        (RULES, ("一、试验场地",), "2", "2. 试验场地没有统一的现金奖励。"),
    ]
    answer = build(rows).ask("试验场地有没有奖金？")
    assert answer.citations[0].passage.text.endswith("没有统一的现金奖励。")


def test_a_term_of_years_is_no_target_of_a_year(build):
    rows = room("试验场地连续2次考核不合格的取消资格，2年内不得再报。")
    assert "2次" in build(rows).ask("2025年管理办法里，试验场地连续几次考核不合格取消资格？").text


def test_last_years_target_is_not_told_by_the_plan_of_another_year(build):
    plan = Source("plan", "2001年试验场地工作要点", region="盐城市", year=2001)
    ask = build([(plan, ("一、建设",), "1", "1. 年内新建试验场地12个。")]).ask
    assert ask("去年新建试验场地的目标是多少个？").status is N
    assert ask("今年新建试验场地的目标是多少个？").status is A


BANDS = (
    "1. 专利数量的得分：有1项及以上Ⅰ类的得7至8分；有5项及以上Ⅱ类的得5至6分；"
    "有3至4项Ⅱ类的得3至4分；有1至2项Ⅱ类的得1至2分。"
)


@pytest.mark.parametrize(
    ("question", "band"),
    [
        ("3个实用新型和2个软件著作权，专利数量能得几分？", "5至6分"),
        ("4个实用新型，专利数量能得几分？", "3至4分"),
        ("1项发明专利，专利数量能得几分？", "7至8分"),
    ],
)
def test_a_score_is_picked_by_the_class_of_what_the_asker_holds(question, band):
    classes = "1. Ⅰ类是发明专利、植物新品种；Ⅱ类是实用新型专利、软件著作权。"
    asked = understand(question)
    held = held_classes(asked.text, asked.amounts, [classes])
    assert bands.band(BANDS, asked.amounts, held).endswith(band)
    assert bands.band(BANDS, asked.amounts) == ""


@pytest.mark.parametrize(
    ("text", "question", "status"),
    [
        ("第四批试验场地于4月25日开放。", "第五批试验场地哪天开放？", N),
        ("第四批试验场地于4月25日开放。", "第四批试验场地哪天开放？", A),
        ("试验场地分三批于5月30日、7月1日开放。", "第二批试验场地什么时候开放？", A),
        ("全省选派试验场地管理员2088名。", "盐城选派试验场地管理员多少名？", N),
        ("全省选派试验场地管理员2088名。", "全省选派试验场地管理员多少名？", A),
        ("加快北京、上海的试验场地建设。", "试验场地建在哪几个城市？", A),
        ("试验场地要加快建设。", "试验场地建在哪？", N),
        ("新增试验场地5个以上。", "试验场地的认定条件是什么？", N),
        ("试验场地须有独立法人。", "试验场地的认定条件是什么？", A),
        ("试验场地计划培育企业50家。", "试验场地的企业名单发我", N),
        ("试验场地由市科技局管理。", "试验场地的负责人叫什么名字？", N),
        ("试验场地由市科技局管理。", "试验场地的网址是什么？", N),
        ("试验场地须登记，30日内办完。", "试验场地没登记罚款多少？", N),
        ("试验场地通过科技部验收。", "试验场地由谁负责验收？", A),
        ("试验场地资格期限1年。", "试验场地几天批下来？", N),
        ("试验场地受理后30日内批复。", "试验场地几天批复？", A),
        ("新建试验场地12个以上。", "目前试验场地有多少个？", N),
        ("推进现有的20个试验场地升级。", "目前试验场地有多少个？", A),
        ("2031年起试验场地补贴改为项目支持。", "试验场地补贴什么时候拨到账？", N),
        ("试验场地占比不低于60%。", "试验场地申报要交多少服务费？", N),
        ("试验场地奖励减半计税，例如奖励20万元按10万元计。", "试验场地面积有多大？", N),
        ("试验场地有合作的银行。", "试验场地找哪家支行？", N),
        ("试验场地规划管2031-2033年。", "试验场地规划管哪几年？", A),
    ],
)
def test_an_attribute_an_edition_or_a_wider_place_is_not_taken_for_what_is_asked(
    build, text, question, status
):
    assert build(room(text)).ask(question).status is status


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("公积金贷款最高能贷多少？", AnswerStatus.OUT_OF_SCOPE),
        ("签了试验场地合同，印花税按多少交？", AnswerStatus.OUT_OF_SCOPE),
        ("天气预报说要下雨，试验场地每年开放多少天？", A),
        ("我用Python写了个系统，试验场地每年开放多少天？", A),
    ],
)
def test_an_affair_of_another_office_is_out_of_scope_unless_only_mentioned(build, question, status):
    assert build(room("试验场地每年开放30天。")).ask(question).status is status


def test_an_affair_that_the_documents_speak_of_is_no_other_offices(build):
    answer = build(room("试验场地员工的社保缴费比例为16%。")).ask(
        "试验场地员工社保缴费比例是多少？"
    )
    assert "16%" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("试验场地由谁管理，什么时候挂牌？", AnswerStatus.PARTLY_ANSWERED),
        ("样品仓库由谁管理，什么时候挂牌？", A),
    ],
)
def test_what_is_asked_of_one_subject_is_not_taken_out_of_another(build, question, status):
    rows = [
        (RULES, ("一、试验场地",), "1", "1. 试验场地由市科技局负责管理。"),
        (
            Source("stores", "样品仓库规定", region="盐城市"),
            ("一、管理",),
            "1",
            "1. 样品仓库由市科技局负责管理，每年3月挂牌。",
        ),
    ]
    assert build(rows).ask(question).status is status


def test_what_leans_on_an_affair_of_another_office_is_out_of_scope_too(build):
    answer = build(room("试验场地占比不低于40%。")).ask(
        "医保报销比例能不能提高？现在是百分之多少？"
    )
    assert answer.status is AnswerStatus.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("试验场地的成果归合作各方共有。", A),
        ("试验场地的成果由市科技局负责管理。", N),
    ],
)
def test_whose_a_thing_is_is_told_by_who_owns_it(build, text, status):
    assert build(room(text)).ask("试验场地的成果归谁？").status is status


def test_the_thing_counted_is_the_one_next_to_the_counter(build):
    rows = room("培育工作由各地组织，新增众创空间5家以上。")
    rows += [(RULES, ("四、辅导",), "1", "1. 为高新技术企业提供辅导。")]
    assert build(rows).ask("众创空间要新增几家？").status is A
    assert build(rows).ask("众创空间里高新技术企业的家数要多少？").status is N


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("新办法的试验场地设备台数要多少？", N),
        ("试验场地设备要多少台？", A),
    ],
)
def test_what_is_said_not_to_be_given_outweighs_a_number_of_something_else(build, question, status):
    rows = [
        (RULES, ("一、试验场地",), "1", "1. 试验场地设备30台以上。"),
        (RULES, ("一、试验场地",), "2", "2. 新办法的试验场地设备台数等指标，本文没有收录。"),
    ]
    assert build(rows).ask(question).status is status


def test_what_is_left_open_withholds_no_date_known_to_answer(shipped):
    answer = shipped.ask("孵化器免税优惠现在执行到哪天？")
    assert answer.status is A
    assert "2027年12月31日" in answer.text


def test_a_question_expected_of_the_documents_is_not_off_topic(shipped):
    answer = shipped.ask("盐城在沿海这一带给自己定的角色是什么？")
    assert answer.status is A
    assert shipped.ask("盐城哪家饭店靠谱？").status is AnswerStatus.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("刚跟西安一所高校搭上线，今年市里打算引进多少名科技副总？", "200名"),
        ("委托境外机构研发最多不超过境内研发费用的几分之几", "三分之二"),
        ("高企口径研发费用分成哪八个科目？", "装备调试费用"),
        ("老厂整个搬到外省去，国高的资格还算不算数？", "资格保留"),
        ("我们是居民企业，把专利转让给了别的公司。企业所得税一年免到多少？", "500万元"),
        ("全社会研发投入占比、高新产业产值占规上比重，这两个百分数2023年定在多少？", "2.4%"),
        ("我们把一个研发项目包给国内一所大学做，付的钱按几成作为加计扣除的基数？", "80%"),
        ("给大学出200万做基础研究，税前总共能扣多少？", "400万元"),
        ("听说入了科小有奖金拿，国家给多少？", "国家没有统一的入库现金奖励"),
        ("评上创新型中小企业，中央财政奖多少？", "没有中央财政统一奖补"),
        ("卓越级孵化器有没有名额限制？", "总量控制"),
        ("专精特新中小企业资产负债率有没有最高限制？", "不高于80%"),
        ("高企净资产增长率28%，成长性落在哪个分数段？", "7至8分"),
    ],
)
def test_how_a_thing_is_told_or_whom_one_works_with_does_not_withhold_its_value(
    shipped, question, told
):
    assert told in shipped.ask(question).text


def test_a_benefit_that_the_documents_never_name_is_not_answered_by_what_is_near(shipped):
    assert shipped.ask("技术入股可以递延纳税吗").status is N
    assert shipped.ask("高企能享受即征即退吗").status is N
    assert shipped.ask("公司能享受三免三减半吗").status is N
    assert shipped.ask("技术转让可以免征增值税吗").status is A


def test_an_example_sets_no_least_sum(shipped):
    question = "给高校出基础研究的钱，一家企业一年最少要出多少万才能享受加计？"
    assert shipped.ask(question).status is N


def test_a_partner_elsewhere_is_no_place_asked_about_but_a_city_is(shipped):
    assert shipped.ask("西安今年打算引进多少名科技副总？").status is N


@pytest.mark.parametrize(
    ("question", "told"),
    [("产学研签约今年定了多少个", "1000项"), ("今年孵化器里头要新进多少家小企业", "500家以上")],
)
def test_what_is_known_to_answer_counts_the_thing_asked_about(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("我们把项目包给国内一所大学做研发，付的钱按几成做加计基数？", A),
        ("我们是省级孵化器不是国家级的，省级孵化器认定要多少平方米场地？", N),  # of another level
        ("企业创新积分制的指标权重怎么分，专利占几分", N),  # known only by its own words
        ("市里今年打算扶持几个瞪羚", N),  # named beside a number of others
    ],
)
def test_what_is_known_to_be_counted_is_the_thing_meant_unless_it_is_of_another(
    shipped, question, status
):
    assert shipped.ask(question).status is status


def test_a_number_of_things_is_answered_by_their_names_where_the_same_was_expected(shipped):
    assert "高企培育基础库" in shipped.ask("市里对高企培育分几个库").text


def test_names_asked_for_are_not_those_of_other_things(shipped):
    assert shipped.ask("三个离岸孵化器叫什么？").status is N
    assert "溧滨" in shipped.ask("三块科创飞地叫什么？").text


def test_a_time_withheld_withholds_no_number(build):
    rows = [
        (RULES, ("一、试验场地",), "1", "1. 申报试验场地要有设备4台以上。"),
        (RULES, ("一、试验场地",), "2", "2. 试验场地的申报时间以当年通知为准。"),
    ]
    assert "4台" in build(rows).ask("申报试验场地要几台设备？").text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("200名科技副总里，来自南京的有几名？", N),
        ("300家高企里，由高校办的有多少家？", N),
        ("今年新增高企300家还是350家？", A),
        ("年内新增高企是300家吗？", A),
        ("苏科贷上年营收5000万元以下的首次能贷多少？", A),
    ],
)
def test_the_number_that_a_question_tells_is_not_the_one_it_asks_for(shipped, question, status):
    assert shipped.ask(question).status is status


def test_of_a_value_that_the_document_leaves_open_its_own_words_are_told(build, provenance):
    rows = [
        (RULES, ("一、试验场地",), "1", "1. 申报试验场地要有设备4台以上。"),
        (RULES, ("一、试验场地",), "2", "2. 科技创新券的面额以当年通知为准。"),
    ]
    answer = build(rows).ask("申报试验场地要几台设备？科技创新券面额多少钱？")
    provenance(answer)
    assert answer.status is AnswerStatus.PARTLY_ANSWERED
    assert "4台" in answer.text
    assert "以当年通知为准。[2]" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [("总目标里有个120家，是指啥的？", A), ("要点里的62%说的是什么", A), ("那个121家是指啥", N)],
)
def test_what_a_figure_is_of_is_told_by_a_statement_that_has_it(shipped, question, status):
    assert (shipped.ask(question).status is A) == (status is A)


def test_what_a_rule_allows_at_most_is_no_goal(shipped):
    answer = shipped.ask("科技金融方面的目标贷款额是多少")
    assert answer.status is AnswerStatus.NOT_STATED
    assert "没有载明这方面的目标" in answer.text
