//! What a publisher sees and does: for whom it is, how many came, the files, and that it does not take place.

mod attendance;
mod files;

use leptos::prelude::*;
use wire::webinar::{Feedback, Webinar, WebinarStep};

use super::Known;
use crate::{
    api,
    browser::document,
    components::{
        card::card_not_printed,
        error_summary::ErrorSummary,
        fact::{fact, fact_if_known},
        field::{Control, Field},
        instant::At,
        loaded::Loaded,
        markup::{live, view},
        step::Step,
        words::muted,
    },
    pages::webinars::{
        planning::{Planning, is_whole},
        seen::Seen,
    },
};

/// The publisher's part of the page.
#[derive(Clone, Copy)]
pub struct Publishing {
    id: StoredValue<String>,
    loaded: Loaded<Webinar>,
    known: Known,
    planning: Planning,
    cancelling: Step,
    /// What is cancelled, as it was when it was asked why.
    seen: Seen,
    why: RwSignal<String>,
    asks_why: RwSignal<bool>,
}

impl Publishing {
    /// Nothing is being done yet.
    pub fn new(id: &str, loaded: Loaded<Webinar>, known: Known) -> Self {
        Self {
            id: StoredValue::new(id.to_owned()),
            loaded,
            known,
            planning: Planning::new(move || loaded.again()),
            cancelling: Step::new(),
            seen: Seen::new(),
            why: RwSignal::new(String::new()),
            asks_why: RwSignal::new(false),
        }
    }

    fn allows(self, step: &'static WebinarStep) -> Memo<bool> {
        let known = self.known;
        Memo::new(move |_| known.with(|known| known.as_ref().is_some_and(|known| known.allows(step))))
    }

    /// The cards; nothing for anybody else.
    pub fn view(self) -> AnyView {
        let posts = self.allows(&WebinarStep::PostFiles);
        let sees = self.allows(&WebinarStep::SeeAttendance);
        let is_publisher = Memo::new(move |_| {
            self.known.with(|known| known.as_ref().is_some_and(|known| known.publishing.is_some()))
        });
        live(move || {
            is_publisher.get().then(|| {
                let id = self.id.get_value();
                view! {
                    {card_not_printed("Publishing", self.plan())}
                    {self.planning.view()}
                    {live(move || posts.get().then(|| files::view(&id, self.loaded, self.known)))}
                    {live(move || sees.get().then(|| attendance::view(&self.id.get_value())))}
                }
            })
        })
    }

    fn plan(self) -> AnyView {
        let (edits, cancels) = (self.allows(&WebinarStep::Edit), self.allows(&WebinarStep::Cancel));
        let facts = live(move || self.known.get().map(|known| facts(&known)));
        let buttons = live(move || {
            let cancel = cancels.get().then(|| {
                view! { <button class="button" data-kind="danger" type="button" on:click=move |_| self.ask_why()>"It does not take place"</button> }
            });
            let whole = self.known.get().is_none_or(|known| is_whole(&known));
            view! { <p class="cluster">{(edits.get() && whole).then(|| self.planning.button(Some(self.known)))}{cancel}</p> }
        });
        view! { {facts}{buttons}{live(move || self.asks_why.get().then(|| self.cancel_form()))} }
    }

    fn ask_why(self) {
        if !self.asks_why.get_untracked() {
            self.seen.begin(self.known.get_untracked());
            self.cancelling.problems.set(Vec::new());
            self.asks_why.set(true);
        }
        document::focus_next("cancel-why");
    }

    fn end(self) {
        self.asks_why.set(false);
        document::focus_next("title");
    }

    fn cancel_form(self) -> AnyView {
        let why = self.why;
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let Some(seen) = self.seen.get() else { return };
            let text = why.get_untracked();
            let call = async move {
                let done = api::webinars::cancel(&seen.summary.id, seen.version, text).await;
                if let Err(failure) = &done {
                    self.seen.renewed(failure).await;
                }
                done
            };
            self.cancelling.send(Box::pin(call), &["cancel-why"], move |done| {
                self.loaded.again();
                if done {
                    self.end();
                }
            });
        };
        view! {
            <ErrorSummary problems=self.cancelling.problems/>
            <form class="stack" novalidate on:submit=submit>
                <Field id="cancel-why" label="Why it does not take place" hint="People who registered read it" control=Control::Text
                    value=why set=move |typed| why.set(typed) problems=self.cancelling.problems/>
                <p class="cluster">
                    <button class="button" data-kind="danger" aria-busy=move || self.cancelling.busy()>"Cancel the webinar"</button>
                    <button class="button" type="button" on:click=move |_| self.end()>"Leave it"</button>
                </p>
            </form>
        }
    }
}

fn facts(known: &Webinar) -> Option<AnyView> {
    let publishing = known.publishing.as_ref()?;
    let names: Vec<String> = publishing.audience.iter().map(|account| account.name.clone()).collect();
    let audience = match (publishing.audience.unread, names.is_empty()) {
        (0, true) => "everybody".to_owned(),
        (0, false) => names.join(", "),
        _ => "not every account can be read here, so the webinar can’t be edited".to_owned(),
    };
    let stars = publishing.stars_tenths.map(|tenths| {
        format!(
            "{}.{} of 5, from {}",
            tenths / 10,
            tenths % 10,
            rules::words::count(publishing.feedbacks, "person")
        )
    });
    let changed = publishing.changed_at.map(|at| {
        let by = publishing.changed_by.clone().map(|by| format!(" by {by}"));
        view! { <At instant=at/>{by} }
    });
    Some(view! {
        <dl class="facts">
            {fact("For whom", audience)}
            {fact("Registered", publishing.registrations.to_string())}
            {fact_if_known("Feedback", stars)}
            {fact_if_known("Link to join by", publishing.join_link.clone())}
            {fact_if_known("Dial-in", publishing.dial_in.clone())}
            {fact_if_known("Planned by", publishing.planned_by.clone())}
            {fact_if_known("Changed last", changed)}
        </dl>
        {(!publishing.said.is_empty()).then(|| view! { <h3>"In their words"</h3><ul class="rows">{said(&publishing.said)}</ul> })}
    })
}

fn said(all: &[Feedback]) -> AnyView {
    let row = |one: &Feedback| view! { <li><span>{one.text.clone()}</span>{muted(format!("{} of 5", one.stars))}</li> };
    all.iter().map(row).collect_view().into_any()
}
