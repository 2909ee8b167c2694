"""Faults of pictures, slides and atlases."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class TemplateFault(FaultKind):
    """A PowerPoint template from outside cannot be used."""

    TOO_LARGE = (
        "the PowerPoint template has {reason_en} that are read; "
        "take out pictures and slides that the template does not need",
        "PPT 模板{reason_zh}；请删去模板中不需要的图片和幻灯片",
    )
    LOCKED = (
        "the PowerPoint template is in the old .ppt format or protected by a password; "
        "save it as .pptx without a password",
        "PPT 模板是旧的 .ppt 格式或设有密码；请另存为不设密码的 .pptx",
    )
    MACROS = (
        "the PowerPoint template holds macros; save it as .pptx, which has none",
        "PPT 模板含有宏；请另存为不含宏的 .pptx",
    )
    FORMAT = (
        "the PowerPoint template is no .pptx presentation (nor may it be .potx or .ppsx); "
        "save it as .pptx",
        "PPT 模板不是 .pptx 演示文稿（.potx、.ppsx 也不行）；请用 PowerPoint 或 WPS 另存为 .pptx",
    )
    DAMAGED = (
        "the PowerPoint template is damaged and cannot be read; open it and save it anew",
        "PPT 模板已损坏，无法读取；请打开后重新保存",
    )
    WITHOUT_TITLE = (
        "no layout of the PowerPoint template has a title and room for a map below it; "
        "add the layout 'Title Only'",
        "PPT 模板没有“仅标题”一类的版式（有标题且标题下方可放地图）；请在母版中添加",
    )


class AtlasFault(FaultKind):
    """An atlas cannot be drawn."""

    EMPTY = (
        "no page has anything to show under these filters; widen them or the choice of pages",
        "当前筛选下没有任何一页有对象；请放宽筛选或页面选择",
    )
    PAGE_UNKNOWN = (
        "'{value}' is no page of this atlas; pages are: {known}",
        "图集中没有“{value}”这一页；可选：{known}",
    )
    QUEUE_FULL = (
        "{count} atlases are waiting already; try again in a few minutes",
        "已有 {count} 个图集在排队；请几分钟后再试",
    )
    CANCELLED = (
        "the export was cancelled after {done} of {total} pages; no file was written",
        "导出已取消（完成 {done} / {total} 页），未生成文件",
    )
    WORKER_LOST = (
        "a drawing process ended unexpectedly at page '{page}'; "
        "export fewer pages at a time or with fewer dpi",
        "绘制“{page}”时绘图进程意外中止；请减少页数或降低分辨率后重试",
    )


class MapFault(FaultKind):
    """Found before a map is written, which it does not keep from being written."""

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


class ExportError(OrdosGeoError):
    """A picture, a presentation or an atlas cannot be made."""


class ExportCancelled(ExportError):  # noqa: N818 - nothing went wrong: a user wished it
    """A user cancelled an export before it was finished."""
