//! A crosswalk maps every item once, claims no point that does not mean the same, and survives being written down.

use par_index::crosswalk::{Link, Relation};
use par_index::quantity::{Exact, Points};
use par_index::{Criteria, Crosswalk, Language};

use crate::bundled::{criteria, path, text};

const PAIRS: [(&str, &str, &str); 2] = [("dak-lak", "2017", "2018"), ("lam-giang", "2022", "2023")];

fn drafts() -> impl Iterator<Item = (Criteria, Criteria, Crosswalk)> {
    PAIRS.into_iter().map(|(place, earlier, later)| {
        let (earlier, later) = (criteria(place, earlier), criteria(place, later));
        let crosswalk = Crosswalk::draft(&earlier, &later);
        (earlier, later, crosswalk)
    })
}

/// A set of one area whose items are given.
fn set(year: u16, total: &str, items: &str) -> Criteria {
    let index = format!(
        "set: vi-du\nyear: {year}\ntitle: Ví dụ\nsource: Quyết định 1\ntotal: {total}\ngroups:\n  departments: {{ title: Sở }}\nareas:\n  - code: \"1\"\n    title: Kế hoạch\n    source: Mục 1\n    max: {total}\n    items:\n{items}"
    );
    Criteria::from_texts(&[("index.yaml", &index)]).unwrap_or_else(|error| panic!("{error}"))
}

fn item(code: &str, max: &str, rule: &str) -> String {
    format!(
        "      - {{ code: \"{code}\", title: Mục {code}, max: {max}, fields: {{ done: percent }}, rule: {rule} }}\n"
    )
}

fn only_link(earlier: &str, earlier_max: &str, later: &str, later_max: &str) -> Link {
    let before = set(2017, earlier_max, &item("1.1", earlier_max, earlier));
    let now = set(2018, later_max, &item("1.1", later_max, later));
    Crosswalk::draft(&before, &now).links.pop().unwrap()
}

#[test]
fn every_item_of_both_years_is_mapped_once() {
    for (earlier, later, crosswalk) in drafts() {
        let evidence = |set: &Criteria| set.total.clone();
        let sum = |of: fn(&Link) -> &Points| -> Exact {
            crosswalk.links.iter().map(|link| of(link).exact()).sum()
        };
        assert_eq!(sum(|link| &link.earlier_max), *evidence(&earlier).exact());
        assert_eq!(sum(|link| &link.later_max), *evidence(&later).exact());
        for items in [|link: &Link| link.earlier.clone(), |link: &Link| link.later.clone()] {
            let mut mapped: Vec<_> = crosswalk.links.iter().flat_map(items).collect();
            let count = mapped.len();
            mapped.sort();
            mapped.dedup();
            assert_eq!(mapped.len(), count);
        }
    }
}

#[test]
fn a_draft_written_down_is_proved_and_says_the_same() {
    for (earlier, later, crosswalk) in drafts() {
        let yaml = crosswalk.to_yaml(&earlier, &later, Language::Vietnamese);
        let read = Crosswalk::parse("crosswalk.yaml", yaml.as_bytes(), &earlier, &later)
            .unwrap_or_else(|faults| panic!("{faults}"));
        assert!(read.confirmed && !crosswalk.confirmed);
        assert_eq!(read.links, crosswalk.links);
        assert_eq!(read.comparable(), crosswalk.comparable());
    }
}

#[test]
fn a_set_is_the_same_as_itself_down_to_the_last_point() {
    for (earlier, _, _) in drafts() {
        let crosswalk = Crosswalk::draft(&earlier, &earlier);
        assert!(crosswalk.links.iter().all(|link| link.relation == Relation::Same));
        assert_eq!(crosswalk.comparable(), earlier.total);
    }
}

#[test]
fn a_chain_claims_no_more_than_its_weakest_step() {
    for (earlier, later, there) in drafts() {
        let back = Crosswalk::draft(&later, &earlier);
        let around = there.then(&back);
        assert!(around.comparable() <= there.comparable());
        assert!(around.comparable() <= back.comparable());
        for link in &around.links {
            let of = |step: &Crosswalk, ids: &dyn Fn(&Link) -> bool| -> Exact {
                step.links.iter().filter(|link| ids(link)).map(|link| link.comparable.exact()).sum()
            };
            let first = of(&there, &|step| step.earlier.iter().any(|id| link.earlier.contains(id)));
            let second = of(&back, &|step| step.later.iter().any(|id| link.later.contains(id)));
            assert!(*link.comparable.exact() <= first && *link.comparable.exact() <= second);
        }
        let standing_still = there.then(&Crosswalk::draft(&later, &later));
        assert_eq!(standing_still.links, there.links);
    }
}

