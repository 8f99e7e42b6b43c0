//! Prints `docs/rules.md`; with `--planned` how many rules are done, and those that are not.

use rules::catalogue::{Entry, RULES, document};

fn main() {
    if std::env::args().any(|word| word == "--planned") {
        let is_done = |entry: &&Entry| entry.state.is_done();
        let (done, planned): (Vec<&Entry>, Vec<&Entry>) = RULES.iter().partition(is_done);
        println!("{}/{} rules are done. Planned:", done.len(), RULES.len());
        for entry in planned {
            println!("  {:<6}  {}: {}", entry.id, entry.heading, entry.says);
        }
    } else {
        print!("{}", document());
    }
}
