"""Chinese wording of the demonstration data; every report is marked as one."""

from __future__ import annotations

from ordos_geo.wording.reporting import DEMO

DEMO_MARK = f"【{DEMO}】"
DEMO_DONE = {
    "not_begun": "正在研究，尚未启动。",
    "preparing": "已制定工作方案，正在办理前期手续。",
    "under_way": "按计划推进，本月召开协调会并落实到责任科室。",
    "mostly_done": "主要工作已完成，正在收尾和资料归档。",
    "completed": "已全部完成，转入日常工作。",
}
DEMO_STALLED = "本月无新的进展。"
DEMO_PROBLEMS = (
    "前期手续办理时间较长。",
    "配套资金尚未到位。",
    "合作方方案尚待确认。",
    "用地指标需要协调。",
)
DEMO_NEEDS = (
    "请市级有关部门协调加快审批。",
    "请市财政部门支持落实资金。",
    "请市商务局协助对接合作方。",
    "请市自然资源部门支持用地指标。",
)
DEMO_RETURN = "请补充具体进展和数据。"
DEMO_FILE = "演示照片.png"
