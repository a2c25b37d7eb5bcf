//! `measures.yaml` to measures: names bound to columns, counts and evidence; all faults at once.

use super::bind::{Names, declare_columns, period};
use super::feeds::{feeds_of_register, feeds_of_survey};
use super::written::{
    FiguresForm, IdentityForm, MeasuresForm, RegisterForm, ShareForm, SumForm, SurveyForm,
};
use super::{Identity, Measures, Register, Share, Sum, Survey, ask};
use crate::criteria::Criteria;
use crate::document::{At, DecimalMark, Document, Pairs};
use crate::fault::{Fault, Faults, Place};
use crate::table::CellKind;

pub(super) fn declared(file: &str, bytes: &[u8], criteria: &Criteria) -> Result<Measures, Faults> {
    let mut faults = Faults::default();
    let form = Document::parse(file, bytes, &mut faults)
        .and_then(|document| document.read::<MeasuresForm>(DecimalMark::Point, &mut faults));
    let Some(form) = form else {
        return Err(faults.sorted());
    };
    let registers =
        form.registers.iter().map(|(name, form)| register(name, form, criteria, &mut faults));
    let registers = registers.collect();
    let surveys = form.surveys.iter().map(|(name, form)| survey(name, form, criteria, &mut faults));
    let surveys = surveys.collect();
    for (name, _) in form.surveys.iter().filter(|(name, _)| form.registers.get(name).is_some()) {
        faults.add(Fault::new("repeated-measure", name.place()).with("name", name.as_str()));
    }
    fed_once(&form, &mut faults);
    if faults.is_faulty() {
        return Err(faults.sorted());
    }
    Ok(Measures { year: criteria.year, registers, surveys })
}

/// No figure of evidence may be fed twice.
fn fed_once(form: &MeasuresForm, faults: &mut Faults) {
    let registers = form.registers.iter().flat_map(|(_, form)| form.feeds.iter().map(|(k, _)| k));
    let surveys = form.surveys.iter().flat_map(|(_, form)| form.feeds.iter().map(|(k, _)| k));
    let mut seen: Vec<&At<String>> = Vec::new();
    for key in registers.chain(surveys) {
        match seen.iter().find(|known| known.as_str() == key.as_str()) {
            Some(first) => faults.add(
                Fault::new("fed-twice", key.place())
                    .with("figure", key.as_str())
                    .with("first", first.place().to_string()),
            ),
            None => seen.push(key),
        }
    }
}

