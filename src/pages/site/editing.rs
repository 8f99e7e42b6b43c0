//! One thing at a time that is done about sites. What was typed stays until it is through; what somebody else changed in the
//! meantime and nobody touched here stays as they left it.

use leptos::prelude::*;

use super::{
    Seen,
    fields::{Basis, field},
    task::{FIELDS, Task},
};
use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document},
    components::{
        aside::Aside,
        creation::Creation,
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        link::use_go,
        loaded::{Loaded, load},
        markup::{live, view},
        step::problems_at,
    },
    route::Route,
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "step";
/// The button that does it; what concerns no field is said about this.
const DO: &str = "do";

/// The form above a site, or above the list.
#[derive(Clone, Copy)]
pub struct Editing {
    /// The site of the page; the list has none.
    site: Option<Loaded<Seen>>,
    basis: Basis,
    task: RwSignal<Option<Task>>,
    typed: [RwSignal<String>; FIELDS],
    /// What was typed in the forms that were left for another one.
    aside: Aside,
    creation: Creation,
    /// What is wrong with what was typed.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
    /// Something was kept, and the page that shows it is on its way.
    kept: StoredValue<bool>,
    go: Callback<Route>,
}

impl Editing {
    /// Nothing is being done yet. To be called at page level.
    pub fn new(site: Option<Loaded<Seen>>, account: Memo<String>) -> Self {
        let task: RwSignal<Option<Task>> = RwSignal::new(None);
        let joins =
            Memo::new(move |_| task.with(|task| task.as_ref().map(|task| matches!(task, Task::Join(_)))));
        let zones = load(move || (joins.get() == Some(false)).then(api::sites::zones));
        let others = load(move || {
            (joins.get() == Some(true))
                .then(|| account.with(|account| api::sites::list("", account, "", "200")))
        });
        Self {
            site,
            basis: Basis { zones, others },
            task,
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            aside: Aside::new(),
            creation: Creation::new(),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
            kept: StoredValue::new(false),
            go: Callback::new(use_go()),
        }
    }

    /// Opens the form.
    pub fn begin(self, task: Task) {
        // The answer to what is under way would close another form.
        if self.pending.get_untracked() {
            return;
        }
        let form = name(&task);
        if let Some(open) = self.task.get_untracked() {
            if name(&open) == form {
                return document::focus(HEADING);
            }
            let typed = open.fields().iter().zip(self.typed).map(|(id, typed)| (*id, typed.get_untracked()));
            let typed = typed.filter(|(id, typed)| *typed != open.text(id));
            self.aside.keep(name(&open), typed.collect());
        }
        for (id, signal) in task.fields().iter().zip(self.typed) {
            signal.set(self.aside.typed(&form, id).unwrap_or_else(|| task.text(id)));
        }
        self.creation.renew();
        self.kept.set_value(false);
        self.problems.set(Problems::new());
        self.task.set(Some(task));
        document::focus_next(HEADING);
    }

    fn end(self) {
        if let Some(task) = self.task.try_get_untracked().flatten() {
            self.aside.forget(&name(&task));
        }
        self.task.try_set(None);
        self.problems.try_set(Problems::new());
        document::focus_next("title");
    }

    /// The page around the form was made anew: the focus goes to what is wrong, or to what was kept.
    pub fn stands_anew(self) {
        if self.kept.get_value() {
            self.kept.set_value(false);
            document::focus_next("title");
        }
        if self.problems.with_untracked(|problems| !problems.is_empty()) {
            focus_summary();
        }
    }

    /// What was typed, and the tag of what it is typed about. What was left as it was is as somebody else may have changed
    /// it meanwhile.
    fn filled_in(self, task: &Task) -> (Vec<String>, String) {
        let now = self.site.and_then(Loaded::value);
        let text = |(id, typed): (&&'static str, RwSignal<String>)| {
            let typed = typed.get_untracked();
            match &now {
                Some(now) if typed == task.text(id) => task.text_now(id, &now.0),
                _ => typed,
            }
        };
        let typed = task.fields().iter().zip(self.typed).map(text).collect();
        (typed, now.map(|now| now.1.clone()).unwrap_or_default())
    }

    fn send(self) {
        let Some(task) = self.task.get_untracked().filter(|_| !self.pending.get_untracked()) else { return };
        let (typed, etag) = self.filled_in(&task);
        if matches!(task, Task::Join(_)) && typed.first().is_some_and(String::is_empty) {
            self.problems.set(vec![("into", "Choose the site that stays".to_owned())]);
            focus_summary();
            return;
        }
        self.pending.set(true);
        let key = self.creation.key();
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let done = task.carry_out(&typed, &etag, &key).await;
            // The page may have been left: then nothing here takes the focus.
            self.pending.try_set(false);
            if self.task.try_get_untracked().flatten().is_none() {
                return;
            }
            match done {
                Ok(next) => {
                    announcer.say("Saved");
                    self.end();
                    match (next, self.site) {
                        (Some(next), _) => self.go.run(next),
                        (None, Some(site)) => {
                            self.kept.try_set_value(true);
                            site.again();
                        }
                        (None, None) => {}
                    }
                }
                Err(failure) => {
                    self.creation.failed(&failure);
                    self.problems.try_set(problems_of(&failure, task.fields()));
                    focus_summary();
                    if let (true, Some(site)) = (failure.is_changed(), self.site) {
                        site.again();
                    }
                }
            }
        });
    }

    /// The form, while something is being done.
    pub fn view(self) -> AnyView {
        live(move || self.task.get().map(|task| self.form(&task)))
    }

    fn form(self, task: &Task) -> AnyView {
        let [heading, meaning, word] = task.words();
        let kind = if matches!(task, Task::Join(_)) { "danger" } else { "primary" };
        let own = task.seen().map(|seen| seen.0.summary.site.id.clone()).unwrap_or_default();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let cancel = move |_| {
            // What is under way is not called back.
            if !self.pending.get_untracked() {
                self.end();
            }
        };
        let fields = task.fields().iter().zip(self.typed);
        let fields: Vec<AnyView> =
            fields.map(|(id, typed)| field(id, typed, self.basis, &own, self.problems)).collect();
        view! {
            <section class="card">
                <header><h2 id=HEADING tabindex="-1">{heading}</h2></header>
                <ErrorSummary problems=self.problems/>
                <form class="stack" novalidate on:submit=submit>
                    <p>{meaning}</p>
                    {fields}
                    <p class="cluster">
                        <button class="button" id=DO data-kind=kind aria-busy=move || self.pending.get().to_string()>{word}</button>
                        <button class="button" type="button" on:click=cancel>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }
}

/// What a form is put aside under.
fn name(task: &Task) -> String {
    let site = task.seen().map(|seen| seen.0.summary.site.id.as_str()).unwrap_or_default();
    format!("{} {site}", task.words()[0])
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure, ids: &[&'static str]) -> Problems {
    problems_at(failure, "this site", DO, &|field| ids.iter().copied().find(|id| *id == field))
}
