//! What the End User hands in to activate the entitlement. The service description gives an example and no list
//! (D-9), so that the list is the installation's; [`usual`] is what it is until somebody sets another. Some of it the portal
//! sees for itself, the rest is handed in. What is missing is shown as "waiting on you" and blocks nothing (B-17).

use crate::reason::{Input, Outcome, Reason, Rule, Section};
use crate::{roster, words};

const R_063: Rule = Rule::new("R-063");
const R_064: Rule = Rule::new("R-064");
const R_065: Rule = Rule::new("R-065");
const R_079: Rule = Rule::new("R-079");
const B_10: Rule = Rule::new("B-10");
const B_17: Rule = Rule::new("B-17");

/// How the portal comes to know whether something is there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Asked {
    /// The two to six people who work with the vendor's team: read off the roster.
    Team,
    /// E-mail address and telephone number of each of them: read off the roster.
    Reachable,
    /// The full address of every site with registered units: read off the install base.
    Sites,
    /// The software release of every unit in use: read off the install base.
    Releases,
    /// Consent to give access to the software that is running (B-10): said by the End User, who can take it back.
    Consent,
    /// Anything else: handed in with a text.
    HandedIn,
}

impl Asked {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Team, Self::Reachable, Self::Sites, Self::Releases, Self::Consent, Self::HandedIn];

    /// A stable name for the API and for settings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Reachable => "reachable",
            Self::Sites => "sites",
            Self::Releases => "releases",
            Self::Consent => "consent",
            Self::HandedIn => "handed_in",
        }
    }

    /// By its stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.code() == code)
    }

    /// Whose turn it is while it is missing.
    #[must_use]
    pub const fn whose(self) -> &'static str {
        match self {
            Self::Team | Self::Reachable => "an administrator of yours",
            Self::Releases => "any engineer of yours",
            Self::Sites => "whoever registers your units",
            Self::Consent | Self::HandedIn => "an administrator or a representative of yours",
        }
    }
}

/// One thing that the installation asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Stable; what was handed in is kept under it.
    pub id: String,
    /// How the portal comes to know of it.
    pub asked: Asked,
    /// In the installation's words.
    pub name: String,
}

/// The list until an installation sets another (D-9).
#[must_use]
pub fn usual() -> Vec<Wanted> {
    let wanted = |id: &str, asked, name: &str| Wanted { id: id.to_owned(), asked, name: name.to_owned() };
    vec![
        wanted("team", Asked::Team, "People who work with the vendor’s team"),
        wanted("reachable", Asked::Reachable, "E-mail address and telephone of each of them"),
        wanted("sites", Asked::Sites, "Full address of every site with registered units"),
        wanted("releases", Asked::Releases, "Software release of every unit"),
        wanted("consent", Asked::Consent, "Consent to give access to the software that is running"),
        wanted("on_boarding", Asked::HandedIn, "Contact for on-boarding, and the time zone to plan calls in"),
    ]
}

/// What is known about an account.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// How many representatives are named.
    pub named: usize,
    /// Names of those without e-mail address or telephone number.
    pub unreachable: Vec<String>,
    /// Sites that registered units stand at.
    pub sites: usize,
    /// Names of those without full address.
    pub sites_incomplete: Vec<String>,
    /// Units in use.
    pub units: usize,
    /// Those of them of which no release is known.
    pub without_release: usize,
    /// Ids of what is handed in, consent included, and not withdrawn.
    pub given: Vec<String>,
}

/// One thing to be handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Stable.
    pub id: String,
    /// How the portal comes to know of it.
    pub asked: Asked,
    /// What it is, in the installation's words: "Contact who works with the team".
    pub name: String,
    /// Whether it is there.
    pub state: State,
    /// How it stands, as a sentence.
    pub detail: String,
}

/// Whether something is there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Handed in.
    Given,
    /// Not yet.
    Missing,
    /// It was said in a way that nobody here knows.
    Unknown,
}

