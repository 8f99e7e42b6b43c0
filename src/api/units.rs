//! Units of the install base.

use wire::{
    path::{self, query},
    registration::{Claim, ClaimList, RegistrationBasis, RequestTransfer},
    unit::{UnitDetail, UnitList},
    unit_change::{ChangeUnits, ChangedUnits},
    unit_history::UnitHistory,
};

use super::{Failure, IdempotencyKey, Reading, lists, request};
use crate::route::{List, UnitsQuery};

/// A page of units.
pub fn list(asked: &UnitsQuery, limit: u32) -> Reading<UnitList> {
    let query = lists::asked(List::Units, asked, &[("limit", &limit.to_string())]);
    Reading::new(format!("{}{query}", path::UNITS))
}

/// One unit; of one of several accounts when that is not empty.
pub fn one(reference: &str, account: &str) -> Reading<UnitDetail> {
    Reading::new(path::unit(reference) + &query(&[("account", account)]))
}

/// What happened to it, a page at a time.
pub fn history(reference: &str, account: &str, cursor: &str) -> Reading<UnitHistory> {
    let query = query(&[("account", account), ("limit", "20"), ("cursor", cursor)]);
    Reading::new(path::unit_history(reference) + &query)
}

/// What a unit can be moved to: the sites of the account, its own when it is empty.
pub fn sites(account: &str) -> Reading<RegistrationBasis> {
    Reading::new(format!("{}{}", path::REGISTRATION, query(&[("account", account)])))
}

/// Asks for a transfer of a unit to another company. Repeated with the same key it asks once.
pub async fn ask_for_transfer(
    reference: &str,
    wish: &RequestTransfer,
    key: &IdempotencyKey,
) -> Result<Claim, Failure> {
    request::post(&path::transfer(reference), wish, key).await.map(|answer| answer.body)
}

/// What is wished about whose units are whose, and not decided yet: one's own wishes, for the advisor all.
pub fn open_claims(account: &str) -> Reading<ClaimList> {
    let query = query(&[("state", "open"), ("account", account), ("limit", "200")]);
    Reading::new(format!("{}{query}", path::CLAIMS))
}

/// What would become of each unit.
pub async fn check_changes(wish: &ChangeUnits) -> Result<ChangedUnits, Failure> {
    request::post_once(path::UNIT_CHANGES_CHECK, wish).await
}

/// Changes units.
pub async fn change(wish: &ChangeUnits, key: &IdempotencyKey) -> Result<ChangedUnits, Failure> {
    request::post(path::UNIT_CHANGES, wish, key).await.map(|answer| answer.body)
}

/// The path of the picture of its label.
pub fn label(reference: &str, account: &str) -> String {
    format!("{}{}", path::label(reference), query(&[("account", account)]))
}
