//! The fields of a report and what can be wrong with them: their names for API and form, their labels, and the message
//! that stands at the field and in the summary. When something is wrong is decided by the draft, not here.

/// A field of the report, as API and form name it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// Priority
    Priority,
    /// Unit reference
    Unit,
    /// Host name
    HostName,
    /// Site
    Site,
    /// References of further units
    FurtherUnits,
    /// Synopsis
    Synopsis,
    /// Description
    Description,
    /// Software version
    SoftwareVersion,
    /// Own reference
    OwnReference,
    /// Since when
    Since,
    /// Whom to speak with
    Contact,
    /// Number or address of that person
    ContactAt,
    /// When that person can be reached
    ContactWhen,
    /// Choice on the phone page
    PhonePage,
}

impl Field {
    /// All fourteen, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::Priority,
        Self::Unit,
        Self::HostName,
        Self::Site,
        Self::FurtherUnits,
        Self::Synopsis,
        Self::Description,
        Self::SoftwareVersion,
        Self::OwnReference,
        Self::Since,
        Self::Contact,
        Self::ContactAt,
        Self::ContactWhen,
        Self::PhonePage,
    ];

    /// The name in JSON and in the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::Unit => "unit",
            Self::HostName => "host_name",
            Self::Site => "site",
            Self::FurtherUnits => "further_units",
            Self::Synopsis => "synopsis",
            Self::Description => "description",
            Self::SoftwareVersion => "software_version",
            Self::OwnReference => "own_reference",
            Self::Since => "since",
            Self::Contact => "contact",
            Self::ContactAt => "contact_at",
            Self::ContactWhen => "contact_when",
            Self::PhonePage => "phone_page",
        }
    }

    /// The label for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Priority => "Priority",
            Self::Unit => "Unit",
            Self::HostName => "Host name",
            Self::Site => "Site",
            Self::FurtherUnits => "Further units",
            Self::Synopsis => "Symptom in one line",
            Self::Description => "Description",
            Self::SoftwareVersion => "Software version",
            Self::OwnReference => "Your own reference",
            Self::Since => "Since when",
            Self::Contact => "Contact",
            Self::ContactAt => "Number or address",
            Self::ContactWhen => "When to reach the contact",
            Self::PhonePage => "Phone or web",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fault {
    /// Nothing there.
    Missing,
    /// Too long.
    TooLong {
        /// Most that is allowed, characters.
        limit: usize,
        /// What is there.
        actual: usize,
    },
    /// More of them than fit.
    TooMany {
        /// Most that is allowed.
        limit: usize,
        /// How many there are.
        actual: usize,
    },
    /// One of them stands there already.
    Twice,
    /// No telephone number.
    NoNumber,
    /// No e-mail address.
    NoAddress,
    /// A line break or another character that can't be seen, in what must be one line.
    NotOneLine,
    /// Not readable.
    Unreadable,
    /// Later than now.
    InTheFuture,
}

/// Follows the name of what was typed.
pub const NOT_ONE_LINE: &str =
    "holds a line break or another character that can't be seen; type it anew in one line";

/// One problem with one field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FieldProblem {
    /// Where.
    pub field: Field,
    /// What.
    pub fault: Fault,
}

impl FieldProblem {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.fault {
            Fault::Missing => "missing",
            Fault::TooLong { .. } => "too_long",
            Fault::TooMany { .. } => "too_many",
            Fault::Twice => "twice",
            Fault::NoNumber => "no_number",
            Fault::NoAddress => "no_address",
            Fault::NotOneLine => "not_one_line",
            Fault::Unreadable => "unreadable",
            Fault::InTheFuture => "in_the_future",
        }
    }

    /// The message at the field and in the summary.
    #[must_use]
    pub fn message(&self) -> String {
        match (self.field, self.fault) {
            (Field::Priority, Fault::Missing) => "Choose a priority".to_owned(),
            (Field::Unit, Fault::Missing) => "Choose the unit, or go on with host name and site".to_owned(),
            (Field::Synopsis, Fault::Missing) => "Describe the symptom in one line".to_owned(),
            (Field::SoftwareVersion, Fault::Missing) => {
                "Enter the software version, or “unknown” if you can't see it now".to_owned()
            }
            (Field::PhonePage, _) => {
                "A Priority 1 on the web passes the page with the phone number first".to_owned()
            }
            (Field::Since, Fault::Unreadable) => "Enter date and time with their offset from UTC".to_owned(),
            (Field::FurtherUnits, Fault::Missing) => "Choose the unit, or take it away".to_owned(),
            (_, Fault::NoNumber) => "Enter a telephone number with at least five digits".to_owned(),
            (_, Fault::NoAddress) => "Enter an e-mail address, like name@example.net".to_owned(),
            (field, Fault::Twice) => format!("{}: one stands there twice", field.label()),
            (field, Fault::TooMany { limit, actual }) => {
                format!("{}: {actual} are chosen; {limit} fit in one case", field.label())
            }
            (field, Fault::Missing) => format!("Enter the {}", lower_first(field.label())),
            (field, Fault::TooLong { limit, actual }) => {
                format!("{} is {actual} characters long; {limit} fit", field.label())
            }
            (field, Fault::NotOneLine) => format!("{} {NOT_ONE_LINE}", field.label()),
            (field, Fault::Unreadable) => format!("{} can't be read", field.label()),
            (field, Fault::InTheFuture) => format!("{} lies in the future", field.label()),
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut text = text.to_owned();
    text.get_mut(..1).map(str::make_ascii_lowercase).unwrap_or_default();
    text
}
