use super::{
    attendance::{self, Participation, watched},
    plan::{Draft, Problem},
    quarter::{Has, Quarter, coverage},
    question::{Refused, Step, may, may_vote, text_fault},
    *,
};

fn at(text: &str) -> Instant {
    text.parse().unwrap_or_default()
}

fn webinar(starts: &str, ends: &str) -> Facts {
    Facts { starts: at(starts), ends: at(ends), cancelled: false, recorded: false }
}

fn usual() -> Facts {
    webinar("2026-11-24T15:00:00Z", "2026-11-24T16:00:00Z")
}

#[test]
fn the_door_opens_ten_minutes_before_and_closes_at_the_planned_end() {
    for (now, door, state) in [
        ("2026-11-24T14:49:59Z", Door::Early, State::Planned),
        ("2026-11-24T14:50:00Z", Door::Open, State::Planned),
        ("2026-11-24T15:00:00Z", Door::Open, State::Planned),
        ("2026-11-24T15:59:59Z", Door::Open, State::Planned),
        ("2026-11-24T16:00:00Z", Door::Over, State::Held),
    ] {
        assert_eq!((usual().door(at(now)), usual().state(at(now))), (door, state), "{now}");
        let cancelled = Facts { cancelled: true, ..usual() };
        assert_eq!(cancelled.door(at(now)), Door::Cancelled);
    }
    for door in Door::ALL {
        assert_eq!(door.reason().outcome == Outcome::Met, door == Door::Open, "{}", door.code());
    }
}

#[test]
fn a_webinar_that_is_over_owes_its_recording() {
    let [before, after] = ["2026-11-24T15:59:59Z", "2026-11-24T16:00:00Z"].map(at);
    let recorded = Facts { recorded: true, ..usual() };
    let cancelled = Facts { cancelled: true, ..usual() };
    for (facts, now, expected, outcome) in [
        (usual(), before, Recording::NotDue, Outcome::Met),
        (usual(), after, Recording::Owed, Outcome::Failed),
        (recorded, after, Recording::Posted, Outcome::Met),
        (recorded, before, Recording::Posted, Outcome::Met),
        (cancelled, after, Recording::NotDue, Outcome::Met),
    ] {
        assert_eq!(facts.recording(now), expected);
        let reason = facts.recording_reason(now);
        assert_eq!((reason.outcome, reason.rules), (outcome, &[R_038][..]));
    }
}

#[test]
fn five_topics_and_others() {
    let names: Vec<&str> = Topic::ALL.map(Topic::name).into();
    assert_eq!(names.len(), 6);
    assert_eq!(names.last(), Some(&"Other"));
    assert!(Topic::Other.reason().why.contains("five topics and does not limit them"));
}

#[test]
fn quarters_are_those_of_the_calendar() {
    for (instant, name) in [
        ("2026-01-01T00:00:00Z", "2026-Q1"),
        ("2026-03-31T23:59:59Z", "2026-Q1"),
        ("2026-04-01T00:00:00Z", "2026-Q2"),
        ("2026-12-31T23:59:59Z", "2026-Q4"),
    ] {
        assert_eq!(Quarter::of(at(instant)).name(), name);
        assert_eq!(Quarter::parse(name), Some(Quarter::of(at(instant))));
    }
    for text in ["2026-Q5", "2026-Q0", "2026Q1", "26-Q1", "2026-Q", "2026-q1", "+026-Q1", "2026-Q11"] {
        assert_eq!(Quarter::parse(text), None, "{text}");
    }
    let fourth = Quarter::of(at("2026-11-24T00:00:00Z"));
    assert_eq!(fourth.next().name(), "2027-Q1");
    assert_eq!(fourth.next().previous(), fourth);
    assert_eq!(fourth.begins(), at("2026-10-01T00:00:00Z"));
}

#[test]
fn a_quarter_without_a_webinar_is_missing() {
    let now = at("2026-11-24T09:00:00Z");
    let this = Quarter::of(now);
    let (last, next) = (this.previous(), this.next());
    let held = webinar("2026-11-03T15:00:00Z", "2026-11-03T16:00:00Z");
    let planned = webinar("2026-12-01T15:00:00Z", "2026-12-01T16:00:00Z");
    let cancelled = Facts { cancelled: true, ..held };
    let of = |quarter, webinars: &[Facts]| {
        let found = coverage(quarter, webinars, now);
        (found.has(), found.reason().outcome)
    };
    assert_eq!(of(this, &[held, planned]), (Has::Held, Outcome::Met));
    assert_eq!(of(this, &[planned]), (Has::Planned, Outcome::Met));
    assert_eq!(of(this, &[cancelled]), (Has::Missing, Outcome::Failed), "what was cancelled does not count");
    assert_eq!(of(last, &[held, planned]), (Has::Missing, Outcome::Failed));
    assert_eq!(of(next, &[held]), (Has::Missing, Outcome::Unknown), "it has not begun");
    let owed = coverage(this, &[held, planned], now);
    assert_eq!((owed.held, owed.planned, owed.owed), (1, 1, 1));
    assert!(owed.reason().why.contains("Not posted yet: 1 recording."));
    assert_eq!(coverage(this, &[Facts { recorded: true, ..held }], now).owed, 0);
}

