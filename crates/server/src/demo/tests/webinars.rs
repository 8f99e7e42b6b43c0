//! What the webinars of the demonstration promise: one quarter is missing, a recording is owed, a door is open, a question
//! waits.

use super::{INSTANTS, at, installed};
use crate::{
    demo::{
        accounts::{CARRIER, OPERATOR},
        people::SENIOR,
    },
    store::{
        reach::Reach,
        webinars::{self, Eyes, Stored, questions},
    },
};
use rules::webinar::{
    Door, Facts, Recording, State,
    quarter::{Has, Quarter, coverage},
};

#[tokio::test]
async fn one_quarter_is_missing_and_the_rest_is_there() {
    for now in INSTANTS.map(at) {
        let mut conn = installed(now).await;
        let reach = Reach::accounts([CARRIER.to_owned()]);
        let eyes = Eyes { reach: &reach, person: SENIOR };
        let all = webinars::all(&mut conn, eyes).await.unwrap();
        let facts: Vec<Facts> = all.iter().map(|stored| stored.facts).collect();
        let this = Quarter::of(now);
        let before = |n: usize| (0..n).fold(this, |quarter, _| quarter.previous());
        let has = [3, 2, 1].map(|n| coverage(before(n), &facts, now).has());
        assert_eq!(has, [Has::Held, Has::Missing, Has::Held], "{now}");
        let named = |id: &str| -> &Stored { all.iter().find(|stored| stored.id == id).unwrap() };
        assert_eq!(named("webinar-installation").facts.recording(now), Recording::Owed, "{now}");
        assert_eq!(named("webinar-open-hour").facts.door(now), Door::Open, "{now}");
        assert_eq!(named("webinar-cancelled").facts.state(now), State::Cancelled);
        let next = named("webinar-next-week");
        assert!(next.facts.door(now) == Door::Early && next.join_link.is_some(), "{now}");
        let asked = questions::all(&mut conn, eyes, "webinar-next-week").await.unwrap();
        assert_eq!(asked.first().map(|first| (first.votes, first.answer.is_none())), Some((3, true)));
        assert!(all.iter().all(|stored| stored.id != "webinar-aehrenfurth"), "it is for another account");
        let theirs = Reach::accounts([OPERATOR.to_owned()]);
        let one =
            webinars::one(&mut conn, Eyes { reach: &theirs, person: SENIOR }, "webinar-aehrenfurth").await;
        assert!(one.unwrap().is_some());
    }
}
