//! Checking and sending a report, once, whatever the connection does in between.

use leptos::prelude::*;
use rules::{
    case_draft::{Field, FieldProblem},
    response::Priority,
};
use wire::{capability::IDEMPOTENCY, problem::FieldError};

use super::{
    Wizard,
    doubt::{Perhaps, opened_before, perhaps_opened},
    remembering,
};
use crate::{
    api::{self, Failure, IdempotencyKey},
    browser::document,
    clock::use_clock,
    components::{
        disagreement::{Allowed, allowed, disagreement},
        error_summary::{Problems, focus_summary},
        icon::Icon,
        link::{link, use_go},
        markup::{live, view},
    },
    draft::sent,
    route::Route,
};

/// The check of the rules, as problems of the form; only those of `fields` when given.
pub fn problems(
    wizard: Wizard,
    priority: Option<Priority>,
    fields: &[Field],
    now: rules::Instant,
) -> Problems {
    let request = wizard.open.draft.with_untracked(|draft| draft.request(priority));
    let Ok(draft) = request.draft() else { return Vec::new() };
    let problems = draft.check(now).err().unwrap_or_default();
    problems
        .iter()
        .filter(|problem| fields.is_empty() || fields.contains(&problem.field))
        .map(as_message)
        .collect()
}

fn as_message(problem: &FieldProblem) -> (&'static str, String) {
    (problem.field.name(), problem.message())
}

/// What the API found wrong with single fields.
fn problems_of(failure: &Failure) -> Problems {
    failure
        .fields()
        .iter()
        .filter_map(|error| {
            let field = Field::ALL.into_iter().find(|field| error.is_of(field.name()))?;
            Some((field.name(), error.detail.clone()))
        })
        .collect()
}

/// Id of what says why it did not work.
pub const FAILURE: &str = "not-sent";

/// The state of sending, shared by the phone page and the last screen.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Problems of the form.
    pub problems: RwSignal<Problems>,
    /// Under way.
    pub pending: RwSignal<bool>,
    /// Why it did not work.
    pub failure: RwSignal<Option<Failure>>,
    /// What the report became that has its former name, of which its person has not said yet that this is another one.
    before: RwSignal<Option<String>>,
    /// What that press has perhaps opened.
    perhaps: RwSignal<Option<Perhaps>>,
    /// What was decided here of what the API refuses.
    allowed: Allowed,
}

impl Sending {
    /// Nothing sent yet.
    pub fn new() -> Self {
        Self {
            problems: RwSignal::new(Vec::new()),
            pending: RwSignal::new(false),
            failure: RwSignal::new(None),
            before: RwSignal::new(None),
            perhaps: RwSignal::new(None),
            allowed: RwSignal::new(String::new()),
        }
    }

    /// What was found is another report.
    pub fn no_doubt(self, wizard: Wizard) {
        let (person, draft) = names(wizard);
        sent::set_doubt(&person, &draft, None);
        self.perhaps.set(None);
    }

    fn found(self, wizard: Wizard, perhaps: Perhaps) {
        wizard.saving.release();
        if self.pending.try_get_untracked().is_some() {
            self.pending.set(false);
            self.perhaps.set(Some(perhaps));
            document::focus_next(FAILURE);
        }
    }

    /// True when it may go out: no problem, and nothing under way.
    fn may_go(self, wizard: Wizard, problems: Problems) -> bool {
        if self.pending.get_untracked() {
            return false;
        }
        let before = wizard.saving.parted(&wizard.open.draft.with_untracked(|draft| draft.id.clone()));
        self.before.set(before.and_then(|parted| parted.there.sent()));
        if self.before.with_untracked(Option::is_some) {
            document::focus_next(FAILURE);
            return false;
        }
        let fine = problems.is_empty();
        self.problems.set(problems);
        self.failure.set(None);
        self.allowed.set(String::new());
        if !fine {
            focus_summary();
        }
        self.pending.set(fine);
        fine
    }

    /// Leads on, unless the person went somewhere else meanwhile.
    fn arrived(self, on: impl FnOnce()) {
        if self.pending.try_get_untracked().is_some() {
            on();
        }
    }

