//! What the list of units can be narrowed to: the values that there are, with how many units have each.

use crate::answer;
use serde::Serialize;

/// In a filter: units that have none.
pub const NONE: &str = "none";

answer! {
    /// `GET /v1/units/facets`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitFacets {
        /// How many units there are.
        pub total: u32,
        /// One for each filter that has values.
        pub filters: Vec<UnitFilter>,
    }
}

answer! {
    /// One filter of the list.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitFilter {
        /// Its parameter: `family`, `model`, `site`, `contract`, `answer`, `condition`, `release`, `country`, `usage`.
        pub name: String,
        /// Its values, those of most use first as people look for them.
        pub values: Vec<FilterValue>,
    }
}

answer! {
    /// One value.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FilterValue {
        /// As the parameter takes it; `none` for units that have none.
        pub value: String,
        /// For people, where it differs.
        #[serde(default)]
        pub name: Option<String>,
        /// How many units.
        pub units: u32,
    }
}

impl UnitFacets {
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
