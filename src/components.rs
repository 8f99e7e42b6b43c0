//! Pieces that know no domain word. Their markup is described at the head of their style sheet in `style/components`.

pub mod aside;
pub mod asking;
pub mod card;
pub mod chart;
pub mod choice;
pub mod copy;
pub mod creation;
pub mod disagreement;
pub mod error_summary;
pub mod fact;
pub mod field;
pub mod file_link;
pub mod icon;
pub mod instant;
pub mod link;
pub mod loaded;
pub mod look;
pub mod markup;
pub mod page_head;
pub mod pager;
pub mod search;
pub mod step;
pub mod updates;
pub mod words;
