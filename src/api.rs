//! The only room that speaks HTTP: one function a call, wire types in and out; what is
//! read comes as a [`Reading`], which pages load. It decides nothing and shows nothing; a
//! [`Failure`] carries what a person needs to know.

pub mod account;
pub mod advice;
pub mod call_notes;
pub mod cases;
pub mod contacts;
pub mod contracts;
pub mod drafts;
pub mod elsewhere;
mod failure;
pub mod file;
pub mod handover;
pub mod installation;
pub mod invitations;
pub mod line;
pub mod lists;
pub mod meetings;
pub mod on_boarding;
pub mod profile;
pub mod proposals;
pub mod readiness;
pub mod registration;
mod request;
pub mod response_record;
pub mod second_file;
pub mod session;
pub mod sites;
pub mod units;
pub mod views;
pub mod webinars;
pub mod workspace;

#[cfg(feature = "dialect-other")]
use dialect::other as spoken;
#[cfg(not(feature = "dialect-other"))]
use dialect::reference as spoken;
pub use failure::Failure;
pub use request::{
    Abort, IdempotencyKey, Raw, Reading, get, refused_inputs, to_json, when_left_out, when_refused,
};
