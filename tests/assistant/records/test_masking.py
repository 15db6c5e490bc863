"""What identifies somebody is put out of a text; what policies are made of stays."""

from __future__ import annotations

import pytest

from assistant.records.masking import masked

PUT_OUT = [
    ("我是11010519491231002X，能申请吗", "我是〔身份证号〕，能申请吗"),
    ("身份证110105 19491231 002x", "身份证〔身份证号〕"),
    ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证〔身份证号〕"),
    ("打我手机13912345678或+86 139-1234-5678", "打我手机〔手机号〕或〔手机号〕"),
    ("手机139\u200b1234\u200b5678", "手机〔手机号〕"),
    ("座机0515-88191234转8001，(010)66554433", "座机〔电话〕，〔电话〕"),
    ("联系电话：88191234。", "联系电话：〔电话〕。"),
    ("发到zhang.san+1@mail.example.com.cn吧", "发到〔邮箱〕吧"),
    ("发到ｚｓ＠ｅｘａｍｐｌｅ．ｃｎ", "发到〔邮箱〕"),
    ("我司91320900ma1abcde55能报吗", "我司〔统一社会信用代码〕能报吗"),
    ("代码91350100M000100Y43能报吗", "代码〔统一社会信用代码〕能报吗"),
    ("打到6222021234567890128", "打到〔银行卡号〕"),
    ("打到4111 1111 1111 1111", "打到〔银行卡号〕"),
    ("打到4111111111111111", "打到〔银行卡号〕"),
]

STAYS = [
    "年内新增高新技术企业300家，技术合同成交额突破350亿元",
    "国科发火〔2016〕32号第十一条",
    "财税〔2018〕76号、工信部企业〔2022〕63号和苏政办发〔2021〕1234号",
    "2023年10月16日到2024-12-31，20231016发的",
    "索引号11320900014354918R/2023-24714是哪份文件",
    "打12345或400热线",
    "产值13800000000元，即138.00000000亿",
    "研发费用占比3.1415926535897932",
    "2021 2022 2023 2024四年各多少",
    "编号110105194912310021",  # no check digit fits
    "代码91350100M000100Y44",
    "第4111111111111112号",
    "金额13912345678.50元",
    "同比增长10.5%，1/3重大项目，3~5家",
]


@pytest.mark.parametrize(("text", "kept"), PUT_OUT)
def test_what_identifies_somebody_is_put_out(text: str, kept: str):
    assert masked(text) == kept


@pytest.mark.parametrize("text", STAYS)
def test_figures_dates_and_document_numbers_stay(text: str):
    assert masked(text) == text


def test_a_long_text_costs_little():
    assert masked("1" * 5000 + "a" * 5000 + " 1" * 2500) is not None
