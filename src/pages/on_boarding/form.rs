//! One step at a time on the list: how far a thing is, with note and evidence; or one of the account's own. What was typed
//! stays until it is through, and what was left as it was is not sent: somebody else may have changed it meanwhile.

use leptos::prelude::*;
use wire::on_boarding::{ChangeOnBoarding, ItemProgress, OnBoarding, OnBoardingItem, OnBoardingStep};

use super::checklist::progress_name;
use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document},
    components::{
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        loaded::Loaded,
        markup::{live, view},
        step::problems_at,
    },
};

const HEADING: &str = "item-step";
const DO: &str = "item-do";
const FIELDS: [(&str, &str); 4] =
    [("name", "item-name"), ("why", "item-why"), ("note", "item-note"), ("evidence", "item-evidence")];

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Task {
    /// One more of the account's own
    Add,
    /// How far this is
    Set(OnBoardingItem),
}

/// The form above the list.
#[derive(Clone, Copy)]
pub struct Form {
    loaded: Loaded<(OnBoarding, String)>,
    account: Memo<String>,
    task: RwSignal<Option<Task>>,
    progress: RwSignal<String>,
    /// In the order of [`FIELDS`].
    typed: [RwSignal<String>; 4],
    /// What is wrong with what was typed.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
}

/// The id of a thing's name on the page, which takes the focus after a step.
pub fn anchor(id: &str) -> String {
    format!("item-{id}")
}

impl Form {
    /// Nothing is being done yet.
    pub fn new(loaded: Loaded<(OnBoarding, String)>, account: Memo<String>) -> Self {
        Self {
            loaded,
            account,
            task: RwSignal::new(None),
            progress: RwSignal::new(String::new()),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
        }
    }

    /// Opens the form.
    pub fn begin(self, task: Task) {
        if self.pending.get_untracked() {
            return;
        }
        let texts = match &task {
            Task::Add => Default::default(),
            Task::Set(item) => {
                self.progress.set(item.progress.as_str().to_owned());
                texts(item)
            }
        };
        self.typed.into_iter().zip(texts).for_each(|(typed, text)| typed.set(text));
        self.problems.set(Problems::new());
        self.task.set(Some(task));
        document::focus_next(HEADING);
    }

    /// Without the form: done.
    pub fn done(self, item: OnBoardingItem) {
        let change = ChangeOnBoarding {
            item: Some(item.id.clone()),
            progress: Some(ItemProgress::Done),
            ..of(OnBoardingStep::Set)
        };
        self.send(change, Some(item));
    }

    /// Without the form: off the list.
    pub fn remove(self, item: OnBoardingItem) {
        self.send(ChangeOnBoarding { item: Some(item.id), ..of(OnBoardingStep::Remove) }, None);
    }

    fn end(self, focus: String) {
        self.task.set(None);
        self.problems.set(Problems::new());
        document::focus_next(&focus);
    }

    fn submit(self) {
        let Some(task) = self.task.get_untracked() else { return };
        let typed = self.typed.map(|typed| typed.get_untracked());
        let [name, why, note, evidence] = typed.clone();
        match task {
            Task::Add => {
                self.send(ChangeOnBoarding { name: Some(name), ..of(OnBoardingStep::Add) }, None);
            }
            Task::Set(begun) => {
                let [_, why_before, note_before, evidence_before] = texts(&begun);
                let progress = self.progress.get_untracked();
                let changed = |now: String, before: String| (now != before).then_some(now);
                let change = ChangeOnBoarding {
                    item: Some(begun.id.clone()),
                    progress: changed(progress, begun.progress.as_str().to_owned())
                        .map(|progress| progress.as_str().into()),
                    why: changed(why, why_before),
                    note: changed(note, note_before),
                    evidence: changed(evidence, evidence_before),
                    ..of(OnBoardingStep::Set)
                };
                self.send(change, Some(begun));
            }
        }
    }

