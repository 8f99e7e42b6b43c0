//! Sites are made, put right and joined. What a site must say and which two can be one is `rules::site`'s to say; every change
//! has its line in the history of the site, and units that move by it in theirs.

use crate::{
    answer::{match_seen, version_tag},
    api::sites::present,
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection,
        reach::Reach,
        sites::{self, Joining, Stored, changes, changes::NewSiteChange},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::Action,
    country::Country,
    site::{self as rule, Details, write_people},
    unit_change::NOTE_MAX,
};
use wire::{
    path,
    problem::{FieldError, Problem},
    site::{MergeSite, SaveSite, SiteChangeKind, SiteDetail},
};

/// Make a site.
#[utoipa::path(post, path = "/v1/sites", operation_id = "makeSite", tag = "install base", request_body = SaveSite,
    params(
        ("account" = Option<String>, Query, description = "The account; the own one when it is not given"),
        ("Idempotency-Key" = String, Header, description = "New for each new site"),
    ),
    responses(
        (status = 201, body = SiteDetail, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn make(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditUnits)?;
    let (reach, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: SaveSite = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::SITES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let new = NewSite::of(&app, &wish).map_err(Refusal::fields)?;
    new.put_down(&mut tx, &account, app.clock.now(), &visitor.me.id).await?;
    let id = new.id;
    let answer = present(&app, &visitor, &mut tx, &reach, &id).await?;
    let response = creation.created(&mut tx, &answer, &path::site(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// A site that is not there yet, checked.
pub(super) struct NewSite {
    /// The id that it will have.
    pub id: String,
    details: Details,
    zone: Option<String>,
}

impl NewSite {
    /// Everything that is wrong is said at once, at the members of [`SaveSite`].
    pub fn of(app: &App, wish: &SaveSite) -> Result<Self, Vec<FieldError>> {
        let (details, zone) = checked(app, wish, None)?;
        Ok(Self { id: uuid::Uuid::now_v7().to_string(), details, zone })
    }

    /// As units show it.
    pub fn shown(&self) -> wire::unit::Site {
        as_site(&self.id, &self.details, self.zone.as_deref())
    }

    /// Makes it, with the first line of its history.
    pub async fn put_down(
        &self,
        conn: &mut Connection,
        account: &str,
        at: DateTime<Utc>,
        person: &str,
    ) -> Result<(), Refusal> {
        sites::insert(conn, &self.id, account, &self.details, self.zone.as_deref()).await?;
        let words = [None, Some(self.details.name.clone())];
        Author { at, person }.record(conn, &self.id, SiteChangeKind::Made, words).await
    }
}

/// Put a site right: everything as it should be afterwards.
#[utoipa::path(put, path = "/v1/sites/{id}", operation_id = "saveSite", tag = "install base", request_body = SaveSite,
    params(
        ("id" = String, Path, description = "Id of the site"),
        ("account" = Option<String>, Query, description = "The account; the own one when it is not given"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = SiteDetail, headers(("ETag" = String))), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditUnits)?;
    let (reach, _) = visitor.one_account(&query)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let before = sites::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    match_seen(&headers, &version_tag(before.version))?;
    // One that was joined with another is never what was seen.
    if before.site.id != id {
        return Err(Refusal::changed());
    }
    let wish: SaveSite = body::parse(&body)?;
    let (details, zone) = checked(&app, &wish, before.site.country_code()).map_err(Refusal::fields)?;
    let lines = lines(&mut tx, &before, &details, zone.as_deref()).await?;
    if !lines.is_empty() {
        sites::keep(&mut tx, &id, &details, zone.as_deref()).await?;
    }
    let author = Author { at: app.clock.now(), person: &visitor.me.id };
    for (kind, words) in lines {
        author.record(&mut tx, &id, kind, words).await?;
    }
    let answer = present(&app, &visitor, &mut tx, &reach, &id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Join a site with another one that is the same place. Its units stand there from now on, and its id leads there.
#[utoipa::path(post, path = "/v1/sites/{id}/merge", operation_id = "mergeSite", tag = "install base", request_body = MergeSite,
    params(
        ("id" = String, Path, description = "Id of the site that goes"),
        ("account" = Option<String>, Query, description = "The account; the own one when it is not given"),
        ("If-Match" = String, Header, description = "The version that was seen of it: `\"1\"`"),
    ),
    responses(
        (status = 200, body = SiteDetail, headers(("ETag" = String))), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn merge(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditUnits)?;
    let (reach, _) = visitor.one_account(&query)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let gone = sites::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let is_gone_already = gone.site.id != id;
    if !is_gone_already {
        match_seen(&headers, &version_tag(gone.version))?;
    }
    let wish: MergeSite = body::parse(&body)?;
    // Sent twice, or by two at once: what was asked for is so.
    if is_gone_already && gone.site.id == wish.into {
        return Ok(present(&app, &visitor, &mut tx, &reach, &id).await?.with(StatusCode::OK));
    }
    if is_gone_already {
        return Err(Refusal::changed());
    }
    let note = note(&wish)?;
    let stays = other(&app, &mut tx, &reach, &gone, &wish.into).await?;
    let of = |stored: &Stored| stored.access.clone().unwrap_or_default();
    let joining = Joining {
        gone: &gone,
        stays: &stays,
        access: &rule::joined_access(&of(&stays), &of(&gone)),
        at: app.clock.now(),
        by: &visitor.me.id,
        note: note.as_deref(),
    };
    sites::join(&mut tx, joining).await?;
    let answer = present(&app, &visitor, &mut tx, &reach, &stays.site.id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The site with which another one can be joined.
async fn other(
    app: &App,
    conn: &mut Connection,
    reach: &Reach,
    gone: &Stored,
    id: &str,
) -> Result<Stored, Refusal> {
    let found = sites::one(conn, reach, id).await?.filter(|found| found.site.id == id);
    let stays = found.ok_or_else(|| {
        Refusal::field(
            "/into",
            "unknown_site",
            "There is no such site in the account; choose the one that stays",
        )
    })?;
    let id_and_country = |stored: &Stored| (stored.site.id.clone(), stored.site.country_code());
    let ((from, from_country), (into, into_country)) = (id_and_country(gone), id_and_country(&stays));
    let countries = &app.installation.country_list;
    rule::may_join((&from, from_country), (&into, into_country), countries)
        .map_err(|refused| Refusal::field("/into", refused.code(), refused.reason().why))?;
    Ok(stays)
}

fn note(wish: &MergeSite) -> Result<Option<String>, Refusal> {
    let note = wish.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > NOTE_MAX) {
        return Err(Refusal::field("/note", "too_long", format!("A note has at most {NOTE_MAX} characters")));
    }
    Ok(note.map(str::to_owned))
}

/// What is kept, with the zone; everything that is wrong at once.
fn checked(
    app: &App,
    wish: &SaveSite,
    stands_in: Option<Country>,
) -> Result<(Details, Option<String>), Vec<FieldError>> {
    let zone = Some(wish.zone.trim()).filter(|zone| !zone.is_empty());
    let kept = rule::check(&wish.into(), stands_in, &app.installation.country_list);
    let mut errors: Vec<FieldError> = match &kept {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|(field, problem)| {
                field_error(&format!("/{}", field.code()), problem.code(), problem.message(*field))
            })
            .collect(),
    };
    if zone.is_some_and(|zone| app.zones.get(zone, app.clock.now()).is_none()) {
        let words = "There is no time zone of this name; one looks like Africa/Juba";
        errors.push(field_error("/zone", "unknown_zone", words));
    }
    match kept {
        Ok(kept) if errors.is_empty() => Ok((kept.details, zone.map(str::to_owned))),
        _ => Err(errors),
    }
}

/// A site as units show it.
fn as_site(id: &str, details: &Details, zone: Option<&str>) -> wire::unit::Site {
    wire::unit::Site {
        id: id.to_owned(),
        name: details.name.clone(),
        street: filled(details.street.clone()),
        postal_code: filled(details.postal_code.clone()),
        city: filled(details.city.clone()),
        country: filled(details.country.clone()),
        zone: zone.map(str::to_owned),
    }
}

/// An empty text is none.
fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Before and after, in words.
type Words = [Option<String>; 2];

/// What differs, in words for the history.
async fn lines(
    conn: &mut Connection,
    before: &Stored,
    details: &Details,
    zone: Option<&str>,
) -> Result<Vec<(SiteChangeKind, Words)>, Refusal> {
    let after = as_site(&before.site.id, details, zone);
    let people = sites::people(conn, &before.site.id).await?;
    // In one line two addresses may read alike.
    let address = |site: &wire::unit::Site| {
        [site.street.clone(), site.postal_code.clone(), site.city.clone(), site.country.clone()]
    };
    let has_moved = address(&before.site) != address(&after);
    let all: [(SiteChangeKind, Words); 5] = [
        (SiteChangeKind::Name, [Some(before.site.name.clone()), Some(details.name.clone())]),
        (SiteChangeKind::Address, [filled(before.site.address()), filled(after.address())]),
        (SiteChangeKind::Zone, [before.site.zone.clone(), zone.map(str::to_owned)]),
        (SiteChangeKind::Access, [before.access.clone(), filled(details.access.clone())]),
        (SiteChangeKind::People, [filled(write_people(&people)), filled(write_people(&details.people))]),
    ];
    Ok(all
        .into_iter()
        .filter(|(kind, [old, new])| old != new || (has_moved && *kind == SiteChangeKind::Address))
        .collect())
}

/// Who changes, and when.
struct Author<'a> {
    at: DateTime<Utc>,
    person: &'a str,
}

impl Author<'_> {
    async fn record(
        &self,
        conn: &mut Connection,
        site: &str,
        kind: SiteChangeKind,
        [old, new]: Words,
    ) -> Result<(), Refusal> {
        let line = NewSiteChange {
            site,
            at: self.at,
            by: self.person,
            kind,
            old: old.as_deref(),
            new: new.as_deref(),
            note: None,
        };
        Ok(changes::record(conn, &line).await?)
    }
}
