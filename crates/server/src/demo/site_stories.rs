//! What is known of some sites of the carrier beside their addresses: who is there, how to get in, and what happened to them.
//! Juba stands twice in the list, for somebody to join; Khartoum is kept for the record, and refused.

use super::{anchor::Anchor, people::ADMINISTRATOR, sites::by_code};
use sqlx::SqliteConnection;

/// Code of the site, name, telephone number.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("nyc1", "Rosalind Achterop", "+12025550171"),
    ("nyc1", "Night desk, ground floor", "+12025550172"),
    ("fra1", "Hauke Petersen", "+12025550173"),
    ("jub1", "Ayen Deng Malual", "+12025550174"),
    ("jub2", "Lado Wani", "+12025550175"),
];

const ACCESS: &[(&str, &str)] = &[
    ("nyc1", "Name visitors a day ahead. Loading dock until 18:00; after that ring the night desk."),
    ("fra1", "Badge from the reception in Hellerweg 12. Two people for work under the raised floor."),
    ("jub1", "Call before you leave: the airport road is closed now and then. Bring fuel papers."),
    ("jub2", "Key with the shift leader."),
];

struct Line {
    name: &'static str,
    code: &'static str,
    days_ago: i64,
    kind: &'static str,
    old: Option<&'static str>,
    new: Option<&'static str>,
    note: Option<&'static str>,
}

const fn line(
    [name, code, kind]: [&'static str; 3],
    days_ago: i64,
    old: Option<&'static str>,
    new: Option<&'static str>,
) -> Line {
    Line { name, code, days_ago, kind, old, new, note: None }
}

const LINES: &[Line] = &[
    line(["juba-made", "jub1", "made"], 611, None, Some("Juba Airport Road")),
    line(
        ["juba-address", "jub1", "address"],
        214,
        Some("Tamarind Road, 211 Juba, SS"),
        Some("41 Tamarind Road, 211 Juba, SS"),
    ),
    line(["juba-again", "jub2", "made"], 37, None, Some("Juba Airport Rd")),
    line(["new-york-people", "nyc1", "people"], 12, None, Some("Rosalind Achterop, +12025550171")),
    Line {
        note: Some("Kept for the record: what stood here stands here still."),
        ..line(["khartoum-made", "krt1", "made"], 1_460, None, Some("Khartoum North"))
    },
];

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (place, (code, name, phone)) in (1_i64..).zip(PEOPLE) {
        sqlx::query("INSERT INTO site_person (site_id, place, name, phone) VALUES (?, ?, ?, ?)")
            .bind(id(code))
            .bind(place)
            .bind(*name)
            .bind(*phone)
            .execute(&mut *conn)
            .await?;
    }
    for (code, text) in ACCESS {
        sqlx::query("UPDATE site SET access = ? WHERE id = ?")
            .bind(*text)
            .bind(id(code))
            .execute(&mut *conn)
            .await?;
    }
    for line in LINES {
        sqlx::query(
            "INSERT INTO site_change (site_id, at, by_id, kind, old, new, note, demonstration)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id(line.code))
        .bind(at(anchor, line))
        .bind(ADMINISTRATOR)
        .bind(line.kind)
        .bind(line.old)
        .bind(line.new)
        .bind(line.note)
        .bind(line.name)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The times move with the anchor, wherever the lines stand by now.
pub async fn renew(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for line in LINES {
        sqlx::query("UPDATE site_change SET at = ? WHERE demonstration = ?")
            .bind(at(anchor, line))
            .bind(line.name)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

fn id(code: &str) -> String {
    by_code(code).map(super::sites::Site::id).unwrap_or_default()
}

fn at(anchor: &Anchor, line: &Line) -> i64 {
    anchor.minutes(-line.days_ago * 24 * 60).timestamp_millis()
}
