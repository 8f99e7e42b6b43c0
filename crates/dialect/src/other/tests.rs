//! Recorded answers of `tests/other-api` are told in our words and read by the types that the app reads with; what the app asks
//! is told in theirs.

mod cases;
mod people;
mod registration;

use std::fmt::Debug;

use http::Method;
use rules::entitlement::{Answer, assess};
use serde_json::{Value, json};
use wire::{
    contract::{ContractKind, ContractList, ContractStatus},
    json::{self, FromJson},
    meta::Meta,
    problem::{Kind, Problem},
    unit::{OrderState, UnitDetail, UnitList, Usage, Vendor},
};

use super::{Asked, Heard, LACKS, Spoken, ask, hear, takes};

macro_rules! recorded {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/other-api/recorded/", $name, ".json"))
    };
}
use recorded;

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
    assert_eq!(detail.unit.terms, Some(Vec::new().into()), "no agreement is none, not unknown");
    assert_eq!(detail.unit.end_of_support.map(|end| end.on), Some(None), "none is announced");
    let mut asset: Value = serde_json::from_str(recorded!("asset")).unwrap();
    asset["agreements"] =
        json!([{ "agreementNo": "AG-1", "type": "CARE", "from": "2026-01-01", "state": "IN_FORCE" }]);
    asset["product"] = json!({ "sku": "MX1" });
    for name in ["orderNo", "location"] {
        asset.as_object_mut().unwrap().remove(name);
    }
    let unit = read::<UnitDetail>(&ours, &asset.to_string()).unit;
    assert_eq!(unit.terms.map(|terms| (terms.len(), terms.unread)), Some((0, 1)), "one that can’t be read");
    assert_eq!((unit.order.is_none(), unit.vendor), (true, None));
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
    assert_eq!((held.units, held.purchase_order.as_deref()), (Some(0), Some("ORD-7090")));
    let of = |path: &str| read::<ContractList>(&get(path), recorded!("agreements")).items.len();
    assert_eq!((of("/v1/contracts?account=C-100"), of("/v1/contracts?account=C-200")), (6, 0));
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

#[test]
fn what_their_lists_can_be_asked_for_is_known_beforehand() {
    for path in [
        "/v1/units?model=MX480&sort=-covered_until",
        "/v1/units?usage=spare",
        "/v1/cases?channel=web&open=true&sort=urgency",
    ] {
        assert!(takes(path), "{path}");
    }
    for path in [
        "/v1/units?answer=cannot_tell",
        "/v1/units?sort=family",
        "/v1/units?usage=none",
        "/v1/cases?target=met",
        "/v1/cases?site=1",
    ] {
        assert!(!takes(path), "{path}");
    }
}
