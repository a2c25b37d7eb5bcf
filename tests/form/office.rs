//! LibreOffice works the same forms out: every cell's stored result is taken away, the sheets are recalculated without a
//! screen, and each node's points, the total, the percent and the tier are held against the engine as they are printed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use par_index::form::layout::at;
use par_index::quantity::Rounding;
use par_index::{Criteria, Evidence, Form, Language, Plan, Scores, Standings};

use super::{case_folders, published};
use crate::{bundled, oracle, road};

/// How many files one call of LibreOffice takes.
const BATCH: usize = 150;
/// The settings of a profile of its own: formulas are worked out when a file is opened.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// What is printed of one agency, by what it is: nodes by id, and `total`, `max`, `percent`, `tier`.
type Printed = BTreeMap<String, String>;

/// Forms on their way to LibreOffice, with what the engine makes of each.
struct Forms {
    folder: tempfile::TempDir,
    expected: RefCell<Vec<(String, Printed, Rounding)>>,
}

impl Forms {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for sub in ["in", "out", "profile/user"] {
            std::fs::create_dir_all(folder.path().join(sub)).unwrap();
        }
        let settings = folder.path().join("profile/user/registrymodifications.xcu");
        std::fs::write(settings, SETTINGS).unwrap();
        Self { folder, expected: RefCell::default() }
    }

    /// Writes a form for each agency.
    fn add(&self, about: &str, criteria: &Criteria, evidence: &Evidence) {
        let scores = Scores::award(&Plan::compile(criteria), evidence);
        let standings = Standings::rank(criteria, evidence, &scores);
        for agency in evidence.agencies() {
            let form = Form::of(criteria, evidence, &agency.code, Language::Vietnamese).unwrap();
            let mut expected = self.expected.borrow_mut();
            let name = format!("{:05}", expected.len());
            let bytes = without_results(&form.workbook().unwrap());
            std::fs::write(self.folder.path().join(format!("in/{name}.xlsx")), bytes).unwrap();
            let display = criteria.display();
            let mut printed: Printed = scores
                .ids()
                .map(|id| {
                    let award = scores.of(&agency.code, id.as_str()).unwrap();
                    (id.to_string(), award.points.exact().to_fixed(display))
                })
                .collect();
            let standing = standings.of(&agency.code).unwrap();
            let percent = standing.percent.as_ref();
            printed.insert(" total".into(), standing.points.exact().to_fixed(display));
            printed.insert(
                " percent".into(),
                percent.map_or("–".into(), |percent| percent.exact().to_fixed(display)),
            );
            if let Some(tier) = &standing.tier {
                printed.insert(" tier".into(), tier.title.vi.clone());
            }
            expected.push((format!("{about} {}", agency.code), printed, display));
        }
    }

    /// Recalculates all of them; what differs, and how many cells were held against each other.
    fn recalculated(&self) -> (Vec<String>, usize) {
        let count = self.expected.borrow().len();
        let names: Vec<PathBuf> =
            (0..count).map(|k| self.folder.path().join(format!("in/{k:05}.xlsx"))).collect();
        let profile = format!("file://{}", self.folder.path().join("profile").display());
        for batch in names.chunks(BATCH) {
            let office = std::env::var("PAR_INDEX_SOFFICE").unwrap_or("soffice".into());
            let done = Command::new(office)
                .arg(format!("-env:UserInstallation={profile}"))
                .args(["--headless", "--convert-to", "xlsx", "--outdir"])
                .arg(self.folder.path().join("out"))
                .args(batch)
                .output()
                .unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let (mut differences, mut cells) = (Vec::new(), 0);
        for (k, (about, expected, display)) in self.expected.borrow().iter().enumerate() {
            let shown = shown(&self.folder.path().join(format!("out/{k:05}.xlsx")), *display);
            for (what, wanted) in expected {
                cells += 1;
                let found = shown.get(what).map_or("nothing", String::as_str);
                if found != wanted {
                    differences.push(format!("{about}, {what}: sheet {found}, engine {wanted}"));
                }
            }
        }
        (differences, cells)
    }
}

