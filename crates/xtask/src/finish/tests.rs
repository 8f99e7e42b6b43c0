//! The rewriting, tried on what trunk 0.21.14 writes.

use std::fs;
use std::path::PathBuf;

use super::*;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head>
    <!-- a note, with <link rel="stylesheet" href="/no.css"> in it -->
    <meta charset="utf-8">
    <link rel="stylesheet" href="/main-1111111111111111.css">
    <link rel="stylesheet" href="/shell-4444444444444444.css" media="screen">
    <link rel="icon" href="/favicon.svg">
    <script>const s = "<!-- not a comment --><link rel='stylesheet' href='/x.css'>";</script>
<link rel="modulepreload" href="/portal-4f3c2b1a00000000.js" crossorigin="anonymous"><link rel="preload" href="/portal-4f3c2b1a00000000_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm"></head>
<body>
<script type="module">
import init, * as bindings from '/portal-4f3c2b1a00000000.js';
const wasm = await init({ module_or_path: '/portal-4f3c2b1a00000000_bg.wasm' });


window.wasmBindings = bindings;


dispatchEvent(new CustomEvent("TrunkApplicationStarted", {detail: {wasm}}));

</script>
<p>text</p>
<link rel="stylesheet" href="/tokens-2222222222222222.css">
<link rel="stylesheet" href="/print-3333333333333333.css" media="print">
</body></html>"#;

const SCRIPT: &str = "/* generated */\nlet wasm;\nexport default async function init(p) {\n    // where\n    p ??= new URL('portal-4f3c2b1a00000000_bg.wasm', import.meta.url);\n}\n";

struct Dist(PathBuf);

impl Dist {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-finish-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("snippets")).unwrap();
        let files = [
            ("index.html", PAGE),
            ("main-1111111111111111.css", "@layer tokens, base; /* order */\n"),
            ("tokens-2222222222222222.css", "@layer tokens {\n  :root { --gap: 4px; }\n}\n"),
            ("shell-4444444444444444.css", "header {\n  margin: 0;\n}\n"),
            ("print-3333333333333333.css", "nav { display: none }\n"),
            (
                "favicon.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h1v1h-1z\"/><path d=\"M0 0h1v1h-1z\"/></svg>",
            ),
            ("portal-4f3c2b1a00000000.js", SCRIPT),
            ("portal-4f3c2b1a00000000_bg.wasm", "\0asm pretend pretend pretend pretend pretend"),
            ("snippets/x.js", "export const a = 1;\n// kept\n"),
            ("gone.js.br", "from an earlier run"),
        ];
        for (name, content) in files {
            fs::write(folder.join(name), content).unwrap();
        }
        Self(folder)
    }

    fn all(&self) -> Vec<(String, Vec<u8>)> {
        let name = |path: &PathBuf| path.strip_prefix(&self.0).unwrap().to_string_lossy().into_owned();
        crate::stamp::files(&self.0)
            .unwrap()
            .iter()
            .map(|path| (name(path), fs::read(path).unwrap()))
            .collect()
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.join("index.html")).unwrap()
    }
}

impl Dist {
    fn named(&self) -> PathBuf {
        self.0.with_extension("named.wasm")
    }

    fn named_second(&self) -> PathBuf {
        self.0.with_extension("second.named.wasm")
    }

    fn linked(&self) -> PathBuf {
        self.0.with_extension("linked.wasm")
    }

    fn finish(&self) -> Result<String, Failure> {
        let (linked, named, named_second) = (&self.linked(), &self.named(), &self.named_second());
        finish(&self.0, &Beside { linked, named, named_second })
    }
}

impl Drop for Dist {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[test]
fn names_are_the_hashes_of_the_final_bytes() {
    let dist = Dist::new("names");
    dist.finish().unwrap();
    let page = dist.page();
    let mut named = 0;
    for (name, bytes) in dist.all() {
        let Some((_, rest)) = name.split_once('-') else { continue };
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            assert_eq!(&rest[..16], digest::short(&bytes), "{name}");
            assert!(page.contains(&format!("/{name}")), "{name}");
            named += 1;
        }
    }
    assert_eq!(named, 3);
    assert!(!page.contains("4f3c2b1a00000000"));
}

#[test]
fn the_script_names_the_wasm_that_is_there() {
    let dist = Dist::new("script");
    dist.finish().unwrap();
    let all = dist.all();
    let wasm = &all.iter().find(|(name, _)| name.ends_with("_bg.wasm")).unwrap().0;
    let script = &all.iter().find(|(name, _)| name.starts_with("portal") && name.ends_with(".js")).unwrap().1;
    assert!(String::from_utf8_lossy(script).contains(&format!("new URL('{wasm}'")));
}

#[test]
fn sheets_of_the_head_stand_in_the_page_and_those_of_the_body_in_one_file() {
    let dist = Dist::new("styles");
    dist.finish().unwrap();
    let page = dist.page();
    let own = "<style>@layer tokens,base;@media screen{header{margin:0;}}</style>";
    assert!(page.find(own).unwrap() < page.find("</head>").unwrap());
    let sheets: Vec<_> = dist.all().into_iter().filter(|(name, _)| name.ends_with(".css")).collect();
    assert_eq!(sheets.len(), 1);
    let (name, bytes) = &sheets[0];
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(text, "@layer tokens{:root{--gap:4px;}}@media print{nav{display:none}}");
    let links = page::links(&page, "stylesheet");
    assert_eq!(links.len(), 1);
    assert!(links[0].span.start > page.find("<p>text</p>").unwrap());
    assert_eq!(links[0].get("href"), Some(format!("/{name}").as_str()));
    assert_eq!(links[0].get("integrity"), Some(digest::integrity(bytes).as_str()));
    assert_eq!((links[0].get("media"), links[0].get("crossorigin")), (None, Some("anonymous")));
}

