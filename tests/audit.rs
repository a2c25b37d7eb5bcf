//! The audit of published tables: real figures judged as a person judged them, clean tables silent, planted errors found.

use std::path::{Path, PathBuf};

use par_index::Audit;
use par_index::audit::Finding;
use par_index::language::Language;
use par_index::report::{audit_json, audit_text};

fn file(name: &str) -> PathBuf {
    Path::new("tests/audit").join(name)
}

fn audited(name: &str) -> Audit {
    Audit::read(&[file(name)], None).unwrap()
}

fn of(text: &str) -> Audit {
    Audit::of(&[("table.csv", text.as_bytes())], None).unwrap()
}

fn named(finding: &Finding) -> Vec<(String, String, Option<String>)> {
    let wrong = finding.wrong.iter();
    wrong
        .map(|wrong| {
            (
                wrong.row.clone(),
                wrong.column.clone(),
                wrong.reconciled.clone(),
            )
        })
        .collect()
}

#[test]
fn the_letter_of_seed_001_has_one_wrong_figure_cut_percents_and_something_not_listed() {
    let audit = audited("letter_001.csv");
    let contradictions: Vec<_> = audit.contradictions().map(named).collect();
    let survey = "Đánh giá tác động CCHC (điều tra xã hội học)";
    let loss = (
        survey.into(),
        "Điểm mất so với chuẩn".into(),
        Some("6.43".into()),
    );
    assert_eq!(contradictions, [[loss]]);
    assert_eq!(audit.conventions.len(), 1);
    assert_eq!(audit.conventions[0].word(), "truncate");
    assert!(
        audit
            .findings
            .iter()
            .any(|finding| finding.name == "audit-unlisted")
    );
    insta::assert_snapshot!("letter_001_en", audit_text(&audit, Language::English));
    insta::assert_snapshot!("letter_001_vi", audit_text(&audit, Language::Vietnamese));
    insta::assert_snapshot!("letter_001_json", audit_json(&audit, Language::English));
}

/// A person's verdicts that a figure cannot follow from its expression, or that two statements contradict each other.
const WRONG: [&str; 5] = [
    "no",
    "conflict",
    "not_reproducible",
    "scope_mismatch",
    "clamped",
];

#[test]
fn of_263_real_figures_those_a_person_marked_are_reported_and_nothing_else() {
    let audit = audited("seeds.csv");
    let id = |finding: &Finding| finding.wrong[0].row.split(' ').next().unwrap().to_owned();
    let mut found: Vec<String> = audit.contradictions().map(id).collect();
    found.sort();
    let mut reader = csv::Reader::from_path(file("seeds.csv")).unwrap();
    let head = reader.headers().unwrap().clone();
    let verdict = head
        .iter()
        .position(|name| name == "arithmetically_right")
        .unwrap();
    let rows = reader.records().map(Result::unwrap);
    let marked: Vec<String> = rows
        .filter(|row| WRONG.contains(&&row[verdict]))
        .map(|row| row[0].to_owned())
        .collect();
    // precision 20/20, recall 20/20
    assert_eq!(marked.len(), 20);
    assert_eq!(found, marked);
    insta::assert_snapshot!("seeds_en", audit_text(&audit, Language::English));
}

#[test]
fn clean_real_tables_are_silent() {
    for name in [
        "hue_2021_communes_tiers.csv",
        "hue_2021_departments.csv",
        "khanhhoa_2021_groups.csv",
        "parindex_2020_provinces_top10.csv",
        "parindex_regions_2022_2023.csv",
        "pci_2021_provinces_top21.csv",
        "pci_top_2016_2022.csv",
        "form_II06a_2023.xlsx",
    ] {
        let audit = audited(name);
        assert!(audit.relations > 0, "{name}: nothing was looked at");
        assert!(
            audit.findings.is_empty(),
            "{name}:\n{}",
            audit_text(&audit, Language::English)
        );
    }
}

