//! A file that is handed to the person, of any size: a `data:` address ends at two megabytes. It is made here, or was got from
//! the API with a header that no link carries; then the browser keeps it, and it never is in the memory of the app.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlElement, Url, XmlHttpRequestResponseType};

use super::transfer::{Cut, Shown, Stop, Transfer};

/// So long nothing may move: a long list is made before its first line comes.
const QUIET: [Duration; 2] = [Duration::from_secs(60); 2];

/// The browser takes its time to begin with it.
const BEGUN: Duration = Duration::from_secs(60);

/// Downloads `parts`, one after the other, under that name. Whether the browser begins to.
pub fn text(name: &str, parts: &[&str]) -> bool {
    blob(parts).is_some_and(|blob| begin(name, &blob).is_ok())
}

/// A file of `parts`, one after the other, that nobody has chosen.
pub fn blob(parts: &[&str]) -> Option<Blob> {
    let all: js_sys::Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    Blob::new_with_str_sequence(&all).ok()
}

/// A file that came.
pub struct Came {
    /// HTTP status.
    pub status: u16,
    /// Its media type.
    pub media_type: String,
    blob: Blob,
}

impl Came {
    /// Downloads it under that name. Whether the browser begins to.
    pub fn save(&self, name: &str) -> bool {
        begin(name, &self.blob).is_ok()
    }

    /// It as text.
    pub async fn text(&self) -> String {
        JsFuture::from(self.blob.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    /// A small one as an address, for a picture: the policy of the page takes those that begin with `data:`.
    pub async fn address(&self) -> Option<String> {
        let bytes = Uint8Array::new(&JsFuture::from(self.blob.array_buffer()).await.ok()?).to_vec();
        Some(format!("data:{};base64,{}", self.media_type, base64(&bytes)?))
    }
}

/// Those bytes as `btoa` writes them.
pub fn base64(bytes: &[u8]) -> Option<String> {
    // Every character is a byte: that is all that it asks for.
    let text: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window()?.btoa(&text).ok()
}

/// A file that is to be got.
pub struct Getting(Transfer);

impl Getting {
    /// Where the browser can.
    pub fn new() -> Option<Self> {
        Transfer::new().map(Self)
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        self.0.stop()
    }

    /// Gets it. `progress` is told how many bytes are here, and how many there are, 0 when that is not known.
    pub async fn get(
        self,
        address: &str,
        shown: Shown,
        progress: Box<dyn Fn(f64, f64)>,
    ) -> Result<Came, Cut> {
        let (transfer, request) = (&self.0, self.0.request());
        transfer.open("GET", address, &shown, &[]).map_err(|_| Cut::NoAnswer)?;
        request.set_response_type(XmlHttpRequestResponseType::Blob);
        let status = transfer.run(None, request, progress, QUIET).await?;
        // There is none when the way was cut.
        let blob = request.response().ok().and_then(|body| body.dyn_into().ok()).ok_or(Cut::NoAnswer)?;
        Ok(Came { status, media_type: transfer.media_type(), blob })
    }
}

fn begin(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.dyn_into().map_err(JsValue::from)?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    set_timeout(move || drop(Url::revoke_object_url(&address)), BEGUN);
    Ok(())
}
