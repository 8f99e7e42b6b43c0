//! As much of the WebAssembly binary format as it takes to weigh a module: section sizes, function bodies, and the name
//! section. Anything that is not as the format says gives nothing instead of a guess.

use crate::wasm::{HEADER, Reader};

/// What a module is made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Module {
    /// Name and bytes of every section.
    pub sections: Vec<(String, u64)>,
    /// How many functions are imported; they come first in the numbering.
    pub imported: u32,
    /// Every function that has a body.
    pub functions: Vec<Function>,
}

impl Module {
    /// The name of the function of this number.
    pub fn name(&self, number: u32) -> Option<&str> {
        let own = usize::try_from(number.checked_sub(self.imported)?).ok()?;
        self.functions.get(own)?.name.as_deref()
    }
}

/// One function body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// From the name section, if there is one.
    pub name: Option<String>,
    /// The body with its length.
    pub bytes: u64,
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
pub fn read(bytes: &[u8]) -> Option<Module> {
    let mut rest = Reader(bytes.strip_prefix(HEADER)?);
    let mut module = Module { sections: Vec::new(), imported: 0, functions: Vec::new() };
    let mut names = Vec::new();
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let mut body = Reader(rest.take(length)?);
        let mut name =
            SECTIONS.get(usize::from(id)).map_or_else(|| format!("section {id}"), |name| (*name).to_owned());
        match id {
            0 => {
                name = body.text()?;
                if name == "name" {
                    names = function_names(&mut body)?;
                }
                name.insert_str(0, "custom: ");
            }
            2 => module.imported = imported_functions(&mut body)?,
            10 => module.functions = bodies(&mut body)?,
            _ => {}
        }
        module.sections.push((name, u64::from(length)));
    }
    for (index, name) in names {
        let own = index.checked_sub(module.imported).and_then(|index| usize::try_from(index).ok());
        if let Some(function) = own.and_then(|index| module.functions.get_mut(index)) {
            function.name = Some(name);
        }
    }
    Some(module)
}

fn bodies(body: &mut Reader) -> Option<Vec<Function>> {
    let count = body.number()?;
    (0..count)
        .map(|_| {
            let before = body.0.len();
            let length = body.number()?;
            body.take(length)?;
            Some(Function { name: None, bytes: u64::try_from(before - body.0.len()).ok()? })
        })
        .collect()
}

fn imported_functions(body: &mut Reader) -> Option<u32> {
    let mut functions = 0;
    for _ in 0..body.number()? {
        body.text()?;
        body.text()?;
        functions += u32::from(body.imported()? == 0);
    }
    Some(functions)
}

fn function_names(body: &mut Reader) -> Option<Vec<(u32, String)>> {
    while !body.0.is_empty() {
        let id = body.byte()?;
        let length = body.number()?;
        let mut part = Reader(body.take(length)?);
        if id == 1 {
            let count = part.number()?;
            return (0..count).map(|_| Some((part.number()?, part.text()?))).collect();
        }
    }
    Some(Vec::new())
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
        let names: Vec<&str> = module.sections.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["types", "imports", "function types", "code", "custom: name"]);
        let function = |name: &str, bytes| Function { name: Some(name.to_owned()), bytes };
        assert_eq!(module.functions, [function("a::b", 3), function("c::d", 4)]);
        assert_eq!([0, 1, 2, 3].map(|number| module.name(number)), [None, Some("a::b"), Some("c::d"), None]);
    }

    #[test]
    fn every_torn_module_is_nothing() {
        let ends: Vec<usize> = vec![8, 14, 23, 28, 38, MODULE.len()];
        for length in 0..MODULE.len() {
            assert_eq!(read(&MODULE[..length]).is_some(), ends.contains(&length), "{length}");
        }
        assert_eq!(read(b"\0asm\x02\0\0\0"), None);
    }
}
