//! A member of an answer by its name, `site.id` for one of a member.

use serde_json::Value;

/// What stands there, where it is a text, a number or a yes or no.
pub fn text(of: &Value, name: &str) -> Option<String> {
    match name.split('.').try_fold(of, |inner, name| inner.get(name))? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}
