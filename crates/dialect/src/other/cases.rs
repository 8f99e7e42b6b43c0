//! Tickets there, cases here. Severity, how it came, the rule of the target and the target itself are four facts there as well;
//! none of them is worked out here.

use http::Method;
use rules::problem::Exclusion;
use serde_json::json;
use wire::{
    case::{
        Case, CaseContact, CaseEvent, CaseList, CaseSummary, CaseUnit, EventBy, EventKind, FirstContact,
        FurtherUnit, OpenCase, Target, Unlisted,
    },
    problem::Kind,
};

use super::{
    Spoken, as_said, call,
    problems::Fields,
    question::{
        Parameter::{Count, Named, Offset, Order, Worded},
        Question, next, unreadable,
    },
    refuse,
    theirs::{Theirs, zones},
    units::MOST,
    with_entries,
    words::{ENTRIES, ORIGINS, PHASES, SENIOR_QUEUE, SEVERITIES, SIDES, TICKET_ORDERS, TURNS, WAYS},
};

/// Their fields and ours.
pub const FIELDS: Fields = &[
    ("severity", "/priority"),
    ("assetSerialNo", "/unit"),
    ("assetNote.hostname", "/unlisted/host_name"),
    ("assetNote.where", "/unlisted/site"),
    ("relatedAssets", "/further_units"),
    ("subject", "/synopsis"),
    ("body", "/description"),
    ("firmware", "/software_version"),
    ("customerRef", "/own_reference"),
    ("faultSince", "/since"),
    ("contact.personId", "/contact"),
    ("contact.address", "/contact_at"),
    ("contact.hours", "/contact_when"),
];

/// The times of a ticket in a list, ours and theirs.
const SUMMARY_TIMES: [(&str, &str); 4] = [
    ("/created_at", "raised.at"),
    ("/due_at", "sla.dueBy"),
    ("/first_contact_at", "sla.metAt"),
    ("/changed_at", "touchedAt"),
];

/// Those of one in full.
const TIMES: [(&str, &str); 4] = [
    ("/created_at", "raised.at"),
    ("/due_at", "sla.dueBy"),
    ("/first_contact/at", "sla.metAt"),
    ("/since", "faultSince"),
];

/// A page, the newest first when no order is asked for. They look for words in number, subject, text, own reference and unit.
pub fn ask_list(question: &Question) -> Spoken {
    let known = [
        ("q", Named("text")),
        ("unit", Named("asset")),
        ("priority", Worded("severity", &SEVERITIES)),
        ("channel", Worded("origin", &ORIGINS)),
        ("waiting_on", Worded("awaiting", &TURNS)),
        ("open", Named("active")),
        ("mine", Named("onlyMine")),
        ("sort", Order(&TICKET_ORDERS)),
        ("limit", Count(MOST)),
        ("cursor", Offset),
    ];
    question.list("/rest/tickets", &known, "raised:desc")
}

/// A page, with the way to the next one.
pub fn hear_list(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    let total = theirs.number("total");
    let entries = theirs.each("tickets").map(|ticket| as_said(&summary(ticket)?, ticket, &SUMMARY_TIMES));
    let next = next(theirs.number("offset"), theirs.each("tickets").count(), total);
    let list = serde_json::to_value(CaseList { next, items: Vec::new().into(), total: Some(total) }).ok()?;
    with_entries(list, "items", entries)
}

/// One.
pub fn ask_one(question: &Question) -> Spoken {
    call(Method::GET, format!("/rest/tickets/{}", question.name()), None)
}

/// Opens one.
pub fn ask_open(question: &Question) -> Spoken {
    match question.body::<OpenCase>() {
        Some(case) => open(case),
        None => unreadable(),
    }
}

/// Every member is named, so that a new one is not forgotten here.
fn open(case: OpenCase) -> Spoken {
    let OpenCase {
        priority,
        unit,
        unlisted,
        further_units,
        synopsis,
        description,
        software_version,
        network_outage,
        own_reference,
        contact,
        contact_by,
        contact_at,
        contact_when,
        since,
        exclusions,
        // What was chosen on the phone page has no place there; that it came by the portal is written down, and their target
        // rests on that.
        phone_page: _,
        call_note,
        advice,
        on_behalf_of,
        opened_for,
        channel,
        reported_at,
    } = case;
    // None of that is offered where it is lacking; dropped in silence, it would be believed to have arrived.
    let from_elsewhere = [&call_note, &advice, &on_behalf_of, &opened_for].into_iter().any(Option::is_some);
    if from_elsewhere || channel.is_some() || reported_at.is_some() {
        return refuse(
            Kind::Invalid,
            "This portal’s API takes reports of the person who is signed in only, from no call note and no question.",
        );
    }
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let severity = priority.map(|priority| SEVERITIES.theirs(&priority.to_string()).to_owned());
    let body = json!({
        "severity": severity,
        "assetSerialNo": unit.and_then(filled),
        "assetNote": unlisted.map(|Unlisted { host_name, site }| json!({ "hostname": host_name, "where": site })),
        "relatedAssets": further_units,
        "subject": synopsis,
        "body": with_exclusions(description, &exclusions),
        "firmware": filled(software_version),
        "networkDown": network_outage,
        "customerRef": filled(own_reference),
        "faultSince": since.and_then(filled),
        "contact": {
            "personId": contact,
            "via": contact_by.map(|way| WAYS.theirs(way.as_str()).to_owned()),
            "address": filled(contact_at),
            "hours": filled(contact_when),
        },
    });
    call(Method::POST, "/rest/tickets".to_owned(), Some(body))
}

