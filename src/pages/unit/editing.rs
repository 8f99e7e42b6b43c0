//! One thing at a time that is done with a unit. What was typed stays until it is through; what somebody else changed in the
//! meantime is shown, and nothing of it is overwritten unseen.

use std::sync::Arc;

use leptos::prelude::*;
use rules::access::Action;
use wire::{
    registration::{ClaimList, RegistrationBasis},
    unit::{Site, Unit, UnitDetail, Usage},
    unit_change::{ChangeUnits, UnitOutcome, UnitSeen},
    unit_history::UnitHistory,
};

use super::{
    fields::{Basis, field, site_of},
    task::{FIELDS, Task},
};
use crate::{
    api::{self, Failure, IdempotencyKey},
    browser::{announce::announcer, document},
    clock::use_clock,
    components::{
        aside::Aside,
        card::banner,
        creation::Creation,
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        instant::At,
        loaded::{Loaded, load},
        markup::{live, view},
        step::problems_at,
    },
    session::use_session,
    widgets::{
        cover::cover_badge,
        unit_picker::{answer_on, site_date},
    },
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "step";
/// The button that does it; what concerns no field is said about this.
const DO: &str = "do";

/// The form above the unit.
#[derive(Clone, Copy)]
pub struct Editing {
    unit: Loaded<UnitDetail>,
    history: Loaded<UnitHistory>,
    basis: Basis,
    /// What is wished about whose it is.
    claims: Loaded<ClaimList>,
    account: Memo<String>,
    task: RwSignal<Option<Task>>,
    /// The unit as it was when the form opened.
    seen: StoredValue<Option<Arc<UnitDetail>>>,
    typed: [RwSignal<String>; FIELDS],
    /// What was typed in the forms that were left for another one.
    aside: Aside,
    creation: Creation,
    problems: ProblemsSignal,
    pending: RwSignal<bool>,
    /// What was done last, until something else is begun.
    done: RwSignal<&'static str>,
}

impl Editing {
    /// Nothing is being done yet. To be called at page level.
    pub fn new(unit: Loaded<UnitDetail>, history: Loaded<UnitHistory>, account: Memo<String>) -> Self {
        let task = RwSignal::new(None);
        let moves = move || task.get() == Some(Task::Move);
        let sites: Loaded<RegistrationBasis> =
            load(move || moves().then(|| account.with(|account| api::units::sites(account))));
        let zones = load(move || moves().then(api::sites::zones));
        let typed = std::array::from_fn(|_| RwSignal::new(String::new()));
        let basis = Basis { sites, zones, site: typed[0] };
        let asks = move || {
            use_session().me().is_some_and(|me| me.may(Action::EditUnits) || me.may(Action::SettleUnits))
        };
        let claims = load(move || asks().then(|| account.with(|account| api::units::open_claims(account))));
        Self {
            unit,
            history,
            basis,
            claims,
            account,
            task,
            seen: StoredValue::new(None),
            typed,
            aside: Aside::new(),
            creation: Creation::new(),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
            done: RwSignal::new(""),
        }
    }

    /// The buttons, for who may press them.
    pub fn buttons(self, unit: &Unit) -> AnyView {
        let tasks = use_session()
            .me()
            .filter(|_| use_session().has("unitChanges"))
            .map(|me| Task::all(&me, unit))
            .unwrap_or_default();
        let button = |task: Task| {
            let [words, ..] = task.words();
            view! { <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| self.begin(task)>{words}</button> }
        };
        let buttons: Vec<AnyView> = tasks.into_iter().map(button).collect();
        view! { <p class="cluster no-print">{buttons}</p> }
    }

    fn begin(self, task: Task) {
        // The answer to what is under way would close another form.
        let Some(seen) = self.unit.value().filter(|_| !self.pending.get_untracked()) else { return };
        if let Some((open, form)) = self.open() {
            if (open, &form) == (task, &name(task, &seen.unit)) {
                return document::focus(HEADING);
            }
            self.put_aside(open, form);
        }
        let form = name(task, &seen.unit);
        for (id, signal) in task.fields().iter().zip(self.typed) {
            signal.set(self.aside.typed(&form, id).unwrap_or_else(|| Task::text(id, &seen.unit)));
        }
        self.seen.set_value(Some(seen));
        self.creation.renew();
        self.problems.set(Problems::new());
        self.done.set("");
        self.task.set(Some(task));
        document::focus_next(HEADING);
    }

    /// What is being done, and the name of its form.
    fn open(self) -> Option<(Task, String)> {
        let (task, seen) =
            self.task.try_get_untracked().flatten().zip(self.seen.try_get_value().flatten())?;
        Some((task, name(task, &seen.unit)))
    }

    fn put_aside(self, task: Task, form: String) {
        let Some(seen) = self.seen.get_value() else { return };
        let typed = task.fields().iter().zip(self.typed).map(|(id, typed)| (*id, typed.get_untracked()));
        let typed = typed.filter(|(id, typed)| *typed != Task::text(id, &seen.unit));
        self.aside.keep(form, typed.collect());
    }

    fn end(self, done: &'static str) {
        if let Some((_, form)) = self.open() {
            self.aside.forget(&form);
        }
        self.task.set(None);
        self.problems.set(Problems::new());
        self.done.set(done);
        document::focus_next("title");
    }

    fn refuse(self, problems: Problems) {
        self.problems.try_set(problems);
        focus_summary();
    }

    fn send(self) {
        let Some((task, seen)) = self.task.get_untracked().zip(self.seen.get_value()) else { return };
        if self.pending.get_untracked() {
            return;
        }
        let typed: Vec<String> =
            task.fields().iter().zip(self.typed).map(|(_, typed)| typed.get_untracked()).collect();
        if task != Task::Transfer && task.change(&typed, &seen.unit).is_empty() {
            self.refuse(vec![(DO, "Nothing is different yet: change something, or cancel.".to_owned())]);
            return;
        }
        self.pending.set(true);
        let (account, key) = (self.account.get_untracked(), self.creation.key());
        // What was left as it was is not sent, so a version that is newer than the one seen is the one to change.
        let version = self.unit.value().map_or(seen.unit.version, |now| now.unit.version);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let outcome = carry_out(task, &typed, (&seen.unit, version), &account, &key).await;
            // The page may have been left: then nothing here takes the focus.
            self.pending.try_set(false);
            if self.task.try_get_untracked().flatten().is_none() {
                return;
            }
            match outcome {
                Ok(done) => {
                    announcer.say(done);
                    self.end(done);
                }
                Err(refused) => {
                    let Refused { problems, begin_anew } = refused;
                    if begin_anew {
                        self.creation.renew();
                    }
                    self.refuse(problems);
                    if !begin_anew {
                        return;
                    }
                }
            }
            self.unit.again();
            self.history.again();
            self.claims.again();
        });
    }

    /// Where it is to go, while that is not decided.
    pub fn wished(self, reference: String) -> AnyView {
        live(move || {
            let claims = self.claims.value()?;
            let wished = claims.items.iter().filter(|claim| claim.reference == reference);
            Some(wished.map(|claim| {
                let to = claim.to_name.clone().map(|to| format!(" to {to}")).unwrap_or_default();
                let words = view! { "Since "<At instant=claim.created_at/>"; the advisor decides. Until then the unit stays where it is." };
                banner("info", "info", format!("A transfer{to} is asked for."), words)
            }).collect_view())
        })
    }

    /// The form while something is being done with the unit of that reference; after it, what was done.
    pub fn view(self, reference: String) -> AnyView {
        let is_about = move || {
            self.seen.with_value(|seen| seen.as_ref().is_some_and(|seen| seen.unit.reference == reference))
        };
        live(move || match (self.task.get(), self.done.get()) {
            _ if !is_about() => ().into_any(),
            (Some(task), _) => self.form(task),
            (None, "") => ().into_any(),
            (None, done) => banner("ok", "check", done, ()),
        })
    }

    fn form(self, task: Task) -> AnyView {
        let [_, heading, meaning, word] = task.words();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let cancel = move |_| {
            if !self.pending.get_untracked() {
                self.end("");
            }
        };
        let fields = task.fields().iter().zip(self.typed);
        let fields: Vec<AnyView> =
            fields.map(|(id, typed)| field(id, typed, self.basis, self.problems)).collect();
        view! {
            <section class="card no-print">
                <header><h2 id=HEADING tabindex="-1">{heading}</h2></header>
                <ErrorSummary problems=self.problems/>
                <form class="stack" novalidate on:submit=submit>
                    <p>{meaning}</p>
                    {fields}
                    {live(move || self.worth(task))}
                    <p class="cluster">
                        <button class="button" id=DO data-kind=if task.takes_away() { "danger" } else { "primary" } aria-busy=move || self.pending.get().to_string()>{word}</button>
                        <button class="button" type="button" on:click=cancel>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }

    /// What the cover would be today, before anything is sent.
    fn worth(self, task: Task) -> Option<AnyView> {
        let detail = self.seen.get_value()?;
        let countries = use_session().countries()?;
        let typed: Vec<String> = self.typed.iter().map(|typed| typed.get()).collect();
        let change = task.change(&typed, &detail.unit);
        if change.usage.is_none() && change.site_id.is_none() {
            return None;
        }
        let site = change.site_id.as_ref().and_then(|id| site_of(self.basis, id.as_deref()?));
        let changed = changed(&detail.unit, change.usage, site);
        let on = site_date(&detail.unit, &detail.zones, use_clock().now_untracked());
        let answer = |unit: &Unit| answer_on(unit, &countries, on);
        let (before, after) = answer(&detail.unit).zip(answer(&changed))?;
        let words = if before == after { "Cover today stays: " } else { "Cover today would be: " };
        Some(view! { <p role="status">{words}{cover_badge(after)}</p> })
    }
}

