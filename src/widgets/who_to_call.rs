//! The three lines of who to call, in the same place on every page. Order and advisor's hours by the rules; numbers by
//! `config.json`, by the build until it has come. A number that is not set is said to be so.

use leptos::prelude::*;
use rules::{
    Instant,
    advisor::Availability,
    reason::Reason,
    who_to_call::{AdvisorOnDuty, Line, advice, order, reason},
};
use wire::{
    advisor::{Advisor, AdvisorOfAccount},
    config::{Config, Phone, tel},
};

use crate::{
    browser::intl::{self, Detail, viewer_zone},
    clock::use_clock,
    components::{loaded::Loaded, markup::view},
    session::use_session,
    widgets::why::explanation,
};

/// The strip below the header.
#[component]
pub fn WhoToCall(
    /// The account's advisor, once loaded.
    advisor: Loaded<AdvisorOfAccount>,
) -> impl IntoView {
    let clock = use_clock();
    // Once a minute is enough for opening hours, and keeps an opened list of regions open.
    let minute = clock.every(60);
    // In another zone the same hours read otherwise, and another region is the nearest.
    let zone = Memo::new(move |_| use_session().me().and_then(|me| me.zone.clone()));
    let lines = Memo::new(move |_| {
        minute.get();
        let now = clock.now_untracked();
        let advisor = advisor.value();
        let duty = advisor.as_ref().and_then(|advisor| OnDuty::at(advisor, now));
        let order = order(duty.as_ref().and_then(|duty| duty.advice.as_ref()));
        let unassigned = advisor.is_some_and(|known| known.advisor.is_none());
        (
            order,
            duty,
            match (use_session().has("advisor"), unassigned) {
                (false, _) => "ask whoever runs this portal",
                (_, true) => "no advisor is assigned to you yet",
                _ => "your advisor, Monday to Friday",
            },
        )
    });
    let config = move || use_session().config();
    view! {
        <section class="call" aria-label="Who to call">
            <ul>
                {move || {
                    zone.track();
                    let (order, duty, nobody) = lines.get();
                    let config = config();
                    order.map(|line| call_line(line, config.as_deref(), duty.as_ref(), nobody)).collect_view()
                }}
            </ul>
            {move || { zone.track(); config().map(|config| other_regions(&config.phones.new_fault)) }}
            {move || lines.get().1.and_then(|duty| duty.why).map(|why| sheet("Why this order", view! { <div class="why"><div>{explanation(why)}</div></div> }))}
        </section>
    }
}

/// Who answers for the advisor now.
#[derive(Clone, PartialEq, Debug)]
pub struct OnDuty {
    /// Who it is.
    pub name: String,
    phone: Option<String>,
    zone: String,
    /// Nothing when the hours can't be read: name and number are there all the same.
    advice: Option<rules::who_to_call::Advice>,
    /// Why it is open or closed.
    pub why: Option<Reason>,
}

impl OnDuty {
    /// `None` without advisor.
    pub fn at(of_account: &AdvisorOfAccount, now: Instant) -> Option<Self> {
        let of = |person: &Advisor, advice, why| {
            let (name, phone, zone) = (person.name.clone(), person.phone.clone(), person.zone.name.clone());
            Self { name, phone, zone, advice, why }
        };
        let Ok(times) = of_account.schedules() else {
            return of_account.advisor.as_ref().map(|person| of(person, None, None));
        };
        let (own, stand_in) = times?;
        let advice = advice(&own, stand_in.as_ref(), now);
        let (person, on_duty) = match advice.who {
            AdvisorOnDuty::Advisor => (of_account.advisor.as_ref()?, &own),
            AdvisorOnDuty::StandIn => (of_account.stand_in.as_ref()?, stand_in.as_ref()?),
        };
        let why = reason(on_duty, advice.availability);
        Some(of(person, Some(advice), Some(why)))
    }

    fn is_stand_in(&self) -> bool {
        self.advice.as_ref().is_some_and(|advice| advice.who == AdvisorOnDuty::StandIn)
    }

    /// "open until 17:00" or "opens Mon 09:00", in the viewer's zone, with the advisor's when it differs.
    pub fn hours(&self) -> (String, &'static str) {
        let both = |instant: Instant, detail: Detail| {
            let here = intl::format(instant, None, detail);
            let there = intl::format(instant, Some(&self.zone), detail);
            if here == there || self.zone == viewer_zone() { here } else { format!("{here} ({there} there)") }
        };
        let Some(advice) = &self.advice else { return ("hours can’t be read here".to_owned(), "") };
        match advice.availability {
            Availability::Open { until } => (format!("open until {}", both(until, Detail::Clock)), "yes"),
            Availability::Closed { opens: Some(opens), .. } => {
                (format!("opens {}", both(opens, Detail::Weekday)), "no")
            }
            Availability::Closed { opens: None, .. } => ("closed".to_owned(), "no"),
        }
    }
}

