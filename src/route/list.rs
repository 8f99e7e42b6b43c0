//! The two long lists, of units and of cases, and what they are asked for: one type for both, so that what narrows, sorts and
//! keeps them as views is written once. Each list knows only its own part of it.

use super::{CasesShown, Route};

/// A list that is narrowed, sorted and kept as views.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// Units
    Units,
    /// Cases
    Cases,
}

/// What the list of units is asked for.
pub type UnitsQuery = ListQuery;
/// What the list of cases is asked for.
pub type CasesQuery = ListQuery;

macro_rules! list_query {
    ($($(#[$meta:meta])* $field:ident = $name:literal,)+) => {
        /// What a list is asked for; all of it stands in the address.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct ListQuery {
            /// Open cases or all.
            pub show: CasesShown,
            $($(#[$meta])* pub $field: String,)+
        }

        impl ListQuery {
            /// From an address, what the list knows of it.
            pub(super) fn read(list: List, text: impl Fn(&str) -> String) -> Self {
                let text = |name| if list.knows(name) { text(name) } else { String::new() };
                let show = if text("show") == "all" { CasesShown::All } else { CasesShown::Open };
                Self { show, $($field: text($name),)+ }
            }

            /// Under the names that they have in the address, which those of cases have at the API too.
            pub fn parameters(&self) -> Vec<(&'static str, &str)> {
                let show = if self.show == CasesShown::All { "all" } else { "" };
                vec![("show", show), $(($name, self.$field.as_str()),)+]
            }
        }
    };
}

list_query! {
    /// Words: part of a number, a serial, a host name and the like.
    q = "q",
    /// Id of one of several accounts.
    account = "account",
    /// Name of an answer about cover.
    answer = "answer",
    /// Only those whose cover ends within that many days.
    ends_within_days = "ends",
    /// Product family; here and below `none` asks for units without one.
    family = "family",
    /// Product.
    model = "model",
    /// Reference of the unit that cases are about.
    unit = "unit",
    /// Id of a site.
    site = "site",
    /// Number of a contract.
    contract = "contract",
    /// Name of a condition that fails.
    condition = "condition",
    /// Software release.
    release = "release",
    /// Country of the site, two letters.
    country = "country",
    /// In use or not.
    usage = "usage",
    /// `true`: only cases that the person opened.
    mine = "mine",
    /// Whose turn it is.
    waiting_on = "waiting_on",
    /// 1 to 4.
    priority = "priority",
    /// How a case was opened.
    channel = "channel",
    /// How the first response stands against its target.
    target = "target",
    /// `true`: with an escalation that is not completed; `false`: without one.
    escalated = "escalated",
    /// Opened on that date or later, YYYY-MM-DD.
    opened_from = "opened_from",
    /// Opened on that date or earlier.
    opened_to = "opened_to",
    /// Anything: the list as it is, whichever view the person's list begins with.
    view = "view",
    /// What it is sorted by, `-` before it for descending.
    sort = "sort",
    /// Page.
    cursor = "cursor",
}

impl List {
    /// The list with what it is asked for.
    pub fn of(self, query: ListQuery) -> Route {
        match self {
            Self::Units => Route::Units(query),
            Self::Cases => Route::Cases(query),
        }
    }

    /// Its name at the API, and the path of its page without the slash.
    pub fn name(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Cases => "cases",
        }
    }

    fn knows(self, name: &str) -> bool {
        let common = ["q", "account", "site", "contract", "view", "sort", "cursor"];
        let own: &[&str] = match self {
            Self::Units => &["answer", "ends", "family", "model", "condition", "release", "country", "usage"],
            Self::Cases => &[
                "show",
                "unit",
                "mine",
                "waiting_on",
                "priority",
                "channel",
                "target",
                "escalated",
                "opened_from",
                "opened_to",
            ],
        };
        common.contains(&name) || own.contains(&name)
    }

    /// From what stands behind the `?` of an address: its first page.
    pub fn of_text(self, query: &str) -> ListQuery {
        match Route::parse(&format!("/{}?{query}", self.name())) {
            Some(Route::Units(query) | Route::Cases(query)) => query.first_page(),
            _ => ListQuery::default(),
        }
    }

    /// What stands behind the `?` of the address of its first page.
    pub fn text(self, query: &ListQuery) -> String {
        let address = self.of(ListQuery { view: String::new(), ..query.first_page() }).to_string();
        address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }
}

impl ListQuery {
    /// What it is narrowed to and how it is sorted, without the page.
    pub fn first_page(&self) -> Self {
        Self { cursor: String::new(), ..self.clone() }
    }

    /// Is nothing left out, but for closed cases?
    pub fn is_whole(&self) -> bool {
        self.parameters()
            .iter()
            .all(|(name, value)| value.is_empty() || ["show", "view", "sort", "cursor"].contains(name))
    }
}
