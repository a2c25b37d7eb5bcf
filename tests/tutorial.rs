//! The tutorial: every command of `docs/tutorial.md` runs, and prints what stands under it.

use crate::bundled::{answer, path, text};

/// The page's blocks in order: the kind and the lines of each.
fn blocks() -> Vec<(String, Vec<String>)> {
    let page = text(&path("docs/tutorial.md"));
    let fenced = page.split("\n```").collect::<Vec<_>>();
    let opened = fenced.iter().skip(1).step_by(2);
    let block = |block: &&str| {
        let (kind, rest) = block.split_once('\n').unwrap();
        (kind.to_owned(), rest.lines().map(str::to_owned).collect())
    };
    opened.map(block).collect()
}

/// What a command prints; a file is written into `folder` and must hold something.
fn printed(command: &str, folder: &str) -> String {
    let command = command.replace("results/", &format!("{folder}/"));
    let words: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(words[0], "par-index");
    let said = String::from_utf8(answer(&words[1..])).unwrap();
    if let Some(out) = words.iter().position(|word| *word == "--out") {
        assert!(std::fs::metadata(words[out + 1]).unwrap().len() > 1000, "{command}");
    }
    said
}

/// The lines stand in the output in this order; between two that no `…` parts, nothing else does.
fn stand_in(shown: &[String], output: &str) {
    let lines: Vec<&str> = output.lines().collect();
    let mut at = 0;
    let mut anywhere = true;
    for line in shown {
        if line == "…" {
            anywhere = true;
            continue;
        }
        let found = lines[at..].iter().position(|known| known == line);
        let found = found.unwrap_or_else(|| panic!("not printed, or earlier: {line}\n{output}"));
        assert!(anywhere || found == 0, "something stands before: {line}\n{output}");
        (at, anywhere) = (at + found + 1, false);
    }
}

#[test]
#[cfg(feature = "parquet")]
fn every_command_of_the_tutorial_prints_what_stands_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut output = String::new();
    let (mut commands, mut compared) = (0, 0);
    for (kind, lines) in blocks() {
        match kind.as_str() {
            "sh" => {
                for command in &lines {
                    output = printed(command, folder.path().to_str().unwrap());
                    commands += 1;
                }
            }
            "text" if !output.is_empty() => {
                stand_in(&lines, &output);
                compared += 1;
            }
            // read and run by tests/readers/check.py, with what it prints
            _ => assert!(["python", "text"].contains(&kind.as_str()), "{kind}"),
        }
    }
    assert!(commands >= 12 && compared >= 8, "{commands} commands, {compared} outputs");
}
