//! LibreOffice works the same forms out: every cell's stored result is taken away, the sheets are recalculated without a
//! screen, and each node's points, the total, the percent and the tier are held against the engine as they are printed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{JoinHandle, spawn};

use par_index::evidence::Lane;
use par_index::form::layout::{FIRST_ROW, KEYS_ROW, MARK, at};
use par_index::{Criteria, Evidence, Form, Language, Plan, Scores, Standings};

use super::{case_folders, published};
use crate::{bundled, oracle, road};

/// How many files one call of LibreOffice takes.
const BATCH: usize = 100;
/// How many calls run beside each other, each with its own profile.
const CALLS: usize = 2;
/// Every sheet as a CSV file, in UTF-8.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
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
    expected: RefCell<Vec<(String, Printed, usize)>>,
    /// Forms written and not handed over yet.
    waiting: RefCell<Vec<PathBuf>>,
    calls: RefCell<[Option<JoinHandle<()>>; CALLS]>,
    next: Cell<usize>,
    started: std::time::Instant,
}

impl Forms {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for sub in ["in", "out"] {
            std::fs::create_dir_all(folder.path().join(sub)).unwrap();
        }
        for call in 0..CALLS {
            let profile = folder.path().join(format!("profile-{call}/user"));
            std::fs::create_dir_all(&profile).unwrap();
            std::fs::write(profile.join("registrymodifications.xcu"), SETTINGS).unwrap();
        }
        Self {
            folder,
            expected: RefCell::default(),
            waiting: RefCell::default(),
            calls: RefCell::default(),
            next: Cell::new(0),
            started: std::time::Instant::now(),
        }
    }

    fn count(&self) -> usize {
        self.expected.borrow().len()
    }

    /// Writes a form for every `step`-th agency, which tells its own lane.
    fn add(&self, about: &str, criteria: &Criteria, evidence: &Evidence, step: usize) {
        let evidence = &evidence.clone().in_lane(Lane::SelfScored);
        let scores = Scores::award(&Plan::compile(criteria), evidence);
        let standings = Standings::rank(criteria, evidence, &scores);
        for agency in evidence.agencies().iter().step_by(step) {
            let form = Form::of(criteria, evidence, &agency.code, Language::Vietnamese).unwrap();
            let bytes = without_results(&form.workbook().unwrap());
            let path = self.folder.path().join(format!("in/{:05}.xlsx", self.count()));
            std::fs::write(&path, bytes).unwrap();
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
            let digits = usize::from(display.digits);
            let about = format!("{about} {}", agency.code);
            self.expected.borrow_mut().push((about, printed, digits));
            self.waiting.borrow_mut().push(path);
            if self.waiting.borrow().len() >= BATCH {
                self.hand_over();
            }
        }
    }

    /// Lets LibreOffice work the waiting forms out while others are written.
    fn hand_over(&self) {
        let batch = self.waiting.take();
        let call = self.next.get();
        self.next.set((call + 1) % CALLS);
        let before = self.calls.borrow_mut()[call].take();
        before.into_iter().for_each(|before| before.join().unwrap());
        let folder = self.folder.path().to_owned();
        self.calls.borrow_mut()[call] = Some(spawn(move || {
            let office = std::env::var("PAR_INDEX_SOFFICE").unwrap_or("soffice".into());
            let profile = format!("file://{}/profile-{call}", folder.display());
            let done = Command::new(office)
                .arg(format!("-env:UserInstallation={profile}"))
                .args(["--headless", "--convert-to", CSV, "--outdir"])
                .arg(folder.join("out"))
                .args(batch)
                .output()
                .unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }));
    }

    /// Recalculates all of them; what differs, and how many cells were held against each other.
    fn recalculated(&self) -> (Vec<String>, usize) {
        self.hand_over();
        let calls = self.calls.take();
        calls.into_iter().flatten().for_each(|call| call.join().unwrap());
        let mut sheets: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for file in std::fs::read_dir(self.folder.path().join("out")).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            sheets.entry(name[..5].to_owned()).or_default().push(path);
        }
        let (mut differences, mut cells) = (Vec::new(), 0);
        for (k, (about, expected, digits)) in self.expected.borrow().iter().enumerate() {
            let shown = shown(sheets.get(&format!("{k:05}")).map_or(&[][..], Vec::as_slice));
            for (what, wanted) in expected {
                cells += 1;
                let found = shown.get(what).map_or("nothing", String::as_str);
                // the file has numbers without the noughts that their cells show
                let found = found.parse::<f64>();
                let found = found.map(|found| format!("{found:.digits$}"));
                let found = found.unwrap_or_else(|_| shown.get(what).cloned().unwrap_or_default());
                if found != *wanted {
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

/// What the sheets of a recalculated form show.
fn shown(sheets: &[PathBuf]) -> Printed {
    let mut shown = Printed::new();
    for sheet in sheets {
        let name = sheet.file_name().unwrap().to_string_lossy().into_owned();
        match &name[6..] {
            "Cách tính.csv" | "_par_index.csv" => {}
            "Tổng hợp.csv" => summed(sheet, &mut shown),
            _ => points(sheet, &mut shown),
        }
    }
    shown
}

fn rows(sheet: &Path) -> Vec<csv::StringRecord> {
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(sheet);
    reader.unwrap().records().map(Result::unwrap).collect()
}

/// The total, the percent and the tier.
fn summed(sheet: &Path, shown: &mut Printed) {
    for row in rows(sheet) {
        let mut show = |what: &str, column: usize| {
            shown.insert(what.into(), row.get(column).unwrap_or_default().to_owned());
        };
        match row.get(1) {
            Some("Tổng điểm") => {
                show(" total", 3);
                show(" percent", 5);
            }
            Some("Xếp loại") => show(" tier", 2),
            _ => {}
        }
    }
}

/// The points of nodes, whose rows name no figure.
fn points(sheet: &Path, shown: &mut Printed) {
    let rows = rows(sheet);
    let keys = usize::try_from(KEYS_ROW).unwrap();
    let key = |column: usize| rows.get(keys).and_then(|keys| keys.get(column));
    if key(0) != Some(MARK) || key(1) != Some("field") {
        return;
    }
    for row in rows.iter().skip(usize::try_from(FIRST_ROW).unwrap()) {
        if let (Some(item), Some("")) = (row.get(0).filter(|item| !item.is_empty()), row.get(1)) {
            let points = row.get(usize::from(at("points"))).unwrap_or_default();
            shown.insert(item.to_owned(), points.to_owned());
        }
    }
}

fn held(forms: &Forms) {
    let (differences, cells) = forms.recalculated();
    let count = forms.count();
    let told = format!("{count} forms, {cells} cells, {:?}\n", forms.started.elapsed());
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(count > 20 && cells > 200);
    let few: Vec<&String> = differences.iter().take(20).collect();
    assert!(differences.is_empty(), "{} differ: {few:#?}", differences.len());
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_of_the_bundled_forms_what_the_engine_does() {
    let forms = Forms::new();
    // a large form takes LibreOffice seconds: every ninth agency, or all where PAR_INDEX_FORMS says so
    let step = if std::env::var_os("PAR_INDEX_FORMS").is_some() { 1 } else { 9 };
    for (place, year) in bundled::YEARS {
        let criteria = bundled::criteria(place, year);
        let evidence = bundled::evidence(place, year, &criteria);
        forms.add(&format!("{place} {year}"), &criteria, &evidence, step);
    }
    for (name, criteria, evidence) in published() {
        forms.add(&name, &criteria, &evidence, step);
    }
    held(&forms);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_of_every_case_what_the_engine_does() {
    let forms = Forms::new();
    for folder in case_folders() {
        let criteria = road::criteria(&folder);
        let evidence = road::evidence_beside(&folder, &criteria);
        forms.add(&folder.display().to_string(), &criteria, &evidence, 1);
    }
    held(&forms);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_makes_of_generated_records_what_the_engine_does() {
    let forms = Forms::new();
    let wanted = std::env::var("PAR_INDEX_FORMS").ok().and_then(|wanted| wanted.parse().ok());
    for seed in 7.. {
        let said = oracle::generated(10, seed, |criteria, evidence| {
            let (criteria, evidence) = super::read(criteria, evidence);
            forms.add("generated", &criteria, &evidence, 1);
            Ok(1)
        });
        assert_eq!(said, "");
        if forms.count() >= wanted.unwrap_or(600) {
            break;
        }
    }
    held(&forms);
}
