//! What is said about a fault, and by which rules it is one. Nothing of a row's own text stands in it.

use super::{Column, Fault, FaultKind};
use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_006: Rule = Rule::new("R-006");
const R_007: Rule = Rule::new("R-007");
const R_014: Rule = Rule::new("R-014");
const R_015: Rule = Rule::new("R-015");
const R_016: Rule = Rule::new("R-016");
const R_017: Rule = Rule::new("R-017");
const R_064: Rule = Rule::new("R-064");
const R_073: Rule = Rule::new("R-073");
const R_085: Rule = Rule::new("R-085");
const B_2: Rule = Rule::new("B-2");
const B_11: Rule = Rule::new("B-11");

impl Fault {
    /// What is wrong and what to do, for people.
    #[must_use]
    pub fn message(self) -> String {
        let words = match self.kind {
            FaultKind::Missing => return missing(self.column).to_owned(),
            FaultKind::TooLong => {
                return format!("{} has at most {} characters", self.column.name(), self.column.limit());
            }
            FaultKind::NotASerial => "A serial number has only letters A to Z, digits and hyphens",
            FaultKind::TwiceInFile => "The same serial number stands further up in the file",
            FaultKind::RegisteredAlready => "This unit is registered in this account already",
            FaultKind::RegisteredElsewhere => {
                "This unit is registered by somebody else; you can ask for that to be settled"
            }
            FaultKind::ReplacedNotFound => {
                "No unit of this account has the serial number that it is to replace"
            }
            FaultKind::ReplacedAlready => "Another unit has taken the place of that one already",
            FaultKind::ReplacesItself => "A unit can’t replace itself",
            FaultKind::CountryUnknown => "This is no country: enter its name in English or its two letters",
            FaultKind::CountryExcluded => "The service is not available in this country",
            FaultKind::UsageUnknown => "Enter in use, spare, laboratory or decommissioned",
            FaultKind::SourceUnknown => "Enter Juniper or authorized reseller",
            FaultKind::SourceNotAuthorized => {
                "Only units from Juniper or an authorized reseller can be registered for the service"
            }
            FaultKind::NotARelease => "This is no software release; one looks like 23.4R2-S3",
            FaultKind::EndUserNotYours => "You can’t register for this End User",
        };
        words.to_owned()
    }

    /// Few words, for a filter: "Street: missing".
    #[must_use]
    pub fn title(self) -> String {
        format!("{}: {}", self.column.name(), short(self.kind))
    }

    /// Why it is refused, by which rules.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (rules, section, title) = grounds(self);
        let mut why = self.message();
        why.push('.');
        let inputs = vec![Input::known("Column", self.column.name())];
        Reason { rules, section, title, outcome: Outcome::Failed, why, inputs }
    }
}

const fn missing(column: Column) -> &'static str {
    match column {
        Column::Serial => "Enter the serial number",
        Column::Model => "Enter the model",
        Column::HostName => "Enter the host name",
        Column::Usage => "Say whether it is in use",
        Column::Release => "Enter the software release",
        Column::PurchaseOrder => "Enter the number of the purchase order for the service",
        Column::Replaces => "Enter the serial number that it replaces",
        Column::Source => "Say where it was bought",
        Column::SiteName => "Give the site a name",
        Column::Street => "Enter the site’s street and number",
        Column::PostalCode => "Enter the site’s postal code",
        Column::City => "Enter the site’s city",
        Column::Country => "Enter the site’s country",
        Column::EndUser => "Enter the End User’s name as it stands in the purchase order",
        Column::EndUserStreet => "Enter the End User’s street and number",
        Column::EndUserPostalCode => "Enter the End User’s postal code",
        Column::EndUserCity => "Enter the End User’s city",
        Column::EndUserCountry => "Enter the End User’s country",
    }
}

const fn short(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Missing => "missing",
        FaultKind::TooLong => "too long",
        FaultKind::NotASerial => "not a serial number",
        FaultKind::TwiceInFile => "twice in the file",
        FaultKind::RegisteredAlready => "registered already",
        FaultKind::RegisteredElsewhere => "registered by somebody else",
        FaultKind::ReplacedNotFound => "not one of this account",
        FaultKind::ReplacedAlready => "replaced already",
        FaultKind::ReplacesItself => "the unit itself",
        FaultKind::CountryUnknown => "not a country",
        FaultKind::CountryExcluded => "service not available",
        FaultKind::UsageUnknown | FaultKind::SourceUnknown => "not a known word",
        FaultKind::SourceNotAuthorized => "not authorized",
        FaultKind::NotARelease => "not a release",
        FaultKind::EndUserNotYours => "not one of yours",
    }
}

fn grounds(fault: Fault) -> (&'static [Rule], Section, &'static str) {
    let eligibility = |rules: &'static [Rule], title| (rules, Section::Eligibility, title);
    match fault.kind {
        FaultKind::CountryExcluded => {
            (&[R_073, B_11], Section::Availability, "In a country where the service is available")
        }
        FaultKind::NotARelease => (&[R_064], Section::Responsibilities, "Software that is running"),
        FaultKind::UsageUnknown => eligibility(&[R_014], "In use"),
        FaultKind::SourceUnknown | FaultKind::SourceNotAuthorized => eligibility(
            &[R_007, R_015, R_085, B_2],
            "Bought or leased from Juniper or an authorized reseller",
        ),
        FaultKind::ReplacedNotFound | FaultKind::ReplacedAlready | FaultKind::ReplacesItself => {
            eligibility(&[R_016], "In the place of a unit that was returned")
        }
        FaultKind::NotASerial
        | FaultKind::TwiceInFile
        | FaultKind::RegisteredAlready
        | FaultKind::RegisteredElsewhere => eligibility(&[R_017], "Registered by serial number"),
        FaultKind::EndUserNotYours => eligibility(&[R_006], "The End User that the purchase order names"),
        FaultKind::Missing | FaultKind::TooLong | FaultKind::CountryUnknown => match fault.column {
            column if column.is_of_end_user() => {
                eligibility(&[R_006], "The End User that the purchase order names, with its address")
            }
            Column::PurchaseOrder => {
                eligibility(&[R_016, R_006], "Named in a purchase order for the service")
            }
            Column::SiteName | Column::Street | Column::PostalCode | Column::City | Column::Country => {
                eligibility(&[R_017], "Installation site registered with its address")
            }
            _ => eligibility(&[R_017], "Registered by serial number"),
        },
    }
}
