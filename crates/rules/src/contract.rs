//! Is a service contract in order (the first decision of table C1)? What is wrong with it is shown on the contract and to the
//! advisor; it never turns a unit red by itself.
//!
//! Four clauses: who governs it, whether the End User qualifies, how it was bought, and its term
//! (R-010, R-011, R-074, B-1). All that fail are told at once, and a missing input is "cannot tell", never a fault. What is
//! still to be handed in to activate it blocks nothing (B-17) and is in the room `activation`.

pub mod activation;

use chrono::Months;

use crate::{
    Date,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_002: Rule = Rule::new("R-002");
const R_005: Rule = Rule::new("R-005");
const R_006: Rule = Rule::new("R-006");
const R_010: Rule = Rule::new("R-010");
const R_011: Rule = Rule::new("R-011");
const R_074: Rule = Rule::new("R-074");
const B_1: Rule = Rule::new("B-1");

/// The shortest term, calendar months.
pub const MINIMUM_MONTHS: u32 = 12;

/// What is known of a contract. Every fact may be missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contract {
    /// The agreement that governs it.
    pub agreement: Option<Agreement>,
    /// Whether the End User was found to qualify.
    pub qualification: Option<Qualification>,
    /// How it was bought.
    pub purchase: Option<Purchase>,
    /// First day, inclusive.
    pub start: Date,
    /// Last day, inclusive.
    pub end: Date,
    /// A written agreement to let it end with other contracts; with an empty reference when there is none.
    pub co_terming: Option<CoTerming>,
}

/// Which agreement the Services are under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Agreement {
    /// The vendor's own purchase and licence agreement.
    PurchaseAndLicence,
    /// Another written agreement that both have signed and that covers support; its reference.
    Other(String),
}

/// "Certain qualified" End Users may buy. There is no criterion in the service description, so that somebody decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Qualification {
    /// Approved.
    Approved {
        /// By whom.
        by: String,
        /// When.
        on: Date,
    },
    /// Not approved.
    Refused,
}

/// The two ways to buy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purchase {
    /// From the vendor.
    Direct,
    /// From a reseller, for resale to the End User that its purchase order names.
    Reseller {
        /// Whether the reseller was authorized when it sold.
        authorization: Option<Authorization>,
        /// What the reseller's purchase order says of the End User.
        named: Option<EndUserNamed>,
    },
}

/// A reseller's standing at the time of sale; losing it later changes nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Authorization {
    /// Authorized.
    Authorized,
    /// Not authorized.
    NotAuthorized,
}

/// What a reseller's purchase order says of the End User.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndUserNamed {
    /// Name and full address.
    ByNameAndAddress,
    /// A part of name or address is missing.
    Incompletely,
}

/// A written agreement to let contracts end together, the only reason for a shorter term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoTerming {
    /// Reference of the document; empty when there is none.
    pub reference: String,
    /// The other service contracts of the same End User: number and last day.
    pub with: Vec<(String, Date)>,
    /// Those that may be such contracts, as far as can be told.
    pub perhaps_with: Vec<(String, Date)>,
    /// Whether there are contracts of which nothing is known.
    pub others_unread: bool,
}

/// One clause of the decision.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Clause {
    ///
    Agreement,
    ///
    Qualification,
    ///
    Purchase,
    /// B-1
    Term,
}

impl Clause {
    /// All of them, in the order of the service description.
    pub const ALL: [Self; 4] = [Self::Agreement, Self::Qualification, Self::Purchase, Self::Term];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Qualification => "qualification",
            Self::Purchase => "purchase",
            Self::Term => "term",
        }
    }
}

/// How a term stands against the twelve months (decision table C6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TermLength {
    /// Twelve months or longer.
    Enough,
    /// Shorter, and agreed in writing so that it ends with this other contract.
    CoTermed(String),
    /// Shorter, and agreed in writing; it ends with this other contract, of which it can't be told whether it counts.
    PerhapsCoTermed(String),
    /// Shorter, and agreed in writing; not every other contract is known, so that one may end on that day.
    PerhapsWithUnread,
    /// Shorter, and it was not supplied whether that was agreed in writing.
    ReferenceNotSupplied,
    /// Shorter, without a reference of the writing.
    WithoutReference,
    /// Shorter, with a reference, but no other contract of the same End User ends on that day.
    NothingToEndWith,
    /// It ends before it begins.
    EndsBeforeItBegins,
}

