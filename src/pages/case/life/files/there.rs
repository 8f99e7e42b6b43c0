//! The files that a case has: name, size, who and when, the SHA-256, and taking one's own back with the reason.

use leptos::prelude::*;
use rules::{case_draft::SYNOPSIS_MAX, words::bytes};
use wire::case::{CaseFile, WithdrawFile};

use super::super::super::CaseAtHand;
use crate::{
    api::{self, IdempotencyKey},
    browser::{document, identifier},
    components::{
        error_summary::ErrorSummary,
        field::Field,
        file_link::file_link,
        instant::At,
        markup::{live, view},
        step::Step,
        words::{badge, more_unread, muted, none},
    },
};

/// Id of the field that the reason is typed in.
const REASON: &str = "withdraw-reason";

/// Taking one back.
#[derive(Clone, Copy)]
struct Withdrawing {
    at_hand: CaseAtHand,
    /// Which one.
    file: RwSignal<Option<u32>>,
    reason: RwSignal<String>,
    key: StoredValue<String>,
    step: Step,
}

/// The list.
pub fn list(at_hand: CaseAtHand, person: String) -> AnyView {
    let withdrawing = Withdrawing {
        at_hand,
        file: RwSignal::new(None),
        reason: RwSignal::new(String::new()),
        key: StoredValue::new(identifier::random()),
        step: Step::new(),
    };
    // Whatever else happens to the case leaves the list as it is.
    let files = Memo::new(move |_| at_hand.shown().map(|case| case.files.clone()).unwrap_or_default());
    live(move || {
        files.with(|files| {
            if files.is_empty() {
                return none(files.unread, "No files yet.");
            }
            let rows = files.iter().map(|file| row(file, &person, withdrawing)).collect_view();
            view! { <ul class="people">{rows}</ul>{more_unread(files.unread)} }
        })
    })
}

fn row(file: &CaseFile, person: &str, withdrawing: Withdrawing) -> AnyView {
    let (id, own) = (file.number, file.added_by_id == person);
    let (name, gone) = (file.name.clone(), file.withdrawn_at.is_some());
    let number = withdrawing.at_hand.number.get_untracked();
    let link = if gone && !own {
        view! { <bdi>{name.clone()}</bdi> }
    } else {
        let words = view! { <bdi>{name.clone()}</bdi> };
        file_link(api::cases::file(&number, id), name.clone(), false, words)
    };
    let runs = file.may_run.then(|| {
        view! { <small>{badge("warn", "may run code")}" Open it only if you expect it."</small> }
    });
    let added = view! { <small>{bytes(file.bytes.into())}", added by "{file.added_by.clone()}" "<At instant=file.added_at/></small> };
    let withdrawn = file.withdrawn_at.map(|at| {
        let why = file.withdrawn_why.clone().unwrap_or_default();
        view! { <small>{badge("quiet", "withdrawn")}" "<At instant=at/>": "{why}</small> }
    });
    let take_back = (own && !gone).then(|| withdrawing.piece(id, name));
    view! {
        <li id=place(id) tabindex="-1"><div><b>{link}</b>{runs}{added}{withdrawn}{muted(format!("SHA-256 {}", file.sha256))}</div>{take_back}</li>
    }
}

impl Withdrawing {
    fn piece(self, id: u32, name: String) -> AnyView {
        let chosen = Memo::new(move |_| self.file.get() == Some(id));
        live(move || if chosen.get() { self.form(id) } else { self.button(id, name.clone()) })
    }

    fn button(self, id: u32, name: String) -> AnyView {
        let press = move |_| {
            self.file.set(Some(id));
            document::focus_next(REASON);
        };
        view! { <button class="button no-print" data-kind="quiet" data-size="small" type="button" id=button_id(id) on:click=press>"Withdraw"<span class="visually-hidden">": "{name}</span></button> }
    }

    fn form(self, id: u32) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(id);
        };
        let (value, problems, limit) = (self.reason, self.step.problems, Some(SYNOPSIS_MAX));
        let hint = "It stays in the list, marked; nobody but you gets it any more.".to_owned();
        view! {
            <form class="wide stack no-print" novalidate on:submit=submit>
                <ErrorSummary problems/>
                <Field id=REASON label="Why do you withdraw it?" hint limit value set=move |text| value.set(text) problems/>
                <p class="cluster"><button class="button" data-kind="danger" aria-busy=move || self.step.busy()>"Withdraw it"</button>
                    <button class="button" type="button" on:click=move |_| self.close(id)>"Keep it"</button></p>
            </form>
        }
    }

    fn close(self, id: u32) {
        self.file.set(None);
        document::focus_next(&button_id(id));
    }

    fn send(self, id: u32) {
        let Some(case) = untrack(|| self.at_hand.shown()) else { return };
        let wish = WithdrawFile { reason: self.reason.get_untracked() };
        let key = IdempotencyKey(self.key.get_value());
        let call = async move {
            api::cases::withdraw_file(&case.number, case.version, id, &wish, &key).await.map(drop)
        };
        self.step.send_saying("Withdrawn", Box::pin(call), &[REASON], move |done| {
            self.key.set_value(identifier::random());
            if done {
                self.reason.set(String::new());
                self.file.set(None);
                document::focus_next_if_lost(&place(id));
            }
            self.at_hand.case.again();
        });
    }
}

/// Of the file in the list.
fn place(id: u32) -> String {
    format!("file-{id}")
}

fn button_id(id: u32) -> String {
    format!("withdraw-{id}")
}
