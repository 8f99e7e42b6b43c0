//! Reading answers of the API in little code: once into a JSON value, then field by field.
//!
//! Derived deserialisers are made anew for every struct and weigh four times as much in the browser; these are straight
//! lines that share everything. They are lenient as a client must be: unknown members are ignored, a missing or `null`
//! member is the default where its type has one, an entry of a list that can't be read is left out and counted, and
//! everything that is wrong is found at once. A time without its zone is no instant: where it may be missing it alone is left
//! out, and named. Requests are not read by this: the server takes those strictly.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

/// What an answer does without, because it could not be read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lost {
    /// How many entries of lists were left out.
    pub entries: usize,
    /// Where a time stands without its zone, each place once.
    pub naive: Vec<String>,
}

/// What could not be read.
#[derive(Default, Debug)]
pub struct Faults {
    path: Vec<&'static str>,
    first: Option<String>,
    lost: Lost,
    /// Where everything stands that can't be read, `[]` for an entry of a list: for programs that report on an API.
    #[cfg(feature = "every-fault")]
    pub every: Vec<String>,
}

/// Members that say "not yet" by being away. A time that is given and can't be read is no "not yet": what has it can't stand.
const SAYS_NOT_YET: &str = "first_contact_at";

impl Faults {
    /// Notes that the value in this place can't be read.
    pub fn note(&mut self) {
        #[cfg(feature = "every-fault")]
        self.every.push(self.path.join("."));
        if self.first.is_none() {
            self.first = Some(self.path.join("."));
        }
    }

    /// Takes over what can't be read within an entry of the list in this place.
    #[cfg(feature = "every-fault")]
    fn take_over(&mut self, within: &[String]) {
        let list = format!("{}[]", self.path.join("."));
        let place = |inner: &String| if inner.is_empty() { list.clone() } else { format!("{list}.{inner}") };
        self.every.extend(within.iter().map(place));
    }

    /// Notes a time without its zone; anything else that stands here is none.
    fn is_naive(&mut self, value: &Value) -> bool {
        let is_naive = value.as_str().is_some_and(|text| instant(&format!("{text}Z")).is_some());
        if is_naive {
            self.name_naive(self.path.join("."));
        }
        is_naive
    }

    fn name_naive(&mut self, place: String) {
        if !self.lost.naive.contains(&place) {
            self.lost.naive.push(place);
        }
    }

    /// What was left out.
    ///
    /// # Errors
    /// Where the first thing stands that can't be read.
    pub fn end(self) -> Result<Lost, String> {
        match self.first {
            None => Ok(self.lost),
            Some(place) if self.lost.naive.contains(&place) => Err(format!("{place} (time zone unknown)")),
            Some(place) => Err(place),
        }
    }
}

/// A value that an answer carries. Never fails on the spot: faults are noted, and something is put in the place.
pub trait FromJson: Sized {
    /// True when `null` is a value of its own and not the same as a missing member.
    const NULL_IS_VALUE: bool = false;
    /// True for an instant, and for one that may be missing.
    const IS_INSTANT: bool = false;

    /// Reads it.
    fn read(value: Value, faults: &mut Faults) -> Self;

    /// What a missing member is: the same as `null`, unless the type says otherwise.
    fn missing(faults: &mut Faults) -> Self {
        Self::read(Value::Null, faults)
    }
}

/// Reads a whole answer.
///
/// # Errors
/// Where the first thing stands that can't be read; empty for text that is no JSON.
pub fn read<T: FromJson>(text: &str) -> Result<T, String> {
    let value = serde_json::from_str(text).map_err(|_| String::new())?;
    from_value(value)
}

/// Reads a whole answer from a JSON value.
///
/// # Errors
/// Where the first thing stands that can't be read.
pub fn from_value<T: FromJson>(value: Value) -> Result<T, String> {
    let mut faults = Faults::default();
    let read = T::read(value, &mut faults);
    faults.end().map(|_| read)
}