/// The workbook with every formula's result put to nought.
fn without_results(book: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut stripped = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for k in 0..archive.len() {
        let mut file = archive.by_index(k).unwrap();
        let name = file.name().to_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).unwrap();
            let mut parts = text.split("</f><v>");
            let mut kept = parts.next().unwrap().to_owned();
            for part in parts {
                kept.push_str("</f><v>0");
                kept.push_str(&part[part.find('<').unwrap()..]);
            }
            bytes = kept.into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        stripped.start_file(name, options).unwrap();
        stripped.write_all(&bytes).unwrap();
    }
    stripped.finish().unwrap().into_inner()
}

/// What a recalculated form shows.
fn shown(path: &Path, display: Rounding) -> Printed {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let digits = usize::from(display.digits);
    let text = |data: Option<&Data>| match data {
        Some(Data::Float(number)) => format!("{number:.digits$}"),
        Some(Data::Int(number)) => format!("{number:.digits$}"),
        Some(Data::String(text)) => text.clone(),
        other => format!("{other:?}"),
    };
    let mut shown = Printed::new();
    let names = book.sheet_names();
    let summary = book.worksheet_range(&names[0]).unwrap();
    let (rows, _) = summary.get_size();
    for row in 0..u32::try_from(rows).unwrap() + 10 {
        match summary.get_value((row, 1)) {
            Some(Data::String(label)) if label == "Tổng điểm" => {
                shown.insert(" total".into(), text(summary.get_value((row, 3))));
                shown.insert(" percent".into(), text(summary.get_value((row, 5))));
            }
            Some(Data::String(label)) if label == "Xếp loại" => {
                shown.insert(" tier".into(), text(summary.get_value((row, 2))));
            }
            _ => {}
        }
    }
    for name in &names[1..] {
        let sheet = book.worksheet_range(name).unwrap();
        let Some((last, _)) = sheet.end() else { continue };
        if sheet.get_value((3, 0)) != Some(&Data::String("par-index".into())) {
            continue;
        }
        for row in 5..=last {
            let (item, field) = (sheet.get_value((row, 0)), sheet.get_value((row, 1)));
            if let (Some(Data::String(item)), None | Some(Data::Empty)) = (item, field) {
                let points = text(sheet.get_value((row, u32::from(at("points")))));
                shown.insert(item.clone(), points);
            }
        }
    }
    shown
}

fn held(forms: &Forms) {
    let started = std::time::Instant::now();
    let (differences, cells) = forms.recalculated();
    let count = forms.expected.borrow().len();
    let told = format!("{count} forms, {cells} cells, {:?}\n", started.elapsed());
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(count > 20 && cells > 200);
    let few: Vec<&String> = differences.iter().take(20).collect();
    assert!(differences.is_empty(), "{} differ: {few:#?}", differences.len());
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_of_the_bundled_forms_what_the_engine_does() {
    let forms = Forms::new();
    for (place, year) in bundled::YEARS {
        let criteria = bundled::criteria(place, year);
        let evidence = bundled::evidence(place, year, &criteria);
        forms.add(&format!("{place} {year}"), &criteria, &evidence);
    }
    for (name, criteria, evidence) in published() {
        forms.add(&name, &criteria, &evidence);
    }
    held(&forms);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_of_every_case_and_of_generated_sets_what_the_engine_does() {
    let forms = Forms::new();
    for folder in case_folders() {
        let criteria = road::criteria(&folder);
        let evidence = road::evidence_beside(&folder, &criteria);
        forms.add(&folder.display().to_string(), &criteria, &evidence);
    }
    let cases = std::env::var("PAR_INDEX_CASES").ok().and_then(|cases| cases.parse().ok());
    let said = oracle::generated(cases.unwrap_or(150), 7, |criteria, evidence| {
        let (criteria, evidence) = super::read(criteria, evidence);
        forms.add("generated", &criteria, &evidence);
        Ok(1)
    });
    assert_eq!(said, "");
    held(&forms);
}
