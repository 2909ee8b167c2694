"""Chinese wording of decks, atlases and fact sheets; each phrase once."""

from __future__ import annotations

from ordos_geo.model import wording

# decks
COVER_LAYOUT = "封面"
TITLE_LAYOUT = "仅标题"
MASTER_TEXT = "单击此处编辑"
CONTENTS = wording.CONTENTS
LEGEND_CONTINUED = f"{wording.LEGEND}（续）"
TABLE_TITLE = "{title}：清单"
TABLE_TITLE_OF = "{title}：清单（{number} / {count}）"
TABLE_COLUMNS = {
    "name": wording.FEATURE_COLUMNS["name"],
    "type": wording.TYPE,
    "clause": wording.CLAUSE,
    "stage": wording.STAGE,
    "units": wording.UNITS,
}
MAP_PICTURE = "地图"
PICTURE_OF = "{title}（地图）"
SUBTITLE = "{filters}　·　{count} 项"
QUOTED = "“{quote}”"
NOTES_UNITS = "责任单位：{units}"
NOTES_TITLE = "条款原文"
REVIEWED = "审图号：{number}"
CONTENTS_COLUMNS = (wording.TASK_COLUMNS["number"], "标题", wording.HANDOUT_COLUMNS["count"], "页")
