//! `POST /v1/units/changes`: use, site, host name and release of units that are registered already, one or many at once; and
//! the same asked beforehand. Each unit stands for itself: what is refused or in conflict leaves the others alone. What can
//! be wished is `rules::unit_change`'s to say.

use crate::{
    answer::Answer,
    api::{change_sites::NewSite, cover, unit_filter::decide},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    store::{
        Connection,
        reach::Reach,
        releases,
        unit_changes::{self, NewUnitChange},
        unit_edits::{self, Stored},
        units,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::Action,
    country::Country,
    reason::Outcome,
    release::key,
    unit_change::{self as rule, Changed, NOTE_MAX, UNITS_MAX, Wish, usage_words},
};
use std::collections::{HashMap, HashSet};
use wire::{
    path,
    problem::{FieldError, Problem},
    unit::Site,
    unit_change::{ChangeUnits, ChangedUnit, ChangedUnits, FieldChange, UnitChange, UnitOutcome, UnitSeen},
};

/// What would become of each unit. Nothing is kept.
#[utoipa::path(post, path = "/v1/units/changes/check", operation_id = "checkUnitChanges", tag = "install base",
    request_body = ChangeUnits,
    responses(
        (status = 200, body = ChangedUnits), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn check(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    let body = body::read(request).await?;
    let (asked, account) = asked(&visitor, &body)?;
    let mut read = app.store.read().await?;
    let change = Change::of(&app, &mut read, &account, &asked).await?;
    let decided = change.decide(&mut read, &account, &asked.units).await?;
    let mut items: Vec<ChangedUnit> = decided.into_iter().map(|(answer, _)| answer).collect();
    change.compare_covers(&app, &mut read, account, &mut items).await?;
    Ok(Answer::of(&ChangedUnits { items })?.with(StatusCode::OK))
}

/// Change units: those that can be changed.
#[utoipa::path(post, path = "/v1/units/changes", operation_id = "changeUnits", tag = "install base",
    request_body = ChangeUnits,
    params(("Idempotency-Key" = String, Header, description = "New for each new change")),
    responses(
        (status = 201, body = ChangedUnits, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn change(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    let idempotency_key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let (asked, account) = asked(&visitor, &body)?;
    let creation = Creation::enter(&app, &visitor.me.id, idempotency_key, path::UNIT_CHANGES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let change = Change::of(&app, &mut tx, &account, &asked).await?;
    let decided = change.decide(&mut tx, &account, &asked.units).await?;
    // A site to which nothing moves is not made.
    if let Some(new) = change.new_site.as_ref().filter(|_| decided.iter().any(|(_, unit)| unit.is_some())) {
        new.put_down(&mut tx, &account, app.clock.now(), &visitor.me.id).await?;
    }
    let mut items = Vec::with_capacity(decided.len());
    for (mut answer, unit) in decided {
        if let Some(unit) = unit {
            let by = Author { at: app.clock.now(), person: &visitor.me.id, note: change.note.as_deref() };
            answer.version = change.apply(&mut tx, &unit, &answer, &by).await?;
        }
        items.push(answer);
    }
    let answer = Answer::of(&ChangedUnits { items })?;
    let response = creation.created(&mut tx, &answer, path::UNITS).await?;
    tx.commit().await?;
    Ok(response)
}

/// What is asked, of which account.
fn asked(visitor: &Visitor, body: &[u8]) -> Result<(ChangeUnits, String), Refusal> {
    let asked: ChangeUnits = body::parse(body)?;
    if asked.change.edits() {
        visitor.may(Action::EditUnits)?;
    }
    let own = visitor.me.account.id.as_str();
    let account = asked.account.as_deref().filter(|id| !id.is_empty()).unwrap_or(own).to_owned();
    if visitor.has_account(&account) { Ok((asked, account)) } else { Err(Refusal::not_found()) }
}

/// Who changes, when and why.
struct Author<'a> {
    at: DateTime<Utc>,
    person: &'a str,
    note: Option<&'a str>,
}

/// A change that can be.
struct Change {
    wish: Wish,
    /// Where to, when units move.
    site: Option<Site>,
    /// The same, when it is not there yet.
    new_site: Option<NewSite>,
    note: Option<String>,
}

impl Change {
    /// Everything that is wrong with it as a whole is said at once.
    async fn of(
        app: &App,
        conn: &mut Connection,
        account: &str,
        asked: &ChangeUnits,
    ) -> Result<Self, Refusal> {
        let mut errors = Vec::new();
        match asked.units.len() {
            0 => errors.push(field_error("/units", "missing", "Name at least one unit")),
            long if long > UNITS_MAX => {
                let words = format!("At most {UNITS_MAX} units are changed at once");
                errors.push(field_error("/units", "too_many", words));
            }
            _ => {}
        }
        if asked.change.is_empty() {
            errors.push(field_error("/change", "missing", "Say what is changed"));
        }
        let note = asked.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
        if note.as_deref().is_some_and(|note| note.chars().count() > NOTE_MAX) {
            errors.push(field_error(
                "/note",
                "too_long",
                format!("A note has at most {NOTE_MAX} characters"),
            ));
        }
        let site = match asked.change.site_id.as_ref().and_then(Option::as_deref) {
            None => None,
            Some(id) => match site(app, conn, account, id).await? {
                Ok(site) => Some(site),
                Err(error) => {
                    errors.push(error);
                    None
                }
            },
        };
        let mut wish = wish(&asked.change, asked.units.len(), &mut errors);
        let new_site = match &asked.change.new_site {
            Some(_) if asked.change.site_id.is_some() => {
                let words = "Give a site that is there, or one that is to be made";
                errors.push(field_error("/change/new_site", "both", words));
                None
            }
            Some(new) => match NewSite::of(app, new) {
                Ok(new) => Some(new),
                Err(wrong) => {
                    let within = |error: FieldError| FieldError {
                        pointer: format!("/change/new_site{}", error.pointer),
                        ..error
                    };
                    errors.extend(wrong.into_iter().map(within));
                    None
                }
            },
            None => None,
        };
        let site = new_site.as_ref().map(NewSite::shown).or(site);
        // The id that was given may be that of a site that was joined with this one.
        if let Some(site) = &site {
            wish.site = Some(Some(site.id.clone()));
        }
        if errors.is_empty() { Ok(Self { wish, site, new_site, note }) } else { Err(Refusal::fields(errors)) }
    }

    /// What becomes of each unit, with the unit where something is kept.
    async fn decide(
        &self,
        conn: &mut Connection,
        account: &str,
        units: &[UnitSeen],
    ) -> Result<Vec<(ChangedUnit, Option<Stored>)>, Refusal> {
        let typed = units.iter().map(|unit| unit.reference.trim().to_owned());
        let references: HashSet<String> = typed.flat_map(|typed| [key(&typed), typed]).collect();
        let found = unit_edits::standing(conn, account, references.iter().map(String::as_str)).await?;
        let mut found: HashMap<String, Option<Stored>> =
            found.into_iter().map(|unit| (key(&unit.reference), Some(unit))).collect();
        let answer = |seen: &UnitSeen| match found.get_mut(&key(&seen.reference)) {
            None => {
                let words = "There is no such unit in the account";
                (refused(seen, "unknown_unit", words), None)
            }
            // Taken by an earlier line of the same request.
            Some(unit) => match unit.take() {
                None => (refused(seen, "twice", "The request names this unit more than once"), None),
                Some(unit) => self.of_unit(seen, unit),
            },
        };
        Ok(units.iter().map(answer).collect())
    }

    fn of_unit(&self, seen: &UnitSeen, unit: Stored) -> (ChangedUnit, Option<Stored>) {
        let mut answer = ChangedUnit {
            reference: seen.reference.clone(),
            outcome: UnitOutcome::Unchanged,
            code: None,
            detail: String::new(),
            version: Some(unit.version),
            changes: Vec::new(),
            cover_before: None,
            cover_after: None,
        };
        if seen.version.is_some_and(|version| version != unit.version) {
            answer.outcome = UnitOutcome::Conflict;
            answer.detail = "Somebody changed this unit in the meantime".to_owned();
            return (answer, None);
        }
        answer.changes = self.wish.changes(&unit.standing).map(|what| self.words(what, &unit)).collect();
        if !answer.changes.is_empty() {
            answer.outcome = UnitOutcome::Changed;
        }
        // A release that is known already is confirmed by being said again.
        let kept = !answer.changes.is_empty() || self.wish.release.is_some();
        (answer, kept.then_some(unit))
    }

    /// One change in words for people.
    fn words(&self, what: Changed, unit: &Stored) -> FieldChange {
        let usage = |usage: Option<rules::unit::Usage>| usage.map(|usage| usage_words(usage).to_owned());
        let standing = &unit.standing;
        let (old, new) = match what {
            Changed::Usage => (usage(standing.usage), usage(self.wish.usage)),
            Changed::Site => (unit.site.clone(), self.site.as_ref().map(|site| site.name.clone())),
            Changed::HostName => (standing.host_name.clone(), self.wish.host_name.clone().flatten()),
            Changed::Release => (standing.release.clone(), self.wish.release.clone()),
        };
        FieldChange { kind: what.code().to_owned(), old, new }
    }

    /// What the cover of each unit that changes is today, and what it would be.
    async fn compare_covers(
        &self,
        app: &App,
        conn: &mut Connection,
        account: String,
        items: &mut [ChangedUnit],
    ) -> Result<(), Refusal> {
        let mut changed: HashMap<String, &mut ChangedUnit> = items
            .iter_mut()
            .filter(|item| item.outcome == UnitOutcome::Changed)
            .map(|item| (key(&item.reference), item))
            .collect();
        let mut found = units::all(conn, &Reach::accounts([account])).await?;
        found.retain(|stored| changed.contains_key(&key(&stored.unit.reference)));
        decide(app, conn, &mut found, None).await?;
        for mut stored in found {
            let Some(item) = changed.get_mut(&key(&stored.unit.reference)) else { continue };
            item.cover_before = stored.unit.cover.take();
            let unit = &mut stored.unit;
            unit.usage = self.wish.usage.map(Into::into).or(unit.usage.take());
            if self.wish.site.is_some() {
                unit.site = Some(self.site.clone());
            }
            item.cover_after = cover::decide(app, unit, cover::date(app, unit, None));
        }
        Ok(())
    }

    /// Keeps it, with its lines in the history; the version afterwards.
    async fn apply(
        &self,
        conn: &mut Connection,
        unit: &Stored,
        answer: &ChangedUnit,
        by: &Author<'_>,
    ) -> Result<Option<u32>, Refusal> {
        let mut version = unit.version;
        if self.wish.changes(&unit.standing).any(|what| what != Changed::Release) {
            unit_edits::change(conn, &unit.id, &self.wish).await?;
            version += 1;
        }
        if let Some(release) = &self.wish.release {
            releases::set(conn, &unit.id, release, by.at).await?;
            version += 1;
        }
        for what in self.wish.changes(&unit.standing) {
            let words = answer.changes.iter().find(|change| change.kind == what.code());
            let line = NewUnitChange {
                unit: &unit.id,
                at: by.at,
                by: by.person,
                kind: what.code(),
                old: words.and_then(|words| words.old.as_deref()),
                new: words.and_then(|words| words.new.as_deref()),
                note: by.note,
            };
            unit_changes::record(conn, &line).await?;
        }
        Ok(Some(version))
    }
}

/// The site that units move to, or why they do not.
async fn site(
    app: &App,
    conn: &mut Connection,
    account: &str,
    id: &str,
) -> Result<Result<Site, FieldError>, Refusal> {
    let pointer = "/change/site_id";
    let Some(site) = unit_edits::site(conn, account, id).await? else {
        return Ok(Err(field_error(pointer, "unknown_site", "There is no such site in the account")));
    };
    let country = site.country.as_deref().and_then(Country::parse);
    let reason = rule::may_stand(country, &app.installation.country_list);
    Ok(match reason.outcome {
        Outcome::Failed => Err(field_error(pointer, "country_excluded", reason.why)),
        _ => Ok(site),
    })
}

fn wish(change: &UnitChange, units: usize, errors: &mut Vec<FieldError>) -> Wish {
    let mut wish = Wish { site: change.site_id.clone(), ..Wish::default() };
    if let Some(usage) = &change.usage {
        wish.usage = usage.known();
        if wish.usage.is_none() {
            let known = wire::unit::Usage::KNOWN.join(", ");
            errors.push(field_error("/change/usage", "unknown", format!("Give one of: {known}")));
        }
    }
    if let Some(text) = &change.host_name {
        match rule::host_name(text) {
            Ok(_) if units > 1 => {
                let words = "A host name is given to one unit at a time";
                errors.push(field_error("/change/host_name", "several", words));
            }
            Ok(name) => wish.host_name = Some(name),
            Err(problem) => {
                errors.push(field_error("/change/host_name", problem.code(), problem.message()));
            }
        }
    }
    if let Some(text) = &change.release {
        match rule::release(text) {
            Ok(release) => wish.release = Some(release),
            Err(problem) => {
                errors.push(field_error("/change/release", "bad_release", problem.message()));
            }
        }
    }
    wish
}

fn refused(seen: &UnitSeen, code: &str, words: &str) -> ChangedUnit {
    ChangedUnit {
        reference: seen.reference.clone(),
        outcome: UnitOutcome::Refused,
        code: Some(code.to_owned()),
        detail: words.to_owned(),
        version: None,
        changes: Vec::new(),
        cover_before: None,
        cover_after: None,
    }
}
