//! Who may do what: the one table (section 4 of the design, decision table C3). The server enforces it, the browser
//! only hides. Deny is the default: every pair of role and action is written out.

mod words;

pub use words::{opening_cases, reason};

/// What a person is in one account. Being one of the named representatives is not a role but a fact about a person:
/// an administrator may be one as well.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Administrator of the End User.
    Administrator,
    /// One of the two to six senior technical representatives.
    Representative,
    /// A certified expert outside the six.
    CertifiedExpert,
    /// Anybody else who works there.
    Engineer,
    /// Looks on.
    Viewer,
    /// An authorized reseller's user.
    Reseller,
    /// The vendor's Technical Services Advisor.
    Advisor,
    /// The vendor's engineer.
    VendorEngineer,
    /// The Escalation Management Desk.
    EscalationDesk,
    /// Watches webinars.
    WebinarGuest,
}

impl Role {
    /// All ten.
    pub const ALL: [Self; 10] = [
        Self::Administrator,
        Self::Representative,
        Self::CertifiedExpert,
        Self::Engineer,
        Self::Viewer,
        Self::Reseller,
        Self::Advisor,
        Self::VendorEngineer,
        Self::EscalationDesk,
        Self::WebinarGuest,
    ];

    /// Does somebody with this role work for an End User, whose own account it is? Resellers and the vendor's people see
    /// accounts of others, and a guest of webinars sees none.
    #[must_use]
    pub const fn works_for_end_user(self) -> bool {
        match self {
            Self::Administrator
            | Self::Representative
            | Self::CertifiedExpert
            | Self::Engineer
            | Self::Viewer => true,
            Self::Reseller
            | Self::Advisor
            | Self::VendorEngineer
            | Self::EscalationDesk
            | Self::WebinarGuest => false,
        }
    }

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Representative => "Senior representative",
            Self::CertifiedExpert => "Certified expert",
            Self::Engineer => "Engineer",
            Self::Viewer => "Viewer",
            Self::Reseller => "Reseller",
            Self::Advisor => "Technical Services Advisor",
            Self::VendorEngineer => "Vendor engineer",
            Self::EscalationDesk => "Escalation Management Desk",
            Self::WebinarGuest => "Webinar guest",
        }
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Open a Tech Case, or leave a note that one is calling.
    OpenCase,
    /// See Tech Cases and call notes.
    SeeCases,
    /// Move a Tech Case on: comment, record contact, change its priority, ask to close it, escalate it. Which of these a
    /// person may do is `case_life`'s and `escalation`'s to say.
    SpeakInCases,
    /// See units, their sites and their cover.
    SeeUnits,
    /// See service contracts.
    SeeContracts,
    /// See the people who may speak for the account.
    SeeContacts,
    /// See who the advisor is and when the advisor can be reached.
    SeeAdvisor,
    /// Name the representatives, replace them, and put their details right; see who did so when; invite people.
    EditContacts,
    /// Propose changes of the roster, which an administrator then takes or leaves.
    ProposeContacts,
    /// Put one's own details, hours and certificates right.
    EditOwnContact,
    /// Approve the access of certified experts.
    ApproveCertificates,
    /// See what keeps an account ready: activation, on-boarding, responsibilities.
    SeeReadiness,
    /// Say that something of it is done, under way or does not apply; hand in what is missing.
    KeepReadiness,
    /// Give the End User's own word, which nobody gives on its behalf: that its profile is right, that it co-operates.
    Declare,
    /// Say which software release a unit runs.
    RecordReleases,
    /// Ask the advisor for a review, for release guidance, or informally. The role alone does not decide:
    /// `expert_to_expert::works_with_advisor` asks for the standing too.
    WorkWithAdvisor,
    /// See the accounts that are assigned, side by side.
    SeeWorkspace,
    /// See webinars and recordings, register, join, ask, and say how it was.
    SeeWebinars,
    /// Plan, change and cancel webinars, post their files, answer questions, see who took part.
    PublishWebinars,
    /// Register units by serial number and site: an End User for its own sites, a reseller for the End Users that its
    /// purchase orders name.
    RegisterUnits,
    /// Put right what is known about units and sites: address, use, site, host name; retire units; join sites.
    EditUnits,
    /// Decide which account a unit belongs to: transfers, and units that two have claimed.
    SettleUnits,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::OpenCase,
        Self::SeeCases,
        Self::SpeakInCases,
        Self::SeeUnits,
        Self::SeeContracts,
        Self::SeeContacts,
        Self::SeeAdvisor,
        Self::EditContacts,
        Self::ProposeContacts,
        Self::EditOwnContact,
        Self::ApproveCertificates,
        Self::SeeReadiness,
        Self::KeepReadiness,
        Self::Declare,
        Self::RecordReleases,
        Self::WorkWithAdvisor,
        Self::SeeWorkspace,
        Self::SeeWebinars,
        Self::PublishWebinars,
        Self::RegisterUnits,
        Self::EditUnits,
        Self::SettleUnits,
    ];
}

