"""Words and patterns the rules look for in what people typed. These lists are data about Chinese, not screen text."""

from __future__ import annotations

import re

STATUS_RELATION = (
    re.compile(r"离婚|解除婚姻|婚姻(?:关系)?(?:无效|有效)|确认.{0,6}亲子|解除收养|收养关系(?:成立|有效|无效)"),
)
PROPERTY_TITLE = (re.compile(r"归.{1,12}所有|确认.{0,8}(?:所有权|使用权|产权|承包经营权|著作权|专利权|商标权)|过户"),)
CRIME_WAIVER = (re.compile(r"放弃.{0,6}(?:刑事|追究|报案|举报|控告)|不(?:得|再).{0,4}(?:报案|举报|控告)"),)
SUIT_WAIVER = (re.compile(r"不(?:得|再).{0,4}(?:信访|上访|起诉|仲裁|诉讼)|放弃.{0,6}(?:信访|起诉|仲裁|诉讼)"),)
STATUTORY_WAIVER = (
    re.compile(
        r"(?:放弃|不要求|免除|不再主张|不得主张).{0,10}(?:社会保险|社保|五险|养老保险|工伤|最低工资|加班费|经济补偿|赔偿金)"
    ),
    re.compile(r"(?:不|无需|免于)(?:为.{0,6})?缴纳.{0,4}(?:社会保险|社保)"),
)
UNLAWFUL_SUBJECT = (
    re.compile(r"赌债|赌资|代孕|分手费|青春损失费|毒品|高利贷|枪支|买卖人口"),
    re.compile(r"违(?:法|章)建(?:筑|设).{0,8}(?:出售|买卖|转让)|宅基地.{0,10}(?:出售|买卖|转让)"),
)
LABOUR_MIXED = (re.compile(r"(?:解除|终止).{0,4}劳动(?:关系|合同)|工龄|补缴|社会保险|社保|离职证明|档案转移|经济补偿"),)
DEBT_TRANSFER = (
    re.compile(r"债务(?:全部|整体)?转移"),
    re.compile(r"由.{1,16}(?:承担|负责(?:清偿|偿还|支付)).{0,30}(?:不再|免除|无需|不)(?:承担|负|支付|清偿)"),
    re.compile(r"(?:不再|免除|无需)(?:承担|负|支付|清偿).{0,30}由.{1,16}(?:承担|负责(?:清偿|偿还|支付))"),
)
HOLES = (re.compile(r"_{2,}|＿{2,}|×{2,}|[XＸ]{2,}(?![0-9A-Z])|\(\s*\)年|示例|样本|此处填写|待定|待填"),)

_UNIT_BEFORE = r"(?<=[0-9０-９元天日月年周万千百十人平米个])"
VAGUE = (
    ("尽快", re.compile(r"尽快")),
    ("尽早", re.compile(r"尽早")),
    ("适当", re.compile(r"(?<!不)适当(?!履行)")),
    ("酌情", re.compile(r"酌情")),
    ("视情况", re.compile(r"视情况|视情")),
    ("有钱时", re.compile(r"有钱(?:时|了|再|的时候)")),
    ("经济好转", re.compile(r"经济(?:状况|条件|情况)?好转")),
    ("协商解决", re.compile(r"协商解决(?!不成|不了)")),
    ("另行协商", re.compile(r"另行(?:协商|商定|约定)")),
    ("大约", re.compile(r"大约|大概")),
    ("左右", re.compile(_UNIT_BEFORE + r"左右")),
    ("上下", re.compile(_UNIT_BEFORE + r"上下|上下浮动")),
    ("若干", re.compile(r"若干(?!规定|意见|问题)")),
    ("等", re.compile(r"(?<![平同对相不均高中初何此某])等(?:费用|款项|损失|事项|材料|物品|工作)?(?=[。；;，,）)]|$)")),
    ("有关费用", re.compile(r"(?:有关|相关)费用")),
    ("合理费用", re.compile(r"合理(?:的)?费用")),
    ("必要时", re.compile(r"必要时")),
    ("原则上", re.compile(r"原则上")),
)
_TITLE = re.compile(r"《[^》]*》")
PLATE = re.compile(r"[京津冀晋内辽吉黑沪浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·•]?[A-Z0-9]{5,6}")
PLACES = (
    ("车辆", re.compile(r"车辆|汽车|轿车|货车"), PLATE),
    ("房屋", re.compile(r"房屋|住房|商铺"), re.compile(r"[0-9０-９一二三四五六七八九十]+(?:号|室|单元|栋|幢)")),
    ("地块", re.compile(r"地块|宗地|承包地"), re.compile(r"[0-9０-９]+(?:号|亩)|四至")),
)
FIGURE_WITH_CAPITALS = re.compile(
    r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]{1,2})?)元.{0,6}?(?P<capitals>人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+)"
)


def first_match(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    """The first words in the text that one of the patterns finds."""
    for pattern in patterns:
        found = pattern.search(text)
        if found:
            return found.group(0)
    return None


def vague_words(text: str) -> tuple[str, ...]:
    """Vague words in the text, titles of laws left out; 平等 and 适当履行 are not vague."""
    plain = _TITLE.sub("", text)
    return tuple(word for word, pattern in VAGUE if pattern.search(plain))
