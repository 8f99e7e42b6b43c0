//! The rooms of an account's people and readiness, called as [`super`] calls the others.

use super::{
    inputs::{Bytes, countries, date, instant, maybe, pick, zone},
    read, seen,
};
use arbitrary::Result;
use rules::{
    advice,
    advisor::{Region, Schedule},
    contract::activation,
    country::Country,
    csv,
    link::HttpsLink,
    meeting::{
        self, Slot,
        review::{self, CaseFacts, End},
    },
    on_boarding,
    readiness::{self, Facts, Profile, Progress},
    release,
    responsibilities::{self, Duty, notice},
    saved_view, site,
    unit::Usage,
    unit_change, vtt,
    webinar::attendance::Participation,
};

pub fn exercise(u: Bytes) -> Result<()> {
    activation(u)?;
    changes_and_views(u)?;
    sites(u)?;
    releases(u)?;
    readiness(u)?;
    requests(u)?;
    meetings(u)?;
    recordings(u)?;
    on_boarding(u)
}

fn changes_and_views(u: Bytes) -> Result<()> {
    let usages = [Usage::InUse, Usage::Spare, Usage::Laboratory, Usage::Decommissioned];
    let standing = unit_change::Standing {
        usage: maybe(u, |u| pick(u, &usages))?,
        site: u.arbitrary()?,
        host_name: u.arbitrary()?,
        release: u.arbitrary()?,
    };
    let host_name = unit_change::host_name(u.arbitrary()?);
    let release = unit_change::release(u.arbitrary()?);
    let wish = unit_change::Wish {
        usage: maybe(u, |u| pick(u, &usages))?,
        site: u.arbitrary()?,
        host_name: host_name.clone().ok(),
        release: release.clone().ok(),
    };
    for what in wish.changes(&standing) {
        seen((what.code(), what.name()));
    }
    seen(unit_change::usage_words(pick(u, &usages)?));
    if let Err(problem) = host_name {
        seen((problem.code(), problem.message()));
    }
    if let Err(problem) = release {
        seen(problem.message());
    }
    let country: &str = u.arbitrary()?;
    read(&unit_change::may_stand(Country::parse(country), &countries(u)?));
    let typed: &str = u.arbitrary()?;
    if let Err(problem) = saved_view::name(typed, [u.arbitrary()?]) {
        seen((problem.code(), problem.message()));
    }
    seen(saved_view::is_query(typed));
    Ok(())
}

fn sites(u: Bytes) -> Result<()> {
    let countries = countries(u)?;
    let details = site::Details {
        name: u.arbitrary()?,
        street: u.arbitrary()?,
        postal_code: u.arbitrary()?,
        city: u.arbitrary()?,
        country: u.arbitrary()?,
        access: u.arbitrary()?,
        people: site::read_people(u.arbitrary()?),
    };
    let country = Country::parse(&details.country);
    match site::check(&details, country, &countries) {
        Ok(kept) => seen((site::write_people(&kept.details.people), kept.country)),
        Err(problems) => {
            for (field, problem) in problems {
                seen((field.code(), problem.code(), problem.message(field)));
                if let site::Problem::Person(_, problem) = problem {
                    seen((problem.code(), problem.message()));
                }
            }
        }
    }
    let (name, street, city) = (&details.name, &details.street, &details.city);
    let place = site::Place { name, street, city, country };
    let other = site::Place { street: city, ..place };
    seen((place.likeness().count(), place.is_like(&other)));
    let (id, other_id): (&str, &str) = (u.arbitrary()?, u.arbitrary()?);
    let into = Country::parse(u.arbitrary()?);
    if let Err(refused) = site::may_join((id, country), (other_id, into), &countries) {
        seen(refused.code());
        read(&refused.reason());
    }
    seen(site::joined_access(&details.access, name));
    Ok(())
}

