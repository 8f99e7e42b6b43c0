//! Installation sites: real cities with their real zones, invented streets. One site has no full address, one lies in a
//! country where the service is not available, one in its neighbour where it is.

use super::accounts::{CARRIER, COOPERATIVE, METRO, OPERATOR};
use sqlx::SqliteConnection;

/// A site. Its code begins the host names of its units.
pub struct Site {
    pub code: &'static str,
    pub account: &'static str,
    pub name: &'static str,
    pub street: Option<&'static str>,
    pub postal_code: &'static str,
    pub city: &'static str,
    pub country: &'static str,
    pub zone: &'static str,
}

impl Site {
    /// The id in the database.
    pub fn id(&self) -> String {
        format!("site-{}", self.code)
    }

    /// As it stands on the wire.
    pub fn wire(&self) -> wire::unit::Site {
        wire::unit::Site {
            id: self.id(),
            name: self.name.to_owned(),
            street: self.street.map(str::to_owned),
            postal_code: Some(self.postal_code.to_owned()),
            city: Some(self.city.to_owned()),
            country: Some(self.country.to_owned()),
            zone: Some(self.zone.to_owned()),
        }
    }
}

const fn site(
    account: &'static str,
    code: &'static str,
    name: &'static str,
    street: &'static str,
    [postal_code, city, country, zone]: [&'static str; 4],
) -> Site {
    Site { code, account, name, street: Some(street), postal_code, city, country, zone }
}

/// All sites. The name of the one in Tokyo is Japanese, as its people write it.
pub const SITES: &[Site] = &[
    site(
        CARRIER,
        "nyc1",
        "New York West Side",
        "418 Tenth Row",
        ["10001", "New York", "US", "America/New_York"],
    ),
    site(
        CARRIER,
        "chi1",
        "Chicago Lakeside",
        "2200 Calder Street",
        ["60616", "Chicago", "US", "America/Chicago"],
    ),
    site(CARRIER, "den2", "Denver South", "9150 Pinyon Court", ["80112", "Denver", "US", "America/Denver"]),
    site(
        CARRIER,
        "fra1",
        "Frankfurt Ost",
        "Hellerweg 14",
        ["60314", "Frankfurt am Main", "DE", "Europe/Berlin"],
    ),
    site(
        CARRIER,
        "gru1",
        "São Paulo Barueri",
        "Alameda das Sibipirunas 305",
        ["06454-070", "São Paulo", "BR", "America/Sao_Paulo"],
    ),
    site(
        CARRIER,
        "mex1",
        "Ciudad de México Poniente",
        "Calle Jacarandas 77",
        ["05348", "Mexico City", "MX", "America/Mexico_City"],
    ),
    site(
        CARRIER,
        "yyz1",
        "Toronto Harbour",
        "66 Larch Quay",
        ["M5V 3L9", "Toronto", "CA", "America/Toronto"],
    ),
    site(
        CARRIER,
        "scl1",
        "Santiago Quilicura",
        "Camino Los Boldos 1180",
        ["8700000", "Santiago", "CL", "America/Santiago"],
    ),
    site(
        CARRIER,
        "ccu1",
        "Kolkata Salt Lake",
        "Plot 27, Palash Avenue",
        ["700091", "Kolkata", "IN", "Asia/Kolkata"],
    ),
    site(
        CARRIER,
        "ldh1",
        "Lord Howe Island cable hut",
        "3 Banyan Track",
        ["2898", "Lord Howe Island", "AU", "Australia/Lord_Howe"],
    ),
    site(
        CARRIER,
        "ktm1",
        "Kathmandu Lazimpat",
        "Gurans Marg 9",
        ["44600", "Kathmandu", "NP", "Asia/Kathmandu"],
    ),
    site(
        CARRIER,
        "muc1",
        "München Obergiesing Süd",
        "Lärchenstraße 23",
        ["81539", "München", "DE", "Europe/Berlin"],
    ),
    site(
        CARRIER,
        "tyo1",
        "東京 大手町データセンター",
        "千代田区大手町 9-4",
        ["100-0004", "東京", "JP", "Asia/Tokyo"],
    ),
    site(CARRIER, "jub1", "Juba Airport Road", "41 Tamarind Road", ["211", "Juba", "SS", "Africa/Juba"]),
    // The same place, entered a second time with another spelling.
    site(CARRIER, "jub2", "Juba Airport Rd", "41, Tamarind Rd.", ["211", "Juba", "SS", "Africa/Juba"]),
    site(
        CARRIER,
        "krt1",
        "Khartoum North",
        "Block 12, Acacia Street",
        ["13311", "Khartoum", "SD", "Africa/Khartoum"],
    ),
    // The registration has no street: the address is not complete.
    Site {
        code: "dfw1",
        account: CARRIER,
        name: "Dallas hand-over room",
        street: None,
        postal_code: "75207",
        city: "Dallas",
        country: "US",
        zone: "America/Chicago",
    },
    site(OPERATOR, "nue1", "Nürnberg Schweinau", "Fährweg 8", ["90441", "Nürnberg", "DE", "Europe/Berlin"]),
    site(
        OPERATOR,
        "cgn1",
        "Köln Müngersdorf",
        "Großer Mühlenweg 112",
        ["50933", "Köln", "DE", "Europe/Berlin"],
    ),
    site(
        OPERATOR,
        "dus1",
        "Düsseldorf Flingern",
        "Ölmühlengasse 5",
        ["40233", "Düsseldorf", "DE", "Europe/Berlin"],
    ),
    site(
        OPERATOR,
        "zqw1",
        "Zweibrücken Höhenstraße",
        "Höhenstraße 31",
        ["66482", "Zweibrücken", "DE", "Europe/Berlin"],
    ),
    site(
        METRO,
        "ccu5",
        "Kolkata Howrah exchange",
        "88 Shimul Lane",
        ["711101", "Kolkata", "IN", "Asia/Kolkata"],
    ),
    site(
        METRO,
        "ccu6",
        "Kolkata New Town",
        "Plot 4, Krishnachura Road",
        ["700156", "Kolkata", "IN", "Asia/Kolkata"],
    ),
    site(
        COOPERATIVE,
        "ywg1",
        "Winnipeg control centre",
        "700 Bur Oak Avenue",
        ["R3C 0A5", "Winnipeg", "CA", "America/Winnipeg"],
    ),
];

/// The site of that code.
pub fn by_code(code: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.code == code)
}

pub async fn insert(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for site in SITES {
        sqlx::query(
            "INSERT INTO site (id, account_id, name, street, postal_code, city, country, zone)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(site.id())
        .bind(site.account)
        .bind(site.name)
        .bind(site.street)
        .bind(site.postal_code)
        .bind(site.city)
        .bind(site.country)
        .bind(site.zone)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
