//! The pages that nobody needs in the first second: the long lists, the install base, those that keep an account ready, and a person's own.
//! A release holds them in a second file (`crates/xtask/src/finish/apart.rs`), which is fetched as soon as the first page
//! stands, or at once when the address wants one of them. A build in one file has them from the start.

use std::time::Duration;

use leptos::prelude::*;

use super::shell::settings;
use crate::{
    api::{self, Failure},
    browser::{second_file, timer::sleep},
    components::{
        loaded::{FailureView, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::{
        account, activation, advice, advisor, call_note, case, cases, contracts, handover, invitation, label,
        notice, on_behalf, on_boarding, people, profile, register, registrations, report, reseller,
        responsibilities, service, sign_in, site, sites, unit, units, wall_card, webinar, webinars,
        word_kept, workspace,
    },
    route::Page,
    session::use_session,
};

/// How long the first page has the network for itself.
const FIRST: Duration = Duration::from_secs(1);

/// The second file, as it stands.
#[derive(Clone, Copy)]
pub struct Later(RwSignal<State>);

#[derive(Clone, PartialEq)]
enum State {
    /// Not asked for yet.
    Away,
    Coming,
    Here,
    Failed(Failure),
}

impl Later {
    /// Makes it known to all pages, and fetches it in a while.
    pub fn provide() {
        let in_one_file = second_file::address().is_none();
        let later = Self(RwSignal::new(if in_one_file { State::Here } else { State::Away }));
        provide_context(later);
        leptos::task::spawn_local(async move {
            sleep(FIRST).await;
            later.fetch();
        });
    }

    /// Fetches it, unless it is here or coming.
    fn fetch(self) {
        if !matches!(self.0.try_get_untracked(), Some(State::Away | State::Failed(_))) {
            return;
        }
        self.0.set(State::Coming);
        leptos::task::spawn_local(async move {
            self.0.set(match api::second_file::load().await {
                Ok(()) => State::Here,
                Err(failure) => State::Failed(failure),
            });
        });
    }
}

/// A page of the second file, as soon as that is here.
pub fn page(page: Page) -> AnyView {
    let Some(later) = use_context::<Later>() else { return skeleton() };
    later.fetch();
    live(move || match later.0.get() {
        State::Here => pages(page),
        State::Failed(Failure::NotTheApi { status: 404 | 410 }) => {
            second_file::tell_missing();
            skeleton()
        }
        State::Failed(failure) => {
            view! { <PageHead title="This page is not here yet" lead=""/><FailureView what="this page" failure again=move |()| later.fetch()/> }
        }
        State::Away | State::Coming => skeleton(),
    })
}

/// A piece of the second file that nobody waits for: nothing as long as that is not here. `at_once`: it is fetched now.
pub fn quietly(page: Page, at_once: bool) -> AnyView {
    let Some(later) = use_context::<Later>() else { return ().into_any() };
    if at_once {
        later.fetch();
    }
    live(move || (later.0.get() == State::Here).then(|| pages(page)))
}

/// A page of several parts that are nothing without those: what is lacking is said once, and nothing is offered beside it.
fn whole(names: &'static [&'static str], title: &'static str, page: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let has = Memo::new(move |_| names.iter().all(|name| session.has(name)));
    live(move || {
        if has.get() {
            return page();
        }
        view! { <PageHead title=title lead=""/><FailureView what="" failure=Failure::Lacking again=move |()| ()/> }
    })
}

/// What stands in the second file: all that only this function leads to.
#[inline(never)]
fn pages(page: Page) -> AnyView {
    match page {
        Page::Invitation => invitation::page(),
        Page::SignIn => sign_in::elsewhere::piece(),
        Page::Settings => settings::piece(),
        Page::Units => view! { <units::UnitsPage/> },
        Page::Unit => view! { <unit::UnitPage/> },
        Page::Sites => whole(&["sites"], "Sites", sites::page),
        Page::Site => site::page(),
        Page::Cases => view! { <cases::CasesPage/> },
        Page::OnBehalf => on_behalf::page(),
        Page::CallNote => view! { <call_note::CallNotePage/> },
        Page::WordKept => word_kept::page(),
        Page::KeptCases => word_kept::cases::page(),
        Page::Handover => whole(&["handover"], "Shift handover", handover::page),
        Page::Contracts => view! { <contracts::ContractsPage/> },
        Page::People => view! { <people::PeoplePage/> },
        Page::Workspace => view! { <workspace::WorkspacePage/> },
        Page::OnBoarding => {
            whole(&["onBoarding"], "On-boarding", || view! { <on_boarding::OnBoardingPage/> })
        }
        Page::Advisor => whole(&["advisor"], "Advisor", || view! { <advisor::AdvisorPage/> }),
        Page::Advice => view! { <advice::AdvicePage/> },
        Page::Activation => whole(&["activation"], "Activation", || view! { <activation::ActivationPage/> }),
        Page::Responsibilities => whole(
            &["responsibilities"],
            "Responsibilities",
            || view! { <responsibilities::ResponsibilitiesPage/> },
        ),
        Page::Notice => view! { <notice::NoticePage/> },
        Page::Service => view! { <service::ServicePage/> },
        Page::Profile => view! { <profile::ProfilePage/> },
        Page::Account => view! { <account::AccountPage/> },
        Page::WallCard => view! { <wall_card::WallCardPage/> },
        Page::Label => view! { <label::LabelPage/> },
        Page::Webinars => whole(&["webinars"], "Webinars", webinars::page),
        Page::Webinar => webinar::page(),
        Page::Register => register::page(),
        Page::RegisterFile => {
            whole(&["registration", "batches"], "Register from a file", register::file::page)
        }
        Page::Registrations => whole(&["batches"], "Registrations", registrations::page),
        Page::Registration => whole(&["batches"], "Registration", registrations::one::page),
        Page::Claims => whole(&["claims"], "Claims", registrations::claims::page),
        // What can be done with a case, below it, and what happened to it.
        Page::Case => case::life::piece(),
        Page::Timeline => case::timeline::piece(),
        Page::CaseFacts => case::facts::piece(),
        // The screens of a report after the phone page.
        Page::Report => report::later_screen(),
        // The first screen of resellers.
        Page::Home => reseller::page(),
    }
}
