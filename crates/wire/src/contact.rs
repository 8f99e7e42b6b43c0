//! The people who may speak for an account, and the steps by which its roster changes.

use crate::{
    BadData, account::Role, answer, json::Counted, open_enum::open_enum, session::Certification,
    zone::ZoneRules,
};
use chrono::{DateTime, NaiveDate, Utc};
use rules::{expert_to_expert::Level, reachable::PreferredHours};
use serde::{Deserialize, Serialize};

answer! {
    /// Named representatives and certified experts of an account.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Contacts {
        /// The two to six.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Contact>))]
        pub representatives: Counted<Contact>,
        /// Certified experts outside them.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Contact>))]
        pub certified_experts [default]: Counted<Contact>,
        /// People outside the six whose certificate gives no access now: not approved yet, declined, run out, or an
        /// associate's. For administrators and the advisor; others find only themselves here.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Contact>))]
        pub others [default]: Counted<Contact>,
        /// Id of the one who asks, where that person is a contact.
        #[serde(default)]
        pub own: Option<String>,
        /// When somebody last said that all of this is right.
        #[serde(default)]
        pub confirmed: Option<Confirmed>,
        /// At least that many (2).
        pub minimum: u32,
        /// At most that many (6).
        pub maximum: u32,
        /// The zones that the contacts name.
        pub zones [default]: Vec<ZoneRules>,
    }
}

impl Contacts {
    /// How many are named: those who can't be read here too.
    #[must_use]
    pub fn named(&self) -> usize {
        self.representatives.all()
    }
}

answer! {
    /// "All of this is still right."
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Confirmed {
        /// When.
        pub at: DateTime<Utc>,
        /// Who said so.
        pub by: String,
    }
}

answer! {
    /// One person. What a role may not see is left out.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Contact {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
        /// E-mail address.
        #[serde(default)]
        pub email: Option<String>,
        /// Telephone number.
        #[serde(default)]
        pub phone: Option<String>,
        /// IANA zone name.
        #[serde(default)]
        pub zone: Option<String>,
        /// Hours in which the person prefers to be called.
        #[serde(default)]
        pub preferred_hours: Option<Hours>,
        /// Where the person works, two letters; never nationality (B-11).
        #[serde(default)]
        pub country: Option<String>,
        /// The best certification.
        #[serde(default)]
        pub certification: Option<Certification>,
    }
}

answer! {
    /// Weekly hours, local. `from` = `to` is the whole day.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Hours {
        /// Monday (1) to Sunday (7).
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<u8>))]
        pub days: Counted<u8>,
        /// `08:00`
        pub from: String,
        /// `18:00`
        pub to: String,
    }
}

impl TryFrom<&Hours> for PreferredHours {
    type Error = BadData;

    fn try_from(hours: &Hours) -> Result<Self, BadData> {
        let time = |field, text: &str| {
            let (hour, minute) = text.split_once(':').unwrap_or((text, ""));
            hour.parse()
                .ok()
                .zip(minute.parse().ok())
                .and_then(|(hour, minute)| chrono::NaiveTime::from_hms_opt(hour, minute, 0))
                .ok_or_else(|| BadData { field, value: text.to_owned() })
        };
        BadData::unless_whole("days", &hours.days)?;
        let days = std::array::from_fn(|day| hours.days.iter().any(|listed| usize::from(*listed) == day + 1));
        Ok(Self { days, from: time("from", &hours.from)?, to: time("to", &hours.to)? })
    }
}

open_enum! {
    /// Certification level.
    CertificationLevel {
        /// Associate
        Jncia = "JNCIA",
        /// Specialist
        Jncis = "JNCIS",
        /// Professional
        Jncip = "JNCIP",
        /// Expert
        Jncie = "JNCIE",
    }
}

impl CertificationLevel {
    /// As the rules know it.
    #[must_use]
    pub fn known(&self) -> Option<Level> {
        Some(match self {
            Self::Jncia => Level::Jncia,
            Self::Jncis => Level::Jncis,
            Self::Jncip => Level::Jncip,
            Self::Jncie => Level::Jncie,
            Self::Unknown(_) => return None,
        })
    }
}

open_enum! {
    /// One step of a roster.
    RosterStep {
        /// One more representative.
        Add = "add",
        /// One in the place of another, in one step.
        Replace = "replace",
        /// Other details of the same person.
        Edit = "edit",
        /// One fewer, by the account's own wish; refused below two.
        Remove = "remove",
        /// The person does not work there any more; never refused (B-17).
        HasLeft = "has_left",
    }
}

/// `PATCH /v1/contacts`, with `If-Match`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeRoster {
    /// What is done.
    pub step: RosterStep,
    /// Id of the person concerned; not for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Who comes, or the details as they should be: for `add`, `replace` and `edit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Details>,
}