#[test]
fn a_spreadsheet_with_a_title_and_numbered_columns_is_read_and_its_one_wrong_cell_named() {
    let audit = audited("form_II06a_planted.xlsx");
    let found: Vec<_> = audit.contradictions().collect();
    assert_eq!(found.len(), 1, "{}", audit_text(&audit, Language::English));
    let wrong = &found[0].wrong[0];
    assert_eq!((wrong.place.line, wrong.place.column), (5, 5));
    assert_eq!(wrong.reconciled.as_deref(), Some("46"));
    insta::assert_snapshot!(
        "form_II06a_planted_vi",
        audit_text(&audit, Language::Vietnamese)
    );
}

#[test]
fn a_mapping_says_what_no_heading_tells() {
    let table = "x,a,b,c\nmột,5,10,50\nhai,3,10,30\nba,4,10,44\n";
    let map = "columns: { x: label, c: percent }\nrelations:\n  - { share: a, of: b, is: c }\n";
    let audit = Audit::of(&[("t.csv", table.as_bytes())], Some(("map.yaml", map))).unwrap();
    let found: Vec<_> = audit.contradictions().map(named).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0][0], ("ba".into(), "c".into(), Some("40".into())));
    let bounds = "tiers: { Tốt: 80, Khá: 70 }\n";
    let table = "Cơ quan,Chỉ số (%),Xếp loại\nA,81.5,Tốt\nB,80.10,Khá\nC,72.00,Khá\nD,71.00,Khá\n";
    let audit = Audit::of(&[("t.csv", table.as_bytes())], Some(("map.yaml", bounds))).unwrap();
    let found: Vec<_> = audit.contradictions().map(named).collect();
    assert_eq!(
        found,
        [[("B".into(), "Xếp loại".into(), Some("Tốt".into()))]]
    );
}

#[test]
fn two_tables_are_held_against_each_other() {
    let one = "Cơ quan,Điểm đạt\nSở Nội vụ,81.25\nSở Y tế,79.5\nSở Tư pháp,77.1\n";
    let other = "Cơ quan,Điểm đạt\nSở Nội vụ,81.25\nSở Y tế,97.5\nSở Tư pháp,77.1\n";
    let tables = |two: &'static str| [("1.csv", one.as_bytes()), ("2.csv", two.as_bytes())];
    assert!(!Audit::of(&tables(one), None).unwrap().is_contradicted());
    let audit = Audit::of(&tables(other), None).unwrap();
    assert_eq!(audit.contradictions().count(), 1);
    assert_eq!(
        audit.contradictions().next().unwrap().name,
        "audit-agreement"
    );
}

#[test]
fn ties_treated_two_ways_are_found_and_either_rule_alone_is_not() {
    let table = |ranks: [u32; 6]| {
        let scores = ["90.5", "88.1", "88.1", "85.0", "81.3", "81.3"];
        let rows = scores.iter().zip(ranks).enumerate();
        let rows = rows.map(|(k, (score, rank))| format!("Sở {k},{score},{rank}\n"));
        format!("Cơ quan,Điểm đạt,Xếp hạng\n{}", rows.collect::<String>())
    };
    for clean in [[1, 2, 2, 4, 5, 5], [1, 2, 2, 3, 4, 4], [1, 2, 3, 4, 5, 6]] {
        assert!(!of(&table(clean)).is_contradicted(), "{clean:?}");
    }
    assert!(of(&table([1, 2, 2, 4, 5, 6])).is_contradicted());
}

/// A small generator of even steps: same seed, same table.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

type Table = Vec<Vec<String>>;

fn hundredths(n: i64) -> String {
    format!(
        "{}{}.{:02}",
        if n < 0 { "-" } else { "" },
        n.abs() / 100,
        n.abs() % 100
    )
}

fn table(head: &str) -> Table {
    vec![head.split('|').map(str::to_owned).collect()]
}

