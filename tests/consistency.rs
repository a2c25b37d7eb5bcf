//! Cronbach's alpha from every respondent's answers: worked by hand, and by the definition on bundled ballots.

use par_index::measure::{Alpha, Consistency};
use par_index::quantity::Exact;
use par_index::{Criteria, Measures};

use crate::bundled::{answer, path, table};

const AGENCIES: &str = "data/lam-giang/agencies.yaml";
const BALLOTS: &str = "data/lam-giang/2023/registers/ballots.csv";

fn criteria() -> Criteria {
    Criteria::read(path("criteria/lam-giang/2023")).unwrap()
}

/// The alphas of a survey of three questions with these ballots.
fn of_three(straight_lined: &str, ballots: &str) -> Consistency {
    let declared = format!(
        "surveys:\n  liking:\n    title: Hài lòng\n    agency: Cơ quan\n    questions: {{ a: Câu 1, b: Câu 2, c: Câu 3 }}\n    options: [1, 2, 3, 4, 5]\n    straight_lined: {straight_lined}\n"
    );
    let measures = Measures::parse("measures.yaml", declared.as_bytes(), &criteria())
        .unwrap_or_else(|faults| panic!("{faults}"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ballots.csv");
    std::fs::write(&file, format!("Cơ quan,Câu 1,Câu 2,Câu 3\n{ballots}")).unwrap();
    let files = [("liking".to_owned(), &file)];
    let mut found = Consistency::read(&measures, path(AGENCIES), &files)
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn said(alpha: &Alpha) -> (u64, u64, Option<String>) {
    (alpha.complete, alpha.incomplete, alpha.alpha.as_ref().map(ToString::to_string))
}

fn of_group<'a>(found: &'a Consistency, group: &str) -> &'a Alpha {
    let of = |alpha: &&Alpha| alpha.group.as_ref().is_some_and(|known| known.as_str() == group);
    found.alphas.iter().find(of).unwrap()
}

/// Four departments' ballots: n² times the variances of the questions are 20, 8 and 8, of the totals 68, and
/// 3/2 · (1 − 36/68) = 12/17. Two districts' ballots that agree throughout: 3/2 · (1 − 48/144) = 1.
const HAND: &str =
    "skhdt,2,3,3\nstc,4,4,5\nskhdt,3,5,4\nsct,5,4,4\nsct,5,,1\nlamgiang,1,1,1\ndongkha,5,5,5\n";

#[test]
fn alpha_is_what_is_worked_out_by_hand() {
    let found = of_three("report", HAND);
    assert_eq!(said(of_group(&found, "departments")), (4, 1, Some("12/17".to_owned())));
    assert_eq!(said(of_group(&found, "districts")), (2, 0, Some("1".to_owned())));
    // all six: sums 20, 22, 22 and 64, squares 80, 92, 92 and 780: 3/2 · (1 − (80 + 68 + 68)/584)
    assert_eq!(said(&found.alphas[0]), (6, 1, Some("69/73".to_owned())));
    assert_eq!(found.alphas.len(), 3);
}

#[test]
fn straight_lined_ballots_are_left_out_where_the_survey_says_so() {
    let found = of_three("leave_out", HAND);
    assert_eq!(said(&found.alphas[0]), (4, 1, Some("12/17".to_owned())));
}

#[test]
fn ballots_that_all_come_to_the_same_have_no_alpha() {
    let found = of_three("report", "skhdt,2,3,3\nstc,3,2,3\n");
    assert_eq!(said(&found.alphas[0]), (2, 0, None));
}

/// The variance over n, the plain way.
fn variance(numbers: &[i64]) -> Exact {
    let n = Exact::whole(numbers.len() as i64);
    let mean = Exact::whole(numbers.iter().sum()).over(&n).unwrap();
    let off = numbers.iter().map(|number| &Exact::whole(*number) - &mean);
    let squares: Vec<Exact> = off.map(|off| &off * &off).collect();
    squares.iter().sum::<Exact>().over(&n).unwrap()
}

#[test]
fn alpha_of_the_bundled_ballots_is_that_of_the_definition() {
    let measures = Measures::read(path("criteria/lam-giang/2023"), &criteria()).unwrap();
    let files = [("satisfaction".to_owned(), path(BALLOTS))];
    let found = Consistency::read(&measures, path(AGENCIES), &files).unwrap();
    let rows = table(&path(BALLOTS));
    for alpha in &found[0].alphas {
        let group = alpha.respondents.as_ref().map(|group| match group.as_str() {
            "firms" => "Doanh nghiệp",
            _ => "Cán bộ",
        });
        let own = rows.iter().skip(1).filter(|row| group.is_none_or(|group| row[2] == group));
        let ballots: Vec<Option<Vec<i64>>> =
            own.map(|row| row[3..7].iter().map(|cell| cell.parse().ok()).collect()).collect();
        let complete: Vec<Vec<i64>> = ballots.iter().flatten().cloned().collect();
        let counts = (alpha.complete as usize, (alpha.complete + alpha.incomplete) as usize);
        assert_eq!(counts, (complete.len(), ballots.len()), "{alpha:?}");
        let question = |k: usize| complete.iter().map(|own| own[k]).collect::<Vec<_>>();
        let parts: Vec<Exact> = (0..4).map(|k| variance(&question(k))).collect();
        let totals: Vec<i64> = complete.iter().map(|own| own.iter().sum()).collect();
        let share = parts.iter().sum::<Exact>().over(&variance(&totals)).unwrap();
        let expected = (&(&Exact::ONE - &share) * &Exact::whole(4)).over(&Exact::whole(3));
        assert_eq!(alpha.alpha, expected, "{alpha:?}");
    }
    assert_eq!(found[0].alphas.len(), 4);
}

#[test]
fn alpha_is_told_where_ballots_are_given_and_why_not_where_they_are_not() {
    let ballots = format!("satisfaction={BALLOTS}");
    let asked = ["robustness", "criteria/lam-giang/2023", "data/lam-giang/2023", "--lang", "vi"];
    let few = ["--replicates", "100", "--group", "districts"];
    let with = answer(&[&asked[..], &few, &["--ballots", &ballots]].concat());
    let with = String::from_utf8(with).unwrap();
    let (_, told) = with.split_once("Hệ số Cronbach").unwrap();
    insta::assert_snapshot!("alpha_vi", told);
    let without = answer(&[&asked[..], &few].concat());
    assert!(String::from_utf8(without).unwrap().contains("cần từng phiếu (--ballots)"));
}
