//! Was the word kept? How fast engineers first answered the account's own cases, by priority and channel, over eight quarters:
//! a picture with its table, in which each figure leads to the cases behind it. What is counted is decided by
//! [`rules::response::record`]; a target, never a guarantee.

pub mod cases;

use chrono::TimeDelta;
use leptos::prelude::*;
use rules::{
    access::Role,
    response::record::{Figures, Kept},
    webinar::quarter::Quarter,
    words,
};
use wire::{
    case::Channel,
    response_record::{RecordRow, ResponseRecord},
};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        chart::{Bar, Lane, Span, chart},
        icon::Icon,
        link::{link, use_asked, use_go_in_place},
        loaded::load,
        markup::view,
        page_head::PageHead,
        words::{muted, none_or},
    },
    route::{KeptQuery, Page, Route},
    session::use_session,
    widgets::{
        one_account::{account_of, one_account},
        response_clock::rounded,
        why::Why,
    },
};

/// The page.
pub fn page() -> AnyView {
    let account = account_of(use_asked(Page::WordKept));
    let tick = use_clock().poll(60);
    let record = load(move || {
        tick.get();
        Some(api::response_record::read(&account.get()))
    });
    let go = use_go_in_place();
    let choice = one_account(account, move |account| go(Route::WordKept { account }));
    view! {
        <PageHead title="Was the word kept?" back=(Route::open_cases(), "Cases")
            lead="How fast engineers first answered your own cases, over eight quarters. A target, never a guarantee."/>
        {choice}
        {is_of_the_desk().then(|| muted("Counted here are the escalated cases, which are those that you see: it is not the record of the account."))}
        {record.show("the record", move |record| shown(record, &account.get_untracked()))}
    }
}

/// The desk sees escalated cases only, so what it reads is a record of those.
fn is_of_the_desk() -> bool {
    use_session().me().is_some_and(|me| me.role.known() == Some(Role::EscalationDesk))
}

fn shown(record: &ResponseRecord, account: &str) -> AnyView {
    if record.rows.is_empty() {
        return none_or(record.rows.unread, || {
            view! {
                <div class="empty"><Icon name="case"/><h2>"Nothing to measure yet"</h2><p>"No case was opened in these eight quarters. Each one that is shows here with its first response."</p></div>
            }
        });
    }
    let unread = (record.rows.unread > 0)
        .then(|| view! { <p>"Not all figures can be read here: these are those of the rest."</p> });
    let all = sum(&record.rows);
    let share = all.percent().map(|percent| format!("{percent} %: "));
    let headline = format!("{} of {} within the target", all.met, words::count(all.judged(), "case"));
    let lanes = lanes(&record.rows);
    view! {
        <div class="stack" data-gap="wide">
            {card("Over all", view! { <p><b>{share}{headline}</b></p>{unread}<Why reason=all.reason()/> })}
            {picture(record, &lanes).map(|picture| card("Share within the target", picture))}
            {table(record, &lanes, account)}
        </div>
    }
}

/// The figures of all of them; there is no middle of several middles.
fn sum(rows: &[RecordRow]) -> Figures {
    let mut all = Figures::default();
    for row in rows {
        all.met += row.met;
        all.missed += row.missed;
        all.never_contacted += row.never_contacted;
        all.running += row.running;
    }
    all
}

/// A priority and a channel.
type Kind = (u8, Channel);

/// Those that occur, the most urgent first.
fn lanes(rows: &[RecordRow]) -> Vec<Kind> {
    let mut lanes: Vec<Kind> = rows.iter().map(|row| (row.priority, row.channel.clone())).collect();
    lanes.sort_unstable_by(|a, b| (a.0, a.1.as_str()).cmp(&(b.0, b.1.as_str())));
    lanes.dedup();
    lanes
}

/// "P1 by phone"
fn name((priority, channel): &Kind) -> String {
    format!("P{priority} by {}", rules::response::Channel::from(channel).name())
}

fn of_lane<'a>(rows: &'a [RecordRow], (priority, channel): &'a Kind) -> impl Iterator<Item = &'a RecordRow> {
    rows.iter().filter(move |row| row.priority == *priority && row.channel == *channel)
}

/// One line a lane, one bar a quarter: the more was answered in time, the higher.
fn picture(record: &ResponseRecord, lanes: &[Kind]) -> Option<AnyView> {
    let first = Quarter::parse(record.quarters.first()?)?.first_day();
    let last = Quarter::parse(record.quarters.last()?)?.next().first_day().pred_opt()?;
    let lane = |kind: &Kind| {
        let bars = of_lane(&record.rows, kind).filter_map(bar).collect();
        Lane { name: name(kind), bars, points: Vec::new() }
    };
    let lanes: Vec<Lane> = lanes.iter().map(lane).collect();
    let words = "Share of first responses within the target, by quarter: the higher the bar, the more of them. The table has the same.";
    let span = Span { from: first, to: last };
    Some(view! {
        <p>"A full bar: all within the target. The lower, the fewer. No bar: nothing to judge."</p>
        {chart(span, &lanes, use_clock().today(), words.to_owned())}
    })
}

