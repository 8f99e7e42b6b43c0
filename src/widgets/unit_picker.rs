//! Finding a unit by serial, part of it, host name, model or site; and the way on when nobody finds it (B-22).

use std::time::Duration;

use leptos::prelude::*;
use rules::{
    Instant,
    country::CountryList,
    entitlement::{Answer, assess},
    zone::ZoneRules,
};
use wire::{
    unit::{Unit, UnitList},
    zone,
};

use crate::{
    api::{self, Reading},
    browser::{document, timer},
    clock::use_clock,
    components::{
        error_summary::{ProblemsSignal, message_of},
        icon::Icon,
        loaded::{FailureView, load},
        markup::{live, view},
    },
    route::UnitsQuery,
    session::use_session,
    widgets::cover::cover_badge,
};

/// How many hits are offered.
const OFFERED: u32 = 8;

/// The zone of a unit's site; nothing when it is not known, or can't be read.
pub fn site_zone(unit: &Unit, zones: &[zone::ZoneRules]) -> Option<ZoneRules> {
    let name = unit.site().and_then(|site| site.zone.as_ref());
    zones.iter().find(|zone| Some(&zone.name) == name).and_then(|zone| ZoneRules::try_from(zone).ok())
}

/// The civil date of an instant in that zone; UTC when it is not known.
pub fn site_date(unit: &Unit, zones: &[zone::ZoneRules], now: Instant) -> rules::Date {
    site_zone(unit, zones).unwrap_or_else(ZoneRules::utc).date(now)
}

/// The answer about a unit's cover on a date, by the rules in the browser; `None` for data that can't be read.
pub fn answer_on(unit: &Unit, countries: &CountryList, on: rules::Date) -> Option<Answer> {
    unit.facts().ok().map(|facts| assess(&facts, countries, on).answer)
}

/// A search field with its hits below; choosing one calls `choose`.
#[component]
pub fn UnitPicker(
    /// Id of the control.
    #[prop(default = "unit")]
    id: &'static str,
    #[prop(default = "Unit")] label: &'static str,
    /// Text to begin with.
    text: RwSignal<String>,
    /// Gets the unit, and its cover of today at its site when that can be told.
    #[prop(into)]
    choose: Callback<(Unit, Option<Answer>)>,
    /// The form's problems; that of this control is shown here.
    problems: ProblemsSignal,
    /// Id of the one of several accounts whose units are meant.
    #[prop(optional)]
    account: Option<Memo<String>>,
) -> impl IntoView {
    let search = move |q: &str| search(q, account.map(|account| account.get()).unwrap_or_default());
    let asked = timer::settled(move || text.get().trim().to_owned(), Duration::from_millis(250));
    let found = load(move || asked.with(|q| (!q.is_empty()).then(|| search(q))));
    // What was found goes with the text, not a while after it.
    let is_empty = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let hits_id = format!("{id}-hits");
    let hits = live(move || {
        // Who is quick has gone on to a hit of an older text.
        document::focus_next_if_within(&hits_id, id);
        match found.answer().filter(|_| !is_empty.get()) {
            // The answer to an older text stays until the new one comes, but is not said to be about the new one.
            Some(Ok(list)) => {
                let q = asked.with_untracked(|q| found.answers(&search(q)).then(|| q.clone()));
                hits(hits_id.clone(), &q.unwrap_or_default(), &list, choose)
            }
            Some(Err(failure)) => {
                view! { <FailureView what="units" failure again=move |()| found.again()/> }
            }
            None => ().into_any(),
        }
    });
    let error = move || problems.with(|problems| message_of(problems, id));
    let invalid = move || error().is_some();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field" data-invalid=move || invalid().then_some("")>
            <label for=id>{label}</label>
            <p class="hint" id=hint_id>"Serial number, a part of it, host name, model or site"</p>
            {move || error().map(|error| view! { <p class="error" id=error_id.clone()><Icon name="warning"/>{error}</p> })}
            <input id=id type="search" autocomplete="off" aria-describedby=described
                aria-invalid=move || invalid().then_some("true")
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            {hits}
        </div>
    }
}

fn search(q: &str, account: String) -> Reading<UnitList> {
    api::units::list(&UnitsQuery { q: q.to_owned(), account, ..UnitsQuery::default() }, OFFERED)
}

/// What was found for `q`, or that nothing was; without a word about it while `q` is empty.
fn hits(id: String, q: &str, list: &UnitList, choose: Callback<(Unit, Option<Answer>)>) -> AnyView {
    let count = list.total.unwrap_or(u32::try_from(list.items.all()).unwrap_or(u32::MAX));
    let rows = list.items.iter().map(|unit| hit(unit.clone(), &list.zones, choose)).collect_view();
    let words = match count {
        _ if q.is_empty() => String::new(),
        0 => format!("No unit of your install base matches “{q}”."),
        1 => "1 unit".to_owned(),
        n if n > OFFERED => format!("{n} units, the first {OFFERED}: type more to narrow it down"),
        n => format!("{n} units"),
    };
    let words = if list.items.unread == 0 { words } else { words + " Not every one can be read here." };
    view! { <p class="hint" role="status">{words}</p><ul class="people" id=id>{rows}</ul> }
}

fn hit(unit: Unit, zones: &[zone::ZoneRules], choose: Callback<(Unit, Option<Answer>)>) -> AnyView {
    let now = use_clock().now_untracked();
    let on = site_date(&unit, zones, now);
    let answer = use_session().countries().and_then(|countries| answer_on(&unit, &countries, on));
    let place = unit.site().map(|site| site.name.clone()).unwrap_or_default();
    let (title, detail) = (unit.title().to_owned(), format!("{} · {} · {place}", unit.model, unit.number()));
    view! {
        <li><button type="button" on:click=move |_| choose.run((unit.clone(), answer))>
            <span><b>{title}</b>" "<small>{detail}</small></span>
            {answer.map(cover_badge)}
        </button></li>
    }
}