/// Counts calendar months as R-010 does: from `start` to `end`, both inclusive, so that 1 January to 31 December are twelve.
/// A year that begins on 29 February is full on 27 February, because the day after is the last of the twelfth month.
#[must_use]
pub fn lasts_months(start: Date, end: Date, months: u32) -> bool {
    let (Some(full), Some(after)) = (start.checked_add_months(Months::new(months)), end.succ_opt()) else {
        // Beyond the calendar's end there is room for any number of months.
        return start <= end;
    };
    start <= end && after >= full
}

impl Contract {
    /// How its term stands.
    #[must_use]
    pub fn term_length(&self) -> TermLength {
        if self.end < self.start {
            return TermLength::EndsBeforeItBegins;
        }
        if lasts_months(self.start, self.end, MINIMUM_MONTHS) {
            return TermLength::Enough;
        }
        match &self.co_terming {
            Some(co_terming) if !co_terming.reference.trim().is_empty() => {
                let of = |all: &[(String, Date)]| {
                    all.iter().find(|(_, end)| *end == self.end).map(|(number, _)| number.clone())
                };
                let perhaps = || of(&co_terming.perhaps_with).map(TermLength::PerhapsCoTermed);
                let none = || match co_terming.others_unread {
                    true => TermLength::PerhapsWithUnread,
                    false => TermLength::NothingToEndWith,
                };
                of(&co_terming.with).map(TermLength::CoTermed).or_else(perhaps).unwrap_or_else(none)
            }
            Some(_) => TermLength::WithoutReference,
            None => TermLength::ReferenceNotSupplied,
        }
    }

    /// How one clause comes out.
    #[must_use]
    pub fn outcome(&self, clause: Clause) -> Outcome {
        let decided = |met| if met { Outcome::Met } else { Outcome::Failed };
        match clause {
            Clause::Agreement => self.agreement.as_ref().map_or(Outcome::Unknown, |agreement| {
                decided(!matches!(agreement, Agreement::Other(reference) if reference.trim().is_empty()))
            }),
            Clause::Qualification => self
                .qualification
                .as_ref()
                .map_or(Outcome::Unknown, |found| decided(matches!(found, Qualification::Approved { .. }))),
            Clause::Purchase => match &self.purchase {
                None => Outcome::Unknown,
                Some(Purchase::Direct) => Outcome::Met,
                Some(Purchase::Reseller { authorization, named }) => match (authorization, named) {
                    (Some(Authorization::NotAuthorized), _) | (_, Some(EndUserNamed::Incompletely)) => {
                        Outcome::Failed
                    }
                    (None, _) | (_, None) => Outcome::Unknown,
                    (Some(Authorization::Authorized), Some(EndUserNamed::ByNameAndAddress)) => Outcome::Met,
                },
            },
            Clause::Term => match self.term_length() {
                TermLength::Enough | TermLength::CoTermed(_) => Outcome::Met,
                TermLength::ReferenceNotSupplied
                | TermLength::PerhapsCoTermed(_)
                | TermLength::PerhapsWithUnread => Outcome::Unknown,
                TermLength::WithoutReference
                | TermLength::NothingToEndWith
                | TermLength::EndsBeforeItBegins => Outcome::Failed,
            },
        }
    }

    /// Is it in order? A fault decides, whatever is missing; else what is missing does.
    #[must_use]
    pub fn in_order(&self) -> Outcome {
        let outcomes = Clause::ALL.map(|clause| self.outcome(clause));
        if outcomes.contains(&Outcome::Failed) {
            Outcome::Failed
        } else if outcomes.contains(&Outcome::Unknown) {
            Outcome::Unknown
        } else {
            Outcome::Met
        }
    }

    /// Every clause with its outcome and why.
    #[must_use]
    pub fn reasons(&self) -> Vec<(Clause, Reason)> {
        Clause::ALL.map(|clause| (clause, self.reason(clause))).into()
    }

    fn reason(&self, clause: Clause) -> Reason {
        let (rules, title, why, inputs): (&'static [Rule], _, _, _) = match clause {
            Clause::Agreement => {
                (&[R_002], "Governing agreement", self.agreement_words(), self.agreement_inputs())
            }
            Clause::Qualification => {
                (&[R_005], "Qualified End User", self.qualification_words(), self.qualification_inputs())
            }
            Clause::Purchase => (&[R_006], "Way of purchase", self.purchase_words(), self.purchase_inputs()),
            Clause::Term => {
                (&[R_010, R_011, R_074, B_1], "Length of the term", self.term_words(), self.term_inputs())
            }
        };
        let outcome = self.outcome(clause);
        Reason { rules, section: Section::Eligibility, title, outcome, why, inputs }
    }

