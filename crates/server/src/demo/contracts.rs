//! Service contracts, placed around today: running, renewed without a gap, renewed with a gap of one day, expired, not
//! started, suspended, co-termed. The main terms are exactly twelve months, both ends inclusive.

use super::{
    accounts::{CARRIER, COOPERATIVE, METRO, OPERATOR},
    anchor::{Anchor, plus},
};
use chrono::NaiveDate;
use sqlx::SqliteConnection;
use wire::contract::{ContractKind, ContractStatus};

/// The carrier's Advanced Care Plus of last year, this year and next year: one contiguous chain.
pub const SERVICE: [&str; 3] = ["0060417301", "0060417302", "0060417303"];
/// Advanced Care Plus that ends in 40 days.
pub const SERVICE_40: &str = "0060420511";
/// Advanced Care Plus that ends in 75 days.
pub const SERVICE_75: &str = "0060420977";
/// Shorter than twelve months, co-termed with [`SERVICE_75`].
pub const SERVICE_CO_TERMED: &str = "0060421140";
/// Advanced Care Plus that ended and was not renewed.
pub const SERVICE_EXPIRED: &str = "0060399084";
/// Advanced Care Plus that is suspended.
pub const SERVICE_SUSPENDED: &str = "0060405566";
/// The carrier's Juniper Care, three years.
pub const CARE: &str = "0040775210";
/// Juniper Care that ended.
pub const CARE_EXPIRED: &str = "0040702118";
/// Juniper Care that has not started.
pub const CARE_FUTURE: &str = "0040790033";
/// Juniper Care with a renewal that leaves out exactly today, as Chicago counts days.
pub const CARE_WITH_GAP: [&str; 2] = ["0040733871", "0040791402"];
/// Where the gap is counted.
pub const GAP_ZONE: &str = "America/Chicago";
/// Juniper Care with a renewal that follows the next day.
pub const CARE_RENEWED: [&str; 2] = ["0040741550", "0040791980"];
/// Juniper Care that is suspended.
pub const CARE_SUSPENDED: &str = "0040811902";
/// Juniper Care for the out-of-band network, which has no Advanced Care Plus.
pub const CARE_ALONE: &str = "0040768895";
/// Subscription of switches, in the place of Juniper Care; ends in 66 days.
pub const SUBSCRIPTION_SWITCHES: &str = "SUB-2207714";
/// Subscription of software.
pub const SUBSCRIPTION_SOFTWARE: &str = "SUB-2207915";
/// The operator's Advanced Care Plus, and its renewal.
pub const OPERATOR_SERVICE: [&str; 2] = ["0060430218", "0060430219"];
/// The operator's Juniper Care.
pub const OPERATOR_CARE: &str = "0040780164";
/// The written agreement between the operator and the vendor.
const OPERATOR_AGREEMENT: &str = "Master services agreement 2024-017";
/// The APAC End User's Advanced Care Plus.
pub const METRO_SERVICE: &str = "0060433605";
/// The APAC End User's Juniper Care.
pub const METRO_CARE: &str = "0040783377";
/// The co-operative's Advanced Care Plus.
pub const COOPERATIVE_SERVICE: &str = "0060434920";
/// The co-operative's Juniper Care.
pub const COOPERATIVE_CARE: &str = "0040784551";

/// A contract with its term.
pub struct Contract {
    pub number: &'static str,
    pub account: &'static str,
    pub kind: ContractKind,
    pub status: ContractStatus,
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub purchase_order: &'static str,
    pub co_term_reference: Option<&'static str>,
    pub bought: Bought,
}

/// What decides whether a contract is in order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bought {
    /// From the vendor, everything known and right.
    Direct,
    /// From the vendor under another agreement with this reference.
    UnderOther(&'static str),
    /// From an authorized reseller, whose order names the End User.
    Reseller,
    /// The same, but a part of the End User's address is missing in the order.
    ResellerIncompletely,
    /// Nobody has written down whether the End User qualifies.
    NotYetQualified,
}

