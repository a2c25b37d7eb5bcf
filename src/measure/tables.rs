//! Counts as tables: written for whoever wants them, read back from an engine that counted by our SQL.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::ballots::Vote;
use super::counted::{Ballots, Counted, Rows, Sums, register_of_agencies};
use super::known::Known;
use super::sql::answer_column;
use super::{MeasureError, Measures, Register, Survey};
use crate::fault::{Fault, Faults, hint};
use crate::table::{Asked, Block, CellKind, Cells, Columns, Lines, NO_NUMBER, Written, to_csv};

fn asked(heading: &str, kind: CellKind) -> Asked {
    Asked { heading: heading.to_owned(), kind }
}

impl Counted {
    /// The counts of a register or survey as the columns that its SQL gives; nothing when it was not counted.
    fn columns(&self, measures: &Measures, name: &str) -> Option<Columns> {
        let register = measures.registers.iter().position(|register| register.name == name);
        if let Some(k) = register {
            return Some(
                self.register_columns(measures.registers.get(k)?, self.registers.get(&k)?),
            );
        }
        let k = measures.surveys.iter().position(|survey| survey.name == name)?;
        Some(self.survey_columns(measures.surveys.get(k)?, self.surveys.get(&k)?))
    }

    /// The counts of a register or survey as CSV: the table that its SQL gives.
    #[must_use]
    pub fn csv(&self, measures: &Measures, name: &str) -> Option<Vec<u8>> {
        self.columns(measures, name).map(|columns| to_csv(&columns))
    }

    /// The same as Parquet.
    ///
    /// # Errors
    /// What the library said.
    #[cfg(feature = "parquet")]
    pub fn parquet(&self, measures: &Measures, name: &str) -> Option<Result<Vec<u8>, String>> {
        self.columns(measures, name).map(|columns| crate::table::to_parquet(&columns))
    }

    fn code(&self, row: usize) -> Option<String> {
        self.agencies.iter().nth(row).map(|agency| agency.code.to_string())
    }

    fn register_columns(&self, register: &Register, sums: &Sums) -> Columns {
        let codes: Vec<Arc<str>> =
            self.agencies.iter().map(|agency| Arc::from(&agency.code)).collect();
        let code = |(row, _)| codes.get::<usize>(row).cloned().unwrap_or_default();
        let years = sums.rows.keys().map(|(_, year)| Some(i64::from(year)));
        let mut columns = vec![
            ("agency".to_owned(), Written::Shared(sums.rows.keys().map(code).collect())),
            ("year".to_owned(), Written::Whole(years.collect())),
        ];
        for (k, name) in register.figures().enumerate() {
            let figure = |sums: &[i128]| sums.get(k).and_then(|n| i64::try_from(*n).ok());
            let figures = sums.rows.iter().map(|(_, sums)| figure(sums));
            columns.push((name.to_owned(), Written::Whole(figures.collect())));
        }
        columns
    }

    fn survey_columns(&self, survey: &Survey, ballots: &Ballots) -> Columns {
        let group = |group: usize| {
            let spelt = survey.groups.get(group).and_then(|(_, spelt)| spelt.first());
            Some(spelt.cloned().unwrap_or_default())
        };
        let number = |n: u64| i64::try_from(n).ok();
        let rows = || ballots.rows.iter();
        let mut columns = vec![
            (
                "agency".to_owned(),
                Written::Words(rows().map(|((row, _), _)| self.code(*row)).collect()),
            ),
            (
                "respondents".to_owned(),
                Written::Words(rows().map(|((_, g), _)| group(*g)).collect()),
            ),
            (
                "ballots".to_owned(),
                Written::Whole(rows().map(|(_, vote)| number(vote.ballots)).collect()),
            ),
            (
                "straight_lined".to_owned(),
                Written::Whole(rows().map(|(_, vote)| number(vote.straight_lined)).collect()),
            ),
        ];
        for (k, name) in answers(survey).into_iter().enumerate() {
            let count = |vote: &Vote| vote.answers.get(k).and_then(|count| number(*count));
            columns.push((name, Written::Whole(rows().map(|(_, vote)| count(vote)).collect())));
        }
        columns
    }

