//! What would become of each unit, and what became of it: counted, and unit by unit with what changes about its cover.

use std::sync::Arc;

use leptos::prelude::*;
use rules::{unit_change::Changed, words};
use wire::{
    cover::{Cover, CoverAnswer},
    unit_change::{ChangeUnits, ChangedUnit, ChangedUnits, FieldChange, UnitOutcome},
};

use super::{Bulk, HEADING};
use crate::{
    components::{
        markup::view,
        words::{badge, muted, untold},
    },
    route::Route,
};

/// Most units that are shown one by one.
const SHOWN: usize = 50;

/// What would become of each.
pub fn seen(bulk: Bulk, wish: Arc<ChangeUnits>, answers: &ChangedUnits) -> AnyView {
    let changed = answers.count(&UnitOutcome::Changed);
    // A release that is known already is confirmed by being said again.
    let confirms = wish.change.release.is_some();
    // All that was asked about is changed: what nothing is known of would be changed unseen.
    let is_told = untold_of(&wish, answers) == 0;
    let worth_it = is_told && (changed > 0 || (confirms && answers.count(&UnitOutcome::Unchanged) > 0));
    let untold = untold(untold_of(&wish, answers), false);
    let but = (!is_told).then_some(" Nothing is changed until it does: go back and try again.");
    let what =
        if changed > 0 { format!("Change {}", words::count(changed, "unit")) } else { "Confirm".to_owned() };
    let go = worth_it.then(|| {
        view! {
            <button class="button" data-kind="primary" type="button" aria-busy=move || bulk.pending.get().to_string()
                on:click=move |_| bulk.carry_out(wish.clone())>{what}</button>
        }
    });
    let back = move |_| bulk.show(super::Stage::Form);
    view! {
        <section class="card no-print">
            <header><h2 id=HEADING tabindex="-1">"What changes"</h2></header>
            <p>{counts(answers, ["would change", "would change"])}{untold}{but}</p>
            {table(answers)}
            <p class="cluster">{go}
                <button class="button" type="button" on:click=back>"Back"</button>
                <button class="button" data-kind="quiet" type="button" on:click=move |_| bulk.close()>"Cancel"</button></p>
        </section>
    }
}

/// What became of each; only what was not changed is told one by one.
pub fn done(bulk: Bulk, wish: &ChangeUnits, answers: &ChangedUnits) -> AnyView {
    let is_left =
        |item: &&ChangedUnit| !matches!(item.outcome, UnitOutcome::Changed | UnitOutcome::Unchanged);
    let left: Vec<ChangedUnit> = answers.items.iter().filter(is_left).cloned().collect();
    let again = (answers.count(&UnitOutcome::Conflict) > 0)
        .then(|| view! { <p>"Units that somebody else changed stay selected: look at them in the list, then change them again."</p> });
    let left = (!left.is_empty()).then(|| table(&ChangedUnits { items: left }));
    view! {
        <section class="card no-print">
            <header><h2 id=HEADING tabindex="-1">"Done"</h2></header>
            <p>{counts(answers, ["was changed", "were changed"])}{untold(untold_of(wish, answers), true)}</p>
            {again}{left}
            <p><button class="button" type="button" on:click=move |_| bulk.close()>"Close"</button></p>
        </section>
    }
}

/// Of how many nothing was said.
fn untold_of(wish: &ChangeUnits, answers: &ChangedUnits) -> usize {
    wish.units.len().saturating_sub(answers.items.len())
}

/// "12 units would change. 3 stand like that already."
fn counts(answers: &ChangedUnits, [one, many]: [&str; 2]) -> String {
    let changed = answers.count(&UnitOutcome::Changed);
    let mut text = format!("{} {}.", words::count(changed, "unit"), if changed == 1 { one } else { many });
    for (outcome, said) in [
        (UnitOutcome::Unchanged, "like that already"),
        (UnitOutcome::Conflict, "changed by somebody else in the meantime"),
        (UnitOutcome::Refused, "not changed"),
    ] {
        let count = answers.count(&outcome);
        if count > 0 {
            text.push_str(&format!(" {count} {said}."));
        }
    }
    text
}

fn table(answers: &ChangedUnits) -> AnyView {
    let rows = answers.items.iter().take(SHOWN).map(row).collect_view();
    let more = answers.items.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <p class="muted">{format!("And {more} more.")}</p> });
    view! {
        <div class="table-scroll" role="region" aria-label="Unit by unit" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Unit by unit"</caption>
                <thead><tr><th scope="col">"Unit"</th><th scope="col">"Change"</th><th scope="col">"Cover today"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
}

fn row(item: &ChangedUnit) -> AnyView {
    let change = match item.outcome {
        UnitOutcome::Changed => item
            .changes
            .iter()
            .map(|change| view! { <span>{change_words(change)}</span>" " })
            .collect_view()
            .into_any(),
        UnitOutcome::Unchanged => muted("like that already"),
        _ => view! { <span>{item.detail.clone()}</span> },
    };
    let link = crate::components::link::link(&Route::unit(&item.reference), item.reference.clone());
    view! {
        <tr><th scope="row" data-label="Unit" class="mono">{link}</th>
            <td data-label="Change"><span>{change}</span></td>
            <td data-label="Cover today">{covers(item)}</td></tr>
    }
}

/// "Use: in use → spare"
fn change_words(change: &FieldChange) -> String {
    let name = Changed::ALL.into_iter().find(|what| what.code() == change.kind).map_or("", Changed::name);
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    format!("{name}: {} → {}", text(&change.old), text(&change.new))
}

/// How its cover is, and how it would be.
fn covers(item: &ChangedUnit) -> Option<AnyView> {
    let (before, after) = item.cover_before.as_ref().zip(item.cover_after.as_ref())?;
    if (&before.answer, before.covered_until) == (&after.answer, after.covered_until) {
        return Some(view! { <span class="cluster">{answer(before)}{muted("stays")}</span> });
    }
    Some(view! { <span>{answer(before)}" → "{answer(after)}</span> })
}

fn answer(cover: &Cover) -> AnyView {
    use rules::entitlement::Answer;
    let known = match cover.answer {
        CoverAnswer::AdvancedCarePlus => Answer::AdvancedCarePlus,
        CoverAnswer::JuniperCareOnly => Answer::JuniperCareOnly,
        CoverAnswer::NoCoverFound => Answer::NoCoverFound,
        CoverAnswer::CannotTell => Answer::CannotTell,
        CoverAnswer::Unknown(_) => return badge("quiet", cover.answer.as_str()),
    };
    crate::widgets::cover::cover_badge(known)
}
