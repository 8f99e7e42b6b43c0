//! The inline scripts and styles of index.html, as the content security policy names them. It knows comments and quoted
//! attributes and nothing else about HTML: the page is our own, and what it misses is blocked, not let through.

use crate::digest::sha256_base64;

/// Base64 SHA-256 of what stands in the page itself.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Hashes {
    /// Of every script without `src`.
    pub scripts: Vec<String>,
    /// Of every `<style>`.
    pub styles: Vec<String>,
}

impl Hashes {
    /// Reads a page.
    #[must_use]
    pub fn of(html: &str) -> Self {
        // The browser normalises line ends before it hashes.
        let html = html.replace("\r\n", "\n").replace('\r', "\n");
        let mut hashes = Self::default();
        let mut rest = html.as_str();
        while let Some(start) = rest.find('<') {
            rest = rest.get(start..).unwrap_or_default();
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
            } else if let Some(name) = ["script", "style"].into_iter().find(|name| starts(rest, name)) {
                let Some((tag, after)) = split_tag(rest) else { break };
                let end = after.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(after.len());
                let (body, after) = after.split_at(end);
                match name {
                    "style" => hashes.styles.push(sha256_base64(body)),
                    _ if has_src(tag) => {}
                    _ => hashes.scripts.push(sha256_base64(body)),
                }
                rest = after;
            } else {
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        hashes
    }
}

/// Does the text begin with a start tag of this name?
fn starts(text: &str, name: &str) -> bool {
    let after = 1 + name.len();
    text.get(1..after).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text.as_bytes().get(after).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
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
        let html = "<style>s</style><script>a</script><script type=module>\r\nb</script><!-- <script>c</script> -->
            <script src=\"/x.js\"></script><SCRIPT data-a='>'>d <style>no</style></SCRIPT><scripted>e</scripted>";
        let hashes = |texts: &[&str]| texts.iter().map(|text| sha256_base64(text)).collect::<Vec<_>>();
        let scripts = hashes(&["a", "\nb", "d <style>no</style>"]);
        assert_eq!(Hashes::of(html), Hashes { scripts, styles: hashes(&["s"]) });
    }

    #[test]
    fn the_committed_page_has_its_scripts() {
        let html = include_str!("../../../index.html");
        assert_eq!(Hashes::of(html).scripts.len(), 3);
    }
}
