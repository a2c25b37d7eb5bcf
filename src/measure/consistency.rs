//! Ballots to Cronbach's alpha: how far the questions of a survey measure one thing, from every respondent's own answers.
//! Source: Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951).

use std::path::Path;
use std::sync::Arc;

use super::counted::{Counted, lines_of, register_of_agencies};
use super::known::Known;
use super::parallel::Work;
use super::{MeasureError, Measures, StraightLined, Survey};
use crate::code::PeerGroup;
use crate::fault::Faults;
use crate::language::Text;
use crate::quantity::Exact;
use crate::table::{Block, Cells, Part, Words};

/// How far the questions of a survey measure one thing.
#[derive(Clone, Debug)]
pub struct Consistency {
    /// Its name in `measures.yaml`.
    pub survey: String,
    /// What people call it.
    pub title: Text,
    /// How many questions it asks.
    pub questions: usize,
    /// Of everyone first, then of each peer group, then of each group of respondents.
    pub alphas: Vec<Alpha>,
}

/// Cronbach's alpha of some ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alpha {
    /// Only the agencies of this peer group.
    pub group: Option<PeerGroup>,
    /// Only this group of respondents.
    pub respondents: Option<String>,
    /// Ballots that answer every question: what alpha is worked out from.
    pub complete: u64,
    /// Ballots that leave a question out.
    pub incomplete: u64,
    /// At most 1; nothing under two questions or where all ballots have the same total.
    pub alpha: Option<Exact>,
}

/// Sums over ballots; an answer counts 1 for the least satisfied option, 2 for the next, and so on.
#[derive(Clone, Debug, Default)]
struct Sums {
    complete: u64,
    incomplete: u64,
    /// By question: answers, and their squares.
    answers: Vec<[u64; 2]>,
    /// Of a ballot's answers together.
    total: [u64; 2],
}

impl Sums {
    fn add(&mut self, answers: &[u64]) {
        self.complete += 1;
        self.answers.resize(answers.len(), [0; 2]);
        for ([sum, squares], answer) in self.answers.iter_mut().zip(answers) {
            *sum += answer;
            *squares += answer * answer;
        }
        let all: u64 = answers.iter().sum();
        let [sum, squares] = &mut self.total;
        *sum += all;
        *squares += all * all;
    }

    fn join(&mut self, more: &Self) {
        self.complete += more.complete;
        self.incomplete += more.incomplete;
        if self.answers.len() < more.answers.len() {
            self.answers.resize(more.answers.len(), [0; 2]);
        }
        let pairs = self.answers.iter_mut().zip(&more.answers);
        for (mine, more) in pairs.chain([(&mut self.total, &more.total)]) {
            mine.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }

    /// k ÷ (k − 1) · (1 − the questions' variances ÷ the variance of the total).
    fn alpha(&self) -> Option<Exact> {
        // n² times the variance over n
        let variance = |[sum, squares]: &[u64; 2]| {
            let (n, sum, squares) =
                (i128::from(self.complete), i128::from(*sum), i128::from(*squares));
            let spread = i64::try_from(n * squares - sum * sum).ok()?;
            Some(Exact::whole(spread))
        };
        let questions = self.answers.len();
        let parts: Option<Vec<Exact>> = self.answers.iter().map(variance).collect();
        let parts: Exact = parts?.iter().sum();
        let share = &Exact::ONE - &parts.over(&variance(&self.total)?)?;
        let whole = |n: usize| crate::rule::whole(n);
        (&share * &whole(questions)).over(&whole(questions.checked_sub(1)?))
    }
}

/// Sums by peer group, then by group of respondents.
#[derive(Default)]
struct Told(Vec<Vec<Sums>>);

impl Told {
    fn join(mut self, later: Self) -> Self {
        if self.0.is_empty() {
            return later;
        }
        let pairs = self.0.iter_mut().flatten().zip(later.0.iter().flatten());
        pairs.for_each(|(sums, more)| sums.join(more));
        self
    }
}

/// The reading of some parts, one after the other.
struct Reader<'a> {
    survey: &'a Survey,
    known: &'a Known,
    /// The peer group of each agency.
    peers: &'a [usize],
    words: Vec<Resolved>,
    told: Told,
}

/// A column's words and what they stand for.
#[derive(Clone, Default)]
struct Resolved {
    words: Option<Arc<Words>>,
    to: Vec<Option<usize>>,
}

