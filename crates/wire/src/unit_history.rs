//! What is told about one unit beside itself: what happened to it, whom it replaced, where it stood before, and how its
//! product ends. None of it decides cover; that is all in [`crate::unit::Unit`].

use crate::{answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

answer! {
    /// `GET /v1/units/{reference}/history`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitHistory {
        /// This page, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<UnitEvent>))]
        pub items: Counted<UnitEvent>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// One thing that happened to a unit. Lines are only ever added.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitEvent {
        /// When.
        pub at: DateTime<Utc>,
        /// Who did it; left out where no person did, and for those who may not know the people of another account.
        #[serde(default)]
        pub by: Option<String>,
        /// The account of the one who did it, by name.
        #[serde(default)]
        pub by_account: Option<String>,
        /// What was changed.
        pub kind: UnitEventKind,
        /// How it stood before, in words for people.
        #[serde(default)]
        pub old: Option<String>,
        /// How it stands since.
        #[serde(default)]
        pub new: Option<String>,
        /// Why, in the words of the person.
        #[serde(default)]
        pub note: Option<String>,
    }
}

open_enum! {
    /// What was changed.
    UnitEventKind {
        /// It was registered
        Registered = "registered",
        /// The software release
        Release = "release",
        /// In use or not
        Usage = "usage",
        /// Where it is installed
        Site = "site",
        /// The host name
        HostName = "host_name",
        /// The account that it belongs to
        Account = "account",
        /// Its line in the purchase orders
        Order = "order",
    }
}

answer! {
    /// Another unit that this one replaced, or that replaced it, after a return.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RelatedUnit {
        /// Its serial number.
        pub reference: String,
        /// Its host name.
        #[serde(default)]
        pub host_name: Option<String>,
        /// Its product number.
        pub model: String,
    }
}

answer! {
    /// A purchase order and the End User as they were named when the unit was registered with it. It stays as it was.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OrderSnapshot {
        /// Number of the purchase order.
        pub number: String,
        /// Name of the End User then.
        pub end_user: String,
        /// Its address then, in one line.
        #[serde(default)]
        pub address: Option<String>,
        /// The reseller who placed it, by its name then; none when the End User did.
        #[serde(default)]
        pub reseller: Option<String>,
        /// When the unit was registered with it.
        pub at: DateTime<Utc>,
    }
}

answer! {
    /// A site where the unit stood before.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FormerSite {
        /// Until when.
        pub until: DateTime<Utc>,
        /// The site, in words for people; left out when there was none.
        #[serde(default)]
        pub site: Option<String>,
        /// Why the unit was moved.
        #[serde(default)]
        pub note: Option<String>,
    }
}

answer! {
    /// A date in the life of a product. Only the End of Support, which stands at the unit itself, decides cover.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Milestone {
        /// What it is.
        pub kind: MilestoneKind,
        /// The day.
        pub on: NaiveDate,
    }
}

open_enum! {
    /// What a date in the life of a product is.
    MilestoneKind {
        /// The end was announced
        Announced = "announced",
        /// Last day to order it
        LastOrder = "last_order",
        /// Last day of software engineering: no further fixes
        LastSoftware = "last_software",
    }
}

impl MilestoneKind {
    /// For people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Announced => "End of Life announced",
            Self::LastOrder => "Last order",
            Self::LastSoftware => "End of software engineering",
            Self::Unknown(text) => text,
        }
    }
}
