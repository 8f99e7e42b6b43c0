//! Asking: a question, or for guidance on a release. One form at a time.

use leptos::prelude::*;
use rules::{
    advice::{Kind, Part},
    problem::Exclusion,
};
use wire::advice::{AdviceKind, AskAdvice, FamilyReleases, ReleasesInUse};

use crate::{
    api::{self, Failure},
    browser::document,
    components::{
        card::card,
        creation::Creation,
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        link::use_go,
        loaded::{Loaded, load},
        markup::{live, view},
        step::problems_at,
    },
    route::Route,
    widgets::why::Why,
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "asking";
/// The button that sends; what concerns no field is said about this.
const SEND: &str = "send";

/// The form above the page.
#[derive(Clone, Copy)]
pub struct Asking {
    account: Memo<String>,
    kind: RwSignal<Option<Kind>>,
    /// By the place in [`PARTS`], then the unit.
    typed: [RwSignal<String>; 6],
    /// What is wrong with what was typed.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
    creation: Creation,
    releases: Loaded<ReleasesInUse>,
}

const PARTS: [Part; 5] = [Part::Subject, Part::Text, Part::Family, Part::Releases, Part::Target];

impl Asking {
    /// Nothing is being asked yet.
    pub fn new(account: Memo<String>) -> Self {
        let kind = RwSignal::new(None);
        Self {
            account,
            kind,
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
            creation: Creation::new(),
            releases: load(move || {
                (kind.get() == Some(Kind::ReleaseGuidance)).then(|| api::advice::releases(&account.get()))
            }),
        }
    }

    /// The two ways to ask.
    pub fn buttons(self) -> AnyView {
        let button = move |kind: Kind, words: &'static str| {
            view! { <button class="button" type="button" on:click=move |_| self.begin(Some(kind))>{words}</button> }
        };
        card(
            "Ask",
            view! {
                <p>"No Tech Case, and no response target: the advisor answers in business hours."</p>
                <p class="cluster">{button(Kind::Question, "Ask a question")}{button(Kind::ReleaseGuidance, "Ask for guidance on a release")}</p>
            },
        )
    }

    /// Opens the form, or closes it.
    fn begin(self, kind: Option<Kind>) {
        if self.pending.get_untracked() {
            return;
        }
        self.problems.set(Problems::new());
        self.kind.set(kind);
        let focus = if kind.is_some() { HEADING } else { "title" };
        document::focus_next(focus);
    }

    fn wish(self, kind: Kind) -> AskAdvice {
        let [subject, text, family, releases, target, unit] =
            self.typed.map(|typed| typed.get_untracked().trim().to_owned());
        let empty = AskAdvice {
            kind: AdviceKind::Question,
            subject: String::new(),
            text,
            unit: String::new(),
            family: String::new(),
            releases: Vec::new(),
            target: String::new(),
        };
        match kind {
            Kind::Question => AskAdvice { subject, unit, ..empty },
            Kind::ReleaseGuidance => {
                let releases = releases.split(',').map(|release| release.trim().to_owned());
                let releases = releases.filter(|release| !release.is_empty()).collect();
                AskAdvice { kind: AdviceKind::ReleaseGuidance, family, releases, target, ..empty }
            }
        }
    }

    fn send(self, go: impl Fn(Route) + 'static) {
        let Some(kind) = self.kind.get_untracked() else { return };
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let (wish, account) = (self.wish(kind), self.account.get_untracked());
        let key = self.creation.key();
        leptos::task::spawn_local(async move {
            let done = api::advice::ask(&account, &wish, &key).await;
            self.pending.try_set(false);
            // The page may have been left.
            if self.kind.try_get_untracked().flatten().is_none() {
                return;
            }
            match done {
                Ok(advice) => go(Route::Advice { id: advice.id }),
                Err(failure) => {
                    self.creation.failed(&failure);
                    self.problems.try_set(problems_of(&failure));
                    focus_summary();
                }
            }
        });
    }

    /// The form, while something is being asked.
    pub fn view(self) -> AnyView {
        let go = use_go();
        live(move || self.kind.get().map(|kind| self.form(kind, go.clone())))
    }

    fn form(self, kind: Kind, go: impl Fn(Route) + Clone + 'static) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(go.clone());
        };
        let (title, fields) = match kind {
            Kind::Question => ("Ask a question", self.question()),
            Kind::ReleaseGuidance => ("Ask for guidance on a release", self.guidance()),
        };
        let reason = kind.reason();
        view! {
            <section class="card">
                <header><h2 id=HEADING tabindex="-1">{title}</h2></header>
                <ErrorSummary problems=self.problems/>
                <form class="stack" novalidate on:submit=submit>
                    <p>{reason.why.clone()}</p>
                    <Why reason/>
                    {fields}
                    <p class="cluster">
                        <button class="button" id=SEND data-kind="primary" aria-busy=move || self.pending.get().to_string()>"Send"</button>
                        <button class="button" type="button" on:click=move |_| self.begin(None)>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }

    fn field(self, part: Part, label: &'static str, hint: &'static str) -> AnyView {
        let place = PARTS.iter().position(|known| *known == part).unwrap_or_default();
        let typed = self.typed[place];
        let control = if part == Part::Text { Control::Text } else { Control::Line };
        let limit = Some(part.limit());
        view! { <Field id=part.name() label hint control limit value=typed set=move |text| typed.set(text) problems=self.problems/> }
    }

    fn question(self) -> AnyView {
        let unit = self.typed[PARTS.len()];
        view! {
            {self.field(Part::Subject, "In one line", "")}
            {self.field(Part::Text, "Your question", "What you would like to know, and what you know already")}
            <Field id="unit" label="Unit (optional)" control=Control::Short hint="Serial number, if it is about one unit"
                value=unit set=move |text| unit.set(text) problems=self.problems/>
        }
    }

    fn guidance(self) -> AnyView {
        let families = live(move || self.releases.value().map(|known| self.families(&known.items)));
        view! {
            {families}
            {self.field(Part::Family, "Product family", "Such as MX or SRX")}
            {self.field(Part::Releases, "Releases that run today", "With commas between them")}
            {self.field(Part::Target, "Release you have in mind (optional)", "Leave it empty to ask which one")}
            {self.field(Part::Text, "What for", "What you need, by when, and what must not break")}
            <Why reason=Exclusion::MaintenanceWindow.reason() summary="Help in a maintenance window"/>
        }
    }

    /// One press fills in a family and the releases of its units.
    fn families(self, families: &[FamilyReleases]) -> AnyView {
        let [_, _, family, releases, ..] = self.typed;
        let buttons: Vec<AnyView> = families
            .iter()
            .map(|known| {
                let (name, running) = (known.family.clone(), known.releases.join(", "));
                let words = format!("{name}, {}", rules::words::count(known.units, "unit"));
                let fill = move |_| {
                    family.set(name.clone());
                    releases.set(running.clone());
                };
                view! { <button class="button" data-size="small" type="button" on:click=fill>{words}</button> }
            })
            .collect();
        if buttons.is_empty() {
            return ().into_any();
        }
        view! { <p class="hint">"In your install base"</p><p class="cluster">{buttons}</p> }
    }
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure) -> Problems {
    let id = |field: &str| PARTS.iter().map(|part| part.name()).chain(["unit"]).find(|name| *name == field);
    problems_at(failure, "this", SEND, &id)
}
