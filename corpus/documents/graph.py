"""Drawn charts that Word and PowerPoint hold as charts: their numbers can be opened and changed.

Both formats share one drawing language; the chart is made once and planted into either.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from corpus.documents.events import Series, Span
from corpus.japan import JST

# python-pptx takes a fifth of a second to import: only who writes a document waits for it.

_COLOURS = ("1F4E79", "C55A11", "548235", "7030A0", "BF9000", "404040")
_FACE = "游ゴシック"
_POINT_SHARE = 0.008
_HOUR = 3600.0
_MOST_SERIES = 6
_SMALL, _TITLE = 9, 11


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as the parts that a file holds: the drawing, and the book with its numbers."""

    chart: bytes
    book: bytes


def draw_users(shapes: Any, series: tuple[Series, ...], place: tuple[int, int, int, int]) -> Any:
    """Draw users over time into the shapes of a slide; gives the chart's frame."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    told = XyChartData()
    for each in series[:_MOST_SERIES]:
        line = told.add_series(each.name, number_format="#,##0")
        for hours, users in each.points:
            line.add_data_point(hours, users)
    frame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *place, told)
    _dress(frame.chart, "影響利用者数の推移", legend=len(series) > 1)
    _name_axis(frame.chart.category_axis, "発生からの経過時間（時間）", "0.0#")
    _name_axis(frame.chart.value_axis, "利用者数（人）", "#,##0")
    frame.chart.value_axis.minimum_scale = 0
    frame.chart.category_axis.minimum_scale = 0
    for line, colour in zip(frame.chart.plots[0].series, _COLOURS, strict=False):
        line.smooth = False
        _colour(line.format.line, colour)
    return frame


def draw_course(shapes: Any, spans: tuple[Span, ...], place: tuple[int, int, int, int]) -> Any:
    """Draw what happened when as bars on one axis of time; gives the chart's frame."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

    told = CategoryChartData(number_format="0.0#")
    upwards = spans[::-1]  # the first bar of such a chart is the lowest
    told.categories = [span.name for span in upwards]
    offsets, lengths = zip(*_bars(upwards), strict=True)
    told.add_series("始まりまで", offsets)
    told.add_series("長さ", lengths)
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, told)
    chart = frame.chart
    _dress(chart, "時系列", legend=False)
    _name_axis(chart.value_axis, f"{_start(spans):%Y/%m/%d %H:%M} からの経過時間（時間）", "0.0#")
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.minimum_scale = 0
    _name_every_bar(chart.category_axis)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    plot.series[0].format.fill.background()
    _fill(plot.series[1].format.fill, _COLOURS[0])
    return frame


def drawn(draw: Callable[[Any], Any]) -> Drawn:
    """The parts of the chart that `draw` puts into the shapes of a slide."""
    from pptx import Presentation

    show = Presentation()
    part = draw(show.slides.add_slide(show.slide_layouts[6]).shapes).chart.part
    return Drawn(part.blob, part.chart_workbook.xlsx_part.blob)


def saved(save: Callable[[Any], object]) -> bytes:
    """What `save` writes into a file."""
    out = BytesIO()
    save(out)
    return out.getvalue()


def _bars(spans: tuple[Span, ...]) -> Iterator[tuple[float, float]]:
    """For each span how long after the first it starts and how long it lasts, in hours."""
    start = _start(spans)
    whole = max((max(span.end for span in spans) - start).total_seconds() / _HOUR, _POINT_SHARE)
    for span in spans:
        offset = (span.start - start).total_seconds() / _HOUR
        lasted = (span.end - span.start).total_seconds() / _HOUR
        yield round(offset, 3), round(max(lasted, whole * _POINT_SHARE), 3)


def _start(spans: tuple[Span, ...]) -> Any:
    return min(span.start for span in spans).astimezone(JST)


def _dress(chart: Any, title: str, *, legend: bool) -> None:
    """Title, letters and legend of a chart."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.size, chart.font.name = Pt(_SMALL), _FACE
    chart.has_title = True
    chart.chart_title.text_frame.text = title
    chart.chart_title.text_frame.paragraphs[0].font.size = Pt(_TITLE)
    chart.chart_title.text_frame.paragraphs[0].font.bold = True
    chart.has_legend = legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False


def _name_axis(axis: Any, name: str, number_format: str) -> None:
    from pptx.util import Pt

    axis.has_title = True
    axis.axis_title.text_frame.text = name
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(_SMALL)
    axis.axis_title.text_frame.paragraphs[0].font.bold = False
    axis.tick_labels.number_format = number_format
    axis.tick_labels.number_format_is_linked = False
    _colour(axis.major_gridlines.format.line, "D9D9D9")


def _name_every_bar(axis: Any) -> None:
    """Leave no label out, however close the bars stand."""
    from pptx.oxml.ns import qn
    from pptx.oxml.xmlchemy import OxmlElement

    every = OxmlElement("c:tickLblSkip")
    every.set("val", "1")
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)


def _colour(line: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    line.color.rgb = RGBColor.from_string(colour)
    line.width = Pt(1.75) if colour in _COLOURS else Pt(0.5)


def _fill(fill: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)
