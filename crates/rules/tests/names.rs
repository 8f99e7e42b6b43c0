//! Names, codes and labels: people and APIs tell things apart by them, so each is there and no two are alike.

#![allow(clippy::unwrap_used)]

use rules::{
    access::Role,
    advisor::Region,
    case_draft::Field,
    catalogue::RULES,
    contract::Clause,
    entitlement::Condition,
    expert_to_expert::Level,
    invitation, meeting, on_boarding,
    problem::Exclusion,
    reason::Section,
    registration::{Column, FaultKind, Warning},
    response::{Channel, record::Kept},
    roster::Refused,
    term::{ContractKind, Side},
    webinar,
};
use std::collections::BTreeSet;

fn told_apart<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) {
    let names: Vec<&str> = names.into_iter().collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(different.len(), names.len(), "{what}: {names:?}");
    assert!(names.iter().all(|name| name.len() > 1), "{what}: {names:?}");
}

#[test]
fn each_is_there_and_no_two_are_alike() {
    told_apart("roles", Role::ALL.map(Role::name));
    told_apart("what becomes of a target", Kept::ALL.map(Kept::code));
    told_apart("the same in words", Kept::ALL.map(Kept::words));
    told_apart("regions", [Region::Americas, Region::Emea, Region::Apac].map(Region::name));
    told_apart("clauses", Clause::ALL.map(Clause::code));
    told_apart("conditions", Condition::ALL.map(Condition::code));
    told_apart("exclusions", Exclusion::ALL.map(Exclusion::code));
    told_apart("questions", Exclusion::ALL.map(Exclusion::question));
    told_apart("levels", [Level::Jncia, Level::Jncis, Level::Jncip, Level::Jncie].map(Level::name));
    let refusals = [Refused::Full, Refused::TooFew, Refused::NamedAlready, Refused::NotNamed];
    told_apart("refusals", refusals.map(Refused::code));
    told_apart("refusals of meetings", meeting::Refused::ALL.map(meeting::Refused::code));
    told_apart("things of an on-boarding", on_boarding::Item::ALL.map(on_boarding::Item::code));
    told_apart("names of these things", on_boarding::Item::ALL.map(on_boarding::Item::name));
    told_apart("progress", on_boarding::Progress::ALL.map(on_boarding::Progress::name));
    told_apart("refusals of the on-boarding", on_boarding::Refused::ALL.map(on_boarding::Refused::code));
    let refusals = [
        invitation::Refused::Unknown,
        invitation::Refused::Accepted,
        invitation::Refused::Withdrawn,
        invitation::Refused::RunOut,
        invitation::Refused::SignsInAlready,
    ];
    told_apart("refused invitations", refusals.map(invitation::Refused::code));
    told_apart("words of refused invitations", refusals.map(invitation::Refused::message));
    let kinds = [ContractKind::AdvancedCarePlus, ContractKind::JuniperCare, ContractKind::Subscription];
    told_apart("kinds of contract", kinds.map(ContractKind::name));
    told_apart("sides", [Side::Service, Side::Care].map(Side::name));
    let other = Channel::Other("chat".to_owned());
    told_apart("channels", [Channel::Phone.name(), Channel::Web.name(), Channel::Email.name(), other.name()]);
    told_apart("topics of webinars", webinar::Topic::ALL.map(webinar::Topic::name));
    told_apart("doors", webinar::Door::ALL.map(webinar::Door::code));
    told_apart("refusals of webinars", webinar::question::Refused::ALL.map(webinar::question::Refused::code));
    told_apart("columns", Column::ALL.map(Column::code));
    told_apart("names of columns", Column::ALL.map(Column::name));
    told_apart("kinds of fault", FaultKind::ALL.map(FaultKind::code));
    told_apart("warnings", Warning::ALL.map(Warning::code));
    told_apart("words of warnings", Warning::ALL.map(Warning::message));
    told_apart("fields", Field::ALL.map(Field::name));
    told_apart("labels", Field::ALL.map(Field::label));
}

#[test]
fn the_headings_are_those_of_the_service_description() {
    let sections = [
        Section::Eligibility,
        Section::EscalationDesk,
        Section::OnBoarding,
        Section::KnowledgeTransfer,
        Section::ExpertToExpert,
        Section::ResponseTime,
        Section::Advisor,
        Section::Responsibilities,
        Section::Availability,
        Section::Scope,
        Section::Exclusions,
    ];
    told_apart("sections", sections.map(Section::heading));
    for section in sections {
        assert!(RULES.iter().any(|rule| rule.heading == section.heading()), "{section:?}");
    }
}
