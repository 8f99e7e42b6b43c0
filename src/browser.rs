//! Thin edges to the browser. Nothing outside this folder touches `web_sys` beyond events; every edge that can fail
//! returns a `Result` or an `Option`, because storage, clipboard and printing can be refused.

pub mod alone;
pub mod announce;
pub mod clipboard;
pub mod document;
pub mod download;
pub mod fetch;
pub mod file;
pub mod identifier;
pub mod intl;
pub mod kept_file;
pub mod second_file;
pub mod storage;
pub mod tab;
pub mod timer;
pub mod transfer;
pub mod upload;
pub mod video;
