//! What this installation asks for to activate the service (D-9): a list of its own, or the usual one. `portal-server
//! activation` shows it and sets another, on the data folder itself.

use crate::{
    data_folder::{self, Fault},
    store::{Connection, Error, settings},
};
use clap::Args;
use rules::{
    case_draft::LINE_MAX,
    contract::activation::{Asked, Wanted, usual},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, path::PathBuf};

/// Where the list is kept: a JSON list of [`Entry`]. Without it the usual one stands.
const SETTING: &str = "activation";
/// Most entries of a list.
const MOST: usize = 30;

/// Shows what is asked for to activate the service, or sets it
#[derive(Args, Clone, Debug)]
pub struct NewList {
    /// The data folder
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// A JSON file with the new list: [{"id": "consent", "kind": "consent", "name": "…"}, …]. Kinds: team, reachable, sites,
    /// releases, consent, handed_in
    #[arg(long)]
    pub list: Option<PathBuf>,
}

/// One entry as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    name: String,
}

/// Sets the list that is given, and says which is in force.
///
/// # Errors
/// A list that can't be, a folder without data, the database.
pub async fn run(new: NewList) -> Result<(), Fault> {
    let text = new.list.map(std::fs::read_to_string).transpose()?;
    let store = data_folder::open(&new.data).await?;
    let mut tx = store.write().await?;
    if let Some(text) = text {
        read(&text).map_err(Fault::Refused)?;
        settings::set(&mut tx, SETTING, &text).await?;
    }
    let list = in_force(&mut tx).await?;
    tx.commit().await?;
    store.close().await;
    for wanted in list {
        println!("{:<12} {:<10} {}", wanted.id, wanted.asked.code(), wanted.name);
    }
    Ok(())
}

/// The list that stands.
///
/// # Errors
/// The database.
pub async fn in_force(conn: &mut Connection) -> Result<Vec<Wanted>, Error> {
    let Some(text) = settings::get(conn, SETTING).await? else { return Ok(usual()) };
    Ok(read(&text).unwrap_or_else(|fault| {
        tracing::warn!(fault, "the list of what activates the service can't be read; the usual one stands");
        usual()
    }))
}

fn read(text: &str) -> Result<Vec<Wanted>, String> {
    let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if entries.len() > MOST {
        return Err(format!("At most {MOST} entries fit."));
    }
    let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    if ids.len() != entries.len() {
        return Err("Each entry has an id of its own.".to_owned());
    }
    let wanted = |entry: Entry| {
        let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= LINE_MAX;
        let Entry { id, kind, name } = entry;
        match Asked::from_code(&kind) {
            Some(asked) if fits(&id) && fits(&name) => Ok(Wanted { id, asked, name }),
            Some(_) => Err(format!("“{id}”: id and name have 1 to {LINE_MAX} characters.")),
            None => Err(format!("“{id}”: there is no kind “{kind}”.")),
        }
    };
    entries.into_iter().map(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_or_refused_as_a_whole() {
        let fine = r#"[{"id":"consent","kind":"consent","name":"Consent"},{"id":"nda","kind":"handed_in","name":"Agreement"}]"#;
        assert_eq!(read(fine).map(|list| list.len()), Ok(2));
        assert_eq!(read("[]"), Ok(vec![]));
        for wrong in [
            "{}",
            r#"[{"id":"x","kind":"passport","name":"X"}]"#,
            r#"[{"id":"x","kind":"team","name":" "}]"#,
            r#"[{"id":"x","kind":"team","name":"X"},{"id":"x","kind":"sites","name":"Y"}]"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
