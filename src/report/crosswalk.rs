//! A crosswalk for programs: a link per object, a pair of items per row.

use serde_json::{Value, json};

use super::json::{decimal, pretty};
use crate::code::ItemCode;
use crate::crosswalk::{Crosswalk, Link};
use crate::quantity::Exact;
use crate::table::{self, Columns, Written};

/// The crosswalk as JSON.
#[must_use]
pub fn crosswalk_json(crosswalk: &Crosswalk) -> String {
    let ids = |items: &[ItemCode]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let link = |link: &Link| {
        json!({
            "relation": link.relation.word(),
            "earlier": ids(&link.earlier),
            "later": ids(&link.later),
            "earlier_max": decimal(link.earlier_max.exact()),
            "later_max": decimal(link.later_max.exact()),
            "comparable": decimal(link.comparable.exact()),
        })
    };
    let value: Value = json!({
        "format": 1,
        "earlier": crosswalk.earlier.0,
        "later": crosswalk.later.0,
        "confirmed": crosswalk.confirmed,
        "comparable": decimal(crosswalk.comparable().exact()),
        "total": decimal(crosswalk.total.exact()),
        "links": crosswalk.links.iter().map(link).collect::<Vec<_>>(),
    });
    pretty(&value)
}

/// The crosswalk as CSV, a row per link.
#[must_use]
pub fn crosswalk_csv(crosswalk: &Crosswalk) -> Vec<u8> {
    table::to_csv(&columns(crosswalk))
}

/// The same as Parquet.
///
/// # Errors
/// What the library said.
#[cfg(feature = "parquet")]
pub fn crosswalk_parquet(crosswalk: &Crosswalk) -> Result<Vec<u8>, String> {
    table::to_parquet(&columns(crosswalk))
}

fn columns(crosswalk: &Crosswalk) -> Columns {
    let words = |of: &dyn Fn(&Link) -> String| {
        Written::Words(crosswalk.links.iter().map(|link| Some(of(link))).collect())
    };
    let joined =
        |items: &[ItemCode]| items.iter().map(ItemCode::as_str).collect::<Vec<_>>().join(" ");
    let points = |of: &dyn Fn(&Link) -> Exact| {
        Written::Decimal(
            crosswalk.links.iter().map(|link| Some(of(link))).collect(),
            super::LONGEST.digits,
        )
    };
    vec![
        ("relation".into(), words(&|link| link.relation.word().to_owned())),
        ("earlier".into(), words(&|link| joined(&link.earlier))),
        ("later".into(), words(&|link| joined(&link.later))),
        ("earlier_max".into(), points(&|link| link.earlier_max.exact().clone())),
        ("later_max".into(), points(&|link| link.later_max.exact().clone())),
        ("comparable".into(), points(&|link| link.comparable.exact().clone())),
    ]
}
