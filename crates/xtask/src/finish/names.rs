//! Short names for what the wasm and its script give each other. wasm-bindgen names every import and many exports with a
//! hash of 16 digits, once in each of the two files, which no compression makes smaller; functions that it calls back keep the
//! long names of the compiler. Nobody else reads these names.
//! The module's notes for tools go, too.

use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{CustomSectionReader, Export, ImportSectionReader, Parser};

/// Both files with short names; nothing when the module is not as expected, or when the script uses such names itself.
pub fn shorten(wasm: &[u8], js: &str) -> Option<(Vec<u8>, String)> {
    if words(js).any(is_short) {
        return None;
    }
    let (mut names, mut module) = (Names::default(), Module::new());
    names.parse_core_module(&mut module, Parser::new(0), wasm).ok()?;
    Some((module.finish(), names.within(js)))
}

/// A module without its notes for tools; its own names stay.
pub fn without_notes(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut module = Module::new();
    Bare.parse_core_module(&mut module, Parser::new(0), wasm).ok()?;
    Some(module.finish())
}

struct Bare;

impl Reencode for Bare {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

/// The names that were shortened, with their short ones.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    /// Only the names that wasm-bindgen and the compiler made up; others may mean something to somebody.
    fn short(&mut self, name: &str) -> String {
        if !["__wb", "wasm_bindgen_", "__externref_", "_R"].iter().any(|made| name.starts_with(made)) {
            return name.to_owned();
        }
        let next = format!("${:x}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    fn within(&self, js: &str) -> String {
        words(js).map(|word| self.0.get(word).map_or(word, String::as_str)).collect()
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let what = self.entity_type(import.ty)?;
            imports.import(import.module, &self.short(import.name), what);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        exports.export(&self.short(export.name), kind, index);
        Ok(())
    }

    /// Notes for tools: names, producers, features.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
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

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    use super::*;

    /// (module (import "./portal_bg.js" "__wbg_a_0123456789abcdef" (func)) (export "main" (func 0))
    /// (export "__wbindgen_export" (func 0)) (export "_RNvCs_4made" (func 0)))
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./portal_bg.js", "__wbg_a_0123456789abcdef", EntityType::Function(0));
        let mut exports = ExportSection::new();
        for name in ["main", "__wbindgen_export", "_RNvCs_4made"] {
            exports.export(name, ExportKind::Func, 0);
        }
        module.section(&types).section(&imports).section(&exports);
        module.finish()
    }

    const SCRIPT: &str = "const i = { __wbg_a_0123456789abcdef: function() { wasm.__wbindgen_export(1); } };\nwasm.main(); wasm._RNvCs_4made(); let \
                          __wbg_a = '__wbg_a_0123456789abcdef_';";

    #[test]
    fn both_files_are_given_the_same_short_names() {
        let (wasm, js) = shorten(&module(), SCRIPT).unwrap();
        assert_eq!(
            js,
            "const i = { $0: function() { wasm.$1(1); } };\nwasm.main(); wasm.$2(); let __wbg_a = '__wbg_a_0123456789abcdef_';"
        );
        let text = String::from_utf8_lossy(&wasm).into_owned();
        assert!(text.contains("\x0e./portal_bg.js\x02$0\0\0"), "{text:?}");
        assert!(text.contains("\x04main\0\0\x02$1\0\0\x02$2\0\0"), "{text:?}");
    }

    #[test]
    fn notes_for_tools_go() {
        let mut noted = module();
        noted.extend(b"\0\x05\x04note");
        assert_eq!(shorten(&noted, SCRIPT), shorten(&module(), SCRIPT));
    }

    #[test]
    fn what_is_no_module_or_renamed_already_is_left_alone() {
        let (wasm, js) = shorten(&module(), SCRIPT).unwrap();
        assert_eq!(shorten(&wasm, &js), None);
        assert_eq!(shorten(&module()[..module().len() - 1], SCRIPT), None);
        assert_eq!(shorten(b"\0asm pretend", SCRIPT), None);
    }
}
