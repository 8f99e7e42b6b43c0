//! How the person at the page likes to see things: light, dark, or as the system has it (the inline script of `index.html`
//! applies the choice before the first paint); and times in UTC, too.

use leptos::prelude::*;

use crate::components::{
    icon::Icon,
    instant::utc_shown,
    look::{Look, look},
    markup::view,
};

/// Three radio buttons.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let chosen = look(Look::THEME);
    let choice = move |theme: &'static str, icon: &'static str, words: &'static str| {
        view! {
            <label>
                <input type="radio" name="theme" prop:checked=move || chosen.get() == theme
                    on:change=move |_| chosen.set(theme)/>
                <Icon name=icon/>{words}
            </label>
        }
    };
    view! {
        <fieldset class="theme">
            <legend class="visually-hidden">"Colours"</legend>
            {choice("", "system", "System")}
            {choice("light", "sun", "Light")}
            {choice("dark", "moon", "Dark")}
        </fieldset>
    }
}

/// "Show UTC too"
#[component]
pub fn UtcChoice() -> impl IntoView {
    let shown = utc_shown();
    view! {
        <label class="check"><input type="checkbox" prop:checked=move || shown.get() on:change=move |event| shown.set(event_target_checked(&event))/>
            <span>"Show times in UTC, too"</span></label>
    }
}
