//! What can be done with a unit: put right, recorded, moved, retired, given away. Which words and fields each has, and what is
//! sent for it; whether it may be is the API's to say.

use rules::access::Action;
use wire::{
    registration::RequestTransfer,
    session::Me,
    unit::{Unit, Usage},
    unit_change::UnitChange,
};

use super::super::site::fields::{NEW_SITE, WHERE_IT_IS, new_site};

/// One thing to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Host name, use, release.
    PutRight,
    /// The release alone.
    Release,
    /// Another site.
    Move,
    /// Out of service.
    Retire,
    /// To another company.
    Transfer,
}

/// Most fields that something has.
pub const FIELDS: usize = 8;

impl Task {
    /// What this person may do with a unit as it stands.
    pub fn all(me: &Me, unit: &Unit) -> Vec<Self> {
        if !me.may(Action::EditUnits) {
            return if me.may(Action::RecordReleases) { vec![Self::Release] } else { Vec::new() };
        }
        let retired = unit.usage == Some(Usage::Decommissioned);
        let retire = (!retired).then_some(Self::Retire);
        [Self::PutRight, Self::Move].into_iter().chain(retire).chain([Self::Transfer]).collect()
    }

    /// The button that begins it, the heading of its form and what it means, and the button that does it.
    pub const fn words(self) -> [&'static str; 4] {
        match self {
            Self::PutRight => {
                ["Put right", "Put this unit right", "What you leave as it is stays as it is.", "Save"]
            }
            Self::Release => [
                "Record release",
                "Record the software release",
                "The release that runs on this unit now.",
                "Save",
            ],
            Self::Move => [
                "Move",
                "Move this unit to another site",
                "Cover needs the address of the site where the unit stands. The sites before stay in its history.",
                "Move it",
            ],
            Self::Retire => [
                "Retire",
                "Retire this unit",
                "It is out of service from now on, which ends its Advanced Care Plus. It keeps its history, and can be put back into use.",
                "Retire it",
            ],
            Self::Transfer => [
                "Ask for a transfer",
                "Ask for a transfer to another company",
                "Your advisor looks at it and decides. Until then the unit stays with you; afterwards it is no longer in your install base.",
                "Ask for it",
            ],
        }
    }

    /// Whether it takes something away.
    pub const fn takes_away(self) -> bool {
        matches!(self, Self::Retire)
    }

    /// Ids of its fields: the members that they fill.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::PutRight => &["host_name", "usage", "release", "note"],
            Self::Release => &["release", "note"],
            Self::Move => &["site_id", "name", "street", "postal_code", "city", "country", "zone", "note"],
            Self::Retire => &["note"],
            Self::Transfer => &["to_name", "to_address", "to_country", "reason"],
        }
    }

    /// What stands in a field at first.
    pub fn text(field: &str, unit: &Unit) -> String {
        match field {
            "host_name" => unit.host_name.clone(),
            "usage" => unit.usage.as_ref().map(|usage| usage.as_str().to_owned()),
            "release" => unit.software_release.clone(),
            "site_id" => unit.site().map(|site| site.id.clone()),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// What was typed in a field.
    fn typed<'a>(self, field: &str, typed: &'a [String]) -> &'a str {
        let place = self.fields().iter().position(|known| *known == field);
        place.and_then(|place| typed.get(place)).map(|text| text.trim()).unwrap_or_default()
    }

    /// What is changed by it: of what was typed only what differs from `seen`, the unit as it was when the form opened.
    pub fn change(self, typed: &[String], seen: &Unit) -> UnitChange {
        let new = |field: &str| {
            let text = self.typed(field, typed);
            (self.fields().contains(&field) && text != Self::text(field, seen)).then(|| text.to_owned())
        };
        let filled = |text: &String| !text.is_empty();
        let to = new("site_id").filter(filled);
        let is_new = to.as_deref() == Some(NEW_SITE);
        UnitChange {
            usage: match self {
                Self::Retire => Some(Usage::Decommissioned),
                _ => new("usage").filter(filled).map(|usage| usage.as_str().into()),
            },
            site_id: to.filter(|_| !is_new).map(Some),
            new_site: is_new.then(|| new_site(WHERE_IT_IS.map(|field| self.typed(field, typed).to_owned()))),
            host_name: new("host_name"),
            release: new("release").filter(filled),
        }
    }

    /// Why, in one line.
    pub fn note(self, typed: &[String]) -> Option<String> {
        Some(self.typed("note", typed).to_owned()).filter(|note| !note.is_empty())
    }

    /// What is asked for when it goes to another company.
    pub fn transfer(self, typed: &[String]) -> RequestTransfer {
        let text = |field| self.typed(field, typed).to_owned();
        RequestTransfer {
            to_name: text("to_name"),
            to_address: text("to_address"),
            to_country: Some(text("to_country")).filter(|country| !country.is_empty()),
            reason: text("reason"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit() -> Unit {
        let site = serde_json::json!({"id": "s1", "name": "S"});
        let unit = serde_json::json!({
            "reference": "A1", "model": "MX480", "account": {"id": "a", "name": "A"}, "host_name": "a-pe01",
            "usage": "in_use", "software_release": "23.4R2", "site": site,
        });
        wire::json::from_value(unit).unwrap()
    }

    fn typed<const N: usize>(texts: [&str; N]) -> Vec<String> {
        texts.map(str::to_owned).to_vec()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let change = |texts| Task::PutRight.change(&typed(texts), &unit());
        assert!(change(["a-pe01", "in_use", "23.4R2", "a note"]).is_empty());
        let host = UnitChange { host_name: Some("a-pe02".to_owned()), ..UnitChange::default() };
        assert_eq!(change([" a-pe02 ", "in_use", "23.4R2", ""]), host);
        let none = UnitChange { host_name: Some(String::new()), ..UnitChange::default() };
        assert_eq!(change(["", "in_use", "23.4R2", ""]), none, "a host name can be taken away");
        assert!(change(["a-pe01", "", "", ""]).is_empty(), "use and release can't");
    }

    #[test]
    fn each_task_changes_what_it_is_about() {
        let moved = Task::Move.change(&typed(["s2", "typed before"]), &unit());
        assert_eq!(moved, UnitChange { site_id: Some(Some("s2".to_owned())), ..UnitChange::default() });
        assert!(Task::Move.change(&typed(["s1", ""]), &unit()).is_empty());
        let made =
            Task::Move.change(&typed([NEW_SITE, " Juba 2 ", "1 Way", "", "Juba", "SS", "", "why"]), &unit());
        let site = made.new_site.unwrap();
        assert_eq!((site.name.as_str(), site.country.as_str(), made.site_id), ("Juba 2", "SS", None));
        let retired = Task::Retire.change(&typed(["sold"]), &unit());
        assert_eq!(retired, UnitChange { usage: Some(Usage::Decommissioned), ..UnitChange::default() });
        assert_eq!(Task::Retire.note(&typed([" sold "])).as_deref(), Some("sold"));
        let release = Task::Release.change(&typed(["24.2R1", ""]), &unit());
        assert!(
            !release.edits() && release.release.is_some(),
            "who only records releases changes nothing else"
        );
        assert_eq!(Task::Transfer.transfer(&typed(["N", "A", "", "R"])).to_country, None);
    }
}
