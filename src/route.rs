//! Every address of the app: printing and reading side by side. No route string is typed anywhere else.

use std::fmt;

use rules::entitlement::what_if::Supposition;
use wire::path::{encode, query};

mod parts;
mod plain;

pub use parts::{CasesQuery, CasesShown, Confirmed, Page, Step, UnitsQuery, WebinarsQuery, WeekShown};

/// A page with what its address carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// First screen
    Home,
    /// Sign in, then go on
    SignIn {
        /// Path within this app to go on to.
        next: Option<String>,
    },
    /// Units
    Units(UnitsQuery),
    /// One unit
    Unit {
        /// Serial number or software reference number.
        reference: String,
        /// Civil date to decide the cover on; today when absent.
        on: Option<String>,
        /// What is supposed about it.
        suppose: Vec<Supposition>,
    },
    /// Service contracts
    Contracts,
    /// People who may speak for the account
    People,
    /// Accounts of an advisor side by side
    Workspace,
    /// How far the on-boarding is, and the meeting about it
    OnBoarding {
        /// Id of one of several accounts; one's own when empty.
        account: String,
    },
    /// The same of one of several accounts
    PeopleOf {
        /// Id of the account.
        account: String,
    },
    /// An invitation: the secret of its link stands behind `#` and is no part of this
    Invitation,
    /// The advisor
    Advisor {
        /// Id of one of several accounts.
        account: String,
        /// Which week is shown.
        week: WeekShown,
        /// Page of the requests.
        cursor: String,
    },
    /// One request to the advisor
    Advice {
        /// Id of the request.
        id: String,
    },
    /// What activates the service
    Activation {
        /// Id of one of several accounts; empty is one's own.
        account: String,
    },
    /// Responsibilities of the End User
    Responsibilities {
        /// Id of one of several accounts; empty is one's own.
        account: String,
    },
    /// One written notice
    Notice {
        /// Number of the notice.
        number: String,
    },
    /// Service description point by point
    Service {
        /// Id of the rule that is asked about.
        point: Option<String>,
    },
    /// Cases
    Cases(CasesQuery),
    /// One case
    Case {
        /// Case number.
        number: String,
        /// Just opened: shows the confirmation.
        confirmed: Confirmed,
    },
    /// One call note
    CallNote {
        /// Number of the note.
        number: String,
    },
    /// Own details, sessions, password, and how things are shown
    Profile,
    /// An account: agreement, contracts, numbers, roles
    Account {
        /// Id of one of several accounts; the own one when empty.
        account: String,
    },
    /// The card for the wall
    WallCard {
        /// Id of one of several accounts; the own one when empty.
        account: String,
    },
    /// The label of a unit
    Label {
        /// Serial number or software reference number.
        reference: String,
    },
    /// Sites
    Sites {
        /// Part of name or address.
        q: String,
        /// Id of one of several accounts.
        account: String,
        /// Page.
        cursor: String,
    },
    /// One site
    Site {
        /// Its id, or that of one that was joined with it.
        id: String,
    },
    /// Webinars and recordings
    Webinars(WebinarsQuery),
    /// One webinar
    Webinar {
        /// Its id.
        id: String,
        /// The second of the recording to begin at.
        at: Option<u32>,
    },
    /// Report a fault
    Report {
        /// Which screen.
        step: Step,
        /// Which draft; a new one when absent.
        draft: Option<String>,
        /// Unit to begin with.
        unit: Option<String>,
    },
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address())
    }
}

