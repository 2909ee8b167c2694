"""Chinese wording of decks, atlases and fact sheets; each phrase once."""

from __future__ import annotations

from ordos_geo.wording import general

# decks
COVER_LAYOUT = "封面"
TITLE_LAYOUT = "仅标题"
MASTER_TEXT = "单击此处编辑"
CONTENTS = general.CONTENTS
LEGEND_CONTINUED = f"{general.LEGEND}（续）"
TABLE_TITLE = "{title}：清单"
TABLE_TITLE_OF = "{title}：清单（{number} / {count}）"
TABLE_COLUMNS = {
    "name": general.FEATURE_COLUMNS["name"],
    "type": general.TYPE,
    "clause": general.CLAUSE,
    "stage": general.STAGE,
    "remark": "备注",
    "units": general.UNITS,
}
MAP_PICTURE = "地图"
SUBTITLE = "{filters}　·　{counts}"
QUOTED = "“{quote}”"
NOTES_UNITS = "责任单位：{units}"
CONTENTS_COLUMNS = (general.TASK_COLUMNS["number"], "标题", "数量", "页")

# atlases
ATLAS_TITLE = f"{general.APP_TITLE}集：{{by}}"
UNIT_TITLE = "{name}责任事项图"
PARK_TITLE = "{name}合作图"
LEFT_OUT = "当前筛选下无对象、未列入：{names}。"
AND_MORE = "{names}等 {count} 个"
BANNER_UNPLACED = "另有 {count} 项涉及全市或市外，不分旗区，未列入。"
PARK_UNPLACED = "另有 {count} 项不在园区内，未列入。"
CHAPTER_UNPLACED = "另有 {count} 项为背景资料（方案未点名），未列入。"
UNIT_UNPLACED = "另有 {count} 项方案未列责任单位，未列入。"
CORRIDOR_UNPLACED = "另有 {count} 项不涉及合作区域，未列入。"
PAGE_OF = "第 {number} 页，共 {count} 页"
COVER_FILTERS = "筛选：{filters}"
COVER_COUNT = "{pages} 页　{counts}"
COVER_PLAN = "依据：{number}《{title}》"
FILE_NAME = "{number}_{name}.png"
CHECK = "出图检查"
CHECK_FILE = f"{CHECK}.txt"
CHECK_OF_PAGE = "{page}：{finding}"
