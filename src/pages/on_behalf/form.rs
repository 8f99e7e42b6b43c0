//! The form: what it begins with, what is wrong with it before it is sent, and what is sent. Sent twice it makes one case.

use leptos::prelude::*;
use wire::{
    account::AccountRef,
    call_note::CallNote,
    case::{Channel, OpenCase, PhonePage, Unlisted},
    json,
    session::Me,
};

use super::{
    Noted, call_card, closed,
    typed::{Part, Typed},
};
use crate::{
    api::{self, IdempotencyKey},
    browser::intl,
    clock::use_clock,
    components::{
        card::banner,
        error_summary::{ErrorSummary, Problems},
        link::use_go,
        loaded::Loaded,
        markup::{live, view},
        page_head::PageHead,
        step::Step,
    },
    route::Route,
};

/// The controls, by the members of the request; what concerns none is said at the first.
const FIELDS: &[&str] = &[
    "synopsis",
    "on_behalf_of",
    "opened_for",
    "channel",
    "reported_at",
    "unit",
    "host_name",
    "site",
    "priority",
    "phone_page",
    "description",
    "software_version",
];

/// The form.
#[derive(Clone, Copy)]
pub struct Form {
    pub typed: Typed,
    /// Who may be chosen, where there is no call note.
    pub accounts: StoredValue<Vec<AccountRef>>,
    /// The call note, when there is one.
    pub note: Option<Loaded<Noted>>,
    pub step: Step,
}

impl Form {
    /// For somebody who asks for it.
    pub fn of_anybody(me: &Me, account: &str) -> Self {
        let only = match &*me.accounts {
            [only] if me.accounts.unread == 0 => only.id.as_str(),
            _ => account,
        };
        let first = |part| match part {
            Part::Account => only.to_owned(),
            Part::Channel => "phone".to_owned(),
            Part::ReportedAt => intl::utc_to_local(use_clock().now_untracked()),
            _ => String::new(),
        };
        Self {
            typed: Typed::begin(&me.id, "", first),
            accounts: StoredValue::new(me.accounts.to_vec()),
            note: None,
            step: Step::new(),
        }
    }

    /// Out of a call: who called, about what, since when.
    pub fn of_call(me: &Me, found: &CallNote, note: Loaded<Noted>) -> Self {
        let unlisted = found.unlisted.as_ref();
        let first = |part| match part {
            Part::Account => found.account.id.clone(),
            Part::Channel => "phone".to_owned(),
            Part::ReportedAt => intl::utc_to_local(found.created_at),
            Part::Unit => found.unit.clone().unwrap_or_default(),
            Part::UnitTitle => found.unit_title.clone(),
            Part::Unlisted => unlisted.map(|_| "yes".to_owned()).unwrap_or_default(),
            Part::HostName => unlisted.map(|unlisted| unlisted.host_name.clone()).unwrap_or_default(),
            Part::Site => unlisted.map(|unlisted| unlisted.site.clone()).unwrap_or_default(),
            // Who is asked to call has chosen "service is down".
            Part::Priority => "1".to_owned(),
            Part::Synopsis => found.symptom.clone(),
            _ => String::new(),
        };
        Self {
            typed: Typed::begin(&me.id, &found.number, first),
            accounts: StoredValue::new(Vec::new()),
            note: Some(note),
            step: Step::new(),
        }
    }

