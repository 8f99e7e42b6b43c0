//! The responsibilities of an account: how each stands and why, what only the End User can say, and written notices. How they
//! stand is decided by the rules, here as on the server; nothing here blocks anything.

pub mod notice;
mod records;

use leptos::prelude::*;
use rules::{
    access::Action,
    responsibilities::{Assessment, Duty, State, assess},
};
use wire::{
    declaration::{Declaration, DeclarationStep},
    responsibilities::{ChangeResponsibilities, Responsibilities, ResponsibilityStep},
};

use crate::{
    api,
    browser::document,
    components::{
        card::card,
        error_summary::ErrorSummary,
        link::{link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        step::Step,
        words::{badge, muted},
    },
    route::{Page, Route, UnitsQuery},
    session::use_session,
    widgets::{
        declared::{history, said_by},
        one_account::{account_of, one_account, waiting_words},
        readiness::readiness_pages,
        why::Why,
    },
};

/// The responsibilities with their entity tag, which a step names.
type Seen = Loaded<(Responsibilities, String)>;

/// The page.
#[component]
pub fn ResponsibilitiesPage() -> impl IntoView {
    let asked = use_asked(Page::Responsibilities);
    let account = account_of(asked);
    let seen = load(move || Some(api::readiness::responsibilities(&account.get())));
    let saying = Saying { account, seen, step: Step::new() };
    let records = records::Records::new(saying);
    let go = use_go();
    view! {
        <PageHead title="Responsibilities" problems=saying.step.problems
            lead="What the service description asks of you, and how it stands. What waits on you blocks nothing."/>
        {live(move || readiness_pages(&account.get()))}
        {one_account(account, move |account| go(Route::Responsibilities { account }))}
        <ErrorSummary problems=saying.step.problems/>
        {seen.show("the responsibilities", move |(found, _)| saying.duties(found))}
        {records.view()}
        {notice::notices(account, saying.step)}
        {seen.show("the history", |(found, _)| history(&found.history, topic))}
    }
}

/// What a line of the history is about.
fn topic(topic: &str) -> String {
    Duty::from_code(topic).unwrap_or(Duty::ThirdParties).name().to_owned()
}

/// Saying how something stands.
#[derive(Clone, Copy)]
struct Saying {
    account: Memo<String>,
    seen: Seen,
    step: Step,
}

impl Saying {
    fn may(action: Action) -> bool {
        use_session().me().is_some_and(|me| me.may(action))
    }

    fn may_keep() -> bool {
        Self::may(Action::KeepReadiness)
    }

    fn duties(self, found: &Responsibilities) -> AnyView {
        let rows = assess(&found.facts.known(), found.on)
            .into_iter()
            .map(|one| self.duty(one, &found.said))
            .collect_view();
        card("How they stand", view! { <ul class="people">{rows}</ul> })
    }

    fn duty(self, one: Assessment, said: &[Declaration]) -> AnyView {
        let (tone, words) = match one.state {
            State::InPlace => ("ok", State::InPlace.words()),
            State::WaitingOnYou => ("warn", waiting_words()),
            other => ("quiet", other.words()),
        };
        let line = said.iter().find(|line| line.topic == one.duty.code());
        let given = line.filter(|line| line.step == DeclarationStep::Given);
        let why = one.reason.why.clone();
        view! {
            <li>
                <div><b>{one.duty.name()}</b><small>{why}</small>{given.map(said_by)}</div>
                {badge(tone, words)}
                <span class="cluster no-print">{self.act(one.duty, given.is_some())}</span>
                <Why reason=one.reason/>
            </li>
        }
    }

    fn act(self, duty: Duty, is_given: bool) -> AnyView {
        let account = self.account.get_untracked();
        let step = |words: &'static str, step: ResponsibilityStep| {
            Self::may(duty.said_by()).then(|| {
                let wish = wish(duty.code(), step);
                view! {
                    <button class="button" data-size="small" type="button" on:click=move |_| self.send(wish.clone(), &["title"], || {})>
                        {words}<span class="visually-hidden">": "{duty.name()}</span></button>
                }
            })
        };
        // Whoever keeps the rest is told why not this.
        let theirs = (Self::may_keep() && !Self::may(duty.said_by()))
            .then(|| muted("Only the End User’s own people say so."));
        let withdraw = || is_given.then(|| step("Take it back", ResponsibilityStep::Withdraw)).flatten();
        match duty {
            Duty::Activation | Duty::Releases => link(&Route::Activation { account }, "Activation"),
            Duty::Representatives | Duty::Certificates => link(&Route::People, "People"),
            Duty::Profile => {
                let units = Route::Units(UnitsQuery { account, ..UnitsQuery::default() });
                view! { {step("It is still right", ResponsibilityStep::Give)}{theirs}{link(&units, "Look at it")} }
            }
            Duty::Requirements => {
                view! { {(!is_given).then(|| step("They are in place", ResponsibilityStep::Give))}{withdraw()} }
            }
            Duty::Cooperation => {
                view! { {(!is_given).then(|| step("We see to it", ResponsibilityStep::Give))}{withdraw()}{theirs} }
            }
            Duty::Training => view! { <a href="#trainings">"Trainings"</a> },
            Duty::ThirdParties => view! { <a href="#third-parties">"Third parties"</a> },
            Duty::KnowledgeTransfer => ().into_any(),
        }
    }

    /// Sends a step; `done` is called once it was done.
    fn send(self, wish: ChangeResponsibilities, fields: &'static [&'static str], done: impl Fn() + 'static) {
        let Some(etag) = self.seen.value().map(|seen| seen.1.clone()) else { return };
        let account = self.account.get_untracked();
        let call =
            Box::pin(async move { api::readiness::change_responsibilities(&account, &wish, &etag).await });
        self.step.send(call, fields, move |was_done| {
            if was_done {
                document::focus("title");
                done();
            }
            self.seen.again();
        });
    }
}

/// A step without anything typed.
fn wish(rule: &str, step: ResponsibilityStep) -> ChangeResponsibilities {
    ChangeResponsibilities { rule: rule.to_owned(), step, record: None, name: None, text: None, day: None }
}
