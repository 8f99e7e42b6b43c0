//! Once a quarter (R-067): how long what was said of something still holds. One room for everybody who asks, because a day
//! on which one page says "still right" and another one asks again is nobody's day. It counts civil days and knows no
//! clock and no zone; what was said, and by whom, is not its concern.

use crate::Date;

/// The longest quarter, July to September: days for which a word holds. On the day after, it is asked for again. The service
/// description names no period; this one is a reading of ours.
pub const DAYS: i64 = 92;

/// Does what was said on a day still hold on another one? Both are civil dates in the same zone. What was said on a day that
/// is still to come, by a clock or a zone that is ahead, holds.
///
/// ```
/// let date = |text: &str| text.parse::<rules::Date>().unwrap();
/// assert!(rules::quarter::holds(date("2026-08-24"), date("2026-11-24")));
/// assert!(!rules::quarter::holds(date("2026-08-24"), date("2026-11-25")));
/// ```
#[must_use]
pub fn holds(said: Date, on: Date) -> bool {
    (on - said).num_days() <= DAYS
}

#[cfg(test)]
mod tests {
    use crate::{
        Date,
        readiness::{self, Subject},
        reason::Outcome,
        release::{Freshness, freshness},
        responsibilities::{self, Duty, State},
        roster,
    };
    use chrono::Days;
    use proptest::prelude::*;

    proptest! {
        /// On every day around the boundary all who ask for a word once a quarter are of one mind: the 92nd day holds, the 93rd
        /// does not.
        #[test]
        fn everybody_is_of_one_mind(year in 1990i32..2100, of_year in 1u32..=365, age in 85u64..100) {
            let said = Date::from_yo_opt(year, of_year).unwrap();
            let on = said.checked_add_days(Days::new(age)).unwrap();
            let holds = age <= 92;
            prop_assert_eq!(super::holds(said, on), holds);
            prop_assert_eq!(roster::confirmation(Some(said), on).outcome == Outcome::Met, holds);
            let facts = responsibilities::Facts { profile_confirmed: Some(said), ..Default::default() };
            let profile = responsibilities::assess(&facts, on).into_iter().find(|one| one.duty == Duty::Profile);
            prop_assert_eq!(profile.map(|one| one.state == State::InPlace), Some(holds));
            prop_assert_eq!(freshness(Some("1"), Some(said), on) == Freshness::Fresh, holds);
            let facts = readiness::Facts { reviews_asked: Some(0), last_review: Some(said), ..Default::default() };
            let review = readiness::points(&facts, on).into_iter().find(|point| point.subject == Subject::Reviews);
            prop_assert_eq!(review.map(|point| point.words.starts_with("held ")), Some(holds));
        }
    }
}
