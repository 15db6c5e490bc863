"""Places that a question may name: cities and provinces other than ours, and our districts."""

from __future__ import annotations

import re

_PROVINCES = "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
# names as patterns: "八成都要" and "加大连续投入" name none
_CITIES = (
    "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 绍兴 合肥 芜湖 济南 青岛 烟台 潍坊 广州 深圳 东莞 佛山 珠海 "
    "武汉 长沙 (?<![几\\d一二两三四五六七八九十])成都 西安 郑州 福州 厦门 南昌 石家庄 太原 沈阳 (?<![加扩放增])大连 长春 哈尔滨 昆明 贵阳 兰州 海口 南宁 昆山 江阴 张家港 义乌 临沂 日照"
)
_DISTRICTS = "东台 建湖 射阳 阜宁 滨海县 响水 亭湖 盐都 大丰 盐南"
DISTRICT = re.compile("|".join(_DISTRICTS.split()))
# "八成都要过": no city
_NO_NAME = {"成都": r"(?<![一二三四五六七八九几两])成都"}
PLACE = re.compile(
    "|".join(_NO_NAME.get(p, p) for p in f"{_PROVINCES} {_CITIES} {_DISTRICTS}".split())
)


def places_named(text: str) -> tuple[str, ...]:
    """Places in the order named, short form ("南通"), each once."""
    return tuple(dict.fromkeys(PLACE.findall(text)))
