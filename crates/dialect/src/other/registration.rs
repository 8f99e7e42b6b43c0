//! Adding an asset there, registering a unit here. They take one at a time: a batch of one row is one call, and a larger one
//! is refused in words. What to choose from is their catalogue.

use http::Method;
use rules::registration as rule;
use serde_json::json;
use wire::{
    account::AccountRef,
    problem::Kind,
    registration::{
        Batch, BatchState, EndUserBasis, ModelBasis, NewBatch, PurchaseOrder, RegistrationBasis, Row,
        RowAnswer, RowFault, RowOutcome,
    },
};

use super::{
    Spoken, as_said, call,
    contracts::term,
    problems::{Fields, code},
    question::{Question, unreadable},
    refuse,
    theirs::{Theirs, zones},
    units::end_of_support,
    words::{LIFECYCLES, MANUFACTURERS, SOURCES},
    written,
};

/// Their fields, and our columns.
pub const FIELDS: Fields = &[
    ("serialNo", "serial"),
    ("sku", "model"),
    ("hostname", "host_name"),
    ("lifecycle", "usage"),
    ("firmware", "release"),
    ("orderNo", "purchase_order"),
    ("replacesSerialNo", "replaces"),
    ("acquiredFrom", "source"),
    ("location.title", "site_name"),
    ("location.address.line1", "street"),
    ("location.address.zip", "postal_code"),
    ("location.address.town", "city"),
    ("location.address.countryCode", "country"),
    ("customerTitle", "end_user"),
];

/// Their catalogue.
pub fn ask_basis(_: &Question) -> Spoken {
    call(Method::GET, "/rest/catalog".to_owned(), None)
}

/// Of all customers, or of the one that was asked for.
pub fn hear_basis(question: &Question, theirs: Theirs<'_>) -> Option<String> {
    theirs.at("customers")?;
    let account = question.parameter("account");
    let wanted = |customer: &Theirs<'_>| account.is_empty() || customer.word("code") == account;
    let customers: Vec<Theirs<'_>> = theirs.each("customers").filter(wanted).collect();
    written(&RegistrationBasis {
        end_users: customers.iter().copied().map(end_user).collect(),
        models: theirs.each("products").map(model).collect(),
        zones: zones(customers.iter().flat_map(|customer| customer.each("locations"))),
    })
}

fn end_user(customer: Theirs<'_>) -> Option<EndUserBasis> {
    Some(EndUserBasis {
        account: customer.account("")?,
        street: customer.text("address.line1"),
        postal_code: customer.text("address.zip"),
        city: customer.text("address.town"),
        country: customer.text("address.countryCode"),
        purchase_orders: customer.each("orders").map(order).collect(),
        sites: customer.each("locations").map(Theirs::site).collect(),
        units: customer.number("assetCount"),
    })
}

fn order(theirs: Theirs<'_>) -> Option<PurchaseOrder> {
    let terms = theirs.each("agreements").map(term).collect();
    Some(PurchaseOrder { number: theirs.text("orderNo")?, terms })
}

fn model(product: Theirs<'_>) -> Option<ModelBasis> {
    Some(ModelBasis {
        model: product.text("sku")?,
        family: product.text("line"),
        vendor: product.text("manufacturer").map(|maker| MANUFACTURERS.ours(&maker).into()),
        end_of_support: end_of_support(product, "supportEnds"),
    })
}

/// Registers one unit.
pub fn ask_one(question: &Question) -> Spoken {
    // The account is one's own, and a single unit stands in no file.
    let Some(NewBatch { account: _, file_name: _, rows, first }) = question.body() else {
        return unreadable();
    };
    match <[Row; 1]>::try_from(first) {
        Ok([row]) if rows == 1 => register(row),
        _ => refuse(
            Kind::Invalid,
            "This portal’s API takes one unit at a time: register each by the form, not from a file.",
        ),
    }
}

/// Every column is named, so that a new one is not forgotten here.
fn register(row: Row) -> Spoken {
    // Countries are typed by name as well.
    let country = rule::Row::from(&row).borrowed().country();
    let Row {
        serial,
        model,
        host_name,
        usage,
        release,
        purchase_order,
        replaces,
        source,
        site_name,
        street,
        postal_code,
        city,
        country: typed,
        end_user,
        // They know their customers' addresses and take a customer by its title.
        end_user_street: _,
        end_user_postal_code: _,
        end_user_city: _,
        end_user_country: _,
    } = row;
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let usage = filled(usage).unwrap_or_else(|| "in_use".to_owned());
    let body = json!({
        "serialNo": serial,
        "sku": model,
        "hostname": filled(host_name),
        "lifecycle": LIFECYCLES.theirs(&usage),
        "firmware": filled(release),
        "orderNo": filled(purchase_order),
        "replacesSerialNo": filled(replaces),
        "acquiredFrom": filled(source).map(|source| SOURCES.theirs(&source).to_owned()),
        "location": {
            "title": site_name,
            "address": {
                "line1": street,
                "zip": filled(postal_code),
                "town": city,
                "countryCode": country.map_or(typed, |country| country.code().to_owned()),
            },
        },
        "customerTitle": filled(end_user),
    });
    call(Method::POST, "/rest/assets".to_owned(), Some(body))
}

/// It became a unit.
pub fn hear_one(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    let reference = theirs.text("serialNo")?;
    let answer =
        RowAnswer { row: 1, outcome: RowOutcome::Registered, reference: Some(reference), faults: Vec::new() };
    let batch = Batch {
        account: theirs.account("customer")?,
        created_at: theirs.time("modifiedAt")?,
        by: theirs.word("registeredBy").to_owned(),
        ..batch(answer)
    };
    written(&as_said(&batch, theirs, &[("/created_at", "modifiedAt")])?)
}

/// It did not: what they say of its fields. Nothing when they say something else.
pub fn hear_refused(theirs: Theirs<'_>) -> Option<String> {
    let faults: Vec<RowFault> = theirs.each("error.fields").map(fault).collect();
    if faults.is_empty() {
        return None;
    }
    let answer = RowAnswer { row: 1, outcome: RowOutcome::Refused, reference: None, faults };
    written(&Batch { created_at: theirs.instant("error.time").unwrap_or_default(), ..batch(answer) })
}

fn fault(theirs: Theirs<'_>) -> RowFault {
    let name = theirs.word("name");
    // What is in no column is told at the first.
    let column = FIELDS.iter().find(|(known, _)| *known == name).map_or("serial", |(_, column)| column);
    let code = match (column, code(theirs)) {
        ("end_user", _) => "end_user_not_yours".to_owned(),
        (_, code) => code,
    };
    RowFault { column: column.to_owned(), code, message: theirs.word("message").to_owned() }
}

/// A batch of that one row. They keep none, so it has no name under which it could be found again.
fn batch(answer: RowAnswer) -> Batch {
    let registered = u32::from(answer.outcome == RowOutcome::Registered);
    Batch {
        id: String::new(),
        account: AccountRef { id: String::new(), name: String::new() },
        state: BatchState::Complete,
        file_name: None,
        rows: 1,
        received: 1,
        registered,
        refused: 1 - registered,
        missing: Vec::new().into(),
        created_at: Default::default(),
        by: String::new(),
        answers: vec![answer],
        version: 0,
    }
}
