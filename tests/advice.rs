//! The cheapest plan is the one that trying everything finds; it reaches its goal when scored again; no change moves nobody.

mod instance;
mod outlook;

use par_index::advice::{Asked, Effect, Goal, Limits, Others};
use par_index::quantity::Exact;
use par_index::{Advice, AgencyCode, Language, Plan, Scores, Standings};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::bundled::answer;
use crate::road::Year;
use instance::{count, generated, hundredths, millionths, plain, priced, ways};

/// One lever's figures as a person would type them, and its place among the levers.
type Figures = Vec<(String, String)>;

fn figures(lever: &par_index::advice::Lever) -> Figures {
    let moves = lever.moves.iter().map(|moved| {
        let at = moved.figure.item.as_ref().map(|item| format!("{item}."));
        let name = format!("{}{}", at.unwrap_or_default(), moved.figure.name);
        (name, moved.text())
    });
    moves.collect()
}

fn rescored(year: &Year, agency: &AgencyCode, figures: &[(String, String)]) -> Standings {
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let changed = year.evidence.with_figures(&year.criteria, agency, &figures).unwrap();
    let scores = Scores::award(&Plan::compile(&year.criteria), &changed);
    Standings::rank(&year.criteria, &changed, &scores)
}

fn advice(year: &Year, agency: &AgencyCode, goal: Goal, limits: Limits) -> Advice {
    let asked = Asked {
        criteria: &year.criteria,
        plan: &Plan::compile(&year.criteria),
        evidence: &year.evidence,
        scores: &year.scores,
        standings: &year.standings,
        agency: agency.clone(),
        goal,
        limits,
        others: Others::Still,
        plans: 3,
    };
    Advice::seek(&asked).unwrap()
}

#[test]
fn the_cheapest_plan_is_what_trying_every_set_of_levers_finds() {
    let (mut instances, mut levers) = (0, 0);
    for year in generated(30) {
        for standing in &year.standings.standings {
            let agency = &standing.agency.code;
            let looked = advice(&year, agency, Goal::More(Exact::ONE), Limits::default());
            if looked.levers.is_empty() || count(&looked) > 100 {
                continue;
            }
            instances += 1;
            levers += looked.levers.len();
            let tried: Vec<(Vec<usize>, Exact)> = ways(&looked)
                .into_iter()
                .map(|way| {
                    let all: Figures =
                        way.iter().flat_map(|k| figures(&looked.levers[*k])).collect();
                    let after = rescored(&year, agency, &all);
                    (way, after.of(agency).unwrap().points.exact().clone())
                })
                .collect();
            let now = standing.points.exact();
            let most = tried.iter().map(|(_, points)| points).max().unwrap();
            assert_eq!(looked.most.exact(), most, "{agency}");
            for (_, points) in tried.iter().filter(|(way, _)| way.len() == 1) {
                assert!(points >= now, "{agency}: good evidence lowers the score");
            }
            let half = (now + most).over(&Exact::whole(2)).unwrap();
            for goal in [half, most.clone(), most + &Exact::ONE] {
                let found = advice(&year, agency, Goal::Points(goal.clone()), Limits::default());
                let cost = |way: &[usize]| way.iter().map(|k| looked.levers[*k].cost).sum();
                let best: Option<par_index::advice::Cost> = tried
                    .iter()
                    .filter(|(_, points)| *points >= goal)
                    .map(|(way, _)| cost(way))
                    .min();
                assert!(found.proved, "{agency}");
                if found.reached {
                    assert!(*now >= goal);
                    continue;
                }
                assert_eq!(found.plans.first().map(|plan| plan.cost), best, "{agency} {goal}");
                assert_eq!(found.bound, best);
                for plan in &found.plans {
                    let all: Figures = plan.levers.iter().flat_map(figures).collect();
                    let after = rescored(&year, agency, &all);
                    let points = after.of(agency).unwrap().points.exact().clone();
                    assert_eq!(points, *plan.after.points.exact());
                    assert!(points >= goal);
                }
            }
            for (cost, points) in &looked.frontier {
                let best = tried.iter().filter(|(way, _)| {
                    way.iter().map(|k| looked.levers[*k].cost).sum::<par_index::advice::Cost>()
                        <= *cost
                });
                assert_eq!(
                    best.map(|(_, points)| points).max().unwrap(),
                    points.exact(),
                    "{agency}"
                );
            }
        }
    }
    assert!(instances > 15 && levers > 50, "{instances} instances, {levers} levers");
}

