//! Registers and surveys counted: integers for each agency, whoever counted them; nothing divided, nothing rounded.

use std::collections::BTreeMap;
use std::path::Path;

use super::ballots::{self, Poll, Vote, Votes};
use super::count::{Counter, Totals};
use super::found::Found;
use super::known::Known;
use super::parallel::{self, Idle, Work};
use super::{Detail, MeasureError, Measures, Register, Survey};
use crate::agencies::Agencies;
use crate::fault::{Faults, Severity, hint};
use crate::language::Term;
use crate::table::{Asked, Lines, Part};

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    pub(super) agencies: Agencies,
    /// By the place of the register; nothing where no file was given.
    pub(super) registers: BTreeMap<usize, Sums>,
    pub(super) surveys: BTreeMap<usize, Ballots>,
    pub(super) notes: Faults,
}

/// What was counted in a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// The files, and how many lines each has.
    pub files: Vec<(String, u64)>,
    pub left_out: u64,
    pub rows: Rows,
}

/// Lines, counts and sums of each agency and year that has lines, in the order of agencies, then of years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    of: Vec<(usize, i16)>,
    /// Those of the first row, then those of the next.
    figures: Vec<i128>,
}

impl Rows {
    /// None yet, with room for so many.
    pub fn with_room(rows: usize, wide: usize) -> Self {
        Self { of: Vec::with_capacity(rows), figures: Vec::with_capacity(rows * wide) }
    }

    /// One more, after all that are there.
    pub fn push(&mut self, agency: usize, year: i16, figures: impl Iterator<Item = i128>) {
        self.of.push((agency, year));
        self.figures.extend(figures);
    }

    /// The agencies and years.
    pub fn keys(&self) -> impl Iterator<Item = (usize, i16)> {
        self.of.iter().copied()
    }

    /// Agencies and years with their figures.
    pub fn iter(&self) -> impl Iterator<Item = ((usize, i16), &[i128])> {
        let wide = self.figures.len().checked_div(self.of.len()).unwrap_or(0).max(1);
        self.keys().zip(self.figures.chunks(wide))
    }
}

/// What was counted in a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ballots {
    pub files: Vec<(String, u64)>,
    pub rows: BTreeMap<(usize, usize), Vote>,
}

impl Counted {
    /// Counts the files of each register and survey; `agencies` is the register of agencies. Lines of years other than
    /// the set's are left out unless `every_year` asks for them.
    ///
    /// # Errors
    /// When a file cannot be opened, or when anything in the files is wrong: the first faults of each kind, the rest
    /// counted.
    pub fn read<P: AsRef<Path>>(
        measures: &Measures,
        agencies: impl AsRef<Path>,
        files: &[(String, P)],
        every_year: bool,
    ) -> Result<Self, MeasureError> {
        Self::in_detail(measures, agencies.as_ref(), files, every_year, Detail::Every)
    }

    /// As [`Counted::read`], but answers are told apart no further than evidence is fed with them: questions that no
    /// feed asks for one by one are counted together. For [`Measured`](super::Measured), which is the same from both.
    ///
    /// # Errors
    /// As [`Counted::read`].
    pub fn read_as_fed<P: AsRef<Path>>(
        measures: &Measures,
        agencies: impl AsRef<Path>,
        files: &[(String, P)],
        every_year: bool,
    ) -> Result<Self, MeasureError> {
        Self::in_detail(measures, agencies.as_ref(), files, every_year, Detail::AsFed)
    }

    fn in_detail<P: AsRef<Path>>(
        measures: &Measures,
        agencies: &Path,
        files: &[(String, P)],
        every_year: bool,
        detail: Detail,
    ) -> Result<Self, MeasureError> {
        let mut faults = Faults::default();
        let agencies = register_of_agencies(agencies, &mut faults)?;
        let known = Known::of(&agencies, measures);
        let mut counted = Self { agencies, ..Self::default() };
        for (k, register) in measures.registers.iter().enumerate() {
            let files: Vec<&Path> = of(files, &register.name);
            if !files.is_empty() {
                let sums = counted.register(register, &known, &files, every_year, &mut faults)?;
                counted.registers.insert(k, sums);
            }
        }
        for (k, survey) in measures.surveys.iter().enumerate() {
            let files: Vec<&Path> = of(files, &survey.name);
            if !files.is_empty() {
                let ballots = counted.survey(survey, &known, &files, detail, &mut faults)?;
                counted.surveys.insert(k, ballots);
            }
        }
        if faults.is_faulty() {
            return Err(MeasureError::Faulty(faults));
        }
        Ok(counted)
    }

