//! Calls every public function of `rules` with whatever the bytes make: dates to the ends of the calendar, instants to the
//! ends of time, zones and hours that nobody has. Nothing is asserted but that no call panics; a test of the crate looks
//! whether a function is missing here.

#[path = "account.rs"]
mod account;
#[path = "case_life.rs"]
mod case_life;
#[path = "inputs.rs"]
mod inputs;
#[path = "registration.rs"]
mod registration;
#[path = "webinars.rs"]
mod webinars;

use arbitrary::{Result, Unstructured};
use chrono::TimeDelta;
use inputs::{Bytes, channel, countries, date, instant, maybe, pick, time, unit, zone};
use rules::{
    access::{self, Action, Role},
    advice,
    advisor::{self, Region, Schedule, Task, WeekStart},
    calendar::{Calendar, Span, WeeklyHours},
    case_draft::{self, ContactWish, Draft, Outage, PhonePageChoice, Since, Subject, Way},
    catalogue,
    certificate::{self, Approved, Entry},
    contract::{
        self, Agreement, Authorization, Clause, CoTerming, Contract, EndUserNamed, Purchase, Qualification,
    },
    country::{Country, CountryList},
    entitlement::{self, Condition, ConditionSet, over_time, what_if},
    expert_to_expert::{self, Approval, Certification, ExpertsAndAdvisor, Level, Named, Standing},
    invitation::{self, End, Whose},
    password,
    person::{EmailAddress, Phone},
    problem::Exclusion,
    proposal::{self, State},
    quarter,
    reachable::{self, PreferredHours},
    reason::{Input, Reason},
    response::{self, ContactBy, ContactKind, Priority, TargetTable, record},
    roster::{self, Edit},
    serial::SerialNumber,
    term::{self, Side},
    who_to_call, words,
    zone::ZoneRules,
};

/// One round through all rooms.
pub fn exercise(u: &mut Unstructured<'_>) -> Result<()> {
    units(u)?;
    contracts(u)?;
    calendars(u)?;
    responses(u)?;
    advisors(u)?;
    people(u)?;
    account::exercise(u)?;
    webinars::exercise(u)?;
    case_life::exercise(u)?;
    registration::exercise(u)?;
    cases(u)
}

fn units(u: Bytes) -> Result<()> {
    let (unit, countries, on) = (unit(u)?, countries(u)?, date(u)?);
    let assessment = entitlement::assess(&unit, &countries, on);
    for (condition, reason) in assessment.reasons(&unit, &countries) {
        seen((condition.code(), condition.title(), assessment.outcome(condition)));
        read(&reason);
    }
    let excluded = entitlement::excluded_parts(&unit, on);
    excluded.for_each(|(part, _)| seen(entitlement::part_exclusion(part, on)));
    let (from, to) = (date(u)?, date(u)?);
    seen(over_time::intervals(&unit, &countries, from, to));
    let changes = over_time::changes(&unit, &countries, from, to);
    for cause in changes.iter().flat_map(|change| &change.causes) {
        seen((cause.words(), cause.condition()));
    }
    seen(over_time::next_change(&unit, &countries, from));
    seen(over_time::changes_in([&unit, &unit], &countries, from, to));
    let ends =
        unit.terms.iter().flatten().map(|term| what_if::Supposition::ContractEnded(term.contract.clone()));
    let suppositions: Vec<_> = ends.chain([what_if::Supposition::EndOfSupportPassed]).collect();
    let supposed = what_if::suppose(&unit, &suppositions, on);
    let after = entitlement::assess(&supposed, &countries, on);
    seen(what_if::differences(&assessment, &after).count());
    let mut set = ConditionSet::EMPTY;
    set.insert(*u.choose(&Condition::ALL)?);
    seen((
        set.contains(Condition::InUse),
        set.intersects(assessment.failed),
        set.is_empty(),
        set.len(),
        set.iter().count(),
    ));
    let terms = unit.terms.as_deref().unwrap_or_default();
    for term in terms {
        let side = *u.choose(&[Side::Service, Side::Care])?;
        seen((term.covers(on), term.may_cover(on), term.may_count(), term.is_unknown(), term.is(side)));
        seen((term.named(), term.kind.side().map(Side::name), term.kind.name()));
        seen((term::chain_end(terms, side, on), term::gaps(terms, side), term::undecided(terms, side, on)));
        seen(unit.gaps(side));
    }
    seen(entitlement::ends(&unit, on).count());
    Ok(())
}

