//! Several years: parts add up, figures are those of the obvious way, and the order of the years on the line means nothing.

use par_index::history::Round;
use par_index::quantity::Exact;
use par_index::{Crosswalk, History};

use crate::bundled::{answer, run};
use crate::road::Year;

const LATER: [&str; 3] = ["--year", "criteria/lam-giang/2023", "data/lam-giang/2023"];
const EARLIER: [&str; 3] = ["--year", "criteria/lam-giang/2022", "data/lam-giang/2022"];

fn lam_giang() -> (Year, Year, History) {
    let earlier = Year::bundled("lam-giang/2022", "lam-giang/2022");
    let (later, _) = Year::bundled("lam-giang/2023", "lam-giang/2023").following(&earlier);
    let crosswalk = Crosswalk::draft(&earlier.criteria, &later.criteria);
    let rounds = [&earlier, &later].map(|Year { criteria, scores, standings, .. }| Round {
        criteria,
        scores,
        standings,
    });
    let history = History::of(&rounds, &[crosswalk]);
    (earlier, later, history)
}

#[test]
fn where_points_went_adds_up_to_the_change_of_the_mean() {
    let (earlier, later, history) = lam_giang();
    for group in &history.groups {
        let flows = &group.flows[0];
        let both = later.standings.standings.iter().filter_map(|now| {
            let before = earlier.standings.of(&now.agency.code)?;
            let same = [before, now]
                .iter()
                .all(|standing| standing.agency.group == group.name && standing.rank.is_some());
            same.then(|| now.points.exact() - before.points.exact())
        });
        let changes: Vec<Exact> = both.collect();
        let count = Exact::whole(changes.len() as i64);
        assert_eq!(changes.len(), flows.agencies);
        assert_eq!(changes.iter().sum::<Exact>().over(&count).unwrap(), flows.total);
        let items = flows.items.iter().map(|flow| flow.change());
        assert_eq!(items.fold(flows.rest.clone(), |sum, change| &sum + &change), flows.total);
        assert!(flows.items.iter().filter(|flow| !flow.change().is_zero()).count() > 10);
    }
}

#[test]
fn spread_and_catching_up_are_those_of_the_obvious_way() {
    let (earlier, later, history) = lam_giang();
    for group in &history.groups {
        let percents = |year: &Year| -> Vec<(String, Exact)> {
            let ranked = year.standings.standings.iter();
            let ranked = ranked.filter(|s| s.agency.group == group.name && s.rank.is_some());
            let percent =
                |s: &par_index::standings::Standing| s.percent.as_ref().unwrap().exact().clone();
            ranked.map(|s| (s.agency.code.to_string(), percent(s))).collect()
        };
        let over = |sum: Exact, n: usize| sum.over(&Exact::whole(n as i64)).unwrap();
        for (year, spread) in [&earlier, &later].into_iter().zip(&group.years) {
            let (all, spread) = (percents(year), spread.as_ref().unwrap());
            let mean = over(all.iter().map(|(_, percent)| percent).sum(), all.len());
            let away = all.iter().map(|(_, percent)| percent - &mean).map(|away| &away * &away);
            let variance = over(away.fold(Exact::ZERO, |a, b| &a + &b), all.len());
            assert_eq!((spread.mean.exact(), &spread.variance), (&mean, &variance));
            assert_eq!(spread.ranked, all.len());
        }
        let (then, now) = (percents(&earlier), percents(&later));
        let both: Vec<(Exact, Exact)> = then
            .iter()
            .filter_map(|(code, before)| {
                let after = now.iter().find(|(known, _)| known == code)?;
                Some((before.clone(), &after.1 - before))
            })
            .collect();
        let mean_of = |figures: Vec<&Exact>| over(figures.iter().copied().sum(), both.len());
        let (x, y) = (
            mean_of(both.iter().map(|(x, _)| x).collect()),
            mean_of(both.iter().map(|(_, y)| y).collect()),
        );
        let (mut with, mut own) = (Exact::ZERO, Exact::ZERO);
        for (before, gained) in &both {
            with += &(&(before - &x) * &(gained - &y));
            own += &(&(before - &x) * &(before - &x));
        }
        let convergence = group.convergence.as_ref().unwrap();
        assert_eq!(convergence.beta, with.over(&own));
        assert_eq!(convergence.agencies, both.len());
    }
}

#[test]
fn over_two_years_a_trend_is_the_change() {
    let (_, _, history) = lam_giang();
    for trend in history.groups.iter().flat_map(|group| &group.agencies) {
        let percent = |k: usize| Some(trend.years[k].as_ref()?.percent.as_ref()?.exact().clone());
        let sent = trend.years.iter().all(|year| year.as_ref().is_some_and(|year| year.submitted));
        let change = percent(0).zip(percent(1)).filter(|_| sent);
        let change = change.map(|(before, after)| &after - &before);
        assert_eq!(trend.slope, change, "{}", trend.agency);
    }
}

#[test]
fn the_order_of_the_years_on_the_line_means_nothing() {
    let of = |years: [[&str; 3]; 2]| {
        answer(&[&["history"], &years.concat()[..], &["--format", "csv"]].concat())
    };
    assert!(of([EARLIER, LATER]) == of([LATER, EARLIER]));
}

#[test]
fn one_year_or_the_same_twice_is_wrong_usage_and_faults_of_all_years_are_told() {
    for years in [&LATER[..], &[LATER, LATER].concat()] {
        let output = run(&[&["history"], years].concat());
        assert_eq!(output.status.code(), Some(2), "{years:?}");
    }
    let faulty = ["--year", "tests/cases/faults/total-sum", "data/lam-giang/2023"];
    let other = ["--year", "tests/cases/faults/bands-gap", "data/lam-giang/2023"];
    let output = run(&[&["history"], &faulty[..], &other].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("total-sum") && told.contains("bands-gap"), "{told}");
}

#[test]
fn what_people_read_of_several_years() {
    for language in ["vi", "en"] {
        let told = answer(&[&["history"], &EARLIER[..], &LATER, &["--lang", language]].concat());
        insta::assert_snapshot!(format!("history_{language}"), String::from_utf8(told).unwrap());
    }
}
