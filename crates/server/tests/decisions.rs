//! The API decides about a thousand stored units as the browser does: the same inputs and the same written-down decisions as
//! in `crates/wire/tests/decisions.rs`. And what it answers, decided once more on the other side, comes out the same.

#[path = "../../wire/tests/decisions/inputs.rs"]
mod inputs;

use crate::support::world::{World, person};
use inputs::{Input, account, decide, inputs, line};
use rules::access::Role;
use wire::{
    json,
    unit::{OrderLine, Unit, UnitDetail},
};

const WRITTEN: &str = include_str!("../../wire/tests/decisions/decisions.txt");

#[tokio::test]
async fn a_thousand_as_browser_and_api_decide_them() {
    let world = World::new().await;
    let advisor = person(Role::Advisor);
    let mut sql = String::new();
    for country in [Some("US"), Some("DE"), Some("CU"), Some("SS"), None] {
        let (id, country) = (account(country), text(country));
        sql += &format!(
            "INSERT INTO account (id, name, kind, country) VALUES ('{id}', '{id}', 'end_user', {country});"
        );
        sql += &format!("INSERT INTO assignment (person_id, account_id) VALUES ('{advisor}', '{id}');");
    }
    let inputs = inputs();
    sql.extend(inputs.iter().map(|input| statements(&input.unit)));
    world.server.sql(&sql).await;
    let mut wrong = Vec::new();
    for ((number, Input { unit, on }), written) in inputs.iter().enumerate().zip(WRITTEN.lines()) {
        let path = format!("/v1/units/{}?on={on}", unit.reference);
        let reply = world.server.get(world.cookie(Role::Advisor), &path).await;
        let answered: UnitDetail =
            json::read(&reply.text()).unwrap_or_else(|_| panic!("{path}: {}", reply.text()));
        let api = line(number, answered.unit.cover.as_ref());
        let browser = line(number, decide(&answered.unit, *on).as_ref());
        if api != written || browser != written {
            wrong.push(format!("written: {written}\n    API: {api}\nbrowser: {browser}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ, the first:\n{}", wrong.len(), wrong[0]);
}

fn text(value: Option<&str>) -> String {
    value.map_or_else(|| "NULL".to_owned(), |value| format!("'{value}'"))
}

/// What stores one unit with its site and its contracts.
fn statements(unit: &Unit) -> String {
    let (id, account) = (&unit.reference, &unit.account.id);
    let mut sql = String::new();
    if let Some(site) = unit.site() {
        let values = [&site.street, &site.city, &site.country].map(|value| text(value.as_deref())).join(", ");
        let (site, name) = (&site.id, &site.name);
        sql += &format!(
            "INSERT INTO site (id, account_id, name, street, city, country)
             VALUES ('{site}', '{account}', '{name}', {values});"
        );
    }
    let order = unit.order.as_ref();
    let replaces = order.and_then(|line: &OrderLine| line.replaces.as_deref());
    let registered = unit.registration.as_ref();
    let flag = registered.map_or("NULL", |registration| if registration.registered { "1" } else { "0" });
    let registered_on = registered.and_then(|registration| registration.on).map(|on| on.to_string());
    let end = unit.end_of_support.as_ref();
    let end_on = end.and_then(|end| end.on).map(|on| on.to_string());
    let state = end.map(|_| if end_on.is_some() { "on" } else { "not_announced" });
    let values = [
        text(unit.vendor.as_ref().map(|vendor| vendor.as_str())),
        text(unit.source.as_ref().map(|source| source.as_str())),
        text(unit.usage.as_ref().map(|usage| usage.as_str())),
        text(order.map(|line| line.state.as_str())),
        text(order.and_then(|line| line.number.as_deref())),
        text(replaces),
        flag.to_owned(),
        text(registered_on.as_deref()),
        text(unit.site().map(|site| site.id.as_str())),
        if unit.site.is_some() { "1".to_owned() } else { "0".to_owned() },
        text(state),
        text(end_on.as_deref()),
    ]
    .join(", ");
    sql += &format!(
        "INSERT INTO unit (id, account_id, reference, serial, model, vendor, source, usage, order_state, order_number,
             order_replaces, registered, registered_on, site_id, site_known, eos_state, eos_on)
         VALUES ('{id}', '{account}', '{id}', '{id}', 'MX480', {values});"
    );
    for term in unit.terms.iter().flatten() {
        let (number, kind, status) = (&term.contract, term.kind.as_str(), term.status.as_str());
        let (start, end) = (term.start, term.end);
        sql += &format!(
            "INSERT INTO contract (number, account_id, kind, status, start_on, end_on)
             VALUES ('{number}', '{account}', '{kind}', '{status}', '{start}', '{end}');
             INSERT INTO unit_contract VALUES ('{id}', '{number}');"
        );
    }
    sql
}
