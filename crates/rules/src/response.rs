//! How fast an engineer is to answer (decision table C2), and whether one has.
//!
//! A target comes out of a dated table by priority and channel; a case keeps the table that was valid when it was
//! created (B-20). Targets are clock time, 24x7, but for a setting (B-6), and nothing pauses them before the first response (B-12). There
//! is no resolution target (D-12). What a change of priority does to a target is in the room `change`; what
//! became of the targets of many cases is in [`record`], when a clock reached its marks in [`course`].

mod change;
pub mod course;
pub mod record;

pub use change::due_after_change;

use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};
use chrono::TimeDelta;

const R_041: Rule = Rule::new("R-041");
const R_042: Rule = Rule::new("R-042");
const R_043: Rule = Rule::new("R-043");
const R_044: Rule = Rule::new("R-044");
const R_045: Rule = Rule::new("R-045");
const R_046: Rule = Rule::new("R-046");
const R_048: Rule = Rule::new("R-048");
const R_049: Rule = Rule::new("R-049");
const R_053: Rule = Rule::new("R-053");
const B_6: Rule = Rule::new("B-6");
const B_14: Rule = Rule::new("B-14");
const B_19: Rule = Rule::new("B-19");

/// How urgent a case is. There is no `Ord` here, because "higher" would mean the smaller number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Priority {
    /// Priority 1
    P1,
    /// Priority 2
    P2,
    /// Priority 3
    P3,
    /// Priority 4
    P4,
}

impl Priority {
    /// All four, the most urgent first.
    pub const ALL: [Self; 4] = [Self::P1, Self::P2, Self::P3, Self::P4];

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::P1 => 1,
            Self::P2 => 2,
            Self::P3 => 3,
            Self::P4 => 4,
        }
    }

    /// Priority 3 and 4, whose targets may be counted in business hours (B-6).
    #[must_use]
    pub const fn is_slow(self) -> bool {
        matches!(self, Self::P3 | Self::P4)
    }

    /// From 1 to 4.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::P1),
            2 => Some(Self::P2),
            3 => Some(Self::P3),
            4 => Some(Self::P4),
            _ => None,
        }
    }
}

/// How a case was opened.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Channel {
    /// By telephone.
    Phone,
    /// In this portal or another web client.
    Web,
    /// By e-mail: new cases are not accepted that way.
    Email,
    /// A channel that this portal does not know: treated as web, and said so.
    Other(String),
}

impl Channel {
    /// The word for people.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Phone => "phone",
            Self::Web => "web",
            Self::Email => "e-mail",
            Self::Other(name) => name,
        }
    }
}

/// Minutes until the first response, by priority; dated data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetTable {
    /// Which table this is; a case stores it.
    pub version: String,
    /// Minutes for Priority 1 to 4.
    pub minutes: [u32; 4],
    /// The hours in which those of Priority 3 and 4 are counted, for people: a setting, off by default, because the service
    /// description does not say which hours it means (B-6).
    pub business_hours: Option<String>,
}

/// A target with what it rests on. Priority stays what it is; only the row of the table may differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResponseTarget {
    /// Minutes from creation to the first response.
    pub minutes: u32,
    /// The case's priority.
    pub priority: Priority,
    /// The row of the table that was used.
    pub row: Priority,
    /// How the case was opened.
    pub channel: Channel,
    /// The table's version.
    pub table: String,
    /// The hours in which the minutes are counted, for people; without them it is by the clock.
    pub business_hours: Option<String>,
}

/// New cases are not accepted by e-mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EmailRefused;

impl TargetTable {
    /// The target for a case of that priority, opened through that channel.
    ///
    /// # Errors
    /// The channel is e-mail.
    pub fn target(&self, priority: Priority, channel: &Channel) -> Result<ResponseTarget, EmailRefused> {
        let row = match (priority, channel) {
            (_, Channel::Email) => return Err(EmailRefused),
            (Priority::P1, Channel::Web | Channel::Other(_)) => Priority::P2,
            (priority, _) => priority,
        };
        Ok(ResponseTarget {
            minutes: self.row(row),
            priority,
            row,
            channel: channel.clone(),
            table: self.version.clone(),
            business_hours: self.business_hours.clone().filter(|_| priority.is_slow()),
        })
    }

    fn row(&self, priority: Priority) -> u32 {
        let [p1, p2, p3, p4] = self.minutes;
        match priority {
            Priority::P1 => p1,
            Priority::P2 => p2,
            Priority::P3 => p3,
            Priority::P4 => p4,
        }
    }
}

impl ResponseTarget {
    /// For people: "30 minutes", "4 hours of business time".
    #[must_use]
    pub fn span(&self) -> String {
        let of = if self.business_hours.is_some() { " of business time" } else { "" };
        words::minutes(self.minutes) + of
    }

    /// Due instant: creation plus the target.
    #[must_use]
    pub fn due(&self, created: Instant) -> Instant {
        created.checked_add_signed(TimeDelta::minutes(self.minutes.into())).unwrap_or(created)
    }

