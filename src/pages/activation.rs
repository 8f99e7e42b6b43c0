//! What activates the service for an account: what of it is there, what waits on whom, and handing it in. It blocks nothing
//! and says so. Which things are asked for is the installation's list; how they stand is the API's to say, by the rules.

mod list;
mod releases;

use leptos::prelude::*;
use rules::{
    access::Action,
    contract::activation::{Asked, Item, State, reason},
    reason::Outcome,
};
use wire::activation::{Activation, ActivationItem, ActivationStep, ChangeActivation};

use crate::{
    api,
    components::{
        card::card,
        error_summary::{ErrorSummary, Problems},
        field::Field,
        link::{link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        step::Step,
        words::{badge, more_unread_words, muted},
    },
    route::{Page, Route, UnitsQuery},
    session::use_session,
    widgets::{
        declared::{history, said_by},
        one_account::{account_of, is_own_side, one_account, waiting_words},
        readiness::readiness_pages,
        why::Why,
    },
};

/// The activation with its entity tag, which a step names.
type Seen = Loaded<(Activation, String)>;

/// The page.
#[component]
pub fn ActivationPage() -> impl IntoView {
    let asked = use_asked(Page::Activation);
    let account = account_of(asked);
    let seen = load(move || Some(api::readiness::activation(&account.get())));
    let keeping = Keeping {
        account,
        seen,
        open: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
        step: Step::new(),
    };
    let go = use_go();
    let releases = releases::Releases::new(account, keeping.step, Callback::new(move |()| seen.again()));
    view! {
        <PageHead title="Activation" problems=keeping.step.problems
            lead="What the vendor needs from you to activate the service. What is missing blocks nothing: you can open cases and call all the same."/>
        {live(move || readiness_pages(&account.get()))}
        {one_account(account, move |account| go(Route::Activation { account }))}
        <ErrorSummary problems=keeping.step.problems/>
        {seen.show("the activation", move |(activation, _)| keeping.items(activation))}
        {releases.view()}
        {seen.show("the history", |(activation, _)| {
            let name = |topic: &str| {
                let item = activation.items.iter().find(|item| item.id == topic);
                item.map_or_else(|| topic.to_owned(), |item| item.name.clone())
            };
            history(&activation.history, name)
        })}
    }
}

/// Handing something in.
#[derive(Clone, Copy)]
struct Keeping {
    account: Memo<String>,
    seen: Seen,
    /// Id of the item whose form is open.
    open: RwSignal<String>,
    text: RwSignal<String>,
    step: Step,
}

impl Keeping {
    fn items(self, activation: &Activation) -> AnyView {
        let may_keep = use_session().me().is_some_and(|me| me.may(Action::KeepReadiness));
        let known: Vec<Item> = activation.items.iter().map(ActivationItem::known).collect();
        let given = known.iter().filter(|item| item.state == State::Given).count();
        let reason = reason(&known, activation.items.unread);
        let all = match reason.outcome {
            Outcome::Met => badge("ok", "complete"),
            Outcome::Failed => badge("warn", waiting_words()),
            Outcome::Unknown => badge("info", "can’t be told"),
        };
        let rows = activation
            .items
            .iter()
            .zip(&known)
            .map(|(item, known)| self.item(item, known, may_keep))
            .collect_view();
        let known = if activation.items.unread > 0 { "known to be " } else { "" };
        let count = format!("{given} of {} are {known}there.", activation.items.all());
        let unread =
            more_unread_words(activation.items.unread).map(|words| view! { <li>{muted(words)}</li> });
        card(
            "What is needed",
            view! { <p class="cluster">{all}<span>{count}</span></p><Why reason/><ul class="people">{rows}{unread}</ul> },
        )
    }

    fn item(self, item: &ActivationItem, known: &Item, may_keep: bool) -> AnyView {
        let state = match known.state {
            State::Given => badge("ok", "there"),
            State::Missing => badge("warn", waiting_words()),
            State::Unknown => badge("info", item.state.as_str()),
        };
        let act = match known.asked {
            Asked::Team | Asked::Reachable => Some(link(&Route::People, "People")),
            Asked::Sites => {
                let account = self.account.get_untracked();
                Some(link(&Route::Units(UnitsQuery { account, ..UnitsQuery::default() }), "Units"))
            }
            Asked::Releases => Some(view! { <a href="#releases">"To the list"</a> }),
            // Consent is the End User's own to give and to take back.
            Asked::Consent if !is_own_side() => None,
            Asked::Consent | Asked::HandedIn => may_keep.then(|| self.buttons(item, known.asked)),
        };
        let (id, name) = (item.id.clone(), item.name.clone());
        view! {
            <li>
                <div><b>{item.name.clone()}</b><small>{item.detail.clone()}</small>{item.given.as_ref().map(said_by)}</div>
                {state}
                <span class="cluster no-print">{act}</span>
                <Why reason=known.reason()/>
                {live(move || (self.open.get() == id).then(|| self.form(id.clone(), name.clone())))}
            </li>
        }
    }

    fn buttons(self, item: &ActivationItem, asked: Asked) -> AnyView {
        let (give, back) = match asked {
            Asked::Consent => ("Give consent", "Withdraw"),
            _ if item.given.is_some() => ("Change", "Take back"),
            _ => ("Hand in", ""),
        };
        let is_given = item.given.is_some();
        let (id, withdrawn, name) = (item.id.clone(), item.id.clone(), item.name.clone());
        let text = item.given.as_ref().and_then(|said| said.text.clone()).unwrap_or_default();
        let begin = move |_| {
            self.text.set(text.clone());
            self.step.problems.set(Problems::new());
            self.open.set(id.clone());
            crate::browser::document::focus_next("text");
        };
        let gives = (!is_given || asked != Asked::Consent).then(|| {
            view! { <button class="button" data-size="small" type="button" on:click=begin>{give}<span class="visually-hidden">": "{name.clone()}</span></button> }
        });
        let takes_back = is_given.then(|| {
            view! {
                <button class="button" data-kind="quiet" data-size="small" type="button"
                    on:click=move |_| self.send(withdrawn.clone(), ActivationStep::Withdraw, None)>{back}<span class="visually-hidden">": "{name.clone()}</span></button>
            }
        });
        view! { {gives}{takes_back} }
    }

    fn form(self, id: String, name: String) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let text = self.text.get_untracked();
            self.send(id.clone(), ActivationStep::Give, Some(text).filter(|text| !text.trim().is_empty()));
        };
        view! {
            <form class="stack wide" novalidate on:submit=submit>
                <Field id="text" label=name hint="In your words: who, what, limited to what. A consent may stay without." limit=Some(250)
                    value=self.text set=move |text| self.text.set(text) problems=self.step.problems/>
                <p class="cluster">
                    <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Save"</button>
                    <button class="button" type="button" on:click=move |_| self.open.set(String::new())>"Cancel"</button>
                </p>
            </form>
        }
    }

    fn send(self, item: String, step: ActivationStep, text: Option<String>) {
        let Some(etag) = self.seen.value().map(|seen| seen.1.clone()) else { return };
        let account = self.account.get_untracked();
        let change = ChangeActivation { item, step, text };
        let call = Box::pin(async move { api::readiness::change_activation(&account, &change, &etag).await });
        self.step.send(call, &["text"], move |done| {
            if done {
                self.open.set(String::new());
                crate::browser::document::focus("title");
            }
            self.seen.again();
        });
    }
}
