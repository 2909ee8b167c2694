"""Chinese wording of the pages of the monthly reporting and of signing in."""

from __future__ import annotations

from ordos_geo.wording.general import ALL, CLAUSE, DIMENSIONS, REGISTER_TEXT, UNITS
from ordos_geo.wording.reporting import (
    CORRECTION_REASON,
    DEMO,
    NOT_STATED,
    PROGRESS_TITLE,
    RETURN_REASON,
    STATUS_TITLE,
    TASK,
)

PAGE_ROUNDS = "月度调度"
PAGE_REPORT = "填报"
PAGE_PROGRESS = "进展"
SECTIONS = {
    "maps": "地图",
    "plan": "方案",
    "meeting": "会议",
    "output": "输出",
    "dispatch": "调度",
}

SIGN_IN = "登录"
SIGN_OUT = "退出登录"
SIGN_IN_NAME = "账号"
SIGN_IN_PASSWORD = "密码"  # noqa: S105 - the label of the field
SIGN_IN_ORGANISATION = "用单位统一身份登录"
SIGN_IN_HINT = "账号由调度部门管理员开通。登录后 12 小时内有效；关闭或刷新本页面后需重新登录。"
SIGN_IN_UNLINKED = "您的统一身份（{name}）尚未关联账号，请联系调度部门管理员。"
SIGN_IN_TO_READ = "本系统需要登录后查看。"
SIGN_IN_TO_REPORT = "填报需要登录。请用本单位的填报账号登录。"
SIGNED_IN_AS = "{account} · {role}"
SIGNED_IN_UNIT = "所属单位：{unit}"
VIEWER_CANNOT_REPORT = "您的账号只能查看，不能填报。各单位报送情况见“月度调度”页。"

DEMO_BANNER = f"{DEMO}：本库全部内容为演示而编造，不代表任何单位的实际进展，不得引用或对外提供。"
DEMO_FILE = f"{DEMO}_"
MONTH_CHOICE = "月份"
NO_ROUNDS = (
    "还没有开启过任何月份的调度。市商务局调度员点右上角“登录”后在本页开启；"
    "账户由管理员建立，见使用说明“月度调度”。"
)
NO_ROUNDS_DISPATCHER = "还没有开启过任何月份的调度。请点“调度管理”开启第一个月。"
ROUND_STATUS_OPEN = "报送截止 {due}"
ROUND_STATUS_CLOSED = "{closed} 关闭"
ALL_UNITS = ALL + UNITS
UNIT_BACK = "全部单位"
FILTERS = {"sector": DIMENSIONS["sector"], "state": "状态", "light": STATUS_TITLE}

FIGURES = {
    "owed": "应报",
    "handed_in": "已报",
    "submitted": "待审",
    "returned": "退回",
    "approved": "已审核",
    "late": "逾期",
}
FIGURE_NOTES = {
    "owed": "任务×责任单位",
    "handed_in": "已提交和已审核",
    "submitted": "已提交，待审核",
    "returned": "待单位修改",
    "approved": "只对本月有效",
    "late": "关闭时未报",
}
HANDED_IN_LATE_NOTE = "其中 {count} 项已补报"
HANDED_IN_PCT = "报送率 {percent}%"
FILTERED_NOTE = "按筛选统计：{shown} / {total} 项"

RULES_TITLE = "灯号规则"
RULES_HINT = "自上而下，符合第一条即定。灯号由程序按规则判定，不能手工改。"
UNIT_LIST_HINT = "点一个单位，查看它的逐项报告。"
UNIT_LIST_COLUMNS = {
    "unit": UNITS,
    "owed": FIGURES["owed"],
    "late": FIGURES["late"],
    "handed_in_pct": "报送率",
}
UNIT_LIST_STATES = "报送状态"
UNIT_LIST_STATUSES = STATUS_TITLE
UNIT_LIST_TOTAL = "合计"
UNIT_LIST_EMPTY = "没有符合条件的报告。请放宽筛选。"

DUTY_COLUMNS = {
    "clause": CLAUSE,
    "task": TASK,
    "unit": UNITS,
    "state": FILTERS["state"],
    "status": STATUS_TITLE,
    "progress": PROGRESS_TITLE,
    "previous": "上月",
}
DUTY_HINT = "点一项任务，查看报告全文。"

