//! The accounts of an advisor.

use wire::{path, workspace::Workspace};

use super::Reading;

/// Side by side, with their figures.
pub fn read() -> Reading<Workspace> {
    Reading::new(path::WORKSPACE)
}
