//! What belongs to one account, the own one or one of several: everything that its page and its card for the wall show.

use wire::{
    advisor::AdvisorOfAccount,
    contact::Contacts,
    contract::ContractList,
    path::{self, query},
    profile::People,
};

use super::{Failure, Reading, request};

fn of(path: &str, account: &str) -> String {
    format!("{path}{}", query(&[("account", account)]))
}

/// Who holds which role.
pub fn people(account: &str) -> Reading<People> {
    Reading::new(of(path::PEOPLE, account))
}

/// Ends the sign-in of somebody of it.
pub async fn end_sign_in(account: &str, person: &str) -> Result<(), Failure> {
    request::delete(&of(&path::sign_in_of(person), account)).await
}

/// The people who may speak for it.
pub fn contacts(account: &str) -> Reading<Contacts> {
    Reading::new(of(path::CONTACTS, account))
}

/// Its contracts, by end date.
pub fn contracts(account: &str) -> Reading<ContractList> {
    Reading::new(of(path::CONTRACTS, account))
}

/// Its Technical Services Advisor.
pub fn advisor(account: &str) -> Reading<AdvisorOfAccount> {
    Reading::new(of(path::ADVISOR, account))
}
