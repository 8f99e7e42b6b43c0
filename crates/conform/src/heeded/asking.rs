//! Asks the two long lists for what the app narrows and sorts them by.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wire::path;

use super::lists::{ACCOUNT, By, Filter, LISTS, List, WORDS};
use crate::{
    ask::{Asked, read, refused},
    calls::{CALLS, Expected},
    fields::Reader,
    line::NoAnswer,
    member,
    outcome::Outcome,
};

/// Asks both lists; nothing is said of one that is not there, which is said of the list.
pub fn all(asked: &mut Asked<'_>) {
    for list in &LISTS {
        let reader = CALLS.iter().find(|call| call.path == list.call).map(|call| &call.answer);
        if let (Some(Outcome::Read { .. }), Some(Expected::Read(reader))) =
            (asked.outcomes.get(list.call), reader)
        {
            let tries = Tries { list, asked, reader: reader() };
            let (narrowed, sorted) = tries.narrowed_and_sorted();
            asked.outcomes.insert(list.narrowed, narrowed);
            asked.outcomes.insert(list.sorted, sorted);
        }
    }
}

/// Whether a parameter is heeded.
enum Heeded {
    Yes,
    No,
    /// It can't be seen: there are too few entries, or they are too much alike.
    Unseen,
}

impl Heeded {
    /// By what can be seen: something that has to be otherwise with the parameter than without it.
    fn of(is_seen: bool, is_heeded: bool) -> Self {
        match (is_heeded, is_seen) {
            (false, _) => Self::No,
            (true, true) => Self::Yes,
            (true, false) => Self::Unseen,
        }
    }
}

/// A page that did not come, or can't be read.
struct Refused {
    status: u16,
    told: String,
}

impl Refused {
    /// What is not known may be refused, and then there is none of it.
    fn or_none(self) -> Result<Vec<Value>, Self> {
        if matches!(self.status, 400 | 403 | 404 | 422) { Ok(Vec::new()) } else { Err(self) }
    }
}

/// One list that is asked.
struct Tries<'a> {
    list: &'static List,
    asked: &'a Asked<'a>,
    reader: Reader,
}

