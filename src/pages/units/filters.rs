//! What the list of units can be narrowed to.

use rules::{entitlement::Condition, unit_change::usage_words};
use wire::{facets::NONE, unit::Usage};

use super::rows::COLUMNS;
use crate::{
    route::List,
    widgets::list_filters::{Control, Filter, Filters, Part},
};

/// All of it.
pub static FILTERS: Filters = Filters {
    list: List::Units,
    name: "Units",
    find: "Serial, host name, model, site",
    main: &[
        Filter {
            label: "Cover",
            part: |query| &mut query.answer,
            control: Control::Of(
                || {
                    &[
                        ("", "Any cover"),
                        ("advanced_care_plus", "Advanced Care Plus"),
                        ("juniper_care_only", "Juniper Care only"),
                        ("no_cover_found", "No cover found"),
                        ("cannot_tell", "Cannot tell"),
                    ]
                },
                str::to_owned,
            ),
        },
        Filter {
            label: "Covered until",
            part: |query| &mut query.ends_within_days,
            control: Control::Of(
                || {
                    &[
                        ("", "Any end"),
                        ("30", "Ends within 30 days"),
                        ("90", "Ends within 90 days"),
                        ("365", "Ends within a year"),
                    ]
                },
                |days| format!("Ends within {days} days"),
            ),
        },
        // The heads of the table sort too, but a narrow screen shows cards without heads.
        Filter { label: "Sort by", part: |query| &mut query.sort, control: Control::Sort(&SORTS, sorted_by) },
    ],
    more: &[
        counted("Family", |query| &mut query.family, Control::Counted("family", plain)),
        counted("Product", |query| &mut query.model, Control::Counted("model", plain)),
        counted("Site", |query| &mut query.site, Control::Counted("site", plain)),
        counted("Country", |query| &mut query.country, Control::Counted("country", plain)),
        counted("Contract", |query| &mut query.contract, Control::Counted("contract", plain)),
        counted(
            "Condition that fails",
            |query| &mut query.condition,
            Control::Counted("condition", condition),
        ),
        counted("Release", |query| &mut query.release, Control::Counted("release", plain)),
        counted("Use", |query| &mut query.usage, Control::Counted("usage", usage)),
    ],
};

const fn counted(label: &'static str, part: Part, control: Control) -> Filter {
    Filter { label, part, control }
}

const SORTS: [(&str, &str); 9] = [
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
    COLUMNS[3],
    COLUMNS[4],
    ("family", "Family"),
    ("country", "Country"),
    ("usage", "Use"),
    ("release", "Release"),
];

/// The column that is sorted by, whichever way: the heads say which.
fn sorted_by(sort: &str) -> &str {
    let column = sort.trim_start_matches('-');
    if column.is_empty() { "host_name" } else { column }
}

fn plain(value: &str) -> String {
    if value == NONE { "none, or not known" } else { value }.to_owned()
}

fn usage(value: &str) -> String {
    Usage::from(value).known().map_or_else(|| plain(value), |usage| usage_words(usage).to_owned())
}

fn condition(value: &str) -> String {
    let known = Condition::ALL.into_iter().find(|condition| condition.code() == value);
    known.map_or_else(|| plain(value), |condition| condition.title().to_owned())
}
