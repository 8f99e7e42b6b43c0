//! Whether the two long lists heed what the app narrows and sorts them by. An API that passes over a parameter answers well, and
//! with what nobody asked for. It is seen by asking for what there is none of, for two things that nothing is at once, and for
//! both ways of an order.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    ask::{Asked, refused},
    fields::Fields,
    line::NoAnswer,
    outcome::Outcome,
};

/// A list that people narrow and sort.
pub struct List {
    /// The call for it: `/v1/units`
    pub call: &'static str,
    /// What became of narrowing it is said under this name.
    pub narrowed: &'static str,
    /// What became of sorting it is said under this name.
    pub sorted: &'static str,
    /// The member that tells its entries apart.
    id: &'static str,
    /// What it is narrowed by.
    pub filters: &'static [(&'static str, By)],
    /// What it is sorted by, with the member of an entry that shows it.
    pub orders: &'static [(&'static str, &'static str)],
}

/// How it is seen that a filter is passed over.
pub enum By {
    /// There is none of that: entries come all the same.
    Nothing(&'static str),
    /// No entry is both: one comes for either.
    Apart([&'static str; 2]),
    /// Few are that: all come that come without the filter.
    Few(&'static str),
}

/// What no API has.
const NO_SUCH: By = By::Nothing("conform-no-such");
/// Named by those who look after several accounts alone.
const ACCOUNT: &str = "account";

/// Both of them: `src/route/list.rs`.
pub const LISTS: [List; 2] = [
    List {
        call: "/v1/units",
        narrowed: UNITS_NARROWED,
        sorted: UNITS_SORTED,
        id: "reference",
        filters: &[
            ("q", NO_SUCH),
            (ACCOUNT, NO_SUCH),
            ("family", NO_SUCH),
            ("model", NO_SUCH),
            ("site", NO_SUCH),
            ("contract", NO_SUCH),
            ("release", NO_SUCH),
            // Two letters that no country gets.
            ("country", By::Nothing("ZZ")),
            ("condition", NO_SUCH),
            ("usage", By::Apart(["in_use", "spare"])),
            ("answer", By::Apart(["advanced_care_plus", "no_cover_found"])),
            ("ends_within_days", By::Few("0")),
        ],
        orders: &[
            ("host_name", "host_name"),
            ("reference", "reference"),
            ("model", "model"),
            ("family", "family"),
            ("site", "site.name"),
            ("country", "site.country"),
            ("usage", "usage"),
            ("release", "software_release"),
            ("covered_until", "cover.covered_until"),
        ],
    },
    List {
        call: "/v1/cases",
        narrowed: CASES_NARROWED,
        sorted: CASES_SORTED,
        id: "number",
        filters: &[
            ("q", NO_SUCH),
            (ACCOUNT, NO_SUCH),
            ("unit", NO_SUCH),
            ("site", NO_SUCH),
            ("contract", NO_SUCH),
            ("opened_from", By::Nothing("2999-01-01")),
            ("opened_to", By::Nothing("1999-01-01")),
            ("waiting_on", By::Apart(["customer", "vendor"])),
            ("priority", By::Apart(["2", "4"])),
            ("channel", By::Apart(["web", "phone"])),
            ("target", By::Apart(["met", "missed"])),
            ("escalated", By::Apart(["true", "false"])),
        ],
        orders: &[
            ("created", "created_at"),
            ("changed", "changed_at"),
            ("due", "due_at"),
            ("priority", "priority"),
        ],
    },
];

/// The filters of the list of units.
pub const UNITS_NARROWED: &str = "GET /v1/units, narrowed";
/// Its orders.
pub const UNITS_SORTED: &str = "GET /v1/units, sorted";
/// The filters of the list of cases.
pub const CASES_NARROWED: &str = "GET /v1/cases, narrowed";
/// Its orders.
pub const CASES_SORTED: &str = "GET /v1/cases, sorted";

/// What is wrong with the name of something that a list can't be asked for; nothing where it is no such name, or right.
pub fn slip(name: &str) -> Option<String> {
    let (of, asked) = name.split_once('?')?;
    let list = LISTS.iter().find(|list| list.call.trim_start_matches("/v1/") == of)?;
    let (filter, value) = asked.split_once('=').unwrap_or((asked, ""));
    let is_known = match filter {
        "sort" => {
            value.is_empty()
                || (value == "urgency" && of == "cases")
                || list.orders.iter().any(|(order, _)| *order == value)
        }
        "open" | "mine" | "like" | "like_unit" => of == "cases",
        _ => list.filters.iter().any(|(known, _)| *known == filter),
    };
    (!is_known).then(|| format!("capabilitiesOff: {of} are asked for no such thing: {name}"))
}

/// Asks both lists; nothing is said of one that is not there, which is said of the list.
pub fn all(asked: &mut Asked<'_>) {
    for list in &LISTS {
        if let Some(Outcome::Read { .. }) = asked.outcomes.get(list.call) {
            let (narrowed, sorted) = (list.is_narrowed(asked), list.is_sorted(asked));
            asked.outcomes.insert(list.narrowed, narrowed);
            asked.outcomes.insert(list.sorted, sorted);
        }
    }
}

/// Whether a parameter is heeded; an error where that can't be said.
type Heeded = Result<bool, Refused>;

impl By {
    fn values(&self) -> &[&'static str] {
        match self {
            Self::Nothing(value) | Self::Few(value) => std::slice::from_ref(value),
            Self::Apart(both) => both,
        }
    }
}

impl List {
    fn is_narrowed(&self, asked: &Asked<'_>) -> Outcome {
        let is_named = |name: &str| name != ACCOUNT || asked.me.accounts.len() > 1;
        let can = |name: &str, by: &By| by.values().iter().all(|value| self.can(asked, name, value));
        let filters = self.filters.iter().filter(|(name, by)| is_named(name) && can(name, by));
        self.together(asked, filters.map(|(name, by)| ((*name).to_owned(), self.is_heeded(asked, name, by))))
    }

    fn is_sorted(&self, asked: &Asked<'_>) -> Outcome {
        let orders = self.orders.iter().filter(|(name, _)| self.can(asked, "sort", name));
        self.together(
            asked,
            orders.map(|(name, shown)| (format!("sort={name}"), self.turns(asked, name, shown))),
        )
    }

    /// What is said of all of them, each fault with how to live with it.
    fn together(&self, asked: &Asked<'_>, all: impl Iterator<Item = (String, Heeded)>) -> Outcome {
        if asked.first(self.call, self.id).is_none() {
            return Outcome::not_tried(&format!("{} is empty", self.call));
        }
        let all: Vec<_> = all.collect();
        if all.is_empty() {
            return Outcome::Lacking { why: "it can be asked for none of that".to_owned() };
        }
        let list = self.call.trim_start_matches("/v1/");
        let (mut passed_over, mut faults) = (Vec::new(), Vec::new());
        for (name, heeded) in all {
            match heeded {
                Ok(true) => (),
                Ok(false) => passed_over.push(format!("`{list}?{name}`")),
                Err(refused) => faults.push(refused.told),
            }
        }
        if !passed_over.is_empty() {
            let names = passed_over.join(", ");
            faults.push(format!("not heeded: {names}. Mend them, or name them so in capabilitiesOff"));
        }
        if faults.is_empty() {
            Outcome::Read { fields: Fields::default() }
        } else {
            Outcome::broken(faults.join("; "))
        }
    }

    fn can(&self, asked: &Asked<'_>, name: &str, value: &str) -> bool {
        let path = format!("{}?{name}={value}", self.call);
        asked.off.of_question(&path, asked.line.dialect.takes).is_none()
    }

    fn is_heeded(&self, asked: &Asked<'_>, name: &str, by: &By) -> Heeded {
        let of = |value: &str| self.page(asked, &format!("{name}={value}"));
        Ok(match by {
            By::Nothing(value) => of(value).or_else(Refused::is_empty)?.is_empty(),
            By::Apart([one, other]) => self.ids(&of(one)?).is_disjoint(&self.ids(&of(other)?)),
            By::Few(value) => {
                let all = self.ids(&self.page(asked, "")?);
                all.len() < 2 || self.ids(&of(value)?) != all
            }
        })
    }

    /// Whether entries that differ in what is sorted by come the other way round.
    fn turns(&self, asked: &Asked<'_>, name: &str, shown: &str) -> Heeded {
        let up = self.page(asked, &format!("sort={name}"))?;
        let down = self.page(asked, &format!("sort=-{name}"))?;
        let each =
            |page: &[Value], member| -> Vec<_> { page.iter().map(|item| text_at(item, member)).collect() };
        let differ = each(&up, shown).windows(2).any(|two| two[0] != two[1]);
        Ok(!differ || each(&up, self.id) != each(&down, self.id))
    }

    fn ids(&self, page: &[Value]) -> BTreeSet<String> {
        page.iter().filter_map(|item| text_at(item, self.id)).collect()
    }

    fn page(&self, asked: &Asked<'_>, query: &str) -> Result<Vec<Value>, Refused> {
        let address = format!("{}?{query}{}limit=200", self.call, if query.is_empty() { "" } else { "&" });
        let told = |why: &str| format!("{query}: {why}");
        let answer =
            asked.line.get(&address).map_err(|NoAnswer(why)| Refused { status: 0, told: told(&why) })?;
        let status = answer.status;
        match refused(self.call, &address, &answer) {
            Some(Outcome::Broken { why, .. } | Outcome::Lacking { why }) => {
                Err(Refused { status, told: told(&why) })
            }
            Some(_) => Err(Refused { status, told: told("not for this role") }),
            None => Ok(answer.json().and_then(|body| body["items"].as_array().cloned()).unwrap_or_default()),
        }
    }
}

/// A page that did not come.
struct Refused {
    status: u16,
    told: String,
}

impl Refused {
    /// What is not known may be refused, and then there is none of it.
    fn is_empty(self) -> Result<Vec<Value>, Self> {
        if matches!(self.status, 400 | 403 | 404 | 422) { Ok(Vec::new()) } else { Err(self) }
    }
}

fn text_at(item: &Value, member: &str) -> Option<String> {
    match member.split('.').try_fold(item, |inner, name| inner.get(name))? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_behind_the_question_mark_is_seen() {
        for known in [
            "units?answer",
            "units?answer=cannot_tell",
            "units?sort=family",
            "cases?sort=urgency",
            "cases?open",
            "views",
            "sort",
        ] {
            assert_eq!(slip(known), None, "{known}");
        }
        for slipped in ["units?anwser", "units?sort=famly", "units?open", "cases?family"] {
            assert!(slip(slipped).is_some_and(|words| words.ends_with(slipped)), "{slipped}");
        }
    }
}
