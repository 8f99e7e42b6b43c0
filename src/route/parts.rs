//! What addresses carry beside names of things, and which page shows what. How it is printed and read stands in [`super`].

/// Which cases are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CasesShown {
    /// Open ones
    #[default]
    Open,
    /// All
    All,
}

/// What the catalogue of webinars is asked for; all of it stands in the address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WebinarsQuery {
    /// Words in titles, abstracts and in what is said.
    pub q: String,
    /// Name of a topic.
    pub topic: String,
    /// Product family.
    pub family: String,
    /// `2026-Q3`
    pub quarter: String,
    /// Name of a speaker.
    pub speaker: String,
    /// `yes`, `no`
    pub seen: String,
    /// `upcoming`, `recorded`
    pub when: String,
    /// Id of one of several accounts.
    pub account: String,
    /// Page.
    pub cursor: String,
}

/// Which figure of the record of response times leads to its cases.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeptQuery {
    /// `2026-Q3`
    pub quarter: String,
    /// 1 to 4
    pub priority: String,
    /// Name of a channel.
    pub channel: String,
    /// What became of the target; all when it is empty.
    pub became: String,
    /// Id of one of several accounts; empty is one's own.
    pub account: String,
    /// Page.
    pub cursor: String,
}

/// Which entries of a case's timeline are shown; all of it stands in the address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TimelineQuery {
    /// Name of a kind of entries; all when it is empty.
    pub kind: String,
    /// Name of a side; all when it is empty.
    pub side: String,
}

/// Which week of the advisor is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum WeekShown {
    /// This one
    #[default]
    This,
    /// The next
    Next,
}

/// Whether a case page opens with the confirmation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Confirmed {
    /// Yes
    Yes,
    /// No
    #[default]
    No,
}

/// The screens of reporting a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Is service down now?
    Down,
    /// Call now
    Phone,
    /// What is wrong
    Wrong,
    /// Impact and priority
    Impact,
    /// Excluded problems
    Exclusions,
    /// Details
    Details,
    /// Check answers
    Check,
}

impl Step {
    pub(super) const ALL: [(Self, &'static str); 7] = [
        (Self::Down, "down"),
        (Self::Phone, "phone"),
        (Self::Wrong, "wrong"),
        (Self::Impact, "impact"),
        (Self::Exclusions, "exclusions"),
        (Self::Details, "details"),
        (Self::Check, "check"),
    ];

    /// The part of the address.
    pub fn slug(self) -> &'static str {
        Self::ALL.into_iter().find(|(step, _)| *step == self).map_or("", |(_, slug)| slug)
    }

    /// From the part of the address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == slug).map(|(step, _)| step)
    }
}

/// Which page shows a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// First screen
    Home,
    /// Sign in
    SignIn,
    /// Units
    Units,
    /// One unit
    Unit,
    /// Service contracts
    Contracts,
    /// People who may speak for the account
    People,
    /// Accounts of an advisor side by side
    Workspace,
    /// On-boarding
    OnBoarding,
    /// An invitation, for somebody who does not sign in yet
    Invitation,
    /// The advisor
    Advisor,
    /// One request to the advisor
    Advice,
    /// What activates the service
    Activation,
    /// Responsibilities of the End User
    Responsibilities,
    /// One written notice
    Notice,
    /// Service description point by point
    Service,
    /// Cases
    Cases,
    /// Was the word kept?
    WordKept,
    /// The cases behind one of its figures
    KeptCases,
    /// Shift handover
    Handover,
    /// One case
    Case,
    /// What happened to it: a part of its page, and no route's own
    Timeline,
    /// Its short facts: likewise
    CaseFacts,
    /// What is wrong with the settings of the installation: a part of every page
    Settings,
    /// A case that the vendor's side opens for an End User
    OnBehalf,
    /// One call note
    CallNote,
    /// Report a fault
    Report,
    /// Own details
    Profile,
    /// An account
    Account,
    /// The card for the wall
    WallCard,
    /// The label of a unit
    Label,
    /// Sites
    Sites,
    /// One site
    Site,
    /// Webinars and recordings
    Webinars,
    /// One webinar
    Webinar,
    /// One unit is registered
    Register,
    /// Units are registered from a file
    RegisterFile,
    /// Batches of registrations
    Registrations,
    /// One batch
    Registration,
    /// Units that two have, or that are to go to somebody else
    Claims,
}

impl KeptQuery {
    pub(super) fn read(text: impl Fn(&str) -> String) -> Self {
        Self {
            quarter: text("quarter"),
            priority: text("priority"),
            channel: text("channel"),
            became: text("became"),
            account: text("account"),
            cursor: text("cursor"),
        }
    }

    /// Under the names that they have in the address and at the API.
    pub fn parameters(&self) -> [(&'static str, &str); 6] {
        [
            ("quarter", &self.quarter),
            ("priority", &self.priority),
            ("channel", &self.channel),
            ("became", &self.became),
            ("account", &self.account),
            ("cursor", &self.cursor),
        ]
    }
}

impl WebinarsQuery {
    pub(super) fn read(text: impl Fn(&str) -> String) -> Self {
        Self {
            q: text("q"),
            topic: text("topic"),
            family: text("family"),
            quarter: text("quarter"),
            speaker: text("speaker"),
            seen: text("seen"),
            when: text("when"),
            account: text("account"),
            cursor: text("cursor"),
        }
    }

    /// Under the names that they have in the address and at the API.
    pub fn parameters(&self) -> [(&'static str, &str); 9] {
        [
            ("q", &self.q),
            ("topic", &self.topic),
            ("family", &self.family),
            ("quarter", &self.quarter),
            ("speaker", &self.speaker),
            ("seen", &self.seen),
            ("when", &self.when),
            ("account", &self.account),
            ("cursor", &self.cursor),
        ]
    }
}
