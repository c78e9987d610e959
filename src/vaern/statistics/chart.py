"""A table as a chart: bars with their numbers, readable in print and by colour-blind eyes, drawn as SVG."""

from __future__ import annotations

from typing import Any, Literal

import altair
import vl_convert

from vaern.statistics.shelf import said
from vaern.statistics.table import Table

Language = Literal["en", "da", "nb", "sv"]

SHADES = ("#0b3d5c", "#e69f00", "#7fb3d5", "#999999", "#d55e00")
"""Dark, light and middling in turn (after Okabe and Ito): told apart by lightness as well as by colour."""
_WIDTH, _BAR = 520, 18


def svg(table: Table, language: Language) -> str:
    """Return the table as horizontal bars; what is not shown has no bar."""
    columns = [said(column, language) for column in table.columns]
    rows = [said(row, language) for row in table.rows]
    bars: list[dict[str, Any]] = [
        {"row": name, "column": said(column, language), "value": table.cell(row, column)}
        for row, name in zip(table.rows, rows, strict=True)
        for column in table.columns
    ]
    several = len(columns) > 1
    y = altair.Y("row:N", sort=rows, title=None, axis=altair.Axis(labelLimit=280))
    x = altair.X("value:Q", title=None, axis=altair.Axis(tickMinStep=1, grid=False))
    shown = altair.InlineData(values=[bar for bar in bars if bar["value"] is not None])
    base = altair.Chart(shown).encode(x=x, y=y)
    if several:
        base = base.encode(yOffset=altair.YOffset("column:N", sort=columns))
    shade = altair.Color(
        "column:N",
        sort=columns,
        scale=altair.Scale(domain=columns, range=list(SHADES[: len(columns)])),
        legend=altair.Legend(title=None, orient="top") if several else None,
    )
    numbers = base.mark_text(align="left", dx=3, fontSize=11).encode(text="value:Q")
    chart = (base.mark_bar().encode(color=shade) + numbers).properties(
        width=_WIDTH, height=max(1, len(rows)) * (_BAR * len(columns) + 8), title=_title(table, language)
    )
    return str(vl_convert.vegalite_to_svg(chart.configure_view(stroke=None).to_dict()))


def _title(table: Table, language: Language) -> str:
    return table.definition.title.get(language) or table.definition.title["en"]
