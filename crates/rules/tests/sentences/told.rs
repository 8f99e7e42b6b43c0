//! Decisions of every kind, and what is told about each: rules, section, title, outcome, words and inputs in one line.

mod units;

use chrono::{Datelike, NaiveDate};
use rules::{
    Date,
    access::{Role, opening_cases},
    case_draft::{Fault, Field, FieldProblem},
    case_life, case_mail,
    contract::{Agreement, Authorization, CoTerming, Contract, EndUserNamed, Purchase, Qualification},
    country::{Country, CountryList},
    entitlement::{assess, over_time},
    escalation,
    expert_to_expert::{self, Approval, Certification, Level, Named, Standing},
    meeting::{self, Kind},
    on_boarding::{self, Item, Progress},
    participation,
    person::{EmailAddress, Phone},
    problem::Exclusion,
    reason::Reason,
    response::{Channel, EmailRefused, Priority, TargetTable},
    rma,
    roster::{self, Refused},
    serial::SerialNumber,
    term::{ContractKind, ContractStatus, Term},
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Source, Unit, Usage, Vendor},
    webinar::{Door, Facts, question, relevance_reason},
};

/// All lines.
pub fn lines() -> Vec<String> {
    let mut lines = units::units();
    lines.extend(units::changes());
    lines.extend(contracts());
    lines.extend(people());
    lines.extend(readiness());
    lines.extend(cases());
    lines.extend(life_of_cases());
    lines.extend(webinars());
    lines
}

fn line(what: &str, reason: &Reason) -> String {
    let rules: Vec<&str> = reason.rules.iter().map(|rule| rule.id()).collect();
    let inputs: Vec<String> = reason
        .inputs
        .iter()
        .map(|input| format!("{} = {}", input.name, input.value.as_deref().unwrap_or("not supplied")))
        .collect();
    format!(
        "{what} | {} | {} | {} | {:?} | {} | {}",
        reason.section.heading(),
        rules.join(" "),
        reason.title,
        reason.outcome,
        reason.why,
        inputs.join("; ")
    )
}

