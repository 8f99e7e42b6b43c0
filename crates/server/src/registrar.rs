//! Takes a piece of rows: decides each by `rules::registration`, with what the database knows of it, and writes what the good
//! ones make. Browser and server ask the same rules about a row; what only the server knows (who has a serial number, whom a
//! reseller means) is added here. It runs inside the caller's transaction and speaks of no HTTP.

mod end_users;
mod sites;

use crate::store::{
    Connection, Error,
    products::{self, Product},
    registrations::{
        known::{self, Contract},
        made::{self, NewUnit, Occasion, Snapshot},
        rows::Answered,
    },
    unit_changes::{self, NewUnitChange},
};
use end_users::EndUsers;
use rules::{
    country::CountryList,
    registration::{By, Column, Fault, FaultKind, Faults, Row, check, kept_number, means_order},
    serial::SerialNumber,
    unit::{Source, Usage},
};
use sites::Sites;
use std::collections::{HashMap, HashSet};
use wire::registration::{RowAnswer, RowFault, RowOutcome};

/// Who registers, and by what it is decided.
#[derive(Clone, Copy, Debug)]
pub struct Registrar<'a> {
    /// As what.
    pub by: By,
    /// Id of the account that registers: an End User's own, or a reseller's.
    pub account: &'a str,
    /// Who and when.
    pub occasion: Occasion<'a>,
    /// Where the service is not available.
    pub countries: &'a CountryList,
}

/// A row that has not been answered yet.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its number in the batch, from 1.
    pub number: u32,
    /// What it said, as it is kept.
    pub content: String,
    /// The same, cleaned.
    pub row: Row,
}

/// Everything that is known of the things that a piece names.
struct Known {
    units: HashMap<String, Vec<known::Unit>>,
    doubles: HashMap<String, u32>,
    end_users: EndUsers,
    sites: Sites,
    contracts: Vec<Contract>,
    models: HashMap<String, Product>,
    /// Ids of the units whose place a row of this piece has taken.
    replaced: HashSet<String>,
}

/// A row that becomes a unit: places in [`Known`].
struct Accepted<'a> {
    row: &'a Row,
    serial: &'a str,
    end_user: usize,
    site: usize,
    /// The unit that is there already, known but not registered.
    known: Option<known::Unit>,
    /// The unit whose place it takes.
    replaced: Option<known::Unit>,
}

/// Decides the rows and writes what they make. The answers come in the order of the rows.
///
/// # Errors
/// The database.
pub async fn take(
    conn: &mut Connection,
    registrar: &Registrar<'_>,
    batch: i64,
    wanted: &[Wanted],
) -> Result<Vec<Answered>, Error> {
    let serials: Vec<Option<String>> =
        wanted.iter().map(|wanted| wanted.row.borrowed().serial().ok().map(stored_form)).collect();
    let mut known = look_up(conn, registrar, batch, wanted, &serials).await?;
    let (mut accepted, mut answers) = (Vec::new(), Vec::new());
    for (wanted, serial) in wanted.iter().zip(&serials) {
        let (faults, found) = decide(registrar, &mut known, wanted, serial.as_deref());
        if let (true, Some(serial)) = (faults.is_empty(), serial) {
            accepted.push(accept(&mut known, &wanted.row, serial, found));
        }
        answers.push(answered(wanted, serial.as_ref(), &faults));
    }
    for new in known.end_users.made() {
        made::end_user(conn, new).await?;
    }
    if registrar.by == By::Reseller {
        let used: HashSet<usize> = accepted.iter().map(|accepted| accepted.end_user).collect();
        for id in known.end_users.not_own(used) {
            made::assign(conn, registrar.account, id).await?;
        }
    }
    made::sites(conn, known.sites.made(), &registrar.occasion).await?;
    let units: Vec<NewUnit<'_>> =
        accepted.iter().map(|accepted| known.unit(registrar.by, accepted)).collect();
    made::units(conn, &units, &registrar.occasion).await?;
    for (accepted, unit) in accepted.iter().zip(&units) {
        if let Some(old) = &accepted.replaced {
            replace(conn, &registrar.occasion, old, unit).await?;
        }
    }
    Ok(answers)
}

fn stored_form(serial: SerialNumber) -> String {
    serial.as_str().to_owned()
}

