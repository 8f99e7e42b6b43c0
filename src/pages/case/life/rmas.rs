//! Replacements of units on a case: where each stands, the old serial number and the new one. Their history stands in the
//! timeline; a replacement's own page says whether it is registered and covered.

use leptos::prelude::*;
use rules::rma::about_cover;
use wire::case::{Case, Rma};

use crate::{
    components::{
        card::card,
        copy::Copy,
        fact::{fact, fact_if_known},
        instant::At,
        link::link,
        markup::view,
        words::{badge, muted, rest_unread},
    },
    route::Route,
    widgets::{one_account::in_address, why::Why},
};

/// Nothing while there are none.
pub fn card_of(case: &Case) -> Option<AnyView> {
    let all = case.rmas.iter().map(|rma| one(case, rma)).collect_view();
    let unread = rest_unread(&case.rmas);
    (case.rmas.all() > 0)
        .then(|| card("Replacements (RMA)", view! { <div class="stack">{all}{unread}</div> }))
}

fn one(case: &Case, rma: &Rma) -> AnyView {
    let standing = rma.standing();
    let state = standing.map_or(rma.state.as_str(), |standing| standing.name()).to_owned();
    let tone = match standing {
        Some(standing) if standing.is_open() => "info",
        _ => "quiet",
    };
    let unit = |serial: &str, known: bool| {
        if known {
            return link(&Route::unit_of(serial, in_address(&case.account)), serial);
        }
        view! { <Copy value=serial.to_owned() label="serial number"/> }
    };
    let replacement = rma.replacement_serial.as_deref().map(|serial| {
        let missing = (!rma.replacement_known).then(|| muted("not registered here yet"));
        view! { {unit(serial, rma.replacement_known)}" "{missing}<Why reason=about_cover()/> }
    });
    let number = rma.rma_number.clone();
    let rows = [
        fact_if_known("RMA number", number.map(|number| view! { <Copy value=number label="RMA number"/> })),
        Some(fact("Defective unit", unit(&rma.serial, rma.serial_known))),
        fact_if_known("Replacement", replacement),
        fact_if_known("Carrier", rma.carrier.clone()),
        fact_if_known(
            "Tracking",
            rma.tracking.clone().map(|text| view! { <Copy value=text label="tracking number"/> }),
        ),
        Some(fact("Requested", view! { <At instant=rma.requested_at/> })),
        Some(fact("Last step", view! { <At instant=rma.changed_at/> })),
    ];
    view! {
        <section>
            <h3>{format!("RMA {}", rma.number)}" "{badge(tone, state)}</h3>
            <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl>
        </section>
    }
}
