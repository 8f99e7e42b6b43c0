//! Report a fault: one question a screen, from "is service down now?" to the opened case. Every screen has its address;
//! what is typed is kept after every key, so back, forward, reload and another day lose nothing.

mod check;
mod contact;
mod details;
mod down;
mod exclusions;
mod expert;
mod further;
mod impact;
mod phone;
mod ready;
mod screen;
mod sending;
mod similar;
mod subject;
mod wrong;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    access::{Action, opening_cases},
    entitlement::Answer,
};
use wire::{contact::Contacts, path, session::Me, unit::UnitDetail};

use crate::{
    api::{self, Abort},
    app::may_report,
    browser::{
        intl::{self, Detail},
        storage,
    },
    clock::use_clock,
    components::{
        card::banner,
        error_summary::Problems,
        link::{button_link, link, use_asked},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
    },
    draft::{Drafts, Kept, OpenDraft, ReportDraft},
    route::{Page, Route, Step},
    session::use_session,
    widgets::{
        unit_picker::{answer_on, site_date},
        why::explanation,
    },
};

/// The page: refusal with its reason, "sent already", or the report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let Some(me) = use_session().me() else { return ().into_any() };
    if !may_report(&me) {
        return view! { <Refusal me/> };
    }
    let asked = use_asked(Page::Report);
    // Which report: named in the address from the second screen on. The first screen makes the name.
    let fresh = StoredValue::new(ReportDraft::new());
    let id = Memo::new(move |_| match asked.get() {
        Route::Report { draft: Some(id), .. } => id,
        _ => fresh.with_value(|draft| draft.id.clone()),
    });
    live(move || {
        let (id, drafts) = (id.get(), Drafts::of(&me.id));
        if let Some(number) = sending::sent_as(&me.id, &id) {
            return view! { <SentAlready number/> };
        }
        let draft = drafts.read(&id).unwrap_or_else(|| ReportDraft { id, ..fresh.get_value() });
        view! { <Report me=me.clone() drafts draft asked/> }
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
    }
}

/// What every screen of the report works with.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The draft.
    pub open: OpenDraft,
    /// Who reports.
    pub me: StoredValue<Arc<Me>>,
    /// The person's drafts.
    pub drafts: StoredValue<Drafts>,
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
fn Report(me: Arc<Me>, drafts: Drafts, draft: ReportDraft, asked: Memo<Route>) -> impl IntoView {
    let clock = use_clock();
    let open = OpenDraft::new(drafts.clone(), draft, move || clock.now_untracked());
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
        open,
        unit,
        contacts: load(move || sees_people.then(api::contacts::list)),
        me: StoredValue::new(me),
        drafts: StoredValue::new(drafts),
        refused: RwSignal::new(Problems::new()),
    };
    if let Route::Report { unit, .. } = asked.get_untracked() {
        begin_with_unit(wizard, unit);
    }
    let step = Memo::new(move |_| match asked.get() {
        Route::Report { step, .. } => step,
        _ => Step::Down,
    });
    live(move || {
        let screen = match step.get() {
            Step::Down => view! { <down::DownScreen wizard/> },
            Step::Phone => view! { <phone::PhoneScreen wizard/> },
            Step::Wrong => view! { <wrong::WrongScreen wizard/> },
            Step::Impact => view! { <impact::ImpactScreen wizard/> },
            Step::Exclusions => view! { <exclusions::ExclusionsScreen wizard/> },
            Step::Details => view! { <details::DetailsScreen wizard/> },
            Step::Check => view! { <check::CheckScreen wizard/> },
        };
        view! { {screen}<KeptLine wizard/> }
    })
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

/// "Kept in this browser at 14:02", or that it is not and how to keep it all the same.
#[component]
fn KeptLine(wizard: Wizard) -> impl IntoView {
    let open = wizard.open;
    let refused = Memo::new(move |_| open.kept.get() == Kept::Refused);
    let at = move || match open.kept.get() {
        Kept::At(at) => Some(view! { "Kept in this browser at "{intl::format(at, None, Detail::Clock)}"." }),
        _ => None,
    };
    // Made anew only when it begins or ends, so that it is not read out after every key.
    live(move || {
        if !refused.get() {
            return view! { <p class="muted no-print">{live(at)}</p> };
        }
        let file = move || format!("data:text/plain;charset=utf-8,{}", path::encode(&check::as_text(wizard)));
        view! {
            <div role="status">{banner("warn", "warning", "This browser does not keep what you type.",
                "Its storage is full or blocked. Send the report before you leave the page, or keep it as a file.")}</div>
            <p class="no-print"><a class="button" download="fault-report.txt" href=file>"Save what I typed"</a></p>
        }
    })
}

/// Forgets nothing that is typed: only what was sent is remembered here, as the number that came of it.
fn sent_key(person: &str, draft: &str) -> String {
    format!("portal.sent.{person}.{draft}")
}

/// Remembers what became of a draft, and throws the draft away. Taken before it is sent: the page may have been left when the
/// answer comes.
fn remembering(wizard: Wizard) -> impl FnOnce(&str) {
    let id = wizard.open.draft.with_untracked(|draft| draft.id.clone());
    let key = sent_key(&wizard.me.with_value(|me| me.id.clone()), &id);
    let drafts = wizard.drafts.get_value();
    move |number| {
        // Not kept: then going back shows an empty report instead of "sent already".
        let _ = storage::write(&key, number);
        drafts.discard(&id);
    }
}
