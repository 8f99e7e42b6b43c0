//! Waiting for child programs without leaving orphans. Ctrl-C reaches a child by itself, because it is in the same process
//! group; xtask stays alive until the child has gone, and passes on what only xtask was told (SIGTERM, SIGHUP).

use std::io;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::command::typed;
use crate::failure::Failure;

/// How long a child may take to follow a Ctrl-C by itself before it is told again.
const GRACE: Duration = Duration::from_secs(12);

static LAST_SIGNAL: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// From here on the three signals no longer end xtask at once; every wait looks for them.
pub fn watch_signals() -> Result<(), Failure> {
    let last = LAST_SIGNAL.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        let number = usize::try_from(signal).unwrap_or_default();
        signal_hook::flag::register_usize(signal, Arc::clone(last), number)
            .map_err(|error| Failure::new("watching for Ctrl-C", error.to_string(), "cargo xtask serve"))?;
    }
    Ok(())
}

/// Whether somebody has asked xtask to stop, and by which signal.
pub fn interrupted() -> Option<i32> {
    let number = LAST_SIGNAL.get()?.load(Ordering::Relaxed);
    i32::try_from(number).ok().filter(|number| *number != 0)
}

/// The code of a program that was asked to stop, as a shell reports it.
pub fn interruption() -> Option<ExitCode> {
    Some(ExitCode::from(u8::try_from(128 + interrupted()?).unwrap_or(1)))
}

/// Waits for a child to end, calling `meanwhile` ten times a second.
pub fn wait(child: &mut Child, mut meanwhile: impl FnMut()) -> io::Result<ExitStatus> {
    let mut asked: Option<Instant> = None;
    let mut told = false;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if let Some(signal) = interrupted() {
            let since = asked.get_or_insert_with(Instant::now).elapsed();
            if !told && (signal != SIGINT || since > GRACE) {
                tell_to_stop(child);
                told = true;
            }
            if since > 2 * GRACE {
                child.kill()?;
            }
        }
        meanwhile();
        sleep(Duration::from_millis(if asked.is_some() { 20 } else { 100 }));
    }
}

/// The standard library can only kill; a child that is asked can close its files.
fn tell_to_stop(child: &Child) {
    let asked = Command::new("kill").arg("-TERM").arg(child.id().to_string()).stderr(Stdio::null()).status();
    if !asked.is_ok_and(|status| status.success()) {
        eprintln!("process {} could not be asked to stop; it will be ended", child.id());
    }
}

/// The code that a shell would report: the child's own, or 128 and the signal that ended it.
pub fn exit_code(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    let code = status.code().or(signal.map(|signal| 128 + signal)).unwrap_or(1);
    u8::try_from(code).unwrap_or(1)
}

/// Runs a command whose words go straight to the terminal.
pub fn stream(what: &str, mut command: Command, mend: &str) -> Result<(), Failure> {
    let words = typed(&command);
    let failure = |why: String| Failure::new(what, format!("`{words}` {why}"), mend);
    println!("$ {words}");
    command.stdin(Stdio::null());
    let ended = command.spawn().and_then(|mut child| wait(&mut child, || {}));
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failure(format!("ended with {status}"))),
        Err(error) => Err(failure(format!("could not be run: {error}"))),
    }
}
