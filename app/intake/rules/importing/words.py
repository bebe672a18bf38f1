"""The words under which ledgers and work orders keep what we store, and how they say where a matter stands."""

from __future__ import annotations

#: The column a returned file has at its end; the second name where the list has a column 原因 of its own.
RETURNED = ("原因", "导入未成原因")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "left_out": ("序号", "行号", "No", "NO."),
    "outside_number": (
        "工单编号", "工单号", "案件编号", "案号", "事项编号", "台账编号", "登记编号", "登记号", "受理编号", "编号",
        "纠纷编号", "外部编号", "警情编号", "信访编号",
    ),
    "title": ("标题", "事项名称", "纠纷名称", "案件名称", "工单标题", "主题", "事件名称", "名称", "案由简述"),
    "summary": (
        "经过", "内容", "工单内容", "诉求内容", "反映内容", "简要案情", "案情简介", "纠纷情况", "纠纷简要情况", "主要内容",
        "事件描述", "情况描述", "问题描述", "基本情况", "主要事实", "事由", "纠纷事由", "来电内容", "案情", "案情摘要", "简要情况",
        "情况说明", "纠纷内容", "纠纷经过", "事项内容", "事件经过", "矛盾纠纷情况",
    ),
    "demand": ("诉求", "主要诉求", "请求", "申请事项", "当事人诉求"),
    "occurred_at": (
        "发生时间", "发生日期", "受理时间", "受理日期", "来电时间", "来电日期", "登记时间", "登记日期", "反映时间", "反映日期",
        "接报时间", "来访时间", "来访日期", "日期", "时间", "创建时间", "派单时间",
    ),
    "place": ("地点", "发生地点", "事发地点", "地址", "发生地", "事发地址", "问题地址", "纠纷发生地", "详细地址"),
    "region_code": ("街道乡镇", "所属街道", "所属乡镇", "属地", "街道", "乡镇", "镇街", "区划代码", "行政区划", "所属区域"),
    "type_hint": ("类型", "纠纷类型", "纠纷类别", "类别", "问题类型", "工单类型", "案件类型", "诉求类型", "事件类型", "案由"),
    "amount": ("金额", "涉及金额", "涉案金额", "标的", "标的额", "涉及金额元", "金额元", "纠纷金额"),
    "involved_count": ("人数", "涉及人数", "涉事人数", "参与人数"),
    "involved_units": ("涉及单位", "涉事单位", "被反映单位", "责任单位"),
    "applicant_name": (
        "申请人", "申请人姓名", "来电人", "来电人姓名", "来访人", "来访人姓名", "反映人", "诉求人", "诉求人姓名", "当事人",
        "当事人姓名", "甲方", "姓名", "投诉人", "报案人", "联系人", "当事人甲", "当事人一", "信访人",
    ),
    "applicant_id_number": (
        "身份证号", "身份证号码", "证件号码", "证件号", "申请人身份证号", "申请人身份证", "申请人证件号", "当事人身份证号",
        "来访人身份证号", "甲方身份证号", "当事人证件号码",
    ),
    "applicant_phone": (
        "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "来电号码", "来电电话", "申请人电话", "申请人联系电话",
        "当事人电话", "甲方电话", "诉求人电话", "来访人电话",
    ),
    "applicant_address": ("住址", "家庭住址", "申请人住址", "申请人地址", "现住址", "甲方住址"),
    "respondent_name": (
        "被申请人", "被申请人姓名", "对方", "对方当事人", "对方姓名", "乙方", "被反映人", "被投诉人", "被诉人", "当事人乙",
        "当事人二", "被投诉单位", "被申请人名称",
    ),
    "respondent_id_number": ("被申请人身份证号", "被申请人身份证", "被申请人证件号", "对方身份证号", "乙方身份证号"),
    "respondent_phone": ("被申请人电话", "被申请人联系电话", "对方电话", "对方联系电话", "乙方电话", "对方联系方式"),
    "respondent_address": ("被申请人住址", "被申请人地址", "对方住址", "乙方住址"),
    "third_party_name": ("第三人", "第三人姓名"),
    "standing": ("状态", "办理状态", "办理情况", "处理状态", "工单状态", "是否办结", "是否结案", "办结情况", "案件状态"),
    "result": ("结果", "办理结果", "处理结果", "调解结果", "化解结果", "处理情况", "回复内容", "处理意见"),
    "closed_on": ("办结时间", "办结日期", "结案时间", "结案日期", "完成时间", "化解时间", "调解成功时间"),
}  # fmt: skip

