//! Bars and points over time, as a picture. What stands where is worked out in whole numbers and can be tested without a
//! browser; the drawing only puts it down. It knows no word of the domain, and whoever shows it shows the same as a table.

use leptos::prelude::*;
use rules::Date;

use crate::components::markup::view;

/// From which day to which, both shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first day, at the left edge.
    pub from: Date,
    /// The last day, at the right edge.
    pub to: Date,
}

/// One line of the picture.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lane {
    /// What stands above it.
    pub name: String,
    /// Stretches of days.
    pub bars: Vec<Bar>,
    /// Single days, with whether they are past.
    pub points: Vec<(Date, &'static str)>,
}

/// A stretch of days, first and last inclusive. Its tone as in `style/components/chart.css`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How it is meant.
    pub tone: &'static str,
    /// In pixels, at most [`Bar::HIGHEST`].
    pub height: u32,
}

impl Bar {
    /// As high as a bar gets.
    pub const HIGHEST: u32 = 16;

    /// As high as its tone says: the better, the higher. That is told without colour.
    pub fn of(from: Date, to: Date, tone: &'static str) -> Self {
        let height = match tone {
            "none" => 4,
            "care" => 9,
            _ => Self::HIGHEST,
        };
        Self { from, to, tone, height }
    }
}

/// Hundredths of a percent of the width.
type Place = i64;

const WHOLE: Place = 10_000;
/// A single day is seen in years, too.
const NARROWEST: Place = 50;
/// Heights in pixels: of the years above, of a lane, of its name.
const TOP: u32 = 22;
const LANE: u32 = 40;
const NAME: u32 = 16;

impl Span {
    /// Where a day begins; beyond the edges for a day that is not shown.
    fn place(self, day: Date) -> Place {
        let days = (self.to - self.from).num_days() + 1;
        (day - self.from).num_days() * WHOLE / days.max(1)
    }

    /// Where a stretch begins and how wide it is, as far as it is shown.
    fn stretch(self, bar: Bar) -> Option<(Place, Place)> {
        if bar.to < self.from || bar.from > self.to {
            return None;
        }
        let end = bar.to.min(self.to).succ_opt().map_or(WHOLE, |day| self.place(day));
        let start = self.place(bar.from.max(self.from));
        let width = (end - start).max(NARROWEST);
        Some((start.min(WHOLE - width), width))
    }

    /// Where a single day stands, if it is shown.
    fn point(self, day: Date) -> Option<Place> {
        (self.from <= day && day <= self.to).then(|| self.place(day))
    }

    /// The first days of the years that are shown.
    fn years(self) -> Vec<(Place, i32)> {
        use chrono::Datelike;
        let first = |year| Date::from_ymd_opt(year, 1, 1).and_then(|day| self.point(day));
        (self.from.year()..=self.to.year())
            .filter_map(|year| first(year).map(|place| (place, year)))
            .collect()
    }
}

/// "12.34%"
fn percent(place: Place) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}

/// The picture; `words` say in a sentence what it shows, `now` is marked by a line.
pub fn chart(span: Span, lanes: &[Lane], now: Date, words: String) -> AnyView {
    let height = TOP + LANE * u32::try_from(lanes.len()).unwrap_or(0);
    let bottom = height.to_string();
    let upright = |place, kind: &'static str| {
        let (at, top, bottom) = (percent(place), (TOP - 4).to_string(), bottom.clone());
        view! { <line data-kind=kind x1=at.clone() x2=at y1=top y2=bottom/> }
    };
    let years = span.years().into_iter().flat_map(|(place, year)| {
        // The last one would run out of the picture.
        let named = (place < WHOLE - 800).then(|| text(place, TOP - 8, "year", year.to_string()));
        [Some(upright(place, "year")), named]
    });
    let drawn = (0..).zip(lanes).flat_map(|(n, lane)| {
        let top = TOP + n * LANE;
        let bars = lane.bars.iter().filter_map(move |bar| Some(rect(span.stretch(*bar)?, top, *bar)));
        let points =
            lane.points.iter().filter_map(move |(day, tone)| Some(circle(span.point(*day)?, top, tone)));
        let name = text(0, top + NAME - 4, "name", lane.name.clone());
        bars.chain(points).chain([name]).collect::<Vec<_>>()
    });
    let now_line = span.point(now).map(|place| upright(place, "now"));
    let all: Vec<AnyView> = years.flatten().chain(now_line).chain(drawn).collect();
    view! { <svg class="chart" role="img" aria-label=words height=height.to_string()>{all}</svg> }
}

