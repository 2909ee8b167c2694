"""Chinese wording of the monthly dispatch that is no label of a code list and no fault."""

from __future__ import annotations

MONTH = "{year}年{month}月"
DEMO = "演示数据"
LIGHT_SHAPES = {"green": "●", "yellow": "▲", "red": "■", "pending": "○"}
REPORT_FIELDS = {
    "percent": "进度（%）",
    "milestone": "节点",
    "done": "完成情况",
    "problem": "存在问题",
    "need": "需协调事项",
    "figures": "目标数值",
    "evidence": "佐证材料",
    "reason": "理由",
}