    /// The whole page.
    pub fn view(self) -> AnyView {
        let go = use_go();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(go.clone());
        };
        let (title, lead) = match self.note {
            Some(_) => (
                "Make the call a case",
                "The case names the call note, and its person sees the number at once.",
            ),
            None => (
                "Open a case for an End User",
                "It is marked: its people see for whom and by whom it was opened.",
            ),
        };
        // The form stays as long as something in it is not a case yet.
        let shown = Memo::new(move |_| self.is_open() || self.typed.touched.get());
        let form = live(move || {
            let (submit, fields) = (submit.clone(), shown.get().then(|| self.fields())?);
            Some(view! {
                <form class="stack measure" novalidate on:submit=submit>
                    {fields}
                    <p><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Open the case"</button></p>
                </form>
            })
        });
        view! {
            <PageHead title lead back=(Route::Home, "First screen") problems=self.step.problems/>
            {live(move || self.closed())}
            <ErrorSummary problems=self.step.problems/>
            {live(move || self.typed.refused.get().then(|| banner("warn", "warning", "This browser does not keep what you type.",
                "Its storage is full or blocked. Open the case before you leave the page.")))}
            <div class="columns" data-split="main">
                {form}
                <div class="stack">{self.note.map(call_card)}</div>
            </div>
        }
    }

    /// Whether the call note, if there is one, still waits for its case.
    fn is_open(self) -> bool {
        let waits = |note: Loaded<Noted>| note.value().is_some_and(|noted| noted.0.is_open());
        self.note.is_none_or(waits) || !self.typed.part(Part::Alone).with(String::is_empty)
    }

    fn closed(self) -> Option<AnyView> {
        let noted = self.note?.value()?;
        let go_on = move || {
            self.typed.part(Part::Alone).set("yes".to_owned());
            self.typed.renew_key();
        };
        self.typed.part(Part::Alone).with(String::is_empty).then(|| closed(&noted.0, go_on)).flatten()
    }

    fn send(self, go: impl Fn(Route) + 'static) {
        let wish = self.wish();
        let problems = self.problems(&wish);
        if !problems.is_empty() {
            return self.step.refuse(problems);
        }
        let (key, number) = (IdempotencyKey(self.typed.now(Part::Key)), StoredValue::new(String::new()));
        let call = async move {
            let case = api::cases::open(&wish, &key, ("", "")).await?;
            number.try_set_value(case.number);
            Ok(())
        };
        self.step.send_saying("Opened", Box::pin(call), FIELDS, move |done| {
            if done {
                self.typed.forget();
                go(Route::case_opened(number.get_value()));
                return;
            }
            self.typed.renew_key();
            // A note that was closed meanwhile shows what became of it.
            if let Some(note) = self.note {
                note.again();
            }
        });
    }

    fn wish(self) -> OpenCase {
        let now = |part| self.typed.now(part);
        let given = |part| Some(now(part)).filter(|text| !text.is_empty());
        let by_phone = now(Part::Channel) == "phone";
        let unlisted =
            given(Part::Unlisted).map(|_| Unlisted { host_name: now(Part::HostName), site: now(Part::Site) });
        let note = self.note.and_then(|note| untrack(|| note.value()));
        OpenCase {
            priority: now(Part::Priority).parse().ok(),
            unit: given(Part::Unit).filter(|_| unlisted.is_none()),
            unlisted,
            synopsis: now(Part::Synopsis),
            description: now(Part::Description),
            software_version: now(Part::Software),
            phone_page: given(Part::PhonePage).filter(|_| !by_phone).map(|_| PhonePage::OpenOnWeb),
            call_note: note.filter(|_| given(Part::Alone).is_none()).map(|noted| noted.0.number.clone()),
            on_behalf_of: given(Part::Account),
            opened_for: given(Part::Person),
            channel: Some(if by_phone { Channel::Phone } else { Channel::Web }),
            reported_at: self.reported_at().filter(|_| by_phone),
            ..OpenCase::default()
        }
    }

    /// When the call began: to the second, as long as nobody has changed what the note says to the minute.
    fn reported_at(self) -> Option<rules::Instant> {
        let typed = self.typed.now(Part::ReportedAt);
        let noted = self.note.and_then(|note| untrack(|| note.value())).map(|noted| noted.0.created_at);
        let as_noted = noted.filter(|at| intl::utc_to_local(*at) == typed);
        as_noted.or_else(|| json::instant(&intl::local_to_utc(&typed)?))
    }

    /// What is wrong before it is sent, by the rules.
    fn problems(self, wish: &OpenCase) -> Problems {
        let lacks_account = wish.on_behalf_of.is_none();
        let account = (Part::Account.name(), "Choose the End User".to_owned());
        let mut problems: Problems = lacks_account.then_some(account).into_iter().collect();
        let found = wish.draft().ok().and_then(|draft| draft.check(use_clock().now_untracked()).err());
        let message = |problem: &rules::case_draft::FieldProblem| (problem.field.name(), problem.message());
        problems.extend(found.iter().flatten().map(message));
        // Without it the time would count from now, without anybody having said so.
        if wish.channel == Some(Channel::Phone) && wish.reported_at.is_none() {
            problems.push((Part::ReportedAt.name(), "Give date and time".to_owned()));
        }
        problems
    }
}
