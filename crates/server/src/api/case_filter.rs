//! What the list of cases and its file have in common: what is asked for, and the cases that fit.

use crate::{
    api::{
        page::{Page, Place},
        search::Search,
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        case_list::{self, Listed, Narrowed},
        reach::Reach,
        sites,
        slice::Slice,
    },
    visitor::Visitor,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rules::{similar_case::may_be_the_same, zone::ZoneRules};
use wire::case::{Channel, WaitingOn};

/// What cases can be ordered by.
pub(super) const ORDERS: [&str; 5] = ["created", "due", "changed", "priority", "urgency"];
/// How a first response can stand. One that is overdue has missed its target, whatever comes.
pub(super) const TARGETS: [(&str, &[&str]); 4] = [
    ("met", &["met"]),
    ("running", &["running"]),
    ("missed", &["missed", "overdue"]),
    ("overdue", &["overdue"]),
];

/// What is asked for.
#[derive(Debug)]
pub struct Wish {
    search: Search,
    like: Like,
    narrowed: Narrowed,
    page: Page,
}

impl Wish {
    /// Reads it.
    ///
    /// # Errors
    /// 422 with all that is wrong.
    pub fn read(app: &App, visitor: &Visitor, query: &mut Query) -> Result<Self, Refusal> {
        let now = app.clock.now();
        let text = |query: &Query, name| query.text(name).map(str::to_owned);
        // The zone that this person has instants shown in.
        let zone = visitor.me.zone.as_deref().or(visitor.zone.as_deref());
        let zone = zone.and_then(|zone| app.zones.get(zone, now));
        let midnight = |date: NaiveDate| midnight(zone.as_deref(), date);
        let mine = query.yes("mine") == Some(true);
        let from = query.date("opened_from");
        let to = query.date("opened_to");
        let states = query.one_of("target", &TARGETS.map(|(name, _)| name), |name| {
            TARGETS.into_iter().find(|(known, _)| *known == name).map(|(_, states)| states)
        });
        let narrowed = Narrowed {
            now,
            open: query.yes("open"),
            opened_by: mine.then(|| visitor.me.id.clone()),
            waiting_on: query.one_of("waiting_on", WaitingOn::KNOWN, str::to_owned),
            priority: query.number("priority", 1, 4),
            unit: text(query, "unit"),
            site: text(query, "site"),
            contract: text(query, "contract"),
            channel: query.one_of("channel", Channel::KNOWN, str::to_owned),
            states: states.flatten(),
            from: from.map(midnight),
            before: to.and_then(|date| date.succ_opt()).map(midnight),
            escalated: query.yes("escalated"),
            numbers: None,
        };
        let search = Search::read(query);
        let like = Like { symptom: text(query, "like"), unit: text(query, "like_unit") };
        let page = Page::read(query, &ORDERS, "-created");
        query.finish()?;
        Ok(Self { search, like, narrowed, page })
    }

    /// The instant that it was asked at.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.narrowed.now
    }

    /// The page, the cursor of the next one, and how many there are on all pages.
    ///
    /// # Errors
    /// The database.
    pub async fn page(
        mut self,
        conn: &mut Connection,
        reach: &Reach,
    ) -> Result<(Vec<Listed>, Option<String>, u32), Refusal> {
        self.settle(conn, reach).await?;
        let total = case_list::count(conn, reach, &self.narrowed).await?;
        let found = case_list::page(conn, reach, &self.narrowed, self.page.slice()).await?;
        let place =
            |listed: &Listed| Place { key: Some(listed.key.to_string()), id: listed.summary.number.clone() };
        let (found, next) = self.page.cut_found(found, place);
        Ok((found, next, total))
    }

    /// All of it, in its order.
    ///
    /// # Errors
    /// The database.
    pub async fn whole(mut self, conn: &mut Connection, reach: &Reach) -> Result<Vec<Listed>, Refusal> {
        self.settle(conn, reach).await?;
        let slice = Slice { after: None, limit: usize::MAX, ..self.page.slice() };
        Ok(case_list::page(conn, reach, &self.narrowed, slice).await?)
    }

    /// Follows a site that was joined with another, and looks for words.
    async fn settle(&mut self, conn: &mut Connection, reach: &Reach) -> Result<(), Refusal> {
        if let Some(site) = &mut self.narrowed.site
            && let Some(stands) = sites::where_it_leads(conn, site).await?
        {
            *site = stands;
        }
        if !self.search.is_for_everything() {
            let named = case_list::names(conn, reach, &self.narrowed).await?;
            let finds = |names: &str| self.search.finds(names.lines().map(Some));
            let numbers = named.into_iter().filter(|(_, names)| finds(names)).map(|(number, _)| number);
            self.narrowed.numbers = Some(numbers.collect());
        }
        if !self.like.is_for_everything() {
            let named = case_list::names(conn, reach, &self.narrowed).await?;
            let numbers =
                named.into_iter().filter(|(_, names)| self.like.finds(names)).map(|(number, _)| number);
            self.narrowed.numbers = Some(numbers.collect());
        }
        Ok(())
    }
}

/// What somebody is about to report: cases that may be about the same are looked for.
#[derive(Debug)]
struct Like {
    /// In one line.
    symptom: Option<String>,
    /// Reference of the unit.
    unit: Option<String>,
}

impl Like {
    fn is_for_everything(&self) -> bool {
        self.symptom.is_none() && self.unit.is_none()
    }

    /// `names` has the number in its first line, the symptom in the second, and names of units among the others.
    fn finds(&self, names: &str) -> bool {
        let mut lines = names.lines().skip(1);
        let symptom = lines.next().unwrap_or_default();
        self.symptom.as_deref().is_some_and(|like| may_be_the_same(symptom, like))
            || self.unit.as_deref().is_some_and(|unit| lines.any(|line| line.eq_ignore_ascii_case(unit)))
    }
}

/// When a date begins there; without a zone it is UTC's.
fn midnight(zone: Option<&ZoneRules>, date: NaiveDate) -> DateTime<Utc> {
    let time = NaiveTime::MIN;
    zone.map_or_else(|| date.and_time(time).and_utc(), |zone| zone.instant(date, time))
}
