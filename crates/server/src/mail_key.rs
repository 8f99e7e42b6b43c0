//! The key that lets the installation's mail server hand in mail: `portal-server mail-key` makes one and shows it once, or takes
//! it away. Only its digest is kept. It works on the data folder itself, so whoever may write there may do so.

use crate::{
    data_folder::{self, Fault},
    digest::{hex, sha256_hex},
    store::{Connection, Error, settings},
};
use clap::Args;
use std::path::PathBuf;

/// Where the digest is kept; empty: mail is not taken.
const SETTING: &str = "mail_key";

/// What to do with the key.
#[derive(Args, Clone, Debug)]
pub struct NewKey {
    /// The data folder
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// Take no mail any more
    #[arg(long)]
    pub off: bool,
}

/// Makes a key and shows it, or takes it away. It acts at once.
///
/// # Errors
/// A folder without data, the database.
pub async fn run(new: NewKey) -> Result<(), Fault> {
    let store = data_folder::open(&new.data).await?;
    let mut tx = store.write().await?;
    let key = hex(&rand::random::<[u8; 32]>());
    settings::set(&mut tx, SETTING, &if new.off { String::new() } else { sha256_hex(&[key.as_bytes()]) })
        .await?;
    tx.commit().await?;
    store.close().await;
    if new.off {
        println!("No mail is taken any more.");
    } else {
        println!("Key for POST /v1/inbound-mail, shown only now: {key}");
    }
    Ok(())
}

/// The digest of the key, if mail is taken.
///
/// # Errors
/// The database.
pub async fn digest(conn: &mut Connection) -> Result<Option<String>, Error> {
    Ok(settings::get(conn, SETTING).await?.filter(|digest| !digest.is_empty()))
}

/// Is this the key of that digest? Digests are compared, so that time tells nothing of the key.
#[must_use]
pub fn is(digest: &str, key: &str) -> bool {
    !key.is_empty() && sha256_hex(&[key.as_bytes()]) == digest
}

/// By what a mail is known when it comes again: its Message-ID, or its bytes when it has none.
#[must_use]
pub fn message_id(known: Option<&str>, bytes: &[u8]) -> String {
    let known = known.map(str::trim).filter(|id| (1..=998).contains(&id.len()));
    known.map_or_else(|| sha256_hex(&[bytes]), str::to_owned)
}
