//! What the other tests start from: the bundled sets, their evidence, and the built program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use par_index::{Criteria, Evidence};

/// A folder or file of this repository.
pub fn path(within: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(within)
}

pub fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder with this suffix, in order.
pub fn files(folder: &str, suffix: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, suffix: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, suffix, found);
            } else if path.extension().is_some_and(|is| is == suffix) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    if path(folder).is_dir() {
        walk(&path(folder), suffix, &mut found);
    }
    found.sort();
    found
}

/// A path as it stands in the repository, with `/`.
pub fn within(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Every bundled set: `criteria/<place>/<year>[-<group>]`.
pub fn sets() -> Vec<String> {
    let indexes = files("criteria", "yaml").into_iter().filter(|path| path.ends_with("index.yaml"));
    indexes.map(|path| within(path.parent().unwrap())).collect()
}

/// The years that bring their evidence with them, the earlier first: place and year.
pub const YEARS: [(&str, &str); 4] =
    [("dak-lak", "2017"), ("dak-lak", "2018"), ("lam-giang", "2022"), ("lam-giang", "2023")];

pub fn criteria(place: &str, year: &str) -> Criteria {
    Criteria::read(path(&format!("criteria/{place}/{year}")))
        .unwrap_or_else(|error| panic!("{error}"))
}

pub fn evidence(place: &str, year: &str, criteria: &Criteria) -> Evidence {
    Evidence::read(path(&format!("data/{place}/{year}")), criteria)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The built program, run in the repository's folder, in English unless the arguments say otherwise.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_par-index"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANGUAGE", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.env("LANG", "en_US.UTF-8");
    command
}

pub fn run(arguments: &[&str]) -> Output {
    program(arguments).output().unwrap()
}

/// What a run that ends well says.
pub fn answer(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{arguments:?}: {}\n{told}", output.status);
    output.stdout
}

/// The heading and the rows of a CSV file.
pub fn table(path: &Path) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    let row = |record: csv::Result<csv::StringRecord>| {
        record.unwrap().iter().map(str::to_owned).collect()
    };
    reader.into_records().map(row).collect()
}

pub fn csv_text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// In another order, the same for the same seed.
pub fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(last, usize::try_from(state % (last as u64 + 1)).unwrap());
    }
    items
}
