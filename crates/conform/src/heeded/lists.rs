//! What the two long lists are narrowed and sorted by, and how it is seen whether an API heeds it.

/// A list that people narrow and sort.
pub struct List {
    /// The call for it: `/v1/units`
    pub call: &'static str,
    /// What became of narrowing it is said under this name.
    pub narrowed: &'static str,
    /// What became of sorting it is said under this name.
    pub sorted: &'static str,
    /// The member that tells its entries apart.
    pub id: &'static str,
    /// What it is narrowed by.
    pub filters: &'static [Filter],
    /// What it is sorted by, with the member of an entry that shows it.
    pub orders: &'static [(&'static str, &'static str)],
}

/// A filter.
pub struct Filter {
    /// Its parameter.
    pub name: &'static str,
    /// How it is seen that it is passed over.
    pub by: By,
    /// The member of an entry that says what it is asked by, where one does: what is asked for by it has to come, and alone.
    pub shown: Option<&'static str>,
}

/// How it is seen that a filter is passed over.
pub enum By {
    /// There is none of that name, which may be refused: entries come all the same.
    NoSuch(&'static str),
    /// There is none that fits, which is no mistake: entries come all the same.
    Nothing(&'static str),
    /// No entry is both: one comes for either.
    Apart([&'static str; 2]),
    /// Few are that: all come that come without the filter.
    Few(&'static str),
}

impl By {
    /// What is asked for.
    pub fn values(&self) -> &[&'static str] {
        match self {
            Self::NoSuch(value) | Self::Nothing(value) | Self::Few(value) => std::slice::from_ref(value),
            Self::Apart(both) => both,
        }
    }
}

/// Looked for anywhere in an entry.
pub const WORDS: &str = "q";
/// Named by those who look after several accounts alone.
pub const ACCOUNT: &str = "account";

const fn filter(name: &'static str, by: By) -> Filter {
    Filter { name, by, shown: None }
}

impl Filter {
    const fn shown(self, member: &'static str) -> Self {
        Self { shown: Some(member), ..self }
    }
}

/// What no API has.
const NO_SUCH: By = By::NoSuch("conform-no-such");
/// What nobody wrote, nor a word of it: an API may look for each by itself.
const NOT_WRITTEN: By = By::Nothing("zqxjvkwy");

/// The filters of the list of units.
pub const UNITS_NARROWED: &str = "GET /v1/units, narrowed";
/// Its orders.
pub const UNITS_SORTED: &str = "GET /v1/units, sorted";
/// The filters of the list of cases.
pub const CASES_NARROWED: &str = "GET /v1/cases, narrowed";
/// Its orders.
pub const CASES_SORTED: &str = "GET /v1/cases, sorted";

/// Both of them: `src/route/list.rs`.
pub const LISTS: [List; 2] = [
    List {
        call: "/v1/units",
        narrowed: UNITS_NARROWED,
        sorted: UNITS_SORTED,
        id: "reference",
        filters: &[
            filter(WORDS, NOT_WRITTEN).shown("reference"),
            filter(ACCOUNT, NO_SUCH).shown("account.id"),
            filter("family", NO_SUCH).shown("family"),
            filter("model", NO_SUCH).shown("model"),
            filter("site", NO_SUCH).shown("site.id"),
            filter("contract", NO_SUCH),
            filter("release", NO_SUCH).shown("software_release"),
            // Two letters that no country gets.
            filter("country", By::NoSuch("ZZ")).shown("site.country"),
            filter("condition", NO_SUCH),
            filter("usage", By::Apart(["in_use", "spare"])).shown("usage"),
            filter("answer", By::Apart(["advanced_care_plus", "no_cover_found"])).shown("cover.answer"),
            filter("ends_within_days", By::Few("0")),
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
            ("release_confirmed", "release_confirmed_at"),
        ],
    },
    List {
        call: "/v1/cases",
        narrowed: CASES_NARROWED,
        sorted: CASES_SORTED,
        id: "number",
        filters: &[
            filter(WORDS, NOT_WRITTEN).shown("number"),
            filter(ACCOUNT, NO_SUCH).shown("account.id"),
            filter("unit", NO_SUCH),
            filter("like", NOT_WRITTEN),
            filter("like_unit", NO_SUCH),
            filter("site", NO_SUCH),
            filter("contract", NO_SUCH),
            filter("opened_from", By::Nothing("2999-01-01")),
            filter("opened_to", By::Nothing("1999-01-01")),
            filter("waiting_on", By::Apart(["customer", "vendor"])).shown("waiting_on"),
            filter("priority", By::Apart(["2", "4"])).shown("priority"),
            filter("channel", By::Apart(["web", "phone"])).shown("channel"),
            filter("target", By::Apart(["met", "missed"])),
            filter("escalated", By::Apart(["true", "false"])),
        ],
        orders: &[
            ("created", "created_at"),
            ("changed", "changed_at"),
            ("due", "due_at"),
            ("priority", "priority"),
        ],
    },
];

impl List {
    /// As `capabilitiesOff` names it: `units`
    pub fn name(&self) -> &'static str {
        self.call.trim_start_matches("/v1/")
    }
}

/// What is wrong with the name of something that a list can't be asked for; nothing where it is no such name, or right.
pub fn slip(name: &str) -> Option<String> {
    let (of, asked) = name.split_once('?')?;
    let list = LISTS.iter().find(|list| list.name() == of)?;
    let (filter, value) = asked.split_once('=').unwrap_or((asked, ""));
    let is_known = match filter {
        "sort" => {
            value.is_empty()
                || (value == "urgency" && of == "cases")
                || list.orders.iter().any(|(order, _)| *order == value)
        }
        "open" | "mine" => of == "cases",
        _ => list.filters.iter().any(|known| known.name == filter),
    };
    (!is_known).then(|| format!("capabilitiesOff: {of} are asked for no such thing: {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_behind_the_question_mark_is_seen() {
        let known =
            ["units?answer", "units?answer=cannot_tell", "units?sort=family", "units?sort=release_confirmed"];
        for known in known.into_iter().chain(["cases?sort=urgency", "cases?open", "views", "sort"]) {
            assert_eq!(slip(known), None, "{known}");
        }
        for slipped in
            ["units?anwser", "units?sort=famly", "units?sort=urgency", "units?open", "cases?family"]
        {
            assert!(slip(slipped).is_some_and(|words| words.ends_with(slipped)), "{slipped}");
        }
    }
}
