//! The software release of every unit: those without one first, then those that nobody has confirmed for longest. Put right by
//! hand here; a whole list comes by file.

use std::time::Duration;

use leptos::prelude::*;
use rules::{
    Date,
    access::Action,
    release::{Freshness, Release, freshness},
};
use wire::{
    release::{RecordReleases, ReleaseRow},
    unit::{Unit, UnitList},
};

use super::list::FromFile;
use crate::{
    api::{self, IdempotencyKey},
    browser::{document, identifier, timer},
    clock::use_clock,
    components::{
        error_summary::Problems,
        field::{Control, Field},
        instant::At,
        link::link,
        loaded::{Loaded, load},
        markup::{live, view},
        pager::{Place, pager},
        step::Step,
        words::{badge, none},
    },
    route::{List, Route, UnitsQuery},
    session::use_session,
};

const PAGE: u32 = 20;

/// The card.
#[derive(Clone, Copy)]
pub struct Releases {
    typed: RwSignal<String>,
    cursor: RwSignal<String>,
    units: Loaded<UnitList>,
    /// Reference of the unit that is being put right.
    open: RwSignal<String>,
    release: RwSignal<String>,
    step: Step,
    file: FromFile,
    recorded: Callback<()>,
}

impl Releases {
    /// For an account; what is wrong is said by the page. `recorded` is told when something has changed.
    pub fn new(account: Memo<String>, step: Step, recorded: Callback<()>) -> Self {
        let (typed, cursor) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let settled = timer::settled(move || typed.get(), Duration::from_millis(250));
        let units = load(move || {
            let mut query = UnitsQuery { sort: "release_confirmed".to_owned(), ..UnitsQuery::default() };
            if !api::lists::takes(List::Units, &query) {
                query.sort.clear();
            }
            (query.q, query.account, query.cursor) = (settled.get(), account.get(), cursor.get());
            Some(api::units::list(&query, PAGE))
        });
        let recorded = Callback::new(move |()| {
            units.again();
            recorded.run(());
        });
        Self {
            typed,
            cursor,
            units,
            open: RwSignal::new(String::new()),
            release: RwSignal::new(String::new()),
            step,
            file: FromFile::new(step, recorded),
            recorded,
        }
    }

    /// All of it.
    pub fn view(self) -> AnyView {
        let may_record = use_session().me().is_some_and(|me| me.may(Action::RecordReleases));
        let today = use_clock().today();
        let search = move |event| {
            self.cursor.set(String::new());
            self.typed.set(event_target_value(&event));
        };
        let place = move || {
            let list = self.units.value();
            let total = list.as_ref().and_then(|list| list.total).map(|n| rules::words::count(n, "unit"));
            Place {
                total: total.unwrap_or_default(),
                is_first: self.cursor.with(String::is_empty),
                next: list.and_then(|list| list.next.clone()),
            }
        };
        view! {
            <section class="card" id="releases">
                <header><h2>"Software that is running"</h2></header>
                <p class="muted">"Units without a release come first, then those that nobody has confirmed for longest. After a quarter it is worth another look."</p>
                {may_record.then(|| self.file.view())}
                <form class="filters no-print" role="search" aria-label="Releases" on:submit=move |event| event.prevent_default()>
                    <label>"Find a unit" <input type="search" autocomplete="off" placeholder="Serial, host name, model, site"
                        prop:value=move || self.typed.get() on:input=search/></label>
                </form>
                {self.units.show("your units", move |list| self.table(list, today, may_record))}
                {pager(place, move |cursor| self.cursor.set(cursor))}
            </section>
        }
    }

    fn table(self, list: &UnitList, today: Date, may_record: bool) -> AnyView {
        if list.items.is_empty() {
            return none(list.items.unread, "No unit is known, or none that fits.");
        }
        let rows = list.items.iter().map(|unit| self.row(unit, today, may_record)).collect_view();
        view! {
            <div class="table-scroll" role="region" aria-label="Units and their releases" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Units and their releases"</caption>
                    <thead><tr><th scope="col">"Unit"</th><th scope="col">"Serial"</th><th scope="col">"Model"</th><th scope="col">"Release"</th><th scope="col">"Confirmed"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    }

    fn row(self, unit: &Unit, today: Date, may_record: bool) -> AnyView {
        let confirmed = unit.release_confirmed_at;
        let release = unit.software_release.clone().unwrap_or_default();
        let state = match freshness(Some(&release), confirmed.map(|at| at.date_naive()), today) {
            Freshness::NotKnown => Some(badge("warn", "not known")),
            Freshness::Stale => Some(badge("quiet", "over a quarter ago")),
            Freshness::Fresh => None,
        };
        let at = confirmed.filter(|_| !release.is_empty()).map(|instant| view! { <At instant/> });
        let (reference, known, title) = (unit.reference.clone(), release.clone(), unit.title().to_owned());
        let shown = live(move || {
            if self.open.get() == reference {
                return self.form(reference.clone(), &title);
            }
            let (reference, known) = (reference.clone(), known.clone());
            let begin = move |_| {
                self.release.set(known.clone());
                self.step.problems.set(Problems::new());
                self.open.set(reference.clone());
                document::focus_next("release");
            };
            let edit = may_record.then(|| view! { <button class="button no-print" data-kind="quiet" data-size="small" type="button" on:click=begin>"Edit"<span class="visually-hidden">" release of "{title.clone()}</span></button> });
            view! { <span class="cluster"><span>{release.clone()}</span>{edit}</span> }
        });
        view! {
            <tr>
                <th scope="row" data-label="Unit">{link(&Route::unit(unit.reference.clone()), unit.title())}</th>
                <td data-label="Serial" class="mono">{unit.number().to_owned()}</td>
                <td data-label="Model">{unit.model.clone()}</td>
                <td data-label="Release">{shown}</td>
                <td data-label="Confirmed"><span class="cluster">{at}{state}</span></td>
            </tr>
        }
    }

    fn form(self, reference: String, title: &str) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save(reference.clone());
        };
        view! {
            <form class="stack" data-gap="tight" novalidate on:submit=submit>
                <Field id="release" label=format!("Release of {title}") control=Control::Short value=self.release
                    set=move |text| self.release.set(text) problems=self.step.problems/>
                <p class="cluster">
                    <button class="button" data-kind="primary" data-size="small" aria-busy=move || self.step.busy()>"Save"</button>
                    <button class="button" data-size="small" type="button" on:click=move |_| self.open.set(String::new())>"Cancel"</button>
                </p>
            </form>
        }
    }

    fn save(self, serial: String) {
        let release = self.release.get_untracked();
        if let Err(problem) = Release::parse(&release) {
            return self.step.refuse(vec![("release", problem.message())]);
        }
        let list = RecordReleases { rows: vec![ReleaseRow { serial, release }] };
        // A repeated row makes no harm: a new key each time.
        let key = IdempotencyKey(identifier::random());
        let call = Box::pin(async move { api::readiness::record_releases(&list, &key).await.map(drop) });
        self.step.send(call, &["release"], move |_| {
            self.open.set(String::new());
            document::focus("title");
            self.recorded.run(());
        });
    }
}
