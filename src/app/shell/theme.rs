//! Light, dark, or as the system has it. The inline script of `index.html` applies the choice before the first paint.

use leptos::prelude::*;

use crate::{
    browser::{document, storage},
    components::{icon::Icon, markup::view},
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
            <legend>"Colours"</legend>
            {choice("", "system", "System")}
            {choice("light", "sun", "Light")}
            {choice("dark", "moon", "Dark")}
        </fieldset>
    }
}