    /// Why this target, counted from the creation of the case.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.counted("the moment the case was created", self.rules(), None)
    }

    /// Why this target, counted from the change from another priority, which brought the due time nearer (B-19).
    #[must_use]
    pub fn reason_after_change(&self, from: Priority) -> Reason {
        let change =
            format!("the change from Priority {} to Priority {}", from.number(), self.priority.number());
        let since = format!("{change}, because that gives the earlier due time");
        let rules: &'static [Rule] = if self.row == self.priority {
            &[B_19, R_041, R_042, B_6]
        } else {
            &[B_19, R_041, R_048, R_042, B_14, B_6]
        };
        self.counted(&since, rules, Some(Input::known("Counted from", change)))
    }

    /// The reason, with what it is counted from.
    fn counted(&self, since: &str, rules: &'static [Rule], input: Option<Input>) -> Reason {
        let span = self.span();
        let number = self.priority.number();
        let unknown = matches!(self.channel, Channel::Other(_));
        let mut why = if self.row == self.priority {
            format!(
                "A Priority {number} case opened by {} has a response target of {span}.",
                self.channel.name()
            )
        } else {
            format!(
                "A Priority {number} case opened on the web is handled at the Priority {} target: {span}. It stays Priority {number}.",
                self.row.number()
            )
        };
        if unknown {
            why.push_str(" This portal does not know the channel, so it counts as web.");
        }
        why.push_str(&match &self.business_hours {
            None => format!(" Counted by the clock, day and night, from {since}."),
            Some(hours) => format!(
                " Counted from {since}, within these hours only: {hours}. That is a setting here; the service description does not say which hours it means."
            ),
        });
        why.push_str(" A target, not a promise.");
        let mut inputs = vec![
            Input::known("Priority", number.to_string()),
            Input::known("Channel", self.channel.name()),
            Input::known("Row of the table", format!("Priority {}", self.row.number())),
            Input::known("Table", self.table.clone()),
            Input::known("Counted", self.business_hours.clone().unwrap_or_else(|| "by the clock".to_owned())),
        ];
        inputs.extend(input);
        Reason {
            rules,
            section: Section::ResponseTime,
            title: "Response target",
            outcome: Outcome::Met,
            why,
            inputs,
        }
    }

    fn rules(&self) -> &'static [Rule] {
        match (self.row == self.priority, &self.channel, self.priority) {
            (false, Channel::Other(_), _) => &[R_048, R_049, R_044, B_14, B_6],
            (false, ..) => &[R_048, R_044, R_042, B_14, B_6],
            (true, _, Priority::P1) => &[R_043, R_042, B_6],
            (true, _, Priority::P2) => &[R_044, R_042, B_6],
            (true, _, Priority::P3) => &[R_045, R_042, B_6],
            (true, _, Priority::P4) => &[R_046, R_042, B_6],
        }
    }
}

impl EmailRefused {
    /// Why not.
    #[must_use]
    pub fn reason(self) -> Reason {
        Reason {
            rules: &[R_053],
            section: Section::ResponseTime,
            title: "New cases by e-mail",
            outcome: Outcome::Failed,
            why: "New cases are not accepted by e-mail. Call, or open the case on the web; e-mail can update a case that is open.".to_owned(),
            inputs: vec![Input::known("Channel", "e-mail")],
        }
    }
}

/// Who contacted the End User.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContactBy {
    /// A technical support engineer.
    Engineer,
    /// Customer care.
    CustomerCare,
    /// The Technical Services Advisor.
    Advisor,
    /// A machine: acknowledgements, bots.
    Machine,
}

/// In which way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContactKind {
    /// A telephone call that was taken.
    Phone,
    /// An e-mail.
    Email,
    /// A comment in the portal that was also sent by e-mail (B-7).
    CommentWithEmail,
    /// A comment in the portal alone (B-7).
    Comment,
}

/// Does this contact end the response time (R-050, B-7)? Only an engineer's phone call or e-mail does.
#[must_use]
pub const fn is_first_contact(by: ContactBy, kind: ContactKind) -> bool {
    matches!(by, ContactBy::Engineer)
        && matches!(kind, ContactKind::Phone | ContactKind::Email | ContactKind::CommentWithEmail)
}

/// How a case stands against its target at an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResponseState {
    /// No contact yet, and time is left. The due instant itself still counts as running.
    Running {
        /// Until due.
        left: TimeDelta,
    },
    /// No contact yet, and the target has passed.
    Overdue {
        /// Since due.
        by: TimeDelta,
    },
    /// Contacted in time ("within": the due instant itself is in time).
    Met {
        /// From creation to contact.
        after: TimeDelta,
        /// From contact to due.
        margin: TimeDelta,
    },
    /// Contacted too late. It stays visible.
    Missed {
        /// From creation to contact.
        after: TimeDelta,
        /// From due to contact.
        by: TimeDelta,
    },
}

/// The state at `now` of a case created at `created`, due at `due`.
#[must_use]
pub fn response_state(
    created: Instant,
    due: Instant,
    first_contact: Option<Instant>,
    now: Instant,
) -> ResponseState {
    match first_contact {
        Some(contact) if contact <= due => {
            ResponseState::Met { after: (contact - created).max(TimeDelta::zero()), margin: due - contact }
        }
        Some(contact) => ResponseState::Missed { after: contact - created, by: contact - due },
        None if now <= due => ResponseState::Running { left: due - now },
        None => ResponseState::Overdue { by: now - due },
    }
}

#[cfg(test)]
mod tests;
