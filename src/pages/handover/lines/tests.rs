use super::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn clock(at: Instant) -> String {
    at.format("%H:%M").to_string()
}

/// As the API would give it.
fn handover() -> Handover {
    let case = |number: &str, waiting_on: &str, due: &str, contact: Option<&str>| {
        serde_json::json!({
            "number": number, "account": {"id": "a", "name": "Quillhaven"}, "priority": 2, "channel": "web", "status": "open",
            "waiting_on": waiting_on, "synopsis": format!("about {number}"), "created_at": "2026-11-24T20:00:00Z",
            "due_at": due, "first_contact_at": contact,
        })
    };
    let said = |kind: &str, by: &str, name: Option<&str>, text: Option<&str>| serde_json::json!({"at": "2026-11-24T21:30:00Z", "kind": kind, "by": by, "name": name, "text": text});
    let event = |said: serde_json::Value| serde_json::json!({"case_number": "1", "priority": 1, "synopsis": "about 1", "account_name": "Quillhaven", "said": said});
    let value = serde_json::json!({
        "events": [
            event(said("phone", "engineer", Some("Jae-won Pyo"), Some("I call\n again  at six."))),
            event(said("priority_changed", "escalation_desk", None, None)),
            event(said("auto_reply", "machine", None, None)),
        ],
        "open": [
            {"case": case("1", "customer", "2026-11-24T20:30:00Z", Some("2026-11-24T20:10:00Z")),
             "last_word": said("email", "engineer", Some("Jae-won Pyo"), Some("Please send the log."))},
            {"case": case("2", "vendor", "2026-11-24T23:00:00Z", None)},
            {"case": case("3", "vendor", "2026-11-24T22:00:00Z", None)},
            {"case": case("4", "zzz_new", "2026-11-24T20:30:00Z", Some("2026-11-24T20:10:00Z"))},
        ],
        "open_left_out": 2,
        "call_notes": [{
            "number": "CALL-1", "account": {"id": "a", "name": "Quillhaven"}, "unit_title": "fra1-pe03", "symptom": "down",
            "made_by": "Ximena", "created_at": "2026-11-24T21:00:00Z", "ask_again_at": "2026-11-24T21:20:00Z",
            "state": "calling", "version": 1,
        }],
    });
    serde_json::from_value(value).unwrap()
}

fn of<'a>(sections: &'a [Section], title: &str) -> Vec<&'a str> {
    let section = sections.iter().find(|section| section.title == title).unwrap();
    section.lines.iter().map(|line| line.words.as_str()).collect()
}

#[test]
fn what_is_due_comes_by_its_instant_and_says_when_it_has_passed() {
    let now = at("2026-11-24T22:30:00Z");
    let sections = sections(&handover(), now, Reader::EndUser, &clock);
    assert_eq!(
        of(&sections, "Promised, and due next"),
        ["first response overdue, no engineer has called or written yet", "first response due (a target)"]
    );
    assert_eq!(overdue(&handover(), now), 1);
    assert_eq!(overdue(&handover(), at("2026-11-24T22:00:00Z")), 0, "the due instant itself is in time");
}

#[test]
fn everybody_who_waits_has_a_place_and_the_last_word_stands_there() {
    let sections = sections(&handover(), at("2026-11-24T22:30:00Z"), Reader::EndUser, &clock);
    assert_eq!(
        of(&sections, "Waiting on you"),
        ["last word, Jae-won Pyo, wrote an e-mail: Please send the log."]
    );
    assert_eq!(of(&sections, "Waiting on the vendor").len(), 2);
    assert_eq!(of(&sections, "Waiting on nobody"), ["nobody has said anything yet"], "whoever it may be");
    assert!(of(&sections, "Calls")[0].starts_with("did the call get through?"));
}

#[test]
fn kinds_that_are_not_known_are_shown_by_their_words() {
    let sections = sections(&handover(), at("2026-11-24T22:30:00Z"), Reader::EndUser, &clock);
    let told = of(&sections, "What changed");
    assert_eq!(
        told,
        [
            "Jae-won Pyo, called: I call again at six.",
            "escalation desk, priority changed",
            "automatically, acknowledged"
        ]
    );
}