#[test]
fn another_wording_that_awards_the_same_is_the_same_rule() {
    let reach = "{ reach: { of: done, at_least: 95 } }";
    let bands =
        "{ bands: { of: done, award: [{ from: 95, points: 1 }, { below: 95, points: 0 }] } }";
    let link = only_link(reach, "1", bands, "1");
    assert_eq!((link.relation, link.comparable.to_string()), (Relation::Same, "1".to_owned()));
}

#[test]
fn points_in_proportion_to_the_maximum_are_the_same_rule_under_another_weight() {
    let bands = |points| {
        format!(
            "{{ bands: {{ of: done, award: [{{ from: 95, points: {points} }}, {{ below: 95, points: 0 }}] }} }}"
        )
    };
    let link = only_link(&bands(1), "1", &bands(2), "2");
    assert_eq!(
        (link.relation, link.comparable.to_string()),
        (Relation::ReWeighted, "1".to_owned())
    );
}

#[test]
fn a_threshold_a_hundredth_higher_is_another_rule_and_nothing_of_it_compares() {
    let reach = |at| format!("{{ reach: {{ of: done, at_least: {at} }} }}");
    let link = only_link(&reach("95"), "1", &reach("95.01"), "1");
    assert_eq!(
        (link.relation, link.comparable.to_string()),
        (Relation::RuleChanged, "0".to_owned())
    );
}

#[test]
fn the_witness_of_a_changed_rule_is_a_record_that_both_rules_award_differently() {
    let reach = |at| format!("{{ reach: {{ of: done, at_least: {at} }} }}");
    let before = set(2017, "1", &item("1.1", "1", &reach("95")));
    let now = set(2018, "1", &item("1.1", "1", &reach("95.01")));
    let link = Crosswalk::draft(&before, &now).links.pop().unwrap();
    let witness = link.witness(&before, &now).unwrap();
    let done = witness.figures[0].1.clone().unwrap();
    assert_eq!(done.to_string(), "95");
    let points = |points: Option<Points>| points.unwrap().to_string();
    assert_eq!((points(witness.earlier), points(witness.later)), ("1".into(), "0".into()));
    assert_eq!(link.witness(&before, &before), None);
}

#[test]
fn the_manuals_crosswalk_is_proved_and_compares_what_it_says() {
    let manual = text(&path("criteria/README.md"));
    let (_, example) = manual.split_once("```yaml crosswalk\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let reach = |at| format!("{{ reach: {{ of: done, at_least: {at} }} }}");
    let of = |code: &str, max: &str| item(code, max, &reach("95"));
    let before = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"];
    let before: String =
        before.map(|code| of(code, if code == "1.6" { "2" } else { "1" })).concat();
    let now = [
        of("1.1", "1"),
        of("1.2", "1").replace("Mục 1.2", "Mục khác"),
        of("1.9", "1").replace("Mục 1.9", "Mục 1.3"),
        of("1.4", "2"),
        item("1.5", "1", &reach("90")),
        of("1.6", "1"),
        of("1.7", "1"),
        of("1.8", "3"),
        of("1.10", "1"),
    ];
    let (before, now) = (set(2017, "10", &before), set(2018, "12", &now.concat()));
    let crosswalk = Crosswalk::parse("crosswalk-2017.yaml", example.as_bytes(), &before, &now)
        .unwrap_or_else(|faults| panic!("{faults}"));
    // 1.1, 1.2, 1.3; 1 of 2 of 1.4; nothing of 1.5; 2 of the split; 2 of 3 of the merged
    assert_eq!(crosswalk.comparable().to_string(), "8");
}

#[test]
fn parts_that_an_item_was_split_into_share_its_points() {
    let reach = "{ reach: { of: done, at_least: 95 } }";
    let before = set(2017, "3", &item("1.1", "3", reach));
    let was = |code: &str, max: &str| {
        item(code, max, reach).replace("fields:", "was: { 2017: \"1.1\" }, fields:")
    };
    let now = set(2018, "3", &(was("1.1", "2") + &was("1.2", "1")));
    let crosswalk = Crosswalk::draft(&before, &now);
    assert_eq!(crosswalk.links.len(), 1);
    assert_eq!(crosswalk.links[0].relation, Relation::Split);
    assert_eq!(crosswalk.comparable().to_string(), "3");
    assert_eq!(crosswalk.became("1.1").len(), 2);
}
