//! Native charts: percents in the order of a ranking, tiers by group.

use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartSolidFill, ChartType,
};

use super::ranking::{NAME, Ranking};

/// Up to so many agencies are shown by name, one bar each.
const NAMED: u32 = 70;

/// A chart and the rows of a sheet that it covers.
pub(super) struct Drawing {
    pub chart: Chart,
    pub rows: u32,
}

impl Drawing {
    /// Makes it fit on a page so tall, in pixels.
    pub fn no_taller_than(&mut self, tall: u32) {
        if 20 * self.rows > tall {
            self.chart.set_height(tall.saturating_sub(40));
            self.rows = tall / 20;
        }
    }
}

/// The percents of a group, best first.
pub(super) fn percents(ranking: &Ranking, title: &str) -> Option<Drawing> {
    let (first, last) = (ranking.drawn.head + 1, ranking.drawn.head + ranking.ranked);
    if ranking.ranked == 0 {
        return None;
    }
    let named = ranking.ranked <= NAMED;
    let mut chart = Chart::new(if named { ChartType::Bar } else { ChartType::Column });
    let sheet = ranking.drawn.name.as_str();
    chart
        .add_series()
        .set_categories((sheet, first, NAME, last, NAME))
        .set_values((sheet, first, ranking.percents, last, ranking.percents))
        .set_gap(if named { 40 } else { 0 })
        .set_format(&mut filled("2E75B6"));
    // of bars, the library calls the upright axis y, whatever stands on it
    if named {
        chart.y_axis().set_reverse();
        chart.x_axis().set_min(0).set_max(100);
    } else {
        chart.x_axis().set_label_position(ChartAxisLabelPosition::None);
        chart.y_axis().set_min(0).set_max(100);
    }
    chart.title().set_name(title);
    chart.legend().set_hidden();
    Some(sized(chart, if named { 90 + 22 * ranking.ranked } else { 360 }))
}

/// How many agencies of each group hold each tier; columns of the table on the sheet
/// `front`, its rows below `head`.
pub(super) fn tiers(
    front: &str,
    (head, rows): (u32, u32),
    columns: Range<u16>,
    title: &str,
) -> Drawing {
    let mut chart = Chart::new(ChartType::BarStacked);
    let colours = ["1A9850", "91CF60", "FEE08B", "FC8D59", "D73027", "7F7F7F", "BFBFBF"];
    for (column, colour) in columns.zip(colours.into_iter().cycle()) {
        chart
            .add_series()
            .set_name((front, head, column))
            .set_categories((front, head + 1, 0, head + rows, 0))
            .set_values((front, head + 1, column, head + rows, column))
            .set_gap(60)
            .set_format(&mut filled(colour));
    }
    chart.y_axis().set_reverse();
    chart.title().set_name(title);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    sized(chart, 180 + 40 * rows)
}

fn filled(colour: &str) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

fn sized(mut chart: Chart, height: u32) -> Drawing {
    chart.set_height(height);
    Drawing { chart, rows: height.div_ceil(20) + 1 }
}
