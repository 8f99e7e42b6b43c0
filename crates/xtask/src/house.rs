//! Where things lie: the repository, cargo's target folder, the built app, the tools. All paths are absolute, so that a
//! command does the same from every folder. It creates nothing.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folders that the commands work in.
pub struct House {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the person has put it.
    pub target: PathBuf,
    /// The tools that xtask installs, shared by all clones.
    pub tools: PathBuf,
}

impl House {
    /// Finds the folders from what cargo and the environment say.
    pub fn find() -> Result<Self, Failure> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest.ancestors().nth(2).filter(|root| root.join("Cargo.lock").is_file()).ok_or_else(
            || {
                Failure::new(
                    "finding the repository",
                    format!("{} is not in it", manifest.display()),
                    "cargo xtask",
                )
            },
        )?;
        Ok(Self {
            root: root.to_owned(),
            target: target_of_this_program().unwrap_or(root.join("target")),
            tools: tools()?,
        })
    }

    /// The app in a dialect of somebody else's API.
    pub fn dist_in(&self, dialect: &str) -> PathBuf {
        self.own().join(dialect)
    }

    /// The built app.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser journeys.
    pub fn tests(&self) -> PathBuf {
        self.root.join("tests")
    }

    /// The reference API's release build.
    pub fn server(&self) -> PathBuf {
        self.target.join("release").join(format!("portal-server{}", env::consts::EXE_SUFFIX))
    }

    /// The proxy that breaks on the way what journeys send, in the dev profile.
    pub fn fault_proxy(&self) -> PathBuf {
        self.target.join("debug").join(format!("fault-proxy{}", env::consts::EXE_SUFFIX))
    }

    /// The program that asks somebody's API what it can carry, in the dev profile.
    pub fn conform(&self) -> PathBuf {
        self.target.join("debug").join(format!("conform{}", env::consts::EXE_SUFFIX))
    }

    /// The wasm of the built app with the names of its functions.
    pub fn named_wasm(&self) -> PathBuf {
        self.own().join("named.wasm")
    }

    /// The same of the second file.
    pub fn named_second_wasm(&self) -> PathBuf {
        self.own().join("named-second.wasm")
    }

    /// The app as the linker has left it.
    pub fn linked_wasm(&self) -> PathBuf {
        self.target.join("wasm32-unknown-unknown/wasm-release/portal.wasm")
    }

    /// Logs and locks of xtask itself.
    pub fn own(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

/// Cargo marks its target folder with a tag; this program lies somewhere below it. That holds for `CARGO_TARGET_DIR`, for
/// `build.target-dir` in any configuration file, and for `--target-dir` alike.
fn target_of_this_program() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_owned)
}

fn tools() -> Result<PathBuf, Failure> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = named("PORTAL_TOOLS")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("advanced-care-portal/tools")))
        .or_else(|| Some(env::home_dir()?.join(".cache/advanced-care-portal/tools")));
    let folder = folder.ok_or_else(|| {
        Failure::new(
            "finding a folder for the tools",
            "there is no home folder",
            "PORTAL_TOOLS=/tmp/tools cargo xtask serve",
        )
    })?;
    std::path::absolute(&folder).map_err(|error| Failure::at(&folder, &error))
}
