//! The road: modules use only what stands above them, heavy crates have one home, files stay short and open with a word.

use std::path::PathBuf;

use crate::bundled::{files, path, text, within};

/// Heavy crates, and the only places that may name each.
const HOMES: &[(&str, &str)] = &[
    ("serde_yaml", "src/document/"),
    ("polars", "src/table/"),
    ("polars_parquet", "src/table/"),
    ("polars_arrow", "src/table/"),
    ("csv", "src/table/"),
    ("calamine", "src/table/"),
    ("rayon", "src/parallel.rs"),
    ("pulp", "src/scores/counted.rs"),
    ("rayon", "src/measure/parallel.rs"),
    ("fluent_bundle", "src/language/speech.rs"),
    ("comfy_table", "src/report/"),
    ("strsim", "src/fault.rs"),
    ("docx_rs", "src/report/docx/"),
    ("askama", "src/report/page/"),
    ("rust_xlsxwriter", "src/report/book/"),
    ("rust_xlsxwriter", "src/form/"),
];
/// Modules that see no file, clock, environment or random number.
const PURE: [&str; 11] = [
    "plan",
    "scores",
    "losses",
    "standings",
    "comparison",
    "overview",
    "advice",
    "robustness",
    "history",
    "review",
    "rule",
];
const UNSEEN: [&str; 7] = ["fs", "env", "time", "io", "net", "process", "path"];

/// A file of the library: its module on the road, how deep it lies below it, and its code.
struct Source {
    name: String,
    module: String,
    depth: usize,
    code: String,
}

/// The names of `lib.rs`, in order.
fn road() -> Vec<String> {
    let front_door = text(&path("src/lib.rs"));
    let names = front_door
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn sources() -> Vec<Source> {
    let of_library = |name: &String| !name.starts_with("src/bin/") && name != "src/lib.rs";
    let names =
        files("src", "rs").iter().map(|file| within(file)).filter(of_library).collect::<Vec<_>>();
    let source = |name: String| {
        let inner = name
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod")
            .to_owned();
        let module = inner.split('/').next().unwrap_or_default().to_owned();
        Source {
            depth: inner.matches('/').count(),
            code: code(&text(&path(&name)), Strings::Kept),
            module,
            name,
        }
    };
    names.into_iter().map(source).collect()
}

#[derive(Clone, Copy, PartialEq)]
pub enum Strings {
    Kept,
    Blank,
}

/// The code without comments, without what stands under `cfg(test)`, and without the insides of strings if asked.
pub fn code(source: &str, strings: Strings) -> String {
    let mut kept = String::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | 'r' if string(rest).is_some() => {
                let length = string(rest).unwrap();
                kept.push_str(if strings == Strings::Kept { &rest[..length] } else { "\"\"" });
                length
            }
            '\'' if rest.starts_with("'\"'") || rest.starts_with("'\\") => {
                rest[2..].find('\'').map_or(rest.len(), |end| end + 3)
            }
            _ => {
                kept.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    without_tests(&kept)
}

/// How long the string literal at the start of `code` is.
pub fn string(code: &str) -> Option<usize> {
    let opening = code.strip_prefix('r').unwrap_or(code);
    let marks = opening.len() - opening.trim_start_matches('#').len();
    let raw = code.starts_with('r');
    let inner = opening[marks..].strip_prefix('"')?;
    let start = code.len() - inner.len();
    if raw {
        let end = format!("\"{}", "#".repeat(marks));
        return inner.find(&end).map(|at| start + at + end.len());
    }
    let mut escaped = false;
    let end = inner.char_indices().find(|(_, letter)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    end.map(|(at, _)| start + at + 1)
}

/// The code without the items under `cfg(test)`.
fn without_tests(code: &str) -> String {
    let Some((before, item)) = code.split_once("#[cfg(test)]") else {
        return code.to_owned();
    };
    let mut depth = 0;
    let end = item.char_indices().find(|(_, letter)| {
        depth += i32::from(*letter == '{') - i32::from(*letter == '}');
        depth == 0 && matches!(letter, '}' | ';')
    });
    format!("{before}{}", end.map_or(String::new(), |(at, _)| without_tests(&item[at + 1..])))
}

/// The first name behind every `start::`, those in braces too: `crate::{a, b::c}` gives `a` and `b`.
fn names_behind(code: &str, start: &str) -> Vec<String> {
    let start = format!("{start}::");
    let paths = code.match_indices(&start).filter(|(at, _)| !continues(&code[..*at]));
    let behind = paths.map(|(at, found)| &code[at + found.len()..]);
    behind
        .flat_map(|rest| if rest.starts_with('{') { braced(rest) } else { vec![first_name(rest)] })
        .collect()
}

/// Whether a name that starts here goes on from what stands before.
fn continues(before: &str) -> bool {
    before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':')
}

fn first_name(code: &str) -> String {
    code.trim_start()
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '*'))
        .collect()
}

