//! Copying text.

use wasm_bindgen_futures::JsFuture;

/// The browser refused to copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopyRefused;

/// Copies text to the clipboard.
pub async fn copy(text: &str) -> Result<(), CopyRefused> {
    let window = web_sys::window().ok_or(CopyRefused)?;
    // Absent outside secure contexts, whatever the binding says.
    let clipboard =
        js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).map_err(|_| CopyRefused)?;
    if clipboard.is_undefined() {
        return Err(CopyRefused);
    }
    let promise = window.navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.map(|_| ()).map_err(|_| CopyRefused)
}
