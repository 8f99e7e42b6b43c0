//! The catalogue of webinars and recordings: what is for the install base first, what is owed, where words were said. What is
//! looked for stands in the address. A guest of webinars has it as the first screen.

mod filters;
mod found;
pub mod planning;
mod quarters;
pub mod seen;
pub mod words;

use leptos::prelude::*;
use wire::webinar::{WebinarList, WebinarState, WebinarSummary};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        words::{badge, more_unread, muted, none_or},
    },
    route::{Page, Route, WebinarsQuery},
};
use planning::Planning;

fn shown(asked: Route) -> WebinarsQuery {
    match asked {
        Route::Webinars(query) => query,
        _ => WebinarsQuery::default(),
    }
}

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Webinars);
    let tick = use_clock().poll(30);
    let list = load(move || {
        tick.get();
        Some(api::webinars::list(&shown(asked.get())))
    });
    let go = use_go();
    let turn = move |cursor| go(Route::Webinars(WebinarsQuery { cursor, ..shown(asked.get_untracked()) }));
    let place = move || Place {
        total: String::new(),
        is_first: shown(asked.get()).cursor.is_empty(),
        next: list.value().and_then(|list| list.next.clone()),
    };
    let may_publish = Memo::new(move |_| list.value().is_some_and(|list| list.may_publish));
    let planning = Planning::new(move || list.again());
    view! {
        <PageHead title="Webinars" lead="Best practice from the people who know it: live every quarter, and recorded." problems=planning.step.problems/>
        {live(move || may_publish.get().then(|| planning.button(None)))}
        {planning.view()}
        {filters::filters(asked, list)}
        {list.show("the webinars", move |list| catalogue(list, &shown(asked.get_untracked())))}
        {pager(place, turn)}
    }
}

fn catalogue(list: &WebinarList, query: &WebinarsQuery) -> AnyView {
    let is_whole = *query == WebinarsQuery { account: query.account.clone(), ..WebinarsQuery::default() };
    let (for_you, others): (Vec<_>, Vec<_>) = list
        .webinars
        .iter()
        .partition(|webinar| !webinar.relevance.is_empty() && webinar.state != WebinarState::Cancelled);
    let (to_come, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|webinar| webinar.state == WebinarState::Planned);
    let (cancelled, over): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|webinar| webinar.state == WebinarState::Cancelled);
    let none = || {
        let (title, next) = if is_whole {
            ("No webinar yet", "The first one appears here as soon as it is planned.")
        } else {
            ("No webinar here", "Nothing matches what is chosen above.")
        };
        view! { <div class="empty"><Icon name="calendar"/><h2>{title}</h2><p>{next}</p>{(!is_whole).then(|| link(&Route::Webinars(WebinarsQuery { account: query.account.clone(), ..WebinarsQuery::default() }), "All webinars"))}</div> }
    };
    let rest = match list.webinars.is_empty() {
        true => none_or(list.webinars.unread, none),
        false => more_unread(list.webinars.unread),
    };
    view! {
        <div class="columns" data-split="main">
            <div class="stack">
                {found::found(&list.hits, &query.account)}
                {rows("For your install base", &for_you, &query.account)}
                {rows("To come", &to_come, &query.account)}
                {rows("Held and recorded", &over, &query.account)}
                {rows("Cancelled", &cancelled, &query.account)}
                {rest}
            </div>
            {quarters::quarters(&list.quarters, query)}
        </div>
    }
}

/// A section of the catalogue; nothing when it is empty.
fn rows(title: &'static str, webinars: &[&WebinarSummary], account: &str) -> Option<AnyView> {
    let rows = webinars.iter().map(|webinar| row(webinar, account)).collect_view();
    (!webinars.is_empty()).then(|| card(title, view! { <ul class="rows webinars">{rows}</ul> }))
}

fn row(webinar: &WebinarSummary, account: &str) -> AnyView {
    let speaker = match &webinar.speaker.title {
        Some(title) => format!("{}, {title}", webinar.speaker.name),
        None => webinar.speaker.name.clone(),
    };
    let about = [words::topic(&webinar.topic, webinar.other_topic.as_ref()), webinar.families.join(", ")];
    let about: Vec<String> = about.into_iter().filter(|words| !words.is_empty()).collect();
    // Why it stands first.
    let relevance = (!webinar.relevance.is_empty()).then(|| {
        let why = format!("You run {}.", webinar.relevance.join(", "));
        view! { <p>{badge("ok", "for your install base")}" "{muted(why)}</p> }
    });
    view! {
        <li>
            {link(&Route::webinar_as(&webinar.id, account, None), webinar.title.clone())}
            <div>
                <p>{speaker}" · "<At instant=webinar.starts_at zone=Some(webinar.host_zone.clone())/></p>
                <p>{muted(about.join(" · "))}</p>
                {relevance}
                <p class="cluster">{words::badges(webinar)}{webinar.has_slides.then(|| badge("quiet", "slides"))}</p>
            </div>
        </li>
    }
}
