//! The reference API of the portal: what a customer's existing API must answer, running on one SQLite file.
//!
//! [`api`] has one room per resource, [`store`] is the only one that speaks SQL, [`request`] is what every request passes
//! on its way in and out. Decisions come from `rules`, shapes from `wire`; this crate holds the data, knows who is asking,
//! and re-decides everything that a browser claims. It sends no mail, calls no other server and trusts no header that a
//! client can write.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod activation_list;
pub mod agent;
pub mod answer;
pub mod api;
pub mod app;
pub mod body;
pub mod clock;
pub mod cross_site;
pub mod data_folder;
pub mod demo;
pub mod digest;
pub mod download;
pub mod headers;
pub mod idempotency;
pub mod inline;
pub mod installation;
pub mod mail_key;
pub mod media;
pub mod passwords;
pub mod policy;
pub mod problem;
pub mod products;
pub mod query;
pub mod range;
pub mod registrar;
pub mod request;
pub mod serve;
pub mod session;
pub mod sign_in_limit;
pub mod static_files;
pub mod store;
pub mod targets;
pub mod user;
pub mod visitor;
pub mod zones;
