use super::*;
use crate::reason::Outcome;

#[test]
fn five_roles_work_for_an_end_user() {
    let own: Vec<Role> = Role::ALL.into_iter().filter(|role| role.works_for_end_user()).collect();
    let expected =
        [Role::Administrator, Role::Representative, Role::CertifiedExpert, Role::Engineer, Role::Viewer];
    assert_eq!(own, expected);
}

/// Section 4 of the design, row by row: opens cases, sees cases, sees units, sees contacts, moves cases on.
#[test]
fn the_table_of_the_design() {
    let rows = [
        (Role::Administrator, "yyyyy"),
        (Role::Representative, "yyyyy"),
        (Role::CertifiedExpert, "yyyyy"),
        (Role::Engineer, "yyyyy"),
        (Role::Viewer, "nyyyn"),
        (Role::Reseller, "nnynn"),
        (Role::Advisor, "yyyyy"),
        (Role::VendorEngineer, "yyyyy"),
        (Role::EscalationDesk, "nynny"),
        (Role::WebinarGuest, "nnnnn"),
    ];
    for (role, expected) in rows {
        let actual: String =
            [Action::OpenCase, Action::SeeCases, Action::SeeUnits, Action::SeeContacts, Action::SpeakInCases]
                .map(|action| if permission(role, action).is_allowed() { 'y' } else { 'n' })
                .iter()
                .collect();
        assert_eq!(actual, expected, "{role:?}");
    }
}

/// What keeps an account ready, role by role: own details, releases, readiness, the own word, the advisor; then what only the
/// vendor's advisor does.
#[test]
fn who_keeps_an_account_ready() {
    let actions = [
        Action::EditContacts,
        Action::EditOwnContact,
        Action::RecordReleases,
        Action::KeepReadiness,
        Action::Declare,
        Action::WorkWithAdvisor,
        Action::ProposeContacts,
        Action::ApproveCertificates,
        Action::SeeWorkspace,
    ];
    let rows = [
        (Role::Administrator, "yyyyyynnn"),
        (Role::Representative, "nyyyyynnn"),
        (Role::CertifiedExpert, "nyynnynnn"),
        (Role::Engineer, "nyynnynnn"),
        (Role::Viewer, "nnnnnnnnn"),
        (Role::Reseller, "nnnnnnnnn"),
        (Role::Advisor, "nnnbnbbbb"),
        (Role::VendorEngineer, "nnnnnnnnn"),
        (Role::EscalationDesk, "nnnnnnnnn"),
        (Role::WebinarGuest, "nnnnnnnnn"),
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

/// Whom webinars are for, and who publishes them.
#[test]
fn webinars_are_for_all_but_resellers_and_published_by_the_advisor() {
    for role in Role::ALL {
        let see = permission(role, Action::SeeWebinars).is_allowed();
        assert_eq!(see, role != Role::Reseller, "{role:?}");
        assert_eq!(
            permission(role, Action::PublishWebinars) == Permission::OnBehalf,
            role == Role::Advisor,
            "{role:?}"
        );
    }
}

/// Units: registered by administrators and resellers, kept by administrators, settled by the advisor.
#[test]
fn who_registers_keeps_and_settles_units() {
    let rows = [
        (Role::Administrator, "yyn"),
        (Role::Reseller, "ynn"),
        (Role::Advisor, "nnb"),
        (Role::Representative, "nnn"),
        (Role::CertifiedExpert, "nnn"),
        (Role::Engineer, "nnn"),
        (Role::Viewer, "nnn"),
        (Role::VendorEngineer, "nnn"),
        (Role::EscalationDesk, "nnn"),
        (Role::WebinarGuest, "nnn"),
    ];
    assert_eq!(rows.len(), Role::ALL.len());
    for (role, expected) in rows {
        let actual: String = [Action::RegisterUnits, Action::EditUnits, Action::SettleUnits]
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
    for (role, action) in Role::ALL.into_iter().flat_map(|role| Action::ALL.map(|action| (role, action))) {
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
