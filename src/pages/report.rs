//! Report a fault: one question a screen, from "is service down now?" to the opened case. Every screen has its address;
//! what is typed is kept after every key, so back, forward, reload and another day lose nothing.

mod check;
mod contact;
mod details;
mod doubt;
mod down;
mod exclusions;
mod expert;
mod further;
mod impact;
mod kept;
mod parted;
mod phone;
mod ready;
mod screen;
mod sending;
mod similar;
mod subject;
mod wrong;

pub use check::as_text;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    access::{Action, opening_cases},
    entitlement::Answer,
};
use wire::{contact::Contacts, session::Me, unit::UnitDetail};

use crate::{
    api::{self, Abort},
    app::may_report,
    browser::identifier,
    clock::use_clock,
    components::{
        error_summary::Problems,
        link::{button_link, link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    draft::{
        ReportDraft,
        open::OpenDraft,
        saving::{Saving, use_saving},
        sent,
    },
    route::{Page, Route, Step},
    session::use_session,
    widgets::{
        unit_picker::{answer_on, site_date},
        unsent_reports::unsent_reports,
        why::explanation,
    },
};

/// The page: refusal with its reason, "sent already", or the report.
#[component]
pub fn ReportPage(
    /// Brings the screens after the phone page.
    later: fn(Page) -> AnyView,
) -> impl IntoView {
    let Some(me) = use_session().me() else { return ().into_any() };
    if !may_report(&me) {
        return view! { <Refusal me/> };
    }
    let (asked, saving) = (use_asked(Page::Report), use_saving());
    // Which report: named in the address from the second screen on. The first screen makes the name, anew when it has been used.
    let fresh = StoredValue::new(identifier::random());
    let id = Memo::new(move |_| match asked.get() {
        Route::Report { draft: Some(id), .. } => id,
        _ => {
            if fresh.with_value(|id| saving.knows(id)) {
                fresh.set_value(identifier::random());
            }
            fresh.get_value()
        }
    });
    live(move || {
        let id = id.get();
        saving.follow_adopted();
        if let Some(number) = sent::sent_as(&me.id, &id) {
            return view! { <SentAlready number/> };
        }
        let draft = saving.read(&id);
        if fresh.with_value(|fresh| *fresh != id) {
            saving.look(id);
        }
        view! { <Report me=me.clone() saving draft asked later/> }
    })
}

#[component]
fn Refusal(me: Arc<Me>) -> impl IntoView {
    let reason = me.role.known().map(opening_cases);
    view! {
        <PageHead title="You can't open Tech Cases"/>
        <section class="card">{reason.map(explanation)}<p>"In an emergency anybody can call: the numbers are at the top of this page."</p></section>
    }
}

#[component]
fn SentAlready(number: String) -> impl IntoView {
    let route = sending::sent_route(&number);
    view! {
        <PageHead title="This report was sent already"/>
        <p>"It is "{link(&route, number)}". Nothing was sent a second time."</p>
        <p>{button_link(&Route::report(), "", "", "Report another fault")}</p>
        {unsent_reports("")}
    }
}

/// What every screen of the report works with.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The screen of the address.
    pub step: Memo<Step>,
    /// The draft.
    pub open: OpenDraft,
    /// Who reports.
    pub me: StoredValue<Arc<Me>>,
    /// The person's drafts.
    pub saving: Saving,
    /// The chosen unit as the API knows it now.
    pub unit: Loaded<UnitDetail>,
    /// The people of the account, where this person sees them.
    pub contacts: Loaded<Contacts>,
    /// What the API found wrong when it was sent: each screen shows what is wrong with its own fields.
    pub refused: RwSignal<Problems>,
}

impl Wizard {
    /// The address of another screen of this report.
    pub fn route(self, step: Step) -> Route {
        Route::Report {
            step,
            draft: Some(self.open.draft.with_untracked(|draft| draft.id.clone())),
            unit: None,
        }
    }

    /// Whether the chosen unit is covered today, where its site is; followed. `None` before it is known, and without a unit.
    pub fn cover(self) -> Option<Answer> {
        let detail = self.unit.value()?;
        let today = site_date(&detail.unit, &detail.zones, use_clock().now_untracked());
        answer_on(&detail.unit, &*use_session().countries()?, today)
    }
}

#[component]
fn Report(
    me: Arc<Me>,
    saving: Saving,
    draft: ReportDraft,
    asked: Memo<Route>,
    later: fn(Page) -> AnyView,
) -> impl IntoView {
    let step = Memo::new(move |_| match asked.get() {
        Route::Report { step, .. } => step,
        _ => Step::Down,
    });
    let open = OpenDraft::new(saving, draft, move || step.get().slug());
    let reference = Memo::new(move |_| {
        open.draft
            .with(|draft| draft.unit.as_ref().filter(|_| !draft.unlisted).map(|unit| unit.reference.clone()))
    });
    let unit = load(move || reference.get().map(|reference| api::units::one(&reference, "")));
    // A draft that was made from a call note knows its unit by name only.
    Effect::new(move |_| {
        let Some(detail) = unit.value() else { return };
        let lacks = |draft: &ReportDraft| draft.unit.as_ref().is_some_and(|unit| unit.model.is_empty());
        if open.draft.with_untracked(lacks) {
            open.change(|draft| draft.choose(&detail.unit));
        }
    });
    let sees_people = me.may(Action::SeeContacts);
    let wizard = Wizard {
        step,
        open,
        unit,
        contacts: load(move || sees_people.then(api::contacts::list)),
        me: StoredValue::new(me),
        saving,
        refused: RwSignal::new(Problems::new()),
    };
    if let Route::Report { unit, .. } = asked.get_untracked() {
        begin_with_unit(wizard, unit);
    }
    provide_context(wizard);
    live(move || {
        let screen = match step.get() {
            Step::Down => view! { <down::DownScreen wizard/> },
            Step::Phone => view! { <phone::PhoneScreen wizard/> },
            _ => later(Page::Report),
        };
        view! { {screen}<kept::KeptLine wizard/> }
    })
}

/// The screens after the phone page: whoever has to call waits for nothing but that.
pub fn later_screen() -> AnyView {
    let Some(wizard) = use_context::<Wizard>() else { return ().into_any() };
    let screen = match wizard.step.get_untracked() {
        Step::Wrong => view! { <wrong::WrongScreen wizard/> },
        Step::Impact => view! { <impact::ImpactScreen wizard/> },
        Step::Exclusions => view! { <exclusions::ExclusionsScreen wizard/> },
        Step::Details => view! { <details::DetailsScreen wizard/> },
        Step::Check => view! { <check::CheckScreen wizard/> },
        Step::Down | Step::Phone => return ().into_any(),
    };
    view! { <parted::PartedNote wizard/>{screen} }
}

/// A report that begins at a unit's page has that unit. A unit that can't be read leaves the field empty.
fn begin_with_unit(wizard: Wizard, reference: Option<String>) {
    let Some(reference) =
        reference.filter(|_| wizard.open.draft.with_untracked(|draft| draft.unit.is_none()))
    else {
        return;
    };
    let abort = Abort::with_owner();
    leptos::task::spawn_local(async move {
        if let Ok(detail) = api::units::one(&reference, "").send(&abort).await {
            wizard.open.draft.try_update(|draft| draft.choose(&detail.unit));
        }
    });
}

/// Remembers what became of a draft, which ends with it. Taken before it is sent, and saved no more from then on: the page may
/// have been left when the answer comes.
fn remembering(wizard: Wizard) -> impl FnOnce(&str) {
    let draft = wizard.open.draft.get_untracked();
    let person = wizard.me.with_value(|me| me.id.clone());
    let saving = wizard.saving;
    saving.hold(&draft.id);
    move |number| {
        sent::remember(&person, &draft.id, number);
        saving.end(&draft, number.starts_with("CALL-"));
    }
}
