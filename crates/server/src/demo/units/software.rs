//! Software Subscriptions of the carrier: no serial number, known by a software support reference number; the
//! Subscription stands in the place of Juniper Care (R-020, B-23).

use super::{DemoUnit, exceptions::service_and, forge::Forge};
use crate::demo::{
    contracts::SUBSCRIPTION_SOFTWARE,
    models::{APSTRA, CRPD, Model, PARAGON, VSRX},
    sites,
};

const SOFTWARE: &[(&str, &str, &str, &Model)] = &[
    ("SSRN-48213907", "nyc1", "nyc1-vsrx01", &VSRX),
    ("SSRN-48213915", "den2", "den2-vsrx01", &VSRX),
    ("SSRN-48213923", "fra1", "fra1-vsrx01", &VSRX),
    ("SSRN-48213931", "muc1", "muc1-vsrx01", &VSRX),
    ("SSRN-50117246", "nyc1", "nyc1-rr01", &CRPD),
    ("SSRN-50117254", "fra1", "fra1-rr01", &CRPD),
    ("SSRN-51660388", "den2", "den2-pce01", &PARAGON),
    ("SSRN-52904417", "chi1", "chi1-fabric01", &APSTRA),
];

pub fn all(forge: &mut Forge) -> Vec<DemoUnit> {
    SOFTWARE
        .iter()
        .filter_map(|(reference, code, host_name, model)| {
            let mut unit = forge.bare(sites::by_code(code)?, model, host_name, reference);
            unit.contracts = service_and(&[SUBSCRIPTION_SOFTWARE]);
            Some(unit)
        })
        .collect()
}
