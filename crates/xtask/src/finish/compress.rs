//! Brotli and gzip siblings beside every file that gets smaller by them, so that the server never compresses while somebody
//! waits. Dot files are not served and are passed over.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::failure::Failure;
use crate::stamp::files;

const COMPRESSIBLE: [&str; 11] =
    ["html", "js", "mjs", "css", "wasm", "svg", "json", "webmanifest", "txt", "xml", "ico"];

/// Takes all siblings away, also those of files that have gone.
pub fn remove(dist: &Path) -> Result<(), Failure> {
    for file in files(dist)?.iter().filter(|file| has_extension(file, &["br", "gz"])) {
        fs::remove_file(file).map_err(|error| Failure::at(file, &error))?;
    }
    Ok(())
}

/// Changed where the app is served, without a build: a compressed sibling would go on saying what was there before.
const CHANGED_LATER: [&str; 2] = ["config.json", "service.json"];

/// Writes all siblings; returns for how many files.
pub fn compress(dist: &Path) -> Result<usize, Failure> {
    let passed_over = |file: &Path| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.') || CHANGED_LATER.contains(&&*name)
    };
    let mut count = 0;
    for file in files(dist)?.iter().filter(|file| has_extension(file, &COMPRESSIBLE) && !passed_over(file)) {
        let fault = |error: io::Error| Failure::at(file, &error);
        let plain = fs::read(file).map_err(fault)?;
        let packed = [("br", brotli(&plain).map_err(fault)?), ("gz", gzip(&plain).map_err(fault)?)];
        let smaller = packed.into_iter().filter(|(_, bytes)| bytes.len() < plain.len());
        let mut any = false;
        for (extension, bytes) in smaller {
            fs::write(sibling(file, extension), bytes).map_err(fault)?;
            any = true;
        }
        count += usize::from(any);
    }
    Ok(count)
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let settings =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: plain.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut packed, &settings)?;
    Ok(packed)
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

fn sibling(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension().is_some_and(|found| extensions.iter().any(|extension| found == *extension))
}
