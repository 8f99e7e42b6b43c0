//! The columns of a registration: their names for people and APIs, and the words by which other people's files head them.

/// One column. The order is that of the template.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Column {
    /// Serial number.
    Serial,
    /// Product number (SKU).
    Model,
    /// Host name; may be empty.
    HostName,
    /// In use, spare, laboratory or decommissioned; empty means in use.
    Usage,
    /// Software release; may be empty.
    Release,
    /// Number of the purchase order for the Services.
    PurchaseOrder,
    /// Serial number of the unit that it replaced after a return; may be empty.
    Replaces,
    /// Where it was bought or leased; empty means from a reseller when a reseller registers it.
    Source,
    /// Name of the installation site.
    SiteName,
    /// Its street and number.
    Street,
    /// Its postal code; may be empty.
    PostalCode,
    /// Its city.
    City,
    /// Its country, code or English name.
    Country,
    /// Name of the End User, as its following parts for resellers only.
    EndUser,
    /// The End User's street and number.
    EndUserStreet,
    /// The End User's postal code; may be empty where a country has none.
    EndUserPostalCode,
    /// The End User's city.
    EndUserCity,
    /// The End User's country, code or English name.
    EndUserCountry,
}

impl Column {
    /// How many.
    pub const COUNT: usize = 18;

    /// All of them, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Serial,
        Self::Model,
        Self::HostName,
        Self::Usage,
        Self::Release,
        Self::PurchaseOrder,
        Self::Replaces,
        Self::Source,
        Self::SiteName,
        Self::Street,
        Self::PostalCode,
        Self::City,
        Self::Country,
        Self::EndUser,
        Self::EndUserStreet,
        Self::EndUserPostalCode,
        Self::EndUserCity,
        Self::EndUserCountry,
    ];

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// A stable name for the API, for the header of the template, and for what is remembered.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Model => "model",
            Self::HostName => "host_name",
            Self::Usage => "usage",
            Self::Release => "release",
            Self::PurchaseOrder => "purchase_order",
            Self::Replaces => "replaces",
            Self::Source => "source",
            Self::SiteName => "site_name",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Country => "country",
            Self::EndUser => "end_user",
            Self::EndUserStreet => "end_user_street",
            Self::EndUserPostalCode => "end_user_postal_code",
            Self::EndUserCity => "end_user_city",
            Self::EndUserCountry => "end_user_country",
        }
    }

    /// The column of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// The name people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Serial => "Serial number",
            Self::Model => "Model",
            Self::HostName => "Host name",
            Self::Usage => "Use",
            Self::Release => "Software release",
            Self::PurchaseOrder => "Purchase order",
            Self::Replaces => "Replaces serial number",
            Self::Source => "Bought from",
            Self::SiteName => "Site",
            Self::Street => "Street",
            Self::PostalCode => "Postal code",
            Self::City => "City",
            Self::Country => "Country",
            Self::EndUser => "End User",
            Self::EndUserStreet => "End User’s street",
            Self::EndUserPostalCode => "End User’s postal code",
            Self::EndUserCity => "End User’s city",
            Self::EndUserCountry => "End User’s country",
        }
    }

    /// Longest text, characters.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Serial | Self::Replaces => 40,
            Self::Release => 60,
            Self::PostalCode | Self::EndUserPostalCode => 20,
            _ => 100,
        }
    }

    /// True for what only a reseller says.
    #[must_use]
    pub const fn is_of_end_user(self) -> bool {
        matches!(
            self,
            Self::EndUser
                | Self::EndUserStreet
                | Self::EndUserPostalCode
                | Self::EndUserCity
                | Self::EndUserCountry
        )
    }

    /// The column that a header means: its code, its name, or a word that other people's files use for it. Case, blanks and
    /// punctuation do not count.
    #[must_use]
    pub fn recognise(header: &str) -> Option<Self> {
        Self::from_code(header.trim())
    }
}

/// A set of columns, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ColumnSet(u32);

impl ColumnSet {
    /// No column.
    pub const NONE: Self = Self(0);

    /// Puts a column in.
    pub fn insert(&mut self, column: Column) {
        self.0 |= 1 << column as u8;
    }

    /// Is it in?
    #[must_use]
    pub const fn contains(self, column: Column) -> bool {
        self.0 & (1 << column as u8) != 0
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are in, in order.
    pub fn iter(self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(move |column| self.contains(*column))
    }
}
