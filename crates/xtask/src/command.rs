//! Child commands as xtask starts them: from the repository, without what `cargo run` left in the environment. Those
//! left-overs (`CARGO_PKG_NAME` and its like) would make build scripts run again on every other start.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use crate::house::House;

/// A program to be run in the repository's root.
pub fn program(house: &House, name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&house.root);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || matches!(
                &*text,
                "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME" | "CARGO_CRATE_NAME"
            )
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo itself, the one that started xtask.
pub fn cargo(house: &House) -> Command {
    program(house, env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Puts folders before all others on a command's PATH.
pub fn with_path_first<'a>(command: &mut Command, folders: impl IntoIterator<Item = &'a Path>) {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().map(Path::to_owned).chain(env::split_paths(&old));
    if let Ok(joined) = env::join_paths(all) {
        command.env("PATH", joined);
    }
}

/// What a command prints on its standard output, if it succeeds.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of some programs that is on the PATH.
pub fn on_path(names: &[&str]) -> Option<std::path::PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    })
}

/// The command as a person would type it.
pub fn typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<String> = words.map(|word| shell_word(&word.to_string_lossy())).collect();
    let program =
        Path::new(&words[0]).file_name().map_or(words[0].clone(), |name| name.to_string_lossy().into_owned());
    std::iter::once(program).chain(words.into_iter().skip(1)).collect::<Vec<_>>().join(" ")
}

fn shell_word(word: &str) -> String {
    let plain =
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./=:,@+%".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_would_be_typed() {
        let mut command = Command::new("/opt/bin/cargo");
        command.args(["build", "--config", "profile.x.strip=false", "it's"]);
        assert_eq!(typed(&command), r"cargo build --config profile.x.strip=false 'it'\''s'");
    }
}
