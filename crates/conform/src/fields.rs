//! An answer field by field: what the app can't read of it, as its own reader finds it, and what else the schema of the type
//! says: members that are not supplied, words and members that the portal does not know, times without a zone. Both come from
//! the types of `wire`, so that nothing here can say something else than the app does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use wire::json::{self, Faults, FromJson};

/// An answer as the app reads it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fields {
    /// How many answers of this kind were looked through.
    pub answers: usize,
    /// The first thing without which the whole answer can't be read.
    pub unreadable: Option<String>,
    /// Entries of lists, however deep.
    pub entries: usize,
    /// How many of them can't be read, and are not shown.
    pub left_out: usize,
    /// The lists that the answer is for, of which no entry can be read for one member that is wrong in all of them.
    pub nothing_of: Vec<String>,
    /// What is to be said of its members.
    pub notes: Vec<Note>,
}

/// So many have to be there, and not all the same, before it is said that none of their words is known: one may be new.
const ENOUGH: usize = 5;

impl Fields {
    /// The members of which no word is known: they are other words, and nothing is decided by them.
    pub fn in_other_words(&self) -> Vec<&str> {
        let is_other = |note: &&Note| {
            note.what == What::UnknownWord && note.times == note.of && note.of >= ENOUGH && note.unlike > 1
        };
        self.notes.iter().filter(is_other).map(|note| note.field.as_str()).collect()
    }
}

/// One thing about one member, wherever it occurs.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// `items[].due_at`
    pub field: String,
    /// What is to be said.
    pub what: What,
    /// Whether the API's description lets it be missing.
    pub optional: bool,
    /// Whether what it stands in can't be read for it.
    pub breaks: bool,
    /// How often.
    pub times: usize,
    /// Of how many.
    pub of: usize,
    /// One that came.
    pub came: Option<String>,
    /// The words that the portal knows there, where one came that it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// Whether it is a list.
    pub list: bool,
    /// How many unlike words came that are not known.
    pub unlike: usize,
    /// What the member is for, in the words of the API's description.
    pub meaning: Option<String>,
}

/// What is to be said of a member.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is not there, or null.
    Missing,
    /// It is something else than expected: the word says what was expected.
    Expected(String),
    /// A time that does not say in which zone.
    NoTimeZone,
    /// A word that the portal does not know, of a list that may grow: shown as it came, and what rests on it may be "cannot tell".
    UnknownWord,
    /// A member that the portal does not know: passed over.
    UnknownMember,
    /// It is of the right kind and can't be read all the same.
    Unreadable,
}

/// Reads answers of one type.
pub struct Reader {
    /// The type, as the API's description names it.
    pub name: String,
    read: fn(Value, &mut Faults),
    schema: Value,
    schemas: BTreeMap<String, Value>,
}

impl Reader {
    /// The reader of that type.
    pub fn of<T: FromJson + ToSchema>() -> Self {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        Self {
            name: T::name().into_owned(),
            read: |body, faults| drop(T::read(body, faults)),
            schema: to_value(&T::schema()),
            schemas: schemas.iter().map(|(name, schema)| (name.clone(), to_value(schema))).collect(),
        }
    }

    /// Reads an answer as the app does, and looks through it.
    pub fn check(&self, body: &Value) -> Fields {
        self.check_all(std::slice::from_ref(body))
    }

    /// Reads several answers to the same call, and looks through all of them together.
    pub fn check_all(&self, bodies: &[Value]) -> Fields {
        let (mut every, mut unreadable, mut left_out) = (Vec::new(), None, 0);
        let mut walk = Walk::of(&self.schemas);
        for body in bodies {
            let mut faults = Faults::default();
            (self.read)(body.clone(), &mut faults);
            every.append(&mut faults.every);
            match faults.end() {
                Ok(lost) => left_out += lost.entries,
                Err(place) => unreadable = unreadable.or(Some(place)),
            }
            walk.value(&self.schema, body, "");
        }
        let (entries, seen) = (walk.entries, walk.seen.clone());
        let notes = walk.notes(&every);
        let list = |note: &Note| {
            let (list, within) = note.field.split_once("[]")?;
            let is_whole =
                note.breaks && !within.contains("[]") && ["items", "representatives"].contains(&list);
            (is_whole && seen.get(&format!("{list}[]")) == Some(&note.times)).then(|| list.to_owned())
        };
        let mut nothing_of: Vec<String> = notes.iter().filter_map(list).collect();
        nothing_of.dedup();
        Fields { answers: bodies.len(), unreadable, entries, left_out, nothing_of, notes }
    }
}