/// They ask for no exclusions. What was declared stands at the end of the description, where their engineers read it.
fn with_exclusions(mut description: String, exclusions: &[String]) -> String {
    for exclusion in exclusions {
        let words = Exclusion::from_code(exclusion).map_or(exclusion.as_str(), |known| known.question());
        description.push_str(if description.is_empty() { "" } else { "\n\n" });
        description.push_str("Declared by the reporter: ");
        description.push_str(words);
    }
    description
}

/// One in full.
pub fn hear_one(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    let CaseSummary {
        number,
        account,
        priority,
        channel,
        status,
        waiting_on,
        synopsis,
        created_at,
        due_at,
        version,
        ..
    } = summary(theirs)?;
    let events = theirs.each("log").map(|entry| as_said(&event(entry)?, entry, &[("/at", "at")]));
    let case = Case {
        number,
        account,
        priority,
        channel,
        target: target(theirs)?,
        due_at,
        status,
        waiting_on,
        synopsis,
        description: theirs.word("body").to_owned(),
        unit: theirs.at("asset").and_then(unit),
        unlisted: theirs.at("assetNote").map(unlisted),
        further_units: theirs.each("relatedAssets").filter_map(further_unit).collect(),
        // The cover of that day is not kept there, and that of today is another thing.
        cover_at_opening: None,
        software_version: theirs.text("firmware"),
        network_outage: theirs.flag("networkDown"),
        own_reference: theirs.text("customerRef"),
        since: theirs.time("faultSince"),
        exclusions: Vec::new(),
        opened_by: theirs.word("raised.by").to_owned(),
        on_behalf: false,
        opened_for: None,
        expert_to_expert: theirs.text("seniorQueue.because").map(|basis| SENIOR_QUEUE.ours(&basis).into()),
        contact: theirs.at("contact").and_then(contact),
        created_at,
        first_contact: first_contact(theirs),
        events: Vec::new().into(),
        files: Vec::new().into(),
        escalations: Vec::new().into(),
        participants: Vec::new().into(),
        rmas: Vec::new().into(),
        call_note: None,
        zones: zones(theirs.at("asset.location").into_iter()),
        version,
    };
    with_entries(as_said(&case, theirs, &TIMES)?, "events", events)
}

fn summary(theirs: Theirs<'_>) -> Option<CaseSummary> {
    let asset = theirs.at("asset");
    let unit_title = asset.and_then(|asset| asset.text("hostname").or_else(|| asset.text("serialNo")));
    Some(CaseSummary {
        number: theirs.text("ref")?,
        account: theirs.account("customer")?,
        priority: SEVERITIES.ours(theirs.word("severity")).parse().ok()?,
        channel: ORIGINS.ours(theirs.word("origin")).into(),
        status: PHASES.ours(theirs.word("phase")).into(),
        waiting_on: TURNS.ours(theirs.word("awaiting")).into(),
        synopsis: theirs.word("subject").to_owned(),
        unit_title: unit_title.or_else(|| theirs.text("assetNote.hostname")),
        created_at: theirs.time("raised.at")?,
        due_at: theirs.time("sla.dueBy")?,
        first_contact_at: theirs.time("sla.metAt"),
        changed_at: theirs.time("touchedAt"),
        open_escalations: 0,
        next_report_at: None,
        asks_advisor: false,
        version: theirs.version("touchedAt"),
    })
}

/// Their minutes run by the clock, at every severity.
fn target(theirs: Theirs<'_>) -> Option<Target> {
    Some(Target {
        minutes: theirs.number("sla.minutes"),
        row: SEVERITIES.ours(theirs.word("sla.rule")).parse().ok()?,
        table: theirs.word("sla.policy").to_owned(),
        business_hours: None,
        priority: None,
    })
}

fn unit(asset: Theirs<'_>) -> Option<CaseUnit> {
    Some(CaseUnit {
        reference: asset.text("serialNo")?,
        host_name: asset.text("hostname"),
        model: asset.word("sku").to_owned(),
        site: asset.text("location.title"),
        zone: asset.text("location.timezone.id"),
    })
}

fn unlisted(note: Theirs<'_>) -> Unlisted {
    Unlisted { host_name: note.word("hostname").to_owned(), site: note.word("where").to_owned() }
}

fn further_unit(asset: Theirs<'_>) -> Option<FurtherUnit> {
    let reference = asset.text("serialNo")?;
    Some(FurtherUnit {
        title: asset.text("hostname").unwrap_or_else(|| reference.clone()),
        reference: Some(reference),
        model: asset.text("sku"),
        site: asset.text("location.title"),
        cover_at_opening: None,
    })
}

fn contact(theirs: Theirs<'_>) -> Option<CaseContact> {
    Some(CaseContact {
        name: theirs.text("name")?,
        by: WAYS.ours(theirs.word("via")).into(),
        at: theirs.text("address"),
        when: theirs.text("hours"),
    })
}

/// Theirs is an engineer's call or mail, as ours is: an automatic reply is no `metBy`.
fn first_contact(theirs: Theirs<'_>) -> Option<FirstContact> {
    Some(FirstContact {
        at: theirs.time("sla.metAt")?,
        kind: WAYS.ours(theirs.word("sla.metBy.via")).into(),
        name: theirs.word("sla.metBy.name").to_owned(),
    })
}

fn event(entry: Theirs<'_>) -> Option<CaseEvent> {
    let at = entry.time("at")?;
    let kind = EventKind::from(ENTRIES.ours(entry.word("type")));
    let by = EventBy::from(SIDES.ours(entry.word("actor.side")));
    Some(CaseEvent {
        id: entry.number("seq").into(),
        name: entry.text("actor.name"),
        text: entry.text("text"),
        // As that of the case: so it is known what happened after a visit.
        version: entry.version("at"),
        ..CaseEvent::new(at, kind, by)
    })
}
