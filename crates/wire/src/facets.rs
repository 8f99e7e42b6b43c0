//! What a list can be narrowed to: the values that there are, with how many of the list have each.

use crate::answer;
use serde::Serialize;

/// In a filter: those that have none.
pub const NONE: &str = "none";

answer! {
    /// `GET /v1/units/facets`, `GET /v1/cases/facets`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Facets {
        /// How many units, or cases, there are.
        pub total: u32,
        /// One for each filter that has values.
        pub filters: Vec<Filter>,
    }
}

answer! {
    /// One filter of the list.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Filter {
        /// Its parameter. Of units: `family`, `model`, `site`, `contract`, `answer`, `condition`, `release`, `country`, `usage`; of
        /// cases: `site`, `contract`.
        pub name: String,
        /// Its values, as people look for them.
        pub values: Vec<FilterValue>,
    }
}

answer! {
    /// One value.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FilterValue {
        /// As the parameter takes it; `none` for those that have none.
        pub value: String,
        /// For people, where it differs.
        #[serde(default)]
        pub name: Option<String>,
        /// How many have it.
        pub count: u32,
    }
}

answer! {
    /// Of any list, how many are on all its pages.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Total {
        /// If the API counts them.
        #[serde(default)]
        pub total: Option<u32>,
    }
}

impl Facets {
    /// The values of a filter.
    #[must_use]
    pub fn of(&self, name: &str) -> &[FilterValue] {
        self.filters.iter().find(|filter| filter.name == name).map_or(&[], |filter| &filter.values)
    }
}

impl FilterValue {
    /// For people.
    #[must_use]
    pub fn words(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.value)
    }
}
