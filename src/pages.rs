//! One file a page: what it loads on top, what it shows below. No business rule lives here.

pub mod account;
pub mod activation;
pub mod advice;
pub mod advisor;
pub mod call_note;
pub mod case;
pub mod cases;
pub mod contracts;
pub mod home;
pub mod invitation;
pub mod label;
pub mod not_found;
pub mod notice;
pub mod on_boarding;
pub mod one;
pub mod people;
pub mod profile;
pub mod report;
pub mod responsibilities;
pub mod service;
pub mod sign_in;
pub mod unit;
pub mod units;
pub mod wall_card;
pub mod workspace;
