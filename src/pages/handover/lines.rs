//! What a handover says, in its sections and lines, from what the API gave. The page and the note to copy are made of the same
//! lines, so that neither says more than the other. Kinds of events that are not known are shown by their words.

use rules::{
    Instant,
    response::{ResponseState, response_state},
    words,
};
use wire::{
    call_note::CallNote,
    case::{CaseSummary, EventKind, WaitingOn},
    handover::{Handover, HandoverEvent, Said, WaitingCase},
};

use crate::{pages::case::timeline, route::Route};

/// Who reads it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The End User's people.
    EndUser,
    /// The vendor's people, who may look after several accounts.
    Vendor,
}

/// A part of the handover.
pub struct Section {
    pub title: &'static str,
    /// What is said without any line.
    pub none: &'static str,
    pub lines: Vec<Line>,
    /// How many more there are.
    pub left_out: u32,
    /// How many can't be read here.
    pub unread: usize,
    /// Whether what happened before that stands on a page of its own.
    pub older: bool,
}

/// Where the rest is.
pub const OLDER: &str = "More has happened before that: it stands on the next page.";

/// One line.
pub struct Line {
    /// When it is due, was said or happened.
    pub at: Option<Instant>,
    /// What it is about.
    pub subject: String,
    /// Where that is.
    pub to: Route,
    pub words: String,
}

/// All of it; `when` says an instant in the words of a line.
pub fn sections(
    handover: &Handover,
    now: Instant,
    reader: Reader,
    when: &dyn Fn(Instant) -> String,
) -> Vec<Section> {
    let open = &handover.open;
    let waiting = |title, is: fn(&WaitingOn) -> bool| Section {
        title,
        none: none_of(open.unread, "No open case."),
        lines: open
            .iter()
            .filter(|open| is(&open.case.waiting_on))
            .map(|open| turn(open, reader, when))
            .collect(),
        left_out: 0,
        unread: 0,
        older: false,
    };
    let (you, vendor) = match reader {
        Reader::EndUser => ("Waiting on you", "Waiting on the vendor"),
        Reader::Vendor => ("Waiting on the End User", "Waiting on your side"),
    };
    let mut due: Vec<&CaseSummary> =
        open.iter().map(|open| &open.case).filter(|case| case.first_contact_at.is_none()).collect();
    due.sort_by_key(|case| case.due_at);
    let reports = open.iter().filter_map(|open| report(open, now, reader));
    let mut promised: Vec<Line> =
        due.into_iter().map(|case| promise(case, now, reader)).chain(reports).collect();
    promised.sort_by_key(|line| line.at);
    let calls = handover.call_notes.iter().map(|note| call(note, now)).collect();
    let events = handover.events.iter().map(|event| happened(event, reader, when)).collect();
    vec![
        Section {
            title: "Promised, and due next",
            none: none_of(
                open.unread,
                "No first response is due: every open case has had one. No status report was promised.",
            ),
            lines: promised,
            left_out: 0,
            unread: 0,
            older: false,
        },
        waiting(you, |on| *on == WaitingOn::Customer),
        waiting(vendor, |on| *on == WaitingOn::Vendor),
        Section {
            left_out: handover.open_left_out,
            unread: open.unread,
            ..waiting("Waiting on nobody", |on| !matches!(on, WaitingOn::Customer | WaitingOn::Vendor))
        },
        Section {
            title: "Calls",
            none: none_of(handover.call_notes.unread, "Nobody is calling."),
            lines: calls,
            left_out: 0,
            unread: handover.call_notes.unread,
            older: false,
        },
        Section {
            title: "What changed",
            none: none_of(handover.events.unread, "Nothing has happened to any case since then."),
            lines: events,
            left_out: 0,
            unread: handover.events.unread,
            older: handover.next.is_some(),
        },
    ]
}

