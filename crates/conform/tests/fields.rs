//! Examples of every answer that is read, each changed in one place in every way: what is said of it is what was done to it, and
//! what is said to be unreadable is what the app's reader can't read. The examples are those of docs/openapi.json.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use conform::{
    calls::{CALLS, Expected},
    fields::{Fields, Note, Reader, What},
};
use serde_json::{Value, json};

/// Each call that reads JSON, with its example.
fn examples() -> Vec<(&'static str, Reader, Value)> {
    let document: Value = serde_json::from_str(include_str!("../../../docs/openapi.json")).unwrap();
    let reads = CALLS.iter().filter_map(|call| match call.answer {
        Expected::Read(reader) => Some((call.path, reader())),
        Expected::File(_) => None,
    });
    let with_example = reads.map(|(path, reader)| {
        let answer = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"];
        assert!(answer["example"].is_object(), "{path} has no example");
        (path, reader, answer["example"].clone())
    });
    with_example.collect()
}

/// Where members stand: JSON pointer, and the place as a note names it.
fn members(value: &Value) -> Vec<(String, String)> {
    fn walk(value: &Value, pointer: &str, place: &str, into: &mut Vec<(String, String)>) {
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                    into.push((pointer.clone(), place.clone()));
                    walk(inner, &pointer, &place, into);
                }
            }
            Value::Array(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    walk(entry, &format!("{pointer}/{at}"), &format!("{place}[]"), into);
                }
            }
            _ => (),
        }
    }
    let mut all = Vec::new();
    walk(value, "", "", &mut all);
    all
}

fn parent<'a>(body: &'a mut Value, pointer: &str) -> (&'a mut Value, String) {
    let (above, name) = pointer.rsplit_once('/').unwrap();
    (body.pointer_mut(above).unwrap(), name.replace("~1", "/").replace("~0", "~"))
}

fn is_unread(fields: &Fields) -> bool {
    fields.unreadable.is_some() || fields.left_out > 0
}

fn note<'a>(fields: &'a Fields, place: &str, what: &What) -> Option<&'a Note> {
    fields.notes.iter().find(|note| note.field == place && note.what == *what)
}

/// The reader and the walk are two: whatever the reader stumbles over is named by a note that says so, and no other note says so.
fn agree(path: &str, what: &str, fields: &Fields) {
    let breaks = fields.notes.iter().any(|note| note.breaks);
    assert_eq!(breaks, is_unread(fields), "{path}, {what}: {fields:#?}");
}

#[test]
fn examples_are_read_whole() {
    for (path, reader, body) in examples() {
        let fields = reader.check(&body);
        assert!(!is_unread(&fields), "{path}: {fields:#?}");
        for note in &fields.notes {
            assert_eq!(note.what, What::Missing, "{path}: {note:?}");
        }
    }
}

