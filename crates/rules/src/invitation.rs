//! Inviting people to sign in, and ending a sign-in when somebody has left: who may be invited as what, how long a link
//! works, when it may be used, and what a password must be like. The service description says nothing about it; these are
//! settings of ours. It knows no token, no address and no clock.

use crate::{Instant, access::Role};
use chrono::TimeDelta;

/// How long an invitation can be accepted.
pub const VALID: TimeDelta = TimeDelta::hours(72);
/// What somebody may be invited as.
pub const ROLES: [Role; 5] =
    [Role::Engineer, Role::Viewer, Role::Representative, Role::Administrator, Role::WebinarGuest];

/// Until when an invitation that is made at an instant can be accepted; at that instant itself it can't any more.
#[must_use]
pub fn expires(made: Instant) -> Instant {
    made.checked_add_signed(VALID).unwrap_or(Instant::MAX_UTC)
}

/// How an invitation has ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum End {
    /// Somebody has accepted it.
    Accepted,
    /// It was taken back, or a newer one took its place.
    Withdrawn,
}

/// Why an invitation can't be accepted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// There is none with this link.
    Unknown,
    /// Somebody has accepted it already.
    Accepted,
    /// It was taken back.
    Withdrawn,
    /// Its time is over.
    RunOut,
    /// Somebody signs in with its address already. A password that is there is never replaced.
    SignsInAlready,
}

/// May an invitation be accepted now? One that has ended has ended, whatever the clock says.
///
/// # Errors
/// It has ended, or its time is over.
pub fn usable(ended: Option<End>, expires: Instant, now: Instant) -> Result<(), Refused> {
    match ended {
        Some(End::Accepted) => Err(Refused::Accepted),
        Some(End::Withdrawn) => Err(Refused::Withdrawn),
        None if now >= expires => Err(Refused::RunOut),
        None => Ok(()),
    }
}

impl Refused {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown_invitation",
            Self::Accepted => "accepted_already",
            Self::Withdrawn => "withdrawn",
            Self::RunOut => "run_out",
            Self::SignsInAlready => "signs_in_already",
        }
    }

    /// What happened, and the way out.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Unknown => {
                "There is no invitation with this link. Copy the whole link, or ask the administrator who sent it for a new one."
            }
            Self::Accepted => {
                "This invitation has been accepted already; a link works once. If it was you, sign in. If not, tell your administrator."
            }
            Self::Withdrawn => {
                "This invitation was withdrawn, or a newer one took its place. Use the newest link, or ask your administrator for one."
            }
            Self::RunOut => {
                "This invitation has run out; one can be accepted for 72 hours. Ask your administrator for a new one."
            }
            Self::SignsInAlready => {
                "Somebody signs in with this e-mail address already, and an invitation never changes a sign-in. Sign in as you are used to, or ask your administrator to invite another address of yours."
            }
        }
    }
}

/// Somebody has left: does the sign-in end? Always, but for the last administrator who can sign in: without one nobody could
/// name or invite anybody any more.
#[must_use]
pub fn sign_in_ends(role: Option<Role>, other_administrators: usize) -> bool {
    role != Some(Role::Administrator) || other_administrators > 0
}

/// Whose sign-in an administrator wants to end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Whose {
    /// The administrator's own.
    Own,
    /// That of somebody else of the account.
    SomebodyElses,
}

/// Why a sign-in stays.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stays {
    /// Nobody locks themselves out by a slip.
    Own,
    /// Without an administrator nobody could name or invite anybody any more.
    LastAdministrator,
}

/// May an administrator end this sign-in?
///
/// # Errors
/// The own one stays, and so does that of the last administrator who can sign in.
pub fn may_end(whose: Whose, role: Option<Role>, other_administrators: usize) -> Result<(), Stays> {
    match whose {
        Whose::Own => Err(Stays::Own),
        Whose::SomebodyElses if sign_in_ends(role, other_administrators) => Ok(()),
        Whose::SomebodyElses => Err(Stays::LastAdministrator),
    }
}

impl Stays {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own_sign_in",
            Self::LastAdministrator => "last_administrator",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Own => {
                "This is your own sign-in. On your profile you sign out, end other sessions of yours and change the password; another administrator can end your sign-in."
            }
            Self::LastAdministrator => {
                "This is the last administrator of the account who can sign in. Invite another administrator first; without one nobody could name or invite anybody any more."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_lasts_72_hours_and_ends_once() {
        let made: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        let end = expires(made);
        assert_eq!(end.to_rfc3339(), "2026-11-27T09:00:00+00:00");
        let just_before = end - TimeDelta::milliseconds(1);
        assert_eq!(usable(None, end, just_before), Ok(()));
        assert_eq!(usable(None, end, end), Err(Refused::RunOut));
        assert_eq!(usable(Some(End::Accepted), end, just_before), Err(Refused::Accepted));
        assert_eq!(usable(Some(End::Withdrawn), end, end), Err(Refused::Withdrawn));
        assert_eq!(expires(Instant::MAX_UTC), Instant::MAX_UTC);
    }

    #[test]
    fn the_last_administrator_keeps_the_sign_in() {
        assert!(!sign_in_ends(Some(Role::Administrator), 0));
        assert!(sign_in_ends(Some(Role::Administrator), 1));
        assert!(sign_in_ends(Some(Role::Engineer), 0));
        assert!(sign_in_ends(None, 0));
    }

    #[test]
    fn a_sign_in_is_ended_by_another_hand_and_never_the_last_administrators() {
        let admin = Some(Role::Administrator);
        assert_eq!(may_end(Whose::Own, admin, 3), Err(Stays::Own));
        assert!(Stays::Own.message().contains("profile"), "the way out");
        assert_eq!(may_end(Whose::SomebodyElses, admin, 0), Err(Stays::LastAdministrator));
        assert_eq!(may_end(Whose::SomebodyElses, admin, 1), Ok(()));
        for role in [Some(Role::Viewer), Some(Role::Engineer), Some(Role::Representative), None] {
            assert_eq!(may_end(Whose::SomebodyElses, role, 0), Ok(()));
        }
    }
}
