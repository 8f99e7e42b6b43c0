//! Dividing, tried on a module small enough to know by heart. That the divided app works is what the browser journeys show.

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ElementSection, Elements,
    Encode, EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType,
    ImportSection, Instruction, LinkingSection, MemorySection, MemoryType, Module, NameMap, NameSection,
    RefType, SymbolTable, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{Operator, Parser, Payload, Validator};

use super::*;

const MAIN: u32 = 1;
const SHARED: u32 = 2;
const OWN: u32 = 3;
const ENTRANCE: u32 = 4;
const BY_TABLE: u32 = 5;
const FIRST_BY_TABLE: u32 = 6;
const NAMES: [&str; 7] =
    ["imported", "main", "shared", "own", "_RNvNtNtCs_6portal3app5later5pages", "by table", "first by table"];

/// The entrance, as a person reads its name.
const PAGES: &str = "portal[1]::app::later::pages";

/// Text that only `own` reads; a constant of the entrance and one of `main`, which name a function of the table each.
const TEXT: u32 = 1024;
const TABLE_OF_ENTRANCE: u32 = 1040;
const TABLE_OF_MAIN: u32 = 1060;
const CONSTANTS: [(u32, u32); 3] = [(TEXT, 16), (TABLE_OF_ENTRANCE, 4), (TABLE_OF_MAIN, 4)];

/// What a function does: addresses that it reads, functions that it calls.
type Body = (&'static [u32], &'static [u32]);

const BODIES: [Body; 6] = [
    (&[TABLE_OF_MAIN], &[SHARED, ENTRANCE]),
    (&[], &[0]),
    (&[TEXT], &[SHARED]),
    (&[TABLE_OF_ENTRANCE], &[OWN]),
    (&[], &[0]),
    (&[], &[]),
];

fn module(bodies: &[Body]) -> Module {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("m", "imported", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    for function in 1..7 {
        functions.function(u32::from(function == ENTRANCE));
    }
    let mut tables = TableSection::new();
    let element_type = RefType::FUNCREF;
    tables.table(TableType { element_type, table64: false, minimum: 3, maximum: Some(3), shared: false });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(9),
    );
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, MAIN);
    let mut elements = ElementSection::new();
    let listed = Elements::Functions([BY_TABLE, FIRST_BY_TABLE].as_slice().into());
    elements.active(None, &ConstExpr::i32_const(1), listed);
    let mut code = CodeSection::new();
    for (reads, calls) in bodies {
        let mut body = Function::new([]);
        for &address in *reads {
            body.instruction(&Instruction::I32Const(address.cast_signed())).instruction(&Instruction::Drop);
        }
        for &function in *calls {
            if function == ENTRANCE {
                body.instruction(&Instruction::I32Const(7));
            }
            body.instruction(&Instruction::Call(function));
        }
        code.function(body.instruction(&Instruction::End));
    }
    let mut data = DataSection::new();
    let mut bytes = b"only own reads me".to_vec();
    bytes.resize(40, 0);
    (bytes[16], bytes[36]) = (1, 2);
    data.active(0, &ConstExpr::i32_const(TEXT.cast_signed()), bytes);
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&globals).section(&exports).section(&elements).section(&code).section(&data);
    let (mut names, mut map) = (NameSection::new(), NameMap::new());
    NAMES.iter().zip(0..).for_each(|(name, index)| map.append(index, name));
    names.functions(&map);
    module.section(&names);
    module
}

/// The module as a linker leaves it, with its notes: a symbol for each function and each constant, and where they are named.
fn linked_of(bodies: &[Body]) -> Vec<u8> {
    let mut module = module(bodies);
    let plain = module.clone().finish();
    let mut symbols = SymbolTable::new();
    for (name, index) in NAMES.iter().zip(0..) {
        symbols.function(0x40, index, Some(name));
    }
    for (address, size) in CONSTANTS {
        let place = DataSymbolDefinition { index: 0, offset: address - TEXT, size };
        symbols.data(0, "constant", Some(place));
    }
    module.section(LinkingSection::new().symbol_table(&symbols));
    let symbol_of = |address: u32| {
        7 + CONSTANTS.iter().position(|(start, _)| *start == address).unwrap_or_default() as u32
    };
    let (mut in_code, mut in_data, mut start) = (Vec::new(), Vec::new(), 0);
    for payload in Parser::new(0).parse_all(&plain) {
        match payload.unwrap() {
            Payload::CodeSectionStart { unchecked_range, .. } => start = unchecked_range.start,
            Payload::CodeSectionEntry(body) => {
                let mut operators = body.get_operators_reader().unwrap();
                while !operators.eof() {
                    let (operator, place) = operators.read_with_offset().unwrap();
                    let place = (place - start) as u32 + 1;
                    match operator {
                        Operator::Call { function_index } => in_code.push((0, place, function_index)),
                        Operator::I32Const { value } if value > 1000 => {
                            in_code.push((4, place, symbol_of(value.cast_unsigned())));
                        }
                        _ => {}
                    }
                }
            }
            Payload::DataSection(data) => {
                let start = data.range().start;
                let datum = data.into_iter().next().unwrap().unwrap();
                let place = (datum.range.end - start) as u32 - datum.data.len() as u32;
                in_data = vec![(2, place + 16, BY_TABLE), (2, place + 36, FIRST_BY_TABLE)];
            }
            _ => {}
        }
    }
    for (name, section, places) in [("reloc.CODE", 8u32, in_code), ("reloc.DATA", 9, in_data)] {
        let mut notes = Vec::new();
        section.encode(&mut notes);
        places.len().encode(&mut notes);
        for (kind, place, symbol) in places {
            notes.push(kind);
            place.encode(&mut notes);
            symbol.encode(&mut notes);
            if kind == 4 {
                notes.push(0);
            }
        }
        module.section(&CustomSection { name: name.into(), data: notes.into() });
    }
    module.finish()
}

