//! A row of a registration as it crosses HTTP: texts under the codes of their columns, the empty ones left out.
//!
//! Written by hand and not derived: it stands in requests (where a member that is no column is refused) and in answers
//! (where it is passed over), and eighteen times the same costs the browser nothing when it is a loop.

use crate::json::{Faults, FromJson, members};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::Value;
use std::collections::BTreeMap;

macro_rules! row {
    ($($(#[$meta:meta])* $field:ident,)+) => {
        /// One unit to be registered: texts as they were typed, empty where nothing was given. What they must be is
        /// `rules::registration::check`.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        // Read by the schema only: what reads requests is below.
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), serde(deny_unknown_fields))]
        pub struct Row {
            $($(#[$meta])* #[cfg_attr(feature = "openapi", schema(required = false))] pub $field: String,)+
        }

        impl Row {
            /// Codes of the columns, and how many there are.
            pub const COLUMNS: [&'static str; 18] = [$(stringify!($field)),+];

            /// The cells in the order of [`Self::COLUMNS`].
            #[must_use]
            pub fn cells(&self) -> [&str; Self::COLUMNS.len()] {
                [$(&self.$field),+]
            }

            pub(super) fn cells_mut(&mut self) -> [&mut String; Self::COLUMNS.len()] {
                [$(&mut self.$field),+]
            }
        }
    };
}

row! {
    /// Serial number.
    serial,
    /// Product number: `MX480`.
    model,
    /// Host name.
    host_name,
    /// `in_use`, `spare`, `laboratory`, `decommissioned`, or a word for one of them; in use when it is empty.
    usage,
    /// Software release that runs on it.
    release,
    /// Number of the purchase order for the Services (R-016).
    purchase_order,
    /// Serial number of the unit that it replaced after a return (R-016).
    replaces,
    /// Where it was bought or leased (R-007, R-015).
    source,
    /// Name of the installation site.
    site_name,
    /// Street and number of the installation site (R-017).
    street,
    /// Postal code of the installation site.
    postal_code,
    /// City of the installation site.
    city,
    /// Country of the installation site: two letters, or its English name.
    country,
    /// Name of the End User, as the reseller's purchase order has it (R-006); not for an End User's own units.
    end_user,
    /// Street and number of the End User.
    end_user_street,
    /// Postal code of the End User.
    end_user_postal_code,
    /// City of the End User.
    end_user_city,
    /// Country of the End User.
    end_user_country,
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = Self::COLUMNS.into_iter().zip(self.cells()).filter(|(_, cell)| !cell.is_empty());
        serializer.collect_map(cells)
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut cells = BTreeMap::<String, String>::deserialize(deserializer)?;
        let mut row = Self::default();
        for (column, cell) in Self::COLUMNS.into_iter().zip(row.cells_mut()) {
            *cell = cells.remove(column).unwrap_or_default();
        }
        match cells.keys().next() {
            None => Ok(row),
            Some(stranger) => Err(D::Error::custom(format!("`{stranger}` is no column"))),
        }
    }
}

impl FromJson for Row {
    fn read(value: Value, faults: &mut Faults) -> Self {
        let mut members = members(value, faults);
        let mut row = Self::default();
        for (column, cell) in Self::COLUMNS.into_iter().zip(row.cells_mut()) {
            if let Some(Value::String(text)) = members.get_mut(column).map(Value::take) {
                *cell = text;
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_do_not_cross_and_strangers_are_refused_in_requests_only() {
        let row = Row { serial: "JN1".to_owned(), city: "Juba".to_owned(), ..Row::default() };
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(text, r#"{"serial":"JN1","city":"Juba"}"#);
        assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), row);
        assert_eq!(crate::json::read::<Row>(&text), Ok(row));
        assert!(serde_json::from_str::<Row>(r#"{"serial":"JN1","colour":"red"}"#).is_err());
        assert_eq!(crate::json::read::<Row>(r#"{"colour":"red","serial":null}"#), Ok(Row::default()));
    }
}
