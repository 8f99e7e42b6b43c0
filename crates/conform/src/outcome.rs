//! What became of a call, and from that of a screen.

use serde::Serialize;
use wire::account::Role;

use crate::{fields::Fields, screens::Screen};

/// What became of a call.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It was read, as far as the fields say.
    Read {
        /// Field by field; empty for a file.
        #[serde(flatten)]
        fields: Fields,
    },
    /// A list comes as it is asked for.
    Heeded {
        /// By which of what was asked it can't be seen: the entries are too much alike.
        unseen: Vec<String>,
    },
    /// The API does without it: how that is known.
    Lacking {
        /// In words.
        why: String,
    },
    /// The person who asks may not: another role may.
    NotForRole,
    /// There was nothing to ask for, or it was not to be asked.
    NotTried {
        /// In words.
        why: String,
    },
    /// The app can't do with this answer.
    Broken {
        /// In words.
        why: String,
        /// Field by field, where it was JSON.
        #[serde(flatten)]
        fields: Option<Fields>,
    },
}

impl Outcome {
    /// Not asked, because of that.
    pub fn not_tried(why: &str) -> Self {
        Self::NotTried { why: why.to_owned() }
    }

    /// Refused to a role whose it is: the app shows it to them all the same.
    pub fn refused_to(role: &Role) -> Self {
        Self::broken(format!("refused as not allowed, and the role “{}” has it in the portal", role.as_str()))
    }

    /// Answered in a way that the app can't use.
    pub fn broken(why: impl Into<String>) -> Self {
        Self::Broken { why: why.into(), fields: None }
    }

    /// The fields, where it was JSON.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Self::Read { fields } => Some(fields),
            Self::Broken { fields, .. } => fields.as_ref(),
            _ => None,
        }
    }
}

/// What becomes of a screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "verdict", content = "because", rename_all = "snake_case")]
pub enum Verdict {
    /// It works.
    Works,
    /// It works, and shows less: why.
    Less(Vec<String>),
    /// The app hides it: why.
    Hidden(Vec<String>),
    /// It does not work: why.
    Fails(Vec<String>),
    /// Not known: why.
    Unknown(Vec<String>),
}

/// What becomes of a screen, by what became of each call.
pub fn verdict<'a>(screen: &Screen, of: impl Fn(&str) -> Option<&'a Outcome>) -> Verdict {
    let (mut fails, mut hidden, mut unknown, mut less) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (call, is_needed) in
        screen.needs.iter().map(|call| (call, true)).chain(screen.uses.iter().map(|call| (call, false)))
    {
        let Some(outcome) = of(call) else { continue };
        let told = |why: &str| format!("{call}: {why}");
        match outcome {
            Outcome::Read { fields } if is_needed && !fields.nothing_of.is_empty() => {
                fails.push(told(&format!("nothing can be read of {}", fields.nothing_of.join(", "))));
            }
            Outcome::Read { fields } if fields.left_out > 0 => {
                less.push(told(&format!("{} of {} entries are left out", fields.left_out, fields.entries)));
            }
            Outcome::Read { fields } if !fields.in_other_words().is_empty() => {
                less.push(told(&format!("no word of {} is known", fields.in_other_words().join(", "))));
            }
            Outcome::Read { .. } | Outcome::Heeded { .. } => (),
            Outcome::Broken { why, .. } if is_needed => fails.push(told(why)),
            Outcome::Broken { why, .. } => less.push(told(why)),
            // The list is there, and is asked for less.
            Outcome::Lacking { why } if is_needed && !call.contains('?') => hidden.push(told(why)),
            Outcome::Lacking { why } => less.push(told(why)),
            Outcome::NotForRole if is_needed => unknown.push(told("not for this role")),
            Outcome::NotTried { why } if is_needed => unknown.push(told(why)),
            // What another role sees, or what there is none of here, is no fault of the screen.
            Outcome::NotForRole | Outcome::NotTried { .. } => (),
        }
    }
    match () {
        () if !fails.is_empty() => Verdict::Fails(fails),
        () if !hidden.is_empty() => Verdict::Hidden(hidden),
        () if !unknown.is_empty() => Verdict::Unknown(unknown),
        () if !less.is_empty() => Verdict::Less(less),
        () => Verdict::Works,
    }
}
