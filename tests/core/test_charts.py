"""Numbers to pictures."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from quizsite.core import charts
from quizsite.core.charts import Point, bar, bars, interval, line_chart, spread, timeline

SVG = "{http://www.w3.org/2000/svg}"
percentages = st.floats(0, 100)
points = st.builds(
    Point, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), *[percentages] * 3
)


def parsed(svg):
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=60))
def test_any_numbers_and_names_make_a_well_formed_picture_with_one_dot_each(drawn):
    picture = parsed(line_chart("c", "Score <over> time", 'A "description" & more', drawn))
    assert len(picture.findall(f"{SVG}path[@class='plot__dot']")) == len(drawn)


def test_it_is_named_and_described_for_those_who_do_not_see_it():
    picture = parsed(line_chart("c", "Score over time", "Three blocks.", [Point("Monday", 50, 40, 60)]))
    assert picture.get("role") == "img"
    ids = picture.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in picture if element.get("id")}
    assert [texts[one] for one in ids] == ["Score over time", "Three blocks."]


def test_a_higher_score_stands_higher():
    picture = parsed(line_chart("c", "t", "d", [Point("a", 20, 10, 30), Point("b", 80, 70, 90)]))
    (_, low), (_, high) = (pair.split(",") for pair in picture.find(f"{SVG}polyline").get("points").split())
    assert float(low) == 80
    assert float(high) == 20


def test_a_single_point_stands_in_the_middle():
    picture = parsed(line_chart("c", "t", "d", [Point("a", 50, 40, 60)]))
    assert picture.find(f"{SVG}polyline").get("points") == "50.00,50.00"


def test_no_point_draws_the_grid_only():
    assert parsed(line_chart("c", "t", "d", [])).findall(f"{SVG}path[@class='plot__dot']") == []


def test_an_interval_reaches_from_its_low_to_its_high_end():
    picture = parsed(interval(Point("a", 50, 37.5, 62.5)))
    assert picture.find(f"{SVG}path[@class='interval__range']").get("d") == "M37.50 5H62.50"
    assert picture.get("aria-hidden") == "true"


def test_colours_and_sizes_are_left_to_the_style_sheet():
    drawn = line_chart("c", "t", "d", [Point("a", 50, 40, 60)]) + interval(Point("a", 50, 40, 60)) + bar(5, (1, 2))
    assert "style=" not in drawn
    assert "fill=" not in drawn
    assert "stroke=" not in drawn


def test_a_bar_is_as_long_as_its_value_and_stands_over_its_target():
    picture = parsed(bar(52.5, (18, 22)))
    target, value = picture.findall(f"{SVG}rect")
    assert (target.get("x"), target.get("width")) == ("18.00", "4.00")
    assert (value.get("x"), value.get("width")) == ("0", "52.50")
    assert len(parsed(bar(52.5)).findall(f"{SVG}rect")) == 1


def test_a_spread_reaches_from_low_to_high_with_its_middle_marked():
    picture = parsed(spread(20, 45, 80, (30, 90)))
    _, value = picture.findall(f"{SVG}rect")
    assert (value.get("x"), value.get("width")) == ("20.00", "60.00")
    assert picture.find(f"{SVG}path[@class='bar__middle']").get("d") == "M45.00 1.5V8.5"


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_bar_stays_within_its_picture_whatever_it_measures(value, other):
    low, high = sorted((value, other))
    for picture in (parsed(bar(value, (low, high))), parsed(spread(low, low, high, (low, high)))):
        for shape in picture.findall(f"{SVG}rect"):
            assert 0 <= float(shape.get("x")) <= 100
            assert 0 <= float(shape.get("width")) <= 100


def test_the_tallest_column_fills_the_height_and_an_empty_one_has_none():
    drawn = bars("due", "Due", "Cards due.", [("Mon", 4), ("Tue", 2), ("Wed", 0)])
    assert re.findall(r' height="([\d.]+)"', drawn) == ["100.00", "50.00", "0.00"]


def test_columns_escape_their_labels_and_nothing_due_draws_flat():
    drawn = bars("due", "Due", "Cards due.", [("<b>", 0)])
    assert "&lt;b&gt;: 0" in drawn
    assert ' height="0.00"' in drawn


def test_a_timeline_marks_each_moment_and_the_limit():
    drawn = timeline([(30, "A at 30 s", False), (60, "C at 60 s", True)], total=60, limit=90)
    assert re.findall(r'timeline__dot[^"]*" d="M([\d.]+)', drawn) == ["33.83", "66.17"]
    assert "timeline__dot--good" in drawn
    assert 'timeline__limit" d="M98.50' in drawn


def test_a_timeline_holds_moments_past_the_limit_and_an_empty_history():
    assert 'd="M98.50 5h0"' in timeline([(500, "B", False)], total=400, limit=90)
    assert "timeline__dot" not in timeline([], total=0, limit=90)


def test_trends_draw_a_band_and_a_line_for_each_series_with_title_and_description():
    series = [
        charts.Series("first", [(0.0, charts.Point("a", 50, 40, 60)), (1.0, charts.Point("b<", 70, 60, 80))]),
        charts.Series("again", [(0.5, charts.Point("c", 90, 80, 95))]),
    ]
    drawn = charts.trends("t", "Title & more", "Told", series)
    tree = ElementTree.fromstring(drawn)
    assert [each.text for each in tree][:2] == ["Title & more", "Told"]
    assert drawn.index("plot__band--again") < drawn.index("plot__band--first")
    assert 'points="1.50,40.00 98.50,20.00 98.50,40.00 1.50,60.00"' in drawn


def test_a_stack_fills_the_width_in_order():
    drawn = charts.stack([("known", 1), ("new", 3)])
    assert '<rect class="stack__known" x="0.00" y="0" width="25.00"' in drawn
    assert '<rect class="stack__new" x="25.00" y="0" width="75.00"' in drawn
    assert 'width="0.00"' in charts.stack([("known", 0)])


def test_bars_are_marked_after_a_column():
    counts = [("a", 1), ("b", 2), ("c", 0), ("d", 1)]
    assert '<path class="plot__mark" d="M75.00 0V100"/>' in charts.bars("n", "t", "d", counts, mark_after=3)
    assert "plot__mark" not in charts.bars("n", "t", "d", counts)
