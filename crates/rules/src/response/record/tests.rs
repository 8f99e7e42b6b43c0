use super::*;
use chrono::{Datelike, TimeDelta};
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn case(created: &str, due: i64, contact: Option<i64>) -> Facts {
    let created = at(created);
    let after = |minutes| created + TimeDelta::minutes(minutes);
    Facts {
        priority: Priority::P2,
        channel: Channel::Web,
        created,
        due: after(due),
        first_contact: contact.map(after),
        target_minutes: 30,
    }
}

const NOW: &str = "2026-11-24T16:00:00Z";

#[test]
fn eight_quarters_that_end_with_this_one() {
    let names: Vec<String> = quarters(at(NOW)).into_iter().map(Quarter::name).collect();
    assert_eq!(names.first().map(String::as_str), Some("2025-Q1"));
    assert_eq!((names.len(), names.last().map(String::as_str)), (8, Some("2026-Q4")));
}

#[test]
fn what_became_of_each_and_the_share_that_runs_count_for_nobody() {
    let cases = [
        case("2026-11-24T10:00:00Z", 30, Some(30)),
        case("2026-11-24T10:00:00Z", 30, Some(31)),
        case("2026-11-24T15:30:00Z", 30, None),
        case("2026-11-24T15:29:59Z", 30, None),
    ];
    assert_eq!(
        cases.clone().map(|case| case.kept(at(NOW)).code()),
        ["met", "missed", "running", "never_contacted"]
    );
    let [row] = &record(&cases, at(NOW))[..] else { panic!() };
    assert_eq!(Kept::ALL.map(|kept| row.figures.of(kept)), [1; 4]);
    assert_eq!((row.figures.judged(), row.figures.percent()), (3, Some(33)));
    assert_eq!(
        row.figures.median_seconds,
        Some(30 * 60 + 30),
        "half-way between the two that were contacted"
    );
    assert_eq!(row.figures.target_minutes, Some(30));
    let reason = row.figures.reason();
    assert_eq!(reason.outcome, Outcome::Failed);
    assert!(
        reason
            .why
            .starts_with("1 of 3 cases had a first response within the target. 1: came later than that.")
    );
    assert!(reason.why.ends_with("A target, never a guarantee."));
}

#[test]
fn without_anything_to_judge_there_is_no_share() {
    let [row] = &record(&[case("2026-11-24T15:59:00Z", 30, None)], at(NOW))[..] else { panic!() };
    assert_eq!((row.figures.percent(), row.figures.median_seconds), (None, None));
    assert_eq!(row.figures.reason().outcome, Outcome::Unknown);
    assert!(record(&[], at(NOW)).is_empty());
}

#[test]
fn a_case_belongs_to_the_quarter_of_its_creation_and_old_ones_to_none() {
    let cases = [
        case("2024-12-31T23:59:59Z", 30, Some(5)),
        case("2025-01-01T00:00:00Z", 30, Some(5)),
        // Created in one quarter, contacted in the next.
        case("2026-09-30T23:50:00Z", 30, Some(20)),
        case("2027-01-01T00:00:00Z", 30, None),
    ];
    let rows = record(&cases, at(NOW));
    assert_eq!(rows.iter().map(|row| row.quarter.name()).collect::<Vec<_>>(), ["2025-Q1", "2026-Q3"]);
}

/// Quarter, priority, channel, the four figures, and the middle.
type Told = (String, u8, String, [u32; 4], Option<i64>);

