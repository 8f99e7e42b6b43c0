//! Every page of the app with what its address carries, and what is asked of it. How addresses are printed and read stands in
//! `address`; no route string is typed anywhere else.

use rules::entitlement::what_if::Supposition;

mod address;
mod list;
mod parts;
mod plain;

pub use list::{CasesQuery, List, ListQuery, UnitsQuery};
pub use parts::{CasesShown, Confirmed, KeptQuery, Page, Step, TimelineQuery, WebinarsQuery, WeekShown};

/// A page with what its address carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// First screen
    Home,
    /// Sign in, then go on
    SignIn {
        /// Path within this app to go on to.
        next: Option<String>,
    },
    /// Units
    Units(UnitsQuery),
    /// One unit
    Unit {
        /// Serial number or software reference number.
        reference: String,
        /// Id of its account, where one of several is meant; references are unique within an account only.
        account: String,
        /// Civil date to decide the cover on; today when absent.
        on: Option<String>,
        /// What is supposed about it.
        suppose: Vec<Supposition>,
    },
    /// Service contracts
    Contracts,
    /// People who may speak for the account
    People,
    /// Accounts of an advisor side by side
    Workspace,
    /// How far the on-boarding is, and the meeting about it
    OnBoarding {
        /// Id of one of several accounts; one's own when empty.
        account: String,
    },
    /// The same of one of several accounts
    PeopleOf {
        /// Id of the account.
        account: String,
    },
    /// An invitation: the secret of its link stands behind `#` and is no part of this
    Invitation,
    /// The advisor
    Advisor {
        /// Id of one of several accounts.
        account: String,
        /// Which week is shown.
        week: WeekShown,
        /// Page of the requests.
        cursor: String,
    },
    /// One request to the advisor
    Advice {
        /// Id of the request.
        id: String,
    },
    /// What activates the service
    Activation {
        /// Id of one of several accounts; empty is one's own.
        account: String,
    },
    /// Responsibilities of the End User
    Responsibilities {
        /// Id of one of several accounts; empty is one's own.
        account: String,
    },
    /// One written notice
    Notice {
        /// Number of the notice.
        number: String,
    },
    /// Service description point by point
    Service {
        /// Id of the rule that is asked about.
        point: Option<String>,
    },
    /// Cases
    Cases(CasesQuery),
    /// Was the word kept?
    WordKept {
        /// Id of one of several accounts; empty is one's own.
        account: String,
    },
    /// The cases behind one of its figures
    KeptCases(KeptQuery),
    /// Shift handover
    Handover {
        /// Since when: an instant in UTC, `12h`, or the last 22:00 when it is empty.
        since: String,
        /// Id of one of several accounts; empty is all of them.
        account: String,
        /// Which page of what changed; empty is the first.
        cursor: String,
    },
    /// One case
    Case {
        /// Case number.
        number: String,
        /// Just opened: shows the confirmation.
        confirmed: Confirmed,
        /// What its timeline is narrowed to.
        timeline: TimelineQuery,
    },
    /// A case that the vendor's side opens for an End User
    OnBehalf {
        /// Number of the call note that becomes the case; empty for none.
        note: String,
        /// Id of the account to begin with; empty where none is named.
        account: String,
    },
    /// One call note
    CallNote {
        /// Number of the note.
        number: String,
    },
    /// Own details, sessions, password, and how things are shown
    Profile,
    /// An account: agreement, contracts, numbers, roles
    Account {
        /// Id of one of several accounts; the own one when empty.
        account: String,
    },
    /// The card for the wall
    WallCard {
        /// Id of one of several accounts; the own one when empty.
        account: String,
    },
    /// The label of a unit
    Label {
        /// Serial number or software reference number.
        reference: String,
        /// Id of its account, where one of several is meant.
        account: String,
    },
    /// Sites
    Sites {
        /// Part of name or address.
        q: String,
        /// Id of one of several accounts.
        account: String,
        /// Page.
        cursor: String,
    },
    /// One site
    Site {
        /// Its id, or that of one that was joined with it.
        id: String,
    },
    /// Webinars and recordings
    Webinars(WebinarsQuery),
    /// One webinar
    Webinar {
        /// Its id.
        id: String,
        /// The second of the recording to begin at.
        at: Option<u32>,
        /// Id of the one of several accounts as which it is seen.
        account: String,
    },
    /// One unit is registered
    Register {
        /// Id of the End User to begin with; empty for the only one.
        account: String,
    },
    /// Units are registered from a file
    RegisterFile,
    /// Batches of registrations
    Registrations {
        /// Id of one of several accounts.
        account: String,
        /// Page.
        cursor: String,
    },
    /// One batch
    Registration {
        /// Its id.
        id: String,
        /// Page of the rows that were refused.
        cursor: String,
    },
    /// Units that two have, or that are to go to somebody else
    Claims {
        /// Id of one of several accounts.
        account: String,
    },
    /// The same, to claim one
    ClaimUnit {
        /// Its serial number.
        reference: String,
    },
    /// Report a fault
    Report {
        /// Which screen.
        step: Step,
        /// Which draft; a new one when absent.
        draft: Option<String>,
        /// Unit to begin with.
        unit: Option<String>,
    },
}