/// The members of an object; of anything else there are none, and a fault.
pub fn members(value: Value, faults: &mut Faults) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => {
            faults.note();
            Map::new()
        }
    }
}

/// Takes one member.
pub fn take<T: FromJson>(members: &mut Map<String, Value>, name: &'static str, faults: &mut Faults) -> T {
    let read = match enter(members, name, faults) {
        Some(value) => T::read(value, faults),
        None => T::missing(faults),
    };
    faults.path.pop();
    read
}

fn enter(members: &mut Map<String, Value>, name: &'static str, faults: &mut Faults) -> Option<Value> {
    faults.path.push(name);
    members.get_mut(name).map(Value::take)
}

impl FromJson for String {
    fn read(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::String(text) => text,
            _ => {
                faults.note();
                Self::new()
            }
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    const NULL_IS_VALUE: bool = true;
    const IS_INSTANT: bool = T::IS_INSTANT;

    fn read(value: Value, faults: &mut Faults) -> Self {
        let is_none = (value.is_null() && !T::NULL_IS_VALUE)
            || (T::IS_INSTANT && faults.path.last() != Some(&SAYS_NOT_YET) && faults.is_naive(&value));
        if is_none { None } else { Some(T::read(value, faults)) }
    }

    fn missing(_: &mut Faults) -> Self {
        None
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(value: Value, faults: &mut Faults) -> Self {
        let mut read = Self::new();
        each(value, faults, &mut |entry, faults| {
            let entry = T::read(entry, faults);
            if faults.first.is_none() {
                read.push(entry);
            }
        });
        read
    }
}

/// Reads the entries of a list, each with faults of its own: those that have some are counted. Knows no type, so that all
/// lists share it.
fn each(value: Value, faults: &mut Faults, read: &mut dyn FnMut(Value, &mut Faults)) {
    let entries = match value {
        Value::Array(entries) => entries,
        Value::Null => return,
        _ => return faults.note(),
    };
    for entry in entries {
        let mut own = Faults::default();
        read(entry, &mut own);
        faults.lost.entries += own.lost.entries + usize::from(own.first.is_some());
        own.lost.naive.into_iter().for_each(|place| faults.name_naive(place));
        #[cfg(feature = "every-fault")]
        faults.take_over(&own.every);
    }
}

impl FromJson for bool {
    fn read(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::Bool(read) => read,
            Value::Null => false,
            _ => {
                faults.note();
                false
            }
        }
    }
}

impl FromJson for Value {
    fn read(value: Value, _: &mut Faults) -> Self {
        value
    }
}

impl FromJson for Map<String, Value> {
    fn read(value: Value, faults: &mut Faults) -> Self {
        if value.is_null() { Self::new() } else { members(value, faults) }
    }
}

fn number(value: &Value, faults: &mut Faults) -> i64 {
    match value {
        Value::Null => 0,
        other => other.as_i64().unwrap_or_else(|| {
            faults.note();
            0
        }),
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl FromJson for $number {
            fn read(value: Value, faults: &mut Faults) -> Self {
                Self::try_from(number(&value, faults)).unwrap_or_else(|_| {
                    faults.note();
                    0
                })
            }
        })+
    };
}

numbers!(u8, u16, u32, i32, i64);

/// An instant as RFC 3339 writes it, with its offset; `None` for a naive one.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc())
}

impl FromJson for DateTime<Utc> {
    const IS_INSTANT: bool = true;

    fn read(value: Value, faults: &mut Faults) -> Self {
        value.as_str().and_then(instant).unwrap_or_else(|| {
            faults.is_naive(&value);
            faults.note();
            Self::default()
        })
    }
}

/// A civil date as `2026-11-24`. Read by the same reader as an instant: chrono's reader of bare dates would bring its
/// whole language of patterns into the browser.
pub fn date(text: &str) -> Option<NaiveDate> {
    instant(&format!("{text}T00:00:00Z")).map(|instant| instant.date_naive())
}