impl Bought {
    const fn agreement(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::UnderOther(reference) => ("other", Some(reference)),
            _ => ("purchase_and_licence", None),
        }
    }

    /// Way of purchase, whether the reseller was authorized, whether its order names the End User.
    const fn purchase(self) -> (&'static str, Option<bool>, Option<bool>) {
        match self {
            Self::Reseller => ("reseller", Some(true), Some(true)),
            Self::ResellerIncompletely => ("reseller", Some(true), Some(false)),
            _ => ("direct", None, None),
        }
    }
}

impl Contract {
    /// As a unit's term on the wire.
    pub fn term(&self) -> wire::unit::Term {
        wire::unit::Term {
            contract: self.number.to_owned(),
            kind: self.kind.clone(),
            start: self.start,
            end: self.end,
            status: self.status.clone(),
        }
    }

    fn suspended(self) -> Self {
        Self { status: ContractStatus::Suspended, ..self }
    }

    /// Three weeks before it began.
    fn qualified_on(&self) -> Option<String> {
        (self.bought != Bought::NotYetQualified).then(|| plus(self.start, -21).to_string())
    }

    fn bought(self, bought: Bought) -> Self {
        Self { bought, ..self }
    }
}

/// All contracts around today.
pub fn all(anchor: &Anchor) -> Vec<Contract> {
    let mut contracts = carrier_service(anchor);
    contracts.extend(carrier_care(anchor));
    contracts.extend(neighbours(anchor));
    contracts
}

fn carrier_service(anchor: &Anchor) -> Vec<Contract> {
    let [before, now, next] = SERVICE;
    let year = |number, years, order| {
        service(number, CARRIER, order, (anchor.new_year(years), plus(anchor.new_year(years + 1), -1)))
    };
    let ends_in = |number, days, order| {
        service(number, CARRIER, order, (anchor.twelve_months_before(days), anchor.days(days)))
    };
    vec![
        year(before, -1, "PO-QB-51170"),
        year(now, 0, "PO-QB-60417"),
        year(next, 1, "PO-QB-60991"),
        ends_in(SERVICE_40, 40, "PO-QB-60502"),
        ends_in(SERVICE_75, 75, "PO-QB-60533"),
        Contract {
            co_term_reference: Some("Co-terming letter QB-117, approved by Contracts"),
            ..service(SERVICE_CO_TERMED, CARRIER, "PO-QB-60781", (anchor.days(-120), anchor.days(75)))
        },
        ends_in(SERVICE_EXPIRED, -33, "PO-QB-50886"),
        ends_in(SERVICE_SUSPENDED, 190, "PO-QB-60610").suspended().bought(Bought::NotYetQualified),
    ]
}

fn carrier_care(anchor: &Anchor) -> Vec<Contract> {
    let care = |number, order, term| care(number, CARRIER, order, term);
    let [gap_before, gap_after] = CARE_WITH_GAP;
    let gap = anchor.date_in(GAP_ZONE);
    let [renewed_before, renewed_after] = CARE_RENEWED;
    let main = (anchor.new_year(-1), plus(anchor.new_year(2), -1));
    vec![
        care(CARE, "PO-QB-40118", main),
        care(CARE_EXPIRED, "PO-QB-31760", (anchor.days(-58 - 3 * 365), anchor.days(-58))),
        care(CARE_FUTURE, "PO-QB-61044", (anchor.days(17), anchor.days(17 + 364))),
        care(gap_before, "PO-QB-33092", (plus(gap, -365), plus(gap, -1))),
        care(gap_after, "PO-QB-61012", (plus(gap, 1), plus(gap, 365))),
        care(renewed_before, "PO-QB-33140", (anchor.days(-10 - 730), anchor.days(-10))),
        care(renewed_after, "PO-QB-60874", (anchor.days(-9), anchor.days(-9 + 1094))),
        care(CARE_SUSPENDED, "PO-QB-40690", (anchor.days(-300), anchor.days(430))).suspended(),
        care(CARE_ALONE, "PO-QB-40255", (anchor.days(-410), anchor.days(684))),
        Contract {
            kind: ContractKind::Subscription,
            ..care(SUBSCRIPTION_SWITCHES, "PO-QB-40312", (anchor.days(66 - 1094), anchor.days(66)))
        },
        Contract {
            kind: ContractKind::Subscription,
            ..care(SUBSCRIPTION_SOFTWARE, "PO-QB-40377", (anchor.days(-200), anchor.days(894)))
        },
    ]
}