fn activation(u: Bytes) -> Result<()> {
    let facts = activation::Facts {
        named: u.arbitrary()?,
        unreachable: u.arbitrary()?,
        sites: u.arbitrary()?,
        sites_incomplete: u.arbitrary()?,
        units: u.arbitrary()?,
        without_release: u.arbitrary()?,
        given: u.arbitrary()?,
    };
    let items = activation::assess(&activation::usual(), &facts);
    seen(activation::missing(&items).count());
    for item in &items {
        seen((activation::Asked::from_code(item.asked.code()), item.asked.whose()));
        read(&item.reason());
    }
    read(&activation::reason(&items, u.arbitrary()?));
    let duties = responsibilities::Facts {
        missing: u.arbitrary()?,
        units: u.arbitrary()?,
        with_release: u.arbitrary()?,
        stale_releases: u.arbitrary()?,
        named: u.arbitrary()?,
        uncertified: u.arbitrary()?,
        profile_confirmed: maybe(u, date)?,
        requirements: maybe(u, date)?,
        cooperation: maybe(u, date)?,
        trainings: u.arbitrary()?,
        third_parties: u.arbitrary()?,
        unsecured: u.arbitrary()?,
        knowledge_transfer: maybe(u, |u| {
            Ok(Participation { held: u.arbitrary()?, joined: u.arbitrary()?, watched: u.arbitrary()? })
        })?,
    };
    for one in responsibilities::assess(&duties, date(u)?) {
        seen((
            Duty::from_code(one.duty.code()),
            one.duty.said_by(),
            one.duty.name(),
            one.state.code(),
            one.state.words(),
        ));
        read(&one.reason);
    }
    let draft = notice::Draft {
        duties: notice::duties().collect(),
        text: u.arbitrary()?,
        since: maybe(u, date)?,
        until: maybe(u, date)?,
    };
    for problem in draft.problems() {
        seen((problem.field(), problem.code(), problem.message()));
    }
    read(&notice::reason(u.arbitrary()?));
    Ok(())
}

fn releases(u: Bytes) -> Result<()> {
    let text: &str = u.arbitrary()?;
    seen((csv::delimiter(text), csv::quoted(text)));
    if let Err(fault) = csv::records(text) {
        seen(fault.message());
    }
    match release::Release::parse(text) {
        Ok(release) => seen(release.as_str().len()),
        Err(problem) => seen(problem.message()),
    }
    let rows = match release::read(text) {
        Ok(rows) => rows,
        Err(problem) => {
            seen(problem.message());
            vec![release::Row { serial: u.arbitrary()?, release: u.arbitrary()? }]
        }
    };
    let known = rows.iter().map(|row| (release::key(&row.serial), None)).collect();
    for verdict in release::verdicts(&rows, &known) {
        seen((verdict.code(), verdict.message()));
    }
    seen(release::freshness(Some(text), maybe(u, date)?, date(u)?));
    read(&release::reason(u.arbitrary()?, u.arbitrary()?, u.arbitrary()?));
    Ok(())
}

fn readiness(u: Bytes) -> Result<()> {
    let progress = |u: Bytes| maybe(u, |u| Ok(Progress { done: u.arbitrary()?, all: u.arbitrary()? }));
    let facts = Facts {
        representatives: u.arbitrary()?,
        activation: progress(u)?,
        on_boarding: progress(u)?,
        profile: maybe(u, |u| pick(u, &[Profile::Fresh, Profile::Stale]))?,
        open_cases: u.arbitrary()?,
        urgent_cases: u.arbitrary()?,
        overdue_responses: u.arbitrary()?,
        missed_responses: u.arbitrary()?,
        questions: u.arbitrary()?,
        reviews_asked: u.arbitrary()?,
        last_review: maybe(u, date)?,
        claims: u.arbitrary()?,
    };
    let points = readiness::points(&facts, date(u)?);
    seen(readiness::waiting(&points));
    points.iter().for_each(|point| seen(point.subject.title()));
    Ok(())
}