/// What a form is put aside under.
fn name(task: Task, unit: &Unit) -> String {
    format!("{} {}", task.words()[0], unit.reference)
}

/// The unit as it would be.
fn changed(unit: &Unit, usage: Option<Usage>, site: Option<Site>) -> Unit {
    let mut unit = unit.clone();
    unit.usage = usage.or(unit.usage);
    if site.is_some() {
        unit.site = Some(site);
    }
    unit
}

/// Why it was not done.
struct Refused {
    problems: Problems,
    /// What is there has changed, or an earlier press did arrive.
    begin_anew: bool,
}

impl Refused {
    fn at_button(words: impl Into<String>) -> Self {
        Self { problems: vec![(DO, words.into())], begin_anew: false }
    }

    fn by(failure: &Failure, fields: &[&'static str]) -> Self {
        let id = |field: &str| fields.iter().copied().find(|id| *id == field);
        Self {
            problems: problems_at(failure, "this unit", DO, &id),
            begin_anew: failure.made_before().is_some(),
        }
    }
}

/// Sends it, and says what was done.
async fn carry_out(
    task: Task,
    typed: &[String],
    (seen, version): (&Unit, u32),
    account: &str,
    key: &IdempotencyKey,
) -> Result<&'static str, Refused> {
    let failed = |failure: Failure| Refused::by(&failure, task.fields());
    if task == Task::Transfer {
        let wish = task.transfer(typed);
        api::units::ask_for_transfer(&seen.reference, &wish, key).await.map_err(failed)?;
        return Ok("The transfer is asked for. Your advisor decides.");
    }
    let wish = ChangeUnits {
        account: Some(account.to_owned()).filter(|account| !account.is_empty()),
        units: vec![UnitSeen { reference: seen.reference.clone(), version: Some(version) }],
        change: task.change(typed, seen),
        note: task.note(typed),
    };
    let answer = api::units::change(&wish, key).await.map_err(failed)?;
    let Some(item) = answer.items.into_iter().next() else {
        return Err(Refused::at_button("The server did not say what became of it."));
    };
    match item.outcome {
        UnitOutcome::Changed => Ok("Saved"),
        UnitOutcome::Unchanged => Ok("It stands like that already"),
        UnitOutcome::Conflict => Err(Refused {
            begin_anew: true,
            ..Refused::at_button(
                "Somebody else changed this unit in the meantime. It is shown as it is now, and what you typed is still here; look and press again.",
            )
        }),
        // The same press again would be answered by what was answered now.
        UnitOutcome::Refused | UnitOutcome::Unknown(_) => {
            Err(Refused { begin_anew: true, ..Refused::at_button(item.detail) })
        }
    }
}
