//! What is known beside a row: the terms of its purchase order, the End of Support of its model. With that the rules say what
//! the unit will be worth. Knows no page.

use std::sync::Arc;

use rules::{
    Date,
    country::{Country, CountryList},
    entitlement::Answer,
    registration::{
        Basis, By, Column, KnownEndUser, RowRef, Worth, means_end_user, means_order, same, worth,
    },
    term::Term,
    unit::{EndOfSupport, Vendor},
};
use wire::{
    json::Counted,
    registration::{EndUserBasis, ModelBasis, RegistrationBasis},
};

/// All of it, as it was loaded.
#[derive(PartialEq)]
pub struct Known {
    by: By,
    /// By id: so the server goes through them, too.
    end_users: Vec<EndUserBasis>,
    models: Counted<ModelBasis>,
    countries: Arc<CountryList>,
    today: Date,
}

impl Known {
    /// From an answer of the API.
    pub fn new(basis: &RegistrationBasis, by: By, countries: Arc<CountryList>, today: Date) -> Self {
        let mut end_users = basis.end_users.to_vec();
        end_users.sort_unstable_by(|one, other| one.account.id.cmp(&other.account.id));
        Self { by, end_users, models: basis.models.clone(), countries, today }
    }

    /// What the row's unit will be worth. What only the server knows is told from what there is not: the contracts of a unit
    /// that is replaced, and whatever a reseller does not see.
    pub fn worth(&self, row: &RowRef<'_>) -> Worth {
        let end_user = match self.by {
            By::EndUser => self.end_users.first(),
            By::Reseller => self.end_users.iter().find(|end_user| is_meant(row, end_user)),
        };
        let terms = self.terms(row, end_user);
        let model = self.models.iter().find(|known| same(&known.model, row.get(Column::Model)));
        let basis = Basis {
            today: self.today,
            terms: terms.as_deref(),
            vendor: match model.and_then(|model| model.vendor.as_ref()) {
                Some(wire::unit::Vendor::ThirdParty) => Vendor::ThirdParty,
                _ => Vendor::Juniper,
            },
            end_of_support: model.map_or(EndOfSupport::NoData, |model| {
                wire::unit::end_of_support(model.end_of_support.as_ref())
            }),
            end_user_country: match end_user {
                Some(end_user) => end_user.country.as_deref().and_then(Country::parse),
                None if self.by == By::Reseller => row.end_user_country(),
                None => None,
            },
        };
        let worth_by = |basis| worth(row, self.by, basis, &self.countries);
        let found = worth_by(&basis);
        // The contracts of the unit that it replaces name it as well (R-016): they may do more, and never less.
        if !row.get(Column::Replaces).is_empty() && found.assessment.answer != Answer::AdvancedCarePlus {
            return worth_by(&Basis { terms: None, ..basis });
        }
        found
    }

    /// The terms that the row's purchase order bought; `None` when only the server may know.
    fn terms(&self, row: &RowRef<'_>, end_user: Option<&EndUserBasis>) -> Option<Vec<Term>> {
        if row.get(Column::PurchaseOrder).is_empty() {
            return Some(Vec::new());
        }
        let all = &end_user?.purchase_orders;
        let orders = all.iter().filter(|order| means_order(row, &order.number));
        let whole = orders.clone().all(|order| order.terms.unread == 0);
        let terms: Option<Vec<Term>> =
            orders.clone().flat_map(|order| &order.terms).map(|term| term.facts().ok()).collect();
        // A reseller sees of an End User the orders with which it has registered something. One that can't be read may be it.
        let sees_all = self.by == By::EndUser && all.unread == 0;
        terms.filter(|_| whole && (sees_all || orders.count() > 0))
    }
}

