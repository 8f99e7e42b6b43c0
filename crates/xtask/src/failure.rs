//! How a step says that it could not do its work: what failed, why, and the one command that mends it. Every error of
//! xtask ends as one of these, so that nobody has to read a back-trace to find out what to type next.

use std::fmt;
use std::io;
use std::path::Path;

/// A step that could not be done.
#[derive(Debug)]
pub struct Failure {
    /// The step, in words that follow "failed:".
    pub what: String,
    /// The cause: a sentence, or the last lines of a log.
    pub why: String,
    /// One command to type.
    pub mend: String,
}

impl Failure {
    /// A failure from its three parts.
    pub fn new(what: impl Into<String>, why: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), mend: mend.into() }
    }

    /// A file or folder that could not be read or written.
    pub fn at(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("reading or writing {}", path.display()),
            error.to_string(),
            format!("ls -ld {}", path.display()),
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nfailed: {}", self.what)?;
        for line in self.why.lines() {
            writeln!(f, "    {line}")?;
        }
        write!(f, "to mend it: {}", self.mend)
    }
}
