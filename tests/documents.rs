//! Word documents: the letter's figures are those of the published letter, the same input gives the same bytes, and
//! what is inside is what Word and Nghị định 30/2020/NĐ-CP ask for.

mod inside;

use par_index::advice::Mends;
use par_index::quantity::Exact;
use par_index::{AgencyCode, Comparison, Language, Office, Report};

use crate::bundled::{path, program, run, text};
use crate::published::table;
use crate::road::Year;
use inside::{Inside, lines};

const DAK_LAK: [&str; 5] = [
    "criteria/dak-lak/2018",
    "data/dak-lak/2018",
    "--earlier",
    "criteria/dak-lak/2017",
    "data/dak-lak/2017",
];
const OFFICE: &str = "tests/documents/office.yaml";

fn years(place: &str, earlier: &str, later: &str) -> (Year, Comparison) {
    let year = |year: &str| Year::bundled(&format!("{place}/{year}"), &format!("{place}/{year}"));
    let before = year(earlier);
    year(later).following(&before)
}

fn office() -> Office {
    Office::parse(OFFICE, text(&path(OFFICE)).as_bytes()).unwrap()
}

fn letter(report: &Report<'_>, agency: &str, office: &Office) -> Vec<u8> {
    report.letter_docx(office, &AgencyCode::from(agency)).unwrap().unwrap()
}

/// `8.75` as Vietnamese prints it.
fn comma(figure: &str) -> String {
    figure.trim_start_matches('-').replace('.', ",")
}

#[test]
fn the_letter_of_dak_lak_says_every_figure_that_the_published_letter_prints_but_for_its_slip() {
    let (year, comparison) = years("dak-lak", "2017", "2018");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    let said = lines(&letter(&report, "skhdt", &office()));
    let line = |start: &str| {
        let found: Vec<&String> = said.iter().filter(|line| line.starts_with(start)).collect();
        found.first().copied().unwrap_or_else(|| panic!("no line {start}: {said:#?}")).as_str()
    };
    let result = line("Theo kết quả");
    assert!(result.contains("xếp thứ hạng 18/22, tụt 10 bậc so với năm 2017"), "{result}");
    assert!(result.contains("đạt 57,57/72 điểm"), "{result}");
    for row in table("data/dak-lak/2018/published.csv") {
        let [code, points, max, percent, lost, changed] = row.as_slice() else { panic!("{row:?}") };
        let area = line(&format!("{code}. "));
        assert!(area.contains(&format!("đạt {}/{} điểm", comma(points), comma(max))), "{area}");
        // the letter cuts percents where it likes: 79 % of 79,54
        assert!(area.contains(&format!("({}", comma(percent))), "{area}");
        // the slip: the letter prints that the survey lost 6,25, but 25 − 18,57 is 6,43
        let lost = if code == "5" { "6.43" } else { lost };
        assert!(
            area.contains(&format!("thấp hơn {} điểm so với điểm tối đa", comma(lost))),
            "{area}"
        );
        let change = match changed.strip_prefix('-') {
            Some(fallen) => format!("giảm {} điểm so với năm 2017", comma(fallen)),
            None if changed.is_empty() => "bằng năm 2017".to_owned(), // not printed in the letter; the 2017 figure is made up
            None => format!("tăng {} điểm so với năm 2017", comma(changed)),
        };
        assert!(area.contains(&change), "{area}");
    }
    assert!(!line("5. ").contains("6,25 điểm"), "the slip is not repeated");
    for fact in [
        "1.2.1 Báo cáo 6 tháng đúng thời hạn (mất 0,5 điểm): chậm thời hạn",
        "chậm 5 ngày",
        "chậm 35 ngày",
        "2768/UBND-TH",
        "3825/UBND-TH",
        "(2680/4000) = 67",
        "chưa kết nối với motcua.daklak.gov.vn",
        "Chiến lược, định hướng, quy hoạch, kế hoạch phát triển",
    ] {
        assert!(said.iter().any(|line| line.contains(fact)), "{fact}");
    }
    for office in
        ["Văn phòng Sở", "Phòng Tổng hợp Quy hoạch", "Trung tâm Xúc tiến đầu tư", "Thanh tra Sở"]
    {
        assert!(line("Trách nhiệm: Phòng Tổng hợp Quy hoạch").contains(office), "{office}");
    }
}

