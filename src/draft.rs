//! A fault report while it is being written: kept in this browser after every key, apart for each person, until it was
//! sent or thrown away. Any number of them. Its idempotency key is made with it, so that sending twice makes one case.

mod about;

pub use about::ChosenContact;

use leptos::prelude::*;
use rules::{Instant, case_draft::Field, response::Priority};
use serde::Serialize;
use wire::{
    call_note::MakeCallNote,
    case::{OpenCase, PhonePage, Unlisted},
    unit::Unit,
};

use crate::browser::{identifier, intl, storage};

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
        /// When it was last kept.
        pub saved_at: Option<Instant>,
        /// The chosen unit.
        pub unit: Option<ChosenUnit>,
        /// What was typed into the search field.
        pub unit_text: String,
        /// Further units with the same symptom.
        pub further: Vec<ChosenUnit>,
        /// "I can't find it": host name and site instead.
        pub unlisted: bool,
        /// Host name.
        pub host_name: String,
        /// Site.
        pub site: String,
        /// One line.
        pub synopsis: String,
        /// 1 to 4; 1 only by way of the phone page.
        pub priority: Option<u8>,
        /// Names of declared exclusions.
        pub exclusions: Vec<String>,
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
        Self {
            id: identifier::random(),
            case_key: identifier::random(),
            note_key: identifier::random(),
            ..Self::default()
        }
    }

    /// From now on it is another report than the one that was sent.
    pub fn renew_keys(&mut self) {
        self.case_key = identifier::random();
        self.note_key = identifier::random();
    }

    /// Is there anything worth keeping?
    pub fn is_empty(&self) -> bool {
        let fresh = Self {
            id: self.id.clone(),
            case_key: self.case_key.clone(),
            note_key: self.note_key.clone(),
            saved_at: self.saved_at,
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

/// The drafts of one person in this browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    /// Those of that person.
    pub fn of(person_id: &str) -> Self {
        Self { prefix: format!("portal.draft.{person_id}.") }
    }

    /// Reads one.
    pub fn read(&self, id: &str) -> Option<ReportDraft> {
        wire::json::read(&storage::read(&format!("{}{id}", self.prefix))?).ok()
    }

    /// Keeps one.
    pub fn keep(&self, draft: &ReportDraft) -> Result<(), storage::NotKept> {
        let text = serde_json::to_string(draft).map_err(|_| storage::NotKept)?;
        storage::write(&format!("{}{}", self.prefix, draft.id), &text)
    }

    /// Throws one away.
    pub fn discard(&self, id: &str) {
        storage::remove(&format!("{}{id}", self.prefix));
    }

    /// All of them, the latest first.
    pub fn all(&self) -> Vec<ReportDraft> {
        let mut drafts: Vec<ReportDraft> = storage::keys(&self.prefix)
            .iter()
            .filter_map(|key| wire::json::read(&storage::read(key)?).ok())
            .collect();
        drafts.sort_unstable_by_key(|draft: &ReportDraft| std::cmp::Reverse(draft.saved_at));
        drafts
    }
}

/// Whether the last keeping worked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Nothing to keep yet
    NotYet,
    /// Kept at that time
    At(Instant),
    /// The browser refuses to keep it
    Refused,
}

/// A draft that is open on a page, kept after every change.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// The draft.
    pub draft: RwSignal<ReportDraft>,
    /// Whether it is kept.
    pub kept: RwSignal<Kept>,
}

impl OpenDraft {
    /// Opens a draft and keeps it from now on. Writing to the browser's storage is an effect; no signal that the page
    /// decides by is set there.
    pub fn new(drafts: Drafts, draft: ReportDraft, now: impl Fn() -> Instant + 'static) -> Self {
        let open = Self { draft: RwSignal::new(draft), kept: RwSignal::new(Kept::NotYet) };
        Effect::new(move |before: Option<ReportDraft>| {
            let mut draft = open.draft.get();
            if !draft.is_empty() && before.as_ref() != Some(&draft) {
                let at = now();
                let shown = draft.clone();
                draft.saved_at = Some(at);
                open.kept.set(if drafts.keep(&draft).is_ok() { Kept::At(at) } else { Kept::Refused });
                return shown;
            }
            draft
        });
        open
    }

    /// The text of one field, as it is typed.
    pub fn text(self, field: Field) -> Memo<String> {
        Memo::new(move |_| self.draft.with(|draft| draft.text(field).to_owned()))
    }

    /// Changes it.
    pub fn change(self, change: impl FnOnce(&mut ReportDraft)) {
        self.draft.update(change);
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
