//! Short names for what the wasm and its script give each other. wasm-bindgen names every import and many exports with a
//! hash of 16 digits, once in each of the two files, which no compression makes smaller. Nobody else reads these names.
//! The module's notes for tools go, too.

use std::collections::HashMap;

use crate::wasm::{HEADER, Reader};

/// Both files with short names; nothing when the module is not as expected, or when the script uses such names itself.
pub fn shorten(wasm: &[u8], js: &str) -> Option<(Vec<u8>, String)> {
    if words(js).any(is_short) {
        return None;
    }
    let mut names = Names::default();
    let mut rest = Reader(wasm.strip_prefix(HEADER)?);
    let mut out = HEADER.to_vec();
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let body = rest.take(length)?;
        // Custom sections are notes for tools: names, producers, features.
        if id == 0 {
            continue;
        }
        out.push(id);
        match id {
            2 => sized(&mut out, &imports(body, &mut names)?),
            7 => sized(&mut out, &exports(body, &mut names)?),
            _ => sized(&mut out, body),
        }
    }
    Some((out, names.within(js)))
}

fn imports(body: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut rest = Reader(body);
    let count = rest.number()?;
    let mut out = Vec::new();
    number(&mut out, count);
    for _ in 0..count {
        sized(&mut out, rest.text()?.as_bytes());
        sized(&mut out, names.short(&rest.text()?).as_bytes());
        let before = rest.0;
        rest.imported()?;
        out.extend(&before[..before.len() - rest.0.len()]);
    }
    rest.0.is_empty().then_some(out)
}

fn exports(body: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut rest = Reader(body);
    let count = rest.number()?;
    let mut out = Vec::new();
    number(&mut out, count);
    for _ in 0..count {
        sized(&mut out, names.short(&rest.text()?).as_bytes());
        out.push(rest.byte()?);
        number(&mut out, rest.number()?);
    }
    rest.0.is_empty().then_some(out)
}

/// The names that were shortened, with their short ones.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    /// Only the names that wasm-bindgen made up; others may mean something to somebody.
    fn short(&mut self, name: &str) -> String {
        if !["__wb", "wasm_bindgen_", "__externref_"].iter().any(|made| name.starts_with(made)) {
            return name.to_owned();
        }
        let next = format!("${:x}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    fn within(&self, js: &str) -> String {
        words(js).map(|word| self.0.get(word).map_or(word, String::as_str)).collect()
    }
}

fn is_short(word: &str) -> bool {
    word.strip_prefix('$')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The script in pieces: whole words, and what stands between them.
fn words(js: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = js;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn sized(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    out.extend(bytes);
}

/// An unsigned LEB128 number.
fn number(out: &mut Vec<u8>, mut value: u32) {
    loop {
        let low = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (module (import "./portal_bg.js" "__wbg_a_0123456789abcdef" (func)) (export "main" (func 0))
    /// (export "__wbindgen_export" (func 0)))
    fn module() -> Vec<u8> {
        let mut module = HEADER.to_vec();
        module.extend(b"\x01\x04\x01\x60\0\0");
        let mut imports = vec![1];
        sized(&mut imports, b"./portal_bg.js");
        sized(&mut imports, b"__wbg_a_0123456789abcdef");
        imports.extend([0, 0]);
        module.push(2);
        sized(&mut module, &imports);
        let mut exports = vec![2];
        for name in ["main", "__wbindgen_export"] {
            sized(&mut exports, name.as_bytes());
            exports.extend([0, 0]);
        }
        module.push(7);
        sized(&mut module, &exports);
        module
    }

    const SCRIPT: &str = "const i = { __wbg_a_0123456789abcdef: function() { wasm.__wbindgen_export(1); } };\nwasm.main(); let \
                          __wbg_a = '__wbg_a_0123456789abcdef_';";

    #[test]
    fn both_files_are_given_the_same_short_names() {
        let (wasm, js) = shorten(&module(), SCRIPT).unwrap();
        assert_eq!(
            js,
            "const i = { $0: function() { wasm.$1(1); } };\nwasm.main(); let __wbg_a = '__wbg_a_0123456789abcdef_';"
        );
        let text = String::from_utf8_lossy(&wasm).into_owned();
        assert!(text.contains("\x0e./portal_bg.js\x02$0\0\0"), "{text:?}");
        assert!(text.contains("\x04main\0\0\x02$1\0\0"), "{text:?}");
        assert_eq!(
            ends(&wasm).unwrap().len(),
            ends(&module()).unwrap().len(),
            "each section is as long as it says"
        );
    }

    /// Where sections end, the header first.
    fn ends(wasm: &[u8]) -> Option<Vec<usize>> {
        let mut rest = Reader(wasm.strip_prefix(HEADER)?);
        let mut ends = vec![HEADER.len()];
        while !rest.0.is_empty() {
            rest.byte()?;
            let length = rest.number()?;
            rest.take(length)?;
            ends.push(wasm.len() - rest.0.len());
        }
        Some(ends)
    }

    #[test]
    fn what_is_torn_or_renamed_already_is_left_alone() {
        let whole = module();
        let ends = ends(&whole).unwrap();
        for length in 0..whole.len() {
            let torn = shorten(&whole[..length], SCRIPT);
            assert_eq!(torn.is_some(), ends.contains(&length), "{length}");
        }
        let (wasm, js) = shorten(&whole, SCRIPT).unwrap();
        assert_eq!(shorten(&wasm, &js), None);
        assert_eq!(shorten(b"\0asm pretend", SCRIPT), None);
    }

    #[test]
    fn numbers_of_all_lengths() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 624_485, u32::MAX] {
            let mut bytes = Vec::new();
            number(&mut bytes, value);
            assert_eq!(Reader(&bytes).number(), Some(value));
        }
    }
}
