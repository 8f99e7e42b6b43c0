//! Reading answers of the API in little code: once into a JSON value, then field by field.
//!
//! Derived deserialisers are made anew for every struct and weigh four times as much in the browser; these are straight
//! lines that share everything. They are lenient as a client must be: unknown members are ignored, a missing or `null`
//! member is the default where the contract lets it be missing, an entry of a list that can't be read is left out and counted, and
//! everything that is wrong is found at once. What the contract requires has to be there: no list is not an empty one, and no
//! number is not zero. A time without its zone is no instant: where it may be missing it alone is left
//! out, and named. Requests are not read by this: the server takes those strictly.

mod answer;
mod counted;

pub use counted::Counted;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

/// What an answer does without, because it could not be read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lost {
    /// How many entries of lists were left out.
    pub entries: usize,
    /// Where a time stands without its zone, each place once, with a blank between them.
    pub naive: String,
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
const SAYS_NOT_YET: [&str; 3] = ["acknowledged_at", "first_contact_at", "withdrawn_at"];

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

    fn says_not_yet(&self) -> bool {
        self.path.last().is_some_and(|name| SAYS_NOT_YET.contains(name))
    }

    /// Notes a time without its zone; anything else that stands here is none.
    fn is_naive(&mut self, value: &Value) -> bool {
        // Seconds may be left away as well.
        let is_naive = value.as_str().is_some_and(|text| {
            let end = if text.len() == "2026-11-24T09:00".len() { ":00Z" } else { "Z" };
            instant(&format!("{text}{end}")).is_some()
        });
        if is_naive {
            self.name_naive(&self.path.join("."));
        }
        is_naive
    }

    fn name_naive(&mut self, place: &str) {
        if place.is_empty() || self.names(place) {
            return;
        }
        if !self.lost.naive.is_empty() {
            self.lost.naive.push(' ');
        }
        self.lost.naive.push_str(place);
    }

    fn names(&self, place: &str) -> bool {
        !place.is_empty() && self.lost.naive.split(' ').any(|known| known == place)
    }

    /// What was left out.
    ///
    /// # Errors
    /// Where the first thing stands that can't be read.
    pub fn end(self) -> Result<Lost, String> {
        match &self.first {
            None => Ok(self.lost),
            Some(place) if self.names(place) => Err(format!("{place} (time zone unknown)")),
            Some(place) => Err(place.clone()),
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

    /// What a missing member is, where that is something else than `null`.
    fn missing() -> Option<Self> {
        None
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
    if let Some(missing) = T::missing().filter(|_| !members.contains_key(name)) {
        return missing;
    }
    let read = T::read(enter(members, name, faults), faults);
    faults.path.pop();
    read
}

/// Takes one member that may be missing though its type has no word for that: then it is the default.
pub fn take_or_default<T: FromJson + Default>(
    members: &mut Map<String, Value>,
    name: &'static str,
    faults: &mut Faults,
) -> T {
    let read = match given(members, name, faults) {
        Some(value) => T::read(value, faults),
        None => T::default(),
    };
    faults.path.pop();
    read
}

// These two know no type, so that all members share them.

#[inline(never)]
fn given(members: &mut Map<String, Value>, name: &'static str, faults: &mut Faults) -> Option<Value> {
    Some(enter(members, name, faults)).filter(|value| !value.is_null())
}

#[inline(never)]
fn enter(members: &mut Map<String, Value>, name: &'static str, faults: &mut Faults) -> Value {
    faults.path.push(name);
    members.get_mut(name).map(Value::take).unwrap_or_default()
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
            || (T::IS_INSTANT && !faults.says_not_yet() && faults.is_naive(&value));
        if is_none { None } else { Some(T::read(value, faults)) }
    }

    fn missing() -> Option<Self> {
        T::NULL_IS_VALUE.then_some(None)
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
        _ => return faults.note(),
    };
    for entry in entries {
        let mut own = Faults::default();
        read(entry, &mut own);
        faults.lost.entries += own.lost.entries + usize::from(own.first.is_some());
        own.lost
            .naive
            .split(' ')
            .filter(|place| !place.is_empty())
            .for_each(|place| faults.name_naive(place));
        #[cfg(feature = "every-fault")]
        faults.take_over(&own.every);
    }
}

impl FromJson for bool {
    fn read(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::Bool(read) => read,
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
        members(value, faults)
    }
}

fn number(value: &Value, faults: &mut Faults) -> i64 {
    value.as_i64().unwrap_or_else(|| {
        faults.note();
        0
    })
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

#[cfg(test)]
mod tests;
