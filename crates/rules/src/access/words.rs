//! Why a role may or may not do something, in words for people. It decides nothing: [`permission`] does.

use super::{Action, Role, permission};
use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_006: Rule = Rule::new("R-006");
const R_014: Rule = Rule::new("R-014");
const R_015: Rule = Rule::new("R-015");
const R_017: Rule = Rule::new("R-017");
const R_028: Rule = Rule::new("R-028");
const R_035: Rule = Rule::new("R-035");
const R_036: Rule = Rule::new("R-036");
const R_055: Rule = Rule::new("R-055");
const R_063: Rule = Rule::new("R-063");
const R_064: Rule = Rule::new("R-064");
const R_065: Rule = Rule::new("R-065");
const R_067: Rule = Rule::new("R-067");
const R_079: Rule = Rule::new("R-079");
const R_081: Rule = Rule::new("R-081");
const B_13: Rule = Rule::new("B-13");
const R_080: Rule = Rule::new("R-080");
const B_15: Rule = Rule::new("B-15");
const B_21: Rule = Rule::new("B-21");

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
        Action::SpeakInCases => (
            &[R_080],
            Section::Scope,
            "Moving a case on",
            "Engineers, representatives and administrators of the End User move its cases on, with the vendor’s people whom the account is assigned to.",
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
        Action::Declare => (
            &[R_067, R_079],
            Section::Responsibilities,
            "The End User’s own word",
            "Only the End User can say so: its administrators and representatives do, and nobody on their behalf.",
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
        Action::SeeWebinars => (
            &[R_035],
            Section::KnowledgeTransfer,
            "Webinars and recordings",
            "Webinars are for the End User’s own people and the guests whom they invite, and the vendor’s people see them too.",
        ),
        Action::PublishWebinars => (
            &[R_035, R_036],
            Section::KnowledgeTransfer,
            "Publishing webinars",
            "The advisor plans webinars, posts their recordings and answers what is asked.",
        ),
        Action::RegisterUnits => (
            &[R_006, R_017],
            Section::Eligibility,
            "Registering units",
            "Administrators of the End User register units at their own sites, and resellers those of the End Users whom their purchase orders name.",
        ),
        Action::EditUnits => (
            &[R_014, R_017],
            Section::Eligibility,
            "Units and sites",
            "Administrators of the End User keep what is known about its units and sites right.",
        ),
        Action::SettleUnits => (
            &[R_015, R_017],
            Section::Eligibility,
            "Whose a unit is",
            "The advisor decides about transfers, and about units that two have claimed.",
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
            "The Escalation Management Desk sees the escalated cases of its accounts and brings them on; it does not open any.",
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
