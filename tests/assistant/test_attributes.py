"""What a value is of: names, breakdowns, lead bodies and dates of an event are told as such."""

from __future__ import annotations

from functools import partial

import pytest

from assistant.attributes import speaks_of_attribute
from assistant.expected import answering
from assistant.question import understand
from assistant.settings import Settings
from corpus.expected_questions import expected_questions

PLAN = "全市登记认定技术合同成交额突破350亿元。"
CHAINS = "围绕“5+2”战略性新兴产业和23条重点产业链，编制产业创新图谱。"
LOAN = "省和地方科技部门与商业银行合作，给科技型中小微企业提供低息贷款。"


@pytest.mark.parametrize(
    ("question", "text", "speaks"),
    [
        ("各县（市、区）分别分解了多少？", PLAN, False),
        ("各区县科技局分几批往上报？", "各地科技局分三批于5月30日前报送。", True),
        ("23条重点产业链是哪23条？", CHAINS, False),
        ("五是哪五个？", CHAINS, False),
        ("领域是哪八个？", "领域共八个：电子信息、航空航天、新材料。", True),
        ("哪几家银行在做？", LOAN, False),
        ("跟谁合作放款？", LOAN, True),
        ("跟哪几家银行合作？", "现行利率、额度以合作银行公布为准。", False),
        ("跟哪几家龙头企业建的？", "龙头企业和省产业技术研究院共建中心。", False),
        ("哪几所高校？", "与清华、北大、中科院等合作。", True),
        ("剩下17个叫什么？", "北大拉曼、中科兆能等20个新型研发机构。", False),
        ("合作的是哪位院士？", "新建院士工作站1家。", False),
        ("支持哪几家企业建实验室？", "支持金风科技、润阳光伏等建设实验室。", True),
        ("牵头单位是谁？", "推动项目顺利通过科技部验收。", False),
        ("谁牵头？", "市科技局作为牵头部门。", True),
        ("要提前几个月交？", "三个月内要向认定机构报告。", False),
        ("隔几年才能再报？", "2年内不得再报。", True),
        ("隔几年才能再报？", "有效期为三年。", False),
        ("装备哪天投运？", "年内加快装备建设。", False),
        ("名单什么时候公布？", "年内引进200名。", False),
        ("苏科贷需要什么抵押物？", LOAN, False),
        ("登记处周末上班吗？", "登记机构受理后30日内办完。", False),
        ("工资由谁发？", "由省科技厅联合省委人才办组织。", False),
        ("我们没有抵押，能贷多少？", "首次贷款一般在300万元以内。", True),
        ("在哪个系统里填？", "启动备案，新招引企业不少于1000家。", False),
        ("在哪个系统里填？", "企业在工作网填报。", True),
        ("首站去哪个城市？", "举办“访名城、进名校”活动。", False),
        ("首站去哪个城市？", "举办“专家教授盐城行”活动。", False),
        ("设在哪个区？", "加快北京、上海离岸中心建设，与园区一体化运营。", False),
        ("落在哪个区？", "在盐都落地。", True),
        ("运营公司是哪家？", "中心一体化运营、一体化孵化。", False),
        ("跑哪几个城市？", "围绕北京、上海举办活动。", True),
        ("要交哪些材料？", "新备案校企联盟120个以上。", False),
        ("要交哪些材料？", "应提交完整的书面合同文本。", True),
        ("去哪个窗口办？", "先办理认定登记，再自行享受。", False),
        ("窗口最多能拖几天？", "受理后30日内办完。", True),
        ("复审通过率是多少？", "可以先按15%预缴。", False),
        ("评价得C级会怎么样？", "优良率显著提升。", False),
        ("第一场什么时候办？", "全年组织活动20场。", False),
        ("认定需要满足什么条件？", "组织开展认定工作，新增5个。", False),
        ("认定需要满足什么条件？", "场地不低于500平方米。", True),
        ("23条重点产业链请逐条列出来", CHAINS, False),
        ("八个领域逐条列出来", "领域共八个：电子信息、航空航天、新材料。", True),
        ("在哪栋楼，地址发我一下", "加快北京、上海离岸科创中心建设。", False),
        ("注册地址变了要不要报告？", "名称、场地等发生变化的，应在三个月内报告。", True),
        ("理事长是哪位？", "推动组建中心理事会和运营团队。", False),
        ("登记要交手续费不？", "同一份合同不重复登记。", False),
        ("一份合同收多少？", "同一份合同不重复登记。", False),
        ("咨询费能加计扣除吗？", "其他相关费用不超过10%。", True),
        ("科技副总累计有多少人？", "年内引进科技副总200名以上。", False),
        ("科技副总累计有多少人？", "已分12批次选聘11868名。", True),
        ("主要领导会被约谈吗？", "主动与主要领导汇报工作。", False),
        ("瞪羚企业怎么界定？", "实施瞪羚企业培育计划。", False),
        ("科技人员怎么界定？", "科技人员包括直接做研发的人员。", True),
        ("卓越级要求面积多少？", "孵化面积不低于10000平方米。", False),
        ("为什么国家不让房地产业享受？", "不适用的行业：房地产业、娱乐业。", False),
        ("高企目标为什么定的是300家？", "确保年内新增高企300家。", False),
        ("省备案的空间为什么不能免税？", "只有省级备案的，不在享受范围。", True),
        ("企业会被怎么处罚？", "企业应与派出单位签好合作协议。", False),
        ("造假会被怎么处罚？", "弄虚作假的，取消当年评价资格。", True),
        ("要押房子或者找人担保吗？", "由合作银行开展贷前审查。", False),
        ("合作银行有哪几家？", LOAN, False),
        ("德国那头的合作单位是哪家？", "推动中德联合创新中心年内落地。", False),
        ("装备是哪家公司造的？", "尽快实现清华大学技术成果转移转化。", False),
        ("清单里盐城有哪几家？", "第3项只适用于列入清单的企业。", False),
        ("那个“5”和“2”各是哪些产业？", CHAINS, False),
        ("“3”是哪三个文件？", "“3”是《行动计划》《实施意见》《工作方案》。", True),
        ("一共有几家单位来申请？", "新增市级离岸孵化器5个以上。", False),
        ("全国一共给多少个名额？", "卓越级择优认定、总量控制。", False),
        ("有没有名额限制？", "卓越级择优认定、总量控制。", True),
        ("今年打算新增几个名额？", "新增市级离岸孵化器5个以上。", True),
        ("盐城有几家省级孵化器？", "全年争创孵化器3个以上。", False),
        ("科创飞地一共有几家？", "推进常盐、溧滨、武阜三家科创飞地建设。", True),
        ("研发、市场各项各占多少分？", "评价得分达到60分以上。", False),
        ("三类各占多少分？", "科技人员20分，研发投入50分，科技成果30分。", True),
        ("大丰区分到多少高企指标？", "确保年内新增高企300家。", False),
        ("登记机构在哪里办公？", "向本地技术合同登记机构申请。", False),
        ("要交到哪个处室？", "采用揭榜挂帅等方式组织实施。", False),
        ("瞪羚企业怎么申请？", "深入实施瞪羚企业培育计划。", False),
        ("公司能享受三免三减半吗？", "减半的部分按25%的法定税率减半计算。", False),
        ("单项冠军的申报条件里，要排第几？", "市场占有率国内前三名。", False),
        ("我们是单项冠军，占有率要排第几？", "市场占有率国内前三名。", True),
        ("教授卖专利个人所得税按多少交？", "所得在500万元以内的免征企业所得税。", False),
        ("研发人员工资能加计扣除吗？", "可加计的费用包括人员人工费用。", True),
        ("当初出于什么考虑取消？", "2018年起取消每人15万元。", False),
        ("为什么取消专项经费？", "2018年起取消每人15万元。", False),
        ("立法理由是什么？", "开展条例立法调研。", False),
        ("剔出来的是哪几家？", "调整充实领军企业培育库。", False),
        ("哪些产品被取消？", "省民营科技企业起全面取消。", True),
        ("谁在会上讲话？", "贯彻动员部署会议精神。", False),
        ("会议在哪召开？", "4月28日，市委、市政府召开动员部署会。", False),
        ("专家给的结论是什么？", "对接专家教授。", False),
        ("绩效考核结果怎么样？", "开展绩效评价工作。", False),
        ("积分制怎么打分？", "全面实施企业创新积分制。", False),
        ("成长性怎么打分？", "增长率达到35%得9至10分。", True),
        ("公示名单几月出？", "4月25日至5月25日线上填报。", False),
        ("处罚依据是哪一条？", "推进培训机构准入登记。", False),
        ("中心的面积和总投资，文件里怎么写的？", "推动中心年内落地。", False),
        ("小巨人奖补，一家三年能拿多少？", "近两年研发费用合计1200万元。", False),
    ],
)
def test_a_text_speaks_of_what_is_asked_or_not(question, text, speaks):
    assert speaks_of_attribute(question, text) is speaks


def test_what_answers_an_expected_question_speaks_of_its_attribute(shipped):
    settings = Settings()
    expected, _ = expected_questions(shipped.passages, settings.documents_dir)
    asked = [(understand(one.text).text, answering(one)) for one in expected]
    refused = [
        question
        for question, answers in asked
        if answers and not any(map(partial(_speaks, question), answers))
    ]
    assert len(refused) < 0.004 * len(asked)


def _speaks(question, statement):
    headings = " ".join((statement.lead, *statement.passage.heading_path))
    return speaks_of_attribute(question, statement.text, headings)
