//! How the person at the page likes to see things: light, dark, or as the system has it (the inline script of `index.html`
//! applies the choice before the first paint); and times in UTC, too.

use leptos::prelude::*;

use crate::{
    browser::{document, storage},
    components::{icon::Icon, instant::utc_shown, markup::view},
};

/// The key that the inline script reads.
const KEY: &str = "theme";

/// Three radio buttons.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let chosen = RwSignal::new(storage::read(KEY).unwrap_or_default());
    let choose = move |theme: &'static str| {
        chosen.set(theme.to_owned());
        document::set_theme(theme);
        if theme.is_empty() {
            storage::remove(KEY);
        } else {
            // Refused storage: the choice holds until the page is left.
            let _ = storage::write(KEY, theme);
        }
    };
    let choice = move |theme: &'static str, icon: &'static str, words: &'static str| {
        view! {
            <label>
                <input type="radio" name="theme" prop:checked=move || chosen.with(|chosen| chosen == theme)
                    on:change=move |_| choose(theme)/>
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