fn contracts(u: Bytes) -> Result<()> {
    let (start, end) = (date(u)?, date(u)?);
    seen(contract::lasts_months(start, end, u.arbitrary()?));
    let contract = Contract {
        agreement: u.arbitrary::<Option<String>>()?.map(Agreement::Other),
        qualification: maybe(u, |u| Ok(Qualification::Approved { by: u.arbitrary()?, on: date(u)? }))?,
        purchase: maybe(u, |u| {
            Ok(Purchase::Reseller {
                authorization: maybe(u, |u| {
                    pick(u, &[Authorization::Authorized, Authorization::NotAuthorized])
                })?,
                named: maybe(u, |u| pick(u, &[EndUserNamed::ByNameAndAddress, EndUserNamed::Incompletely]))?,
            })
        })?,
        start,
        end,
        co_terming: maybe(u, |u| {
            let other = |u: &mut Unstructured<'_>| Ok(vec![(u.arbitrary()?, date(u)?)]);
            Ok(CoTerming {
                reference: u.arbitrary()?,
                with: other(u)?,
                perhaps_with: other(u)?,
                others_unread: u.arbitrary()?,
            })
        })?,
    };
    seen((contract.term_length(), contract.in_order()));
    for (clause, reason) in contract.reasons() {
        seen((clause.code(), contract.outcome(clause)));
        read(&reason);
    }
    seen(Clause::ALL);
    Ok(())
}

fn calendars(u: Bytes) -> Result<()> {
    let zone = zone(u)?;
    let typed: &str = u.arbitrary()?;
    if let Err(problem) = WeeklyHours::parse(typed) {
        seen(problem.message());
    }
    let usual = ["24x7", "Mon-Fri 09:00-17:00;Sat 10:00-15:00", "Sun 00:00-24:00", "Wed 23:59-24:00"];
    let hours = match u.int_in_range(0..=5)? {
        0 => WeeklyHours::always(),
        1 => WeeklyHours::parse(typed).unwrap_or_else(|_| WeeklyHours::always()),
        n => WeeklyHours::parse(usual[n - 2]).unwrap_or_else(|_| WeeklyHours::always()),
    };
    let holidays = (0..u.int_in_range(0..=4)?).map(|_| date(u)).collect::<Result<Vec<_>>>()?;
    let calendar = Calendar::new(&hours, &holidays, zone);
    let (from, to) = (instant(u)?, instant(u)?);
    let pauses = [Span { from: instant(u)?, to: instant(u)? }, Span { from: instant(u)?, to: instant(u)? }];
    let time = TimeDelta::try_milliseconds(u.arbitrary()?).unwrap_or(TimeDelta::MAX);
    let _ =
        (calendar.is_open(from), calendar.next_opening(from), calendar.next_closing(from), calendar.zone());
    seen((calendar.add(from, time), calendar.add_with_pauses(from, time, &pauses)));
    seen((calendar.between(from, to), calendar.between_without_pauses(from, to, &pauses)));
    response_with(u, &calendar)
}

fn response_with(u: Bytes, calendar: &Calendar) -> Result<()> {
    let table =
        TargetTable { version: u.arbitrary()?, minutes: u.arbitrary()?, business_hours: u.arbitrary()? };
    let channel = channel(u)?;
    let Ok(target) = table.target(pick(u, &Priority::ALL)?, &channel) else { return Ok(()) };
    let (created, changed) = (instant(u)?, instant(u)?);
    let hours = if u.arbitrary()? { Some(calendar) } else { None };
    let due = target.due_by(created, hours);
    seen(response::due_after_change(due, maybe(u, instant)?, changed, &target, hours));
    seen((target.due(created), target.span(), target.priority.is_slow()));
    read(&target.reason());
    read(&target.reason_after_change(pick(u, &Priority::ALL)?));
    Ok(())
}

fn responses(u: Bytes) -> Result<()> {
    seen(response::response_state(instant(u)?, instant(u)?, maybe(u, instant)?, instant(u)?));
    let by = [ContactBy::Engineer, ContactBy::CustomerCare, ContactBy::Advisor, ContactBy::Machine];
    let kind = [ContactKind::Phone, ContactKind::Email, ContactKind::CommentWithEmail, ContactKind::Comment];
    seen(response::is_first_contact(pick(u, &by)?, pick(u, &kind)?));
    seen(Priority::from_number(u.arbitrary()?).map(Priority::number));
    seen(channel(u)?.name());
    read(&response::EmailRefused.reason());
    records(u)?;
    let _ =
        (words::minutes(u.arbitrary()?), words::count(u.arbitrary()?, u.arbitrary()?), words::date(date(u)?));
    seen(words::bytes(u.arbitrary()?));
    Ok(())
}

