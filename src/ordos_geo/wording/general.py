"""All Chinese wording that is no label of a code list and no fault; each phrase once."""

from __future__ import annotations

from ordos_geo.wording.numerals import chinese_numeral

APP_TITLE = "鄂尔多斯区域合作图"
MAP_TITLE = "鄂尔多斯市区域合作总览图"
RELATIONS_MAP_TITLE = "鄂尔多斯市合作关系图"
PROJECTS_MAP_TITLE = "鄂尔多斯市区域合作项目图"
PARKS_MAP_TITLE = "鄂尔多斯市园区与旗区定位图"
PAGE_OVERVIEW = "总览"
PAGE_RELATIONS = "合作关系"
PAGE_INFRASTRUCTURE = "基础设施"
PAGE_PARKS = "园区与定位"
PAGE_MATRIX = "矩阵"
PAGE_REGISTER = "方案台账"
PAGE_MEETING = "会议"
PAGE_HANDOUT = "讲义"
PAGE_EXPORT = "出图"

SCHEMATIC = "示意"
SCHEMATIC_CLASS = f"{{label}}（{SCHEMATIC}）"
SCHEMATIC_NOTE = "虚线为示意：只有两端地点确定，走向不代表实际线位"
LINK_NOTE = "弧线只表示两地之间的关系，不代表线路"
PAIR_NAME = "{} — {}"
COUNT_JOIN = "；"
COUNT_SEPARATOR = " · "
COUNT_OF = "{n} / {total}"
COUNT_STATEMENTS = "合作 {n} 条表述"
COUNT_PAIRS = "{n} 对"
COUNT_PROJECTS = "项目 {n}"
COUNT_POSITIONINGS = "定位 {n}"
COUNT_EXPANDED = "合作按主题和成员展开为 {n} 项"
COUNT_CONTEXT = "另有背景 {n} 项"
COUNT_REPEATED = "同一项目 {n} 项不重计"
SHORT_STATEMENTS = "合作 {n}"
SHORT_CONTEXT = "背景 {n}"
COUNTING = "计数"
COUNTING_CONTEXT = "背景，不计数"
COUNTING_REPEATED = "与“{name}”是同一项目，只计一次"
LISTED_CONTEXT = "{name}（背景）"
LISTED_REPEATED = "{name}（同一项目）"
PAIR_STATEMENTS = "{statements} 条表述，按主题和成员展开为 {links} 项"
PAIR_SHOWN = "符合筛选的：{counts}"
NO_PLACE = "全市/跨市/未定位 {count}"
EDGE_ARROWS = {"left": "←", "right": "→", "top": "↑", "bottom": "↓"}
EDGE_NOTE = "箭头表示伙伴在图外，名后数字为合作表述条数"
CORNER_NOTE = "全市、跨市和未定位的项目集中列在左下"
LEGEND = "图例"
STATUS_CLASS = "{light} · {kind}"
LEGEND_HINT = "点类别名称，只看这一类；可多选"
THEME_LIGHT = "浅色"
THEME_DARK = "深色"
ALL = "全部"
DIMENSIONS = {
    "group": "项目类型",
    "kind": "对象",
    "banners": "旗区",
    "corridors": "合作区域",
    "partners": "合作伙伴",
    "flows": "合作方向",
    "theme": "合作主题",
    "chapter": "章",
    "measure_id": "条款",
    "units": "责任单位",
    "sector": "领域",
    "stage": "阶段",
    "precision": "位置精度",
    "reading": "读法",
    "unknown": "未知",
    "classes": "图例类别",
    "words": "文字",
}
FLOWS = {"out": "{place}输出", "in": "{place}接收", "mutual": "{place}互相合作"}
PREVIOUS = "上一个"
NEXT = "下一个"
LET_GO = "取消"
COPY_LINK = "链接"
COPY_LINK_HINT = "复制下面的网址，对方打开看到同样的内容。"
NEIGHBOURS = "同地点的其他对象（{count}）"
NEIGHBOURS_MORE = "另有 {count} 项，请按地点筛选查看。"
MATRIX_HINT = (
    "行为旗区，列为合作伙伴，数字为当前筛选下的合作表述条数；点一格，筛选到这两方。"
    "合计是不重复的条数：一条表述涉及几个旗区或伙伴只计一次，首列合计另含没有市外伙伴的表述。"
)
MATRIX_CITYWIDE = "全市（未分旗区）"
MATRIX_TOTAL = "合计"
MATRIX_LONELY = "没有合作伙伴的旗区：{names}"
MATRIX_OPEN = "在地图上看：{counts}"
FLOW_PLACE = "选择旗区或伙伴，看输出、接收…"
FLOW_WAYS = {"out": "输出", "in": "接收", "mutual": "互相合作"}
FLOW_COUNT = "{way} {n} 条"
FRAME = "范围"
FRAME_NEAR = "市域与周边"
FRAME_PARTNERS = "域外伙伴"
SEE_ALL = "看全部"
SEE_RESULTS = "看结果"
REMOVE_FILTER = "{label} ×"
MORE_FILTERS = "更多筛选"
FEATURE_TABLE = "列表与下载"
CITYWIDE_SUFFIX = "（全市）"
CITY_MARK = "{name}全市"
"""On the map: its font sets full-width brackets apart."""
RESET = "清除筛选"
DETAIL = "详情"
DETAIL_HINT = "点选地图上的线或点，或在列表中选择，查看条款原文与责任单位。"
DETAIL_OUTSIDE = "所选对象不在当前筛选结果中。"
LIST = "列表"
CHOOSE = "在列表中选择…"
CHOOSE_FEWER = "筛选到 {most} 项以内可在此选择"
EMPTY = "没有符合条件的对象。去掉“{dimension}”筛选后有：{counts}。"
EMPTY_ALL = "没有符合条件的对象，请清除筛选。"
CLAUSE = DIMENSIONS["measure_id"]
QUOTE = "原文"
UNITS = DIMENSIONS["units"]
STAGE = DIMENSIONS["stage"]
PRECISION = DIMENSIONS["precision"]
ENDS_UNKNOWN = "起讫点和走向均为示意"
READING = DIMENSIONS["reading"]
READING_NOTE = "本行有我们的读法：{description}"
TYPE = "类型"
SIDES = "双方"
DIRECTED = "{origin} → {destination}"
MUTUAL = "{origin} ↔ {destination}"
BASIS = "位置依据"
NOTE = "说明"
LENGTH = "图上长度"
LENGTH_KM = "约 {length_km:.0f} 公里（按图上线位量算）"
CONTEXT = "背景资料（方案未点名）"
CLAUSE_LABEL = "第{chapter}章（{section}）{title}"
CLAUSE_LABEL_CHAPTER = "第{chapter}章 {title}"
SOURCE_LINE = (
    "边界：天地图（国家地理信息公共服务平台）；地名：GeoNames、WRI 全球电厂数据库（CC BY 4.0）；"
    "水系：Natural Earth；内容：{plan}"
)
COMPARATOR_LABELS = {"eq": "等于", "ge": "不少于", "le": "不多于"}
REVIEW_LINE = "内部示意图，公开使用前须送审"
MAP_ALT = "地图：{title}。{counts}：{classes}。"
MAP_ALT_CLASS = "{label} {count}"

