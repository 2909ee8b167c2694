"""Chinese wording of the monthly reporting that is no label of a code list and no fault."""

from __future__ import annotations

from ordos_geo.wording.general import CLAUSE, UNITS

DEMO = "演示数据"
DEMO_TITLE = "【{demo}】{title}"
TASK = "任务"
TASK_ID = "任务编号"
STATE = "本月状态"
STATUS_TITLE = "灯号"
PROGRESS_TITLE = "进度"
RETURN_REASON = "退回理由"
CORRECTION_REASON = "更正理由"
STATUS = "{shape} {label}"
STATUS_SHAPES = {"green": "●", "yellow": "▲", "red": "■", "pending": "◇"}
STATUS_MAP_TITLE = "鄂尔多斯市区域合作{month}进展图"
STATUS_MAP_CHANGED = "只列与{month}相比灯色变化、新开工和完成的对象"
TARGET_FIGURES = "目标数值"
REPORT_FIELDS = {
    "percent": "进度（%）",
    "milestone": "节点",
    "done": "完成情况",
    "problem": "存在问题",
    "need": "需协调事项",
    "figures": TARGET_FIGURES,
    "evidence": "佐证材料",
    "reason": "理由",
}
STATUS_RULES = {
    "missing": "关闭时未报送且尚未补报（草稿、退回未改视为未报）：红灯",
    "pending": "本月调度未关闭，尚未提交：待报",
    "behind": "未达到调度部门确定的当月进度或目标数值：红灯",
    "handed_in_late": "上月未报、本月才报，或关闭后补报：黄灯",
    "stalled": "连续两个月没有进展（进度、节点没有提高，目标数值没有变化，且未完成）：黄灯",
    "on_course": "其余情况：绿灯",
}
"""The rules of `rules.status`, in their order, as people read them beside the status."""
STATUS_REASONS = {
    "missing": "{month}关闭时未报送",
    "pending": "{month}尚未提交",
    "returned": "已退回，待修改后重新提交",
    "behind_percent": "{month}应达 {value:g}%，实报 {reached}",
    "behind_figure": "{month}目标数值应为 {value:g}，实报 {reached}",
    "handed_in_late": "{month}未按时报送，已补报",
    "stalled": "{month}以来没有进展",
    "on_course": "按时报送，进度正常",
}
NOT_STATED = "未填"
PERCENT = "{percent}%"
PROGRESS = "{percent} {milestone}"
WORK_CHANGES = {
    "started": "新开工",
    "finished": "完成",
    "advanced": "有进展",
    "unchanged": "无变化",
    "fell_back": "有倒退",
    "first_reported": "首次报送",
    "unreported": "未报送",
    "added": "新增任务",
    "dropped": "不再调度",
}
STATUS_CHANGES = {
    "lagging": "新转滞后",
    "still_lagging": "仍然滞后",
    "attention": "转为关注",
    "recovered": "恢复正常",
    "steady": "",
}
CHANGE_COLUMNS = {
    "clause": CLAUSE,
    "task": TASK,
    "unit": UNITS,
    "progress_before": f"{{month}}{PROGRESS_TITLE}",
    "progress_after": f"{{month}}{PROGRESS_TITLE}",
    "work": "工作变化",
    "status_before": f"{{month}}{STATUS_TITLE}",
    "status_after": f"{{month}}{STATUS_TITLE}",
    "status": f"{STATUS_TITLE}变化",
    "reason": f"{STATUS_TITLE}理由",
}
CHANGE_COUNT = "{label} {count} 项"
CHANGE_WORK = "{later}与{earlier}相比，{counts}。"
CHANGE_STATUSES = (
    "其中滞后 {lagging} 项（新转滞后 {new} 项），{counts}；共 {total} 项，按任务和单位计。"
)
