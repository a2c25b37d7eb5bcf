//! Why points and places changed: parts that add up, causes that are found, and nought for what did not change.

use std::collections::BTreeMap;

use par_index::movement::{Aspect, Assessment, Factor, Moved, Split};
use par_index::quantity::Exact;
use par_index::{Comparison, Criteria, Crosswalk, Evidence, Movement};

use crate::years::{PAIRS, pair, provinces, ranked};

fn moved(before: &(Criteria, Evidence), now: &(Criteria, Evidence)) -> Movement {
    let crosswalk = Crosswalk::draft(&before.0, &now.0);
    Movement::between(side(before), side(now), &crosswalk)
}

fn side((criteria, evidence): &(Criteria, Evidence)) -> Assessment<'_> {
    Assessment { criteria, evidence, own: evidence }
}

fn splits(moved: &Moved) -> Vec<&Split> {
    [Some(&moved.points), moved.percent_points.as_ref(), moved.places.as_ref()]
        .into_iter()
        .flatten()
        .collect()
}

/// Two agencies' figures for two items, one of a survey, under rules that may differ.
fn small(year: u16, max: &str, rows: &[(&str, &str, &str)]) -> (Criteria, Evidence) {
    small_of(year, max, "a, b, c", rows)
}

fn small_of(
    year: u16,
    max: &str,
    agencies: &str,
    rows: &[(&str, &str, &str)],
) -> (Criteria, Evidence) {
    let index = format!(
        "set: vi-du\nyear: {year}\ntitle: Ví dụ\nsource: Quyết định 1\ntotal: 10\ngroups:\n  so: {{ title: Sở }}\nareas:\n  - code: \"1\"\n    title: Kế hoạch\n    source: Mục 1\n    max: 10\n    items:\n      - {{ code: \"1.1\", title: Việc xong, max: {max}, fields: {{ done: percent }}, rule: {{ proportional: {{ of: done, full_from: 100 }} }} }}\n      - {{ code: \"1.2\", title: Hài lòng, max: {rest}, method: survey, fields: {{ content: percent }}, rule: {{ proportional: {{ of: content, full_from: 100 }} }} }}\n",
        rest = 10 - max.parse::<u16>().unwrap()
    );
    let criteria =
        Criteria::from_texts(&[("index.yaml", &index)]).unwrap_or_else(|error| panic!("{error}"));
    let register: String = agencies
        .split(", ")
        .map(|code| format!("  - {{ code: {code}, name: Sở {code}, group: so }}\n"))
        .collect();
    let mut csv = "agency,year,item,field,value,note\n".to_owned();
    for (agency, field, value) in rows {
        let item = if *field == "content" { "1.2" } else { "1.1" };
        csv.push_str(&format!("{agency},{year},{item},{field},{value},ghi chú\n"));
    }
    let files = [("agencies.yaml", format!("agencies:\n{register}")), ("evidence.csv", csv)];
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let evidence =
        Evidence::from_files(&files, &criteria).unwrap_or_else(|error| panic!("{error}"));
    (criteria, evidence)
}

const BASE: [(&str, &str, &str); 6] = [
    ("a", "done", "90"),
    ("a", "content", "80"),
    ("b", "done", "80"),
    ("b", "content", "80"),
    ("c", "done", "70"),
    ("c", "content", "75"),
];

/// The base year with some figures changed.
fn with(
    changes: &[(&'static str, &'static str, &'static str)],
) -> Vec<(&'static str, &'static str, &'static str)> {
    let value = |agency: &str, field: &str, value: &'static str| {
        changes.iter().find(|(a, f, _)| *a == agency && *f == field).map_or(value, |(_, _, v)| *v)
    };
    BASE.iter().map(|(a, f, v)| (*a, *f, value(a, f, v))).collect()
}

/// The causes that are not nought.
fn causes(split: &Split) -> BTreeMap<&'static str, String> {
    let parts = Factor::ALL.iter().map(|factor| (factor.word(), split.part(*factor)));
    parts.filter(|(_, part)| !part.is_zero()).map(|(word, part)| (word, part.to_string())).collect()
}

fn only(word: &'static str, part: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([(word, part.to_owned())])
}

