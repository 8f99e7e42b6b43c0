//! Where somebody stands with a point of the service description, from what is known: the decisions are those of `rules`,
//! the words mostly too. Nothing is said about a point of which nothing is known.

use std::{cmp::Reverse, sync::Arc};

use rules::{
    Date,
    contract::{Agreement, Clause, Contract, Purchase, TermLength},
    expert_to_expert,
    reason::{Outcome, Reason},
    response::{Channel, Priority, ResponseState, TargetTable, response_state},
    roster,
    term::{Side, Term, undecided},
    words,
};
use wire::{
    case::{CaseList, CaseSummary},
    contact::{Contact, Contacts},
    contract::{ContractList, ContractStatus, ServiceContract},
    session::Me,
};

use crate::route::{CasesQuery, CasesShown, Route, UnitsQuery};

/// What is known about an account and a person. What is not loaded, or not to be seen by this role, is missing.
#[derive(Clone, Default)]
pub struct Known {
    pub today: Date,
    pub now: rules::Instant,
    pub me: Option<Arc<Me>>,
    pub contracts: Option<Arc<ContractList>>,
    pub contacts: Option<Arc<Contacts>>,
    pub cases: Option<Arc<CaseList>>,
    /// All units, and those that meet every condition today.
    pub units: Option<(u32, u32)>,
    pub targets: Option<Arc<TargetTable>>,
    pub advisor: Option<Advisor>,
    /// Whether the number of the Escalation Management Desk is set.
    pub desk: bool,
}

/// What is known of the advisor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Advisor {
    /// There is none.
    NotAssigned,
    /// Who answers, and when, in words.
    Answers(String),
}

/// What was loaded is the same as long as nothing was loaded anew.
impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        fn same<T>(one: &Option<Arc<T>>, other: &Option<Arc<T>>) -> bool {
            one.as_ref().map(Arc::as_ptr) == other.as_ref().map(Arc::as_ptr)
        }
        self.now == other.now
            && self.units == other.units
            && self.desk == other.desk
            && self.advisor == other.advisor
            && same(&self.me, &other.me)
            && same(&self.contracts, &other.contracts)
            && same(&self.contacts, &other.contacts)
            && same(&self.cases, &other.cases)
            && same(&self.targets, &other.targets)
    }
}

/// Where somebody stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// `ok`, `warn` or `info`, as badges have it.
    pub tone: &'static str,
    /// A sentence.
    pub words: String,
    /// Where one acts on it.
    pub act: Option<(Route, &'static str)>,
}

impl Standing {
    fn new(tone: &'static str, words: impl Into<String>) -> Self {
        Self { tone, words: words.into(), act: None }
    }

    fn with(self, route: Route, words: &'static str) -> Self {
        Self { act: Some((route, words)), ..self }
    }
}

impl From<Reason> for Standing {
    fn from(reason: Reason) -> Self {
        let tone = match reason.outcome {
            Outcome::Met => "ok",
            Outcome::Failed => "warn",
            Outcome::Unknown => "info",
        };
        Self::new(tone, reason.why)
    }
}

impl Known {
    /// Where one stands with a point, by the id of its rule.
    pub fn standing(&self, rule: &str) -> Option<Standing> {
        match rule {
            "R-002" => self.contract(Clause::Agreement),
            "R-005" => self.contract(Clause::Qualification),
            "R-006" => self.contract(Clause::Purchase),
            "R-010" => self.contract(Clause::Term),
            "R-008" => self.running(Side::Care),
            "R-018" => self.covered(),
            "R-019" => self.next_end(),
            "R-023" => self.desk.then(|| {
                Standing::new("info", "Its number is at the top of every page, where a case is stuck.")
            }),
            "R-039" => self.expert_to_expert(),
            "R-043" => self.target(Priority::P1, &Channel::Phone),
            "R-044" => self.target(Priority::P2, &Channel::Phone),
            "R-045" => self.target(Priority::P3, &Channel::Phone),
            "R-046" => self.target(Priority::P4, &Channel::Phone),
            "R-048" => self.target(Priority::P1, &Channel::Web),
            "R-047" => self.last_priority_1(),
            "R-050" => self.first_responses(),
            "R-055" => self.advisor.clone().map(|advisor| match advisor {
                Advisor::NotAssigned => Standing::new("warn", "No advisor is assigned to you yet."),
                Advisor::Answers(words) => {
                    Standing::new("ok", words).with(Route::advisor(""), "Hours and questions")
                }
            }),
            "R-065" => self
                .contacts
                .as_ref()
                .map(|all| Standing::from(roster::reason(all.named())).with(Route::People, "Your people")),
            "R-070" => self.recommended(),
            "R-081" => self.certified(),
            _ => None,
        }
    }

