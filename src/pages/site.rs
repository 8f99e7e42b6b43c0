//! One site: its address, the units that stand there with their cover, who is there, how to get in, and what happened to it.
//! Whether units can be moved there is the rules' to say; who may change it, the API's.

pub mod editing;
pub mod fields;
mod history;
pub mod task;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{access::Action, country, entitlement::Answer, reason::Outcome, unit_change::may_stand, words};
use wire::{
    config::tel,
    site::{CoverCounts, SiteDetail, SitePerson},
    unit::{Unit, UnitList},
};

use crate::{
    api,
    browser::intl,
    clock::use_clock,
    components::{
        card::{banner, card},
        fact::{fact, fact_if_known},
        link::{link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        words::{avatar, badge, more_unread, muted, none},
    },
    pages::one::page_of,
    route::{Page, Route, UnitsQuery},
    session::use_session,
    widgets::{
        cover::{answer_words, cover_badge},
        one_account::in_address,
        unit_picker::{answer_on, site_date},
        why::Why,
    },
};
use editing::Editing;
use task::Task;

/// A site with its entity tag, which a change names.
type Seen = (SiteDetail, String);

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Site);
    let id = Memo::new(move |_| asked.with(Route::name));
    let site = load(move || Some(api::sites::one(&id.get())));
    let units = load(move || Some(api::sites::units(&site.value()?.0.summary.site.id)));
    let editing = Editing::new(Some(site), Memo::new(|_| String::new()));
    page_of("site", id, site, move |seen| site_view(&seen, units, id, editing))
}

fn site_view(seen: &Arc<Seen>, units: Loaded<UnitList>, asked: Memo<String>, editing: Editing) -> AnyView {
    let (found, summary) = (&seen.0, &seen.0.summary);
    let site = &summary.site;
    let may_edit = use_session().me().is_some_and(|me| me.may(Action::EditUnits));
    let button = |words: &'static str, task: fn(Arc<Seen>) -> Task| {
        let seen = seen.clone();
        view! { <button class="button" type="button" on:click=move |_| editing.begin(task(seen.clone()))>{words}</button> }
    };
    let buttons = may_edit.then(|| {
        // All who are there are written anew: those who can't be read would be lost.
        let edit = (found.people.unread == 0).then(|| button("Edit", Task::Edit));
        view! { {edit}{button("Join with another", Task::Join)} }
    });
    let former = summary.former.clone();
    let joined = live(move || {
        let name = asked
            .with(|asked| former.iter().find(|former| former.id == *asked).map(|former| former.name.clone()));
        name.map(|name| {
            banner(
                "info",
                "info",
                format!("“{name}” was joined with this site."),
                "What was known of it stands here.",
            )
        })
    });
    let cover = view! {
        <p class="cluster">{summary.units.map(|units| format!("{}: ", words::count(units, "unit")))}{counts(&summary.cover)}</p>
        {units.show("the units", units_table)}
    };
    editing.stands_anew();
    view! {
        <PageHead title=site.name.clone() lead=site.address() back=(Route::Sites { q: String::new(), account: String::new(), cursor: String::new() }, "Sites") problems=editing.problems>{buttons}</PageHead>
        {joined}
        {attention(found)}
        {editing.view()}
        <div class="columns" data-split="main">
            <div class="stack">{card("Units", cover)}{history::history_view(&found.changes)}</div>
            <div class="stack">{card("Site", facts(found))}{visit(found, may_edit)}</div>
        </div>
    }
}

/// What stands in the way of cover, and what is likely the same place.
fn attention(found: &SiteDetail) -> AnyView {
    let site = &found.summary.site;
    let country = site.country_code();
    let excluded = live(move || {
        let countries = use_session().countries()?;
        let reason = may_stand(country, &countries);
        (reason.outcome == Outcome::Failed).then(|| {
            let first = "The service is not available here.";
            banner("bad", "warning", first, view! { {reason.why.clone()}<Why reason/> })
        })
    });
    let incomplete = (!site.is_complete()).then(|| {
        let rest = "Street, city and country are needed before its units can have cover.";
        banner("warn", "warning", "The address is not complete.", rest)
    });
    let similar = found.summary.similar.iter().map(|other| {
        let to = Route::Site { id: other.id.clone() };
        let rest = view! { "It may be the same place as "{link(&to, other.name.clone())}". If it is, join them: the units move, and the old name still leads there." };
        banner("warn", "site", "This site may stand in the list twice.", rest)
    });
    view! { <div class="stack">{excluded}{incomplete}{similar.collect_view()}</div> }
}