#[test]
fn parts_add_up_to_the_change_between_the_two_published_tables() {
    for years in PAIRS {
        let [before, now] = pair(years);
        let (earlier, later) = (ranked(&before.0, &before.1), ranked(&now.0, &now.1));
        let movement = moved(&before, &now);
        assert!(movement.agencies.len() > 10);
        for one in &movement.agencies {
            let code = &one.agency.code;
            let (was, is) = (earlier.of(code).unwrap(), later.of(code).unwrap());
            assert_eq!(one.points.earlier, *was.points.exact(), "{code}");
            assert_eq!(one.points.later, *is.points.exact(), "{code}");
            assert_eq!(one.points.change(), is.points.exact() - was.points.exact(), "{code}");
            let percent = one.percent_points.as_ref().unwrap();
            assert_eq!(
                percent.change(),
                is.percent.as_ref().unwrap().exact() - was.percent.as_ref().unwrap().exact()
            );
            if let Some(places) = &one.places {
                let rank =
                    |rank: Option<par_index::quantity::Rank>| Exact::whole(rank.unwrap().0.into());
                assert_eq!((&places.earlier, &places.later), (&rank(was.rank), &rank(is.rank)));
                assert_eq!(places.change(), &rank(was.rank) - &rank(is.rank), "{code}");
            } else {
                assert!(
                    was.rank.is_none() || is.rank.is_none() || was.agency.group != is.agency.group
                );
            }
        }
    }
}

#[test]
fn a_year_against_itself_has_no_cause_at_all() {
    for years in PAIRS {
        for year in pair(years) {
            for one in moved(&year, &year).agencies {
                assert!(splits(&one).iter().all(|split| causes(split).is_empty()));
            }
        }
    }
}

#[test]
fn what_did_not_change_gets_exactly_nought() {
    for years in PAIRS {
        let [before, now] = pair(years);
        for one in moved(&before, &now).agencies {
            assert!(splits(&one).iter().all(|split| split.part(Factor::Appraisal).is_zero()));
        }
        let later_facts =
            now.1.carried(&now.0, &before.0, &Crosswalk::draft(&before.0, &now.0).back());
        for one in moved(&before, &(before.0.clone(), later_facts)).agencies {
            assert!(splits(&one).iter().all(|split| split.part(Factor::Criteria).is_zero()));
        }
    }
}

#[test]
fn one_known_cause_is_found_and_no_other() {
    let before = small(2021, "6", &BASE);
    let cause = |now: &(Criteria, Evidence), agency: &str| {
        let movement = moved(&before, now);
        let one = movement.of(&agency.into()).unwrap().clone();
        (causes(&one.points), causes(one.places.as_ref().unwrap()))
    };
    // b's own work rises past a's: b gains a place by itself, a loses one by others
    let own = small(2022, "6", &with(&[("b", "done", "95")]));
    assert_eq!(cause(&own, "b"), (only("own", "0.9"), only("own", "1")));
    assert_eq!(cause(&own, "a"), (BTreeMap::new(), only("others", "-1")));
    assert_eq!(cause(&own, "c"), (BTreeMap::new(), BTreeMap::new()));
    // c's respondents are content: from 5.8/… to more than b
    let survey = small(2022, "6", &with(&[("c", "content", "100")]));
    assert_eq!(cause(&survey, "c"), (only("survey", "1"), only("survey", "1")));
    assert_eq!(cause(&survey, "b"), (BTreeMap::new(), only("survey", "-1")));
    // the same work, weighed otherwise
    let weights = small(2022, "4", &BASE);
    assert_eq!(cause(&weights, "c"), (only("criteria", "0.1"), BTreeMap::new()));
    // a is no longer there: b gains a place by the roster
    let gone: Vec<_> = BASE.iter().filter(|(agency, ..)| *agency != "a").copied().collect();
    let roster = small_of(2022, "6", "b, c", &gone);
    assert_eq!(cause(&roster, "b"), (BTreeMap::new(), only("roster", "1")));
}

#[test]
fn what_appraisal_took_is_told_from_what_was_done() {
    let before = small(2021, "6", &BASE);
    let claimed = small(2022, "6", &with(&[("a", "done", "100")]));
    let decided = small(2022, "6", &with(&[("a", "done", "50")]));
    let crosswalk = Crosswalk::draft(&before.0, &claimed.0);
    let now = Assessment { criteria: &claimed.0, evidence: &decided.1, own: &claimed.1 };
    let movement = Movement::between(side(&before), now, &crosswalk);
    let one = movement.of(&"a".into()).unwrap();
    let parts = causes(&one.points);
    // 90 % of 6 became 100 % by its own account, and 50 % by appraisal
    assert_eq!(parts["own"], "0.6");
    assert_eq!(parts["appraisal"], "-3");
    assert_eq!(one.points.change().to_string(), "-2.4");
}

