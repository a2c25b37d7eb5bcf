//! The same counting as SQL, for an engine that a person already runs: counts and sums of whole numbers only. Nothing is
//! divided, averaged or rounded there, so that every engine gives the same integers.

use super::condition::{Condition, Order, Other};
use super::{Measures, Register, StraightLined, Survey};
use crate::calendar::Day;
use crate::table::{Asked, CellKind};

/// An engine that SQL is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// DuckDB.
    DuckDb,
    /// Apache Spark.
    Spark,
    /// PostgreSQL.
    Postgres,
    /// Apache DataFusion.
    DataFusion,
}

impl Engine {
    fn quoted(self, name: &str) -> String {
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    fn text(self, text: &str) -> String {
        match self {
            // Spark reads backslashes in literals as escapes
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            _ => format!("'{}'", text.replace('\'', "''")),
        }
    }

    fn word(self) -> &'static str {
        if self == Self::Spark { "STRING" } else { "VARCHAR" }
    }

    /// Where lines come from: the files where the engine reads them in place, else a table called as the register is.
    fn source(self, name: &str, files: &[String]) -> String {
        let suffix = |suffix: &str| {
            !files.is_empty() && files.iter().all(|file| file.to_lowercase().ends_with(suffix))
        };
        let listed = || files.iter().map(|file| self.text(file)).collect::<Vec<_>>().join(", ");
        match self {
            Self::DuckDb if suffix(".parquet") => format!("read_parquet([{}])", listed()),
            Self::DuckDb if suffix(".csv") => {
                format!("read_csv([{}], header = true, all_varchar = true)", listed())
            }
            Self::Spark if suffix(".parquet") => match files {
                [file] => format!("parquet.{}", self.quoted(file)),
                _ => {
                    let one =
                        |file: &String| format!("SELECT * FROM parquet.{}", self.quoted(file));
                    format!("({})", files.iter().map(one).collect::<Vec<_>>().join(" UNION ALL "))
                }
            },
            _ => self.quoted(name),
        }
    }

    /// A column as it is looked at: trimmed words, days, whole numbers; an empty word is none.
    fn column(self, asked: &Asked) -> String {
        let heading = self.quoted(&asked.heading);
        match asked.kind {
            CellKind::Word => format!("NULLIF(TRIM(CAST({heading} AS {})), '')", self.word()),
            CellKind::Day => format!("CAST({heading} AS DATE)"),
            CellKind::Whole => format!("CAST({heading} AS BIGINT)"),
        }
    }

    /// The columns asked for under names of their own: `c0` is the agency.
    fn lines(self, asked: &[Asked], from: &str) -> String {
        let column = |(k, asked): (usize, &Asked)| format!("{} AS c{k}", self.column(asked));
        let columns: Vec<String> = asked.iter().enumerate().map(column).collect();
        format!("WITH l AS (\n  SELECT {}\n  FROM {from}\n)", columns.join(",\n    "))
    }
}

fn added(condition: &str) -> String {
    format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT)")
}

impl Measures {
    /// The SQL that counts each register and survey of which files are given, or all of them when none are; by name.
    #[must_use]
    pub fn sql(
        &self,
        engine: Engine,
        files: &[(String, String)],
        every_year: bool,
    ) -> Vec<(String, String)> {
        let mine = |name: &str| -> Vec<String> {
            let mine = files.iter().filter(|(of, _)| of == name);
            mine.map(|(_, file)| file.clone()).collect()
        };
        let wanted = |name: &str| files.is_empty() || files.iter().any(|(of, _)| of == name);
        let registers = self.registers.iter().filter(|register| wanted(&register.name));
        let registers = registers.map(|register| {
            let from = engine.source(&register.name, &mine(&register.name));
            (register.name.clone(), register.sql(engine, &from, self.year.0, every_year))
        });
        let surveys = self.surveys.iter().filter(|survey| wanted(&survey.name));
        let surveys = surveys.map(|survey| {
            let from = engine.source(&survey.name, &mine(&survey.name));
            (survey.name.clone(), survey.sql(engine, &from))
        });
        registers.chain(surveys).collect()
    }
}

impl Register {
    fn sql(&self, engine: Engine, from: &str, set: i16, every_year: bool) -> String {
        let year = self.year.map(|column| format!("CAST(c{column} AS INT)"));
        let mut columns = vec![
            format!("c0 AS {}", engine.quoted("agency")),
            format!(
                "{} AS {}",
                year.clone().unwrap_or_else(|| format!("CAST({set} AS INT)")),
                engine.quoted("year")
            ),
            format!("CAST(COUNT(*) AS BIGINT) AS {}", engine.quoted("lines")),
        ];
        for (name, condition) in &self.counts {
            let condition = self.said(engine, condition);
            columns.push(format!("{} AS {}", added(&condition), engine.quoted(name)));
        }
        for (name, sum) in &self.sums {
            let lines = sum.lines.as_ref().map(|lines| self.said(engine, lines));
            let column = match lines {
                Some(lines) => format!("CASE WHEN {lines} THEN c{} ELSE 0 END", sum.column),
                None => format!("c{}", sum.column),
            };
            let sum = format!("CAST(COALESCE(SUM({column}), 0) AS BIGINT)");
            columns.push(format!("{sum} AS {}", engine.quoted(name)));
        }
        let mut belongs = Vec::new();
        if let Some(year) = year.as_ref().filter(|_| !every_year) {
            belongs.push(format!("{year} = {set}"));
        }
        belongs.extend(self.only.as_ref().map(|only| self.said(engine, only)));
        let filter = if belongs.is_empty() {
            String::new()
        } else {
            format!("\nWHERE {}", belongs.join(" AND "))
        };
        let by = year.map_or_else(|| "c0".to_owned(), |year| format!("c0, {year}"));
        let order = if self.year.is_some() { "1, 2" } else { "1" };
        format!(
            "{}\nSELECT {}\nFROM l{filter}\nGROUP BY {by}\nORDER BY {order}",
            engine.lines(&self.asked, from),
            columns.join(",\n  ")
        )
    }

