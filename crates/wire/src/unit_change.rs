//! Changes of units that are registered already: use, site, host name and release, for one unit or for many at once, and
//! what becomes of each. Whether a change is taken is `rules::unit_change`'s to say; nothing is decided here.

use crate::{answer, cover::Cover, open_enum::open_enum, site::SaveSite, unit::Usage};
use serde::{Deserialize, Deserializer, Serialize};

/// `POST /v1/units/changes`, with `Idempotency-Key`, and `POST /v1/units/changes/check`, which only tells what would become
/// of each unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeUnits {
    /// The account, for people with several; their own when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// 1 to 1,000 units.
    pub units: Vec<UnitSeen>,
    /// What is changed.
    pub change: UnitChange,
    /// Why, in one line of at most 300 characters; it stands in the history of each unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A unit as it was seen.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitSeen {
    /// Serial number, or software reference number.
    pub reference: String,
    /// The version that was seen: another one now is a conflict. Left out, the unit is changed as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// What is changed: at least one of these. What is left out stays.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitChange {
    /// In use or not; `decommissioned` retires it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
    /// Id of a site of the account; `null` for none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub site_id: Option<Option<String>>,
    /// A site that is not there yet, instead of `site_id`: it is made together with the move, and only if a unit goes there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_site: Option<SaveSite>,
    /// Host name, for one unit only; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_name: Option<String>,
    /// Software release that runs on it. Who may only record releases changes nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

impl UnitChange {
    /// Is nothing asked for?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Is something changed that only who edits units may change?
    #[must_use]
    pub fn edits(&self) -> bool {
        self.usage.is_some() || self.site_id.is_some() || self.new_site.is_some() || self.host_name.is_some()
    }
}

/// `null` is a value of its own: "no site".
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

open_enum! {
    /// What becomes of a unit.
    UnitOutcome {
        /// It is changed.
        Changed = "changed",
        /// It stands like that already.
        Unchanged = "unchanged",
        /// It can't be changed like that.
        Refused = "refused",
        /// Somebody else changed it in the meantime.
        Conflict = "conflict",
    }
}

answer! {
    /// What became of the units, or would become of them.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ChangedUnits {
        /// One for each unit, in the order of the request.
        pub items: Vec<ChangedUnit>,
    }
}

answer! {
    /// What becomes of one unit.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ChangedUnit {
        /// As it was sent.
        pub reference: String,
        /// What becomes of it.
        pub outcome: UnitOutcome,
        /// For a refusal: a stable name of its reason, such as `unknown_unit`, `unknown_site`, `country_excluded`.
        #[serde(default)]
        pub code: Option<String>,
        /// That in words; empty where there is nothing to say.
        pub detail [default]: String,
        /// Its version after the change, or as it stands now.
        #[serde(default)]
        pub version: Option<u32>,
        /// What stands differently afterwards.
        pub changes [default]: Vec<FieldChange>,
        /// Its cover today, when it was only asked what would become of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover_before: Option<Cover>,
        /// What its cover would be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover_after: Option<Cover>,
    }
}

answer! {
    /// One value before and after, in words for people.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FieldChange {
        /// `usage`, `site`, `host_name`, `release`
        pub kind: String,
        /// How it stands before; nothing when it was not known.
        #[serde(default)]
        pub old: Option<String>,
        /// How it stands after.
        #[serde(default)]
        pub new: Option<String>,
    }
}

impl ChangedUnits {
    /// How many have that outcome.
    #[must_use]
    pub fn count(&self, outcome: &UnitOutcome) -> u32 {
        u32::try_from(self.items.iter().filter(|item| item.outcome == *outcome).count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_site_is_not_the_same_as_the_site_that_there_is() {
        let read = |text: &str| serde_json::from_str::<UnitChange>(text).unwrap().site_id;
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"site_id":null}"#), Some(None));
        assert_eq!(read(r#"{"site_id":"s1"}"#), Some(Some("s1".to_owned())));
        let none = UnitChange { site_id: Some(None), ..UnitChange::default() };
        assert_eq!(serde_json::to_string(&none).unwrap(), r#"{"site_id":null}"#);
    }
}
