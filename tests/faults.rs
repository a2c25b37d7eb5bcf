//! Every fault there is, raised by the smallest files that raise it, and what a person then reads in both languages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use par_index::evidence::Gathered;
use par_index::fault::{FAULT_NAMES, Faults, Place};
use par_index::quantity::{Exact, Percent};
use par_index::report::findings_text;
use par_index::{
    Audit, Counted, Criteria, Crosswalk, Error, Evidence, Language, Measured, Measures, Office,
    Panel,
};

/// A folder per fault name: a published table `table.csv` where its audit is at fault, an `office.yaml` where the office
/// that issues a document is, else criteria, and with them the earlier set in `earlier/` where the crosswalk is at
/// fault, `panel.csv` where a wide table of years is, in `forms/` forms that are at fault, in `evidence/` the files that go with them where the evidence is.
const FOLDER: &str = "tests/cases/faults";
/// The case that is no fault name: a finding that its criteria accept.
const ACCEPTED: &str = "accepted-note";
/// The cases that are no faults to be put right, but notes.
const NOTES: [&str; 2] = [ACCEPTED, "ballot-repeated"];
const BOTH: [Language; 2] = [Language::Vietnamese, Language::English];

/// Every case and what is found in its files, read the way the program reads them.
fn cases() -> &'static BTreeMap<String, Faults> {
    static CASES: LazyLock<BTreeMap<String, Faults>> = LazyLock::new(|| {
        let folders = fs::read_dir(FOLDER).unwrap().map(Result::unwrap);
        let names = folders.map(|folder| folder.file_name().into_string().unwrap());
        names.map(|case| (case.clone(), found(&case))).collect()
    });
    &CASES
}

fn found(case: &str) -> Faults {
    let folder = Path::new(FOLDER).join(case);
    let evidence = folder.join("evidence");
    let table = folder.join("table.csv");
    let earlier = folder.join("earlier");
    let office = folder.join("office.yaml");
    if office.is_file() {
        return Office::parse(office.to_str().unwrap(), &fs::read(&office).unwrap()).unwrap_err();
    }
    let read = || -> Result<Faults, Error> {
        if table.is_file() {
            let map = folder.join("map.yaml");
            Audit::read(std::slice::from_ref(&table), map.is_file().then_some(map.as_path()))?;
        }
        let criteria = match case {
            "too-large" => overgrown(&folder)?,
            _ => Criteria::read(&folder)?,
        };
        if earlier.is_dir() {
            return Ok(crosswalk(&folder, &Criteria::read(&earlier)?, &criteria));
        }
        let panel = folder.join("panel.csv");
        if panel.is_file() {
            let table = par_index::panel::Table::open(&panel, None)?;
            Panel::score(&criteria, table, par_index::panel::Form::Csv)?;
        }
        let forms = folder.join("forms");
        if forms.is_dir() {
            let files = fs::read_dir(&forms).unwrap().map(|file| file.unwrap().path());
            let mut files: Vec<_> = files.collect();
            files.sort();
            Gathered::read(&files, None, &criteria)?;
        }
        if evidence.is_dir() {
            Evidence::read(&evidence, &criteria)?;
        }
        if folder.join("measures.yaml").is_file() || case == "no-measures" {
            let measures = Measures::read(&folder, &criteria)?;
            let counted =
                Counted::read(&measures, folder.join("agencies.yaml"), &registers(&folder), false)?;
            return Ok(Measured::of(&measures, &counted).map_or_else(|faults| faults, |m| m.notes));
        }
        Ok(criteria.notes)
    };
    let other = |error: Error| panic!("{case}: {error}");
    read().unwrap_or_else(|error| error.faults().cloned().unwrap_or_else(|| other(error)))
}

/// What is wrong with the crosswalk of a folder, or with comparing by it when everything must be comparable.
fn crosswalk(folder: &Path, before: &Criteria, now: &Criteria) -> Faults {
    let mut faults = Faults::default();
    match Crosswalk::beside(folder, before, now) {
        Err(found) => faults.join(found),
        Ok(crosswalk) => {
            let all = Percent::from(Exact::HUNDRED);
            let place = Place::whole(&folder.display().to_string());
            crosswalk.refusal(&all, &place).into_iter().for_each(|fault| faults.add(fault));
        }
    }
    faults
}

/// The registers of a folder, each file called as `measures.yaml` calls it.
fn registers(folder: &Path) -> Vec<(String, PathBuf)> {
    let files = fs::read_dir(folder.join("registers")).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<(String, PathBuf)> =
        files.map(|file| (file.file_stem().unwrap().to_str().unwrap().to_owned(), file)).collect();
    files.sort();
    files
}

/// The set of a folder with its last line standing there until it is too large, which no file should be for a test.
fn overgrown(folder: &Path) -> Result<Criteria, Error> {
    let index = folder.join("index.yaml");
    let text = fs::read_to_string(&index).unwrap();
    let last = format!("{}\n", text.lines().last().unwrap());
    let text = text + &last.repeat(100_000);
    Ok(Criteria::from_texts(&[(index.to_str().unwrap(), &text)])?)
}

#[test]
fn every_fault_name_has_its_case() {
    let without: Vec<_> = FAULT_NAMES.iter().filter(|name| !cases().contains_key(**name)).collect();
    assert!(without.is_empty(), "no folder in {FOLDER}: {without:?}");
}

#[test]
fn no_case_is_without_a_fault_name() {
    let named = |case: &&String| *case == ACCEPTED || FAULT_NAMES.contains(&case.as_str());
    let nameless: Vec<_> = cases().keys().filter(|case| !named(case)).collect();
    assert!(nameless.is_empty(), "not a fault name: {nameless:?}");
}

#[test]
fn every_case_raises_its_fault_and_tells_the_place_and_the_mend() {
    for (case, found) in cases() {
        let raised = found.iter().any(|fault| fault.name() == case);
        assert!(raised || case == ACCEPTED, "{case}: {found}");
        assert_eq!(found.is_faulty(), !NOTES.contains(&case.as_str()), "{case}: {found}");
        let said = BOTH.map(|language| findings_text(found, language)).join("\n");
        insta::with_settings!({
            snapshot_path => Path::new("cases/faults").join(case),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!("said", said) });
    }
}

#[test]
fn every_fault_is_said_in_both_languages() {
    for (case, found) in cases() {
        for fault in found.iter() {
            let [vietnamese, english] = BOTH.map(|language| fault.say(language));
            for said in [&vietnamese, &english] {
                let plain = said != fault.name() && !said.contains(['{', '\n']);
                assert!(plain, "{case}: {said}");
            }
            assert_ne!(vietnamese, english, "{case}");
        }
    }
}
