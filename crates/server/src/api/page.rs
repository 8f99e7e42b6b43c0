//! Lists by page. A cursor names the last item of the page before by its place in the order, so that items which come or
//! go in between neither repeat nor hide others. It is opaque: hexadecimal JSON of order, key and id.

use crate::digest::{hex, unhex};
use crate::query::Query;
use crate::store::slice::{Direction, Slice};
use std::cmp::Ordering;

/// Items of a page when the caller does not say.
const USUAL: u32 = 50;
/// Most items of a page.
pub const MOST: u32 = 200;

/// The place of an item in its list: its key, then its id, which is unique. What has no key comes last going up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// What the list is ordered by.
    pub key: Option<String>,
    /// Unique.
    pub id: String,
}

impl Place {
    fn compare(&self, other: &Self, direction: Direction) -> Ordering {
        let key = match (&self.key, &other.key) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        let order = key.then_with(|| self.id.cmp(&other.id));
        match direction {
            Direction::Up => order,
            Direction::Down => order.reverse(),
        }
    }
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Page {
    limit: usize,
    after: Option<Place>,
    order: String,
    direction: Direction,
}

impl Page {
    /// Reads `sort`, `limit` and `cursor`. `orders` are the names that `sort` may have, each also with `-` before it.
    #[must_use]
    pub fn read(query: &mut Query, orders: &[&str], usual: &str) -> Self {
        let expected = || format!("Give one of: {}, each also with “-” before it", orders.join(", "));
        let known =
            |text: &str| orders.contains(&text.strip_prefix('-').unwrap_or(text)).then(|| text.to_owned());
        let order = query.read("sort", known, expected).unwrap_or_else(|| usual.to_owned());
        let direction = if order.starts_with('-') { Direction::Down } else { Direction::Up };
        let limit = query.number("limit", 1, MOST).unwrap_or(USUAL) as usize;
        let after = query.read(
            "cursor",
            |text| read_cursor(text, &order),
            || "This cursor does not belong to this list; begin at the first page".to_owned(),
        );
        Self { limit, after, order, direction }
    }

    /// With another number of items where the caller does not say.
    #[must_use]
    pub fn usually(mut self, query: &Query, limit: u32) -> Self {
        if query.text("limit").is_none() {
            self.limit = limit as usize;
        }
        self
    }

    /// The name of the order, without its direction.
    #[must_use]
    pub fn order(&self) -> &str {
        self.order.strip_prefix('-').unwrap_or(&self.order)
    }

    /// All items in their order, for files.
    #[must_use]
    pub fn whole<T>(&self, items: Vec<T>, place: impl Fn(&T) -> Place) -> Vec<T> {
        self.ordered(items, place).into_iter().map(|(_, item)| item).collect()
    }

    /// The page as a database finds it by itself, in an order whose keys are whole numbers.
    #[must_use]
    pub fn slice(&self) -> Slice<'_> {
        let after = self.after.as_ref().and_then(|place| {
            let key = place.key.as_deref()?.parse().ok()?;
            Some((key, place.id.as_str()))
        });
        Slice { order: self.order(), direction: self.direction, after, limit: self.limit }
    }

    /// Cuts what a database found by [`Self::slice`], which is one item more than the page where another page comes.
    #[must_use]
    pub fn cut_found<T>(&self, mut found: Vec<T>, place: impl Fn(&T) -> Place) -> (Vec<T>, Option<String>) {
        let goes_on = found.len() > self.limit;
        found.truncate(self.limit);
        let next = found.last().filter(|_| goes_on).map(|last| write_cursor(&self.order, &place(last)));
        (found, next)
    }

    fn ordered<T>(&self, items: Vec<T>, place: impl Fn(&T) -> Place) -> Vec<(Place, T)> {
        let mut placed: Vec<(Place, T)> = items.into_iter().map(|item| (place(&item), item)).collect();
        placed.sort_by(|(a, _), (b, _)| a.compare(b, self.direction));
        placed
    }

    /// Orders the items and cuts out the page. The second value is the cursor of the next one.
    #[must_use]
    pub fn cut<T>(&self, items: Vec<T>, place: impl Fn(&T) -> Place) -> (Vec<T>, Option<String>) {
        let placed = self.ordered(items, place);
        let start = self.after.as_ref().map_or(0, |after| {
            placed.partition_point(|(place, _)| place.compare(after, self.direction) != Ordering::Greater)
        });
        let end = placed.len().min(start + self.limit);
        let next = (end < placed.len())
            .then(|| placed.get(end - 1).map(|(place, _)| write_cursor(&self.order, place)))
            .flatten();
        let page = placed.into_iter().skip(start).take(self.limit).map(|(_, item)| item).collect();
        (page, next)
    }
}

fn write_cursor(order: &str, place: &Place) -> String {
    hex(serde_json::json!([order, place.key, place.id]).to_string().as_bytes())
}

fn read_cursor(text: &str, order: &str) -> Option<Place> {
    let (made_for, key, id): (String, Option<String>, String) = serde_json::from_slice(&unhex(text)?).ok()?;
    (made_for == order).then_some(Place { key, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: &u32) -> Place {
        // Every third has no key; keys repeat.
        Place { key: (!n.is_multiple_of(3)).then(|| format!("{}", n % 2)), id: format!("{n:04}") }
    }

    #[test]
    fn pages_together_are_the_list() {
        for sort in ["key", "-key"] {
            let items: Vec<u32> = (0..23).collect();
            let read = |cursor: &str| {
                let mut query = Query::for_test(&[("sort", sort), ("limit", "4"), ("cursor", cursor)]);
                let page = Page::read(&mut query, &["key"], "key");
                assert!(query.finish().is_ok());
                page
            };
            let (mut all, mut cursor) = (Vec::new(), String::new());
            loop {
                let (page, next) = read(&cursor).cut(items.clone(), place);
                all.extend(page);
                match next {
                    Some(next) => cursor = next,
                    None => break,
                }
            }
            assert_eq!(all.len(), 23);
            let mut sorted = all.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, items, "each once");
            assert_eq!(place(all.first().unwrap()).key.is_none(), sort == "-key", "no key is last going up");
        }
    }

    #[test]
    fn what_a_database_finds_is_cut_to_the_page() {
        let mut query = Query::for_test(&[("sort", "-key"), ("limit", "2")]);
        let page = Page::read(&mut query, &["key"], "key");
        let place = |n: &i64| Place { key: Some(n.to_string()), id: "x".to_owned() };
        let (first, next) = page.cut_found(vec![9, 8, 7], place);
        assert_eq!(first, [9, 8]);
        let next = next.unwrap();
        let mut query = Query::for_test(&[("sort", "-key"), ("limit", "2"), ("cursor", &next)]);
        let page = Page::read(&mut query, &["key"], "key");
        assert_eq!(page.slice().after, Some((8, "x")));
        assert_eq!((page.slice().order, page.slice().direction), ("key", Direction::Down));
        assert_eq!(page.cut_found(vec![7, 6], place), (vec![7, 6], None));
    }

    #[test]
    fn a_cursor_of_another_order_is_refused() {
        let cursor = write_cursor("model", &Place { key: None, id: "1".to_owned() });
        let mut query = Query::for_test(&[("sort", "site"), ("cursor", &cursor)]);
        let _ = Page::read(&mut query, &["model", "site"], "model");
        assert!(query.finish().is_err());
    }
}