fn records(u: Bytes) -> Result<()> {
    let now = instant(u)?;
    let mut cases = Vec::new();
    for _ in 0..u.int_in_range(0..=5)? {
        cases.push(record::Facts {
            priority: pick(u, &Priority::ALL)?,
            channel: channel(u)?,
            created: instant(u)?,
            due: instant(u)?,
            first_contact: maybe(u, instant)?,
            target_minutes: u.arbitrary()?,
        });
    }
    seen(record::quarters(now));
    for row in record::record(&cases, now) {
        let kept = cases.iter().filter(|case| row.counts(case)).map(|case| (case.kept(now), case.quarter()));
        for (kept, _) in kept {
            seen((kept.code(), kept.words(), row.figures.of(kept)));
        }
        seen((row.figures.judged(), row.figures.percent()));
        read(&row.figures.reason());
    }
    seen(record::Kept::of(response::response_state(now, instant(u)?, maybe(u, instant)?, now)));
    Ok(())
}

fn advisors(u: Bytes) -> Result<()> {
    let schedule = |u: Bytes| -> Result<Schedule> {
        Ok(Schedule {
            region: pick(u, &[Region::Americas, Region::Emea, Region::Apac])?,
            zone: zone(u)?,
            holidays: vec![date(u)?],
            leave: vec![(date(u)?, date(u)?)],
        })
    };
    let (own, now) = (schedule(u)?, instant(u)?);
    let stand_in = maybe(u, schedule)?;
    seen((own.region.name(), own.region.hours(), own.on_leave(date(u)?), own.opening_hours(date(u)?)));
    let advice = who_to_call::advice(&own, stand_in.as_ref(), now);
    seen(who_to_call::order(Some(&advice)));
    read(&who_to_call::reason(&own, own.availability(now)));
    let on = date(u)?;
    seen((advisor::day(&own, stand_in.as_ref(), on), WeekStart::ALL.map(|start| start.of(on))));
    seen(advisor::week(&own, stand_in.as_ref(), on));
    read(&advisor::assignment(Some(&own), stand_in.as_ref(), now).reason());
    seen(Task::ALL.map(Task::words));
    read(&Task::reason());
    let hours = PreferredHours { days: u.arbitrary()?, from: time(u)?, to: time(u)? };
    seen(reachable::reachable(&hours, &own.zone, now));
    let zone = own.zone;
    seen((
        zone.name(),
        zone.initial_offset(),
        zone.transitions(),
        zone.offset_at(now),
        zone.local(now),
        zone.date(now),
    ));
    seen(zone.instant(date(u)?, time(u)?));
    seen(ZoneRules::utc());
    Ok(())
}

fn proposals(u: Bytes, text: &str, open: usize) -> Result<()> {
    let states = [State::Open, State::Accepted, State::Declined, State::Withdrawn];
    let steps = [proposal::Step::Accept, proposal::Step::Decline, proposal::Step::Withdraw];
    let after = proposal::after(pick(u, &states)?, pick(u, &steps)?);
    for refused in after.err().into_iter().chain(proposal::may_propose(open).err()) {
        seen(refused.code());
        read(&refused.reason());
    }
    match proposal::text(text) {
        Ok(text) => seen(text),
        Err(problem) => seen((problem.code(), problem.message())),
    }
    Ok(())
}

