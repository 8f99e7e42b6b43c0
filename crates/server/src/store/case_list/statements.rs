//! What the list asks the database. One statement narrows by anything, and looks through all cases in reach for a page. For a
//! list that is narrowed by nothing but whether cases are open, of one account, there is a statement for each order and
//! direction: it takes its page from an index that has the cases in that order, and looks at no others. Both find the same.

use crate::store::{
    reach::{case_in_reach, case_in_reach_of_one},
    slice::Direction,
};

/// What is closed waits on nobody; what one side calls resolved waits for the other to agree.
macro_rules! turn {
    () => {
        "CASE WHEN c.status = 'closed' THEN 'nobody' ELSE c.waiting_on END"
    };
}

/// The conditions: `?1` cases in reach, `?2` now, `?3` to `?15` what it is narrowed to.
macro_rules! conditions {
    () => {
        concat!(
            case_in_reach!(),
            " AND (?3 IS NULL OR (c.status <> 'closed') = ?3)
             AND (?4 IS NULL OR c.opened_by = ?4)
             AND (?5 IS NULL OR ",
            $crate::store::case_list::statements::turn!(),
            " = ?5)
             AND (?6 IS NULL OR c.priority = ?6)
             AND (?7 IS NULL OR c.unit_id IN (SELECT u.id FROM unit u WHERE u.reference IN (?7, upper(?7)))
                    OR c.number IN (SELECT k.case_number FROM unit u JOIN case_unit k ON k.unit_id = u.id
                           WHERE u.reference IN (?7, upper(?7))))
             AND (?8 IS NULL OR EXISTS (SELECT 1 FROM unit u WHERE u.site_id = ?8 AND u.account_id = c.account_id
                    AND (u.id = c.unit_id
                      OR u.id IN (SELECT k.unit_id FROM case_unit k WHERE k.case_number = c.number))))
             AND (?9 IS NULL OR EXISTS (SELECT 1 FROM unit_contract n JOIN contract t ON t.number = n.contract_number
                    WHERE n.contract_number = ?9 AND t.account_id = c.account_id AND (n.unit_id = c.unit_id
                      OR n.unit_id IN (SELECT k.unit_id FROM case_unit k WHERE k.case_number = c.number))))
             AND (?10 IS NULL OR c.channel = ?10)
             AND (?11 IS NULL OR (CASE
                    WHEN c.first_contact_at <= c.due_at THEN 'met'
                    WHEN c.first_contact_at IS NOT NULL THEN 'missed'
                    WHEN ?2 <= c.due_at THEN 'running'
                    ELSE 'overdue' END) IN (SELECT value FROM json_each(?11)))
             AND (?12 IS NULL OR c.created_at >= ?12)
             AND (?13 IS NULL OR c.created_at < ?13)
             AND (?14 IS NULL OR c.number IN (SELECT value FROM json_each(?14)))
             AND (?15 IS NULL OR EXISTS (SELECT 1 FROM escalation e
                    WHERE e.case_number = c.number AND e.state <> 'completed') = ?15)"
        )
    };
}

/// Of an order, the whole number that the list is ordered by. A priority, or a rank, stands before the instant in it. By urgency,
/// what is over comes last, the latest of those first: years of it would stand above what is not. The indexes of migration 34
/// hold these very expressions: SQLite sees no others in them.
macro_rules! key {
    (created) => {
        "c.created_at"
    };
    (changed) => {
        "c.changed_at"
    };
    (due) => {
        "c.due_at"
    };
    (priority) => {
        "c.priority * 1000000000000000 + c.due_at"
    };
    (urgency) => {
        "CASE WHEN c.status = 'closed' THEN 4999999999999999 - c.due_at
           ELSE ((c.waiting_on <> 'customer') * 2 + (c.first_contact_at IS NOT NULL)) * 1000000000000000 + c.due_at END"
    };
}

/// The advisor was asked in, and has not said anything since; of a case that is not closed.
macro_rules! asks_advisor {
    () => {
        "(c.status <> 'closed' AND EXISTS (SELECT 1 FROM case_event e
            WHERE e.case_number = c.number AND e.kind = 'advisor_asked' AND NOT EXISTS (SELECT 1 FROM case_event said
              WHERE said.case_number = e.case_number AND said.side = 'advisor' AND said.id > e.id)))"
    };
}

