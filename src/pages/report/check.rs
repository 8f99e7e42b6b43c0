//! Check answers, then open the case.

use leptos::prelude::*;
use rules::{
    case_draft::{Field, Way},
    problem::Exclusion,
    response::{Channel, Priority},
};

use super::{
    Wizard,
    contact::{Known, known, reached_at, typed, way},
    expert::ExpertLine,
    further::as_lines,
    ready::Readiness,
    screen::Screen,
    sending::{Sending, SendingFailure, use_open_case},
};
use crate::{
    components::{
        error_summary::summary,
        link::link,
        markup::{live, view},
    },
    draft::ReportDraft,
    route::Step,
    session::use_session,
    widgets::{cover::not_covered, why::Why},
};

/// The screen.
#[component]
pub fn CheckScreen(wizard: Wizard) -> impl IntoView {
    let sending = Sending::new();
    let open_case = use_open_case(wizard, sending);
    let priority =
        Memo::new(move |_| wizard.open.draft.with(|draft| draft.priority.and_then(Priority::from_number)));
    // Without a priority the check says so; 4 stands in so that it can run.
    let submit = move |()| open_case(priority.get_untracked().unwrap_or(Priority::P4));
    // Problems of other screens, each with the way there.
    let problem = move |(field, message): (&str, String)| link(&wizard.route(step_of(field)), message);
    let missing = live(move || summary(sending.problems.get().into_iter().map(problem).collect()));
    let answers = live(move || {
        let contact = known(wizard);
        wizard.open.draft.with(|draft| {
            rows(draft, &contact)
                .into_iter()
                .map(|(step, name, value)| row(wizard, step, name, value))
                .collect_view()
        })
    });
    let target = live(move || {
        let target = use_session().targets()?.target(priority.get()?, &Channel::Web).ok()?;
        if let Some(words) = wizard.cover().and_then(not_covered) {
            return Some(words);
        }
        Some(
            view! { <p>"Target for the first response: "<b>{target.span()}</b>" from the moment the case is opened."</p><Why reason=target.reason()/> },
        )
    });
    view! {
        <Screen wizard step=Step::Check title="Check your answers" problems=sending.problems summary=missing
            button="Open the case" pending=sending.pending submit>
            <dl class="summary-list">{answers}</dl>
            {target}
            <ExpertLine wizard/>
        </Screen>
        <SendingFailure wizard sending/>
        // Below the button: what comes late must not move it away from under the finger.
        <div class="stack measure"><Readiness wizard/></div>
    }
}

/// The screen on which a field stands.
fn step_of(field: &str) -> Step {
    let is = |fields: &[Field]| fields.iter().any(|known| known.name() == field);
    if is(&[Field::Unit, Field::HostName, Field::Site, Field::FurtherUnits, Field::Synopsis]) {
        Step::Wrong
    } else if is(&[Field::Priority]) {
        Step::Impact
    } else if is(&[Field::PhonePage]) {
        Step::Phone
    } else {
        Step::Details
    }
}

/// Every answer with its screen.
pub fn rows(draft: &ReportDraft, contact: &Known) -> Vec<(Step, &'static str, String)> {
    let unit = match (&draft.unit, draft.unlisted) {
        (Some(unit), false) => format!("{} ({}, {})", unit.title, unit.model, unit.reference),
        (None, false) => String::new(),
        (_, true) => format!("{}, {}: to be checked", draft.host_name.trim(), draft.site.trim()),
    };
    let exclusions: Vec<&str> = draft
        .exclusions
        .iter()
        .filter_map(|code| Exclusion::from_code(code))
        .map(Exclusion::question)
        .collect();
    let outage = match draft.network_outage {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "Not known",
    };
    let by = if way(draft, contact) == Way::Email { "By e-mail:" } else { "By telephone:" };
    let reached = reached_at(draft, contact);
    let reached = if reached.is_empty() { reached } else { format!("{by} {reached}") };
    vec![
        (Step::Wrong, "Unit", unit),
        (Step::Wrong, "Further units", as_lines(&draft.further)),
        (Step::Wrong, "Symptom", draft.synopsis.clone()),
        (Step::Impact, "Priority", draft.priority.map(|priority| priority.to_string()).unwrap_or_default()),
        (
            Step::Exclusions,
            "Not part of the service",
            if exclusions.is_empty() { "None ticked".to_owned() } else { exclusions.join("; ") },
        ),
        (Step::Details, "Description", draft.description.clone()),
        (Step::Details, "Software version", draft.software_version.clone()),
        (Step::Details, "Part of the network out", outage.to_owned()),
        (Step::Details, "Since when", draft.since.replace('T', " ")),
        (Step::Details, "Your own reference", draft.own_reference.clone()),
        (Step::Details, "Contact", contact.name.clone()),
        (Step::Details, "How to reach the contact", reached),
        (Step::Details, "When to reach the contact", draft.text(Field::ContactWhen).to_owned()),
    ]
}

/// What was typed so far, to keep outside of this browser; what is not given is left out.
pub fn as_text(draft: &ReportDraft) -> String {
    let said = |step, value: &str| match step {
        // Nothing ticked says nothing as long as nobody has looked at it.
        Step::Exclusions => !draft.exclusions.is_empty(),
        _ => !value.trim().is_empty(),
    };
    let rows = rows(draft, &typed(draft)).into_iter().filter(|(step, _, value)| said(*step, value));
    rows.map(|(_, name, value)| format!("{name}: {value}\r\n")).collect()
}

fn row(wizard: Wizard, step: Step, name: &'static str, value: String) -> AnyView {
    let empty = value.trim().is_empty();
    let value = if empty {
        view! { <span class="muted">"not given"</span> }
    } else {
        value.into_any()
    };
    view! {
        <div><dt>{name}</dt><dd>{value}</dd>
            <dd><a href=wizard.route(step).to_string()>"Change"<span class="visually-hidden">" "{name.to_ascii_lowercase()}</span></a></dd></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_screen() {
        assert_eq!(step_of("synopsis"), Step::Wrong);
        assert_eq!(step_of("priority"), Step::Impact);
        assert_eq!(step_of("phone_page"), Step::Phone);
        assert_eq!(step_of("further_units"), Step::Wrong);
        for field in ["description", "software_version", "own_reference", "since", "contact_at"] {
            assert_eq!(step_of(field), Step::Details);
        }
    }
}
