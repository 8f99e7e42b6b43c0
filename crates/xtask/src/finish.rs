//! What trunk cannot do for a release: one style sheet beside what the page holds itself, names made of the final bytes,
//! integrity, and precompressed siblings. trunk 0.21 names the JavaScript before wasm-bindgen writes it, so the same name can
//! stand for other bytes; with immutable caching that is a blank page. Run twice it changes nothing, and what trunk wrote
//! works without it.

mod apart;
mod compress;
mod css;
mod names;
mod order;
mod page;
mod script;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::digest;
use crate::failure::Failure;

/// What is not in the folder itself.
pub struct Beside<'a> {
    /// The app as the linker has left it, with its notes; what is not there is done without.
    pub linked: &'a Path,
    /// Where the wasm is kept with the names of its functions, which nobody loads.
    pub named: &'a Path,
    /// The same of the second file.
    pub named_second: &'a Path,
}

/// Finishes a folder that `trunk build --release` has written. Returns a few words on what came out.
pub fn finish(dist: &Path, beside: &Beside<'_>) -> Result<String, Failure> {
    let path = dist.join("index.html");
    compress::remove(dist)?;
    let html = page::without_comments(&text(&path)?);
    let html = styles(dist, &html)?;
    let html = app(dist, beside, &html)?;
    write(&path, html.as_bytes())?;
    let files = compress::compress(dist)?;
    Ok(format!("{files} files precompressed"))
}

/// Makes of the style sheets that lie in the folder itself, in the order of their links: one `<style>` in the page of those
/// that its head names, and one file of those that its body names.
fn styles(dist: &Path, html: &str) -> Result<String, Failure> {
    let mut links = page::links(html, "stylesheet");
    links.retain(|link| file_of(dist, link).is_some());
    let body = html.find("<body").unwrap_or(html.len());
    let below = links.partition_point(|link| link.span.start < body);
    let (head, body) = links.split_at(below);
    let mut changes = Vec::new();
    if !head.is_empty() {
        let sheet = joined(dist, head)?;
        if sheet.contains("</") {
            return Err(broken("the style sheets of the head", "“</” would end them inside the page"));
        }
        replace(head, format!("<style>{sheet}</style>"), &mut changes);
    }
    if let Some(first) = body.first() {
        let sheet = joined(dist, body)?;
        let name = format!("style-{}.css", digest::short(sheet.as_bytes()));
        let mut one = first.clone();
        one.set("href", &format!("{}{name}", folder_of(first.get("href").unwrap_or_default())));
        one.unset("media");
        one.set("integrity", &digest::integrity(sheet.as_bytes()));
        one.set("crossorigin", "anonymous");
        replace(body, one.print(), &mut changes);
        write(&dist.join(name), sheet.as_bytes())?;
    }
    Ok(page::with_changes(html, &changes))
}

/// Puts one thing in the place of the first link and nothing in the place of the others.
fn replace(links: &[page::Tag], one: String, changes: &mut Vec<(Range<usize>, String)>) {
    let mut new = one;
    for link in links {
        changes.push((link.span.clone(), std::mem::take(&mut new)));
    }
}

/// The sheets of these links as one; their files go.
fn joined(dist: &Path, links: &[page::Tag]) -> Result<String, Failure> {
    let mut joined = String::new();
    for link in links {
        let Some(file) = file_of(dist, link) else { continue };
        let sheet = css::minify(&text(&file)?)
            .map_err(|why| broken(&format!("the style sheet {}", file.display()), why))?;
        match link.get("media") {
            None => joined.push_str(&sheet),
            Some(media) => joined.push_str(&format!("@media {media}{{{sheet}}}")),
        }
        remove(&file)?;
    }
    Ok(joined)
}

/// Divides the wasm and names its files and their JavaScript by their bytes. The wasm first, because the JavaScript holds
/// its name.
fn app(dist: &Path, beside: &Beside<'_>, html: &str) -> Result<String, Failure> {
    let old_wasm = the_wasm(dist)?;
    let stem = old_wasm.trim_end_matches("_bg.wasm");
    let wasm = fs::read(dist.join(&old_wasm)).map_err(|error| Failure::at(&dist.join(&old_wasm), &error))?;
    let base = without_hash(stem);
    let old_js = the_script(dist, html, base).unwrap_or_else(|| format!("{stem}.js"));
    let js = script::strip(&text(&dist.join(&old_js))?);
    let (wasm, second) = in_two_files(wasm, beside.linked);
    let wasm = ordered(wasm, beside.named)?;
    let (wasm, js) = names::shorten(&wasm, &js).unwrap_or((wasm, js));
    let new_wasm = format!("{base}-{}_bg.wasm", digest::short(&wasm));
    let js = js.replace(&old_wasm, &new_wasm);
    let new_js = format!("{base}-{}.js", digest::short(js.as_bytes()));
    remove(&dist.join(&old_wasm))?;
    write(&dist.join(&new_wasm), &wasm)?;
    remove(&dist.join(&old_js))?;
    write(&dist.join(&new_js), js.as_bytes())?;
    let html = html.replace(&old_wasm, &new_wasm).replace(&old_js, &new_js);
    if !html.contains(&new_js) || !html.contains(&new_wasm) {
        return Err(broken("index.html", format!("it does not name {old_js} and {old_wasm}")));
    }
    let html = match second {
        Some(second) => with_second(dist, beside, base, &html, second)?,
        None => html,
    };
    Ok(sealed(&html, &new_js, &new_wasm, &digest::integrity(js.as_bytes())))
}

