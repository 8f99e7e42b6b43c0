//! Accounts and people as others refer to them.

use crate::{answer, open_enum::open_enum};
use rules::access;
use serde::Serialize;

answer! {
    /// An account by id and name.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AccountRef {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
    }
}

open_enum! {
    /// What a person is in an account.
    Role {
        /// Administrator of the End User
        Administrator = "administrator",
        /// One of the two to six
        Representative = "representative",
        /// Certified expert outside the six
        CertifiedExpert = "certified_expert",
        /// Anybody else who works there
        Engineer = "engineer",
        /// Looks on
        Viewer = "viewer",
        /// Reseller's user
        Reseller = "reseller",
        /// Technical Services Advisor
        Advisor = "advisor",
        /// Vendor engineer
        VendorEngineer = "vendor_engineer",
        /// Escalation Management Desk
        EscalationDesk = "escalation_desk",
        /// Webinar guest
        WebinarGuest = "webinar_guest",
    }
}

impl Role {
    /// The role as the rules know it; `None` for one that this build does not know, which may do nothing.
    #[must_use]
    pub fn known(&self) -> Option<access::Role> {
        Some(match self {
            Self::Administrator => access::Role::Administrator,
            Self::Representative => access::Role::Representative,
            Self::CertifiedExpert => access::Role::CertifiedExpert,
            Self::Engineer => access::Role::Engineer,
            Self::Viewer => access::Role::Viewer,
            Self::Reseller => access::Role::Reseller,
            Self::Advisor => access::Role::Advisor,
            Self::VendorEngineer => access::Role::VendorEngineer,
            Self::EscalationDesk => access::Role::EscalationDesk,
            Self::WebinarGuest => access::Role::WebinarGuest,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<access::Role> for Role {
    fn from(role: access::Role) -> Self {
        match role {
            access::Role::Administrator => Self::Administrator,
            access::Role::Representative => Self::Representative,
            access::Role::CertifiedExpert => Self::CertifiedExpert,
            access::Role::Engineer => Self::Engineer,
            access::Role::Viewer => Self::Viewer,
            access::Role::Reseller => Self::Reseller,
            access::Role::Advisor => Self::Advisor,
            access::Role::VendorEngineer => Self::VendorEngineer,
            access::Role::EscalationDesk => Self::EscalationDesk,
            access::Role::WebinarGuest => Self::WebinarGuest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_wire_and_rules_are_the_same_ten() {
        for role in access::Role::ALL {
            let wire = Role::from(role);
            assert_eq!(wire.known(), Some(role));
            assert_eq!(Role::from(wire.as_str()), wire);
        }
        assert_eq!(Role::from("root").known(), None);
    }
}
