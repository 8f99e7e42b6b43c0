//! Where somebody stands with a point of the service description, from what is known: the decisions are those of `rules`,
//! the words mostly too. Nothing is said about a point of which nothing is known.

use std::sync::Arc;

use rules::{
    Date,
    contract::Clause,
    expert_to_expert,
    reason::{Outcome, Reason},
    response::{Channel, Priority, ResponseState, TargetTable, response_state},
    roster, term, words,
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
    /// The advisor's name and hours now, in words; empty when none is assigned.
    pub advisor: Option<String>,
    /// Number of the Escalation Management Desk.
    pub desk: Option<String>,
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
            "R-002" => self.clause(Clause::Agreement),
            "R-005" => self.clause(Clause::Qualification),
            "R-006" => self.clause(Clause::Purchase),
            "R-010" => self.clause(Clause::Term),
            "R-008" => self.running(term::Side::Care),
            "R-018" => self.covered(),
            "R-019" => self.next_end(),
            "R-023" => self.desk.as_ref().map(|desk| Standing::new("info", format!("The number is {desk}."))),
            "R-039" => self.expert_to_expert(),
            "R-043" => self.target(Priority::P1, &Channel::Phone),
            "R-044" => self.target(Priority::P2, &Channel::Phone),
            "R-045" => self.target(Priority::P3, &Channel::Phone),
            "R-046" => self.target(Priority::P4, &Channel::Phone),
            "R-048" => self.target(Priority::P1, &Channel::Web),
            "R-047" => self.last_priority_1(),
            "R-050" => self.first_responses(),
            "R-055" => self.advisor.as_ref().map(|advisor| match advisor.as_str() {
                "" => Standing::new("warn", "No advisor is assigned to you yet."),
                advisor => Standing::new("ok", format!("Your advisor is {advisor}.")),
            }),
            "R-065" => self.contacts.as_ref().map(|all| roster::reason(all.representatives.len()).into()),
            "R-070" => self.recommended(),
            "R-081" => self.certified(),
            _ => None,
        }
    }

    fn contracts_of(&self, side: term::Side) -> Option<impl Iterator<Item = &ServiceContract>> {
        let in_force = move |contract: &&ServiceContract| {
            contract.status == ContractStatus::Active
                && contract.kind.known().is_some_and(|kind| kind.side() == side)
                && contract.end >= self.today
        };
        Some(self.contracts.as_ref()?.items.iter().filter(in_force))
    }

    /// How a clause stands in the contracts for the service: the first that fails, else whether something is missing.
    fn clause(&self, clause: Clause) -> Option<Standing> {
        let all = &self.contracts.as_ref()?.items;
        let decided: Vec<_> = self
            .contracts_of(term::Side::Service)?
            .filter_map(|contract| Some((&contract.number, contract.facts(all)?)))
            .collect();
        let count = |wanted| decided.iter().filter(|(_, facts)| facts.outcome(clause) == wanted).count();
        let (met, missing) = (count(Outcome::Met), count(Outcome::Unknown));
        let fault = decided.iter().find(|(_, facts)| facts.outcome(clause) == Outcome::Failed);
        let standing = match fault {
            _ if decided.is_empty() => return None,
            Some((number, facts)) => {
                let reasons = facts.reasons();
                let (_, reason) = reasons.into_iter().find(|(known, _)| *known == clause)?;
                Standing::new("warn", format!("Contract {number}: {}", reason.why))
            }
            None if missing > 0 => Standing::new(
                "info",
                format!("Not supplied for {missing} of your contracts for the service."),
            ),
            None => Standing::new("ok", format!("So it is with all your contracts for the service ({met}).")),
        };
        Some(standing.with(Route::Contracts, "Your contracts"))
    }

    fn running(&self, side: term::Side) -> Option<Standing> {
        let running = self.contracts_of(side)?.filter(|contract| contract.start <= self.today).count();
        let tone = if running == 0 { "warn" } else { "ok" };
        Some(Standing::new(tone, format!("Contracts of {} that run today: {running}.", side.name())))
    }

    fn next_end(&self) -> Option<Standing> {
        let mut running =
            self.contracts_of(term::Side::Service)?.filter(|contract| contract.start <= self.today);
        let Some(first) = running.next() else {
            return Some(Standing::new("warn", "No contract of yours for Advanced Care Plus runs today."));
        };
        let next =
            running.fold(first, |next, contract| if contract.end < next.end { contract } else { next });
        let days = u32::try_from((next.end - self.today).num_days()).ok()?;
        let when = if days == 0 { "today".to_owned() } else { format!("in {}", words::count(days, "day")) };
        let (number, end) = (&next.number, words::date(next.end));
        let after = next.end.succ_opt();
        let renewal = self.contracts_of(term::Side::Service)?.find(|other| Some(other.start) == after);
        let renewed = renewal.map(|other| format!(" {} begins the day after.", other.number));
        let words = format!(
            "Your contract {number} is the next to end: {when}, on {end}.{}",
            renewed.clone().unwrap_or_default()
        );
        let units = UnitsQuery {
            ends_within_days: days.to_string(),
            sort: "covered_until".to_owned(),
            ..UnitsQuery::default()
        };
        Some(
            Standing::new(if days <= 90 && renewed.is_none() { "warn" } else { "ok" }, words)
                .with(Route::Units(units), "Units whose cover ends by then"),
        )
    }

    fn covered(&self) -> Option<Standing> {
        let (all, covered) = self.units?;
        let words =
            format!("{covered} of your {} are Supported Juniper Products today.", words::count(all, "unit"));
        let tone = if covered == all { "ok" } else { "warn" };
        Some(Standing::new(tone, words).with(Route::Units(UnitsQuery::default()), "Your units"))
    }

    fn expert_to_expert(&self) -> Option<Standing> {
        let standing = self.me.as_ref()?.standing();
        Some(expert_to_expert::reason(standing, Priority::P1, self.today).into())
    }

    fn target(&self, priority: Priority, channel: &Channel) -> Option<Standing> {
        let target = self.targets.as_ref()?.target(priority, channel).ok()?;
        Some(Standing::new("info", format!("The target is {} today.", words::minutes(target.minutes))))
    }

    /// How the last three cases of Priority 1 came.
    fn last_priority_1(&self) -> Option<Standing> {
        let of_priority_1 = |case: &&CaseSummary| case.priority == Priority::P1.number();
        let last: Vec<Channel> = self
            .cases
            .as_ref()?
            .items
            .iter()
            .filter(of_priority_1)
            .take(3)
            .map(|case| (&case.channel).into())
            .collect();
        if last.is_empty() {
            return Some(Standing::new("info", "You have had no case of Priority 1."));
        }
        let came: Vec<&str> = last.iter().map(Channel::name).collect();
        let tone = if last.iter().all(|channel| *channel == Channel::Phone) { "ok" } else { "warn" };
        let words = format!("Your last cases of Priority 1, the latest first: {}.", came.join(", "));
        let cases = CasesQuery { show: CasesShown::All, ..CasesQuery::default() };
        Some(Standing::new(tone, words).with(Route::Cases(cases), "Your cases"))
    }

    /// Of the latest cases, how many were answered in time.
    fn first_responses(&self) -> Option<Standing> {
        let cases = &self.cases.as_ref()?.items;
        let (mut met, mut missed) = (0_u32, 0_u32);
        for case in cases.iter() {
            match response_state(case.created_at, case.due_at, case.first_contact_at, self.now) {
                ResponseState::Met { .. } => met += 1,
                ResponseState::Missed { .. } | ResponseState::Overdue { .. } => missed += 1,
                ResponseState::Running { .. } => {}
            }
        }
        let decided = met + missed;
        if decided == 0 {
            return Some(Standing::new("info", "No case of yours has been answered or was due yet."));
        }
        let tone = if missed == 0 { "ok" } else { "warn" };
        let words = format!(
            "An engineer answered {met} of your latest {} within the target.",
            words::count(decided, "case")
        );
        Some(Standing::new(tone, words))
    }

    fn recommended(&self) -> Option<Standing> {
        let people = &self.contacts.as_ref()?.representatives;
        let holds = |contact: &&Contact| {
            let certification = contact.certification.as_ref().and_then(wire::session::Certification::known);
            let named = expert_to_expert::Named::Representative;
            expert_to_expert::Standing { named, certification }.holds_the_recommended(self.today)
        };
        let (all, holding) = (people.len(), people.iter().filter(holds).count());
        let tone = if all == holding { "ok" } else { "info" };
        Some(Standing::new(tone, format!("{holding} of your {all} representatives hold a valid one.")))
    }

    fn certified(&self) -> Option<Standing> {
        let count = u32::try_from(self.contacts.as_ref()?.certified_experts.len()).ok()?;
        Some(Standing::new(
            "info",
            format!("You have {} beside the representatives.", words::count(count, "certified expert")),
        ))
    }
}

#[cfg(test)]
mod tests;
