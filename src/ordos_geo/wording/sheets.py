"""Chinese wording of maps on paper and of the files made from them; each phrase once."""

from __future__ import annotations

SCHEMATIC_MARK = "示意图"
BUNDLE_NOTE = "弧线越粗，合作项数越多"
CORNER_NOTE = "全市性项目集中列在方框内"
SCALE_BAR = "{value:g} 公里"
NORTH = "北"
EAST_DEGREES = "{degrees:g}°E"
NORTH_DEGREES = "{degrees:g}°N"
SOUTH_CHINA_SEA = "南海诸岛"
REVIEW_NUMBER = "审图号：{number}"
MADE_BY = "{department}　{day}"

TEMPLATES = {
    "whole": "全图",
    "pairings": "互助帮扶",
    "corridor": "一个合作区域",
    "infrastructure": "基础设施",
    "banner": "一个旗区",
    "chapter": "方案一章",
}
PAIRINGS_TITLE = "鄂尔多斯市互助帮扶关系图"
CORRIDOR_TITLE = "{name}合作区域图"
INFRASTRUCTURE_TITLE = "鄂尔多斯市{name}项目图"
BANNER_TITLE = "{name}区域合作图"
CHAPTER_TITLE = "{name}"
