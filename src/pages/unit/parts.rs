//! The parts inside a unit, each with its own End of Support: one that is past it is excluded itself and leaves the cover of its
//! host alone.

use leptos::prelude::*;
use rules::{
    Date,
    entitlement::{PartExclusion, part_exclusion},
    words,
};
use wire::unit::{EndOfSupport, Part, Unit};

use crate::components::{
    card::card,
    markup::view,
    words::{badge, more_unread, rest_unread},
};

/// The card; nothing for a unit without parts.
pub fn parts(unit: &Unit, on: Date) -> AnyView {
    if unit.parts.is_empty() {
        return (unit.parts.unread > 0).then(|| card("Parts", rest_unread(&unit.parts))).into_any();
    }
    let rows = unit.parts.iter().map(|part| row(part, on)).collect_view();
    card(
        "Parts",
        view! {
            <div class="table-scroll" role="region" aria-label="Parts" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Parts"</caption>
                    <thead><tr><th scope="col">"Slot"</th><th scope="col">"Product"</th><th scope="col">"Serial"</th><th scope="col">"End of Support"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more_unread(unit.parts.unread)}
        },
    )
}

fn row(part: &Part, on: Date) -> AnyView {
    let excluded = part_exclusion(&part.facts(), on).map(|exclusion| match exclusion {
        PartExclusion::PastEndOfSupport(_) => badge("bad", "excluded: past it"),
        PartExclusion::ThirdParty => badge("bad", "excluded: third party"),
    });
    let end = end_of_support(part.end_of_support.as_ref());
    view! {
        <tr>
            <th scope="row" data-label="Slot">{part.slot.clone()}</th>
            <td data-label="Product">{part.model.clone()}</td>
            <td data-label="Serial" class="mono">{part.serial.clone()}</td>
            <td data-label="Support"><span>{end}" "{excluded}</span></td>
        </tr>
    }
}

/// The date, or why there is none.
pub fn end_of_support(end: Option<&EndOfSupport>) -> String {
    match end {
        None => "no data".to_owned(),
        Some(EndOfSupport { on: None }) => "not announced".to_owned(),
        Some(EndOfSupport { on: Some(date) }) => words::date(*date),
    }
}
