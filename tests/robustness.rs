//! A replicate is what the road gives for the ballots it drew; intervals hold what they promise; what is said of maxima
//! comes true when the criteria are written so.

use std::collections::BTreeMap;

use par_index::quantity::{Exact, Percent};
use par_index::robustness::{Sensitivity, Settings};
use par_index::{AgencyCode, Criteria, Evidence, Plan, Robustness, Scores, Standings};

use crate::bundled::{answer, shuffled};
use crate::road::Year;

const DAK_LAK: [&str; 3] = ["robustness", "criteria/dak-lak/2018", "data/dak-lak/2018"];

fn settings(seed: u64, replicates: u32, level: i64) -> Settings {
    let level = Percent::from(Exact::whole(level));
    Settings { seed, replicates, level, group: None, top: 3 }
}

fn robustness(year: &Year, settings: &Settings) -> Robustness {
    Robustness::of(&year.criteria, &year.evidence, &year.scores, &year.standings, settings)
}

/// The year by the road, with the ballots that a replicate drew.
fn by_the_road(year: &Year, settings: &Settings, replicate: u32) -> Standings {
    let mut evidence = year.evidence.clone();
    for agency in year.evidence.agencies() {
        let drawn =
            Robustness::drawn(&year.criteria, &year.evidence, settings, &agency.code, replicate);
        let figures: Vec<(&str, &str)> =
            drawn.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        evidence = evidence.with_figures(&year.criteria, &agency.code, &figures).unwrap();
    }
    let scores = Scores::award(&Plan::compile(&year.criteria), &evidence);
    Standings::rank(&year.criteria, &evidence, &scores)
}

#[test]
fn a_replicate_is_what_the_road_gives_for_the_ballots_drawn() {
    for (set, seeds) in [("dak-lak/2018", 1..4), ("lam-giang/2023", 1..3)] {
        let year = Year::bundled(set, set);
        for seed in seeds {
            let settings = settings(seed, 1, 95);
            let found = robustness(&year, &settings);
            let expected = by_the_road(&year, &settings, 0);
            let mut moved = 0;
            for agency in found.groups.iter().flat_map(|group| &group.agencies) {
                let code = &agency.agency.code;
                let standing = expected.of(code).unwrap();
                let context = format!("{set}, seed {seed}, {code}");
                assert_eq!(agency.points_interval.0, standing.points, "{context}");
                let rank = standing.rank.unwrap();
                assert_eq!(agency.rank_interval, (rank, rank), "{context}");
                let held = agency.tiers.iter().find(|(_, count)| *count == 1).unwrap();
                assert_eq!(held.0, standing.tier, "{context}");
                moved += usize::from(agency.points != standing.points);
            }
            assert!(moved > 10, "{moved} agencies' ballots changed anything");
        }
    }
}

/// Agencies with the share of tasks done and the ballots for A of a hundred, under maxima of three items.
fn made_up(agencies: &[(&str, u32, u32, u32)], maxima: [&str; 3], rounding: &str) -> Year {
    with_marks(agencies, maxima, rounding, "")
}

