//! How many of some sorted numbers are not above another one. Bisections over all of them are most of what a deadline costs.
//! So the line is cut into equal slices, a few for each number, and only the numbers of one slice are searched: where they
//! are about as far from each other as openings and changes of clock are, that is one or none.

/// Slices for each number, at the least; twice as many at most.
const SLICES: usize = 2;

/// Sorted numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marks {
    sorted: Vec<i64>,
    /// Where the first slice begins.
    from: i64,
    /// The length of a slice is two to the power of this.
    bits: u32,
    /// How many numbers lie before each slice, and how many there are.
    before: Vec<usize>,
}

impl Marks {
    /// Of numbers in ascending order.
    pub fn new(sorted: Vec<i64>) -> Self {
        let from = sorted.first().copied().unwrap_or_default();
        let span = sorted.last().map_or(0, |last| last.abs_diff(from));
        let most = u64::try_from(sorted.len() * 2 * SLICES).unwrap_or(u64::MAX);
        let bits = (0..u64::BITS).find(|bits| span >> bits <= most).unwrap_or_default();
        let mut marks = Self { sorted, from, bits, before: Vec::new() };
        let slices = 0..=marks.sorted.last().map_or(0, |last| marks.slice(*last));
        marks.before = slices
            .map(|slice| marks.sorted.partition_point(|number| marks.slice(*number) < slice))
            .chain([marks.sorted.len()])
            .collect();
        marks
    }

    /// How many are not above a number.
    pub fn up_to(&self, number: i64) -> usize {
        if number < self.from {
            return 0;
        }
        let slice = self.slice(number).min(self.before.len().saturating_sub(2));
        let before = |slice: usize| self.before.get(slice).copied().unwrap_or_default();
        let (first, end) = (before(slice), before(slice + 1));
        first + self.sorted.get(first..end).unwrap_or_default().partition_point(|known| *known <= number)
    }

    /// Of a number that is not below the first one.
    fn slice(&self, number: i64) -> usize {
        usize::try_from(number.abs_diff(self.from) >> self.bits).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Marks;

    fn number() -> impl Strategy<Value = i64> {
        let of_time = -8_000_000_000_000_000..8_000_000_000_000_000_i64;
        prop_oneof![-50..50_i64, of_time, any::<i64>(), Just(i64::MIN), Just(i64::MAX)]
    }

    proptest! {
        #[test]
        fn as_a_plain_count(mut numbers in prop::collection::vec(number(), 0..60), asked in prop::collection::vec(number(), 20)) {
            numbers.sort_unstable();
            let marks = Marks::new(numbers.clone());
            let beside = numbers.iter().flat_map(|number| [number.saturating_sub(1), *number, number.saturating_add(1)]);
            for asked in asked.into_iter().chain(beside) {
                let plain = numbers.iter().filter(|known| **known <= asked).count();
                prop_assert_eq!(marks.up_to(asked), plain, "{} in {:?}", asked, &numbers);
            }
        }
    }

    /// What it is there for: few slices for the numbers, and few numbers in a slice when they are evenly spread.
    #[test]
    fn slices_are_few_and_so_is_what_lies_in_one() {
        for count in [1, 2, 10, 440, 5000_i64] {
            let marks = Marks::new((0..count).map(|number| number * 3_600_000).collect());
            let slices = i64::try_from(marks.before.len()).unwrap();
            assert!(slices <= 4 * count + 2, "{slices} slices for {count} numbers");
            assert!(marks.before.windows(2).all(|pair| pair[1] - pair[0] <= 1), "{count} numbers");
        }
        // All of them in one slice but for the last.
        let marks = Marks::new((0..1000).chain([i64::MAX]).collect());
        assert!(marks.before.len() <= 4006);
    }
}
