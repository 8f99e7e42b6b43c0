//! The room of webinars, called as [`super`] calls the others.

use super::{
    inputs::{Bytes, instant, pick},
    read, seen,
};
use arbitrary::Result;
use rules::webinar::{
    self, Door, Facts, Topic,
    attendance::{self, Participation},
    plan::Draft,
    quarter::{self, Quarter},
    question::{self, Step},
};

pub fn exercise(u: Bytes) -> Result<()> {
    let facts =
        Facts { starts: instant(u)?, ends: instant(u)?, cancelled: u.arbitrary()?, recorded: u.arbitrary()? };
    let now = instant(u)?;
    seen((facts.state(now), facts.opens(), facts.door(now), facts.recording(now)));
    read(&facts.recording_reason(now));
    let (door, topic) = (pick(u, &Door::ALL)?, pick(u, &Topic::ALL)?);
    seen((door.code(), topic.name()));
    read(&door.reason());
    read(&topic.reason());
    let (of_webinar, in_use): (Vec<String>, Vec<String>) = (u.arbitrary()?, u.arbitrary()?);
    read(&webinar::relevance_reason(&webinar::relevance(&of_webinar, &in_use)));
    seen(Quarter::parse(u.arbitrary()?));
    let quarter = pick(u, &[Quarter::of(now), Quarter::of(facts.starts), Quarter::of(now).next()])?;
    seen((quarter.name(), quarter.previous(), quarter.first_day(), quarter.begins()));
    let found = quarter::coverage(quarter, &[facts, facts], now);
    seen(found.has());
    read(&found.reason());
    let step = pick(u, &Step::ALL)?;
    for refused in
        [question::may(step, &facts, now), question::may_vote(&facts, u.arbitrary()?, u.arbitrary()?, now)]
            .into_iter()
            .filter_map(|answer| answer.err())
    {
        seen(refused.code());
        read(&refused.reason());
    }
    seen(question::text_fault(u.arbitrary()?, 3, u.arbitrary()?));
    let participation =
        Participation { held: u.arbitrary()?, joined: u.arbitrary()?, watched: u.arbitrary()? };
    read(&attendance::reason(&participation));
    seen((attendance::since(now), attendance::watched(u.arbitrary()?, u.arbitrary()?)));
    let draft = Draft {
        title: u.arbitrary()?,
        about: u.arbitrary()?,
        topic,
        other_topic: u.arbitrary()?,
        families: in_use,
        speaker_name: u.arbitrary()?,
        speaker_title: u.arbitrary()?,
        starts: facts.starts,
        ends: facts.ends,
        join_link: u.arbitrary()?,
        dial_in: u.arbitrary()?,
    };
    for problem in draft.problems() {
        seen((problem.field(), problem.code(), problem.message()));
    }
    Ok(())
}
