//! The list itself: each thing with how far it is, who said so, and the way to where it is done.

use leptos::prelude::*;
use rules::{
    link::HttpsLink,
    on_boarding::{Item, Progress},
};
use wire::on_boarding::{ItemProgress, OnBoarding, OnBoardingItem};

use super::{
    form::{Form, Task, anchor},
    history,
};
use crate::{
    components::{
        card::card,
        instant::At,
        link::link,
        markup::view,
        words::{badge, more_unread},
    },
    route::Route,
    session::use_session,
};

/// The list with its history; with buttons for those who keep it.
pub fn view_of(on_boarding: &OnBoarding, form: Option<Form>) -> AnyView {
    let rows = on_boarding.items.iter().map(|item| row(item, form)).collect_view();
    let unread = more_unread(on_boarding.items.unread);
    let add = form.map(|form| {
        view! { <p class="no-print"><button class="button" type="button" on:click=move |_| form.begin(Task::Add)>"Add something of your own"</button></p> }
    });
    view! {
        <div class="stack">
            {card("What is gone through", view! { <ol class="people">{rows}</ol>{unread}{add} })}
            {history(on_boarding)}
        </div>
    }
}

fn row(item: &OnBoardingItem, form: Option<Form>) -> AnyView {
    let known = item.progress.known();
    let tone = match known {
        Some(Progress::Done) => "ok",
        Some(Progress::InProgress) => "info",
        _ => "quiet",
    };
    let by = item.by.clone().zip(item.at).filter(|_| known != Some(Progress::NotStarted));
    let by = by.map(|(by, at)| view! { <small>{by}", "<At instant=at/></small> });
    let text = |text: &Option<String>| text.clone().map(|text| view! { <small>{text}</small> });
    let evidence = item.evidence.clone().map(|text| match HttpsLink::parse(&text) {
        Ok(link) => view! { <small><a href=link.to_string() rel="external noreferrer">{text}</a></small> },
        Err(_) => view! { <small>{text}</small> },
    });
    let place = place(item).map(|(route, words)| view! { <small>{link(&route, words)}</small> });
    view! {
        <li>
            <div><b id=anchor(&item.id) tabindex="-1">{item.name.clone()}</b>{by}{text(&item.why)}{text(&item.note)}{evidence}{place}</div>
            {badge(tone, progress_name(&item.progress))}
            {form.map(|form| buttons(item, form))}
        </li>
    }
}

fn buttons(item: &OnBoardingItem, form: Form) -> AnyView {
    let settled = item.progress.known().is_some_and(Progress::is_settled);
    let of = || view! { <span class="visually-hidden">" "{item.name.clone()}</span> };
    let (done, changed, removed) = (item.clone(), item.clone(), item.clone());
    let done = (!settled).then(|| {
        view! { <button class="button" data-size="small" type="button" on:click=move |_| form.done(done.clone())>"Done"{of()}</button> }
    });
    let remove = Item::from_code(&item.id).is_none().then(|| {
        view! { <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| form.remove(removed.clone())>"Take off"{of()}</button> }
    });
    view! {
        <span class="cluster no-print">
            {done}
            <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| form.begin(Task::Set(changed.clone()))>"Change"{of()}</button>
            {remove}
        </span>
    }
}

/// For people.
pub fn progress_name(progress: &ItemProgress) -> String {
    progress.known().map_or_else(|| progress.as_str().to_owned(), |known| known.name().to_owned())
}

/// Where it is done, as far as the portal has a place for it; the vendor's people do it elsewhere.
fn place(item: &OnBoardingItem) -> Option<(Route, &'static str)> {
    let me = use_session().me()?;
    if !me.role.known()?.works_for_end_user() {
        return None;
    }
    Some(match Item::from_code(&item.id)? {
        Item::UserAccounts | Item::KeyContacts => (Route::People, "People"),
        Item::CaseOpening => (Route::report(), "Report a fault"),
        Item::Escalation => (Route::Service { point: Some("R-022".to_owned()) }, "The service about it"),
        Item::LicenceActivation => (Route::Contracts, "Contracts"),
        Item::ServicesCredits | Item::SupportTools => return None,
    })
}