#[test]
fn what_is_dropped_or_null_is_missing() {
    let mut tried = 0;
    for (path, reader, body) in examples() {
        let (whole, known) = (reader.check(&body), known_members(&reader, &body));
        for (pointer, place) in members(&body) {
            for is_null in [false, true] {
                let mut less = body.clone();
                let (above, name) = parent(&mut less, &pointer);
                let above = above.as_object_mut().unwrap();
                let was = above.remove(&name).unwrap();
                if is_null {
                    above.insert(name, Value::Null);
                }
                let fields = reader.check(&less);
                agree(path, &format!("without {pointer}"), &fields);
                // What the description lets be missing the app does without, and nothing else: no list is not an empty one, no
                // number is not zero.
                let clash = fields
                    .notes
                    .iter()
                    .find(|note| note.what == What::Missing && note.optional == note.breaks);
                assert!(clash.is_none(), "{path}, without {pointer}: {clash:?}");
                // What hangs in a map of any names is no member.
                let before = note(&whole, &place, &What::Missing).map_or(0, |note| note.times);
                if !was.is_null() && known.contains(&place) {
                    let missing = note(&fields, &place, &What::Missing);
                    assert_eq!(missing.map(|note| note.times), Some(before + 1), "{path}, without {pointer}");
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 2000, "{tried}");
}

/// The members that the schema names: of a body in which all of a place are null, each is missing.
fn known_members(reader: &Reader, body: &Value) -> BTreeSet<String> {
    let all = members(body);
    let places: BTreeSet<&String> = all.iter().map(|(_, place)| place).collect();
    let is_known = |place: &&&String| {
        let mut none = body.clone();
        for (pointer, _) in all.iter().filter(|(_, other)| other == **place) {
            if let Some(value) = none.pointer_mut(pointer) {
                *value = Value::Null;
            }
        }
        note(&reader.check(&none), place, &What::Missing).is_some()
    };
    places.iter().filter(is_known).map(|place| (*place).clone()).collect()
}

#[test]
fn what_is_of_another_kind_is_expected_otherwise() {
    for (path, reader, body) in examples() {
        for (pointer, place) in members(&body) {
            for other in [json!({"x": 1}), json!([[]]), json!(true), json!(1.5), json!("?")] {
                let mut changed = body.clone();
                let value = changed.pointer_mut(&pointer).unwrap();
                let is_same_kind = std::mem::discriminant(value) == std::mem::discriminant(&other);
                *value = other.clone();
                let fields = reader.check(&changed);
                agree(path, &format!("{other} for {pointer}"), &fields);
                if is_same_kind || !is_unread(&fields) {
                    continue;
                }
                assert!(
                    fields.notes.iter().any(|note| note.breaks && note.field.starts_with(place.as_str())),
                    "{path}, {other} for {pointer}: {fields:#?}"
                );
            }
        }
    }
}

#[test]
fn strangers_are_passed_over_and_named() {
    for (path, reader, body) in examples() {
        let objects: BTreeSet<String> = members(&body)
            .into_iter()
            .map(|(pointer, _)| pointer.rsplit_once('/').unwrap().0.to_owned())
            .collect();
        for pointer in objects {
            let mut more = body.clone();
            let object = more.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
            object.insert("stranger".to_owned(), json!({"a": [1, null]}));
            let fields = reader.check(&more);
            assert!(!is_unread(&fields), "{path}, at {pointer}: {fields:#?}");
            let named = fields.notes.iter().filter(|note| note.what == What::UnknownMember);
            // A map of any names, and what is carried as it came, knows no strangers.
            assert!(
                named.clone().count() <= 1 && named.clone().all(|note| note.field.ends_with("stranger")),
                "{path}"
            );
        }
    }
}

#[test]
fn a_time_without_its_zone_is_said_to_be_one() {
    let mut tried = 0;
    for (path, reader, body) in examples() {
        for (pointer, place) in members(&body) {
            let mut naive = body.clone();
            let value = naive.pointer_mut(&pointer).unwrap();
            let Some(text) = value.as_str().filter(|text| text.ends_with('Z') && text.contains('T')) else {
                continue;
            };
            let Some(cut) = text.strip_suffix('Z').filter(|cut| cut.len() >= "2026-11-24T09:00:00".len())
            else {
                continue;
            };
            *value = cut.into();
            let fields = reader.check(&naive);
            agree(path, &format!("naive {pointer}"), &fields);
            let said = note(&fields, &place, &What::NoTimeZone);
            let is_time = note(&reader.check(&body), &place, &What::UnknownMember).is_none();
            assert!(said.is_some() || !is_time, "{path}, naive {pointer}: {fields:#?}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

/// A list with one broken entry in front keeps the others.
#[test]
fn one_broken_entry_is_left_out_alone() {
    let mut tried = 0;
    for (path, reader, body) in examples() {
        let whole = reader.check(&body).entries;
        for (pointer, place) in members(&body) {
            let mut broken = body.clone();
            let Some(entries) = broken.pointer_mut(&pointer).unwrap().as_array_mut() else { continue };
            if !entries.first().is_some_and(Value::is_object) {
                continue;
            }
            entries.insert(0, json!(7));
            let fields = reader.check(&broken);
            assert_eq!((fields.left_out, fields.unreadable.as_deref()), (1, None), "{path}, {pointer}");
            assert_eq!(fields.entries, whole + 1, "{path}, {pointer}");
            assert!(
                fields.notes.iter().any(|note| note.breaks && note.field == format!("{place}[]")),
                "{path}, {pointer}: {fields:#?}"
            );
            tried += 1;
        }
    }
    assert!(tried > 30, "{tried}");
}
