//! A file that is made here and handed to the person, of any size: a `data:` address ends at two megabytes.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlElement, Url};

/// The browser takes its time to begin with it.
const BEGUN: Duration = Duration::from_secs(60);

/// Downloads `parts`, one after the other, under that name. Whether the browser begins to.
pub fn text(name: &str, parts: &[&str]) -> bool {
    begin(name, parts).is_ok()
}

/// A file of `parts`, one after the other, that nobody has chosen.
pub fn blob(parts: &[&str]) -> Option<Blob> {
    let all: js_sys::Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    Blob::new_with_str_sequence(&all).ok()
}

fn begin(name: &str, parts: &[&str]) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&blob(parts).ok_or(JsValue::NULL)?)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.dyn_into().map_err(JsValue::from)?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    set_timeout(move || drop(Url::revoke_object_url(&address)), BEGUN);
    Ok(())
}
