//! One unit, by a form: what it will be worth stands there before anything is sent, and all that is wrong is said at once.

mod choices;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    registration::{By, Column, FaultKind, Faults, Row, Worth, check},
    unit::Usage,
};
use wire::registration::{Batch, NewBatch, RegistrationBasis, RowOutcome};

use super::{by, claim_link, countries, known, known::Known, not_yours};
use crate::{
    api,
    browser::{
        announce::{Announcer, announcer},
        document,
    },
    components::{
        card::{banner, card},
        choice::choice,
        creation::Creation,
        disagreement::{Allowed, allowed, disagreement},
        error_summary::{ErrorSummary, Problems},
        field::{Control, Field},
        link::{button_link, link, use_asked},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        step::Step,
    },
    route::{Page, Route},
    session::{Session, use_session},
    widgets::{
        cover::{answer_words, condition_list},
        why::Why,
    },
};
use rules::access::Action;

/// Heading of the answer, which takes the focus.
const ANSWER: &str = "registered";

/// What only whoever holds the units of everybody can tell: that the API says so is no other opinion.
const ONLY_THERE: [FaultKind; 5] = [
    FaultKind::RegisteredAlready,
    FaultKind::RegisteredElsewhere,
    FaultKind::ReplacedNotFound,
    FaultKind::ReplacedAlready,
    FaultKind::EndUserNotYours,
];

/// The form.
#[derive(Clone, Copy)]
struct Form {
    session: Session,
    announcer: Announcer,
    by: By,
    typed: [RwSignal<String>; Column::COUNT],
    /// Id of the End User that was chosen; empty for one that is typed.
    end_user: RwSignal<String>,
    /// Id of the site that was chosen; empty for one that is typed.
    site: RwSignal<String>,
    /// The purchase order that was chosen; empty for one that is typed.
    order: RwSignal<String>,
    known: Memo<Option<Arc<Known>>>,
    step: Step,
    /// What was wrong when it was to be sent.
    faults: RwSignal<Faults>,
    creation: Creation,
    /// The unit that was registered last.
    made: RwSignal<String>,
    /// The one that was refused because somebody else has it.
    elsewhere: RwSignal<String>,
    /// What was decided here of what the API refuses.
    allowed: Allowed,
}

/// The page.
pub fn page() -> AnyView {
    let session = use_session();
    if !session.me().is_some_and(|me| me.may(Action::RegisterUnits)) {
        return not_yours("Register a unit");
    }
    let asked = use_asked(Page::Register);
    let basis = load(|| Some(api::registration::basis("")));
    let form = Form {
        session,
        announcer: announcer(),
        by: by(session),
        typed: std::array::from_fn(|_| RwSignal::new(String::new())),
        end_user: RwSignal::new(String::new()),
        site: RwSignal::new(String::new()),
        order: RwSignal::new(String::new()),
        known: known(basis),
        step: Step::new(),
        faults: RwSignal::new(Faults::NONE),
        creation: Creation::new(),
        made: RwSignal::new(String::new()),
        elsewhere: RwSignal::new(String::new()),
        allowed: RwSignal::new(String::new()),
    };
    view! {
        <PageHead title="Register a unit" problems=form.step.problems
            lead="By serial number, with the site where it is installed and the purchase order that names it.">
            {use_session().has("batches").then(|| view! {
                {button_link(&Route::RegisterFile, "", "upload", "Many from a file")}
                {link(&Route::registrations(""), "What was registered before")}
            })}
        </PageHead>
        {live(move || form.answer())}
        {basis.show("what to choose from", move |basis| form.view(basis, &asked.with_untracked(Route::account)))}
    }
}

impl Form {
    fn typed(self, column: Column) -> RwSignal<String> {
        self.typed[column.index()]
    }