fn register(
    name: &At<String>,
    form: &RegisterForm,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Register {
    let mut asked = Vec::new();
    ask(&mut asked, &form.agency, CellKind::Word);
    let (period, year) = period(form.period.as_ref(), criteria.year, faults);
    let year = year.map(|heading| ask(&mut asked, heading, CellKind::Word));
    let id = form.id.as_ref().map(|heading| ask(&mut asked, heading, CellKind::Word));
    let columns = declare_columns(&form.columns, &mut asked, faults);
    let mut names = Names { columns: &columns, asked: &asked, counts: Vec::new() };
    let order = form
        .order
        .iter()
        .filter_map(|column| names.column(column, Some(CellKind::Day), faults))
        .collect();
    for (name, condition) in form.counts.iter() {
        names.fresh(name, faults);
        let condition = names.condition(condition, faults);
        names.counts.push((name.to_string(), condition));
    }
    let only = form.only.as_ref().map(|only| names.condition(only, faults));
    let sums = form.sums.iter().map(|(name, form)| sum(name, form, &names, faults)).collect();
    let mut register = Register {
        name: name.to_string(),
        title: form.title.clone(),
        source: form.source.clone(),
        year,
        id,
        period,
        order,
        only,
        counts: names.counts,
        sums,
        columns,
        asked,
        shares: Vec::new(),
        identities: Vec::new(),
        line_identities: Vec::new(),
        feeds: Vec::new(),
    };
    register.shares = shares(&form.shares, &register, faults);
    let identities = form.identities.iter();
    register.identities = identities.map(|form| identity(form, &register, false, faults)).collect();
    let in_each_line = form.in_each_line.iter();
    register.line_identities =
        in_each_line.map(|form| identity(form, &register, true, faults)).collect();
    register.feeds = feeds_of_register(&form.feeds, &register, criteria, faults);
    if register.counts.is_empty() && register.sums.is_empty() {
        faults.add(Fault::new("nothing-counted", name.place()).with("name", name.as_str()));
    }
    register
}

fn sum(name: &At<String>, form: &SumForm, names: &Names<'_>, faults: &mut Faults) -> (String, Sum) {
    names.fresh(name, faults);
    let column = names.column(&form.of, Some(CellKind::Whole), faults).unwrap_or_default();
    let lines = form.lines.as_ref().map(|lines| names.condition(lines, faults));
    (name.to_string(), Sum { column, lines })
}

fn shares(forms: &Pairs<ShareForm>, register: &Register, faults: &mut Faults) -> Vec<Share> {
    let mut shares = Vec::new();
    for (name, form) in forms.iter() {
        shares.push(Share {
            name: name.to_string(),
            title: form.title.clone(),
            part: figures(&form.of, register, faults),
            whole: figures(&form.whole, register, faults),
            rounding: form.rounding,
            source: form.source.clone(),
        });
    }
    shares
}

/// The counts and sums called so.
pub(super) fn figures(form: &FiguresForm, register: &Register, faults: &mut Faults) -> Vec<usize> {
    form.0.iter().filter_map(|name| figure(name, register, faults)).collect()
}

/// The count or sum called so; `lines` are all of them.
fn figure(name: &At<String>, register: &Register, faults: &mut Faults) -> Option<usize> {
    let found = register.figures().position(|known| known == name.as_str());
    if found.is_none() {
        faults.add(super::bind::unknown(name, register.figures()));
    }
    found
}

/// Of columns in each line, or of figures of each agency.
fn identity(
    form: &IdentityForm,
    register: &Register,
    by_line: bool,
    faults: &mut Faults,
) -> Identity {
    let listed = |side: &[At<String>]| {
        side.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(" + ")
    };
    let names = Names { columns: &register.columns, asked: &register.asked, counts: Vec::new() };
    let mut bound = |side: &[At<String>]| {
        let place = |name| match by_line {
            true => names.column(name, Some(CellKind::Whole), faults),
            false => figure(name, register, faults),
        };
        side.iter().filter_map(place).collect::<Vec<_>>()
    };
    let (sum, is) = (bound(&form.sum), bound(&form.is));
    let said = format!("{} = {}", listed(&form.sum), listed(&form.is));
    Identity { sum, is, said, source: form.source.clone() }
}

fn survey(
    name: &At<String>,
    form: &SurveyForm,
    criteria: &Criteria,
    faults: &mut Faults,
) -> Survey {
    let mut asked = Vec::new();
    ask(&mut asked, &form.agency, CellKind::Word);
    let ballot = form.ballot.as_ref().map(|heading| ask(&mut asked, heading, CellKind::Word));
    let respondents = form
        .respondents
        .as_ref()
        .map(|respondents| ask(&mut asked, &respondents.heading, CellKind::Word));
    let groups = form.respondents.iter().flat_map(|respondents| respondents.groups.iter());
    let groups = groups.map(|(name, spelt)| (name.to_string(), spelt.0.clone())).collect();
    let first = asked.len();
    for (_, heading) in form.questions.iter() {
        ask(&mut asked, heading, CellKind::Word);
    }
    let options: Vec<String> = form.options.iter().map(|option| option.to_string()).collect();
    for (k, option) in form.options.iter().enumerate() {
        if options.iter().take(k).any(|known| known == option.as_str()) {
            faults
                .add(Fault::new("repeated-measure", option.place()).with("name", option.as_str()));
        }
    }
    let satisfied_from = form.satisfied_from.as_ref().and_then(|from| {
        let at = options.iter().position(|option| option == from.as_str());
        if at.is_none() {
            faults.add(super::bind::unknown(from, options.iter().map(String::as_str)));
        }
        at
    });
    let mut survey = Survey {
        name: name.to_string(),
        title: form.title.clone(),
        source: form.source.clone(),
        asked,
        ballot,
        respondents,
        groups,
        first,
        questions: form.questions.iter().map(|(name, _)| name.to_string()).collect(),
        options,
        satisfied_from,
        straight_lined: form.straight_lined,
        feeds: Vec::new(),
    };
    if survey.questions.is_empty() || survey.options.is_empty() {
        faults.add(Fault::new("nothing-counted", name.place()).with("name", name.as_str()));
    }
    if survey.options.len() > super::ballots::MOST_OPTIONS {
        let place: &Place = name.place();
        let fault = Fault::new("too-many-options", place).with("options", survey.options.len());
        faults.add(fault.with("most", super::ballots::MOST_OPTIONS));
    }
    survey.feeds = feeds_of_survey(&form.feeds, &survey, criteria, faults);
    survey
}
