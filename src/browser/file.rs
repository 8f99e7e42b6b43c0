//! Files that people choose.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{Event, HtmlInputElement};

/// Largest that is read, bytes: a list of 5,000 rows has a tenth of it.
const LARGEST: f64 = 4_000_000.0;

/// The file that was chosen in a file field. The field forgets it, so that the same one can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// Its text, read as UTF-8; `None` when the file is too large or the browser can't read it.
pub async fn text(file: File) -> Option<String> {
    if file.size() > LARGEST {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