/// The same, with marks that persons granted.
fn with_marks(
    agencies: &[(&str, u32, u32, u32)],
    maxima: [&str; 3],
    rounding: &str,
    marks: &str,
) -> Year {
    let set = format!(
        "
set: made-up
year: 2024
title: Thử nghiệm
source: Giả định
origin: made_up
total: 10
{rounding}
groups: {{ sở: {{}} }}
tiers: [{{ tier: good, from: 50 }}, {{ tier: weak, below: 50 }}]
areas:
  - code: \"1\"
    title: Nhiệm vụ
    source: Mục 1
    max: {}
    items:
      - code: \"1.1\"
        title: Việc làm xong
        max: {}
        fields: {{ done: {{ kind: percent, most: 100 }} }}
        rule: {{ proportional: {{ of: done }} }}
      - code: \"1.2\"
        title: Hồ sơ làm xong
        max: {}
        fields: {{ files: {{ kind: percent, most: 100 }} }}
        rule: {{ proportional: {{ of: files }} }}
  - code: \"2\"
    title: Điều tra
    source: Mục 2
    max: {}
    method: survey
    fields: {{ citizens: {{ kind: ballots, options: [A, B] }} }}
    rule: {{ survey: {{ citizens: {{ weight: 1, options: {{ A: 100, B: 0 }} }} }} }}
",
        &exact(maxima[0]) + &exact(maxima[1]),
        maxima[0],
        maxima[1],
        maxima[2],
    );
    let criteria = Criteria::from_texts(&[("index.yaml", &set)]).unwrap();
    let mut register = "agencies:\n".to_owned();
    let mut figures = "agency,year,item,field,value\n".to_owned();
    for (code, done, files, for_a) in agencies {
        register += &format!("  - {{ code: {code}, name: {code}, group: sở }}\n");
        figures += &format!("{code},2024,1.1,done,{done}\n{code},2024,1.2,files,{files}\n");
        figures += &format!("{code},2024,2,citizens.A,{for_a}\n");
        figures += &format!("{code},2024,2,citizens.B,{}\n", 100 - for_a);
    }
    let mut files: Vec<(&str, &[u8])> =
        vec![("agencies.yaml", register.as_bytes()), ("evidence.csv", figures.as_bytes())];
    let marks = format!("agency,year,item,field,value,note,lane\n{marks}\n");
    if marks.contains("granted") {
        files.push(("marks.csv", marks.as_bytes()));
    }
    let evidence = Evidence::from_files(&files, &criteria).unwrap();
    Year::ranked(criteria, evidence)
}

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

const ROUNDED: &str = "rounding: { leaf: { digits: 2, mode: half_up } }";

#[test]
fn without_noise_every_replicate_is_the_published_table() {
    // everybody's ballots agree, so that any sample of them is the same again
    let agencies = [("a", 90, 80, 100), ("b", 70, 90, 100), ("c", 80, 95, 0), ("d", 60, 60, 0)];
    let year = made_up(&agencies, ["5", "3", "2"], ROUNDED);
    let found = robustness(&year, &settings(5, 200, 95));
    for agency in &found.groups[0].agencies {
        let standing = year.standings.of(&agency.agency.code).unwrap();
        let rank = standing.rank.unwrap();
        assert_eq!(agency.points_interval, (standing.points.clone(), standing.points.clone()));
        assert_eq!((agency.rank_interval, agency.rank_set), ((rank, rank), (rank, rank)));
        assert_eq!(agency.among(rank.0), 200);
        assert_eq!(agency.among(rank.0 - 1), 0);
        let tier = agency.tiers.iter().find(|(tier, _)| *tier == standing.tier).unwrap();
        assert_eq!(tier.1, 200);
    }
    assert!(found.groups[0].undecided.is_empty());
}

#[test]
fn any_number_of_threads_draws_the_same_and_another_seed_draws_others() {
    let of = |more: &[&str]| {
        answer(&[&DAK_LAK[..], &["--format", "csv", "--replicates", "150"], more].concat())
    };
    let one = of(&["--threads", "1"]);
    for threads in ["2", "3", "8"] {
        assert!(one == of(&["--threads", threads]), "{threads} threads");
    }
    assert!(one != of(&["--seed", "2"]));
}

#[test]
fn neither_the_order_of_the_register_nor_other_agencies_change_an_agencys_ballots() {
    let agencies = [
        ("a", 90, 80, 90),
        ("b", 70, 90, 60),
        ("c", 80, 95, 55),
        ("d", 60, 60, 70),
        ("e", 50, 70, 40),
    ];
    let of = |agencies: &[(&str, u32, u32, u32)]| -> BTreeMap<AgencyCode, String> {
        let year = made_up(agencies, ["5", "3", "2"], ROUNDED);
        let found = robustness(&year, &settings(9, 200, 90));
        let agencies = found.groups[0].agencies.iter();
        let said = |points: &(par_index::quantity::Points, par_index::quantity::Points)| {
            format!("{} {}", points.0, points.1)
        };
        agencies.map(|a| (a.agency.code.clone(), said(&a.points_interval))).collect()
    };
    let all = of(&agencies);
    assert_eq!(all, of(&shuffled(agencies.to_vec(), 4)));
    let fewer = of(&agencies[..3]);
    assert!(fewer.iter().all(|(code, said)| all[code] == *said));
}

