//! What can be reached by one function only: a walk over the functions and constants of a linked module, along the places
//! that the linker would have had to fill in anew (`reloc.CODE`, `reloc.DATA`).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use wasmparser::{
    DataKind, ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader,
    RelocationType, SymbolInfo, TypeRef,
};

use super::{Outcome, told};

/// What stands behind one function.
pub struct Behind {
    /// The function's name.
    pub entry: String,
    /// The names of the functions behind it, its own among them.
    pub functions: HashSet<String>,
    /// Where in memory constants lie that only they use.
    pub constants: Vec<Range<u32>>,
}

/// What only the function whose name ends with `entry` leads to. What is exported, started or named in `kept` is reached
/// without it. Nothing when the module has no notes of the linker, or no such function.
pub fn behind(linked: &[u8], entry: &str, kept: &HashSet<String>) -> Outcome<Option<Behind>> {
    let module = Linked::read(linked)?;
    let Some(entry) = (0..module.names.len()).find(|&function| module.names[function].ends_with(entry))
    else {
        return Ok(None);
    };
    let Some(uses) = module.uses() else { return Ok(None) };
    let named = |(_, name): &(usize, &String)| kept.contains(*name);
    let roots = module.names.iter().enumerate().filter(named).map(|(function, _)| function);
    let without =
        walk(&uses, module.roots.iter().copied().chain(roots).chain(uses.of_nobody.clone()), Some(entry));
    let with: HashSet<usize> = walk(&uses, [entry], None).difference(&without).copied().collect();
    // A name that stands for a function here and one there says nothing; both stay in the first file.
    let first: HashSet<&String> =
        module.names.iter().enumerate().filter(|(at, _)| !with.contains(at)).map(|(_, name)| name).collect();
    let functions =
        module.names.iter().enumerate().filter(|(at, name)| with.contains(at) && !first.contains(name));
    Ok(Some(Behind {
        entry: module.names[entry].clone(),
        functions: functions.map(|(_, name)| name.clone()).collect(),
        constants: module.constants(&with),
    }))
}

/// A piece is a function, by its number, or a constant, by its number behind those of the functions.
fn walk(uses: &Uses, from: impl IntoIterator<Item = usize>, never: Option<usize>) -> HashSet<usize> {
    let mut left: Vec<usize> = from.into_iter().collect();
    let mut seen = HashSet::new();
    while let Some(piece) = left.pop() {
        if Some(piece) != never && seen.insert(piece) {
            left.extend(uses.of.get(&piece).into_iter().flatten());
        }
    }
    seen
}

#[derive(Default)]
struct Uses {
    of: HashMap<usize, BTreeSet<usize>>,
    /// Used from a place that belongs to no symbol.
    of_nobody: Vec<usize>,
}

#[derive(Default)]
struct Linked<'a> {
    /// By number, imported ones first; empty where there is none.
    names: Vec<String>,
    imported: usize,
    roots: Vec<usize>,
    /// Where the functions stand in the code section, and the constants in the data section, each in order.
    bodies: Vec<Range<u32>>,
    constants: Vec<Constant>,
    /// What the linker's symbols are.
    symbols: Vec<Option<Symbol>>,
    code: Option<RelocSectionReader<'a>>,
    data: Option<RelocSectionReader<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Constant {
    segment: u32,
    offset: u32,
    size: u32,
    /// In the data section.
    place: u32,
    /// In memory.
    address: u32,
}

enum Symbol {
    Function(u32),
    Data { segment: u32, offset: u32, size: u32 },
}

