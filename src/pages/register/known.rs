//! What is known beside a row: the terms of its purchase order, the End of Support of its model. With that the rules say what
//! the unit will be worth. Knows no page.

use std::sync::Arc;

use rules::{
    Date,
    country::{Country, CountryList},
    registration::{Basis, By, Column, RowRef, Worth, worth},
    term::Term,
    unit::EndOfSupport,
};
use wire::registration::{EndUserBasis, RegistrationBasis};

/// All of it, as it was loaded.
#[derive(PartialEq)]
pub struct Known {
    by: By,
    end_users: Vec<EndUser>,
    models: Vec<(String, EndOfSupport)>,
    countries: Arc<CountryList>,
    today: Date,
}

#[derive(PartialEq)]
struct EndUser {
    name: String,
    country: Option<Country>,
    orders: Vec<(String, Vec<Term>)>,
}

impl Known {
    /// From an answer of the API. Terms that can't be read decide nothing.
    pub fn new(basis: &RegistrationBasis, by: By, countries: Arc<CountryList>, today: Date) -> Self {
        let models = basis.models.iter().map(|model| {
            let end = wire::unit::end_of_support(model.end_of_support.as_ref());
            (model.model.clone(), end)
        });
        Self {
            by,
            end_users: basis.end_users.iter().map(EndUser::new).collect(),
            models: models.collect(),
            countries,
            today,
        }
    }

    /// What the row's unit will be worth.
    pub fn worth(&self, row: &RowRef<'_>) -> Worth {
        let end_user = match self.by {
            By::EndUser => self.end_users.first(),
            By::Reseller => {
                let named = row.get(Column::EndUser);
                self.end_users.iter().find(|end_user| same(&end_user.name, named))
            }
        };
        let number = row.get(Column::PurchaseOrder);
        let terms = end_user.and_then(|end_user| {
            let found = end_user.orders.iter().find(|(order, _)| same(order, number));
            found.map(|(_, terms)| terms.as_slice())
        });
        let model = row.get(Column::Model);
        let end = self.models.iter().find(|(known, _)| same(known, model));
        let basis = Basis {
            today: self.today,
            terms: Some(terms.unwrap_or_default()),
            end_of_support: end.map_or(EndOfSupport::NoData, |(_, end)| *end),
            end_user_country: end_user.and_then(|end_user| end_user.country),
        };
        worth(row, self.by, &basis, &self.countries)
    }
}

impl EndUser {
    fn new(end_user: &EndUserBasis) -> Self {
        let orders = end_user.purchase_orders.iter().map(|order| {
            let terms = order.terms.iter().filter_map(|term| term.facts().ok().flatten());
            (order.number.clone(), terms.collect())
        });
        Self {
            name: end_user.account.name.clone(),
            country: end_user.country.as_deref().and_then(Country::parse),
            orders: orders.collect(),
        }
    }
}

/// Alike but for case and blanks around.
fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::{entitlement::Answer, registration::Row};

    const BASIS: &str = r#"{"end_users":[{"account":{"id":"m","name":"Metro Fibre"},"country":"IN","units":1,"purchase_orders":[
        {"number":"FR-118","terms":[
            {"contract":"1","kind":"advanced_care_plus","start":"2026-01-01","end":"2027-12-31","status":"active"},
            {"contract":"2","kind":"juniper_care","start":"2026-01-01","end":"2027-12-31","status":"active"}]},
        {"number":"FR-119","terms":[{"contract":"3","kind":"juniper_care","start":"2026-01-01","end":"2027-12-31","status":"active"}]}]}],
        "models":[{"model":"MX204","family":"MX","end_of_support":{}}]}"#;

    fn answer(end_user: &str, order: &str, usage: &str) -> Answer {
        let basis = wire::json::read(BASIS).unwrap();
        let countries =
            CountryList { source: String::new(), checked_on: Date::default(), excluded: Vec::new() };
        let today = Date::from_ymd_opt(2026, 11, 26).unwrap_or_default();
        let known = Known::new(&basis, By::Reseller, Arc::new(countries), today);
        let mut row = Row::default();
        let cells = [
            (Column::Serial, "JN1"),
            (Column::Model, "mx204"),
            (Column::Usage, usage),
            (Column::PurchaseOrder, order),
            (Column::SiteName, "Ring 4"),
            (Column::Street, "18 Quay Road"),
            (Column::City, "Mumbai"),
            (Column::Country, "India"),
            (Column::EndUser, end_user),
            (Column::EndUserCountry, "IN"),
        ];
        for (column, text) in cells {
            row.set(column, text);
        }
        known.worth(&row.borrowed()).assessment.answer
    }

    #[test]
    fn a_row_is_worth_what_its_purchase_order_bought() {
        assert_eq!(answer(" metro FIBRE ", "fr-118", ""), Answer::AdvancedCarePlus);
        assert_eq!(answer("Metro Fibre", "FR-119", ""), Answer::JuniperCareOnly);
        assert_ne!(answer("Metro Fibre", "FR-120", ""), Answer::AdvancedCarePlus);
        assert_ne!(answer("Somebody Else", "FR-118", ""), Answer::AdvancedCarePlus);
        assert_ne!(answer("Metro Fibre", "FR-118", "spare"), Answer::AdvancedCarePlus);
    }
}