    /// `inputs` is what was sent where the API refuses it.
    fn failed(self, wizard: Wizard, failure: Failure, inputs: &str) {
        if self.pending.try_get_untracked().is_none() {
            return;
        }
        self.pending.set(false);
        if failure.is_verdict() && closed_note(&failure).is_none() {
            self.allowed.set(allowed("every answer is there, and as the rules want it.", inputs));
        }
        let problems = problems_of(&failure);
        wizard.refused.set(problems.clone());
        if problems.is_empty() {
            self.failure.set(Some(failure));
            // It may stand below what is seen.
            document::focus_next(FAILURE);
        } else {
            self.problems.set(problems);
            focus_summary();
        }
    }
}

/// Whose report it is, and its name.
fn names(wizard: Wizard) -> (String, String) {
    (wizard.me.with_value(|me| me.id.clone()), wizard.open.draft.with_untracked(|draft| draft.id.clone()))
}

/// Opens the case at that priority; taken during set-up.
pub fn use_open_case(wizard: Wizard, sending: Sending) -> impl Fn(Priority) + Clone + Send + Sync + 'static {
    let (go, clock) = (use_go(), use_clock());
    move |priority| {
        if !sending.may_go(wizard, problems(wizard, Some(priority), &[], clock.now_untracked())) {
            return;
        }
        let (request, key) = wizard
            .open
            .draft
            .with_untracked(|draft| (draft.request(Some(priority)), IdempotencyKey(draft.case_key.clone())));
        let (version, writer) = wizard.saving.seen_of(&key.0);
        let (go, remember) = (go.clone(), remembering(wizard));
        let (person, draft) = names(wizard);
        let (pressed, doubt) = (clock.now_untracked(), sent::doubt(&person, &draft));
        sending.perhaps.set(None);
        leptos::task::spawn_local(async move {
            match opened_before(&request, doubt).await {
                Ok(Some(perhaps)) => return sending.found(wizard, perhaps),
                Ok(None) => (),
                Err(failure) => {
                    wizard.saving.release();
                    return sending.failed(wizard, failure, "");
                }
            }
            // Before it is sent: the page may be gone when nobody knows what became of it.
            if api::line::lacks(IDEMPOTENCY) {
                sent::set_doubt(&person, &draft, Some(pressed));
            }
            match api::cases::open(&request, &key, (&version, &writer)).await {
                Ok(case) => {
                    sent::set_doubt(&person, &draft, None);
                    remember(&case.number);
                    sending.arrived(|| go(Route::case_opened(case.number)));
                }
                Err(failure) => {
                    wizard.saving.release();
                    if !failure.is_uncertain() && doubt.is_none() {
                        sent::set_doubt(&person, &draft, None);
                    }
                    // It may have another name by now, parted from what another tab has written.
                    let named = wizard.open.draft.try_get_untracked().map(|open| open.id);
                    if let Some(named) = named.filter(|named| *named != draft) {
                        sent::set_doubt(&person, &named, sent::doubt(&person, &draft));
                    }
                    let inputs = api::refused_inputs(&request, &failure);
                    sending.failed(wizard, failure, &inputs);
                }
            }
        });
    }
}

/// Makes the call note; taken during set-up.
pub fn use_make_call_note(wizard: Wizard, sending: Sending) -> impl Fn() + Clone + Send + Sync + 'static {
    let (go, clock) = (use_go(), use_clock());
    move || {
        let fields = [Field::Unit, Field::HostName, Field::Site, Field::Synopsis];
        if !sending.may_go(wizard, problems(wizard, Some(Priority::P1), &fields, clock.now_untracked())) {
            return;
        }
        let (request, key) = wizard
            .open
            .draft
            .with_untracked(|draft| (draft.call_note(), IdempotencyKey(draft.note_key.clone())));
        let (go, remember) = (go.clone(), remembering(wizard));
        leptos::task::spawn_local(async move {
            match api::call_notes::make(&request, &key).await {
                Ok(note) => {
                    remember(&note.number);
                    sending.arrived(|| go(Route::CallNote { number: note.number }));
                }
                Err(failure) => {
                    wizard.saving.release();
                    sending.failed(wizard, failure, "");
                }
            }
        });
    }
}

/// Of a call note that has been closed, what the API says.
fn closed_note(failure: &Failure) -> Option<&FieldError> {
    failure.fields().iter().find(|error| error.field() == "call_note")
}

