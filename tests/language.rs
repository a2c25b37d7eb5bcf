//! What is said: the same sentences in both languages, one for every name in the code, none that nobody says.

use std::collections::{BTreeMap, BTreeSet};

use par_index::fault::FAULT_NAMES;

use crate::bundled::{answer, files, path, text, within};
use crate::layers::{Strings, code, string};

const LANGUAGES: [&str; 2] = ["vi", "en"];

/// The sentences of a language by their names.
fn sentences(language: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text(&path(&format!("locales/{language}.ftl")))
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        match line
            .split_once(" = ")
            .filter(|_| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        {
            Some((name, sentence)) => {
                name.clone_into(&mut last);
                let twice = found.insert(name.to_owned(), sentence.to_owned());
                assert!(twice.is_none(), "{language}: {name} stands twice");
            }
            None => found.entry(last.clone()).or_default().push_str(line),
        }
    }
    found.remove("");
    found
}

/// The figures that a sentence names: `{ $points }`.
fn figures(sentence: &str) -> BTreeSet<&str> {
    let after = sentence.split('$').skip(1);
    after
        .map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
        })
        .collect()
}

/// What a sentence says apart from its figures.
fn words(sentence: &str) -> String {
    let outside = sentence.split('{').flat_map(|part| part.split('}').next_back());
    outside.collect::<String>().chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// Every string in the code of the library, with the file it stands in.
fn strings() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files("src", "rs").into_iter().filter(|file| !within(file).starts_with("src/bin/"))
    {
        let source = code(&text(&file), Strings::Kept);
        let mut rest = source.as_str();
        while let Some(letter) = rest.chars().next() {
            let length = string(rest).filter(|_| letter == '"');
            if let Some(length) = length {
                found.push((within(&file), rest[1..length - 1].to_owned()));
            }
            let quoted_mark = rest.starts_with("'\"'").then_some(3);
            rest = &rest[length.or(quoted_mark).unwrap_or(letter.len_utf8())..];
        }
    }
    found
}

/// Whether it looks like the name of a sentence: small words joined by hyphens.
fn is_name(text: &str) -> bool {
    text.contains('-')
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase()))
}

/// Every name said outright: `Message::new("…")`, `Fault::new("…")`.
fn said_outright() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files("src", "rs") {
        let source = code(&text(&file), Strings::Kept);
        for call in ["Message::new(", "Fault::new("] {
            let arguments = source.split(call).skip(1).map(str::trim_start);
            found.extend(arguments.filter_map(|argument| {
                argument.strip_prefix('"')?.split('"').next().map(str::to_owned)
            }));
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_figures() {
    let [vietnamese, english] = LANGUAGES.map(sentences);
    assert!(vietnamese.len() > 200);
    let names =
        |sentences: &BTreeMap<String, String>| sentences.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&vietnamese), names(&english));
    for (name, sentence) in &vietnamese {
        assert_eq!(figures(sentence), figures(&english[name]), "{name}");
    }
}

#[test]
fn every_sentence_is_said_in_its_own_language() {
    let [vietnamese, english] = LANGUAGES.map(sentences);
    let alike = |name: &&String| {
        !words(&vietnamese[*name]).is_empty() && words(&vietnamese[*name]) == words(&english[*name])
    };
    assert_eq!(vietnamese.keys().filter(alike).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_message_files_are_well_formed() {
    for language in LANGUAGES {
        let text = text(&path(&format!("locales/{language}.ftl")));
        if let Err((_, errors)) = fluent_bundle::FluentResource::try_new(text) {
            panic!("{language}: {errors:?}");
        }
    }
}

#[test]
fn every_name_in_the_code_has_its_sentence() {
    let known = sentences("en");
    let outright = said_outright();
    assert!(outright.len() > 100);
    let silent: Vec<&String> = outright.iter().filter(|name| !known.contains_key(*name)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let strange: Vec<(String, String)> = strings()
        .into_iter()
        .filter(|(_, text)| is_name(text) && !known.contains_key(text))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn no_sentence_is_there_for_nobody_to_say() {
    let strings: BTreeSet<String> = strings().into_iter().map(|(_, text)| text).collect();
    let unused: Vec<String> =
        sentences("en").into_keys().filter(|name| !strings.contains(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_fault_is_said_with_a_small_first_letter_and_no_full_stop() {
    for language in LANGUAGES {
        let sentences = sentences(language);
        for name in FAULT_NAMES {
            let sentence = sentences.get(*name).unwrap_or_else(|| panic!("{name} has no sentence"));
            assert!(
                !sentence.starts_with(char::is_uppercase) && !sentence.ends_with('.'),
                "{language}: {name}"
            );
        }
    }
}

#[test]
fn every_fault_that_the_code_finds_is_in_the_list_and_every_one_in_the_list_is_found() {
    let found: BTreeSet<String> = strings()
        .into_iter()
        .filter(|(file, _)| file != "src/fault.rs")
        .map(|(_, text)| text)
        .collect();
    let idle: Vec<&&str> = FAULT_NAMES.iter().filter(|name| !found.contains(**name)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn no_answer_shows_a_name_or_a_figure_that_was_not_filled_in() {
    let years = [
        "criteria/lam-giang/2023",
        "data/lam-giang/2023",
        "--earlier",
        "criteria/lam-giang/2022",
        "data/lam-giang/2022",
    ];
    let names = sentences("en");
    for language in LANGUAGES {
        for command in [&["score"][..], &["compare"], &["explain", "--all"]] {
            let told =
                String::from_utf8(answer(&[command, &years, &["--lang", language]].concat()))
                    .unwrap();
            assert!(!told.contains("{$") && !told.contains("{ $"), "{language}: {command:?}");
            let word =
                told.split_whitespace().map(|word| word.trim_matches([':', ',', ';', '(', ')']));
            let shown: BTreeSet<&str> =
                word.filter(|word| is_name(word) && names.contains_key(*word)).collect();
            assert!(shown.is_empty(), "{language}: {command:?}: {shown:?}");
        }
    }
}
