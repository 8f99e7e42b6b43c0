//! A draft as it is kept: what was typed, what another release has put beside it, and which of it the server has. Written down in
//! one piece, so that a crash never leaves a text with the version of another.

use rules::Instant;
use serde::Serialize;
use serde_json::{Map, Value};
use wire::case_draft::{CaseDraft, DRAFT_LINE_MAX, SaveDraft};

use super::ReportDraft;
use crate::browser::storage;

/// Names of members that are this room's own.
const THERE: &str = "there";
const WRITER: &str = "writer";

wire::answer! {
    /// Which of it the server has.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct There {
        /// Its version there; 0: it is not there.
        pub version [default]: u32,
        /// When what it has was changed last; as [`ReportDraft::saved_at`].
        pub saved_at: Option<Instant>,
    }
}

/// A draft as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct DraftCopy {
    /// What was typed.
    pub draft: ReportDraft,
    /// Which of it the server has.
    pub there: There,
    /// Why the server does not take it as it is; never written down.
    pub refused: Option<String>,
    /// All members as they were read, those that this release does not know too.
    all: Map<String, Value>,
    /// Whether this sitting has written in it: what is only passed on stays its writer's.
    own: bool,
    /// Which sitting had written what this copy goes on from, and when.
    from: (String, Option<Instant>),
}

impl DraftCopy {
    /// Of a draft that was never kept.
    pub fn new(draft: ReportDraft) -> Self {
        let from = (String::new(), None);
        Self { draft, there: There::default(), refused: None, all: Map::new(), own: true, from }
    }

    fn of(mut all: Map<String, Value>) -> Option<Self> {
        let there =
            all.remove(THERE).and_then(|there| wire::json::from_value(there).ok()).unwrap_or_default();
        let writer = all.get(WRITER).and_then(Value::as_str).unwrap_or_default().to_owned();
        // What another release did not write yet is as if nothing had been typed there.
        let mut full = members(&ReportDraft::default());
        full.extend(all.clone());
        let draft: ReportDraft = wire::json::from_value(Value::Object(full)).ok()?;
        let from = (writer, draft.saved_at);
        Some(Self { draft, there, refused: None, all, own: false, from })
    }

    /// What the server has.
    pub fn of_server(found: CaseDraft) -> Option<Self> {
        let mut copy = Self::of(found.fields)?;
        // What has stayed when its case was opened elsewhere is a report of its own.
        if copy.draft.id != found.id {
            copy.draft.take_name_of(&ReportDraft::named(found.id));
        }
        copy.there = There { version: found.version, saved_at: copy.draft.saved_at };
        Some(copy)
    }

    /// Is there anything that the server has not?
    pub fn is_unsaved(&self) -> bool {
        self.draft.saved_at != self.there.saved_at
    }

    /// Whether this sitting has written in it.
    pub fn is_own(&self) -> bool {
        self.own
    }

    /// What was typed by now, at `now`; whether that is a change. To look at another screen is none that other devices need to know.
    pub fn take(&mut self, draft: &ReportDraft, now: Instant) -> bool {
        let (same, before) = (self.draft.says_the_same(draft), self.draft.saved_at);
        self.draft = ReportDraft { saved_at: before, ..draft.clone() };
        let is_new = !same || before.is_none();
        if is_new {
            let after = before.map(|before| before + chrono::TimeDelta::milliseconds(1));
            self.draft.saved_at = after.max(Some(now));
            self.refused = None;
            self.own = true;
        }
        is_new
    }

    /// Whether `theirs` is but an earlier text of this copy: of this sitting, or of the one that it goes on from. Then its answer
    /// was lost, and nobody else has written.
    pub fn goes_on_from(&self, theirs: &Self, sitting: &str) -> bool {
        let (writer, at) = &theirs.from;
        writer == sitting || (!writer.is_empty() && *writer == self.from.0 && *at <= self.from.1)
    }

    /// Whether `theirs`, which is kept under the same id, says what this copy has not seen.
    pub fn is_beside(&self, theirs: &Self, sitting: &str) -> bool {
        let seen = self.goes_on_from(theirs, sitting) || self.from == theirs.from;
        !seen && !self.draft.says_the_same(&theirs.draft)
    }

    /// The same as a report of its own with that id, which the server does not have yet.
    pub fn parted(&self, id: String) -> Self {
        let mut copy = self.clone();
        copy.draft.take_name_of(&ReportDraft::named(id));
        copy.there = There::default();
        copy
    }