impl FromJson for NaiveDate {
    fn read(value: Value, faults: &mut Faults) -> Self {
        value.as_str().and_then(date).unwrap_or_else(|| {
            faults.note();
            Self::default()
        })
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn read(value: Value, faults: &mut Faults) -> Self {
        let mut pair = match value {
            Value::Array(pair) if pair.len() == 2 => pair,
            _ => {
                faults.note();
                Vec::new()
            }
        };
        let second = pair.pop().unwrap_or_default();
        let first = pair.pop().unwrap_or_default();
        (A::read(first, faults), B::read(second, faults))
    }
}

impl FromJson for [u32; 4] {
    fn read(value: Value, faults: &mut Faults) -> Self {
        let list = Vec::<u32>::read(value, faults);
        list.try_into().unwrap_or_else(|_| {
            faults.note();
            [0; 4]
        })
    }
}

/// Declares a struct that answers carry: serialised by serde as ever, read by [`FromJson`]. `Deserialize` is there for
/// programs other than the browser app.
#[macro_export]
macro_rules! answer {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty $(= $member:literal)?,)*
    })+) => {
        $(
            $(#[$meta])*
            pub struct $name {
                $($(#[$field_meta])* pub $field: $type,)*
            }

            impl $crate::json::FromJson for $name {
                fn read(value: serde_json::Value, faults: &mut $crate::json::Faults) -> Self {
                    let mut members = $crate::json::members(value, faults);
                    Self { $($field: $crate::json::take(&mut members, $crate::member_name!($field $($member)?), faults),)* }
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                    $crate::json::from_value(value).map_err(|place| serde::de::Error::custom(format!("{place} can't be read")))
                }
            }
        )+
    };
}

/// The name of a member: the field's own unless another is given.
#[doc(hidden)]
#[macro_export]
macro_rules! member_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $member:literal) => {
        $member
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::CaseList,
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

    /// A list of one case, with these times, as the app reads it.
    fn cases(times: &[(&str, &str)]) -> (CaseList, Result<Lost, String>) {
        let mut case: Value = serde_json::from_str(
            r#"{"number":"1","account":{"id":"a","name":"A"},"priority":1,"channel":"web","status":"open","waiting_on":"vendor",
                "synopsis":"s","created_at":"2026-11-24T10:00:00Z","due_at":"2026-11-24T10:30:00Z"}"#,
        )
        .unwrap();
        for (name, time) in times {
            case[*name] = Value::String((*time).to_owned());
        }
        let mut faults = Faults::default();
        let list = CaseList::read(serde_json::json!({ "items": [case] }), &mut faults);
        (list, faults.end())
    }

    fn lost(entries: usize, naive: &[&str]) -> Result<Lost, String> {
        Ok(Lost { entries, naive: naive.iter().map(|place| (*place).to_owned()).collect() })
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
        assert_eq!(read::<DateTime<Utc>>(&format!("\"{NAIVE}\"")), Err(" (time zone unknown)".to_owned()));
    }

    /// Without it the page would say that nobody has answered yet.
    #[test]
    fn a_first_contact_at_a_naive_time_is_not_taken_for_none() {
        let (list, said) = cases(&[("first_contact_at", NAIVE)]);
        assert_eq!((list.items.len(), said), (0, lost(1, &["first_contact_at"])));
    }

    #[test]
    fn what_is_no_time_at_all_is_a_fault_wherever_it_stands() {
        for other in [
            "yesterday",
            "2026-11-24",
            "2026-11-24T10:00",
            "2026-11-24T25:00:00",
            "2026-11-24T10:00:00ZZ",
            "",
        ] {
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
                let read = Option::<DateTime<Utc>>::read(Value::String(text.to_owned()), &mut faults);
                (read.is_some(), faults.end().map(|lost| lost.naive.len()))
            };
            proptest::prop_assert_eq!(read(&time), (true, Ok(0)), "{}", time);
            proptest::prop_assert_eq!(read(bare), (false, Ok(1)), "{}", bare);
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
}