async fn look_up(
    conn: &mut Connection,
    registrar: &Registrar<'_>,
    batch: i64,
    wanted: &[Wanted],
    serials: &[Option<String>],
) -> Result<Known, Error> {
    let rows = || wanted.iter().map(|wanted| &wanted.row);
    let replaced: Vec<String> = rows().filter_map(|row| row.borrowed().replaces().map(stored_form)).collect();
    let named = || serials.iter().flatten().map(String::as_str);
    let mut units: HashMap<String, Vec<known::Unit>> = HashMap::new();
    for unit in known::units(conn, named().chain(replaced.iter().map(String::as_str))).await? {
        units.entry(unit.reference.clone()).or_default().push(unit);
    }
    let doubles = known::doubles(conn, batch, named()).await?.into_iter().collect();
    let end_users = match registrar.by {
        By::EndUser => EndUsers::only(known::account(conn, registrar.account).await?),
        By::Reseller => {
            let names = lower(rows().map(|row| row.end_user.as_str()));
            let found = known::end_users(conn, registrar.account, names.iter().map(String::as_str)).await?;
            EndUsers::of(found)
        }
    };
    let accounts: Vec<&str> = end_users.ids().collect();
    let names = lower(rows().map(|row| row.site_name.as_str()));
    let sites = known::sites(conn, accounts.iter().copied(), names.iter().map(String::as_str)).await?;
    let contracts = known::contracts(conn, accounts).await?;
    let models = lower(rows().map(|row| row.model.as_str()));
    let models = products::named(conn, models.iter().map(String::as_str)).await?;
    Ok(Known {
        units,
        doubles,
        end_users,
        sites: Sites::of(sites),
        contracts,
        models: models.into_iter().map(|model| (model.name.to_ascii_lowercase(), model)).collect(),
        replaced: HashSet::new(),
    })
}

/// Each text once, in the lower case of the database, which knows ASCII only.
fn lower<'a>(texts: impl Iterator<Item = &'a str>) -> HashSet<String> {
    texts.filter(|text| !text.is_empty()).map(str::to_ascii_lowercase).collect()
}

/// What was found while a row was decided.
#[derive(Default)]
struct Found {
    end_user: Option<usize>,
    known: Option<known::Unit>,
    replaced: Option<known::Unit>,
}

/// All faults of a row: its own, and those that lie in what is there already.
fn decide(
    registrar: &Registrar<'_>,
    known: &mut Known,
    wanted: &Wanted,
    serial: Option<&str>,
) -> (Faults, Found) {
    let row = wanted.row.borrowed();
    let mut faults = check(&row, registrar.by, registrar.countries);
    let mut found = Found { end_user: known.end_users.find(registrar.by, &wanted.row), ..Found::default() };
    let account = found.end_user.and_then(|place| known.end_users.get(place));
    // An End User whom the reseller has never registered for: what it has is somebody else's.
    let own = account.filter(|account| account.own).map(|account| account.id.as_str());
    let in_own = |unit: &&known::Unit| Some(unit.account_id.as_str()) == own;
    let add = |faults: &mut Faults, column, kind| faults.add(Fault { column, kind });
    if let Some(serial) = serial {
        match known.doubles.get(serial) {
            Some(first) => faults.add_twice(*first),
            None => {
                known.doubles.insert(serial.to_owned(), wanted.number);
            }
        }
        let units = known.units.get(serial).map_or(&[][..], Vec::as_slice);
        let reseller = (registrar.by == By::Reseller).then_some(registrar.account);
        match units.iter().filter(|unit| unit.is_known_to(reseller)).find(in_own) {
            Some(unit) if unit.registered => {
                // The double is what is to be said, where there is one.
                if faults.first_line().is_none() {
                    add(&mut faults, Column::Serial, FaultKind::RegisteredAlready);
                }
            }
            Some(unit) => found.known = Some(unit.clone()),
            None if units.is_empty() || faults.first_line().is_some() => {}
            None => add(&mut faults, Column::Serial, FaultKind::RegisteredElsewhere),
        }
    }
    if let Some(replaces) = row.replaces().map(stored_form) {
        let may_see = |unit: &&known::Unit| match registrar.by {
            By::EndUser => true,
            By::Reseller => unit.registered_by.as_deref() == Some(registrar.account),
        };
        let units = known.units.get(&replaces).map_or(&[][..], Vec::as_slice);
        found.replaced = units.iter().filter(may_see).find(in_own).cloned();
        match &found.replaced {
            None if Some(replaces.as_str()) != serial => {
                add(&mut faults, Column::Replaces, FaultKind::ReplacedNotFound);
            }
            Some(old) if old.replaced || known.replaced.contains(&old.id) => {
                add(&mut faults, Column::Replaces, FaultKind::ReplacedAlready);
            }
            _ => {}
        }
    }
    (faults, found)
}

