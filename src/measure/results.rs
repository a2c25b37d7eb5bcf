//! Counts to what people read and what feeds evidence: identities checked, shares divided exactly, rounded where said.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ballots::Vote;
use super::counted::{Ballots, Counted, Sums};
use super::divided::{added, chosen, mean, of_whole, satisfied, whole};
use super::{Among, Asks, Figure, Measures, Register, Share, Survey};
use crate::code::AgencyCode;
use crate::fault::{Fault, Faults, Place};
use crate::language::Text;
use crate::quantity::{Exact, Year};

/// Figures of each agency, and the evidence they are.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// The registers that were counted.
    pub readings: Vec<Reading>,
    /// The surveys that were counted.
    pub answers: Vec<Answers>,
    /// What is to be known of the files and is no fault.
    pub notes: Faults,
    pub(crate) evidence: Vec<Given>,
}

/// What a register gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name in `measures.yaml`.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The text or form that says how it is counted.
    pub source: Option<String>,
    /// The files, and how many lines each has.
    pub files: Vec<(String, u64)>,
    /// Lines that belong to no period asked for.
    pub left_out: u64,
    /// Names of counts and sums.
    pub figures: Vec<String>,
    /// The shares.
    pub shares: Vec<Ratio>,
    /// What was found to add up.
    pub identities: Vec<Held>,
    /// The agencies, in the order of their register.
    pub tallies: Vec<Tally>,
}

/// A share: part and whole are both said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// Its name in `measures.yaml`.
    pub name: String,
    /// What people call it.
    pub title: Option<Text>,
    /// Part and whole: `online ÷ received`.
    pub said: String,
    /// The text that says so.
    pub source: Option<String>,
}

/// What was found to add up, in every line or for every agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// `early + on_time + late = resolved`.
    pub said: String,
    /// The form that says so.
    pub source: Option<String>,
    /// Whether it is of each line, not of each agency.
    pub in_each_line: bool,
}

/// One agency's figures of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The agency.
    pub agency: AgencyCode,
    /// What it is called that year.
    pub name: Text,
    /// The year.
    pub year: Year,
    /// How many lines were counted.
    pub lines: Exact,
    /// Counts and sums, as named.
    pub figures: Vec<Exact>,
    /// Shares in percent, exact; nothing where the whole is 0.
    pub shares: Vec<Option<Exact>>,
}

/// What a survey gave.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Its name in `measures.yaml`.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The text that says how it is counted.
    pub source: Option<String>,
    /// The files, and how many lines each has.
    pub files: Vec<(String, u64)>,
    /// The answers there are, the least satisfied first.
    pub options: Vec<String>,
    /// Agencies and groups, in their order.
    pub polls: Vec<Poll>,
}

/// The ballots of one agency and one group of respondents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// The agency.
    pub agency: AgencyCode,
    /// What it is called.
    pub name: Text,
    /// The group; empty where the survey has none.
    pub group: String,
    /// Ballots, straight-lined ones included.
    pub ballots: u64,
    /// Ballots that answer every question alike.
    pub straight_lined: u64,
    /// How often each option was chosen, over all questions.
    pub chosen: Vec<u64>,
    /// Satisfied answers in percent of all, exact; nothing without answers or without a least satisfied answer.
    pub satisfied: Option<Exact>,
    /// The mean of answers that are numbers, exact.
    pub mean: Option<Exact>,
}

/// One figure of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub agency: AgencyCode,
    pub year: Year,
    pub item: Arc<str>,
    pub field: Arc<str>,
    pub value: Arc<str>,
    pub document: Arc<str>,
}

impl Measured {
    /// What was counted, with shares and evidence.
    ///
    /// # Errors
    /// When what must add up for an agency does not: all of it at once, with both figures.
    pub fn of(measures: &Measures, counted: &Counted) -> Result<Self, Faults> {
        let mut measured = Self { notes: counted.notes.clone(), ..Self::default() };
        let mut faults = Faults::default();
        for (k, sums) in &counted.registers {
            if let Some(register) = measures.registers.get(*k) {
                measured.register(register, sums, counted, &mut faults);
            }
        }
        for (k, ballots) in &counted.surveys {
            if let Some(survey) = measures.surveys.get(*k) {
                measured.survey(measures.year, survey, ballots, counted);
            }
        }
        if faults.is_faulty() { Err(faults) } else { Ok(measured) }
    }

