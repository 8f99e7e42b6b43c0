//! Prints `crates/wire/tests/decisions/decisions.txt`: to be made anew only when a rule has changed on purpose.

#[path = "../tests/decisions/inputs.rs"]
mod inputs;

fn main() {
    for (number, input) in inputs::inputs().iter().enumerate() {
        println!("{}", inputs::line(number, inputs::decide(&input.unit, input.on).as_ref()));
    }
}