answer! {
    /// How a person is called and reached.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Details {
        /// Name.
        pub name: String,
        /// The person's own e-mail address.
        pub email: String,
        /// Telephone number, with `+` and country code.
        pub phone: String,
        /// IANA zone name.
        #[serde(default)]
        pub zone: Option<String>,
    }
}

/// `PATCH /v1/contacts/{id}`, with `If-Match`: the details that a person keeps. Everything is as it should be afterwards.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeepDetails {
    /// Name.
    pub name: String,
    /// Telephone number, with `+` and country code.
    pub phone: String,
    /// IANA zone name; needed with hours.
    #[serde(default)]
    pub zone: Option<String>,
    /// Hours in which the person prefers to be called.
    #[serde(default)]
    pub preferred_hours: Option<Hours>,
    /// Where the person works, two letters. A listed country goes to review and is never refused (R-073a, B-11).
    #[serde(default)]
    pub country: Option<String>,
}

/// `PATCH /v1/contacts/{id}/certificate`, with `If-Match`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnterCertificate {
    /// Level.
    pub level: CertificationLevel,
    /// Track: "SP", "ENT".
    pub track: String,
    /// Number of the certificate.
    pub number: String,
    /// The day on which it was obtained.
    #[serde(default)]
    pub obtained: Option<NaiveDate>,
    /// Its last valid day; three years after it was obtained when it is not given.
    #[serde(default)]
    pub expires: Option<NaiveDate>,
}

/// `PATCH /v1/contacts/{id}/approval`, with `If-Match`: the vendor's answer to a certificate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecideCertificate {
    /// Access is given, or declined.
    pub approved: bool,
    /// Why it is declined; needed then.
    #[serde(default)]
    pub word: String,
}

open_enum! {
    /// What the history of an account's people tells.
    RecordedStep {
        /// One more representative.
        Add = "add",
        /// One in the place of another.
        Replace = "replace",
        /// Other details of the same person.
        Edit = "edit",
        /// One fewer.
        Remove = "remove",
        /// The person does not work there any more.
        HasLeft = "has_left",
        /// Somebody was invited to sign in.
        Invite = "invite",
        /// An invitation was taken back.
        Withdraw = "withdraw",
        /// An invitation was accepted.
        Accept = "accept",
        /// Somebody can't sign in any more.
        EndSignIn = "end_sign_in",
        /// A certificate was entered, or another one.
        Certificate = "certificate",
        /// The vendor approved the access by certificate.
        Approve = "approve",
        /// The vendor declined it.
        Decline = "decline",
        /// Somebody said that all of it is right.
        Confirm = "confirm",
    }
}

answer! {
    /// How somebody stood there.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Recorded {
        /// Name.
        pub name: String,
        /// E-mail address; empty when there was none.
        pub email [default]: String,
        /// Telephone number; empty when there was none.
        pub phone [default]: String,
        /// IANA zone name.
        #[serde(default)]
        pub zone: Option<String>,
        /// Hours in which the person preferred to be called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub preferred_hours: Option<Hours>,
        /// Where the person worked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub country: Option<String>,
        /// The certificate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub certification: Option<Certification>,
        /// As what somebody was invited, or signed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<Role>,
    }
}

impl Recorded {
    /// Somebody by name and address.
    #[must_use]
    pub fn named(name: &str, email: &str) -> Self {
        Self { name: name.to_owned(), email: email.to_owned(), ..Self::default() }
    }
}

impl From<Contact> for Recorded {
    fn from(contact: Contact) -> Self {
        Self {
            name: contact.name,
            email: contact.email.unwrap_or_default(),
            phone: contact.phone.unwrap_or_default(),
            zone: contact.zone,
            preferred_hours: contact.preferred_hours,
            country: contact.country,
            certification: contact.certification,
            role: None,
        }
    }
}

answer! {
    /// `GET /v1/contacts/changes`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RosterChanges {
        /// The newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<RosterChange>))]
        pub items: Counted<RosterChange>,
    }
}

answer! {
    /// One step that was done: who, when, and what stood there before and after.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RosterChange {
        /// When.
        pub at: DateTime<Utc>,
        /// Who did it.
        pub by: String,
        /// The advisor who had proposed it.
        #[serde(default)]
        pub proposed_by: Option<String>,
        /// What was done.
        pub step: RecordedStep,
        /// Id of the contact concerned; of the one who came, when one was replaced.
        #[serde(default)]
        pub contact: Option<String>,
        /// The place, 1 to 6; none for somebody outside them.
        #[serde(default)]
        pub place: Option<u8>,
        /// Who stood there before, or how.
        #[serde(default)]
        pub before: Option<Recorded>,
        /// Who stands there since, or how.
        #[serde(default)]
        pub after: Option<Recorded>,
        /// What was said with it.
        #[serde(default)]
        pub word: Option<String>,
    }
}
