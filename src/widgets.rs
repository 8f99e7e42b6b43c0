//! Pieces that know the domain: cover, response clock, who to call, the "why" of a decision, finding a unit, narrowing and
//! keeping a list. They decide
//! nothing themselves; the rules do.

pub mod account_choice;
pub mod case_row;
pub mod cover;
pub mod declared;
pub mod list_filters;
pub mod list_views;
pub mod meetings;
pub mod one_account;
pub mod readiness;
pub mod representatives;
pub mod response_clock;
pub mod unit_picker;
pub mod unsent_reports;
pub mod who_to_call;
pub mod why;
