//! `portal-server user add`: somebody who can sign in, and the account when it is new. It works on the data folder
//! itself, so whoever may write there may add people; nobody else can.

use crate::{
    digest::hex,
    installation::Content,
    passwords::{self, Unhashable},
    store::{
        self, Store,
        people::{self, NewAccount},
        settings,
    },
};
use clap::Args;
use rules::invitation::PASSWORD_SHORTEST as SHORTEST;
use std::{
    io::{BufRead, IsTerminal},
    path::PathBuf,
};
use wire::account::Role;

/// Somebody new.
#[derive(Args, Clone, Debug)]
pub struct NewUser {
    /// The data folder
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// Name of the account; it is made when there is none of that name
    #[arg(long)]
    pub account: String,
    /// The person's name
    #[arg(long)]
    pub name: String,
    /// The person's e-mail address
    #[arg(long)]
    pub email: String,
    /// administrator, representative, certified_expert, engineer, viewer, reseller, advisor, vendor_engineer,
    /// escalation_desk, webinar_guest
    #[arg(long)]
    pub role: String,
    /// Kind of a new account; decided by the role when it is not given
    #[arg(long, value_parser = ["end_user", "reseller", "vendor"])]
    pub kind: Option<String>,
    /// Country of a new account, two letters
    #[arg(long)]
    pub country: Option<String>,
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Says what is wrong with the line.
    #[error("{0}")]
    Refused(String),
    /// The data folder or the password on standard input.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] store::Error),
    /// The password.
    #[error("{0}")]
    Password(#[from] Unhashable),
}

/// Adds somebody and says so.
///
/// # Errors
/// Values that can't be, an address that is taken, the database.
pub async fn add(new: NewUser) -> Result<(), Fault> {
    let role = Role::from(new.role.as_str()).known();
    let role = role.ok_or_else(|| refused(&format!("There is no role “{}”.", new.role)))?;
    if !new.email.trim().contains('@') || new.name.trim().is_empty() || new.account.trim().is_empty() {
        return Err(refused("Give the account, the person's name, and an e-mail address."));
    }
    if new.country.as_deref().is_some_and(|code| rules::country::Country::parse(code).is_none()) {
        return Err(refused("Give the country as two letters, such as DE."));
    }
    let kind = kind_for(role);
    let given = read_password()?;
    let password = given.clone().unwrap_or_else(|| hex(&rand::random::<[u8; 10]>()));
    let hash = passwords::hash(&password)?;
    std::fs::create_dir_all(&new.data)?;
    let store = Store::open(&new.data).await?;
    let mut tx = store.write().await?;
    settings::set_once(&mut tx, "content", Content::Own.as_str()).await?;
    let account = NewAccount {
        name: new.account.trim().to_owned(),
        kind: new.kind.unwrap_or_else(|| kind.to_owned()),
        country: new.country.map(|code| code.trim().to_ascii_uppercase()),
    };
    let (account, actual) = people::account(&mut tx, &account).await?;
    if actual != kind {
        let words =
            format!("The role “{}” belongs to an account of kind {kind}; this one is {actual}.", new.role);
        return Err(refused(&words));
    }
    let added = people::add(&mut tx, &account, new.name.trim(), new.email.trim(), role, &hash).await?;
    added.ok_or_else(|| refused("Somebody with this e-mail address is there already."))?;
    tx.commit().await?;
    store.close().await;
    println!("Added {}, {}, in {}.", new.name.trim(), role.name(), new.account.trim());
    if given.is_none() {
        println!("Password, shown only now: {password}");
    }
    Ok(())
}

fn refused(words: &str) -> Fault {
    Fault::Refused(words.to_owned())
}

fn kind_for(role: rules::access::Role) -> &'static str {
    use rules::access::Role::{Advisor, EscalationDesk, Reseller, VendorEngineer};
    match role {
        Reseller => "reseller",
        Advisor | VendorEngineer | EscalationDesk => "vendor",
        _ => "end_user",
    }
}

/// The first line of standard input when it is no terminal and not empty.
fn read_password() -> Result<Option<String>, Fault> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    match password.chars().count() {
        0 => Ok(None),
        n if n < SHORTEST => {
            Err(refused(&format!("The password has {n} characters; give at least {SHORTEST}.")))
        }
        _ => Ok(Some(password.to_owned())),
    }
}
