//! A careful shrinking of our own CSS: comments go, white space becomes one space or none. Strings, `url()` and escapes stay
//! byte for byte, and spaces that can carry meaning (in selectors, around `+` and `-` in calc()) are kept. It refuses what
//! would be wrong in a joined file, instead of guessing.

/// One style sheet, smaller. The error is a sentence.
pub fn minify(css: &str) -> Result<String, String> {
    let css = css.trim_start_matches('\u{feff}').trim_start();
    let css = css
        .strip_prefix("@charset \"utf-8\";")
        .or_else(|| css.strip_prefix("@charset \"UTF-8\";"))
        .unwrap_or(css);
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut depth = 0_usize;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '/' if rest.starts_with("/*") => comment(rest, &mut out)?,
            '"' | '\'' => copy(&mut out, rest, string_end(rest, next)?),
            '\\' => copy(&mut out, rest, 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            'u' | 'U' if starts_url(rest, &out) => copy(&mut out, rest, url_end(rest)?),
            c if c.is_ascii_whitespace() => space(rest, &mut out),
            '@' if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("@import")) => {
                return Err(
                    "@import does not work in a joined file: link the sheet from index.html".to_owned()
                );
            }
            _ => {
                depth = match next {
                    '{' => depth + 1,
                    '}' => depth.checked_sub(1).ok_or("one } too many")?,
                    _ => depth,
                };
                copy(&mut out, rest, next.len_utf8())
            }
        };
        rest = &rest[taken..];
    }
    if depth != 0 {
        return Err(format!("{depth} {{ not closed"));
    }
    Ok(out.trim_end().to_owned())
}

fn copy(out: &mut String, rest: &str, length: usize) -> usize {
    out.push_str(&rest[..length]);
    length
}

/// A comment separates tokens without being white space; between two words an empty one has to stay.
fn comment(rest: &str, out: &mut String) -> Result<usize, String> {
    let end = rest[2..].find("*/").map(|at| at + 4).ok_or("a comment is not closed")?;
    let part_of_word =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%' | '#' | '.' | '\\' | '(' | '@');
    if out.ends_with(part_of_word) && rest[end..].starts_with(part_of_word) {
        out.push_str("/**/");
    }
    Ok(end)
}

/// White space and the comments in it: nothing beside a mark that needs none, otherwise one space.
fn space(rest: &str, out: &mut String) -> usize {
    let mut after = rest.trim_ascii_start();
    while let Some(end) = after.strip_prefix("/*").and_then(|inner| inner.find("*/")) {
        after = after[end + 4..].trim_ascii_start();
    }
    let before_needs_none = out.is_empty() || ends_with_mark(out, &['{', '}', ';', ',']);
    let after_needs_none = after.is_empty() || after.starts_with(['{', '}', ';', ',']);
    // `--x: ;` is an empty value and `a :hover` is not `a:hover`: only a space after a colon goes, and only before a value.
    let after_colon = ends_with_mark(out, &[':']) && !after_needs_none;
    let empty_value = ends_with_mark(out, &[':']) && after_needs_none;
    if empty_value || !(before_needs_none || after_needs_none || after_colon) {
        out.push(' ');
    }
    rest.len() - after.len()
}

/// Whether the last thing written is one of these marks, and not an escaped one that belongs to a name.
fn ends_with_mark(out: &str, marks: &[char]) -> bool {
    out.strip_suffix(marks).is_some_and(|before| !before.ends_with('\\'))
}

fn string_end(rest: &str, quote: char) -> Result<usize, String> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => {
                return Err(format!("a string is not closed: {}", rest.lines().next().unwrap_or_default()));
            }
            _ if c == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Err("a string is not closed".to_owned())
}

fn starts_url(rest: &str, out: &str) -> bool {
    let word_before = out.ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    !word_before && rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("url("))
}

fn url_end(rest: &str) -> Result<usize, String> {
    let inside = &rest[4..];
    let skipped = inside.len() - inside.trim_ascii_start().len();
    let from = match inside.trim_ascii_start().chars().next() {
        Some(quote @ ('"' | '\'')) => 4 + skipped + string_end(inside.trim_ascii_start(), quote)?,
        _ => 4,
    };
    rest[from..].find(')').map(|at| from + at + 1).ok_or_else(|| "a url( is not closed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_white_space_go() {
        let css = "/* order */\n@layer base , page;\n\n.a > .b , .c :hover {\n  color : red;\n  margin: 0 auto; /* x */\n}\n";
        assert_eq!(minify(css).unwrap(), "@layer base,page;.a > .b,.c :hover{color :red;margin:0 auto;}");
    }

    #[test]
    fn what_carries_meaning_stays() {
        let same = [
            "a{width:calc(1px + 2px - (3px * 4))}",
            "a{content:\"/* not  a { comment */\"}",
            "a{content:'it\\'s  }'}",
            "a{background:url(data:image/svg+xml;utf8,<svg  a='/*'>)}",
            "a{background:url( \"x)  y.svg\" )}",
            ".sm\\:b\\  c{color:red}",
            ".sm\\: .b{color:red}",
            "a{--empty: ;}",
            ".a .b:not(.c) #d{top:-1px}",
            "@media (min-width:40rem) and (hover:hover){a{top:0}}",
            ".a/**/b{top:0}",
        ];
        for css in same {
            assert_eq!(minify(css).unwrap(), css);
        }
    }

    #[test]
    fn a_comment_among_spaces_is_one_space() {
        assert_eq!(minify(".a /* x */ .b { top: /* y */ 0 }").unwrap(), ".a .b{top:0}");
        assert_eq!(minify(".a/* x */ .b{}").unwrap(), ".a .b{}");
    }

    #[test]
    fn twice_is_once() {
        let css = "a , b :is( c , d ) { --x: ; top: calc( 1px + 2px ) }\n/* z */ @media screen { e { f: url( g ) } }";
        let once = minify(css).unwrap();
        assert_eq!(minify(&once).unwrap(), once);
    }

    #[test]
    fn what_would_be_wrong_when_joined_is_refused() {
        for css in ["@import 'a.css';", "a{", "a}}", "/* open", "a{content:\"x\n\"}", "a{b:url(x"] {
            assert!(minify(css).is_err(), "{css}");
        }
    }
}
