//! A call of the app, taken apart, and its parameters under their names there.

use http::Method;
use serde::Deserialize;
use wire::{
    path::{decode, encode, query},
    problem::Kind,
};

use super::{Asked, Spoken, call, refuse, words::Words};

/// A call.
pub struct Question {
    method: Method,
    /// Below `/v1/`.
    parts: Vec<String>,
    query: Vec<(String, String)>,
    body: Option<String>,
}

/// How a parameter of a list crosses.
pub enum Parameter {
    /// Under that name, as it is
    Named(&'static str),
    /// Under that name, its value by a table
    Worded(&'static str, &'static Words),
    /// The order of the list, by a table
    Order(&'static Words),
    /// How many on a page, at most so many: they give no more, and the next page begins where theirs ended
    Count(u32),
    /// Where a page begins
    Offset,
}

/// Before the number in a cursor of ours.
const OFFSET: &str = "offset:";

impl Question {
    /// Nothing for what is not of the API.
    pub fn of(asked: &Asked) -> Option<Self> {
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        let parts = path.strip_prefix("/v1/")?.split('/').map(decode).collect::<Option<_>>()?;
        let pairs = query.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some((name.to_owned(), decode(value)?))
        });
        Some(Self { method: asked.method.clone(), parts, query: pairs.collect(), body: asked.body.clone() })
    }

    /// Is it that call?
    pub fn is(&self, method: &Method, path: &str) -> bool {
        self.method == *method && self.is_at(path)
    }

    /// Is it at that address?
    pub fn is_at(&self, path: &str) -> bool {
        let mut known = path.split('/');
        self.parts.iter().all(|part| known.next().is_some_and(|known| known == "*" || known == part))
            && known.next().is_none()
    }

    /// The last part of its path, encoded.
    pub fn name(&self) -> String {
        self.parts.last().map(|part| encode(part)).unwrap_or_default()
    }

    /// A parameter; empty when it is not given.
    pub fn parameter(&self, name: &str) -> &str {
        self.query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What it sends.
    pub fn body<T: for<'de> Deserialize<'de>>(&self) -> Option<T> {
        serde_json::from_str(self.body.as_deref()?).ok()
    }

    /// Asks for a page of a list. A parameter that they do not have is refused: ignored, the list would show what the page
    /// above it says is left out.
    pub fn list(&self, path: &str, known: &[(&str, Parameter)], usual_order: &str) -> Spoken {
        let mut theirs: Vec<(&str, String)> = Vec::new();
        for (name, value) in &self.query {
            let parameter = known.iter().find(|(known, _)| known == name).map(|(_, parameter)| parameter);
            match parameter.and_then(|parameter| parameter.theirs(value)) {
                Some(pair) => theirs.push(pair),
                None => return refuse_parameter(name),
            }
        }
        if self.parameter("sort").is_empty() && !usual_order.is_empty() {
            theirs.push(("order", usual_order.to_owned()));
        }
        let pairs: Vec<(&str, &str)> = theirs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        call(Method::GET, format!("{path}{}", query(&pairs)), None)
    }
}

/// The page says it, and the reader takes the filter away.
fn refuse_parameter(name: &str) -> Spoken {
    let words = match name {
        "cursor" => "That page is none of this list.".to_owned(),
        "sort" => "This portal’s API can’t sort the list by that. Sort it by something else.".to_owned(),
        _ => format!(
            "This portal’s API can’t narrow the list by “{}” in that way. Take that filter away.",
            name.replace('_', " ")
        ),
    };
    super::problems::refuse_field(&format!("/query/{name}"), "lacking", &words)
}

impl Parameter {
    fn theirs(&self, value: &str) -> Option<(&'static str, String)> {
        Some(match self {
            // "Those that have none" is nothing that they can be asked.
            Self::Named(_) if value == wire::facets::NONE => return None,
            Self::Named(name) => (name, value.to_owned()),
            Self::Worded(name, words) => (name, words.their_known(value)?.to_owned()),
            Self::Order(words) => {
                let (name, way) = value.strip_prefix('-').map_or((value, ""), |name| (name, ":desc"));
                ("order", format!("{}{way}", words.their_known(name)?))
            }
            Self::Count(most) => ("count", value.parse::<u32>().ok()?.min(*most).to_string()),
            Self::Offset => ("offset", value.strip_prefix(OFFSET)?.parse::<u32>().ok()?.to_string()),
        })
    }
}

/// The cursor of the next page, after `count` entries from `offset` on.
pub fn next(offset: u32, count: usize, total: u32) -> Option<String> {
    let end = offset.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
    // An empty page leads nowhere, whatever the total says.
    (count > 0 && end < total).then(|| format!("{OFFSET}{end}"))
}

/// A body that nobody here can read; the app does not send such.
pub fn unreadable() -> Spoken {
    refuse(Kind::Unreadable, "This request can’t be told to this portal’s API.")
}
