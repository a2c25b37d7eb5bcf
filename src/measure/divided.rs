//! Counts divided, exactly: shares, satisfied answers, means. The only place of this folder where anything is.

use super::ballots::Vote;
use super::{Share, Survey};
use crate::quantity::Exact;

/// The number, exactly.
pub(super) fn whole(number: i128) -> Exact {
    i64::try_from(number)
        .ok()
        .filter(|small| small.unsigned_abs() < 1 << 40)
        .map(Exact::whole)
        .or_else(|| Exact::parse(&number.to_string()))
        .unwrap_or_default()
}

/// Figures added up.
pub(super) fn added(figures: &[i128], places: &[usize]) -> Exact {
    whole(places.iter().filter_map(|k| figures.get(*k)).sum())
}

/// The share in percent; nothing of a whole of 0.
pub(super) fn of_whole(share: &Share, figures: &[i128]) -> Option<Exact> {
    (&added(figures, &share.part) * &Exact::HUNDRED).over(&added(figures, &share.whole))
}

/// How often each option was chosen, in one question or in all.
pub(super) fn chosen(survey: &Survey, vote: &Vote, question: Option<usize>) -> Vec<u64> {
    let options = survey.options.len().max(1);
    let mut chosen = vec![0; survey.options.len()];
    for (k, answers) in vote.answers.chunks(options).enumerate() {
        if question.is_none_or(|wanted| wanted == k) {
            chosen.iter_mut().zip(answers).for_each(|(sum, more)| *sum += more);
        }
    }
    chosen
}

/// Satisfied answers in percent of all.
pub(super) fn satisfied(survey: &Survey, chosen: &[u64]) -> Option<Exact> {
    let from = survey.satisfied_from?;
    let satisfied: u64 = chosen.iter().skip(from).sum();
    let all: u64 = chosen.iter().sum();
    (&whole(satisfied.into()) * &Exact::HUNDRED).over(&whole(all.into()))
}

/// The mean of answers that are numbers.
pub(super) fn mean(survey: &Survey, chosen: &[u64]) -> Option<Exact> {
    let mut sum = 0_i128;
    for (option, count) in survey.options.iter().zip(chosen) {
        sum += i128::from(option.parse::<i64>().ok()?) * i128::from(*count);
    }
    let all: u64 = chosen.iter().sum();
    whole(sum).over(&whole(all.into()))
}
