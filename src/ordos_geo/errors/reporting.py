"""Faults of the monthly reporting: rounds, reports, evidence, store, workbooks, mail."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class ReportingFault(FaultKind):
    """A round or a report of the monthly reporting cannot be used in that way."""

    MONTH_INVALID = (
        "'{value}' is not a month; write year and month as in 2025-04",
        "“{value}”不是有效月份；请按 2025-04 的格式填写年月",
    )
    ROUND_UNKNOWN = (
        "no round was opened for {month}; open it first, or choose another month",
        "{month} 尚未开启调度；请先开启，或选择其他月份",
    )
    ROUND_EXISTS = (
        "the round of {month} was opened before; reopen it if it is closed",
        "{month} 的调度已开启过；如已关闭，请重新开启",
    )
    ROUND_NOT_OPEN = (
        "the round of {month} is closed and takes no reports; ask a dispatcher to reopen it",
        "{month} 的调度已关闭，不再接收报告；请联系调度员重新开启",
    )
    ROUND_NOT_CLOSED = (
        "the round of {month} is open already",
        "{month} 的调度正在进行，无需重新开启",
    )
    ROUND_FUTURE = (
        "{month} is in the future; today only rounds up to {limit} can be opened",
        "{month} 尚未到来；目前最多只能开启到 {limit}",
    )
    ROUND_DUE_EARLY = (
        "reports of {month} cannot be due on {value}, before the month begins",
        "{month} 的报送截止日期不能早于当月（填写的是 {value}）",
    )
    DUTIES_MISSING = (
        "nobody owes a report in {month}; a round needs at least one task with a unit",
        "{month} 没有任何填报任务；至少要有一项任务和一个责任单位",
    )
    DUTY_UNKNOWN = (
        "{duty}: this task and unit owe no report in {month}; correct the ids",
        "{duty}：{month} 没有该任务和单位的填报任务；请更正编号",
    )
    REPORT_NOT_ALLOWED = (
        "account '{account}' may not report for '{unit}'; sign in with an account of that unit",
        "账号“{account}”不能填报 {unit} 的内容；请使用该单位的账号登录",
    )
    DISPATCHER_ONLY = (
        "account '{account}' may not do this; only a dispatcher may",
        "账号“{account}”没有此权限；只有调度员可以办理",
    )
    REASON_MISSING = (
        "{subject}: the reason is missing; say why",
        "{subject}：未写明理由；请填写理由",
    )
    STATE_CHANGE_INVALID = (
        "{duty}: a report that is {state} cannot become {value}",
        "{duty}：报告当前状态为 {state}，不能变为 {value}",
    )
    REPORT_CONFLICT = (
        "{duty}: the report of {month} was saved as version {version} by '{account}' meanwhile; "
        "compare both texts and save again",
        "{duty}：{month} 的报告已被“{account}”保存为第 {version} 版；请对照两份内容后重新保存",
    )
    REPORT_REPEATED = (
        "{duty}: the report is there more than once; keep one of them",
        "{duty}：同一报告重复出现；请只保留一份",
    )
    PERCENT_INVALID = (
        "{duty}: the percentage is {value}; it must be a whole number from 0 to 100",
        "{duty}：进度为 {value}；应为 0 至 100 的整数",
    )
    PROGRESS_MISSING = (
        "{duty}: say how far the work is, by a percentage or a milestone",
        "{duty}：未填写进度；请填写百分比或选择节点",
    )
    PROGRESS_CONTRADICTORY = (
        "{duty}: {percent}% and the milestone '{milestone}' contradict each other; correct one",
        "{duty}：进度 {percent}% 与节点 {milestone} 互相矛盾；请更正其一",
    )
    TEXT_MISSING = (
        "{duty}: '{field_en}' is empty; fill it in before submitting",
        "{duty}：“{field_zh}”为空；提交前请填写",
    )
    TEXT_TOO_LONG = (
        "{duty}: '{field_en}' has {size} characters, more than {limit}; shorten it",
        "{duty}：“{field_zh}”共 {size} 字，超过 {limit} 字；请缩短",
    )
    TEXT_UNPRINTABLE = (
        "{duty}: '{field_en}' holds characters that cannot be stored; remove them",
        "{duty}：“{field_zh}”含有无法保存的字符；请删除",
    )
    FIGURE_UNKNOWN = (
        "{duty}: '{target}' is no target of this task; correct the id",
        "{duty}：“{target}”不是该任务的目标；请更正编号",
    )
    FIGURE_INVALID = (
        "{duty}: the figure of '{target}' is {value}; it must be a number, given once",
        "{duty}：目标“{target}”的数值为 {value}；应为数字，且只填一次",
    )


class EvidenceFault(FaultKind):
    """A file that supports a report is not taken."""

    TOO_LARGE = (
        "the file '{name}' has {size_mb:.1f} MB, more than {limit_mb:.0f} MB; make it smaller",
        "文件“{name}”大小为 {size_mb:.1f} MB，超过 {limit_mb:.0f} MB；请压缩后再上传",
    )
    TYPE = (
        "the file '{name}' is none of {types}, by its name or by its content; convert it",
        "文件“{name}”的扩展名或内容不属于 {types}；请转换格式后再上传",
    )
    TOO_MANY = (
        "{duty}: {size} files are attached, more than {limit}; remove some",
        "{duty}：附件共 {size} 个，超过 {limit} 个；请删减",
    )
    UNKNOWN = (
        "{duty}: the attached file '{name}' is not in the store; upload it again",
        "{duty}：附件“{name}”未保存成功；请重新上传",
    )


class StoreFault(FaultKind):
    """The store of the monthly reporting, or a backup of it, cannot be used."""

    DATABASE_UNUSABLE = (
        "the store of the monthly reporting cannot be used: {reason}; "
        "check ORDOS_GEO_DATABASE_URL and that the folder can be written",
        "月度调度数据库无法使用：{reason}；请检查 ORDOS_GEO_DATABASE_URL 设置和目录写权限",
    )
    NOT_EMPTY = (
        "the store is not empty; back it up, and restore with --replace to give up what it holds",
        "数据库中已有内容；请先备份，确认放弃现有内容后加 --replace 恢复",
    )
    BACKUP_UNWRITABLE = (
        "the backup '{path}' cannot be written ({reason}); choose another place",
        "备份文件“{path}”无法写入（{reason}）；请换一个位置",
    )
    BACKUP_UNUSABLE = (
        "the backup '{path}' is damaged or no backup: {reason}; nothing was restored",
        "备份文件“{path}”已损坏或不是备份：{reason}；未作任何恢复",
    )


class WorkbookFault(FaultKind):
    """A workbook that a unit filled in cannot be taken over."""

    EMPTY = (
        "{value} owes no report in {month}, so there is no sheet to fill in",
        "{value} {month}没有填报任务，无需填报表",
    )
    TOO_LARGE = (
        "the workbook {reason_en}; upload the sheet as it was downloaded, only filled in",
        "填报表{reason_zh}；请上传原样下载、只作填写的填报表",
    )
    UNREADABLE = (
        "the workbook cannot be read: {reason_en}; save it as .xlsx without a password",
        "填报表无法读取：{reason_zh}；请另存为不加密的 .xlsx 文件",
    )
    FOREIGN = (
        "this is no sheet of this store, or its hidden parts were changed; download it again",
        "这不是从本系统下载的填报表，或表中的隐藏标识已被改动；请重新下载填写",
    )
    OTHER = (
        "this is the sheet of {found}, but {expected} is to be filled in; choose the right one",
        "这是 {found} 的填报表，当前应上传 {expected} 的填报表；请选择对应的文件",
    )
    HEADING = (
        "heading {number} is '{value}', expected '{column}'; download the sheet again",
        "第 {number} 列的表头是“{value}”，应为“{column}”；请重新下载填写",
    )
    TASK_UNKNOWN = (
        "'{value}' is no task of this sheet; restore the id, or download the sheet again",
        "任务编号“{value}”不在本表的任务中；请恢复原编号或重新下载",
    )
    TASK_REPEATED = (
        "'{value}' is in row {first} already; keep one of the rows",
        "“{value}”与第 {first} 行重复；请只保留一行",
    )
    TASK_MISSING = (
        "the row of '{value}' is missing; restore it, or download the sheet again",
        "缺少任务“{value}”所在的行；请恢复该行或重新下载",
    )
    FORMULA = (
        "'{column}' holds a formula or an error value; write the text or the number itself",
        "“{column}”中是公式或错误值；请直接填写文字或数字",
    )
    NUMBER = (
        "'{column}' is '{value}', which is no number; write digits without a unit",
        "“{column}”的值“{value}”不是数字；请只填数字，不带单位",
    )
    PERCENT = (
        "'{column}' is '{value}'; write a whole number from 0 to 100",
        "“{column}”的值为“{value}”；请填 0 至 100 的整数",
    )
    CHOICE = (
        "'{column}' is '{value}'; choose one of: {choices}",
        "“{column}”的值“{value}”不在可选项中；请选择：{choices}",
    )
    ACTION_MISSING = (
        "'{column}' is empty; choose one of: {choices}",
        "已填写内容但“{column}”为空；请选择：{choices}",
    )


class MailFault(FaultKind):
    """A reminder cannot be sent by mail."""

    OFF = (
        "no mail server is set; set ORDOS_GEO_SMTP_URL, or leave --send out",
        "未设置邮件服务器；请设置 ORDOS_GEO_SMTP_URL，或不使用邮件发送",
    )
    DEMO = (
        "reminders of demonstration data are not sent; use the real store",
        "演示数据的提醒不能发送；请使用正式数据",
    )
    ADDRESS = (
        "'{value}' is no mail address; correct it in data/recipients.csv",
        "“{value}”不是邮箱地址；请在 data/recipients.csv 中更正",
    )
    ADDRESS_MISSING = (
        "there is no mail address of '{value}'; add it to data/recipients.csv",
        "{value}没有邮箱地址；请在 data/recipients.csv 中补充",
    )
    SERVER = (
        "the mail server {value} cannot be used: {reason}; check ORDOS_GEO_SMTP_URL",
        "邮件服务器 {value} 无法使用：{reason}；请检查 ORDOS_GEO_SMTP_URL 设置",
    )
    REFUSED = (
        "the mail server did not take the mail to {value}: {reason}; check the address",
        "邮件服务器未接收发往 {value} 的邮件：{reason}；请核对邮箱地址",
    )


class ReportingError(OrdosGeoError):
    """A round, a report or the store of the monthly reporting cannot be used in that way."""