READ_IN_PLAN = "查看方案原文"
SHOW_ON_MAP = "在地图上查看"
REGISTER_TEXT = "方案原文"
REGISTER_TABLE = "承诺清单"
SEARCH = "搜索原文、单位"
FIND = "查找：汉字、拼音或首字母"
FOUND = "{kind} {total}"
FOUND_FIRST = "{kind} 前 {shown} 项，共 {total} 项"
FOUND_NOTHING = "没有找到“{query}”。"
FOUND_NEAREST = "没有找到“{query}”，您是不是要找："
PLACE = "地点"
TASK_COUNT = "{shown} / {total} 项承诺"
TASK = "承诺"
RECORD_KINDS = {
    "tasks": TASK,
    "targets": "目标",
    "links": "合作关系",
    "projects": "项目",
    "positionings": "定位",
    "corridors": "合作区域",
}
MAP_OBJECTS = "地图对象"
SAME_WORDS = "同处承诺"
REGISTER_HINT = "黄色标记处为承诺。点选标记，查看领域、阶段、责任单位和对应的地图对象。"
REGISTER_EMPTY = "没有符合条件的承诺，请放宽或清除筛选。"
REGISTER_ROW_HINT = "勾选一行，转到原文所在处；点列名排序。"
BACK = "返回"
CONTENTS = "目录"
UNITS_CLAUSE = "（责任单位：{units}）"
DAY = "{year}年{month}月{day}日"
MONTH = "{year}年{month}月"
TIME = "%Y-%m-%d %H:%M"
TARGET = "{indicator}：{comparator}{value:g}{unit}"
DOWNLOAD = "下载 {format}"
FEATURE_COLUMNS = {
    "name": "名称",
    "kind": DIMENSIONS["kind"],
    "type": TYPE,
    "places": PLACE,
    "banners": DIMENSIONS["banners"],
    "measure": CLAUSE,
    "stage": STAGE,
    "precision": PRECISION,
    "reading": READING,
    "counting": COUNTING,
    "units": UNITS,
    "quote": QUOTE,
}
TASK_COLUMNS = {
    "number": "序号",
    "clause": CLAUSE,
    "name": TASK,
    "sector": DIMENSIONS["sector"],
    "stage": STAGE,
    "targets": "目标",
    "units": UNITS,
    "objects": MAP_OBJECTS,
    "quote": QUOTE,
}

