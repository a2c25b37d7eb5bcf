//! Rules as integers say what `judge` says, to the last digit: generated rules over generated columns.

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fmt::Write;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::super::counted::Counting;
    use super::super::scored::Scored;
    use super::super::{Status, Tally, award, counts};
    use crate::agencies::Assessed;
    use crate::criteria::Criteria;
    use crate::evidence::{Evidence, Figures};
    use crate::language::Text;
    use crate::plan::Plan;

    /// A field: its kind in YAML, digits, and what its counts can be.
    fn field(kind: &'static str) -> (&'static str, u8, Vec<i64>) {
        match kind {
            "yes_no" => ("yes_no", 0, vec![0, 1]),
            "count" => {
                ("count", 0, vec![0, 1, 2, 3, 7, 9, 10, 40, 100, 399, 70_000, 3_000_000_000])
            }
            "small" => ("count", 0, vec![0, 1, 2, 3, 4, 5, 9, 10]),
            "amount" => {
                ("amount", 2, vec![-250, -1, 0, 1, 33, 50, 99, 100, 250, 999, 123_456_789_012])
            }
            "percent" => ("percent", 1, vec![0, 1, 499, 500, 799, 800, 900, 999, 1_000, 1_200]),
            "grade" => ("{ kind: grade, options: [a, b, c] }", 0, vec![0, 1, 2]),
            "date" => ("date", 0, vec![0, 17_696, 17_697, 17_698, 17_702, 17_797, 25_000]),
            _ => ("points", 2, vec![0, 1, 24, 25, 50]),
        }
    }

    const VALUES: [&str; 9] = [
        "x",
        "{ share: { of: x, in: y, if_none: not_applicable, over: cap } }",
        "{ share: { of: x, in: y, if_none: zero, over: keep } }",
        "{ share: { of: x, in: y, if_none: full, over: keep } }",
        "{ ratio: { of: x, in: { sum: [y, 3] }, if_none: full } }",
        "{ sum: [x, y] }",
        "{ difference: [x, { sum: [y, 2.5] }] }",
        "{ mean: [x, y] }",
        "{ share: { of: { sum: [x, y] }, in: { sum: [x, z] }, if_none: not_applicable, over: cap } }",
    ];

    /// A rule over x, y and z, and the kinds of the three.
    fn rule() -> impl Strategy<Value = (String, [&'static str; 3])> {
        let numbers = prop::sample::select(vec!["count", "small", "amount", "percent"]);
        let value = prop::sample::select(VALUES.to_vec());
        let points = prop::sample::select(vec!["0.25", "0.5", "1", "0.333", "2.5", "0.07"]);
        let ends = prop::sample::select(vec![
            ("0", "1"),
            ("50", "80"),
            ("79.95", "99.5"),
            ("-1", "2.5"),
            ("100", "3000000"),
        ]);
        (0..14_usize, numbers, value, points, ends).prop_map(|(which, number, value, p, (low, high))| {
        let three = |kind| [kind; 3];
        match which {
            0 => (format!("{{ yes_no: {{ of: x, no: {p} }} }}"), three("yes_no")),
            1 => (
                format!(
                    "{{ bands: {{ of: {value}, award: [{{ from: {high}, points: 2.5 }}, {{ above: {low}, below: {high}, \
                     points: {p} }}, {{ to: {low}, points: 0 }}] }} }}"
                ),
                three(number),
            ),
            2 => (
                format!("{{ proportional: {{ of: {value}, full_from: 3{high}, nothing_below: {low} }} }}")
                    .replace("3-", "3").replace("nothing_below: -1", "nothing_below: 1"),
                three(number),
            ),
            3 => (format!("{{ proportional: {{ of: {value} }} }}"), three(number)),
            4 => (
                format!(
                    "{{ lateness: {{ of: x, due: 06-15, award: [{{ to: 0, points: 2 }}, {{ above: 0, to: 5, points: {p} }}, \
                     {{ above: 5, points: 0 }}] }} }}"
                ),
                three("date"),
            ),
            5 => (format!("{{ lateness: {{ of: x, due: y, per_day: {p}, floor: 0.1 }} }}"), three("date")),
            6 => (format!("{{ checklist: {{ x: {p}, y: 0.5, z: 1.005 }} }}"), three("yes_no")),
            7 => (format!("{{ each: {{ of: {value}, points: {p} }} }}"), three(number)),
            8 => (format!("{{ deduct: {{ each: {{ x: {p}, y: 0.5 }}, floor: 0.1 }} }}"), three("small")),
            9 => (
                "{ survey: { x: { weight: 2, mean: { from: 1, to: 5 } }, y: { weight: 0.5, mean: { from: 1, to: 5 } }, \
                 z: { weight: 3, mean: { from: 5, to: 1 } } } }"
                    .to_owned(),
                three("amount"),
            ),
            10 => (format!("{{ reach: {{ of: {value}, more_than: {{ sum: [z, {low}] }} }} }}"), three(number)),
            11 => (format!("{{ none: {value} }}"), three(number)),
            12 => ("{ grades: { of: x, percent: { a: 100, b: 33, c: 0 } } }".to_owned(), three("grade")),
            _ => ("{ judged: x }".to_owned(), three("points")),
        }
    })
    }

    /// How a set treats its figures: rounding, the maximum, policies.
    fn setting() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "",
            "leaf: { digits: 2, mode: half_up }",
            "leaf: { digits: 1, mode: half_even }",
            "leaf: { digits: 0, mode: up }",
            "leaf: { digits: 3, mode: truncate }",
        ]);
        let area = prop::sample::select(vec!["", ", area: { digits: 1, mode: half_even }"]);
        let absent = prop::sample::select(vec![
            "exclude",
            "full_points",
            "redistribute",
            "{ rescale_to: 5 }",
        ]);
        let missing = prop::sample::select(vec!["zero", "not_applicable"]);
        (leaf, area, absent, missing).prop_map(|(leaf, area, absent, missing)| {
            let stages = if leaf.is_empty() {
                area.trim_start_matches(", ").to_owned()
            } else {
                format!("{leaf}{area}")
            };
            format!("rounding: {{ {stages} }}\nnot_applicable: {absent}\nmissing: {missing}\n")
        })
    }

    /// A block that says it lets through far more than its item can give.
    const BONUS: &str = r#"  - code: "2"
    title: b
    bonus: 400
    accepts: [{ finding: children-sum, reason: r }]
    items: [{ code: "2.1", title: i, bonus: 0.5, source: s, fields: { x: yes_no }, rule: { yes_no: x } }]
