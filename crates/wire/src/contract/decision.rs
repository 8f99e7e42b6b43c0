//! Whether a contract for the service is in order: what it is decided from as it crosses HTTP, the way of that into
//! `rules`, and the server's decision. Contracts of Juniper Care and Subscriptions are not decided: the service
//! description says nothing about how they are bought.

use super::{ContractKind, ServiceContract};
use crate::{answer, json::Counted, open_enum::open_enum};
use chrono::NaiveDate;
use rules::{contract as facts, reason::Outcome, term::Side};
use serde::Serialize;

answer! {
    /// The agreement that governs a contract (R-002).
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Agreement {
        /// Which kind.
        pub kind: AgreementKind,
        /// Reference of another written agreement.
        #[serde(default)]
        pub reference: Option<String>,
    }
}

answer! {
    /// Whether the End User was found to qualify (R-005), by whom and when.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Qualification {
        /// Yes or no.
        pub approved: bool,
        /// By whom.
        #[serde(default)]
        pub by: Option<String>,
        /// When.
        #[serde(default)]
        pub on: Option<NaiveDate>,
    }
}

answer! {
    /// How a contract was bought (R-001, R-006).
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Purchase {
        /// Which way.
        pub way: PurchaseWay,
        /// Whether the reseller was authorized when it sold.
        #[serde(default)]
        pub reseller_authorized: Option<bool>,
        /// Whether the reseller's purchase order names the End User with name and full address.
        #[serde(default)]
        pub end_user_named: Option<bool>,
    }
}

open_enum! {
    /// Kind of agreement.
    AgreementKind {
        /// The vendor's purchase and licence agreement
        PurchaseAndLicence = "purchase_and_licence",
        /// Another written agreement that both have signed
        Other = "other",
    }
}

open_enum! {
    /// Way of purchase.
    PurchaseWay {
        /// From the vendor
        Direct = "direct",
        /// From a reseller
        Reseller = "reseller",
    }
}

answer! {
    /// The server's decision.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ContractDecision {
        /// The answer.
        pub in_order: InOrder,
        /// Names of the clauses that fail.
        pub failed [default]: Vec<String>,
        /// Names of the clauses that can't be decided.
        pub unknown [default]: Vec<String>,
    }
}

open_enum! {
    /// Whether a contract is in order.
    InOrder {
        /// It is
        Yes = "yes",
        /// It is not
        No = "no",
        /// An input is missing
        CannotTell = "cannot_tell",
    }
}

impl From<Outcome> for InOrder {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::Yes,
            Outcome::Failed => Self::No,
            Outcome::Unknown => Self::CannotTell,
        }
    }
}

impl From<&facts::Contract> for ContractDecision {
    fn from(contract: &facts::Contract) -> Self {
        let names = |wanted| {
            let clauses = facts::Clause::ALL.into_iter().filter(|clause| contract.outcome(*clause) == wanted);
            clauses.map(|clause| clause.code().to_owned()).collect()
        };
        Self {
            in_order: contract.in_order().into(),
            failed: names(Outcome::Failed),
            unknown: names(Outcome::Unknown),
        }
    }
}

impl ServiceContract {
    /// What is decided on; `None` for a contract that is none for the service. `all` are the contracts of the same
    /// answer: those of the same End User are the ones that it may end together with.
    #[must_use]
    pub fn facts(&self, all: &Counted<Self>) -> Option<facts::Contract> {
        let is_of_one = all.unread == 0 && all.iter().all(|contract| contract.account.is_none());
        let co_terming = |reference: &Option<String>| {
            let (mut with, mut perhaps_with) = (Vec::new(), Vec::new());
            for other in all.iter().filter(|other| other.number != self.number) {
                let (term, same) = (other.term(), self.has_end_user_of(other, is_of_one));
                if same != Some(false) && term.is(Side::Service) && term.may_count() {
                    let known = same.is_some() && !term.is_unknown();
                    let list = if known { &mut with } else { &mut perhaps_with };
                    list.push((term.contract, term.end));
                }
            }
            let reference = reference.clone().unwrap_or_default();
            facts::CoTerming { reference, with, perhaps_with, others_unread: all.unread > 0 }
        };
        let is_service = self.kind == ContractKind::AdvancedCarePlus;
        is_service.then(|| facts::Contract {
            agreement: self.agreement.as_ref().and_then(Agreement::known),
            qualification: self.qualification.as_ref().and_then(Qualification::known),
            purchase: self.purchase.as_ref().and_then(Purchase::known),
            start: self.start,
            end: self.end,
            co_terming: self.co_term_reference.as_ref().map(co_terming),
        })
    }

