//! Saved views: what a list was narrowed to, under a name. They belong to a person, who may share them with the account.

use crate::answer;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/views?page=units`, `GET /v1/views?page=cases`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ViewList {
        /// One's own and those that others of the account share, by name.
        pub items: Vec<SavedView>,
    }
}

answer! {
    /// One view.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SavedView {
        /// Opaque id.
        pub id: String,
        /// The list: `units`, `cases`.
        pub page: String,
        /// Name.
        pub name: String,
        /// What stands behind the `?` of the app's address.
        pub query [default]: String,
        /// Everybody of the account sees it.
        pub shared [default]: bool,
        /// It is the asking person's own.
        pub own [default]: bool,
        /// Whose it is.
        pub by [default]: String,
        /// The asking person's list begins with it.
        pub default [default]: bool,
        /// Its version, for `If-Match`.
        pub version [default]: u32,
    }
}

/// `POST /v1/views`, with `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveView {
    /// The list: `units`, `cases`.
    pub page: String,
    /// Name, 1 to 60 characters.
    pub name: String,
    /// What stands behind the `?` of the app's address, at most 1,000 characters.
    #[serde(default)]
    pub query: String,
    /// Everybody of the account sees it.
    #[serde(default)]
    pub shared: bool,
    /// The own list begins with it; at most one does.
    #[serde(default)]
    pub default: bool,
}

/// `PUT /v1/views/{id}`, with `If-Match`: the view as it should be afterwards. Who sees a view of somebody else changes nothing
/// but whether the own list begins with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewContent {
    /// Name, 1 to 60 characters.
    pub name: String,
    /// What stands behind the `?` of the app's address, at most 1,000 characters.
    #[serde(default)]
    pub query: String,
    /// Everybody of the account sees it.
    #[serde(default)]
    pub shared: bool,
    /// The own list begins with it; at most one does.
    #[serde(default)]
    pub default: bool,
}
