//! The request that opens a case, and its way to the draft that `rules` checks. It is read strictly: a member that
//! nobody knows is refused, so that nobody believes to have set a target or a due time. Whether the report is complete
//! is not asked here.

use super::{Channel, ContactWay, Unlisted};
use crate::json;
use chrono::{DateTime, Utc};
use rules::{
    case_draft::{ContactWish, Draft, Outage, PhonePageChoice, Since, Subject},
    problem::Exclusion,
    response::Priority,
};
use serde::{Deserialize, Serialize};

/// `POST /v1/cases`
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenCase {
    /// 1 to 4.
    #[serde(default)]
    pub priority: Option<u8>,
    /// Reference of the unit; or `unlisted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Host name and site of a unit that was not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<Unlisted>,
    /// References of further units with the same symptom, at most 49; each of them finds the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_units: Vec<String>,
    /// One line, at most 250 characters.
    #[serde(default)]
    pub synopsis: String,
    /// At most 15,000 characters; for Priority 1 it may be empty.
    #[serde(default)]
    pub description: String,
    /// Software release; for Priority 1 it may be empty.
    #[serde(default)]
    pub software_version: String,
    /// Whether the network is out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_outage: Option<bool>,
    /// The End User's own number.
    #[serde(default)]
    pub own_reference: String,
    /// Id of the contact to speak with: a named representative, a certified expert, or the person's own. The person who
    /// opens the case when it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// How; the number or address tells it when it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_by: Option<ContactWay>,
    /// Telephone number or e-mail address, at most 100 characters. When it is empty, what is known of the person:
    /// by the way that is given, else the telephone number, and the e-mail address where there is none; the app shows it so before
    /// the case is sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_at: String,
    /// When the contact can be reached, in own words; at most 200 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_when: String,
    /// Since when: RFC 3339 with offset. Text, so that a naive time stamp gets its own message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Names of declared exclusions.
    #[serde(default)]
    pub exclusions: Vec<String>,
    /// What was chosen on the phone page: `open_on_web`. Needed for Priority 1 on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_page: Option<PhonePage>,
    /// The call note that this case comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_note: Option<String>,
    /// The question to the advisor that this case comes from; it is closed by the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Vendor's side only: the account for which the case is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// Vendor's side only: id of the person of that account for whom it is opened, as `/v1/people` gives it. Who made the
    /// call note, when there is one and nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_for: Option<String>,
    /// Vendor's side only: `phone` for a case that was reported by telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Vendor's side only: when the call came in; not later than now (B-5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<DateTime<Utc>>,
}

/// What was chosen on the phone page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PhonePage {
    /// Open it on the web, at the Priority 2 target.
    OpenOnWeb,
}

/// An exclusion that nobody knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownExclusion(pub String);

impl OpenCase {
    /// The draft that the rules check. A phone call has passed the phone by itself.
    ///
    /// # Errors
    /// An exclusion that nobody knows.
    pub fn draft(&self) -> Result<Draft, UnknownExclusion> {
        let exclusions = self
            .exclusions
            .iter()
            .map(|code| Exclusion::from_code(code).ok_or_else(|| UnknownExclusion(code.clone())))
            .collect::<Result<_, _>>()?;
        let by_phone = self.channel == Some(Channel::Phone);
        Ok(Draft {
            priority: self.priority.and_then(Priority::from_number),
            subject: match &self.unlisted {
                Some(unlisted) => {
                    Subject::Unlisted { host_name: unlisted.host_name.clone(), site: unlisted.site.clone() }
                }
                None => Subject::Unit(self.unit.clone().unwrap_or_default()),
            },
            further_units: self.further_units.clone(),
            synopsis: self.synopsis.clone(),
            description: self.description.clone(),
            software_version: self.software_version.clone(),
            network_outage: self.network_outage.map(|out| if out { Outage::Yes } else { Outage::No }),
            own_reference: self.own_reference.clone(),
            contact: ContactWish {
                way: self.contact_by.as_ref().and_then(ContactWay::known),
                at: self.contact_at.clone(),
                when: self.contact_when.clone(),
            },
            since: match self.since.as_deref().map(str::trim) {
                None | Some("") => Since::NotGiven,
                Some(text) => json::instant(text).map_or(Since::Unreadable, Since::At),
            },
            exclusions,
            phone_page: (self.phone_page.is_some() || by_phone).then_some(PhonePageChoice::OpenOnWeb),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_naive_time_stamp_is_unreadable() {
        let since = |text: &str| {
            OpenCase { since: Some(text.to_owned()), ..OpenCase::default() }.draft().unwrap().since
        };
        assert_eq!(since("2026-11-24T10:00:00"), Since::Unreadable);
        assert_eq!(since("2026-11-24 10:00"), Since::Unreadable);
        assert_eq!(since("2026-11-24T10:00:00+05:30"), Since::At("2026-11-24T04:30:00Z".parse().unwrap()));
        assert_eq!(since(" "), Since::NotGiven);
    }

    #[test]
    fn unknown_members_of_a_request_are_refused() {
        assert!(serde_json::from_str::<OpenCase>(r#"{"due_at":"2026-11-24T10:00:00Z"}"#).is_err());
        assert!(serde_json::from_str::<OpenCase>("{}").is_ok());
    }
}
