//! Rows that were refused. Their words are those of the rules.

use rules::registration::{Column, Fault, FaultKind};
use wire::registration::{Row, RowFault};

/// A refused row: what makes it one of its kind, the rest is as with the others.
pub struct Refused {
    pub serial: &'static str,
    pub street: &'static str,
    pub city: &'static str,
    pub country: &'static str,
    pub end_user_postal_code: &'static str,
    pub faults: &'static [Fault],
}

const GOOD: Refused = Refused {
    serial: "",
    street: "88 Shimul Lane",
    city: "Kolkata",
    country: "IN",
    end_user_postal_code: "700016",
    faults: &[],
};

/// One fault, one with two, and one that the reseller can only claim.
pub const REFUSED: &[Refused] = &[
    Refused {
        serial: "FM2207XQ0418",
        street: "",
        end_user_postal_code: "",
        faults: &[
            Fault { column: Column::Street, kind: FaultKind::Missing },
            Fault { column: Column::EndUserPostalCode, kind: FaultKind::Missing },
        ],
        ..GOOD
    },
    Refused {
        serial: "FM2207XQ0419",
        street: "Block 4, Acacia Street",
        city: "Khartoum",
        country: "SD",
        faults: &[Fault { column: Column::Country, kind: FaultKind::CountryExcluded }],
        ..GOOD
    },
    Refused {
        serial: "JN1234AFB",
        faults: &[Fault { column: Column::Serial, kind: FaultKind::RegisteredElsewhere }],
        ..GOOD
    },
];

impl Refused {
    /// What it said.
    pub fn row(&self) -> Row {
        let text = str::to_owned;
        Row {
            serial: text(self.serial),
            model: text("ACX710-DC"),
            purchase_order: text("FR-118-KMF"),
            site_name: text("Kolkata Howrah exchange"),
            street: text(self.street),
            postal_code: text("711101"),
            city: text(self.city),
            country: text(self.country),
            end_user: text("Kadambari Metro Fibre"),
            end_user_street: text("12 Palash Court"),
            end_user_postal_code: text(self.end_user_postal_code),
            end_user_city: text("Kolkata"),
            end_user_country: text("IN"),
            ..Row::default()
        }
    }

    /// Its faults as they are stored.
    pub fn faults(&self) -> String {
        let said = |fault: &Fault| RowFault {
            column: fault.column.code().to_owned(),
            code: fault.kind.code().to_owned(),
            message: fault.message(),
        };
        serde_json::json!(self.faults.iter().map(said).collect::<Vec<_>>()).to_string()
    }
}
