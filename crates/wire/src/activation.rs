//! What activates the service for an account, what of it is missing, and what was handed in.

use crate::{account::AccountRef, answer, declaration::Declaration, json::Counted, open_enum::open_enum};
use rules::contract::activation::{Asked, Item, State};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/activation`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Activation {
        /// The End User.
        pub account: AccountRef,
        /// Everything that this installation asks for, in its order.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<ActivationItem>))]
        pub items: Counted<ActivationItem>,
        /// Units in use.
        pub units [default]: u32,
        /// Those of them whose software release is known.
        pub with_release [default]: u32,
        /// Those of them whose release had no look within a quarter.
        pub stale_releases [default]: u32,
        /// What was handed in and taken back, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Declaration>))]
        pub history [default]: Counted<Declaration>,
    }
}

open_enum! {
    /// How the portal comes to know of an item.
    ActivationKind {
        /// The roster has two people or more.
        Team = "team",
        /// Each of them has an e-mail address and a telephone number.
        Reachable = "reachable",
        /// Full address of every site with registered units.
        Sites = "sites",
        /// Software release of every unit in use.
        Releases = "releases",
        /// Consent to give access to the software that is running.
        Consent = "consent",
        /// Anything else, handed in with a text.
        HandedIn = "handed_in",
    }
}

open_enum! {
    /// Whether an item is there.
    ActivationState {
        /// It is.
        Given = "given",
        /// It waits on the End User; blocks nothing (B-17).
        Missing = "missing",
    }
}

answer! {
    /// One thing that is asked for.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ActivationItem {
        /// Stable; what is handed in names it.
        pub id: String,
        /// How the portal comes to know of it.
        pub kind: ActivationKind,
        /// In the installation's words.
        pub name: String,
        /// Whether it is there.
        pub state: ActivationState,
        /// How it stands, as a sentence.
        pub detail [default]: String,
        /// Who handed it in, when and in which words; only for what is handed in and not taken back.
        #[serde(default)]
        pub given: Option<Declaration>,
    }
}

impl ActivationItem {
    /// As it crosses HTTP.
    #[must_use]
    pub fn of(item: Item, given: Option<Declaration>) -> Self {
        Self {
            id: item.id,
            kind: item.asked.code().into(),
            name: item.name,
            state: match item.state {
                State::Given => ActivationState::Given,
                State::Missing => ActivationState::Missing,
                State::Unknown => ActivationState::Unknown("unknown".to_owned()),
            },
            detail: item.detail,
            given,
        }
    }

    /// As the rules know it. What this build does not know counts as handed in by text.
    #[must_use]
    pub fn known(&self) -> Item {
        Item {
            id: self.id.clone(),
            asked: Asked::from_code(self.kind.as_str()).unwrap_or(Asked::HandedIn),
            name: self.name.clone(),
            state: match self.state {
                ActivationState::Given => State::Given,
                ActivationState::Missing => State::Missing,
                ActivationState::Unknown(_) => State::Unknown,
            },
            detail: self.detail.clone(),
        }
    }
}

open_enum! {
    /// One step of an activation.
    ActivationStep {
        /// Handed in, or consent given.
        Give = "give",
        /// Taken back.
        Withdraw = "withdraw",
    }
}

/// `PATCH /v1/activation`, with `If-Match`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeActivation {
    /// Id of the item, which is one that is handed in or consented to.
    pub item: String,
    /// What is done.
    pub step: ActivationStep,
    /// What is handed in; for a consent, what it is limited to, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_wire_and_rules_are_the_same_six() {
        let item = |asked| Item {
            id: "x".to_owned(),
            asked,
            name: "X".to_owned(),
            state: State::Given,
            detail: String::new(),
        };
        for asked in Asked::ALL {
            let wire = ActivationItem::of(item(asked), None);
            assert!(ActivationKind::KNOWN.contains(&asked.code()));
            assert_eq!(wire.known(), item(asked));
        }
        assert_eq!(ActivationKind::KNOWN.len(), Asked::ALL.len());
    }
}
