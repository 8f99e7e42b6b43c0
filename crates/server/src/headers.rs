//! The security headers that every answer carries, whatever it is (section 5.2 of the security notes). Scripts run
//! and styles hold only from our own files or when their hash was taken from index.html; strings become markup only through
//! the strict Trusted Types policy that index.html installs; what a browser blocks it tells.

use crate::{app::Portal, inline::Hashes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const FIXED: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // Where the browser tells what the policy below made it block; the name is that of its `report-to`.
    (HeaderName::from_static("reporting-endpoints"), "policy=\"/v1/policy-reports\""),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
         fullscreen=(self), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(self), \
         publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// Adds them.
pub fn add(app: &Portal, headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Files of people have a stricter one of their own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| app.files.policy());
    if app.front.is_tls() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
        repair_removal(headers);
    }
}

/// The content security policy of a page that holds these scripts and styles itself.
#[must_use]
pub fn policy(inline: &Hashes) -> HeaderValue {
    let list =
        |hashes: &[String]| -> String { hashes.iter().map(|hash| format!(" 'sha256-{hash}'")).collect() };
    let (scripts, styles) = (list(&inline.scripts), list(&inline.styles));
    let text = format!(
        "default-src 'none'; script-src 'self'{scripts} 'wasm-unsafe-eval'; style-src 'self'{styles}; img-src 'self' data:; \
         font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; \
         trusted-types default; report-to policy"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// A browser ignores a `__Host-` cookie that is set without `Secure`, its removal included; the session layer writes
/// removals without.
fn repair_removal(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let repaired = cookie.to_str().ok().filter(|text| !text.contains("; Secure")).and_then(|text| {
            HeaderValue::from_str(&format!("{text}; Secure; HttpOnly; SameSite=Strict")).ok()
        });
        headers.append(header::SET_COOKIE, repaired.unwrap_or(cookie));
    }
}
