//! Sites: the list, with search, and one site with its units counted by cover, who is there, how to get in and what happened to
//! it. A reseller sees the sites where it registered units, with these units only, and nobody there; a viewer sees names.

use crate::{
    answer::Answer,
    api::{
        page::{Page, Place},
        search::Search,
        unit_filter,
    },
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        reach::Reach,
        sites::{self, Stored, changes},
        units,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::access::{Action, Role};
use std::collections::{BTreeSet, HashMap};
use wire::{
    cover::CoverAnswer,
    path,
    problem::Problem,
    site::{CoverCounts, SiteChange, SiteChangeKind, SiteDetail, SiteList, SitePerson, SiteRef, SiteSummary},
    unit::Site,
};

/// What sites can be ordered by.
pub(super) const ORDERS: [&str; 2] = ["name", "country"];
/// Lines of the history that are shown.
const LINES: u32 = 50;
/// So many sites that are alike are named.
const SIMILAR_MAX: usize = 20;

/// Sites in reach, a page at a time.
#[utoipa::path(get, path = "/v1/sites", operation_id = "listSites", tag = "install base",
    params(
        ("q" = Option<String>, Query, description = "Part of the name or address, or of the name of a site that was joined with it"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("sort" = Option<String>, Query, description = "name (default), country; with `-` before it downwards"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = SiteList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let search = Search::read(&query);
    let page = Page::read(&mut query, &ORDERS, "name");
    query.finish()?;
    let mut read = app.store.read().await?;
    let all = sites::all(&mut read, &reach).await?;
    let former = former(&mut read, &visitor, all.iter().map(|stored| stored.site.id.as_str())).await?;
    let finds = |stored: &Stored| {
        let before = former.get(&stored.site.id).map(Vec::as_slice).unwrap_or_default();
        search
            .finds(names(&stored.site).into_iter().chain(before.iter().map(|site| Some(site.name.as_str()))))
    };
    let found: Vec<Stored> = all.iter().filter(|stored| finds(stored)).cloned().collect();
    let total = u32::try_from(found.len()).ok();
    let (found, next) = page.cut(found, |stored| place(&stored.site, page.order()));
    let similar = similar(&all, &found);
    let counts = counts(&app, &mut read, &reach, &found).await?;
    drop(read);
    let known = Known { counts, former, similar };
    let items = found.into_iter().map(|stored| known.summary(stored)).collect();
    let list = SiteList { items, next, total };
    Ok(Answer::of(&list)?.next_page(path::SITES, &query, list.next.as_deref()).found(&headers))
}

/// One site. Its tag is its version.
#[utoipa::path(get, path = "/v1/sites/{id}", operation_id = "readSite", tag = "install base",
    params(
        ("id" = String, Path, description = "Id of the site, or of one that was joined with it"),
        ("account" = Option<String>, Query, description = "The account, for people with several"),
    ),
    responses(
        (status = 200, body = SiteDetail, headers(("ETag" = String))), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    // There is no 304 here: how many units there are, and their cover today, change without its version.
    Ok(present(&app, &visitor, &mut read, &reach, &id).await?.with(StatusCode::OK))
}

/// The names that sites had before they were joined; a reseller sees sites by its own units only, and not what they were.
async fn former<'a>(
    conn: &mut Connection,
    visitor: &Visitor,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, Vec<SiteRef>>, Refusal> {
    if Sees::of(visitor) == Sees::Units {
        return Ok(HashMap::new());
    }
    Ok(sites::former(conn, ids).await?)
}

/// The answer that shows a site, alike when it is read and after it was made, kept or joined; 404 when there is none.
pub(super) async fn present(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
    id: &str,
) -> Result<Answer, Refusal> {
    let stored = sites::one(conn, reach, id).await?.ok_or_else(Refusal::not_found)?;
    let (id, sees) = (stored.site.id.clone(), Sees::of(visitor));
    let mut detail = SiteDetail {
        zones: app.zones.on_wire(stored.site.zone.as_deref(), app.clock.now()),
        access: stored.access.clone().filter(|_| sees == Sees::Everything),
        people: Vec::new().into(),
        changes: Vec::new(),
        summary: {
            let all = sites::all(conn, &reach.clone().only(stored.account.id.clone())).await?;
            let counts = counts(app, conn, reach, std::slice::from_ref(&stored)).await?;
            let former = former(conn, visitor, [id.as_str()]).await?;
            let similar = similar(&all, std::slice::from_ref(&stored));
            Known { counts, former, similar }.summary(stored)
        },
    };
    if sees != Sees::Units {
        detail.people = sites::people(conn, &id).await?.into_iter().map(SitePerson::from).collect();
        detail.changes = changes::list(conn, &id, LINES).await?;
    }
    if sees == Sees::Names {
        detail.people.iter_mut().for_each(|person| person.phone.clear());
        detail.changes.iter_mut().for_each(withhold);
    }
    let version = detail.summary.version;
    Ok(Answer::of(&detail)?.version(version))
}

/// How much of a site somebody sees beside its address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sees {
    /// All of it
    Everything,
    /// Who is there, by name
    Names,
    /// The units alone
    Units,
}

impl Sees {
    fn of(visitor: &Visitor) -> Self {
        match visitor.me.role.known() {
            Some(Role::Reseller) | None => Self::Units,
            Some(Role::Viewer) => Self::Names,
            Some(_) => Self::Everything,
        }
    }
}

/// That something was changed is no secret; numbers and ways in are.
fn withhold(change: &mut SiteChange) {
    if matches!(change.kind, SiteChangeKind::Access | SiteChangeKind::People | SiteChangeKind::Joined) {
        (change.old, change.new) = (None, None);
    }
}

/// What sites are known by.
fn names(site: &Site) -> [Option<&str>; 5] {
    [
        Some(&site.name),
        site.street.as_deref(),
        site.postal_code.as_deref(),
        site.city.as_deref(),
        site.country.as_deref(),
    ]
}

fn place(site: &Site, order: &str) -> Place {
    let name = site.name.to_lowercase();
    let key = match order {
        "country" => site.country.as_deref().map(|country| format!("{country} {name}")),
        _ => Some(name),
    };
    Place { key, id: site.id.clone() }
}

/// Sites of the same account that are likely the same place as these, by id; of many alike the first.
fn similar(all: &[Stored], wanted: &[Stored]) -> HashMap<String, Vec<SiteRef>> {
    let mut by_likeness: HashMap<(&str, String), Vec<&Site>> = HashMap::new();
    for stored in all {
        for likeness in stored.site.place().likeness() {
            by_likeness.entry((&stored.account.id, likeness)).or_default().push(&stored.site);
        }
    }
    let alike = |stored: &Stored| {
        let place = stored.site.place();
        let likeness = place.likeness();
        let alike =
            likeness.into_iter().filter_map(|likeness| by_likeness.get(&(&stored.account.id, likeness)));
        let others: BTreeSet<(&str, &str)> = alike
            .flatten()
            .filter(|other| other.id != stored.site.id)
            .map(|other| (other.name.as_str(), other.id.as_str()))
            .collect();
        let refs = others.into_iter().take(SIMILAR_MAX);
        refs.map(|(name, id)| SiteRef { id: id.to_owned(), name: name.to_owned() }).collect()
    };
    wanted.iter().map(|stored| (stored.site.id.clone(), alike(stored))).collect()
}

/// Units of these sites that the caller sees, counted, with their cover today.
async fn counts(
    app: &App,
    conn: &mut Connection,
    reach: &Reach,
    wanted: &[Stored],
) -> Result<HashMap<String, (u32, CoverCounts)>, Refusal> {
    let wanted = wanted.iter().map(|stored| stored.site.id.as_str());
    let mut found = units::at_sites(conn, reach, wanted).await?;
    unit_filter::decide(app, conn, &mut found, None).await?;
    let mut counts: HashMap<String, (u32, CoverCounts)> = HashMap::new();
    for unit in found.iter().map(|stored| &stored.unit) {
        let Some(site) = unit.site() else { continue };
        let (units, cover) = counts.entry(site.id.clone()).or_default();
        *units += 1;
        *match unit.cover.as_ref().map(|cover| &cover.answer) {
            Some(CoverAnswer::AdvancedCarePlus) => &mut cover.advanced_care_plus,
            Some(CoverAnswer::JuniperCareOnly) => &mut cover.juniper_care_only,
            Some(CoverAnswer::NoCoverFound) => &mut cover.no_cover_found,
            _ => &mut cover.cannot_tell,
        } += 1;
    }
    Ok(counts)
}

/// What is known beside the sites themselves, by their ids.
struct Known {
    counts: HashMap<String, (u32, CoverCounts)>,
    former: HashMap<String, Vec<SiteRef>>,
    similar: HashMap<String, Vec<SiteRef>>,
}

impl Known {
    fn summary(&self, stored: Stored) -> SiteSummary {
        let id = stored.site.id.as_str();
        let (units, cover) = self.counts.get(id).copied().unwrap_or_default();
        let list = |of: &HashMap<String, Vec<SiteRef>>| of.get(id).cloned().unwrap_or_default();
        SiteSummary {
            units: Some(units),
            cover,
            similar: list(&self.similar),
            former: list(&self.former),
            account: stored.account,
            version: stored.version,
            site: stored.site,
        }
    }
}