    fn view(self, basis: &RegistrationBasis, asked: &str) -> AnyView {
        let end_users = Arc::new(basis.end_users.clone());
        self.choose_end_user(match self.by {
            By::EndUser => end_users.first(),
            By::Reseller => {
                end_users.iter().find(|end_user| end_user.account.id == asked).or(end_users.first())
            }
        });
        self.typed(Column::Usage).set("in_use".to_owned());
        self.typed(Column::Source).set(self.first_source().to_owned());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let (by_end_user, of_end_user) = (end_users.clone(), end_users);
        let usage = [
            ("in_use", Usage::InUse, "In the running network"),
            ("spare", Usage::Spare, "On a shelf: not covered"),
            ("laboratory", Usage::Laboratory, "In a laboratory: not covered"),
        ];
        let usage = usage.into_iter().map(|(value, _, words)| (value.to_owned(), words.to_owned())).collect();
        let sources = [
            ("juniper", "Juniper Networks"),
            ("authorized_reseller", "An authorised reseller"),
            ("unauthorized_seller", "Somebody else"),
        ];
        let sources = sources.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
        let problems = self.step.problems;
        view! {
            <ErrorSummary problems/>
            {disagreement(self.allowed)}
            {live(move || claim_link(&self.elsewhere.get()))}
            {live(move || self.whys())}
            <form class="stack" novalidate on:submit=submit>
                {(self.by == By::Reseller).then(|| card("End User", live(move || self.end_user_part(&by_end_user))))}
                {card("The unit", view! {
                    <div class="columns">
                        {self.field(Column::Serial, "As on its label", Control::Short)}
                        {self.field(Column::Model, "Product number, such as MX480", Control::Short)}
                        {self.field(Column::HostName, "Optional", Control::Short)}
                        {choice(Column::Usage.code(), "Use", "", usage, self.typed(Column::Usage), problems)}
                        {choice(Column::Source.code(), "Bought or leased from", "", sources, self.typed(Column::Source), problems)}
                        {self.field(Column::Release, "Optional, such as 23.4R2", Control::Short)}
                        {self.field(Column::Replaces, "Optional: after a return, the serial number of the unit that it replaced. It takes over that one’s purchase order.", Control::Short)}
                    </div>
                })}
                {live(move || {
                    let chosen = self.end_user.get();
                    let end_user = of_end_user.iter().find(|end_user| end_user.account.id == chosen);
                    view! {
                        {card("Purchase order", self.order_part(end_user))}
                        {card("Site", self.site_part(end_user.map(|end_user| end_user.sites.clone()).unwrap_or_default()))}
                    }
                })}
                {card("What it will be worth", live(move || self.worth()))}
                <p><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Register"</button></p>
            </form>
        }
    }

