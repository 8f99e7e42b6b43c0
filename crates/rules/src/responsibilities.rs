//! What the End User has to see to, and how each stands: read off what the portal knows where it
//! does, off what the End User has said where it does not, and honestly "no data" where there is neither. Nothing here blocks
//! anything, and nothing that is missing stops the clock of a first response (B-12).

pub mod notice;

use crate::{
    Date,
    access::Action,
    quarter,
    reason::{Input, Outcome, Reason, Rule, Section},
    release, roster,
    webinar::attendance::{self, Participation},
    words,
};

const R_063: Rule = Rule::new("R-063");
const R_064: Rule = Rule::new("R-064");
const R_065: Rule = Rule::new("R-065");
const R_066: Rule = Rule::new("R-066");
const R_067: Rule = Rule::new("R-067");
const R_068: Rule = Rule::new("R-068");
const R_069: Rule = Rule::new("R-069");
const R_070: Rule = Rule::new("R-070");
const R_071: Rule = Rule::new("R-071");
const R_079: Rule = Rule::new("R-079");
const B_12: Rule = Rule::new("B-12");
const B_17: Rule = Rule::new("B-17");

/// One responsibility.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Duty {
    ///
    Activation,
    ///
    Releases,
    ///
    Representatives,
    ///
    KnowledgeTransfer,
    ///
    Profile,
    ///
    Requirements,
    ///
    Training,
    ///
    Certificates,
    ///
    ThirdParties,
    ///
    Cooperation,
}

impl Duty {
    /// All of them, in the order of the service description.
    pub const ALL: [Self; 10] = [
        Self::Activation,
        Self::Releases,
        Self::Representatives,
        Self::KnowledgeTransfer,
        Self::Profile,
        Self::Requirements,
        Self::Training,
        Self::Certificates,
        Self::ThirdParties,
        Self::Cooperation,
    ];

    /// The id of its rule: "R-065".
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Activation => "R-063",
            Self::Releases => "R-064",
            Self::Representatives => "R-065",
            Self::KnowledgeTransfer => "R-066",
            Self::Profile => "R-067",
            Self::Requirements => "R-068",
            Self::Training => "R-069",
            Self::Certificates => "R-070",
            Self::ThirdParties => "R-071",
            Self::Cooperation => "R-079",
        }
    }

    /// By the id of its rule.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }

    /// What somebody needs the right to who says how it stands. Two are the End User's own word, and the vendor's people can't
    /// give it for them: that the profile is right, and that the vendor gets what its service is contingent on.
    #[must_use]
    pub const fn said_by(self) -> Action {
        match self {
            Self::Profile | Self::Cooperation => Action::Declare,
            Self::Activation
            | Self::Releases
            | Self::Representatives
            | Self::KnowledgeTransfer
            | Self::Requirements
            | Self::Training
            | Self::Certificates
            | Self::ThirdParties => Action::KeepReadiness,
        }
    }

    /// What it is, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activation => "Hand in what activates the service",
            Self::Releases => "Say which software is running",
            Self::Representatives => "Name two to six senior representatives",
            Self::KnowledgeTransfer => "Take part in knowledge transfer",
            Self::Profile => "Keep the network profile right",
            Self::Requirements => "Have in place what the solution needs to work",
            Self::Training => "Take recommended training",
            Self::Certificates => "JNCIS for each representative",
            Self::ThirdParties => "Secure the help of third parties",
            Self::Cooperation => "Co-operate: access, consents, information",
        }
    }
}

/// What is known about an account. What was not supplied is `None`, and is never taken for none; a word that nobody has given is one
/// that is waited for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Names of what is missing for activation.
    pub missing: Option<Vec<String>>,
    /// Units in use.
    pub units: Option<u32>,
    /// Those of them whose release is known.
    pub with_release: Option<u32>,
    /// Those of them whose release had no look within a quarter.
    pub stale_releases: Option<u32>,
    /// How many representatives are named.
    pub named: Option<usize>,
    /// Names of those who hold no valid JNCIS or higher.
    pub uncertified: Option<Vec<String>>,
    /// When the network profile was last said to be right.
    pub profile_confirmed: Option<Date>,
    /// When it was said that the requirements are in place, unless that was taken back.
    pub requirements: Option<Date>,
    /// When it was said that access, consents and information are given, unless that was taken back.
    pub cooperation: Option<Date>,
    /// Trainings on record.
    pub trainings: Option<u32>,
    /// Third parties whose help is needed.
    pub third_parties: Option<u32>,
    /// Names of those whose help is not secured.
    pub unsecured: Option<Vec<String>>,
    /// What the account has done of the webinars of this quarter and the one before.
    pub knowledge_transfer: Option<Participation>,
}

