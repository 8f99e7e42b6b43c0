use super::*;
use crate::{
    Date,
    country::Country,
    entitlement::Answer,
    term::{ContractKind, ContractStatus, Term},
    unit::{EndOfSupport, Vendor},
};

fn countries() -> CountryList {
    CountryList {
        source: String::new(),
        checked_on: Date::default(),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    }
}

/// A reseller's row in which nothing is wrong.
fn row() -> Row {
    Row {
        serial: "JN1234AFB".to_owned(),
        model: "MX480".to_owned(),
        purchase_order: "PO-1".to_owned(),
        site_name: "Juba".to_owned(),
        street: "Airport Road 1".to_owned(),
        city: "Juba".to_owned(),
        country: "South Sudan".to_owned(),
        end_user: "Example Carrier".to_owned(),
        end_user_street: "Main Street 2".to_owned(),
        end_user_postal_code: "10115".to_owned(),
        end_user_city: "Berlin".to_owned(),
        end_user_country: "DE".to_owned(),
        ..Row::default()
    }
}

fn faults(by: By, changes: &[(Column, &str)]) -> Vec<(Column, FaultKind)> {
    let mut row = row();
    for (column, text) in changes {
        row.set(*column, text);
    }
    check(&row.borrowed(), by, &countries()).iter().map(|fault| (fault.column, fault.kind)).collect()
}

#[test]
fn a_reseller_names_the_end_user_with_its_whole_address() {
    assert_eq!(faults(By::Reseller, &[]), []);
    for column in Column::ALL.into_iter().filter(|column| column.is_of_end_user()) {
        assert_eq!(faults(By::Reseller, &[(column, "")]), [(column, FaultKind::Missing)]);
        assert_eq!(faults(By::EndUser, &[(column, "")]), []);
    }
    assert_eq!(faults(By::Reseller, &[(Column::PurchaseOrder, "")]).len(), 1);
    // There are no postal codes in the United Arab Emirates.
    let emirates = [(Column::EndUserCountry, "AE"), (Column::EndUserPostalCode, "")];
    assert_eq!(faults(By::Reseller, &emirates), []);
}

#[test]
fn every_fault_of_a_row_is_told_at_once() {
    let all = check(&RowRef::new(|_| ""), By::Reseller, &countries());
    let required = Column::ALL.into_iter().filter(|column| column.is_required(By::Reseller)).count();
    assert_eq!(all.iter().count(), required);
    let changes = [
        (Column::Serial, "JN 1234"),
        (Column::Model, ""),
        (Column::Usage, "perhaps"),
        (Column::Release, "newest"),
        (Column::Replaces, "JN 1234"),
        (Column::Source, "gray market"),
        (Column::Country, "SD"),
        (Column::EndUserCountry, "Atlantis"),
        (Column::HostName, &"x".repeat(101)),
    ];
    assert_eq!(
        faults(By::Reseller, &changes),
        [
            (Column::Serial, FaultKind::NotASerial),
            (Column::Model, FaultKind::Missing),
            (Column::HostName, FaultKind::TooLong),
            (Column::Usage, FaultKind::UsageUnknown),
            (Column::Release, FaultKind::NotARelease),
            (Column::Replaces, FaultKind::NotASerial),
            (Column::Replaces, FaultKind::ReplacesItself),
            (Column::Source, FaultKind::SourceNotAuthorized),
            (Column::Country, FaultKind::CountryExcluded),
            (Column::EndUserCountry, FaultKind::CountryUnknown),
        ]
    );
}

#[test]
fn a_unit_needs_its_serial_number_and_the_address_of_its_site() {
    for column in [Column::Serial, Column::SiteName, Column::Street, Column::City, Column::Country] {
        for by in [By::EndUser, By::Reseller] {
            assert_eq!(faults(by, &[(column, "")]), [(column, FaultKind::Missing)]);
        }
    }
    assert_eq!(
        faults(By::EndUser, &[(Column::Serial, &"A".repeat(41))]),
        [(Column::Serial, FaultKind::TooLong)]
    );
    assert_eq!(faults(By::EndUser, &[(Column::PostalCode, "")]), []);
}

#[test]
fn juba_is_registered_and_khartoum_is_not() {
    let excluded = |column| vec![(column, FaultKind::CountryExcluded)];
    for sudan in ["SD", "sd", "Sudan", "Republic of the Sudan"] {
        assert_eq!(faults(By::EndUser, &[(Column::Country, sudan)]), excluded(Column::Country));
        assert_eq!(
            faults(By::Reseller, &[(Column::EndUserCountry, sudan)]),
            excluded(Column::EndUserCountry)
        );
    }
    for south in ["SS", "South Sudan", "south-sudan"] {
        assert_eq!(faults(By::EndUser, &[(Column::Country, south)]), []);
    }
}

#[test]
fn it_comes_from_juniper_or_an_authorized_reseller() {
    for source in ["Juniper", "Juniper Networks", "authorised reseller", "Reseller", ""] {
        assert_eq!(faults(By::EndUser, &[(Column::Source, source)]), []);
    }
    let refused = [(Column::Source, FaultKind::SourceNotAuthorized)];
    for source in ["broker", "grey market", "unauthorized_seller"] {
        assert_eq!(faults(By::Reseller, &[(Column::Source, source)]), refused);
    }
    assert_eq!(
        faults(By::EndUser, &[(Column::Source, "a friend")]),
        [(Column::Source, FaultKind::SourceUnknown)]
    );
}

