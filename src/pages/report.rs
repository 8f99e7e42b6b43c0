//! Report a fault: one question a screen, from "is service down now?" to the opened case. Every screen has its address;
//! what is typed is kept after every key, so back, forward, reload and another day lose nothing.

mod check;
mod details;
mod down;
mod exclusions;
mod impact;
mod phone;
mod sending;
mod subject;
mod wrong;

use leptos::prelude::*;
use rules::access::opening_cases;
use wire::session::Me;

use crate::{
    api::{self, Abort},
    app::may_report,
    browser::{
        intl::{self, Detail},
        storage,
    },
    clock::use_clock,
    components::{icon::Icon, link::use_asked, page_head::PageHead},
    draft::{Drafts, Kept, OpenDraft, ReportDraft},
    route::{Route, Step},
    session::use_session,
    widgets::why::explanation,
};

/// What the address asks for.
#[derive(Clone, PartialEq, Default)]
struct Asked {
    step: Option<Step>,
    draft: Option<String>,
    unit: Option<String>,
}

fn asked(route: Route) -> Option<Asked> {
    match route {
        Route::Report { step, draft, unit } => Some(Asked { step: Some(step), draft, unit }),
        _ => None,
    }
}

/// The page: refusal with its reason, "sent already", or the report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let Some(me) = use_session().me() else { return ().into_any() };
    if !may_report(&me) {
        return view! { <Refusal me/> }.into_any();
    }
    let asked = use_asked(asked);
    // Which report: named in the address from the second screen on. The first screen makes the name.
    let fresh = StoredValue::new(ReportDraft::new());
    let id =
        Memo::new(move |_| asked.get().draft.unwrap_or_else(|| fresh.with_value(|draft| draft.id.clone())));
    (move || {
        let (id, drafts) = (id.get(), Drafts::of(&me.id));
        if let Some(number) = sending::sent_as(&me.id, &id) {
            return view! { <SentAlready number/> }.into_any();
        }
        let draft = drafts.read(&id).unwrap_or_else(|| ReportDraft { id, ..fresh.get_value() });
        view! { <Report me=me.clone() drafts draft asked/> }.into_any()
    })
    .into_any()
}

#[component]
fn Refusal(me: Me) -> impl IntoView {
    let reason = me.role.known().map(opening_cases);
    view! {
        <PageHead title="You can't open Tech Cases"/>
        <section class="card">{reason.map(explanation)}<p>"In an emergency anybody can call: the numbers are at the top of this page."</p></section>
    }
}

#[component]
fn SentAlready(number: String) -> impl IntoView {
    let route = if number.starts_with("CALL-") {
        Route::CallNote { number: number.clone() }
    } else {
        Route::case(&number)
    };
    view! {
        <PageHead title="This report was sent already"/>
        <p>"It is "<a href=route.to_string()>{number}</a>". Nothing was sent a second time."</p>
        <p><a class="button" href=Route::report().to_string()>"Report another fault"</a></p>
    }
}

/// What every screen of the report works with.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The draft.
    pub open: OpenDraft,
    /// Who reports.
    pub me: StoredValue<Me>,
    /// The person's drafts.
    pub drafts: StoredValue<Drafts>,
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
}

#[component]
fn Report(me: Me, drafts: Drafts, draft: ReportDraft, asked: Memo<Asked>) -> impl IntoView {
    let clock = use_clock();
    let open = OpenDraft::new(drafts.clone(), draft, move || clock.now_untracked());
    let wizard = Wizard { open, me: StoredValue::new(me), drafts: StoredValue::new(drafts) };
    begin_with_unit(wizard, asked.get_untracked().unit);
    let step = Memo::new(move |_| asked.get().step);
    move || {
        let screen = match step.get() {
            Some(Step::Down) => view! { <down::DownScreen wizard/> }.into_any(),
            Some(Step::Phone) => view! { <phone::PhoneScreen wizard/> }.into_any(),
            Some(Step::Wrong) => view! { <wrong::WrongScreen wizard/> }.into_any(),
            Some(Step::Impact) => view! { <impact::ImpactScreen wizard/> }.into_any(),
            Some(Step::Exclusions) => view! { <exclusions::ExclusionsScreen wizard/> }.into_any(),
            Some(Step::Details) => view! { <details::DetailsScreen wizard/> }.into_any(),
            Some(Step::Check) => view! { <check::CheckScreen wizard/> }.into_any(),
            None => view! { <crate::pages::not_found::NotFoundPage/> }.into_any(),
        };
        view! { {screen}<KeptLine kept=open.kept/> }
    }
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
        if let Ok(detail) = api::units::one(&reference, &abort).await {
            wizard.open.draft.try_update(|draft| draft.choose(&detail.unit));
        }
    });
}

/// "Kept in this browser at 14:02", or that it is not.
#[component]
fn KeptLine(kept: RwSignal<Kept>) -> impl IntoView {
    move || {
        match kept.get() {
        Kept::NotYet => ().into_any(),
        Kept::At(at) => {
            view! { <p class="muted no-print">"Kept in this browser at "{intl::format(at, None, Detail::Clock)}"."</p> }.into_any()
        }
        Kept::Refused => view! {
            <div class="banner" data-tone="warn" role="status"><Icon name="warning"/>
                <div><b>"This browser does not keep what you type. "</b>"Its storage is full or blocked. Send the report before you leave the page."</div></div>
        }
        .into_any(),
    }
    }
}

/// Forgets nothing that is typed: only what was sent is remembered here, as the number that came of it.
fn sent_key(person: &str, draft: &str) -> String {
    format!("portal.sent.{person}.{draft}")
}

/// Remembers what became of a draft, and throws the draft away.
fn remember_sent(wizard: Wizard, number: &str) {
    let id = wizard.open.draft.with_untracked(|draft| draft.id.clone());
    let person = wizard.me.with_value(|me| me.id.clone());
    // Not kept: then going back shows an empty report instead of "sent already".
    let _ = storage::write(&sent_key(&person, &id), number);
    wizard.drafts.with_value(|drafts| drafts.discard(&id));
}

/// The progress of a report that is no emergency.
#[component]
pub fn Steps(wizard: Wizard, now: Step) -> impl IntoView {
    let all = [
        (Step::Wrong, "What is wrong"),
        (Step::Impact, "Impact"),
        (Step::Exclusions, "Not covered"),
        (Step::Details, "Details"),
        (Step::Check, "Check"),
    ];
    let here = all.iter().position(|(step, _)| *step == now).unwrap_or(0);
    let items = all
        .into_iter()
        .enumerate()
        .map(|(place, (step, words))| match place.cmp(&here) {
            std::cmp::Ordering::Less => {
                view! { <li data-state="done"><a href=wizard.route(step).to_string()>{words}</a></li> }
                    .into_any()
            }
            std::cmp::Ordering::Equal => {
                view! { <li data-state="now" aria-current="step"><span>{words}</span></li> }.into_any()
            }
            std::cmp::Ordering::Greater => view! { <li><span>{words}</span></li> }.into_any(),
        })
        .collect_view();
    view! { <ol class="steps" aria-label="Steps">{items}</ol> }
}
