//! What activation and responsibilities both ask: the list of the installation, the roster, the install base and what was
//! handed in, gathered into the facts that the rules decide on. It decides nothing itself.

use crate::{
    activation_list,
    problem::Refusal,
    store::{
        Connection, contacts,
        declarations::{self, Area},
        reach::Reach,
        units,
    },
    visitor::Visitor,
};
use chrono::NaiveDate;
use rules::{
    contract::activation::{self, Facts},
    release::{Freshness, freshness},
    unit::{Address, SiteRecord},
};
use std::collections::BTreeMap;
use wire::{
    account::AccountRef,
    activation::ActivationItem,
    contact::Contact,
    declaration::{Declaration, DeclarationStep},
    unit::{Unit, Usage},
};

/// How an account stands.
#[derive(Debug)]
pub struct Readiness {
    /// Everything that is asked for.
    pub items: Vec<ActivationItem>,
    /// Named representatives.
    pub representatives: Vec<Contact>,
    /// Units in use, those with a release, and those whose release had no look within a quarter.
    pub releases: [u32; 3],
}

/// Gathers it.
///
/// # Errors
/// The database.
pub async fn gather(conn: &mut Connection, reach: &Reach, on: NaiveDate) -> Result<Readiness, Refusal> {
    let wanted = activation_list::in_force(conn).await?;
    let representatives = contacts::roster(conn, reach).await?.representatives;
    let given: Vec<Declaration> = declarations::latest(conn, reach, Area::Activation)
        .await?
        .into_iter()
        .filter(|said| said.step == DeclarationStep::Given)
        .collect();
    let stored = units::all(conn, reach).await?;
    let base = InstallBase::of(stored.iter().map(|stored| &stored.unit), on);
    let facts = Facts {
        named: representatives.len(),
        unreachable: representatives
            .iter()
            .filter(|contact| contact.email.is_none() || contact.phone.is_none())
            .map(|contact| contact.name.clone())
            .collect(),
        sites: base.sites.len(),
        sites_incomplete: base.incomplete(),
        units: base.units,
        without_release: base.without_release,
        given: given.iter().map(|said| said.topic.clone()).collect(),
    };
    let items = activation::assess(&wanted, &facts)
        .into_iter()
        .map(|item| {
            let said = given.iter().find(|said| said.topic == item.id).cloned();
            ActivationItem::of(item, said)
        })
        .collect();
    let known = base.units.saturating_sub(base.without_release);
    let releases = [base.units, known, base.stale].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Ok(Readiness { items, representatives, releases })
}

#[derive(Default)]
struct InstallBase {
    units: usize,
    without_release: usize,
    stale: usize,
    /// By name, whether the address is complete.
    sites: BTreeMap<String, bool>,
}

impl InstallBase {
    fn of<'a>(units: impl Iterator<Item = &'a Unit>, on: NaiveDate) -> Self {
        let mut base = Self::default();
        for unit in units {
            if matches!(unit.usage, None | Some(Usage::InUse | Usage::Unknown(_))) {
                base.units += 1;
                let confirmed = unit.release_confirmed_at.map(|at| at.date_naive());
                match freshness(unit.software_release.as_deref(), confirmed, on) {
                    Freshness::NotKnown => base.without_release += 1,
                    Freshness::Stale => base.stale += 1,
                    Freshness::Fresh => {}
                }
            }
            if unit.registration.as_ref().is_some_and(|registration| registration.registered) {
                base.add_site(unit);
            }
        }
        base
    }

    fn add_site(&mut self, unit: &Unit) {
        let site = unit.facts().map(|facts| facts.site);
        let name = unit.site().map(|site| site.name.clone());
        match (site, name) {
            (Ok(SiteRecord::At { address: Address::Complete, .. }), Some(name)) => {
                self.sites.entry(name).or_insert(true);
            }
            // An address that can't be read is none.
            (_, Some(name)) => drop(self.sites.insert(name, false)),
            (_, None) => drop(self.sites.insert(format!("no site for {}", unit.title()), false)),
        }
    }

    fn incomplete(&self) -> Vec<String> {
        self.sites.iter().filter(|(_, complete)| !**complete).map(|(name, _)| name.clone()).collect()
    }
}

/// The account by its name, out of those that the visitor has.
#[must_use]
pub fn account_ref(visitor: &Visitor, id: &str) -> AccountRef {
    std::iter::once(&visitor.me.account)
        .chain(&visitor.me.accounts)
        .find(|account| account.id == id)
        .cloned()
        .unwrap_or_else(|| AccountRef { id: id.to_owned(), name: String::new() })
}
