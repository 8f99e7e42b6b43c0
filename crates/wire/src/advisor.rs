//! The Technical Services Advisor of an account, and the stand-in.

use crate::{BadData, answer, open_enum::open_enum, zone::ZoneRules};
use chrono::NaiveDate;
use rules::advisor;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/advisor`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AdvisorOfAccount {
        /// The named advisor; absent when none is assigned.
        #[serde(default)]
        pub advisor: Option<Advisor>,
        /// Who answers during the advisor's leave.
        #[serde(default)]
        pub stand_in: Option<Advisor>,
        /// Whether certified experts outside the two to six work with the advisor too (B-13).
        pub experts_work_with_advisor [default]: bool,
    }
}

/// `PATCH /v1/advisor`, with `If-Match`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeAdvisor {
    /// Whether certified experts outside the two to six work with the advisor too.
    pub experts_work_with_advisor: bool,
}

answer! {
    /// One advisor.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Advisor {
        /// Name.
        pub name: String,
        /// E-mail address.
        #[serde(default)]
        pub email: Option<String>,
        /// Telephone number.
        #[serde(default)]
        pub phone: Option<String>,
        /// Region; it sets the hours.
        pub region: Region,
        /// The advisor's own zone.
        pub zone: ZoneRules,
        /// Juniper observed holidays there.
        pub holidays [default]: Vec<NaiveDate>,
        /// Leave, first and last day inclusive.
        pub leave [default]: Vec<(NaiveDate, NaiveDate)>,
    }
}

open_enum! {
    /// A region of the service.
    Region {
        /// AMERICAS
        Americas = "AMERICAS",
        /// EMEA
        Emea = "EMEA",
        /// APAC
        Apac = "APAC",
    }
}

impl TryFrom<&Advisor> for advisor::Schedule {
    type Error = BadData;

    fn try_from(advisor: &Advisor) -> Result<Self, BadData> {
        let region = match &advisor.region {
            Region::Americas => advisor::Region::Americas,
            Region::Emea => advisor::Region::Emea,
            Region::Apac => advisor::Region::Apac,
            Region::Unknown(name) => return Err(BadData { field: "region", value: name.clone() }),
        };
        Ok(Self {
            region,
            zone: (&advisor.zone).try_into()?,
            holidays: advisor.holidays.clone(),
            leave: advisor.leave.clone(),
        })
    }
}
