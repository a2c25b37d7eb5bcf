//! Ballots to how many chose each answer, by agency and respondents' group: integers, added up in whatever order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::found::Found;
use super::inspect::fingerprint;
use super::known::Known;
use super::tally::{NONE, Tally};
use super::together::{MOST, Together};
use super::whose::{self, NOBODY};
use super::{Among, Detail, Feed, StraightLined, Survey};
use crate::fault::{Fault, Place};
use crate::table::{Block, Cells, Part, Words};

/// Options of one question.
pub(super) const MOST_OPTIONS: usize = 15;

/// What was counted so far.
#[derive(Default)]
pub(super) struct Votes {
    /// By agency and group, 0 where there are no groups.
    pub rows: BTreeMap<(usize, usize), Vote>,
    pub lines: u64,
    pub found: Found,
    pub ballots: Vec<(u128, Place)>,
}

/// The ballots of one agency and group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Vote {
    pub ballots: u64,
    pub straight_lined: u64,
    /// Options of the first question, then of the next.
    pub answers: Vec<u64>,
}

impl Vote {
    pub fn join(&mut self, more: &Self) {
        self.ballots += more.ballots;
        self.straight_lined += more.straight_lined;
        if self.answers.len() < more.answers.len() {
            self.answers.resize(more.answers.len(), 0);
        }
        self.answers.iter_mut().zip(&more.answers).for_each(|(sum, more)| *sum += more);
    }
}

impl Votes {
    /// Those of later lines as well.
    pub fn join(mut self, later: Self) -> Self {
        for (key, more) in later.rows {
            self.rows.entry(key).or_default().join(&more);
        }
        self.lines += later.lines;
        self.found.join(later.found);
        self.ballots.extend(later.ballots);
        self
    }
}

/// Codes of a column to what they stand for; kept while the words are the same.
#[derive(Clone, Default)]
struct Resolved {
    words: Option<Arc<Words>>,
    to: Vec<u8>,
    /// The same where a byte holds every code: questions have few words.
    few: Option<Box<[u8; 256]>>,
}

/// An answer that is none of the options.
const STRANGE: u8 = 255;

/// The counting of some parts, one after the other; no survey has four thousand million ballots.
pub(super) struct Poll<'a> {
    survey: &'a Survey,
    known: &'a Known,
    /// The row of the agency that each word names; [`NOBODY`] where it names none.
    agencies: whose::Resolved,
    groups: Resolved,
    answers: Vec<Resolved>,
    /// Questions counted one by one, then those counted together.
    apart: Vec<usize>,
    joined: Vec<usize>,
    tally: Tally,
    together: Together,
    /// Ballots and straight-lined ones.
    ballots: Vec<[u32; 2]>,
    votes: Votes,
}

impl<'a> Poll<'a> {
    pub fn new(survey: &'a Survey, known: &'a Known, detail: Detail) -> Self {
        let keys = known.len() * survey.groups.len().max(1);
        let is_apart = |question: &usize| match detail {
            Detail::Every => true,
            Detail::AsFed => {
                let asks = |feed: &Feed<Among>| feed.from.question == Some(*question);
                survey.questions.len() > MOST || survey.feeds.iter().any(asks)
            }
        };
        let (apart, joined): (Vec<usize>, Vec<usize>) =
            (0..survey.questions.len()).partition(is_apart);
        let options = survey.options.len();
        Self {
            survey,
            known,
            agencies: whose::Resolved::default(),
            groups: Resolved::default(),
            answers: vec![Resolved::default(); survey.questions.len()],
            tally: Tally::new(keys, apart.len(), options),
            together: Together::new(if joined.is_empty() { 0 } else { keys }, options),
            apart,
            joined,
            ballots: vec![[0; 2]; keys],
            votes: Votes::default(),
        }
    }

    /// Counts one more part; what is to be told of its lines.
    pub fn part(&mut self, part: &Part) -> Votes {
        if let Err(fault) = part.blocks(&mut |block| self.block(&block)) {
            self.votes.found.add("table-unreadable", || *fault);
        }
        std::mem::take(&mut self.votes)
    }
}

