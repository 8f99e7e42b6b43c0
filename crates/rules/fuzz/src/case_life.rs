//! The rooms of a case's life and of escalations, called as [`super`] calls the others.

use super::{
    inputs::{Bytes, channel, instant, maybe, pick},
    read, seen,
};
use arbitrary::Result;
use rules::{
    access::Role,
    case_life::{self, Facts, Side, Standing, Status, Step, Turn},
    escalation::{self, State},
    response::{Priority, TargetTable},
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
    seen((step.needs_text(), step.contact(), step.text_fault(&text), case_life::contact_by(side)));
    seen(Side::of(pick(u, &Role::ALL)?));
    let table = TargetTable { version: String::new(), minutes: u.arbitrary()?, business_hours: None };
    if let Ok(target) = table.target(pick(u, &Priority::ALL)?, &channel(u)?) {
        let (due, contact, now) = (instant(u)?, maybe(u, instant)?, instant(u)?);
        let effect = case_life::effect(facts.priority, due, contact, now, &target, None);
        seen(effect.moves());
        read(&effect.reason());
    }
    escalations(u, status, side, &text)
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
