//! The first file: the module without the bodies and constants of the second. What the table of functions held of those
//! traps until the second has put them there; a call to the function between the files goes through a place of its own.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function, FunctionSection, Instruction,
    Module, NameSection, TableSection,
};
use wasmparser::{
    CodeSectionReader, DataSectionReader, ExportSectionReader, FunctionSectionReader, Name, Parser,
    TableSectionReader,
};

use super::plan::{Plan, count, name};
use super::reach::address_of;
use super::{Outcome, told};
use crate::finish::order;

/// Writes it.
pub fn write(plan: &Plan, bound: &[u8]) -> Outcome<Vec<u8>> {
    let mut next = 0;
    let numbers = plan.types.iter().enumerate().map(|(old, _)| {
        let stays = !plan.second[old] || count(old) == plan.entry;
        stays.then(|| (next, next += 1).0)
    });
    let numbers = numbers.collect();
    let mut module = Module::new();
    let mut first = First { plan, numbers, trap: next, slot: plan.slot()? };
    first.parse_core_module(&mut module, Parser::new(0), bound).map_err(told)?;
    Ok(module.finish())
}

type Written = Result<(), Error<Infallible>>;

struct First<'a> {
    plan: &'a Plan,
    /// By old number: the new one of what stays.
    numbers: Vec<Option<u32>>,
    /// The function that stands for all those that are gone.
    trap: u32,
    slot: i32,
}

impl First<'_> {
    fn stays(&self, old: usize) -> bool {
        self.numbers.get(old).is_some_and(Option::is_some)
    }

    /// The numbers of the functions that have a body here.
    fn defined(&self) -> impl Iterator<Item = usize> {
        (self.plan.imported as usize..self.plan.types.len()).filter(|&old| self.stays(old))
    }

    /// Calls, by way of the table, what the second file has put there.
    fn stand_in(&self) -> Function {
        let mut body = Function::new([]);
        for parameter in 0..self.plan.parameters {
            body.instruction(&Instruction::LocalGet(parameter));
        }
        body.instruction(&Instruction::I32Const(self.slot)).instruction(&Instruction::CallIndirect {
            type_index: self.plan.types[self.plan.entry as usize],
            table_index: self.plan.functions,
        });
        body.instruction(&Instruction::End);
        body
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.numbers.get(old as usize).copied().flatten().unwrap_or(self.trap))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Written {
        for old in self.defined() {
            functions.function(self.plan.types[old]);
        }
        functions.function(self.plan.nothing);
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Written {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.defined().collect::<Vec<_>>() {
            if count(old) == self.plan.entry {
                code.function(&self.stand_in());
            } else {
                self.parse_function_body(code, bodies[old - self.plan.imported as usize].clone())?;
            }
        }
        let mut trap = Function::new([]);
        code.function(trap.instruction(&Instruction::Unreachable).instruction(&Instruction::End));
        Ok(())
    }

    fn parse_table_section(&mut self, tables: &mut TableSection, section: TableSectionReader<'_>) -> Written {
        for (table, number) in section.into_iter().zip(0..) {
            let mut table = table?;
            table.ty = self.plan.table(number).unwrap_or(table.ty);
            self.parse_table(tables, table)?;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Written {
        utils::parse_export_section(self, exports, section)?;
        let mut share = |kind: &str, what: ExportKind, numbers: &mut dyn Iterator<Item = u32>| {
            for (at, number) in numbers.enumerate() {
                exports.export(&name(kind, at), what, number);
            }
        };
        let plan = self.plan;
        share("", ExportKind::Func, &mut plan.shared.iter().filter_map(|&old| self.numbers[old as usize]));
        share("t", ExportKind::Table, &mut (0..count(plan.tables.len())));
        share("m", ExportKind::Memory, &mut (0..count(plan.memories.len())));
        share("g", ExportKind::Global, &mut (0..count(plan.globals.len())));
        Ok(())
    }

    /// Zeros where the constants of the second were: cheaper, once compressed, than a segment more for each of them.
    fn parse_data_section(&mut self, data: &mut DataSection, section: DataSectionReader<'_>) -> Written {
        for datum in section {
            let datum = datum?;
            let Ok(start) = address_of(&datum.kind) else {
                self.parse_data(data, datum)?;
                continue;
            };
            let mut bytes = datum.data.to_vec();
            for gone in self.plan.constants_of(start, bytes.len()) {
                bytes[gone].fill(0);
            }
            data.active(0, &ConstExpr::i32_const(start.cast_signed()), bytes);
        }
        Ok(())
    }

    fn parse_custom_name_subsection(&mut self, names: &mut NameSection, part: Name<'_>) -> Written {
        match part {
            Name::Function(functions) => {
                order::renumbered(names, functions, |old| self.numbers.get(old as usize).copied().flatten())
            }
            _ => Ok(()),
        }
    }
}
