//! The second file: bodies and constants that only its one entrance leads to. All else it is given by the first: functions,
//! memory, tables, globals. At its start it puts its own functions into the table, where the first has left their places.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, Module, NameSection, TypeSection,
};
use wasmparser::{
    DataSectionReader, ElementItems, ElementKind, ElementSectionReader, FunctionBody, KnownCustom, Name,
    Parser, Payload,
};

use super::plan::{Plan, count, name};
use super::reach::{address_of, number};
use super::{Outcome, told};
use crate::finish::order;

/// Writes it.
pub fn write(plan: &Plan, bound: &[u8]) -> Outcome<Vec<u8>> {
    let mut second = Second { plan, numbers: numbers(plan) };
    let (mut types, mut elements, mut data) = (TypeSection::new(), ElementSection::new(), DataSection::new());
    let (mut names, mut bodies) = (NameSection::new(), Vec::new());
    for payload in Parser::new(0).parse_all(bound) {
        match payload.map_err(told)? {
            Payload::TypeSection(section) => second.parse_type_section(&mut types, section).map_err(told)?,
            Payload::ElementSection(section) => second.place(&mut elements, section)?,
            Payload::DataSection(section) => second.constants(&mut data, section)?,
            Payload::CodeSectionEntry(body) => bodies.push(body),
            Payload::CustomSection(section) => second.names(&mut names, &section.as_known())?,
            _ => {}
        }
    }
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    second.bodies(&mut functions, &mut code, &bodies)?;
    let mut module = Module::new();
    module.section(&types).section(&second.imports()?).section(&functions);
    module.section(&elements).section(&code).section(&data).section(&names);
    Ok(module.finish())
}

/// By old number: the new one, first of what the first file gives, then of its own.
fn numbers(plan: &Plan) -> Vec<Option<u32>> {
    let mut numbers = vec![None; plan.types.len()];
    let own = (0..plan.types.len()).filter(|&old| plan.second[old]);
    for (old, new) in plan.shared.iter().map(|&old| old as usize).chain(own).zip(0..) {
        numbers[old] = Some(new);
    }
    numbers
}

struct Second<'a> {
    plan: &'a Plan,
    numbers: Vec<Option<u32>>,
}

impl Second<'_> {
    /// All tables, memories and globals, so that their numbers stay.
    fn imports(&mut self) -> Outcome<ImportSection> {
        let plan = self.plan;
        let mut imports = ImportSection::new();
        for (at, &old) in plan.shared.iter().enumerate() {
            imports.import("", &name("", at), EntityType::Function(plan.types[old as usize]));
        }
        for at in 0..plan.tables.len() {
            let table = plan.table(count(at)).ok_or("a table is missing")?;
            imports.import("", &name("t", at), EntityType::Table(self.table_type(table).map_err(told)?));
        }
        for (at, memory) in plan.memories.iter().enumerate() {
            imports.import("", &name("m", at), EntityType::Memory(self.memory_type(*memory).map_err(told)?));
        }
        for (at, global) in plan.globals.iter().enumerate() {
            imports.import("", &name("g", at), EntityType::Global(self.global_type(*global).map_err(told)?));
        }
        Ok(imports)
    }

    /// Its functions at their places in the table, and the entrance at the place behind.
    fn place(&self, elements: &mut ElementSection, section: ElementSectionReader<'_>) -> Outcome<()> {
        let mut places = Vec::new();
        for element in section {
            let element = element.map_err(told)?;
            let ElementKind::Active { table_index, offset_expr } = element.kind else { continue };
            let ElementItems::Functions(listed) = element.items else { continue };
            if table_index.unwrap_or(0) != self.plan.functions {
                continue;
            }
            let start = number(&offset_expr)?;
            for (function, place) in listed.into_iter().zip(start..) {
                let old = function.map_err(told)? as usize;
                if self.plan.second[old] {
                    places.push((place, self.numbers[old].unwrap_or_default()));
                }
            }
        }
        let entrance = self.numbers[self.plan.entry as usize].unwrap_or_default();
        places.push((self.plan.slot()?.cast_unsigned(), entrance));
        for run in places.chunk_by(|one, next| one.0 + 1 == next.0) {
            let table = (self.plan.functions > 0).then_some(self.plan.functions);
            let functions: Vec<u32> = run.iter().map(|(_, function)| *function).collect();
            let start = ConstExpr::i32_const(run[0].0.cast_signed());
            elements.active(table, &start, Elements::Functions(functions.into()));
        }
        Ok(())
    }

    fn constants(&self, data: &mut DataSection, section: DataSectionReader<'_>) -> Outcome<()> {
        for datum in section {
            let datum = datum.map_err(told)?;
            let Ok(start) = address_of(&datum.kind) else { continue };
            for own in self.plan.constants_of(start, datum.data.len()) {
                let place = start + count(own.start);
                data.active(0, &ConstExpr::i32_const(place.cast_signed()), datum.data[own].iter().copied());
            }
        }
        Ok(())
    }

    fn bodies(
        &mut self,
        functions: &mut FunctionSection,
        code: &mut CodeSection,
        bodies: &[FunctionBody<'_>],
    ) -> Outcome<()> {
        for (body, old) in bodies.iter().zip(self.plan.imported as usize..) {
            if self.plan.second[old] {
                functions.function(self.plan.types[old]);
                self.parse_function_body(code, body.clone()).map_err(told)?;
            }
        }
        Ok(())
    }

    fn names(&self, names: &mut NameSection, section: &KnownCustom<'_>) -> Outcome<()> {
        let KnownCustom::Name(parts) = section else { return Ok(()) };
        for part in parts.clone() {
            if let Name::Function(functions) = part.map_err(told)? {
                order::renumbered(names, functions, |old| self.numbers.get(old as usize).copied().flatten())
                    .map_err(told)?;
            }
        }
        Ok(())
    }
}

impl Reencode for Second<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Infallible>> {
        // The plan has looked at every function that a body here names.
        Ok(self.numbers.get(old as usize).copied().flatten().unwrap_or(u32::MAX))
    }
}