    /// Whether both are of the same End User. An answer that names none anywhere is about one; else it can't be told of a contract
    /// that names none.
    fn has_end_user_of(&self, other: &Self, is_of_one: bool) -> Option<bool> {
        match (&self.account, &other.account) {
            (None, None) if is_of_one => Some(true),
            (Some(own), Some(theirs)) => Some(own.id == theirs.id),
            _ => None,
        }
    }
}

impl Agreement {
    /// Another agreement without its reference is not supplied; an empty reference is a fault.
    fn known(&self) -> Option<facts::Agreement> {
        match &self.kind {
            AgreementKind::PurchaseAndLicence => Some(facts::Agreement::PurchaseAndLicence),
            AgreementKind::Other => self.reference.clone().map(facts::Agreement::Other),
            AgreementKind::Unknown(_) => None,
        }
    }
}

impl Qualification {
    /// An approval of which nobody knows by whom or when is not supplied.
    fn known(&self) -> Option<facts::Qualification> {
        if !self.approved {
            return Some(facts::Qualification::Refused);
        }
        Some(facts::Qualification::Approved { by: self.by.clone()?, on: self.on? })
    }
}

impl Purchase {
    fn known(&self) -> Option<facts::Purchase> {
        use facts::{Authorization, EndUserNamed};
        match &self.way {
            PurchaseWay::Direct => Some(facts::Purchase::Direct),
            PurchaseWay::Reseller => Some(facts::Purchase::Reseller {
                authorization: self.reseller_authorized.map(|authorized| {
                    if authorized { Authorization::Authorized } else { Authorization::NotAuthorized }
                }),
                named: self.end_user_named.map(|named| {
                    if named { EndUserNamed::ByNameAndAddress } else { EndUserNamed::Incompletely }
                }),
            }),
            PurchaseWay::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contract::ContractList, json};

    const LIST: &str = r#"{"items":[
        {"number":"A","kind":"advanced_care_plus","status":"active","start":"2026-01-01","end":"2026-12-31",
         "account":{"id":"x","name":"X"},"agreement":{"kind":"purchase_and_licence"},
         "qualification":{"approved":true,"by":"Desk","on":"2025-12-01"},"purchase":{"way":"direct"}},
        {"number":"B","kind":"advanced_care_plus","status":"active","start":"2026-06-01","end":"2026-12-31",
         "account":{"id":"x","name":"X"},"co_term_reference":"letter 7","agreement":{"kind":"other","reference":"MSA 9"},
         "qualification":{"approved":true},"purchase":{"way":"reseller","reseller_authorized":true,"end_user_named":false}},
        {"number":"C","kind":"advanced_care_plus","status":"active","start":"2026-06-01","end":"2026-12-31",
         "account":{"id":"y","name":"Y"},"co_term_reference":"letter 8","purchase":{"way":"barter"}},
        {"number":"E","kind":"advanced_care_plus","status":"active","start":"2026-06-01","end":"2026-11-30",
         "agreement":{"kind":"other"},"qualification":{"approved":false},"purchase":{"way":"direct"}},
        {"number":"F","kind":"advanced_care_plus","status":"active","start":"2026-06-01","end":"2026-11-30",
         "co_term_reference":null,"agreement":{"kind":"other","reference":" "},
         "qualification":{"approved":false},"purchase":{"way":"direct"}},
        {"number":"D","kind":"juniper_care","status":"active","start":"2026-06-01","end":"2026-06-30"}
    ]}"#;

    fn decision(number: &str) -> Option<ContractDecision> {
        let list: ContractList = json::read(LIST).unwrap();
        let contract = list.items.iter().find(|contract| contract.number == number).unwrap();
        contract.facts(&list.items).map(|facts| (&facts).into())
    }

    fn decided(in_order: InOrder, failed: &[&str], unknown: &[&str]) -> Option<ContractDecision> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Some(ContractDecision { in_order, failed: owned(failed), unknown: owned(unknown) })
    }

    #[test]
    fn what_is_known_decides_and_what_is_missing_is_named() {
        assert_eq!(decision("A"), decided(InOrder::Yes, &[], &[]));
        assert_eq!(decision("B"), decided(InOrder::No, &["purchase"], &["qualification"]));
        assert_eq!(decision("D"), None, "Juniper Care is bought by other rules");
    }

    #[test]
    fn not_supplied_is_not_none() {
        assert_eq!(decision("E"), decided(InOrder::No, &["qualification"], &["agreement", "term"]));
        assert_eq!(decision("F"), decided(InOrder::No, &["agreement", "qualification", "term"], &[]));
    }

    #[test]
    fn contracts_end_together_only_with_those_of_the_same_end_user() {
        assert_eq!(
            decision("C"),
            decided(InOrder::No, &["term"], &["agreement", "qualification", "purchase"])
        );
    }

    /// How contract C stands with its term when this stands in the list too.
    fn term_beside(other: &str) -> Outcome {
        let list: ContractList = json::read(&LIST.replacen('[', &format!("[{other},"), 1)).unwrap();
        let contract = list.items.iter().find(|contract| contract.number == "C").unwrap();
        contract.facts(&list.items).unwrap().outcome(facts::Clause::Term)
    }

    #[test]
    fn whether_it_ends_with_one_that_is_not_known_is_not_told() {
        let of = |account: &str, kind: &str, status: &str, end: &str| {
            term_beside(&format!(
                r#"{{"number":"G","kind":"{kind}","status":"{status}","start":"2026-01-01","end":"{end}"{account}}}"#
            ))
        };
        let own = |kind: &str, status: &str, end: &str| {
            of(r#","account":{"id":"y","name":"Y"}"#, kind, status, end)
        };
        assert_eq!(own("advanced_care_plus", "frozen", "2026-12-31"), Outcome::Unknown);
        assert_eq!(own("care_of_tomorrow", "active", "2026-12-31"), Outcome::Unknown);
        assert_eq!(own("care_of_tomorrow", "cancelled", "2026-12-31"), Outcome::Failed);
        assert_eq!(own("advanced_care_plus", "frozen", "2026-12-30"), Outcome::Failed);
        assert_eq!(own("juniper_care", "frozen", "2026-12-31"), Outcome::Failed);
        assert_eq!(own("advanced_care_plus", "active", "2026-12-31"), Outcome::Met);
        let nobodys = |end: &str| of("", "advanced_care_plus", "active", end);
        assert_eq!(nobodys("2026-12-31"), Outcome::Unknown, "of which End User it is was not said");
        assert_eq!(nobodys("2026-12-30"), Outcome::Failed);
        let elses = of(r#","account":{"id":"z","name":"Z"}"#, "advanced_care_plus", "active", "2026-12-31");
        assert_eq!(elses, Outcome::Failed);
    }

    #[test]
    fn without_any_name_of_an_end_user_all_are_of_one() {
        let unnamed = |more: &str| {
            let contract = |number: &str, end: &str, more: &str| {
                format!(
                    r#"{{"number":"{number}","kind":"advanced_care_plus","status":"active","start":"2026-06-01","end":"{end}"{more}}}"#
                )
            };
            let short = contract("S", "2026-12-31", r#","co_term_reference":"letter 9""#);
            let list = format!(r#"{{"items":[{short},{}{more}]}}"#, contract("T", "2026-12-31", ""));
            let list: ContractList = json::read(&list).unwrap();
            list.items[0].facts(&list.items).unwrap().outcome(facts::Clause::Term)
        };
        assert_eq!(unnamed(""), Outcome::Met);
        let named = r#",{"number":"U","kind":"juniper_care","status":"active","start":"2026-06-01","end":"2027-12-31","account":{"id":"y","name":"Y"}}"#;
        assert_eq!(unnamed(named), Outcome::Unknown, "somebody else is named");
    }

    #[test]
    fn a_contract_that_cannot_be_read_may_be_the_one_that_it_ends_with() {
        assert_eq!(term_beside(r#"{"number":"G"}"#), Outcome::Unknown);
    }
}