fn requests(u: Bytes) -> Result<()> {
    use advice::{Kind, Part, Side, State, Step};
    let kind = pick(u, &[Kind::Question, Kind::ReleaseGuidance])?;
    let state = pick(u, &[State::Open, State::Answered, State::Closed, State::BecameCase])?;
    let step = pick(u, &[Step::Reply, Step::Answer, Step::Close, Step::Reopen, Step::BecameCase])?;
    if let Err(refused) = advice::after(kind, state, step, pick(u, &[Side::EndUser, Side::Advisor])?) {
        seen(refused.code());
        read(&refused.reason());
    }
    let part = pick(u, &Part::ALL)?;
    seen((part.name(), part.limit(), part.fault(u.arbitrary()?)));
    seen((kind.asks(), kind.needs(step)));
    read(&kind.reason());
    Ok(())
}

fn meetings(u: Bytes) -> Result<()> {
    match HttpsLink::parse(u.arbitrary()?) {
        Ok(link) => seen(link.as_str().len()),
        Err(problem) => seen(problem.message()),
    }
    let (now, start) = (instant(u)?, instant(u)?);
    let side = pick(u, &[meeting::Side::EndUser, meeting::Side::Advisor])?;
    let (state, step) = (pick(u, &meeting::State::ALL)?, pick(u, &meeting::Step::ALL)?);
    let kind = pick(u, &[meeting::Kind::OnBoarding, meeting::Kind::OperationalReview])?;
    seen((state.is_open(), meeting::begin(u.arbitrary()?)));
    match meeting::decide(state, step, side, maybe(u, instant)?, now) {
        Ok(after) => seen(meeting::changes_calendar(state, after)),
        Err(refused) => {
            seen(refused.code());
            read(&refused.reason(kind));
        }
    }
    let times =
        [Slot { start, minutes: u.arbitrary()? }, Slot { start: instant(u)?, minutes: u.arbitrary()? }];
    for (_, problem) in meeting::check_times(&times, now) {
        seen((problem.code(), problem.message()));
    }
    seen((meeting::accepted(&times, start, now), times.map(|slot| slot.end())));
    let regions = [Region::Americas, Region::Emea, Region::Apac];
    let advisor = Schedule { region: pick(u, &regions)?, zone: zone(u)?, holidays: vec![], leave: vec![] };
    seen(times.map(|slot| slot.is_within_hours(&advisor)));
    read(&times[0].hours_reason(&advisor));
    let end = pick(u, &[End::Open, End::Settled(None), End::Settled(Some(start))])?;
    let case =
        CaseFacts { priority: u.arbitrary()?, created: start, due: instant(u)?, first_contact: None, end };
    seen((review::since(now), review::figures(&[case], now)));
    Ok(())
}

fn recordings(u: Bytes) -> Result<()> {
    let (text, kind): (&str, _) = (u.arbitrary()?, pick(u, &[vtt::Kind::Captions, vtt::Kind::Chapters])?);
    for text in [text.to_owned(), format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}")] {
        let track = vtt::parse(&text, kind);
        for fault in track.faults {
            seen((fault.message(), fault.wrong.code()));
        }
        seen((vtt::at(&track.cues, u.arbitrary()?), vtt::write(&track.cues)));
        seen(vtt::beyond(&track.cues, u.arbitrary()?).cloned());
    }
    seen(vtt::timestamp(u.arbitrary()?));
    Ok(())
}

fn on_boarding(u: Bytes) -> Result<()> {
    let (name, progress): (&str, _) = (u.arbitrary()?, pick(u, &on_boarding::Progress::ALL)?);
    seen((progress.is_settled(), progress.name(), on_boarding::check(progress, name).is_ok()));
    seen(on_boarding::Item::from_code(name).map(|item| (item.code(), item.name())));
    seen(on_boarding::standing([progress]).is_complete());
    read(&on_boarding::reason(&[(name, progress)], u.arbitrary()?));
    if let Err(refused) = on_boarding::check_own(name, &[name]).and(on_boarding::check_removal(name)) {
        seen(refused.code());
        read(&refused.reason());
    }
    Ok(())
}
