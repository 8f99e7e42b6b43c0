//! The table of response targets: dated data of this installation, which a case keeps as it was when it was created (B-20).
//! `portal-server targets` shows it and sets a new one, on the data folder itself.

use crate::{
    clock::Clock,
    data_folder::{self, Fault},
    store::{Connection, Error, cases, settings},
    zones::Zones,
};
use chrono::{DateTime, Utc};
use clap::Args;
use rules::calendar::{Calendar, WeeklyHours};
use std::path::PathBuf;
use wire::meta::Targets;

/// Where the table is kept.
const SETTING: &str = "targets";
/// What is counted by the clock.
const CLOCK: &str = "clock";

/// A new table. What is not given stays as it is.
#[derive(Args, Clone, Debug)]
pub struct NewTargets {
    /// The data folder
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// What the new table is called; needed for a new one
    #[arg(long)]
    pub table: Option<String>,
    /// Minutes for Priority 1 to 4
    #[arg(long, value_delimiter = ',', num_args = 4, value_parser = clap::value_parser!(u32).range(1..))]
    pub minutes: Vec<u32>,
    /// Hours in which the targets of Priority 3 and 4 are counted, with their zone ("Mon-Fri 08:00-17:00 Europe/Berlin"), or
    /// "clock" for day and night
    #[arg(long)]
    pub business_hours: Option<String>,
}

/// Sets what is given, and says what is in force.
///
/// # Errors
/// Values that can't be, a folder without data, the database.
pub async fn run(new: NewTargets) -> Result<(), Fault> {
    let store = data_folder::open(&new.data).await?;
    let mut tx = store.write().await?;
    let before = in_force(&mut tx).await?;
    let after = changed(&before, &new).map_err(Fault::Refused)?;
    if after.version != before.version && cases::any_under(&mut tx, &after.version).await? {
        let words = format!(
            "Cases came under a table “{}” before, which may have been another. Choose another name.",
            after.version
        );
        return Err(Fault::Refused(words));
    }
    if after != before {
        settings::set(&mut tx, SETTING, &json(&after)?).await?;
    }
    tx.commit().await?;
    store.close().await;
    let [p1, p2, p3, p4] = after.minutes;
    println!("Table     {}", after.version);
    println!("Minutes   Priority 1: {p1}, 2: {p2}, 3: {p3}, 4: {p4}");
    println!(
        "Counted   {}",
        after.business_hours.as_deref().map_or_else(
            || "by the clock, day and night".to_owned(),
            |hours| format!("by the clock; Priority 3 and 4 within {hours}"),
        )
    );
    if after != before {
        println!("In force from the next start of the server. Cases that are there keep theirs.");
    }
    Ok(())
}

fn changed(before: &Targets, new: &NewTargets) -> Result<Targets, String> {
    let minutes = if new.minutes.is_empty() {
        before.minutes
    } else {
        new.minutes.clone().try_into().map_err(|_| "Give four numbers of minutes.".to_owned())?
    };
    let business_hours = match new.business_hours.as_deref().map(str::trim) {
        None => before.business_hours.clone(),
        Some(CLOCK) => None,
        Some(hours) => {
            calendar(hours, &Zones::default(), Clock::of_machine().now())?;
            Some(hours.to_owned())
        }
    };
    let version = new.table.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let after = Targets { version: version.unwrap_or(&before.version).to_owned(), minutes, business_hours };
    if after != *before && after.version == before.version {
        return Err(format!(
            "Other targets are another table: cases name the one that they came under. Give it a name other than “{}”: --table NAME",
            before.version
        ));
    }
    Ok(after)
}

/// Those of the service description.
#[must_use]
pub fn first() -> Targets {
    let version = "service description, 2026".to_owned();
    Targets { version, minutes: [30, 30, 240, 240], business_hours: None }
}

/// The targets in force. On the first start those of the service description are written down.
///
/// # Errors
/// The database, or a stored table that can't be read.
pub async fn in_force(conn: &mut Connection) -> Result<Targets, Error> {
    let first = json(&first())?;
    settings::set_once(conn, SETTING, &first).await?;
    let stored = settings::get(conn, SETTING).await?.unwrap_or(first);
    serde_json::from_str(&stored).map_err(|error| Error::Decode(error.into()))
}

fn json(targets: &Targets) -> Result<String, Error> {
    serde_json::to_string(targets).map_err(|error| Error::Encode(error.into()))
}

/// Weekly hours and, after the last space, their zone, as a calendar of the years around an instant.
///
/// # Errors
/// Says what can't be read.
pub fn calendar(text: &str, zones: &Zones, now: DateTime<Utc>) -> Result<Calendar, String> {
    let (hours, zone) = text.trim().rsplit_once(' ').unwrap_or((text, ""));
    let zone = zones.get(zone, now).ok_or_else(|| {
        format!("“{zone}” is no time zone; the hours end with one: Mon-Fri 08:00-17:00 Europe/Berlin")
    })?;
    let hours = WeeklyHours::parse(hours.trim()).map_err(|problem| problem.message())?;
    Ok(Calendar::new(&hours, &[], zone.as_ref().clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> Targets {
        Targets { version: "first".to_owned(), minutes: [30, 30, 240, 240], business_hours: None }
    }

    fn new(table: &str, minutes: &[u32], hours: Option<&str>) -> NewTargets {
        NewTargets {
            data: PathBuf::new(),
            table: Some(table.to_owned()).filter(|table| !table.is_empty()),
            minutes: minutes.to_vec(),
            business_hours: hours.map(str::to_owned),
        }
    }

    const BERLIN: &str = "Mon-Fri 08:00-12:00,13:00-17:00 Europe/Berlin";

    #[test]
    fn what_is_not_given_stays() {
        assert_eq!(changed(&before(), &new("", &[], None)), Ok(before()));
        let hours = changed(&before(), &new("second", &[], Some(BERLIN))).unwrap();
        assert_eq!((hours.minutes, hours.business_hours.as_deref()), ([30, 30, 240, 240], Some(BERLIN)));
        let minutes = changed(&hours, &new("third", &[15, 30, 60, 120], None)).unwrap();
        assert_eq!((minutes.minutes, minutes.business_hours.as_deref()), ([15, 30, 60, 120], Some(BERLIN)));
        assert_eq!(changed(&minutes, &new("fourth", &[], Some("clock"))).unwrap().business_hours, None);
    }

    #[test]
    fn another_table_has_another_name() {
        assert!(changed(&before(), &new("", &[15, 30, 60, 120], None)).unwrap_err().contains("--table"));
        assert!(changed(&before(), &new("first", &[], Some(BERLIN))).is_err());
    }

    #[test]
    fn hours_need_a_zone_that_there_is() {
        for (hours, word) in [
            ("Mon-Fri 08:00-17:00", "zone"),
            ("Mon-Fri 08:00-17:00 Berlin", "zone"),
            ("Europe/Berlin", ""),
            ("", ""),
        ] {
            let refused = changed(&before(), &new("second", &[], Some(hours))).unwrap_err();
            assert!(refused.contains(word), "{hours}: {refused}");
        }
    }
}