    /// How a condition stands in the contracts for the service that are in force: the first that fails, else whether
    /// something is missing, else what decided it.
    fn contract(&self, clause: Clause) -> Option<Standing> {
        let all = &self.contracts.as_ref()?.items;
        let in_force = |contract: &&ServiceContract| {
            contract.status == ContractStatus::Active && contract.end >= self.today
        };
        let decided: Vec<(&str, Contract)> = all
            .iter()
            .filter(in_force)
            .filter_map(|contract| Some((contract.number.as_str(), contract.facts(all)?)))
            .collect();
        let missing = decided.iter().filter(|(_, facts)| facts.outcome(clause) == Outcome::Unknown).count();
        let fault = decided.iter().find(|(_, facts)| facts.outcome(clause) == Outcome::Failed);
        let standing = match fault {
            _ if decided.is_empty() => return None,
            Some((number, facts)) => {
                let reasons = facts.reasons();
                let (_, reason) = reasons.into_iter().find(|(known, _)| *known == clause)?;
                Standing::new("warn", format!("Contract {number}: {}", reason.why))
            }
            None if missing > 0 => {
                let words = format!("Can’t be told for {missing} of your contracts in force.");
                Standing::new("info", words + not_every_contract(all.unread))
            }
            None if all.unread > 0 => {
                let words = in_order_words(clause, &decided);
                Standing::new("info", words + not_every_contract(all.unread))
            }
            None => Standing::new("ok", in_order_words(clause, &decided)),
        };
        Some(standing.with(Route::Contracts, "Your contracts"))
    }

    fn terms(&self, side: Side) -> Option<Vec<Term>> {
        let terms = self.contracts.as_ref()?.items.iter().map(ServiceContract::term);
        Some(terms.filter(|term| term.is(side)).collect())
    }

    fn running(&self, side: Side) -> Option<Standing> {
        let terms = self.terms(side)?;
        if let Some(term) = undecided(&terms, side, self.today) {
            let words =
                format!("Whether a {} contract runs today can’t be told: {}.", side.name(), term.named());
            return Some(Standing::new("info", words));
        }
        let running = terms.iter().filter(|term| term.covers(self.today)).count();
        let unread = self.contracts.as_ref()?.items.unread;
        let (tone, words) = match running {
            0 if unread > 0 => {
                let words = "can’t be told: not every contract can be read here.";
                ("info", format!("Whether a {} contract runs today {words}", side.name()))
            }
            0 => ("warn", format!("No {} contract runs today.", side.name())),
            1 => ("ok", format!("1 {} contract runs today.", side.name())),
            more => ("ok", format!("{more} {} contracts run today.", side.name())),
        };
        let more = if running == 0 { "" } else { not_every_contract(unread) };
        Some(Standing::new(tone, words + more))
    }

