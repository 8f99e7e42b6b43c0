//! What this installation is, and the dated data that its decisions rest on: response targets, what the priorities mean,
//! excluded countries. All of it leaves through `/v1/meta`, so that browser and server decide from the same values.

use crate::{
    digest::hex,
    store::{Connection, Error, people, settings},
    targets,
    zones::Zones,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::{calendar::Calendar, country::CountryList, response::TargetTable};
use wire::meta::{Demonstration, DemonstrationPerson, ExcludedCountries, Meta, PriorityWording, Targets};

/// Version of the contract, a date.
pub const API_VERSION: &str = "2026-11-24";
const ASK_AGAIN_AFTER_MINUTES: u32 = 10;

/// What the folder's data are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// Invented, for trying the portal on one's own machine.
    Demonstration,
    /// Real.
    Own,
}

impl Content {
    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demonstration => "demonstration",
            Self::Own => "own",
        }
    }
}

/// What this installation is.
#[derive(Clone, Debug)]
pub struct Installation {
    instance: String,
    targets: Targets,
    countries: ExcludedCountries,
    /// The targets as the rules take them.
    pub target_table: TargetTable,
    /// The countries as the rules take them.
    pub country_list: CountryList,
    demonstration: Option<Demonstration>,
}

impl Installation {
    /// Reads it, and on the first start gives the installation its name and its table of targets.
    ///
    /// # Errors
    /// The database, or a stored table that can't be read.
    pub async fn load(conn: &mut Connection, content: Content) -> Result<Self, Error> {
        settings::set_once(conn, "instance", &hex(&rand::random::<[u8; 4]>())).await?;
        let instance = settings::get(conn, "instance").await?.unwrap_or_default();
        let targets = targets::in_force(conn).await?;
        let demonstration = match content {
            Content::Own => None,
            Content::Demonstration => Some(demonstration(conn).await?),
        };
        let countries = countries();
        Ok(Self {
            instance,
            target_table: (&targets).into(),
            country_list: (&countries).into(),
            targets,
            countries,
            demonstration,
        })
    }

    /// Names the installation; part of the cookie's name.
    #[must_use]
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The people of the demonstration, if this is one.
    #[must_use]
    pub fn demonstration(&self) -> Option<&Demonstration> {
        self.demonstration.as_ref()
    }

    /// The hours in which the targets of Priority 3 and 4 are counted, as a calendar of the years around an instant.
    ///
    /// # Errors
    /// Hours that can't be read; `portal-server targets` takes none such.
    pub fn business_hours(&self, zones: &Zones, now: DateTime<Utc>) -> Result<Option<Calendar>, String> {
        let hours = self.targets.business_hours.as_deref();
        hours.map(|hours| targets::calendar(hours, zones, now)).transpose()
    }

    /// How long after a call note the caller is asked.
    #[must_use]
    pub fn ask_again(&self) -> TimeDelta {
        TimeDelta::minutes(ASK_AGAIN_AFTER_MINUTES.into())
    }

    /// `/v1/meta`
    #[must_use]
    pub fn meta(&self, now: DateTime<Utc>) -> Meta {
        Meta {
            api_version: API_VERSION.to_owned(),
            server_now: now,
            instance: self.instance.clone(),
            targets: self.targets.clone(),
            priorities: priorities(),
            countries: self.countries.clone(),
            ask_again_after_minutes: ASK_AGAIN_AFTER_MINUTES,
            demonstration: self.demonstration.clone(),
        }
    }
}

async fn demonstration(conn: &mut Connection) -> Result<Demonstration, Error> {
    let people = people::of_demonstration(conn).await?;
    Ok(Demonstration {
        notice: "Demonstration: every name, number and date here is invented.".to_owned(),
        people: people
            .into_iter()
            .map(|person| DemonstrationPerson {
                role: person.role(),
                name: person.name,
                email: person.email,
                password: crate::demo::PASSWORD.to_owned(),
                account: person.account,
                about: person.about,
            })
            .collect(),
    })
}

/// The five countries that the service description names.
#[must_use]
pub fn countries() -> ExcludedCountries {
    ExcludedCountries {
        source: "named in the service description".to_owned(),
        checked_on: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default(),
        codes: ["CU", "IR", "KP", "SD", "SY"].map(str::to_owned).to_vec().into(),
    }
}

/// Wording of our own: the service description leaves the definitions to the JTAC User Guide, which is not ours
/// to copy.
fn priorities() -> Vec<PriorityWording> {
    let wording = |priority, name: &str, meaning: &str, examples: &[&str]| PriorityWording {
        priority,
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        examples: examples.iter().map(|example| (*example).to_owned()).collect(),
        source: "wording of this installation, not Juniper's".to_owned(),
    };
    vec![
        wording(
            1,
            "Critical",
            "Service is down for many users or a whole site, and there is no way around it.",
            &[
                "A core router forwards nothing",
                "A site has lost all its uplinks",
                "A cluster has lost both members",
            ],
        ),
        wording(
            2,
            "High",
            "Service is badly degraded, or redundancy is gone and the next fault would be an outage.",
            &[
                "One of two routing engines has failed",
                "A line card keeps restarting",
                "Packet loss on a main path",
            ],
        ),
        wording(
            3,
            "Medium",
            "Something does not work as it should; service runs, or there is a way around it.",
            &[
                "A protocol session flaps now and then",
                "A fan tray reports a fault",
                "A feature behaves unlike its documentation",
            ],
        ),
        wording(
            4,
            "Low",
            "A question, or a fault that nobody notices in daily work.",
            &["A question about a command", "A misleading log message", "A request for documentation"],
        ),
    ]
}
