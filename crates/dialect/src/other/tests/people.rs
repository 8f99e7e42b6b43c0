//! Who is signed in, and the roster.

use http::Method;
use serde_json::{Value, json};
use wire::{
    contact::{Contacts, Hours},
    problem::Kind,
    session::Me,
};

use super::{asked, came, get, goes_out, path_of, problem, read, recorded};

#[test]
fn who_is_signed_in() {
    assert_eq!(path_of("/v1/me"), "/rest/whoami");
    let me: Me = read(&get("/v1/me"), recorded!("whoami"));
    assert_eq!(
        (me.id.as_str(), me.name.as_str(), me.role.as_str()),
        ("u-2", "Callum Abernathy", "representative")
    );
    assert_eq!((me.account.id.as_str(), me.zone.as_deref()), ("C-100", Some("America/Halifax")));
    let held = me.certification.clone().unwrap();
    assert_eq!((held.level.as_str(), held.track.as_str(), held.approved), ("JNCIP", "SP", true));
    assert!(me.named_representative && me.accounts.is_empty());
    let partner: Me = read(&get("/v1/me"), recorded!("whoami-partner"));
    assert_eq!(partner.role.as_str(), "reseller");
    assert_eq!(
        partner.accounts.iter().map(|account| account.id.as_str()).collect::<Vec<_>>(),
        ["C-100", "C-200"]
    );
    assert!(!partner.named_representative);
}

#[test]
fn the_roster_and_each_step_of_it() {
    assert_eq!(path_of("/v1/contacts?account=C-200"), "/rest/people?customer=C-200");
    let roster: Contacts = read(&get("/v1/contacts"), recorded!("people"));
    let names =
        |people: &[wire::contact::Contact]| people.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&roster.representatives), ["Callum Abernathy", "Sunniva Lie", "Declan Moriarty"]);
    assert_eq!(names(&roster.certified_experts), ["Tan Hui Min"]);
    assert_eq!((roster.minimum, roster.maximum, roster.own.as_deref()), (2, 6, Some("u-2")));
    let hours = Hours { days: vec![1, 2, 3, 4, 5].into(), from: "08:00".to_owned(), to: "17:00".to_owned() };
    assert_eq!(roster.representatives[0].preferred_hours, Some(hours));
    assert_eq!(roster.zones.len(), 4);

    let person = json!({ "name": "Yuki Tanabe", "email": "y@example.net", "phone": "+1 202-555-0135", "zone": "Asia/Tokyo" });
    let theirs = json!({ "fullName": "Yuki Tanabe", "mail": "y@example.net", "tel": "+1 202-555-0135", "timezone": "Asia/Tokyo" });
    for (step, method, path, body) in [
        (json!({ "step": "add", "person": person }), Method::POST, "/rest/people", &theirs),
        (
            json!({ "step": "replace", "contact": "u-4", "person": person }),
            Method::POST,
            "/rest/people/u-4/replacement",
            &theirs,
        ),
        (
            json!({ "step": "edit", "contact": "u-4", "person": person }),
            Method::PATCH,
            "/rest/people/u-4",
            &theirs,
        ),
        (json!({ "step": "remove", "contact": "u-4" }), Method::DELETE, "/rest/people/u-4", &Value::Null),
        (
            json!({ "step": "has_left", "contact": "u-4" }),
            Method::DELETE,
            "/rest/people/u-4?reason=DEPARTED",
            &Value::Null,
        ),
    ] {
        let ours = asked(Method::PATCH, "/v1/contacts", Some(step));
        assert_eq!(goes_out(&ours), (method, path.to_owned(), body.clone()));
    }
    let ours = asked(Method::PATCH, "/v1/contacts", Some(json!({ "step": "replace" })));
    let replaced: Contacts = read(&ours, recorded!("people-replaced"));
    assert_eq!(names(&replaced.representatives)[2], "Yuki Tanabe", "at the place of the one who went");
}

#[test]
fn own_details_and_what_is_wrong_with_people() {
    let details = json!({
        "name": "Sunniva Lie", "phone": "+47 22 55 01 00", "zone": "Europe/Oslo",
        "preferred_hours": { "days": [6], "from": "10:00", "to": "12:00" }, "country": null,
    });
    let ours = asked(Method::PATCH, "/v1/contacts/own", Some(details));
    let (method, path, body) = goes_out(&ours);
    assert_eq!((method, path.as_str()), (Method::PATCH, "/rest/people/self"));
    assert_eq!(body["hours"], json!({ "days": ["SA"], "from": "10:00", "to": "12:00" }));
    let edited: Contacts = read(&ours, recorded!("people-edited"));
    assert_eq!(
        edited.representatives[1].preferred_hours.as_ref().map(|hours| hours.days.clone()),
        Some(vec![6].into())
    );

    let step = asked(Method::PATCH, "/v1/contacts", Some(json!({ "step": "add" })));
    let (_, refused) = problem(&came(&step, 422, recorded!("people-refused")));
    let fields: Vec<_> = refused.errors.iter().map(|error| error.field()).collect();
    assert_eq!(fields, ["name", "email", "phone"]);
    let (kind, refused) = problem(&came(&step, 422, recorded!("roster-too-small")));
    assert_eq!((kind, refused.errors.len()), (Some(Kind::Invalid), 0));
    assert!(refused.detail.starts_with("Two people is the fewest."));
}
