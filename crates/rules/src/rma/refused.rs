//! Why a step of a replacement is refused, and the way out.

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_016: Rule = Rule::new("R-016");
const R_017: Rule = Rule::new("R-017");

/// Why a step is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// Only the vendor's engineer records it.
    EngineerOnly,
    /// The case is closed.
    CaseClosed,
    /// It is not granted yet.
    NotApproved,
    /// The replacement has not been sent yet.
    NotShipped,
    /// That is recorded already.
    Recorded,
    /// A unit has been sent: it can't be taken back any more.
    UnderWay,
    /// One half is not through yet.
    Outstanding,
    /// It is closed or was cancelled.
    Over,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::EngineerOnly,
        Self::CaseClosed,
        Self::NotApproved,
        Self::NotShipped,
        Self::Recorded,
        Self::UnderWay,
        Self::Outstanding,
        Self::Over,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EngineerOnly => "engineer_only",
            Self::CaseClosed => "case_closed",
            Self::NotApproved => "not_approved",
            Self::NotShipped => "not_shipped",
            Self::Recorded => "recorded",
            Self::UnderWay => "under_way",
            Self::Outstanding => "outstanding",
            Self::Over => "over",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::EngineerOnly => {
                "The vendor’s engineer records the replacement of a unit. Write a comment instead."
            }
            Self::CaseClosed => "This case is closed. The End User’s people can reopen it.",
            Self::NotApproved => "This RMA is not approved yet. Approve it first, with its number.",
            Self::NotShipped => {
                "The replacement has not been sent yet. Record that first, with its serial number."
            }
            Self::Recorded => "This is recorded already.",
            Self::UnderWay => "A unit is on its way. This RMA ends when both are where they belong.",
            Self::Outstanding => {
                "It ends when the replacement has been delivered and the defective unit is back."
            }
            Self::Over => "This RMA has ended. Request another one if it is needed.",
        };
        Reason {
            rules: &[R_016, R_017],
            section: Section::Eligibility,
            title: "Replacing a unit",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Refused because", self.code())],
        }
    }
}

/// What a replacement does to cover: its serial number is another one.
#[must_use]
pub fn about_cover() -> Reason {
    Reason {
        rules: &[R_016, R_017],
        section: Section::Eligibility,
        title: "Cover of a replacement",
        outcome: Outcome::Met,
        why: "A replacement has a serial number of its own. It needs no purchase order of its own, and it is registered by that number and its site as every unit is.".to_owned(),
        inputs: vec![Input::known("What changes", "the serial number")],
    }
}
