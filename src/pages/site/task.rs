//! What can be done about a site: its words, its fields, what stands in them at first, and the call that does it.

use std::sync::Arc;

use rules::site::{read_people, write_people};
use wire::site::{MergeSite, SaveSite, SiteDetail};

use super::Seen;
use crate::{
    api::{self, Failure, IdempotencyKey},
    route::Route,
};

/// What is being done.
#[derive(Clone)]
pub enum Task {
    /// One more.
    Add,
    /// What is said of this one is put right.
    Edit(Arc<Seen>),
    /// This one is the same place as another.
    Join(Arc<Seen>),
}

/// Most fields that something has.
pub const FIELDS: usize = 8;

impl Task {
    /// The site that it is about, as it was when it began.
    pub fn seen(&self) -> Option<&Arc<Seen>> {
        match self {
            Self::Add => None,
            Self::Edit(seen) | Self::Join(seen) => Some(seen),
        }
    }

    /// Ids of its fields: the members of the request.
    pub const fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Add | Self::Edit(_) => {
                &["name", "street", "postal_code", "city", "country", "zone", "people", "access"]
            }
            Self::Join(_) => &["into", "note"],
        }
    }

    /// Heading, what it means, and the button that does it.
    pub const fn words(&self) -> [&'static str; 3] {
        match self {
            Self::Add => [
                "Add a site",
                "Units can be registered there or moved there as soon as it stands in the list.",
                "Add",
            ],
            Self::Edit(_) => [
                "Edit this site",
                "The same place. If it has moved, add the new one and move the units there.",
                "Save",
            ],
            Self::Join(_) => [
                "Join with another site",
                "For a place that stands in the list twice. The units of this one stand at the other from then on, each with a line in its history; people and ways in go along. The name of this one still leads there. This cannot be taken back.",
                "Join them",
            ],
        }
    }

    /// What stands in a field at first.
    pub fn text(&self, field: &str) -> String {
        match self {
            Self::Edit(seen) => text_of(&seen.0, field),
            // Likely the other one.
            Self::Join(seen) if field == "into" => {
                seen.0.summary.similar.first().map(|other| other.id.clone()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The same with the site as it is known now.
    pub fn text_now(&self, field: &str, now: &SiteDetail) -> String {
        match self {
            Self::Edit(_) => text_of(now, field),
            _ => self.text(field),
        }
    }

    /// Does it, on what was seen; where to go then, when that is another page.
    pub async fn carry_out(
        &self,
        typed: &[String],
        etag: &str,
        key: &IdempotencyKey,
    ) -> Result<Option<Route>, Failure> {
        let text = |field: &str| {
            let place = self.fields().iter().position(|known| *known == field);
            place.and_then(|place| typed.get(place)).cloned().unwrap_or_default()
        };
        let id = self.seen().map(|seen| seen.0.summary.site.id.clone()).unwrap_or_default();
        if let Self::Join(_) = self {
            let note = Some(text("note")).filter(|note| !note.is_empty());
            let wish = MergeSite { into: text("into"), note };
            api::sites::join(&id, &wish, etag).await?;
            return Ok(Some(Route::Site { id: wish.into }));
        }
        let wish = SaveSite {
            name: text("name"),
            street: text("street"),
            postal_code: text("postal_code"),
            city: text("city"),
            country: text("country"),
            zone: text("zone"),
            access: text("access"),
            people: read_people(&text("people")).into_iter().map(Into::into).collect(),
        };
        if let Self::Edit(_) = self {
            return api::sites::save(&id, &wish, etag).await.map(|()| None);
        }
        api::sites::make(&wish, key).await.map(|made| Some(Route::Site { id: made.summary.site.id }))
    }
}

fn text_of(found: &SiteDetail, field: &str) -> String {
    let site = &found.summary.site;
    let text = match field {
        "name" => return site.name.clone(),
        "people" => {
            let people: Vec<_> = found.people.iter().cloned().map(Into::into).collect();
            return write_people(&people);
        }
        "street" => &site.street,
        "postal_code" => &site.postal_code,
        "city" => &site.city,
        "country" => &site.country,
        "zone" => &site.zone,
        _ => &found.access,
    };
    text.clone().unwrap_or_default()
}
