//! Whom a row means. A reseller names its End User by name and address: one of its own of that name whose known
//! address agrees, or an account of the same name, country and postal code; nobody else is meant, so a new one is made.

use super::matching::{agrees, same};
use crate::store::registrations::{known::EndUser, made::NewEndUser};
use rules::registration::{By, Row};

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
    pub fn new(&self) -> &[NewEndUser] {
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
    let country = row.borrowed().end_user_country();
    let country = country.as_ref().map_or("", |country| country.code());
    let part = |known: &Option<String>, given: &str| agrees(known.as_deref(), given);
    if !same(&end_user.name, &row.end_user) || !part(&end_user.country, country) {
        return false;
    }
    let known = end_user.postal_code.as_deref().filter(|code| !code.is_empty());
    let same_code = known.is_some_and(|code| same(code, &row.end_user_postal_code));
    if same_code && end_user.country.is_some() {
        return true;
    }
    end_user.own
        && part(&end_user.street, &row.end_user_street)
        && part(&end_user.postal_code, &row.end_user_postal_code)
        && part(&end_user.city, &row.end_user_city)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_user(own: bool, postal_code: Option<&str>) -> EndUser {
        EndUser {
            id: "a".to_owned(),
            name: "Kadambari Metro Fibre".to_owned(),
            street: postal_code.map(|_| "88 Shimul Lane".to_owned()),
            postal_code: postal_code.map(str::to_owned),
            city: None,
            country: Some("IN".to_owned()),
            own,
        }
    }

    fn row(changes: &[(&str, &str)]) -> Row {
        let mut row = Row {
            end_user: "kadambari metro  fibre".to_owned(),
            end_user_street: "88 shimul lane".to_owned(),
            end_user_postal_code: "711101".to_owned(),
            end_user_city: "Kolkata".to_owned(),
            end_user_country: "IN".to_owned(),
            ..Row::default()
        };
        for (code, text) in changes {
            row.set(rules::registration::Column::from_code(code).unwrap(), text);
        }
        row
    }

    #[test]
    fn name_and_address_say_who_is_meant() {
        assert!(means(&row(&[]), &end_user(true, None)), "of one's own what is not known does not matter");
        assert!(!means(&row(&[]), &end_user(false, None)), "of others it does");
        assert!(means(&row(&[]), &end_user(false, Some("711101"))));
        assert!(means(&row(&[("end_user_street", "Other 1")]), &end_user(true, Some("711101"))), "same code");
        for other in
            [("end_user", "Kadambari"), ("end_user_country", "NP"), ("end_user_postal_code", "700156")]
        {
            assert!(!means(&row(&[other]), &end_user(true, Some("711101"))), "{other:?}");
        }
    }
}
