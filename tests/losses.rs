//! Every lost point is on the list, and the list adds up: at every agency, area and office.

use par_index::losses::Cause;
use par_index::quantity::Exact;
use par_index::report::GroupedBy;
use par_index::{AgencyCode, Comparison, Language, Losses, Report};

use crate::road::{Year, criteria, evidence_beside, here};

fn bundled(place: &str, year: &str) -> Year {
    let criteria = criteria(&here(&format!("criteria/{place}/{year}")));
    let evidence =
        par_index::Evidence::read(here(&format!("data/{place}/{year}")), &criteria).unwrap();
    Year::ranked(criteria, evidence)
}

fn report(year: &Year) -> Report<'_> {
    let (comparison, language): (Option<&Comparison>, _) = (None, Language::Vietnamese);
    let Year { criteria, evidence, scores, standings } = year;
    Report { criteria, evidence, scores, standings, comparison, language }
}

/// What [`Losses`] promises, for every agency of a year.
pub fn assert_conserved(report: &Report<'_>) {
    for standing in &report.standings.standings {
        let losses = report.losses(&standing.agency.code).unwrap();
        let lost = standing.max.exact() - standing.points.exact();
        let rows: Exact = losses.rows.iter().map(|loss| loss.points.exact()).sum();
        assert_eq!(rows, lost, "{}", standing.agency.code);
        let offices: Exact = losses.by_office().iter().map(|(_, points)| points.exact()).sum();
        assert_eq!(offices, lost, "{}", standing.agency.code);
        for loss in losses.rows.iter().filter(|loss| !loss.offices.is_empty()) {
            let shares: Exact = loss.offices.iter().map(|(_, points)| points.exact()).sum();
            assert_eq!(shares, *loss.points.exact(), "{} {}", standing.agency.code, loss.item);
        }
    }
}

#[test]
fn losses_add_up_in_every_bundled_year() {
    for (place, year) in [
        ("dak-lak", "2017"),
        ("dak-lak", "2018"),
        ("lam-giang", "2022"),
        ("lam-giang", "2023"),
        ("hue", "2021"),
    ] {
        assert_conserved(&report(&bundled(place, year)));
    }
}

#[test]
fn losses_add_up_in_every_case() {
    let mut folders: Vec<_> = std::fs::read_dir(here("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.retain(|folder| {
        folder.join("index.yaml").is_file() && folder.join("evidence.csv").is_file()
    });
    assert!(folders.len() > 30);
    for folder in folders {
        let criteria = criteria(&folder);
        let evidence = evidence_beside(&folder, &criteria);
        assert_conserved(&report(&Year::ranked(criteria, evidence)));
    }
}

fn skhdt() -> Losses {
    let year = bundled("dak-lak", "2018");
    report(&year).losses(&AgencyCode::from("skhdt")).unwrap()
}

#[test]
fn the_letters_losses_come_out_area_by_area() {
    let losses = skhdt();
    let areas = losses.grouped(|loss| loss.area.clone().unwrap().to_string());
    let figure = |area: &str| areas.iter().find(|(known, _)| known == area).unwrap().1.to_string();
    assert_eq!(["1", "2", "3", "4", "5"].map(figure), ["2.25", "0.25", "4.5", "1", "6.43"]);
}

#[test]
fn the_letters_causes_stand_beside_the_points() {
    let losses = skhdt();
    let loss = |item: &str| losses.rows.iter().find(|loss| loss.item.as_str() == item).unwrap();
    assert_eq!(loss("1.2.1").cause, Cause::Late);
    assert_eq!(loss("2.3.2").cause, Cause::NotMet);
    assert_eq!(loss("5.1").cause, Cause::Survey);
    assert!(loss("4.2.1").objective.is_some() && loss("1.2.1").objective.is_none());
    let lead = &loss("1.2.1").offices[0];
    assert_eq!((lead.0.as_str(), lead.1.to_string().as_str()), ("Văn phòng Sở", "0.3"));
}

#[test]
fn losses_are_read_by_office() {
    let year = bundled("dak-lak", "2018");
    let agency = [AgencyCode::from("skhdt")];
    insta::assert_snapshot!(report(&year).losses_text(&agency, GroupedBy::Office));
}

#[test]
fn losses_are_read_item_by_item() {
    let year = bundled("dak-lak", "2018");
    let agency = [AgencyCode::from("skhdt")];
    insta::assert_snapshot!(report(&year).losses_text(&agency, GroupedBy::Item));
}

#[test]
fn the_losses_of_areas_and_of_offices_are_the_whole_ledger_parted() {
    for (place, when) in [("dak-lak", "2018"), ("lam-giang", "2023")] {
        let year = bundled(place, when);
        let report = report(&year);
        for standing in &year.standings.standings {
            let losses = report.losses(&standing.agency.code).unwrap();
            let areas = standing.areas.iter().map(|area| losses.in_area(&area.id));
            let above = losses.rows.iter().filter(|loss| loss.area.is_none());
            let above: Exact = above.map(|loss| loss.points.exact()).sum();
            let areas: Vec<Exact> = areas.map(|part| part.total.exact().clone()).collect();
            assert_eq!(&areas.iter().sum::<Exact>() + &above, *losses.total.exact());
            for (office, points) in losses.by_office() {
                let parts = losses.of_office(office.as_deref());
                let parts: Exact = parts.iter().map(|(_, share)| share.exact()).sum();
                assert_eq!(parts, *points.exact(), "{} {office:?}", standing.agency.code);
            }
            let lost = losses.without_gains();
            assert!(lost.rows.iter().all(|loss| !loss.points.exact().is_negative()));
            assert!(lost.total >= losses.total);
        }
    }
}