impl Consistency {
    /// Reads the ballots of each survey that has a file; `agencies` is the register of agencies.
    ///
    /// # Errors
    /// When a file cannot be opened, or when anything in the files is wrong, as [`Counted::read`] finds it.
    pub fn read<P: AsRef<Path>>(
        measures: &Measures,
        agencies: impl AsRef<Path>,
        files: &[(String, P)],
    ) -> Result<Vec<Self>, MeasureError> {
        Counted::read(measures, agencies.as_ref(), files, false)?;
        let mut faults = Faults::default();
        let register = register_of_agencies(agencies.as_ref(), &mut faults)?;
        let known = Known::of(&register, measures);
        let mut groups: Vec<PeerGroup> = Vec::new();
        let mut peers = Vec::new();
        for agency in register.iter() {
            let at = groups.iter().position(|group| *group == agency.group);
            peers.push(at.unwrap_or(groups.len()));
            if at.is_none() {
                groups.push(agency.group.clone());
            }
        }
        let mut all = Vec::new();
        for survey in &measures.surveys {
            let files = files.iter().filter(|(name, _)| *name == survey.name);
            let files: Vec<&Path> = files.map(|(_, path)| path.as_ref()).collect();
            if files.is_empty() {
                continue;
            }
            let mut told = Told::default();
            for file in files {
                let start = || Reader::new(survey, &known, &peers, groups.len());
                let work = Work {
                    start: &start,
                    next: &|reader: &mut Reader<'_>, part: Part| {
                        reader.part(&part);
                        Told::default()
                    },
                    finish: &|reader: Reader<'_>| reader.told,
                    join: Told::join,
                };
                told = lines_of(file, &survey.asked, told, &work, &mut faults)?;
            }
            all.push(Self::of(survey, &groups, &told));
        }
        Ok(all)
    }

    fn of(survey: &Survey, groups: &[PeerGroup], told: &Told) -> Self {
        let alpha = |group: Option<&PeerGroup>, respondents: Option<&String>, of: Vec<&Sums>| {
            let mut sums = Sums::default();
            of.into_iter().for_each(|more| sums.join(more));
            Alpha {
                group: group.cloned(),
                respondents: respondents.cloned(),
                complete: sums.complete,
                incomplete: sums.incomplete,
                alpha: sums.alpha(),
            }
        };
        let mut alphas = vec![alpha(None, None, told.0.iter().flatten().collect())];
        for (group, of) in groups.iter().zip(&told.0) {
            alphas.push(alpha(Some(group), None, of.iter().collect()));
        }
        for (k, (name, _)) in survey.groups.iter().enumerate() {
            alphas.push(alpha(
                None,
                Some(name),
                told.0.iter().filter_map(|of| of.get(k)).collect(),
            ));
        }
        alphas.retain(|alpha| alpha.complete + alpha.incomplete > 0);
        Self {
            survey: survey.name.clone(),
            title: survey.title.clone(),
            questions: survey.questions.len(),
            alphas,
        }
    }
}

impl<'a> Reader<'a> {
    fn new(survey: &'a Survey, known: &'a Known, peers: &'a [usize], groups: usize) -> Self {
        let of_group = vec![Sums::default(); survey.groups.len().max(1)];
        Self {
            survey,
            known,
            peers,
            words: vec![Resolved::default(); survey.asked.len()],
            told: Told(vec![of_group; groups]),
        }
    }

    fn part(&mut self, part: &Part) {
        // a part that cannot be read was told when ballots were counted
        let _ = part.blocks(&mut |block| self.block(&block));
    }

    fn block(&mut self, block: &Block) {
        let (survey, known) = (self.survey, self.known);
        let agencies = self.resolved(block, 0, |word| known.row(word));
        let respondents = survey.respondents.map(|column| {
            let of = |word: &str| {
                survey.groups.iter().position(|(_, spelt)| spelt.iter().any(|one| one == word))
            };
            self.resolved(block, column, of)
        });
        let options = |word: &str| survey.options.iter().position(|option| option == word);
        let answers: Vec<Vec<Option<usize>>> = (0..survey.questions.len())
            .map(|question| self.resolved(block, survey.first + question, options))
            .collect();
        for row in 0..block.rows {
            let at = |column: &Vec<Option<usize>>| column.get(row).copied().flatten();
            let peer = at(&agencies).and_then(|agency| self.peers.get(agency));
            let group = respondents.as_ref().map_or(Some(0), at);
            let sums = peer
                .zip(group)
                .and_then(|(peer, group)| self.told.0.get_mut(*peer)?.get_mut(group));
            let own: Option<Vec<usize>> = answers.iter().map(at).collect();
            if let Some(sums) = sums {
                take(sums, own, survey.straight_lined);
            }
        }
    }

    /// What the words of a column stand for, row by row; looked up once for all blocks that share them.
    fn resolved(
        &mut self,
        block: &Block,
        column: usize,
        look: impl Fn(&str) -> Option<usize>,
    ) -> Vec<Option<usize>> {
        let (Some(Cells::Words { codes, words }), Some(resolved)) =
            (block.columns.get(column), self.words.get_mut(column))
        else {
            return vec![None; block.rows];
        };
        if !resolved.words.as_ref().is_some_and(|known| Arc::ptr_eq(known, words)) {
            resolved.to = std::iter::once(None).chain(words.iter().map(look)).collect();
            resolved.words = Some(Arc::clone(words));
        }
        let at = |code: &u32| resolved.to.get(usize::try_from(*code).unwrap_or(0)).copied();
        codes.iter().map(|code| at(code).flatten()).collect()
    }
}

/// Takes one ballot: complete, or with a question left out; straight-lined ones as the survey says.
fn take(sums: &mut Sums, answers: Option<Vec<usize>>, straight_lined: StraightLined) {
    let Some(answers) = answers else {
        sums.incomplete += 1;
        return;
    };
    let alike = answers.len() > 1 && answers.iter().all(|answer| answers.first() == Some(answer));
    if alike && straight_lined == StraightLined::LeaveOut {
        return;
    }
    let worth = |option: &usize| u64::try_from(*option).unwrap_or(0) + 1;
    sums.add(&answers.iter().map(worth).collect::<Vec<u64>>());
}