/// How everything that is asked for stands, in the order of the list.
#[must_use]
pub fn assess(wanted: &[Wanted], facts: &Facts) -> Vec<Item> {
    let item = |wanted: &Wanted| {
        let (is_there, detail) = stands(wanted, facts);
        Item {
            id: wanted.id.clone(),
            asked: wanted.asked,
            name: wanted.name.clone(),
            state: if is_there { State::Given } else { State::Missing },
            detail,
        }
    };
    wanted.iter().map(item).collect()
}

fn stands(wanted: &Wanted, facts: &Facts) -> (bool, String) {
    let count = |n: usize, noun: &str| words::count(u32::try_from(n).unwrap_or(u32::MAX), noun);
    match wanted.asked {
        Asked::Team => {
            let people =
                if facts.named == 1 { "1 person".to_owned() } else { format!("{} people", facts.named) };
            (facts.named >= roster::FEWEST, format!("{people} of two to six named."))
        }
        Asked::Reachable if facts.named == 0 => (false, "Nobody is named yet.".to_owned()),
        Asked::Reachable => match facts.unreachable.as_slice() {
            [] => (true, "Each has an e-mail address and a telephone number.".to_owned()),
            names => (false, format!("Not complete for {}.", some_of(names))),
        },
        Asked::Sites if facts.sites == 0 => (true, "No registered unit stands at a site yet.".to_owned()),
        Asked::Sites => match facts.sites_incomplete.as_slice() {
            [] => (true, format!("Complete for {}.", count(facts.sites, "site"))),
            names => {
                let of = count(facts.sites, "site");
                (false, format!("Not complete for {} of {of}: {}.", names.len(), some_of(names)))
            }
        },
        Asked::Releases if facts.units == 0 => (true, "No unit is in use yet.".to_owned()),
        Asked::Releases => {
            let known = facts.units.saturating_sub(facts.without_release);
            let words = format!("Known for {known} of {} in use.", count(facts.units, "unit"));
            (facts.without_release == 0, words)
        }
        Asked::Consent | Asked::HandedIn => {
            let is_there = facts.given.contains(&wanted.id);
            (is_there, if is_there { "Handed in." } else { "Not handed in yet." }.to_owned())
        }
    }
}

/// Names with commas, the first three and how many more.
fn some_of(names: &[String]) -> String {
    let first = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The names of what is missing, in order.
pub fn missing(items: &[Item]) -> impl Iterator<Item = &str> {
    items.iter().filter(|item| item.state == State::Missing).map(|item| item.name.as_str())
}

impl Item {
    /// Why it is there or missing.
    #[must_use]
    pub fn reason(&self) -> Reason {
        let rules: &'static [Rule] = match self.asked {
            Asked::Team | Asked::Reachable => &[R_063, R_065],
            Asked::Sites | Asked::HandedIn => &[R_063, R_079],
            Asked::Releases => &[R_064, B_10],
            Asked::Consent => &[R_064, R_079, B_10],
        };
        let (outcome, why) = match self.state {
            State::Given => (Outcome::Met, self.detail.clone()),
            State::Missing => {
                let words = format!("{} It is the turn of {}.", self.detail, self.asked.whose());
                (Outcome::Failed, words)
            }
            State::Unknown => {
                (Outcome::Unknown, format!("{} Whether it is there can’t be told.", self.detail))
            }
        };
        Reason {
            rules,
            section: Section::Responsibilities,
            title: "Needed for activation",
            outcome,
            why,
            inputs: vec![Input::known("Item", self.name.clone())],
        }
    }
}