#[test]
fn with_prices_the_optimum_of_twenty_levers_is_that_of_every_subset() {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..Config::default()
    });
    for n in [1, 5, 12, 16, 20] {
        let list = |most: i64| proptest::collection::vec(1..most, n);
        let (worth, price, share) =
            (list(300), list(2000), 10..100i64).new_tree(&mut runner).unwrap().current();
        let goal = worth.iter().sum::<i64>() * share / 100;
        let (mut sums, mut best) = (vec![(0i64, 0i64); 1 << n], i64::MAX);
        for set in 0..1usize << n {
            if set > 0 {
                let low = set.trailing_zeros() as usize;
                let (points, cost) = sums[set & (set - 1)];
                sums[set] = (points + worth[low], cost + price[low]);
            }
            if sums[set].0 >= goal {
                best = best.min(sums[set].1);
            }
        }
        let (year, limits) = plain(&worth, &price);
        let goal = Goal::Points(Exact::parse(&hundredths(goal)).unwrap());
        let found = advice(&year, &"a".into(), goal, limits);
        assert!(found.proved);
        assert_eq!(found.plans[0].cost.price(), Exact::parse(&hundredths(best)).unwrap());
        assert!(found.plans.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    }
}

#[test]
fn a_hundred_items_are_solved_exactly() {
    let worth: Vec<i64> = (0..100).map(|k| 37 + k * 61 % 113).collect();
    let price: Vec<i64> = (0..100).map(|k| 100 * (1 + k * 29 % 17)).collect();
    let (year, limits) = plain(&worth, &price);
    let found = advice(&year, &"a".into(), Goal::parse("points:60").unwrap(), limits);
    assert!(found.proved && found.plans.len() == 3);
}

#[test]
fn where_choices_are_too_many_to_keep_the_gap_is_stated_and_holds_the_optimum() {
    // every subset costs what it is worth: a million choices, of which none is better than another
    let worth: Vec<i64> =
        (0..20).map(|k| 200_003 + (k * k * 7_919 + k * 104_729) % 300_007).collect();
    let goal = worth.iter().sum::<i64>() / 2;
    let mut sums = vec![0i64; 1 << worth.len()];
    for set in 1..sums.len() {
        sums[set] = sums[set & (set - 1)] + worth[set.trailing_zeros() as usize];
    }
    let best = sums.into_iter().filter(|sum| *sum >= goal).min().unwrap();
    let (year, limits) = priced(&worth, &worth, millionths);
    let exact = |n: i64| Exact::parse(&millionths(n)).unwrap();
    let found = advice(&year, &"a".into(), Goal::Points(exact(goal)), limits);
    let (first, bound) = (&found.plans[0], found.bound.as_ref().unwrap());
    assert!(!found.proved, "a grid of hundredths proves nothing here");
    assert!(bound.price() <= exact(best) && exact(best) <= first.cost.price());
    assert!(*first.after.points.exact() >= exact(goal));
    let gap = &first.cost.price() - &bound.price();
    assert!(gap < Exact::parse("0.4").unwrap(), "the gap is {gap}");
    let told = year.report(None, Language::English).advice_text(&found);
    assert!(told.contains("not proved the cheapest"), "{told}");
}

#[test]
fn a_prerequisite_is_mended_too_and_what_is_gone_or_fixed_is_not() {
    let (year, _) = plain(&[300, 100, 200], &[1, 1, 1]);
    let limits = "on: 2025-06-01\nitems:\n  \"1.0\": { cost: 1, needs: [\"1.1\"] }\n  \"1.1\": { cost: 5 }\n  \"1.2\": { cost: 1, deadline: 2025-05-01 }\n";
    let limits = Limits::parse("limits.yaml", limits, &year.criteria).unwrap();
    let found = advice(&year, &"a".into(), Goal::Points(Exact::whole(3)), limits);
    let items: Vec<String> = found.plans[0].levers.iter().map(|lever| lever.code.clone()).collect();
    assert_eq!(
        (items, found.plans[0].cost.price()),
        (vec!["1.0".to_owned(), "1.1".to_owned()], Exact::whole(6))
    );
    assert_eq!(found.most.to_string(), "4");
}

#[test]
fn faults_in_limits_are_told_all_at_once() {
    let (year, _) = plain(&[300, 100], &[1, 1]);
    let text = "items:\n  \"1.7\": { cost: 1 }\n  \"1.1\": { cots: 1, needs: [\"2.2\"] }\n";
    let faults = Limits::parse("limits.yaml", text, &year.criteria).unwrap_err();
    assert!(faults.is_faulty());
}

