"""Faults of hand-edited tables and of code lists."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class TableFault(FaultKind):
    """A table has other columns, values, codes, ids or another order than it should."""

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


class VocabularyError(OrdosGeoError):
    """A code list in data/vocab cannot be used."""