/// Areas of one agency: maximum, points, percent, loss, points of the year before, change, a total row.
fn areas(dice: &mut Dice) -> Table {
    let cut = dice.below(2) == 0;
    let mut rows = table(
        "Lĩnh vực|Điểm tối đa|Điểm đạt 2023|Tỷ lệ (%)|Điểm mất|Điểm đạt 2022|Thay đổi so với 2022",
    );
    let mut line = |name: String, max: i64, now: i64, before: i64| {
        let ten_thousandths = now * 1_000_000 / max;
        let percent = if cut {
            ten_thousandths / 100
        } else {
            (ten_thousandths + 50) / 100
        };
        let mut row = vec![name];
        row.extend([max, now, percent, max - now, before, now - before].map(hundredths));
        rows.push(row);
    };
    let (mut most, mut all, mut last) = (0, 0, 0);
    for k in 0..8 {
        let max = 500 + 50 * i64::try_from(dice.below(30)).unwrap();
        let share = |dice: &mut Dice| {
            max * i64::try_from(50 + dice.below(49)).unwrap() / 100
                + i64::try_from(dice.below(4)).unwrap()
        };
        let (now, before) = (share(dice), share(dice));
        (most, all, last) = (most + max, all + now, last + before);
        line(format!("Lĩnh vực {k}"), max, now, before);
    }
    line("Tổng cộng".into(), most, all, last);
    rows
}

/// Files of several offices: columns add up across, rows down, and balances hold.
fn files(dice: &mut Dice) -> Table {
    let mut rows = table(
        "Đơn vị|Kỳ trước chuyển sang|Tiếp nhận mới|Tổng tiếp nhận|Trước hạn|Đúng hạn|Quá hạn|Tổng đã giải quyết|Đang giải quyết",
    );
    let mut sums = [0_u64; 8];
    for k in 0..6 {
        let (opening, new) = (10 + dice.below(90), 200 + dice.below(900));
        let (early, late) = (20 + dice.below(50), 5 + dice.below(9));
        let in_time = 100 + dice.below(80);
        let done = early + in_time + late;
        let row = [
            opening,
            new,
            opening + new,
            early,
            in_time,
            late,
            done,
            opening + new - done,
        ];
        for (sum, n) in sums.iter_mut().zip(row) {
            *sum += n;
        }
        rows.push(
            [
                vec![format!("Phòng {k}")],
                row.map(|n| n.to_string()).to_vec(),
            ]
            .concat(),
        );
    }
    rows.push([vec!["Tổng số".into()], sums.map(|n| n.to_string()).to_vec()].concat());
    rows
}

/// A league table: four blocks of points, their sum, the percent of a common maximum, the rank and the tier.
fn league(dice: &mut Dice) -> Table {
    let mut agencies: Vec<[i64; 5]> = Vec::new();
    for _ in 0..20 {
        let mut parts = [0; 5];
        for (part, most) in parts.iter_mut().zip([4000_u64, 2500, 2000, 1500]) {
            *part = i64::try_from(most * (60 + dice.below(38)) / 100 + dice.below(7)).unwrap();
        }
        parts[4] = parts.iter().sum();
        agencies.push(parts);
    }
    agencies.sort_by_key(|parts| -parts[4]);
    let mut rows = table(
        "Cơ quan|Thể chế|Thủ tục|Bộ máy|Điều tra|Tổng điểm|Điểm tối đa|Chỉ số (%)|Xếp hạng|Xếp loại",
    );
    for (k, parts) in agencies.iter().enumerate() {
        let rank = 1 + agencies.iter().filter(|other| other[4] > parts[4]).count();
        let tier = if parts[4] >= 8000 { "Tốt" } else { "Khá" };
        let mut row = vec![format!("Sở {k}")];
        row.extend(parts.map(hundredths));
        row.extend([
            "100".into(),
            hundredths(parts[4]),
            rank.to_string(),
            tier.into(),
        ]);
        rows.push(row);
    }
    rows
}

/// Counts per tier with their share of all.
fn tiers(dice: &mut Dice) -> Table {
    let counts = [3, 40, 20, 9, 2].map(|n| n + dice.below(30));
    let all: u64 = counts.iter().sum();
    let mut rows = table("Mức độ|Số lượng|Tỷ lệ (%)");
    for (name, count) in ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]
        .iter()
        .zip(counts)
    {
        let percent = i64::try_from((count * 100_000 / all + 5) / 10).unwrap();
        rows.push(vec![(*name).into(), count.to_string(), hundredths(percent)]);
    }
    rows.push(vec!["Tổng cộng".into(), all.to_string(), "100.00".into()]);
    rows
}

