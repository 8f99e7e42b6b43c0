//! A week of the advisor, day by day, where the advisor works and where the viewer is; and when nobody is there.

use leptos::prelude::*;
use rules::{
    Date, Instant,
    advisor::{self, AdvisorOnDuty, ClosedBecause, Day, Schedule},
    calendar::Span,
    words,
};
use wire::advisor::{Advisor, AdvisorOfAccount};

use crate::{
    browser::intl::{self, Detail, viewer_zone},
    clock::use_clock,
    components::{card::card, markup::view},
    route::{Route, WeekShown},
    session::use_session,
};

/// How many holidays are named.
const HOLIDAYS: usize = 6;

/// The week; nothing without an advisor.
pub fn week(of_account: &AdvisorOfAccount, shown: WeekShown, account: Memo<String>) -> Option<AnyView> {
    let (own, stand_in) = of_account.schedules().ok()??;
    let today = own.zone.date(use_clock().now_untracked());
    let ahead = if shown == WeekShown::Next { 7 } else { 0 };
    // Rows are days of the advisor's, weeks those of whoever looks at them.
    let begins = use_session().me().and_then(|me| me.week_start.as_ref()?.known()).unwrap_or_default();
    let first = begins.of(today) + chrono::Days::new(ahead);
    let names = [&of_account.advisor, &of_account.stand_in]
        .map(|advisor| advisor.as_ref().map(|advisor| advisor.name.clone()).unwrap_or_default());
    let table = Table { own: &own, stand_in: stand_in.as_ref(), today, names, viewer: viewer_zone() };
    let rows: Vec<AnyView> =
        advisor::week(&own, stand_in.as_ref(), first).iter().map(|day| table.row(day)).collect();
    let here = table.viewer.clone();
    let there = own.zone.name().to_owned();
    let tab = move |week: WeekShown, words: &'static str| {
        let route =
            move || Route::Advisor { account: account.get(), week, cursor: String::new() }.to_string();
        view! { <a href=route aria-current=(week == shown).then_some("page")>{words}</a> }
    };
    Some(card(
        "Week",
        view! {
            <nav class="tabs" aria-label="Which week">{tab(WeekShown::This, "This week")}{tab(WeekShown::Next, "Next week")}</nav>
            <div class="table-scroll" role="region" aria-label="Hours" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Hours in the week from "{words::date(first)}</caption>
                    <thead><tr><th scope="col">"Day"</th><th scope="col">"Hours in "{there}</th><th scope="col">"In "{here}</th><th scope="col">"Who"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        },
    ))
}

struct Table<'a> {
    own: &'a Schedule,
    stand_in: Option<&'a Schedule>,
    today: Date,
    /// Of the advisor and of the stand-in.
    names: [String; 2],
    viewer: String,
}

impl Table<'_> {
    fn row(&self, day: &Day) -> AnyView {
        let is_today = (day.date == self.today).then_some("date");
        let [advisor, stand_in] = &self.names;
        let who = match (day.closed, day.who) {
            (Some(because), _) => why_closed(because).to_owned(),
            (None, AdvisorOnDuty::Advisor) => advisor.clone(),
            (None, AdvisorOnDuty::StandIn) => {
                let zone = self.stand_in.map(|stand_in| stand_in.zone.name()).unwrap_or_default();
                format!("{stand_in}, standing in from {zone}")
            }
        };
        let hours = |zone: &str| match day.closed {
            Some(_) => "closed".to_owned(),
            None => spans(&day.hours, day.date, zone),
        };
        view! {
            <tr><th scope="row" data-label="Day" aria-current=is_today>{weekday(day.date)}" "{words::date(day.date)}</th>
                <td data-label="There">{hours(self.own.zone.name())}</td><td data-label="Here">{hours(&self.viewer)}</td><td data-label="Who">{who}</td></tr>
        }
    }
}

fn why_closed(because: ClosedBecause) -> &'static str {
    match because {
        ClosedBecause::Weekend => "Weekend",
        ClosedBecause::Holiday => "Holiday",
        ClosedBecause::Leave => "On leave, nobody stands in",
        ClosedBecause::OutsideHours => "No hours on this day",
    }
}

/// "08:00 to 17:00", with the day where it is another one than that of the row.
fn spans(hours: &[Span], date: Date, zone: &str) -> String {
    let time = |instant: Instant| {
        let with_day = intl::format(instant, Some(zone), Detail::Weekday);
        if with_day.starts_with(&weekday(date)) {
            intl::format(instant, Some(zone), Detail::Clock)
        } else {
            with_day
        }
    };
    let words: Vec<String> =
        hours.iter().map(|span| format!("{} to {}", time(span.from), time(span.to))).collect();
    words.join(", ")
}

/// "Mon"
fn weekday(date: Date) -> String {
    chrono::Datelike::weekday(&date).to_string()
}

/// Leave and holidays that are not over yet, in words.
pub fn away(advisor: &Advisor, now: Instant) -> (Option<String>, Option<String>) {
    let Ok(schedule) = Schedule::try_from(advisor) else { return (None, None) };
    let today = schedule.zone.date(now);
    let day = |date: Date| format!("{} {}", weekday(date), words::date(date));
    let leave = schedule.leave.iter().filter(|(_, to)| *to >= today);
    let leave: Vec<String> = leave.map(|(from, to)| format!("{} to {}", day(*from), day(*to))).collect();
    let holidays = schedule.holidays.iter().filter(|date| **date >= today).take(HOLIDAYS);
    let holidays: Vec<String> = holidays.map(|date| day(*date)).collect();
    let listed = |words: Vec<String>| Some(words.join(", ")).filter(|words| !words.is_empty());
    (listed(leave), listed(holidays))
}
