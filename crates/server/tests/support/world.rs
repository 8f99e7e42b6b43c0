//! Two End Users that must not know of each other, a reseller, and the vendor's people, who are assigned to the first.
//! Every text of the second carries a canary, so that any leak shows.

use super::{Reply, Server};
use portal_server::passwords;
use rules::access::Role;
use serde_json::{Value, json};
use std::{collections::HashMap, sync::LazyLock};

pub const PASSWORD: &str = "correct horse battery";
/// Stands in every text of the second account.
pub const CANARY: &str = "kanarienvogel";
pub const OWN_UNIT: &str = "OWN1001";
pub const FOREIGN_UNIT: &str = "FOREIGN1001";

static HASH: LazyLock<String> = LazyLock::new(|| passwords::hash(PASSWORD).unwrap());

/// The world, with a session for each role.
pub struct World {
    pub server: Server,
    cookies: HashMap<Role, String>,
    pub foreign: String,
}

impl World {
    pub async fn new() -> Self {
        Self::of(Server::start().await).await
    }

    pub async fn of(server: Server) -> Self {
        server.sql(&statements()).await;
        Self::reopened(server).await
    }

    /// New sessions for people who are there already.
    pub async fn reopened(server: Server) -> Self {
        let mut cookies = HashMap::new();
        for role in Role::ALL {
            cookies.insert(role, server.cookie(&person(role)).await);
        }
        let foreign = server.cookie("foreign-engineer").await;
        Self { server, cookies, foreign }
    }

    pub fn cookie(&self, role: Role) -> &str {
        &self.cookies[&role]
    }

    /// Opens a case as that role would.
    pub async fn open(&self, role: Role, key: &str, changes: &Value) -> Reply {
        let mut body = report();
        merge(&mut body, changes);
        self.server.post(self.cookie(role), "/v1/cases", key, &body).await
    }
}

/// A complete report about the own unit.
pub fn report() -> Value {
    json!({
        "priority": 3, "unit": OWN_UNIT, "synopsis": "BGP session flaps", "description": "Since the morning.",
        "software_version": "23.4R2",
    })
}

/// A value of null takes the member away.
pub fn merge(body: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
}

/// The id of the person with that role in the own account.
pub fn person(role: Role) -> String {
    format!("person-{}", wire::account::Role::from(role).as_str())
}

/// The e-mail address of that person.
pub fn email(role: Role) -> String {
    format!("{}@own.example.net", wire::account::Role::from(role).as_str())
}

fn account_of(role: Role) -> &'static str {
    match role {
        Role::Reseller => "reseller",
        Role::Advisor | Role::VendorEngineer | Role::EscalationDesk => "vendor",
        _ => "own",
    }
}

fn statements() -> String {
    let mut sql = format!(
        "INSERT INTO account (id, name, kind, country) VALUES
           ('own', 'Own Networks', 'end_user', 'DE'), ('foreign', '{CANARY} Networks', 'end_user', 'US'),
           ('reseller', 'Resale', 'reseller', 'DE'), ('vendor', 'Vendor support', 'vendor', 'US');"
    );
    for role in Role::ALL {
        let (id, email, account) = (person(role), email(role), account_of(role));
        let name = wire::account::Role::from(role);
        let name = name.as_str();
        sql += &format!(
            "INSERT INTO person (id, account_id, name, email, role, password_hash, zone)
             VALUES ('{id}', '{account}', 'Name of {name}', '{email}', '{name}', '{}', 'Europe/Berlin');",
            *HASH
        );
        if account != "own" {
            sql += &format!("INSERT INTO assignment (person_id, account_id) VALUES ('{id}', 'own');");
        }
    }
    sql += &format!(
        "INSERT INTO person (id, account_id, name, email, role, password_hash, zone) VALUES
           ('foreign-engineer', 'foreign', '{CANARY} person', '{CANARY}@foreign.example.net', 'engineer', '{}', 'UTC'),
           ('foreign-advisor', 'vendor', '{CANARY} advisor', '{CANARY}@vendor.example.net', 'advisor', NULL, 'UTC');",
        *HASH
    );
    for (account, text) in [("own", "own"), ("foreign", CANARY)] {
        sql += &account_statements(account, text);
    }
    sql += "INSERT INTO assignment (person_id, account_id) VALUES ('foreign-advisor', 'foreign');";
    sql += "UPDATE unit SET registered_by = 'reseller' WHERE account_id = 'own';";
    sql += "INSERT INTO model (name, family, vendor, eos_state) VALUES ('MX480', 'MX', 'juniper', 'not_announced');";
    sql
}

/// Alike for both accounts, but for the texts.
fn account_statements(account: &str, text: &str) -> String {
    let advisor = if account == "own" { person(Role::Advisor) } else { "foreign-advisor".to_owned() };
    let reference = if account == "own" { OWN_UNIT } else { FOREIGN_UNIT };
    let representative =
        if account == "own" { format!("'{}'", person(Role::Representative)) } else { "NULL".to_owned() };
    let expert =
        if account == "own" { format!("'{}'", person(Role::CertifiedExpert)) } else { "NULL".to_owned() };
    format!(
        "INSERT INTO site (id, account_id, name, street, postal_code, city, country, zone)
           VALUES ('site-{account}', '{account}', '{text} München', '{text} 1', '80331', 'München', 'DE', 'Europe/Berlin');
         INSERT INTO contract (number, account_id, kind, start_on, end_on, purchase_order) VALUES
           ('{text}-acp', '{account}', 'advanced_care_plus', '2026-01-01', '2026-12-31', 'PO-{text}'),
           ('{text}-care', '{account}', 'juniper_care', '2026-01-01', '2026-12-31', 'PO-{text}');
         INSERT INTO unit (id, account_id, reference, serial, host_name, model, vendor, source, usage, order_state,
             order_number, registered, registered_on, site_id, eos_state)
           VALUES ('unit-{account}', '{account}', '{reference}', '{reference}', '{text}-pe01', 'MX480', 'juniper',
             'juniper', 'in_use', 'listed', 'PO-{text}', 1, '2026-01-01', 'site-{account}', 'not_announced');
         INSERT INTO unit_contract VALUES ('unit-{account}', '{text}-acp'), ('unit-{account}', '{text}-care');
         INSERT INTO part (id, unit_id, slot, model) VALUES ('part-{account}', 'unit-{account}', 'FPC 0', '{text} card');
         INSERT INTO advisor (person_id, region, zone) VALUES ('{advisor}', 'EMEA', 'Europe/Berlin');
         INSERT INTO advisor_of_account (account_id, advisor_id) VALUES ('{account}', '{advisor}');
         INSERT INTO contact (id, account_id, person_id, place, name, email, phone, zone, cert_level, cert_track,
             cert_expires, cert_approved)
           VALUES ('c1-{account}', '{account}', {representative}, 1, '{text} senior', '{text}-senior@example.net',
               '+1 202-555-0100', 'Europe/Berlin', NULL, NULL, NULL, 0),
             ('c2-{account}', '{account}', {expert}, NULL, '{text} expert', '{text}-expert@example.net',
               '+1 202-555-0101', 'Europe/Berlin', 'JNCIP', 'SP', '2027-06-30', 1);"
    )
}
