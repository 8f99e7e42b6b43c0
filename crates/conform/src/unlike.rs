//! Which entries of a list are asked for one by one. All of them would be too many, and the first alone says little: a closed case
//! has what an open one has not. So they are those that have the most to show that the ones before have not.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::member;

/// At most so many of a list.
const MOST: usize = 6;

/// Ids of entries that are unlike each other, that of the first of the list first; the id is what stands under that name, `site.id` for
/// one of a member.
pub fn ids(body: &Value, name: &str) -> Vec<String> {
    let lists = body.as_object().into_iter().flat_map(|object| object.values()).filter_map(Value::as_array);
    let mut left: Vec<(String, BTreeSet<String>)> =
        lists.flatten().filter_map(|entry| Some((member::text(entry, name)?, traits(entry)))).collect();
    let (mut ids, mut shown) = (Vec::new(), BTreeSet::new());
    let mut next = (!left.is_empty()).then_some(0);
    while let Some(at) = next.filter(|_| ids.len() < MOST) {
        let (id, traits) = left.remove(at);
        left.retain(|(other, _)| *other != id);
        ids.push(id);
        shown.extend(traits);
        let news = |at: &usize| left[*at].1.difference(&shown).count();
        // Of several that have as much to show the first.
        next = (0..left.len()).rev().max_by_key(news).filter(|at| news(at) > 0);
    }
    ids
}

/// What an entry has of which others may have something else: words, small numbers, flags, and whether something is there at all.
fn traits(entry: &Value) -> BTreeSet<String> {
    let members = entry.as_object().into_iter().flatten();
    let told = |(name, value): (&String, &Value)| {
        let what = match value {
            Value::String(text) if is_word(text) => text.clone(),
            Value::Number(number) if number.as_u64().is_some_and(|number| number < 10) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null => "null".to_owned(),
            Value::Array(entries) if entries.is_empty() => "empty".to_owned(),
            _ => "there".to_owned(),
        };
        format!("{name} {what}")
    };
    members.map(told).collect()
}

/// As the words of a list that is open are written: `waiting_on_you`.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn those_that_show_the_most_are_asked_for() {
        let case = |number: &str, status: &str, priority: u8, due: Value| json!({"number": number, "status": status, "priority": priority, "due_at": due, "synopsis": number});
        let list = json!({"next": null, "items": [
            case("1", "open", 1, json!("2026-11-24T10:00:00Z")),
            case("2", "open", 1, json!("2026-11-24T11:00:00Z")),
            case("3", "open", 2, json!("2026-11-24T11:00:00Z")),
            case("4", "closed", 2, json!(null)),
            {"status": "lost", "priority": 4},
        ]});
        assert_eq!(ids(&list, "number"), ["1", "4"], "the third has nothing to show beside them");
        assert_eq!(ids(&json!({"items": []}), "number"), Vec::<String>::new());
    }

    #[test]
    fn however_many_kinds_there_are_they_are_few() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let items: Vec<Value> =
            words.iter().map(|word| json!({"site": {"id": word}, "kind": word})).collect();
        assert_eq!(ids(&json!({ "items": items }), "site.id"), ["a", "b", "c", "d", "e", "f"]);
        let twice = json!({"items": [{"id": 7, "kind": "a"}, {"id": 7, "kind": "b"}]});
        assert_eq!(ids(&twice, "id"), ["7"], "one is one");
    }
}