/// Who answers for the advisor, and the hours, in words; `None` without advisor.
pub fn advisor_now(of_account: &AdvisorOfAccount, now: Instant) -> Option<String> {
    let duty = OnDuty::at(of_account, now)?;
    let who = if duty.is_stand_in() {
        format!("{} stands in for your advisor", duty.name)
    } else {
        format!("Your advisor is {}", duty.name)
    };
    Some(format!("{who}: {}.", duty.hours().0))
}

fn call_line(line: Line, config: Option<&Config>, duty: Option<&OnDuty>, nobody: &'static str) -> AnyView {
    let demonstration = config.is_some_and(|config| config.demonstration_numbers);
    let mark = demonstration.then(|| view! { <span class="demo">"demonstration number"</span> });
    let unset = || view! { <span class="when">"no number is set here"</span> };
    match line {
        Line::NewFault => {
            let phone = config.and_then(|config| nearest(&config.phones.new_fault));
            view! { <li><b>"New fault"</b>" "{phone.map(|phone| view! { {number_link(phone)}" "<span class="when" data-open="yes">"24 hours, "{phone.label.clone()}</span>" "{mark} }).unwrap_or_else(unset)}</li> }
        }
        Line::StuckCase => {
            let phone = config.and_then(|config| nearest(&config.phones.stuck_case));
            view! { <li><b>"A case is stuck"</b>" "{phone.map(|phone| view! { {number_link(phone)}" "<span class="when" data-open="yes">{phone.label.clone()}", 24 hours"</span>" "{mark} }).unwrap_or_else(unset)}</li> }
        }
        Line::Advice => {
            let line = match duty {
                Some(duty) => {
                    let (hours, open) = duty.hours();
                    let phone = duty
                        .phone
                        .clone()
                        .map(|number| view! { <a href=tel(&number)>{number.clone()}</a>" " });
                    view! { {phone}<span class="when" data-open=open>{duty.name.clone()}{duty.is_stand_in().then_some(", standing in")}", "{hours}</span> }
                }
                None => view! { <span class="when">{nobody}</span> },
            };
            view! { <li><b>"Advice"</b>" "{line}</li> }
        }
    }
}

fn number_link(phone: &Phone) -> AnyView {
    view! { <a href=phone.href()>{phone.number.clone()}</a> }
}

/// Something that opens below the strip; one at a time.
fn sheet(title: &'static str, body: AnyView) -> AnyView {
    view! { <details name="who-to-call"><summary>{title}</summary><div class="sheet">{body}</div></details> }
}

fn other_regions(phones: &[Phone]) -> Option<AnyView> {
    (phones.len() > 1).then(|| {
        let rows = phones
            .iter()
            .map(|phone| view! { <li>{number_link(phone)}" "<span>{phone.label.clone()}</span></li> })
            .collect_view();
        sheet("Other regions", view! { <ul>{rows}</ul> })
    })
}

/// The number for where the viewer is: a guess from the zone, so its label always stands beside it.
pub fn nearest(phones: &[Phone]) -> Option<&Phone> {
    let region = region_of(&viewer_zone());
    phones
        .iter()
        .filter(|phone| !phone.number.is_empty())
        .find(|phone| phone.region.as_deref() == Some(region))
        .or_else(|| phones.iter().find(|phone| !phone.number.is_empty()))
}

/// The same guess as in the static shell of `index.html`.
fn region_of(zone: &str) -> &'static str {
    let starts = |areas: &[&str]| areas.iter().any(|area| zone.starts_with(area));
    if starts(&["Asia/", "Australia/", "Pacific/", "Indian/"]) {
        "APAC"
    } else if starts(&["Europe/", "Africa/", "Arctic/"]) {
        "EMEA"
    } else {
        "AMERICAS"
    }
}

#[cfg(test)]
mod tests {
    use super::region_of;

    #[test]
    fn regions_by_zone() {
        assert_eq!(region_of("Asia/Kolkata"), "APAC");
        assert_eq!(region_of("Europe/Berlin"), "EMEA");
        assert_eq!(region_of("America/Sao_Paulo"), "AMERICAS");
        assert_eq!(region_of("UTC"), "AMERICAS");
    }
}
