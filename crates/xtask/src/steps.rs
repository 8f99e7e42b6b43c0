//! One step of the work: its name, a log of what its command printed, how long it took. On a terminal a line shows that it
//! is alive; when it fails, the last lines of its log become the reason. A step never hides a failure.

use std::fs::{self, File};
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::typed;
use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// How many lines of a log are shown when a step fails.
const REASON: usize = 25;

/// Runs a command as a step with a log: silent when it goes well, but for its name and its time.
pub fn run(house: &House, name: &str, mut command: Command, mend: Option<&str>) -> Result<(), Failure> {
    let started = Instant::now();
    let mend =
        mend.map_or_else(|| format!("cd {} && {}", house.root.display(), typed(&command)), str::to_owned);
    let log = Log::create(house, name)?;
    let (out, err) = log.handles()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .map_err(|error| Failure::new(name, format!("{}: {error}", typed(&command)), &mend))?;
    let mut live = LiveLine::new(name);
    let status = process::wait(&mut child, || live.show(started.elapsed(), &log))
        .map_err(|error| Failure::at(&log.path, &error))?;
    live.clear();
    if process::interrupted().is_some() {
        return Err(Failure::new(name, "it was interrupted", "the same command again"));
    }
    if !status.success() {
        let why = format!("{}\n(all of it: {})", log.reason(), log.path.display());
        return Err(Failure::new(name, why, mend));
    }
    done(name, started.elapsed());
    Ok(())
}

/// Says that a step has been done, and how long it took.
pub fn done(name: &str, took: Duration) {
    println!("  {name}: {}", seconds(took));
}

/// Says that a step had nothing to do.
pub fn fresh(name: &str) {
    println!("  {name}: up to date");
}

/// A span of time for a person: `0.4 s`, `12 s`, `3 min 04 s`.
pub fn seconds(span: Duration) -> String {
    let whole = span.as_secs();
    match whole {
        0..=9 => format!("{:.1} s", span.as_secs_f64()),
        10..=119 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

struct Log {
    path: PathBuf,
    file: File,
}

impl Log {
    fn create(house: &House, name: &str) -> Result<Self, Failure> {
        let folder = house.own().join("logs");
        fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
        let stem: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
        let path = folder.join(format!("{stem}.log"));
        let file = File::create(&path).map_err(|error| Failure::at(&path, &error))?;
        Ok(Self { path, file })
    }

    fn handles(&self) -> Result<(File, File), Failure> {
        let copy = || self.file.try_clone().map_err(|error| Failure::at(&self.path, &error));
        Ok((copy()?, copy()?))
    }

    fn reason(&self) -> String {
        reason(&tail(&self.path, 256 * 1024), REASON)
    }
}

/// The end of a file, at most `bytes` long; empty if it cannot be read, because it only adds to a message.
fn tail(path: &Path, bytes: u64) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let start = file.metadata()?.len().saturating_sub(bytes);
        file.seek(SeekFrom::Start(start))?;
        let mut end = Vec::new();
        file.read_to_end(&mut end)?;
        Ok(end)
    };
    String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
}

/// The first error that a tool has named, with what follows it; a log that names none speaks by its last lines. Compilers
/// name the cause first, and the programs that called them add pages of their own.
fn reason(log: &str, count: usize) -> String {
    let lines: Vec<&str> = log.lines().collect();
    match lines.iter().position(|line| line.starts_with("error")) {
        Some(first) => lines[first..lines.len().min(first + count)].join("\n"),
        None => last_lines(log, count),
    }
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// The line that shows a terminal that a long step is alive. Elsewhere it prints the step's name once.
struct LiveLine {
    name: String,
    terminal: bool,
}

impl LiveLine {
    fn new(name: &str) -> Self {
        let terminal = stdout().is_terminal();
        if !terminal {
            println!("  {name} …");
        }
        Self { name: name.to_owned(), terminal }
    }

    fn show(&mut self, elapsed: Duration, log: &Log) {
        // Less often than the wait looks: reading the log ten times a second would be for nothing.
        if self.terminal && elapsed.subsec_millis() < 200 {
            let last: String = last_lines(&tail(&log.path, 2048), 1)
                .trim()
                .chars()
                .filter(|c| !c.is_control())
                .take(50)
                .collect();
            print!("\r\x1b[K  {}: {} … {last}", self.name, seconds(elapsed));
            drop(stdout().flush());
        }
    }

    fn clear(&self) {
        if self.terminal {
            print!("\r\x1b[K");
            drop(stdout().flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_well() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(75)), "75 s");
        assert_eq!(seconds(Duration::from_secs(184)), "3 min 04 s");
    }

    #[test]
    fn the_reason_is_the_first_error() {
        let log = "Compiling a\nerror: cannot\n --> a.rs\nerror: too\ntrunk: 1\n";
        assert_eq!(reason(log, 2), "error: cannot\n --> a.rs");
        assert_eq!(reason("a\nb\nc\n", 2), "b\nc");
    }

    #[test]
    fn the_last_lines_are_the_last() {
        assert_eq!(last_lines("a\n\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("", 2), "");
    }
}
