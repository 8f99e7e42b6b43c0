use wire::case::{CaseStatus, Channel, FirstContact, PriorityChange, Target, WaitingOn};

use super::*;

fn minute(minutes: i64) -> Instant {
    "2026-11-24T10:00:00Z".parse::<Instant>().unwrap() + chrono::TimeDelta::minutes(minutes)
}

fn event(id: i64, at: i64, kind: EventKind, by: EventBy) -> CaseEvent {
    CaseEvent { id, name: Some(by.as_str().to_owned()), ..CaseEvent::new(minute(at), kind, by) }
}

/// Opened at 0, due after half an hour, with a call in the 20th minute.
fn case(events: Vec<CaseEvent>, contact: Option<i64>) -> Case {
    let first_contact = contact.map(|at| FirstContact {
        at: minute(at),
        kind: EventKind::Phone,
        name: "engineer".to_owned(),
    });
    Case {
        number: "1".to_owned(),
        account: wire::account::AccountRef { id: "a".to_owned(), name: "A".to_owned() },
        priority: 2,
        channel: Channel::Web,
        target: Target { minutes: 30, row: 2, table: "t".to_owned(), business_hours: None, priority: None },
        due_at: minute(30),
        status: CaseStatus::Open,
        waiting_on: WaitingOn::Vendor,
        synopsis: String::new(),
        description: String::new(),
        unit: None,
        unlisted: None,
        further_units: Vec::new(),
        cover_at_opening: None,
        software_version: None,
        network_outage: None,
        own_reference: None,
        since: None,
        exclusions: Vec::new(),
        opened_by: String::new(),
        on_behalf: false,
        opened_for: None,
        expert_to_expert: None,
        contact: None,
        created_at: minute(0),
        first_contact,
        events: events.into(),
        files: Vec::new().into(),
        escalations: Vec::new().into(),
        participants: Vec::new().into(),
        rmas: Vec::new().into(),
        call_note: None,
        zones: Vec::new(),
        version: 1,
    }
}

fn entries(case: &Case, now: i64) -> Vec<Entry> {
    Entry::all(case, &case.course().unwrap().marks_between(Instant::MIN_UTC, minute(now)))
}

fn places(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(Entry::place).collect()
}

#[test]
fn marks_of_the_clock_stand_among_what_happened() {
    let events = vec![
        event(1, 0, EventKind::Opened, EventBy::Customer),
        event(2, 15, EventKind::Comment, EventBy::Engineer),
        event(3, 20, EventKind::Phone, EventBy::Engineer),
    ];
    let stopped = case(events.clone(), Some(20));
    let all = ["event-3", "event-clock-50", "event-2", "event-target", "event-1"];
    assert_eq!(places(&entries(&stopped, 60)), all);
    let running = case(events, None);
    assert_eq!(places(&entries(&running, 31))[..3], ["event-clock-100", "event-clock-80", "event-3"]);
}

#[test]
fn the_clock_knows_what_stopped_it_and_what_moved_it() {
    let mut raised = event(4, 10, EventKind::Priority, EventBy::Customer);
    raised.priority = Some(PriorityChange { from: 3, to: 2, due_before: minute(240), due_after: minute(30) });
    let events = vec![
        event(1, 0, EventKind::Opened, EventBy::Customer),
        raised,
        event(2, 15, EventKind::Comment, EventBy::Engineer),
        event(3, 20, EventKind::Phone, EventBy::Engineer),
        event(5, 25, EventKind::Phone, EventBy::Engineer),
    ];
    let of_clock: Vec<_> = entries(&case(events, Some(20)), 60)
        .into_iter()
        .filter(|entry| entry.is_of(Group::Clock))
        .map(|entry| entry.place())
        .collect();
    assert_eq!(of_clock, ["event-3", "event-clock-50", "event-4", "event-target"]);
}

/// Nothing is left out by choosing one kind or one side after the other.
#[test]
fn every_entry_is_of_a_kind_and_of_a_side() {
    for name in EventKind::KNOWN.iter().chain(&["a new one"]) {
        let event = event(1, 5, EventKind::from(*name), EventBy::Engineer);
        let entry = Entry::Event(Box::new(event.clone()), stops(&case(vec![event.clone()], None), &event));
        assert!(Group::ALL.iter().any(|(group, ..)| entry.is_of(*group)), "{name}");
    }
    for by in EventBy::KNOWN.iter().chain(&["a new one"]) {
        let entry =
            Entry::Event(Box::new(event(1, 5, EventKind::Comment, EventBy::from(*by))), Stops::NoMatter);
        assert!(SIDES.iter().any(|(side, _)| *side == entry.side()), "{by}");
    }
    for (group, name, _) in Group::ALL {
        assert_eq!(Group::of_name(name), Some(group));
    }
}

#[test]
fn what_is_new_came_since_then_and_from_somebody_else() {
    let entry =
        |id| Entry::Event(Box::new(event(id, 5, EventKind::Comment, EventBy::Engineer)), Stops::NoMatter);
    assert!(entry(8).is_new(7, "me"));
    assert!(!entry(7).is_new(7, "me"));
    assert!(!entry(8).is_new(7, "engineer"), "their own");
    assert!(!Entry::Target(minute(0), minute(1)).is_new(0, "me"));
}

#[test]
fn a_clock_that_may_have_been_moved_has_no_course() {
    let mut case = case(vec![event(1, 0, EventKind::Opened, EventBy::Customer)], None);
    assert!(case.course().is_some());
    case.events.unread = 1;
    assert_eq!(case.course(), None);
    assert_eq!(places(&Entry::all(&case, &[])), ["event-1"], "no target either");
}
