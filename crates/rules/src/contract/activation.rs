//! What the End User hands in to activate the entitlement. The service description gives an example and no list
//! (D-9), so that the list is the installation's. What is missing is shown as "waiting on you" and blocks nothing (B-17).

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_063: Rule = Rule::new("R-063");
const B_17: Rule = Rule::new("B-17");

/// One thing to be handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What it is, in the installation's words: "Contact who works with the team".
    pub name: String,
    /// Whether it is there.
    pub state: State,
}

/// Whether something is there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Handed in.
    Given,
    /// Not yet.
    Missing,
}

/// The names of what is missing, in order.
pub fn missing(items: &[Item]) -> impl Iterator<Item = &str> {
    items.iter().filter(|item| item.state == State::Missing).map(|item| item.name.as_str())
}

/// Whether the entitlement is active, or waits, and for what.
#[must_use]
pub fn reason(items: &[Item]) -> Reason {
    let missing: Vec<&str> = missing(items).collect();
    let (outcome, why) = if missing.is_empty() {
        (Outcome::Met, "Everything that is needed to activate the service is there.".to_owned())
    } else {
        let list = missing.join(", ");
        let words = format!("Waiting on you: {list}. Until then you can open cases and call all the same.");
        (Outcome::Failed, words)
    };
    let count = format!("{} of {}", items.len() - missing.len(), items.len());
    Reason {
        rules: &[R_063, B_17],
        section: Section::Responsibilities,
        title: "Activation",
        outcome,
        why,
        inputs: vec![Input::known("Handed in", count)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, state: State) -> Item {
        Item { name: name.to_owned(), state }
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_else() {
        let items = [
            item("Contact", State::Given),
            item("Consent", State::Missing),
            item("Releases", State::Missing),
        ];
        let reason = reason(&items);
        assert_eq!(reason.outcome, Outcome::Failed);
        assert!(reason.why.starts_with("Waiting on you: Consent, Releases."), "{}", reason.why);
        assert!(!reason.why.contains("Contact,"));
        assert_eq!(reason.inputs, [Input::known("Handed in", "1 of 3")]);
    }

    #[test]
    fn without_a_list_nothing_is_missing() {
        assert_eq!(reason(&[]).outcome, Outcome::Met);
    }
}
