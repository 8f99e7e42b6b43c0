//! Prints `crates/rules/tests/sentences/sentences.txt`.

#[path = "../tests/sentences/told.rs"]
mod told;

fn main() {
    for line in told::lines() {
        println!("{line}");
    }
}