    /// Who has written what it says: this sitting, or the one whose text is only passed on.
    pub fn writer<'a>(&'a self, sitting: &'a str) -> &'a str {
        if self.own { sitting } else { &self.from.0 }
    }

    fn fields(&self, sitting: &str) -> Map<String, Value> {
        let mut all = self.all.clone();
        all.extend(members(&self.draft));
        all.insert(WRITER.to_owned(), Value::String(self.writer(sitting).to_owned()));
        all
    }

    /// What is sent to the server.
    pub fn request(&self, sitting: &str) -> SaveDraft {
        let line = |text: &str| text.trim().chars().take(DRAFT_LINE_MAX).collect();
        SaveDraft {
            title: line(&self.draft.synopsis),
            subject: line(&self.draft.subject()),
            step: self.draft.step.clone(),
            fields: self.fields(sitting),
        }
    }

    fn text(&self, sitting: &str) -> String {
        let mut all = self.fields(sitting);
        all.insert(THERE.to_owned(), Value::Object(members(&self.there)));
        Value::Object(all).to_string()
    }
}

/// What a struct of ours is written as. By way of its text: a second writer of values would be bytes for nothing.
fn members(of: &impl Serialize) -> Map<String, Value> {
    let text = serde_json::to_string(of).unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The drafts of one person in this browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafts {
    prefix: String,
}

impl Drafts {
    /// Those of that person.
    pub fn of(person_id: &str) -> Self {
        Self { prefix: format!("portal.draft.{person_id}.") }
    }

    fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// Reads one.
    pub fn read(&self, id: &str) -> Option<DraftCopy> {
        read(&self.key(id))
    }

    /// Keeps one.
    pub fn keep(&self, copy: &DraftCopy, sitting: &str) -> Result<(), storage::NotKept> {
        storage::write(&self.key(&copy.draft.id), &copy.text(sitting))
    }

    /// Throws one away.
    pub fn discard(&self, id: &str) {
        storage::remove(&self.key(id));
    }

    /// All of them.
    pub fn all(&self) -> Vec<DraftCopy> {
        storage::keys(&self.prefix).iter().filter_map(|key| read(key)).collect()
    }

    /// Throws all of them away.
    pub fn erase(&self) {
        for key in storage::keys(&self.prefix) {
            storage::remove(&key);
        }
    }
}

fn read(key: &str) -> Option<DraftCopy> {
    match serde_json::from_str(&storage::read(key)?) {
        Ok(Value::Object(all)) => DraftCopy::of(all),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u32) -> Option<Instant> {
        Some(format!("2026-11-24T16:00:{second:02}Z").parse().unwrap())
    }

    fn copy(text: &str, second: u32) -> DraftCopy {
        let draft = ReportDraft {
            synopsis: text.to_owned(),
            saved_at: at(second),
            ..ReportDraft::named("d".to_owned())
        };
        DraftCopy::new(draft)
    }

    fn read_back(text: &str) -> DraftCopy {
        match serde_json::from_str(text).unwrap() {
            Value::Object(all) => DraftCopy::of(all).unwrap(),
            _ => panic!("an object"),
        }
    }

    fn on_the_server(copy: &DraftCopy, sitting: &str, version: u32) -> DraftCopy {
        let SaveDraft { title, subject, step, fields } = copy.request(sitting);
        let saved_at = at(59).unwrap();
        DraftCopy::of_server(CaseDraft {
            id: "d".to_owned(),
            title,
            subject,
            step,
            fields,
            saved_at,
            version,
        })
        .unwrap()
    }

    #[test]
    fn what_another_release_has_put_there_stays() {
        let mut text: Value = serde_json::from_str(&copy("old", 1).text("s")).unwrap();
        text["of_tomorrow"] = serde_json::json!({"a": [1]});
        let mut read = read_back(&text.to_string());
        read.draft.synopsis = "new".to_owned();
        let fields = read.request("s").fields;
        assert_eq!(fields["of_tomorrow"], serde_json::json!({"a": [1]}));
        assert_eq!(fields["synopsis"], "new");
        assert!(!fields.contains_key(THERE), "what the server has is no part of what was typed");
    }

    #[test]
    fn a_copy_is_saved_when_the_server_has_its_last_change() {
        let mut kept = copy("a", 1);
        assert!(kept.is_unsaved());
        kept.there = There { version: 3, saved_at: at(1) };
        assert!(!kept.is_unsaved());
        let mut again = read_back(&kept.text("s"));
        assert_eq!((again.there.version, again.is_unsaved()), (3, false));
        again.draft.saved_at = at(2);
        assert!(again.is_unsaved());
        // As the release before wrote it.
        assert!(
            read_back(r#"{"id":"d","case_key":"k","note_key":"n","saved_at":"2026-11-24T16:00:00Z"}"#)
                .is_unsaved()
        );
    }

    #[test]
    fn an_own_text_whose_answer_was_lost_is_no_other_device() {
        let (mine, sitting) = (copy("mine, more", 9), "here");
        assert!(mine.goes_on_from(&on_the_server(&copy("mine", 2), sitting, 1), sitting));
        assert!(!mine.goes_on_from(&on_the_server(&copy("mine", 2), "there", 1), sitting));
        // After a crash: what the sitting before had sent is older than what it had kept, or the same.
        let mut after = read_back(&copy("kept", 5).text("before"));
        after.draft.synopsis = "kept, more".to_owned();
        assert!(after.goes_on_from(&on_the_server(&copy("kept", 5), "before", 2), sitting));
        assert!(after.goes_on_from(&on_the_server(&copy("earlier", 4), "before", 2), sitting));
        // The other tab went on with it.
        assert!(!after.goes_on_from(&on_the_server(&copy("later", 6), "before", 3), sitting));
    }

    #[test]
    fn another_tab_that_passes_a_text_on_is_no_writer() {
        let mine = copy("mine", 5);
        let passed_on = read_back(&mine.text("here"));
        assert!(mine.goes_on_from(&on_the_server(&passed_on, "other tab", 1), "here"));
        let mut changed = passed_on;
        changed.take(&ReportDraft { synopsis: "theirs".to_owned(), ..changed.draft.clone() }, at(6).unwrap());
        assert!(!mine.goes_on_from(&on_the_server(&changed, "other tab", 2), "here"));
    }

    #[test]
    fn what_another_tab_has_written_since_is_beside() {
        let kept = read_back(&copy("kept", 5).text("before"));
        let mut mine = kept.clone();
        mine.take(&ReportDraft { synopsis: "mine".to_owned(), ..mine.draft.clone() }, at(7).unwrap());
        assert!(!mine.is_beside(&kept, "here"), "what it goes on from");
        assert!(!mine.is_beside(&read_back(&mine.text("here")), "here"), "its own");
        let mut theirs = kept;
        theirs.take(&ReportDraft { synopsis: "theirs".to_owned(), ..theirs.draft.clone() }, at(6).unwrap());
        assert!(mine.is_beside(&read_back(&theirs.text("other tab")), "here"));
        assert!(copy("new here", 7).is_beside(&read_back(&copy("new there", 6).text("other tab")), "here"));
        theirs.draft.synopsis = "mine".to_owned();
        assert!(!mine.is_beside(&read_back(&theirs.text("other tab")), "here"), "the same words");
        // As a release wrote it that did not say who.
        let old =
            read_back(r#"{"id":"d","case_key":"d","note_key":"d-note","saved_at":"2026-11-24T16:00:00Z"}"#);
        let mut mine = old.clone();
        mine.take(&ReportDraft { synopsis: "mine".to_owned(), ..mine.draft.clone() }, at(7).unwrap());
        assert!(!mine.is_beside(&old, "here"));
    }

    #[test]
    fn every_change_has_a_time_of_its_own_and_looking_is_none() {
        let mut kept = copy("a", 5);
        let typed = ReportDraft { synopsis: "b".to_owned(), ..kept.draft.clone() };
        kept.take(&typed, at(5).unwrap());
        assert!(kept.draft.saved_at > at(5), "two changes within a millisecond");
        let before = kept.draft.saved_at;
        kept.take(&ReportDraft { step: "check".to_owned(), ..typed }, at(9).unwrap());
        assert_eq!((kept.draft.saved_at, kept.draft.step.as_str()), (before, "check"));
    }

    #[test]
    fn a_parted_copy_is_a_report_of_its_own() {
        let mut mine = copy("mine", 1);
        mine.there.version = 4;
        let parted = mine.parted("e".to_owned());
        let own = ReportDraft { synopsis: "mine".to_owned(), ..ReportDraft::named("e".to_owned()) };
        assert!(parted.draft.says_the_same(&own));
        assert_eq!(parted.there, There::default());
    }

    #[test]
    fn title_and_subject_fit_the_list() {
        let long = copy(&"ü".repeat(900), 1).request("s");
        assert_eq!(long.title.chars().count(), DRAFT_LINE_MAX);
        assert_eq!(long.fields["synopsis"].as_str().unwrap().chars().count(), 900);
    }
}