#[test]
fn relevance_is_what_the_account_runs() {
    let families = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let found = relevance(&families(&["MX Series", "PTX Series"]), &families(&["mx series", "EX Series"]));
    assert_eq!(found, ["MX Series"]);
    assert!(relevance_reason(&found).why.contains("you have units of MX Series in use"));
    assert_eq!(relevance_reason(&[]).outcome, Outcome::Unknown);
    assert!(relevance(&[], &families(&["MX Series"])).is_empty());
}

/// Each step before, during, and after without and with a recording: what is refused, by its code.
#[test]
fn questions_are_asked_before_during_and_with_the_recording() {
    let times = ["2026-11-24T14:00:00Z", "2026-11-24T15:30:00Z", "2026-11-24T16:30:00Z"].map(at);
    let recorded = Facts { recorded: true, ..usual() };
    let rows = [
        (Step::Register, ["", "", "is_over", "is_over"]),
        (Step::Ask, ["", "", "waits_for_recording", ""]),
        (Step::AskAtSecond, ["no_recording", "no_recording", "no_recording", ""]),
        (Step::Vote, ["", "", "", ""]),
        (Step::AnswerLive, ["not_begun", "", "", ""]),
        (Step::AnswerInWriting, ["", "", "", ""]),
        (Step::Watch, ["no_recording", "no_recording", "no_recording", ""]),
        (Step::Feedback, ["not_seen_yet", "not_seen_yet", "", ""]),
        (Step::Edit, ["", "", "", ""]),
        (Step::Cancel, ["", "", "is_over", "is_over"]),
    ];
    assert_eq!(rows.map(|(step, _)| step), Step::ALL);
    for (step, expected) in rows {
        let code = |facts: &Facts, now| may(step, facts, now).err().map_or("", Refused::code);
        let actual = [
            code(&usual(), times[0]),
            code(&usual(), times[1]),
            code(&usual(), times[2]),
            code(&recorded, times[2]),
        ];
        assert_eq!(actual, expected, "{step:?}");
        let cancelled = may(step, &Facts { cancelled: true, ..usual() }, times[0]);
        assert_eq!(cancelled.is_ok(), step == Step::AnswerInWriting, "{step:?}");
    }
    for refused in Refused::ALL {
        assert_eq!(refused.reason().outcome, Outcome::Failed);
    }
}

#[test]
fn one_votes_for_the_open_questions_of_others() {
    let now = at("2026-11-24T14:00:00Z");
    assert_eq!(may_vote(&usual(), false, false, now), Ok(()));
    assert_eq!(may_vote(&usual(), true, false, now), Err(Refused::OwnQuestion));
    assert_eq!(may_vote(&usual(), false, true, now), Err(Refused::AnsweredAlready));
    let cancelled = Facts { cancelled: true, ..usual() };
    assert_eq!(may_vote(&cancelled, false, false, now), Err(Refused::WasCancelled));
}

#[test]
fn texts_have_their_length() {
    assert_eq!(text_fault(" ", 3, false), Some(("missing", "Write something here")));
    assert_eq!(text_fault(" ", 3, true), None);
    assert_eq!(text_fault(" äöü ", 3, false), None);
    assert!(text_fault("äöüß", 3, true).is_some_and(|(code, _)| code == "too_long"));
}

#[test]
fn taking_part_is_joining_or_watching() {
    let outcome =
        |held, joined, watched| attendance::reason(&Participation { held, joined, watched }).outcome;
    assert_eq!(outcome(0, 0, 0), Outcome::Unknown);
    assert_eq!(outcome(2, 0, 0), Outcome::Failed);
    assert_eq!(outcome(2, 1, 0), Outcome::Met);
    assert_eq!(outcome(2, 0, 1), Outcome::Met);
    assert_eq!(attendance::since(at("2026-11-24T09:00:00Z")), at("2026-07-01T00:00:00Z"));
    assert_eq!(attendance::since(at("2026-01-01T00:00:00Z")), at("2025-10-01T00:00:00Z"));
    for (second, duration, expected) in
        [(89, 100, false), (90, 100, true), (0, 0, false), (u32::MAX, u32::MAX, true)]
    {
        assert_eq!(watched(second, duration), expected, "{second} of {duration}");
    }
}

