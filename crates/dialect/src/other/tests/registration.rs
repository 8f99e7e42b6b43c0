//! Adding an asset there, registering a unit here.

use http::Method;
use serde_json::{Value, json};
use wire::{
    json,
    registration::{Batch, BatchState, RegistrationBasis, RowOutcome},
    unit::Vendor,
};

use super::{Asked, asked, came, get, goes_out, instant, known, path_of, problem, read, recorded};

#[test]
fn what_to_choose_from_when_units_are_registered() {
    assert_eq!(path_of("/v1/registration"), "/rest/catalog");
    let basis: RegistrationBasis = read(&get("/v1/registration"), recorded!("catalog"));
    let first = basis.end_users.first().unwrap();
    assert_eq!((first.account.name.as_str(), first.units), ("Ravensholm Grid Services", 70));
    assert_eq!((first.city.as_deref(), first.sites.len()), (Some("Oslo"), 4));
    assert_eq!(first.purchase_orders[0].number, "ORD-7001");
    assert_eq!(first.purchase_orders[0].terms.len(), 2);
    let model = |name: &str| basis.models.iter().find(|model| model.model == name).unwrap();
    assert_eq!(model("TX-900").vendor, Some(Vendor::ThirdParty));
    assert_eq!(model("ACX7024").end_of_support, None);
    assert_eq!(model("MX304").end_of_support.as_ref().map(|end| end.on), Some(None));
    let one: RegistrationBasis = read(&get("/v1/registration?account=C-200"), recorded!("catalog"));
    assert_eq!((one.end_users.len(), one.zones.len()), (1, 1));
}

/// One unit, as the form sends it.
fn batch_of_one() -> Asked {
    let row = json!({
        "serial": "rvx100001", "model": "MX304", "usage": "spare", "source": "juniper", "purchase_order": "ORD-7001",
        "site_name": "Tangen hall A", "street": "9 Tangen Quay", "city": "Oslo", "country": "Norway",
    });
    asked(Method::POST, "/v1/registrations", Some(json!({ "rows": 1, "first": [row] })))
}

#[test]
fn one_unit_is_a_batch_of_one_row() {
    let (method, path, body) = goes_out(&batch_of_one());
    assert_eq!((method, path.as_str()), (Method::POST, "/rest/assets"));
    assert_eq!((&body["lifecycle"], &body["acquiredFrom"]), (&json!("SHELF"), &json!("MANUFACTURER")));
    assert_eq!((&body["orderNo"], &body["hostname"]), (&json!("ORD-7001"), &Value::Null));
    assert_eq!(body["location"]["title"], json!("Tangen hall A"));
    assert_eq!(body["location"]["address"]["countryCode"], json!("NO"));

    let made = came(&batch_of_one(), 201, recorded!("asset-created"));
    let batch: Batch = json::read(&made.text).unwrap();
    assert_eq!(
        (made.status, batch.state, batch.registered, batch.refused),
        (201, BatchState::Complete, 1, 0)
    );
    let answer = batch.answers.first().unwrap();
    assert_eq!(
        (answer.outcome.clone(), answer.reference.as_deref()),
        (RowOutcome::Registered, Some("RVX100001"))
    );
    assert_eq!(batch.by, "Ragnhild Østby");
}

#[test]
fn a_unit_that_they_refuse_is_a_refused_row() {
    let heard = came(&batch_of_one(), 422, recorded!("asset-refused"));
    let batch: Batch = json::read(&heard.text).unwrap();
    assert_eq!((heard.status, batch.registered, batch.refused), (201, 0, 1));
    assert_eq!(batch.created_at, instant("2026-11-24T16:00:09Z"));
    let faults = &batch.answers.first().unwrap().faults;
    let told: Vec<_> = faults.iter().map(|fault| (fault.column.as_str(), fault.code.as_str())).collect();
    assert_eq!(
        told,
        [
            ("site_name", "missing"),
            ("city", "missing"),
            ("serial", "registered_already"),
            ("country", "country_excluded")
        ]
    );
    for fault in faults {
        assert!(rules::registration::FaultKind::from_code(&fault.code).is_some(), "{}", fault.code);
        assert!(rules::registration::Column::from_code(&fault.column).is_some(), "{}", fault.column);
    }
    let taken = came(&batch_of_one(), 422, recorded!("asset-taken"));
    assert!(taken.text.contains("end_user_not_yours"));
}

#[test]
fn a_file_of_units_is_refused_in_words() {
    for wish in [json!({ "rows": 2 }), json!({ "rows": 1, "file_name": "one.csv" })] {
        let (_, problem) = problem(&known(&asked(Method::POST, "/v1/registrations", Some(wish))));
        assert!(problem.detail.contains("one unit at a time"));
    }
}
