//! Knowing that nothing has changed: a stamp is the SHA-256 over the paths and bytes of all inputs of a step. Beside it the
//! two other things that keep steps honest: a lock between two xtasks, and the versions in Cargo.lock.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::digest::hex;
use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// The stamp of some files and folders below `root` and of words that matter as well. What does not exist counts as empty.
pub fn stamp(root: &Path, inputs: &[&str], words: &[&str]) -> Result<String, Failure> {
    let mut hasher = Sha256::new();
    let mut take = |part: &[u8]| {
        // The length first, so that two neighbours cannot pass as one.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    };
    for word in words {
        take(word.as_bytes());
    }
    for input in inputs {
        for file in files(&root.join(input))? {
            let bytes = fs::read(&file).map_err(|error| Failure::at(&file, &error))?;
            take(file.strip_prefix(root).unwrap_or(&file).to_string_lossy().as_bytes());
            take(&bytes);
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// A file itself, or all files below a folder, sorted; none if it does not exist.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        let fault = |error| Failure::at(path, &error);
        for entry in fs::read_dir(path).map_err(fault)? {
            found.extend(files(&entry.map_err(fault)?.path())?);
        }
    }
    found.sort();
    Ok(found)
}

/// The version of a package in Cargo.lock.
pub fn locked_version(house: &House, package: &str) -> Result<String, Failure> {
    let path = house.root.join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
    version_in(&text, package).ok_or_else(|| {
        Failure::new(format!("finding {package} in Cargo.lock"), "it is not there", "cargo generate-lockfile")
    })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == wanted)?;
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// A lock between programs, held until it is dropped (or its holder ends, however it ends).
pub struct Lock(#[expect(dead_code, reason = "held for its lock")] File);

impl Lock {
    /// Waits for the lock and says so.
    pub fn take(path: &Path, holder: &str) -> Result<Self, Failure> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        }
        let file = File::create(path).map_err(|error| Failure::at(path, &error))?;
        let mut said = false;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::Error(error)) => return Err(Failure::at(path, &error)),
                Err(TryLockError::WouldBlock) if process::interrupted().is_some() => {
                    return Err(Failure::new(
                        format!("waiting for {holder}"),
                        "it was interrupted",
                        "cargo xtask serve",
                    ));
                }
                Err(TryLockError::WouldBlock) => {
                    if !said {
                        println!("  waiting for {holder} …");
                        said = true;
                    }
                    sleep(Duration::from_millis(200));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_exact_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "trunk"), None);
    }

    #[test]
    fn a_stamp_changes_with_bytes_names_and_words() {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(root.join("src/in")).unwrap();
        fs::write(root.join("src/in/a"), "1").unwrap();
        let take = |words: &[&str]| stamp(&root, &["src", "absent"], words).unwrap();
        let first = take(&[]);
        assert_eq!(first, take(&[]));
        assert_ne!(first, take(&["rustc 2"]));
        fs::rename(root.join("src/in/a"), root.join("src/in/b")).unwrap();
        assert_ne!(first, take(&[]));
        fs::rename(root.join("src/in/b"), root.join("src/in/a")).unwrap();
        fs::write(root.join("src/in/a"), "2").unwrap();
        assert_ne!(first, take(&[]));
        fs::remove_dir_all(root).unwrap();
    }
}