impl Poll<'_> {
    fn block(&mut self, block: &Block) {
        for fault in &block.faults {
            self.votes.found.add(fault.name(), || fault.clone());
        }
        self.votes.lines += u64::try_from(block.rows).unwrap_or(0);
        self.number(block);
        let mut keys = self.keys(block);
        let chosen: Vec<Vec<u8>> =
            (0..self.survey.questions.len()).map(|question| self.chosen(block, question)).collect();
        self.straight(&chosen, &mut keys);
        if !self.joined.is_empty() {
            let joined = self.joined.iter().filter_map(|question| chosen.get(*question));
            self.together.add(&keys, joined);
        }
        if !self.apart.is_empty() {
            let apart = self.apart.iter().filter_map(|question| chosen.get(*question));
            self.tally.add(&keys, &apart.map(Vec::as_slice).collect::<Vec<_>>());
        }
    }

    /// Remembers the ballots' own numbers.
    fn number(&mut self, block: &Block) {
        let column = self.survey.ballot.and_then(|column| block.columns.get(column));
        let Some(Cells::Words { codes, words }) = column else { return };
        let prints: Vec<u128> = words.iter().map(fingerprint).collect();
        for (row, code) in codes.iter().enumerate() {
            let at = usize::try_from(*code).ok().and_then(|code| code.checked_sub(1));
            if let Some(print) = at.and_then(|at| prints.get(at)) {
                self.votes.ballots.push((*print, block.place(row)));
            }
        }
    }

    /// Whose each ballot is: agency and group as one number, [`NOBODY`] for nobody's.
    fn keys(&mut self, block: &Block) -> Vec<u32> {
        let Some(Cells::Words { codes, words }) = block.columns.first() else {
            return vec![NOBODY; block.rows];
        };
        let known = self.known;
        self.agencies.renew(words, |word| known.row(word));
        let groups = self.group_of(block);
        let many = u32::try_from(self.survey.groups.len().max(1)).unwrap_or(NOBODY);
        let mut keys = Vec::with_capacity(block.rows);
        for (row, code) in codes.iter().enumerate() {
            let agency = self.agencies.of(*code);
            if agency == NOBODY {
                let heading = self.survey.asked.first().map_or("", |a| a.heading.as_str());
                let word = self.agencies.word(*code);
                self.votes.found.word("register-agency", heading, word, block.place(row));
                keys.push(NOBODY);
                continue;
            }
            let group = groups.as_ref().map_or(0, |groups| groups.get(row).copied().unwrap_or(0));
            keys.push(agency.saturating_mul(many).saturating_add(group.into()));
        }
        keys
    }

    fn group_of(&mut self, block: &Block) -> Option<Vec<u8>> {
        let column = self.survey.respondents?;
        let Some(Cells::Words { codes, words }) = block.columns.get(column) else { return None };
        let survey = self.survey;
        self.groups.renew(words, |word| {
            survey.groups.iter().position(|(_, spelt)| spelt.iter().any(|known| known == word))
        });
        let groups = self.groups.all(codes);
        let heading = self.survey.asked.get(column).map_or("", |asked| asked.heading.as_str());
        Some(self.known_words(block, groups, codes, words, heading, true))
    }

    /// The option that each ballot chose; the last place for none.
    fn chosen(&mut self, block: &Block, question: usize) -> Vec<u8> {
        let survey = self.survey;
        let column = survey.first + question;
        let Some(Cells::Words { codes, words }) = block.columns.get(column) else {
            return vec![NONE; block.rows];
        };
        let Some(resolved) = self.answers.get_mut(question) else { return Vec::new() };
        resolved.renew(words, |word| survey.options.iter().position(|option| option == word));
        let chosen = resolved.all(codes);
        let heading = survey.asked.get(column).map_or("", |asked| asked.heading.as_str());
        self.known_words(block, chosen, codes, words, heading, false)
    }

    /// Tells words that are none of those expected, and goes on without them.
    fn known_words(
        &mut self,
        block: &Block,
        mut places: Vec<u8>,
        codes: &[u32],
        words: &Words,
        heading: &str,
        needed: bool,
    ) -> Vec<u8> {
        let strange = |place: u8| place == STRANGE || (needed && place == NONE);
        if !places.iter().fold(false, |any, place| any | strange(*place)) {
            return places;
        }
        for (row, (place, code)) in places.iter_mut().zip(codes).enumerate() {
            if strange(*place) {
                let word = words.get(*code).unwrap_or_default();
                self.votes.found.word("register-word", heading, word, block.place(row));
                *place = if needed { 0 } else { NONE };
            }
        }
        places
    }

    /// Counts ballots, and those that answer every question alike; leaves these out where that is asked.
    fn straight(&mut self, chosen: &[Vec<u8>], keys: &mut [u32]) {
        let mut alike = vec![u8::from(chosen.len() > 1); keys.len()];
        for pair in chosen.windows(2) {
            let [one, other] = pair else { continue };
            let both = one.iter().zip(other).map(|(a, b)| u8::from((a == b) & (*a != NONE)));
            alike.iter_mut().zip(both).for_each(|(alike, same)| *alike &= same);
        }
        let leave_out = self.survey.straight_lined == StraightLined::LeaveOut;
        for (key, alike) in keys.iter_mut().zip(alike) {
            let counter = usize::try_from(*key).ok().and_then(|key| self.ballots.get_mut(key));
            if let Some([ballots, straight]) = counter {
                *ballots += 1;
                *straight += u32::from(alike);
            }
            if leave_out && alike == 1 {
                *key = NOBODY;
            }
        }
    }

    pub fn into_votes(self) -> Votes {
        let mut votes = self.votes;
        let many = self.survey.groups.len().max(1);
        let options = self.survey.options.len().max(1);
        let (apart, together) = (self.tally.into_counts(), self.together.into_counts());
        let together = |key: usize| together.get(key * options..(key + 1) * options);
        for (key, [ballots, straight_lined]) in self.ballots.iter().enumerate() {
            if *ballots > 0 {
                let apart = apart.get(key).map_or(&[][..], Vec::as_slice);
                let mut answers = vec![0; self.survey.questions.len() * options];
                let mut put = |question: usize, counts: &[u64]| {
                    let own = answers.iter_mut().skip(question * options);
                    own.zip(counts).for_each(|(answer, count)| *answer = *count);
                };
                for (question, counts) in self.apart.iter().zip(apart.chunks(options)) {
                    put(*question, counts);
                }
                if let Some(first) = self.joined.first() {
                    put(*first, together(key).unwrap_or_default());
                }
                let (ballots, straight_lined) = (u64::from(*ballots), u64::from(*straight_lined));
                let vote = Vote { ballots, straight_lined, answers };
                votes.rows.insert((key / many, key % many), vote);
            }
        }
        votes
    }
}

