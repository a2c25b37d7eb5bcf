//! Officially published figures, to the last printed digit. `tests/published/README.md` says where each is from.

use par_index::quantity::Exact;
use par_index::standings::Standing;
use par_index::{AgencyCode, Criteria};

use crate::road::{Year, here};

#[test]
fn printed_sums_and_percents_follow_from_the_printed_figures() {
    let (mut right, mut wrong) = (0, 0);
    for row in table("tests/published/reports.csv") {
        let [id, _, _, _, _, _, expression, published, unit, verdict, rounding] = row.as_slice()
        else {
            panic!("{row:?}")
        };
        let value = evaluated(expression);
        let value = if unit == "%" { &value * &Exact::HUNDRED } else { value };
        let at = |mode| printed(&value, digits(published), mode) == *published;
        if ["yes", "truncated"].contains(&verdict.as_str()) {
            let exact = rounding == "exact" && Exact::parse(published) == Some(value.clone());
            let modes = ["half_up", "truncate"].into_iter().filter(|mode| rounding.contains(mode));
            let modes: Vec<bool> = modes.map(at).collect();
            assert!(
                exact || (!modes.is_empty() && modes.into_iter().all(|agrees| agrees)),
                "{id}: {expression} = {value}, {published}"
            );
            right += 1;
        } else {
            assert!(
                !at("half_up") && !at("truncate"),
                "{id}: {expression} = {value} is {published} after all"
            );
            wrong += 1;
        }
    }
    assert_eq!((right, wrong), (98, 13));
}

#[test]
fn hue_ranks_and_grades_its_21_departments_as_published() {
    let year = Year::bundled("hue/2021", "hue/2021");
    let rows = table("data/hue/2021/published.csv");
    assert_eq!(rows.len(), 21);
    for row in rows {
        let [rank, agency, index, tier] = row.as_slice() else { panic!("{row:?}") };
        let standing = standing(&year, agency);
        assert_eq!(standing.rank.map(|rank| rank.to_string()), Some(rank.clone()), "{agency}");
        assert_eq!(
            standing.percent.as_ref().map(|percent| percent.to_string()),
            Some(plain(index)),
            "{agency}"
        );
        assert_eq!(standing.tier.as_ref().map(|tier| &tier.name), Some(tier), "{agency}");
    }
}

/// Each of ten sub-indices is printed with two digits, so off by 0.005 at most; the weights add up to ten times the index,
/// so the sum by 0.05; the printed index by another 0.005.
#[test]
fn pci_2021_follows_from_its_sub_indices_within_their_rounding() {
    let year = Year::beside(&here("tests/published/pci-2021"));
    let bound = Exact::parse("0.055").unwrap();
    let rows = table("tests/published/pci-2021/published.csv");
    assert_eq!(rows.len(), 21);
    for row in rows {
        let [rank, province, index, weighted, ..] = row.as_slice() else { panic!("{row:?}") };
        let standing = standing(&year, province);
        assert_eq!(standing.points.to_string(), plain(weighted), "{province}");
        let off = standing.points.exact() - &Exact::parse(index).unwrap();
        let off = if off.is_negative() { -&off } else { off };
        assert!(off <= bound, "{province}: off by {off}");
        assert_eq!(standing.rank.map(|rank| rank.to_string()), Some(rank.clone()), "{province}");
    }
}

#[test]
fn dak_lak_2018_reads_as_the_letter_prints_it_but_for_the_loss_it_prints_wrong() {
    let earlier = Year::bundled("dak-lak/2017", "dak-lak/2017");
    let (year, comparison) = Year::bundled("dak-lak/2018", "dak-lak/2018").following(&earlier);
    let standing = standing(&year, "skhdt");
    let change = comparison.of(&standing.agency.code).unwrap();
    for row in table("data/dak-lak/2018/published.csv") {
        let [code, points, max, percent, lost, changed] = row.as_slice() else { panic!("{row:?}") };
        let area = standing.areas.iter().find(|area| area.code == *code).unwrap();
        assert_eq!(
            (area.points.to_string(), area.max.to_string()),
            (plain(points), plain(max)),
            "area {code}"
        );
        if !percent.is_empty() {
            let exact = area.percent.as_ref().unwrap().exact();
            assert_eq!(printed(exact, digits(percent), "truncate"), *percent, "area {code}");
        }
        let loss = (area.max.exact() - area.points.exact()).to_string();
        match code.as_str() {
            "5" => assert_eq!((loss.as_str(), lost.as_str()), ("6.43", "6.25")),
            _ => assert_eq!(loss, plain(lost), "area {code}"),
        }
        if !changed.is_empty() {
            let area = change.areas.iter().find(|area| area.code == *code).unwrap();
            assert_eq!(
                area.points.as_ref().map(Exact::to_string),
                Some(plain(changed)),
                "area {code}"
            );
        }
    }
    assert_eq!(standing.rank.map(|rank| (rank.0, standing.of)), Some((18, 22)));
    assert_eq!((change.places, change.previous_rank.map(|rank| rank.0)), (Some(-10), Some(8)));
    assert_eq!(
        (standing.points.to_string(), standing.max.to_string()),
        ("57.57".into(), "72".into())
    );
}