"#;

    /// The set, with these findings of its area accepted.
    fn yaml(
        setting: &str,
        rules: &[(String, [&'static str; 3])],
        max: &str,
        accepts: &str,
    ) -> String {
        let hundredths = |n: usize| format!("{}.{:03}", n / 1000, n % 1000);
        let thousandths = max.parse::<f64>().unwrap() * 1000.0;
        let all = hundredths(rules.len() * thousandths as usize);
        let setting = setting.replace("rescale_to: 5", &format!("rescale_to: {all}"));
        let mut text = format!(
            "set: s\nyear: 2018\ntitle: t\nsource: s\norigin: made_up\ntotal: {all}\n{setting}\
         groups: {{ g: {{ title: g }} }}\nareas:\n  - code: \"1\"\n    title: a\n    max: {all}\n    \
         accepts: [{accepts}]\n    items:\n",
        );
        for (k, (rule, kinds)) in rules.iter().enumerate() {
            let fields =
                ["x", "y", "z"].into_iter().zip(kinds).filter(|(name, _)| reads(rule, name));
            let fields = fields.map(|(name, kind)| format!("{name}: {}", field(kind).0));
            let fields = fields.collect::<Vec<_>>().join(", ");
            let code = format!("code: \"1.{}\", title: i, max: {max}, source: s", k + 1);
            writeln!(text, "      - {{ {code}, fields: {{ {fields} }}, rule: {rule} }}").unwrap();
        }
        text + BONUS
    }

    fn reads(rule: &str, name: &str) -> bool {
        rule.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .any(|word| word == name)
    }

    fn agency(k: usize) -> Assessed {
        Assessed {
            code: format!("a{k}").as_str().into(),
            name: Text::same("a"),
            group: "g".into(),
            unranked: None,
            submitted: false,
            self_scored: false,
        }
    }

    fn told(
        plan: &Plan,
        evidence: &Evidence,
        counting: Option<&Counting<'_>>,
        rows: std::ops::Range<usize>,
        room: &Cell<Scored>,
    ) -> Vec<(Vec<Tally>, Vec<Option<Status>>)> {
        let columns = award::with_means(plan, evidence);
        let block = award::block(plan, evidence, &columns, counting, rows.clone(), room.take());
        let maxima: Vec<_> = plan.items.iter().map(counts).collect();
        let tally = |row, node| block.tally(plan.counted.as_ref(), &maxima, row, node);
        let told = (0..rows.len())
            .map(|row| {
                let tallies = (0..plan.nodes.len()).map(|node| tally(row, node)).collect();
                (tallies, (0..plan.items.len()).map(|item| block.status(row, item)).collect())
            })
            .collect();
        room.set(block);
        told
    }

    /// The set, with every finding of it accepted that can be.
    fn criteria(
        setting: &str,
        rules: &[(String, [&'static str; 3])],
        max: &str,
    ) -> Option<Criteria> {
        let read = |accepts: &str| {
            Criteria::from_texts(&[("index.yaml", &yaml(setting, rules, max, accepts))])
        };
        let Err(faults) = read("") else { return read("").ok() };
        let faults = faults.to_string();
        let findings = [
            "max-unreachable",
            "max-exceeded",
            "bands-gap",
            "bands-overlap",
            "band-unreachable",
            "over-fulfilment",
            "zero-denominator",
            "not-monotone",
        ];
        let found = findings.into_iter().filter(|name| faults.contains(&format!("[{name}]")));
        let accepts = found.map(|name| format!("{{ finding: {name}, reason: r }}"));
        read(&accepts.collect::<Vec<_>>().join(", ")).ok()
    }

    /// Whether the two agree on evidence for a set, and how many rules were lowered; nothing where it is refused.
    fn agree(
        criteria: &Criteria,
        rules: &[(String, [&'static str; 3])],
        picks: &[u64],
        width: usize,
        rows: usize,
        room: &Cell<Scored>,
    ) -> Option<(bool, usize)> {
        let mut picks = picks.iter().cycle();
        let mut figures = Vec::new();
        let mut names = Vec::new();
        let bonus = ("x".to_owned(), ["yes_no"; 3]);
        let items = (1..).map(|k| format!("1.{k}")).zip(rules);
        for (item, (rule, kinds)) in items.chain([("2.1".to_owned(), &bonus)]) {
            let fields = ["x", "y", "z"].into_iter().zip(kinds);
            for (name, kind) in fields.filter(|(name, _)| reads(rule, name)) {
                let (_, digits, choice) = field(kind);
                let count = width.min(choice.len());
                let pick = || picks.next().map(|pick| usize::try_from(pick % 64).unwrap());
                let counts = std::iter::repeat_with(pick).take(rows).flatten();
                let counts =
                    counts.map(|pick| (pick % 7 > 0).then(|| choice[pick % count])).collect();
                names.push(format!("{item}.{name}"));
                figures.push((digits, counts));
            }
        }
        let figures: Vec<Figures<'_>> = names
            .iter()
            .zip(figures)
            .map(|(name, (digits, counts))| Figures { name, digits, counts })
            .collect();
        let evidence =
            Evidence::from_columns(criteria, (0..rows).map(agency).collect(), &figures).ok()?;
        let plan = Plan::compile(criteria);
        let columns = award::with_means(&plan, &evidence);
        let counting = Counting::of(&plan, &evidence, &columns);
        let exact = told(&plan, &evidence, None, 0..rows, &Cell::default());
        let agree = told(&plan, &evidence, counting.as_ref(), 0..rows, room) == exact;
        Some((agree, counting.map_or(0, |counting| counting.lowered_count())))
    }

    #[test]
    fn integers_award_what_the_rule_says_of_each_agency() {
        let cases = cases();
        let config =
            ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
        let drawn = (
            setting(),
            prop::collection::vec(rule(), 1..4),
            prop::sample::select(vec!["2.5", "1", "0.125", "2"]),
            prop::collection::vec(any::<u64>(), 70 * 9),
            1..12_usize,
            prop::sample::select(vec![9_usize, 70]),
        );
        let (accepted, lowered) = (Cell::new(0), Cell::new(0));
        // each set in the room of the one before it, of whatever width and length
        let room = Cell::default();
        let outcome =
            TestRunner::new(config).run(&drawn, |(setting, rules, max, picks, width, rows)| {
                let criteria = criteria(&setting, &rules, max);
                let told = criteria.and_then(|set| agree(&set, &rules, &picks, width, rows, &room));
                if let Some((agree, count)) = told {
                    accepted.set(accepted.get() + 1);
                    lowered.set(lowered.get() + count);
                    prop_assert!(agree);
                }
                Ok(())
            });
        outcome.unwrap();
        // lest it hold of nothing
        let (accepted, lowered) = (accepted.get(), lowered.get());
        assert!(accepted > cases / 3, "{accepted} of {cases} sets were accepted");
        assert!(lowered > accepted as usize / 2, "{lowered} rules of {accepted} sets were lowered");
    }

    fn cases() -> u32 {
        std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
    }
}