fn neighbours(anchor: &Anchor) -> Vec<Contract> {
    let [operator_now, operator_next] = OPERATOR_SERVICE;
    let renewed = anchor.twelve_months_before(500);
    let long = (anchor.days(-500), anchor.days(594));
    let running = (anchor.twelve_months_before(210), anchor.days(210));
    // What its reseller has to renew soon.
    let ending = (anchor.twelve_months_before(62), anchor.days(62));
    vec![
        service(
            operator_now,
            OPERATOR,
            "B-2204-0071",
            (anchor.twelve_months_before(plus_days(anchor, renewed)), plus(renewed, -1)),
        )
        .bought(Bought::UnderOther(OPERATOR_AGREEMENT)),
        service(operator_next, OPERATOR, "B-2204-0093", (renewed, anchor.days(500)))
            .bought(Bought::UnderOther(OPERATOR_AGREEMENT)),
        care(OPERATOR_CARE, OPERATOR, "B-2204-0072", long),
        service(METRO_SERVICE, METRO, "FR-118-KMF", running).bought(Bought::Reseller),
        care(METRO_CARE, METRO, "FR-118-KMF", long),
        service(COOPERATIVE_SERVICE, COOPERATIVE, "FR-131-DEC", ending).bought(Bought::ResellerIncompletely),
        care(COOPERATIVE_CARE, COOPERATIVE, "FR-131-DEC", long),
    ]
}

/// In how many days the day before `date` is.
fn plus_days(anchor: &Anchor, date: NaiveDate) -> i64 {
    (date - anchor.today).num_days() - 1
}

fn service(
    number: &'static str,
    account: &'static str,
    purchase_order: &'static str,
    (start, end): (NaiveDate, NaiveDate),
) -> Contract {
    Contract {
        number,
        account,
        kind: ContractKind::AdvancedCarePlus,
        status: ContractStatus::Active,
        start,
        end,
        purchase_order,
        co_term_reference: None,
        bought: Bought::Direct,
    }
}

fn care(
    number: &'static str,
    account: &'static str,
    purchase_order: &'static str,
    term: (NaiveDate, NaiveDate),
) -> Contract {
    Contract { kind: ContractKind::JuniperCare, ..service(number, account, purchase_order, term) }
}

pub async fn insert(conn: &mut SqliteConnection, contracts: &[Contract]) -> Result<(), sqlx::Error> {
    for contract in contracts {
        sqlx::query(
            "INSERT INTO contract (number, account_id, kind, status, start_on, end_on, purchase_order, co_term_reference)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(contract.number)
        .bind(contract.account)
        .bind(contract.kind.as_str())
        .bind(contract.status.as_str())
        .bind(contract.start.to_string())
        .bind(contract.end.to_string())
        .bind(contract.purchase_order)
        .bind(contract.co_term_reference)
        .execute(&mut *conn)
        .await?;
    }
    renew(conn, contracts).await
}

/// The dates move; how a contract was bought is written anew as well, for data that is older than these columns.
pub async fn renew(conn: &mut SqliteConnection, contracts: &[Contract]) -> Result<(), sqlx::Error> {
    for contract in contracts {
        let (agreement, reference) = contract.bought.agreement();
        let (way, authorized, named) = contract.bought.purchase();
        let qualified_on = contract.qualified_on();
        sqlx::query(
            "UPDATE contract SET start_on = ?, end_on = ?, agreement = ?, agreement_reference = ?, qualified = ?,
                    qualified_by = ?, qualified_on = ?, bought = ?, reseller_authorized = ?, end_user_named = ?
             WHERE number = ?",
        )
        .bind(contract.start.to_string())
        .bind(contract.end.to_string())
        .bind(agreement)
        .bind(reference)
        .bind(qualified_on.as_ref().map(|_| true))
        .bind(qualified_on.as_ref().map(|_| "Service contracts desk"))
        .bind(qualified_on)
        .bind(way)
        .bind(authorized)
        .bind(named)
        .bind(contract.number)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
