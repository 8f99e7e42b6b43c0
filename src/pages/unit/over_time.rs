//! The cover of a unit over time as a picture, with the same as a table: contracts, the gaps between them, the dates in the
//! life of its product and of its parts, and what ends first. What is drawn is worked out here from what `rules` decide.

use leptos::prelude::*;
use rules::{
    Date,
    country::CountryList,
    entitlement::{Answer, CoverEnd, EndCause, ends, over_time::intervals},
    term::{ContractKind, ContractStatus, Side, Term},
    unit::{EndOfSupport, Unit},
    words,
};
use wire::unit_history::Milestone;

use crate::{
    components::{
        card::card,
        chart::{Bar, Lane, Span, chart},
        link::link,
        markup::view,
        words::muted,
    },
    route::Route,
    widgets::cover::answer_words,
};

/// How far the picture reaches at most: from so many months before the date to so many after it.
const BEFORE: u32 = 24;
const AFTER: u32 = 48;
/// How far it reaches at least, either way.
const AROUND: u32 = 6;

const SIDES: [Side; 2] = [Side::Service, Side::Care];

/// The card. `as_of` makes the address of the unit as of a day.
pub fn over_time(
    unit: &Unit,
    milestones: &[Milestone],
    countries: &CountryList,
    on: Date,
    as_of: impl Fn(Date) -> Route,
) -> AnyView {
    let story = Story::of(unit, milestones, countries, on);
    let first = first_to_end(&ends(unit, on).collect::<Vec<_>>());
    let Span { from, to } = story.span;
    let reach = format!("{} to {}", words::date(from), words::date(to));
    let picture =
        chart(story.span, &story.lanes(unit, on), on, format!("Cover from {reach}. The table has the same."));
    let day = |day: Option<Date>| day.map(|day| link(&as_of(day), words::date(day)));
    let row = |line: &Line| {
        let (from, to) = (day(line.from), day(line.to));
        view! { <tr><td data-label="From">{from}</td><td data-label="To">{to}</td><th scope="row" data-label="What">{line.words.clone()}</th></tr> }
    };
    let rows = story.lines.iter().map(row).collect_view();
    card(
        "Cover over time",
        view! {
            <p>{first}</p>
            {picture}
            <p>{muted(format!("{reach}; the line marks {}. Days in the site’s zone; the first and the last day of each count.", words::date(on)))}</p>
            <details class="why"><summary>"The same as a table"</summary>
                <div class="table-scroll" role="region" aria-label="Cover over time" tabindex="0">
                    <table class="table" data-narrow="stack">
                        <caption class="visually-hidden">"Cover over time"</caption>
                        <thead><tr><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col">"What"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        },
    )
}

/// "Ends first: Juniper Care, last day 31 Dec 2026. Then End of Support, 1 Jan 2030."
fn first_to_end(ends: &[CoverEnd]) -> String {
    let mut ends = ends.to_vec();
    ends.sort_by_key(|end| end.on);
    let name = |end: &CoverEnd| match end.cause {
        EndCause::ServiceTerm => Side::Service.name(),
        EndCause::CareTerm => Side::Care.name(),
        EndCause::EndOfSupport => "End of Support",
    };
    let all = ends.iter().map(|end| format!("{}, last day {}", name(end), words::date(end.on)));
    match all.collect::<Vec<_>>().split_first() {
        None => "Nothing that holds on this date has a known end.".to_owned(),
        Some((first, [])) => format!("Ends first: {first}."),
        Some((first, rest)) => format!("Ends first: {first}. Then {}.", rest.join("; ")),
    }
}

/// What the picture and the table show.
struct Story {
    span: Span,
    cover: Vec<(Bar, Answer)>,
    dates: Vec<(Date, String)>,
    lines: Vec<Line>,
}

/// One row of the table. A single day has no last one.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    from: Option<Date>,
    to: Option<Date>,
    words: String,
}

impl Story {
    fn of(unit: &Unit, milestones: &[Milestone], countries: &CountryList, on: Date) -> Self {
        let end_of_support = |end: EndOfSupport| match end {
            EndOfSupport::On(last) => Some(last),
            EndOfSupport::NotAnnounced | EndOfSupport::NoData => None,
        };
        let own = end_of_support(unit.end_of_support).map(|last| (last, "End of Support".to_owned()));
        let told = milestones.iter().map(|known| (known.on, known.kind.name().to_owned()));
        let mut dates: Vec<(Date, String)> = told.chain(own).collect();
        dates.sort();
        let terms = unit.terms.as_deref().unwrap_or_default();
        let span = span_of(terms, &dates, on);
        let cover = joined(unit, countries, span);
        let mut lines: Vec<Line> = cover
            .iter()
            .map(|(bar, answer)| {
                Line::stretch(bar.from, bar.to, format!("Cover: {}", answer_words(*answer).name))
            })
            .collect();
        lines.extend(terms.iter().map(|term| Line::stretch(term.start, term.end, term_words(term))));
        for side in SIDES {
            let gap = |(from, to)| Line::stretch(from, to, format!("A gap: no {}", side.name()));
            lines.extend(unit.gaps(side).into_iter().map(gap));
        }
        lines.extend(dates.iter().map(|(day, words)| Line::day(*day, words.clone())));
        let of_part = |part: &rules::unit::Part| {
            let last = end_of_support(part.end_of_support)?;
            Some(Line::day(last, format!("End of Support of the part {} ({})", part.slot, part.model)))
        };
        lines.extend(unit.parts.iter().filter_map(of_part));
        lines.sort_by_key(|line| (line.from, line.to));
        Self { span, cover, dates, lines }
    }