    /// The running contract that ends first. One that has not begun yet and holds on the day after may be its renewal.
    fn next_end(&self) -> Option<Standing> {
        let terms = self.terms(Side::Service)?;
        let Some(next) = terms.iter().filter(|term| term.covers(self.today)).min_by_key(|term| term.end)
        else {
            return self.running(Side::Service);
        };
        let days = u32::try_from((next.end - self.today).num_days()).ok()?;
        let when = if days == 0 { "today".to_owned() } else { format!("in {}", words::count(days, "day")) };
        let renewal = next
            .end
            .succ_opt()
            .and_then(|after| terms.iter().find(|term| term.start > self.today && term.covers(after)));
        let renewed =
            renewal.map(|term| format!(" {} begins on {}.", term.contract, words::date(term.start)));
        let (number, end) = (&next.contract, words::date(next.end));
        let words = format!("Your contract {number} is the next to end: {when}, on {end}.");
        if let Some(renewed) = renewed {
            return Some(Standing::new("ok", words + &renewed));
        }
        if self.contracts.as_ref()?.items.unread > 0 {
            let perhaps = " Whether it goes on can’t be told: not every contract can be read here.";
            return Some(Standing::new("info", words + perhaps));
        }
        if let Some(term) = next.end.succ_opt().and_then(|after| undecided(&terms, Side::Service, after)) {
            let perhaps = format!(" Whether it goes on can’t be told: {}.", term.named());
            return Some(Standing::new("info", words + &perhaps));
        }
        let units = UnitsQuery {
            ends_within_days: days.to_string(),
            sort: "covered_until".to_owned(),
            ..UnitsQuery::default()
        };
        let tone = if days <= SOON { "warn" } else { "ok" };
        Some(Standing::new(tone, words).with(Route::Units(units), "Units whose cover ends by then"))
    }

    fn covered(&self) -> Option<Standing> {
        let (all, covered) = self.units.filter(|(all, _)| *all > 0)?;
        let words =
            format!("Supported Juniper Products today: {covered} of your {}.", words::count(all, "unit"));
        let tone = if covered == all { "ok" } else { "warn" };
        Some(Standing::new(tone, words).with(Route::Units(UnitsQuery::default()), "Your units"))
    }

    /// Not to have it is no fault of anybody's.
    fn expert_to_expert(&self) -> Option<Standing> {
        let standing = self.me.as_ref()?.standing();
        let tone = if expert_to_expert::basis(standing, self.today).is_some() { "ok" } else { "info" };
        let reason = expert_to_expert::reason(standing, Priority::P1, self.today);
        Some(Standing::new(tone, reason.why))
    }

    fn target(&self, priority: Priority, channel: &Channel) -> Option<Standing> {
        let target = self.targets.as_ref()?.target(priority, channel).ok()?;
        Some(Standing::new("info", format!("The target is {} today.", target.span())))
    }

    /// How the last three cases of Priority 1 came.
    fn last_priority_1(&self) -> Option<Standing> {
        let of_priority_1 = |case: &&CaseSummary| case.priority == Priority::P1.number();
        let cases = self.cases.as_ref()?;
        let mut last: Vec<&CaseSummary> = cases.items.iter().filter(of_priority_1).collect();
        // Not every API can be asked for them so.
        last.sort_by_key(|case| Reverse(case.created_at));
        let last: Vec<Channel> = last.iter().take(3).map(|case| (&case.channel).into()).collect();
        if last.is_empty() {
            let none = match (&cases.next, cases.items.len()) {
                (None, _) if cases.items.unread == 0 => "You have had no case of Priority 1.".to_owned(),
                (_, 0) => "No case that can be read here was of Priority 1.".to_owned(),
                (_, 1) if cases.items.unread == 0 => "Your latest case was not of Priority 1.".to_owned(),
                (_, 1) => "The case that can be read here was not of Priority 1.".to_owned(),
                (_, latest) => format!("None of your latest {latest} cases was of Priority 1."),
            };
            return Some(Standing::new("info", none + not_every_case(cases)));
        }
        let came: Vec<&str> = last.iter().map(Channel::name).collect();
        let tone = if last.iter().all(|channel| *channel == Channel::Phone) { "ok" } else { "warn" };
        let words = format!("Your last cases of Priority 1, the latest first: {}.", came.join(", "));
        let all = CasesQuery { show: CasesShown::All, ..CasesQuery::default() };
        Some(Standing::new(tone, words + not_every_case(cases)).with(Route::Cases(all), "Your cases"))
    }