    fn register(
        &mut self,
        register: &Register,
        sums: &Sums,
        counted: &Counted,
        faults: &mut Faults,
    ) {
        let agencies: Vec<_> = counted.agencies.iter().collect();
        let document = Document::of(&sums.files, &register.title);
        let named = register.feeds.iter();
        let names = named.map(|feed| (feed.item.as_str().into(), feed.field.as_str().into()));
        let names: Vec<(Arc<str>, Arc<str>)> = names.collect();
        let mut tallies = Vec::new();
        for ((row, year), figures) in sums.rows.iter() {
            let Some(agency) = agencies.get(row) else { continue };
            let year = Year(year);
            balanced(register, agency.code.as_str(), figures, &sums.files, faults);
            let exact: Vec<Exact> = figures.iter().map(|figure| whole(*figure)).collect();
            let shares = register.shares.iter().map(|share| of_whole(share, figures)).collect();
            let tally = Tally {
                agency: agency.code.clone(),
                name: agency.name_in(year).clone(),
                year,
                lines: exact.first().cloned().unwrap_or(Exact::ZERO),
                figures: exact.into_iter().skip(1).collect(),
                shares,
            };
            self.feed(register, &tally, figures, &document, &names);
            tallies.push(tally);
        }
        let names: Vec<String> = register.figures().map(str::to_owned).collect();
        let named = |places: &[usize]| {
            let names: Vec<&str> =
                places.iter().filter_map(|k| names.get(*k)).map(String::as_str).collect();
            if names.len() == 1 { names.concat() } else { format!("({})", names.join(" + ")) }
        };
        let share = |share: &Share| Ratio {
            name: share.name.clone(),
            title: share.title.clone(),
            said: format!("{} ÷ {}", named(&share.part), named(&share.whole)),
            source: share.source.clone(),
        };
        let held = |in_each_line: bool| {
            move |identity: &super::Identity| Held {
                said: identity.said.clone(),
                source: identity.source.clone(),
                in_each_line,
            }
        };
        let in_each_line = register.line_identities.iter().map(held(true));
        let identities = in_each_line.chain(register.identities.iter().map(held(false)));
        self.readings.push(Reading {
            name: register.name.clone(),
            title: register.title.clone(),
            source: register.source.clone(),
            files: sums.files.clone(),
            left_out: sums.left_out,
            shares: register.shares.iter().map(share).collect(),
            figures: names.iter().skip(1).cloned().collect(),
            identities: identities.collect(),
            tallies,
        });
    }

    /// The evidence that an agency's figures are.
    fn feed(
        &mut self,
        register: &Register,
        tally: &Tally,
        figures: &[i128],
        document: &Document,
        names: &[(Arc<str>, Arc<str>)],
    ) {
        let document = document.lines(&tally.lines);
        for (feed, (item, field)) in register.feeds.iter().zip(names) {
            let value = match &feed.from {
                Figure::Counts(counts) => added(figures, counts).to_decimal(),
                Figure::Share(k) => {
                    let rounding = register.shares.get(*k).and_then(|share| share.rounding);
                    let share = tally.shares.get(*k).cloned().flatten();
                    share.zip(rounding).map(|(share, rounding)| share.to_fixed(rounding))
                }
            };
            if let Some(value) = value {
                self.evidence.push(Given {
                    agency: tally.agency.clone(),
                    year: tally.year,
                    item: Arc::clone(item),
                    field: Arc::clone(field),
                    value: value.into(),
                    document: Arc::clone(&document),
                });
            }
        }
    }

