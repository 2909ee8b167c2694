"""Every error the project raises, and the words for every fault, in English and in Chinese.

A fault is one thing wrong in one place: it names the file, the row and the fix. A check collects
faults and raises one error that lists them all. The command line prints `english()`, the
interface shows `chinese()`; nobody sees a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

_NO_DETAILS: Mapping[str, object] = MappingProxyType({})


class FaultKind(Enum):
    """What can be wrong. Value: (English, Chinese) templates, filled from `Fault.details`."""

    # settings
    PROJECT_FOLDER_UNKNOWN = (
        "the project folder is not known: the package does not run from a checkout; "
        "set ORDOS_GEO_ROOT to the folder that holds app.py, pages/, geo/ and data/",
        "找不到项目目录：程序不是从源码目录运行；"
        "请将 ORDOS_GEO_ROOT 设为含有 app.py、pages/、geo/ 和 data/ 的目录",
    )
    # files and tables
    FILE_MISSING = (
        "the file does not exist; {fix_en}",
        "文件不存在；{fix_zh}",
    )
    FILE_UNREADABLE = (
        "the file cannot be read as {format}: {reason}; restore it from version control",
        "文件无法按 {format} 读取：{reason}；请从版本库恢复",
    )
    FILE_CHANGED = (
        "sha256 is {found}, but {registry} records {expected}; "
        "rebuild with `python -m ordos_geo geodata build`, or restore the file",
        "文件校验值为 {found}，与 {registry} 中登记的 {expected} 不符；请重新生成或恢复该文件",
    )
    COLUMN_MISSING = (
        "column '{column}' is missing; add it (the columns are {columns})",
        "缺少“{column}”列；请补上（应有列：{columns}）",
    )
    COLUMN_UNKNOWN = (
        "column '{column}' is not part of this table; remove it (the columns are {columns})",
        "多出“{column}”列；请删除（应有列：{columns}）",
    )
    COLUMN_REPEATED = (
        "column '{column}' occurs more than once; keep one of them",
        "“{column}”列重复出现；请只保留一列",
    )
    VALUE_MISSING = (
        "'{column}' is empty; fill it in",
        "“{column}”为空；请填写",
    )
    VALUE_INVALID = (
        "'{column}' is '{value}', which is not valid: {rule}",
        "“{column}”的值“{value}”不符合要求：{rule}",
    )
    CODE_UNKNOWN = (
        "'{column}' is '{value}', which is not a code of {vocabulary}; use one of: {codes}",
        "“{column}”的值“{value}”不在代码表 {vocabulary} 中；可用代码：{codes}",
    )
    CODE_MISSING = (
        "code '{value}' is missing, which the program relies on; restore its row",
        "缺少程序需要的代码“{value}”；请恢复该行",
    )
    SYMBOL_UNUSED = (
        "'symbol' is '{value}', but nothing on the map is drawn by this code; "
        "leave it empty (lists with symbols: {lists})",
        "“symbol”的值“{value}”不起作用：地图不按此代码绘图；请留空（使用制图样式的代码表：{lists}）",
    )
    ID_DUPLICATE = (
        "id '{value}' occurs more than once; give every row its own id",
        "编号“{value}”重复；每行须有唯一编号",
    )
    ID_UNKNOWN = (
        "'{column}' refers to '{value}', which is not in {target}; correct it or add that row",
        "“{column}”引用的“{value}”在 {target} 中不存在；请更正或补充该行",
    )
    ROWS_UNSORTED = (
        "rows are not sorted by {column}: '{value}' comes after '{previous}'; sort the file",
        "未按 {column} 排序：“{value}”排在“{previous}”之后；请排序",
    )
    # geometry
    GEOMETRY_INVALID = (
        "geometry of '{value}' is not usable: {reason}; rebuild or correct it",
        "“{value}”的几何图形不可用：{reason}；请重新生成或更正",
    )
    GEOMETRY_TYPE = (
        "geometry of '{value}' is {found}, expected {expected}",
        "“{value}”的几何类型为 {found}，应为 {expected}",
    )
    CRS_UNEXPECTED = (
        "coordinates are in {found}, expected EPSG:4326 (lon, lat in degrees); convert them",
        "坐标系为 {found}，应为 EPSG:4326（经度、纬度，单位度）；请转换",
    )
    COVERAGE_BROKEN = (
        "neighbouring areas leave gaps or overlap at: {value}; rebuild the layer",
        "相邻区域之间存在缝隙或重叠：{value}；请重新生成该图层",
    )
    POINT_OUTSIDE = (
        "'{value}' ({lon:.4f}, {lat:.4f}) lies {distance_km:.1f} km outside {area}; "
        "correct the coordinates or the adcode",
        "“{value}”（{lon:.4f}, {lat:.4f}）不在 {area} 内，相距 {distance_km:.1f} 公里；"
        "请更正坐标或区划代码",
    )
    END_POINT_FAR = (
        "the {end} of '{value}' is {distance_km:.1f} km away from {place}; move it there",
        "“{value}”的{end}距 {place} {distance_km:.1f} 公里；请更正",
    )
    # plan text
    PLAN_SYNTAX = (
        "expected {expected_en}, found '{found}'",
        "此处应为{expected_zh}，实际为“{found}”",
    )
    PLAN_ENCODING = (
        "the text is not valid UTF-8 at byte {position}; save it as UTF-8",
        "文本第 {position} 字节处不是有效的 UTF-8 编码；请另存为 UTF-8",
    )
    PLAN_TOO_LARGE = (
        "the text has {size} characters, more than the {limit} that are read",
        "文本共 {size} 字，超过上限 {limit} 字",
    )
    PLAN_EMPTY = (
        "the text is empty; expected a plan with chapters '一、…', '二、…'",
        "文本为空；应为含有“一、……”“二、……”等章标题的方案全文",
    )
    # register
    QUOTE_NOT_IN_MEASURE = (
        "the quote of '{value}' does not occur in measure {measure}: '{quote}'; "
        "copy it character for character from the plan text",
        "“{value}”的引文在举措 {measure} 中找不到：“{quote}”；请逐字照录原文",
    )
    MEASURE_UNKNOWN = (
        "'{value}' is not a measure of the plan; measures are {first} to {last}",
        "“{value}”不是本方案的举措编号；应在 {first} 至 {last} 之间",
    )
    MEMBERS_INCONSISTENT = (
        "'{value}': {reason_en}",
        "“{value}”：{reason_zh}",
    )
    # requests from outside: URL parameters, command-line arguments
    PARAMETER_UNKNOWN = (
        "parameter '{value}' is not known and was ignored; known parameters are {known}",
        "网址参数“{value}”无法识别，已忽略；可用参数：{known}",
    )
    PARAMETER_INVALID = (
        "parameter '{parameter}' has the value '{value}', which does not exist; it was ignored",
        "网址参数“{parameter}”的值“{value}”不存在，已忽略",
    )
    QUERY_INVALID = (
        "'{column}' says '{value}', which no map page knows; "
        "copy what the address of the page shows after '?'",
        "“{column}”中的“{value}”无法识别；请从地图页面的网址中复制“?”后面的文字",
    )
    ARGUMENT_INVALID = (
        "'{parameter}' is '{value}': {reason_en}",
        "“{parameter}”的值“{value}”不可用：{reason_zh}",
    )
    # monthly dispatch
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
    EVIDENCE_TOO_LARGE = (
        "the file '{name}' has {size_mb:.1f} MB, more than {limit_mb:.0f} MB; make it smaller",
        "文件“{name}”大小为 {size_mb:.1f} MB，超过 {limit_mb:.0f} MB；请压缩后再上传",
    )
    EVIDENCE_TYPE = (
        "the file '{name}' is none of {types}, by its name or by its content; convert it",
        "文件“{name}”的扩展名或内容不属于 {types}；请转换格式后再上传",
    )
    EVIDENCE_TOO_MANY = (
        "{duty}: {size} files are attached, more than {limit}; remove some",
        "{duty}：附件共 {size} 个，超过 {limit} 个；请删减",
    )
    EVIDENCE_UNKNOWN = (
        "{duty}: the attached file '{name}' is not in the store; upload it again",
        "{duty}：附件“{name}”未保存成功；请重新上传",
    )
    DATABASE_UNUSABLE = (
        "the store of the monthly dispatch cannot be used: {reason}; "
        "check ORDOS_GEO_DATABASE_URL and that the folder can be written",
        "月度调度数据库无法使用：{reason}；请检查 ORDOS_GEO_DATABASE_URL 设置和目录写权限",
    )
    # PowerPoint templates
    TEMPLATE_TOO_LARGE = (
        "the PowerPoint template has {reason_en} that are read; "
        "take out pictures and slides that the template does not need",
        "PPT 模板{reason_zh}；请删去模板中不需要的图片和幻灯片",
    )
    TEMPLATE_LOCKED = (
        "the PowerPoint template is in the old .ppt format or protected by a password; "
        "save it as .pptx without a password",
        "PPT 模板是旧的 .ppt 格式或设有密码；请另存为不设密码的 .pptx",
    )
    TEMPLATE_MACROS = (
        "the PowerPoint template holds macros; save it as .pptx, which has none",
        "PPT 模板含有宏；请另存为不含宏的 .pptx",
    )
    TEMPLATE_FORMAT = (
        "the PowerPoint template is no .pptx presentation (nor may it be .potx or .ppsx); "
        "save it as .pptx",
        "PPT 模板不是 .pptx 演示文稿（.potx、.ppsx 也不行）；请用 PowerPoint 或 WPS 另存为 .pptx",
    )
    TEMPLATE_DAMAGED = (
        "the PowerPoint template is damaged and cannot be read; open it and save it anew",
        "PPT 模板已损坏，无法读取；请打开后重新保存",
    )
    TEMPLATE_WITHOUT_TITLE = (
        "no layout of the PowerPoint template has a title and room for a map below it; "
        "add the layout 'Title Only'",
        "PPT 模板没有“仅标题”一类的版式（有标题且标题下方可放地图）；请在母版中添加",
    )
    # atlases
    ATLAS_EMPTY = (
        "no page has anything to show under these filters; widen them or the choice of pages",
        "当前筛选下没有任何一页有对象；请放宽筛选或页面选择",
    )
    ATLAS_PAGE_UNKNOWN = (
        "'{value}' is no page of this atlas; pages are: {known}",
        "图集中没有“{value}”这一页；可选：{known}",
    )
    EXPORT_CANCELLED = (
        "the export was cancelled after {done} of {total} pages; no file was written",
        "导出已取消（完成 {done} / {total} 页），未生成文件",
    )
    EXPORT_WORKER_LOST = (
        "a drawing process ended unexpectedly at page '{page}'; "
        "export fewer pages at a time or with fewer dpi",
        "绘制“{page}”时绘图进程意外中止；请减少页数或降低分辨率后重试",
    )
    ATLAS_QUEUE_FULL = (
        "{count} atlases are waiting already; try again in a few minutes",
        "已有 {count} 个图集在排队；请几分钟后再试",
    )
    STORE_NOT_EMPTY = (
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
    # exports: found before the file is written, which they do not keep from being written
    GLYPH_MISSING = (
        "'{text}': no glyph for {characters}; 〓 stands in; correct the name or extend the fonts",
        "“{text}”：字体缺少字符 {characters}，以“〓”代替；请更正名称或补充字体",
    )
    LABELS_DROPPED = (
        "{count} label(s) found no place and were left out: {names}",
        "有 {count} 个注记放不下，已省略：{names}",
    )
    LABELS_OVERLAP = (
        "{count} pair(s) of labels at the edge cover each other: {names}; "
        "narrow the filters or take a larger size",
        "图边有 {count} 对注记相互重叠：{names}；请缩小筛选范围或选用更大的版面",
    )
    TEXT_CUT = (
        "'{text}' was too long for its place and was cut; shorten it",
        "“{text}”太长，已截断；请缩短文字",
    )
    LEGEND_EMPTY = (
        "the legend is empty: nothing of the selection is on the map; widen the filters",
        "图例为空：所选内容在图上没有要素；请放宽筛选",
    )
    SELECTION_EMPTY = (
        "the selection is empty: the map shows the base map only; widen the filters",
        "筛选结果为空：图上只有底图；请放宽筛选",
    )
    SOURCE_MISSING = (
        "the source line is empty; a map must say where its data come from",
        "缺少资料来源；地图须注明数据来源",
    )
    # accounts and signing in
    ACCOUNT_NAME_INVALID = (
        "'{value}' cannot be an account's name; "
        "use 1 to 40 letters, digits, or characters of . @ _ - that begin with a letter or digit",
        "“{value}”不能作账号名；请用 1 至 40 个汉字、字母、数字或 . @ _ -，以汉字、字母或数字开头",
    )
    ACCOUNT_EXISTS = (
        "the account '{value}' exists already; choose another name",
        "账号“{value}”已存在；请换一个账号名",
    )
    ACCOUNT_UNKNOWN = (
        "there is no account '{value}'; `python -m ordos_geo account list` lists them",
        "没有账号“{value}”；请用 python -m ordos_geo account list 查看全部账号",
    )
    ACCOUNT_DISABLED = (
        "the account '{value}' is disabled; enable it, or use another one",
        "账号“{value}”已停用；请先启用，或使用其他账号",
    )
    ACCOUNT_UNIT = (
        "an account of the role '{value}': a unit_reporter needs a unit, other roles take none",
        "角色为“{value}”：填报员（unit_reporter）须指定单位，其他角色不指定单位",
    )
    PASSWORD_WEAK = (
        "the password cannot be used: {reason_en}",
        "密码不符合要求：{reason_zh}",
    )
    LINK_INVALID = (
        "a link needs an issuer, one of the claims {claims}, and its value",
        "关联须写明签发方、字段（{claims}）及其取值",
    )
    LINK_EXISTS = (
        "the identity '{value}' is linked to the account '{account}' already; unlink that first",
        "身份“{value}”已关联账号“{account}”；请先解除关联",
    )
    SIGN_IN_NEEDED = (
        "nobody is signed in, or the session has ended; sign in and try again",
        "尚未登录，或登录已过期；请重新登录后再试，已填写的内容不会丢失",
    )
    SIGN_IN_REFUSED = (
        "name or password is wrong, or the account is disabled",
        "账号或密码不正确，或账号已停用",
    )
    SIGN_IN_LOCKED = (
        "too many wrong passwords; try again in {minutes} minutes",
        "密码错误次数过多，请 {minutes} 分钟后再试",
    )
    # workbooks that units fill in
    SHEET_EMPTY = (
        "{value} owes no report in {month}, so there is no sheet to fill in",
        "{value} {month}没有填报任务，无需填报表",
    )
    SHEET_TOO_LARGE = (
        "the workbook {reason_en}; upload the sheet as it was downloaded, only filled in",
        "填报表{reason_zh}；请上传原样下载、只作填写的填报表",
    )
    SHEET_UNREADABLE = (
        "the workbook cannot be read: {reason_en}; save it as .xlsx without a password",
        "填报表无法读取：{reason_zh}；请另存为不加密的 .xlsx 文件",
    )
    SHEET_FOREIGN = (
        "this is no sheet of this store, or its hidden parts were changed; download it again",
        "这不是从本系统下载的填报表，或表中的隐藏标识已被改动；请重新下载填写",
    )
    SHEET_OTHER = (
        "this is the sheet of {found}, but {expected} is to be filled in; choose the right one",
        "这是 {found} 的填报表，当前应上传 {expected} 的填报表；请选择对应的文件",
    )
    SHEET_HEADING = (
        "heading {number} is '{value}', expected '{column}'; download the sheet again",
        "第 {number} 列的表头是“{value}”，应为“{column}”；请重新下载填写",
    )
    SHEET_TASK_UNKNOWN = (
        "'{value}' is no task of this sheet; restore the id, or download the sheet again",
        "任务编号“{value}”不在本表的任务中；请恢复原编号或重新下载",
    )
    SHEET_TASK_REPEATED = (
        "'{value}' stands in row {first} already; keep one of the rows",
        "“{value}”与第 {first} 行重复；请只保留一行",
    )
    SHEET_TASK_MISSING = (
        "the row of '{value}' is missing; restore it, or download the sheet again",
        "缺少任务“{value}”所在的行；请恢复该行或重新下载",
    )
    SHEET_FORMULA = (
        "'{column}' holds a formula or an error value; write the text or the number itself",
        "“{column}”中是公式或错误值；请直接填写文字或数字",
    )
    SHEET_NUMBER = (
        "'{column}' is '{value}', which is no number; write digits without a unit",
        "“{column}”的值“{value}”不是数字；请只填数字，不带单位",
    )
    SHEET_PERCENT = (
        "'{column}' is '{value}'; write a whole number from 0 to 100",
        "“{column}”的值为“{value}”；请填 0 至 100 的整数",
    )
    SHEET_CHOICE = (
        "'{column}' is '{value}'; choose one of: {choices}",
        "“{column}”的值“{value}”不在可选项中；请选择：{choices}",
    )
    SHEET_ACTION_MISSING = (
        "'{column}' is empty; choose one of: {choices}",
        "已填写内容但“{column}”为空；请选择：{choices}",
    )
    # reminders by mail
    MAIL_OFF = (
        "no mail server is set; set ORDOS_GEO_SMTP_URL, or leave --send out",
        "未设置邮件服务器；请设置 ORDOS_GEO_SMTP_URL，或不使用邮件发送",
    )
    MAIL_DEMO = (
        "reminders of demonstration data are not sent; use the real store",
        "演示数据的提醒不能发送；请使用正式数据",
    )
    MAIL_ADDRESS = (
        "'{value}' is no mail address; correct it in data/recipients.csv",
        "“{value}”不是邮箱地址；请在 data/recipients.csv 中更正",
    )
    MAIL_ADDRESS_MISSING = (
        "there is no mail address of '{value}'; add it to data/recipients.csv",
        "{value}没有邮箱地址；请在 data/recipients.csv 中补充",
    )
    MAIL_SERVER = (
        "the mail server {value} cannot be used: {reason}; check ORDOS_GEO_SMTP_URL",
        "邮件服务器 {value} 无法使用：{reason}；请检查 ORDOS_GEO_SMTP_URL 设置",
    )
    MAIL_REFUSED = (
        "the mail server did not take the mail to {value}: {reason}; check the address",
        "邮件服务器未接收发往 {value} 的邮件：{reason}；请核对邮箱地址",
    )
    # building geo/
    PACKAGE_MISSING = (
        "{package} is not installed; install requirements-dev.txt to build the layers",
        "未安装 {package}；生成图层前请先安装 requirements-dev.txt",
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    `file` is relative to the project, `row` the line number in it (first line = 1; a CSV header
    is line 1), `details` fill the templates of `kind`.
    """

    kind: FaultKind
    file: str = ""
    row: int | None = None
    details: Mapping[str, object] = field(default_factory=lambda: _NO_DETAILS)

    def __reduce__(self) -> tuple[type[Fault], tuple[object, ...]]:
        """Faults travel between processes, which read-only details do not."""
        return type(self), (self.kind, self.file, self.row, dict(self.details))

    def english(self) -> str:
        """One line: place, problem, fix."""
        place = self.file + (f":{self.row}" if self.row is not None else "")
        text = self.kind.value[0].format_map(self.details)
        return f"{place}: {text}" if place else text

    def chinese(self) -> str:
        """One line: 位置、问题、改法."""
        place = self.file + (f" 第 {self.row} 行" if self.row is not None else "")
        text = self.kind.value[1].format_map(self.details)
        return f"{place}：{text}" if place else text


