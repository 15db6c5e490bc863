"""What a follow-up points at in the talk, over the shipped documents."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A
from assistant.answer import Turn

GIANT = ("小巨人要多少分", "得分达到60分以上。")
SHARE = ("职务成果转让没约定的奖多少", "至少拿出净收入的50%。")
TIERS = (
    "高企研发费占比怎么分档",
    "5000万元以下不低于5%，5000万元至2亿元不低于4%，超过2亿元不低于3%。",
)


@pytest.mark.parametrize(
    ("asked", "replied", "question", "stated", "left"),
    [
        (*GIANT, "专精特新的分数线呢", "50分", "60分"),  # its heading names both
        (*SHARE, "入股的呢", "股份或出资比例的50%", "净收入"),
        (*TIERS, "我们去年销售2.6个亿，落哪一档", "不低于3%", "不低于4%"),
        (
            "小巨人的发明专利要几个",
            "拥有4项以上与主导产品相关、已实际应用并产生经济效益的Ⅰ类知识产权。",
            "有啥情况可以不看这条",
            "国家级科技奖励",
            "七项条件",
        ),
        (
            "产学研今年签多少",
            "签订产学研项目1000项，新备案省级校企联盟120个以上。",
            "这个联盟是省级还是市级的",
            "省级校企联盟",
            "院士",
        ),
        (
            "创新型中小企业满分多少分算过",
            "评价得分达到60分以上。",  # the very words stand under 小巨人 too
            "评上了国家发钱吗",
            "评价本身没有中央财政统一奖补",
            "重点“小巨人”",
        ),
        (
            "委托国外做研发怎么加计",
            "同样按支出的80%计算，但不能超过境内符合条件研发费用的三分之二。",
            "要是委托的是个老外个人",
            "委托境外个人研发的不能加计扣除",
            "委托境内机构",
        ),
        (
            "2026年的专精特新中小企业营收要多少",
            "上年度营业收入1500万元以上。",
            "研发费用那一条呢",
            "每年均不低于100万元",
            "合计1200万元",  # of 小巨人, under the next heading
        ),
        (
            "市里去哪些城市办产学研对接",
            "市级层面重点围绕北京、上海、深圳、西安等科创资源富集的地区。",
            "总共几场？",
            "4场以上",  # with which the sentence goes on
            "20场",
        ),
        (
            "专精特新要从事细分市场几年",
            "专注特定细分市场2年以上。",
            "你给的是老办法吧，2026年新的呢",
            "3年以上",
            "2年以上",
        ),
        (
            "研发费用里其他费用限额多少",
            "不能超过可加计扣除研发费用总额的10%。",
            "我是问高企认定那本账，不是加计的",
            "研究开发总费用的20%",
            "10%",
        ),
        (
            "科技副总多少名",
            "截至2024年12月，已分12批次从全国513家高校院所选聘11868名科技人才。",
            "这是全省的吧？我问的是盐城2023年打算引多少",
            "200名以上",
            "11868名",
        ),
        (
            "科小评价研发投入按销售收入算，占6%得几分",
            "6%以上50分，5%至6%得40分，4%至5%得30分。",
            "第二种算法呢，占到22%是几分",
            "20%至25%得30分",
            "销售收入",
        ),
        (
            "2022年四季度高企买设备能怎么扣",
            "购置支出可以当年一次性全额税前扣除，另外再加计扣除100%。",
            "可我们只有科小编号，没高新证，行吗",
            "不适用设备、器具政策",
            "公示",
        ),
        (
            "小巨人主营占比多少",
            "主营业务收入占比90%以上。",
            "下一级专精特新的呢，负债率一起说",
            "资产负债率不高于80%",
            "90%",
        ),
    ],
)
def test_a_follow_up_is_answered_of_what_it_points_at(
    shipped, asked, replied, question, stated, left
):
    answer = shipped.ask(question, [Turn(asked, replied)])
    assert answer.status is A.ANSWERED
    assert stated in answer.text
    assert left not in answer.text


def test_a_value_of_a_thing_that_is_pointed_at_is_not_told_of_others(shipped):
    told = "组织开展《盐城市科技创新促进条例》立法调研，稳步推进科技地方立法工作。"
    answer = shipped.ask("这个条例什么时候出台呀？", [Turn("今年立法方面有啥动作", told)])
    assert answer.status is A.NOT_STATED


def test_what_is_led_back_to_is_gone_on_from(shipped):
    talk = [
        Turn("企业技术需求今年摸多少", "年内摸排企业技术需求1000条以上。"),
        Turn("科创中心进多少机构", "市科创中心年内入驻科技服务机构30家。"),
    ]
    answer = shipped.ask("回到最开始那个需求的事，摸出来之后靠哪些力量去匹配", talk)
    assert "技术经纪人" in answer.text
