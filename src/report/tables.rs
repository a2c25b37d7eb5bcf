//! Results as tables for programs: what can be asked for, and its rows as JSON. `docs/tables.md` says what each column is.

use serde_json::{Map, Value, json};

use super::{Report, columns, comparison, json as form, losses};
use crate::standings::Standing;
use crate::table::{self, Columns, Written};

/// A table of a round's results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row per agency.
    Standings,
    /// A row per agency and area.
    Areas,
    /// A row per agency and item.
    Items,
    /// A row per agency, two columns per item.
    ItemsWide,
    /// A row per agency and area: what changed since the year before.
    Changes,
    /// A row per point not given.
    Losses,
}

impl Table {
    /// Its name, as it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Standings => "standings",
            Self::Areas => "areas",
            Self::Items => "items",
            Self::ItemsWide => "items_wide",
            Self::Changes => "changes",
            Self::Losses => "losses",
        }
    }
}

impl Report<'_> {
    /// The table as CSV, UTF-8, decimals with a point.
    #[must_use]
    pub fn table_csv(&self, table: Table) -> Vec<u8> {
        table::to_csv(&self.columns(table))
    }

    /// The table as JSON: an object per row, decimals as strings.
    #[must_use]
    pub fn table_json(&self, table: Table) -> String {
        let columns = self.columns(table);
        let head = json!({ "format": form::FORMAT, "set": self.standings.set, "table": table.name(), "year": self.standings.year.0 });
        let rows = columns.first().map_or(0, |(_, column)| column.len());
        let row = |row| {
            let cells = columns.iter().map(|(name, column)| (name.clone(), value(column, row)));
            Value::Object(cells.collect::<Map<_, _>>()).to_string()
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        let head = head.to_string();
        let head = head.trim_end_matches('}');
        format!("{head},\"rows\":[\n{}\n]}}\n", rows.join(",\n"))
    }

    /// The table as Parquet, decimals as decimals.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn table_parquet(&self, table: Table) -> Result<Vec<u8>, String> {
        table::to_parquet(&self.columns(table))
    }

    fn columns(&self, table: Table) -> Columns {
        let all = || self.standings.standings.iter().collect::<Vec<&Standing>>();
        match table {
            Table::Standings => columns::standings(self),
            Table::Areas => columns::areas(self),
            Table::Items => columns::items(self, &all()),
            Table::ItemsWide => columns::items_wide(self),
            Table::Changes => comparison::columns(self),
            Table::Losses => losses::columns(self, &all()),
        }
    }
}

fn value(column: &Written, row: usize) -> Value {
    match column {
        Written::Words(cells) => json!(cells.get(row).cloned().flatten()),
        Written::Shared(cells) => json!(cells.get(row).map(AsRef::<str>::as_ref)),
        Written::Whole(cells) => json!(cells.get(row).copied().flatten()),
        Written::Decimal(cells, _) => {
            cells.get(row).and_then(Option::as_ref).map_or(Value::Null, form::decimal)
        }
    }
}