/// What is shown of the cases that `$place` finds, each with its key.
macro_rules! listed {
    ($place:expr, $way:literal) => {
        concat!(
            "WITH place AS (",
            $place,
            ")
             SELECT place.key, c.number, c.account_id, a.name AS account_name, c.priority, c.channel, c.due_at, c.status,
                    c.waiting_on, c.synopsis, u.reference, u.host_name, s.name AS site, c.unlisted_host, c.own_reference,
                    p.name AS opened_by, c.created_at, c.changed_at, c.first_contact_at, c.version,
                    (SELECT count(*) FROM escalation e WHERE e.case_number = c.number AND e.state <> 'completed')
                      AS open_escalations,
                    (SELECT min(e.next_report_at) FROM escalation e WHERE e.case_number = c.number AND e.state <> 'completed')
                      AS next_report_at,
                    (SELECT group_concat(coalesce(x.reference, k.gone_as), ' ' ORDER BY k.place) FROM case_unit k
                       LEFT JOIN unit x ON x.id = k.unit_id WHERE k.case_number = c.number) AS further_units, ",
            asks_advisor!(),
            " AS asks_advisor
             FROM place
             JOIN tech_case c ON c.number = place.number
             JOIN account a ON a.id = c.account_id
             JOIN person p ON p.id = c.opened_by
             LEFT JOIN unit u ON u.id = c.unit_id
             LEFT JOIN site s ON s.id = u.site_id AND u.account_id = c.account_id
             ORDER BY place.key ",
            $way,
            ", c.number ",
            $way
        )
    };
}

/// Narrowed by anything: what [`conditions`] wants, `?16` the name of the order, `?17` and `?18` after which one, `?19` how many.
macro_rules! any {
    ($compare:literal, $way:literal) => {
        listed!(
            concat!(
                "SELECT c.number, CASE ?16 WHEN 'created' THEN ",
                key!(created),
                " WHEN 'changed' THEN ",
                key!(changed),
                " WHEN 'due' THEN ",
                key!(due),
                " WHEN 'priority' THEN ",
                key!(priority),
                " ELSE ",
                key!(urgency),
                " END AS key FROM tech_case c WHERE ",
                conditions!(),
                " AND (?17 IS NULL OR (key, c.number) ",
                $compare,
                " (?17, ?18)) ORDER BY key ",
                $way,
                ", c.number ",
                $way,
                " LIMIT ?19 + 0"
            ),
            $way
        )
    };
}

/// In an order: `?1` cases in reach of one account, `?2` whether they are open, `?3` and `?4` after which one, `?5` how many. The
/// key stands alone as well, because SQLite does not begin in an index by an expression within a pair.
macro_rules! ordered {
    ($order:ident, $compare:literal, $way:literal) => {
        listed!(
            concat!(
                "SELECT c.number, ",
                key!($order),
                " AS key FROM tech_case c WHERE ",
                case_in_reach_of_one!(),
                " AND (?2 IS NULL OR (c.status <> 'closed') = ?2) AND ",
                key!($order),
                " ",
                $compare,
                "= ?3 AND (",
                key!($order),
                ", c.number) ",
                $compare,
                " (?3, ?4) ORDER BY ",
                key!($order),
                " ",
                $way,
                ", c.number ",
                $way,
                " LIMIT ?5 + 0"
            ),
            $way
        )
    };
}

/// Narrowed by anything.
pub const fn any(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => any!(">", "ASC"),
        Direction::Down => any!("<", "DESC"),
    }
}

/// In the order of that name; nothing when there is no such order.
pub fn ordered(order: &str, direction: Direction) -> Option<&'static str> {
    macro_rules! either_way {
        ($order:ident) => {
            match direction {
                Direction::Up => ordered!($order, ">", "ASC"),
                Direction::Down => ordered!($order, "<", "DESC"),
            }
        };
    }
    Some(match order {
        "created" => either_way!(created),
        "changed" => either_way!(changed),
        "due" => either_way!(due),
        "priority" => either_way!(priority),
        "urgency" => either_way!(urgency),
        _ => return None,
    })
}

/// How many there are, narrowed by anything.
pub const COUNT: &str = concat!("SELECT count(*) FROM tech_case c WHERE ", conditions!());

/// How many there are: `?1` cases in reach, `?2` whether they are open.
pub const COUNT_OPEN: &str = concat!(
    "SELECT count(*) FROM tech_case c WHERE ",
    case_in_reach!(),
    " AND (?2 IS NULL OR (c.status <> 'closed') = ?2)"
);

pub(super) use {asks_advisor, conditions, turn};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use sqlx::Row as _;

    macro_rules! plans {
        ($($order:ident)*) => {
            [$(
                (stringify!($order), concat!("EXPLAIN QUERY PLAN ", ordered!($order, ">", "ASC"))),
                (stringify!($order), concat!("EXPLAIN QUERY PLAN ", ordered!($order, "<", "DESC"))),
            )*]
        };
    }

    #[tokio::test]
    async fn a_page_in_an_order_is_taken_from_the_index_of_that_order() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let mut read = store.read().await.unwrap();
        for (order, statement) in plans!(created changed due priority urgency) {
            let plan = sqlx::query(statement).fetch_all(&mut *read).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
            let index = format!("INDEX tech_case_by_{order} (account_id=? AND ");
            assert!(plan.iter().any(|step| step.contains(&index)), "{order}: {plan:#?}");
            // The rows of the page are put in order again after they were joined; the keys are not.
            let sorts = plan.iter().filter(|step| step.contains("TEMP B-TREE FOR ORDER BY")).count();
            assert!(sorts <= 1, "{order}: {plan:#?}");
        }
    }
}
