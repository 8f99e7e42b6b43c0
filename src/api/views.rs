//! Saved views of lists.

use gloo_net::http::Method;
use wire::{
    path::{self, query},
    saved_view::{SaveView, SavedView, ViewContent, ViewList},
};

use super::{Failure, IdempotencyKey, Reading, request};

/// The views of a list.
pub fn list(page: &str) -> Reading<ViewList> {
    Reading::new(format!("{}{}", path::VIEWS, query(&[("page", page)])))
}

/// Saves a view.
pub async fn save(view: &SaveView, key: &IdempotencyKey) -> Result<(), Failure> {
    request::post::<SavedView>(path::VIEWS, view, key).await.map(drop)
}

/// Puts a view right that was seen.
pub async fn change(seen: &SavedView, content: &ViewContent) -> Result<(), Failure> {
    let etag = format!("\"{}\"", seen.version);
    request::on_version(Method::PUT, &path::view(&seen.id), content, &etag).await
}

/// Takes a view away.
pub async fn delete(id: &str) -> Result<(), Failure> {
    request::delete(&path::view(id)).await
}
