//! Who may do what: the one table (section 4 of the design, decision table C3). The server enforces it, the browser
//! only hides. Deny is the default: every pair of role and action is written out.

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_006: Rule = Rule::new("R-006");
const R_028: Rule = Rule::new("R-028");
const R_055: Rule = Rule::new("R-055");
const R_063: Rule = Rule::new("R-063");
const R_064: Rule = Rule::new("R-064");
const R_065: Rule = Rule::new("R-065");
const R_081: Rule = Rule::new("R-081");
const B_13: Rule = Rule::new("B-13");
const R_080: Rule = Rule::new("R-080");
const B_15: Rule = Rule::new("B-15");
const B_21: Rule = Rule::new("B-21");

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
    /// Say which software release a unit runs.
    RecordReleases,
    /// Ask the advisor for a review, for release guidance, or informally. The role alone does not decide:
    /// `expert_to_expert::works_with_advisor` asks for the standing too.
    WorkWithAdvisor,
    /// See the accounts that are assigned, side by side.
    SeeWorkspace,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::OpenCase,
        Self::SeeCases,
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
        Self::RecordReleases,
        Self::WorkWithAdvisor,
        Self::SeeWorkspace,
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
        Action::EditContacts => match role {
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
        Action::WorkWithAdvisor => match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => Allowed,
            Role::Advisor => OnBehalf,
            Role::Viewer
            | Role::Reseller
            | Role::VendorEngineer
            | Role::EscalationDesk
            | Role::WebinarGuest => Denied,
        },
        Action::ProposeContacts | Action::ApproveCertificates | Action::SeeWorkspace => match role {
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

/// Why this role may or may not do that.
#[must_use]
pub fn reason(role: Role, action: Action) -> Reason {
    let (rules, section, title, who): (&'static [Rule], _, _, _) = match action {
        Action::OpenCase => return opening_cases(role),
        Action::SeeCases | Action::SeeUnits | Action::SeeContracts | Action::SeeContacts => (
            &[R_080],
            Section::Scope,
            "Seeing an account",
            "The End User’s own people see their account, and the vendor’s people the accounts that are assigned to them.",
        ),
        Action::SeeAdvisor => (
            &[R_055],
            Section::Advisor,
            "Seeing the advisor",
            "The End User’s own people see their advisor, and the vendor’s people those of their accounts.",
        ),
        Action::EditContacts => (
            &[R_065],
            Section::Responsibilities,
            "Naming representatives",
            "An administrator of the End User names its representatives.",
        ),
        Action::ProposeContacts => (
            &[R_065],
            Section::Responsibilities,
            "Proposing representatives",
            "The advisor proposes representatives, and an administrator of the End User names them.",
        ),
        Action::EditOwnContact => (
            &[R_065],
            Section::Responsibilities,
            "Keeping one’s own details",
            "Engineers, representatives and administrators of the End User keep their own details.",
        ),
        Action::ApproveCertificates => (
            &[R_081],
            Section::Scope,
            "Approving certified experts",
            "The advisor approves the access of certified experts.",
        ),
        Action::SeeReadiness => (
            &[R_063, R_028],
            Section::Responsibilities,
            "Seeing how ready an account is",
            "The End User’s own people see it, and the vendor’s people for the accounts that are assigned to them.",
        ),
        Action::KeepReadiness => (
            &[R_063, R_028],
            Section::Responsibilities,
            "Keeping an account ready",
            "Administrators and representatives of the End User do so, and the advisor for them.",
        ),
        Action::RecordReleases => (
            &[R_064],
            Section::Responsibilities,
            "Recording software releases",
            "Engineers, representatives and administrators of the End User say which release a unit runs.",
        ),
        Action::WorkWithAdvisor => (
            &[R_080, R_081, B_13],
            Section::Scope,
            "Working with the advisor",
            "The named representatives of the End User work with its advisor, and certified experts where the account says so.",
        ),
        Action::SeeWorkspace => (
            &[R_055],
            Section::Advisor,
            "Accounts side by side",
            "The advisor sees the accounts that are assigned to the advisor.",
        ),
    };
    let allowed = permission(role, action).is_allowed();
    let yours =
        if allowed { "Your role is one of them." } else { "Your role is not one of them; ask one who may." };
    Reason {
        rules,
        section,
        title,
        outcome: if allowed { Outcome::Met } else { Outcome::Failed },
        why: format!("{who} {yours}"),
        inputs: vec![Input::known("Role", role.name())],
    }
}

/// Why this role may or may not open Tech Cases.
#[must_use]
pub fn opening_cases(role: Role) -> Reason {
    let allowed = permission(role, Action::OpenCase).is_allowed();
    let (rules, section, why): (&'static [Rule], _, _) = match role {
        Role::Reseller => (
            &[B_15, R_006],
            Section::Eligibility,
            "Resellers register units for their End Users; Tech Cases are opened by the End User's own people.",
        ),
        Role::Viewer => (
            &[R_080],
            Section::Scope,
            "Your role is to look on. Any engineer of your company can open a case, and anybody can call.",
        ),
        Role::EscalationDesk => (
            &[R_080],
            Section::EscalationDesk,
            "The Escalation Management Desk moves cases on that are open; it does not open them.",
        ),
        Role::WebinarGuest => (&[R_080], Section::Scope, "Webinar guests see the webinar catalogue only."),
        Role::Advisor | Role::VendorEngineer => (
            &[R_080],
            Section::Scope,
            "You open cases on behalf of the accounts that are assigned to you; the case says so.",
        ),
        Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => (
            &[B_21, R_080],
            Section::Scope,
            "Every engineer of the End User may open cases of every priority. The limit of six concerns Expert to Expert and work with the advisor.",
        ),
    };
    Reason {
        rules,
        section,
        title: "Opening Tech Cases",
        outcome: if allowed { Outcome::Met } else { Outcome::Failed },
        why: why.to_owned(),
        inputs: vec![Input::known("Role", role.name())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_roles_work_for_an_end_user() {
        let own: Vec<Role> = Role::ALL.into_iter().filter(|role| role.works_for_end_user()).collect();
        let expected =
            [Role::Administrator, Role::Representative, Role::CertifiedExpert, Role::Engineer, Role::Viewer];
        assert_eq!(own, expected);
    }

    /// Section 4 of the design, row by row: opens cases, sees cases, sees units, sees contacts.
    #[test]
    fn the_table_of_the_design() {
        let rows = [
            (Role::Administrator, "yyyy"),
            (Role::Representative, "yyyy"),
            (Role::CertifiedExpert, "yyyy"),
            (Role::Engineer, "yyyy"),
            (Role::Viewer, "nyyy"),
            (Role::Reseller, "nnyn"),
            (Role::Advisor, "yyyy"),
            (Role::VendorEngineer, "yyyy"),
            (Role::EscalationDesk, "nynn"),
            (Role::WebinarGuest, "nnnn"),
        ];
        for (role, expected) in rows {
            let actual: String = [Action::OpenCase, Action::SeeCases, Action::SeeUnits, Action::SeeContacts]
                .map(|action| if permission(role, action).is_allowed() { 'y' } else { 'n' })
                .iter()
                .collect();
            assert_eq!(actual, expected, "{role:?}");
        }
    }

    /// What keeps an account ready, role by role: own details, releases, readiness, the advisor; then what only the
    /// vendor's advisor does.
    #[test]
    fn who_keeps_an_account_ready() {
        let actions = [
            Action::EditContacts,
            Action::EditOwnContact,
            Action::RecordReleases,
            Action::KeepReadiness,
            Action::WorkWithAdvisor,
            Action::ProposeContacts,
            Action::ApproveCertificates,
            Action::SeeWorkspace,
        ];
        let rows = [
            (Role::Administrator, "yyyyynnn"),
            (Role::Representative, "nyyyynnn"),
            (Role::CertifiedExpert, "nyynynnn"),
            (Role::Engineer, "nyynynnn"),
            (Role::Viewer, "nnnnnnnn"),
            (Role::Reseller, "nnnnnnnn"),
            (Role::Advisor, "nnnbbbbb"),
            (Role::VendorEngineer, "nnnnnnnn"),
            (Role::EscalationDesk, "nnnnnnnn"),
            (Role::WebinarGuest, "nnnnnnnn"),
        ];
        for (role, expected) in rows {
            let actual: String = actions
                .map(|action| match permission(role, action) {
                    Permission::Allowed => 'y',
                    Permission::OnBehalf => 'b',
                    Permission::Denied => 'n',
                })
                .iter()
                .collect();
            assert_eq!(actual, expected, "{role:?}");
        }
    }

    #[test]
    fn every_refusal_has_words_of_its_own() {
        for (role, action) in Role::ALL.into_iter().flat_map(|role| Action::ALL.map(|action| (role, action)))
        {
            let reason = reason(role, action);
            let allowed = permission(role, action).is_allowed();
            assert_eq!(reason.outcome == Outcome::Met, allowed, "{role:?} {action:?}");
            assert_eq!(reason.title == "Opening Tech Cases", action == Action::OpenCase, "{action:?}");
        }
    }

    #[test]
    fn a_refusal_says_why() {
        for role in Role::ALL {
            let reason = opening_cases(role);
            assert_eq!(
                reason.outcome == Outcome::Met,
                permission(role, Action::OpenCase).is_allowed(),
                "{role:?}"
            );
        }
        assert!(opening_cases(Role::Reseller).why.contains("register units"));
    }
}
