//! Tech Cases as they cross HTTP: in a list, and one by one. What happens to a case is in the room `event`, the request
//! that opens one in the room `opening`, further units and the contact in the room `about`.
//!
//! Priority, channel, what the target rests on and the target itself are four facts; none is worked out from another
//! here, and a web-opened Priority 1 stays a Priority 1.

mod about;
mod escalation;
mod event;
mod file;
mod life;
mod opening;
mod participant;
mod rma;

pub use about::{CaseContact, ContactWay, FurtherUnit};
pub use escalation::{AskEscalation, Escalation, EscalationState, EscalationStep, TakeEscalationStep};
pub use event::{CaseEvent, EventBy, EventKind, FirstContact, PriorityChange};
pub use file::{CaseFile, WithdrawFile, takes_files};
pub use life::{CaseStep, TakeStep, standing};
pub use opening::{OpenCase, PhonePage, UnknownExclusion};
pub use participant::Participant;
pub use rma::{AskRma, DefectiveUnit, ReplacementUnit, Rma, RmaState, RmaStep, TakeRmaStep};

use crate::{
    account::AccountRef, answer, cover::Cover, json::Counted, open_enum::open_enum, zone::ZoneRules,
};
use chrono::{DateTime, Utc};
use rules::{
    reason::Reason,
    response::{self, Priority, ResponseTarget, course::Course},
};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/cases`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseList {
        /// This page.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CaseSummary>))]
        pub items: Counted<CaseSummary>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
        /// How many cases there are on all pages, if the API counts them.
        #[serde(default)]
        pub total: Option<u32>,
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
        /// When something last happened to it.
        #[serde(default)]
        pub changed_at: Option<DateTime<Utc>>,
        /// Requests for escalation that are not completed.
        pub open_escalations [default]: u32,
        /// When the next status report about one of them was promised for: the earliest.
        #[serde(default)]
        pub next_report_at: Option<DateTime<Utc>>,
        /// The advisor was asked in, and has not said anything since.
        pub asks_advisor [default]: bool,
        /// Changes with every change.
        pub version [default]: u32,
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
        /// Further units with the same symptom.
        pub further_units [default]: Vec<FurtherUnit>,
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
        pub exclusions [default]: Vec<String>,
        /// Who opened it.
        pub opened_by: String,
        /// True when the vendor's side opened it for the account.
        pub on_behalf [default]: bool,
        /// For whom of the End User, where that is known.
        #[serde(default)]
        pub opened_for: Option<String>,
        /// Whether it went to Expert to Expert, and on which basis.
        #[serde(default)]
        pub expert_to_expert: Option<ExpertBasis>,
        /// With whom to speak; not said in older ones.
        #[serde(default)]
        pub contact: Option<CaseContact>,
        /// When it was created.
        pub created_at: DateTime<Utc>,
        /// The contact that ended the response time.
        #[serde(default)]
        pub first_contact: Option<FirstContact>,
        /// What happened, oldest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CaseEvent>))]
        pub events [default]: Counted<CaseEvent>,
        /// Files, the first one first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CaseFile>))]
        pub files [default]: Counted<CaseFile>,
        /// Requests to the Escalation Management Desk, the first one first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Escalation>))]
        pub escalations [default]: Counted<Escalation>,
        /// Who takes part beside whoever opened it, by name.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Participant>))]
        pub participants [default]: Counted<Participant>,
        /// Replacements of units, the first one first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Rma>))]
        pub rmas [default]: Counted<Rma>,
        /// The call note that led to it.
        #[serde(default)]
        pub call_note: Option<String>,
        /// The zone of the unit's site.
        pub zones [default]: Vec<ZoneRules>,
        /// Changes with every change; `If-Match` names it: `"1"`.
        pub version [default]: u32,
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
        /// The hours in which the minutes are counted, with their zone; by the clock when there are none.
        #[serde(default)]
        pub business_hours: Option<String>,
        /// The priority that it was made for, where that is not the case's: a change after the first contact, or one that
        /// brings no earlier due time, leaves target and due time as they were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub priority: Option<u8>,
    }
}

impl From<&ResponseTarget> for Target {
    fn from(target: &ResponseTarget) -> Self {
        Self {
            minutes: target.minutes,
            row: target.row.number(),
            table: target.table.clone(),
            business_hours: target.business_hours.clone(),
            priority: None,
        }
    }
}

impl Case {
    /// The target with its basis, as the rules explain it; `None` when a priority is none of the four.
    #[must_use]
    pub fn response_target(&self) -> Option<ResponseTarget> {
        Some(ResponseTarget {
            minutes: self.target.minutes,
            priority: Priority::from_number(self.target.priority.unwrap_or(self.priority))?,
            row: Priority::from_number(self.target.row)?,
            channel: (&self.channel).into(),
            table: self.target.table.clone(),
            business_hours: self.target.business_hours.clone(),
        })
    }

    /// The change of priority that the due time counts from, with when it was; none while it counts from the creation (B-19).
    #[must_use]
    pub fn counted_from(&self) -> Option<(DateTime<Utc>, &PriorityChange)> {
        let mut changes =
            self.events.iter().rev().filter_map(|event| Some((event.at, event.priority.as_ref()?)));
        changes.find(|(_, change)| change.due_after < change.due_before)
    }

    /// Why this target, and from when it counts.
    #[must_use]
    pub fn target_reason(&self, target: &ResponseTarget) -> Reason {
        let from = self.counted_from().and_then(|(_, change)| Priority::from_number(change.from));
        from.map_or_else(|| target.reason(), |from| target.reason_after_change(from))
    }

    /// How its clock has run, with every move of the due instant; `None` when what happened can't all be read: it may have been moved.
    #[must_use]
    pub fn course(&self) -> Option<Course> {
        if self.events.unread > 0 {
            return None;
        }
        let changes = self.events.iter().filter_map(|event| Some((event.at, event.priority.as_ref()?)));
        let moves: Vec<_> = changes.filter(|(_, change)| change.due_after != change.due_before).collect();
        Some(Course {
            created: self.created_at,
            due: moves.first().map_or(self.due_at, |(_, change)| change.due_before),
            moves: moves.into_iter().map(|(at, change)| (at, change.due_after)).collect(),
            first_contact: self.first_contact.as_ref().map(|contact| contact.at),
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