/// How a responsibility stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// In place.
    InPlace,
    /// It is the End User's turn.
    WaitingOnYou,
    /// Recommended and not demanded.
    Recommended,
    /// Nothing is known about it.
    NoData,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::InPlace, Self::WaitingOnYou, Self::Recommended, Self::NoData];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPlace => "in_place",
            Self::WaitingOnYou => "waiting_on_you",
            Self::Recommended => "recommended",
            Self::NoData => "no_data",
        }
    }

    /// For people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::InPlace => "in place",
            Self::WaitingOnYou => "waiting on you",
            Self::Recommended => "recommended",
            Self::NoData => "no data yet",
        }
    }
}

/// One responsibility with how it stands and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    /// Which.
    pub duty: Duty,
    /// How it stands.
    pub state: State,
    /// Why.
    pub reason: Reason,
}

/// How every responsibility stands on a day.
#[must_use]
pub fn assess(facts: &Facts, on: Date) -> Vec<Assessment> {
    Duty::ALL.into_iter().map(|duty| one(duty, facts, on)).collect()
}

/// What of the facts is missing: the rule that asks for it, and its name.
type Missing = (&'static [Rule], &'static str);

fn known<T>(fact: Option<T>, rules: &'static [Rule], name: &'static str) -> Result<T, Missing> {
    fact.ok_or((rules, name))
}

/// Nothing is made of what nobody has said.
fn one(duty: Duty, facts: &Facts, on: Date) -> Assessment {
    decided(duty, facts, on).unwrap_or_else(|(rules, name)| {
        let why = format!("{name} was not supplied.");
        told(duty, State::NoData, rules, why, vec![Input::maybe(name, None)])
    })
}

fn decided(duty: Duty, facts: &Facts, on: Date) -> Result<Assessment, Missing> {
    Ok(match duty {
        Duty::Activation => {
            activation(known(facts.missing.as_deref(), &[R_063], "What is missing for activation")?)
        }
        Duty::Releases => {
            let name = "Of how many units in use the release is known";
            let count = |count| known(count, &[R_064], name);
            releases(count(facts.units)?, count(facts.with_release)?, count(facts.stale_releases)?)
        }
        Duty::Representatives => {
            let named = known(facts.named, &[R_065], "How many representatives are named")?;
            let reason = roster::reason(named);
            let state = if reason.outcome == Outcome::Met { State::InPlace } else { State::WaitingOnYou };
            Assessment { duty, state, reason }
        }
        Duty::KnowledgeTransfer => {
            let name = "In how many of the webinars somebody of yours took part";
            let reason = attendance::reason(known(facts.knowledge_transfer.as_ref(), &[R_066], name)?);
            let state = match reason.outcome {
                Outcome::Met => State::InPlace,
                Outcome::Failed => State::WaitingOnYou,
                Outcome::Unknown => State::NoData,
            };
            Assessment { duty, state, reason }
        }
        Duty::Profile => profile(facts.profile_confirmed, on),
        Duty::Requirements => said(
            duty,
            &[R_068],
            facts.requirements,
            "that the recommendations of the documentation and the guides are in place",
        ),
        Duty::Training => training(known(facts.trainings, &[R_069], "How many trainings are on record")?),
        Duty::Certificates => {
            let names = facts.uncertified.as_deref().or((facts.named == Some(0)).then_some(&[]));
            let name = "Which representatives hold a JNCIS or higher";
            certificates(known(facts.named, &[R_070], name)?, known(names, &[R_070], name)?)
        }
        Duty::ThirdParties => {
            let names = facts.unsecured.as_deref().or((facts.third_parties == Some(0)).then_some(&[]));
            let name = "Whether the help of third parties is needed and secured";
            third_parties(known(facts.third_parties, &[R_071], name)?, known(names, &[R_071], name)?)
        }
        Duty::Cooperation => said(
            duty,
            &[R_079, B_12],
            facts.cooperation,
            "that the vendor gets the access, consents, information and materials it asks for",
        ),
    })
}