/// The same again, slowly: every combination is looked for by itself, dates are taken apart by hand, and the middle is found by
/// taking away the shortest and the longest in turn.
fn slow(cases: &[Facts], now: Instant) -> Vec<Told> {
    let mut found = Vec::new();
    let mut channels: Vec<&str> = cases.iter().map(|case| case.channel.name()).collect();
    channels.sort_unstable();
    channels.dedup();
    let index = |at: Instant| at.year() * 4 + i32::try_from((at.month() - 1) / 3).unwrap();
    for quarter in index(now) - 7..=index(now) {
        for priority in 1..=4 {
            for channel in &channels {
                let alike: Vec<&Facts> = cases
                    .iter()
                    .filter(|c| {
                        index(c.created) == quarter
                            && c.priority.number() == priority
                            && c.channel.name() == *channel
                    })
                    .collect();
                let count = |is: &dyn Fn(&Facts) -> bool| {
                    u32::try_from(alike.iter().filter(|c| is(c)).count()).unwrap()
                };
                let figures = [
                    count(&|c| c.first_contact.is_some_and(|at| at <= c.due)),
                    count(&|c| c.first_contact.is_some_and(|at| at > c.due)),
                    count(&|c| c.first_contact.is_none() && now > c.due),
                    count(&|c| c.first_contact.is_none() && now <= c.due),
                ];
                let mut times: Vec<i64> =
                    alike.iter().filter_map(|c| Some((c.first_contact? - c.created).num_seconds())).collect();
                while times.len() > 2 {
                    let (least, most) = (*times.iter().min().unwrap(), *times.iter().max().unwrap());
                    times.remove(times.iter().position(|t| *t == least).unwrap());
                    times.remove(times.iter().position(|t| *t == most).unwrap());
                }
                let median = (!times.is_empty())
                    .then(|| times.iter().sum::<i64>() / i64::try_from(times.len()).unwrap());
                if !alike.is_empty() {
                    let name = format!("{}-Q{}", quarter / 4, quarter % 4 + 1);
                    found.push((name, priority, (*channel).to_owned(), figures, median));
                }
            }
        }
    }
    found
}

fn facts() -> impl Strategy<Value = Facts> {
    (0usize..4, 0usize..4, 0i64..1_100, 0i64..1440, 1i64..300, proptest::option::of(0i64..40_000)).prop_map(
        |(priority, channel, days, minute, due, contact)| {
            let created = at(NOW) - TimeDelta::days(days) - TimeDelta::minutes(minute) + TimeDelta::days(20);
            let channels = [
                Channel::Phone,
                Channel::Web,
                Channel::Other("fax".to_owned()),
                Channel::Other("chat".to_owned()),
            ];
            Facts {
                priority: Priority::ALL[priority],
                channel: channels[channel].clone(),
                created,
                due: created + TimeDelta::minutes(due),
                first_contact: contact.map(|seconds| created + TimeDelta::seconds(seconds)),
                target_minutes: 30,
            }
        },
    )
}

proptest! {
    #[test]
    fn the_record_is_what_counting_one_by_one_gives(cases in proptest::collection::vec(facts(), 0..60)) {
        let now = at(NOW);
        let rows = record(&cases, now);
        let told: Vec<Told> = rows
            .iter()
            .map(|row| {
                let figures = Kept::ALL.map(|kept| row.figures.of(kept));
                (row.quarter.name(), row.priority.number(), row.channel.name().to_owned(), figures, row.figures.median_seconds)
            })
            .collect();
        prop_assert_eq!(told, slow(&cases, now));
        for row in &rows {
            let behind = cases.iter().filter(|case| row.counts(case)).count();
            let all: u32 = Kept::ALL.map(|kept| row.figures.of(kept)).iter().sum();
            prop_assert_eq!(behind, all as usize, "each figure leads to as many cases");
            let percent = row.figures.percent();
            prop_assert_eq!(percent == Some(100), row.figures.judged() > 0 && row.figures.met == row.figures.judged());
        }
    }

    /// Time alone never makes a word kept better: who waits on may only be let down.
    #[test]
    fn time_alone_never_makes_it_better(case in facts(), minutes in 0i64..500) {
        let (now, later) = (at(NOW), at(NOW) + TimeDelta::minutes(minutes));
        match case.kept(now) {
            Kept::Running => prop_assert!(matches!(case.kept(later), Kept::Running | Kept::NeverContacted)),
            kept => prop_assert_eq!(case.kept(later), kept),
        }
    }
}