#[test]
fn a_replacement_needs_no_purchase_order_of_its_own() {
    let replacement = [(Column::PurchaseOrder, ""), (Column::Replaces, "JN0001AFB")];
    assert_eq!(faults(By::Reseller, &replacement), []);
    let itself = [(Column::Replaces, "jn1234afb")];
    assert_eq!(faults(By::Reseller, &itself), [(Column::Replaces, FaultKind::ReplacesItself)]);
}

fn warned(by: By, changes: &[(Column, &str)]) -> Vec<Warning> {
    let mut row = row();
    changes.iter().for_each(|(column, text)| row.set(*column, text));
    warnings(&row.borrowed(), by).iter().collect()
}

#[test]
fn a_warning_refuses_nothing() {
    assert_eq!(warned(By::Reseller, &[]), []);
    let odd = [
        (Column::Serial, "7"),
        (Column::Usage, "Spare"),
        (Column::Country, "UA"),
        (Column::City, "Simferopol"),
    ];
    assert_eq!(faults(By::Reseller, &odd), []);
    assert_eq!(
        warned(By::Reseller, &odd),
        [Warning::UnusualSerial, Warning::NotInUse, Warning::RegionUnderReview]
    );
    assert_eq!(
        warned(By::EndUser, &[(Column::PurchaseOrder, "")]),
        [Warning::NoPurchaseOrder, Warning::SourceNotGiven]
    );
    assert_eq!(warned(By::Reseller, &[(Column::City, "Donetsk"), (Column::Country, "DE")]), []);
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn term(kind: ContractKind, end: &str) -> Term {
    Term {
        contract: "C".to_owned(),
        kind,
        start: date("2026-01-01"),
        end: date(end),
        status: ContractStatus::Active,
    }
}

fn basis(terms: Option<&[Term]>) -> Basis<'_> {
    Basis {
        today: date("2026-11-26"),
        terms,
        vendor: Vendor::Juniper,
        end_of_support: EndOfSupport::NotAnnounced,
        end_user_country: Country::parse("DE"),
    }
}

#[test]
fn worth_is_what_the_unit_will_be_covered_by() {
    let both =
        [term(ContractKind::AdvancedCarePlus, "2027-12-31"), term(ContractKind::JuniperCare, "2028-06-30")];
    let words = |row: &Row, by, basis: &Basis<'_>| worth(&row.borrowed(), by, basis, &countries()).words();
    let basis = basis(Some(&both));
    assert_eq!(words(&row(), By::Reseller, &basis), "Advanced Care Plus until 31 Dec 2027");
    let spare = Row { usage: "spare".to_owned(), ..row() };
    assert_eq!(words(&spare, By::Reseller, &basis), "Juniper Care only: not in use");
    let care = Basis { terms: Some(&both[1..]), ..basis };
    assert_eq!(
        words(&row(), By::Reseller, &care),
        "Juniper Care only: no Advanced Care Plus today by this purchase order"
    );
    let none = Basis { terms: Some(&[]), ..basis };
    assert!(words(&row(), By::Reseller, &none).starts_with("No cover found: no Juniper Care"));
    let unknown = Basis { terms: None, end_of_support: EndOfSupport::NoData, ..basis };
    assert_eq!(
        words(&row(), By::Reseller, &unknown),
        "Cannot tell: the contracts of this purchase order are not known, the End of Support of this model is not known"
    );
    let of_another = Basis { vendor: Vendor::ThirdParty, ..basis };
    assert!(words(&row(), By::Reseller, &of_another).contains("not a Juniper product"));
    let nowhere = Basis { end_user_country: None, ..basis };
    assert!(words(&row(), By::Reseller, &nowhere).starts_with("Cannot tell: the country"));
    // An End User who does not say where it was bought.
    assert_eq!(words(&row(), By::EndUser, &basis), "Cannot tell: where it was bought was not said");
    let replacement = Row { replaces: "JN0001AFB".to_owned(), purchase_order: String::new(), ..row() };
    let worth = worth(&replacement.borrowed(), By::Reseller, &basis, &countries());
    assert_eq!(worth.assessment.answer, Answer::AdvancedCarePlus);
    assert_eq!(worth.reasons(&countries()).len(), 11);
}

#[test]
fn texts_are_cleaned_once_and_for_all() {
    let mut row = Row::default();
    row.set(Column::Street, "  Airport\r\nRoad\t 1\u{a0}\u{0} ");
    assert_eq!(row.street, "Airport Road 1");
    assert_eq!(row.cleaned(), row);
    let dirty = Row { street: " Airport \n Road 1".to_owned(), ..Row::default() };
    assert_eq!(dirty.cleaned(), row);
}

#[test]
fn the_template_is_recognised_whole() {
    for by in [By::EndUser, By::Reseller] {
        let template = template(by);
        let headers = template.trim_start_matches('\u{feff}').trim_end().split(',');
        let mapping = Mapping::recognise(headers);
        assert!(by.columns().all(|column| mapping.place(column).is_some()), "{template}");
    }
}