def missing_file(
    file: str,
    *,
    fix_en: str = "restore it from version control",
    fix_zh: str = "请从版本库恢复",
) -> Fault:
    """The fault of a file that does not exist; `file` is relative to the project."""
    return Fault(FaultKind.FILE_MISSING, file, details={"fix_en": fix_en, "fix_zh": fix_zh})


def unreadable_file(
    file: str, file_format: str, reason: str | Exception, *, row: int | None = None
) -> Fault:
    """The fault of a file that is not what its name says; `file` is relative to the project.

    Of an error of the operating system only its kind is told: its whole text would name folders.
    """
    text = getattr(reason, "strerror", None) or str(reason)
    return Fault(FaultKind.FILE_UNREADABLE, file, row, {"format": file_format, "reason": text})


class OrdosGeoError(Exception):
    """Base of all errors here. Carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.english())

    def __reduce__(self) -> tuple[type[OrdosGeoError], tuple[tuple[Fault, ...]]]:
        """The same error in another process."""
        return type(self), (self.faults,)

    def english(self) -> str:
        """All faults, one a line."""
        return "\n".join(fault.english() for fault in self.faults)

    def chinese(self) -> str:
        """全部问题，每行一条."""
        return "\n".join(fault.chinese() for fault in self.faults)


class SettingsError(OrdosGeoError):
    """The settings of this installation do not suffice."""


class VocabularyError(OrdosGeoError):
    """A code list in data/vocab cannot be used."""


class PlanError(OrdosGeoError):
    """A policy text cannot be read as chapters and measures."""


class GeodataError(OrdosGeoError):
    """Files in geo/ are missing, damaged or contradict each other."""


class RegisterError(OrdosGeoError):
    """Files in data/register are missing, damaged or contradict the plan."""


class RequestError(OrdosGeoError):
    """A URL parameter or command-line argument cannot be used."""


class ReportingError(OrdosGeoError):
    """A round, a report or the store of the monthly dispatch cannot be used in that way."""


class AccountError(OrdosGeoError):
    """An account cannot be made, changed or signed in to in that way."""


class ExportError(OrdosGeoError):
    """A picture, deck or atlas cannot be made."""


class ExportCancelled(ExportError):  # noqa: N818 - nothing went wrong: somebody wished it
    """Somebody ended an export before it was done."""
