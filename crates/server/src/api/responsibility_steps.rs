//! The steps of `PATCH /v1/responsibilities`: which may be taken on which rule, what each needs, and what it leaves on record.

use crate::{
    problem::{Refusal, field_error},
    store::{
        Connection,
        declarations::{Area, NewDeclaration},
        readiness_records::{self as records, NewRecord},
    },
};
use chrono::{DateTime, NaiveDate};
use rules::case_draft::{LINE_MAX, SYNOPSIS_MAX};
use wire::{
    declaration::DeclarationStep,
    problem::FieldError,
    responsibilities::{ChangeResponsibilities, Responsibilities, ResponsibilityStep as Step},
};

const PROFILE: &str = "R-067";
const REQUIREMENTS: &str = "R-068";
const TRAINING: &str = "R-069";
const THIRD_PARTIES: &str = "R-071";
const COOPERATION: &str = "R-079";

/// Takes a step and gives its line for the history, in which who and when are still to be filled in.
///
/// # Errors
/// 422 for a step that can't be; the database.
pub async fn take(
    tx: &mut Connection,
    account: &str,
    seen: &Responsibilities,
    wish: &ChangeResponsibilities,
) -> Result<NewDeclaration, Refusal> {
    match (wish.rule.as_str(), &wish.step) {
        (PROFILE | REQUIREMENTS | COOPERATION, Step::Give) => {
            Ok(line(&wish.rule, DeclarationStep::Given, remark(wish)?))
        }
        (REQUIREMENTS | COOPERATION, Step::Withdraw) => {
            let is_given =
                seen.said.iter().any(|said| said.topic == wish.rule && said.step == DeclarationStep::Given);
            if !is_given {
                return Err(Refusal::field("/step", "not_given", "There is nothing to take back"));
            }
            Ok(line(&wish.rule, DeclarationStep::Withdrawn, None))
        }
        (TRAINING | THIRD_PARTIES, Step::Add) => {
            let new = new_record(seen, wish)?;
            records::insert(tx, account, &new).await?;
            let topic = if new.day.is_some() { TRAINING } else { &new.id };
            Ok(line(topic, DeclarationStep::Added, Some(format!("{}: {}", new.name, new.about))))
        }
        (TRAINING | THIRD_PARTIES, Step::Remove) => {
            let (id, name) = concerned(seen, wish)?;
            records::remove(tx, account, &id).await?;
            let topic = if wish.rule == TRAINING { TRAINING } else { &id };
            Ok(line(topic, DeclarationStep::Removed, Some(name)))
        }
        (THIRD_PARTIES, Step::Secured | Step::NotSecured) => {
            let (id, name) = concerned(seen, wish)?;
            let secured = wish.step == Step::Secured;
            records::secure(tx, account, &id, secured).await?;
            let step = if secured { DeclarationStep::Secured } else { DeclarationStep::NotSecured };
            Ok(line(&id, step, Some(name)))
        }
        (PROFILE | REQUIREMENTS | COOPERATION | TRAINING | THIRD_PARTIES, step) => {
            let words = format!("There is no step “{}” for {}", step.as_str(), wish.rule);
            Err(Refusal::field("/step", "unknown_step", words))
        }
        (rule, _) => {
            let words = format!("Nothing can be said about “{rule}” here");
            Err(Refusal::field("/rule", "unknown_rule", words))
        }
    }
}

fn line(topic: &str, step: DeclarationStep, text: Option<String>) -> NewDeclaration {
    NewDeclaration {
        area: Area::Responsibilities,
        topic: topic.to_owned(),
        step,
        text,
        by: String::new(),
        at: DateTime::default(),
        on_behalf: false,
    }
}

fn remark(wish: &ChangeResponsibilities) -> Result<Option<String>, Refusal> {
    let text = wish.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > SYNOPSIS_MAX) {
        return Err(Refusal::field("/text", "too_long", format!("At most {SYNOPSIS_MAX} characters fit")));
    }
    Ok(text.map(str::to_owned))
}

/// Id of the training or third party, and its name.
fn concerned(seen: &Responsibilities, wish: &ChangeResponsibilities) -> Result<(String, String), Refusal> {
    let asked = wish.record.as_deref().unwrap_or_default();
    let trainings = seen.trainings.iter().map(|training| (&training.id, &training.name));
    let parties = seen.third_parties.iter().map(|party| (&party.id, &party.name));
    let found = if wish.rule == TRAINING {
        trainings.into_iter().find(|(id, _)| *id == asked)
    } else {
        parties.into_iter().find(|(id, _)| *id == asked)
    };
    found
        .map(|(id, name)| (id.clone(), name.clone()))
        .ok_or_else(|| Refusal::field("/record", "unknown_record", "There is no such record"))
}

/// Everything that is wrong at once.
fn new_record(seen: &Responsibilities, wish: &ChangeResponsibilities) -> Result<NewRecord, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let mut text = |pointer: &str, text: &Option<String>, limit: usize, missing: &str| {
        let text = text.as_deref().unwrap_or_default().trim();
        match text.chars().count() {
            0 => errors.push(field_error(pointer, "missing", missing)),
            long if long > limit => {
                errors.push(field_error(pointer, "too_long", format!("At most {limit} characters fit")));
            }
            _ => {}
        }
        text.to_owned()
    };
    let is_training = wish.rule == TRAINING;
    let [who, what] = if is_training {
        ["Enter who took the training", "Enter which training it was"]
    } else {
        ["Enter who the third party is", "Enter what you need of them"]
    };
    let name = text("/name", &wish.name, LINE_MAX, who);
    let about = text("/text", &wish.text, SYNOPSIS_MAX, what);
    let day = if is_training { day(seen.on, wish, &mut errors) } else { None };
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    Ok(NewRecord { id: uuid::Uuid::now_v7().to_string(), name, about, day })
}

fn day(today: NaiveDate, wish: &ChangeResponsibilities, errors: &mut Vec<FieldError>) -> Option<NaiveDate> {
    let typed = wish.day.as_deref().unwrap_or_default().trim();
    let mut wrong = |code: &str, words: &str| errors.push(field_error("/day", code, words));
    match typed.parse::<NaiveDate>() {
        _ if typed.is_empty() => wrong("missing", "Enter the day of the training"),
        Err(_) => wrong("unreadable", "Enter the day as YYYY-MM-DD"),
        Ok(day) if day > today => wrong("in_future", "This day is still to come"),
        Ok(day) => return Some(day),
    }
    None
}
