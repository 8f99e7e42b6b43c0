//! Registering units: single ones and whole files, cut off and gone on with, refused with everything that is wrong, by End
//! Users and by resellers, each of whom sees what is theirs and nothing else.

mod batches;
mod killed;
mod outcomes;
mod rows;

pub use rows::{own_row, register, row, with};