    /// Of the latest cases, how many were answered in time.
    fn first_responses(&self) -> Option<Standing> {
        let cases = self.cases.as_ref()?;
        let (mut met, mut missed) = (0_u32, 0_u32);
        for case in &cases.items {
            match response_state(case.created_at, case.due_at, case.first_contact_at, self.now) {
                ResponseState::Met { .. } => met += 1,
                ResponseState::Missed { .. } | ResponseState::Overdue { .. } => missed += 1,
                ResponseState::Running { .. } => {}
            }
        }
        let decided = met + missed;
        if decided == 0 {
            let none = "None of your cases has been answered or has come due yet.".to_owned();
            return Some(Standing::new("info", none + not_every_case(cases)));
        }
        let tone = if missed == 0 { "ok" } else { "warn" };
        let words = match decided {
            1 if met == 1 => {
                "An engineer answered the one case that was answered or has come due within the target."
                    .to_owned()
            }
            1 => "The one case that was answered or has come due was not answered within the target."
                .to_owned(),
            _ => format!("An engineer answered {met} of your latest {decided} cases within the target."),
        } + not_every_case(cases);
        let record = Route::WordKept { account: String::new() };
        Some(Standing::new(tone, words).with(record, "Was the word kept?"))
    }

    fn recommended(&self) -> Option<Standing> {
        let contacts = self.contacts.as_ref()?;
        let people = &contacts.representatives;
        let holds = |contact: &&Contact| {
            let certification = contact.certification.as_ref().and_then(wire::session::Certification::known);
            let named = expert_to_expert::Named::Representative;
            expert_to_expert::Standing { named, certification }.holds_the_recommended(self.today)
        };
        let (all, holding) = (contacts.named(), people.iter().filter(holds).count());
        if all == 0 {
            return None;
        }
        let tone = if all == holding { "ok" } else { "info" };
        let unread = cannot_be_read(people.unread);
        let words = format!(
            "Valid certificates of JNCIS or higher: {holding} of your {all} representatives.{unread}"
        );
        Some(Standing::new(tone, words))
    }

    fn certified(&self) -> Option<Standing> {
        let experts = &self.contacts.as_ref()?.certified_experts;
        let count = words::count(u32::try_from(experts.all()).ok()?, "certified expert");
        let unread = cannot_be_read(experts.unread);
        Some(Standing::new("info", format!("You have {count} beside the representatives.{unread}")))
    }
}

/// What is said of cases is said of those that can be read.
fn not_every_case(cases: &CaseList) -> &'static str {
    if cases.items.unread == 0 { "" } else { " Not every case can be read here." }
}

/// Of people that are counted in a sentence before.
fn cannot_be_read(people: usize) -> String {
    if people == 0 { String::new() } else { format!(" {people} of them can’t be read here.") }
}

/// What is said of the rest may be otherwise for those.
fn not_every_contract(unread: usize) -> &'static str {
    if unread == 0 { "" } else { " Not every contract can be read here." }
}

/// From how many days on an end is soon.
const SOON: u32 = 90;

/// What decided that a condition is met in each of the contracts.
fn in_order_words(clause: Clause, decided: &[(&str, Contract)]) -> String {
    let all = decided.len();
    let count =
        |counts: &dyn Fn(&Contract) -> bool| decided.iter().filter(|(_, facts)| counts(facts)).count();
    match clause {
        Clause::Agreement => {
            let other = count(&|facts| matches!(facts.agreement, Some(Agreement::Other(_))));
            format!(
                "Governing your contracts in force: the vendor's agreement {}, another written one {other}.",
                all - other
            )
        }
        Clause::Qualification => format!("You were found to qualify for your contracts in force ({all})."),
        Clause::Purchase => {
            let direct = count(&|facts| facts.purchase == Some(Purchase::Direct));
            format!(
                "Your contracts in force: {direct} bought from the vendor, {} through a reseller who named you.",
                all - direct
            )
        }
        Clause::Term => {
            let shorter = count(&|facts| facts.term_length() != TermLength::Enough);
            format!(
                "Your contracts in force: {} for twelve months or longer, {shorter} shorter by written co-terming.",
                all - shorter
            )
        }
    }
}

#[cfg(test)]
mod tests;