fn date(year: i32, month: u32, day: u32) -> Date {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

const ON: (i32, u32, u32) = (2026, 6, 15);

fn on() -> Date {
    date(ON.0, ON.1, ON.2)
}

fn contracts() -> Vec<String> {
    let base = || Contract {
        agreement: Some(Agreement::PurchaseAndLicence),
        qualification: Some(Qualification::Approved { by: "the desk".to_owned(), on: date(2025, 12, 1) }),
        purchase: Some(Purchase::Direct),
        start: date(2026, 1, 1),
        end: date(2026, 12, 31),
        co_terming: None,
    };
    let mut all = vec![("contract", base())];
    let mut add = |what, change: &dyn Fn(&mut Contract)| {
        let mut contract = base();
        change(&mut contract);
        all.push((what, contract));
    };
    add("nothing supplied", &|c| (c.agreement, c.qualification, c.purchase) = (None, None, None));
    add("another agreement", &|c| c.agreement = Some(Agreement::Other("MSA 7".to_owned())));
    add("another agreement without reference", &|c| c.agreement = Some(Agreement::Other(" ".to_owned())));
    add("not qualified", &|c| c.qualification = Some(Qualification::Refused));
    let reseller = |authorization, named| Some(Purchase::Reseller { authorization, named });
    let (yes, no) = (Some(Authorization::Authorized), Some(Authorization::NotAuthorized));
    let named = Some(EndUserNamed::ByNameAndAddress);
    add("reseller", &|c| c.purchase = reseller(yes, named));
    add("reseller not authorized", &|c| c.purchase = reseller(no, named));
    add("authorization not supplied", &|c| c.purchase = reseller(None, named));
    add("End User incompletely named", &|c| c.purchase = reseller(yes, Some(EndUserNamed::Incompletely)));
    add("naming not supplied", &|c| c.purchase = reseller(yes, None));
    let short = |c: &mut Contract, reference: Option<&str>, other: Date| {
        c.end = date(2026, 6, 30);
        c.co_terming = reference.map(|reference| CoTerming {
            reference: reference.to_owned(),
            with: vec![("ACP-2".to_owned(), other)],
            perhaps_with: vec![("ACP-3".to_owned(), date(2026, 7, 2))],
            others_unread: false,
        });
    };
    add("shorter, co-termed", &|c| short(c, Some("letter 7"), date(2026, 6, 30)));
    add("shorter, nothing ends with it", &|c| short(c, Some("letter 7"), date(2026, 7, 1)));
    add("shorter, may end with one that is not known", &|c| {
        short(c, Some("letter 7"), date(2026, 7, 1));
        c.end = date(2026, 7, 2);
    });
    add("shorter, others can't be read", &|c| {
        short(c, Some("letter 7"), date(2026, 7, 1));
        c.co_terming.iter_mut().for_each(|known| known.others_unread = true);
    });
    add("shorter, without reference", &|c| short(c, Some(" "), date(2026, 6, 30)));
    add("shorter, reference not supplied", &|c| short(c, None, date(2026, 6, 30)));
    add("one day", &|c| c.end = c.start);
    add("ends before it begins", &|c| c.end = date(2025, 12, 31));
    let base = base().reasons();
    let mut lines = Vec::new();
    for (what, contract) in all {
        for (told, before) in contract.reasons().into_iter().zip(&base) {
            if what == "contract" || told != *before {
                lines.push(line(what, &told.1));
            }
        }
    }
    lines
}

fn people() -> Vec<String> {
    let mut lines: Vec<String> =
        [0, 1, 2, 6, 7].map(|n| line(&format!("{n} named"), &roster::reason(n))).into();
    for refused in [Refused::Full, Refused::TooFew, Refused::NamedAlready, Refused::NotNamed] {
        lines.push(line(refused.code(), &refused.reason()));
    }
    lines.extend(Role::ALL.map(|role| line(role.name(), &opening_cases(role))));
    for (named, certification) in [
        (Named::Representative, None),
        (Named::NotNamed, None),
        (Named::NotNamed, Some((Level::Jncia, Approval::Approved, 2030))),
        (Named::NotNamed, Some((Level::Jncip, Approval::Approved, 2030))),
        (Named::NotNamed, Some((Level::Jncip, Approval::Pending, 2030))),
        (Named::NotNamed, Some((Level::Jncie, Approval::Approved, 2020))),
    ] {
        let certification = certification.map(|(level, approval, year)| Certification {
            level,
            approval,
            expires: date(year, 1, 1),
        });
        for priority in [Priority::P1, Priority::P3] {
            let reason = expert_to_expert::reason(Standing { named, certification }, priority, on());
            lines.push(line(&format!("{named:?} {certification:?} {priority:?}"), &reason));
        }
    }
    for text in [
        "",
        "nobody",
        "noc@example.net",
        "a b@example.net",
        "a@b",
        "a<b@example.net",
        "a\u{7}b@example.net",
        "a@-b.net",
        "a@b-.net",
        "ada@example.net",
    ] {
        let told = EmailAddress::parse(text).map_or_else(|problem| problem.message(), |_| "read");
        lines.push(format!("e-mail {text:?} | {told}"));
    }
    for text in ["", "030 123", "+49 30 12x", "+49 30", "+49 30 1234567"] {
        let told = Phone::parse(text).map_or_else(|problem| problem.message(), |_| "read");
        lines.push(format!("telephone {text:?} | {told}"));
    }
    lines
}

fn readiness() -> Vec<String> {
    let mut lines = Vec::new();
    for kind in [Kind::OnBoarding, Kind::OperationalReview] {
        for refused in meeting::Refused::ALL {
            lines.push(line(&format!("{kind:?} {refused:?}"), &refused.reason(kind)));
        }
    }
    for left in 0..=2 {
        let progress = |place| if place < left { Progress::InProgress } else { Progress::DoesNotApply };
        let items: Vec<_> =
            Item::ALL.into_iter().enumerate().map(|(place, item)| (item.name(), progress(place))).collect();
        lines.push(line(&format!("on-boarding, {left} left"), &on_boarding::reason(&items, 0)));
    }
    for refused in on_boarding::Refused::ALL {
        lines.push(line(&format!("on-boarding {refused:?}"), &refused.reason()));
    }
    lines
}

fn cases() -> Vec<String> {
    let table = TargetTable { version: "2026".to_owned(), minutes: [15, 45, 240, 480], business_hours: None };
    let mut lines = Vec::new();
    let hours = "Mon-Fri 08:00-17:00 Europe/Berlin".to_owned();
    let in_hours = TargetTable { business_hours: Some(hours), ..table.clone() };
    if let Ok(target) = in_hours.target(Priority::P3, &Channel::Web) {
        lines.push(line("P3 web in business hours", &target.reason()));
    }
    for channel in [Channel::Phone, Channel::Web, Channel::Other("chat".to_owned())] {
        for priority in Priority::ALL {
            if let Ok(target) = table.target(priority, &channel) {
                lines.push(line(&format!("{priority:?} {}", channel.name()), &target.reason()));
                if priority != Priority::P4 {
                    let raised = target.reason_after_change(Priority::P4);
                    lines.push(line(&format!("{priority:?} {}, raised", channel.name()), &raised));
                }
            }
        }
    }
    lines.push(line("e-mail", &EmailRefused.reason()));
    lines.extend(Exclusion::ALL.map(|exclusion| line(exclusion.code(), &exclusion.reason())));
    let faults = [
        Fault::Missing,
        Fault::TooLong { limit: 250, actual: 251 },
        Fault::TooMany { limit: 49, actual: 50 },
        Fault::Twice,
        Fault::NoNumber,
        Fault::NoAddress,
        Fault::NotOneLine,
        Fault::Unreadable,
        Fault::InTheFuture,
    ];
    for field in Field::ALL {
        for fault in faults {
            let problem = FieldProblem { field, fault };
            lines.push(format!("{} {} | {}", field.name(), problem.code(), problem.message()));
        }
    }
    lines
}

fn webinars() -> Vec<String> {
    let hour = |day, hour| {
        on().with_day(day).unwrap_or_default().and_hms_opt(hour, 0, 0).unwrap_or_default().and_utc()
    };
    let held = Facts { starts: hour(10, 14), ends: hour(10, 15), cancelled: false, recorded: false };
    let facts = [
        ("posted", Facts { recorded: true, ..held }, 11),
        ("owed", held, 11),
        ("not over", held, 9),
        ("cancelled", Facts { cancelled: true, ..held }, 9),
    ];
    let mut lines: Vec<String> = facts
        .iter()
        .map(|(what, facts, day)| line(&format!("recording {what}"), &facts.recording_reason(hour(*day, 12))))
        .collect();
    lines.extend(Door::ALL.map(|door| line(&format!("door {}", door.code()), &door.reason())));
    lines.push(line("relevant", &relevance_reason(&["MX".to_owned(), "EX".to_owned()])));
    lines.push(line("not relevant", &relevance_reason(&[])));
    lines.extend(question::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())));
    lines
}