#[test]
fn agencies_in_another_order_have_the_same_causes() {
    let changes = with(&[("b", "done", "95"), ("c", "content", "100"), ("a", "done", "60")]);
    let there = |agencies| {
        let before = small_of(2021, "6", agencies, &BASE);
        let now = small_of(2022, "5", agencies, &changes);
        let movement = moved(&before, &now);
        ["a", "b", "c"].map(|code| {
            let one = movement.of(&code.into()).unwrap().clone();
            (one.points, one.percent_points, one.places)
        })
    };
    let first = there("a, b, c");
    assert_eq!(first, there("c, a, b"));
    assert!(first.iter().all(|(points, _, places)| {
        !points.change().is_zero() || !places.as_ref().unwrap().change().is_zero()
    }));
}

#[test]
fn a_merged_province_moves_from_where_its_predecessors_stood_together() {
    let [before, now] = provinces();
    let movement = moved(&before, &now);
    let (earlier, later) = (ranked(&before.0, &before.1), ranked(&now.0, &now.1));
    let comparison = Comparison::between(&earlier, &later);
    assert_eq!(movement.agencies.len(), 39);
    for one in &movement.agencies {
        let change = comparison.of(&one.agency.code).unwrap();
        assert_eq!(one.back_cast.len(), change.back_cast.len());
        assert_eq!(Some(one.points.change()), change.points);
        assert_eq!(one.percent_points.as_ref().map(Split::change), change.percent_points);
        let places = one.places.as_ref().filter(|_| change.back_cast.is_empty());
        assert_eq!(places.map(Split::change), change.places.map(Exact::whole));
        assert!(splits(one).iter().all(|split| split.part(Factor::Appraisal).is_zero()));
    }
    // Hà Nội was not merged: 63 became 34, and its roster alone lifts it
    let capital = movement.of(&"ha-noi".into()).unwrap();
    assert!(*capital.places.as_ref().unwrap().part(Factor::Roster) > Exact::ZERO);
    assert!(capital.points.part(Factor::Roster).is_zero());
    // a commune has the past of the district that was divided
    let commune = movement.of(&"xa-sim-tay".into()).unwrap();
    assert_eq!(commune.back_cast[0].agency.as_str(), "huyen-doi-sim");
}

/// The aspects that are not nought.
fn aspects(split: &Split) -> BTreeMap<&'static str, String> {
    let parts = Aspect::ALL.iter().map(|aspect| (aspect.word(), split.aspect(*aspect).unwrap()));
    parts.filter(|(_, part)| !part.is_zero()).map(|(word, part)| (word, part.to_string())).collect()
}

#[test]
fn the_aspects_of_the_criteria_add_up_to_what_the_criteria_did() {
    for years in PAIRS {
        let [before, now] = pair(years);
        let mut found = BTreeMap::new();
        for one in moved(&before, &now).agencies {
            for split in splits(&one) {
                let sum: Exact = split.aspects.as_ref().unwrap().iter().sum();
                assert_eq!(sum, *split.part(Factor::Criteria), "{}", one.agency.code);
                found.extend(aspects(split));
            }
        }
        assert!(found.len() > 1, "{years:?}: {found:?}");
    }
}

/// Criteria of which each aspect stands on 2021 or, where its bit is set, on 2022, with the facts that go with them.
fn mixed(year: u16, later: usize) -> (Criteria, Evidence) {
    let on = |aspect: Aspect| later & (1 << (aspect as usize)) != 0;
    let weight = if on(Aspect::Weights) { 4 } else { 6 };
    let full = if on(Aspect::Rules) { 80 } else { 100 };
    let rule = |of: &str, full: u8| {
        format!(
            "fields: {{ {of}: percent }}, rule: {{ proportional: {{ of: {of}, full_from: {full} }} }}"
        )
    };
    let mut items = format!(
        "      - {{ code: \"1.1\", title: Việc xong, max: {weight}, {} }}\n",
        rule("done", full)
    );
    let mut total = weight;
    let mut item = |there: bool, code: &str, title: &str, max: i32, field: &str| {
        if there {
            total += max;
            let rule = rule(field, 100);
            items +=
                &format!("      - {{ code: \"{code}\", title: {title}, max: {max}, {rule} }}\n");
        }
        there
    };
    let old = item(!on(Aspect::Dropped), "1.2", "Sổ sách giấy", 4, "paper");
    let new = item(on(Aspect::New), "1.3", "Chữ ký số", 6, "signed");
    let rounding =
        if on(Aspect::Sums) { "rounding: { total: { digits: 0, mode: half_up } }\n" } else { "" };
    let index = format!(
        "set: vi-du\nyear: {year}\ntitle: Ví dụ\nsource: Quyết định 1\ntotal: {total}\n{rounding}groups:\n  so: {{ title: Sở }}\nareas:\n  - code: \"1\"\n    title: Kế hoạch\n    source: Mục 1\n    max: {total}\n    items:\n{items}"
    );
    let criteria =
        Criteria::from_texts(&[("index.yaml", &index)]).unwrap_or_else(|error| panic!("{error}"));
    let mut register = "agencies:\n".to_owned();
    let mut csv = "agency,year,item,field,value,note\n".to_owned();
    let facts = [("a", 90, 20, 60), ("b", 70, 90, 50), ("c", 78, 60, 95), ("d", 50, 55, 40)];
    for (code, done, paper, signed) in facts {
        register += &format!("  - {{ code: {code}, name: Sở {code}, group: so }}\n");
        let mut give = |there: bool, item: &str, field: &str, value: u8| {
            if there {
                csv += &format!("{code},{year},{item},{field},{value},ghi chú\n");
            }
        };
        give(true, "1.1", "done", done);
        give(old, "1.2", "paper", paper);
        give(new, "1.3", "signed", signed);
    }
    let files = [("agencies.yaml", register.as_bytes()), ("evidence.csv", csv.as_bytes())];
    let evidence =
        Evidence::from_files(&files, &criteria).unwrap_or_else(|error| panic!("{error}"));
    (criteria, evidence)
}

