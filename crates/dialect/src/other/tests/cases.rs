//! Tickets there, cases here.

use http::Method;
use serde_json::{Value, json};
use wire::{
    case::{Case, CaseList, CaseStatus, Channel, ContactWay, EventBy, EventKind, ExpertBasis, WaitingOn},
    json::{self, Faults, FromJson, Lost},
    problem::Kind,
};

use super::{Heard, asked, came, get, goes_out, instant, known, path_of, problem, read, recorded};

#[test]
fn cases_in_a_list() {
    assert_eq!(
        path_of("/v1/cases?sort=urgency&open=true&limit=50"),
        "/rest/tickets?order=queue&active=true&count=50"
    );
    assert_eq!(
        path_of("/v1/cases?priority=2&limit=1"),
        "/rest/tickets?severity=S2&count=1&order=raised%3Adesc"
    );
    let list: CaseList = read(&get("/v1/cases"), recorded!("tickets"));
    assert_eq!((list.items.len(), list.total, list.next), (3, Some(3), None));
    let first = list.items.first().unwrap();
    assert_eq!((first.number.as_str(), first.priority), ("INC0042088", 3));
    assert_eq!(
        (first.status.clone(), first.waiting_on.clone()),
        (CaseStatus::InProgress, WaitingOn::Customer)
    );
    assert_eq!((first.channel.clone(), first.unit_title.as_deref()), (Channel::Web, Some("dub-fab03")));
    assert_eq!(first.due_at, instant("2026-11-22T20:00:00Z"));
    assert!(first.version > 0);
    assert_eq!(list.items[2].waiting_on, WaitingOn::Nobody);
}

/// As the app reads it.
fn with_losses<T: FromJson>(heard: &Heard) -> (T, Lost) {
    let mut faults = Faults::default();
    let read = T::read(serde_json::from_str(&heard.text).unwrap(), &mut faults);
    (read, faults.end().unwrap())
}

/// A dialect guesses at no zone: what was said reaches the reader of the app, which names it.
#[test]
fn times_without_a_zone_are_named_as_those_of_our_own_api() {
    let mut list: Value = serde_json::from_str(recorded!("tickets")).unwrap();
    list["tickets"][0]["touchedAt"] = json!("2026-11-22T20:00:00");
    list["tickets"][1]["raised"]["at"] = json!("2026-11-22T20:00:00");
    let heard = came(&get("/v1/cases"), 200, &list.to_string());
    let (read, lost) = with_losses::<CaseList>(&heard);
    assert_eq!((read.items.len(), lost.entries), (2, 1));
    assert_eq!(lost.naive, "changed_at created_at");
    assert_eq!(read.items[0].changed_at, None);

    let mut case: Value = serde_json::from_str(recorded!("ticket")).unwrap();
    case["faultSince"] = json!("2026-11-22T20:00:00");
    case["log"][1]["at"] = json!("2026-11-22T20:00:00");
    let heard = came(&get("/v1/cases/INC0042088"), 200, &case.to_string());
    let (read, lost) = with_losses::<Case>(&heard);
    assert_eq!((read.events.len(), lost.entries, lost.naive.as_str()), (2, 1, "since at"));
    // When somebody was called is nothing to do without.
    case["sla"]["metAt"] = json!("2026-11-22T20:00:00");
    let heard = came(&get("/v1/cases/INC0042088"), 200, &case.to_string());
    assert_eq!(
        json::read::<Case>(&heard.text).err().as_deref(),
        Some("first_contact.at (time zone unknown)")
    );
}