impl Route {
    /// Its address within this app.
    fn address(&self) -> String {
        fn text(value: &Option<String>) -> &str {
            value.as_deref().unwrap_or_default()
        }
        match self {
            Self::Home => "/".to_owned(),
            Self::SignIn { next } => at("/sign-in", "", &[("next", text(next))]),
            Self::Units(units) => at("/units", "", &units.parameters()),
            Self::Unit { reference, on, suppose } => {
                at("/units/", reference, &[("on", text(on)), ("if", &print_suppositions(suppose))])
            }
            Self::Contracts => "/contracts".to_owned(),
            Self::People => "/people".to_owned(),
            Self::Workspace => "/accounts".to_owned(),
            Self::OnBoarding { account } => at("/on-boarding", "", &[("account", account)]),
            Self::PeopleOf { account } => at("/people", "", &[("account", account)]),
            Self::Invitation => "/invitation".to_owned(),
            Self::Advisor { account, week, cursor } => {
                let week = if *week == WeekShown::Next { "next" } else { "" };
                at("/advisor", "", &[("account", account), ("week", week), ("cursor", cursor)])
            }
            Self::Advice { id } => at("/advice/", id, &[]),
            Self::Activation { account } => at("/activation", "", &[("account", account)]),
            Self::Responsibilities { account } => at("/responsibilities", "", &[("account", account)]),
            Self::Notice { number } => at("/notices/", number, &[]),
            Self::Service { point } => at("/service", "", &[("point", text(point))]),
            Self::Cases(CasesQuery { show, q, account, cursor }) => {
                let show = if *show == CasesShown::All { "all" } else { "" };
                at("/cases", "", &[("show", show), ("q", q), ("account", account), ("cursor", cursor)])
            }
            Self::Case { number, confirmed } => {
                at("/cases/", number, &[("opened", if *confirmed == Confirmed::Yes { "yes" } else { "" })])
            }
            Self::CallNote { number } => at("/call-notes/", number, &[]),
            Self::Profile => "/profile".to_owned(),
            Self::Account { account } => at("/account", "", &[("account", account)]),
            Self::WallCard { account } => at("/wall-card", "", &[("account", account)]),
            Self::Label { reference } => at("/units/", reference, &[]) + "/label",
            Self::Sites { q, account, cursor } => {
                at("/sites", "", &[("q", q), ("account", account), ("cursor", cursor)])
            }
            Self::Site { id } => at("/sites/", id, &[]),
            Self::Webinars(webinars) => at("/webinars", "", &webinars.parameters()),
            Self::Webinar { id, at: second } => {
                let second = second.map(|second| second.to_string()).unwrap_or_default();
                at("/webinars/", id, &[("t", &second)])
            }
            Self::Report { step, draft, unit } => {
                at("/report/", step.slug(), &[("draft", text(draft)), ("unit", text(unit))])
            }
        }
    }

    /// The number or reference of the one thing that it is about; empty when it is about none.
    pub fn name(&self) -> String {
        match self {
            Self::Unit { reference: name, .. }
            | Self::Label { reference: name }
            | Self::Case { number: name, .. }
            | Self::CallNote { number: name }
            | Self::Advice { id: name }
            | Self::Site { id: name }
            | Self::Webinar { id: name, .. }
            | Self::Notice { number: name } => name.clone(),
            _ => String::new(),
        }
    }

    /// Id of the one of several accounts that it is about; empty for the own one.
    pub fn account(&self) -> String {
        match self {
            Self::Account { account }
            | Self::WallCard { account }
            | Self::OnBoarding { account }
            | Self::Activation { account }
            | Self::Responsibilities { account } => account.clone(),
            _ => String::new(),
        }
    }

    /// Whether a case page opens with the confirmation.
    pub fn is_confirmed(&self) -> Confirmed {
        match self {
            Self::Case { confirmed, .. } => *confirmed,
            _ => Confirmed::No,
        }
    }

    /// Its page.
    pub fn page(&self) -> Page {
        match self {
            Self::Home => Page::Home,
            Self::SignIn { .. } => Page::SignIn,
            Self::Units(_) => Page::Units,
            Self::Unit { .. } => Page::Unit,
            Self::Contracts => Page::Contracts,
            Self::Workspace => Page::Workspace,
            Self::OnBoarding { .. } => Page::OnBoarding,
            Self::People | Self::PeopleOf { .. } => Page::People,
            Self::Invitation => Page::Invitation,
            Self::Advisor { .. } => Page::Advisor,
            Self::Advice { .. } => Page::Advice,
            Self::Activation { .. } => Page::Activation,
            Self::Responsibilities { .. } => Page::Responsibilities,
            Self::Notice { .. } => Page::Notice,
            Self::Service { .. } => Page::Service,
            Self::Cases(_) => Page::Cases,
            Self::Case { .. } => Page::Case,
            Self::CallNote { .. } => Page::CallNote,
            Self::Report { .. } => Page::Report,
            Self::Profile => Page::Profile,
            Self::Account { .. } => Page::Account,
            Self::WallCard { .. } => Page::WallCard,
            Self::Label { .. } => Page::Label,
            Self::Sites { .. } => Page::Sites,
            Self::Site { .. } => Page::Site,
            Self::Webinars(_) => Page::Webinars,
            Self::Webinar { .. } => Page::Webinar,
        }
    }