/// As the linker leaves it.
pub fn linked() -> Vec<u8> {
    linked_of(&BODIES)
}

/// As wasm-bindgen does.
pub fn bound() -> Vec<u8> {
    module(&BODIES).finish()
}

fn divided() -> (Vec<u8>, Vec<u8>) {
    apart(&linked(), &bound()).unwrap().unwrap()
}

/// The names of the functions that have a body, and the module's bytes as text.
fn told_of(wasm: &[u8]) -> (Vec<String>, String) {
    let module = crate::size::wasm::read(wasm).unwrap();
    let names = module.functions.iter().map(|function| function.name.clone().unwrap_or_default()).collect();
    (names, String::from_utf8_lossy(wasm).into_owned())
}

#[test]
fn each_file_holds_what_only_it_needs() {
    let (first, second) = divided();
    let ((first, first_bytes), (second, second_bytes)) = (told_of(&first), told_of(&second));
    assert_eq!(first, ["main", "shared", PAGES, "first by table", ""], "the last one traps");
    assert_eq!(second, ["own", PAGES, "by table"]);
    assert!(!first_bytes.contains("only own reads") && second_bytes.contains("only own reads"));
}

#[test]
fn both_are_modules_and_fit_each_other() {
    let (first, second) = divided();
    for wasm in [&first, &second] {
        Validator::new().validate_all(wasm).unwrap();
    }
    let mut given = Vec::new();
    for payload in Parser::new(0).parse_all(&first) {
        if let Payload::ExportSection(exports) = payload.unwrap() {
            given = exports.into_iter().map(|export| export.unwrap().name.to_owned()).collect();
        }
    }
    assert_eq!(given, ["main", "0", "1", "t0", "m0", "g0"], "imported and shared are called by the second");
    for payload in Parser::new(0).parse_all(&second) {
        match payload.unwrap() {
            Payload::ImportSection(imports) => {
                let wanted: Vec<String> =
                    imports.into_imports().map(|one| one.unwrap().name.to_owned()).collect();
                assert_eq!(wanted, ["0", "1", "t0", "m0", "g0"]);
            }
            Payload::ElementSection(elements) => {
                let places: Vec<u32> = elements
                    .into_iter()
                    .map(|element| match element.unwrap().kind {
                        wasmparser::ElementKind::Active { offset_expr, .. } => {
                            reach::number(&offset_expr).unwrap()
                        }
                        _ => panic!("not put in its place"),
                    })
                    .collect();
                assert_eq!(places, [1, 3], "its place of old, and the entrance behind all others");
            }
            _ => {}
        }
    }
}

#[test]
fn what_the_first_file_uses_too_stays_there() {
    let mut bodies = BODIES;
    bodies[0].0 = &[TABLE_OF_MAIN, TABLE_OF_ENTRANCE, TEXT];
    let (first, second) = apart(&linked_of(&bodies), &module(&bodies).finish()).unwrap().unwrap();
    assert_eq!(told_of(&second).0, ["own", PAGES], "what a constant names goes with the constant");
    assert!(told_of(&first).1.contains("only own reads"));
}

#[test]
fn what_wasm_bindgen_exports_stays_in_the_first_file() {
    let kept = std::collections::HashSet::from(["own".to_owned()]);
    let behind = reach::behind(&linked(), ENTRY, &kept).unwrap().unwrap();
    assert!(!behind.functions.contains("own"));
    assert_eq!(
        behind.constants.as_slice(),
        std::slice::from_ref(&(TABLE_OF_ENTRANCE..TABLE_OF_ENTRANCE + 4))
    );
}

#[test]
fn without_the_linkers_notes_or_the_function_there_is_one_file() {
    let plain = bound();
    assert_eq!(apart(&plain, &plain), Ok(None));
    let kept = std::collections::HashSet::new();
    assert!(reach::behind(&linked(), "another name", &kept).unwrap().is_none());
}

#[test]
fn a_call_that_the_notes_know_nothing_of_is_refused() {
    let mut bodies = BODIES;
    bodies[1].1 = &[OWN];
    let error = apart(&linked(), &module(&bodies).finish()).unwrap_err();
    assert_eq!(error, "function 2 of the first file calls 3 of the second");
}
