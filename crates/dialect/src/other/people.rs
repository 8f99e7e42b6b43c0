//! Who is signed in, and the roster: one list of people there, of which each says as what; each step is a call of its own.

use http::Method;
use serde_json::{Value, json};
use wire::{
    contact::{ChangeRoster, Contact, Contacts, Details, Hours, KeepDetails, RosterStep},
    path::{encode, query},
    session::{Certification, Me},
};

use super::{
    Spoken, call,
    problems::Fields,
    question::{Question, unreadable},
    theirs::{Theirs, zones},
    words::{DAYS, PROFILES},
    written,
};

/// Their fields and ours in a step of the roster.
pub const STEP_FIELDS: Fields = &[
    ("fullName", "/person/name"),
    ("mail", "/person/email"),
    ("tel", "/person/phone"),
    ("timezone", "/person/zone"),
];

/// Their fields and ours in one's own details.
pub const DETAILS_FIELDS: Fields = &[
    ("fullName", "/name"),
    ("tel", "/phone"),
    ("timezone", "/zone"),
    ("hours", "/preferred_hours"),
    ("country", "/country"),
];

/// Listed among the senior contacts, who are our representatives.
const SENIOR: &str = "SENIOR";

/// Who is signed in.
pub fn ask_me(_: &Question) -> Spoken {
    call(Method::GET, "/rest/whoami".to_owned(), None)
}

/// The person with the profile.
pub fn hear_me(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    let user = theirs.at("user")?;
    written(&Me {
        id: user.text("personId")?,
        name: user.text("fullName")?,
        email: user.word("mail").to_owned(),
        phone: user.text("tel"),
        role: PROFILES.ours(theirs.word("profile")).into(),
        account: theirs.account("customer")?,
        accounts: theirs.each("manages").filter_map(|customer| customer.account("")).collect(),
        named_representative: user.word("listed") == SENIOR,
        certification: certification(user),
        zone: user.text("timezone.id"),
        week_start: None,
        session_ends_at: None,
    })
}

/// `JNCIP-SP` is level and track in one.
fn certification(person: Theirs<'_>) -> Option<Certification> {
    let (level, track) = person.word("badge.title").split_once('-')?;
    Some(Certification {
        level: level.into(),
        track: track.to_owned(),
        expires: person.day("badge.validUntil")?,
        approved: person.flag("badge.accessGranted").unwrap_or(false),
        number: None,
        obtained: None,
        declined: None,
    })
}

/// The roster, of one of several customers when one is named.
pub fn ask_roster(question: &Question) -> Spoken {
    call(Method::GET, of_customer("/rest/people", question), None)
}

fn of_customer(path: &str, question: &Question) -> String {
    format!("{path}{}", query(&[("customer", question.parameter("account"))]))
}

/// The roster; every step of it is answered with all of it.
pub fn hear_roster(_: &Question, theirs: Theirs<'_>) -> Option<String> {
    theirs.at("people")?;
    let (seniors, others): (Vec<_>, Vec<_>) =
        theirs.each("people").partition(|person| person.word("listed") == SENIOR);
    let roster = Contacts {
        representatives: seniors.into_iter().map(contact).collect(),
        certified_experts: others.into_iter().map(contact).collect(),
        others: Vec::new().into(),
        own: theirs.text("self"),
        confirmed: None,
        minimum: theirs.number("limits.fewest"),
        maximum: theirs.number("limits.most"),
        zones: zones(theirs.each("people")),
    };
    written(&roster)
}

fn contact(person: Theirs<'_>) -> Option<Contact> {
    Some(Contact {
        id: person.text("personId")?,
        name: person.text("fullName")?,
        email: person.text("mail"),
        phone: person.text("tel"),
        zone: person.text("timezone.id"),
        preferred_hours: person.at("hours").map(hours),
        country: person.text("country"),
        certification: certification(person),
    })
}

fn hours(theirs: Theirs<'_>) -> Hours {
    let number = |day: Theirs<'_>| (1..).zip(DAYS).find(|(_, known)| *known == day.word(""));
    Hours {
        days: theirs.each("days").filter_map(number).map(|(number, _)| number).collect(),
        from: theirs.word("from").to_owned(),
        to: theirs.word("to").to_owned(),
    }
}

/// One step of the roster. Nobody checks there whether somebody else was quicker.
pub fn ask_step(question: &Question) -> Spoken {
    let Some(ChangeRoster { step, contact, person }) = question.body() else { return unreadable() };
    let person = person.map(|Details { name, email, phone, zone }| {
        json!({ "fullName": name, "mail": email, "tel": phone, "timezone": zone })
    });
    let of = |contact: &str| format!("/rest/people/{}", encode(contact));
    let (method, path, body) = match (step, contact.as_deref(), person) {
        (RosterStep::Add, _, Some(person)) => (Method::POST, "/rest/people".to_owned(), Some(person)),
        (RosterStep::Replace, Some(out), Some(person)) => {
            (Method::POST, format!("{}/replacement", of(out)), Some(person))
        }
        (RosterStep::Edit, Some(who), Some(person)) => (Method::PATCH, of(who), Some(person)),
        (RosterStep::Remove, Some(who), _) => (Method::DELETE, of(who), None),
        // Never refused there either (B-17).
        (RosterStep::HasLeft, Some(who), _) => {
            (Method::DELETE, format!("{}{}", of(who), query(&[("reason", "DEPARTED")])), None)
        }
        _ => return unreadable(),
    };
    call(method, path, body)
}

/// Details that a person keeps. `own` is whoever asks.
pub fn ask_details(question: &Question) -> Spoken {
    let Some(KeepDetails { name, phone, zone, preferred_hours, country }) = question.body() else {
        return unreadable();
    };
    let who = question.name();
    let who = if who == "own" { "self" } else { &who };
    let body = json!({
        "fullName": name,
        "tel": phone,
        "timezone": zone,
        "hours": preferred_hours.map(their_hours),
        "country": country,
    });
    call(Method::PATCH, format!("/rest/people/{who}"), Some(body))
}

fn their_hours(hours: Hours) -> Value {
    let day = |number: &u8| DAYS.get(usize::from(*number).checked_sub(1)?).copied();
    let days: Vec<&str> = hours.days.iter().filter_map(day).collect();
    json!({ "days": days, "from": hours.from, "to": hours.to })
}
