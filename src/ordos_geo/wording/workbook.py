"""Chinese wording of the workbook that a unit fills in offline."""

from __future__ import annotations

from ordos_geo.wording.general import CLAUSE, QUOTE
from ordos_geo.wording.reporting import (
    CORRECTION_REASON,
    REPORT_FIELDS,
    STATE,
    TARGET_FIGURES,
    TASK,
    TASK_ID,
)

REPORT_SHEET = "填报"
FIGURE_SHEET = TARGET_FIGURES
HELP_SHEET = "填写说明"

FILE_NAME = "{month} {unit} 填报表.xlsx"
TITLE = "{month} {unit} 填报表（{due}前报送）"

REPORT_COLUMNS = {
    "number": "序号",
    "task_id": TASK_ID,
    "clause": CLAUSE,
    "task": TASK,
    "quote": QUOTE,
    "last_state": "上次状态",
    "last_progress": "上次进度",
    "last_done": "上次完成情况",
    "state": STATE,
    "percent": REPORT_FIELDS["percent"],
    "milestone": REPORT_FIELDS["milestone"],
    "done": REPORT_FIELDS["done"],
    "problem": REPORT_FIELDS["problem"],
    "need": REPORT_FIELDS["need"],
    "reason": CORRECTION_REASON,
    "action": "处理",
}
FIGURE_COLUMNS = {
    "task_id": TASK_ID,
    "task": TASK,
    "target_id": "目标编号",
    "target": "目标",
    "last_value": "上次数值",
    "unit": "单位",
    "value": "本月数值",
}
STATE_RETURNED = "{state}：{reason}"

HELP = (
    "1. 在“{report_sheet}”表的蓝底单元格中填写；其他单元格已锁定，请勿增删行列、改表名。",
    "2. “{percent}”填 0 至 100 的整数，“{milestone}”从下拉列表中选，两项至少填一项；"
    "百分比为 100 时，“{milestone}”应为“{completed}”。",
    "3. “{action}”从下拉列表中选：“{draft}”只保存，“{submitted}”即报送。填写了内容的行必须选择。",
    "4. 已报送的内容如需更正，直接修改并写明“{reason}”。",
    "5. 任务有数字目标的，在“{figure_sheet}”表中填截至目前达到的数值，不带单位。",
    "6. 请填写文字和数字，不要使用公式；佐证材料请在系统中上传。",
    "7. 填好后在系统中上传本文件。上传后先显示核对清单，确认后才保存；没有改动的行不受影响。",
    "8. 本表只用于标题所示的月份和单位，其他月份请重新下载。",
)
INPUT_PERCENT = "请填 0 至 100 的整数"
INPUT_CHOICE = "请从列表中选择"
INPUT_NUMBER = "请填数字，不带单位"
INPUT_TEXT = "不超过 {limit} 字"
INPUT_TITLE = "填写有误"