#[test]
fn areas_stand_in_the_order_of_the_decision_then_what_to_do_office_by_office() {
    let (year, comparison) = years("dak-lak", "2017", "2018");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    let said = lines(&letter(&report, "skhdt", &office()));
    let at = |start: &str| said.iter().position(|line| line.starts_with(start)).unwrap();
    let order = [
        "Kính gửi",
        "Căn cứ",
        "Theo kết quả",
        "1. ",
        "2. ",
        "3. ",
        "4. ",
        "5. ",
        "Để khắc phục",
        "Đề nghị",
        "Nơi nhận",
    ];
    let places: Vec<usize> = order.into_iter().map(at).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(said[at("Để khắc phục")].contains("hoàn thành trước ngày 30/09/2019"));
}

#[test]
fn the_documents_read_as_they_should() {
    let (dak_lak, dak_lak_change) = years("dak-lak", "2017", "2018");
    let (lam_giang, lam_giang_change) = years("lam-giang", "2022", "2023");
    let vietnamese = dak_lak.report(Some(&dak_lak_change), Language::Vietnamese);
    let english = lam_giang.report(Some(&lam_giang_change), Language::English);
    let snapshot = |name: &str, bytes: &[u8]| {
        insta::assert_snapshot!(name.to_owned(), lines(bytes).join("\n"))
    };
    let (named, blank) = (office(), Office::default());
    snapshot("annex_vi", &vietnamese.annex_docx(&named).unwrap());
    snapshot("round_vi", &vietnamese.round_docx(&named).unwrap());
    snapshot("letter_vi", &letter(&vietnamese, "skhdt", &named));
    snapshot("annex_en", &english.annex_docx(&blank).unwrap());
    snapshot("round_en", &english.round_docx(&blank).unwrap());
    snapshot("letter_en", &letter(&english, "skhdt", &blank));
}

