//! Which function goes into which of the two files, and what the second one needs of the first.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use std::ops::Range;

use wasm_encoder::CodeSection;
use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{
    ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Parser, Payload, TableType,
    TypeRef,
};

use super::reach::Behind;
use super::{Outcome, told};

/// The plan.
#[derive(Default)]
pub struct Plan {
    /// How many functions are imported; they have the first numbers.
    pub imported: u32,
    /// By number: the function's type.
    pub types: Vec<u32>,
    /// By number: whether the second file holds it.
    pub second: Vec<bool>,
    /// The function that leads to the second file; the first holds a stand-in for it.
    pub entry: u32,
    /// How many parameters that has.
    pub parameters: u32,
    /// A type without parameters and results.
    pub nothing: u32,
    /// The functions of the first that the second calls.
    pub shared: Vec<u32>,
    /// The tables, of which this one holds functions.
    pub tables: Vec<TableType>,
    /// Its number.
    pub functions: u32,
    /// Memories.
    pub memories: Vec<MemoryType>,
    /// Globals.
    pub globals: Vec<GlobalType>,
    /// Where in memory the constants of the second file lie.
    pub constants: Vec<Range<u32>>,
}

/// The names of the functions that a module exports or starts with; nothing when it has no names.
pub fn exported(wasm: &[u8]) -> Outcome<Option<HashSet<String>>> {
    let (mut numbers, mut kept, mut named) = (HashSet::new(), HashSet::new(), false);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(told)? {
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.map_err(told)?;
                    if export.kind == ExternalKind::Func {
                        numbers.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => drop(numbers.insert(func)),
            Payload::CustomSection(section) => {
                for (number, name) in names(&section.as_known())? {
                    named = true;
                    if numbers.contains(&number) {
                        kept.insert(name);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(named.then_some(kept))
}

fn names(section: &KnownCustom<'_>) -> Outcome<HashMap<u32, String>> {
    let mut names = HashMap::new();
    if let KnownCustom::Name(parts) = section {
        for part in parts.clone() {
            if let Name::Function(functions) = part.map_err(told)? {
                for naming in functions {
                    let naming = naming.map_err(told)?;
                    names.insert(naming.index, naming.name.to_owned());
                }
            }
        }
    }
    Ok(names)
}

impl Plan {
    /// Plans the two files of a module that wasm-bindgen has made.
    pub fn new(bound: &[u8], behind: &Behind) -> Outcome<Self> {
        let mut plan = Self { constants: behind.constants.clone(), ..Self::default() };
        let (mut bodies, mut by_number, mut parameters) = (Vec::new(), HashMap::new(), Vec::new());
        for payload in Parser::new(0).parse_all(bound) {
            match payload.map_err(told)? {
                Payload::TypeSection(types) => {
                    for kind in types.into_iter_err_on_gc_types() {
                        let kind = kind.map_err(told)?;
                        parameters.push((kind.params().len(), kind.results().len()));
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import.map_err(told)?.ty {
                            TypeRef::Func(kind) => plan.types.push(kind),
                            other => return Err(format!("an import that is no function: {other:?}")),
                        }
                    }
                    plan.imported = count(plan.types.len());
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        plan.types.push(kind.map_err(told)?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        plan.tables.push(table.map_err(told)?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        plan.memories.push(memory.map_err(told)?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        plan.globals.push(global.map_err(told)?.ty);
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                Payload::CustomSection(section) => by_number.extend(names(&section.as_known())?),
                _ => {}
            }
        }
        plan.place(behind, &by_number, &parameters)?;
        plan.share(&bodies)?;
        Ok(plan)
    }

    fn place(
        &mut self,
        behind: &Behind,
        names: &HashMap<u32, String>,
        types: &[(usize, usize)],
    ) -> Outcome<()> {
        let name = |number: usize| names.get(&count(number));
        let defined = |number: usize| count(number) >= self.imported;
        self.second = (0..self.types.len())
            .map(|number| defined(number) && name(number).is_some_and(|name| behind.functions.contains(name)))
            .collect();
        let entry = (0..self.types.len()).find(|&number| name(number) == Some(&behind.entry));
        self.entry =
            count(entry.filter(|&at| self.second[at]).ok_or("the function between the files is gone")?);
        self.parameters =
            count(types.get(self.types[self.entry as usize] as usize).ok_or("a type is missing")?.0);
        let nothing = types.iter().position(|kind| *kind == (0, 0));
        self.nothing = count(nothing.ok_or("no function without parameters and results")?);
        let functions =
            self.tables.iter().position(|table| table.element_type == wasmparser::RefType::FUNCREF);
        self.functions = count(functions.ok_or("no table of functions")?);
        Ok(())
    }

    /// Finds what the second file calls in the first, and makes sure that the first calls nothing in the second but the
    /// one function that leads there.
    fn share(&mut self, bodies: &[FunctionBody<'_>]) -> Outcome<()> {
        let mut shared = BTreeSet::new();
        for (body, number) in bodies.iter().zip(self.imported..) {
            let mut called = Called::default();
            called.parse_function_body(&mut CodeSection::new(), body.clone()).map_err(told)?;
            let of_second = |function: &u32| self.second[*function as usize];
            if of_second(&number) {
                shared.extend(called.0.into_iter().filter(|function| !of_second(function)));
            } else if let Some(function) = called.0.iter().find(|&one| of_second(one) && *one != self.entry) {
                return Err(format!("function {number} of the first file calls {function} of the second"));
            }
        }
        self.shared = shared.into_iter().collect();
        Ok(())
    }

    /// The place in the table of functions that the two files agree on for the function between them: behind the last.
    pub fn slot(&self) -> Outcome<i32> {
        let table = self.tables.get(self.functions as usize).ok_or("no table of functions")?;
        i32::try_from(table.initial).map_err(told)
    }

    /// Which bytes of a data segment, of its address and length, are constants of the second file.
    pub fn constants_of(&self, start: u32, length: usize) -> impl Iterator<Item = Range<usize>> {
        let within = move |own: &Range<u32>| {
            let range = own.start.checked_sub(start)? as usize..own.end.checked_sub(start)? as usize;
            (range.end <= length).then_some(range)
        };
        self.constants.iter().filter_map(within)
    }

    /// A table as both files know it, one place longer than it was if it is that of functions.
    pub fn table(&self, number: u32) -> Option<TableType> {
        let mut table = *self.tables.get(number as usize)?;
        if number == self.functions {
            table.initial += 1;
            table.maximum = table.maximum.map(|maximum| maximum + 1);
        }
        Some(table)
    }
}

/// The functions that a body names.
#[derive(Default)]
struct Called(BTreeSet<u32>);

impl Reencode for Called {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        self.0.insert(function);
        Ok(function)
    }
}

/// The names under which the first exports to the second what it needs: functions by number, all else with its kind before.
pub fn name(kind: &str, number: usize) -> String {
    format!("{kind}{number:x}")
}

/// A number as wasm counts.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
