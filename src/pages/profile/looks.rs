//! How things look in this browser: colours, motion, UTC. Each choice holds at once.

use leptos::prelude::*;

use super::choice;
use crate::components::{
    card::card,
    instant::utc_shown,
    look::{Look, look},
    markup::view,
};

const THEMES: &[(&str, &str)] = &[("", "As the system"), ("light", "Light"), ("dark", "Dark")];
const MOTIONS: &[(&str, &str)] = &[("", "As the system"), ("reduce", "Reduced")];

/// The card.
pub fn card_of() -> AnyView {
    let (theme, motion, utc) = (look(Look::THEME), look(Look::MOTION), utc_shown());
    let body = view! {
        <p class="muted">"Kept in this browser; it holds at once."</p>
        {choice("theme-choice", "Colours", THEMES, move || theme.get(), move |value| theme.set(value))}
        {choice("motion-choice", "Motion", MOTIONS, move || motion.get(), move |value| motion.set(value))}
        <label class="check"><input type="checkbox" prop:checked=move || utc.get() on:change=move |event| utc.set(event_target_checked(&event))/>
            <span>"Show times in UTC, too"</span></label>
    };
    card("In this browser", body)
}