const ASPECTS: usize = Aspect::ALL.len();

/// What turning each aspect adds, on the mean over all 120 orders; `value` is of each of the 32 criteria between.
fn over_all_orders(value: &[Exact]) -> Vec<Exact> {
    fn turn(rest: &[usize], order: &mut Vec<usize>, orders: &mut Vec<Vec<usize>>) {
        if rest.is_empty() {
            orders.push(order.clone());
        }
        for k in rest {
            let others: Vec<usize> = rest.iter().copied().filter(|other| other != k).collect();
            order.push(*k);
            turn(&others, order, orders);
            order.pop();
        }
    }
    let mut orders = Vec::new();
    turn(&(0..ASPECTS).collect::<Vec<_>>(), &mut Vec::new(), &mut orders);
    let mut sums = vec![Exact::ZERO; ASPECTS];
    for order in &orders {
        let mut state = 0;
        for k in order {
            sums[*k] += &(&value[state | 1 << k] - &value[state]);
            state |= 1 << k;
        }
    }
    assert_eq!(orders.len(), 120);
    sums.iter().map(|sum| sum.over(&Exact::whole(120)).unwrap()).collect()
}

#[test]
fn the_aspects_are_what_writing_and_scoring_all_32_criteria_between_gives() {
    let (before, now) = (mixed(2021, 0), mixed(2022, 31));
    let movement = moved(&before, &now);
    let tables: Vec<_> = (0..1 << ASPECTS)
        .map(|later| {
            let (criteria, evidence) = mixed(2022, later);
            ranked(&criteria, &evidence)
        })
        .collect();
    let mut turned = 0;
    for code in ["a", "b", "c", "d"].map(par_index::AgencyCode::from) {
        let of = |value: &dyn Fn(&par_index::standings::Standing) -> Exact| {
            let values: Vec<Exact> =
                tables.iter().map(|table| value(table.of(&code).unwrap())).collect();
            over_all_orders(&values)
        };
        let one = movement.of(&code).unwrap();
        let points = of(&|standing| standing.points.exact().clone());
        assert_eq!(one.points.aspects.as_ref().unwrap()[..], points, "{code}");
        let percent = of(&|standing| standing.percent.as_ref().unwrap().exact().clone());
        let split = one.percent_points.as_ref().unwrap();
        assert_eq!(split.aspects.as_ref().unwrap()[..], percent, "{code}");
        let places = of(&|standing| -&Exact::whole(standing.rank.unwrap().0.into()));
        let split = one.places.as_ref().unwrap();
        assert_eq!(split.aspects.as_ref().unwrap()[..], places, "{code}");
        assert_eq!(causes(&one.points).keys().copied().collect::<Vec<_>>(), ["criteria"]);
        turned += aspects(split).len();
    }
    assert!(turned > 8, "{turned} aspects move places");
}

#[test]
fn an_aspect_that_did_not_change_gets_exactly_nought() {
    for aspect in Aspect::ALL {
        let now = mixed(2022, 1 << (aspect as usize));
        let mut found = 0;
        for one in moved(&mixed(2021, 0), &now).agencies {
            for split in splits(&one) {
                let others = aspects(split).into_keys().filter(|word| *word != aspect.word());
                assert_eq!(others.count(), 0, "{aspect:?}");
                found += usize::from(!split.aspect(aspect).unwrap().is_zero());
            }
        }
        assert!(found > 0, "{aspect:?}");
    }
}
