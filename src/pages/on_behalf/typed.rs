//! What is typed into the form, by its parts, and where this browser keeps it: apart for each person and each call.

use leptos::prelude::*;
use serde::Serialize;

use crate::browser::{identifier, storage};

/// A part of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Id of the End User.
    Account,
    /// Id of the person for whom.
    Person,
    /// `phone` or `web`
    Channel,
    /// When the call began, local.
    ReportedAt,
    /// What is searched for among the units.
    UnitText,
    /// Reference of the chosen unit.
    Unit,
    /// As people know it.
    UnitTitle,
    /// Not empty: host name and site instead.
    Unlisted,
    /// Host name.
    HostName,
    /// Site.
    Site,
    /// 1 to 4
    Priority,
    /// Not empty: a Priority 1 is opened without a call.
    PhonePage,
    /// One line.
    Synopsis,
    /// All of it.
    Description,
    /// Software release.
    Software,
    /// Not empty: it does not name the call note any more.
    Alone,
    /// Idempotency key.
    Key,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    const ALL: [(Self, &'static str); 17] = [
        (Self::Account, "on_behalf_of"),
        (Self::Person, "opened_for"),
        (Self::Channel, "channel"),
        (Self::ReportedAt, "reported_at"),
        (Self::UnitText, "unit_text"),
        (Self::Unit, "unit"),
        (Self::UnitTitle, "unit_title"),
        (Self::Unlisted, "unlisted"),
        (Self::HostName, "host_name"),
        (Self::Site, "site"),
        (Self::Priority, "priority"),
        (Self::PhonePage, "phone_page"),
        (Self::Synopsis, "synopsis"),
        (Self::Description, "description"),
        (Self::Software, "software_version"),
        (Self::Alone, "alone"),
        (Self::Key, "key"),
    ];

    /// As the request calls it, which is the id of its control too.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

wire::answer! {
    /// All parts, as they are kept.
    #[derive(Serialize)]
    pub struct Kept {
        /// Each with its name.
        pub parts: Vec<KeptPart>,
    }
}

wire::answer! {
    /// One part.
    #[derive(Serialize)]
    pub struct KeptPart {
        /// As the request calls it.
        pub name: String,
        /// As typed.
        pub text: String,
    }
}

/// Where what that person types for others is kept.
pub fn prefix(person: &str) -> String {
    format!("portal.behalf.{person}.")
}

/// What is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    parts: [RwSignal<String>; Part::COUNT],
    place: StoredValue<String>,
    /// Something was typed, now or before the page was left.
    pub touched: RwSignal<bool>,
    /// This browser does not keep it.
    pub refused: RwSignal<bool>,
}

impl Typed {
    /// What is kept in that place, or what the form begins with.
    pub fn begin(person: &str, call: &str, first: impl Fn(Part) -> String) -> Self {
        let place = format!("{}{call}", prefix(person));
        let kept = storage::read(&place).and_then(|text| wire::json::read::<Kept>(&text).ok());
        let text = |(part, name): (Part, &str)| match &kept {
            Some(kept) => kept.parts.iter().find(|kept| kept.name == name).map(|kept| kept.text.clone()),
            None if part == Part::Key => Some(identifier::random()),
            None => Some(first(part)),
        };
        let typed = Self {
            parts: Part::ALL.map(|part| RwSignal::new(text(part).unwrap_or_default())),
            place: StoredValue::new(place),
            touched: RwSignal::new(kept.is_some()),
            refused: RwSignal::new(false),
        };
        Effect::new(move |before: Option<()>| {
            let kept = typed.all();
            // Opening the page is no typing.
            if before.is_some() {
                typed.keep(&kept);
            }
        });
        typed
    }

    fn all(self) -> Kept {
        let part =
            |(part, name): (Part, &str)| KeptPart { name: name.to_owned(), text: self.part(part).get() };
        Kept { parts: Part::ALL.map(part).into() }
    }

    fn keep(self, kept: &Kept) {
        let text = serde_json::to_string(kept).unwrap_or_default();
        let is_kept = storage::write(&self.place.get_value(), &text).is_ok();
        self.touched.set(true);
        self.refused.set(!is_kept);
    }

    /// One part of it.
    pub fn part(self, part: Part) -> RwSignal<String> {
        self.parts[part as usize]
    }

    /// Its text as it stands.
    pub fn now(self, part: Part) -> String {
        self.part(part).get_untracked().trim().to_owned()
    }

    /// It has become a case.
    pub fn forget(self) {
        storage::remove(&self.place.get_value());
    }

    /// What is sent next is another thing.
    pub fn renew_key(self) {
        self.part(Part::Key).try_set(identifier::random());
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn every_part_stands_in_its_place() {
        for (place, (part, name)) in Part::ALL.into_iter().enumerate() {
            assert_eq!((part as usize, part.name()), (place, name));
        }
    }
}