    fn first_source(self) -> &'static str {
        if self.by == By::Reseller { "authorized_reseller" } else { "juniper" }
    }

    fn field(self, column: Column, hint: &'static str, control: Control) -> AnyView {
        let typed = self.typed(column);
        view! { <Field id=column.code() label=column.name() hint control value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
    }

    fn fields(self, columns: &[Column]) -> AnyView {
        let fields = columns
            .iter()
            .map(|column| {
                let hint =
                    if column.name().ends_with("ountry") { "Its English name, or two letters" } else { "" };
                self.field(*column, hint, Control::Short)
            })
            .collect_view();
        view! { <div class="columns">{fields}</div> }
    }

    /// The row as it was typed; followed.
    fn row(self) -> Row {
        let mut row = Row::default();
        for column in self.by.columns() {
            self.typed(column).with(|text| row.set(column, text));
        }
        row
    }

    /// Why what was typed is refused; of what is only missing the words at the field say enough.
    fn whys(self) -> AnyView {
        let faults = self.faults.get();
        let refusals = faults.iter().filter(|fault| fault.kind != FaultKind::Missing);
        refusals.map(|fault| view! { <Why reason=fault.reason()/> }).collect_view().into_any()
    }

    fn worth(self) -> Option<AnyView> {
        let known = self.known.get()?;
        let row = self.row();
        if row.get(Column::Serial).is_empty() || row.get(Column::Model).is_empty() {
            return Some(
                view! { <p class="muted">"Shown as soon as serial number and model are there."</p> },
            );
        }
        Some(worth_view(&known.worth(&row.borrowed()), self.session))
    }

    fn send(self) {
        let row = self.row();
        let faults = check(&row.borrowed(), self.by, &countries(self.session));
        self.faults.set(faults);
        self.made.set(String::new());
        self.elsewhere.set(String::new());
        self.allowed.set(String::new());
        if !faults.is_empty() {
            return self.step.refuse(self.problems(&faults));
        }
        let new = NewBatch { rows: 1, first: vec![(&row.borrowed()).into()], ..NewBatch::default() };
        let (creation, came) = (self.creation, StoredValue::new(None::<Batch>));
        let key = creation.key();
        let call = async move {
            let batch = api::registration::begin(&new, &key).await;
            came.try_set_value(Some(batch.inspect_err(|failure| creation.failed(failure))?));
            Ok(())
        };
        // An answer came; it may say that the unit is not registered.
        self.step.send_saying("", Box::pin(call), &["serial"], move |_| {
            if let Some(batch) = came.get_value() {
                self.came(&batch);
            }
        });
    }

    /// What the server made of it.
    fn came(self, batch: &Batch) {
        let answer = batch.answers.first();
        let outcome = answer.map(|answer| &answer.outcome);
        if outcome.is_none() && batch.refused == 0 && batch.registered == 0 {
            // The same press again asks about the same one.
            let words = "Whether it is registered can’t be read. Look for it under Units.";
            return self.step.refuse(vec![(self.place(Column::Serial), words.to_owned())]);
        }
        self.creation.renew();
        if outcome.map_or(batch.registered > 0, |outcome| *outcome == RowOutcome::Registered) {
            let serial = || self.typed(Column::Serial).get_untracked().trim().to_owned();
            self.made.set(answer.and_then(|answer| answer.reference.clone()).unwrap_or_else(serial));
            self.announcer.say("Registered");
            // The next one is often of the same kind, at the same place.
            for column in [Column::Serial, Column::HostName, Column::Replaces] {
                self.typed(column).set(String::new());
            }
            return document::focus_next(ANSWER);
        }
        self.announcer.say("It is not registered");
        let Some(answer) = answer else {
            let words = "It is not registered, and why can’t be read.";
            return self.step.refuse(vec![(self.place(Column::Serial), words.to_owned())]);
        };
        if answer.faults.iter().any(|fault| fault.code == FaultKind::RegisteredElsewhere.code()) {
            self.elsewhere.set(self.typed(Column::Serial).get_untracked().trim().to_owned());
        }
        let (mut problems, mut inputs) = (Problems::new(), Vec::new());
        for fault in &answer.faults {
            let column = Column::from_code(&fault.column).unwrap_or(Column::Serial);
            problems.push((self.place(column), fault.message.clone()));
            if !ONLY_THERE.iter().any(|kind| kind.code() == fault.code) {
                inputs.push(format!("{} “{}”", column.name(), self.typed(column).get_untracked()));
            }
        }
        if !inputs.is_empty() {
            let why = "nothing is missing in the row, and nothing in it is wrong.";
            self.allowed.set(allowed(why, &inputs.join(", ")));
        }
        self.step.refuse(problems);
    }

    fn problems(self, faults: &Faults) -> Problems {
        let mut problems: Problems = Vec::new();
        for fault in faults.iter() {
            problems.push((self.place(fault.column), fault.message()));
        }
        problems
    }

    fn answer(self) -> Option<AnyView> {
        let made = self.made.get();
        (!made.is_empty()).then(|| {
            let unit = link(&Route::unit(&made), "See its cover");
            view! {
                // All of it has the focus: a heading that is seen with the focus only would move what is pressed next.
                <section id=ANSWER tabindex="-1" aria-label=format!("{made} is registered")>
                    {banner("ok", "check", format!("{made} is registered."), view! { {unit}", or register the next one below." })}
                </section>
            }
        })
    }
}

fn worth_view(worth: &Worth, session: Session) -> AnyView {
    let words = answer_words(worth.assessment.answer);
    let reasons = worth.reasons(&countries(session)).into_iter().map(|(_, reason)| reason).collect();
    view! {
        <p role="status"><b>{worth.words()}</b></p>
        <p class="muted">{words.meaning}</p>
        <details class="why"><summary>"Every condition"</summary>{condition_list(reasons)}</details>
    }
}