#[test]
fn lam_giang_comes_out_as_a_second_scorer_had_it() {
    let bundled =
        |year: &str| Year::bundled(&format!("lam-giang/{year}"), &format!("lam-giang/{year}"));
    let earlier = bundled("2022");
    let (later, _) = bundled("2023").following(&earlier); // satisfaction is compared with the year before
    let mut differ = Vec::new();
    for (year, scored) in [("2022", &earlier), ("2023", &later)] {
        let rows = table(&format!("tests/published/lam-giang-{year}.csv"));
        assert_eq!(rows.len(), scored.standings.standings.len());
        differ.extend(rows.iter().filter_map(|row| {
            let standing = standing(scored, &row[0]);
            let percent = standing.percent.as_ref().map_or_else(String::new, ToString::to_string);
            let tier = standing.tier.as_ref().map_or_else(String::new, |tier| tier.name.clone());
            let rank = standing.rank.map_or_else(String::new, |rank| rank.to_string());
            let got = [
                row[0].clone(),
                standing.points.to_string(),
                standing.max.to_string(),
                percent,
                tier,
                rank,
            ];
            (got.as_slice() != row.as_slice()).then(|| format!("{year}: {got:?}, expected {row:?}"))
        }));
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Where an agency stands.
pub fn standing<'a>(year: &'a Year, agency: &str) -> &'a Standing {
    year.standings.of(&AgencyCode::from(agency)).unwrap_or_else(|| panic!("no agency {agency}"))
}

/// The rows of a CSV file below its heading.
pub fn table(path: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::Reader::from_path(here(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// The digits that a figure is printed with.
pub fn digits(printed: &str) -> usize {
    printed.split_once('.').map_or(0, |(_, part)| part.len())
}

/// A printed figure without its last zeros.
fn plain(printed: &str) -> String {
    Exact::parse(printed).unwrap_or_else(|| panic!("no figure: {printed}")).to_string()
}

/// A number as a set prints it that prints with these digits and this mode.
pub fn printed(number: &Exact, digits: usize, mode: &str) -> String {
    let set = format!(
        "set: printed\nyear: 2018\ntitle: Printed\nsource: None\ntotal: 1\nrounding: {{ display: {{ digits: {digits}, mode: {mode} }} }}\n\
         groups: {{ all: {{}} }}\nareas: [{{ code: a, title: A, max: 1, source: None, fields: {{ a: yes_no }}, rule: {{ yes_no: a }} }}]\n"
    );
    let criteria = Criteria::from_texts(&[("index.yaml", &set)]).unwrap();
    number.to_fixed(criteria.display())
}

/// Sums and differences of quotients: `108+21+3`, `11-8.75`, `2493/(2493+19)`.
fn evaluated(expression: &str) -> Exact {
    if let Some((over, under)) = expression.split_once("/(") {
        return evaluated(over).over(&evaluated(under.trim_end_matches(')'))).unwrap();
    }
    let mut sum = Exact::ZERO;
    for part in expression.replace('-', "+-").split('+') {
        let (sign, part) =
            part.strip_prefix('-').map_or((Exact::ONE, part), |part| (-&Exact::ONE, part));
        let mut factors = part
            .split('/')
            .map(|number| Exact::parse(number).unwrap_or_else(|| panic!("{expression}")));
        let first = factors.next().unwrap();
        let quotient = factors.fold(first, |quotient, divisor| quotient.over(&divisor).unwrap());
        sum += &(&sign * &quotient);
    }
    sum
}