/// Everybody that somebody registers for is one's own.
fn is_meant(row: &RowRef<'_>, end_user: &EndUserBasis) -> bool {
    let known = KnownEndUser {
        name: &end_user.account.name,
        street: end_user.street.as_deref(),
        postal_code: end_user.postal_code.as_deref(),
        city: end_user.city.as_deref(),
        country: end_user.country.as_deref(),
        own: true,
    };
    means_end_user(row, &known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::registration::Row;

    const BASIS: &str = r#"{"end_users":[{"account":{"id":"m","name":"Metro Fibre"},"country":"IN","units":1,"purchase_orders":[
        {"number":"FR-118","terms":[
            {"contract":"1","kind":"advanced_care_plus","start":"2026-01-01","end":"2027-12-31","status":"active"},
            {"contract":"2","kind":"juniper_care","start":"2026-01-01","end":"2027-12-31","status":"active"}]},
        {"number":"FR-119","terms":[{"contract":"3","kind":"juniper_care","start":"2026-01-01","end":"2027-12-31","status":"active"}]}]}],
        "models":[{"model":"MX204","family":"MX","end_of_support":{}},{"model":"ACS8048","vendor":"third_party","end_of_support":{}}]}"#;

    fn answer(by: By, changes: &[(Column, &str)]) -> Answer {
        answer_from(BASIS, by, changes)
    }

    fn answer_from(basis: &str, by: By, changes: &[(Column, &str)]) -> Answer {
        let basis = wire::json::read(basis).unwrap();
        let countries = CountryList {
            source: String::new(),
            checked_on: Date::default(),
            excluded: Vec::new(),
            unread: false,
        };
        let today = Date::from_ymd_opt(2026, 11, 26).unwrap_or_default();
        let known = Known::new(&basis, by, Arc::new(countries), today);
        let mut row = Row::default();
        let cells = [
            (Column::Serial, "JN1"),
            (Column::Model, "mx204"),
            (Column::PurchaseOrder, "FR-118"),
            (Column::Source, "Juniper"),
            (Column::SiteName, "Ring 4"),
            (Column::Street, "18 Quay Road"),
            (Column::City, "Mumbai"),
            (Column::Country, "India"),
            (Column::EndUser, "Metro Fibre"),
            (Column::EndUserCountry, "IN"),
        ];
        for (column, text) in cells.iter().chain(changes) {
            row.set(*column, text);
        }
        known.worth(&row.borrowed()).assessment.answer
    }

    #[test]
    fn a_row_is_worth_what_its_purchase_order_bought_in_whatever_case_it_is_written() {
        for by in [By::EndUser, By::Reseller] {
            assert_eq!(answer(by, &[(Column::PurchaseOrder, "fr-118")]), Answer::AdvancedCarePlus);
            assert_eq!(answer(by, &[(Column::PurchaseOrder, "fr-119")]), Answer::JuniperCareOnly);
            assert_eq!(answer(by, &[(Column::Usage, "spare")]), Answer::JuniperCareOnly);
            assert_eq!(answer(by, &[(Column::Model, "acs8048")]), Answer::NoCoverFound);
        }
        assert_eq!(answer(By::Reseller, &[(Column::EndUser, " metro  FIBRE ")]), Answer::AdvancedCarePlus);
    }

    #[test]
    fn what_only_the_server_knows_is_told_from_what_there_is_not() {
        let order = |number| (Column::PurchaseOrder, number);
        // An End User sees all its orders, a reseller those with which it registered.
        assert_eq!(answer(By::EndUser, &[order("FR-120")]), Answer::NoCoverFound);
        assert_eq!(answer(By::Reseller, &[order("FR-120")]), Answer::CannotTell);
        assert_eq!(answer(By::Reseller, &[(Column::EndUser, "Somebody Else")]), Answer::CannotTell);
        // An account of that name in another country is another one.
        assert_eq!(answer(By::Reseller, &[(Column::EndUserCountry, "NP")]), Answer::CannotTell);
        let replaces = (Column::Replaces, "JN2");
        for by in [By::EndUser, By::Reseller] {
            assert_eq!(answer(by, &[order(""), replaces]), Answer::CannotTell);
            assert_eq!(answer(by, &[order("FR-119"), replaces]), Answer::CannotTell);
            assert_eq!(answer(by, &[replaces]), Answer::AdvancedCarePlus);
            assert_eq!(answer(by, &[order("")]), Answer::NoCoverFound);
        }
    }

    #[test]
    fn an_order_that_cannot_be_read_may_be_the_one() {
        let unread = BASIS.replacen(r#"{"number":"FR-118""#, r#"{"no":"FR-118""#, 1);
        for by in [By::EndUser, By::Reseller] {
            assert_eq!(answer_from(&unread, by, &[]), Answer::CannotTell);
            let other = (Column::PurchaseOrder, "FR-119");
            assert_eq!(
                answer_from(&unread, by, &[other]),
                Answer::JuniperCareOnly,
                "the one that is meant is known"
            );
        }
    }
}
