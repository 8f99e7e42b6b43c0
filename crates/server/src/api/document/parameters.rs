//! What parameters may say. A name means the same wherever it stands, so that what fits is said here once for all operations and
//! not beside each of them, from the same lists and bounds that the handlers read by. What has a type of its own in `wire` is
//! not here, nor what is only found or not found, as ids are.

use super::numbers;
use crate::api::{advice, case_filter, page, sites, unit_export, unit_filter, webinars};
use rules::{entitlement::Condition, response::record::Kept, saved_view};
use serde_json::Value;
use utoipa::openapi::{
    RefOr,
    path::{Operation, Parameter},
    schema::{KnownFormat, Object, Schema, SchemaFormat},
};
use wire::recording;

/// Says what the parameters of an operation may say.
pub(super) fn narrow(operation: &mut Operation) {
    let asked = operation.operation_id.as_deref().unwrap_or_default();
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(Parameter { name, schema: Some(schema), .. }) = parameter else { continue };
        if let RefOr::T(Schema::Object(object)) = schema {
            describe(name, asked, object);
        }
        numbers::end(schema);
    }
}

fn describe(name: &str, operation: &str, schema: &mut Object) {
    match name {
        "Idempotency-Key" => {
            (schema.min_length, schema.max_length) = (Some(1), Some(255));
            schema.pattern = Some("^[!-~]{1,255}$".to_owned());
        }
        "limit" => within(schema, 1, page::MOST),
        "priority" => within(schema, 1, 4),
        "ends_within_days" => within(schema, 0, unit_filter::DAYS_MAX),
        "on" | "opened_from" | "opened_to" => has_format(schema, KnownFormat::Date),
        "since" => has_format(schema, KnownFormat::DateTime),
        "quarter" => schema.pattern = Some("^[0-9]{4}-Q[1-4]$".to_owned()),
        "sort" => {
            let orders = orders(operation).iter();
            one_of(schema, orders.flat_map(|order| [(*order).to_owned(), format!("-{order}")]));
        }
        "became" => one_of(schema, Kept::ALL.map(Kept::code)),
        "condition" => one_of(schema, Condition::ALL.map(Condition::code)),
        // Kinds may grow, but under another name there is nothing here, and it takes no file.
        "file" => one_of(schema, recording::KINDS.iter().map(|kind| kind.as_str())),
        "format" => one_of(schema, unit_export::FORMATS),
        "page" => one_of(schema, saved_view::PAGES),
        "seen" => one_of(schema, webinars::SEEN),
        "target" => one_of(schema, case_filter::TARGETS.map(|(name, _)| name)),
        "when" => one_of(schema, webinars::WHEN),
        _ => {}
    }
}

/// What a list can be ordered by. One that is not named here would take nothing, which a test of the document finds.
fn orders(operation: &str) -> &'static [&'static str] {
    match operation {
        "listAdvice" => &advice::ORDERS,
        "listCases" => &case_filter::ORDERS,
        "listSites" => &sites::ORDERS,
        "listUnits" => &unit_filter::ORDERS,
        _ => &[],
    }
}

fn within(schema: &mut Object, least: u32, most: u32) {
    (schema.minimum, schema.maximum) = (Some(least.into()), Some(most.into()));
}

fn has_format(schema: &mut Object, format: KnownFormat) {
    schema.format = Some(SchemaFormat::KnownFormat(format));
}

fn one_of(schema: &mut Object, words: impl IntoIterator<Item = impl Into<Value>>) {
    schema.enum_values = Some(words.into_iter().map(Into::into).collect());
}
