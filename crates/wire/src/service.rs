//! The service description point by point, as the app's file `service.json` holds it. The file is made from the table of
//! rules, and a test fails when it is out of date; the table itself stays out of the app, which reads the file only on
//! the page that shows it.

use crate::answer;
use serde::Serialize;

answer! {
    /// `service.json`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct ServiceDescription {
        /// Its sections, in its order.
        pub sections: Vec<Section>,
    }
}

answer! {
    /// A section.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Section {
        /// Its heading in the service description.
        pub heading: String,
        /// Its points, in order.
        pub points: Vec<Point>,
    }
}

answer! {
    /// One rule in our plain words.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Point {
        /// Id of the rule: `R-065`.
        pub id: String,
        /// What it says.
        pub says: String,
    }
}

impl ServiceDescription {
    /// All rules under their headings.
    #[must_use]
    pub fn of_the_rules() -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for rule in rules::catalogue::RULES {
            let point = Point { id: rule.id.to_owned(), says: rule.says.to_owned() };
            match sections.last_mut() {
                Some(section) if section.heading == rule.heading => section.points.push(point),
                _ => sections.push(Section { heading: rule.heading.to_owned(), points: vec![point] }),
            }
        }
        Self { sections }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_file_is_current_and_read_as_it_was_written() {
        let committed: ServiceDescription =
            crate::json::read(include_str!("../../../public/service.json")).unwrap();
        assert!(
            committed == ServiceDescription::of_the_rules(),
            "public/service.json is out of date. Mend it with:\n  \
             cargo run -p wire --example service > service.new && mv service.new public/service.json"
        );
    }

    #[test]
    fn every_rule_is_in_it() {
        let points = |section: &Section| section.points.len();
        let count: usize = ServiceDescription::of_the_rules().sections.iter().map(points).sum();
        assert_eq!(count, rules::catalogue::RULES.len());
    }
}