REPORT_NONE = "本月尚未填写。"
REPORT_SAVED = "第 {version} 版 · {account} · {time}"
REPORT_PROGRESS = PROGRESS_TITLE
REPORT_QUOTE = REGISTER_TEXT
REPORT_RETURNED = RETURN_REASON
REPORT_CORRECTED = CORRECTION_REASON
LAST_MONTH = "上月报告（{month}）"
LAST_MONTH_HINT = "仅供参考，不计入本月。"
LAST_MONTH_NONE = "上月没有已报送的报告。"
LAST_MONTH_COPY = "套用上月文字"
NOT_FILLED = NOT_STATED

APPROVE = "审核通过"
APPROVE_ALL = "待审 {count} 项全部通过"
APPROVE_ALL_CONFIRM = "将通过 {unit} 待审的 {count} 项报告。请确认已逐项看过。"
RETURN = "退回修改"
RETURN_REASON_HINT = f"{RETURN_REASON}（单位会看到）"
CONFIRM = "确认"

MANAGE = "调度管理"
OPEN_ROUND = "开启一个月"
OPEN_MONTH = "月份（如 2025-04）"
OPEN_DUE = "报送截止日期"
OPEN_NOTE = (
    "开启后，{duties} 份应报报告（{tasks} 项任务、{units} 个单位）和进度要求 {expected} 条"
    "固定到该月，以后修改登记表不影响已开启的月份。"
)
OPEN_UNOWED = "另有 {count} 项任务的责任单位方案未列明成员，无人填报。"
CLOSE_ROUND = "关闭本月"
CLOSE_NOTE = "关闭后不再接收报告；未报送的 {missing} 项记为逾期，亮红灯。"
REOPEN_ROUND = "重新开启"
REOPEN_NOTE = "重新开启后报送的记为补报，亮黄灯。"
REOPEN_REASON = "重新开启的理由"
ROUND_EVENTS = "本月记录"
ROUND_EVENT_LABELS = {"opened": "开启", "closed": "关闭", "reopened": REOPEN_ROUND}
ROUND_EVENT = "{time} {account} {event}，报送截止 {due}"
ROUND_EVENT_CLOSED = "{time} {account} {event}"
BACKUP_HINT = "备份：关闭每月调度后，请管理员在服务器上运行"
BACKUP_COMMAND = ".venv/bin/python -m ordos_geo store backup --out 备份.zip"

VIEWS = {"board": "报送情况", "reminders": "催报提醒"}
REMINDERS_NONE = "没有需要提醒的单位：全部已报送，或本月调度已关闭。"
REMINDERS_COUNT = (
    "{units} 个单位尚有 {count} 项未报送，其中 {escalated} 个单位连续两个月以上，文稿为督办。"
)
REMINDERS_ALL = "全部 {count} 个单位"
REMINDERS_UNIT = "{unit}（{count} 项）"
REMINDERS_UNIT_ESCALATED = "{unit}（{count} 项，督办）"
REMINDERS_WHOM = "提醒对象"
COPY_TEXT = "复制全文"
COPIED = "已复制"
COPY_FAILED = "未能复制，请手工选择"
REMINDERS_XLSX = "下载清单 XLSX"
REMINDERS_ICS = "下载日历 ICS"
REMINDERS_SEND = "发送邮件"
REMINDERS_SEND_NOTE = "将按 data/recipients.csv 的地址发出 {count} 封邮件。"
REMINDERS_SENT = "已发出 {count} 封邮件。"
REMINDER_FILE = "{month}催报提醒"

SAVED_DRAFT = "草稿已保存。"
SUBMITTED = "已提交，等待审核。"
APPROVED = "已通过 {count} 项。"
RETURNED = "已退回，单位可以修改后重新提交。"
OPENED = "{month}调度已开启。"
CLOSED = "{month}调度已关闭。"
REOPENED = "{month}调度已重新开启。"
SIGNED_OUT_MEANWHILE = "登录已过期，请重新登录；已填写的内容保留在本页面。"

