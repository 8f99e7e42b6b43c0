//! No crate twice in the wasm: two versions of one crate are bytes that every visitor pays for. Only what ends up in the
//! app counts; procedural macros and build scripts may use what they like.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::{answer, cargo, typed};
use crate::failure::Failure;
use crate::house::House;
use crate::tools::WASM;

/// Twice for a reason: the crate, its versions, and why. An entry that no longer holds makes the check fail as well.
const KNOWN: [(&str, [&str; 2], &str); 1] = [(
    "thiserror",
    ["1", "2"],
    "gloo-net 0.6 uses 1, leptos uses 2; both are a derive with next to no code of its own",
)];

/// Fails when a crate is in the app's tree in two versions without a known reason.
pub fn check(house: &House) -> Result<(), Failure> {
    let mut tree = cargo(house);
    tree.args(["tree", "-p", "portal", "--target", WASM, "--locked", "--prefix", "none", "--no-dedupe"]);
    tree.args(["-e", "normal,no-proc-macro", "--format", "{p}"]);
    let command = typed(&tree);
    let text = answer(tree)
        .ok_or_else(|| Failure::new("reading the dependency tree", "cargo tree failed", &command))?;
    let mut twice = crates(&text);
    println!("{} crates in the wasm tree", twice.len());
    twice.retain(|_, versions| versions.len() > 1);
    for (name, versions, why) in KNOWN {
        if twice.remove(name).is_none_or(|found| majors(&found) != versions) {
            let why =
                format!("{name} is no longer there as {}: take it out of KNOWN", versions.join(" and "));
            return Err(Failure::new(
                "no crate twice in the wasm",
                why,
                "$EDITOR crates/xtask/src/duplicates.rs",
            ));
        }
        println!("twice, and known: {name} ({why})");
    }
    let Some((name, versions)) = twice.first_key_value() else { return Ok(()) };
    let list = |(name, found): (&String, &BTreeSet<String>)| {
        format!("{name}: {}", Vec::from_iter(found.clone()).join(", "))
    };
    let lines: Vec<String> = twice.iter().map(list).collect();
    let first = versions.first().map_or("", String::as_str);
    let mend = format!("cargo tree -p portal --target {WASM} -e normal,no-proc-macro -i {name}@{first}");
    Err(Failure::new("no crate twice in the wasm", lines.join("\n"), mend))
}

fn majors(versions: &BTreeSet<String>) -> Vec<&str> {
    versions.iter().filter_map(|version| version.split('.').next()).collect()
}

fn crates(tree: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            found.entry(name.to_owned()).or_default().insert(version.trim_start_matches('v').to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_are_found_and_two_mentions_are_not() {
        let tree = "portal v0.1.0 (/x)\ngloo-net v0.6.0\nserde v1.0.0\ngloo-net v0.7.0\nserde v1.0.0\n";
        let found = crates(tree);
        assert_eq!(found.len(), 3);
        assert_eq!(found["serde"].len(), 1);
        assert_eq!(Vec::from_iter(&found["gloo-net"]), ["0.6.0", "0.7.0"]);
        assert_eq!(majors(&found["serde"]), ["1"]);
    }
}
