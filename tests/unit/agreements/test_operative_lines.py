"""What a ruling repeats of an agreement: its articles, not its head, signature lines and annex."""

from __future__ import annotations

from app.agreements.rules.wording import operative_lines

TEXT = """调解协议书
编号：（2026）房调字第0001号
申请人：赵某甲
经调解，各方自愿达成如下协议：
第一条　付款
被申请人于2026年12月1日前支付1200元。
附件：一、明细表
申请人（签名、盖章或者按指印）：
附件一　明细表
"""


def test_only_the_articles_are_repeated() -> None:
    assert operative_lines(TEXT) == ["第一条　付款", "被申请人于2026年12月1日前支付1200元。"]


def test_without_an_enclosure_the_signature_lines_end_them() -> None:
    text = TEXT.replace("附件：一、明细表\n", "")
    assert operative_lines(text)[-1] == "被申请人于2026年12月1日前支付1200元。"


def test_a_text_of_another_shape_is_repeated_whole() -> None:
    assert operative_lines("一、付款\n二、修复") == ["一、付款", "二、修复"]
