//! The interval before submission holds the final score, whatever the missing figures turn out to be.

use par_index::advice::Outlook;
use par_index::calendar::Day;
use par_index::quantity::Exact;
use par_index::standings::TierReached;
use par_index::{Criteria, Evidence, Language, Plan, Standings};

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
    year_of(INDEX)
}

fn year_of(index: &str) -> Year {
    let criteria =
        Criteria::from_texts(&[("index.yaml", index)]).unwrap_or_else(|error| panic!("{error}"));
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
        let evidence = year.evidence.with_figures(&year.criteria, &"a".into(), &figures).unwrap();
        let scores = par_index::Scores::award(&plan, &evidence);
        let ids = ["1"].map(|id| scores.of(&"a".into(), id).unwrap().points);
        let points = ids[0].exact().clone();
        assert!(points >= *outlook.least.exact() && points <= *outlook.most.exact(), "{figures:?}");
        least = Some(least.map_or(points.clone(), |known: Exact| known.min(points.clone())));
        most = Some(most.map_or(points.clone(), |known: Exact| known.max(points)));
    }
    // and no narrower one does
    assert_eq!(
        (least.as_ref(), most.as_ref()),
        (Some(outlook.least.exact()), Some(outlook.most.exact()))
    );
}

/// The same set with tiers that hang on all that tiers can hang on, and another policy for what does not apply.
fn with_tiers(policy: &str) -> String {
    let tiers = "groups:\n  all:\n    title: All\n    tiers:\n      - { tier: excellent, from: 90, needs: [no_item_at_zero, { area: { code: \"1\", from: 95 } }] }\n      - { tier: good, from: 60, needs: [{ fact: clean }] }\n      - { tier: fair, from: 40 }\n      - { tier: weak, below: 40 }\n    caps: [{ if: { fact: reprimand }, at_most: fair, reason: Rules }]\n    quota: { tier: excellent, share_of: good, at_most: 100 }\n";
    let facts = "fields: { clean: yes_no, reprimand: yes_no }\n";
    let index =
        INDEX.replace("groups: { all: { title: All } }\n", &format!("{facts}{policy}{tiers}"));
    assert!(index.contains("quota"));
    index
}

/// Fewer ways for each figure than above, and the figures about the agency as a whole.
const FEWER: [(&str, &[&str]); 9] = [
    ("1.2.plan", &["", "on_time", "none"]),
    ("1.3.sent", &["", "2025-06-25"]),
    ("1.4.done", &["", "0", "3"]),
    ("1.4.planned", &["", "0", "3"]),
    ("1.5.mark", &["0", "100"]),
    ("1.6.prize", &["", "yes"]),
    ("1.7.count", &["", "9"]),
    ("clean", &["", "yes"]),
    ("reprimand", &["no", "yes"]),
];

/// Looks at every completion under a policy: percent and tier lie in what was foretold, and how wide that is.
fn foretold(policy: &str) -> (String, String) {
    let year = year_of(&with_tiers(policy));
    let outlook = outlook(&year);
    let (low, high) = outlook.percent.clone().unwrap();
    let span = outlook.tiers.clone().unwrap();
    let names = ["excellent", "good", "fair", "weak"];
    let place = |tier: Option<&TierReached>| {
        tier.map_or(4, |tier| names.iter().position(|name| *name == tier.name).unwrap())
    };
    let (certain, possible) = (place(span.certain.as_ref()), place(span.possible.as_ref()));
    let (mut worst, mut best) = (0, 4);
    let (mut lowest, mut highest) = (high.clone(), low.clone());
    for mut nth in 0..FEWER.iter().map(|(_, values)| values.len()).product() {
        let mut figures = Vec::new();
        for (name, values) in FEWER {
            figures.push((name, values[nth % values.len()]));
            nth /= values.len();
        }
        figures.retain(|(_, value)| !value.is_empty());
        let evidence = year.evidence.with_figures(&year.criteria, &"a".into(), &figures).unwrap();
        let scores = par_index::Scores::award(&Plan::compile(&year.criteria), &evidence);
        let standings = Standings::rank(&year.criteria, &evidence, &scores);
        let standing = standings.of(&"a".into()).unwrap();
        let percent = standing.percent.clone().unwrap();
        assert!(low <= percent && percent <= high, "{policy}: {percent} {figures:?}");
        let points = standing.points.exact();
        assert!(outlook.least.exact() <= points && points <= outlook.most.exact(), "{policy}");
        (lowest, highest) = (lowest.min(percent.clone()), highest.max(percent));
        let tier = place(standing.tier.as_ref());
        assert!(possible <= tier && tier <= certain, "{policy}: {tier} {figures:?}");
        (worst, best) = (worst.max(tier), best.min(tier));
    }
    let percents = format!("percent {lowest} to {highest}, told {low} to {high}");
    (percents, format!("tier {worst} to {best}, told {certain} to {possible}"))
}

#[test]
fn percent_and_tier_of_every_completion_lie_in_what_was_foretold_under_every_policy() {
    let told: Vec<String> = [
        "",
        "not_applicable: redistribute\n",
        "not_applicable: full_points\n",
        "not_applicable: { rescale_to: 12 }\n",
        "missing: not_applicable\n",
    ]
    .into_iter()
    .map(|policy| {
        let (percents, tiers) = foretold(policy);
        format!("{policy:?}: {percents}, {tiers}")
    })
    .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn confirmed_pending_possible_and_lost_add_up_and_the_next_day_comes_first() {
    let year = year();
    let outlook = outlook(&year);
    let parts = [&outlook.least, &outlook.pending, &outlook.possible, &outlook.lost];
    let sum: Exact = parts.into_iter().map(|points| points.exact()).sum();
    assert_eq!(sum, *outlook.max.exact());
    assert_eq!(outlook.pending.to_string(), "2");
    assert_eq!(outlook.items[0].code, "1.3");
    insta::assert_snapshot!(year.report(None, Language::English).outlook_text(&outlook));
}
