//! Installation sites: the list, one site with who is there and what happened to it, and what is said to keep, make or join them.

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum, unit::Site, zone::ZoneRules};
use chrono::{DateTime, Utc};
use rules::{country::Country, site as rule};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/sites`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SiteList {
        /// This page.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<SiteSummary>))]
        pub items: Counted<SiteSummary>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
        /// How many there are in all pages, when the API counts.
        #[serde(default)]
        pub total: Option<u32>,
    }
}

answer! {
    /// A site with its units, counted: those that the caller sees.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SiteSummary {
        /// Name, address, zone.
        pub site: Site,
        /// Whose it is.
        pub account: AccountRef,
        /// How many units stand there.
        #[serde(default)]
        pub units: Option<u32>,
        /// Their cover today.
        pub cover [default]: CoverCounts,
        /// Other sites of the account that are likely the same place.
        pub similar [default]: Vec<SiteRef>,
        /// Sites that were joined with this one; their ids and names still lead here.
        pub former [default]: Vec<SiteRef>,
        /// Changes with every change; the entity tag.
        pub version [default]: u32,
    }
}

answer! {
    /// How many units have which cover.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CoverCounts {
        /// Every condition is met.
        pub advanced_care_plus [default]: u32,
        /// Juniper Care holds alone.
        pub juniper_care_only [default]: u32,
        /// Neither.
        pub no_cover_found [default]: u32,
        /// An input is missing.
        pub cannot_tell [default]: u32,
    }
}

answer! {
    /// A site by name.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SiteRef {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
    }
}

answer! {
    /// `GET /v1/sites/{id}`. What a role may not see is left out.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SiteDetail {
        /// The site with its units, counted. Its id is another one than was asked for when that site was joined with this.
        pub summary: SiteSummary,
        /// Who is there.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<SitePerson>))]
        pub people [default]: Counted<SitePerson>,
        /// How to get in.
        #[serde(default)]
        pub access: Option<String>,
        /// What happened to it, the newest first.
        pub changes [default]: Vec<SiteChange>,
        /// Its zone.
        pub zones [default]: Vec<ZoneRules>,
    }
}

answer! {
    /// Somebody at a site.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SitePerson {
        /// Name.
        pub name: String,
        /// Telephone number, with `+` and country code; empty for those who see names only.
        pub phone: String,
    }
}

open_enum! {
    /// What happened to a site.
    SiteChangeKind {
        /// It was made.
        Made = "made",
        /// Another name.
        Name = "name",
        /// Another address.
        Address = "address",
        /// Another zone.
        Zone = "zone",
        /// Other ways in.
        Access = "access",
        /// Other people.
        People = "people",
        /// Another site was joined with it.
        Joined = "joined",
    }
}

answer! {
    /// One thing that happened to a site.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SiteChange {
        /// When.
        pub at: DateTime<Utc>,
        /// Who did it.
        #[serde(default)]
        pub by: Option<String>,
        /// What.
        pub kind: SiteChangeKind,
        /// The name of the site that it happened to, when that was joined with this one later.
        #[serde(default)]
        pub of: Option<String>,
        /// How it stood before.
        #[serde(default)]
        pub old: Option<String>,
        /// How it stands since.
        #[serde(default)]
        pub new: Option<String>,
        /// Why.
        #[serde(default)]
        pub note: Option<String>,
    }
}

/// `POST /v1/sites`, `PUT /v1/sites/{id}` with `If-Match`: everything as it should be afterwards.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveSite {
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code; some countries have none.
    #[serde(default)]
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country: two letters, or its English name.
    pub country: String,
    /// IANA zone name; `GET /v1/zones` has them all.
    #[serde(default)]
    pub zone: String,
    /// How to get in.
    #[serde(default)]
    pub access: String,
    /// Who is there.
    #[serde(default)]
    pub people: Vec<SitePerson>,
}

/// `POST /v1/sites/{id}/merge`, with `If-Match`: this site is the same place as another one, and goes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeSite {
    /// Id of the site that stays.
    pub into: String,
    /// Why, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

answer! {
    /// `GET /v1/zones`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ZoneNames {
        /// IANA names of places, in order.
        pub items: Vec<String>,
    }
}

impl From<&SaveSite> for rule::Details {
    fn from(site: &SaveSite) -> Self {
        Self {
            name: site.name.clone(),
            street: site.street.clone(),
            postal_code: site.postal_code.clone(),
            city: site.city.clone(),
            country: site.country.clone(),
            access: site.access.clone(),
            people: site.people.iter().cloned().map(Into::into).collect(),
        }
    }
}

impl From<SitePerson> for rule::Person {
    fn from(person: SitePerson) -> Self {
        Self { name: person.name, phone: person.phone }
    }
}

impl From<rule::Person> for SitePerson {
    fn from(person: rule::Person) -> Self {
        Self { name: person.name, phone: person.phone }
    }
}

impl Site {
    /// As it is told from others.
    #[must_use]
    pub fn place(&self) -> rule::Place<'_> {
        rule::Place {
            name: &self.name,
            street: self.street.as_deref().unwrap_or_default(),
            city: self.city.as_deref().unwrap_or_default(),
            country: self.country_code(),
        }
    }

    /// Its country, where that is known.
    #[must_use]
    pub fn country_code(&self) -> Option<Country> {
        self.country.as_deref().and_then(Country::parse)
    }

    /// Whether street, city and country are all there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_there = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        is_there(&self.street) && is_there(&self.city) && self.country_code().is_some()
    }
}
