"""The kind of dispute, the source and how a text says it; silent where the words point to several kinds alike."""

from __future__ import annotations

import re

from app.intake.rules.pasting.parts import Found, Reading
from app.intake.types import DisputeType, Source

T = DisputeType
#: Words of each kind; a word counts once, a strong word three times.
_STRONG: dict[DisputeType, str] = {
    T.MIGRANT_WAGE: r"农民工工资|(?:工地|民工|农民工|包工头|木工|钢筋工|瓦工|泥工|施工队|班组)",
    T.OTHER_LABOR: r"工伤|尘肺|职业病|井下作业|劳动仲裁|劳动合同|加班费|经济补偿金|被?辞退|社保",
    T.MARRIAGE_FAMILY: r"离婚|彩礼|赡养|抚养|家暴|分家|遗产|继承|婆媳|前妻|前夫",
    T.TRAFFIC: r"交通事故|追尾|撞一起|相撞|剐蹭|刮蹭|撞了|被撞|撞伤|撞到|车祸|全责|肇事|闯红灯|车损",
    T.MEDICAL: r"误诊|病历|入院|医疗事故|医疗纠纷|拔牙|术后|医院存在过错|医疗损害",
    T.PROPERTY_MGMT: r"物业费|物业(?:公司|服务)|物业不|物业乱|停水停电|停电梯|公共收益|电梯停|催缴",
    T.EXPROPRIATION: r"拆迁|征地|征收|安置房|回迁",
    T.FOREST_LAND: r"承包(?:地|合同)|分地|确权|那块地|田界|地界|林地|山林|砍伐|自留地|责任田|田埂|土地承包|流转",
    T.ENVIRONMENT: r"油烟|粪水|粉尘|污水|废气|排放|污染|臭味|异味|氨味|黑水|噪声污染|渣土车|施工噪[音声]|夜间施工",
    T.TOURISM: r"旅行社|旅游|导游|行程|团费|景区",
    T.E_COMMERCE: r"网购|网店|直播间|淘宝|网上买|下单|快递(?!柜|员)",
    T.CONSUMER_OTHER: r"健身卡|会员卡|预付卡|充值|美容|办卡|办了张|消费维权|退卡|假货|过期|修车花|修坏|退费|报的班|培训班|退住|套餐价|维权|维修(?=空调|冰箱|电视|手机)|保质期|二手车|退一赔|商家不予|课时|课程费",
    T.HOUSE_HOMESTEAD: r"宅基地|租房|租的房|房东|房租|(?<!医院)押金|房产证|产权证|办证|房屋买卖|承租|租客|老宅|院墙",
    T.NEIGHBOR: r"邻里|楼上|楼下(?!水道)|邻居|漏水|渗水|滴水(?!檐)|外机|水管破裂|通行|消防通道|滴水檐|采光|噪[音声]|扰民|通道|楼道|相邻",
    T.DAMAGE_COMPENSATION: r"打架|打起来|打了|互殴|殴打|被?打伤|咬伤|狗咬|抓伤|炸伤|砸伤|砸坏|烫伤|轻微伤|摔伤|受伤",
    T.CONTRACT: r"借条|借给|借款|欠条|货款|(?<!有)(?<!劳动)合同|定金|违约|民间借贷|合伙|尾款|贷款|运费|运输费|赊购|借了|供货|工程款",
}
#: A cause tells more than its consequence: what was damaged weighs least.
_POINTS = {T.NEIGHBOR: 2, T.CONTRACT: 2, T.DAMAGE_COMPENSATION: 1}
#: Words that only lean towards a kind.
_WEAK = {
    T.PROPERTY_MGMT: "物业",
    T.MEDICAL: "手术|诊所|医院",
    T.NEIGHBOR: "隔壁",
    T.CONSUMER_OTHER: "商家|退款|退钱|月子中心|修了.次",
}
_WAGES = re.compile(r"工资|薪|劳务费|血汗钱|工钱")
_SOURCES: tuple[tuple[Source, str], ...] = (
    (Source.HOTLINE_12345, r"12345|工单|热线"),
    (Source.COURT_REFERRAL, r"委派(?:调解|贵中心)|委托调解|我院(?:受理|立案)|委派调解函"),
    (Source.PETITION_OFFICE, r"信访(?:人|编号|事项|件|登记|转)"),
    (Source.POLICE_110, r"110指令|接警|警情|报警人|接报警|出警|接110|接到.{0,40}报警|我所接|110接"),
    (Source.GRID_WORKER, r"网格员(?:上?报|巡|发现|反映)|网格(?:巡查|上报)"),
    (Source.PHONE, r"来电|电话记录|电话登记|致电|打来|打电话|电话里|电话反映"),
    (Source.WALK_IN, r"来访(?!登记)|到中心反映|当面反映|到(?:我)?窗口"),
)


def read_dispute_type(reading: Reading) -> Found | None:
    """The kind whose words weigh most; None without words or when two kinds weigh the same."""
    weights = {kind: _weight(reading, kind) for kind in _STRONG}
    best = sorted(weights, key=lambda kind: -weights[kind])
    if not weights[best[0]] or weights[best[0]] == weights[best[1]]:
        return None
    match = (
        re.search(_STRONG[best[0]], reading.text)
        or _WAGES.search(reading.text)
        or re.search(_WEAK.get(best[0], "$^"), reading.text)
    )
    return reading.found(best[0].value, *match.span()) if match else None


def _weight(reading: Reading, kind: DisputeType) -> int:
    words = set(re.findall(_STRONG[kind], reading.text))
    weak = len(set(re.findall(_WEAK[kind], reading.text))) if kind in _WEAK else 0
    wages = bool(_WAGES.search(reading.text))
    if not words and kind not in (T.MIGRANT_WAGE, T.OTHER_LABOR, T.PROPERTY_MGMT):
        return 0
    if kind is T.MIGRANT_WAGE:
        return (7 + len(words)) if wages and words else 0
    if kind is T.OTHER_LABOR:
        return len(words) * 3 + (6 if re.search("工资|薪", reading.text) else 0)
    return len(words) * _POINTS.get(kind, 3) + weak


def read_source(reading: Reading) -> Found | None:
    """How the text came, where its own words tell: a work order, a police note, a referral, a call."""
    for source, words in _SOURCES:
        match = re.search(words, reading.text)
        if match:
            return reading.found(source.value, *match.span())
    return None