    /// A step without its form that fails opens the form, so that there is a place to say why.
    fn send(self, change: ChangeOnBoarding, item: Option<OnBoardingItem>) {
        let Some(etag) = self.loaded.value().map(|loaded| loaded.1.clone()) else { return };
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let (announcer, account) = (announcer(), self.account.get_untracked());
        leptos::task::spawn_local(async move {
            let done = api::on_boarding::change(&account, &change, &etag).await;
            self.pending.try_set(false);
            if self.task.try_get_untracked().is_none() {
                return;
            }
            match done {
                Ok(_) => {
                    announcer.say("Saved");
                    self.end(item.map_or_else(|| "title".to_owned(), |item| anchor(&item.id)));
                }
                Err(failure) => {
                    if let (None, Some(item)) = (self.task.get_untracked(), item) {
                        self.begin(Task::Set(item));
                    }
                    self.problems.set(problems_of(&failure));
                    focus_summary();
                }
            }
            self.loaded.again();
        });
    }

    /// The form, while something is being done; what went wrong without it.
    pub fn view(self) -> AnyView {
        view! {
            <ErrorSummary problems=self.problems/>
            {live(move || self.task.get().map(|task| self.form(&task)))}
        }
    }

    fn form(self, task: &Task) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.submit();
        };
        let (heading, fields) = match task {
            Task::Add => ("Something of your own".to_owned(), self.name_field()),
            Task::Set(item) => (item.name.clone(), self.fields()),
        };
        view! {
            <section class="card no-print">
                <header><h2 id=HEADING tabindex="-1">{heading}</h2></header>
                <form class="stack" novalidate on:submit=submit>
                    {fields}
                    <p class="cluster">
                        <button class="button" id=DO data-kind="primary" aria-busy=move || self.pending.get().to_string()>"Save"</button>
                        <button class="button" type="button" on:click=move |_| self.end("title".to_owned())>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }

    fn name_field(self) -> AnyView {
        let [name, ..] = self.typed;
        view! {
            <Field id="item-name" label="What it is" hint="It has to be done, or not to apply, before the on-boarding is complete"
                value=name set=move |text| name.set(text) problems=self.problems/>
        }
    }

    fn fields(self) -> AnyView {
        let [_, why, note, evidence] = self.typed;
        let (progress, problems) = (self.progress, self.problems);
        let option = |value: &&'static str| {
            let value = *value;
            view! { <option value=value prop:selected=move || progress.get() == value>{progress_name(&value.into())}</option> }
        };
        let options = ItemProgress::KNOWN.iter().map(option).collect_view();
        let not_needed = ItemProgress::DoesNotApply;
        view! {
            <div class="field" data-width="medium">
                <label for="item-progress">"How far it is"</label>
                <select id="item-progress" on:change=move |event| progress.set(event_target_value(&event))>{options}</select>
            </div>
            {live(move || (progress.get() == not_needed.as_str()).then(|| view! {
                <Field id="item-why" label="Why it does not apply" value=why set=move |text| why.set(text) problems/>
            }))}
            <Field id="item-note" label="Note (optional)" control=Control::Text value=note set=move |text| note.set(text) problems/>
            <Field id="item-evidence" label="What shows it (optional)" hint="A link that begins with https://, or words"
                value=evidence set=move |text| evidence.set(text) problems/>
        }
    }
}

const fn of(step: OnBoardingStep) -> ChangeOnBoarding {
    ChangeOnBoarding { step, item: None, name: None, progress: None, why: None, note: None, evidence: None }
}

/// As they stand in the fields.
fn texts(item: &OnBoardingItem) -> [String; 4] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [String::new(), text(&item.why), text(&item.note), text(&item.evidence)]
}

fn problems_of(failure: &Failure) -> Problems {
    let id = |field: &str| FIELDS.into_iter().find(|(name, _)| *name == field).map(|(_, id)| id);
    problems_at(failure, "the on-boarding", DO, &id)
}
