//! Which of the things that are known a row means: an End User, a purchase order. Browser and server ask the
//! same functions, so that what is promised before a file is sent is what is decided when it has come. Upper and lower case of
//! ASCII letters and runs of blanks make no difference, as people type a number from a paper; what is not known of an End User
//! tells it from no other.

use super::{Column, RowRef, row::words};

/// An End User as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownEndUser<'a> {
    /// Name.
    pub name: &'a str,
    /// Street and number.
    pub street: Option<&'a str>,
    /// Postal code.
    pub postal_code: Option<&'a str>,
    /// City.
    pub city: Option<&'a str>,
    /// Two letters.
    pub country: Option<&'a str>,
    /// Whether it is one of the reseller's own: assigned to its people, or with units that it registered.
    pub own: bool,
}

/// Are they the same text, but for case and runs of blanks?
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let (mut one, mut other) = (words(one), words(other));
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one.eq_ignore_ascii_case(other) => {}
            _ => return false,
        }
    }
}

/// Does what is known agree with what was given?
#[must_use]
pub fn agrees(known: Option<&str>, given: &str) -> bool {
    known.is_none_or(|known| same(known, given))
}

/// Does the row name a purchase order of that number? A row without any names none.
#[must_use]
pub fn means_order(row: &RowRef<'_>, number: &str) -> bool {
    let typed = row.get(Column::PurchaseOrder);
    !typed.is_empty() && same(typed, number)
}

/// The number under which an order is kept: as those that it means write it, where there are some. One order has one number.
#[must_use]
pub fn kept_number<'a>(typed: &'a str, listed: impl Iterator<Item = &'a str> + Clone) -> &'a str {
    listed.clone().find(|number| *number == typed).or_else(|| listed.clone().next()).unwrap_or(typed)
}

/// Does a reseller's row mean that End User? One of its own of that name whose known address agrees, or an account of
/// the same name, country and postal code. Who asks goes through its own first, then through the others, each by id.
#[must_use]
pub fn means_end_user(row: &RowRef<'_>, end_user: &KnownEndUser<'_>) -> bool {
    if !same(end_user.name, row.get(Column::EndUser)) {
        return false;
    }
    let country = row.end_user_country();
    if !agrees(end_user.country, country.as_ref().map_or("", |country| country.code())) {
        return false;
    }
    let part = |known: Option<&str>, column| agrees(known, row.get(column));
    let known = end_user.postal_code.filter(|code| !code.is_empty());
    let same_code = known.is_some_and(|code| same(code, row.get(Column::EndUserPostalCode)));
    if same_code && end_user.country.is_some() {
        return true;
    }
    end_user.own
        && part(end_user.street, Column::EndUserStreet)
        && part(end_user.postal_code, Column::EndUserPostalCode)
        && part(end_user.city, Column::EndUserCity)
}

#[cfg(test)]
mod tests {
    use super::{super::Row, *};

    fn end_user(own: bool, postal_code: Option<&str>) -> KnownEndUser<'_> {
        KnownEndUser {
            name: "Kadambari Metro Fibre",
            street: postal_code.map(|_| "88 Shimul Lane"),
            postal_code,
            city: None,
            country: Some("IN"),
            own,
        }
    }

    fn row(changes: &[(Column, &str)]) -> Row {
        let mut row = Row {
            end_user: "kadambari metro  fibre".to_owned(),
            end_user_street: "88 shimul lane".to_owned(),
            end_user_postal_code: "711101".to_owned(),
            end_user_city: "Kolkata".to_owned(),
            end_user_country: "IN".to_owned(),
            ..Row::default()
        };
        for (column, text) in changes {
            row.set(*column, text);
        }
        row
    }

    fn means(changes: &[(Column, &str)], end_user: &KnownEndUser<'_>) -> bool {
        means_end_user(&row(changes).borrowed(), end_user)
    }

    #[test]
    fn name_and_address_say_who_is_meant() {
        assert!(means(&[], &end_user(true, None)), "of one's own what is not known does not matter");
        assert!(!means(&[], &end_user(false, None)), "of others it does");
        assert!(means(&[], &end_user(false, Some("711101"))));
        let moved = [(Column::EndUserStreet, "Other 1")];
        assert!(means(&moved, &end_user(true, Some("711101"))), "same code");
        for other in [
            (Column::EndUser, "Kadambari"),
            (Column::EndUserCountry, "NP"),
            (Column::EndUserPostalCode, "700156"),
        ] {
            assert!(!means(&[other], &end_user(true, Some("711101"))), "{other:?}");
        }
    }

    #[test]
    fn case_and_blanks_do_not_count_and_letters_do() {
        assert!(same("Kadambari  Metro Fibre", "kadambari metro fibre "));
        assert!(same("FR\u{a0}118", " fr 118") && !same("FR118", "FR 118"));
        assert!(!same("Kadambari Metro", "Kadambari Metro Fibre"));
        // Only ASCII: the database compares alike.
        assert!(!same("Ährenfurth", "ährenfurth"));
        assert!(agrees(None, "anything") && agrees(Some("Block 12"), "block 12") && !agrees(Some("1"), "2"));
    }

    #[test]
    fn an_order_is_meant_by_its_number_in_any_case_and_by_no_other() {
        let of =
            |typed: &str, number| means_order(&row(&[(Column::PurchaseOrder, typed)]).borrowed(), number);
        assert!(of("fr-118", "FR-118") && of("FR-118 ", "FR-118"));
        assert!(!of("FR-1180", "FR-118") && !of("FR118", "FR-118") && !of("", ""));
    }
}
