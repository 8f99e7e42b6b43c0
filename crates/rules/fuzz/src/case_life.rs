//! The rooms of a case's life, of its files and of escalations, called as [`super`] calls the others.

use super::{
    inputs::{Bytes, channel, instant, maybe, pick},
    read, seen,
};
use arbitrary::Result;
use rules::{
    access::Role,
    case_file::{self, Held},
    case_life::{self, Facts, Side, Standing, Status, Step, Turn},
    case_mail,
    escalation::{self, State},
    participation,
    response::{Priority, TargetTable, course::Course},
    rma, similar_case,
};

pub fn exercise(u: Bytes) -> Result<()> {
    let status = pick(u, &[Status::Open, Status::InProgress, Status::ClosureAsked, Status::Closed])?;
    let turn = pick(u, &[Turn::Vendor, Turn::Customer, Turn::Nobody])?;
    let facts = Facts {
        standing: Standing { status, turn },
        priority: pick(u, &Priority::ALL)?,
        open_escalations: u.int_in_range(0..=2)?,
        advisor_asked: u.arbitrary()?,
    };
    let (step, side) = (pick(u, &Step::ALL)?, pick(u, &Side::ALL)?);
    let text: String = u.arbitrary()?;
    if let Err(refused) = case_life::after(&facts, step, side) {
        seen(refused.code());
        read(&refused.reason());
    }
    seen(case_life::after_file(&facts, side).is_ok());
    let held = Held { count: u.arbitrary()?, bytes: u.arbitrary()? };
    seen((case_file::fault(&text, u.arbitrary()?, held), case_file::name_fault(&text)));
    seen(case_file::may_run(&text, text.as_bytes()));
    seen((step.needs_text(), step.contact(), step.text_fault(&text), case_life::contact_by(side)));
    seen(similar_case::may_be_the_same(&text, u.arbitrary()?));
    seen(Side::of(pick(u, &Role::ALL)?));
    let table = TargetTable { version: String::new(), minutes: u.arbitrary()?, business_hours: None };
    if let Ok(target) = table.target(pick(u, &Priority::ALL)?, &channel(u)?) {
        let (due, contact, now) = (instant(u)?, maybe(u, instant)?, instant(u)?);
        let effect = case_life::effect(facts.priority, due, contact, now, &target, None);
        seen(effect.moves());
        read(&effect.reason());
    }
    course(u)?;
    escalations(u, status, side, &text)?;
    beside(u, status, side, &text)
}

fn course(u: Bytes) -> Result<()> {
    let moves = vec![(instant(u)?, instant(u)?), (instant(u)?, instant(u)?)];
    let course = Course { created: instant(u)?, due: instant(u)?, moves, first_contact: maybe(u, instant)? };
    for reached in course.marks_between(instant(u)?, instant(u)?) {
        seen((reached.mark.percent(), reached.at));
    }
    Ok(())
}

fn escalations(u: Bytes, status: Status, side: Side, text: &str) -> Result<()> {
    let (state, step) = (pick(u, &State::ALL)?, pick(u, &escalation::Step::ALL)?);
    let asked = escalation::may_ask(status, side).err();
    for refused in asked.into_iter().chain(escalation::after(state, step, side).err()) {
        seen(refused.code());
        read(&refused.reason());
    }
    seen((state.is_open(), state.name(), step.needs_text(), step.text_fault(text)));
    seen(escalation::text_fault(text, u.arbitrary()?));
    let (next, now) = (maybe(u, instant)?, instant(u)?);
    seen(escalation::next_report_fault(next, now));
    read(&escalation::reports(state, next, now).reason());
    Ok(())
}

/// What stands beside a case: who takes part, replacements of units, and e-mail.
fn beside(u: Bytes, status: Status, side: Side, text: &str) -> Result<()> {
    let role = maybe(u, |u| pick(u, &Role::ALL))?;
    let added = participation::may_change(side).err();
    for refused in added.into_iter().chain(participation::may_take_part(role).err()) {
        seen(refused.code());
        read(&refused.reason());
    }
    if let Some(role) = role {
        seen(participation::sees_only_where_added(role));
    }
    read(&participation::about());

    let state = [rma::State::Requested, rma::State::Approved, rma::State::Closed, rma::State::Cancelled];
    let replacement = [rma::Replacement::Awaited, rma::Replacement::Shipped, rma::Replacement::Delivered];
    let now = rma::Standing {
        state: pick(u, &state)?,
        replacement: pick(u, &replacement)?,
        defective: pick(u, &[rma::Defective::Out, rma::Defective::Received])?,
    };
    let step = pick(u, &rma::Step::ALL)?;
    for refused in rma::may_request(status, side).err().into_iter().chain(rma::after(now, step, side).err()) {
        seen(refused.code());
        read(&refused.reason());
    }
    seen((now.name(), now.is_open(), step.text_fault(text)));
    seen((rma::serial_fault(text, None), rma::line_fault(text, u.arbitrary()?)));
    read(&rma::about_cover());

    seen((case_mail::tag(text), case_mail::tagged(text)));
    seen(case_mail::said(text, &[text]).map_err(case_mail::Refused::code));
    if let Err(refused) = case_mail::may_update(status) {
        seen(refused.code());
        read(&refused.reason());
    }
    read(&case_mail::about());
    Ok(())
}
