//! Generated tables of each form: clean they are silent, and an error planted in one cell is found there.

use par_index::Audit;
use par_index::audit::Wrong;
use par_index::language::Language;
use par_index::report::audit_text;

fn of(text: &str) -> Audit {
    Audit::of(&[("table.csv", text.as_bytes())], None).unwrap()
}

/// A small generator of even steps: same seed, same table.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

type Table = Vec<Vec<String>>;

fn hundredths(n: i64) -> String {
    format!("{}{}.{:02}", if n < 0 { "-" } else { "" }, n.abs() / 100, n.abs() % 100)
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
        let percent = if cut { ten_thousandths / 100 } else { (ten_thousandths + 50) / 100 };
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
        let (opening, new) = (10 + dice.below(90), 400 + dice.below(900));
        let (early, late) = (20 + dice.below(50), 5 + dice.below(9));
        let in_time = 100 + dice.below(80);
        let done = early + in_time + late;
        let row = [opening, new, opening + new, early, in_time, late, done, opening + new - done];
        for (sum, n) in sums.iter_mut().zip(row) {
            *sum += n;
        }
        rows.push([vec![format!("Phòng {k}")], row.map(|n| n.to_string()).to_vec()].concat());
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
        row.extend(["100".into(), hundredths(parts[4]), rank.to_string(), tier.into()]);
        rows.push(row);
    }
    rows
}

/// Counts per tier with their share of all.
fn tiers(dice: &mut Dice) -> Table {
    let counts = [3, 40, 20, 9, 2].map(|n| n + dice.below(30));
    let all: u64 = counts.iter().sum();
    let mut rows = table("Mức độ|Số lượng|Tỷ lệ (%)");
    for (name, count) in ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"].iter().zip(counts)
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
        let (a, b, c) = (10 + dice.below(400), 500 + dice.below(500), 5 + dice.below(50));
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
    if let Some(word) = ["Tốt", "Khá"].iter().find(|word| **word == text) {
        return if *word == "Tốt" { "Khá" } else { "Tốt" }.to_owned();
    }
    let most = text.len() - usize::from(text.contains('.'));
    let digits: Vec<usize> = (0..most).filter(|at| text.as_bytes()[*at].is_ascii_digit()).collect();
    let at = digits[usize::try_from(dice.below(u64::try_from(digits.len()).unwrap())).unwrap()];
    let digit = text.as_bytes()[at] - b'0';
    let first = u8::from(at == 0 && most > 1);
    let mut others = std::iter::repeat_with(|| u8::try_from(dice.below(10)).unwrap());
    let other = others.find(|other| *other != digit && *other >= first).unwrap();
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = b'0' + other;
    String::from_utf8(bytes).unwrap()
}

/// Named first: 100, 100, 71, 100 and 100 of 100 errors in the five forms; named at all: every one.
/// Forms in which every figure is borne out by two relations; in the others some are told apart by nothing printed,
/// and all that would do are named.
const TOLD_APART: [&str; 4] = ["areas", "files", "tiers", "figures"];

#[test]
fn an_error_planted_in_a_clean_table_is_found_in_its_cell() {
    for (form, generate, columns) in FORMS {
        let (mut first, mut named) = (0, 0);
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
            let it = |wrong: &Wrong| {
                let heading = wrong.column == rows[0][column] || form == "figures";
                usize::try_from(wrong.place.line).unwrap() == row + 1 && heading
            };
            let mut found = audit.contradictions();
            let one = |set: &Vec<Wrong>| matches!(set.as_slice(), [wrong] if it(wrong));
            let is_first = audit.contradictions().any(|finding| one(&finding.wrong));
            first += u32::from(is_first);
            if is_first || found.any(|finding| finding.or.iter().any(one)) {
                named += 1;
            } else {
                let (line, head, now) = (row + 1, &rows[0][column], &rows[row][column]);
                let said = audit_text(&audit, Language::English);
                missed.push(format!("{seed}: line {line} {head}: {before} -> {now}\n{said}"));
            }
        }
        let missed = missed.join("\n");
        assert!(named >= 99, "{form}: {named} of 100\n{missed}");
        assert!(first >= 99 || !TOLD_APART.contains(&form), "{form}: {first} of 100 first");
    }
}

#[test]
fn a_tier_out_of_order_is_found() {
    for seed in 0..40 {
        let mut rows = league(&mut Dice(seed));
        let tiers: Vec<&str> = rows[1..].iter().map(|row| row[9].as_str()).collect();
        let good = tiers.iter().filter(|tier| **tier == "Tốt").count();
        if !(3..=17).contains(&good) {
            continue;
        }
        rows[1][9] = "Khá".into();
        let audit = of(&written(&rows));
        let wrong: Vec<_> = audit.contradictions().flat_map(|finding| &finding.wrong).collect();
        assert_eq!(wrong.len(), 1, "{}", audit_text(&audit, Language::English));
        assert_eq!((wrong[0].place.line, wrong[0].reconciled.as_deref()), (2, Some("Tốt")));
    }
}
