//! Finding and changing `<link>` tags in index.html without parsing the rest of it. It knows comments, raw text elements
//! (a `<link` inside a script is text) and quoted attributes; everything that it does not change stays byte for byte.

use std::ops::Range;

/// A start tag: where it stands, and its attributes in their order, with values as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// From `<` to after `>`.
    pub span: Range<usize>,
    name: String,
    attributes: Vec<(String, Option<String>)>,
}

impl Tag {
    /// The value of an attribute; empty when it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_deref().unwrap_or_default())
    }

    /// Sets an attribute, at its place or at the end.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(found, _)| found == name) {
            Some((_, old)) => *old = Some(value.to_owned()),
            None => self.attributes.push((name.to_owned(), Some(value.to_owned()))),
        }
    }

    /// Takes an attribute away.
    pub fn unset(&mut self, name: &str) {
        self.attributes.retain(|(found, _)| found != name);
    }

    /// The tag as HTML.
    pub fn print(&self) -> String {
        let mut html = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            html.push(' ');
            html.push_str(name);
            if let Some(value) = value {
                let quote = if value.contains('"') { '\'' } else { '"' };
                html.extend(['=', quote]);
                html.push_str(value);
                html.push(quote);
            }
        }
        html.push('>');
        html
    }
}

/// All `<link>` tags with a word in their `rel`.
pub fn links(html: &str, rel: &str) -> Vec<Tag> {
    let (tags, _) = scan(html);
    let fits = |tag: &Tag| {
        tag.name == "link"
            && tag.get("rel").is_some_and(|words| words.split_whitespace().any(|word| word == rel))
    };
    tags.into_iter().filter(fits).collect()
}

/// The page without its comments.
pub fn without_comments(html: &str) -> String {
    let (_, comments) = scan(html);
    let gone: Vec<_> = comments.into_iter().map(|span| (span, String::new())).collect();
    with_changes(html, &gone)
}

/// Replaces spans, which are sorted and apart. A line that is left empty goes with what stood in it.
pub fn with_changes(html: &str, changes: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for (span, new) in changes {
        let before = &html[done..span.start];
        let after = &html[span.end..];
        let line = before.rfind('\n').filter(|at| before[*at..].trim().is_empty());
        let rest = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
        match line {
            Some(line) if new.is_empty() && after[rest..].starts_with('\n') => {
                out.push_str(&before[..line]);
                done = span.end + rest;
            }
            _ => {
                out.push_str(before);
                out.push_str(new);
                done = span.end;
            }
        }
    }
    out.push_str(&html[done..]);
    out
}

/// All start tags and all comments, in order.
fn scan(html: &str) -> (Vec<Tag>, Vec<Range<usize>>) {
    let (mut tags, mut comments) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(html.len(), |offset| open + 4 + offset + 3);
            comments.push(open..end);
            at = end;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = start_tag(html, open);
            at = tag.span.end;
            if matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title") {
                at = raw_text_end(html, at, &tag.name);
            }
            tags.push(tag);
        } else {
            at = open + 1;
        }
    }
    (tags, comments)
}

fn raw_text_end(html: &str, from: usize, name: &str) -> usize {
    let lower = html[from..].to_ascii_lowercase();
    lower.find(&format!("</{name}")).map_or(html.len(), |offset| from + offset)
}

fn start_tag(html: &str, open: usize) -> Tag {
    let bytes = html.as_bytes();
    let until = |mut at: usize, stop: &dyn Fn(u8) -> bool| {
        while at < bytes.len() && !stop(bytes[at]) {
            at += 1;
        }
        at
    };
    let space = |byte: u8| byte.is_ascii_whitespace();
    let mut at = until(open + 1, &|b| space(b) || b == b'>' || b == b'/');
    let name = html[open + 1..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        at = until(at, &|b| !space(b) && b != b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let begin = at;
        // The first byte belongs to the name whatever it is, so that the scan always moves on.
        at = until(at + 1, &|b| space(b) || matches!(b, b'>' | b'/' | b'='));
        let key = html[begin..at].to_ascii_lowercase();
        let equals = until(at, &|b| !space(b));
        if bytes.get(equals) != Some(&b'=') {
            attributes.push((key, None));
            continue;
        }
        let first = until(equals + 1, &|b| !space(b));
        let (from, to, next) = match bytes.get(first) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = until(first + 1, &|b| b == quote);
                (first + 1, end, end + 1)
            }
            _ => {
                let end = until(first, &|b| space(b) || b == b'>');
                (first, end, end)
            }
        };
        attributes.push((key, Some(html[from..to].to_owned())));
        at = next;
    }
    Tag { span: open..(at + 1).min(bytes.len()), name, attributes }
}
