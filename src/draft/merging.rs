//! One list of what is not sent: what this browser keeps and what the server has. Asks nobody and keeps nothing.

use chrono::TimeDelta;
use rules::Instant;
use wire::{case_draft::DraftSummary, json::Counted};

use super::copy::DraftCopy;

/// How long a list of the server may be older than what it was told.
const STALE: TimeDelta = TimeDelta::seconds(10);

/// A report that is not sent, in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsent {
    /// Its id.
    pub id: String,
    /// One line; may be empty.
    pub title: String,
    /// The unit as people know it; may be empty.
    pub subject: String,
    /// The screen that was last looked at, as its address names it.
    pub step: String,
    /// When it was last changed.
    pub at: Option<Instant>,
    /// The last change is in this browser only.
    pub only_here: bool,
    /// The server's version that is shown; none where it has none.
    pub version: Option<u32>,
}

impl From<&DraftSummary> for Unsent {
    fn from(there: &DraftSummary) -> Self {
        Self {
            id: there.id.clone(),
            title: there.title.clone(),
            subject: there.subject.clone(),
            step: there.step.clone(),
            at: Some(there.saved_at),
            only_here: false,
            version: Some(there.version),
        }
    }
}

impl From<&DraftCopy> for Unsent {
    fn from(copy: &DraftCopy) -> Self {
        let draft = &copy.draft;
        Self {
            id: draft.id.clone(),
            title: draft.synopsis.trim().to_owned(),
            subject: draft.subject(),
            step: draft.step.clone(),
            at: draft.saved_at,
            only_here: copy.is_unsaved(),
            version: Some(copy.there.version).filter(|version| *version > 0),
        }
    }
}

/// All of them, the one changed last first, and the ids of those that another device has sent or thrown away: there is nothing
/// in them that the server did not have. Without a list of the server there is only what is kept here, and of a list that can't be
/// read whole nobody knows what is not on it.
pub fn merged(
    here: &[DraftCopy],
    there: Option<&Counted<DraftSummary>>,
    now: Instant,
) -> (Vec<Unsent>, Vec<String>) {
    let mut gone = Vec::new();
    let mut all: Vec<Unsent> = Vec::new();
    for copy in here {
        let id = &copy.draft.id;
        let known = there.and_then(|there| there.iter().find(|known| known.id == *id));
        let is_fresh = copy.is_own() && copy.draft.saved_at.is_some_and(|at| now - at < STALE);
        match known {
            Some(known) if !copy.is_unsaved() && known.version > copy.there.version => all.push(known.into()),
            None if there.is_some_and(|there| there.unread == 0)
                && !copy.is_unsaved()
                && copy.there.version > 0
                && !is_fresh =>
            {
                gone.push(id.clone());
            }
            _ => all.push(copy.into()),
        }
    }
    let elsewhere = there.into_iter().flatten();
    all.extend(elsewhere.filter(|known| here.iter().all(|copy| copy.draft.id != known.id)).map(Unsent::from));
    all.sort_unstable_by_key(|unsent| std::cmp::Reverse(unsent.at));
    (all, gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{ReportDraft, copy::There};

    fn at(second: u32) -> Instant {
        format!("2026-11-24T16:00:{second:02}Z").parse().unwrap()
    }

    fn here(id: &str, second: u32, there: There) -> DraftCopy {
        let draft = ReportDraft {
            synopsis: format!("{id} here"),
            saved_at: Some(at(second)),
            ..ReportDraft::named(id.to_owned())
        };
        let mut copy = DraftCopy::new(draft);
        copy.there = there;
        copy
    }

    fn there(id: &str, second: u32, version: u32) -> DraftSummary {
        DraftSummary {
            id: id.to_owned(),
            title: format!("{id} there"),
            subject: String::new(),
            step: "wrong".to_owned(),
            saved_at: at(second),
            version,
        }
    }

    fn saved(version: u32, second: u32) -> There {
        There { version, saved_at: Some(at(second)) }
    }

    #[test]
    fn each_report_stands_once_as_it_was_changed_last() {
        let copies = [
            here("new", 9, There::default()),
            here("same", 2, saved(1, 2)),
            here("went on here", 5, saved(1, 1)),
            here("went on there", 3, saved(1, 3)),
            here("ended elsewhere", 4, saved(2, 4)),
        ];
        let list = [
            there("elsewhere", 8, 1),
            there("same", 2, 1),
            there("went on here", 1, 1),
            there("went on there", 6, 2),
        ];
        let list = Counted::from(list.to_vec());
        let (all, gone) = merged(&copies, Some(&list), at(50));
        let rows: Vec<_> = all.iter().map(|unsent| (unsent.title.as_str(), unsent.only_here)).collect();
        let expected = [
            ("new here", true),
            ("elsewhere there", false),
            ("went on there there", false),
            ("went on here here", true),
            ("same here", false),
        ];
        assert_eq!(rows, expected);
        assert_eq!(gone, ["ended elsewhere"]);
    }

    #[test]
    fn without_the_server_all_that_is_kept_here_stays() {
        let copies = [here("saved", 2, saved(1, 2)), here("new", 9, There::default())];
        let (all, gone) = merged(&copies, None, at(50));
        assert_eq!((all.len(), gone.len()), (2, 0));
        // What was saved a moment ago may be missing in a list that is a moment older.
        let (all, gone) = merged(&copies, Some(&Vec::new().into()), at(11));
        assert_eq!((all.len(), gone.len()), (2, 0));
        let (all, gone) = merged(&copies, Some(&Vec::new().into()), at(12));
        assert_eq!((all.len(), gone), (1, vec!["saved".to_owned()]));
    }

    #[test]
    fn what_may_be_on_a_list_that_cannot_be_read_whole_is_not_gone() {
        let copies = [here("saved", 2, saved(1, 2))];
        let list: Counted<DraftSummary> = wire::json::read(r#"[{"id":"saved"}]"#).unwrap();
        let (all, gone) = merged(&copies, Some(&list), at(50));
        assert_eq!((all.len(), gone.len()), (1, 0));
    }
}