/// How many units have which cover; nothing for none.
pub fn counts(cover: &CoverCounts) -> AnyView {
    let all = [
        (Answer::AdvancedCarePlus, cover.advanced_care_plus),
        (Answer::JuniperCareOnly, cover.juniper_care_only),
        (Answer::NoCoverFound, cover.no_cover_found),
        (Answer::CannotTell, cover.cannot_tell),
    ];
    let badges = all.into_iter().filter(|(_, units)| *units > 0).map(|(answer, units)| {
        let words = answer_words(answer);
        badge(words.tone, format!("{units} {}", words.name))
    });
    badges.collect_view().into_any()
}

fn units_table(list: &UnitList) -> AnyView {
    if list.items.is_empty() {
        return none(
            list.items.unread,
            "No unit stands here. Units are registered with their site, or moved here from their own page.",
        );
    }
    let rows = list.items.iter().map(|unit| unit_row(unit, list)).collect_view();
    let shown = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    let more = list.total.filter(|total| *total > shown).map(|total| {
        let site = list.items.first().and_then(Unit::site).map(|site| site.id.clone()).unwrap_or_default();
        let all = Route::Units(UnitsQuery { site, ..UnitsQuery::default() });
        view! { <p>{link(&all, format!("All {total} in the list of units"))}</p> }
    });
    view! {
        <div class="table-scroll" role="region" aria-label="Units at this site" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Units at this site"</caption>
                <thead><tr><th scope="col">"Host name"</th><th scope="col">"Serial"</th><th scope="col">"Model"</th><th scope="col">"Cover today"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
}

fn unit_row(unit: &Unit, list: &UnitList) -> AnyView {
    let on = site_date(unit, &list.zones, use_clock().now_untracked());
    let answer = use_session().countries().and_then(|countries| answer_on(unit, &countries, on));
    let cover = answer.map_or_else(|| badge("quiet", "data can't be read"), cover_badge);
    view! {
        <tr>
            <th scope="row" data-label="Host name">{link(&Route::unit_of(&unit.reference, in_address(&unit.account)), unit.title())}</th>
            <td data-label="Serial" class="mono">{unit.number().to_owned()}</td>
            <td data-label="Model">{unit.model.clone()}</td>
            <td data-label="Cover today">{cover}</td>
        </tr>
    }
}

fn facts(found: &SiteDetail) -> AnyView {
    let site = &found.summary.site;
    let country = site.country_code().map(|country| match country::named(country) {
        Some(name) => format!("{name} ({country})"),
        None => country.to_string(),
    });
    let city = [site.postal_code.as_deref(), site.city.as_deref()].into_iter().flatten().collect::<Vec<_>>();
    let rows = [
        Some(fact("End User", found.summary.account.name.clone())),
        Some(fact("Street", site.street.clone().unwrap_or_else(|| "not given".to_owned()))),
        Some(fact("City", city.join(" "))),
        Some(fact("Country", country.unwrap_or_else(|| "not given".to_owned()))),
        Some(fact(
            "Time zone",
            site.zone.clone().unwrap_or_else(|| "not given; days are counted in UTC".to_owned()),
        )),
        fact_if_known("Time there", site.zone.clone().map(time_there)),
    ];
    view! { <dl class="facts">{rows}</dl> }
}

fn time_there(zone: String) -> AnyView {
    let clock = use_clock();
    let minute = clock.every(60);
    live(move || {
        minute.get();
        intl::format(clock.now_untracked(), Some(&zone), intl::Detail::Weekday)
    })
}

/// Who is there and how to get in, for those who are told.
fn visit(found: &SiteDetail, may_edit: bool) -> AnyView {
    let people: Vec<AnyView> = found.people.iter().map(person).collect();
    let unread = found.people.unread;
    let people = if people.is_empty() {
        (may_edit || unread > 0)
            .then(|| none(unread, "Nobody is named. Edit the site to name who opens the door."))
    } else {
        Some(view! { <ul class="people">{people}</ul>{more_unread(unread)} })
    };
    let why = (may_edit && unread > 0).then(|| {
        muted("Saving writes all of them anew, so the site can’t be edited until they can be read.")
    });
    let access = found.access.clone().map(|text| {
        let lines = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        card("How to get in", lines)
    });
    view! { {people.map(|people| card("People on site", view! { {people}{why} }))}{access} }
}

fn person(person: &SitePerson) -> AnyView {
    let phone =
        (!person.phone.is_empty()).then(|| view! { <a href=tel(&person.phone)>{person.phone.clone()}</a> });
    view! { <li>{avatar(&person.name)}<div><b>{person.name.clone()}</b></div>{phone}</li> }
}