    /// Cover, the two sides, the product, its parts.
    fn lanes(&self, unit: &Unit, on: Date) -> Vec<Lane> {
        let terms = unit.terms.as_deref().unwrap_or_default();
        let cover = Lane {
            name: self.cover_name(on),
            bars: self.cover.iter().map(|(bar, _)| *bar).collect(),
            points: Vec::new(),
        };
        let side = |side: Side| {
            let known = terms.iter().filter(|term| term.is(side));
            let mut bars: Vec<Bar> =
                known.map(|term| Bar::of(term.start, term.end, term_tone(term))).collect();
            bars.extend(unit.gaps(side).iter().map(|(from, to)| Bar::of(*from, *to, "none")));
            let none = match (bars.is_empty(), unit.terms_unread) {
                (false, _) => "",
                (true, false) => ": none",
                (true, true) => ": none that can be read",
            };
            Lane { name: format!("{}{none}", side.name()), bars, points: Vec::new() }
        };
        let point = |day: Date| (day, if day < on { "past" } else { "ahead" });
        let support = match unit.end_of_support {
            EndOfSupport::On(last) => format!("Product: End of Support {}", words::date(last)),
            EndOfSupport::NotAnnounced => "Product: End of Support not announced".to_owned(),
            EndOfSupport::NoData => "Product: no data on its End of Support".to_owned(),
        };
        let product = Lane {
            name: support,
            bars: Vec::new(),
            points: self.dates.iter().map(|(day, _)| point(*day)).collect(),
        };
        let of_parts = unit.parts.iter().filter_map(|part| match part.end_of_support {
            EndOfSupport::On(last) => Some(point(last)),
            _ => None,
        });
        let parts: Vec<_> = of_parts.collect();
        let parts = (!parts.is_empty()).then(|| Lane {
            name: "Parts: End of Support".to_owned(),
            bars: Vec::new(),
            points: parts,
        });
        [cover, side(Side::Service), side(Side::Care), product].into_iter().chain(parts).collect()
    }

    fn cover_name(&self, on: Date) -> String {
        let now = self.cover.iter().find(|(bar, _)| bar.from <= on && on <= bar.to);
        now.map_or_else(|| "Cover".to_owned(), |(_, answer)| format!("Cover: {}", answer_words(*answer).name))
    }
}

impl Line {
    fn stretch(from: Date, to: Date, words: String) -> Self {
        Self { from: Some(from), to: Some(to), words }
    }

    fn day(day: Date, words: String) -> Self {
        Self { from: Some(day), to: None, words }
    }
}

/// All that is known, but not so much that a gap of a month can't be seen any more.
fn span_of(terms: &[Term], dates: &[(Date, String)], on: Date) -> Span {
    let months = chrono::Months::new;
    let (back, ahead) = (
        |n| on.checked_sub_months(months(n)).unwrap_or(on),
        |n| on.checked_add_months(months(n)).unwrap_or(on),
    );
    let starts = terms.iter().map(|term| term.start);
    let ends = terms.iter().map(|term| term.end).chain(dates.iter().map(|(day, _)| *day));
    Span {
        from: starts.min().unwrap_or(on).clamp(back(BEFORE), back(AROUND)),
        to: ends.max().unwrap_or(on).clamp(ahead(AROUND), ahead(AFTER)),
    }
}

/// The answers over the span, each as long as it stays; the conditions behind it may change meanwhile.
fn joined(unit: &Unit, countries: &CountryList, span: Span) -> Vec<(Bar, Answer)> {
    let mut joined: Vec<(Bar, Answer)> = Vec::new();
    for interval in intervals(unit, countries, span.from, span.to) {
        match joined.last_mut() {
            Some((bar, answer)) if *answer == interval.answer => bar.to = interval.to,
            _ => {
                let tone = answer_words(interval.answer).state;
                joined.push((Bar::of(interval.from, interval.to, tone), interval.answer));
            }
        }
    }
    joined
}

fn term_tone(term: &Term) -> &'static str {
    match term.status {
        _ if term.is_unknown() && term.may_count() => "unknown",
        ContractStatus::Active | ContractStatus::Unknown => "plus",
        ContractStatus::Suspended | ContractStatus::Cancelled => "ended",
    }
}

fn term_words(term: &Term) -> String {
    let state = match term.status {
        ContractStatus::Active | ContractStatus::Unknown => "",
        ContractStatus::Suspended => ", suspended",
        ContractStatus::Cancelled => ", cancelled",
    };
    let kind = if term.kind == ContractKind::Unknown { "" } else { term.kind.name() };
    format!("{kind} {}{state}", term.named()).trim_start().to_owned()
}

#[cfg(test)]
mod tests;
