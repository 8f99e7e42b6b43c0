//! The app in two files. The first holds what the first screen, a unit, a case and a report of a fault need, and is all that a
//! start waits for; the second holds the pages behind one function of the app, `app::later::pages`, and is fetched while
//! the first screen is read. Which is which is not a matter of taste or of names: the second holds exactly the functions and
//! constants that can be reached by that one function only.
//!
//! The linker's notes say who uses whom, also where a function is named by a number in a table (`reach.rs`). The two are
//! written (`first.rs`, `second.rs`) from the module as wasm-bindgen has left it, and share its memory, its tables and its
//! globals: the second is given the first's exports (`src/browser/second_file.rs`). A build without those notes, such as
//! plain `trunk build`, stays in one file and works the same.

mod first;
mod plan;
mod reach;
mod second;

/// The function that only the second file holds, as the end of its name in the linker's spelling.
const ENTRY: &str = "6portal3app5later5pages";

type Outcome<T> = Result<T, String>;

/// The two files, given the module as it was linked and as wasm-bindgen has made it; nothing when the first says nothing
/// about who uses whom, or has no such function.
pub fn apart(linked: &[u8], bound: &[u8]) -> Outcome<Option<(Vec<u8>, Vec<u8>)>> {
    // One whose functions have no names has been through this before.
    let Some(kept) = plan::exported(bound)? else { return Ok(None) };
    let Some(behind) = reach::behind(linked, ENTRY, &kept)? else { return Ok(None) };
    let plan = plan::Plan::new(bound, &behind)?;
    Ok(Some((first::write(&plan, bound)?, second::write(&plan, bound)?)))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
pub mod tests;
