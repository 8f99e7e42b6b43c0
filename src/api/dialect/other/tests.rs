//! Recorded answers of `tests/other-api` are told in our words and read by the types that the app reads with; what the app asks
//! is told in theirs.

use std::fmt::Debug;

use gloo_net::http::Method;
use rules::entitlement::{Answer, assess};
use serde_json::{Value, json};
use wire::{
    case::{Case, CaseList, CaseStatus, Channel, ContactWay, EventBy, EventKind, ExpertBasis, WaitingOn},
    contact::{Contacts, Hours},
    contract::{ContractKind, ContractList, ContractStatus},
    json::{self, FromJson},
    meta::Meta,
    problem::{Kind, Problem},
    registration::{Batch, BatchState, RegistrationBasis, RowOutcome},
    session::Me,
    unit::{OrderState, UnitDetail, UnitList, Usage, Vendor},
};

use super::{Asked, Heard, LACKS, Spoken, ask, hear};

macro_rules! recorded {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/other-api/recorded/", $name, ".json"))
    };
}

fn asked(method: Method, path: &str, body: Option<Value>) -> Asked {
    Asked { method, path: path.to_owned(), body: body.map(|body| body.to_string()) }
}

fn get(path: &str) -> Asked {
    asked(Method::GET, path, None)
}

/// Method, path and body that go out.
fn goes_out(ours: &Asked) -> (Method, String, Value) {
    match ask(ours) {
        Spoken::Call(Asked { method, path, body }) => {
            (method, path, body.map_or(Value::Null, |body| serde_json::from_str(&body).unwrap()))
        }
        Spoken::Known(heard) => panic!("{} is not asked: {heard:?}", ours.path),
    }
}

fn path_of(path: &str) -> String {
    goes_out(&get(path)).1
}

fn known(ours: &Asked) -> Heard {
    match ask(ours) {
        Spoken::Known(heard) => heard,
        Spoken::Call(theirs) => panic!("{theirs:?} is asked"),
    }
}

fn came(ours: &Asked, status: u16, text: &str) -> Heard {
    let (media_type, request) = ("application/json".to_owned(), "request-7".to_owned());
    hear(ours, Heard { status, media_type, request, text: text.to_owned() })
}

fn read<T: FromJson + Debug>(ours: &Asked, text: &str) -> T {
    json::read(&came(ours, 200, text).text).unwrap()
}

fn problem(heard: &Heard) -> (Option<Kind>, Problem) {
    assert_eq!(heard.media_type, "application/problem+json");
    let problem: Problem = json::read(&heard.text).unwrap();
    assert_eq!(problem.status, heard.status);
    (Kind::of(&problem), problem)
}

fn instant(text: &str) -> rules::Instant {
    json::instant(text).unwrap()
}

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
fn units_by_pages_of_theirs() {
    assert_eq!(
        path_of("/v1/units?q=osl&usage=spare&sort=-site&cursor=offset%3A50&limit=200"),
        "/rest/assets?text=osl&lifecycle=SHELF&order=location%3Adesc&offset=50&count=50"
    );
    assert_eq!(
        path_of("/v1/units?ends_within_days=90&sort=covered_until&limit=5"),
        "/rest/assets?expiringInDays=90&order=expiry&count=5"
    );
    let list: UnitList = read(&get("/v1/units"), recorded!("assets"));
    assert_eq!((list.items.len(), list.next.as_deref(), list.total), (2, Some("offset:2"), Some(10)));
    assert_eq!(list.zones.iter().map(|zone| zone.initial_offset).collect::<Vec<_>>(), [-14_400, 28_800]);
    let unit = &list.items[0];
    assert_eq!((unit.reference.as_str(), unit.model.as_str()), ("RVG040350", "EX4400-48F"));
    assert_eq!((unit.vendor.clone(), unit.usage.clone()), (Some(Vendor::Juniper), Some(Usage::InUse)));
    assert_eq!(unit.order.as_ref().map(|order| order.state.clone()), Some(OrderState::Listed));
    assert_eq!(unit.site().and_then(|site| site.city.as_deref()), Some("Halifax"));
    assert!(unit.version > 0);
    let kinds: Vec<_> = unit.terms.iter().flatten().map(|term| term.kind.clone()).collect();
    assert_eq!(kinds, [ContractKind::AdvancedCarePlus, ContractKind::JuniperCare]);
    // Everything that decides is there: the rules say it themselves.
    let meta: Meta = json::read(&known(&get("/v1/meta")).text).unwrap();
    let on = json::date("2026-11-24").unwrap();
    let assessed = assess(&unit.facts().unwrap(), &(&meta.countries).into(), on);
    assert_eq!(assessed.answer, Answer::AdvancedCarePlus);
    assert_eq!(assessed.covered_until.map(|end| end.on), json::date("2027-01-03"));
}