fn accept<'a>(known: &mut Known, row: &'a Row, serial: &'a str, found: Found) -> Accepted<'a> {
    let end_user = found.end_user.unwrap_or_else(|| known.end_users.make(row));
    let account = known.end_users.get(end_user).map(|account| account.id.clone()).unwrap_or_default();
    let site = known.sites.find_or_make(&account, row);
    known.replaced.extend(found.replaced.iter().map(|old| old.id.clone()));
    Accepted { row, serial, end_user, site, known: found.known, replaced: found.replaced }
}

impl Known {
    /// The unit that an accepted row becomes.
    fn unit<'a>(&'a self, by: By, accepted: &'a Accepted<'a>) -> NewUnit<'a> {
        let Accepted { row, serial, known, replaced, .. } = accepted;
        let (account, end_user) = self.end_users.get(accepted.end_user).map_or(("", [""; 5]), |account| {
            (account.id.as_str(), self.end_users.address(accepted.end_user))
        });
        let (site, site_name) = self.sites.get(accepted.site);
        let product = self.models.get(&row.model.to_ascii_lowercase());
        let read = row.borrowed();
        let of_order = |contract: &&Contract| {
            contract.account_id == account && means_order(&read, &contract.purchase_order)
        };
        let contracts: Vec<&Contract> = self.contracts.iter().filter(of_order).collect();
        let listed = contracts.iter().map(|contract| contract.purchase_order.as_str());
        let typed = Some(row.purchase_order.as_str()).filter(|order| !order.is_empty());
        let typed = typed.map(|typed| kept_number(typed, listed));
        let (order_state, order_number) = match (typed, replaced) {
            (Some(order), _) => ("listed", Some(order)),
            // a unit that came after a return stands where the old one stood.
            (None, Some(old)) => match old.order_state.as_deref() {
                Some("listed" | "inherited") => ("inherited", old.order_number.as_deref()),
                _ => ("not_listed", None),
            },
            (None, None) => ("not_listed", None),
        };
        NewUnit {
            id: known.as_ref().map_or_else(|| uuid::Uuid::now_v7().to_string(), |unit| unit.id.clone()),
            known: known.is_some(),
            account,
            serial,
            host_name: &row.host_name,
            model: product.map_or(row.model.as_str(), |product| product.name.as_str()),
            product,
            // What a row does not say it takes for what is usual; of a unit that is known it says nothing.
            source: read.source(by).filter(|_| known.is_none() || !row.source.is_empty()).map(source),
            usage: read.usage().filter(|_| known.is_none() || !row.usage.is_empty()).map(usage),
            order_state,
            order_number,
            replaces: replaced.as_ref().map(|old| old.reference.as_str()),
            site,
            site_name,
            release: &row.release,
            contracts: contracts.iter().map(|contract| contract.number.as_str()).collect(),
            snapshot: order_number.map(|number| Snapshot { number, end_user }),
        }
    }
}

/// The old unit leaves, and its contracts name the new one.
async fn replace(
    conn: &mut Connection,
    occasion: &Occasion<'_>,
    old: &known::Unit,
    new: &NewUnit<'_>,
) -> Result<(), Error> {
    made::replace(conn, &old.id, &new.id).await?;
    let note = format!("{} took its place after a return", new.serial);
    let before = old.usage.as_deref().map(|usage| usage.replace('_', " "));
    let line = NewUnitChange {
        unit: &old.id,
        at: occasion.at,
        by: occasion.person,
        kind: "usage",
        old: before.as_deref(),
        new: Some("decommissioned"),
        note: Some(&note),
    };
    unit_changes::record(conn, &line).await
}

fn answered(wanted: &Wanted, serial: Option<&String>, faults: &Faults) -> Answered {
    let said = |fault: Fault| RowFault {
        column: fault.column.code().to_owned(),
        code: fault.kind.code().to_owned(),
        message: match (fault.kind, faults.first_line()) {
            // The rules speak of lines of a file; a batch has rows.
            (FaultKind::TwiceInFile, Some(first)) => {
                format!("Row {first} of this batch has the same serial number.")
            }
            _ => fault.message(),
        },
    };
    let outcome = if faults.is_empty() { RowOutcome::Registered } else { RowOutcome::Refused };
    let answer = RowAnswer {
        row: wanted.number,
        outcome,
        reference: serial.cloned(),
        faults: faults.iter().map(said).collect(),
    };
    Answered { serial: serial.cloned(), content: wanted.content.clone(), answer }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Juniper => "juniper",
        Source::AuthorizedReseller => "authorized_reseller",
        Source::UnauthorizedSeller => "unauthorized_seller",
        Source::GrayMarket => "gray_market",
    }
}

fn usage(usage: Usage) -> &'static str {
    match usage {
        Usage::InUse => "in_use",
        Usage::Spare => "spare",
        Usage::Laboratory => "laboratory",
        Usage::Decommissioned => "decommissioned",
    }
}
