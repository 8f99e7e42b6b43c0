//! One webinar: what it is about, when, the door, the recording with its captions and transcript, questions, how it was; and
//! what its publisher does. Its parts change by themselves: a poll never makes the player anew.

mod feedback;
mod joining;
mod player;
mod publishing;
mod questions;

use std::sync::Arc;

use leptos::prelude::*;
use rules::webinar::relevance_reason;
use wire::webinar::{Door, FileKind, Webinar, WebinarFile, WebinarState};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        fact::{fact, fact_if_known},
        link::{link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::{one::page_of, webinars::words},
    route::{Page, Route, WebinarsQuery},
    widgets::why::Why,
};

/// What is there of a webinar, for the parts of its page.
type Known = Memo<Option<Arc<Webinar>>>;

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Webinar);
    let id = Memo::new(move |_| asked.with(Route::name));
    let account = Memo::new(move |_| asked.with(Route::account));
    let at = Memo::new(move |_| match asked.get() {
        Route::Webinar { at, .. } => at,
        _ => None,
    });
    // While people are in it, questions come in quickly.
    let live_now = RwSignal::new(false);
    let (often, seldom) = (use_clock().poll(5), use_clock().poll(30));
    let loaded = load(move || {
        if live_now.get() {
            often.get()
        } else {
            seldom.get()
        };
        Some(api::webinars::one(&id.get(), &account.get()))
    });
    let known: Known = Memo::new(move |_| loaded.value().filter(|_| id.with(|id| loaded.is_about(id))));
    Effect::new(move |_| {
        let open = known.with(|known| known.as_ref().is_some_and(|known| known.join.door == Door::Open));
        live_now.set(open);
    });
    // Made anew for another webinar only.
    let shown = Memo::new(move |_| known.with(|known| known.as_ref().map(|known| known.summary.id.clone())));
    live(move || match shown.get() {
        Some(id) => parts(&id, loaded, known, at, account),
        None => page_of("webinar", id, loaded, |_| ().into_any()),
    })
}

fn parts(
    id: &str,
    loaded: Loaded<Webinar>,
    known: Known,
    at: Memo<Option<u32>>,
    account: Memo<String>,
) -> AnyView {
    let publishing = publishing::Publishing::new(id, loaded, known);
    let questions = questions::Questions::new(id, loaded, account);
    let files = Memo::new(move |_| known.with(|known| known.as_ref().map(|known| Shown::of(known))));
    let of = id.to_owned();
    view! {
        {live(move || known.get().map(|known| head(&known, account.get())))}
        {live(move || files.get().filter(|files| !files.recording.is_empty()).map(|files| {
            player::view(&of, &files, known.get_untracked(), at)
        }))}
        <div class="columns" data-split="main">
            <div class="stack">
                {live(move || known.get().map(|known| about(&known)))}
                {questions.view(known)}
                {feedback::view(id, loaded, known)}
            </div>
            <div class="stack">
                {joining::view(id, loaded, known)}
                {live(move || known.get().map(|known| facts(&known, &account.get())))}
            </div>
        </div>
        {publishing.view()}
    }
}

/// The files that the player shows, by their versions; empty where there is none.
#[derive(Clone, PartialEq)]
struct Shown {
    recording: String,
    captions: String,
    chapters: String,
    poster: String,
}

impl Shown {
    fn of(webinar: &Webinar) -> Self {
        let version = |kind| file(webinar, &kind).map(|file| file.version.clone()).unwrap_or_default();
        Self {
            recording: version(FileKind::Recording),
            captions: version(FileKind::Captions),
            chapters: version(FileKind::Chapters),
            poster: version(FileKind::Poster),
        }
    }
}

fn file<'a>(webinar: &'a Webinar, kind: &FileKind) -> Option<&'a WebinarFile> {
    webinar.files.iter().find(|file| file.kind == *kind)
}

fn head(webinar: &Webinar, account: String) -> AnyView {
    let summary = &webinar.summary;
    let lead = words::topic(&summary.topic, summary.other_topic.as_ref());
    let back = (Route::Webinars(WebinarsQuery { account, ..WebinarsQuery::default() }), "Webinars");
    let badges = words::badges(summary);
    view! { <PageHead title=summary.title.clone() back lead>{badges}</PageHead> }
}

fn about(webinar: &Webinar) -> AnyView {
    let cancelled = (webinar.summary.state == WebinarState::Cancelled).then(|| {
        let why = webinar.cancelled_why.clone().unwrap_or_default();
        view! { <p><b>"It does not take place. "</b>{why}</p> }
    });
    card("What it is about", view! { {cancelled}<p class="as-typed measure">{webinar.about.clone()}</p> })
}

fn facts(webinar: &Webinar, account: &str) -> AnyView {
    let summary = &webinar.summary;
    let speaker = view! { <b>{summary.speaker.name.clone()}</b>{summary.speaker.title.clone().map(|title| view! { <br/>{title} })} };
    let relevant = (!summary.relevance.is_empty()).then(|| {
        let why = relevance_reason(&summary.relevance);
        view! { {summary.relevance.join(", ")}<Why reason=why/> }
    });
    let slides = file(webinar, &FileKind::Slides).map(|file| {
        let href = api::webinars::file(&summary.id, "slides", &file.version);
        view! { <a href=href download=file.name.clone() rel="external">"Slides"</a>" "{crate::components::words::muted(rules::words::bytes(file.bytes.into()))} }
    });
    let families = summary.families.iter().map(|family| {
        let (family_of, account) = (family.clone(), account.to_owned());
        let to = WebinarsQuery { family: family_of, account, ..WebinarsQuery::default() };
        view! { {link(&Route::Webinars(to), family)}" " }
    });
    let rows = [
        Some(fact("Subject Matter Expert", speaker)),
        (!summary.families.is_empty()).then(|| fact("Product families", families.collect::<Vec<AnyView>>())),
        fact_if_known("You run", relevant),
        Some(fact(
            "Recording",
            view! { <Why reason=words::facts(summary).recording_reason(use_clock().now_untracked()) summary="Where it is"/> },
        )),
        fact_if_known("To take along", slides),
    ];
    card("The webinar", view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl> })
}
