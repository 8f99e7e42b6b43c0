//! What stands below a case: its escalations, replacements and files, one form with every step that the rules allow the person
//! at the page, who takes part, the advisor, and e-mail. It is made once and stays while the case above is shown anew, so that
//! nothing that is being typed is lost.

mod advisor;
mod by_mail;
pub mod draft;
mod escalations;
mod fields;
mod files;
mod form;
mod participants;
mod replacing;
mod rmas;
mod what;

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::case_life::Side;

use super::CaseAtHand;
use crate::{
    browser::{document, timer::sleep},
    components::markup::{live, view},
    session::use_session,
};
use advisor::BringAdvisor;
use files::Files;
use form::Form;
use participants::Participants;

/// The piece.
pub fn piece() -> AnyView {
    let Some(at_hand) = use_context::<CaseAtHand>() else { return ().into_any() };
    let CaseAtHand { number, .. } = at_hand;
    let there = Memo::new(move |_| at_hand.shown().is_some());
    // Another case is another form; and the form of this one stays whatever happens to the case.
    live(move || {
        let number = number.get();
        there.get().then(|| of_case(at_hand, number))
    })
}

fn of_case(at_hand: CaseAtHand, number: String) -> AnyView {
    follow_permalink();
    let escalations = live(move || at_hand.shown().and_then(|case| escalations::card_of(&case)));
    let session = use_session();
    let me = session.me();
    let side = me.as_ref().and_then(|me| me.role.known()).and_then(Side::of);
    let files =
        me.as_ref().filter(|_| session.has("caseFiles")).and_then(|me| Files::of(at_hand, &me.id, side));
    let form = me
        .zip(side)
        .filter(|_| session.has("caseSteps"))
        .map(|(me, side)| Form::new(at_hand, side, &me.id, number).view(files));
    let rmas = live(move || at_hand.shown().and_then(|case| rmas::card_of(&case)));
    let asked = live(move || {
        at_hand.shown().filter(|_| side == Some(Side::Advisor)).and_then(|case| advisor::asked_for_you(&case))
    });
    let customers = (side == Some(Side::Customer)).then(|| {
        let mail = live(move || at_hand.shown().and_then(|case| by_mail::card_of(&case)));
        let advisor = session.has("caseSteps").then(|| BringAdvisor::new(at_hand).view());
        view! { {advisor}{mail} }
    });
    let people = session.has("participants").then(|| Participants::new(at_hand, side).view());
    view! { <div class="stack">{asked}{escalations}{rmas}{files.map(Files::card)}{form}<div class="columns">{people}{customers}</div></div> }
}

/// How often an entry is looked for, and how long after each time.
const LOOKS: usize = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// An address that names an entry of the timeline leads there as soon as the entry is on the page.
fn follow_permalink() {
    let hash = use_location().hash.get_untracked();
    let Some(id) = hash.strip_prefix('#').filter(|id| id.starts_with("event-")).map(str::to_owned) else {
        return;
    };
    leptos::task::spawn_local(async move {
        for _ in 0..LOOKS {
            sleep(PAUSE).await;
            if !document::lacks(&id) {
                return document::focus(&id);
            }
        }
    });
}