    fn register(
        &self,
        register: &Register,
        known: &Known,
        files: &[&Path],
        every_year: bool,
        faults: &mut Faults,
    ) -> Result<Sums, MeasureError> {
        let mut totals = Totals::default();
        let mut read = Vec::new();
        for file in files {
            let before = totals.lines;
            let work = Work {
                start: &|| Counter::new(register, known, every_year),
                next: &|counter: &mut Counter<'_>, part: Part| counter.part(&part),
                finish: &Counter::into_totals,
                join: Totals::join,
            };
            totals = lines_of(file, &register.asked, totals, &work, faults)?;
            read.push((file.display().to_string(), totals.lines - before));
        }
        let mut found = std::mem::take(&mut totals.found);
        ballots::again(std::mem::take(&mut totals.ids), "case-repeated", &mut found);
        let name = files.first().map_or_else(String::new, |file| file.display().to_string());
        faults.join(self.told(found, &name, &register.asked, |heading| {
            let columns = register.columns.iter();
            let named = columns.filter(|column| heading_of(&register.asked, column.at) == heading);
            named
                .flat_map(|column| column.words.iter())
                .flat_map(|(_, spelt)| spelt.clone())
                .collect()
        }));
        Ok(Sums { files: read, left_out: totals.left_out, rows: totals.rows(register, known) })
    }

    fn survey(
        &mut self,
        survey: &Survey,
        known: &Known,
        files: &[&Path],
        detail: Detail,
        faults: &mut Faults,
    ) -> Result<Ballots, MeasureError> {
        let mut votes = Votes::default();
        let mut read = Vec::new();
        for file in files {
            let before = votes.lines;
            let work = Work {
                start: &|| Poll::new(survey, known, detail),
                next: &|poll: &mut Poll<'_>, part: Part| poll.part(&part),
                finish: &Poll::into_votes,
                join: Votes::join,
            };
            votes = lines_of(file, &survey.asked, votes, &work, faults)?;
            read.push((file.display().to_string(), votes.lines - before));
        }
        let name = files.first().map_or_else(String::new, |file| file.display().to_string());
        faults.join(self.told(votes.found, &name, &survey.asked, |heading| {
            if heading_of(&survey.asked, survey.respondents.unwrap_or(usize::MAX)) == heading {
                survey.groups.iter().flat_map(|(_, spelt)| spelt.clone()).collect()
            } else {
                survey.options.clone()
            }
        }));
        let mut again = Found::default();
        ballots::again(votes.ballots, "ballot-repeated", &mut again);
        for fault in again.into_faults(&name, |_, _| Term::from("")).iter() {
            let mut note = fault.clone();
            note.severity = Severity::Note;
            self.notes.add(note);
        }
        Ok(Ballots { files: read, rows: votes.rows })
    }

    /// What was found as faults, with the word that may have been meant.
    fn told(
        &self,
        found: Found,
        file: &str,
        asked: &[Asked],
        words: impl Fn(&str) -> Vec<String>,
    ) -> Faults {
        found.into_faults(file, |heading, word| {
            if heading == heading_of(asked, 0) {
                let codes = self.agencies.iter().map(|agency| agency.code.as_str());
                return hint(word, codes.chain(self.agencies.iter().map(|a| a.name.vi.as_str())));
            }
            hint(word, words(heading).iter().map(String::as_str))
        })
    }
}

fn heading_of(asked: &[Asked], at: usize) -> &str {
    asked.get(at).map_or("", |asked| asked.heading.as_str())
}

fn of<'a, P: AsRef<Path>>(files: &'a [(String, P)], name: &str) -> Vec<&'a Path> {
    let mine = files.iter().filter(|(of, _)| of == name);
    mine.map(|(_, path)| path.as_ref()).collect()
}

/// The register of agencies.
pub(super) fn register_of_agencies(
    path: &Path,
    faults: &mut Faults,
) -> Result<Agencies, MeasureError> {
    let bytes = std::fs::read(path)
        .map_err(|source| MeasureError::Unreadable { path: path.to_owned(), source })?;
    let agencies = Agencies::parse(&path.display().to_string(), &bytes, faults);
    let sound = agencies.filter(|_| !faults.is_faulty());
    sound.ok_or_else(|| MeasureError::Faulty(std::mem::take(faults)))
}

/// Reads one file, a few parts at a time on all threads.
pub(super) fn lines_of<S: Send, T: Send + Default>(
    file: &Path,
    asked: &[Asked],
    mut totals: T,
    work: &Work<'_, S, Part, T>,
    faults: &mut Faults,
) -> Result<T, MeasureError> {
    let unreadable = |source| MeasureError::Unreadable { path: file.to_owned(), source };
    let Some(mut lines) = Lines::open(file, asked, faults).map_err(unreadable)? else {
        return Ok(totals);
    };
    let idle = Idle::new();
    loop {
        match lines.next_parts(parallel::at_once()) {
            Ok(parts) if parts.is_empty() => break,
            Ok(parts) => totals = (work.join)(totals, idle.count(parts, work)),
            Err(fault) => {
                faults.add(*fault);
                break;
            }
        }
    }
    Ok(idle.finish(totals, work))
}
