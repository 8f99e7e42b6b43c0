//! Which site a row means: one of the End User's with that name and address, or a new one.

use crate::store::registrations::{known::Site, made::NewSite};
use rules::registration::{Row, agrees, same};
use std::collections::HashMap;

/// Those that a piece may mean, and those that it makes.
pub struct Sites {
    all: Vec<Site>,
    /// Places by account and name in lower case, for a piece that names many.
    by_name: HashMap<(String, String), Vec<usize>>,
    new: Vec<NewSite>,
}

impl Sites {
    /// Those of the names that the rows have.
    pub fn of(found: Vec<Site>) -> Self {
        let mut sites = Self { all: Vec::new(), by_name: HashMap::new(), new: Vec::new() };
        found.into_iter().for_each(|site| sites.add(site));
        sites
    }

    fn add(&mut self, site: Site) {
        let key = (site.account_id.clone(), site.name.to_ascii_lowercase());
        self.by_name.entry(key).or_default().push(self.all.len());
        self.all.push(site);
    }

    /// Those that are to be made.
    pub fn made(&self) -> &[NewSite] {
        &self.new
    }

    /// Id and name of one by its place.
    pub fn get(&self, place: usize) -> (&str, &str) {
        self.all.get(place).map_or(("", ""), |site| (&site.id, &site.name))
    }

    /// The one that a row means; made when there is none.
    pub fn find_or_make(&mut self, account: &str, row: &Row) -> usize {
        let country = row.borrowed().country().map(|country| country.code().to_owned());
        let key = (account.to_owned(), row.site_name.to_ascii_lowercase());
        let places = self.by_name.get(&key).map_or(&[][..], Vec::as_slice);
        let is_it = |place: &&usize| {
            self.all.get(**place).is_some_and(|site| means(row, country.as_deref().unwrap_or_default(), site))
        };
        if let Some(place) = places.iter().find(is_it) {
            return *place;
        }
        let id = uuid::Uuid::now_v7().to_string();
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let site = Site {
            id: id.clone(),
            account_id: account.to_owned(),
            name: row.site_name.clone(),
            street: given(&row.street),
            postal_code: given(&row.postal_code),
            city: given(&row.city),
            country: country.clone(),
        };
        self.add(site);
        self.new.push(NewSite {
            id,
            account: account.to_owned(),
            name: row.site_name.clone(),
            street: row.street.clone(),
            postal_code: row.postal_code.clone(),
            city: row.city.clone(),
            country,
        });
        self.all.len() - 1
    }
}

/// Street, city and country must be known and the same: a site without its street is not one that is registered.
fn means(row: &Row, country: &str, site: &Site) -> bool {
    let is = |known: &Option<String>, given: &str| known.as_deref().is_some_and(|known| same(known, given));
    is(&site.street, &row.street)
        && is(&site.city, &row.city)
        && is(&site.country, country)
        && (row.postal_code.is_empty() || agrees(site.postal_code.as_deref(), &row.postal_code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            site_name: "Juba Airport Road".to_owned(),
            street: "41 Tamarind Road".to_owned(),
            city: "Juba".to_owned(),
            country: "SS".to_owned(),
            ..Row::default()
        }
    }

    #[test]
    fn a_site_is_made_once_and_told_from_one_of_another_address_or_account() {
        let mut sites = Sites::of(Vec::new());
        let first = sites.find_or_make("a", &row());
        let shouted = Row { street: "41 TAMARIND  ROAD".to_owned(), ..row() };
        assert_eq!(sites.find_or_make("a", &shouted), first);
        assert_ne!(sites.find_or_make("b", &row()), first);
        let moved = Row { street: "42 Tamarind Road".to_owned(), ..row() };
        assert_ne!(sites.find_or_make("a", &moved), first);
        assert_eq!(sites.made().len(), 3);
    }
}
