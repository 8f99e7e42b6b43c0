//! A fault report while it is being written: kept in this browser after every key and on the server within a second, apart for
//! each person, until it was sent or thrown away. Any number of them. Its idempotency key is its id, so that sending twice
//! makes one case, and the server knows which draft ends with it.

pub mod copy;
pub mod merging;
pub mod open;
pub mod saving;
pub mod sent;

mod about;

pub use about::ChosenContact;

use rules::{Instant, case_draft::Field, response::Priority};
use serde::Serialize;
use wire::{
    call_note::MakeCallNote,
    case::{OpenCase, PhonePage, Unlisted},
    unit::Unit,
};

use crate::browser::{identifier, intl};

wire::answer! {
    /// What somebody has typed so far, as typed.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct ReportDraft {
        /// Names the draft in the address.
        pub id: String,
        /// Idempotency key of the case.
        pub case_key: String,
        /// Idempotency key of the call note.
        pub note_key: String,
        /// When it was last changed.
        pub saved_at: Option<Instant>,
        /// The screen that was last looked at, as its address names it.
        pub step: String,
        /// The chosen unit.
        pub unit: Option<ChosenUnit>,
        /// What was typed into the search field.
        pub unit_text: String,
        /// Further units with the same symptom.
        pub further [default]: Vec<ChosenUnit>,
        /// "I can't find it": host name and site instead.
        pub unlisted [default]: bool,
        /// Host name.
        pub host_name: String,
        /// Site.
        pub site: String,
        /// One line.
        pub synopsis: String,
        /// 1 to 4; 1 only by way of the phone page.
        pub priority: Option<u8>,
        /// Names of declared exclusions.
        pub exclusions [default]: Vec<String>,
        /// All of it.
        pub description: String,
        /// Software release.
        pub software_version: String,
        /// Whether the network is out.
        pub network_outage: Option<bool>,
        /// The person's own number.
        pub own_reference: String,
        /// Since when, as the browser's date and time field gives it: local, without zone.
        pub since: String,
        /// Whom to speak with; the person when it is not said. Here and below: drafts that are older do not have it.
        pub contact: Option<ChosenContact>,
        /// How: `phone`, `email`.
        pub contact_by: Option<String>,
        /// Number or address.
        pub contact_at: Option<String>,
        /// When to reach the contact.
        pub contact_when: Option<String>,
        /// The call note that it comes from.
        pub call_note: Option<String>,
        /// The question to the advisor that it comes from.
        pub advice: Option<String>,
    }
}

wire::answer! {
    /// What a draft remembers of its unit.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct ChosenUnit {
        /// Serial number or software reference number.
        pub reference: String,
        /// Host name, or the reference again.
        pub title: String,
        /// Product number.
        pub model: String,
        /// Name of the site.
        pub site: String,
        /// Name of the answer about its cover, of the day on which it was chosen; for further units.
        pub cover: Option<String>,
    }
}

impl From<&Unit> for ChosenUnit {
    fn from(unit: &Unit) -> Self {
        Self {
            reference: unit.reference.clone(),
            title: unit.title().to_owned(),
            model: unit.model.clone(),
            site: unit.site().map(|site| site.name.clone()).unwrap_or_default(),
            cover: None,
        }
    }
}

impl ReportDraft {
    /// A new one with its own keys.
    pub fn new() -> Self {
        Self::named(identifier::random())
    }

    /// An empty one with that name, which its keys are made of: made twice, it is the same.
    pub fn named(id: String) -> Self {
        Self { case_key: id.clone(), note_key: format!("{id}-note"), id, ..Self::default() }
    }

    /// What was typed stays; name and keys are those of `other`.
    pub fn take_name_of(&mut self, other: &Self) {
        self.id.clone_from(&other.id);
        self.case_key.clone_from(&other.case_key);
        self.note_key.clone_from(&other.note_key);
    }

    /// Is there anything worth keeping?
    pub fn is_empty(&self) -> bool {
        let fresh = Self {
            id: self.id.clone(),
            case_key: self.case_key.clone(),
            note_key: self.note_key.clone(),
            saved_at: self.saved_at,
            step: self.step.clone(),
            // A look at the page with the number is no work.
            priority: self.priority.filter(|priority| *priority == 1),
            ..Self::default()
        };
        *self == fresh
    }

    /// Takes a unit, with the software release that is known of it.
    pub fn choose(&mut self, unit: &Unit) {
        self.unit = Some(unit.into());
        self.unlisted = false;
        self.further.retain(|further| further.reference != unit.reference);
        if self.software_version.is_empty() {
            self.software_version = unit.software_release.clone().unwrap_or_default();
        }
    }