/// With a little room after it. Nothing can be said yet where all still run.
fn bar(row: &RecordRow) -> Option<Bar> {
    let quarter = Quarter::parse(&row.quarter)?;
    let to = quarter.next().first_day() - TimeDelta::days(12);
    let percent = Figures::from(row).percent()?;
    let tone = match percent {
        100 => "plus",
        0 => "none",
        _ => "care",
    };
    let height = 2 + u32::from(percent) * (Bar::HIGHEST - 2) / 100;
    Some(Bar { from: quarter.first_day(), to, tone, height })
}

fn table(record: &ResponseRecord, lanes: &[Kind], account: &str) -> AnyView {
    let heads: Vec<AnyView> =
        record.quarters.iter().map(|quarter| view! { <th scope="col">{quarter.clone()}</th> }).collect();
    let line = |kind: &Kind| {
        let cells = record.quarters.iter().map(|quarter| {
            let row = of_lane(&record.rows, kind).find(|row| row.quarter == *quarter);
            let inside = row.map_or_else(
                || muted(if record.rows.unread == 0 { "no case" } else { "not known" }),
                |row| cell(row, account),
            );
            view! { <td data-label=quarter.clone()>{inside}</td> }
        });
        let cells: Vec<AnyView> = cells.collect();
        view! { <tr><th scope="row">{name(kind)}{target(&record.rows, kind).map(muted)}</th>{cells}</tr> }
    };
    let lines: Vec<AnyView> = lanes.iter().map(line).collect();
    view! {
        <div class="table-scroll" role="region" aria-label="First responses by quarter" tabindex="0">
            <table class="table" data-narrow="stack" data-figures="">
                <caption>"First responses within the target, by quarter (UTC) in which the case was opened"</caption>
                <thead><tr><th scope="col">"Priority and channel"</th>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

/// Of the latest cases: the table of targets may have changed.
fn target(rows: &[RecordRow], kind: &Kind) -> Option<String> {
    let minutes = of_lane(rows, kind).filter_map(|row| row.target_minutes).last()?;
    Some(format!("target {}", words::minutes(minutes)))
}

/// Each figure leads to its cases.
fn cell(row: &RecordRow, account: &str) -> AnyView {
    let figures = Figures::from(row);
    let to = |became: &str, words: String| {
        let query = KeptQuery {
            quarter: row.quarter.clone(),
            priority: row.priority.to_string(),
            channel: row.channel.as_str().to_owned(),
            became: became.to_owned(),
            account: account.to_owned(),
            cursor: String::new(),
        };
        link(&Route::KeptCases(query), words)
    };
    let others = [Kept::Missed, Kept::NeverContacted, Kept::Running].into_iter().filter_map(|kept| {
        let n = figures.of(kept);
        let short = if kept == Kept::Missed { "later" } else { kept.words() };
        (n > 0).then(|| view! { <small>{to(kept.code(), format!("{n} {short}"))}</small> })
    });
    let others: Vec<AnyView> = others.collect();
    let judged = figures.judged();
    let share = (judged > 0).then(|| to("", format!("{} of {judged}", figures.met)));
    let median = row.median_seconds.map(|seconds| muted(format!("median {}", span(seconds))));
    // In one piece: on a narrow screen it stands beside the name of its quarter.
    view! { <div>{share}{median}{others}</div> }
}

/// "17 min"
fn span(seconds: i64) -> String {
    rounded(TimeDelta::try_seconds(seconds).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(quarter: &str, priority: u8, channel: Channel, [met, missed]: [u32; 2]) -> RecordRow {
        RecordRow {
            quarter: quarter.to_owned(),
            priority,
            channel,
            met,
            missed,
            never_contacted: 0,
            running: 1,
            median_seconds: Some(61),
            target_minutes: Some(30),
        }
    }

    #[test]
    fn lanes_come_by_urgency_and_a_bar_is_as_high_as_its_share() {
        let rows = [
            row("2026-Q1", 2, Channel::Web, [1, 1]),
            row("2026-Q2", 1, Channel::Web, [2, 0]),
            row("2026-Q2", 1, Channel::Phone, [0, 3]),
            row("2026-Q3", 2, Channel::Web, [0, 0]),
        ];
        assert_eq!(
            lanes(&rows).iter().map(name).collect::<Vec<_>>(),
            ["P1 by phone", "P1 by web", "P2 by web"]
        );
        let bars = rows.each_ref().map(|row| bar(row).map(|bar| (bar.tone, bar.height)));
        assert_eq!(bars, [Some(("care", 9)), Some(("plus", 16)), Some(("none", 2)), None]);
        assert_eq!((sum(&rows).met, sum(&rows).judged(), sum(&rows).running), (3, 7, 4));
        assert_eq!(
            (span(61), target(&rows, &(2, Channel::Web)).as_deref()),
            ("1 min".to_owned(), Some("target 30 minutes"))
        );
    }
}