#[test]
fn the_last_page_leads_nowhere() {
    let page = |offset: u32, count: usize| {
        let assets = vec![serde_json::from_str::<Value>(recorded!("asset")).unwrap(); count];
        let text = json!({ "total": 70, "offset": offset, "assets": assets }).to_string();
        read::<UnitList>(&get("/v1/units"), &text).next
    };
    assert_eq!(page(0, 50).as_deref(), Some("offset:50"));
    assert_eq!(page(50, 20), None);
    assert_eq!(page(60, 0), None);
}

#[test]
fn one_unit_and_what_nobody_said_of_it() {
    assert_eq!(path_of("/v1/units/RVG%2F1?account=C-100"), "/rest/assets/RVG%2F1");
    let ours = get("/v1/units/RVG040469");
    let detail: UnitDetail = read(&ours, recorded!("asset"));
    assert_eq!(detail.zones.len(), 1);
    assert_eq!(detail.unit.order.map(|order| order.state), Some(OrderState::NotListed));
    assert_eq!(detail.unit.terms, Some(Vec::new()), "no agreement is none, not unknown");
    assert_eq!(detail.unit.end_of_support.map(|end| end.on), Some(None), "none is announced");
    let mut asset: Value = serde_json::from_str(recorded!("asset")).unwrap();
    asset["agreements"] =
        json!([{ "agreementNo": "AG-1", "type": "CARE", "from": "2026-01-01", "state": "IN_FORCE" }]);
    asset["product"] = json!({ "sku": "MX1" });
    for name in ["orderNo", "location"] {
        asset.as_object_mut().unwrap().remove(name);
    }
    let unit = read::<UnitDetail>(&ours, &asset.to_string()).unit;
    assert_eq!((unit.terms.is_none(), unit.order.is_none(), unit.vendor), (true, true, None));
    assert_eq!((unit.site, unit.end_of_support), (None, None));
}

#[test]
fn a_filter_that_they_do_not_have_is_refused_and_named() {
    for (path, pointer) in [
        ("/v1/units?condition=care_term", "/query/condition"),
        ("/v1/units?model=none", "/query/model"),
        ("/v1/units?sort=release", "/query/sort"),
        ("/v1/units?cursor=abc", "/query/cursor"),
        ("/v1/cases?target=missed", "/query/target"),
        ("/v1/cases?like=flap", "/query/like"),
    ] {
        let (kind, problem) = problem(&known(&get(path)));
        assert_eq!(kind, Some(Kind::Invalid), "{path}");
        assert_eq!(problem.errors.first().map(|error| error.pointer.as_str()), Some(pointer));
        assert_eq!(problem.errors.first().map(|error| &error.detail), Some(&problem.detail));
    }
}

#[test]
fn contracts_by_end_date() {
    assert_eq!(path_of("/v1/contracts"), "/rest/agreements");
    let list: ContractList = read(&get("/v1/contracts"), recorded!("agreements"));
    let expired = list.items.first().unwrap();
    assert_eq!((expired.number.as_str(), expired.status.clone()), ("AG-4007", ContractStatus::Active));
    let held = list.items.iter().find(|contract| contract.number == "AG-5190").unwrap();
    assert_eq!(held.status, ContractStatus::Suspended);
    assert_eq!((held.units, held.purchase_order.as_deref()), (0, Some("ORD-7090")));
    let of = |path: &str| read::<ContractList>(&get(path), recorded!("agreements")).items.len();
    assert_eq!((of("/v1/contracts?account=C-100"), of("/v1/contracts?account=C-200")), (6, 0));
}

