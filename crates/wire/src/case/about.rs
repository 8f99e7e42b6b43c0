//! What a case is about beside its main unit, and with whom to speak about it.

use crate::{answer, cover::Cover, open_enum::open_enum};
use rules::case_draft::Way;
use serde::Serialize;

answer! {
    /// A further unit of a case, as it stands today.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FurtherUnit {
        /// Host name, else reference.
        pub title: String,
        /// Reference; nothing for one that has gone to another account since.
        #[serde(default)]
        pub reference: Option<String>,
        /// Product number.
        #[serde(default)]
        pub model: Option<String>,
        /// Name of the site.
        #[serde(default)]
        pub site: Option<String>,
        /// The cover of the unit when the case was opened.
        #[serde(default)]
        pub cover_at_opening: Option<Cover>,
    }
}

answer! {
    /// With whom an engineer speaks about a case.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseContact {
        /// Name.
        pub name: String,
        /// How.
        pub by: ContactWay,
        /// Telephone number or e-mail address; left out for people who see names only.
        #[serde(default)]
        pub at: Option<String>,
        /// When, in the person's words.
        #[serde(default)]
        pub when: Option<String>,
    }
}

open_enum! {
    /// How somebody is to be reached.
    ContactWay {
        /// Telephone
        Phone = "phone",
        /// E-mail
        Email = "email",
    }
}

impl ContactWay {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<Way> {
        match self {
            Self::Phone => Some(Way::Phone),
            Self::Email => Some(Way::Email),
            Self::Unknown(_) => None,
        }
    }
}

impl From<Way> for ContactWay {
    fn from(way: Way) -> Self {
        match way {
            Way::Phone => Self::Phone,
            Way::Email => Self::Email,
        }
    }
}
