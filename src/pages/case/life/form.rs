//! One form with every step that the person at the page may take. What is typed is kept in this browser until it was done:
//! it survives a failed send, a reload, and somebody else who was quicker, whose changes are shown beside it.

use leptos::prelude::*;
use rules::case_life::{Refused, Side, Status, Step as CaseMove, after};
use wire::{
    case::{AskEscalation, CaseEvent, CaseStep, EscalationStep, PhonePage, TakeEscalationStep, TakeStep},
    json,
};

use super::{
    super::{CaseAtHand, timeline},
    draft::{Draft, place},
    files::Files,
    replacing::Replacing,
    what::What,
};
use crate::{
    api::{self, IdempotencyKey},
    browser::{document, identifier, intl},
    components::{
        card::{banner, card_not_printed},
        choice::choice,
        error_summary::ErrorSummary,
        instant::At,
        markup::{live, view},
        step::{Call, Step},
    },
    widgets::why::Why,
};

/// The controls, by the members of the request; what concerns none is said at the first.
const FIELDS: &[&str] = &[
    "do-step",
    "do-text",
    "do-reason",
    "do-outcome",
    "do-at",
    "do-next_report_at",
    "do-priority",
    "do-phone_page",
    "do-own_reference",
    "do-serial",
    "do-rma_number",
    "do-replacement_serial",
    "do-carrier",
    "do-tracking",
];

/// The form.
#[derive(Clone, Copy)]
pub struct Form {
    pub at_hand: CaseAtHand,
    pub side: Side,
    place: StoredValue<String>,
    key: StoredValue<String>,
    page: StoredValue<String>,
    version: StoredValue<u32>,
    seen: RwSignal<u32>,
    what: RwSignal<String>,
    pub text: RwSignal<String>,
    pub outcome: RwSignal<String>,
    pub at: RwSignal<String>,
    pub priority: RwSignal<String>,
    pub phone_page: RwSignal<String>,
    pub own_reference: RwSignal<String>,
    pub replacing: Replacing,
    pub step: Step,
}

impl Form {
    /// With what this person was writing about the case; else with the first of what can be done.
    pub fn new(at_hand: CaseAtHand, side: Side, person: &str, number: String) -> Self {
        let place = place(person, &number);
        let draft = Draft::read(&place, first(at_hand, side));
        Self {
            at_hand,
            side,
            place: StoredValue::new(place),
            key: StoredValue::new(draft.key),
            page: StoredValue::new(draft.page),
            version: StoredValue::new(0),
            seen: RwSignal::new(draft.seen),
            what: RwSignal::new(draft.what),
            text: RwSignal::new(draft.text),
            outcome: RwSignal::new(draft.outcome),
            at: RwSignal::new(draft.at),
            priority: RwSignal::new(draft.priority),
            phone_page: RwSignal::new(String::new()),
            own_reference: RwSignal::new(draft.own_reference),
            replacing: Replacing {
                serial: RwSignal::new(draft.serial),
                rma_number: RwSignal::new(draft.rma_number),
                carrier: RwSignal::new(draft.carrier),
                tracking: RwSignal::new(draft.tracking),
            },
            step: Step::new(),
        }
    }

    /// A key was pressed.
    pub fn typed(self, field: RwSignal<String>, text: String) {
        field.set(text);
        self.begun();
    }

    /// From this version of the case on, what others do is told beside what is being written.
    pub fn begun(self) {
        if self.seen.get_untracked() == 0 {
            self.seen.set(self.version());
        }
        self.keep();
    }

    /// Keeps what is typed.
    pub fn keep(self) {
        let [serial, rma_number, carrier, tracking] = self.replacing.all().map(|field| field.get_untracked());
        let draft = Draft {
            serial,
            rma_number,
            carrier,
            tracking,
            what: self.what.get_untracked(),
            text: self.text.get_untracked(),
            outcome: self.outcome.get_untracked(),
            at: self.at.get_untracked(),
            priority: self.priority.get_untracked(),
            own_reference: self.own_reference.get_untracked(),
            key: self.key.get_value(),
            page: self.page.get_value(),
            seen: self.seen.get_untracked(),
        };
        draft.keep(&self.place.get_value());
    }