/// What can't be done with a case or an escalation, what a change of priority does, and which reports are owed.
fn life_of_cases() -> Vec<String> {
    let mut lines: Vec<String> =
        case_life::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())).into();
    lines.extend(escalation::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())));
    let table = TargetTable { version: "2026".to_owned(), minutes: [15, 45, 240, 480], business_hours: None };
    let noon = date(2026, 6, 15).and_time(chrono::NaiveTime::MIN).and_utc();
    let (due, later) = (noon + chrono::TimeDelta::minutes(45), noon + chrono::TimeDelta::minutes(5));
    for (to, contact) in [(Priority::P1, None), (Priority::P4, None), (Priority::P1, Some(noon))] {
        if let Ok(target) = table.target(to, &Channel::Phone) {
            let effect = case_life::effect(Priority::P2, due, contact, later, &target, None);
            lines.push(line(&format!("P2 to {to:?}, contact {}", contact.is_some()), &effect.reason()));
        }
    }
    for (state, next) in [
        (escalation::State::Requested, None),
        (escalation::State::Owned, Some(due)),
        (escalation::State::Owned, Some(noon)),
        (escalation::State::Completed, Some(noon)),
    ] {
        let reports = escalation::reports(state, next, later);
        lines.push(line(state.name(), &reports.reason()));
    }
    lines.extend(participation::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())));
    lines.extend(rma::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())));
    lines.extend(case_mail::Refused::ALL.map(|refused| line(refused.code(), &refused.reason())));
    lines.push(line("who takes part", &participation::about()));
    lines.push(line("a replacement", &rma::about_cover()));
    lines.push(line("by e-mail", &case_mail::about()));
    lines
}
