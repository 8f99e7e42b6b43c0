//! A unit's cover: the answer, until when and what ends it, and every condition with its outcome and why.

use leptos::prelude::*;
use rules::{
    country::CountryList,
    entitlement::{Answer, Assessment, CoverEnd, EndCause, PartExclusion, excluded_parts},
    reason::{Outcome, Reason},
    unit::Unit,
    words,
};

use crate::{
    components::{card::banner, icon::Icon, markup::view, words::badge},
    widgets::why::Why,
};

/// The words, colour and shape of an answer.
pub struct AnswerWords {
    /// The answer's name.
    pub name: &'static str,
    /// `data-state` of the banner.
    pub state: &'static str,
    /// `data-tone` of a badge.
    pub tone: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

/// How an answer is shown.
pub fn answer_words(answer: Answer) -> AnswerWords {
    let (name, state, tone, icon, meaning) = match answer {
        Answer::AdvancedCarePlus => (
            "Advanced Care Plus",
            "plus",
            "ok",
            "cover-plus",
            "Every condition is met: a Supported Juniper Product.",
        ),
        Answer::JuniperCareOnly => (
            "Juniper Care only",
            "care",
            "warn",
            "cover-care",
            "Call JTAC under Juniper Care. The response targets of Advanced Care Plus do not apply.",
        ),
        Answer::NoCoverFound => (
            "No cover found",
            "none",
            "bad",
            "cover-none",
            "You can still report a fault: it is opened and checked. What is missing stands below.",
        ),
        Answer::CannotTell => (
            "Cannot tell",
            "unknown",
            "info",
            "cover-unknown",
            "Something that decides was not supplied or is not known here. That is not the same as not covered: report faults as usual.",
        ),
    };
    AnswerWords { name, state, tone, icon, meaning }
}

/// "31 Dec 2026, when Juniper Care ends"
pub fn end_words(end: CoverEnd) -> String {
    let cause = match end.cause {
        EndCause::ServiceTerm => "Advanced Care Plus ends",
        EndCause::CareTerm => "Juniper Care ends",
        EndCause::EndOfSupport => "the product reaches its End of Support",
    };
    format!("Then {cause}. The day itself is still covered, in the site's zone.")
}

/// What a case about a unit without Advanced Care Plus is; nothing for a covered one.
pub fn not_covered(answer: Answer) -> Option<AnyView> {
    let words = match answer {
        Answer::AdvancedCarePlus => return None,
        Answer::JuniperCareOnly => {
            "The response targets of Advanced Care Plus do not apply to this unit, unless an engineer finds otherwise. A case is opened all the same and checked."
        }
        Answer::NoCoverFound => {
            "A case is opened all the same and checked. Whether a response target applies is found out then."
        }
        Answer::CannotTell => {
            "What decides was not supplied or is not known here, which is not the same as not covered. A case is opened as usual and checked."
        }
    };
    Some(banner("warn", "warning", answer_words(answer).name, words))
}

/// The answer as a badge, for lists.
pub fn cover_badge(answer: Answer) -> AnyView {
    let words = answer_words(answer);
    badge(words.tone, words.name)
}

/// The banner with the answer; `about` says for when.
pub fn cover_banner(assessment: &Assessment, about: String) -> AnyView {
    let words = answer_words(assessment.answer);
    let missing = assessment.failed.len();
    let until = match assessment.covered_until {
        Some(end) => view! {
            <p class="until">"Covered until "<time datetime=end.on.to_string()>{words::date(end.on)}</time></p>
            <p>{end_words(end)}</p>
        },
        None => {
            let counted = (missing > 1).then(|| format!(" {missing} conditions are not met."));
            view! { <p>{words.meaning}{counted}</p> }
        }
    };
    view! {
        <section class="cover" data-state=words.state aria-labelledby="cover-answer">
            <Icon name=words.icon/>
            <div><h2 id="cover-answer">{words.name}</h2>{until}</div>
            <div class="actions">{about}</div>
        </section>
    }
}

/// Every condition with its outcome and why.
pub fn conditions(assessment: &Assessment, unit: &Unit, countries: &CountryList) -> AnyView {
    condition_list(assessment.reasons(unit, countries).into_iter().map(|(_, reason)| reason).collect())
}

/// Conditions with their outcome and why.
pub fn condition_list(reasons: Vec<Reason>) -> AnyView {
    let items = reasons
        .into_iter()
        .map(|reason| {
            let (outcome, icon, word) = match reason.outcome {
                Outcome::Met => ("yes", "check", "Yes"),
                Outcome::Failed => ("no", "cross", "No"),
                Outcome::Unknown => ("unknown", "question", "Not known"),
            };
            let line = format!("{word}: {}", reason.why);
            view! {
                <li data-outcome=outcome>
                    <Icon name=icon/>
                    <div><p><b>{reason.title}</b>" "<span>{line}</span></p><Why reason/></div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="conditions">{items}</ol> }
}

/// Parts that are excluded themselves: "covered, except FPC 3".
pub fn excluded_part_words(unit: &Unit, on: rules::Date) -> Vec<(String, String)> {
    excluded_parts(unit, on)
        .map(|(part, exclusion)| {
            let why = match exclusion {
                PartExclusion::PastEndOfSupport(last) => {
                    format!("past its End of Support since {}", words::date(last))
                }
                PartExclusion::ThirdParty => "a third-party product".to_owned(),
            };
            (part.slot.clone(), why)
        })
        .collect()
}