REPORT_FOR = "填报单位"
REPORT_ON_BEHALF = "您正以调度员身份代 {unit} 填报，系统将记录您的账号。"
REPORT_CLOSED = (
    "{month}调度已关闭，不再接收报告，以下内容只供查看。如需补报，请联系调度员重新开启。"
)
REPORT_NOT_OWED = "{month} {unit} 没有填报任务。"
REPORT_LEFT = "已报 {done} / {total} 项"
REPORT_HINTS = {
    "percent": "0 至 100 的整数，与节点至少填一项",
    "milestone": "与百分比至少填一项",
    "done": "本月做了什么，有什么可核实的结果（提交时必填）",
    "problem": "没有可不填",
    "need": "需要哪个部门协调什么，没有可不填",
    "reason": "更正已提交的内容，须写明理由",
    "evidence": "每个不超过 {limit_mb:.0f} MB，最多 {most} 个：{types}",
}
FIGURE_LABEL = "{name}（{unit}，方案：{words}）"
EVIDENCE_REMOVE = "移除 {name}"
EVIDENCE_FILE = "{name}（{size}）"
CHOOSE_FILE = "选择文件"
FILE_REFUSED = "未接收：类型或大小不符合要求"
SAVE_DRAFT = "保存草稿"
SUBMIT = "提交"
SUBMIT_CORRECTION = "提交更正"
APPROVED_NOTE = "本项已审核通过。如需更正，请写明理由后重新提交，届时需再次审核。"
SUBMITTED_NOTE = "本项已提交，待审核。审核前可以更正，须写明理由。"
MILESTONE_CHOOSE = "请选择"
CONFLICT_TITLE = "他人已先保存，您的内容未写入，也没有丢失"
CONFLICT_TEXT = (
    "您填写期间，“{account}”于 {time} 保存了第 {version} 版。请对照下面两份内容，选择一种处理方式。"
)
CONFLICT_MINE = "您填写的内容"
CONFLICT_THEIRS = "已保存的第 {version} 版"
CONFLICT_KEEP_MINE = "以我填写的为准，继续编辑"
CONFLICT_TAKE_THEIRS = "放弃我的，采用已保存的"
UNSAVED = "有未保存的修改"

WORKBOOK = "离线填报（Excel）"
WORKBOOK_DOWNLOAD = "下载填报表"
WORKBOOK_UPLOAD = "上传填好的填报表"
WORKBOOK_HINT = "下载本单位本月的填报表，离线填写后在此上传；先显示核对清单，确认后才写入。"
WORKBOOK_FAULTS = "填报表有 {count} 处问题，未写入任何内容。改正后重新上传："
WORKBOOK_DIFF = "以下 {count} 项将被修改，请核对："
WORKBOOK_NO_CHANGE = "填报表与系统中的内容相同，没有需要写入的修改。"
WORKBOOK_COLUMNS = {
    "row": "行",
    "task": TASK,
    "field": "栏目",
    "before": "原内容",
    "after": "新内容",
}
WORKBOOK_CONFLICT = (
    "有 {count} 项在下载填报表之后已被他人保存（下面标出）。"
    "请重新下载填报表，把您的内容填入后再上传。"
)
WORKBOOK_COMMIT = "核对无误，写入 {count} 项"
WORKBOOK_DONE = "已写入 {count} 项。"

PROGRESS_MONTHS = MONTH_CHOICE
PROGRESS_SINCE = "与哪个月比较"
PROGRESS_ONE_ROUND = "只开启过一个月，暂不能比较。"
CHANGE_KIND = "变化"
PROGRESS_CHANGED = "变化类别"
PROGRESS_WITH = "与{month}比较"
MAP_ONLY_CHANGED = "只看较{month}有变化的"
MAP_HINT = "颜色取相关任务中最需关注的一项；点地图上的对象，查看它的任务。"
MAP_TASK = "{shape} {status}　{task}"
PROGRESS_VIEWS = {
    "map": SECTIONS["maps"],
    "change": CHANGE_KIND,
    "tasks": "按任务",
    "units": "按单位",
}
PROGRESS_FIRST = "共 {total} 项，下表为前 {shown} 项；请用上面的筛选缩小范围，下载的文件包含全部。"
PROGRESS_DOWNLOAD = "下载变化表 XLSX"
PROGRESS_FILE = "{later}与{earlier}对比"
PROGRESS_HINT = "点一行，查看该任务的全部历史。"
TIMELINE_TITLE = "历史"
TIMELINE_EMPTY = "这项任务还没有任何报告。"
TIMELINE_EVENT = {
    "draft": SAVE_DRAFT,
    "submitted": SUBMIT,
    "returned": FIGURES["returned"],
    "approved": APPROVE,
}
TIMELINE_REASON = "理由：{reason}"
