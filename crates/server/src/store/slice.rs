//! A piece of a long list that the database orders and cuts by itself, because the whole would be too much to bring here.

/// Which way a list runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// What is asked for of a list in an order whose keys are whole numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slice<'a> {
    /// The name of the order, without its direction.
    pub order: &'a str,
    /// Which way it runs.
    pub direction: Direction,
    /// Key and id of the last item before it.
    pub after: Option<(i64, &'a str)>,
    /// Items of a page; one more is found, to know whether another page comes.
    pub limit: usize,
}