/// Of what can't be read nobody knows in which section it belongs.
fn none_of(unread: usize, words: &'static str) -> &'static str {
    if unread == 0 { words } else { "None that can be read here." }
}

/// How much has passed: targets, reports that were promised, calls without a word since. What is said changes with it.
pub fn passed(handover: &Handover, now: Instant) -> usize {
    let is_owed = |open: &&WaitingCase| open.next_report_at.is_some_and(|at| at < now);
    let reports = handover.open.iter().filter(is_owed).count();
    let calls = handover.call_notes.iter().filter(|note| now >= note.ask_again_at).count();
    overdue(handover, now) + reports + calls
}

/// How many targets have passed without a first response.
fn overdue(handover: &Handover, now: Instant) -> usize {
    let is_overdue = |open: &&WaitingCase| matches!(state(&open.case, now), ResponseState::Overdue { .. });
    handover.open.iter().filter(is_overdue).count()
}

fn state(case: &CaseSummary, now: Instant) -> ResponseState {
    response_state(case.created_at, case.due_at, case.first_contact_at, now)
}

fn subject(priority: u8, number: &str, synopsis: &str, account: &str, reader: Reader) -> String {
    let whose = if reader == Reader::Vendor { format!(" ({account})") } else { String::new() };
    format!("P{priority} {number} {synopsis}{whose}")
}

fn about(case: &CaseSummary, reader: Reader, at: Option<Instant>, words: String) -> Line {
    let subject = subject(case.priority, &case.number, &case.synopsis, &case.account.name, reader);
    Line { at, subject, to: Route::case(&case.number), words }
}

/// What is due: a target, and nobody has been in contact yet.
fn promise(case: &CaseSummary, now: Instant, reader: Reader) -> Line {
    let words = match state(case, now) {
        ResponseState::Overdue { .. } => "first response overdue, no engineer has called or written yet",
        _ => "first response due (a target)",
    };
    about(case, reader, Some(case.due_at), words.to_owned())
}

/// A status report about an escalation that was promised.
fn report(open: &WaitingCase, now: Instant, reader: Reader) -> Option<Line> {
    let at = open.next_report_at?;
    let words = if at < now {
        "status report about the escalation overdue"
    } else {
        "status report about the escalation promised"
    };
    Some(about(&open.case, reader, Some(at), words.to_owned()))
}

/// Whose turn it is, with the last word.
fn turn(
    WaitingCase { case, last_word, .. }: &WaitingCase,
    reader: Reader,
    when: &dyn Fn(Instant) -> String,
) -> Line {
    match last_word {
        Some(said) => about(case, reader, Some(said.at), format!("last word, {}", told(said, when))),
        None => about(case, reader, None, "nobody has said anything yet".to_owned()),
    }
}

fn call(note: &CallNote, now: Instant) -> Line {
    let words = match (note.state.as_str(), now >= note.ask_again_at) {
        ("calling", true) => "did the call get through? Not a case, no clock is running".to_owned(),
        ("calling", false) => "is calling. Not a case, no clock is running".to_owned(),
        ("got_through", _) => "got through; the engineer’s case is not here yet".to_owned(),
        (state, _) => plain(state),
    };
    let subject = format!("{} {}: {}, {}", note.number, note.unit_title, note.symptom, note.made_by);
    Line { at: Some(note.created_at), subject, to: Route::CallNote { number: note.number.clone() }, words }
}

fn happened(event: &HandoverEvent, reader: Reader, when: &dyn Fn(Instant) -> String) -> Line {
    let HandoverEvent { case_number, priority, synopsis, account_name, said } = event;
    Line {
        at: Some(said.at),
        subject: subject(*priority, case_number, synopsis, account_name, reader),
        to: Route::case(case_number),
        words: told(said, when),
    }
}

/// "Jae-won Pyo called: …", in one line, with the numbers that changed.
fn told(said: &Said, when: &dyn Fn(Instant) -> String) -> String {
    let who = match (&said.name, said.by.as_str()) {
        (Some(name), _) => name.clone(),
        (None, "machine") => "automatically".to_owned(),
        (None, side) => plain(side),
    };
    let did = match &said.kind {
        EventKind::Comment => "commented".to_owned(),
        EventKind::AutoReply => "acknowledged".to_owned(),
        kind => plain(&timeline::done(kind).1),
    };
    let mut words = format!("{who}, {did}");
    if let Some(number) = said.escalation {
        words.push_str(&format!(" {number}"));
    }
    if let Some(change) = &said.priority {
        let moved = (change.due_after != change.due_before).then(|| when(change.due_after));
        let due = moved.map_or("the due time stays".to_owned(), |at| format!("first response now due {at}"));
        words.push_str(&format!(" from P{} to P{}, {due}", change.from, change.to));
    }
    if let Some(next) = said.next_report_at {
        words.push_str(&format!(", next report {}", when(next)));
    }
    if let Some(text) = &said.text {
        words.push_str(&format!(": {}", one_line(text)));
    }
    words
}

/// `priority_changed` as people read it.
fn plain(code: &str) -> String {
    code.replace('_', " ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The note to copy: plain text, one line a line.
pub fn note(sections: &[Section], head: &str, when: impl Fn(Instant) -> String) -> String {
    let mut text = format!("{head}\n");
    for Section { title, none, lines, left_out, unread, older } in sections {
        text.push_str(&format!("\n{title}\n"));
        if lines.is_empty() {
            text.push_str(&format!("- {none}\n"));
        }
        for line in lines {
            let at = line.at.map(|at| when(at) + "  ").unwrap_or_default();
            text.push_str(&format!("- {at}{}: {}\n", line.subject, line.words));
        }
        let older = older.then(|| OLDER.to_owned());
        for more in more(*left_out).into_iter().chain(not_read(*unread)).chain(older) {
            text.push_str(&format!("- {more}\n"));
        }
    }
    text.push_str("\nResponse targets are targets, not guarantees.\n");
    text
}

/// "2 more open cases stand in the list of cases."
pub fn more(left_out: u32) -> Option<String> {
    (left_out > 0).then(|| format!("{} in the list of cases.", words::count(left_out, "more open case")))
}

/// "2 can’t be read here."
pub fn not_read(unread: usize) -> Option<String> {
    (unread > 0).then(|| format!("{unread} can’t be read here."))
}

#[cfg(test)]
mod tests;