    /// What was typed into a field; nothing for a field that is not typed.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Unit => &self.unit_text,
            Field::HostName => &self.host_name,
            Field::Site => &self.site,
            Field::Synopsis => &self.synopsis,
            Field::Description => &self.description,
            Field::SoftwareVersion => &self.software_version,
            Field::OwnReference => &self.own_reference,
            Field::Since => &self.since,
            Field::ContactAt => self.contact_at.as_deref().unwrap_or_default(),
            Field::ContactWhen => self.contact_when.as_deref().unwrap_or_default(),
            Field::Priority | Field::PhonePage | Field::FurtherUnits | Field::Contact => "",
        }
    }

    /// Takes what was typed into a field.
    pub fn set_text(&mut self, field: Field, text: String) {
        let typed = match field {
            Field::Unit => &mut self.unit_text,
            Field::HostName => &mut self.host_name,
            Field::Site => &mut self.site,
            Field::Synopsis => &mut self.synopsis,
            Field::Description => &mut self.description,
            Field::SoftwareVersion => &mut self.software_version,
            Field::OwnReference => &mut self.own_reference,
            Field::Since => &mut self.since,
            Field::ContactAt => self.contact_at.get_or_insert_default(),
            Field::ContactWhen => self.contact_when.get_or_insert_default(),
            Field::Priority | Field::PhonePage | Field::FurtherUnits | Field::Contact => return,
        };
        *typed = text;
    }

    /// Whether the same was typed, whatever screen was looked at.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { step: other.step.clone(), saved_at: other.saved_at, ..self.clone() } == *other
    }

    /// How the unit is called in headings and lists.
    pub fn subject(&self) -> String {
        match &self.unit {
            Some(unit) if !self.unlisted => unit.title.clone(),
            _ => self.host_name.trim().to_owned(),
        }
    }

    fn subject_parts(&self) -> (Option<String>, Option<Unlisted>) {
        if self.unlisted {
            let unlisted =
                Unlisted { host_name: self.host_name.trim().to_owned(), site: self.site.trim().to_owned() };
            (None, Some(unlisted))
        } else {
            (self.unit.as_ref().map(|unit| unit.reference.clone()), None)
        }
    }

    /// The request that opens the case at this priority. A time that can't be read goes as it is: the check says so.
    pub fn request(&self, priority: Option<Priority>) -> OpenCase {
        let (unit, unlisted) = self.subject_parts();
        let since = self.since.trim();
        OpenCase {
            priority: priority.map(Priority::number),
            unit,
            unlisted,
            further_units: self.further.iter().map(|unit| unit.reference.clone()).collect(),
            synopsis: self.synopsis.clone(),
            description: self.description.clone(),
            software_version: self.software_version.clone(),
            network_outage: self.network_outage,
            own_reference: self.own_reference.clone(),
            contact: self.contact.as_ref().map(|contact| contact.id.clone()),
            contact_by: self.contact_by.as_deref().map(Into::into),
            contact_at: self.text(Field::ContactAt).to_owned(),
            contact_when: self.text(Field::ContactWhen).to_owned(),
            since: (!since.is_empty()).then(|| intl::local_to_utc(since).unwrap_or_else(|| since.to_owned())),
            exclusions: self.exclusions.clone(),
            phone_page: (priority == Some(Priority::P1)).then_some(PhonePage::OpenOnWeb),
            call_note: self.call_note.clone(),
            advice: self.advice.clone(),
            ..OpenCase::default()
        }
    }

    /// The request that makes a call note.
    pub fn call_note(&self) -> MakeCallNote {
        let (unit, unlisted) = self.subject_parts();
        MakeCallNote { unit, unlisted, symptom: self.synopsis.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn draft() -> ReportDraft {
        ReportDraft {
            unit: Some(ChosenUnit {
                reference: "JN1".to_owned(),
                title: "fra1-pe03".to_owned(),
                ..ChosenUnit::default()
            }),
            synopsis: "FPC 3 restarts".to_owned(),
            ..ReportDraft::default()
        }
    }

    #[test]
    fn an_unlisted_unit_takes_the_place_of_a_chosen_one() {
        let request = draft().request(Some(Priority::P2));
        assert_eq!((request.unit.as_deref(), request.unlisted), (Some("JN1"), None));
        let unlisted =
            ReportDraft { unlisted: true, host_name: " a ".to_owned(), site: "b".to_owned(), ..draft() };
        let request = unlisted.request(Some(Priority::P2));
        assert_eq!(request.unit, None);
        assert_eq!(request.unlisted, Some(Unlisted { host_name: "a".to_owned(), site: "b".to_owned() }));
    }

    #[test]
    fn only_priority_1_carries_the_choice_of_the_phone_page() {
        assert_eq!(draft().request(Some(Priority::P1)).phone_page, Some(PhonePage::OpenOnWeb));
        assert_eq!(draft().request(Some(Priority::P2)).phone_page, None);
    }

    #[test]
    fn a_field_holds_what_was_typed_into_it_and_nothing_else_changes() {
        let typed = [
            Field::Unit,
            Field::HostName,
            Field::Site,
            Field::Synopsis,
            Field::Description,
            Field::SoftwareVersion,
            Field::OwnReference,
            Field::Since,
            Field::ContactAt,
            Field::ContactWhen,
        ];
        for field in typed {
            let mut draft = ReportDraft::default();
            draft.set_text(field, "typed".to_owned());
            for other in typed {
                assert_eq!(
                    draft.text(other),
                    if other == field { "typed" } else { "" },
                    "{field:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn an_untouched_draft_is_empty() {
        assert!(
            ReportDraft { id: "x".to_owned(), case_key: "k".to_owned(), ..ReportDraft::default() }.is_empty()
        );
        assert!(!draft().is_empty());
    }
}
