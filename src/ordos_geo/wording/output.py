"""Chinese wording of the page that makes files of maps; each phrase once."""

from __future__ import annotations

from ordos_geo.wording import atlas, general

PAGE = general.PAGE_EXPORT
KINDS = {False: "单张地图", True: "图集"}
"""What is made: one map, or (True) an atlas."""

MAP = "地图"
TEMPLATE = "模板：{name}"
TEMPLATE_SUBJECT = "模板对象"
FRAME_RESULTS = "筛选结果"
SIZE = "尺寸"
SIZE_SLIDE = "16:9"
SIZE_A4_UPRIGHT = "A4 竖"
SIZE_A4 = "A4 横"
SIZE_A3 = "A3 横"
FORMAT = "格式"
FORMAT_PICTURES = "图片 ZIP"
RESOLUTION = "清晰度"
RESOLUTION_SCREEN = "屏幕"
RESOLUTION_DOUBLE = "2 倍"
RESOLUTION_PRINT = "300 dpi"
TITLE = "标题"
SUBTITLE = "副标题"
SUBTITLE_HINT = "副标题（默认写明筛选条件）"
LETTERHEAD = "落款、密级、审图号、日期"
DEPARTMENT = "落款单位"
CLASSIFICATION = "密级标注"
REVIEW_NUMBER = "审图号"
REVIEW_NUMBER_HINT = "审图号（未填则注明须送审）"
DAY = "日期"
HIGHLIGHTED = "突出：{name} ×"

OWN_TEMPLATE = "选择本单位 PPT 模板"
OWN_TEMPLATE_LIMIT = "不超过 {most} MB，不含宏；不选则用默认版式"
OWN_TEMPLATE_USED = "已采用该模板的母版和版式。"
SLIDES_NOTE = "预览为版式示意；PPT 中标题、图例、清单可编辑，条款原文在备注页。"

CHECK_PASSED = f"{atlas.CHECK}通过"
CHECK_FINDINGS = f"{atlas.CHECK}：{{count}} 处提示（不影响下载）"
FILE_NAME = "{title}_{filters}_{day}.{extension}"
DOWNLOAD_FAILED = "文件没有生成，请重试；若再次出现，请告知维护人员。"

ATLAS_BY = {
    "banner": "旗区",
    "park": "园区",
    "chapter": "章",
    "unit": "责任单位",
    "corridor": "合作区域",
    "feature": "单项说明",
}
ATLAS_BY_LABEL = "分页方式"
ATLAS_COLUMNS = {"is_wanted": "选", "name": "页", "count": "项数"}
ATLAS_PAGES = "已选 {chosen} / {count} 页"
ATLAS_ALL = "全选"
ATLAS_NONE = "全不选"
ATLAS_PREVIEW = "预览：{name}"
ATLAS_MAKE = "生成图集（{count} 页）"
ATLAS_WAITING = "排队中：前面还有 {count} 个图集，请稍候"
ATLAS_STARTING = "正在准备绘图，约需几秒"
ATLAS_PROGRESS = "{done} / {total}　{page}"
ATLAS_CANCEL = "取消生成"
ATLAS_CANCELLED = "已取消，未生成文件。"
ATLAS_FAILED = "图集没有生成，请重试；若再次出现，请告知维护人员。"
ATLAS_DONE = "图集已生成，共 {count} 页。"
ATLAS_DOWNLOAD = "下载图集"
