//! The interval before submission holds the final score, whatever the missing figures turn out to be.

use par_index::calendar::Day;
use par_index::quantity::Exact;
use par_index::{Criteria, Evidence, Language, Outlook, Plan};

use crate::road::Year;

const INDEX: &str = r#"
set: open
year: 2025
title: Open
source: none
origin: made_up
total: 12
rounding: { leaf: { digits: 2, mode: half_up }, area: { digits: 1, mode: half_up } }
groups: { all: { title: All } }
areas:
  - code: "1"
    title: One
    source: none
    max: 12
    items:
      - { code: "1.1", title: Known, max: 3, fields: { done: yes_no }, rule: { yes_no: done } }
      - { code: "1.2", title: State, max: 2, fields: { plan: { kind: grade, options: [on_time, late, none] } }, rule: { states: { of: plan, points: { on_time: 2, late: 1, none: 0 } } } }
      - { code: "1.3", title: Report, max: 2, fields: { sent: date }, rule: { lateness: { of: sent, due: 06-15, per_day: 0.1 } } }
      - { code: "1.4", title: Share, max: 3, better: higher, fields: { done: count, planned: count }, rule: { proportional: { of: { share: { of: done, in: planned, if_none: not_applicable, over: cap } } } } }
      - { code: "1.5", title: Survey, method: external, max: 2, fields: { mark: { kind: percent, most: 100 } }, rule: { proportional: { of: mark } } }
      - { code: "1.6", title: Bonus, bonus: 1, fields: { prize: yes_no }, rule: { yes_no: prize } }
      - { code: "1.7", title: Violations, deduction: 2, fields: { count: count }, rule: { each: { of: count, points: 0.75 } } }
"#;
/// Of each figure that is missing, what it may turn out to be; nothing, if it never comes.
const MISSING: [(&str, &[&str]); 7] = [
    ("1.2.plan", &["", "on_time", "late", "none"]),
    ("1.3.sent", &["", "2025-06-25", "2025-06-28", "2025-08-01"]),
    ("1.4.done", &["", "0", "2", "3"]),
    ("1.4.planned", &["", "0", "3", "7"]),
    ("1.5.mark", &["", "0", "66.6", "100"]),
    ("1.6.prize", &["", "yes", "no"]),
    ("1.7.count", &["", "0", "1", "9"]),
];

fn year() -> Year {
    let criteria =
        Criteria::from_texts(&[("index.yaml", INDEX)]).unwrap_or_else(|error| panic!("{error}"));
    let register = "agencies:\n  - { code: a, name: A, group: all }\n".as_bytes();
    let given = "agency,year,item,field,value\na,2025,1.1,done,yes\n".as_bytes();
    let files = [("agencies.yaml", register), ("e.csv", given)];
    let evidence =
        Evidence::from_files(&files, &criteria).unwrap_or_else(|error| panic!("{error}"));
    Year::ranked(criteria, evidence)
}

fn outlook(year: &Year) -> Outlook {
    let plan = Plan::compile(&year.criteria);
    let on = Day::parse("2025-06-25");
    Outlook::of(&year.criteria, &plan, &year.evidence, &"a".into(), on).unwrap()
}

#[test]
fn the_interval_holds_the_final_score_of_every_completion() {
    let year = year();
    let outlook = outlook(&year);
    let plan = Plan::compile(&year.criteria);
    let all: usize = MISSING.iter().map(|(_, values)| values.len()).product();
    let (mut least, mut most) = (None, None);
    for mut nth in 0..all {
        let mut figures = Vec::new();
        for (name, values) in MISSING {
            figures.push((name, values[nth % values.len()]));
            nth /= values.len();
        }
        figures.retain(|(_, value)| !value.is_empty());
        let evidence = year
            .evidence
            .with_figures(&year.criteria, &"a".into(), &figures)
            .unwrap();
        let scores = par_index::Scores::award(&plan, &evidence);
        let ids = ["1"].map(|id| scores.of(&"a".into(), id).unwrap().points);
        let points = ids[0].exact().clone();
        assert!(
            points >= *outlook.least.exact() && points <= *outlook.most.exact(),
            "{figures:?}"
        );
        least = Some(least.map_or(points.clone(), |known: Exact| known.min(points.clone())));
        most = Some(most.map_or(points.clone(), |known: Exact| known.max(points)));
    }
    // and no narrower one does
    assert_eq!(
        (least.as_ref(), most.as_ref()),
        (Some(outlook.least.exact()), Some(outlook.most.exact()))
    );
}

#[test]
fn confirmed_pending_possible_and_lost_add_up_and_the_next_day_comes_first() {
    let year = year();
    let outlook = outlook(&year);
    let parts = [
        &outlook.least,
        &outlook.pending,
        &outlook.possible,
        &outlook.lost,
    ];
    let sum: Exact = parts.into_iter().map(|points| points.exact()).sum();
    assert_eq!(sum, *outlook.max.exact());
    assert_eq!(outlook.pending.to_string(), "2");
    assert_eq!(outlook.items[0].code, "1.3");
    insta::assert_snapshot!(year.report(None, Language::English).outlook_text(&outlook));
}
