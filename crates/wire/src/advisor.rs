//! The Technical Services Advisor of an account, and the stand-in.

use crate::{BadData, answer, json::Counted, open_enum::open_enum, zone::ZoneRules};
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
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<NaiveDate>))]
        pub holidays [default]: Counted<NaiveDate>,
        /// Leave, first and last day inclusive.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<(NaiveDate, NaiveDate)>))]
        pub leave [default]: Counted<(NaiveDate, NaiveDate)>,
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
        BadData::unless_whole("holidays", &advisor.holidays)?;
        BadData::unless_whole("leave", &advisor.leave)?;
        Ok(Self {
            region,
            zone: (&advisor.zone).try_into()?,
            holidays: advisor.holidays.to_vec(),
            leave: advisor.leave.to_vec(),
        })
    }
}

impl AdvisorOfAccount {
    /// The times of the advisor, and of who stands in: who is there on a day rests on both.
    ///
    /// # Errors
    /// When one of them can't be read.
    pub fn schedules(&self) -> Result<Option<(advisor::Schedule, Option<advisor::Schedule>)>, BadData> {
        let schedule =
            |advisor: &Option<Advisor>| advisor.as_ref().map(advisor::Schedule::try_from).transpose();
        let (own, stand_in) = (schedule(&self.advisor)?, schedule(&self.stand_in)?);
        Ok(own.map(|own| (own, stand_in)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    const DAY: &str = r#""2026-12-25""#;
    const LEAVE: &str = r#"["2026-12-01","2026-12-05"]"#;
    const TURN: &str = "[1774746000,7200]";

    /// An advisor of whom one entry of each list is that.
    fn advisor(holiday: &str, leave: &str, transition: &str) -> String {
        format!(
            r#"{{"name":"Ines","region":"EMEA","holidays":[{holiday}],"leave":[{leave}],
            "zone":{{"name":"Europe/Berlin","initial_offset":3600,"transitions":[{transition}]}}}}"#
        )
    }

    fn of_account(own: &str, stand_in: &str) -> AdvisorOfAccount {
        read(&format!(r#"{{"advisor":{own},"stand_in":{stand_in}}}"#)).unwrap()
    }

    #[test]
    fn who_is_there_is_not_told_by_a_list_that_is_not_whole() {
        let whole = advisor(DAY, LEAVE, TURN);
        let (own, stand_in) = of_account(&whole, &whole).schedules().unwrap().unwrap();
        assert_eq!((own.holidays.len(), own.leave.len(), own.zone.transitions().len()), (1, 1, 1));
        assert!(stand_in.is_some());
        for (field, part) in [
            ("holidays", advisor("7", LEAVE, TURN)),
            ("leave", advisor(DAY, r#"["2026-12-01"]"#, TURN)),
            ("transitions", advisor(DAY, LEAVE, r#"["soon",7200]"#)),
        ] {
            // The person is known all the same.
            assert_eq!(of_account(&part, "null").advisor.unwrap().name, "Ines");
            for (own, stand_in) in [(&part, &whole), (&whole, &part)] {
                assert_eq!(of_account(own, stand_in).schedules().unwrap_err().field, field);
            }
        }
        assert_eq!(of_account("null", "null").schedules(), Ok(None));
    }
}
