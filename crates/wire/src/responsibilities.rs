//! The responsibilities of an account as they cross HTTP: the facts that decide how each stands, and what was said about it.

use crate::{account::AccountRef, answer, declaration::Declaration, json::Counted, open_enum::open_enum};
use chrono::NaiveDate;
use rules::{responsibilities as duties, webinar::attendance::Participation};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/responsibilities`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Responsibilities {
        /// The End User.
        pub account: AccountRef,
        /// The civil date on which they are decided, where the person is who asks.
        pub on: NaiveDate,
        /// What decides them.
        pub facts: ResponsibilityFacts,
        /// How each stands, as the server decides.
        pub states [default]: Vec<ResponsibilityStanding>,
        /// Who said what last, by rule; what was taken back stands here as taken back.
        pub said [default]: Vec<Declaration>,
        /// Trainings on record, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Training>))]
        pub trainings [default]: Counted<Training>,
        /// Third parties whose help is needed.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<ThirdParty>))]
        pub third_parties [default]: Counted<ThirdParty>,
        /// What was said and done, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Declaration>))]
        pub history [default]: Counted<Declaration>,
    }
}

answer! {
    /// What decides how the responsibilities stand.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ResponsibilityFacts {
        /// Names of what is missing for activation.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
        pub missing: Option<Counted<String>>,
        /// Units in use.
        #[serde(default)]
        pub units: Option<u32>,
        /// Those of them whose release is known.
        #[serde(default)]
        pub with_release: Option<u32>,
        /// Those of them whose release had no look within a quarter.
        #[serde(default)]
        pub stale_releases: Option<u32>,
        /// Named representatives.
        #[serde(default)]
        pub named: Option<u32>,
        /// Names of those without a valid JNCIS or higher.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
        pub uncertified: Option<Counted<String>>,
        /// When the network profile was last said to be right.
        #[serde(default)]
        pub profile_confirmed: Option<NaiveDate>,
        /// When the requirements were said to be in place.
        #[serde(default)]
        pub requirements: Option<NaiveDate>,
        /// When access, consents and information were said to be given.
        #[serde(default)]
        pub cooperation: Option<NaiveDate>,
        /// Trainings on record.
        #[serde(default)]
        pub trainings: Option<u32>,
        /// Third parties whose help is needed.
        #[serde(default)]
        pub third_parties: Option<u32>,
        /// Names of those whose help is not secured.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
        pub unsecured: Option<Counted<String>>,
        /// Webinars that took place for the account in this quarter and the one before.
        #[serde(default)]
        pub webinars: Option<u32>,
        /// Those of them that somebody of the account joined.
        #[serde(default)]
        pub webinars_joined: Option<u32>,
        /// Those of them whose recording somebody of the account watched.
        #[serde(default)]
        pub webinars_watched: Option<u32>,
    }
}

impl ResponsibilityFacts {
    /// As the rules know them.
    #[must_use]
    pub fn known(&self) -> duties::Facts {
        let names = |list: &Option<Counted<String>>| {
            let unread = |list: &Counted<String>| match list.unread {
                0 => None,
                unread => Some(format!("{unread} that can’t be read here")),
            };
            list.as_ref().map(|list| list.iter().cloned().chain(unread(list)).collect())
        };
        let participation = |held, joined, watched| Participation { held, joined, watched };
        duties::Facts {
            missing: names(&self.missing),
            units: self.units,
            with_release: self.with_release,
            stale_releases: self.stale_releases,
            named: self.named.map(|named| usize::try_from(named).unwrap_or(usize::MAX)),
            uncertified: names(&self.uncertified),
            profile_confirmed: self.profile_confirmed,
            requirements: self.requirements,
            cooperation: self.cooperation,
            trainings: self.trainings,
            third_parties: self.third_parties,
            unsecured: names(&self.unsecured),
            knowledge_transfer: self
                .webinars
                .zip(self.webinars_joined)
                .zip(self.webinars_watched)
                .map(|((held, joined), watched)| participation(held, joined, watched)),
        }
    }

    /// How each responsibility stands on a day.
    #[must_use]
    pub fn standings(&self, on: NaiveDate) -> Vec<ResponsibilityStanding> {
        let standing = |one: duties::Assessment| ResponsibilityStanding {
            rule: one.duty.code().to_owned(),
            state: one.state.code().into(),
            why: one.reason.why,
        };
        duties::assess(&self.known(), on).into_iter().map(standing).collect()
    }
}

open_enum! {
    /// How a responsibility stands.
    ResponsibilityState {
        /// In place.
        InPlace = "in_place",
        /// It is the End User's turn; blocks nothing.
        WaitingOnYou = "waiting_on_you",
        /// Recommended and not demanded.
        Recommended = "recommended",
        /// Nothing is known about it.
        NoData = "no_data",
    }
}

answer! {
    /// How one responsibility stands.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ResponsibilityStanding {
        /// Id of its rule: `R-065`.
        pub rule: String,
        /// How it stands.
        pub state: ResponsibilityState,
        /// Why, in a sentence.
        pub why: String,
    }
}

answer! {
    /// A training that somebody took.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Training {
        /// Opaque id.
        pub id: String,
        /// Who.
        pub name: String,
        /// What.
        pub about: String,
        /// On which day.
        pub day: NaiveDate,
    }
}

answer! {
    /// A third party whose help is needed.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ThirdParty {
        /// Opaque id.
        pub id: String,
        /// Who.
        pub name: String,
        /// What is needed of them.
        pub about: String,
        /// Whether their help is secured.
        pub secured: bool,
        /// Who said so last, and when.
        #[serde(default)]
        pub said: Option<Declaration>,
    }
}

open_enum! {
    /// One step of the responsibilities.
    ResponsibilityStep {
        /// Say that something is so.
        Give = "give",
        /// Take it back.
        Withdraw = "withdraw",
        /// One more training or third party on record.
        Add = "add",
        /// One fewer.
        Remove = "remove",
        /// A third party's help is secured: R-071.
        Secured = "secured",
        /// It is not, or not any more.
        NotSecured = "not_secured",
    }
}

/// `PATCH /v1/responsibilities`, with `If-Match`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeResponsibilities {
    /// Id of the rule that it is about: `R-067`, `R-068`, `R-069`, `R-071` or `R-079`.
    pub rule: String,
    /// What is done.
    pub step: ResponsibilityStep,
    /// Id of the training or third party; not for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Who took the training, or who the third party is; for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which training, what is needed of the third party, or a remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The day of a training, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_wire_and_rules_are_the_same_four() {
        let codes: Vec<&str> = duties::State::ALL.map(duties::State::code).into();
        assert_eq!(ResponsibilityState::KNOWN, codes);
        let standings = ResponsibilityFacts::default().standings(NaiveDate::default());
        assert_eq!(standings.len(), duties::Duty::ALL.len());
        assert!(standings.iter().all(|one| ResponsibilityState::KNOWN.contains(&one.state.as_str())));
    }
}