fn activation(missing: &[String]) -> Assessment {
    let rules = &[R_063, B_17];
    if missing.is_empty() {
        let why = "Everything that was asked for is there.".to_owned();
        return told(Duty::Activation, State::InPlace, rules, why, vec![]);
    }
    let why = format!("Waiting on you: {}. It blocks nothing.", missing.join("; "));
    let inputs = vec![Input::known("Missing", missing.len().to_string())];
    told(Duty::Activation, State::WaitingOnYou, rules, why, inputs)
}

fn releases(units: u32, known: u32, stale: u32) -> Assessment {
    let reason = release::reason(units, known, stale);
    let state = match (reason.outcome, stale) {
        (Outcome::Met, 0) => State::InPlace,
        (Outcome::Met, _) => State::Recommended,
        _ => State::WaitingOnYou,
    };
    Assessment { duty: Duty::Releases, state, reason }
}

fn training(held: u32) -> Assessment {
    let (state, why) = match held {
        0 => (
            State::NoData,
            "No training is on record. Training may be recommended; it is no condition.".to_owned(),
        ),
        held => (State::InPlace, format!("{} on record.", words::count(held, "training"))),
    };
    told(Duty::Training, state, &[R_069], why, vec![])
}

fn third_parties(all: u32, unsecured: &[String]) -> Assessment {
    let (state, why, inputs) = match (all, unsecured) {
        (0, _) => (State::InPlace, "No third party is named whose help is needed.".to_owned(), vec![]),
        (all, []) => (
            State::InPlace,
            "The help of every third party named is secured.".to_owned(),
            vec![Input::known("Third parties", all.to_string())],
        ),
        (_, names) => (
            State::WaitingOnYou,
            format!("Waiting on you: secure the help of {}.", names.join(", ")),
            vec![Input::known("Not secured", names.len().to_string())],
        ),
    };
    told(Duty::ThirdParties, state, &[R_071], why, inputs)
}

fn told(duty: Duty, state: State, rules: &'static [Rule], why: String, inputs: Vec<Input>) -> Assessment {
    let outcome = match state {
        State::InPlace => Outcome::Met,
        State::WaitingOnYou => Outcome::Failed,
        State::Recommended | State::NoData => Outcome::Unknown,
    };
    let section = if duty == Duty::Cooperation { Section::Scope } else { Section::Responsibilities };
    Assessment { duty, state, reason: Reason { rules, section, title: duty.name(), outcome, why, inputs } }
}

fn profile(confirmed: Option<Date>, on: Date) -> Assessment {
    let inputs = vec![
        Input::maybe("Last said to be right", confirmed.map(words::date)),
        Input::known("Asked again after", format!("{} days", quarter::DAYS)),
    ];
    let (state, why) = match confirmed {
        Some(confirmed) if quarter::holds(confirmed, on) => {
            (State::InPlace, format!("It was said to be right on {}.", words::date(confirmed)))
        }
        Some(confirmed) => {
            let last = words::date(confirmed);
            (State::WaitingOnYou, format!("Waiting on you: is it still right? The last word was on {last}."))
        }
        None => (State::WaitingOnYou, "Waiting on you: nobody has said yet that it is right.".to_owned()),
    };
    told(Duty::Profile, state, &[R_067], why, inputs)
}

/// Something that only the End User knows: said on a day, or not.
fn said(duty: Duty, rules: &'static [Rule], on: Option<Date>, what: &str) -> Assessment {
    let clock = if duty == Duty::Cooperation {
        " What is missing never stops the clock of a first response."
    } else {
        ""
    };
    let inputs = vec![Input::maybe("Said on", on.map(words::date))];
    match on {
        Some(on) => {
            let why = format!("You said on {} {what}.{clock}", words::date(on));
            told(duty, State::InPlace, rules, why, inputs)
        }
        None => told(duty, State::WaitingOnYou, rules, format!("Waiting on you: say {what}.{clock}"), inputs),
    }
}

fn certificates(named: usize, uncertified: &[String]) -> Assessment {
    let with = named.saturating_sub(uncertified.len());
    let inputs = vec![Input::known("With a JNCIS or higher", format!("{with} of {named}"))];
    let (state, why) = match (named, uncertified) {
        (0, _) => (State::NoData, "Nobody is named yet.".to_owned()),
        (_, []) => (State::InPlace, "Each representative holds a JNCIS or higher.".to_owned()),
        (_, names) => {
            let words = format!("Recommended for {}; never demanded.", names.join(", "));
            (State::Recommended, words)
        }
    };
    told(Duty::Certificates, state, &[R_070, R_065], why, inputs)
}

#[cfg(test)]
mod tests;
