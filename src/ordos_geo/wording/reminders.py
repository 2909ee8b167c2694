"""Chinese wording of the reminders of the monthly reporting."""

from __future__ import annotations

from ordos_geo.wording.general import CLAUSE, UNITS
from ordos_geo.wording.reporting import RETURN_REASON, STATE, TASK, TASK_ID

SENDER = "鄂尔多斯市商务局"

REMINDER_TITLE = "关于报送{month}区域合作工作进展情况的提醒"
REMINDER_OPENING = (
    "按照《{plan}》按月统筹调度要求，请贵单位于{due}前报送{month}工作进展情况。"
    "截至{today}，尚有以下{count}项未报送："
)
REMINDER_OVERDUE_OPENING = (
    "按照《{plan}》按月统筹调度要求，{month}工作进展情况应于{due}前报送。"
    "截至{today}，贵单位尚有以下{count}项未报送："
)
REMINDER_CLOSING = "烦请尽快填报，如有困难请及时与我们联系。感谢支持！"

SUPERVISION_TITLE = "关于报送{month}区域合作工作进展情况的督办通知"
SUPERVISION_OPENING = (
    "按照《{plan}》按月统筹调度要求，{month}工作进展情况应于{due}前报送。"
    "截至{today}，贵单位尚有以下{count}项未报送，其中{repeated}项已连续两个月及以上未报送："
)
SUPERVISION_CLOSING = (
    "现予督办。请明确专人负责，抓紧补充报送，并说明连续未报送的原因。感谢理解与支持！"
)

ADDRESS = "{unit}："
ITEM = "{number}. {clause}{task}（{state}）"
ITEM_RETURNED = "{number}. {clause}{task}（{state}：{reason}）"
ITEM_REPEATED = "{number}. {clause}{task}（{state}，已连续{months}个月未报送）"
INDENT = "　　"
LETTER_BREAK = "\n────────────\n\n"

REMINDER_KINDS = {False: "提醒", True: "督办"}
REMINDER_SHEET = "未报送清单"
REMINDER_COLUMNS = {
    "kind": "类别",
    "unit": UNITS,
    "task_id": TASK_ID,
    "clause": CLAUSE,
    "task": TASK,
    "state": STATE,
    "reason": RETURN_REASON,
    "months": "连续未报送（月）",
    "due": "截止日期",
}
EVENT_TITLE = "报送{month}区域合作工作进展情况（{count}项）"
EVENT_SUMMARY = "{unit}：{title}"
CALENDAR_NAME = "区域合作月度调度"
