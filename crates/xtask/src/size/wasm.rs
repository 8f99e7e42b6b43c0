//! What a wasm module weighs, section by section and function by function.

use wasmparser::{KnownCustom, Name, Parser, Payload, Result, TypeRef};

/// What a module is made of.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Module {
    /// Name and bytes of every section.
    pub sections: Vec<(String, u64)>,
    /// How many functions are imported; they come first in the numbering.
    pub imported: usize,
    /// Every function that has a body.
    pub functions: Vec<Function>,
}

/// One function body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// If the module has names.
    pub name: Option<String>,
    /// The body, without its length.
    pub bytes: u64,
}

impl Module {
    /// The name of the function of this number.
    pub fn name(&self, number: usize) -> Option<&str> {
        self.functions.get(number.checked_sub(self.imported)?)?.name.as_deref()
    }
}

const SECTIONS: [&str; 14] = [
    "custom",
    "types",
    "imports",
    "function types",
    "tables",
    "memory",
    "globals",
    "exports",
    "start",
    "elements",
    "code",
    "data",
    "data count",
    "tags",
];

/// Reads a module.
pub fn read(bytes: &[u8]) -> Result<Module> {
    let mut module = Module::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section() {
            let name = SECTIONS.get(usize::from(id)).copied().unwrap_or("unknown");
            module.sections.push((name.to_owned(), range.end - range.start));
        }
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    module.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                module.functions.push(Function { name: None, bytes: range.end - range.start });
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        module.take_names(part?)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(module)
}

impl Module {
    fn take_names(&mut self, part: Name<'_>) -> Result<()> {
        let Name::Function(names) = part else { return Ok(()) };
        for naming in names {
            let naming = naming?;
            let own = usize::try_from(naming.index).ok().and_then(|index| index.checked_sub(self.imported));
            if let Some(function) = own.and_then(|own| self.functions.get_mut(own)) {
                function.name = Some(rustc_demangle::demangle(naming.name).to_string());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (module (import "m" "f" (func)) (func) (func (nop)) ) with names for all three.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x07\x01\x01m\x01f\0\0\
        \x03\x03\x02\0\0\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\
        \0\x17\x04name\x01\x10\x03\0\x01f\x01\x04a::b\x02\x04c::d";

    #[test]
    fn sections_bodies_and_names() {
        let module = read(MODULE).unwrap();
        let sections: Vec<(&str, u64)> =
            module.sections.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        assert_eq!(
            sections,
            [("types", 4), ("imports", 7), ("function types", 3), ("code", 8), ("custom", 23)]
        );
        let function = |name: &str, bytes| Function { name: Some(name.to_owned()), bytes };
        assert_eq!(module.functions, [function("a::b", 2), function("c::d", 3)]);
        assert_eq!([0, 1, 2, 3].map(|number| module.name(number)), [None, Some("a::b"), Some("c::d"), None]);
    }

    #[test]
    fn a_torn_module_is_an_error() {
        assert!(read(&MODULE[..MODULE.len() - 1]).is_err());
        assert!(read(b"no module").is_err());
    }
}