fn braced(code: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (0, Vec::new(), 1);
    for (at, letter) in code.char_indices() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if (depth == 1 && letter == ',') || depth == 0 {
            names.push(first_name(&code[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether the crate is named as a path: `csv::Reader`, `use csv;`.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let behind = &code[at + name.len()..];
        !continues(&code[..at]) && (behind.starts_with("::") || code[..at].ends_with("use "))
    })
}

fn all_rust_files() -> Vec<PathBuf> {
    ["src", "tests", "benches"].into_iter().flat_map(|folder| files(folder, "rs")).collect()
}

#[track_caller]
fn nothing_in(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_module_uses_only_modules_above_it_on_the_road() {
    let road = road();
    let mut found = Vec::new();
    for source in sources() {
        let own = road.iter().position(|name| *name == source.module);
        let Some(own) = own else {
            found.push(format!("{}: not on the road", source.name));
            continue;
        };
        for used in names_behind(&source.code, "crate") {
            match road.iter().position(|name| *name == used) {
                None => found.push(format!("{}: `crate::{used}` is the crate root", source.name)),
                Some(at) if at > own => found
                    .push(format!("{}: `{used}` stands below `{}`", source.name, source.module)),
                Some(_) => {}
            }
        }
    }
    nothing_in(found);
}

#[test]
fn no_module_reaches_the_crate_root_through_its_parents() {
    let climbs = |source: &Source| source.code.contains(&"super::".repeat(source.depth + 1));
    nothing_in(sources().into_iter().filter(climbs).map(|source| source.name).collect());
}

#[test]
fn every_module_of_the_road_has_files_and_every_file_a_module() {
    let mut modules: Vec<String> = sources().into_iter().map(|source| source.module).collect();
    modules.dedup();
    let mut road = road();
    road.sort();
    assert_eq!(modules, road);
}

#[test]
fn a_heavy_crate_has_one_home() {
    let mut found = Vec::new();
    for file in files("src", "rs") {
        let (name, code) = (within(&file), code(&text(&file), Strings::Blank));
        let at_home = |heavy: &str| {
            HOMES.iter().any(|(known, home)| *known == heavy && name.starts_with(home))
        };
        let away = HOMES.iter().filter(|(heavy, _)| !at_home(heavy));
        found.extend(
            away.filter(|(heavy, _)| names_crate(&code, heavy))
                .map(|(heavy, home)| format!("{name}: {heavy} lives in {home}")),
        );
    }
    nothing_in(found);
}

#[test]
fn what_scores_and_ranks_sees_no_file_clock_environment_or_random_number() {
    let mut found = Vec::new();
    for source in sources().into_iter().filter(|source| PURE.contains(&source.module.as_str())) {
        let seen = names_behind(&source.code, "std")
            .into_iter()
            .filter(|name| UNSEEN.contains(&name.as_str()));
        found.extend(seen.map(|name| format!("{}: std::{name}", source.name)));
        let other = ["rand", "fastrand", "jiff::Zoned", "jiff::Timestamp"]
            .into_iter()
            .filter(|name| source.code.contains(&format!("{name}::")));
        found.extend(other.map(|name| format!("{}: {name}", source.name)));
    }
    nothing_in(found);
}

#[test]
fn the_program_uses_only_the_public_names_of_the_library() {
    let front_door = text(&path("src/lib.rs"));
    let public: Vec<String> = front_door
        .lines()
        .filter_map(|line| line.strip_prefix("pub use ").or(line.strip_prefix("pub mod ")))
        .flat_map(named_last)
        .collect();
    let mut found = Vec::new();
    for file in files("src/bin", "rs") {
        let (name, code) = (within(&file), code(&text(&file), Strings::Kept));
        let private =
            names_behind(&code, "par_index").into_iter().filter(|used| !public.contains(used));
        found.extend(private.map(|used| format!("{name}: {used}")));
        let around =
            ["#[path", "include!(", "extern crate"].into_iter().filter(|way| code.contains(way));
        found.extend(around.map(|way| format!("{name}: {way}")));
    }
    nothing_in(found);
}

/// The names that `a::{B, C};` or `a::B;` brings in.
fn named_last(path: &str) -> Vec<String> {
    let (_, names) = path.split_once("::").unwrap_or(("", path));
    if names.starts_with('{') { braced(names) } else { vec![first_name(names)] }
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let limits = [("src/lib.rs", 80), ("src/bin/par-index/main.rs", 60)];
    let mut found = Vec::new();
    for file in all_rust_files() {
        let (name, lines) = (within(&file), text(&file).lines().count());
        let most =
            limits.iter().find(|(limited, _)| *limited == name).map_or(400, |(_, most)| *most);
        if lines > most {
            found.push(format!("{name}: {lines} lines, at most {most}"));
        }
    }
    nothing_in(found);
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let opens = |file: &PathBuf| {
        let text = text(file);
        text.starts_with("//! ")
            || (file.ends_with("src/lib.rs") && text.starts_with("#![doc = include_str!("))
    };
    nothing_in(
        all_rust_files().iter().filter(|file| !opens(file)).map(|file| within(file)).collect(),
    );
}

#[test]
fn nothing_gives_up_outside_tests() {
    let giving_up =
        [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "dbg!("];
    let mut found = Vec::new();
    for file in files("src", "rs") {
        let code = code(&text(&file), Strings::Blank);
        found.extend(
            giving_up
                .into_iter()
                .filter(|way| code.contains(way))
                .map(|way| format!("{}: {way}", within(&file))),
        );
        if code.contains("#[allow(") || code.contains("#![allow(") {
            found.push(format!("{}: a lint is silenced with `expect` and a reason", within(&file)));
        }
    }
    nothing_in(found);
}

#[test]
fn the_reader_of_code_sees_paths_and_not_comments_strings_or_tests() {
    let source = "use crate::{a::B, c};\n// crate::d\nlet s = \"crate::e \\\" \"; let q = '\"'; $crate::f::g!();\n#[cfg(test)]\nmod tests { use crate::h; }\ncrate::i::j";
    assert_eq!(names_behind(&code(source, Strings::Blank), "crate"), ["a", "c", "f", "i"]);
    assert!(code(source, Strings::Kept).contains("crate::e"));
    assert!(
        names_crate("let a = csv::Reader", "csv") && !names_crate("to_csv::x(csv_file)", "csv")
    );
}