    /// The fields that a step sends.
    fn sent_by(self, what: What) -> Vec<RwSignal<String>> {
        match what {
            What::Case(CaseMove::Reference) => vec![self.own_reference],
            What::Case(CaseMove::Priority) => vec![self.text, self.priority, self.phone_page],
            What::Case(CaseMove::Phone | CaseMove::Email) => vec![self.text, self.at],
            What::Escalation(_, rules::escalation::Step::Report) => vec![self.text, self.at],
            What::Escalate => vec![self.text, self.outcome],
            What::AskRma => [vec![self.text], self.replacing.sent_by(None)].concat(),
            What::Rma(_, step) => [vec![self.text], self.replacing.sent_by(Some(step))].concat(),
            What::Case(_) | What::Escalation(..) => vec![self.text],
        }
    }

    /// What was sent has been done. What was typed since then, or for another step, stays.
    fn done(self, sent: &[(RwSignal<String>, String)]) {
        for (field, text) in sent {
            if field.with_untracked(|now| now == text) {
                field.set(String::new());
            }
        }
        self.key.set_value(identifier::random());
        self.seen.set(0);
        if untrack(|| self.is_blank()) {
            self.what.set(first(self.at_hand, self.side));
        }
        self.keep();
        document::focus_next_if_lost("do-step");
    }

    /// Nothing is typed in any field, of whatever step.
    fn is_blank(self) -> bool {
        let all = [self.text, self.outcome, self.at, self.own_reference];
        all.iter().chain(&self.replacing.all()).all(|field| field.with(String::is_empty))
    }

    /// Of the case as it is on the page, or as the last step left it: the page may not know that yet.
    fn version(self) -> u32 {
        let shown = untrack(|| self.at_hand.shown()).map_or(0, |case| case.version);
        shown.max(self.version.get_value())
    }

    fn send(self) {
        let Some(what) = What::parse(&self.what.get_untracked()) else { return };
        // Half a date is none: it would be "just now" without anybody having said so.
        if let Some(id) = ["do-at", "do-next_report_at"].into_iter().find(|id| document::is_half(id)) {
            return self.step.refuse(vec![(id, "Give date and time".to_owned())]);
        }
        let (number, version) = (self.at_hand.number.get_untracked(), self.version());
        let key = IdempotencyKey(self.key.get_value());
        let sent: Vec<_> =
            self.sent_by(what).into_iter().map(|field| (field, field.get_untracked())).collect();
        let text = self.text.get_untracked();
        let at = intl::local_to_utc(&self.at.get_untracked()).and_then(|at| json::instant(&at));
        let call: Call = match what {
            What::Case(step) => {
                let wish = self.wish(step, text, at);
                Box::pin(async move {
                    api::cases::step(&number, version, &wish, &key).await.map(|case| self.left(case.version))
                })
            }
            What::Escalate => {
                let wish = AskEscalation { reason: text, outcome: self.outcome.get_untracked() };
                Box::pin(async move {
                    api::cases::escalate(&number, version, &wish, &key)
                        .await
                        .map(|case| self.left(case.version))
                })
            }
            What::AskRma => self.request_rma(number, version, text, key),
            What::Rma(rma, step) => self.rma_step((number, version), (rma, step), text, key),
            What::Escalation(escalation, step) => {
                let next_report_at = at.filter(|_| step == rules::escalation::Step::Report);
                let wish = TakeEscalationStep { step: EscalationStep::from(step), text, next_report_at };
                Box::pin(async move {
                    let case = api::cases::escalation_step(&number, version, escalation, &wish, &key).await;
                    case.map(|case| self.left(case.version))
                })
            }
        };
        self.step.send(call, FIELDS, move |done| {
            if done {
                self.done(&sent);
            } else {
                // Nothing of it was stored, or an earlier press has done it: what is sent next is another one.
                self.key.try_set_value(identifier::random());
                self.keep();
            }
            self.at_hand.case.again();
        });
    }

    /// The version that a step has left behind.
    pub fn left(self, version: u32) {
        self.version.try_set_value(version);
    }

    fn wish(self, step: CaseMove, text: String, at: Option<rules::Instant>) -> TakeStep {
        let wish = TakeStep { text, ..TakeStep::of(CaseStep::from(step)) };
        match step {
            CaseMove::Phone | CaseMove::Email => TakeStep { at, ..wish },
            CaseMove::Priority => TakeStep {
                priority: self.priority.get_untracked().parse().ok(),
                phone_page: (!self.phone_page.get_untracked().is_empty()).then_some(PhonePage::OpenOnWeb),
                ..wish
            },
            CaseMove::Reference => {
                TakeStep { own_reference: self.own_reference.get_untracked(), text: String::new(), ..wish }
            }
            _ => wish,
        }
    }

