//! Title, focus, theme, printing and the static shell of `index.html`.

use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlInputElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The element that the app lives in.
pub fn mount_point() -> Option<HtmlElement> {
    element("app")
}

/// Removes the static shell; the app has painted its own.
pub fn remove_static_shell() {
    if let Some(shell) = element("boot") {
        shell.remove();
    }
}

/// Sets the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the keyboard's focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // Refused focus leaves the focus where it was: nothing to do about it.
        drop(element.focus());
    }
}

/// Presses an element, if it is there.
pub fn press(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}

/// Is no such element on the page?
pub fn lacks(id: &str) -> bool {
    element(id).is_none()
}

/// Is there a field with something in it that is no value, such as a date without its time?
pub fn is_half(id: &str) -> bool {
    let field = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.validity().bad_input())
}

/// Moves the focus as soon as what was just changed stands on the page. That is before the browser hears the next key or
/// press: with the next frame the focus would be taken from whoever is quick, in the middle of a word.
pub fn focus_next(id: &str) {
    let id = id.to_owned();
    after_change(move || focus(&id));
}

/// The same when nothing has the focus any more, because what had it is gone; nobody is taken away from where they are.
pub fn focus_next_if_lost(id: &str) {
    let id = id.to_owned();
    after_change(move || {
        let Some(document) = document() else { return };
        if document.active_element().is_none_or(|active| active.tag_name() == "BODY") {
            focus(&id);
        }
    });
}

/// Said before something is made anew: when the focus is in it, and is gone with it, it goes to another element.
pub fn focus_next_if_within(within: &str, id: &str) {
    let active = document().and_then(|document| document.active_element());
    if element(within).is_some_and(|within| active.is_some_and(|active| within.contains(Some(&active)))) {
        focus_next_if_lost(id);
    }
}

/// Acts as soon as what was just changed stands on the page.
pub fn after_change(act: impl FnOnce() + 'static) {
    spawn_local(async move {
        tick().await;
        act();
    });
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        drop(window.print());
    }
}

/// The path of the page, without query.
pub fn pathname() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Scheme, host and port of the page.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// What stands behind the path of the address, with its question mark.
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Leaves the app for another site.
pub fn leave_for(address: &str) {
    if let Some(window) = web_sys::window() {
        drop(window.location().assign(address));
    }
}

/// Puts another word in the place of one in the address, without going anywhere: what is there got another name. Only the next
/// reload and the history see it.
pub fn change_address(word: &str, other: &str) {
    let Some(window) = web_sys::window() else { return };
    let (Ok(history), Ok(address)) = (window.history(), window.location().href()) else { return };
    let state = history.state().unwrap_or_default();
    // Refused, the address names the other report, which is kept as well.
    drop(history.replace_state_with_url(&state, "", Some(&address.replace(word, other))));
}

/// How the page is to look: a `data-…` attribute of the whole document; with an empty value as the system has it.
pub fn set_look(attribute: &str, value: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // An attribute of our own: setting it can't fail on an element that is in the document.
    drop(if value.is_empty() {
        root.remove_attribute(attribute)
    } else {
        root.set_attribute(attribute, value)
    });
}

/// Whether the browser thinks it is connected.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Closes every open popover: after a link in a menu was followed.
pub fn close_popovers() {
    while let Some(popover) = document().and_then(|document| document.query_selector(":popover-open").ok()?) {
        let Ok(popover) = popover.dyn_into::<HtmlElement>() else { return };
        if popover.hide_popover().is_err() {
            return;
        }
    }
}

/// Is the page looked at?
pub fn is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Paints what can be pressed in the colour of an installation, for light and for dark; `None`: in the product's own.
pub fn paint(accent: Option<(&str, &str)>) {
    let root = document().and_then(|document| document.document_element());
    let Some(style) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()).map(|root| root.style())
    else {
        return;
    };
    let set = |name: &str, value: &str| drop(style.set_property(name, value));
    if let Some((light, dark)) = accent {
        set("--accent", &format!("light-dark({light}, {dark})"));
        set("--accent-strong", "color-mix(in oklab, var(--accent) 80%, var(--text))");
        set("--accent-soft", "color-mix(in oklab, var(--accent) 12%, var(--surface))");
    }
}

/// `config.json` as the static shell has fetched it for the numbers to call; `None` when it has not come, or there is no such shell.
pub async fn shell_config() -> Option<String> {
    let promise = js_sys::Reflect::get(web_sys::window()?.as_ref(), &"portalConfig".into()).ok()?;
    JsFuture::from(promise.dyn_into::<js_sys::Promise>().ok()?).await.ok()?.as_string()
}
