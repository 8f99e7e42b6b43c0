//! Taking comments and indentation out of what wasm-bindgen wrote. It looks at whole lines only and keeps every line break
//! that could end a statement; where a line could be part of a longer string, it changes nothing at all.

/// The script without comment lines, indentation and empty lines.
pub fn strip(js: &str) -> String {
    let unsure = |line: &str| line.matches('`').count() % 2 == 1 || line.trim_end().ends_with('\\');
    if js.lines().any(unsure) {
        return js.to_owned();
    }
    let mut out = String::with_capacity(js.len());
    let mut in_comment = false;
    for line in js.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
            // Code after the end of a comment: such a file is not what this was written for.
            if in_comment && line.contains("*/") {
                return js.to_owned();
            }
            continue;
        }
        if line.starts_with("/*") {
            match line.find("*/") {
                None => in_comment = true,
                Some(end) if end + 2 == line.len() => {}
                Some(_) => return js.to_owned(),
            }
            continue;
        }
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    if in_comment { js.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::strip;

    const SAMPLE: &str = "/* @ts-self-types=\"./portal.d.ts\" */\nlet wasm;\n\n/**\n * @param {number} a\n */\nexport function f(a) {\n    // says so\n    const s = 'a // b /* c */';\n    return `x ${a}`;\n}\n";

    #[test]
    fn comments_and_indentation_go_and_strings_stay() {
        assert_eq!(
            strip(SAMPLE),
            "let wasm;\nexport function f(a) {\nconst s = 'a // b /* c */';\nreturn `x ${a}`;\n}\n"
        );
    }

    #[test]
    fn twice_is_once() {
        assert_eq!(strip(&strip(SAMPLE)), strip(SAMPLE));
    }

    #[test]
    fn what_could_be_a_longer_string_is_left_alone() {
        for js in [
            "let a = `\n  // b\n`;\n",
            "let a = 'x\\\n  // y';\n",
            "/* a\n */ let b;\n",
            "/* a */ let b;\n",
            "/* open\n",
        ] {
            assert_eq!(strip(js), js);
        }
    }
}
