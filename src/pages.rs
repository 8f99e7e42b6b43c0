//! One file a page: what it loads on top, what it shows below. No business rule lives here.

pub mod activation;
pub mod call_note;
pub mod case;
pub mod cases;
pub mod contracts;
pub mod home;
pub mod not_found;
pub mod notice;
pub mod one;
pub mod people;
pub mod report;
pub mod responsibilities;
pub mod service;
pub mod sign_in;
pub mod unit;
pub mod units;