#: How a list says that a matter is over; compared without blanks.
FINISHED = frozenset(
    {
        "是", "已办结", "办结", "已结案", "结案", "已化解", "化解", "已归档", "归档", "已完成", "完成", "已办理", "已解决",
        "已处理", "调解成功", "调解不成功", "调解不成", "已调解", "成功", "已回复", "已终结", "终结", "撤诉", "已撤回",
    }
)  # fmt: skip
UNFINISHED = frozenset(
    {
        "否", "未办结", "办理中", "处理中", "在办", "正在办理", "未结案", "未化解", "待办", "待办理", "调解中", "未处理", "受理",
        "已受理", "待处理", "已派单", "未完成", "跟进中", "正在调解",
    }
)  # fmt: skip

#: Shorter or older names of kinds of dispute.
TYPES: dict[str, str] = {
    "婚姻家庭": "marriage_family", "婚姻": "marriage_family", "家庭": "marriage_family", "邻里": "neighbor",
    "房屋宅基地": "house_homestead", "房屋": "house_homestead", "宅基地": "house_homestead", "合同": "contract",
    "生产经营": "production_operation", "经济": "contract", "债务": "contract", "民间借贷": "contract", "借贷": "contract",
    "损害赔偿": "damage_compensation", "赔偿": "damage_compensation", "山林土地": "forest_land", "土地": "forest_land",
    "征地拆迁": "expropriation", "拆迁": "expropriation", "环境污染": "environment", "环境": "environment",
    "欠薪": "migrant_wage", "拖欠工资": "migrant_wage", "拖欠农民工工资": "migrant_wage", "农民工工资": "migrant_wage",
    "劳动": "other_labor", "劳动争议": "other_labor", "劳资": "other_labor", "其他劳动": "other_labor", "旅游": "tourism",
    "电子商务": "e_commerce", "消费": "consumer_other", "其他消费": "consumer_other", "医疗": "medical", "医患": "medical",
    "交通事故": "traffic", "道路交通事故": "traffic", "道路交通": "traffic", "交通": "traffic", "物业": "property_mgmt",
    "物业管理": "property_mgmt", "其他": "other",
}  # fmt: skip

#: In a party's name these tell an organisation from a person.
ORGANISATION_ENDS = (
    "公司", "厂", "店", "局", "所", "院", "校", "委员会", "村委会", "居委会", "合作社", "集团", "中心", "医院", "学校", "银行",
    "部", "办事处", "政府", "幼儿园", "物业", "超市", "饭店", "宾馆", "站", "队", "协会", "经营部", "工作室", "支行", "分公司",
)  # fmt: skip

#: What stands in a cell instead of nothing.
NOTHING = frozenset({"无", "/", "-", "—", "——", "不详", "未知", "暂无", "N/A", "n/a", "#N/A"})

#: What parts several people in one cell.
BETWEEN_NAMES = "、；;，,\n/"

#: The signs that part what is kept, under its head, in the facts.
COLON, STOP = "：", "。"
YUAN = "元"
DISPUTE = "纠纷"

#: A number, a day, an identity number: what stands in a row and not above it.
DATA = r"[0-9]{1,4}([-./年][0-9]{1,2}([-./月][0-9]{1,2}日?)?)?|[0-9]+(\.[0-9]+)?|[0-9]{15,17}[0-9Xx]"

#: How lists of claimants head their columns, by the field of a party.
ROSTER_HEADS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "申请人", "申请人姓名", "劳动者", "劳动者姓名"),
    "id_number": ("身份证号", "身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"),
    "phone": ("手机", "手机号", "手机号码", "电话", "联系电话", "联系方式"),
    "occupation": ("职业", "工种", "岗位"),
    "side": ("哪一方", "班组", "分组", "所属班组"),
    "address": ("住址", "地址", "户籍地址", "联系地址"),
}