/// Whether the entitlement is active, or waits, and for what. `unread` items are there of which nothing is known.
#[must_use]
pub fn reason(items: &[Item], unread: usize) -> Reason {
    let missing: Vec<&str> = missing(items).collect();
    let given = items.iter().filter(|item| item.state == State::Given).count();
    let all = items.len() + unread;
    let (outcome, why) = if !missing.is_empty() {
        let list = missing.join("; ");
        let words = format!("Waiting on you: {list}. Until then you can open cases and call all the same.");
        (Outcome::Failed, words)
    } else if given < all {
        let words = "Nothing is known to be missing, but not everything that is needed to activate the service can be read here.";
        (Outcome::Unknown, words.to_owned())
    } else {
        (Outcome::Met, "Everything that is needed to activate the service is there.".to_owned())
    };
    let count = format!("{given} of {all}");
    Reason {
        rules: &[R_063, R_079, B_17],
        section: Section::Responsibilities,
        title: "Activation",
        outcome,
        why,
        inputs: vec![Input::known("Handed in", count)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Facts {
        Facts {
            named: 2,
            sites: 3,
            units: 5,
            given: vec!["consent".to_owned(), "on_boarding".to_owned()],
            ..Facts::default()
        }
    }

    fn missing_of(facts: &Facts) -> Vec<String> {
        let items = assess(&usual(), facts);
        items.into_iter().filter(|item| item.state == State::Missing).map(|item| item.id).collect()
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_else() {
        let items = assess(&usual(), &Facts { given: vec![], without_release: 1, ..complete() });
        let reason = reason(&items, 0);
        assert_eq!(reason.outcome, Outcome::Failed);
        assert!(
            reason.why.starts_with("Waiting on you: Software release of every unit; Consent to give"),
            "{}",
            reason.why
        );
        assert!(reason.why.ends_with("you can open cases and call all the same."));
        assert!(!reason.why.contains("Full address"));
        assert_eq!(reason.inputs, [Input::known("Handed in", "3 of 6")]);
    }

    #[test]
    fn without_a_list_nothing_is_missing() {
        assert_eq!(reason(&[], 0).outcome, Outcome::Met);
        assert_eq!(reason(&assess(&usual(), &complete()), 0).outcome, Outcome::Met);
    }

    #[test]
    fn what_is_not_known_is_neither_there_nor_missing() {
        let mut items = assess(&usual(), &complete());
        let unread = reason(&items, 1);
        assert_eq!(
            (unread.outcome, &unread.inputs[..]),
            (Outcome::Unknown, &[Input::known("Handed in", "6 of 7")][..])
        );
        items[0].state = State::Unknown;
        assert_eq!(
            (reason(&items, 0).outcome, items[0].reason().outcome),
            (Outcome::Unknown, Outcome::Unknown)
        );
        items[1].state = State::Missing;
        assert_eq!(reason(&items, 1).outcome, Outcome::Failed, "what is missing is missing all the same");
    }

    /// Each fact alone decides its own item and no other.
    #[test]
    fn each_item_is_decided_by_its_own_fact() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let changed: [(&str, Facts); 6] = [
            ("team", Facts { named: 1, ..complete() }),
            ("reachable", Facts { unreachable: names(&["A"]), ..complete() }),
            ("sites", Facts { sites_incomplete: names(&["S"]), ..complete() }),
            ("releases", Facts { without_release: 1, ..complete() }),
            ("consent", Facts { given: names(&["on_boarding"]), ..complete() }),
            ("on_boarding", Facts { given: names(&["consent"]), ..complete() }),
        ];
        for (id, facts) in changed {
            assert_eq!(missing_of(&facts), [id]);
        }
    }

    #[test]
    fn where_there_is_nothing_to_give_nothing_is_missing() {
        let none = Facts { sites: 0, units: 0, ..complete() };
        assert!(missing_of(&none).is_empty());
        assert_eq!(missing_of(&Facts { named: 0, ..complete() }), ["team", "reachable"]);
    }

    #[test]
    fn many_names_are_counted_and_not_listed() {
        let names: Vec<String> = ["A", "B", "C", "D", "E"].map(str::to_owned).into();
        assert_eq!(some_of(&names), "A, B, C and 2 more");
        assert_eq!(some_of(&names[..3]), "A, B, C");
    }

    #[test]
    fn a_missing_item_says_whose_turn_it_is() {
        for item in assess(
            &usual(),
            &Facts {
                sites: 1,
                sites_incomplete: vec!["S".to_owned()],
                units: 1,
                without_release: 1,
                ..Facts::default()
            },
        ) {
            let reason = item.reason();
            assert_eq!(reason.outcome, Outcome::Failed, "{}", item.id);
            assert!(reason.why.contains(item.asked.whose()), "{}", reason.why);
            assert_eq!(Asked::from_code(item.asked.code()), Some(item.asked));
        }
        assert_eq!(Asked::from_code("passport"), None);
    }
}
