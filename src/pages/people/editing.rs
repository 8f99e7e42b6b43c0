//! One step at a time: who comes, what is put right, or who goes.

use leptos::prelude::*;
use wire::contact::{ChangeRoster, Contact, Details, RosterChanges, RosterStep};

use super::Roster;
use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document},
    components::{
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        loaded::Loaded,
        markup::{live, view},
    },
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "step";
/// The button that does it; what concerns no field is said about this.
const DO: &str = "do";

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Task {
    /// One more
    Add,
    /// Somebody in the place of this one
    Replace(Contact),
    /// Details put right
    Edit(Contact),
    /// One fewer
    Remove(Contact),
    /// Gone already
    HasLeft(Contact),
}

impl Task {
    fn step(&self) -> RosterStep {
        match self {
            Self::Add => RosterStep::Add,
            Self::Replace(_) => RosterStep::Replace,
            Self::Edit(_) => RosterStep::Edit,
            Self::Remove(_) => RosterStep::Remove,
            Self::HasLeft(_) => RosterStep::HasLeft,
        }
    }

    fn concerned(&self) -> Option<&Contact> {
        match self {
            Self::Add => None,
            Self::Replace(contact) | Self::Edit(contact) | Self::Remove(contact) | Self::HasLeft(contact) => {
                Some(contact)
            }
        }
    }

    fn takes_details(&self) -> bool {
        matches!(self, Self::Add | Self::Replace(_) | Self::Edit(_))
    }

    fn heading(&self) -> String {
        match self {
            Self::Add => "Add a representative".to_owned(),
            Self::Replace(contact) => format!("Replace {}", contact.name),
            Self::Edit(contact) => format!("Edit {}", contact.name),
            Self::Remove(contact) => format!("Remove {}?", contact.name),
            Self::HasLeft(contact) => format!("{} has left?", contact.name),
        }
    }

    /// What it means, and what the button says.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Add => {
                ("From then on this person works with senior engineers and with your advisor.", "Add")
            }
            Self::Replace(_) => (
                "One step: the place is never empty, with two representatives and with six as well.",
                "Replace",
            ),
            Self::Edit(_) => ("The same person. For somebody else, replace them.", "Save"),
            Self::Remove(_) => (
                "The place becomes free. Somebody with a valid certificate stays among your certified experts.",
                "Remove",
            ),
            Self::HasLeft(_) => (
                "Taken off at once, even when fewer than two are left then, and for good. A sign-in of that person stays until whoever runs this portal ends it.",
                "Take off",
            ),
        }
    }
}

/// The form above the roster.
#[derive(Clone, Copy)]
pub struct Editing {
    roster: Roster,
    history: Loaded<RosterChanges>,
    task: RwSignal<Option<Task>>,
    /// Name, e-mail address, telephone, zone.
    typed: [RwSignal<String>; 4],
    /// What is wrong with what was typed.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
}

impl Editing {
    /// Nothing is being done yet.
    pub fn new(roster: Roster, history: Loaded<RosterChanges>) -> Self {
        Self {
            roster,
            history,
            task: RwSignal::new(None),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
        }
    }

    /// Opens the form.
    pub fn begin(self, task: Task) {
        // The answer to a step that is under way would close another one.
        if self.pending.get_untracked() {
            return;
        }
        let known = match &task {
            Task::Edit(contact) => texts(contact),
            _ => Default::default(),
        };
        self.typed.into_iter().zip(known).for_each(|(signal, text)| signal.set(text));
        self.problems.set(Problems::new());
        self.task.set(Some(task));
        request_animation_frame(|| document::focus(HEADING));
    }

    fn end(self) {
        self.task.set(None);
        self.problems.set(Problems::new());
        request_animation_frame(|| document::focus("title"));
    }

    /// A step that is under way is not called back.
    fn cancel(self) {
        if !self.pending.get_untracked() {
            self.end();
        }
    }

