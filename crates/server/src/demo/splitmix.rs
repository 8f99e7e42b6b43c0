//! SplitMix64: a deterministic generator of a few lines, so that two installations with the same clock are alike to the
//! byte. It is for serial numbers and dates of the demonstration only, never for anything secret.

/// The generator's state.
pub struct SplitMix(u64);

impl SplitMix {
    pub const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both inclusive.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.next() % span).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs for seed 1234567, as published with the algorithm.
    #[test]
    fn known_outputs() {
        let mut mix = SplitMix::seeded(1_234_567);
        assert_eq!([mix.next(), mix.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn between_stays_between() {
        let mut mix = SplitMix::seeded(1);
        assert!((0..1000).map(|_| mix.between(-3, 3)).all(|n| (-3..=3).contains(&n)));
    }
}
