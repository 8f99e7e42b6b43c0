//! `GET /v1/meta`: what this API is, what it can, and the dated data that decisions rest on.

use crate::{account::Role, answer, json::Counted};
use chrono::{DateTime, NaiveDate, Utc};
use rules::{
    country::{Country, CountryList},
    response,
};
use serde::Serialize;

answer! {
    /// What this API is and can.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Meta {
        /// Version of this contract, a date.
        pub api_version: String,
        /// The server's clock.
        pub server_now: DateTime<Utc>,
        /// Names this installation; part of the cookie's name.
        pub instance: String,
        /// Response targets in force.
        pub targets: Targets,
        /// What the priorities mean: wording of this installation, with its source.
        pub priorities [default]: Vec<PriorityWording>,
        /// Countries in which the service is not available.
        pub countries: ExcludedCountries,
        /// Minutes after which a caller is asked "did you get through?".
        pub ask_again_after_minutes [default]: u32,
        /// Present on a server with demonstration data only.
        #[serde(default)]
        pub demonstration: Option<Demonstration>,
    }
}

answer! {
    /// The table of response targets.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Targets {
        /// Which table; a case keeps the one valid at its creation.
        pub version: String,
        /// Minutes for Priority 1 to 4.
        #[cfg_attr(feature = "openapi", schema(min_items = 4, max_items = 4))]
        pub minutes: [u32; 4],
        /// The hours in which those of Priority 3 and 4 are counted, with their zone; by the clock when there are none:
        /// `Mon-Fri 08:00-17:00 Europe/Berlin`
        #[serde(default)]
        pub business_hours: Option<String>,
    }
}

impl From<&Targets> for response::TargetTable {
    fn from(targets: &Targets) -> Self {
        Self {
            version: targets.version.clone(),
            minutes: targets.minutes,
            business_hours: targets.business_hours.clone(),
        }
    }
}

answer! {
    /// What a priority means.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PriorityWording {
        /// 1 to 4.
        pub priority: u8,
        /// "Critical"
        pub name: String,
        /// One sentence.
        pub meaning: String,
        /// Examples from a network.
        pub examples [default]: Vec<String>,
        /// Where the wording comes from.
        pub source: String,
    }
}

answer! {
    /// Countries in which the service is not available (R-073).
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ExcludedCountries {
        /// Where the list comes from.
        pub source: String,
        /// When it was last compared with it.
        pub checked_on: NaiveDate,
        /// Two-letter codes.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        pub codes: Counted<String>,
    }
}

impl From<&ExcludedCountries> for CountryList {
    fn from(list: &ExcludedCountries) -> Self {
        let excluded: Vec<Country> = list.codes.iter().filter_map(|code| Country::parse(code)).collect();
        let unread = excluded.len() < list.codes.all();
        Self { source: list.source.clone(), checked_on: list.checked_on, excluded, unread }
    }
}

answer! {
    /// A server that shows invented data on loopback only.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Demonstration {
        /// Says so.
        pub notice: String,
        /// Whom one can sign in as.
        pub people: Vec<DemonstrationPerson>,
    }
}

answer! {
    /// Somebody to sign in as.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct DemonstrationPerson {
        /// Name.
        pub name: String,
        /// E-mail address.
        pub email: String,
        /// Password, known to everybody on this machine.
        pub password: String,
        /// Role.
        pub role: Role,
        /// Account.
        pub account: String,
        /// What this person is good for seeing.
        pub about: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_that_cannot_be_read_may_be_any() {
        let list = |codes: &str| {
            let text = format!(r#"{{"source":"somebody","checked_on":"2026-11-01","codes":[{codes}]}}"#);
            let list = CountryList::from(&crate::json::read::<ExcludedCountries>(&text).unwrap());
            (list.excluded.len(), list.unread)
        };
        assert_eq!(list(r#""SD","CU""#), (2, false));
        assert_eq!(list(r#""SD",7"#), (1, true));
        assert_eq!(list(r#""SD","Cuba""#), (1, true));
        assert_eq!(list(""), (0, false));
    }
}
