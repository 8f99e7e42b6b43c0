//! The second file of the app (`crates/xtask/src/finish/apart.rs`): where it is, and how it joins the first.

use gloo_net::http::Request;
use js_sys::{Object, Reflect, WebAssembly};
use wasm_bindgen_futures::JsFuture;

use crate::api::Failure;

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

/// Fetches it and joins it to the first: it is given the memory and the functions of that, and puts its own in the table.
pub async fn load() -> Result<(), Failure> {
    let Some(address) = address() else { return Ok(()) };
    let answer = Request::get(&address).send().await.map_err(|_| Failure::NoAnswer)?;
    let status = answer.status();
    if !answer.ok() {
        return Err(Failure::NotTheApi { status });
    }
    let given = Object::new();
    drop(Reflect::set(&given, &"".into(), &wasm_bindgen::exports()));
    let answer: web_sys::Response = answer.into();
    let joined = JsFuture::from(WebAssembly::instantiate_streaming(&answer, &given)).await;
    // Something answered in its place, or the connection broke off in the middle.
    joined.map(drop).map_err(|_| Failure::NotTheApi { status })
}