fn draft() -> Draft {
    Draft {
        title: "Upgrades without an outage".to_owned(),
        about: "What to look at before.".to_owned(),
        topic: Topic::ReleaseManagement,
        other_topic: String::new(),
        families: vec!["MX Series".to_owned()],
        speaker_name: "Ines Falkenrath".to_owned(),
        speaker_title: String::new(),
        starts: usual().starts,
        ends: usual().ends,
        join_link: "https://meet.example.com/a".to_owned(),
        dial_in: String::new(),
    }
}

#[test]
fn everything_wrong_with_a_plan_is_told_at_once() {
    assert_eq!(draft().problems(), []);
    assert_eq!(Draft { join_link: String::new(), ..draft() }.problems(), [], "it may not be known yet");
    let bad = Draft {
        title: " ".to_owned(),
        about: String::new(),
        topic: Topic::Other,
        families: vec![String::new()],
        speaker_name: String::new(),
        ends: usual().starts,
        join_link: "javascript:alert(1)".to_owned(),
        ..draft()
    };
    let expected = [
        Problem::NoTitle,
        Problem::NoAbstract,
        Problem::NoOtherTopic,
        Problem::Families,
        Problem::NoSpeaker,
        Problem::TooShort,
        Problem::NoLink,
    ];
    assert_eq!(bad.problems(), expected);
    let long = |n: usize| "ä".repeat(n);
    let too_long = Draft {
        title: long(151),
        about: long(4_001),
        other_topic: long(101),
        speaker_name: long(101),
        speaker_title: long(101),
        ends: at("2026-11-24T23:01:00Z"),
        dial_in: long(101),
        ..draft()
    };
    assert!(too_long.problems().iter().all(|problem| problem.code() == "too_long"));
    assert_eq!(too_long.problems().len(), 7);
    assert!(Problem::ALL.iter().all(|problem| !problem.message().is_empty() && !problem.field().is_empty()));
}

proptest::proptest! {
    /// Whatever the webinars are: each begins in one quarter, and a quarter has one, has one to come, or misses it.
    #[test]
    fn each_webinar_counts_once(
        starts in proptest::collection::vec((0i64..800, 10i64..480, proptest::bool::ANY, proptest::bool::ANY), 0..30),
        now in 0i64..800,
    ) {
        let day = |days: i64| at("2025-06-01T00:00:00Z") + TimeDelta::days(days);
        let webinars: Vec<Facts> = starts
            .iter()
            .map(|(days, minutes, cancelled, recorded)| Facts {
                starts: day(*days),
                ends: day(*days) + TimeDelta::minutes(*minutes),
                cancelled: *cancelled,
                recorded: *recorded,
            })
            .collect();
        let mut quarter = Quarter::of(day(0));
        let mut counted = 0;
        for _ in 0..12 {
            let found = coverage(quarter, &webinars, day(now));
            counted += found.held + found.planned;
            proptest::prop_assert!(found.owed <= found.held);
            proptest::prop_assert_eq!(found.has() == Has::Missing, found.held + found.planned == 0);
            proptest::prop_assert_eq!(found.reason().outcome == Outcome::Met, found.has() != Has::Missing);
            quarter = quarter.next();
        }
        let taking_place = webinars.iter().filter(|webinar| !webinar.cancelled).count();
        proptest::prop_assert_eq!(counted as usize, taking_place);
    }

    /// The door is open exactly in the time between, and a name of a quarter reads back.
    #[test]
    fn the_door_is_open_in_between(length in 10i64..480, minutes in -2_000i64..2_000, quarters in 0usize..400) {
        let starts = usual().starts;
        let facts = Facts { ends: starts + TimeDelta::minutes(length), ..usual() };
        let door = facts.door(starts + TimeDelta::minutes(minutes));
        proptest::prop_assert_eq!(door == Door::Open, (-10..length).contains(&minutes));
        proptest::prop_assert_eq!(door == Door::Over, minutes >= length);
        let mut quarter = Quarter::of(starts);
        for _ in 0..quarters { quarter = quarter.next(); }
        proptest::prop_assert_eq!(Quarter::parse(&quarter.name()), Some(quarter));
        proptest::prop_assert_eq!(Quarter::of(quarter.begins()), quarter);
    }
}