fn text(place: Place, y: u32, kind: &'static str, words: String) -> AnyView {
    view! { <text data-kind=kind x=percent(place) y=y.to_string()>{words}</text> }
}

fn rect((place, width): (Place, Place), top: u32, Bar { tone, height, .. }: Bar) -> AnyView {
    let height = height.min(Bar::HIGHEST);
    let y = top + NAME + Bar::HIGHEST - height;
    let (x, width, y, height) = (percent(place), percent(width), y.to_string(), height.to_string());
    view! { <rect x=x width=width y=y height=height data-tone=tone/> }
}

fn circle(place: Place, top: u32, tone: &'static str) -> AnyView {
    let y = (top + NAME + 8).to_string();
    view! { <circle cx=percent(place) cy=y r="6" data-tone=tone/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn bar(from: &str, to: &str) -> Bar {
        Bar::of(day(from), day(to), "plus")
    }

    const YEARS: (&str, &str) = ("2026-01-01", "2027-12-31");

    fn span() -> Span {
        Span { from: day(YEARS.0), to: day(YEARS.1) }
    }

    #[test]
    fn what_follows_without_a_gap_touches_and_all_of_it_fills_the_picture() {
        let (start, width) = span().stretch(bar(YEARS.0, "2026-12-31")).unwrap();
        let (next, rest) = span().stretch(bar("2027-01-01", YEARS.1)).unwrap();
        assert_eq!((start, start + width, next + rest), (0, next, WHOLE));
        assert_eq!(percent(next), "50.00%");
    }

    #[test]
    fn what_is_longer_is_cut_and_what_lies_outside_is_not_there() {
        assert_eq!(span().stretch(bar("2020-01-01", "2030-01-01")), Some((0, WHOLE)));
        assert_eq!(span().stretch(bar("2020-01-01", "2025-12-31")), None);
        assert_eq!(span().point(day("2028-01-01")), None);
    }

    #[test]
    fn one_day_is_seen_and_stays_inside() {
        let (start, width) = span().stretch(bar(YEARS.1, YEARS.1)).unwrap();
        assert_eq!((width, start + width), (NARROWEST, WHOLE));
        assert!(span().stretch(bar("2026-05-05", "2026-05-05")).unwrap().1 >= NARROWEST);
    }

    #[test]
    fn years_are_marked_where_they_begin() {
        assert_eq!(span().years(), [(0, 2026), (5000, 2027)]);
        let at_the_ends_of_the_calendar = Span { from: Date::MIN, to: Date::MAX };
        assert!(at_the_ends_of_the_calendar.stretch(bar(YEARS.0, YEARS.1)).is_some());
    }

    #[test]
    fn nothing_is_ever_drawn_outside() {
        for (before, length) in
            (-900..900).step_by(7).flat_map(|n| (0..2000).step_by(97).map(move |l| (n, l)))
        {
            let from = day(YEARS.0) + chrono::TimeDelta::days(before);
            let bar = Bar::of(from, from + chrono::TimeDelta::days(length), "plus");
            if let Some((start, width)) = span().stretch(bar) {
                assert!(start >= 0 && width >= NARROWEST && start + width <= WHOLE, "{before} {length}");
            }
        }
    }
}
