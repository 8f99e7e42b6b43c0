//! No call panics, whatever it is given: the calls of the fuzz target under proptest, and a look whether one is missing
//! there.

#![allow(clippy::unwrap_used)]

#[path = "../fuzz/src/exercise.rs"]
mod exercise;

use arbitrary::Unstructured;
use proptest::prelude::*;
use std::{fs, path::Path};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_call_panics(bytes in proptest::collection::vec(any::<u8>(), 3_000..6_000)) {
        // Bytes enough for every room, so that none is left out.
        prop_assert!(exercise::exercise(&mut Unstructured::new(&bytes)).is_ok());
    }
}

/// A function of a room by the name of its room (`words::date(`); a method by its own name, whatever type it belongs to.
#[test]
fn every_public_function_is_called() {
    let called = concat!(
        include_str!("../fuzz/src/exercise.rs"),
        include_str!("../fuzz/src/account.rs"),
        include_str!("../fuzz/src/case_life.rs"),
        include_str!("../fuzz/src/inputs.rs"),
        include_str!("../fuzz/src/registration.rs"),
        include_str!("../fuzz/src/webinars.rs")
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    public_functions(&root, &mut |path, line| {
        let of_a_type = line.starts_with(' ');
        let name = line.trim_start().trim_start_matches("pub ").trim_start_matches("const ");
        let name = name.trim_start_matches("fn ").split(['(', '<']).next().unwrap();
        let rooms = [path.file_stem(), path.parent().and_then(Path::file_name)];
        let is_called = if of_a_type {
            [format!(".{name}("), format!("::{name}("), format!("::{name})")]
                .iter()
                .any(|call| called.contains(call))
        } else {
            rooms
                .iter()
                .flatten()
                .any(|room| called.contains(&format!("{}::{name}(", room.to_string_lossy())))
        };
        if !is_called {
            missing.push(format!("{}: {name}", path.display()));
        }
    });
    assert!(missing.is_empty(), "not called: {missing:#?}");
}

fn public_functions(folder: &Path, found: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Of the calendar only its face is public.
        let inner = ["tests.rs", "samples.rs", "week.rs", "stretches.rs", "marks.rs"]
            .iter()
            .any(|name| path.ends_with(name));
        if path.is_dir() {
            public_functions(&path, found);
        } else if !inner {
            let text = fs::read_to_string(&path).unwrap();
            let is_function = |line: &&str| {
                let line = line.trim_start();
                line.starts_with("pub fn ") || line.starts_with("pub const fn ")
            };
            text.lines().filter(is_function).for_each(|line| found(&path, line));
        }
    }
}
