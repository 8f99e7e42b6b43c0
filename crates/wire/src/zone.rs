//! Time zones as the API sends them: name, offset before the first transition, transitions.

use crate::{BadData, answer, json::Counted};
use serde::Serialize;

answer! {
    /// One zone over the years that matter.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ZoneRules {
        /// IANA name.
        pub name: String,
        /// Seconds east of UTC before the first transition.
        pub initial_offset: i32,
        /// Ascending pairs: seconds since 1970-01-01T00:00:00Z, and seconds east of UTC from then on.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<(i64, i32)>))]
        pub transitions: Counted<(i64, i32)>,
    }
}

impl TryFrom<&ZoneRules> for rules::zone::ZoneRules {
    type Error = BadData;

    fn try_from(zone: &ZoneRules) -> Result<Self, BadData> {
        // Without one of its transitions a zone is another zone.
        BadData::unless_whole("transitions", &zone.transitions)?;
        let transitions =
            zone.transitions.iter().map(|&(at, offset)| rules::zone::Transition { at, offset }).collect();
        Self::new(&zone.name, zone.initial_offset, transitions)
            .map_err(|problem| BadData { field: "zone", value: format!("{}: {problem}", zone.name) })
    }
}

impl From<&rules::zone::ZoneRules> for ZoneRules {
    fn from(zone: &rules::zone::ZoneRules) -> Self {
        Self {
            name: zone.name().to_owned(),
            initial_offset: zone.initial_offset(),
            transitions: zone.transitions().iter().map(|t| (t.at, t.offset)).collect(),
        }
    }
}