impl Resolved {
    fn renew(&mut self, words: &Arc<Words>, look: impl Fn(&str) -> Option<usize>) {
        if self.words.as_ref().is_some_and(|known| Arc::ptr_eq(known, words)) {
            return;
        }
        let place =
            |word: &str| look(word).and_then(|place| u8::try_from(place).ok()).unwrap_or(STRANGE);
        self.to = std::iter::once(NONE).chain(words.iter().map(place)).collect();
        self.words = Some(Arc::clone(words));
        let mut few = [NONE; 256];
        few.iter_mut().zip(&self.to).for_each(|(few, to)| *few = *to);
        self.few = (self.to.len() <= few.len()).then(|| Box::new(few));
    }

    fn all(&self, codes: &[u32]) -> Vec<u8> {
        if let Some(few) = &self.few {
            // no code is beyond the words
            let at = |code: &u32| few.get(usize::from(code.to_le_bytes()[0])).copied();
            return codes.iter().map(|code| at(code).unwrap_or(NONE)).collect();
        }
        let at = |code: &u32| usize::try_from(*code).unwrap_or(0);
        codes.iter().map(|code| self.to.get(at(code)).copied().unwrap_or(NONE)).collect()
    }
}

/// Ballots whose number came before, as notes.
pub(super) fn again(ballots: Vec<(u128, Place)>, name: &'static str, found: &mut Found) {
    let mut ballots = ballots;
    ballots.sort_by_key(|(print, _)| *print);
    // equal ones stay in the order of lines: the sort is stable
    let mut repeated: Vec<(Place, Place)> = Vec::new();
    let mut first: Option<&(u128, Place)> = None;
    for ballot in &ballots {
        match first {
            Some(known) if known.0 == ballot.0 => {
                repeated.push((ballot.1.clone(), known.1.clone()));
            }
            _ => first = Some(ballot),
        }
    }
    repeated.sort();
    for (place, first) in repeated {
        found.add(name, || Fault::new(name, &place).with("first", first.to_string()));
    }
}
