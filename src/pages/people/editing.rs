//! One thing at a time: who comes, what is put right, who goes, who is invited. What was typed stays until it is through.

use leptos::prelude::*;
use rules::roster;
use wire::{
    contact::{Contact, RosterChanges},
    invitation::{Invitation, Invitations},
    proposal::Proposals,
};

use super::{Roster, fields::field, proposing::decided, task::Task};
use crate::{
    api::Failure,
    browser::{announce::announcer, document},
    components::{
        creation::Creation,
        disagreement::{Allowed, allowed, disagreement},
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        loaded::Loaded,
        markup::{live, view},
        step::problems_at,
    },
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "step";
/// The button that does it; what concerns no field is said about this.
const DO: &str = "do";
/// Most fields that something has.
const FIELDS: usize = 7;

/// The form above the roster.
#[derive(Clone, Copy)]
pub struct Editing {
    roster: Roster,
    history: Loaded<RosterChanges>,
    /// The open invitations.
    pub invitations: Loaded<Invitations>,
    proposals: Loaded<Proposals>,
    /// The account whose people these are; empty for one's own.
    pub account: Memo<String>,
    task: RwSignal<Option<Task>>,
    typed: [RwSignal<String>; FIELDS],
    /// Makes an invitation, or a proposal, that is sent twice one.
    creation: Creation,
    /// The invitation that was just made, with the secret of its link.
    pub made: RwSignal<Option<Invitation>>,
    /// What is wrong with what was typed.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
    /// What was decided here of what the API refuses.
    allowed: Allowed,
}

impl Editing {
    /// Nothing is being done yet.
    pub fn new(
        roster: Roster,
        history: Loaded<RosterChanges>,
        invitations: Loaded<Invitations>,
        proposals: Loaded<Proposals>,
        account: Memo<String>,
    ) -> Self {
        Self {
            roster,
            history,
            invitations,
            proposals,
            account,
            task: RwSignal::new(None),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            creation: Creation::new(),
            made: RwSignal::new(None),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
            allowed: RwSignal::new(String::new()),
        }
    }

    /// Opens the form.
    pub fn begin(self, task: Task) {
        // The answer to a step that is under way would close another one.
        if self.pending.get_untracked() {
            return;
        }
        for (id, signal) in task.fields().iter().zip(self.typed) {
            signal.set(task.text(id));
        }
        self.creation.renew();
        self.made.set(None);
        self.problems.set(Problems::new());
        self.allowed.set(String::new());
        self.task.set(Some(task));
        document::focus_next(HEADING);
    }

    fn end(self) {
        self.task.set(None);
        self.problems.set(Problems::new());
        document::focus_next("title");
    }

    /// A step that is under way is not called back.
    fn cancel(self) {
        if !self.pending.get_untracked() {
            self.end();
        }
    }

    /// What was typed. What was left as it was is as somebody else may have changed it meanwhile.
    fn filled_in(self, task: &Task) -> Vec<String> {
        let roster = self.roster.value();
        let now = task.concerned().and_then(|begun| {
            let everybody = roster.iter().flat_map(|roster| super::everybody(&roster.0));
            everybody.into_iter().find(|known| known.id == begun.id).cloned()
        });
        let text = |(id, typed): (&&'static str, RwSignal<String>)| {
            let typed = typed.get_untracked();
            now.as_ref()
                .filter(|_| typed == task.text(id))
                .map(|now: &Contact| task.text_now(id, now))
                .unwrap_or(typed)
        };
        task.fields().iter().zip(self.typed).map(text).collect()
    }

    fn send(self) {
        let Some((task, etag)) =
            self.task.get_untracked().zip(self.roster.value().map(|roster| roster.1.clone()))
        else {
            return;
        };
        if self.pending.get_untracked() {
            return;
        }
        let typed = self.filled_in(&task);
        if let Some(why) = self.refused(&task, &typed) {
            self.problems.set(vec![(DO, why)]);
            focus_summary();
            return;
        }
        self.pending.set(true);
        let account = self.account.get_untracked();
        let key = self.creation.key();
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let done = task.carry_out(&typed, [&account, &etag], &key).await;
            let renewed = match (&done, &task) {
                (Err(failure), Task::Proposal(proposing)) => proposing.renewed(failure, &account).await,
                _ => None,
            };
            // The page may have been left: then nothing here takes the focus.
            self.pending.try_set(false);
            if self.task.try_get_untracked().flatten().is_none() {
                return;
            }
            match done {
                Ok(made) => {
                    announcer.say("Saved");
                    self.made.try_set(made);
                    self.end();
                }
                Err(failure) => {
                    self.creation.failed(&failure);
                    if let Some(now) = renewed {
                        self.task.try_set(Some(Task::Proposal(now)));
                    }
                    self.problems.try_set(problems_of(&failure, task.fields()));
                    self.allowed.try_set(self.decided_otherwise(&task, &typed, &failure).unwrap_or_default());
                    focus_summary();
                    // What became of it is shown by the roster, as it is by now.
                    let settled = !failure.is_changed() && !failure.is_uncertain();
                    if settled && failure.made_before().is_none() {
                        return;
                    }
                }
            }
            self.roster.again();
            self.history.again();
            self.invitations.again();
            self.proposals.again();
        });
    }

    /// What the rules say here of a step that the API refuses, when they allow it. What a single field may hold is the API's to say.
    fn decided_otherwise(self, task: &Task, typed: &[String], failure: &Failure) -> Option<String> {
        let of_field = failure.fields().iter().any(|error| task.fields().contains(&error.field()));
        let step = task.step().filter(|_| failure.is_verdict() && !of_field)?;
        let roster = self.roster.value()?;
        let named = roster.0.named();
        decided(&step, task.concerned(), &roster.0, &task.typed("email", typed))?.ok()?;
        Some(allowed(&roster::reason(named).why, &format!("{named} people on the roster")))
    }

    /// Why a proposal would be refused, by the rules.
    fn refused(self, task: &Task, typed: &[String]) -> Option<String> {
        let Task::Proposal(proposing) = task else { return None };
        let (roster, proposals) = self.roster.value().zip(self.proposals.value())?;
        proposing.refused(&roster.0, &proposals, &|field| task.typed(field, typed))
    }

    /// The form, while something is being done.
    pub fn view(self) -> AnyView {
        live(move || self.task.get().map(|task| self.form(&task)))
    }

    fn form(self, task: &Task) -> AnyView {
        let (meaning, word) = task.words();
        let goes = task.takes_away();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let fields = task.fields().iter().zip(self.typed);
        let fields: Vec<AnyView> = fields.map(|(id, typed)| field(id, typed, self.problems)).collect();
        view! {
            <section class="card">
                <header><h2 id=HEADING tabindex="-1">{task.heading()}</h2></header>
                <ErrorSummary problems=self.problems/>
                {disagreement(self.allowed)}
                <form class="stack" novalidate on:submit=submit>
                    <p>{meaning}</p>
                    {fields}
                    <p class="cluster">
                        <button class="button" id=DO data-kind=if goes { "danger" } else { "primary" } aria-busy=move || self.pending.get().to_string()>{word}</button>
                        <button class="button" type="button" on:click=move |_| self.cancel()>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure, ids: &[&'static str]) -> Problems {
    problems_at(failure, "the people", DO, &|field| ids.iter().copied().find(|id| *id == field))
}
