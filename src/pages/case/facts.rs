//! The short facts of a case, beside the long ones: what it is about, with whom to speak, and what was said when it was opened.

use leptos::prelude::*;
use rules::{access::Action, problem::Exclusion};
use wire::{
    case::{Case, CaseContact, ContactWay, ExpertBasis, FurtherUnit},
    config::tel,
};

use super::{CaseAtHand, site_zone};
use crate::{
    components::{
        card::card,
        fact::{fact, fact_if_known},
        instant::At,
        link::link,
        markup::view,
        words::{badge, muted},
    },
    route::Route,
    session::use_session,
    widgets::{
        cover::cover_badge,
        one_account::{in_address, is_own_side},
        why::Why,
    },
};

/// The piece.
pub fn piece() -> AnyView {
    use_context::<CaseAtHand>().map(|at_hand| at_hand.piece(facts)).into_any()
}

/// The facts of the case.
fn facts(case: &Case) -> AnyView {
    let expert = match &case.expert_to_expert {
        None if case.priority > 2 => "no: it is for Priority 1 and 2",
        None => "none is noted: it is for named representatives and approved certified experts",
        Some(ExpertBasis::Representative) => "yes, by a named representative",
        Some(ExpertBasis::Certified) => "yes, by a certified expert",
        Some(ExpertBasis::Unknown(text)) => text,
    };
    let outage = case.network_outage.map(|out| if out { "yes" } else { "no" });
    let opened_by = if case.on_behalf {
        let person = case.opened_for.as_ref().map(|person| format!("{person}, ")).unwrap_or_default();
        format!("by {} on behalf of {person}{}", case.opened_by, case.account.name)
    } else {
        format!("by {}", case.opened_by)
    };
    let call_note =
        case.call_note.as_ref().map(|number| link(&Route::CallNote { number: number.clone() }, number));
    let rows = [
        Some(fact("Unit", subject(case))),
        (!case.further_units.is_empty()).then(|| fact("Further units", further_units(case))),
        case.contact.as_ref().map(|contact| fact("Contact", with_whom(contact))),
        Some(fact(
            "Opened",
            view! { <At instant=case.created_at zone=site_zone(case)/><br/>{muted(opened_by)} },
        )),
        Some(fact("Expert to Expert", expert.to_owned())),
        fact_if_known("Software version", case.software_version.clone()),
        fact_if_known("Network outage", outage.map(str::to_owned)),
        fact_if_known("Since", case.since.map(|since| view! { <At instant=since zone=site_zone(case)/> })),
        fact_if_known(
            if is_own_side() { "Your reference" } else { "End User’s reference" },
            case.own_reference.clone(),
        ),
        fact_if_known("Call note", call_note),
    ];
    card(
        "Case",
        view! { <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl>{declared(&case.exclusions)} },
    )
}

/// What it is about: the unit, or host name and site of one that nobody has found yet.
fn subject(case: &Case) -> AnyView {
    match (&case.unit, &case.unlisted) {
        (Some(unit), _) => {
            let title = unit.host_name.as_ref().unwrap_or(&unit.reference);
            let place = format!("{} · {}", unit.model, unit.site.clone().unwrap_or_default());
            // The desk sees the escalated case and no units: a link would lead it nowhere.
            let sees_units = use_session().me().is_some_and(|me| me.may(Action::SeeUnits));
            let unit = if sees_units {
                link(&Route::unit_of(&unit.reference, in_address(&case.account)), title)
            } else {
                view! { {title.clone()} }
            };
            view! { {unit}<br/>{muted(place)} }
        }
        (None, Some(unlisted)) => {
            let place = format!("{}, {}", unlisted.host_name, unlisted.site);
            view! { {place}<br/>{badge("warn", "to be checked")} }
        }
        (None, None) => ().into_any(),
    }
}

/// With the same symptom; each with the cover of the day on which the case was opened.
fn further_units(case: &Case) -> AnyView {
    let row = |unit: &FurtherUnit| {
        let place: Vec<&str> = [&unit.model, &unit.site].into_iter().flatten().map(String::as_str).collect();
        let name = match &unit.reference {
            Some(reference) => link(&Route::unit_of(reference, in_address(&case.account)), &unit.title),
            None => muted(format!("{}, not in this account any more", unit.title)),
        };
        let cover = unit.cover_at_opening.as_ref().and_then(|cover| cover.answer.known()).map(cover_badge);
        view! { <li><div>{name}<br/>{muted(place.join(" · "))}</div>{cover}</li> }
    };
    view! { <ul class="people">{case.further_units.iter().map(row).collect_view()}</ul> }
}

/// Name, how and when.
fn with_whom(contact: &CaseContact) -> AnyView {
    let at = contact.at.clone().map(|at| match contact.by {
        // An extension is not dialled with the number.
        ContactWay::Phone if !at.contains(|c: char| c.is_ascii_alphabetic()) => {
            view! { <a href=tel(&at)>{at.clone()}</a> }
        }
        ContactWay::Email => view! { <a href=format!("mailto:{at}")>{at.clone()}</a> },
        _ => at.into_any(),
    });
    let by = if contact.by == ContactWay::Email { "by e-mail" } else { "by phone" };
    let when = contact.when.clone().map(|when| view! { <br/>{when} });
    view! { {contact.name.clone()}<br/>{muted(by)}" "{at}{when} }
}

/// What was said about exclusions when the case was opened.
fn declared(codes: &[String]) -> Option<AnyView> {
    let items = codes
        .iter()
        .filter_map(|code| Exclusion::from_code(code))
        .map(|exclusion| view! { <li>{exclusion.question()}<Why reason=exclusion.reason()/></li> })
        .collect_view();
    (!codes.is_empty()).then(|| {
        view! { <h3>"Declared when it was opened"</h3><ul class="stack" data-gap="tight">{items}</ul> }
    })
}
