//! Moving functions, tried on a module whose functions all have names to tell them by.

use wasm_encoder::{
    ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, Ieee64,
    ImportSection, Instruction, RefType, TableSection, TableType, TypeSection,
};
use wasmparser::{ElementItems, Operator};

use super::*;

const COUNT: u32 = 60;

/// Two kinds of functions by turns, each calling another one and the imported one; one is exported, three stand in a
/// table, and all have names.
pub fn module() -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    module.section(&types);
    let mut imports = ImportSection::new();
    imports.import("m", "imported", EntityType::Function(0));
    module.section(&imports);
    let mut functions = FunctionSection::new();
    for _ in 0..COUNT {
        functions.function(0);
    }
    module.section(&functions);
    let mut tables = TableSection::new();
    let element_type = RefType::FUNCREF;
    tables.table(TableType { element_type, table64: false, minimum: 3, maximum: None, shared: false });
    module.section(&tables);
    let mut exports = ExportSection::new();
    exports.export("exported", ExportKind::Func, 5);
    module.section(&exports);
    let mut elements = ElementSection::new();
    let listed = Elements::Functions([2, 7, 60].as_slice().into());
    elements.active(None, &ConstExpr::i32_const(0), listed);
    module.section(&elements);
    let mut code = CodeSection::new();
    for own in 0..COUNT {
        let mut body = Function::new([]);
        for step in 0..20 {
            let alike = if own % 2 == 0 { f64::from(step) } else { f64::from(step) / 3.0 };
            body.instruction(&Instruction::F64Const(Ieee64::from(alike))).instruction(&Instruction::Drop);
        }
        body.instruction(&Instruction::Call(0)).instruction(&Instruction::Call(1 + own * 7 % COUNT));
        code.function(body.instruction(&Instruction::End));
    }
    module.section(&code);
    let mut names = NameSection::new();
    let mut map = NameMap::new();
    (0..=COUNT).for_each(|index| map.append(index, &format!("f{index}")));
    names.functions(&map);
    module.section(&names);
    module.finish()
}

/// By the names: the places of the module and the functions in them; and the names in their order.
fn told(wasm: &[u8]) -> (BTreeMap<String, Vec<String>>, Vec<String>) {
    let (mut names, mut uses) = (BTreeMap::new(), Vec::new());
    let mut own = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ExportSection(exports) => {
                uses.extend(exports.into_iter().map(|export| (None, export.unwrap().index)));
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    let ElementItems::Functions(listed) = element.unwrap().items else { panic!() };
                    uses.extend(listed.into_iter().map(|function| (None, function.unwrap())));
                }
            }
            Payload::CodeSectionEntry(body) => {
                own += 1;
                for operator in body.get_operators_reader().unwrap() {
                    if let Operator::Call { function_index } = operator.unwrap() {
                        uses.push((Some(own), function_index));
                    }
                }
            }
            Payload::CustomSection(custom) => {
                let wasmparser::KnownCustom::Name(section) = custom.as_known() else { panic!() };
                for part in section {
                    let Name::Function(map) = part.unwrap() else { panic!() };
                    names.extend(
                        map.into_iter().map(|name| name.unwrap()).map(|name| (name.index, name.name)),
                    );
                }
            }
            _ => {}
        }
    }
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (user, used) in uses {
        let user = user.map_or("the module", |user| names[&user]);
        by_name.entry(user.to_owned()).or_default().push(names[&used].to_owned());
    }
    (by_name, names.into_values().map(str::to_owned).collect())
}

#[test]
fn every_place_names_the_function_that_it_named() {
    let before = module();
    let after = alike_together(&before).unwrap().unwrap();
    let ((uses_before, order_before), (uses_after, order_after)) = (told(&before), told(&after));
    assert_eq!(uses_before.len(), 61);
    assert_eq!(uses_before, uses_after);
    assert_eq!(order_after[0], "f0", "the imported one stays the first");
    assert_ne!(order_before, order_after);
}

#[test]
fn alike_functions_stand_side_by_side() {
    let (_, order) = told(&alike_together(&module()).unwrap().unwrap());
    let kinds: Vec<u32> = order[1..].iter().map(|name| name[1..].parse::<u32>().unwrap() % 2).collect();
    let changes = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!(changes, 1, "{order:?}");
}

#[test]
fn without_names_nothing_moves() {
    assert!(alike_together(&Module::new().finish()).unwrap().is_none());
}

#[test]
fn what_is_no_module_is_an_error() {
    assert!(alike_together(b"no module").is_err());
}