PREVIOUS_VIEW = "上一张"
NEXT_VIEW = "下一张"
VIEW_POSITION = "{number} / {count}"
CHOSEN = "✓ {label}"
LEAVE = "退出"
CLOSE = "关闭"
HANDOUT_TITLE = "区域合作会议讲义"
HANDOUT_HINT = "按 Ctrl+P 打印；点链接打开会议页的同一场景；场景在 data/views.csv 中编辑。"
HANDOUT_COLUMNS = {
    "number": TASK_COLUMNS["number"],
    "title": "场景",
    "note": NOTE,
    "filters": "筛选",
    "count": "数量",
    "link": COPY_LINK,
    "export": PAGE_EXPORT,
}

PROBLEM_TITLE = "数据有问题，暂时无法显示地图"
PROBLEM_HELP = "请把下面的内容交给维护人员；改正后刷新页面即可。"
PROBLEM_UNEXPECTED = "程序出现意外错误，请刷新页面；若再次出现，请把时间 {time} 告知维护人员。"
ADDRESS_PROBLEM = "网址中有无法使用的内容，已忽略："


def numeral(number: int) -> str:
    """The number of a chapter or section as headings write it; "" for 0, which has no heading."""
    return chinese_numeral(number) if number else ""


def clause_label(chapter_no: int, section_no: int, title: str) -> str:
    """第一章（三）建立双向帮扶机制."""
    chapter = numeral(chapter_no)
    if section_no == 0:
        return CLAUSE_LABEL_CHAPTER.format(chapter=chapter, title=title)
    return CLAUSE_LABEL.format(chapter=chapter, section=numeral(section_no), title=title)


def chapter_label(chapter_no: int, title: str) -> str:
    """一、以互助共进为基础创新市域合作."""
    return f"{numeral(chapter_no)}、{title}"


def section_label(section_no: int, title: str) -> str:
    """（三）建立双向帮扶机制."""
    return f"（{numeral(section_no)}）{title}"


def short_clause(chapter_no: int, section_no: int) -> str:
    """一（三）, as people cite a measure; 六 for a chapter without sections."""
    return numeral(chapter_no) + (f"（{numeral(section_no)}）" if section_no else "")
