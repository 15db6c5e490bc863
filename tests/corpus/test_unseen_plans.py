"""Targets of a plan of another city, invented and read by hand: how many are found, how many
wrong. What it shows amiss is mended by general grammar or left, never by a word of its own."""

from __future__ import annotations

from corpus.document import Source
from corpus.passage import Passage
from corpus.targets import targets

TRANSPORT = """\
1.扩大有效投资。全年实施重点交通项目36个，完成交通投资120亿元，其中公路建设85亿元。建成\
高速公路42公里，改造国省干线110公里，新改建农村公路300公里以上。（责任单位：市交通运输局\
）
2.提升港航能力。港口货物吞吐量达到1.6亿吨，集装箱吞吐量力争突破90万标准箱、增长12%。新\
增万吨级泊位3个，开通近洋航线2条，内河航道等级提升里程不少于28公里。（责任单位：市港航中心）
3.做优公交出行。新投放新能源公交车150辆，新能源公交车占比达到85%，城市公共交通机动化出行\
分担率提高到35%左右，公交线路优化调整20条，新建公交首末站4个。行政村通客车率保持100%。
4.发展现代物流。社会物流总费用占GDP的比率由14.2%降至13.8%，培育4A级以上物流企业\
6家，建设县级物流中心5个、乡镇服务站40个，快递业务量超过6亿件。去年全市快递业务量5.1亿件\
，增长18%。
5.守牢安全底线。实施公路安全生命防护工程260公里，改造危桥22座，道路运输较大以上事故起数下\
降10%，重点营运车辆联网联控上线率不低于98%。排查治理隐患点500处以上。围绕3条干线、8个\
节点完善应急预案，每半年开展1次综合演练。
6.推进绿色转型。淘汰国三及以下营运柴油货车800辆，建设充电桩1200个，港口岸电使用量增长2\
0%，单位运输周转量碳排放下降3.5%。
7.提高服务效能。推动25项事项“一网通办”，办理时限平均缩短至2天以内，群众满意度达95%以上\
。为500名以上从业人员提供技能培训，引导60家运输企业完成标准化建设。
8.锻造过硬队伍。招录执法人员30名，培训基层站所负责人200人次，创建省级模范机关2个。贯彻全\
省交通工作会议“六个走在前”要求，落实三年行动方案第二阶段任务。
"""
# What is measured and the figure as written.
TRANSPORT_ROWS = """\
实施重点交通项目 36个
完成交通投资 120亿元
完成交通投资其中公路建设 85亿元
建成高速公路 42公里
改造国省干线 110公里
新改建农村公路 300公里以上
港口货物吞吐量 达到1.6亿吨
集装箱吞吐量 突破90万标准箱
集装箱吞吐量增长 12%
新增万吨级泊位 3个
开通近洋航线 2条
内河航道等级提升里程 不少于28公里
新投放新能源公交车 150辆
新能源公交车占比 达到85%
城市公共交通机动化出行分担率 35%左右
公交线路优化调整 20条
新建公交首末站 4个
行政村通客车率保持 100%
社会物流总费用占GDP的比率 13.8%
培育4A级以上物流企业 6家
建设县级物流中心 5个
建设乡镇服务站 40个
快递业务量 超过6亿件
实施公路安全生命防护工程 260公里
改造危桥 22座
道路运输较大以上事故起数下降 10%
重点营运车辆联网联控上线率 不低于98%
排查治理隐患点 500处以上
淘汰国三及以下营运柴油货车 800辆
建设充电桩 1200个
港口岸电使用量增长 20%
单位运输周转量碳排放下降 3.5%
办理时限平均 2天以内
群众满意度 95%以上
为从业人员提供技能培训 500名以上
引导运输企业完成标准化建设 60家
招录执法人员 30名
培训基层站所负责人 200人次
创建省级模范机关 2个
"""


def read(text: str) -> list[str]:
    source = Source(id="t", title="2026年全市工作要点", year=2026)
    lines = enumerate(text.splitlines())
    passages = [Passage(source, ("一、重点",), f"p{n}", line) for n, line in lines]
    return [f"{row.indicator} {row.text}" for row in targets(passages)]


def test_nearly_all_targets_of_an_unseen_plan_are_found_and_hardly_one_is_wrong() -> None:
    expected, found = TRANSPORT_ROWS.splitlines(), read(TRANSPORT)
    assert len(set(found) & set(expected)) >= 0.95 * len(expected)
    assert len(set(found) - set(expected)) <= 0.02 * len(found)