#[test]
fn a_sheet_that_would_end_the_style_element_is_refused() {
    let dist = Dist::new("ends");
    fs::write(dist.0.join("main-1111111111111111.css"), "a::before { content: '</style>'; }").unwrap();
    assert!(dist.finish().unwrap_err().why.contains("would end them"));
}

#[test]
fn the_preloads_are_sealed() {
    let dist = Dist::new("sealed");
    dist.finish().unwrap();
    let page = dist.page();
    let module = &page::links(&page, "modulepreload")[0];
    let script = fs::read(dist.0.join(module.get("href").unwrap().trim_start_matches('/'))).unwrap();
    assert_eq!(module.get("integrity"), Some(digest::integrity(&script).as_str()));
    let wasm = &page::links(&page, "preload")[0];
    assert_eq!(
        (wasm.get("integrity"), wasm.get("as"), wasm.get("crossorigin")),
        (None, Some("fetch"), Some("anonymous"))
    );
}

#[test]
fn comments_go_but_not_out_of_scripts() {
    let dist = Dist::new("comments");
    dist.finish().unwrap();
    assert!(!dist.page().contains("a note"));
    assert!(
        dist.page().contains(r#"const s = "<!-- not a comment --><link rel='stylesheet' href='/x.css'>";"#)
    );
}

#[test]
fn siblings_hold_the_same_bytes_and_old_ones_are_gone() {
    let dist = Dist::new("siblings");
    dist.finish().unwrap();
    let html = fs::read(dist.0.join("index.html")).unwrap();
    let mut plain = Vec::new();
    let packed = fs::read(dist.0.join("index.html.br")).unwrap();
    brotli::BrotliDecompress(&mut packed.as_slice(), &mut plain).unwrap();
    assert_eq!(plain, html);
    plain.clear();
    let packed = fs::read(dist.0.join("index.html.gz")).unwrap();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed.as_slice()), &mut plain).unwrap();
    assert_eq!(plain, html);
    assert!(!dist.0.join("gone.js.br").exists());
}

#[test]
fn twice_is_once() {
    let dist = Dist::new("twice");
    dist.finish().unwrap();
    let once = dist.all();
    dist.finish().unwrap();
    assert_eq!(dist.all(), once);
}

#[test]
fn the_names_of_functions_stay_at_home() {
    let dist = Dist::new("functions");
    fs::write(dist.0.join("portal-4f3c2b1a00000000_bg.wasm"), order::tests::module()).unwrap();
    dist.finish().unwrap();
    let travels = fs::read(dist.0.join(the_wasm(&dist.0).unwrap())).unwrap();
    let named = fs::read(dist.named()).unwrap();
    fs::remove_file(dist.named()).unwrap();
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|found| found == word.as_bytes());
    assert_eq!((has(&travels, "f41"), has(&named, "f41")), (false, true));
    assert_eq!(named[..travels.len()], travels, "the same functions in the same order");
    let once = dist.all();
    dist.finish().unwrap();
    assert_eq!(dist.all(), once);
}

#[test]
fn the_second_file_is_named_in_the_page() {
    let dist = Dist::new("second");
    let wasm = dist.0.join("portal-4f3c2b1a00000000_bg.wasm");
    fs::write(&wasm, apart::tests::bound()).unwrap();
    fs::write(dist.linked(), apart::tests::linked()).unwrap();
    dist.finish().unwrap();
    let all = dist.all();
    let (name, bytes) = all.iter().find(|(name, _)| name.ends_with("_second.wasm")).unwrap();
    assert_eq!(name, &format!("portal-{}_second.wasm", digest::short(bytes)));
    let meta = format!("<meta name=\"second-file\" content=\"/{name}\"></head>");
    assert!(dist.page().contains(&meta), "{}", dist.page());
    assert!(fs::read(dist.named_second()).unwrap().starts_with(bytes), "the same, and its names");
    dist.finish().unwrap();
    assert_eq!(dist.all(), all, "twice is once");
    for file in [dist.linked(), dist.named(), dist.named_second()] {
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn a_missing_wasm_is_said() {
    let dist = Dist::new("missing");
    fs::remove_file(dist.0.join("portal-4f3c2b1a00000000_bg.wasm")).unwrap();
    assert!(dist.finish().unwrap_err().why.contains("_bg.wasm"));
}

#[test]
fn only_a_hash_is_taken_off_a_name() {
    assert_eq!(without_hash("portal-4f3c2b1a00000000"), "portal");
    assert_eq!(without_hash("portal"), "portal");
    assert_eq!(without_hash("my-app"), "my-app");
}

#[test]
fn tags_are_read_as_html_writes_them() {
    let html = "<LINK REL=stylesheet href=/a.css disabled/><link data-x='a>b' rel=\"preload\" href='/b'>";
    let sheet = &page::links(html, "stylesheet")[0];
    assert_eq!(sheet.get("disabled"), Some(""));
    assert_eq!(
        &html[page::links(html, "preload")[0].span.clone()],
        "<link data-x='a>b' rel=\"preload\" href='/b'>"
    );
}
