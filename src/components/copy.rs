//! A value that people carry elsewhere: monospace, with a button that copies it.

use leptos::prelude::*;

use crate::{
    browser::{announce::announcer, clipboard},
    components::{
        icon::Icon,
        markup::{live, view},
    },
};

/// `label` says what it is: "serial number".
#[component]
pub fn Copy(#[prop(into)] value: String, label: &'static str) -> impl IntoView {
    let (done, copy) = use_copy();
    let name = format!("Copy {label} {value}");
    let text = value.clone();
    view! {
        <span class="copy" data-done=move || done.get().then_some("")>
            <span class="mono">{value}</span>
            <button type="button" aria-label=name on:click=move |_| copy(text.clone())>
                {copy_icon(done)}
            </button>
        </span>
    }
}

/// The icon of a button that copies: a tick for a while after it did.
pub fn copy_icon(done: RwSignal<bool>) -> AnyView {
    live(move || view! { <Icon name=if done.get() { "check" } else { "copy" }/> })
}

/// Copies text and says whether it worked; the signal is true for two seconds after it did.
pub fn use_copy() -> (RwSignal<bool>, impl Fn(String) + Clone + 'static) {
    let done = RwSignal::new(false);
    let announcer = announcer();
    let copy = move |text: String| {
        leptos::task::spawn_local(async move {
            if clipboard::copy(&text).await.is_ok() {
                announcer.say("Copied");
                done.try_set(true);
                set_timeout(
                    move || {
                        done.try_set(false);
                    },
                    std::time::Duration::from_secs(2),
                );
            } else {
                announcer.say("The browser refused to copy. Select the text and copy it with the keyboard.");
            }
        });
    };
    (done, copy)
}
