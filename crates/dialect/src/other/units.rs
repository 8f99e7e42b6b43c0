//! Assets there, units here.

use http::Method;
use wire::unit::{EndOfSupport, OrderLine, OrderState, Registration, Unit, UnitDetail, UnitList};

use super::{
    Spoken, call,
    contracts::term,
    question::{
        Parameter::{Count, Named, Offset, Order, Worded},
        Question, next,
    },
    theirs::{Theirs, zones},
    words::{ASSET_ORDERS, LIFECYCLES, MANUFACTURERS, SOURCES},
    written,
};

/// Most on one of their pages.
pub const MOST: u32 = 50;

/// A page. They sort by host name when nothing is said, as we do.
pub fn ask_list(question: &Question) -> Spoken {
    let known = [
        ("q", Named("text")),
        ("account", Named("customer")),
        ("site", Named("location")),
        ("model", Named("sku")),
        ("contract", Named("agreement")),
        ("usage", Worded("lifecycle", &LIFECYCLES)),
        // The days until the first agreement ends; see the order by it.
        ("ends_within_days", Named("expiringInDays")),
        ("sort", Order(&ASSET_ORDERS)),
        ("limit", Count(MOST)),
        ("cursor", Offset),
    ];
    question.list("/rest/assets", &known, "")
}

/// A page, with the way to the next one.
pub fn hear_list(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    let total = theirs.number("total");
    written(&UnitList {
        next: next(theirs.number("offset"), theirs.each("assets").count(), total),
        items: theirs.each("assets").map(unit).collect(),
        total: Some(total),
        zones: zones(theirs.each("assets").filter_map(|asset| asset.at("location"))),
    })
}

/// One. A serial number is unique among everything that somebody reaches there, so the account need not be named.
pub fn ask_one(question: &Question) -> Spoken {
    call(Method::GET, format!("/rest/assets/{}", question.name()), None)
}

/// One. What it replaced and where it stood before is not told there.
pub fn hear_one(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    written(&UnitDetail {
        unit: unit(theirs)?,
        zones: zones(theirs.at("location").into_iter()),
        replaces: None,
        replaced_by: Vec::new(),
        order_snapshots: Vec::new(),
        former_sites: Vec::new(),
        milestones: Vec::new(),
    })
}

fn unit(theirs: Theirs<'_>) -> Option<Unit> {
    let serial = theirs.text("serialNo")?;
    // Of an agreement without its days nobody can tell when it covers the unit.
    let terms = theirs.given("agreements").map(|_| theirs.each("agreements").map(term).collect());
    Some(Unit {
        reference: serial.clone(),
        serial: Some(serial),
        host_name: theirs.text("hostname"),
        model: theirs.text("product.sku")?,
        family: theirs.text("product.line"),
        description: None,
        account: theirs.account("customer")?,
        account_country: theirs.text("customer.countryCode"),
        vendor: known(&MANUFACTURERS, theirs.word("product.manufacturer")),
        source: known(&SOURCES, theirs.word("acquiredFrom")),
        usage: known(&LIFECYCLES, theirs.word("lifecycle")),
        order: order(theirs),
        // What stands on their list is registered, by serial number and location.
        registration: Some(Registration { registered: true, on: theirs.day("registeredOn") }),
        site: theirs.given("location").map(|location| location.and_then(Theirs::site)),
        end_of_support: end_of_support(theirs, "product.supportEnds"),
        terms,
        // They keep no list of what is inside.
        parts: Vec::new().into(),
        software_release: theirs.text("firmware"),
        release_confirmed_at: None,
        cover: None,
        version: theirs.version("modifiedAt"),
    })
}

fn known<T: for<'a> From<&'a str>>(words: &super::words::Words, theirs: &str) -> Option<T> {
    (!theirs.is_empty()).then(|| words.ours(theirs).into())
}

fn order(theirs: Theirs<'_>) -> Option<OrderLine> {
    let (number, replaces) = (theirs.text("orderNo"), theirs.text("replacesSerialNo"));
    let state = match (theirs.given("orderNo")?, &replaces) {
        (None, _) => OrderState::NotListed,
        (Some(_), Some(_)) => OrderState::Inherited,
        (Some(_), None) => OrderState::Listed,
    };
    Some(OrderLine { state, number, replaces })
}

/// A date; null where none is announced; missing where nobody has looked.
pub fn end_of_support(theirs: Theirs<'_>, path: &str) -> Option<EndOfSupport> {
    let said = theirs.given(path)?;
    let on = theirs.day(path);
    // A date that can't be read is no "not announced".
    (said.is_none() || on.is_some()).then_some(EndOfSupport { on })
}
