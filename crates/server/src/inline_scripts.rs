//! The inline scripts of index.html, as the content security policy names them. It knows comments and quoted attributes
//! and nothing else about HTML: the page is our own, and a script that it misses is blocked, not let through.

use crate::digest::sha256_base64;

/// Base64 SHA-256 of every script without `src`.
#[must_use]
pub fn hashes(html: &str) -> Vec<String> {
    // The browser normalises line ends before it hashes.
    let html = html.replace("\r\n", "\n").replace('\r', "\n");
    let mut hashes = Vec::new();
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        rest = rest.get(start..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if starts_script(rest) {
            let Some((tag, after)) = split_tag(rest) else { break };
            let end = after.to_ascii_lowercase().find("</script").unwrap_or(after.len());
            let (body, after) = after.split_at(end);
            if !has_src(tag) {
                hashes.push(sha256_base64(body));
            }
            rest = after;
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    hashes
}

fn starts_script(text: &str) -> bool {
    text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("<script"))
        && text.as_bytes().get(7).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
}

/// The start tag, and what follows it. A `>` inside a quoted value does not end it.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let end = text.char_indices().find_map(|(at, c)| match (quote, c) {
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if c == open => {
            quote = None;
            None
        }
        (None, '>') => Some(at),
        _ => None,
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

fn has_src(tag: &str) -> bool {
    tag.to_ascii_lowercase().split_ascii_whitespace().any(|word| word == "src" || word.starts_with("src="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_ones_only() {
        let html = "<script>a</script><script type=module>\r\nb</script><!-- <script>c</script> -->
            <script src=\"/x.js\"></script><SCRIPT data-a='>'>d</SCRIPT><scripted>e</scripted>";
        assert_eq!(hashes(html), ["a", "\nb", "d"].map(sha256_base64));
    }

    #[test]
    fn the_committed_page_has_its_scripts() {
        let html = include_str!("../../../index.html");
        assert_eq!(hashes(html).len(), 3);
    }
}
