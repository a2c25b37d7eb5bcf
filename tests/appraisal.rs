//! A round appraised figure by figure is, after every change, the round that is scored from the beginning.

use std::fs;

use par_index::{AgencyCode, Appraisal, Evidence, Plan, Scores, Standings};

use crate::bundled::{criteria, csv_text, evidence, shuffled, table};
use crate::road::{Year, here};

/// Rounds with tiers, quotas, ties by keys, marks, declarations and means among them.
const ROUNDS: [(&str, &str, &str); 3] = [
    ("dak-lak", "2018", "peers.csv"),
    ("lam-giang", "2023", "evidence.csv"),
    ("lam-giang", "2022", "evidence.csv"),
];

/// Agency, name of a figure, and a text that some agency gave for it, or none.
fn changes(place: &str, year: &str, file: &str) -> Vec<(AgencyCode, String, String)> {
    let rows = table(&here(&format!("data/{place}/{year}/{file}")));
    let (head, rows) = rows.split_first().unwrap();
    let at = |name: &str| head.iter().position(|head| head == name).unwrap();
    let (agency, item, field, value) = (at("agency"), at("item"), at("field"), at("value"));
    let figures: Vec<&Vec<String>> = rows.iter().filter(|row| !row[field].is_empty()).collect();
    let mut all = Vec::new();
    for (k, row) in figures.iter().enumerate() {
        let peers: Vec<&&Vec<String>> = figures
            .iter()
            .filter(|peer| peer[item] == row[item] && peer[field] == row[field])
            .collect();
        let name = if row[item].is_empty() {
            row[field].clone()
        } else {
            format!("{}.{}", row[item], row[field])
        };
        let text =
            if k % 7 == 0 { String::new() } else { peers[k * 31 % peers.len()][value].clone() };
        all.push((row[agency].as_str().into(), name, text));
    }
    shuffled(all, 11)
}

#[test]
fn every_change_leaves_what_scoring_anew_finds() {
    let (mut taken, mut refused, mut moved) = (0, 0, 0);
    for (place, year, file) in ROUNDS {
        let criteria = criteria(place, year);
        let plan = Plan::compile(&criteria);
        let mut appraisal = Appraisal::open(&criteria, evidence(place, year, &criteria));
        for (agency, name, text) in changes(place, year, file).into_iter().take(60) {
            let before = format!("{:?}", appraisal.evidence());
            let was = format!("{:?}", appraisal.standings());
            let anew: Result<Evidence, _> =
                appraisal.evidence().with_figures(&criteria, &agency, &[(&name, &text)]);
            let done = appraisal.change(&agency, &[(&name, &text)]).is_ok();
            assert_eq!(done, anew.is_ok(), "{agency} {name} = {text}");
            let Ok(anew) = anew else {
                refused += 1;
                assert_eq!(format!("{:?}", appraisal.evidence()), before, "{agency} {name}");
                continue;
            };
            let scores = Scores::award(&plan, &anew);
            let standings = Standings::rank(&criteria, &anew, &scores);
            let now = format!("{:?}", appraisal.standings());
            assert_eq!(now, format!("{standings:?}"), "{agency} {name} = {text}");
            for known in &standings.standings {
                for id in scores.ids() {
                    let of = |scores: &Scores| scores.of(&known.agency.code, id.as_str());
                    assert_eq!(of(appraisal.scores()), of(&scores), "{} {id}", known.agency.code);
                }
            }
            taken += 1;
            moved += usize::from(now != was);
        }
    }
    // lest it hold of nothing
    assert!(
        taken > 100 && moved > 60,
        "{taken} taken, {refused} refused, {moved} changed anything"
    );
}

#[test]
fn whoever_sent_nothing_is_ranked_from_the_first_figure_on() {
    let folder = here("data/dak-lak/2018");
    let criteria = criteria("dak-lak", "2018");
    let register = here("data/dak-lak/agencies.yaml");
    let rest = [register, folder.join("skhdt.yaml")];
    let peers = table(&folder.join("peers.csv"));
    let sent = |keep: &dyn Fn(&[String]) -> bool| {
        let peers: Vec<_> =
            peers.iter().filter(|row| row[0] != "stp" || keep(row)).cloned().collect();
        let mut files: Vec<(String, Vec<u8>)> =
            rest.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect();
        files.push(("peers.csv".to_owned(), csv_text(&peers).into_bytes()));
        crate::road::evidence(&files, &criteria)
    };
    let mut appraisal = Appraisal::open(&criteria, sent(&|_| false));
    let nothing = format!("{:?}", appraisal.evidence());
    let code = "stp".into();
    let rank = |appraisal: &Appraisal<'_>| appraisal.standings().of(&code).unwrap().rank;
    assert_eq!(rank(&appraisal), None);

    let refused = [("3.1.1.electronic", "5000"), ("3.1.1.exchanged", "10")];
    appraisal.change(&code, &refused).unwrap_err();
    assert_eq!(format!("{:?}", appraisal.evidence()), nothing);

    let row = peers.iter().find(|row| row[0] == "stp").unwrap();
    appraisal.change(&code, &[(&format!("{}.{}", row[2], row[3]), &row[4])]).unwrap();
    let read = Year::ranked(criteria.clone(), sent(&|kept| kept == row));
    assert_eq!(format!("{:?}", appraisal.standings()), format!("{:?}", read.standings));
    assert!(rank(&appraisal).is_some());
}

#[test]
fn a_change_that_is_refused_changes_nothing() {
    let criteria = criteria("dak-lak", "2018");
    let mut appraisal = Appraisal::open(&criteria, evidence("dak-lak", "2018", &criteria));
    let before = format!("{:?}{:?}", appraisal.evidence(), appraisal.standings());
    let over = [("3.1.1.electronic", "5000"), ("1.1.1.plan", "late")];
    let error = appraisal.change(&"skhdt".into(), &over).unwrap_err();
    assert!(error.to_string().contains("3.1.1.electronic"), "{error}");
    assert_eq!(format!("{:?}{:?}", appraisal.evidence(), appraisal.standings()), before);
}
