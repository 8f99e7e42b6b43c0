//! Whose units are: two resellers who want the same one, an administrator who says that one went to somebody else, and a claim
//! that its reseller took back.

use super::{
    accounts::{CARRIER, METRO, OPERATOR, OTHER_RESELLER, RESELLER},
    anchor::Anchor,
    people::{ADMINISTRATOR, OTHER_RESELLER_USER, RESELLER_USER},
    units::DemoUnit,
};
use sqlx::SqliteConnection;

struct DemoClaim {
    id: &'static str,
    kind: &'static str,
    /// Host name of the unit.
    unit: &'static str,
    holder: &'static str,
    claimant: &'static str,
    by: &'static str,
    to: Option<&'static str>,
    /// Name, address in one line, street, postal code, city, country.
    named: [&'static str; 6],
    reason: &'static str,
    purchase_order: Option<&'static str>,
    hours_ago: i64,
    /// When whoever wanted it took that back.
    withdrawn_hours_ago: Option<i64>,
}

const CLAIMS: [DemoClaim; 4] = [
    DemoClaim {
        id: "claim-metro",
        kind: "claim",
        unit: "cgn1-sw01",
        holder: OPERATOR,
        claimant: RESELLER,
        by: RESELLER_USER,
        to: Some(METRO),
        named: [
            "Kadambari Metro Fibre",
            "12 Palash Court, 700016, Kolkata, IN",
            "12 Palash Court",
            "700016",
            "Kolkata",
            "IN",
        ],
        reason: "Bought back from a lease and sold on with our order of last month. The serial number on the label is the one in the order.",
        purchase_order: Some("FR-118-KMF"),
        hours_ago: 51,
        withdrawn_hours_ago: None,
    },
    DemoClaim {
        id: "claim-tarn",
        kind: "claim",
        unit: "cgn1-sw01",
        holder: OPERATOR,
        claimant: OTHER_RESELLER,
        by: OTHER_RESELLER_USER,
        to: None,
        named: [
            "Tarn Valley Broadband",
            "7 Fell Side, LA22 9XX, Ambleside, GB",
            "7 Fell Side",
            "LA22 9XX",
            "Ambleside",
            "GB",
        ],
        reason: "Delivered to our End User in spring; the order and the delivery note name this serial number.",
        purchase_order: Some("BG-0451"),
        hours_ago: 20,
        withdrawn_hours_ago: None,
    },
    DemoClaim {
        id: "claim-transfer",
        kind: "transfer",
        unit: "fra1-sw02",
        holder: CARRIER,
        claimant: CARRIER,
        by: ADMINISTRATOR,
        to: None,
        named: ["Ährenfurth Netzgesellschaft mbH", "Fährweg 8, 90441 Nürnberg", "", "", "", "DE"],
        reason: "Sold together with the rack in Frankfurt; it was handed over last week.",
        purchase_order: None,
        hours_ago: 70,
        withdrawn_hours_ago: None,
    },
    DemoClaim {
        id: "claim-mistyped",
        kind: "claim",
        unit: "den2-sw02",
        holder: CARRIER,
        claimant: RESELLER,
        by: RESELLER_USER,
        to: Some(METRO),
        named: [
            "Kadambari Metro Fibre",
            "12 Palash Court, 700016, Kolkata, IN",
            "12 Palash Court",
            "700016",
            "Kolkata",
            "IN",
        ],
        reason: "It is in our delivery note of March.",
        purchase_order: Some("FR-118-KMF"),
        hours_ago: 290,
        withdrawn_hours_ago: Some(287),
    },
];

/// Places those that nobody has settled since.
pub async fn place(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM claim WHERE demonstration = 1").execute(&mut *conn).await?;
    let at = |hours_ago: i64| anchor.minutes(-hours_ago * 60).timestamp_millis();
    for claim in &CLAIMS {
        let unit = units.iter().find(|unit| unit.unit.host_name.as_deref() == Some(claim.unit));
        let [name, address, street, postal_code, city, country] = claim.named;
        sqlx::query(
            "INSERT INTO claim (id, kind, unit_id, reference, holder_id, claimant_id, by_id, to_id, to_name, to_address,
                 to_street, to_postal_code, to_city, to_country, reason, purchase_order, created_at, state, settled_at,
                 settled_by, demonstration)
             SELECT ?1, ?2, u.id, u.reference, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, ''), nullif(?11, ''), nullif(?12, ''),
                    ?13, ?14, ?15, ?16, iif(?17 IS NULL, 'open', 'withdrawn'), ?17, iif(?17 IS NULL, NULL, ?6), 1
             FROM unit u WHERE u.id = ?3 AND u.account_id = ?4
             ON CONFLICT DO NOTHING",
        )
        .bind(claim.id)
        .bind(claim.kind)
        .bind(unit.map(|unit| unit.id.as_str()))
        .bind(claim.holder)
        .bind(claim.claimant)
        .bind(claim.by)
        .bind(claim.to)
        .bind(name)
        .bind(address)
        .bind(street)
        .bind(postal_code)
        .bind(city)
        .bind(country)
        .bind(claim.reason)
        .bind(claim.purchase_order)
        .bind(at(claim.hours_ago))
        .bind(claim.withdrawn_hours_ago.map(at))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The name by which a claim names an End User that is there is the account's own.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::accounts;

    #[test]
    fn end_users_are_named_as_they_are() {
        for claim in &CLAIMS {
            if let Some(account) = claim.to {
                assert_eq!(accounts::name(account), claim.named[0]);
            }
        }
        assert_eq!(accounts::name(OPERATOR), CLAIMS[2].named[0]);
    }

    #[test]
    fn what_was_taken_back_was_wanted_before() {
        let mut back = CLAIMS.iter().filter_map(|claim| Some((claim.hours_ago, claim.withdrawn_hours_ago?)));
        assert!(back.clone().count() > 0 && back.all(|(wanted, back)| wanted > back && back > 0));
    }
}
