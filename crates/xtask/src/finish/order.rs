//! The order of the functions in the wasm. wasm-bindgen writes them by size; beside one that resembles it a function takes
//! fewer bytes after compression, because what has just been seen is the cheapest to point at.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module, NameMap, NameSection};
use wasmparser::{self, CodeSectionReader, FunctionSectionReader, Name, Naming, Parser, Payload};

/// Two functions resemble each other by the runs of this many bytes that they share.
const RUN: usize = 4;
/// A run that more functions than this have says nothing about two of them.
const COMMON: usize = 1000;

type Outcome<T> = Result<T, Error<Infallible>>;

/// The same module with alike functions side by side. One whose functions have no names has been through this before, and
/// stays as it is.
pub fn alike_together(wasm: &[u8]) -> Outcome<Option<Vec<u8>>> {
    let Functions { imported, bodies, named: true } = functions(wasm)? else { return Ok(None) };
    let order = chain(&bodies);
    let mut new_index = vec![0_u32; bodies.len()];
    for (new, &old) in (imported..).zip(&order) {
        new_index[old] = new;
    }
    let mut module = Module::new();
    Moved { imported, order, new_index }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(Some(module.finish()))
}

struct Functions<'a> {
    /// How many are imported.
    imported: u32,
    /// The bytes of the others.
    bodies: Vec<&'a [u8]>,
    /// Whether the module says what they are called.
    named: bool,
}

fn functions(wasm: &[u8]) -> Outcome<Functions<'_>> {
    let (mut imported, mut bodies, mut named) = (0, Vec::new(), false);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(section) => named |= section.name() == "name",
            _ => {}
        }
    }
    Ok(Functions { imported, bodies, named })
}

/// From the first function on, always the one next that shares most with the last, measured against what the two have
/// together; the first of those left when none shares anything.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(RUN).collect()).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(function);
        }
    }
    holders.retain(|_, functions| (2..=COMMON).contains(&functions.len()));
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = left.first().copied();
    while let Some(last) = next {
        left.remove(&last);
        order.push(last);
        let mut shared = vec![0_usize; bodies.len()];
        for function in runs[last].iter().filter_map(|run| holders.get(run)).flatten() {
            shared[*function] += 1;
        }
        // Shared runs in a million of all that the two have.
        let alike = |other: usize| shared[other] * 1_000_000 / (runs[last].len() + runs[other].len()).max(1);
        let nearest = left.iter().copied().filter(|&other| shared[other] > 0);
        let nearest = nearest.max_by_key(|&other| (alike(other), std::cmp::Reverse(other)));
        next = nearest.or_else(|| left.first().copied());
    }
    order
}

/// Writes the module anew; `wasm-encoder` asks for the new number wherever a function is named.
struct Moved {
    imported: u32,
    /// Old places of the functions in their new order, without the imported ones.
    order: Vec<usize>,
    /// By old place: the new index.
    new_index: Vec<u32>,
}

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Outcome<u32> {
        let place = old.checked_sub(self.imported).and_then(|place| usize::try_from(place).ok());
        Ok(place.and_then(|place| self.new_index.get(place)).copied().unwrap_or(old))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Outcome<()> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for &old in &self.order {
            functions.function(types[old]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Outcome<()> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }

    /// Names stand in the order of the numbers, which is another one now.
    fn parse_custom_name_subsection(&mut self, names: &mut NameSection, part: Name<'_>) -> Outcome<()> {
        let Name::Function(old) = part else {
            return utils::parse_custom_name_subsection(self, names, part);
        };
        renumbered(names, old, |index| self.function_index(index).ok())
    }
}

/// Names of functions with their new numbers, in the order of those; what has none any more goes.
pub fn renumbered(
    names: &mut NameSection,
    old: wasmparser::NameMap<'_>,
    mut number: impl FnMut(u32) -> Option<u32>,
) -> Outcome<()> {
    let mut sorted = BTreeMap::new();
    for naming in old {
        let Naming { index, name } = naming?;
        if let Some(new) = number(index) {
            sorted.insert(new, name);
        }
    }
    let mut map = NameMap::new();
    sorted.into_iter().for_each(|(index, name)| map.append(index, name));
    names.functions(&map);
    Ok(())
}

#[cfg(test)]
pub mod tests;
