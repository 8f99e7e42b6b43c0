//! The install base: about 300 units, most of them covered, made from a plan per site. What is special about single
//! units stands in [`exceptions`], by host name; there every reason for missing cover occurs.

mod exceptions;
mod forge;
mod rows;
mod software;

pub use rows::{insert, renew};

use super::{
    accounts::{CARRIER, COOPERATIVE, METRO, OPERATOR, RESELLER},
    anchor::Anchor,
    contracts::{self, Contract},
    models::Place,
    sites::{self, Site},
};
use forge::Forge;

/// A unit as the demonstration makes it.
pub struct DemoUnit {
    pub id: String,
    /// Numbers of the contracts that name it.
    pub contracts: Vec<&'static str>,
    /// The reseller that registered it.
    pub registered_by: Option<&'static str>,
    /// Everything else.
    pub unit: wire::unit::Unit,
}

/// How many units stand at a site, in the order of [`Place::ALL`].
const PLANS: &[(&str, [u8; 9])] = &[
    ("nyc1", [6, 3, 4, 2, 6, 2, 6, 2, 3]),
    ("chi1", [5, 2, 3, 2, 3, 2, 5, 2, 2]),
    ("den2", [4, 2, 3, 3, 3, 2, 5, 2, 2]),
    ("fra1", [4, 2, 3, 1, 4, 2, 3, 2, 1]),
    ("gru1", [3, 2, 2, 2, 2, 1, 3, 2, 1]),
    ("mex1", [3, 1, 2, 1, 2, 1, 3, 2, 1]),
    ("yyz1", [3, 1, 2, 1, 2, 1, 3, 2, 1]),
    ("scl1", [2, 1, 2, 2, 2, 1, 2, 1, 1]),
    ("ccu1", [2, 1, 2, 2, 1, 0, 2, 1, 1]),
    ("ldh1", [1, 0, 0, 1, 0, 0, 1, 0, 1]),
    ("ktm1", [1, 0, 1, 1, 0, 0, 2, 0, 1]),
    ("muc1", [2, 1, 2, 1, 2, 1, 2, 2, 1]),
    ("tyo1", [2, 1, 2, 1, 2, 1, 2, 2, 1]),
    ("jub1", [1, 0, 0, 1, 0, 0, 1, 1, 0]),
    ("krt1", [1, 0, 0, 0, 0, 0, 1, 1, 0]),
    ("dfw1", [1, 0, 0, 1, 0, 0, 1, 0, 0]),
    ("nue1", [3, 2, 2, 1, 2, 1, 3, 2, 0]),
    ("cgn1", [2, 1, 2, 1, 1, 0, 2, 1, 0]),
    ("dus1", [2, 1, 1, 1, 0, 0, 2, 1, 0]),
    ("zqw1", [1, 0, 1, 1, 0, 0, 2, 1, 0]),
    ("ccu5", [1, 0, 1, 2, 0, 0, 2, 1, 0]),
    ("ccu6", [1, 0, 1, 1, 0, 0, 1, 1, 0]),
    ("ywg1", [1, 0, 0, 1, 0, 0, 3, 1, 0]),
];

/// All units around the anchor, with the terms of `contracts`.
pub fn all(anchor: &Anchor, contracts: &[Contract]) -> Vec<DemoUnit> {
    let mut forge = Forge::new(anchor);
    let mut units = Vec::new();
    for (turn, (code, counts)) in PLANS.iter().enumerate() {
        let Some(site) = sites::by_code(code) else { continue };
        for (place, count) in Place::ALL.into_iter().zip(*counts) {
            units.extend((1..=usize::from(count)).map(|n| planned(&mut forge, site, place, turn, n)));
        }
    }
    units.extend(software::all(&mut forge));
    units.extend(returned(&mut forge));
    for unit in &mut units {
        let named = contracts.iter().filter(|contract| unit.contracts.contains(&contract.number));
        unit.unit.terms = Some(named.map(Contract::term).map(Some).collect());
    }
    units
}

fn planned(forge: &mut Forge, site: &'static Site, place: Place, turn: usize, n: usize) -> DemoUnit {
    let models = place.models();
    // Another product comes first at every site, so that no two sites look alike.
    let model = models.get((turn + n - 1) % models.len().max(1)).unwrap_or(&super::models::MX204);
    let host_name = format!("{}-{}{n:02}", site.code, place.code());
    let mut unit = forge.unit(site, model, &host_name);
    unit.contracts = usual_contracts(site.account);
    unit.registered_by = [METRO, COOPERATIVE].contains(&site.account).then_some(RESELLER);
    if site.account == CARRIER {
        exceptions::by_site(site.code, place, n, &mut unit);
        exceptions::by_host(&host_name, &mut unit, forge);
    } else {
        exceptions::of_neighbours(&host_name, &mut unit, forge);
    }
    unit
}

/// The unit in whose place `tyo1-pe02` came. Last of all, so that no other serial number changes by it.
fn returned(forge: &mut Forge) -> Option<DemoUnit> {
    let site = sites::by_code("tyo1")?;
    let mut unit = forge.bare(site, &super::models::MX10003, "tyo1-pe02-returned", exceptions::RETURNED);
    unit.unit.serial = Some(exceptions::RETURNED.to_owned());
    unit.unit.usage = Some(wire::unit::Usage::Decommissioned);
    Some(unit)
}

fn usual_contracts(account: &str) -> Vec<&'static str> {
    match account {
        OPERATOR => [&contracts::OPERATOR_SERVICE[..], &[contracts::OPERATOR_CARE]].concat(),
        METRO => vec![contracts::METRO_SERVICE, contracts::METRO_CARE],
        COOPERATIVE => vec![contracts::COOPERATIVE_SERVICE, contracts::COOPERATIVE_CARE],
        _ => exceptions::service_and(&[contracts::CARE]),
    }
}
