"""Every form's sample renders, in embedded Chinese type, with the strip the platform owes to every paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.rendering.forms_catalogue import FORMS
from app.rendering.samples import SAMPLES
from app.rendering.shapes import SHAPES
from tests.support.printed import fonts_of, page_count, pages_of, sample_bytes, text_of

PAGES = {
    "D01": 1, "D05": 2, "D06": 1, "D07": 1, "D10": 3, "D11": 3, "D12": 1, "D12:returned": 1, "D13": 1,
    "D13:refused": 1, "D14": 1, "D15": 3, "D16": 3, "D17": 1, "D19": 2, "D21": 2, "D22": 8, "D23": 2, "D24": 8,
    "D24:permitted": 9, "D24:shared": 8, "D26": 1,
    "D27": 1, "D28": 2, "D30": 4, "D31": 3, "D32": 1, "D33": 1, "D35": 4, "D35:not_accept": 3, "D35:reject": 4,
    "D37": 2, "D40": 2, "D41": 1, "D42": 4, "D43": 1, "D48": 1, "D49": 1,
}  # fmt: skip

FACTS = {
    "D01": ["事件登记表", "FS-20250618-0007", "7K3M-9QX2-VB4T", "受理回执", "房山区虚构康颐养老院门前", "32人"],
    "D05": ["不收取任何费用", "第二十三条", "第二十四条", "三十日内共同", "第一百一十五条", "劳动人事争议仲裁委员会"],
    "D06": ["调解意愿征询/同意书", "☑同意☐不同意", "☑不公开", "第十七条", "丁某和"],
    "D07": ["送达地址确认书", "视为送达之日", "第九十条", "☑同意"],
    "D10": ["推选代表人证明书", "第五十六条", "第七条", "姜某月", "签名册"],
    "D11": ["房综治派〔2025〕第0123号", "主办", "2025年6月19日18时00分前签收", "抄送"],
    "D12": ["派遣单签收回执", "房综治派〔2025〕第0123号", "2025年6月18日9时25分"],
    "D12:returned": ["派遣单退回单", "R1非本单位法定职责", "建议承办单位", "住房和城乡建设委员会"],
    "D13": ["派遣单退回裁定单", "☑同意退回☐不同意退回", "房综治派〔2025〕第0127号"],
    "D13:refused": ["☐同意退回☑不同意退回", "连续计算"],
    "D14": ["吹哨报到单", "房综治哨〔2025〕第0003号", "紧急", "逾期到场", "不能到场", "2025年6月18日9时20分"],
    "D15": ["会商纪要", "房综治会〔2025〕第0002号", "未到会", "列席提供意见", "2025年6月23日", "更正为白某"],
    "D16": ["房综治督〔2025〕第0012号", "黄色督办", "督办反馈单", "不涉及对当事人实体权利"],
    "D17": ["督办反馈单", "AB岗"],
    "D19": ["人民调解记录", "☑有待继续调解", "无争议事实", "不得在其后的仲裁、诉讼中作为对其不利的证据"],
    "D21": ["房法指〔2025〕第0045号", "不代表裁判结果", "不加盖人民法院印章", "第五百四十六条第一款", "☑采纳"],
    "D22": ["265,779.31", "261,305.75", "拖欠", "21.75", "5月：3,600－2×3,600÷21.75", "人社核查员"],
    "D23": ["人民调解协议书", "第四条", "贰万柒仟陆佰元整", "申请人周某禾（签名）"],
    "D24": [
        "（2025）房劳人调字第0031号",
        "人民币贰拾陆万壹仟叁佰零伍元柒角伍分",
        "261,305.75",
        "代付北京虚构洁安物业服务有限公司拖欠工资（2025年4-5月）",
        "第十五条",
        "110199198604101064",
        "0000000000000004",
    ],
    "D24:permitted": ["准许定稿说明", "W06", "没有本人认可的记录", "通话记录在卷", "2025年6月22日", "准许即失效"],
    "D24:shared": ["【遮盖副本】", "****1064", "****0004"],
    "D26": ["第五百四十六条", "0000000000009001", "送达记录", "EMS"],
    "D27": ["没有抗辩", "没有可以抵销的债权", "第四十九条"],
    "D28": ["代付款指令", "261,305.75", "人民币贰拾陆万壹仟叁佰零伍元柒角伍分", "不得经由用人单位"],
    "D30": ["司法确认申请书", "此致", "第二百零五条", "2025年7月23日", "申请人名单"],
    "D31": ["承诺书", "没有恶意串通、规避法律", "给他人造成损害"],
    "D32": ["主持调解证明", "没有收取任何费用", "备案"],
    "D33": ["司法确认材料清单", "第三百五十四条", "未见原件"],
    "D35": ["民事裁定书", "（2025）京0111诉前调确12号", "第二百零六条", "调解协议有效", "不具有法律效力"],
    "D35:not_accept": ["第三百五十五条第一款第（二）项", "本院不予受理"],
    "D35:reject": ["第三百五十八条第（五）项", "驳回申请人", "也可以向人民法院提起诉讼"],
    "D37": ["终止调解告知书", "第二十六条", "2026年5月18日", "劳动仲裁"],
    "D40": ["人民调解回访记录", "满意31人，一般1人", "2025-06-3013:00"],
    "D41": ["自动履行证明书", "房综治履〔2025〕第0005号", "工资及考勤核查表（近12个月）第3版", "未签订调解协议"],
    "D42": ["调解卷宗", "卷内目录", "卷宗情况说明", "卷宗封底", "保管期限", "96页"],
    "D43": ["结案报告表", "综治中心意见", "261,305.75元"],
    "D48": ["风险预警单", "合计各组按上限计入，权重表2025.1版", "橙色（58分）", "扬言堵门，民警已劝阻", "与110对接"],
    "D49": ["领导包案表", "邵某明", "2025年6月18日至2025年7月18日", "当日未记", "包案领导签名"],
}


def test_every_form_of_the_catalogue_has_a_shape_and_a_sample() -> None:
    sampled = {key.partition(":")[0] for key in SAMPLES}
    assert set(FORMS) == set(SHAPES) == sampled


def test_every_sample_has_its_pages_and_facts_pinned() -> None:
    assert set(PAGES) == set(FACTS) == set(SAMPLES)


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_the_sample_prints_its_facts_on_the_expected_pages(key: str, tmp_path: Path) -> None:
    pdf = sample_bytes(key)
    text = text_of(pdf, tmp_path)
    assert [fact for fact in FACTS[key] if fact not in text] == []
    assert page_count(pdf) == PAGES[key]


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_the_sample_embeds_a_chinese_font_and_nothing_is_left_unembedded(key: str, tmp_path: Path) -> None:
    fonts = fonts_of(sample_bytes(key), tmp_path)
    assert any("Noto" in line and ("CJK" in line or "SC" in line) for line in fonts)
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_every_page_carries_number_version_code_hash_moment_page_and_mark(key: str, tmp_path: Path) -> None:
    pages = pages_of(sample_bytes(key), tmp_path, "-layout").split("\f")[:-1]
    total = len(pages)
    for number, page in enumerate(pages, start=1):
        text = "".join(page.split())
        assert f"编号{SAMPLES[key]['number']}".replace(" ", "") in text
        assert "第1版" in text
        assert "验证码0000-0000-0000" in text
        assert "/v/000000000000" in text
        assert "SHA-256" in text
        assert "生成20" in text
        assert f"第{number}页" in text
        assert f"共{total}页" in text
        assert "示" in text
        assert "例" in text
