"""Which places a text names, and which documents speak for them."""

import pytest

from corpus.divisions import place_of, place_spoken_of, places_in, without_origins
from corpus.document import Source


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("衢州今年要新增多少家高企", ["衢州市"]),
        ("我们是湖州的企业", ["湖州市"]),
        ("盐城市大丰区的补贴", ["大丰区"]),
        ("广西有什么政策", ["广西壮族自治区"]),
        ("延边的企业", ["延边朝鲜族自治州"]),
        ("内蒙古和宁夏", ["内蒙古自治区", "宁夏回族自治区"]),
        ("朝阳产业大同小异", []),
        ("研发费用占比", []),
        ("我在东莞上班", ["东莞市"]),
        ("老城区的真金白银", []),
    ],
)
def test_places_are_named_in_full_or_short(text, names):
    assert [place.name for place in places_in(text)] == names


def test_rules_reach_the_places_below_and_not_their_neighbours():
    (jiangsu,), (yancheng,), (nantong,) = map(places_in, ("江苏省", "盐城", "南通"))
    assert jiangsu.reaches(yancheng)
    assert not yancheng.reaches(jiangsu)
    assert yancheng.related(jiangsu)
    assert not yancheng.related(nantong)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"region": "国家", "title": "南京市办法"}, "国家"),
        ({"title": "南京市科技创新券办法"}, "南京市"),
        ({"title": "科技创新券办法", "issuer": "南京市科技局"}, "南京市"),
        ({"title": "某办法", "formal_title": "济南市民政局关于印发某办法的通知"}, "济南市"),
        ({"title": "某办法", "issuer": "财政部、国家税务总局"}, "国家"),
        ({"title": "某办法", "issuer": "市委宣传部"}, None),
        ({"title": "某办法", "index_number": "11320900014354918R/2023-24714"}, "盐城市"),
        ({"title": "某办法", "index_number": "11440106007508528C/2024-00031"}, "天河区"),
        ({"title": "某办法", "index_number": "11440000014000000X/2023-00001"}, "广东省"),
        ({"title": "某办法", "index_number": "11100000000013338W/2023-00001"}, "国家"),
        ({"title": "某办法"}, None),
    ],
)
def test_a_document_speaks_for_the_place_of_its_card_titles_issuer_or_index_number(given, name):
    place = place_of(Source(**{"id": "x", **given}))
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("江苏省", "省级"),
        ("重庆市", "省级"),
        ("盐城市", "市级"),
        ("天河区", "区级"),
        ("睢宁县", "县级"),
    ],
)
def test_a_place_has_its_level(text, level):
    assert places_in(text)[0].level == level


@pytest.mark.parametrize(
    ("text", "issuer", "name"),
    [
        ("南京市居民到南京市玄武区窗口办理，见南京市官网。江苏省内通用。", "市民政局", "南京市"),
        ("江苏省、江苏省、江苏省；本市居民到南京窗口，南京官网，南京热线。", "", "南京市"),
        ("玄武区窗口、玄武区官网、玄武区热线，南京市", "区住建局", "玄武区"),
        ("南京市居民到南京市窗口办理，见南京市官网。", "", None),  # nowhere its own
        ("本市居民见南京官网。", "", None),  # seldom named
        ("本市与南京、南京、南京、苏州、无锡合作。", "", None),  # with its neighbours
        ("市场主体：南京、南京、南京。", "", None),
    ],
)
def test_a_text_that_names_no_issuer_is_of_the_place_that_it_speaks_of_as_its_own(
    text, issuer, name
):
    place = place_spoken_of(text, issuer)
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我是湖南户口，在东莞上班", ["东莞市"]),
        ("香港籍小孩在广州上学", ["广州市"]),
        ("广州人才公寓", ["广州市"]),
        ("南京人民政府", ["南京市"]),
    ],
)
def test_where_somebody_comes_from_is_told_apart(text, left):
    assert [place.name for place in places_in(without_origins(text))] == left
