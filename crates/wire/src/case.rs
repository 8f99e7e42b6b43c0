//! Tech Cases: opening, reading, listing.

use crate::{account::AccountRef, answer, cover::Cover, open_enum::open_enum, zone::ZoneRules};
use chrono::{DateTime, Utc};
use rules::{
    case_draft::{Draft, Outage, PhonePageChoice, Since, Subject},
    problem::Exclusion,
    response::{self, Priority, ResponseTarget},
};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/cases`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseList {
        /// This page.
        pub items: Vec<CaseSummary>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// A case in a list.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseSummary {
        /// Case number.
        pub number: String,
        /// The End User.
        pub account: AccountRef,
        /// 1 to 4.
        pub priority: u8,
        /// How it was opened.
        pub channel: Channel,
        /// Where it stands.
        pub status: CaseStatus,
        /// Whose turn it is.
        pub waiting_on: WaitingOn,
        /// One line.
        pub synopsis: String,
        /// Host name, else reference of the unit, as people know it.
        #[serde(default)]
        pub unit_title: Option<String>,
        /// When it was created.
        pub created_at: DateTime<Utc>,
        /// When the first response is due.
        pub due_at: DateTime<Utc>,
        /// When an engineer first made contact.
        #[serde(default)]
        pub first_contact_at: Option<DateTime<Utc>>,
        /// Changes with every change.
        #[serde(default)]
        pub version: u32,
    }
}

answer! {
    /// `GET /v1/cases/{number}`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Case {
        /// Case number.
        pub number: String,
        /// The End User.
        pub account: AccountRef,
        /// 1 to 4. It stays what it was, whatever the target.
        pub priority: u8,
        /// How it was opened.
        pub channel: Channel,
        /// What the target rests on.
        pub target: Target,
        /// When the first response is due.
        pub due_at: DateTime<Utc>,
        /// Where it stands.
        pub status: CaseStatus,
        /// Whose turn it is.
        pub waiting_on: WaitingOn,
        /// One line.
        pub synopsis: String,
        /// All of it.
        pub description: String,
        /// The unit, when it is known.
        #[serde(default)]
        pub unit: Option<CaseUnit>,
        /// Host name and site of a unit that was not found; "to be checked".
        #[serde(default)]
        pub unlisted: Option<Unlisted>,
        /// The cover of the unit when the case was opened.
        #[serde(default)]
        pub cover_at_opening: Option<Cover>,
        /// Software release.
        #[serde(default)]
        pub software_version: Option<String>,
        /// Whether the network is out.
        #[serde(default)]
        pub network_outage: Option<bool>,
        /// The End User's own number.
        #[serde(default)]
        pub own_reference: Option<String>,
        /// Since when.
        #[serde(default)]
        pub since: Option<DateTime<Utc>>,
        /// What was declared as excluded, by name.
        #[serde(default)]
        pub exclusions: Vec<String>,
        /// Who opened it.
        pub opened_by: String,
        /// True when the vendor's side opened it for the account.
        #[serde(default)]
        pub on_behalf: bool,
        /// Whether it went to Expert to Expert, and on which basis.
        #[serde(default)]
        pub expert_to_expert: Option<ExpertBasis>,
        /// When it was created.
        pub created_at: DateTime<Utc>,
        /// The contact that ended the response time.
        #[serde(default)]
        pub first_contact: Option<FirstContact>,
        /// What happened, oldest first.
        #[serde(default)]
        pub events: Vec<CaseEvent>,
        /// The call note that led to it.
        #[serde(default)]
        pub call_note: Option<String>,
        /// The zone of the unit's site.
        #[serde(default)]
        pub zones: Vec<ZoneRules>,
        /// Changes with every change.
        #[serde(default)]
        pub version: u32,
    }
}

answer! {
    /// Priority, channel, basis and value are four separate facts of a case; these are the last two.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Target {
        /// Minutes.
        pub minutes: u32,
        /// The row of the table that was used, 1 to 4.
        pub row: u8,
        /// The table's version.
        pub table: String,
    }
}

impl From<&ResponseTarget> for Target {
    fn from(target: &ResponseTarget) -> Self {
        Self { minutes: target.minutes, row: target.row.number(), table: target.table.clone() }
    }
}

impl Case {
    /// The target with its basis, as the rules explain it; `None` when a priority is none of the four.
    #[must_use]
    pub fn response_target(&self) -> Option<ResponseTarget> {
        Some(ResponseTarget {
            minutes: self.target.minutes,
            priority: Priority::from_number(self.priority)?,
            row: Priority::from_number(self.target.row)?,
            channel: (&self.channel).into(),
            table: self.target.table.clone(),
        })
    }
}

answer! {
    /// The unit of a case as it stands today.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseUnit {
        /// Reference.
        pub reference: String,
        /// Host name.
        #[serde(default)]
        pub host_name: Option<String>,
        /// Product number.
        pub model: String,
        /// Name of the site.
        #[serde(default)]
        pub site: Option<String>,
        /// Zone of the site.
        #[serde(default)]
        pub zone: Option<String>,
    }
}

/// A unit that was not found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unlisted {
    /// Host name.
    pub host_name: String,
    /// Site, in the person's words.
    pub site: String,
}

impl crate::json::FromJson for Unlisted {
    fn read(value: serde_json::Value, faults: &mut crate::json::Faults) -> Self {
        let mut members = crate::json::members(value, faults);
        Self {
            host_name: crate::json::take(&mut members, "host_name", faults),
            site: crate::json::take(&mut members, "site", faults),
        }
    }
}

answer! {
    /// The contact that ended the response time.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FirstContact {
        /// When.
        pub at: DateTime<Utc>,
        /// By phone or e-mail.
        pub kind: EventKind,
        /// Who.
        pub name: String,
    }
}

answer! {
    /// Something that happened to a case.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseEvent {
        /// When.
        pub at: DateTime<Utc>,
        /// What.
        pub kind: EventKind,
        /// Who did it, by side.
        pub by: EventBy,
        /// Who did it, by name.
        #[serde(default)]
        pub name: Option<String>,
        /// What was said.
        #[serde(default)]
        pub text: Option<String>,
    }
}

open_enum! {
    /// How a case was opened.
    Channel {
        /// Telephone
        Phone = "phone",
        /// Web
        Web = "web",
        /// E-mail: refused for new cases
        Email = "email",
    }
}

impl From<&Channel> for response::Channel {
    fn from(channel: &Channel) -> Self {
        match channel {
            Channel::Phone => Self::Phone,
            Channel::Web => Self::Web,
            Channel::Email => Self::Email,
            Channel::Unknown(name) => Self::Other(name.clone()),
        }
    }
}

open_enum! {
    /// Where a case stands.
    CaseStatus {
        /// Opened, nobody has taken it yet
        Open = "open",
        /// An engineer works on it
        InProgress = "in_progress",
        /// A solution is there
        Resolved = "resolved",
        /// Done
        Closed = "closed",
    }
}

open_enum! {
    /// Whose turn it is.
    WaitingOn {
        /// The vendor's
        Vendor = "vendor",
        /// The customer's: "waiting on you"
        Customer = "customer",
        /// Nobody's
        Nobody = "nobody",
    }
}

open_enum! {
    /// On which basis a case went to Expert to Expert.
    ExpertBasis {
        /// One of the two to six
        Representative = "representative",
        /// Certified expert
        Certified = "certified",
    }
}

open_enum! {
    /// What happened.
    EventKind {
        /// Opened
        Opened = "opened",
        /// Telephone call
        Phone = "phone",
        /// E-mail
        Email = "email",
        /// Comment in the portal
        Comment = "comment",
        /// Comment that was also sent by e-mail
        CommentWithEmail = "comment_with_email",
        /// Automatic acknowledgement
        AutoReply = "auto_reply",
        /// Status changed
        Status = "status",
    }
}

open_enum! {
    /// Which side did it.
    EventBy {
        /// The customer
        Customer = "customer",
        /// A technical support engineer
        Engineer = "engineer",
        /// Customer care
        CustomerCare = "customer_care",
        /// The Technical Services Advisor
        Advisor = "advisor",
        /// A machine
        Machine = "machine",
    }
}

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
    /// Vendor's side only: the account for which the case is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
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
            synopsis: self.synopsis.clone(),
            description: self.description.clone(),
            software_version: self.software_version.clone(),
            network_outage: self.network_outage.map(|out| if out { Outage::Yes } else { Outage::No }),
            own_reference: self.own_reference.clone(),
            since: match self.since.as_deref().map(str::trim) {
                None | Some("") => Since::NotGiven,
                Some(text) => text.parse().map_or(Since::Unreadable, Since::At),
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
