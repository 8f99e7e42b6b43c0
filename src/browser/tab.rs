//! `sessionStorage`: what one tab keeps over a way to another site and back. No token is ever put here.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Keeps a value. Where the browser refuses, what was begun is begun anew.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        drop(storage.set_item(key, value));
    }
}

/// Takes a value out.
pub fn take(key: &str) -> Option<String> {
    let storage = storage()?;
    let value = storage.get_item(key).ok()?;
    drop(storage.remove_item(key));
    value
}