#[test]
fn the_note_says_all_that_the_page_says_and_whose_a_case_is_to_the_vendor() {
    let (now, handover) = (at("2026-11-24T22:30:00Z"), handover());
    let mine = sections(&handover, now, Reader::EndUser, &clock);
    let text = note(&mine, "Shift handover", |at| at.format("%H:%M").to_string());
    assert!(text.starts_with(
        "Shift handover\n\nPromised, and due next\n- 22:00  P2 3 about 3: first response overdue"
    ));
    for line in mine.iter().flat_map(|section| &section.lines) {
        assert!(text.contains(&line.subject) && text.contains(&line.words), "{}", line.words);
    }
    assert!(
        text.contains("- 2 more open cases in the list of cases.\n") && text.ends_with("not guarantees.\n")
    );
    assert!(!text.contains("(Quillhaven)"));
    let theirs = sections(&handover, now, Reader::Vendor, &clock);
    assert!(note(&theirs, "", |_| String::new()).contains("P2 1 about 1 (Quillhaven)"));
}

#[test]
fn without_anything_each_section_says_so() {
    let nothing: Handover = serde_json::from_str(r#"{"events":[],"open":[]}"#).unwrap();
    let sections = sections(&nothing, at("2026-11-24T22:30:00Z"), Reader::EndUser, &clock);
    let text = note(&sections, "", |_| String::new());
    assert!(sections.iter().all(|section| text.contains(section.none)), "{text}");
}

#[test]
fn a_change_of_priority_says_its_numbers_and_a_step_of_an_escalation_which_one() {
    let said = |value: serde_json::Value| told(&serde_json::from_value(value).unwrap(), &clock);
    let change = |before: &str, after: &str| {
        said(serde_json::json!({
            "at": "2026-11-24T21:30:00Z", "kind": "priority", "by": "customer", "name": "Ximena", "text": "Down now",
            "priority": {"from": 3, "to": 1, "due_before": before, "due_after": after},
        }))
    };
    let (early, late) = ("2026-11-24T22:00:00Z", "2026-11-25T01:00:00Z");
    assert_eq!(
        change(late, early),
        "Ximena, changed the priority from P3 to P1, first response now due 22:00: Down now"
    );
    assert!(change(early, early).contains("from P3 to P1, the due time stays: Down now"));
    let report = said(serde_json::json!({
        "at": "2026-11-24T21:30:00Z", "kind": "status_report", "by": "desk", "name": "Marit", "text": "On it",
        "escalation": 2, "next_report_at": "2026-11-24T23:15:00Z",
    }));
    assert_eq!(report, "Marit, reported on escalation 2, next report 23:15: On it");
}

#[test]
fn what_is_on_the_next_page_is_said_in_the_note_too() {
    let mut handover = handover();
    let text = |handover: &Handover| {
        note(&sections(handover, at("2026-11-24T22:30:00Z"), Reader::EndUser, &clock), "", clock)
    };
    assert!(!text(&handover).contains(OLDER));
    handover.next = Some("cursor".to_owned());
    assert!(text(&handover).contains(OLDER));
}

#[test]
fn of_what_cannot_be_read_nobody_says_that_there_is_none() {
    let none = r#"{"events":[7],"next":null,"open":[7,{}],"call_notes":[{}]}"#;
    let read = |text: &str| wire::json::read::<Handover>(text).unwrap();
    let told = sections(&read(none), at("2026-11-24T22:30:00Z"), Reader::EndUser, &clock);
    assert!(told.iter().all(|section| section.none == "None that can be read here."), "all of them");
    let text = note(&told, "", clock);
    for words in ["- 2 can’t be read here.", "- 1 can’t be read here."] {
        assert!(text.contains(words), "{text}");
    }
    assert!(!text.contains("Nobody is calling") && !text.contains("Nothing has happened"), "{text}");
}
