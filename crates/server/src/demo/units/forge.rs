//! Makes units: serial numbers that never repeat, dates of registration and of the last look at the release. The draws
//! never depend on the anchor, so that a unit keeps its serial number whenever the demonstration is placed.

use super::{DemoUnit, exceptions::RETURNED};
use crate::demo::{
    accounts,
    anchor::Anchor,
    models::{EndOfSupport, Model},
    sites::Site,
    splitmix::SplitMix,
};
use std::collections::BTreeSet;
use wire::{
    account::AccountRef,
    unit::{OrderLine, OrderState, Part, Registration, Source, Unit, Usage, Vendor},
};

/// The one place where the dice fall.
pub struct Forge<'a> {
    pub anchor: &'a Anchor,
    mix: SplitMix,
    serials: BTreeSet<String>,
    made: u32,
}

/// No I and no O: people read these aloud.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

impl<'a> Forge<'a> {
    pub fn new(anchor: &'a Anchor) -> Self {
        // The serial numbers that the exceptions give by hand are taken.
        let serials = BTreeSet::from(["JN1234AFB".to_owned(), RETURNED.to_owned()]);
        Self { anchor, mix: SplitMix::seeded(0x0C0F_FEE0_2026), serials, made: 0 }
    }

    /// A covered unit in use, but for the contracts that name it.
    pub fn unit(&mut self, site: &Site, model: &Model, host_name: &str) -> DemoUnit {
        let serial = self.serial(model.prefix);
        let mut unit = self.bare(site, model, host_name, &serial);
        unit.unit.serial = Some(serial);
        unit
    }

    /// The same without serial number, known by its reference.
    pub fn bare(&mut self, site: &Site, model: &Model, host_name: &str, reference: &str) -> DemoUnit {
        self.made += 1;
        let registered_on = self.anchor.days(-self.mix.between(430, 1600));
        let confirmed = self.anchor.minutes(-self.mix.between(3 * 1440, 150 * 1440));
        let order = self.mix.between(0, 2);
        let mut unit = Unit {
            reference: reference.to_owned(),
            serial: None,
            host_name: Some(host_name.to_owned()),
            model: String::new(),
            family: None,
            description: None,
            account: AccountRef {
                id: site.account.to_owned(),
                name: accounts::name(site.account).to_owned(),
            },
            account_country: accounts::country(site.account).map(str::to_owned),
            vendor: Some(Vendor::Juniper),
            source: Some(if order == 0 { Source::AuthorizedReseller } else { Source::Juniper }),
            usage: Some(Usage::InUse),
            order: Some(OrderLine {
                state: OrderState::Listed,
                number: Some(purchase_order(site.account).to_owned()),
                replaces: None,
            }),
            registration: Some(Registration { registered: true, on: Some(registered_on) }),
            site: Some(Some(site.wire())),
            end_of_support: None,
            terms: None,
            parts: Vec::new().into(),
            software_release: None,
            release_confirmed_at: Some(confirmed),
            cover: None,
            version: 1,
        };
        self.set_model(&mut unit, model);
        DemoUnit { id: format!("unit-{:04}", self.made), contracts: Vec::new(), registered_by: None, unit }
    }

    /// Makes it another product, with the parts of that; the serial number stays.
    pub fn set_model(&mut self, unit: &mut Unit, model: &Model) {
        let draw = self.mix.between(0, 11);
        let release = usize::try_from(draw)
            .ok()
            .and_then(|draw| model.releases.get(draw.checked_rem(model.releases.len())?));
        model.sku.clone_into(&mut unit.model);
        unit.family = (!model.family.is_empty()).then(|| model.family.to_owned());
        unit.description = Some(model.description.to_owned());
        unit.software_release = release.map(|release| (*release).to_owned());
        if release.is_none() {
            unit.release_confirmed_at = None;
        }
        unit.end_of_support = self.end_of_support(model.end_of_support);
        unit.parts = self.parts(model).into();
    }

    /// A part with a serial number of its own.
    pub fn part(&mut self, slot: &str, model: &str, end_of_support: EndOfSupport) -> Part {
        Part {
            slot: slot.to_owned(),
            model: model.to_owned(),
            serial: Some(self.serial("CA")),
            vendor: Some(Vendor::Juniper),
            end_of_support: self.end_of_support(end_of_support),
        }
    }

    fn parts(&mut self, model: &Model) -> Vec<Part> {
        let parts: &[(&str, &str)] = match model.sku {
            "MX480" | "MX960" => &[
                ("Routing Engine 0", "RE-S-X6-64G"),
                ("Routing Engine 1", "RE-S-X6-64G"),
                ("FPC 0", "MPC7E-MRATE"),
                ("FPC 1", "MPC7E-10G"),
            ],
            "PTX10008" => &[
                ("Routing Engine 0", "JNP10K-RE1-E"),
                ("Routing Engine 1", "JNP10K-RE1-E"),
                ("SIB 0", "JNP10008-SF3"),
                ("SIB 1", "JNP10008-SF3"),
                ("FPC 0", "PTX10K-LC1201-36CD"),
                ("FPC 1", "PTX10K-LC1201-36CD"),
            ],
            _ => &[],
        };
        parts.iter().map(|(slot, model)| self.part(slot, model, EndOfSupport::NotAnnounced)).collect()
    }

    fn end_of_support(&self, end: EndOfSupport) -> Option<wire::unit::EndOfSupport> {
        match end {
            EndOfSupport::In(days) => Some(wire::unit::EndOfSupport { on: Some(self.anchor.days(days)) }),
            EndOfSupport::NotAnnounced => Some(wire::unit::EndOfSupport { on: None }),
            EndOfSupport::NoData => None,
        }
    }

    /// Two letters, four digits, and up to four letters.
    fn serial(&mut self, prefix: &str) -> String {
        loop {
            let mut serial = format!("{prefix}{:04}", self.mix.between(0, 9999));
            for _ in 0..self.mix.between(2, 4) {
                let letter = usize::try_from(self.mix.between(0, 22)).unwrap_or(0);
                serial.push(LETTERS.get(letter).copied().unwrap_or(b'A').into());
            }
            if self.serials.insert(serial.clone()) {
                return serial;
            }
        }
    }
}

/// The purchase order for the Services that lists an account's units.
fn purchase_order(account: &str) -> &'static str {
    match account {
        accounts::OPERATOR => "B-2204-0071",
        accounts::METRO => "FR-118-KMF",
        accounts::COOPERATIVE => "FR-131-DEC",
        _ => "PO-QB-60417",
    }
}