    /// Reads an address; `None` for one that is not ours. Parameters that are not known are ignored.
    pub fn parse(address: &str) -> Option<Self> {
        let (path, search) = address.split_once('?').unwrap_or((address, ""));
        let parameter = |name: &str| {
            search
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| wire::path::decode(value))
                .filter(|value| !value.is_empty())
        };
        let text = |name: &str| parameter(name).unwrap_or_default();
        let parts: Vec<String> = path
            .strip_prefix('/')?
            .split('/')
            .filter(|part| !part.is_empty())
            .map(wire::path::decode)
            .collect::<Option<_>>()?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Some(match parts.as_slice() {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn { next: parameter("next") },
            ["units"] => Self::Units(UnitsQuery::read(text)),
            ["units", reference] => Self::Unit {
                reference: (*reference).to_owned(),
                on: parameter("on"),
                suppose: read_suppositions(&text("if")),
            },
            ["units", reference, "label"] => Self::Label { reference: (*reference).to_owned() },
            ["profile"] => Self::Profile,
            ["account"] => Self::Account { account: text("account") },
            ["wall-card"] => Self::WallCard { account: text("account") },
            ["contracts"] => Self::Contracts,
            ["accounts"] => Self::Workspace,
            ["on-boarding"] => Self::OnBoarding { account: text("account") },
            ["people"] => match parameter("account") {
                Some(account) => Self::PeopleOf { account },
                None => Self::People,
            },
            ["invitation"] => Self::Invitation,
            ["advisor"] => Self::Advisor {
                account: text("account"),
                week: if text("week") == "next" { WeekShown::Next } else { WeekShown::This },
                cursor: text("cursor"),
            },
            ["advice", id] => Self::Advice { id: (*id).to_owned() },
            ["activation"] => Self::Activation { account: text("account") },
            ["responsibilities"] => Self::Responsibilities { account: text("account") },
            ["notices", number] => Self::Notice { number: (*number).to_owned() },
            ["service"] => Self::Service { point: parameter("point") },
            ["cases"] => Self::Cases(CasesQuery {
                show: if text("show") == "all" { CasesShown::All } else { CasesShown::Open },
                q: text("q"),
                account: text("account"),
                cursor: text("cursor"),
            }),
            ["cases", number] => Self::Case {
                number: (*number).to_owned(),
                confirmed: if text("opened") == "yes" { Confirmed::Yes } else { Confirmed::No },
            },
            ["call-notes", number] => Self::CallNote { number: (*number).to_owned() },
            ["sites"] => Self::Sites { q: text("q"), account: text("account"), cursor: text("cursor") },
            ["sites", id] => Self::Site { id: (*id).to_owned() },
            ["webinars"] => Self::Webinars(WebinarsQuery::read(text)),
            ["webinars", id] => Self::Webinar { id: (*id).to_owned(), at: text("t").parse().ok() },
            ["report", step] => Self::Report {
                step: Step::from_slug(step)?,
                draft: parameter("draft"),
                unit: parameter("unit"),
            },
            _ => return None,
        })
    }

    /// The address that a sign-in may go on to: only one of ours.
    pub fn parse_next(next: &str) -> Option<Self> {
        let plain =
            next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\t', '\n', '\r']);
        if plain { Self::parse(next).filter(|route| !matches!(route, Self::SignIn { .. })) } else { None }
    }
}

/// In the address: the unit is past its End of Support. Anything else is a contract's number.
const PAST_END_OF_SUPPORT: &str = "end-of-support";

/// A list with commas; numbers that have some are encoded.
fn print_suppositions(suppositions: &[Supposition]) -> String {
    let word = |supposition: &Supposition| match supposition {
        Supposition::EndOfSupportPassed => PAST_END_OF_SUPPORT.to_owned(),
        Supposition::ContractEnded(number) => encode(number),
    };
    suppositions.iter().map(word).collect::<Vec<_>>().join(",")
}

fn read_suppositions(text: &str) -> Vec<Supposition> {
    let supposition = |word| match word {
        "" => None,
        PAST_END_OF_SUPPORT => Some(Supposition::EndOfSupportPassed),
        number => wire::path::decode(number).map(Supposition::ContractEnded),
    };
    text.split(',').filter_map(supposition).collect()
}

/// A path, the name of a thing below it, and the parameters that are not empty.
fn at(path: &str, name: &str, parameters: &[(&str, &str)]) -> String {
    format!("{path}{}{}", encode(name), query(parameters))
}

#[cfg(test)]
mod tests;
