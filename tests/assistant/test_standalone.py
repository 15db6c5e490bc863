"""What is shown of a follow-up reads as a question of its own."""

from __future__ import annotations

import pytest

from assistant.answer import Turn


@pytest.mark.parametrize(
    ("asked", "replied", "question", "shown"),
    [
        ("今年要新增多少家高企", "300家", "科小呢", "今年要新增多少家科小？"),
        ("高企证书管几年", "三年", "小巨人的呢？", "小巨人证书管几年？"),
        ("科技副总要招多少", "200名", "他们的人事关系放哪儿", "科技副总的人事关系放哪儿？"),
        ("基础研究今年立多少项", "50项", "这个由谁负责？", "基础研究由谁负责？"),
        ("今年要新增多少家高企", "300家", "每家奖多少钱", "关于高企：每家奖多少钱？"),
        (
            "苏科贷小企业最多贷多少",
            "300万元",
            "还清以后第二笔呢",
            "苏科贷小企业最多贷多少，还清以后第二笔呢？",
        ),
        (
            "省级以上孵化器今年争创几个",
            "3个以上",
            "搞错了，我问的是市级离岸的",
            "省级以上孵化器今年争创几个，市级离岸的呢？",
        ),
        (
            "提到哪些园区",
            "提到大丰国家农业科技园区和响水国家农业科技园区。",
            "第二个今年要过什么关？",
            "响水国家农业科技园区今年要过什么关？",
        ),
        (
            "院士工作站今年新建几个？",
            "1家",
            "换个话题，众创空间的场地要多少平方米？",
            "众创空间的场地要多少平方米？",
        ),
        ("高企认定条件有哪些", "略", "中午食堂吃什么", "中午食堂吃什么"),
    ],
)
def test_a_follow_up_is_shown_in_words_of_its_own(shipped, asked, replied, question, shown):
    assert shipped.ask(question, [Turn(asked, replied)]).standalone == shown