/// Why sending did not work, what is safe, what to do.
#[component]
pub fn SendingFailure(wizard: Wizard, sending: Sending) -> impl IntoView {
    let why = live(move || {
        if let Some(perhaps) = sending.perhaps.get() {
            return Some(perhaps_opened(wizard, sending, perhaps));
        }
        if let Some(number) = sending.before.get() {
            return Some(sent_before(wizard, sending, number));
        }
        let failure = sending.failure.get()?;
        Some(match (failure.made_before(), closed_note(&failure)) {
            (Some(number), _) => sent_before(wizard, sending, number),
            (None, Some(error)) => without_note(wizard, sending, error.detail.clone()),
            (None, None) => not_confirmed(&failure),
        })
    });
    view! { {disagreement(sending.allowed)}{why} }
}

fn not_confirmed(failure: &Failure) -> AnyView {
    let safe = if failure.is_uncertain() {
        if api::line::lacks(IDEMPOTENCY) {
            "It is not known whether the report arrived. Your text is kept. Before a case is opened again it is looked for; whether a call note was made, look yourself before you press again."
        } else {
            "It is not known whether the report arrived. Your text is kept. Press again: however often you do, it makes one case."
        }
    } else {
        "Nothing was sent. Your text is kept in this browser."
    };
    view! {
        <section class="failure" role="alert" id=FAILURE tabindex="-1">
            <header><Icon name="warning"/><h2>"The report was not confirmed"</h2></header>
            <p><b>"What happened. "</b>{failure.what_happened()}</p>
            <p><b>"What is safe. "</b>{safe}</p>
            <p><b>"What to do. "</b>"Press again. If it is urgent, call: the numbers are at the top of this page."</p>
            {failure.request_id().map(|id| view! { <p class="request">"Request "<span class="mono">{id}</span></p> })}
        </section>
    }
}

/// The call note that the case was to name has been closed: a colleague withdrew it, or another case names it.
fn without_note(wizard: Wizard, sending: Sending, said: String) -> AnyView {
    let note = wizard.open.draft.with_untracked(|draft| draft.call_note.clone()).unwrap_or_default();
    let drop_it = move |_| {
        wizard.open.change(|draft| draft.call_note = None);
        wizard.saving.renew(wizard.open.draft);
        sending.failure.set(None);
    };
    view! {
        <section class="failure" role="alert" id=FAILURE tabindex="-1">
            <header><Icon name="warning"/><h2>"The report was not sent"</h2></header>
            <p><b>"What happened. "</b>{said}". Look at "{link(&sent_route(&note), note)}": a colleague may have withdrawn it, or a case may name it."</p>
            <p><b>"What is safe. "</b>"Your text, in this browser."</p>
            <p><b>"What to do. "</b>"If there is no case yet, open yours without the note."</p>
            <div class="cluster"><button class="button" type="button" on:click=drop_it>"Go on without the call note"</button></div>
        </section>
    }
}

/// The key belongs to what another press has made, here or elsewhere, and the text was changed since.
fn sent_before(wizard: Wizard, sending: Sending, number: String) -> AnyView {
    let renew = move |_| {
        let id = wizard.open.draft.with_untracked(|draft| draft.id.clone());
        match sending.before.get_untracked() {
            Some(_) => wizard.saving.seen(&id),
            None => wizard.saving.renew(wizard.open.draft),
        }
        sending.before.set(None);
        sending.failure.set(None);
    };
    view! {
        <section class="failure" role="alert" id=FAILURE tabindex="-1">
            <header><Icon name="warning"/><h2>"The report was sent before you changed it"</h2></header>
            <p><b>"What happened. "</b>"A report under this name did arrive: by a press of yours whose answer was lost, or from another device or tab. It is "{link(&sent_route(&number), number)}"."</p>
            <p><b>"What is safe. "</b>"That one, and your text in this browser. What you changed since may not be in it."</p>
            <p><b>"What to do. "</b>"Look at it first. Only if the changed report is about another fault, send it as one of its own."</p>
            <div class="cluster"><button class="button" type="button" on:click=renew>"Make it a report of its own"</button></div>
        </section>
    }
}

/// Where the number of what was sent leads.
pub fn sent_route(number: &str) -> Route {
    if number.starts_with("CALL-") {
        Route::CallNote { number: number.to_owned() }
    } else {
        Route::case(number)
    }
}
