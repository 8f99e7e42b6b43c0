//! The HTTP interface: one room per resource. Each handler asks in the same order: who is it (401), may that role (403),
//! is it there and in reach (404), is the version right (428, 412), are the values right (422). Handlers hold no rule and
//! no SQL.

pub mod accept_invitation;
pub mod activation;
pub mod advice;
pub mod advisor;
pub mod call_notes;
pub mod case_drafts;
mod case_expert;
pub mod case_export;
pub mod case_files;
pub mod case_filter;
pub mod case_life;
pub mod cases;
pub mod change_advice;
pub mod change_meeting;
pub mod change_roster;
pub mod change_sites;
pub mod claims;
pub mod contacts;
pub mod contracts;
pub mod cover;
pub mod document;
pub mod escalations;
pub mod export;
pub mod handover;
pub mod inbound_mail;
pub mod invitations;
pub mod keep_contact;
pub mod label;
pub mod me;
pub mod meeting_calendar;
pub mod meetings;
pub mod meta;
pub mod notices;
pub mod on_boarding;
pub mod open_case;
pub mod open_case_about;
pub mod open_case_origin;
pub mod page;
pub mod participants;
pub mod people;
pub mod policy_reports;
pub mod profile;
pub mod proposals;
pub mod publish_webinar;
pub mod readiness;
pub mod recordings;
pub mod registration_basis;
pub mod registration_rows;
pub mod registrations;
pub mod releases;
pub mod response_record;
pub mod responsibilities;
pub mod responsibility_steps;
pub mod rmas;
pub mod saved_views;
pub mod search;
pub mod session;
pub mod sessions;
pub mod sites;
pub mod unit_changes;
pub mod unit_export;
pub mod unit_facets;
pub mod unit_filter;
pub mod unit_history;
pub mod units;
pub mod upload;
pub mod webinar_calendar;
pub mod webinar_questions;
pub mod webinar_visit;
pub mod webinars;
pub mod workspace;
pub mod zones;

use crate::{app::App, body, cross_site, request, static_files};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::Description::openapi())
        .routes(routes!(meta::read))
        .routes(routes!(session::sign_in, session::sign_out))
        .routes(routes!(me::read, profile::change))
        .routes(routes!(profile::change_password))
        .routes(routes!(sessions::list, sessions::end_others))
        .routes(routes!(sessions::end))
        .routes(routes!(people::list))
        .routes(routes!(people::end_sign_in))
        .routes(routes!(units::list))
        .routes(routes!(unit_changes::check))
        .routes(routes!(unit_changes::change))
        .routes(routes!(unit_facets::read))
        .routes(routes!(unit_export::read))
        .routes(routes!(saved_views::list, saved_views::save))
        .routes(routes!(saved_views::change, saved_views::delete))
        .routes(routes!(units::read))
        .routes(routes!(label::read))
        .routes(routes!(unit_history::list))
        .routes(routes!(sites::list, change_sites::make))
        .routes(routes!(sites::read, change_sites::save))
        .routes(routes!(change_sites::merge))
        .routes(routes!(zones::list))
        .routes(routes!(contracts::list))
        .routes(routes!(contacts::read, change_roster::change))
        .routes(routes!(change_roster::history))
        .routes(routes!(advisor::read, advisor::change))
        .routes(routes!(advice::list, advice::ask))
        .routes(routes!(advice::releases))
        .routes(routes!(advice::read, change_advice::change))
        .routes(routes!(keep_contact::confirm))
        .routes(routes!(keep_contact::details))
        .routes(routes!(keep_contact::certificate))
        .routes(routes!(keep_contact::approval))
        .routes(routes!(invitations::list, invitations::invite))
        .routes(routes!(accept_invitation::look))
        .routes(routes!(accept_invitation::accept))
        .routes(routes!(invitations::withdraw))
        .routes(routes!(proposals::list, proposals::propose))
        .routes(routes!(proposals::change))
        .routes(routes!(cases::list, open_case::open))
        .routes(routes!(cases::facets))
        .routes(routes!(case_export::read))
        .routes(routes!(cases::read))
        .routes(routes!(case_life::take))
        .routes(routes!(case_drafts::list))
        .routes(routes!(case_drafts::read, case_drafts::save, case_drafts::delete))
        .routes(routes!(case_files::add))
        .routes(routes!(case_files::read))
        .routes(routes!(case_files::withdraw))
        .routes(routes!(escalations::ask))
        .routes(routes!(escalations::take))
        .routes(routes!(participants::add, participants::remove))
        .routes(routes!(rmas::request))
        .routes(routes!(rmas::take))
        .routes(routes!(inbound_mail::take))
        .routes(routes!(response_record::read))
        .routes(routes!(response_record::list))
        .routes(routes!(handover::read))
        .routes(routes!(call_notes::list, call_notes::make))
        .routes(routes!(call_notes::read, call_notes::change))
        .routes(routes!(workspace::read))
        .routes(routes!(meetings::list, meetings::begin))
        .routes(routes!(meetings::read, change_meeting::change))
        .routes(routes!(meeting_calendar::read))
        .routes(routes!(on_boarding::read, on_boarding::change))
        .routes(routes!(activation::read, activation::change))
        .routes(routes!(releases::record))
        .routes(routes!(releases::check))
        .routes(routes!(responsibilities::read, responsibilities::change))
        .routes(routes!(notices::list, notices::send))
        .routes(routes!(notices::read, notices::change))
        .routes(routes!(recordings::read, upload::put, upload::remove))
        .routes(routes!(webinars::list, publish_webinar::plan))
        .routes(routes!(webinars::read, publish_webinar::change))
        .routes(routes!(publish_webinar::cancel))
        .routes(routes!(publish_webinar::attendance))
        .routes(routes!(webinar_calendar::read))
        .routes(routes!(webinar_visit::register, webinar_visit::unregister))
        .routes(routes!(webinar_visit::join))
        .routes(routes!(webinar_visit::keep_position))
        .routes(routes!(webinar_visit::give_feedback))
        .routes(routes!(webinar_questions::ask))
        .routes(routes!(webinar_questions::vote, webinar_questions::take_vote_back))
        .routes(routes!(webinar_questions::answer))
        .routes(routes!(registration_basis::read))
        .routes(routes!(registration_basis::check))
        .routes(routes!(registrations::list, registrations::begin))
        .routes(routes!(registrations::read))
        .routes(routes!(registrations::stop))
        .routes(routes!(registration_rows::list, registration_rows::put))
        .routes(routes!(claims::list, claims::claim))
        .routes(routes!(claims::read))
        .routes(routes!(claims::settle))
        .routes(routes!(claims::withdraw))
        .routes(routes!(claims::transfer))
        .routes(routes!(policy_reports::take))
}

/// Everything that answers.
pub fn router(app: &App) -> Router {
    let (api, _) = documented().split_for_parts();
    let surroundings = middleware::from_fn_with_state(app.clone(), request::surround);
    api.fallback(static_files::serve)
        .with_state(app.clone())
        .layer(crate::session::layer(app))
        .layer(middleware::from_fn_with_state(app.clone(), cross_site::guard))
        .layer(middleware::from_fn(body::drain_refused))
        .layer(CatchPanicLayer::custom(request::after_panic))
        .layer(surroundings)
}
