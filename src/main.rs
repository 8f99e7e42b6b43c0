//! Starts the browser app: the screen for a panic, then the app in the place of the static shell.

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
    browser::panic::show_screen_on_panic();
    if let Some(place) = browser::document::mount_point() {
        leptos::mount::mount_to(place, app::App).forget();
        browser::document::remove_static_shell();
    }
}
