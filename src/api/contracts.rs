//! Service contracts.

use wire::{contract::ContractList, path};

use super::Reading;

/// The contracts of the account, by end date.
pub fn list() -> Reading<ContractList> {
    Reading::new(path::CONTRACTS)
}