    /// The condition, which is either true or false whatever is missing.
    fn said(&self, engine: Engine, condition: &Condition) -> String {
        let all = |parts: &[Condition], by: &str, none: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.said(engine, part)).collect();
            if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(by)) }
        };
        match condition {
            Condition::Every => "TRUE".to_owned(),
            Condition::Not(inner) => format!("NOT ({})", self.said(engine, inner)),
            Condition::All(parts) => all(parts, " AND ", "TRUE"),
            Condition::Any(parts) => all(parts, " OR ", "FALSE"),
            Condition::Given(column) => format!("c{column} IS NOT NULL"),
            Condition::Is { column, words } => {
                let mut words: Vec<String> = words.iter().map(|word| engine.text(word)).collect();
                words.sort();
                match words.is_empty() {
                    true => "FALSE".to_owned(),
                    false => {
                        format!("(c{column} IS NOT NULL AND c{column} IN ({}))", words.join(", "))
                    }
                }
            }
            Condition::Day { column, how, other } => {
                let sign = match how {
                    Order::Before => "<",
                    Order::To => "<=",
                    Order::On => "=",
                    Order::From => ">=",
                    Order::After => ">",
                };
                let (other, there) = self.other(*other);
                format!("(c{column} IS NOT NULL{there} AND c{column} {sign} {other})")
            }
        }
    }

    /// The other day, and that it is there where it may not be.
    fn other(&self, other: Other) -> (String, String) {
        let literal = |day: i32| {
            let day = Day::of_number(i64::from(day));
            format!("DATE '{}'", day.map_or_else(String::new, |day| day.to_string()))
        };
        let of_year = |month: u8, day: u8, given: i32| match self.year {
            Some(year) => format!("make_date(CAST(c{year} AS INT), {month}, {day})"),
            None => literal(given),
        };
        match other {
            Other::Column(other) => (format!("c{other}"), format!(" AND c{other} IS NOT NULL")),
            Other::Start => (of_year(1, 1, self.period.0), String::new()),
            Other::End => (of_year(12, 31, self.period.1), String::new()),
            Other::Day(day) => (literal(day), String::new()),
        }
    }
}

impl Survey {
    fn sql(&self, engine: Engine, from: &str) -> String {
        let questions = || self.first..self.first + self.questions.len();
        let pairs: Vec<String> = questions()
            .zip(questions().skip(1))
            .map(|(one, next)| {
                format!("c{one} IS NOT NULL AND c{next} IS NOT NULL AND c{one} = c{next}")
            })
            .collect();
        let straight = if pairs.is_empty() { "FALSE".to_owned() } else { pairs.join(" AND ") };
        let counts = match self.straight_lined {
            StraightLined::Report => String::new(),
            StraightLined::LeaveOut => format!(" AND NOT ({straight})"),
        };
        let group = self.respondents.map_or_else(|| "''".to_owned(), |group| format!("c{group}"));
        let mut columns = vec![
            format!("c0 AS {}", engine.quoted("agency")),
            format!("{group} AS {}", engine.quoted("respondents")),
            format!("CAST(COUNT(*) AS BIGINT) AS {}", engine.quoted("ballots")),
            format!("{} AS {}", added(&straight), engine.quoted("straight_lined")),
        ];
        for (question, name) in questions().zip(&self.questions) {
            for option in &self.options {
                let chose = format!(
                    "c{question} IS NOT NULL AND c{question} = {}{counts}",
                    engine.text(option)
                );
                let name = engine.quoted(&answer_column(name, option));
                columns.push(format!("{} AS {name}", added(&chose)));
            }
        }
        let (by, order) = if self.respondents.is_some() {
            (format!("c0, {group}"), "1, 2")
        } else {
            ("c0".to_owned(), "1")
        };
        format!(
            "{}\nSELECT {}\nFROM l\nGROUP BY {by}\nORDER BY {order}",
            engine.lines(&self.asked, from),
            columns.join(",\n  ")
        )
    }
}

/// The column that holds how often an option of a question was chosen.
pub(super) fn answer_column(question: &str, option: &str) -> String {
    format!("{question}_{option}")
}
