//! The data folder that a command works on. A command changes what is there and never makes a new one: a slip in the name of
//! the folder would make an empty portal beside the right one.

use crate::store::{self, Error, Store};
use std::path::Path;

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Says what is wrong with what was given.
    #[error("{0}")]
    Refused(String),
    /// The file.
    #[error("the file: {0}")]
    File(#[from] std::io::Error),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] Error),
}

/// Opens the data that is there; makes none.
///
/// # Errors
/// A folder without data, the database.
pub async fn open(folder: &Path) -> Result<Store, Fault> {
    if !store::is_in(folder) {
        let folder = folder.display();
        return Err(Fault::Refused(format!(
            "{folder} holds no data of a portal. Name its folder: --data DIR"
        )));
    }
    Ok(Store::open(folder).await?)
}