/// A list of figures beside their expressions.
fn figures(dice: &mut Dice) -> Table {
    let mut rows = table("id|metric|kind|expression|published|unit");
    for k in 0..12 {
        let (a, b, c) = (
            10 + dice.below(400),
            500 + dice.below(500),
            5 + dice.below(50),
        );
        let percent = i64::try_from((a * 100_000 / b + 5) / 10).unwrap();
        let (expression, published, unit) = match k % 3 {
            0 => (format!("{a}+{b}+{c}"), (a + b + c).to_string(), "hồ sơ"),
            1 => (format!("{a}/{b}"), hundredths(percent), "%"),
            _ => (format!("{b}-{a}"), (b - a).to_string(), "hồ sơ"),
        };
        rows.push(vec![
            format!("F{k}"),
            format!("chỉ tiêu {k}"),
            "rate".into(),
            expression,
            published,
            unit.into(),
        ]);
    }
    rows
}

fn written(rows: &Table) -> String {
    rows.iter().map(|row| row.join(",") + "\n").collect()
}

type Form = (&'static str, fn(&mut Dice) -> Table, &'static [usize]);

/// Each form and the columns in which an error is planted.
const FORMS: [Form; 5] = [
    ("areas", areas, &[1, 2, 3, 4, 5, 6]),
    ("files", files, &[1, 2, 3, 4, 5, 6, 7, 8]),
    ("league", league, &[1, 2, 3, 4, 5, 7, 8]),
    ("tiers", tiers, &[1, 2]),
    ("figures", figures, &[4]),
];

#[test]
fn clean_generated_tables_are_silent() {
    for (form, generate, _) in FORMS {
        for seed in 0..60 {
            let text = written(&generate(&mut Dice(seed)));
            let audit = of(&text);
            assert!(audit.relations > 0);
            assert!(
                !audit.is_contradicted(),
                "{form} {seed}:\n{text}\n{}",
                audit_text(&audit, Language::English)
            );
        }
    }
}

/// The figure with one digit changed, by more than rounding: not the last of its decimals.
fn planted(text: &str, dice: &mut Dice) -> String {
    let whole = text.split('.').next().unwrap();
    let at =
        usize::try_from(dice.below(u64::try_from(whole.trim_start_matches('-').len()).unwrap()))
            .unwrap();
    let at = at + whole.len() - whole.trim_start_matches('-').len();
    let digit = whole.as_bytes()[at] - b'0';
    let first = u8::from(at == 0 && whole.len() > 1);
    let other = (0..40)
        .map(|_| u8::try_from(dice.below(10)).unwrap())
        .find(|other| *other != digit && *other >= first)
        .unwrap();
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = b'0' + other;
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_error_planted_in_a_clean_table_is_found_in_its_cell() {
    for (form, generate, columns) in FORMS {
        let (mut found, mut right, mut all) = (0, 0, 0);
        let mut missed = Vec::new();
        for seed in 0..100 {
            let mut dice = Dice(seed);
            let mut rows = generate(&mut dice);
            let row =
                usize::try_from(1 + dice.below(u64::try_from(rows.len() - 1).unwrap())).unwrap();
            let column = columns
                [usize::try_from(dice.below(u64::try_from(columns.len()).unwrap())).unwrap()];
            let before = rows[row][column].clone();
            rows[row][column] = planted(&before, &mut dice);
            let audit = of(&written(&rows));
            all += 1;
            found += usize::from(audit.is_contradicted());
            let place = |wrong: &par_index::audit::Wrong| {
                usize::try_from(wrong.place.line).unwrap() == row + 1
                    && (wrong.column == rows[0][column] || form == "figures")
            };
            if audit
                .contradictions()
                .any(|finding| finding.wrong.iter().any(place))
            {
                right += 1;
            } else {
                missed.push(format!(
                    "seed {seed} line {} column {}: {before} -> {}\n{}",
                    row + 1,
                    rows[0][column],
                    rows[row][column],
                    audit_text(&audit, Language::English)
                ));
            }
        }
        println!("{form}: found {found} of {all}, in the right cell {right}");
        assert!(
            found * 100 >= all * 99,
            "{form}: found {found} of {all}\n{}",
            missed.join("\n")
        );
        assert!(
            right * 100 >= all * 99,
            "{form}: right cell {right} of {all}\n{}",
            missed.join("\n")
        );
    }
}