/// The answer for a role and an action. Which accounts it reaches is the server's part.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Permission {
    /// In the person's own account.
    Allowed,
    /// For an assigned account, marked as done on its behalf.
    OnBehalf,
    /// Not at all.
    Denied,
}

impl Permission {
    /// Is it allowed in some way?
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        !matches!(self, Self::Denied)
    }
}

/// The table.
#[must_use]
pub const fn permission(role: Role, action: Action) -> Permission {
    use Permission::{Allowed, Denied, OnBehalf};
    match action {
        Action::OpenCase => match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => Allowed,
            Role::Advisor | Role::VendorEngineer => OnBehalf,
            Role::Viewer | Role::Reseller | Role::EscalationDesk | Role::WebinarGuest => Denied,
        },
        Action::SeeCases => match role {
            Role::Administrator
            | Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk => Allowed,
            Role::Reseller | Role::WebinarGuest => Denied,
        },
        Action::SpeakInCases => match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => Allowed,
            Role::Advisor | Role::VendorEngineer | Role::EscalationDesk => OnBehalf,
            Role::Viewer | Role::Reseller | Role::WebinarGuest => Denied,
        },
        Action::SeeUnits => match role {
            Role::Administrator
            | Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Reseller
            | Role::Advisor
            | Role::VendorEngineer => Allowed,
            Role::EscalationDesk | Role::WebinarGuest => Denied,
        },
        Action::SeeContracts | Action::SeeContacts | Action::SeeAdvisor | Action::SeeReadiness => {
            match role {
                Role::Administrator
                | Role::Representative
                | Role::CertifiedExpert
                | Role::Engineer
                | Role::Viewer
                | Role::Advisor
                | Role::VendorEngineer => Allowed,
                Role::Reseller | Role::EscalationDesk | Role::WebinarGuest => Denied,
            }
        }
        Action::EditContacts | Action::EditUnits => match role {
            Role::Administrator => Allowed,
            Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Reseller
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        // a reseller for the End User whom its purchase order names, an End User for its own sites.
        Action::RegisterUnits => match role {
            Role::Administrator | Role::Reseller => Allowed,
            Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        Action::EditOwnContact | Action::RecordReleases => match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => Allowed,
            Role::Viewer
            | Role::Reseller
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        Action::KeepReadiness => match role {
            Role::Administrator | Role::Representative => Allowed,
            Role::Advisor => OnBehalf,
            Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Reseller
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        Action::Declare => match role {
            Role::Administrator | Role::Representative => Allowed,
            Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Reseller
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        Action::WorkWithAdvisor => match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => Allowed,
            Role::Advisor => OnBehalf,
            Role::Viewer
            | Role::Reseller
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        // The reseller too works for somebody, and not for the End User whom webinars are for.
        Action::SeeWebinars => match role {
            Role::Administrator
            | Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Advisor
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Allowed,
            Role::Reseller => Denied,
        },
        Action::ProposeContacts
        | Action::ApproveCertificates
        | Action::SeeWorkspace
        | Action::PublishWebinars
        | Action::SettleUnits => match role {
            Role::Advisor => OnBehalf,
            Role::Administrator
            | Role::Representative
            | Role::CertifiedExpert
            | Role::Engineer
            | Role::Viewer
            | Role::Reseller
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
    }
}

#[cfg(test)]
mod tests;