#[test]
fn a_mark_that_a_person_granted_stands_whatever_the_ballots() {
    let agencies = [("a", 90, 80, 90), ("b", 70, 90, 60), ("c", 80, 95, 55)];
    let marks = "b,2024,2,granted,1.5,Phiếu không hợp lệ,appraised";
    let year = with_marks(&agencies, ["5", "3", "2"], ROUNDED, marks);
    let found = robustness(&year, &settings(3, 200, 90));
    let of = |code: &str| {
        found.groups[0].agencies.iter().find(|a| a.agency.code.as_str() == code).unwrap()
    };
    assert_eq!((of("b").ballots, of("b").points.to_string().as_str()), (0, "7.7"));
    assert_eq!(of("b").points_interval, (of("b").points.clone(), of("b").points.clone()));
    assert!(of("c").points_interval.0 < of("c").points_interval.1);
}

/// Samples of a hundred ballots for each agency from a made-up truth, many times: how often intervals hold the truth.
#[test]
fn rank_sets_hold_the_truth_as_often_as_they_promise() {
    const TRUTH: [(&str, u64); 6] =
        [("a", 82), ("b", 76), ("c", 70), ("d", 67), ("e", 52), ("f", 50)];
    const TRIALS: usize = 120;
    let (mut state, mut together, mut alone) = (1_u64, 0, 0);
    let mut below = |n: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for trial in 0..TRIALS {
        let mut sample = |truth| (0..100).filter(|_| below(100) < truth).count() as u32;
        let agencies = TRUTH.map(|(code, truth)| (code, 50, 50, sample(truth)));
        let year = made_up(&agencies, ["1", "1", "8"], ROUNDED);
        let found = robustness(&year, &settings(trial as u64, 150, 90));
        let rank =
            |code: &str| 1 + TRUTH.iter().position(|(known, _)| *known == code).unwrap() as u32;
        let mut all = true;
        for agency in &found.groups[0].agencies {
            let truth = rank(agency.agency.code.as_str());
            all &= (agency.rank_set.0.0..=agency.rank_set.1.0).contains(&truth);
            let own = exact(&TRUTH[truth as usize - 1].1.to_string());
            let points = &(&own * &exact("0.08")) + &Exact::ONE;
            let (low, high) = &agency.points_interval;
            alone += usize::from(*low.exact() <= points && points <= *high.exact());
        }
        together += usize::from(all);
    }
    assert!(together * 100 >= TRIALS * 90, "{together} of {TRIALS}");
    insta::assert_snapshot!(
        "coverage",
        format!(
            "level 90 %, 6 agencies, 100 ballots each, 150 replicates, {TRIALS} samples\n\
         all rank sets hold the true places: {together} of {TRIALS}\n\
         points intervals hold the true points: {alone} of {}",
            TRIALS * TRUTH.len()
        )
    );
}

#[test]
fn maxima_moved_as_said_bring_two_agencies_level_and_no_less_does() {
    let agencies = [("a", 90, 40, 70), ("b", 60, 90, 60), ("c", 20, 30, 90), ("d", 10, 10, 10)];
    let maxima = ["5", "3", "2"];
    let year = made_up(&agencies, maxima, "");
    let sensitivity =
        Sensitivity::of(&year.criteria, &year.evidence, &year.scores, &year.standings, None);
    let items = ["1.1", "1.2", "2"];
    let (mut swaps, mut never) = (0, 0);
    for swap in &sensitivity.groups[0].weights.swaps {
        assert!(swap.linear);
        if swap.moved.is_none() {
            never += 1;
            assert_eq!(swap.behind.as_str(), "d");
            continue;
        }
        swaps += 1;
        let with = |part: &str| {
            let mut moved = maxima.map(exact);
            for shift in &swap.shifts {
                let points = (shift.points.exact() * &exact(part)).rounded(MILLIONTH);
                let at = |item: &str| items.iter().position(|known| *known == item).unwrap();
                let (from, to) = (at(shift.from.as_str()), at(shift.to.as_str()));
                moved[from] = (&moved[from] - &points).max(exact("0.000001"));
                moved[to] = &moved[to] + &points;
            }
            let rest = &exact("10") - &(&moved[0] + &moved[1]);
            moved[2] = rest;
            let texts = moved.map(|max| max.to_string());
            let year = made_up(&agencies, [&texts[0], &texts[1], &texts[2]], "");
            let points = |code| year.standings.of(code).unwrap().points.exact().clone();
            &points(&swap.ahead) - &points(&swap.behind)
        };
        assert!(with("0.999") > Exact::ZERO, "{swap:?}");
        assert!(with("1").rounded(TEN_THOUSANDTH).is_zero(), "{swap:?}: {}", with("1"));
    }
    assert!(swaps >= 3 && never == 3, "{swaps} {never}");
}