    /// What was typed. In an edit, what was left as it was is as somebody else may have changed it meanwhile.
    fn filled_in(self, task: &Task) -> [String; 4] {
        let mut typed = self.typed.map(|typed| typed.get_untracked());
        let Task::Edit(begun) = task else { return typed };
        let roster = self.roster.value();
        let now =
            roster.iter().flat_map(|roster| &roster.0.representatives).find(|known| known.id == begun.id);
        let fields = typed.iter_mut().zip(texts(begun)).zip(texts(now.unwrap_or(begun)));
        for ((typed, before), now) in fields {
            if *typed == before {
                *typed = now;
            }
        }
        typed
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
        self.pending.set(true);
        let [name, email, phone, zone] = self.filled_in(&task);
        let zone = Some(zone).filter(|zone| !zone.trim().is_empty());
        let change = ChangeRoster {
            step: task.step(),
            contact: task.concerned().map(|contact| contact.id.clone()),
            person: task.takes_details().then_some(Details { name, email, phone, zone }),
        };
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let done = api::contacts::change(&change, &etag).await;
            // The page may have been left: then nothing here takes the focus.
            self.pending.try_set(false);
            if self.task.try_get_untracked().flatten().is_none() {
                return;
            }
            match done {
                Ok(_) => {
                    announcer.say("Saved");
                    self.end();
                }
                Err(failure) => {
                    self.problems.try_set(problems_of(&failure));
                    focus_summary();
                    if !failure.is_changed() {
                        return;
                    }
                }
            }
            self.roster.again();
            self.history.again();
        });
    }

    /// The form, while something is being done.
    pub fn view(self) -> AnyView {
        live(move || self.task.get().map(|task| self.form(&task)))
    }

    fn form(self, task: &Task) -> AnyView {
        let (meaning, word) = task.words();
        let goes = matches!(task, Task::Remove(_) | Task::HasLeft(_));
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        view! {
            <section class="card">
                <header><h2 id=HEADING tabindex="-1">{task.heading()}</h2></header>
                <ErrorSummary problems=self.problems/>
                <form class="stack" novalidate on:submit=submit>
                    <p>{meaning}</p>
                    {task.takes_details().then(|| self.fields())}
                    <p class="cluster">
                        <button class="button" id=DO data-kind=if goes { "danger" } else { "primary" } aria-busy=move || self.pending.get().to_string()>{word}</button>
                        <button class="button" type="button" on:click=move |_| self.cancel()>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }

    fn fields(self) -> AnyView {
        let [name, email, phone, zone] = self.typed;
        let problems = self.problems;
        view! {
            <Field id="name" label="Name" value=name set=move |text| name.set(text) problems/>
            <Field id="email" label="E-mail address" control=Control::Email hint="The person’s own, not that of a function such as noc@"
                value=email set=move |text| email.set(text) problems/>
            <Field id="phone" label="Telephone" control=Control::Short hint="With + and country code, such as +1 202-555-0100"
                value=phone set=move |text| phone.set(text) problems/>
            <Field id="zone" label="Time zone (optional)" control=Control::Short hint="Where the person works, such as Europe/Berlin"
                value=zone set=move |text| zone.set(text) problems/>
        }
    }
}

/// As they stand in the fields.
fn texts(contact: &Contact) -> [String; 4] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [contact.name.clone(), text(&contact.email), text(&contact.phone), text(&contact.zone)]
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure) -> Problems {
    if failure.is_changed() {
        let words = "Somebody else changed the people in the meantime. They are shown as they are now, and what you typed is still here; look and press again.";
        return vec![(DO, words.to_owned())];
    }
    let fields = failure.fields();
    if fields.is_empty() {
        return vec![(DO, failure.what_happened())];
    }
    let id =
        |field: &str| ["name", "email", "phone", "zone"].into_iter().find(|id| *id == field).unwrap_or(DO);
    fields.iter().map(|error| (id(error.field()), error.detail.clone())).collect()
}