#[test]
fn cases_in_a_list() {
    assert_eq!(
        path_of("/v1/cases?sort=urgency&open=true&limit=50"),
        "/rest/tickets?order=queue&active=true&count=50"
    );
    assert_eq!(
        path_of("/v1/cases?priority=2&limit=1"),
        "/rest/tickets?severity=S2&count=1&order=raised%3Adesc"
    );
    let list: CaseList = read(&get("/v1/cases"), recorded!("tickets"));
    assert_eq!((list.items.len(), list.total, list.next), (3, Some(3), None));
    let first = list.items.first().unwrap();
    assert_eq!((first.number.as_str(), first.priority), ("INC0042088", 3));
    assert_eq!(
        (first.status.clone(), first.waiting_on.clone()),
        (CaseStatus::InProgress, WaitingOn::Customer)
    );
    assert_eq!((first.channel.clone(), first.unit_title.as_deref()), (Channel::Web, Some("dub-fab03")));
    assert_eq!(first.due_at, instant("2026-11-22T20:00:00Z"));
    assert!(first.version > 0);
    assert_eq!(list.items[2].waiting_on, WaitingOn::Nobody);
}

#[test]
fn one_case_in_full() {
    let case: Case = read(&get("/v1/cases/INC0042088"), recorded!("ticket"));
    let contact = case.first_contact.clone().unwrap();
    assert_eq!((contact.kind, contact.name.as_str()), (EventKind::Phone, "Ilse Brandvold"));
    let told: Vec<_> = case.events.iter().map(|event| (event.kind.clone(), event.by.clone())).collect();
    assert_eq!(
        told,
        [
            (EventKind::Opened, EventBy::Customer),
            (EventKind::Phone, EventBy::Engineer),
            (EventKind::Asked, EventBy::Engineer)
        ]
    );
    assert_eq!((case.own_reference.as_deref(), case.opened_by.as_str()), (Some("RGS-771"), "Wanjiru Kamau"));
    assert_eq!(case.unit.and_then(|unit| unit.zone).as_deref(), Some("Europe/Dublin"));
    assert_eq!(case.zones.len(), 1);
    assert_eq!(
        case.events.last().map(|event| event.version),
        Some(case.version),
        "the last thing that happened"
    );
}

#[test]
fn a_priority_1_of_the_web_keeps_its_priority_and_has_the_target_of_2() {
    let report = json!({
        "priority": 1, "unit": "RVG040000", "further_units": ["RVG040028"], "synopsis": "No BGP session stays up",
        "network_outage": true, "own_reference": "RGS-9", "contact": "u-3", "contact_by": "email",
        "since": "2026-11-24T16:40:00+01:00", "exclusions": ["modified_code"], "phone_page": "open_on_web",
    });
    let ours = asked(Method::POST, "/v1/cases?draft_version=1&draft_writer=w", Some(report));
    let (method, path, body) = goes_out(&ours);
    assert_eq!((method, path.as_str()), (Method::POST, "/rest/tickets"));
    assert_eq!((&body["severity"], &body["assetSerialNo"]), (&json!("S1"), &json!("RVG040000")));
    assert_eq!(body["relatedAssets"], json!(["RVG040028"]));
    assert_eq!(body["contact"], json!({ "personId": "u-3", "via": "MAIL", "address": null, "hours": null }));
    assert_eq!((&body["faultSince"], &body["firmware"]), (&json!("2026-11-24T16:40:00+01:00"), &Value::Null));
    assert_eq!(
        body["body"],
        json!("Declared by the reporter: The software on it was changed by you or a third party")
    );

    let case: Case = read(&ours, recorded!("ticket-created"));
    assert_eq!((case.priority, case.channel.clone()), (1, Channel::Web));
    assert_eq!(
        (case.target.row, case.target.minutes, case.target.table.as_str()),
        (2, 30, "Support policy 7")
    );
    assert_eq!((case.due_at - case.created_at).num_minutes(), 30);
    assert_eq!(case.expert_to_expert, Some(ExpertBasis::Representative));
    assert_eq!(case.contact.map(|contact| contact.by), Some(ContactWay::Email));
    assert_eq!(case.further_units.first().map(|unit| unit.title.as_str()), Some("osl-rtr02"));
    assert_eq!(case.network_outage, Some(true));
    let unlisted: Case = read(&ours, recorded!("ticket-unknown-asset"));
    assert_eq!((unlisted.unit, unlisted.unlisted.unwrap().site), (None, "basement".to_owned()));
}

