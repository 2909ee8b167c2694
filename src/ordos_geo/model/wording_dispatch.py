"""Chinese wording of the monthly dispatch that is no label of a code list and no fault."""

from __future__ import annotations

MONTH = "{year}年{month}月"
DEMO = "演示数据"
LIGHT_SHAPES = {"green": "●", "yellow": "▲", "red": "■", "pending": "○"}