#[test]
fn the_same_input_gives_the_same_bytes_in_one_process_and_on_any_number_of_threads() {
    let (year, comparison) = years("dak-lak", "2017", "2018");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    let once = letter(&report, "skhdt", &office());
    let round = report.round_docx(&office()).unwrap();
    assert_eq!(once, letter(&report, "skhdt", &office()));
    assert_eq!(round, report.round_docx(&office()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    for threads in ["1", "3"] {
        let out = folder.path().join(format!("{threads}.docx"));
        let out = out.to_str().unwrap();
        let end = [
            "--agency",
            "skhdt",
            "--office",
            OFFICE,
            "--out",
            out,
            "--lang",
            "vi",
            "--threads",
            threads,
        ];
        let told = run(&[&["document", "letter"], &DAK_LAK[..], &end[..]].concat());
        assert!(told.status.success(), "{told:?}");
        assert_eq!(std::fs::read(out).unwrap(), once, "{threads} threads");
    }
}

#[test]
fn nothing_in_a_document_tells_when_it_was_made() {
    let (year, comparison) = years("lam-giang", "2022", "2023");
    let report = year.report(Some(&comparison), Language::English);
    let inside = Inside::of(&report.annex_docx(&Office::default()).unwrap());
    assert!(inside.times.iter().all(|time| *time == (1980, 1, 1)), "{:?}", inside.times);
    let core = inside.part("docProps/core.xml");
    assert!(
        !core.contains("dcterms") && core.contains("PAR-Index of Lam Giang province"),
        "{core}"
    );
}

#[test]
fn every_paragraph_has_a_style_that_can_be_edited_and_every_ruled_table_repeats_its_head() {
    let (year, comparison) = years("lam-giang", "2022", "2023");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    for bytes in [
        report.annex_docx(&Office::default()).unwrap(),
        report.round_docx(&Office::default()).unwrap(),
        letter(&report, "snv", &Office::default()),
    ] {
        let inside = Inside::of(&bytes);
        let (document, styles) = (inside.part("word/document.xml"), inside.part("word/styles.xml"));
        let known = |id: &str| styles.contains(&format!("w:styleId=\"{id}\""));
        let used: Vec<&str> = document
            .split("<w:pStyle w:val=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert!(used.len() > 50 && used.iter().all(|id| known(id)), "{used:?}");
        let ruled = document.matches("<w:insideV w:val=\"single\"").count();
        assert!(ruled > 0);
        assert_eq!(document.matches("<w:tblHeader />").count(), ruled);
        assert!(!document.contains("</w:tbl><w:tbl>"), "two tables would be one");
        assert!(styles.contains("<w:lang w:val=\"vi-VN\""), "no language");
        assert!(styles.contains("w:eastAsia=\"Times New Roman\""), "no face for every script");
        assert!(inside.part("word/header1.xml").contains("PAGE"), "no page number");
        // A4; margins of 20 mm above and below, 30 mm left, 15 mm right
        assert!(document.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\""), "not A4");
        assert!(
            document.contains("w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\"")
        );
    }
}

#[test]
fn what_the_office_does_not_say_is_a_blank_and_never_made_up() {
    let (year, comparison) = years("dak-lak", "2017", "2018");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    let said = lines(&report.round_docx(&Office::default()).unwrap());
    for blank in [
        "[TÊN CƠ QUAN BAN HÀNH]",
        "Số: ………/…………",
        "…………, ngày … tháng … năm ……",
        "[CHỨC VỤ CỦA NGƯỜI KÝ]",
        "[Họ và tên]",
    ] {
        assert!(said.iter().any(|line| line == blank), "{blank}: {said:#?}");
    }
    let said = lines(&report.round_docx(&office()).unwrap());
    for given in [
        "UBND TỈNH ĐẮK LẮK",
        "SỞ NỘI VỤ",
        "Số: 215/BC-SNV",
        "Đắk Lắk, ngày 04 tháng 02 năm 2019",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "- UBND tỉnh (b/c);",
        "- Lưu: VT, CCHC.",
    ] {
        assert!(said.iter().any(|line| line == given), "{given}: {said:#?}");
    }
    assert!(said.iter().any(|line| line.starts_with("Lưu ý: bộ tiêu chí được dựng lại")));
}

#[test]
fn a_mend_moves_an_items_own_figures_and_gains_no_more_than_was_lost() {
    let (year, comparison) = years("dak-lak", "2017", "2018");
    let report = year.report(Some(&comparison), Language::Vietnamese);
    let mends = |agency: &AgencyCode| {
        Mends::of(&year.criteria, &year.evidence, &year.scores, &year.standings, agency).unwrap()
    };
    let own = mends(&"skhdt".into());
    let late = own.at(&"1.2.1".into()).unwrap();
    assert_eq!(
        (late.moves[0].text().as_str(), late.gain.to_string()),
        ("2018-06-15", "0.5".into())
    );
    assert!(own.at(&"5.1".into()).is_none(), "a survey is not the agency's to move");
    let mut seen = 0;
    for standing in &year.standings.standings {
        let mends = mends(&standing.agency.code);
        for loss in report.losses(&standing.agency.code).unwrap().rows {
            if let Some(lever) = mends.at(&loss.item) {
                assert!(
                    *lever.gain.exact() > Exact::ZERO && lever.gain <= loss.points,
                    "{lever:?}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_document_is_written_whole_or_not_at_all_and_wrong_usage_says_how_to_ask() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("x.docx");
    let out = out.to_str().unwrap();
    let asked = |paper: &str, end: &[&str]| {
        let told = program(&[&["document", paper], &DAK_LAK[..], end].concat()).output().unwrap();
        (told.status.code(), String::from_utf8(told.stderr).unwrap())
    };
    assert_eq!(asked("round", &[]).0, Some(2));
    assert_eq!(asked("round", &["--out", "x.pdf"]).0, Some(2));
    assert_eq!(asked("letter", &["--out", out]).0, Some(2));
    let (code, told) = asked("letter", &["--agency", "skhd", "--out", out]);
    assert!(code == Some(2) && told.contains("did you mean `skhdt`"), "{told}");
    let wrong = folder.path().join("office.yaml");
    std::fs::write(&wrong, "isuer: Sở Nội vụ\ndate: 31/2/2019\nrecipients: Lưu\n").unwrap();
    let (code, told) = asked("round", &["--office", wrong.to_str().unwrap(), "--out", out]);
    assert_eq!(code, Some(1));
    for name in ["[unknown-key]", "[bad-date]", "[wrong-shape]"] {
        assert!(told.contains(name), "{name}: {told}");
    }
    assert!(!std::path::Path::new(out).exists());
}
