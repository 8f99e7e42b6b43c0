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

#[test]
fn every_public_function_is_called() {
    let called = include_str!("../fuzz/src/exercise.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    public_functions(&root, &mut |name| {
        let is_called = [format!("{name}("), format!("::{name})")].iter().any(|call| called.contains(call));
        if !is_called {
            missing.push(name.to_owned());
        }
    });
    assert!(missing.is_empty(), "not called: {missing:?}");
}

fn public_functions(folder: &Path, found: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Of the calendar only its face is public.
        let inner =
            ["tests.rs", "samples.rs", "week.rs", "stretches.rs"].iter().any(|name| path.ends_with(name));
        if path.is_dir() {
            public_functions(&path, found);
        } else if !inner {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().map(str::trim_start);
            let functions = lines.filter_map(|line| {
                let line = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub const fn "))?;
                line.split(['(', '<']).next()
            });
            functions.for_each(&mut *found);
        }
    }
}
