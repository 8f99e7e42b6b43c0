//! Whether an answer is one to what was asked: an API that passes over a parameter answers well, and with something else.

pub mod asking;
pub mod lists;

use serde_json::Value;
use wire::{json, path};

/// The first part of the question that the answer does not heed; nothing where it can't be seen.
pub fn passed_over(address: &str, body: &Value) -> Option<String> {
    let query = address.split_once('?')?.1;
    let items = body["items"].as_array()?;
    let mut asked = query.split('&').filter_map(|pair| pair.split_once('='));
    let (name, value) = asked.find(|(name, value)| !is_heeded(name, value, items))?;
    Some(format!("{name}={value} is not heeded: entries came that were not asked for, or in another order"))
}

fn is_heeded(name: &str, value: &str, items: &[Value]) -> bool {
    let all = |is: &dyn Fn(&Value) -> bool| items.iter().all(is);
    let value = path::decode(value).unwrap_or_default();
    match (name, value.as_str()) {
        ("limit", most) => most.parse().is_ok_and(|most: usize| items.len() <= most),
        ("open", "true") => all(&|item| item["status"] != "closed"),
        ("state", word) => all(&|item| item["state"] == word),
        // What waits for the End User comes first.
        ("sort", "urgency") => {
            let waits = |item: &Value| item["waiting_on"] == "customer" && item["status"] != "closed";
            items.iter().skip_while(|item| waits(item)).all(|item| !waits(item))
        }
        ("outcome", word) => all(&|item| item["answer"]["outcome"] == word),
        ("site", id) => all(&|item| item["site"]["id"] == id),
        ("sort", "-created") => {
            let created = items.iter().filter_map(|item| json::instant(item["created_at"].as_str()?));
            created.is_sorted_by(|newer, older| newer >= older)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_passed_over_is_seen() {
        let cases = json!({"items": [
            {"status": "closed", "waiting_on": "customer", "created_at": "2026-11-24T10:00:00Z"},
            {"status": "open", "waiting_on": "customer", "created_at": "2026-11-24T12:30:00+02:00"},
            {"status": "open", "waiting_on": "vendor", "created_at": "2026-11-24T10:40:00Z"},
        ]});
        for (query, part) in [
            ("open=true&sort=urgency&limit=50", Some("open=true")),
            ("limit=1", Some("limit=1")),
            ("limit=3&sort=urgency", Some("sort=urgency")),
            ("sort=-created&limit=3", Some("sort=-created")),
            ("open=false&q=open", None),
        ] {
            let found = passed_over(&format!("/v1/cases?{query}"), &cases);
            assert_eq!(
                found.as_deref().and_then(|words| words.split(' ').next()),
                part,
                "{query}: {found:?}"
            );
        }
        let row = |outcome: &str| json!({"items": [{"answer": {"outcome": outcome}, "content": {}}]});
        let rows = |list| passed_over("/v1/registrations/1/rows?outcome=refused&limit=50", &list);
        assert_eq!(rows(row("refused")), None);
        assert!(rows(row("registered")).is_some());
        let claims =
            |state: &str| passed_over("/v1/claims?state=open", &json!({"items": [{"state": state}]}));
        assert_eq!(claims("open"), None);
        assert!(claims("settled").is_some());
        let units = json!({"items": [{"site": {"id": "a/b"}}, {"site": null}]});
        assert!(passed_over("/v1/units?site=a%2Fb", &units).is_some());
        assert_eq!(passed_over("/v1/units", &units), None);
    }
}