    fn agreement_words(&self) -> String {
        match &self.agreement {
            None => "It was not supplied which agreement governs this contract.".to_owned(),
            Some(Agreement::PurchaseAndLicence) => {
                "The vendor's purchase and licence agreement governs it, and the service description before it.".to_owned()
            }
            Some(Agreement::Other(reference)) if reference.trim().is_empty() => {
                "Another agreement is to govern it, but its reference is missing.".to_owned()
            }
            Some(Agreement::Other(_)) => {
                "Another written agreement that both have signed governs it, and the service description before it.".to_owned()
            }
        }
    }

    fn agreement_inputs(&self) -> Vec<Input> {
        let name = self.agreement.as_ref().map(|agreement| match agreement {
            Agreement::PurchaseAndLicence => "purchase and licence agreement".to_owned(),
            Agreement::Other(reference) => reference.clone(),
        });
        vec![Input::maybe("Agreement", name.filter(|name| !name.trim().is_empty()))]
    }

    fn qualification_words(&self) -> String {
        match &self.qualification {
            None => "It was not supplied whether the End User was found to qualify.".to_owned(),
            Some(Qualification::Approved { by, on }) => {
                format!("The End User was found to qualify by {by} on {}.", words::date(*on))
            }
            Some(Qualification::Refused) => {
                "The End User was not found to qualify. The service description names no criteria: ask the vendor.".to_owned()
            }
        }
    }

    fn qualification_inputs(&self) -> Vec<Input> {
        let state = self.qualification.as_ref().map(|found| match found {
            Qualification::Approved { .. } => "approved",
            Qualification::Refused => "not approved",
        });
        vec![Input::maybe("Qualification", state.map(str::to_owned))]
    }

    fn purchase_words(&self) -> String {
        let words = match &self.purchase {
            None => "It was not supplied how this contract was bought.",
            Some(Purchase::Direct) => "It was bought from the vendor.",
            Some(Purchase::Reseller { authorization: Some(Authorization::NotAuthorized), .. }) => {
                "It was bought from a reseller who was not authorized."
            }
            Some(Purchase::Reseller { named: Some(EndUserNamed::Incompletely), .. }) => {
                "The reseller's purchase order does not name the End User with name and full address."
            }
            Some(Purchase::Reseller { authorization: None, .. }) => {
                "It was not supplied whether the reseller was authorized."
            }
            Some(Purchase::Reseller { named: None, .. }) => {
                "The End User in the reseller's purchase order was not supplied."
            }
            Some(Purchase::Reseller { .. }) => {
                "It was bought from an authorized reseller, for the End User that the purchase order names with name and address."
            }
        };
        words.to_owned()
    }

    fn purchase_inputs(&self) -> Vec<Input> {
        let way = self.purchase.as_ref().map(|purchase| match purchase {
            Purchase::Direct => "from the vendor",
            Purchase::Reseller { .. } => "from a reseller",
        });
        vec![Input::maybe("Bought", way.map(str::to_owned))]
    }

    fn term_words(&self) -> String {
        match self.term_length() {
            TermLength::Enough => "The term lasts at least twelve months.".to_owned(),
            TermLength::CoTermed(number) => format!(
                "The term is shorter than twelve months: agreed in writing, so that it ends with {number}. One sentence of the service description allows that and another does not; the one about co-terming stands."
            ),
            TermLength::PerhapsCoTermed(number) => format!(
                "The term is shorter than twelve months: agreed in writing, and it ends with {number}, but the kind, the status or the End User of that contract is not known here, so whether it counts can’t be told."
            ),
            TermLength::PerhapsWithUnread => {
                "The term is shorter than twelve months: agreed in writing. Whether another contract of this End User ends on that day can’t be told: not every contract can be read here.".to_owned()
            }
            TermLength::ReferenceNotSupplied => {
                "The term is shorter than twelve months. That is allowed only to let contracts end together, agreed in writing, and it was not supplied whether there is such a writing.".to_owned()
            }
            TermLength::WithoutReference => {
                "The term is shorter than twelve months. That is allowed only to let contracts end together, agreed in writing, and there is no reference of the writing.".to_owned()
            }
            TermLength::NothingToEndWith => {
                "The term is shorter than twelve months. That is allowed only to let contracts end together, and no other contract of this End User ends on that day.".to_owned()
            }
            TermLength::EndsBeforeItBegins => "The term ends before it begins.".to_owned(),
        }
    }

    fn term_inputs(&self) -> Vec<Input> {
        let reference = self.co_terming.as_ref().map(|co_terming| co_terming.reference.clone());
        vec![
            Input::known("First day", words::date(self.start)),
            Input::known("Last day", words::date(self.end)),
            Input::maybe("Co-terming reference", reference.filter(|reference| !reference.trim().is_empty())),
        ]
    }
}

#[cfg(test)]
mod tests;