impl Tries<'_> {
    fn narrowed_and_sorted(&self) -> (Outcome, Outcome) {
        match self.page("") {
            Ok(all) if all.is_empty() => {
                let empty = Outcome::not_tried(&format!("{} is empty", self.list.call));
                (empty.clone(), empty)
            }
            Ok(all) => (self.narrowed(&all), self.sorted()),
            Err(refused) => (Outcome::broken(refused.told.clone()), Outcome::broken(refused.told)),
        }
    }

    fn narrowed(&self, all: &[Value]) -> Outcome {
        let is_named = |filter: &&Filter| filter.name != ACCOUNT || self.asked.me.accounts.len() > 1;
        let can = |filter: &&Filter| filter.by.values().iter().all(|value| self.can(filter.name, value));
        let filters = self.list.filters.iter().filter(is_named).filter(can);
        self.together(filters.map(|filter| (filter.name.to_owned(), self.is_heeded(filter, all))))
    }

    fn sorted(&self) -> Outcome {
        let orders = self.list.orders.iter().filter(|(name, _)| self.can("sort", name));
        self.together(orders.map(|(name, shown)| (format!("sort={name}"), self.turns(name, shown))))
    }

    /// What is said of all of them.
    fn together(&self, all: impl Iterator<Item = (String, Result<Heeded, Refused>)>) -> Outcome {
        let list = self.list;
        let (mut heeded, mut passed_over, mut unseen) = (0, Vec::new(), Vec::new());
        // What is wrong with many is said once.
        let mut refusals: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, tried) in all {
            let name = format!("`{}?{name}`", list.name());
            match tried {
                Ok(Heeded::Yes) => heeded += 1,
                Ok(Heeded::No) => passed_over.push(name),
                Ok(Heeded::Unseen) => unseen.push(name),
                Err(refused) => refusals.entry(refused.told).or_default().push(name),
            }
        }
        let told = |(told, names): (String, Vec<String>)| format!("{}: {told}", names.join(", "));
        let mut faults: Vec<String> = refusals.into_iter().map(told).collect();
        if !passed_over.is_empty() {
            let names = passed_over.join(", ");
            faults.push(format!("not heeded: {names}. Mend them, or name them so in capabilitiesOff"));
        }
        match (faults.is_empty(), heeded, unseen.is_empty()) {
            (false, ..) => Outcome::broken(faults.join("; ")),
            (true, 0, true) => Outcome::Lacking { why: "it can be asked for none of that".to_owned() },
            (true, 0, false) => Outcome::not_tried("there is too little in the list to see it"),
            _ => Outcome::Heeded { unseen },
        }
    }

    fn can(&self, name: &str, value: &str) -> bool {
        let path = format!("{}?{name}={value}", self.list.call);
        self.asked.never_asks(&path).is_none()
    }

    fn is_heeded(&self, filter: &Filter, all: &[Value]) -> Result<Heeded, Refused> {
        let of = |value: &str| self.page(&format!("{}={value}", filter.name));
        let heeded = match &filter.by {
            By::NoSuch(value) => Heeded::of(true, of(value).or_else(Refused::or_none)?.is_empty()),
            By::Nothing(value) => Heeded::of(true, of(value)?.is_empty()),
            By::Apart([one, other]) => {
                let [one, other] = [self.ids(&of(one)?), self.ids(&of(other)?)];
                Heeded::of(!one.is_empty() || !other.is_empty(), one.is_disjoint(&other))
            }
            By::Few(value) => {
                let all = self.ids(all);
                Heeded::of(all.len() > 1, all.len() < 2 || self.ids(&of(value)?) != all)
            }
        };
        let shown = filter.shown.filter(|_| !matches!(heeded, Heeded::No));
        shown.map_or(Ok(()), |shown| self.finds(filter.name, shown, all))?;
        Ok(heeded)
    }

    /// What an entry shows is asked for, and found.
    fn finds(&self, name: &str, shown: &str, all: &[Value]) -> Result<(), Refused> {
        let Some(value) = all.iter().find_map(|entry| member::text(entry, shown)) else { return Ok(()) };
        if !self.can(name, &path::encode(&value)) {
            return Ok(());
        }
        let query = format!("{name}={}", path::encode(&value));
        let found = self.page(&query)?;
        let told = match found.iter().find(|entry| member::text(entry, shown).as_ref() != Some(&value)) {
            _ if found.is_empty() => {
                format!("{query} finds nothing, and there is one whose {shown} is {value}")
            }
            Some(_) if name != WORDS => format!("{query} finds what has another {shown}"),
            _ => return Ok(()),
        };
        Err(Refused { status: 200, told })
    }

    /// Whether entries that differ in what is sorted by come the other way round.
    fn turns(&self, name: &str, shown: &str) -> Result<Heeded, Refused> {
        let up = self.page(&format!("sort={name}"))?;
        let down = self.page(&format!("sort=-{name}"))?;
        // Where those stand that show none is nobody's to say.
        let each = |page: &[Value], name| -> Vec<_> {
            page.iter().filter_map(|entry| member::text(entry, name)).collect()
        };
        let differ = each(&up, shown).windows(2).any(|two| two[0] != two[1]);
        Ok(Heeded::of(differ, !differ || each(&up, self.list.id) != each(&down, self.list.id)))
    }

    fn ids(&self, page: &[Value]) -> BTreeSet<String> {
        page.iter().filter_map(|entry| member::text(entry, self.list.id)).collect()
    }

    fn page(&self, query: &str) -> Result<Vec<Value>, Refused> {
        let call = self.list.call;
        let address = format!("{call}?{query}{}limit=200", if query.is_empty() { "" } else { "&" });
        let answer = self.asked.line.get(&address);
        let answer =
            answer.map_err(|NoAnswer(why)| Refused { status: 0, told: format!("no answer: {why}") })?;
        let outcome = refused(call, &address, &answer).unwrap_or_else(|| read(&answer, &self.reader));
        match (outcome, answer.json()) {
            (Outcome::Read { .. }, Some(body)) => Ok(body["items"].as_array().cloned().unwrap_or_default()),
            (Outcome::Broken { why, .. }, Some(body)) if body["items"].is_null() && answer.is_success() => {
                Err(Refused {
                    status: answer.status,
                    told: format!("{why} (an empty list is written as [])"),
                })
            }
            (Outcome::Broken { why, .. } | Outcome::Lacking { why }, _) => {
                Err(Refused { status: answer.status, told: why })
            }
            _ => Err(Refused { status: answer.status, told: "not for this role".to_owned() }),
        }
    }
}
