//! Proposing a step of the roster, and answering a proposal: words, fields, what would be refused, and the call.

use rules::{
    proposal::{self, State},
    roster::{Edit, Refused, after},
};
use wire::{
    contact::{Contact, Contacts, Details, RosterStep},
    proposal::{ChangeProposal, Proposal, ProposalStep, Proposals, Propose},
};

use crate::api::{self, Abort, Failure, IdempotencyKey};

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Proposing {
    /// The advisor proposes a step; about whom, but for one more.
    New(RosterStep, Option<Contact>),
    /// One is accepted, declined or withdrawn.
    Answer(ProposalStep, Proposal),
}

use Proposing::{Answer, New};

/// What the rules say of a step of the roster; nothing of one that leaves it as it is.
pub fn decided(
    step: &RosterStep,
    concerned: Option<&Contact>,
    contacts: &Contacts,
    address: &str,
) -> Option<Result<Vec<String>, Refused>> {
    // Of a roster that can't be read whole nobody can say here what a step makes of it: the API decides.
    if contacts.representatives.unread > 0 {
        return None;
    }
    let named: Vec<String> = contacts.representatives.iter().map(|contact| contact.id.clone()).collect();
    let comes = contacts.representatives.iter().find(|contact| {
        contact.email.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(address.trim()))
    });
    // Nobody has an empty id.
    let comes = comes.map(|contact| contact.id.clone()).unwrap_or_default();
    let id = concerned.map(|contact| contact.id.clone()).unwrap_or_default();
    let edit = match step {
        RosterStep::Add => Edit::Add(comes),
        RosterStep::Replace => Edit::Replace { out: id, by: comes },
        RosterStep::Remove => Edit::Remove(id),
        RosterStep::HasLeft => Edit::HasLeft(id),
        _ => return None,
    };
    Some(after(&named, &edit))
}

impl Proposing {
    /// Whom a new one concerns.
    pub fn concerned(&self) -> Option<&Contact> {
        match self {
            New(_, contact) => contact.as_ref(),
            Answer(..) => None,
        }
    }

    /// Ids of its fields.
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            New(RosterStep::Remove, _) => &["reason"],
            New(..) => &["name", "email", "phone", "zone", "reason"],
            Answer(ProposalStep::Decline, _) => &["word"],
            Answer(..) => &[],
        }
    }

    /// Are the details of the one concerned what stands in the fields at first?
    pub fn puts_right(&self) -> bool {
        matches!(self, New(RosterStep::Edit, _))
    }

    /// Heading, what it means, and what the button says.
    pub fn words(&self) -> (String, &'static str, &'static str) {
        let whom = self.concerned().map_or("", |contact| contact.name.as_str());
        let heading = match self {
            New(RosterStep::Replace, _) => format!("Propose to replace {whom}"),
            New(RosterStep::Edit, _) => format!("Propose other details of {whom}"),
            New(RosterStep::Remove, _) => format!("Propose to remove {whom}"),
            New(..) => "Propose a representative".to_owned(),
            Answer(ProposalStep::Accept, proposal) => format!("Accept: {}?", what(proposal)),
            Answer(ProposalStep::Decline, proposal) => format!("Decline: {}?", what(proposal)),
            Answer(_, proposal) => format!("Withdraw: {}?", what(proposal)),
        };
        let (meaning, word) = match self {
            New(..) => (
                "An administrator of the End User sees it and accepts or declines it. Until then nothing changes.",
                "Propose",
            ),
            Answer(ProposalStep::Accept, _) => (
                "It is done at once, as if you had done it yourself; the history says who proposed it.",
                "Accept",
            ),
            Answer(ProposalStep::Decline, _) => ("The advisor sees your word. Nothing changes.", "Decline"),
            Answer(..) => ("The administrators can’t accept it any more.", "Withdraw"),
        };
        (heading, meaning, word)
    }

    /// What the API would refuse, said without asking it: by the same rules.
    pub fn refused(
        &self,
        contacts: &Contacts,
        proposals: &Proposals,
        text: &dyn Fn(&str) -> String,
    ) -> Option<String> {
        let New(step, concerned) = self else { return None };
        let is_open = |proposal: &&Proposal| proposal.state.known() == Some(State::Open);
        if let Err(refused) = proposal::may_propose(proposals.items.iter().filter(is_open).count()) {
            return Some(refused.reason().why);
        }
        decided(step, concerned.as_ref(), contacts, &text("email"))?.err().map(|refused| refused.reason().why)
    }

    /// The same about the proposal as it is now, when somebody else was quicker: the page shows that one by then.
    pub async fn renewed(&self, failure: &Failure, account: &str) -> Option<Self> {
        let Answer(step, seen) = self else { return None };
        if !failure.is_changed() {
            return None;
        }
        let now = api::proposals::list(account).send(&Abort::never()).await.ok()?;
        let now = now.items.into_iter().find(|now| now.id == seen.id)?;
        Some(Answer(step.clone(), now))
    }

    /// Does it.
    pub async fn carry_out(
        &self,
        text: impl Fn(&str) -> String,
        account: &str,
        key: &IdempotencyKey,
    ) -> Result<(), Failure> {
        match self {
            New(step, contact) => {
                let details = || Details {
                    name: text("name"),
                    email: text("email"),
                    phone: text("phone"),
                    zone: Some(text("zone")).filter(|zone| !zone.is_empty()),
                };
                let wish = Propose {
                    step: step.clone(),
                    contact: contact.as_ref().map(|contact| contact.id.clone()),
                    person: (*step != RosterStep::Remove).then(details),
                    reason: text("reason"),
                };
                api::proposals::propose(account, &wish, key).await.map(drop)
            }
            Answer(step, proposal) => {
                let change = ChangeProposal { step: step.clone(), word: text("word") };
                api::proposals::change(proposal, account, &change).await.map(drop)
            }
        }
    }
}

/// What is proposed, in a few words.
pub fn what(proposal: &Proposal) -> String {
    let comes = proposal.person.as_ref().map_or("", |person| person.name.as_str());
    let whom = proposal.name.as_deref().unwrap_or_default();
    match &proposal.step {
        RosterStep::Add => format!("Add {comes}"),
        RosterStep::Replace => format!("Replace {whom} by {comes}"),
        RosterStep::Edit => format!("Other details of {whom}"),
        RosterStep::Remove => format!("Remove {whom}"),
        other => format!("{} {whom}", other.as_str()),
    }
}
