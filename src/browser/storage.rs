//! `localStorage` for drafts and settings. It may be blocked, full or private: every call says whether it worked. No
//! token and no secret is ever put here.

use web_sys::Storage;

/// The browser does not keep it: blocked, private or full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotKept;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Reads a value.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a value.
pub fn write(key: &str, value: &str) -> Result<(), NotKept> {
    storage().ok_or(NotKept)?.set_item(key, value).map_err(|_| NotKept)
}

/// Forgets a value.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // Nothing to forget is as good as forgotten.
        drop(storage.remove_item(key));
    }
}

/// All keys that begin with a prefix.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|index| storage.key(index).ok()?).filter(|key| key.starts_with(prefix)).collect()
}
