//! Replacing a unit: a return material authorization (RMA) from the request until both halves are through, the replacement on
//! its way out and the defective unit on its way back, in whichever order. The vendor's engineer records it, the End User
//! reads it. The service description says nothing about how it goes; it says that what is covered is a registered serial
//! number on a purchase order, which is what a replacement changes. No dates and no carriers are known here.

mod refused;

pub use refused::{Refused, about_cover};

use crate::{
    case_life::{Side, Status, TEXT_MAX},
    serial::{SerialNumber, SerialProblem},
};

/// Longest name of a carrier, tracking number or number of an authorization, characters.
pub const LINE_MAX: usize = 80;

/// Where the authorization stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Asked for; nobody has granted it yet.
    Requested,
    /// Granted, with a number.
    Approved,
    /// Both halves are through.
    Closed,
    /// Taken back before anything was shipped.
    Cancelled,
}

/// Where the replacement is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Replacement {
    /// Not sent yet.
    Awaited,
    /// On its way.
    Shipped,
    /// At the End User's.
    Delivered,
}

/// Where the defective unit is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Defective {
    /// Still at the End User's, or on its way.
    Out,
    /// Back at the vendor's.
    Received,
}

/// Where it stands, both halves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Standing {
    /// The authorization.
    pub state: State,
    /// The replacement.
    pub replacement: Replacement,
    /// The defective unit.
    pub defective: Defective,
}

/// What is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// It is granted and has its number.
    Approve,
    /// The replacement has been sent.
    Ship,
    /// The replacement has arrived.
    Deliver,
    /// The defective unit has come back.
    Receive,
    /// Both halves are through.
    Close,
    /// It is not needed after all.
    Cancel,
}

/// May somebody on that side request one on a case that stands so?
///
/// # Errors
/// Anybody but the vendor's engineer; a case that is closed.
pub const fn may_request(status: Status, by: Side) -> Result<(), Refused> {
    match (by, status) {
        (Side::Customer | Side::Advisor | Side::Desk, _) => Err(Refused::EngineerOnly),
        (Side::Engineer, Status::Closed) => Err(Refused::CaseClosed),
        (Side::Engineer, _) => Ok(()),
    }
}

/// Where it stands after a step. A case that is closed does not end it: units travel for weeks.
///
/// # Errors
/// A step that the side or the standing does not allow.
pub const fn after(now: Standing, step: Step, by: Side) -> Result<Standing, Refused> {
    match by {
        Side::Customer | Side::Advisor | Side::Desk => return Err(Refused::EngineerOnly),
        Side::Engineer => {}
    }
    match (step, now.state) {
        (_, State::Closed | State::Cancelled) => Err(Refused::Over),
        (Step::Approve, State::Requested) => Ok(Standing { state: State::Approved, ..now }),
        (Step::Approve, State::Approved) => Err(Refused::Recorded),
        (Step::Cancel, _) => match (now.replacement, now.defective) {
            (Replacement::Awaited, Defective::Out) => Ok(Standing { state: State::Cancelled, ..now }),
            _ => Err(Refused::UnderWay),
        },
        (Step::Ship | Step::Deliver | Step::Receive | Step::Close, State::Requested) => {
            Err(Refused::NotApproved)
        }
        (Step::Ship, State::Approved) => match now.replacement {
            Replacement::Awaited => Ok(Standing { replacement: Replacement::Shipped, ..now }),
            Replacement::Shipped | Replacement::Delivered => Err(Refused::Recorded),
        },
        (Step::Deliver, State::Approved) => match now.replacement {
            Replacement::Awaited => Err(Refused::NotShipped),
            Replacement::Shipped => Ok(Standing { replacement: Replacement::Delivered, ..now }),
            Replacement::Delivered => Err(Refused::Recorded),
        },
        (Step::Receive, State::Approved) => match now.defective {
            Defective::Out => Ok(Standing { defective: Defective::Received, ..now }),
            Defective::Received => Err(Refused::Recorded),
        },
        (Step::Close, State::Approved) => match (now.replacement, now.defective) {
            (Replacement::Delivered, Defective::Received) => Ok(Standing { state: State::Closed, ..now }),
            _ => Err(Refused::Outstanding),
        },
    }
}

impl Standing {
    /// Just requested.
    pub const REQUESTED: Self =
        Self { state: State::Requested, replacement: Replacement::Awaited, defective: Defective::Out };

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match (self.state, self.replacement, self.defective) {
            (State::Requested, ..) => "requested",
            (State::Cancelled, ..) => "cancelled",
            (State::Closed, ..) => "closed",
            (State::Approved, Replacement::Awaited, Defective::Out) => "approved",
            (State::Approved, Replacement::Awaited, Defective::Received) => {
                "defective unit received, replacement awaited"
            }
            (State::Approved, Replacement::Shipped, Defective::Out) => "replacement shipped",
            (State::Approved, Replacement::Shipped, Defective::Received) => {
                "replacement shipped, defective unit received"
            }
            (State::Approved, Replacement::Delivered, Defective::Out) => {
                "replacement delivered, defective unit awaited"
            }
            (State::Approved, Replacement::Delivered, Defective::Received) => "replaced",
        }
    }

    /// Is anything still to come?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self.state, State::Requested | State::Approved)
    }
}

impl Step {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Approve, Self::Ship, Self::Deliver, Self::Receive, Self::Close, Self::Cancel];

    /// What is wrong with its words: a stable code, and what to do.
    #[must_use]
    pub fn text_fault(self, text: &str) -> Option<(&'static str, String)> {
        match text.trim().chars().count() {
            0 if matches!(self, Self::Cancel) => {
                Some(("missing", "Say why it is not needed any more".to_owned()))
            }
            long if long > TEXT_MAX => {
                Some(("too_long", format!("This is {long} characters long; {TEXT_MAX} fit")))
            }
            _ => None,
        }
    }
}

/// What is wrong with a serial number: a stable code, and what to do. The replacement is another unit than the defective one.
#[must_use]
pub fn serial_fault(serial: &str, defective: Option<&str>) -> Option<(&'static str, String)> {
    match SerialNumber::problem(serial) {
        Some(SerialProblem::Empty) => Some(("missing", "Give the serial number".to_owned())),
        Some(SerialProblem::TooLong) => {
            Some(("too_long", format!("A serial number has {} characters at most", SerialNumber::MAX)))
        }
        Some(SerialProblem::Character(c)) => {
            Some(("invalid", format!("“{c}” does not stand in a serial number")))
        }
        None if defective.is_some_and(|old| old.eq_ignore_ascii_case(serial.trim())) => {
            Some(("same", "This is the defective unit’s serial number".to_owned()))
        }
        None => None,
    }
}

/// What is wrong with a number of an authorization, a carrier or a tracking number; only the first has to be there.
#[must_use]
pub fn line_fault(line: &str, needed: bool) -> Option<(&'static str, String)> {
    match line.trim().chars().count() {
        0 if needed => Some(("missing", "Give the RMA number that stands on the carton".to_owned())),
        long if long > LINE_MAX => {
            Some(("too_long", format!("This is {long} characters long; {LINE_MAX} fit")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