    /// The form with what there is to know about it, and a way to the files.
    pub fn view(self, files: Option<Files>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let chosen = Memo::new(move |_| self.what.get());
        Effect::new(move |before: Option<()>| {
            chosen.track();
            // Choosing is kept too, but opening the page is not choosing.
            if before.is_some() {
                self.keep();
            }
        });
        // A comment that nobody has begun goes with what it was possible for.
        Effect::new(move |_| {
            let Some(case) = self.at_hand.shown() else { return };
            let possible = What::possible(&case, self.side);
            let comment = What::Case(CaseMove::Comment);
            let is_begun = self.text.with_untracked(|text| !text.is_empty());
            if self.what.with_untracked(|what| *what == comment.value())
                && !is_begun
                && !possible.contains(&comment)
            {
                self.what.set(possible.first().map(|what| what.value()).unwrap_or_default());
            }
        });
        let options = Memo::new(move |_| self.options());
        // A text that was not sent yet stays in sight, whatever became of the case.
        let idle = Memo::new(move |_| self.nothing_possible() && self.is_blank());
        let what = live(move || choice("do-step", "What", "", options.get(), self.what, self.step.problems));
        let fields = live(move || What::parse(&chosen.get()).map(|what| self.fields(what)));
        card_not_printed(
            "What you can do now",
            view! {
                <ErrorSummary problems=self.step.problems/>
                {live(move || self.meanwhile())}
                {live(move || self.waits())}
                {live(move || self.nothing())}
                <form class="stack" novalidate hidden=move || idle.get().then_some("") on:submit=submit>
                    {what}{fields}
                    <p class="cluster"><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Send"</button>{files.map(Files::button)}</p>
                </form>
            },
        )
    }

    /// The choices. One that is chosen stays among them when it is possible no more: then the API says why.
    fn options(self) -> Vec<(String, String)> {
        let Some(case) = self.at_hand.shown() else { return Vec::new() };
        let status = case.facts().map_or(Status::Open, |facts| facts.standing.status);
        let mut all = What::possible(&case, self.side);
        let chosen = What::parse(&self.what.get()).filter(|chosen| !all.contains(chosen));
        all.extend(chosen);
        all.into_iter().map(|what| (what.value(), what.words(status))).collect()
    }

    fn nothing_possible(self) -> bool {
        self.at_hand.shown().is_some_and(|case| What::possible(&case, self.side).is_empty())
    }

    /// Why nothing can be done, when that is so.
    fn nothing(self) -> Option<AnyView> {
        self.nothing_possible().then(|| {
            let reason = Refused::Closed.reason();
            view! { <p>{reason.why.clone()}</p><Why reason/> }
        })
    }

    /// What others have done since the writing began.
    fn meanwhile(self) -> Option<AnyView> {
        let seen = Some(self.seen.get()).filter(|seen| *seen > 0)?;
        let case = self.at_hand.shown()?;
        let told = case.since_version(seen).map(told).collect::<Vec<AnyView>>();
        (!told.is_empty()).then(|| {
            banner(
                "warn",
                "warning",
                "This happened while you were writing.",
                view! { <p>"What you typed is still here. Look, then send it as it is or change it."</p><ul>{told}</ul> },
            )
        })
    }

    /// Why closing waits, when it does.
    fn waits(self) -> Option<AnyView> {
        let facts = self.at_hand.shown()?.facts()?;
        let refused = after(&facts, CaseMove::AgreeClosure, self.side).err()?;
        matches!(refused, Refused::EscalationOpen | Refused::OtherSideAgrees).then(|| {
            let reason = refused.reason();
            view! { <p>{reason.why.clone()}</p><Why reason/> }
        })
    }
}

/// The first of what can be done.
fn first(at_hand: CaseAtHand, side: Side) -> String {
    let possible = untrack(|| at_hand.shown()).map(|case| What::possible(&case, side)).unwrap_or_default();
    possible.first().map(|what| what.value()).unwrap_or_default()
}

/// An event in short: it stands in the timeline too, with its permalink.
fn told(event: &CaseEvent) -> AnyView {
    let name = event.name.clone().unwrap_or_default();
    let (_, did) = timeline::done(&event.kind);
    let text = event.text.clone().map(|text| view! { <p class="as-typed">{text}</p> });
    view! { <li><b>{name}</b>" "{did}" "<At instant=event.at/>{text}{timeline::left_behind(event)}</li> }
}