#[test]
fn the_limits_of_the_page_are_read_and_a_figure_that_an_item_does_not_read_is_a_fault() {
    let criteria = crate::bundled::criteria("dak-lak", "2018");
    let page = crate::bundled::text(&crate::bundled::path("docs/advise.md"));
    let (_, limits) = page.split_once("```yaml\n").unwrap();
    let (limits, _) = limits.split_once("```").unwrap();
    assert!(Limits::parse("limits.yaml", limits, &criteria).is_ok());
    let wrong = limits.replace("electronic", "electronics");
    let faults = Limits::parse("limits.yaml", &wrong, &criteria).unwrap_err();
    assert!(faults.to_string().contains("electronics"), "{faults}");
}

#[test]
fn no_change_moves_nobody_and_every_figure_set_to_itself_moves_nobody() {
    let year = Year::bundled("dak-lak/2018", "dak-lak/2018");
    for figures in [vec![], vec![("1.2.1.sent".to_owned(), "2018-06-20".to_owned())]] {
        let after = rescored(&year, &"skhdt".into(), &figures);
        assert!(Effect::between(&year.standings, &after).moved.is_empty());
    }
}

#[test]
fn a_figure_that_cannot_be_is_a_fault_of_the_change() {
    let year = Year::bundled("dak-lak/2018", "dak-lak/2018");
    let figures = [("1.2.1.snt", "2018-06-20"), ("9.9.x", "1"), ("1.5.1.on_time", "x")];
    let error = year.evidence.with_figures(&year.criteria, &"skhdt".into(), &figures).unwrap_err();
    insta::assert_snapshot!(error.to_string());
    let over = [("1.5.1.on_time", "1000")];
    assert!(year.evidence.with_figures(&year.criteria, &"skhdt".into(), &over).is_err());
    let both = [("1.5.1.on_time", "1000"), ("1.5.1.given", "1000")];
    assert!(year.evidence.with_figures(&year.criteria, &"skhdt".into(), &both).is_ok());
}

fn told(arguments: &[&str]) -> String {
    String::from_utf8(answer(arguments)).unwrap()
}

const DAK_LAK: [&str; 4] = ["criteria/dak-lak/2018", "data/dak-lak/2018", "--agency", "skhdt"];

#[test]
fn the_department_is_told_how_to_reach_rank_eight_and_the_tier_good() {
    for (name, goal) in [("rank_eight", "rank:8"), ("tier_good", "tier:tốt")] {
        for lang in ["vi", "en"] {
            let told =
                told(&[&["advise"], &DAK_LAK[..], &["--reach", goal, "--lang", lang]].concat());
            insta::assert_snapshot!(format!("{name}_{lang}"), told);
        }
    }
}

#[test]
fn a_changed_figure_shows_who_moves() {
    let whatif = [&["whatif"], &DAK_LAK[..], &["--set", "1.2.1.sent=2018-06-15"]].concat();
    for lang in ["vi", "en"] {
        insta::assert_snapshot!(
            format!("whatif_{lang}"),
            told(&[&whatif[..], &["--lang", lang]].concat())
        );
    }
    let json: serde_json::Value =
        serde_json::from_str(&told(&[&whatif[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(json["moved"].as_array().unwrap().len(), 2);
}

#[test]
fn others_may_stay_or_move_as_last_year_or_get_all_that_is_open_to_them() {
    let year = Year::bundled("dak-lak/2018", "dak-lak/2018");
    let earlier = Year::bundled("dak-lak/2017", "dak-lak/2017");
    let plan = Plan::compile(&year.criteria);
    let asked = |others| Asked {
        criteria: &year.criteria,
        plan: &plan,
        evidence: &year.evidence,
        scores: &year.scores,
        standings: &year.standings,
        agency: "skhdt".into(),
        goal: Goal::Rank(10),
        limits: Limits::default(),
        others,
        plans: 1,
    };
    let cost = |others| Advice::seek(&asked(others)).unwrap().bound;
    let still = cost(Others::Still).unwrap();
    assert!(cost(Others::AtBest).is_none_or(|worst| worst >= still));
    assert_ne!(cost(Others::LikeLastYear(&earlier.standings)), Some(still));
    let report = year.report(None, Language::English);
    assert!(report.no_such_tier(&"skhdt".into(), "x").contains("excellent"));
}
