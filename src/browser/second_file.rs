//! The second file of the app (`crates/xtask/src/finish/apart.rs`): where it is, and how it joins the first.

use js_sys::{Object, Reflect, WebAssembly};
use wasm_bindgen_futures::JsFuture;

/// Where it is; `None` when the app is in one file.
pub fn address() -> Option<String> {
    let page = web_sys::window()?.document()?;
    page.query_selector("meta[name=second-file]").ok()??.get_attribute("content")
}

/// Says to the page that there is none of this release any more: it loads the newer one.
pub fn tell_missing() {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("portal-missing")) {
        drop(window.dispatch_event(&event));
    }
}

/// Joins it, as it was answered, to the first: it is given the memory and the functions of that, and puts its own in the
/// table. Whether that worked: something else may have answered in its place, or the connection broke off in the middle.
pub async fn join(answer: impl Into<web_sys::Response>) -> bool {
    let given = Object::new();
    drop(Reflect::set(&given, &"".into(), &wasm_bindgen::exports()));
    JsFuture::from(WebAssembly::instantiate_streaming(&answer.into(), &given)).await.is_ok()
}
