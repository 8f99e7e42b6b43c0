//! Starts the browser app in the place of the static shell. After a panic the app is dead: it ends in a trap, at which the
//! page shows a screen that needs no Rust (`index.html`).

mod api;
mod app;
mod browser;
mod clock;
mod components;
mod draft;
mod pages;
mod route;
mod session;
mod widgets;

fn main() {
    // A release has no code for messages (`crates/xtask/src/lean.rs`).
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    if let Some(place) = browser::document::mount_point() {
        leptos::mount::mount_to(place, app::App).forget();
        browser::document::remove_static_shell();
    }
}