#[test]
fn one_case_in_full() {
    let case: Case = read(&get("/v1/cases/INC0042088"), recorded!("ticket"));
    let contact = case.first_contact.clone().unwrap();
    assert_eq!((contact.kind, contact.name.as_str()), (EventKind::Phone, "Ilse Brandvold"));
    let told: Vec<_> = case.events.iter().map(|event| (event.kind.clone(), event.by.clone())).collect();
    assert_eq!(
        told,
        [
            (EventKind::Opened, EventBy::Customer),
            (EventKind::Phone, EventBy::Engineer),
            (EventKind::Asked, EventBy::Engineer)
        ]
    );
    assert_eq!((case.own_reference.as_deref(), case.opened_by.as_str()), (Some("RGS-771"), "Wanjiru Kamau"));
    assert_eq!(case.unit.and_then(|unit| unit.zone).as_deref(), Some("Europe/Dublin"));
    assert_eq!(case.zones.len(), 1);
    assert_eq!(
        case.events.last().map(|event| event.version),
        Some(case.version),
        "the last thing that happened"
    );
}

#[test]
fn a_priority_1_of_the_web_keeps_its_priority_and_has_the_target_of_2() {
    let report = json!({
        "priority": 1, "unit": "RVG040000", "further_units": ["RVG040028"], "synopsis": "No BGP session stays up",
        "network_outage": true, "own_reference": "RGS-9", "contact": "u-3", "contact_by": "email",
        "since": "2026-11-24T16:40:00+01:00", "exclusions": ["modified_code"], "phone_page": "open_on_web",
    });
    let ours = asked(Method::POST, "/v1/cases?draft_version=1&draft_writer=w", Some(report));
    let (method, path, body) = goes_out(&ours);
    assert_eq!((method, path.as_str()), (Method::POST, "/rest/tickets"));
    assert_eq!((&body["severity"], &body["assetSerialNo"]), (&json!("S1"), &json!("RVG040000")));
    assert_eq!(body["relatedAssets"], json!(["RVG040028"]));
    assert_eq!(body["contact"], json!({ "personId": "u-3", "via": "MAIL", "address": null, "hours": null }));
    assert_eq!((&body["faultSince"], &body["firmware"]), (&json!("2026-11-24T16:40:00+01:00"), &Value::Null));
    assert_eq!(
        body["body"],
        json!("Declared by the reporter: The software on it was changed by you or a third party")
    );

    let case: Case = read(&ours, recorded!("ticket-created"));
    assert_eq!((case.priority, case.channel.clone()), (1, Channel::Web));
    assert_eq!(
        (case.target.row, case.target.minutes, case.target.table.as_str()),
        (2, 30, "Support policy 7")
    );
    assert_eq!((case.due_at - case.created_at).num_minutes(), 30);
    assert_eq!(case.expert_to_expert, Some(ExpertBasis::Representative));
    assert_eq!(case.contact.map(|contact| contact.by), Some(ContactWay::Email));
    assert_eq!(case.further_units.first().map(|unit| unit.title.as_str()), Some("osl-rtr02"));
    assert_eq!(case.network_outage, Some(true));
    let unlisted: Case = read(&ours, recorded!("ticket-unknown-asset"));
    assert_eq!((unlisted.unit, unlisted.unlisted.unwrap().site), (None, "basement".to_owned()));
}

#[test]
fn a_refused_report_is_told_at_its_fields() {
    let ours = asked(Method::POST, "/v1/cases", Some(json!({ "priority": 2 })));
    let (kind, problem) = problem(&came(&ours, 422, recorded!("ticket-refused")));
    assert_eq!((kind, problem.instance.as_str()), (Some(Kind::Invalid), "request-7"));
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/unit", "/further_units", "/synopsis", "/description", "/contact"]);
    let synopsis = problem.errors.iter().find(|error| error.is_of("synopsis")).unwrap();
    assert_eq!((synopsis.code.as_str(), synopsis.detail.as_str()), ("missing", "A subject is needed."));
}

#[test]
fn a_report_from_a_call_note_is_not_sent_without_it() {
    let report = json!({ "priority": 2, "synopsis": "s", "call_note": "CALL-2026-000001" });
    let heard = known(&asked(Method::POST, "/v1/cases", Some(report)));
    assert_eq!(problem(&heard).0, Some(Kind::Invalid));
}
