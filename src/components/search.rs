//! The search box of a page whose address holds what is looked for: it writes there what was typed once that has been still
//! for a quarter of a second, and follows an address that changed elsewhere (Back, a link).

use std::time::Duration;

use leptos::prelude::*;

use crate::{browser::timer, components::markup::view};

/// The box. `q` is what the address holds; `search` puts other words there.
pub fn search(placeholder: &'static str, q: Memo<String>, search: impl Fn(String) + 'static) -> AnyView {
    let typed = RwSignal::new(q.get_untracked());
    let settled = timer::settled(move || typed.get(), Duration::from_millis(250));
    // What the address and the box were last made to hold. What differs from it is new; the later of the two wins.
    let agreed = StoredValue::new(q.get_untracked());
    Effect::new(move |_| {
        let text = settled.get();
        if agreed.get_value() != text {
            agreed.set_value(text.clone());
            search(text);
        }
    });
    Effect::new(move |_| {
        let q = q.get();
        if agreed.get_value() != q {
            agreed.set_value(q.clone());
            typed.set(q);
        }
    });
    view! {
        <label>"Find" <input type="search" autocomplete="off" placeholder=placeholder maxlength="200"
            prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/></label>
    }
}
