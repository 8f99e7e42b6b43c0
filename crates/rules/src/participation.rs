//! Who takes part in a Tech Case beside whoever opened it. The End User's people say so, for themselves and for each other;
//! the vendor's people see who it is. For a viewer it decides what there is to see at all: such a person's cases are those
//! where somebody has added the person, and no others (section 4 of the design). Who a person is and what an account holds is
//! not known here.

use crate::{
    access::Role,
    case_life::Side,
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_080: Rule = Rule::new("R-080");

/// Why somebody is not added or taken out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// The End User says who of its people takes part.
    EndUserOnly,
    /// This person's role sees no cases.
    SeesNoCases,
}

/// May somebody on that side say who takes part?
///
/// # Errors
/// The vendor's people see it and do not change it.
pub const fn may_change(side: Side) -> Result<(), Refused> {
    match side {
        Side::Customer => Ok(()),
        Side::Engineer | Side::Advisor | Side::Desk => Err(Refused::EndUserOnly),
    }
}

/// May somebody of the account be added? Nothing stands for a person without a role, or with one that is not known.
///
/// # Errors
/// Those who see no cases: to be named there would tell them nothing.
pub fn may_take_part(role: Option<Role>) -> Result<(), Refused> {
    if role.is_some_and(Role::works_for_end_user) { Ok(()) } else { Err(Refused::SeesNoCases) }
}

/// Does somebody with that role see only the cases where the person was added, of all those of the account?
#[must_use]
pub const fn sees_only_where_added(role: Role) -> bool {
    matches!(role, Role::Viewer)
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::EndUserOnly, Self::SeesNoCases];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EndUserOnly => "end_user_only",
            Self::SeesNoCases => "sees_no_cases",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::EndUserOnly => {
                "The End User’s people say who of them takes part in a case. Ask them in a comment."
            }
            Self::SeesNoCases => {
                "This person’s role sees no Tech Cases. An administrator of the account can give another role."
            }
        };
        reason(Outcome::Failed, why, self.code())
    }
}

/// Who takes part and what that does, for those who look on as well.
#[must_use]
pub fn about() -> Reason {
    let why = "Everybody of the account with a part in its cases sees this one; a viewer sees it only when added here. \
               Who takes part is shown to the vendor’s people.";
    reason(Outcome::Met, why, "everybody of the account")
}

fn reason(outcome: Outcome, why: &str, who: &str) -> Reason {
    Reason {
        rules: &[R_080],
        section: Section::Scope,
        title: "Who takes part in a case",
        outcome,
        why: why.to_owned(),
        inputs: vec![Input::known("Decided by", who)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Action, permission};

    #[test]
    fn the_end_user_says_who_takes_part() {
        let may: Vec<Side> = Side::ALL.into_iter().filter(|side| may_change(*side).is_ok()).collect();
        assert_eq!(may, [Side::Customer]);
    }

    #[test]
    fn whoever_is_added_sees_cases_and_works_there() {
        for role in Role::ALL {
            let may = may_take_part(Some(role)).is_ok();
            assert_eq!(may, role.works_for_end_user(), "{role:?}");
            assert!(!may || permission(role, Action::SeeCases).is_allowed(), "{role:?}");
        }
        assert_eq!(may_take_part(None), Err(Refused::SeesNoCases));
    }

    /// Whoever may move cases on sees all of them: nobody has to be added in order to work.
    #[test]
    fn only_a_viewer_sees_no_more_than_where_added() {
        let only: Vec<Role> = Role::ALL.into_iter().filter(|role| sees_only_where_added(*role)).collect();
        assert_eq!(only, [Role::Viewer]);
        assert!(only.iter().all(|role| Side::of(*role).is_none() && may_take_part(Some(*role)).is_ok()));
    }
}
