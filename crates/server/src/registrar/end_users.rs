//! Whom a row means. A reseller names its End User by name and address: one of its own of that name whose known
//! address agrees, or an account of the same name, country and postal code; nobody else is meant, so a new one is made.

use crate::store::registrations::{known::EndUser, made::NewEndUser};
use rules::registration::{By, KnownEndUser, Row, means_end_user};

/// Those that a piece may mean, and those that it makes.
pub struct EndUsers {
    all: Vec<EndUser>,
    new: Vec<NewEndUser>,
}

impl EndUsers {
    /// The End User itself.
    pub fn only(account: Option<EndUser>) -> Self {
        Self::of(account.into_iter().collect())
    }

    /// Those of the names that the rows have; the reseller's own first.
    pub fn of(found: Vec<EndUser>) -> Self {
        Self { all: found, new: Vec::new() }
    }

    /// Ids of those that are there already.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|end_user| end_user.id.as_str())
    }

    /// One by its place.
    pub fn get(&self, place: usize) -> Option<&EndUser> {
        self.all.get(place)
    }

    /// Those that are to be made.
    pub fn made(&self) -> &[NewEndUser] {
        &self.new
    }

    /// Ids of those in these places that the reseller does not look after yet, and of those that are made.
    pub fn not_own(&self, places: impl IntoIterator<Item = usize>) -> impl Iterator<Item = &str> {
        let used = places.into_iter().filter_map(|place| self.get(place));
        let others = used.filter(|end_user| !end_user.own).map(|end_user| end_user.id.as_str());
        others.chain(self.new.iter().map(|new| new.id.as_str()))
    }

    /// Whom a row means.
    pub fn find(&self, by: By, row: &Row) -> Option<usize> {
        match by {
            By::EndUser => (!self.all.is_empty()).then_some(0),
            By::Reseller => self.all.iter().position(|end_user| means(row, end_user)),
        }
    }

    /// Makes the one that a row names.
    pub fn make(&mut self, row: &Row) -> usize {
        let country = row.borrowed().end_user_country().map(|country| country.code().to_owned());
        let new = NewEndUser {
            id: uuid::Uuid::now_v7().to_string(),
            name: row.end_user.clone(),
            street: row.end_user_street.clone(),
            postal_code: row.end_user_postal_code.clone(),
            city: row.end_user_city.clone(),
            country: country.clone(),
        };
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        self.all.push(EndUser {
            id: new.id.clone(),
            name: new.name.clone(),
            street: given(&new.street),
            postal_code: given(&new.postal_code),
            city: given(&new.city),
            country,
            // From here on: the next row that names it means it.
            own: true,
        });
        self.new.push(new);
        self.all.len() - 1
    }

    /// Name, street, postal code, city and country, empty where nothing is known.
    pub fn address(&self, place: usize) -> [&str; 5] {
        let Some(end_user) = self.get(place) else { return [""; 5] };
        let EndUser { name, street, postal_code, city, country, .. } = end_user;
        let [street, postal_code, city, country] =
            [street, postal_code, city, country].map(|part| part.as_deref().unwrap_or_default());
        [name, street, postal_code, city, country]
    }
}

fn means(row: &Row, end_user: &EndUser) -> bool {
    let known = KnownEndUser {
        name: &end_user.name,
        street: end_user.street.as_deref(),
        postal_code: end_user.postal_code.as_deref(),
        city: end_user.city.as_deref(),
        country: end_user.country.as_deref(),
        own: end_user.own,
    };
    means_end_user(&row.borrowed(), &known)
}