#[test]
fn a_refused_report_is_told_at_its_fields() {
    let ours = asked(Method::POST, "/v1/cases", Some(json!({ "priority": 2 })));
    let (kind, problem) = problem(&came(&ours, 422, recorded!("ticket-refused")));
    assert_eq!((kind, problem.instance.as_str()), (Some(Kind::Invalid), "request-7"));
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/unit", "/further_units", "/synopsis", "/description", "/contact"]);
    let synopsis = problem.errors.iter().find(|error| error.is_of("synopsis")).unwrap();
    assert_eq!((synopsis.code.as_str(), synopsis.detail.as_str()), ("missing", "A subject is needed."));
}

#[test]
fn a_report_from_a_call_note_is_not_sent_without_it() {
    let report = json!({ "priority": 2, "synopsis": "s", "call_note": "CALL-2026-000001" });
    let heard = known(&asked(Method::POST, "/v1/cases", Some(report)));
    assert_eq!(problem(&heard).0, Some(Kind::Invalid));
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
    let hours = Hours { days: vec![1, 2, 3, 4, 5], from: "08:00".to_owned(), to: "17:00".to_owned() };
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
        Some(vec![6])
    );

    let step = asked(Method::PATCH, "/v1/contacts", Some(json!({ "step": "add" })));
    let (_, refused) = problem(&came(&step, 422, recorded!("people-refused")));
    let fields: Vec<_> = refused.errors.iter().map(|error| error.field()).collect();
    assert_eq!(fields, ["name", "email", "phone"]);
    let (kind, refused) = problem(&came(&step, 422, recorded!("roster-too-small")));
    assert_eq!((kind, refused.errors.len()), (Some(Kind::Invalid), 0));
    assert!(refused.detail.starts_with("Two people is the fewest."));
}

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

#[test]
fn refusals_of_theirs_are_problems_of_ours() {
    let told = |status, text: &str| problem(&came(&get("/v1/units"), status, text));
    assert_eq!(told(401, recorded!("no-token")).0, Some(Kind::NotSignedIn));
    assert_eq!(told(401, "").0, Some(Kind::NotSignedIn));
    let error = json!({ "error": { "code": "X", "message": "Words." } }).to_string();
    for (status, kind) in
        [(403, Kind::NotAllowed), (404, Kind::NotFound), (405, Kind::Method), (500, Kind::Internal)]
    {
        assert_eq!(
            told(status, &error),
            (Some(kind), Problem { instance: "request-7".to_owned(), ..kind.problem("Words.") })
        );
    }
}

#[test]
fn what_is_not_theirs_is_no_answer() {
    let page = "<html>Sign in to the network</html>";
    assert_eq!(came(&get("/v1/units"), 502, page).text, page, "something before their API said it");
    assert_eq!(came(&get("/v1/units/A"), 200, page).text, "", "which the app can't read");
    assert_eq!(came(&get("/v1/contacts"), 200, "{}").text, "");
    let file = get("/config.json");
    assert_eq!(ask(&file), Spoken::Call(file.clone()));
    assert_eq!(came(&file, 200, "{}").text, "{}");
}

#[test]
fn what_they_lack_is_known_beforehand() {
    for path in [
        "/v1/drafts",
        "/v1/units/facets",
        "/v1/cases/export",
        "/v1/units/A/history",
        "/v1/registrations",
        "/v1/contacts/changes",
    ] {
        assert_eq!(problem(&known(&get(path))).0, Some(Kind::NotFound), "{path}");
    }
    let confirms = asked(Method::PATCH, "/v1/contacts/confirmation", Some(json!({})));
    assert_eq!(problem(&known(&confirms)).0, Some(Kind::NotFound));
    assert_eq!(known(&asked(Method::DELETE, "/v1/session", None)).status, 204);
    assert!(LACKS.is_sorted(), "so that a double is seen");
    let meta: Meta = json::read(&known(&get("/v1/meta")).text).unwrap();
    assert_eq!((meta.priorities.len(), meta.targets.minutes), (4, [30, 30, 240, 240]));
    assert_eq!(meta.server_now, instant("1970-01-01T00:00:00Z"), "no time");
    assert_eq!(meta.demonstration, None);
}