impl<'a> Linked<'a> {
    fn read(wasm: &'a [u8]) -> Outcome<Self> {
        let mut found = Self::default();
        let (mut names, mut segments, mut code_start) = (HashMap::new(), Vec::new(), 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(told)? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        found.imported += usize::from(matches!(import.map_err(told)?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.map_err(told)?;
                        if export.kind == ExternalKind::Func {
                            found.roots.push(export.index as usize);
                        }
                    }
                }
                Payload::StartSection { func, .. } => found.roots.push(func as usize),
                Payload::CodeSectionStart { unchecked_range, .. } => code_start = unchecked_range.start,
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    found.bodies.push(within(range.start, code_start)..within(range.end, code_start));
                }
                Payload::DataSection(data) => {
                    let start = data.range().start;
                    for datum in data {
                        let datum = datum.map_err(told)?;
                        let place = within(datum.range.end, start) - datum.data.len() as u32;
                        segments.push((place, address_of(&datum.kind)?));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(parts) => {
                        for part in parts {
                            if let Name::Function(functions) = part.map_err(told)? {
                                for naming in functions {
                                    let naming = naming.map_err(told)?;
                                    names.insert(naming.index as usize, naming.name.to_owned());
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part.map_err(told)? {
                                for symbol in symbols {
                                    found.symbols.push(Symbol::of(&symbol.map_err(told)?));
                                }
                            }
                        }
                    }
                    KnownCustom::Reloc(places) if section.name() == "reloc.CODE" => found.code = Some(places),
                    KnownCustom::Reloc(places) if section.name() == "reloc.DATA" => found.data = Some(places),
                    _ => {}
                },
                _ => {}
            }
        }
        let count = found.imported + found.bodies.len();
        found.names = (0..count).map(|function| names.remove(&function).unwrap_or_default()).collect();
        let constants: BTreeSet<Constant> = found
            .symbols
            .iter()
            .flatten()
            .filter_map(|symbol| match *symbol {
                Symbol::Data { segment, offset, size } => {
                    let (place, address) = *segments.get(segment as usize)?;
                    Some(Constant { segment, offset, size, place: place + offset, address: address + offset })
                }
                Symbol::Function(_) => None,
            })
            .collect();
        found.constants = constants.into_iter().collect();
        Ok(found)
    }

    /// Who uses whom.
    fn uses(&self) -> Option<Uses> {
        let (code, data) = (self.code.as_ref()?, self.data.as_ref()?);
        let mut uses = Uses::default();
        let function_at = |place: u32| {
            let at = self.bodies.partition_point(|body| body.start <= place).checked_sub(1)?;
            self.bodies[at].contains(&place).then_some(self.imported + at)
        };
        let constant_at = |place: u32| {
            let at = self.constants.partition_point(|one| one.place <= place).checked_sub(1)?;
            let one = self.constants[at];
            (place < one.place + one.size).then_some(self.names.len() + at)
        };
        for place in code.entries() {
            let place = place.ok()?;
            self.note(&mut uses, place.ty, place.index, function_at(place.offset));
        }
        for place in data.entries() {
            let place = place.ok()?;
            self.note(&mut uses, place.ty, place.index, constant_at(place.offset));
        }
        Some(uses)
    }

    fn note(&self, uses: &mut Uses, kind: RelocationType, symbol: u32, user: Option<usize>) {
        // The number of a type is none of a symbol.
        if kind == RelocationType::TypeIndexLeb {
            return;
        }
        let Some(used) =
            self.symbols.get(symbol as usize).and_then(Option::as_ref).and_then(|symbol| self.piece(symbol))
        else {
            return;
        };
        match user {
            Some(user) => drop(uses.of.entry(user).or_default().insert(used)),
            None => uses.of_nobody.push(used),
        }
    }

    fn piece(&self, symbol: &Symbol) -> Option<usize> {
        match *symbol {
            Symbol::Function(index) => Some(index as usize),
            Symbol::Data { segment, offset, size } => {
                let key = |one: &Constant| (one.segment, one.offset, one.size);
                let at = self.constants.binary_search_by_key(&(segment, offset, size), key).ok()?;
                Some(self.names.len() + at)
            }
        }
    }

    /// Where constants lie that are of `with` and share no byte with another one; with the bytes between two that are
    /// nobody's.
    fn constants(&self, with: &HashSet<usize>) -> Vec<Range<u32>> {
        let bytes_of = |wanted: &dyn Fn(usize) -> bool| -> BTreeSet<u32> {
            let held = self.constants.iter().enumerate().filter(|(at, _)| wanted(self.names.len() + at));
            held.flat_map(|(_, one)| one.address..one.address + one.size).collect()
        };
        let own = bytes_of(&|piece| with.contains(&piece));
        let others = bytes_of(&|piece| !with.contains(&piece));
        let mut runs: Vec<Range<u32>> = Vec::new();
        for &byte in own.difference(&others) {
            match runs.last_mut() {
                Some(run) if others.range(run.end..byte).next().is_none() => run.end = byte + 1,
                _ => runs.push(byte..byte + 1),
            }
        }
        runs
    }
}

impl Symbol {
    fn of(symbol: &SymbolInfo<'_>) -> Option<Self> {
        match *symbol {
            SymbolInfo::Func { index, .. } => Some(Self::Function(index)),
            SymbolInfo::Data { symbol: Some(place), .. } => {
                Some(Self::Data { segment: place.index, offset: place.offset, size: place.size })
            }
            _ => None,
        }
    }
}

fn within(place: u64, start: u64) -> u32 {
    u32::try_from(place.saturating_sub(start)).unwrap_or(u32::MAX)
}

/// Where a segment lies in memory.
pub fn address_of(kind: &DataKind<'_>) -> Outcome<u32> {
    match kind {
        DataKind::Active { offset_expr, .. } => number(offset_expr),
        DataKind::Passive => Err("a data segment without an address".to_owned()),
    }
}

/// The number that an expression is.
pub fn number(expression: &wasmparser::ConstExpr<'_>) -> Outcome<u32> {
    match expression.get_operators_reader().read().map_err(told)? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => Err(format!("a place that is no number: {other:?}")),
    }
}
