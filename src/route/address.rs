//! Every address of the app: printing and reading side by side. No route string is typed anywhere else.

use std::fmt;

use rules::entitlement::what_if::Supposition;
use wire::path::{encode, query};

use super::{Confirmed, KeptQuery, List, ListQuery, Route, Step, TimelineQuery, WebinarsQuery, WeekShown};

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
            Self::Unit { reference, account, on, suppose } => {
                let supposed = print_suppositions(suppose);
                at("/units/", reference, &[("account", account), ("on", text(on)), ("if", &supposed)])
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
            Self::Cases(cases) => at("/cases", "", &cases.parameters()),
            Self::WordKept { account } => at("/word-kept", "", &[("account", account)]),
            Self::KeptCases(kept) => at("/word-kept/cases", "", &kept.parameters()),
            Self::Handover { since, account, cursor } => {
                at("/handover", "", &[("since", since), ("account", account), ("cursor", cursor)])
            }
            Self::Case { number, confirmed, timeline: TimelineQuery { kind, side } } => {
                let opened = if *confirmed == Confirmed::Yes { "yes" } else { "" };
                at("/cases/", number, &[("opened", opened), ("kind", kind), ("side", side)])
            }
            Self::OnBehalf { note, account } => at("/open-case", "", &[("note", note), ("account", account)]),
            Self::CallNote { number } => at("/call-notes/", number, &[]),
            Self::Profile => "/profile".to_owned(),
            Self::Account { account } => at("/account", "", &[("account", account)]),
            Self::WallCard { account } => at("/wall-card", "", &[("account", account)]),
            Self::Label { reference, account } => {
                format!("/units/{}/label{}", encode(reference), query(&[("account", account)]))
            }
            Self::Sites { q, account, cursor } => {
                at("/sites", "", &[("q", q), ("account", account), ("cursor", cursor)])
            }
            Self::Site { id } => at("/sites/", id, &[]),
            Self::Webinars(webinars) => at("/webinars", "", &webinars.parameters()),
            Self::Webinar { id, at: second, account } => {
                let second = second.map(|second| second.to_string()).unwrap_or_default();
                at("/webinars/", id, &[("t", &second), ("account", account)])
            }
            Self::Register { account } => at("/register", "", &[("account", account)]),
            Self::RegisterFile => "/register/file".to_owned(),
            Self::Registrations { account, cursor } => {
                at("/registrations", "", &[("account", account), ("cursor", cursor)])
            }
            Self::Registration { id, cursor } => at("/registrations/", id, &[("cursor", cursor)]),
            Self::Claims { account } => at("/claims", "", &[("account", account)]),
            Self::ClaimUnit { reference } => at("/claims", "", &[("serial", reference)]),
            Self::Report { step, draft, unit } => {
                at("/report/", step.slug(), &[("draft", text(draft)), ("unit", text(unit))])
            }
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
            ["units"] => Self::Units(ListQuery::read(List::Units, text)),
            ["units", reference] => Self::Unit {
                reference: (*reference).to_owned(),
                account: text("account"),
                on: parameter("on"),
                suppose: read_suppositions(&text("if")),
            },
            ["units", reference, "label"] => {
                Self::Label { reference: (*reference).to_owned(), account: text("account") }
            }
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
            ["cases"] => Self::Cases(ListQuery::read(List::Cases, text)),
            ["word-kept"] => Self::WordKept { account: text("account") },
            ["word-kept", "cases"] => Self::KeptCases(KeptQuery::read(text)),
            ["handover"] => {
                Self::Handover { since: text("since"), account: text("account"), cursor: text("cursor") }
            }
            ["cases", number] => Self::Case {
                number: (*number).to_owned(),
                confirmed: if text("opened") == "yes" { Confirmed::Yes } else { Confirmed::No },
                timeline: TimelineQuery { kind: text("kind"), side: text("side") },
            },
            ["open-case"] => Self::OnBehalf { note: text("note"), account: text("account") },
            ["call-notes", number] => Self::CallNote { number: (*number).to_owned() },
            ["sites"] => Self::Sites { q: text("q"), account: text("account"), cursor: text("cursor") },
            ["sites", id] => Self::Site { id: (*id).to_owned() },
            ["webinars"] => Self::Webinars(WebinarsQuery::read(text)),
            ["webinars", id] => {
                Self::Webinar { id: (*id).to_owned(), at: text("t").parse().ok(), account: text("account") }
            }
            ["register"] => Self::Register { account: text("account") },
            ["register", "file"] => Self::RegisterFile,
            ["registrations"] => Self::Registrations { account: text("account"), cursor: text("cursor") },
            ["registrations", id] => Self::Registration { id: (*id).to_owned(), cursor: text("cursor") },
            ["claims"] => match parameter("serial") {
                Some(reference) => Self::ClaimUnit { reference },
                None => Self::Claims { account: text("account") },
            },
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