/// The wasm in two files, if it can be; what can't be divided works in one.
fn in_two_files(wasm: Vec<u8>, linked: &Path) -> (Vec<u8>, Option<Vec<u8>>) {
    let Ok(linked) = fs::read(linked) else { return (wasm, None) };
    match apart::apart(&linked, &wasm) {
        Ok(Some((first, second))) => (first, Some(second)),
        Ok(None) => (wasm, None),
        Err(error) => {
            println!("  the app stays in one file, slower to start: {error}");
            (wasm, None)
        }
    }
}

/// With alike functions side by side; a copy with their names is kept.
fn ordered(wasm: Vec<u8>, named: &Path) -> Result<Vec<u8>, Failure> {
    match order::alike_together(&wasm) {
        Ok(Some(wasm)) => {
            write(named, &wasm)?;
            Ok(wasm)
        }
        Ok(None) => Ok(wasm),
        Err(error) => {
            println!("  the functions stay in their order, some 5 kB heavier: {error}");
            Ok(wasm)
        }
    }
}

/// Writes the second file and its name into the page, where the app looks for it.
fn with_second(
    dist: &Path,
    beside: &Beside<'_>,
    base: &str,
    html: &str,
    second: Vec<u8>,
) -> Result<String, Failure> {
    let second = ordered(second, beside.named_second)?;
    let second = names::without_notes(&second).unwrap_or(second);
    let name = format!("{base}-{}{SECOND}", digest::short(&second));
    write(&dist.join(&name), &second)?;
    let head = html.find("</head>").ok_or_else(|| broken("index.html", "it has no head"))?;
    let place = head..head;
    Ok(page::with_changes(html, &[(place, format!("<meta name=\"second-file\" content=\"/{name}\">"))]))
}

/// Puts the integrity on the preload of the script. None on the wasm's: a browser that ignores `integrity` on a `fetch`
/// preload would fetch the file twice.
fn sealed(html: &str, js: &str, wasm: &str, integrity: &str) -> String {
    let points_to = |link: &page::Tag, name: &str| link.get("href").is_some_and(|href| href.ends_with(name));
    let mut changes = Vec::new();
    for mut link in page::links(html, "modulepreload").into_iter().filter(|link| points_to(link, js)) {
        link.set("integrity", integrity);
        link.set("crossorigin", "anonymous");
        changes.push((link.span.clone(), link.print()));
    }
    for mut link in page::links(html, "preload").into_iter().filter(|link| points_to(link, wasm)) {
        link.unset("integrity");
        changes.push((link.span.clone(), link.print()));
    }
    changes.sort_by_key(|(span, _)| span.start);
    page::with_changes(html, &changes)
}

/// The file in the folder itself that a link means.
fn file_of(dist: &Path, link: &page::Tag) -> Option<PathBuf> {
    let href = link.get("href")?;
    let name = href.rsplit('/').next().filter(|name| !name.is_empty())?;
    // Only `name`, `/name`, `./name` or the public path of a whole site; a folder below would move its relative addresses.
    let elsewhere = href.contains("//")
        || dist.join(href.trim_start_matches('/')).parent().is_some_and(|p| p != dist && p.is_dir());
    Some(dist.join(name)).filter(|file| !elsewhere && file.is_file())
}

/// The script that the page loads first. Its name follows from the wasm's only as long as trunk has given both.
fn the_script(dist: &Path, html: &str, base: &str) -> Option<String> {
    let files = page::links(html, "modulepreload").into_iter().filter_map(|link| file_of(dist, &link));
    let mut names = files.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    names.find(|name| name.strip_suffix(".js").is_some_and(|stem| without_hash(stem) == base))
}

fn folder_of(href: &str) -> &str {
    &href[..href.rfind('/').map_or(0, |slash| slash + 1)]
}

/// What the name of the second file ends with.
pub const SECOND: &str = "_second.wasm";

/// The name of the app's wasm: of its first file, if there are two.
pub fn the_wasm(dist: &Path) -> Result<String, Failure> {
    let entries = fs::read_dir(dist).map_err(|error| Failure::at(dist, &error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let found: Vec<String> = names.filter(|name| name.ends_with("_bg.wasm")).collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(broken(
            "the app",
            format!("one …_bg.wasm was expected in {}, found {}", dist.display(), found.len()),
        )),
    }
}

/// The name of the app's second file, if it is in two.
pub fn the_second(dist: &Path) -> Option<String> {
    let names = fs::read_dir(dist).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.into_iter().find(|name| name.ends_with(SECOND))
}

/// `portal-0123456789abcdef` is `portal`; `portal` and `my-app` stay.
fn without_hash(stem: &str) -> &str {
    match stem.rsplit_once('-') {
        Some((base, hash)) if hash.len() >= 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => base,
        _ => stem,
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::at(path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::at(path, &error))
}

fn remove(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|error| Failure::at(path, &error))
}

fn broken(what: &str, why: impl Into<String>) -> Failure {
    Failure::new(format!("finishing {what}"), why, "rm -rf dist && cargo xtask serve")
}

#[cfg(test)]
mod tests;