    fn survey(&mut self, year: Year, survey: &Survey, ballots: &Ballots, counted: &Counted) {
        let agencies: Vec<_> = counted.agencies.iter().collect();
        let mut polls = Vec::new();
        let mut by_agency: BTreeMap<usize, Vec<(usize, &Vote)>> = BTreeMap::new();
        for ((row, group), vote) in &ballots.rows {
            let Some(agency) = agencies.get(*row) else { continue };
            by_agency.entry(*row).or_default().push((*group, vote));
            let chosen = chosen(survey, vote, None);
            polls.push(Poll {
                agency: agency.code.clone(),
                name: agency.name_in(year).clone(),
                group: survey.groups.get(*group).map_or_else(String::new, |(name, _)| name.clone()),
                ballots: vote.ballots,
                straight_lined: vote.straight_lined,
                satisfied: satisfied(survey, &chosen),
                mean: mean(survey, &chosen),
                chosen,
            });
        }
        let document = Document::of(&ballots.files, &survey.title);
        let items: Vec<Arc<str>> =
            survey.feeds.iter().map(|feed| feed.item.as_str().into()).collect();
        for (row, votes) in by_agency {
            let Some(agency) = agencies.get(row) else { continue };
            for (feed, item) in survey.feeds.iter().zip(&items) {
                let among = Vote::default();
                let wanted = |group: &usize| feed.from.group.is_none_or(|wanted| wanted == *group);
                let vote = votes.iter().filter(|(group, _)| wanted(group)).fold(
                    among,
                    |mut sum, (_, vote)| {
                        sum.join(vote);
                        sum
                    },
                );
                if vote.ballots == 0 {
                    continue;
                }
                let document = document.lines(&whole(vote.ballots.into()));
                for (field, value) in asked(survey, &feed.from, &feed.field, &vote) {
                    self.evidence.push(Given {
                        agency: agency.code.clone(),
                        year,
                        item: Arc::clone(item),
                        field: field.into(),
                        value: value.into(),
                        document: Arc::clone(&document),
                    });
                }
            }
        }
        self.answers.push(Answers {
            name: survey.name.clone(),
            title: survey.title.clone(),
            source: survey.source.clone(),
            files: ballots.files.clone(),
            options: survey.options.clone(),
            polls,
        });
    }
}

/// What must add up for an agency, with both figures where it does not.
fn balanced(
    register: &Register,
    agency: &str,
    figures: &[i128],
    files: &[(String, u64)],
    faults: &mut Faults,
) {
    for identity in &register.identities {
        let (sum, is) = (added(figures, &identity.sum), added(figures, &identity.is));
        if sum != is {
            let place = Place::whole(files.first().map_or("", |(file, _)| file.as_str()));
            let fault = Fault::new("identity-broken", &place).with("agency", agency);
            let fault = fault.with("identity", identity.said.as_str());
            faults.add(fault.with("sum", sum).with("is", is));
        }
    }
}

/// The figures that a feed asks for, by their fields.
fn asked(survey: &Survey, among: &Among, field: &str, vote: &Vote) -> Vec<(String, String)> {
    let chosen = chosen(survey, vote, among.question);
    let one = |value: Option<Exact>| {
        let value = value.zip(among.rounding).map(|(value, rounding)| value.to_fixed(rounding));
        value.map(|value| (field.to_owned(), value)).into_iter().collect()
    };
    match among.what {
        Asks::Answers => {
            let options = survey.options.iter().zip(&chosen);
            options
                .map(|(option, count)| (format!("{field}.{option}"), count.to_string()))
                .collect()
        }
        Asks::Ballots => vec![(field.to_owned(), vote.ballots.to_string())],
        Asks::Satisfied => one(satisfied(survey, &chosen)),
        Asks::Mean => one(mean(survey, &chosen)),
    }
}

/// What figures rest on, as evidence names documents: the files, the agency's lines of all their lines, the title.
struct Document {
    files: String,
    all: u64,
    title: String,
}

impl Document {
    fn of(files: &[(String, u64)], title: &Text) -> Self {
        let plain = |text: &str| text.replace(';', ",");
        let name = |file: &str| {
            let name = std::path::Path::new(file).file_name().and_then(|name| name.to_str());
            plain(name.unwrap_or(file))
        };
        let named: Vec<String> = files.iter().map(|(file, _)| name(file)).collect();
        let all = files.iter().map(|(_, lines)| lines).sum();
        Self { files: named.join(" + "), all, title: plain(&title.vi) }
    }

    fn lines(&self, lines: &Exact) -> Arc<str> {
        let Self { files, all, title } = self;
        let lines = lines.to_decimal().unwrap_or_default();
        format!("{files}; ; {lines}/{all} dòng; {title}").into()
    }
}