const MILLIONTH: par_index::quantity::Rounding =
    par_index::quantity::Rounding { digits: 6, mode: par_index::quantity::Mode::Truncate };
const TEN_THOUSANDTH: par_index::quantity::Rounding =
    par_index::quantity::Rounding { digits: 4, mode: par_index::quantity::Mode::HalfUp };

#[test]
fn the_first_stay_the_same_just_within_the_bound_and_not_just_beyond_it() {
    let agencies = [("a", 90, 40, 70), ("b", 60, 90, 60), ("c", 20, 30, 90)];
    let year = made_up(&agencies, ["5", "3", "2"], "");
    let sensitivity =
        Sensitivity::of(&year.criteria, &year.evidence, &year.scores, &year.standings, None);
    let kept = &sensitivity.groups[0].weights.kept[0];
    let (first, second) = kept.first.clone().unwrap();
    assert_eq!((kept.k, kept.judged, kept.pairs), (1, 2, 2));
    let shares = |code: &AgencyCode| {
        let (_, done, files, for_a) =
            agencies.iter().find(|agency| agency.0 == code.as_str()).unwrap();
        [*done, *files, *for_a].map(|share| exact(&share.to_string()))
    };
    // the worst that can be done to the leader: what it is ahead on falls, what it is behind on rises
    let lead = |part: &str| {
        let (a, b) = (shares(&first), shares(&second));
        let within = (kept.within.as_ref().unwrap().exact() * &exact(part)).over(&Exact::HUNDRED);
        let within = within.unwrap();
        let mut lead = Exact::ZERO;
        for (k, max) in ["5", "3", "2"].map(exact).iter().enumerate() {
            let ahead = &a[k] - &b[k];
            let turned = if ahead > Exact::ZERO { -&within } else { within.clone() };
            lead += &(&(max * &(&Exact::ONE + &turned)) * &ahead);
        }
        lead
    };
    assert!(lead("0.999") > Exact::ZERO && lead("1").is_zero() && lead("1.001") < Exact::ZERO);
}

#[test]
fn effective_weights_add_up_to_a_hundred_and_full_marks_are_seen() {
    let agencies = [("a", 90, 100, 70), ("b", 60, 100, 60), ("c", 20, 100, 90)];
    let year = made_up(&agencies, ["5", "3", "2"], "");
    let sensitivity =
        Sensitivity::of(&year.criteria, &year.evidence, &year.scores, &year.standings, None);
    let items = &sensitivity.groups[0].weights.items;
    let effective = items.iter().map(|item| item.effective.as_ref().unwrap().exact());
    assert_eq!(effective.sum::<Exact>(), Exact::HUNDRED);
    let full: Vec<&str> =
        items.iter().filter(|item| item.full_marks).map(|item| item.id.as_str()).collect();
    assert_eq!(full, ["1.2"]);
    assert!(items[1].effective.as_ref().unwrap().exact().is_zero());
    assert_eq!(items[1].left_out.moved, 0);
}

#[test]
fn what_people_read_of_how_sure_the_ranks_are() {
    for language in ["vi", "en"] {
        let told = answer(
            &[&DAK_LAK[..], &["--replicates", "200", "--level", "90", "--lang", language]].concat(),
        );
        insta::assert_snapshot!(format!("robustness_{language}"), String::from_utf8(told).unwrap());
    }
}
