//! E-mail about a Tech Case: it updates an open one and never opens one. The case is named by a tag in the
//! subject, which survives replies and forwarding, and the sender is somebody of the account by the address. What a mail
//! may do is write a comment: no priority, no status, nothing else changes by mail. What becomes of mail about a closed case is
//! not in the service description (D-7): it is refused, and the sender is told to reopen it. Nothing is parsed here but the
//! subject.

use crate::{
    case_life::{Status, TEXT_MAX},
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_053: Rule = Rule::new("R-053");
const R_054: Rule = Rule::new("R-054");

/// What stands before the number in a subject.
const BEGIN: &str = "[Case ";

/// Longest number that is looked for, characters.
const NUMBER_MAX: usize = 40;

/// What names a case in a subject.
#[must_use]
pub fn tag(number: &str) -> String {
    format!("{BEGIN}{number}]")
}

/// The number that the first tag in a subject names, in whichever letters the tag is written.
#[must_use]
pub fn tagged(subject: &str) -> Option<&str> {
    let lower = subject.to_ascii_lowercase();
    let begin = BEGIN.to_ascii_lowercase();
    lower.match_indices(&begin).find_map(|(at, _)| {
        let after = subject.get(at + begin.len()..)?;
        let number = after.get(..after.find(']')?)?.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (!number.is_empty() && number.len() <= NUMBER_MAX && number.chars().all(fits)).then_some(number)
    })
}

/// Why a mail is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// It names no case, or none that is there for this sender.
    NoCase,
    /// The sender is nobody of the account.
    UnknownSender,
    /// The case is closed.
    Closed,
    /// There is nothing in it to read.
    Empty,
    /// A machine wrote it: an answer to absence is no word about a case.
    Automatic,
}

/// Most that is told of the names of what was attached, characters.
const NAMES_MAX: usize = 1_000;

/// What a mail says as a comment: its text as far as a comment goes, and the names of what was attached, which is not kept.
///
/// # Errors
/// One without any text.
pub fn said(text: &str, attached: &[&str]) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::Empty);
    }
    let names = if attached.is_empty() {
        String::new()
    } else {
        let names: String = attached.join(", ").chars().take(NAMES_MAX).collect();
        format!("\n\nAttached to the e-mail, and not kept here: {names}")
    };
    let cut = "\n\n(The e-mail goes on; it was cut here.)";
    if text.chars().count() + names.chars().count() <= TEXT_MAX {
        return Ok(format!("{text}{names}"));
    }
    let room = TEXT_MAX - names.chars().count() - cut.chars().count();
    let text: String = text.chars().take(room).collect();
    Ok(format!("{text}{cut}{names}"))
}

/// Is a mail taken about a case that stands so?
///
/// # Errors
/// One that is closed.
pub const fn may_update(status: Status) -> Result<(), Refused> {
    match status {
        Status::Closed => Err(Refused::Closed),
        Status::Open | Status::InProgress | Status::ClosureAsked => Ok(()),
    }
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NoCase, Self::UnknownSender, Self::Closed, Self::Empty, Self::Automatic];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCase => "no_case",
            Self::UnknownSender => "unknown_sender",
            Self::Closed => "closed",
            Self::Empty => "empty",
            Self::Automatic => "automatic",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::NoCase => {
                "E-mail updates a case that is open and never opens one. Put the case’s tag into the subject; report a new fault on the web or by phone."
            }
            Self::UnknownSender => {
                "E-mail about a case is taken from people of the account only, by their address in the portal. Write from that address, or comment in the portal."
            }
            Self::Closed => {
                "This case is closed, and e-mail does not reopen it. Reopen it in the portal; report a new fault on the web or by phone."
            }
            Self::Empty => {
                "There is no text in this e-mail. Write a few words; files are handed in on the case’s page."
            }
            Self::Automatic => "Automatic answers are not taken as a word about a case.",
        };
        reason(Outcome::Failed, why, self.code())
    }
}

/// What e-mail does, and what it does not.
#[must_use]
pub fn about() -> Reason {
    let why = "E-mail from somebody of the account, with the tag in its subject, becomes a comment on this case. It never opens a \
               case, and it changes neither priority nor status.";
    reason(Outcome::Met, why, "a comment on an open case")
}

fn reason(outcome: Outcome, why: &str, becomes: &str) -> Reason {
    Reason {
        rules: &[R_054, R_053],
        section: Section::ResponseTime,
        title: "E-mail about a case",
        outcome,
        why: why.to_owned(),
        inputs: vec![Input::known("What becomes of it", becomes)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tag_survives_replies_and_forwarding() {
        let number = "2026-1124-000017";
        for subject in ["{}", "Re: {} it is back", "AW: WG: {}", "Fwd: [External] {} logs", "re: [x]{}"] {
            assert_eq!(tagged(&subject.replace("{}", &tag(number))), Some(number), "{subject}");
        }
        assert_eq!(tagged("RE: [CASE 2026-1124-000017]"), Some(number));
        assert_eq!(tagged("[case  2026-1124-000017 ] x"), Some(number));
        for subject in ["", "Case 2026-1124-000017", "[Case ]", "[Case 2026", "[Case a b]", "[Caſe 1]"] {
            assert_eq!(tagged(subject), None, "{subject}");
        }
        assert_eq!(tagged("[Case <x>] [Case 17]"), Some("17"));
    }

    #[test]
    fn mail_updates_what_is_not_closed_and_opens_nothing() {
        for status in [Status::Open, Status::InProgress, Status::ClosureAsked] {
            assert_eq!(may_update(status), Ok(()));
        }
        assert_eq!(may_update(Status::Closed), Err(Refused::Closed));
        assert!(Refused::NoCase.reason().why.contains("never opens one"));
        let mut codes: Vec<&str> = Refused::ALL.iter().map(|refused| refused.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), Refused::ALL.len());
    }

    #[test]
    fn a_mail_is_a_comment_with_the_names_of_what_was_attached() {
        assert_eq!(said(" It is back.\n", &[]), Ok("It is back.".to_owned()));
        assert_eq!(said(" \n", &["a.log"]), Err(Refused::Empty));
        let with = said("See.", &["a.log", "b.txt"]);
        assert_eq!(with, Ok("See.\n\nAttached to the e-mail, and not kept here: a.log, b.txt".to_owned()));
        assert_eq!(said(&"x".repeat(TEXT_MAX), &[]).map(|text| text.len()), Ok(TEXT_MAX));
        let cut = said(&"ü".repeat(TEXT_MAX + 1), &[&"n".repeat(2_000)]).unwrap();
        assert_eq!(cut.chars().count(), TEXT_MAX);
        assert!(cut.contains("it was cut here") && cut.ends_with("nnn"));
    }

    proptest! {
        /// Whatever stands around it, the first tag is found; and nothing that is found could be anything but a number.
        #[test]
        fn the_first_tag_is_found(before in "[^\\[]{0,20}", after in "\\PC{0,20}", number in "[A-Za-z0-9-]{1,40}") {
            let subject = format!("{before}{}{after}", tag(&number));
            prop_assert_eq!(tagged(&subject), Some(number.as_str()));
        }

        #[test]
        fn no_text_makes_it_panic(subject in "\\PC{0,60}") {
            if let Some(number) = tagged(&subject) {
                prop_assert!(number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
            }
        }
    }
}
