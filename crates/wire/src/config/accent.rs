//! The colour of an installation. One that can't be read on the page is refused: a portal that looks like its company and that
//! nobody can read is no use at 3 a.m.

use crate::answer;
use serde::Serialize;

/// What text needs (WCAG 2.2, 1.4.3), and some more, in tenths: the colour also stands on grounds a little darker than the page.
const CONTRAST: u32 = 50;
/// What the colour stands on, and what stands on it, in light and in dark.
const GROUNDS: [&str; 2] = ["#ffffff", "#161a21"];

answer! {
    /// One colour for either rendering, each as `#rrggbb`.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Accent {
        /// On light grounds.
        pub light: String,
        /// On dark grounds.
        pub dark: String,
    }
}

impl Accent {
    /// What is wrong with it, by key.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let both = [("accent.light", &self.light, GROUNDS[0]), ("accent.dark", &self.dark, GROUNDS[1])];
        both.into_iter().find_map(|(key, colour, ground)| {
            let Some(lightness) = luminance(colour) else {
                return Some(format!("{key}: not a colour like #2450b5"));
            };
            let found = contrast(lightness, luminance(ground)?);
            // In whole tenths: to write a fraction would bring a kilobyte of digits.
            let tenths = (found * 10.0) as u32;
            (tenths < CONTRAST).then(|| {
                let (whole, rest) = (tenths / 10, tenths % 10);
                format!("{key}: contrast {whole}.{rest} on {ground}, at least 5 is needed")
            })
        })
    }
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of `#rrggbb`.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let parts = [(0, 0.2126), (2, 0.7152), (4, 0.0722)];
    parts.into_iter().try_fold(0.0, |sum, (at, weight)| {
        let part = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        Some(sum + weight * linear(f64::from(part) / 255.0))
    })
}

/// From sRGB, within a hundredth: the exact curve needs a power function, which would be bytes for nothing.
fn linear(part: f64) -> f64 {
    part * (part * (part * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exact curve, as the guidelines write it.
    fn exact(part: f64) -> f64 {
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        for part in 0..=255 {
            let part = f64::from(part) / 255.0;
            assert!((linear(part) - exact(part)).abs() < 0.005, "{part}");
        }
        let of = |a, b| contrast(luminance(a).unwrap(), luminance(b).unwrap());
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 0.1);
        let grey = exact(f64::from(0x76) / 255.0);
        assert!((of("#767676", "#ffffff") - 1.05 / (grey + 0.05)).abs() < 0.1);
    }

    #[test]
    fn a_colour_that_nobody_can_read_is_named() {
        let fault =
            |light: &str, dark: &str| Accent { light: light.to_owned(), dark: dark.to_owned() }.fault();
        assert_eq!(fault("#2450b5", "#93b4ff"), None);
        assert!(fault("#ffcc00", "#93b4ff").unwrap().starts_with("accent.light: contrast 1."));
        assert!(fault("#2450b5", "#2450b5").unwrap().starts_with("accent.dark: contrast 2."));
        for wrong in ["blue", "#24f", "#2450bg", "#2450b", "2450b5", "#€€"] {
            assert_eq!(fault(wrong, "#93b4ff").as_deref(), Some("accent.light: not a colour like #2450b5"));
        }
    }
}
