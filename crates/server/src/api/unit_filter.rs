//! What the list of units, its export and the counts of its filters have in common: what is asked for, and the units that fit,
//! each decided where that is needed.

use crate::{
    api::{cover, page::Place, search::Search},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        reach::Reach,
        sites,
        units::{self, Stored},
    },
};
use chrono::{Days, NaiveDate};
use rules::entitlement::Condition;
use wire::{cover::CoverAnswer, facets::NONE, unit::Site, unit::Usage};

/// What units can be ordered by.
pub const ORDERS: [&str; 10] = [
    "host_name",
    "reference",
    "model",
    "family",
    "site",
    "country",
    "usage",
    "release",
    "covered_until",
    "release_confirmed",
];

/// Most days that `ends_within_days` looks ahead: ten years.
pub const DAYS_MAX: u32 = 3660;

/// What the list is narrowed to.
#[derive(Debug)]
pub struct Wish {
    search: Search,
    exact: Vec<(&'static str, String)>,
    contract: Option<String>,
    answer: Option<CoverAnswer>,
    condition: Option<String>,
    ends_within: Option<u32>,
    on: Option<NaiveDate>,
}

/// Filters by a value that a unit has or has not.
const EXACT: [&str; 6] = ["family", "model", "site", "release", "country", "usage"];

impl Wish {
    /// Reads it.
    #[must_use]
    pub fn read(query: &mut Query) -> Self {
        let exact = EXACT.into_iter().filter_map(|name| Some((name, query.text(name)?.to_owned()))).collect();
        let known: Vec<&str> = Condition::ALL.into_iter().map(Condition::code).collect();
        Self {
            search: Search::read(query),
            exact,
            contract: query.text("contract").map(str::to_owned),
            answer: query.one_of("answer", CoverAnswer::KNOWN, |text| text.into()),
            condition: query.one_of("condition", &known, str::to_owned),
            ends_within: query.number("ends_within_days", 0, DAYS_MAX),
            on: query.date("on"),
        }
    }

    /// Everything in reach.
    #[must_use]
    pub fn everything() -> Self {
        Self::read(&mut Query::default())
    }

    /// The civil date to decide on, where one was given.
    #[must_use]
    pub fn on(&self) -> Option<NaiveDate> {
        self.on
    }

    /// Does it ask for how units are decided?
    #[must_use]
    pub fn needs_cover(&self) -> bool {
        self.answer.is_some() || self.ends_within.is_some() || self.condition.is_some()
    }

    /// The units that fit, in no order. `decided` says whether all of them are to carry their cover.
    ///
    /// # Errors
    /// The database.
    pub async fn find(
        &self,
        app: &App,
        conn: &mut Connection,
        reach: &Reach,
        decided: bool,
    ) -> Result<Vec<Stored>, Refusal> {
        let mut found = units::all(conn, reach).await?;
        let stands = match self.exact.iter().find(|(name, _)| *name == "site") {
            Some((_, id)) => sites::where_it_leads(conn, id).await?,
            None => None,
        };
        let fits = |stored: &Stored| self.has_values(stored, stands.as_deref());
        found.retain(|stored| self.search.finds(names(stored)) && fits(stored));
        if let Some(contract) = &self.contract {
            let terms = units::terms(conn, found.iter().map(|stored| stored.id.as_str())).await?;
            found.retain(|stored| {
                let terms = terms.get(&stored.id).map(Vec::as_slice).unwrap_or_default();
                let named = terms.iter().any(|term| term.contract == *contract);
                named || (contract == NONE && terms.is_empty())
            });
        }
        if decided || self.needs_cover() {
            decide(app, conn, &mut found, self.on).await?;
            found.retain(|stored| self.wants(app, stored));
        }
        Ok(found)
    }

    /// `joined` is the site that the wanted one was joined with, where it was.
    fn has_values(&self, stored: &Stored, joined: Option<&str>) -> bool {
        self.exact.iter().all(|(name, wanted)| match value(stored, name) {
            Some(value) => value == joined.filter(|_| *name == "site").unwrap_or(wanted),
            None => wanted == NONE,
        })
    }

    fn wants(&self, app: &App, stored: &Stored) -> bool {
        let cover = stored.unit.cover.as_ref();
        let answer_fits =
            self.answer.as_ref().is_none_or(|answer| cover.is_some_and(|c| c.answer == *answer));
        let condition_fits =
            self.condition.as_ref().is_none_or(|failed| cover.is_some_and(|c| c.failed.contains(failed)));
        let end_fits = self.ends_within.is_none_or(|days| {
            let today = cover::date(app, &stored.unit, self.on);
            let last = today.checked_add_days(Days::new(days.into()));
            cover.and_then(|cover| cover.covered_until).zip(last).is_some_and(|(until, last)| until <= last)
        });
        answer_fits && condition_fits && end_fits
    }
}

/// What a unit is known by.
fn names(stored: &Stored) -> [Option<&str>; 5] {
    let unit = &stored.unit;
    [
        Some(&unit.reference),
        unit.serial.as_deref(),
        unit.host_name.as_deref(),
        Some(&unit.model),
        unit.site().map(|site| site.name.as_str()),
    ]
}

/// The value that a unit has for a filter.
#[must_use]
pub fn value<'a>(stored: &'a Stored, filter: &str) -> Option<&'a str> {
    let unit = &stored.unit;
    match filter {
        "family" => unit.family.as_deref(),
        "model" => Some(&unit.model),
        "site" => unit.site().map(|site| site.id.as_str()),
        "release" => unit.software_release.as_deref(),
        "country" => unit.site().and_then(|site| site.country.as_deref()),
        _ => unit.usage.as_ref().map(Usage::as_str),
    }
}

/// Decides units, which get their terms by the way.
///
/// # Errors
/// The database.
pub async fn decide(
    app: &App,
    conn: &mut Connection,
    found: &mut [Stored],
    on: Option<NaiveDate>,
) -> Result<(), Refusal> {
    let mut terms = units::terms(conn, found.iter().map(|stored| stored.id.as_str())).await?;
    for stored in found {
        stored.unit.terms = Some(terms.remove(&stored.id).unwrap_or_default().into());
        stored.unit.cover = cover::decide(app, &stored.unit, cover::date(app, &stored.unit, on));
    }
    Ok(())
}

/// Where a unit stands in an order.
#[must_use]
pub fn place(stored: &Stored, order: &str) -> Place {
    let unit = &stored.unit;
    let name = |site: &Site| site.name.clone();
    let key = match order {
        "reference" => Some(unit.reference.clone()),
        "site" => unit.site().map(name),
        "release_confirmed" => {
            let known = unit.software_release.as_ref().and(unit.release_confirmed_at);
            Some(known.map(|at| at.to_rfc3339()).unwrap_or_default())
        }
        "covered_until" => {
            unit.cover.as_ref().and_then(|cover| cover.covered_until).map(|until| until.to_string())
        }
        "host_name" => unit.host_name.clone(),
        filter => value(stored, filter).map(str::to_owned),
    };
    Place { key: key.map(|key| key.to_lowercase()), id: stored.id.clone() }
}
