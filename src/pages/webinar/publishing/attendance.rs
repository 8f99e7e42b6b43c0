//! Who took part, by account: registered, joined, watched. It is evidence of knowledge transfer, so accounts of which
//! nobody took part are shown as well.

use leptos::prelude::*;
use wire::webinar::{AccountAttendance, Attendance, PersonAttendance};

use crate::{
    api,
    components::{
        card::card,
        instant::At,
        loaded::load,
        markup::view,
        words::{more_unread, none},
    },
};

/// The card.
pub fn view(id: &str) -> AnyView {
    let of = id.to_owned();
    let attendance = load(move || Some(api::webinars::attendance(&of)));
    card("Who took part", attendance.show("who took part", table))
}

fn table(attendance: &Attendance) -> AnyView {
    if attendance.accounts.is_empty() {
        return none(attendance.accounts.unread, "You look after no account that this webinar is for.");
    }
    let rows = attendance.accounts.iter().map(row).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Who took part" tabindex="0">
            <table class="table" data-narrow="stack">
                <thead><tr><th scope="col">"Account"</th><th scope="col">"Registered"</th><th scope="col">"Joined"</th><th scope="col">"Watched"</th><th scope="col">"People"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more_unread(attendance.accounts.unread)}
    }
}

fn row(account: &AccountAttendance) -> AnyView {
    let people = account.people.iter().map(person).collect_view();
    let unread = more_unread(account.people.unread);
    let cell = |label: &'static str, count: u32| view! { <td data-label=label>{count.to_string()}</td> };
    view! {
        <tr>
            <th scope="row" data-label="Account">{account.account.name.clone()}</th>
            {cell("Registered", account.registered)}{cell("Joined", account.attended)}{cell("Watched", account.watched)}
            <td data-label="People"><ul>{people}</ul>{unread}</td>
        </tr>
    }
}

fn person(person: &PersonAttendance) -> AnyView {
    let did =
        |word: &'static str, at: Option<rules::Instant>| at.map(|at| view! { ", "{word}" "<At instant=at/> });
    let registered = person.registered.then_some(", registered");
    view! { <li>{person.name.clone()}{registered}{did("joined", person.joined_at)}{did("watched", person.watched_at)}</li> }
}
