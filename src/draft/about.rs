//! What a draft says beside its fields of text: its units, each once, and with whom to speak.

use rules::case_draft::{Field, Way};
use serde::Serialize;
use wire::case::ContactWay;

use super::ReportDraft;

wire::answer! {
    /// What a draft remembers of its contact.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct ChosenContact {
        /// Id of the contact.
        pub id: String,
        /// Name.
        pub name: String,
    }
}

impl ReportDraft {
    /// Is it about this unit already?
    pub fn has_unit(&self, reference: &str) -> bool {
        let main = self.unit.as_ref().filter(|_| !self.unlisted);
        main.into_iter().chain(&self.further).any(|unit| unit.reference == reference)
    }

    /// How the contact is to be reached: as was said, else as the number or address tells.
    pub fn contact_way(&self) -> Way {
        let said = self.contact_by.as_deref().and_then(|by| ContactWay::from(by).known());
        said.unwrap_or_else(|| Way::to(self.text(Field::ContactAt)))
    }
}

#[cfg(test)]
mod tests {
    use wire::unit::Unit;

    use super::*;
    use crate::draft::{ChosenUnit, tests::draft};

    #[test]
    fn a_unit_is_in_a_report_once() {
        let further = ChosenUnit { reference: "JN2".to_owned(), ..ChosenUnit::default() };
        let mut both = ReportDraft { further: vec![further], ..draft() };
        assert_eq!([both.has_unit("JN1"), both.has_unit("JN2"), both.has_unit("JN3")], [true, true, false]);
        assert_eq!(both.request(None).further_units, ["JN2"]);
        let unit: Unit =
            serde_json::from_str(r#"{"reference":"JN2","model":"MX480","account":{"id":"a","name":"A"}}"#)
                .unwrap();
        both.choose(&unit);
        assert!(both.further.is_empty(), "it is the main one now");
        both.unlisted = true;
        assert!(!both.has_unit("JN2"));
    }

    #[test]
    fn the_way_is_what_was_said_or_what_the_text_tells() {
        let mut draft = draft();
        assert_eq!(draft.contact_way(), Way::Phone);
        draft.set_text(Field::ContactAt, "noc@example.net".to_owned());
        assert_eq!(draft.contact_way(), Way::Email);
        draft.contact_by = Some("phone".to_owned());
        assert_eq!(draft.contact_way(), Way::Phone);
    }

    #[test]
    fn a_draft_from_before_there_were_contacts_is_read() {
        let mut old = serde_json::to_value(draft()).unwrap();
        for member in ["further", "contact", "contact_by", "contact_at", "contact_when"] {
            old.as_object_mut().unwrap().remove(member);
        }
        old["unit"].as_object_mut().unwrap().remove("cover");
        assert_eq!(wire::json::from_value::<ReportDraft>(old), Ok(draft()));
    }
}
