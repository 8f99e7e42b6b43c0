//! What can be read, what is left out, and what is said of it.

use super::*;
use crate::{
    case::{CaseList, CaseSummary},
    unit::{Unit, UnitList},
};

const UNIT: &str = r#"{"reference":"A1","model":"MX480","account":{"id":"a","name":"A"}}"#;

#[test]
fn the_place_of_a_fault_is_named() {
    assert_eq!(
        read::<Unit>(r#"{"reference":"A1","model":"MX480","account":{"id":1,"name":"A"}}"#),
        Err("account.id".to_owned())
    );
    assert_eq!(read::<Unit>("[]"), Err(String::new()));
    assert_eq!(read::<Unit>("<html>"), Err(String::new()));
    assert_eq!(read::<Unit>("{}"), Err("reference".to_owned()));
}

#[test]
fn one_bad_entry_leaves_the_rest() {
    let list: UnitList = read(&format!(r#"{{"items":[{UNIT},{{"reference":7}},{UNIT}]}}"#)).unwrap();
    assert_eq!(list.items.len(), 2);
}

/// A case with these times.
fn case(times: &[(&str, &str)]) -> Value {
    let mut case: Value = serde_json::from_str(
        r#"{"number":"1","account":{"id":"a","name":"A"},"priority":1,"channel":"web","status":"open","waiting_on":"vendor",
            "synopsis":"s","created_at":"2026-11-24T10:00:00Z","due_at":"2026-11-24T10:30:00Z"}"#,
    )
    .unwrap();
    for (name, time) in times {
        case[*name] = Value::String((*time).to_owned());
    }
    case
}

/// A list of it, as the app reads it.
fn cases(times: &[(&str, &str)]) -> (CaseList, Result<Lost, String>) {
    let mut faults = Faults::default();
    let list = CaseList::read(serde_json::json!({ "items": [case(times)] }), &mut faults);
    (list, faults.end())
}

fn lost(entries: usize, naive: &[&str]) -> Result<Lost, String> {
    Ok(Lost { entries, naive: naive.join(" ") })
}

const NAIVE: &str = "2026-11-24T10:00:00";

#[test]
fn a_naive_time_that_may_be_missing_is_left_out_alone_and_named() {
    let (list, said) = cases(&[("changed_at", NAIVE), ("next_report_at", "2026-11-24 10:00:00.5")]);
    assert_eq!(list.items.len(), 1);
    assert_eq!((list.items[0].changed_at, list.items[0].next_report_at), (None, None));
    assert_eq!(said, lost(0, &["changed_at", "next_report_at"]));
    let (list, said) = cases(&[("changed_at", "2026-11-24T11:00:00+01:00")]);
    assert_eq!(list.items[0].changed_at, instant("2026-11-24T10:00:00Z"));
    assert_eq!(said, lost(0, &[]));
}

/// A case without its due time is none.
#[test]
fn a_naive_time_that_is_needed_takes_its_entry_along_and_is_named() {
    for name in ["due_at", "created_at"] {
        let (list, said) = cases(&[(name, NAIVE), ("changed_at", NAIVE)]);
        assert_eq!((list.items.len(), said), (0, lost(1, &[name, "changed_at"])));
    }
    let unit = UNIT.replace("}}", r#"},"release_confirmed_at":"NOW"}"#).replace("NOW", NAIVE);
    assert_eq!(read::<Unit>(&unit).unwrap().release_confirmed_at, None);
    let alone = from_value::<CaseSummary>(case(&[("due_at", NAIVE)]));
    assert_eq!(alone, Err("due_at (time zone unknown)".to_owned()));
}

/// Without it the page would say that nobody has answered yet.
#[test]
fn a_first_contact_at_a_naive_time_is_not_taken_for_none() {
    let (list, said) = cases(&[("first_contact_at", NAIVE)]);
    assert_eq!((list.items.len(), said), (0, lost(1, &["first_contact_at"])));
    // Nor is a file taken for one that is still there, or a notice for one that nobody has acknowledged.
    for name in ["withdrawn_at", "acknowledged_at"] {
        let mut faults = Faults { path: vec![name], ..Faults::default() };
        Option::<DateTime<Utc>>::read(NAIVE.into(), &mut faults);
        assert_eq!(faults.end(), Err(format!("{name} (time zone unknown)")));
    }
}

#[test]
fn what_is_no_time_at_all_is_a_fault_wherever_it_stands() {
    for other in
        ["yesterday", "2026-11-24", "2026-11-24T1:00", "2026-11-24T25:00:00", "2026-11-24T10:00:00ZZ", ""]
    {
        let (list, said) = cases(&[("changed_at", other)]);
        assert_eq!((list.items.len(), said), (0, lost(1, &[])), "{other}");
    }
}

proptest::proptest! {
    /// Every RFC 3339 time without its offset is naive, and with it none.
    #[test]
    fn a_time_is_naive_when_its_offset_is_taken_away(seconds in -62_000_000_000_i64..253_000_000_000, nanos in 0..2_000_000_000_u32, offset in -1439..=1439_i32) {
        let zone = chrono::FixedOffset::east_opt(offset * 60).unwrap();
        let Some(time) = DateTime::from_timestamp(seconds, nanos).map(|time| time.with_timezone(&zone).to_rfc3339()) else { return Ok(()) };
        let bare = &time[..time.len() - "+00:00".len()];
        let read = |text: &str| {
            let mut faults = Faults::default();
            let mut members = Map::from_iter([("at".to_owned(), Value::String(text.to_owned()))]);
            let read: Option<DateTime<Utc>> = take(&mut members, "at", &mut faults);
            (read.is_some(), faults.end().map(|lost| lost.naive))
        };
        proptest::prop_assert_eq!(read(&time), (true, Ok(String::new())), "{}", time);
        proptest::prop_assert_eq!(read(bare), (false, Ok("at".to_owned())), "{}", bare);
    }
}

/// Every member that may be missing is dropped in turn, nulled in turn, and strangers are added: nothing breaks.
#[test]
fn what_is_optional_may_go_and_strangers_may_come() {
    let full: Value = serde_json::from_str(
        r#"{"reference":"A1","serial":"A1","host_name":"h","model":"M","account":{"id":"a","name":"A"},"vendor":"juniper",
            "registration":{"registered":true,"on":"2026-01-01"},"terms":[],"parts":[],"version":3,"stranger":{"a":[1]}}"#,
    )
    .unwrap();
    let required = ["reference", "model", "account"];
    for name in full.as_object().unwrap().keys() {
        for change in [None, Some(Value::Null)] {
            let mut less = full.clone();
            let members = less.as_object_mut().unwrap();
            match change {
                None => drop(members.get_mut(name).map(Value::take)),
                Some(value) => drop(members.insert(name.clone(), value)),
            }
            assert_eq!(from_value::<Unit>(less).is_err(), required.contains(&name.as_str()), "{name}");
        }
    }
}
