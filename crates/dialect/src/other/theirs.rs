//! Reading their JSON by paths such as `location.address.town`. What is missing and what is null are told apart where that says
//! something.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use wire::{account::AccountRef, json, unit::Site, zone::ZoneRules};

/// Something of theirs.
#[derive(Clone, Copy)]
pub struct Theirs<'a>(&'a Value);

impl<'a> Theirs<'a> {
    /// A value.
    pub fn of(value: &'a Value) -> Self {
        Self(value)
    }

    /// An empty path is the thing itself.
    fn find(self, path: &str) -> Option<&'a Value> {
        path.split('.').filter(|name| !name.is_empty()).try_fold(self.0, |at, name| at.get(name))
    }

    /// What stands there: nothing when the member is missing, nothing inside when it is null.
    #[allow(clippy::option_option, reason = "the contract has the same two kinds of nothing")]
    pub fn given(self, path: &str) -> Option<Option<Self>> {
        self.find(path).map(|value| (!value.is_null()).then_some(Self(value)))
    }

    /// What stands there, if something does.
    pub fn at(self, path: &str) -> Option<Self> {
        self.given(path).flatten()
    }

    /// A text that is not empty.
    pub fn text(self, path: &str) -> Option<String> {
        Some(self.word(path)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A text; empty when there is none.
    pub fn word(self, path: &str) -> &'a str {
        self.find(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// How many, where that is said.
    pub fn count(self, path: &str) -> Option<u32> {
        self.find(path).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
    }

    /// A number; 0 when there is none.
    pub fn number(self, path: &str) -> u32 {
        self.count(path).unwrap_or(0)
    }

    /// Yes or no.
    pub fn flag(self, path: &str) -> Option<bool> {
        self.find(path).and_then(Value::as_bool)
    }

    /// An instant; a naive one is none.
    pub fn instant(self, path: &str) -> Option<DateTime<Utc>> {
        json::instant(self.word(path))
    }

    /// An instant where one is given at all. One that can't be read is 1970 for now: [`as_said`](super::as_said) puts what was said
    /// in its place, so that the reader of the app names it.
    pub fn time(self, path: &str) -> Option<DateTime<Utc>> {
        (!self.word(path).is_empty()).then(|| self.instant(path).unwrap_or_default())
    }

    /// A civil date.
    pub fn day(self, path: &str) -> Option<NaiveDate> {
        json::date(self.word(path))
    }

    /// The entries of a list.
    pub fn each(self, path: &str) -> impl Iterator<Item = Self> + use<'a> {
        self.find(path).and_then(Value::as_array).into_iter().flatten().map(Self)
    }

    /// A number that changes with every change: lists show an entry anew by it. They number nothing, so it is the second of
    /// the last change.
    pub fn version(self, path: &str) -> u32 {
        self.instant(path).and_then(|at| u32::try_from(at.timestamp()).ok()).unwrap_or(0)
    }

    /// A customer.
    pub fn account(self, path: &str) -> Option<AccountRef> {
        let customer = self.at(path)?;
        Some(AccountRef { id: customer.text("code")?, name: customer.text("title")? })
    }

    /// A location.
    pub fn site(self) -> Option<Site> {
        Some(Site {
            id: self.text("code")?,
            name: self.text("title")?,
            street: self.text("address.line1"),
            postal_code: self.text("address.zip"),
            city: self.text("address.town"),
            country: self.text("address.countryCode"),
            zone: self.text("timezone.id"),
        })
    }

    /// A time zone, with the offset of now only: they do not say when it changes. So it is right about what day and hour it is
    /// there now, which is what the app asks it.
    pub fn zone(self) -> Option<ZoneRules> {
        let now = format!("2000-01-01T00:00:00{}", self.word("timezone.utcOffset"));
        let initial_offset = DateTime::parse_from_rfc3339(&now).ok()?.offset().local_minus_utc();
        Some(ZoneRules {
            name: self.text("timezone.id")?,
            initial_offset,
            transitions: json::Counted::default(),
        })
    }
}

/// Each zone once.
pub fn zones<'a>(of: impl Iterator<Item = Theirs<'a>>) -> Vec<ZoneRules> {
    let mut zones: Vec<ZoneRules> = Vec::new();
    for zone in of.filter_map(Theirs::zone) {
        if !zones.iter().any(|known| known.name == zone.name) {
            zones.push(zone);
        }
    }
    zones
}
