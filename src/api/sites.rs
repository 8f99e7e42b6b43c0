//! Installation sites.

use gloo_net::http::Method;
use wire::{
    path::{self, query},
    site::{MergeSite, SaveSite, SiteDetail, SiteList, ZoneNames},
    unit::UnitList,
};

use super::{Failure, IdempotencyKey, Reading, request};

/// A page of sites; of one of several accounts when that is not empty.
pub fn list(q: &str, account: &str, cursor: &str, limit: &str) -> Reading<SiteList> {
    let query = query(&[("q", q), ("account", account), ("cursor", cursor), ("limit", limit)]);
    Reading::new(format!("{}{query}", path::SITES))
}

/// One site, or the one that it was joined with; with its entity tag.
pub fn one(id: &str) -> Reading<(SiteDetail, String)> {
    Reading::with_etag(path::site(id))
}

/// The first units that stand there.
pub fn units(id: &str) -> Reading<UnitList> {
    Reading::new(format!("{}{}", path::UNITS, query(&[("site", id), ("limit", "50")])))
}

/// The names of all time zones.
pub fn zones() -> Reading<ZoneNames> {
    Reading::new(path::ZONES)
}

/// Makes a site. Repeated with the same key it makes one.
pub async fn make(wish: &SaveSite, key: &IdempotencyKey) -> Result<SiteDetail, Failure> {
    request::post(path::SITES, wish, key).await.map(|answer| answer.body)
}

/// Keeps a site as it is said to be, on what was seen.
pub async fn save(id: &str, wish: &SaveSite, etag: &str) -> Result<(), Failure> {
    request::on_version(Method::PUT, &path::site(id), wish, etag).await
}

/// Joins a site with another one; repeated it is still so.
pub async fn join(id: &str, wish: &MergeSite, etag: &str) -> Result<(), Failure> {
    request::on_version(Method::POST, &path::merge_site(id), wish, etag).await
}
