//! What the advisor proposes for the roster: the open ones with their buttons, and what became of the others.

use leptos::prelude::*;
use rules::{access::Action, proposal::State};
use wire::{
    contact::{Details, RosterStep},
    proposal::{Proposal, ProposalStep, Proposals},
};

use super::{
    editing::Editing,
    proposing::{Proposing, what},
    task::Task,
};
use crate::{
    components::{
        card::card,
        instant::At,
        markup::view,
        words::{badge, none},
    },
    session::use_session,
};

/// The card; nothing for administrators to whom nothing was proposed.
pub fn proposals_view(proposals: &Proposals, editing: Editing) -> AnyView {
    let may = |action| use_session().me().is_some_and(|me| me.may(action));
    let proposes = may(Action::ProposeContacts);
    if proposals.items.all() == 0 && !proposes {
        return ().into_any();
    }
    let steps: &[(ProposalStep, &'static str)] = if proposes {
        &[(ProposalStep::Withdraw, "Withdraw")]
    } else {
        &[(ProposalStep::Accept, "Accept"), (ProposalStep::Decline, "Decline")]
    };
    let rows: Vec<AnyView> = proposals.items.iter().map(|proposal| row(proposal, steps, editing)).collect();
    let body = if rows.is_empty() {
        none(
            proposals.items.unread,
            "Nothing is proposed. Beside a person, and at a free place, you propose what the administrators then accept or decline.",
        )
    } else {
        view! { <ul class="people">{rows}</ul> }
    };
    card("Proposed by the advisor", body)
}

fn row(proposal: &Proposal, steps: &[(ProposalStep, &'static str)], editing: Editing) -> AnyView {
    let title = what(proposal);
    let open = proposal.state.known() == Some(State::Open);
    let button = |(step, words): &(ProposalStep, &'static str)| {
        let task = Task::Proposal(Proposing::Answer(step.clone(), proposal.clone()));
        let (words, title) = (*words, title.clone());
        view! {
            <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| editing.begin(task.clone())>
                {words}<span class="visually-hidden">" the proposal: "{title}</span></button>
        }
    };
    let buttons = open.then(|| {
        let buttons: Vec<AnyView> = steps.iter().map(button).collect();
        view! { <span class="cluster no-print">{buttons}</span> }
    });
    let tone = match proposal.state.known() {
        Some(State::Open) => "warn",
        Some(State::Accepted) => "ok",
        _ => "info",
    };
    let ended = proposal.ended_by.clone().zip(proposal.ended_at).map(|(by, at)| {
        let word = proposal.word.clone().map(|word| format!(": {word}"));
        view! { <small>{proposal.state.as_str().to_owned()}" by "{by}", "<At instant=at/>{word}</small> }
    });
    view! {
        <li>
            <div><b>{title.clone()}</b>" "<small>{details(proposal)}</small><p>{proposal.reason.clone()}</p>
                <small>"proposed by "{proposal.proposed_by.clone()}", "<At instant=proposal.proposed_at/></small>" "{ended}</div>
            {badge(tone, proposal.state.as_str())}
            {buttons}
        </li>
    }
}

/// Who would come; of other details what would change.
fn details(proposal: &Proposal) -> String {
    let Some(person) = &proposal.person else { return String::new() };
    let parts = |details: &Details| {
        [
            details.name.clone(),
            details.email.clone(),
            details.phone.clone(),
            details.zone.clone().unwrap_or_default(),
        ]
    };
    let after = parts(person);
    let Some(now) = proposal.now.as_ref().filter(|_| proposal.step == RosterStep::Edit) else {
        let [_, email, phone, zone] = after;
        return [email, phone, zone]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
    };
    let known = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    let names = ["name", "e-mail address", "telephone", "time zone"];
    let changes =
        names.into_iter().zip(parts(now).into_iter().zip(after)).filter(|(_, (now, after))| now != after);
    let words =
        changes.map(|(name, (now, after))| format!("{name} from {} to {}", known(&now), known(&after)));
    words.collect::<Vec<_>>().join(", ")
}