/// A walk through an answer beside its schema.
struct Walk<'a> {
    schemas: &'a BTreeMap<String, Value>,
    /// By member and what there is to say: how often, and one that came.
    found: BTreeMap<(String, What), (usize, Option<String>)>,
    /// How often what has the member was looked at.
    seen: BTreeMap<String, usize>,
    meanings: BTreeMap<String, String>,
    /// By member: the words that are not known.
    unknown: BTreeMap<String, BTreeSet<String>>,
    /// Members that are lists.
    lists: BTreeSet<String>,
    /// By member: the words that are known.
    known: BTreeMap<String, String>,
    /// Members that have to be there.
    required: BTreeSet<String>,
    entries: usize,
}

impl<'a> Walk<'a> {
    fn of(schemas: &'a BTreeMap<String, Value>) -> Self {
        let (found, seen, meanings, unknown, lists, known, required) = Default::default();
        Self { schemas, found, seen, meanings, unknown, lists, known, required, entries: 0 }
    }

    /// What a schema refers to, and of several the one that is not null.
    fn resolved<'s>(&self, schema: &'s Value) -> &'s Value
    where
        'a: 's,
    {
        let named = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        if let Some(schema) = named.and_then(|name| self.schemas.get(name)) {
            return self.resolved(schema);
        }
        let not_null = |one: &&Value| one["type"] != "null";
        match schema["oneOf"].as_array().and_then(|all| all.iter().find(not_null)) {
            Some(one) => self.resolved(one),
            None => schema,
        }
    }

    fn value(&mut self, schema: &'a Value, value: &Value, place: &str) {
        let schema = self.resolved(schema);
        match (expected(schema), value) {
            ("object", Value::Object(_)) => self.members(schema, value, place),
            ("array", Value::Array(entries)) => {
                self.entries += entries.len();
                let place = format!("{place}[]");
                *self.seen.entry(place.clone()).or_default() += entries.len();
                entries.iter().for_each(|entry| self.value(&schema["items"], entry, &place));
            }
            ("string", Value::String(text)) => self.text(schema, text, place),
            ("integer", Value::Number(number)) if number.is_i64() || number.is_u64() => (),
            ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) | ("", _) => (),
            (expected, other) => self.note(place, What::Expected(expected.to_owned()), Some(other)),
        }
    }

    fn members(&mut self, schema: &'a Value, value: &Value, place: &str) {
        let below = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
        let Some(known) = schema["properties"].as_object() else { return };
        for (name, inner) in known {
            let member = below(name);
            *self.seen.entry(member.clone()).or_default() += 1;
            let resolved = self.resolved(inner);
            if let Some(meaning) = inner["description"].as_str().or_else(|| resolved["description"].as_str())
            {
                self.meanings.entry(member.clone()).or_insert_with(|| first_line(meaning));
            }
            if expected(resolved) == "array" {
                self.lists.insert(member.clone());
            }
            if schema["required"].as_array().is_some_and(|required| required.iter().any(|one| one == name)) {
                self.required.insert(member.clone());
            }
            match value.get(name) {
                // The last page has none.
                None | Some(Value::Null) if place.is_empty() && name == "next" => (),
                None | Some(Value::Null) => self.note(&member, What::Missing, None),
                Some(value) => self.value(inner, value, &member),
            }
        }
        for (name, _) in
            value.as_object().into_iter().flatten().filter(|(name, _)| !known.contains_key(*name))
        {
            *self.seen.entry(below(name)).or_default() += 1;
            // What it is may be a secret.
            self.note(&below(name), What::UnknownMember, None);
        }
    }

    fn text(&mut self, schema: &Value, text: &str, place: &str) {
        let what = match schema["format"].as_str() {
            Some("date-time") if json::instant(text).is_none() => {
                let is_naive = text.replacen(' ', "T", 1).parse::<NaiveDateTime>().is_ok();
                if is_naive {
                    What::NoTimeZone
                } else {
                    What::Expected("a time like 2026-11-24T09:00:00Z".to_owned())
                }
            }
            Some("date") if json::date(text).is_none() => What::Expected("a date like 2026-11-24".to_owned()),
            _ => match words_other_than(schema, text) {
                Some(known) => {
                    let unknown = self.unknown.entry(place.to_owned()).or_default();
                    unknown.insert(text.to_owned());
                    // "IN_USE" is no new word beside "in_use", but the same in another writing: as good as two.
                    let same = known.split(", ").find(|known| letters(known) == letters(text));
                    unknown.extend(same.map(str::to_owned));
                    self.known.insert(place.to_owned(), known);
                    What::UnknownWord
                }
                None => return,
            },
        };
        self.note(place, what, Some(&Value::from(text)));
    }

    fn note(&mut self, place: &str, what: What, came: Option<&Value>) {
        let (times, first) = self.found.entry((place.to_owned(), what)).or_default();
        *times += 1;
        if first.is_none() {
            *first = came.map(in_short);
        }
    }

    /// All there is to say, what can't be read first. The reader has the last word about that.
    fn notes(self, every: &[String]) -> Vec<Note> {
        let broken: BTreeSet<&String> = every.iter().collect();
        let told: BTreeSet<String> = self.found.keys().map(|(field, _)| field.clone()).collect();
        let untold = broken.iter().filter(|field| !told.contains(**field));
        let untold = untold.map(|field| {
            let times = every.iter().filter(|other| other == field).count();
            (((*field).clone(), What::Unreadable), (times, None))
        });
        let mut notes: Vec<Note> = self
            .found
            .clone()
            .into_iter()
            .chain(untold)
            .map(|((field, what), (times, came))| Note {
                breaks: broken.contains(&field) && what != What::UnknownMember,
                of: self.seen.get(&field).copied().unwrap_or(times),
                optional: !self.required.contains(&field),
                meaning: self.meanings.get(&field).cloned(),
                list: self.lists.contains(&field),
                unlike: self
                    .unknown
                    .get(&field)
                    .filter(|_| what == What::UnknownWord)
                    .map_or(0, BTreeSet::len),
                known: self.known.get(&field).filter(|_| what == What::UnknownWord).cloned(),
                field,
                what,
                times,
                came,
            })
            .collect();
        notes.sort_by_key(|note| !note.breaks);
        notes
    }
}

/// The kind of value that a schema wants, null apart; empty where anything may stand.
fn expected(schema: &Value) -> &str {
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null"),
        kind => Some(kind),
    };
    kinds.and_then(Value::as_str).unwrap_or_default()
}

/// The words of a list that does not have this one; `None` where it has it, or where any text may stand.
fn words_other_than(schema: &Value, text: &str) -> Option<String> {
    let is_open = schema["description"].as_str().is_some_and(|words| words.starts_with("An open list"));
    let words = if is_open { &schema["examples"] } else { &schema["enum"] };
    let words: Vec<&str> = words.as_array()?.iter().filter_map(Value::as_str).collect();
    (!words.contains(&text)).then(|| words.join(", "))
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn to_value(schema: &impl Serialize) -> Value {
    // A schema is plain data; one that could not be written would check nothing.
    serde_json::to_value(schema).unwrap_or_default()
}

fn in_short(value: &Value) -> String {
    const LONGEST: usize = 40;
    let text = value.to_string();
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}