    /// Reads tables of counts that an engine made by our SQL, one or several of each register and survey.
    ///
    /// # Errors
    /// When a file cannot be opened, or is no such table: all faults at once.
    pub fn read_tables<P: AsRef<Path>>(
        measures: &Measures,
        agencies: impl AsRef<Path>,
        files: &[(String, P)],
    ) -> Result<Self, MeasureError> {
        let mut faults = Faults::default();
        let agencies = register_of_agencies(agencies.as_ref(), &mut faults)?;
        let known = Known::of(&agencies, measures);
        let mut counted = Self { agencies, ..Self::default() };
        for (name, path) in files {
            let path = path.as_ref();
            for (k, register) in
                measures.registers.iter().enumerate().filter(|(_, r)| r.name == *name)
            {
                let mut wanted =
                    vec![asked("agency", CellKind::Word), asked("year", CellKind::Whole)];
                wanted.extend(register.figures().map(|figure| asked(figure, CellKind::Whole)));
                let mut rows: BTreeMap<(usize, i16), Vec<i128>> = BTreeMap::new();
                let sums = counted.registers.entry(k).or_default();
                for (of, figures) in sums.rows.iter() {
                    rows.insert(of, figures.to_vec());
                }
                let mut lines = 0;
                each_line(path, &wanted, &known, &mut faults, |agency, _, numbers| {
                    let (year, numbers) = numbers.split_first().unwrap_or((&0, &[]));
                    lines += u64::try_from(numbers.first().copied().unwrap_or(0)).unwrap_or(0);
                    let year = i16::try_from(*year).unwrap_or_default();
                    let row = rows.entry((agency, year)).or_default();
                    row.resize(numbers.len(), 0);
                    row.iter_mut().zip(numbers).for_each(|(sum, more)| *sum += i128::from(*more));
                })?;
                sums.rows = Rows::default();
                for ((agency, year), figures) in rows {
                    sums.rows.push(agency, year, figures.into_iter());
                }
                sums.files.push((path.display().to_string(), lines));
            }
            for (k, survey) in measures.surveys.iter().enumerate().filter(|(_, s)| s.name == *name)
            {
                let mut wanted =
                    vec![asked("agency", CellKind::Word), asked("respondents", CellKind::Word)];
                let figures = ["ballots".to_owned(), "straight_lined".to_owned()];
                wanted.extend(
                    figures.iter().chain(&answers(survey)).map(|f| asked(f, CellKind::Whole)),
                );
                let ballots = counted.surveys.entry(k).or_default();
                let mut lines = 0;
                each_line(path, &wanted, &known, &mut faults, |agency, group, numbers| {
                    let group = survey
                        .groups
                        .iter()
                        .position(|(_, spelt)| spelt.iter().any(|s| s == group));
                    let mut numbers = numbers.iter().map(|n| u64::try_from(*n).unwrap_or(0));
                    let vote = Vote {
                        ballots: numbers.next().unwrap_or(0),
                        straight_lined: numbers.next().unwrap_or(0),
                        answers: numbers.collect(),
                    };
                    lines += vote.ballots;
                    ballots.rows.entry((agency, group.unwrap_or(0))).or_default().join(&vote);
                })?;
                ballots.files.push((path.display().to_string(), lines));
            }
        }
        if faults.is_faulty() { Err(MeasureError::Faulty(faults)) } else { Ok(counted) }
    }
}

/// Columns of answers: options of the first question, then of the next.
fn answers(survey: &Survey) -> Vec<String> {
    let of = |question: &String| {
        survey.options.iter().map(|option| answer_column(question, option)).collect::<Vec<_>>()
    };
    survey.questions.iter().flat_map(of).collect()
}

/// Hands over each line of a table: agency, group where there is one, and its whole numbers.
fn each_line(
    path: &Path,
    wanted: &[Asked],
    known: &Known,
    faults: &mut Faults,
    mut take: impl FnMut(usize, &str, &[i64]),
) -> Result<(), MeasureError> {
    let unreadable = |source| MeasureError::Unreadable { path: path.to_owned(), source };
    let Some(mut lines) = Lines::open(path, wanted, faults).map_err(unreadable)? else {
        return Ok(());
    };
    loop {
        let parts = match lines.next_parts(1) {
            Ok(parts) if parts.is_empty() => return Ok(()),
            Ok(parts) => parts,
            Err(fault) => {
                faults.add(*fault);
                return Ok(());
            }
        };
        for part in parts {
            let read = part.blocks(&mut |block| lines_of(&block, known, faults, &mut take));
            if let Err(fault) = read {
                faults.add(*fault);
            }
        }
    }
}

fn lines_of(
    block: &Block,
    known: &Known,
    faults: &mut Faults,
    take: &mut impl FnMut(usize, &str, &[i64]),
) {
    block.faults.iter().for_each(|fault| faults.add(fault.clone()));
    for bad in &block.bad {
        let fault = Fault::new("register-number", &block.place(bad.row));
        faults.add(fault.with("column", bad.column + 1).with("text", bad.text.as_str()));
    }
    let word = |column: usize, row: usize| match block.columns.get(column) {
        Some(Cells::Words { codes, words }) => {
            codes.get(row).and_then(|code| words.get(*code)).unwrap_or_default()
        }
        _ => "",
    };
    for row in 0..block.rows {
        let agency = word(0, row);
        let Some(at) = known.row(agency) else {
            let fault = Fault::new("register-agency", &block.place(row)).with("column", "agency");
            let fault = fault.with("word", agency).with("lines", 1_usize);
            faults.add(fault.with("hint", hint(agency, std::iter::empty())));
            continue;
        };
        let number = |cells: &Cells| match cells {
            Cells::Wholes(numbers) => {
                Some(numbers.get(row).copied().filter(|n| *n != NO_NUMBER).unwrap_or(0))
            }
            _ => None,
        };
        let numbers: Vec<i64> = block.columns.iter().filter_map(number).collect();
        take(at, word(1, row), &numbers);
    }
}
