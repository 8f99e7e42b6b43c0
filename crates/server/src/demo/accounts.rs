//! The accounts: four End Users, two resellers, and the vendor's own. All names are invented.

use sqlx::SqliteConnection;

/// The carrier in AMERICAS, with the large install base.
pub const CARRIER: &str = "account-quillhaven";
/// The operator in EMEA.
pub const OPERATOR: &str = "account-aehrenfurth";
/// The small End User in APAC, whose units a reseller registered.
pub const METRO: &str = "account-kadambari";
/// The smallest End User, of the same reseller.
pub const COOPERATIVE: &str = "account-dunmarrow";
/// The reseller with two End Users.
pub const RESELLER: &str = "account-fennick";
/// A reseller who has none of these units.
pub const OTHER_RESELLER: &str = "account-bramblegate";
/// The vendor's side.
pub const VENDOR: &str = "account-vendor";

struct Account {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    country: Option<&'static str>,
    region: Option<&'static str>,
}

const ACCOUNTS: &[Account] = &[
    end_user(CARRIER, "Quillhaven Backbone Networks", "US", "AMERICAS"),
    end_user(OPERATOR, "Ährenfurth Netzgesellschaft mbH", "DE", "EMEA"),
    end_user(METRO, "Kadambari Metro Fibre", "IN", "APAC"),
    end_user(COOPERATIVE, "Dunmarrow Electric Co-operative", "CA", "AMERICAS"),
    Account {
        id: RESELLER,
        name: "Fennick & Rowe Network Supply",
        kind: "reseller",
        country: Some("SG"),
        region: Some("APAC"),
    },
    Account {
        id: OTHER_RESELLER,
        name: "Bramblegate Systems",
        kind: "reseller",
        country: Some("GB"),
        region: Some("EMEA"),
    },
    Account {
        id: VENDOR,
        name: "Vendor support (demonstration)",
        kind: "vendor",
        country: None,
        region: None,
    },
];

const fn end_user(
    id: &'static str,
    name: &'static str,
    country: &'static str,
    region: &'static str,
) -> Account {
    Account { id, name, kind: "end_user", country: Some(country), region: Some(region) }
}

/// The name of an account.
pub fn name(id: &str) -> &'static str {
    ACCOUNTS.iter().find(|account| account.id == id).map_or("", |account| account.name)
}

/// Where an End User has its seat; invented, as the names.
pub struct Address {
    pub street: &'static str,
    pub postal_code: &'static str,
    pub city: &'static str,
}

/// The address of an account; empty for those that are no End User.
pub fn address(id: &str) -> Address {
    let (street, postal_code, city) = match id {
        CARRIER => ("9150 Pinyon Court", "80112", "Denver"),
        OPERATOR => ("Fährweg 8", "90441", "Nürnberg"),
        METRO => ("12 Palash Court", "700016", "Kolkata"),
        COOPERATIVE => ("700 Bur Oak Avenue", "R3C 0A5", "Winnipeg"),
        _ => ("", "", ""),
    };
    Address { street, postal_code, city }
}

/// Writes the addresses where none is known, for data that is older than they are.
pub async fn renew(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for account in ACCOUNTS.iter().filter(|account| account.kind == "end_user") {
        let address = address(account.id);
        sqlx::query("UPDATE account SET street = ?, postal_code = ?, city = ? WHERE id = ? AND street IS NULL")
            .bind(address.street)
            .bind(address.postal_code)
            .bind(address.city)
            .bind(account.id)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// The End User's country.
pub fn country(id: &str) -> Option<&'static str> {
    ACCOUNTS.iter().find(|account| account.id == id).and_then(|account| account.country)
}

pub async fn insert(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for account in ACCOUNTS {
        sqlx::query("INSERT INTO account (id, name, kind, country, region) VALUES (?, ?, ?, ?, ?)")
            .bind(account.id)
            .bind(account.name)
            .bind(account.kind)
            .bind(account.country)
            .bind(account.region)
            .execute(&mut *conn)
            .await?;
    }
    renew(conn).await
}