fn people(u: Bytes) -> Result<()> {
    let text: &str = u.arbitrary()?;
    match EmailAddress::parse(text) {
        Ok(address) => seen(address.as_str()),
        Err(problem) => seen(problem.message()),
    }
    if let Err(problem) = Phone::parse(text) {
        seen(problem.message());
    }
    if let Err(problem) = password::check(text, u.arbitrary()?, text) {
        seen((problem.code(), problem.message()));
    }
    seen(SerialNumber::parse(text).map(|serial| serial.as_str().len()));
    seen(Country::parse(text).map(|country| country.code().len()));
    seen(Exclusion::from_code(text).map(|exclusion| (exclusion.code(), exclusion.question())));
    let names: Vec<u8> = u.arbitrary()?;
    let (one, two) = (u.arbitrary()?, u.arbitrary()?);
    for edit in [Edit::Add(one), Edit::Remove(one), Edit::Replace { out: one, by: two }, Edit::HasLeft(one)] {
        if let Err(refused) = roster::after(&names, &edit) {
            seen(refused.code());
            read(&refused.reason());
        }
    }
    read(&roster::reason(names.len()));
    let (then, now) = (maybe(u, instant)?, instant(u)?);
    let (said, seen_on) = (maybe(u, date)?, date(u)?);
    read(&roster::confirmation(said, seen_on));
    seen(said.map(|said| quarter::holds(said, seen_on)));
    let ended = pick(u, &[None, Some(End::Accepted), Some(End::Withdrawn)])?;
    if let Err(refused) = invitation::usable(ended, invitation::expires(now), then.unwrap_or(now)) {
        seen((refused.code(), refused.message()));
    }
    let role = Some(pick(u, &Role::ALL)?);
    seen(invitation::sign_in_ends(role, names.len()));
    let whose = pick(u, &[Whose::Own, Whose::SomebodyElses])?;
    if let Err(stays) = invitation::may_end(whose, role, names.len()) {
        seen((stays.code(), stays.message()));
    }
    proposals(u, text, names.len())?;
    let levels = [Level::Jncia, Level::Jncis, Level::Jncip, Level::Jncie];
    let certification = maybe(u, |u| {
        let approval = pick(u, &[Approval::Approved, Approval::Pending])?;
        Ok(Certification { level: pick(u, &levels)?, expires: date(u)?, approval })
    })?;
    let standing = Standing { named: pick(u, &[Named::Representative, Named::NotNamed])?, certification };
    let on = date(u)?;
    seen((certification.map(|c| (c.expiry(on), c.level.name())), expert_to_expert::expires(on)));
    seen((standing.holds_the_recommended(on), expert_to_expert::basis(standing, on)));
    let priority = pick(u, &Priority::ALL)?;
    seen(expert_to_expert::expert_to_expert(standing, priority, on));
    let (obtained, expires) = (maybe(u, date)?, maybe(u, date)?);
    let entry = Entry { level: certification.map(|c| c.level), track: text, number: text, obtained, expires };
    if let Err(problems) = certificate::last_day(&entry, on) {
        problems.iter().for_each(|problem| seen((problem.field(), problem.message())));
    }
    let held = Approved { level: text, track: text, number: None, expires: on };
    seen(certificate::keeps_answer(None, held));
    seen(certification.and_then(|c| certificate::warning(c, on)));
    read(&certificate::approvable(certification, on));
    read(&certificate::recommendation());
    let list = CountryList {
        source: text.to_owned(),
        checked_on: on,
        excluded: Country::parse(text).into_iter().collect(),
        unread: false,
    };
    read(&certificate::place_of_work(Country::parse(text), &list));
    read(&expert_to_expert::reason(standing, priority, on));
    let setting = pick(u, &[ExpertsAndAdvisor::NamedOnly, ExpertsAndAdvisor::ExpertsToo])?;
    read(&expert_to_expert::works_with_advisor(standing, setting, on));
    let (role, action) = (pick(u, &Role::ALL)?, pick(u, &Action::ALL)?);
    read(&advice::may_ask(role, standing, setting, on));
    seen((role.name(), role.works_for_end_user(), access::permission(role, action).is_allowed()));
    read(&access::opening_cases(role));
    read(&access::reason(role, action));
    Ok(())
}

fn cases(u: Bytes) -> Result<()> {
    let subject = if u.arbitrary()? {
        Subject::Unit(u.arbitrary()?)
    } else {
        Subject::Unlisted { host_name: u.arbitrary()?, site: u.arbitrary()? }
    };
    let draft = Draft {
        priority: maybe(u, |u| pick(u, &Priority::ALL))?,
        subject,
        further_units: u.arbitrary()?,
        synopsis: u.arbitrary()?,
        description: u.arbitrary()?,
        software_version: u.arbitrary()?,
        network_outage: maybe(u, |u| pick(u, &[Outage::Yes, Outage::No]))?,
        own_reference: u.arbitrary()?,
        contact: ContactWish {
            way: maybe(u, |u| pick(u, &[Way::Phone, Way::Email]))?,
            at: u.arbitrary()?,
            when: u.arbitrary()?,
        },
        since: match u.int_in_range(0..=2)? {
            0 => Since::NotGiven,
            1 => Since::Unreadable,
            _ => Since::At(instant(u)?),
        },
        exclusions: Exclusion::ALL.to_vec(),
        phone_page: maybe(u, |_| Ok(PhonePageChoice::OpenOnWeb))?,
    };
    seen(case_draft::stray_in_line(&draft.synopsis));
    seen(case_draft::unreachable_at(Way::to(&draft.contact.at), &draft.contact.at));
    if let Err(problems) = draft.check(instant(u)?) {
        for problem in problems {
            seen((problem.field.name(), problem.field.label(), problem.code(), problem.message()));
        }
    }
    for exclusion in Exclusion::ALL {
        read(&exclusion.reason());
    }
    let entry = u.choose(catalogue::RULES)?;
    seen((entry.state.word(), entry.state.by(), entry.state.is_done()));
    // It takes no input and is long: now and then is enough.
    if u.ratio(1, 255)? {
        seen(catalogue::document());
    }
    Ok(())
}

/// The compiler must not leave out a call because nobody looks at what it returns.
pub(super) fn seen<T>(value: T) {
    std::hint::black_box(value);
}

pub(super) fn read(reason: &Reason) {
    seen((reason.uses_our_reading(), reason.section.heading(), &reason.why));
    reason.rules.iter().for_each(|rule| seen((rule.id(), rule.is_our_reading())));
    seen((Input::known("x", "y"), Input::maybe("x", None)));
}
