//! What people are told about decisions of every kind, written down: a changed sentence is seen in a review, and a decision
//! that loses its sentence or takes another one fails here.

#[path = "sentences/told.rs"]
mod told;

#[test]
fn they_are_those_that_are_written_down() {
    let written: Vec<&str> = include_str!("sentences/sentences.txt").lines().collect();
    let now = told::lines();
    for (now, written) in now.iter().zip(&written) {
        assert_eq!(
            now, written,
            "if that is meant: cargo run -p rules --example sentences > sentences.new && \
             mv sentences.new crates/rules/tests/sentences/sentences.txt"
        );
    }
    assert_eq!(now.len(), written.len());
}

#[test]
fn a_rule_is_shown_by_its_id() {
    let rule = rules::response::EmailRefused.reason().rules[0];
    assert_eq!((rule.id(), rule.to_string().as_str()), ("R-053", "R-053"));
}

#[test]
fn every_line_says_something() {
    for line in told::lines() {
        assert!(line.split(" | ").all(|part| !part.trim().is_empty()), "{line}");
        assert!(!line.contains("  "), "{line}");
    }
}