impl Route {
    /// The number or reference of the one thing that it is about; empty when it is about none.
    pub fn name(&self) -> String {
        match self {
            Self::Unit { reference: name, .. }
            | Self::Label { reference: name, .. }
            | Self::Case { number: name, .. }
            | Self::CallNote { number: name }
            | Self::OnBehalf { note: name, .. }
            | Self::Advice { id: name }
            | Self::Site { id: name }
            | Self::Webinar { id: name, .. }
            | Self::Registration { id: name, .. }
            | Self::ClaimUnit { reference: name }
            | Self::Notice { number: name } => name.clone(),
            _ => String::new(),
        }
    }

    /// Id of the one of several accounts that it is about; empty for the own one.
    pub fn account(&self) -> String {
        match self {
            Self::Unit { account, .. }
            | Self::Label { account, .. }
            | Self::Account { account }
            | Self::WallCard { account }
            | Self::OnBoarding { account }
            | Self::Activation { account }
            | Self::Register { account }
            | Self::Registrations { account, .. }
            | Self::Claims { account }
            | Self::WordKept { account }
            | Self::Handover { account, .. }
            | Self::OnBehalf { account, .. }
            | Self::Webinar { account, .. }
            | Self::Responsibilities { account } => account.clone(),
            _ => String::new(),
        }
    }

    /// Whether a case page opens with the confirmation.
    pub fn is_confirmed(&self) -> Confirmed {
        match self {
            Self::Case { confirmed, .. } => *confirmed,
            _ => Confirmed::No,
        }
    }

    /// What a case's timeline is narrowed to.
    pub fn timeline(&self) -> TimelineQuery {
        match self {
            Self::Case { timeline, .. } => timeline.clone(),
            _ => TimelineQuery::default(),
        }
    }

    /// Its page.
    pub fn page(&self) -> Page {
        match self {
            Self::Home => Page::Home,
            Self::SignIn { .. } => Page::SignIn,
            Self::Units(_) => Page::Units,
            Self::Unit { .. } => Page::Unit,
            Self::Contracts => Page::Contracts,
            Self::Workspace => Page::Workspace,
            Self::OnBoarding { .. } => Page::OnBoarding,
            Self::People | Self::PeopleOf { .. } => Page::People,
            Self::Invitation => Page::Invitation,
            Self::Advisor { .. } => Page::Advisor,
            Self::Advice { .. } => Page::Advice,
            Self::Activation { .. } => Page::Activation,
            Self::Responsibilities { .. } => Page::Responsibilities,
            Self::Notice { .. } => Page::Notice,
            Self::Service { .. } => Page::Service,
            Self::Cases(_) => Page::Cases,
            Self::WordKept { .. } => Page::WordKept,
            Self::KeptCases(_) => Page::KeptCases,
            Self::Handover { .. } => Page::Handover,
            Self::Case { .. } => Page::Case,
            Self::CallNote { .. } => Page::CallNote,
            Self::OnBehalf { .. } => Page::OnBehalf,
            Self::Report { .. } => Page::Report,
            Self::Register { .. } => Page::Register,
            Self::RegisterFile => Page::RegisterFile,
            Self::Registrations { .. } => Page::Registrations,
            Self::Registration { .. } => Page::Registration,
            Self::Claims { .. } | Self::ClaimUnit { .. } => Page::Claims,
            Self::Profile => Page::Profile,
            Self::Account { .. } => Page::Account,
            Self::WallCard { .. } => Page::WallCard,
            Self::Label { .. } => Page::Label,
            Self::Sites { .. } => Page::Sites,
            Self::Site { .. } => Page::Site,
            Self::Webinars(_) => Page::Webinars,
            Self::Webinar { .. } => Page::Webinar,
        }
    }
}

#[cfg(test)]
mod tests;
