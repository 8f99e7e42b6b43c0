//! Files that people choose.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::{Blob, File};
use web_sys::{DragEvent, Event, FileList, HtmlInputElement};

/// Largest that is read, bytes: a list of 5,000 rows has a tenth of it.
const LARGEST: f64 = 4_000_000.0;

/// The file that was chosen in a file field. The field forgets it, so that the same one can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    all_chosen(event).into_iter().next()
}

/// The same with all of them, where several can be chosen.
pub fn all_chosen(event: &Event) -> Vec<File> {
    let field = event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Vec::new() };
    let files = listed(field.files());
    field.set_value("");
    files
}

fn listed(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// Its text, read as UTF-8; `None` when the file is too large or the browser can't read it.
pub async fn text(file: File) -> Option<String> {
    if file.size() > LARGEST {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The file that was dropped. It is taken from the browser, which would show it in the place of the app.
pub fn dropped(event: &DragEvent) -> Option<File> {
    all_dropped(event).into_iter().next()
}

/// The same with all of them.
pub fn all_dropped(event: &DragEvent) -> Vec<File> {
    event.prevent_default();
    listed(event.data_transfer().and_then(|dropped| dropped.files()))
}

/// Bytes of a file from one place to another, or to its end; `None` when the browser can't read it any more.
pub async fn part(file: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(from, to).ok()?;
    Some(Uint8Array::new(&JsFuture::from(part.array_buffer()).await.ok()?).to_vec())
}
