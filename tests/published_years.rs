//! Published top lists of consecutive years, compared by the engine: a change of rank is the plain difference of the ranks,
//! however many were ranked; a change of the index is the plain difference of the printed figures.
//!
//! `tests/audit/pci_top_2016_2022.csv` holds the first provinces of the PCI as printed, a different number each year; each
//! year's list has no gaps, so that the rank within it is the published one.

use std::collections::BTreeMap;

use par_index::Criteria;
use par_index::comparison::Origin;
use par_index::movement::{Assessment, Factor};
use par_index::quantity::Exact;
use par_index::{AgencyCode, Crosswalk, Movement};

use crate::bundled::table;
use crate::road::{Year, evidence, here};

type Published = BTreeMap<String, (u32, String)>;

/// Rank and index of a year, by province.
fn published(year: &str) -> Published {
    let rows = table(&here("tests/audit/pci_top_2016_2022.csv"));
    let rows = rows.into_iter().filter(|row| row[0] == year);
    rows.map(|row| (row[2].clone(), (row[1].parse().unwrap(), row[3].clone()))).collect()
}

/// A code for each province of the file, the same in every year.
fn code(province: &str) -> String {
    let rows = table(&here("tests/audit/pci_top_2016_2022.csv"));
    let all: std::collections::BTreeSet<String> =
        rows.into_iter().map(|row| row[2].clone()).collect();
    format!("p{}", all.iter().position(|known| known == province).unwrap())
}

/// The year's list as a set of one item, the index as it was printed.
fn ranked(year: &str, published: &Published) -> Year {
    let set = format!(
        "set: published.pci-top\nyear: {year}\ntitle: PCI {year}\nsource: VCCI, PCI 2016-2022\norigin: reconstructed\ntotal: 100\n\
         groups: {{ provinces: {{}} }}\nareas:\n  - {{ code: \"1\", title: PCI, max: 100, source: PCI {year}, method: external, \
         fields: {{ index: points }}, rule: {{ judged: {{ of: index, by: VCCI }} }} }}\n"
    );
    let criteria =
        Criteria::from_texts(&[("index.yaml", &set)]).unwrap_or_else(|error| panic!("{error}"));
    let mut register = "agencies:\n".to_owned();
    let mut figures = "agency,year,item,field,value,note\n".to_owned();
    for (province, (_, index)) in published {
        let code = code(province);
        register += &format!("  - {{ code: {code}, name: {province}, group: provinces }}\n");
        figures += &format!("{code},{year},1,index,{index},VCCI\n");
    }
    let files = [("agencies.yaml", register), ("evidence.csv", figures)];
    let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    let evidence = evidence(&files, &criteria);
    Year::ranked(criteria, evidence)
}

#[test]
fn published_rank_changes_are_plain_differences_though_more_or_fewer_are_ranked() {
    let mut counted = Vec::new();
    for two in ["2016", "2017", "2018", "2019"].windows(2) {
        let [before, now] = [published(two[0]), published(two[1])];
        assert_ne!(before.len(), now.len(), "the number ranked changes");
        let earlier = ranked(two[0], &before);
        let (later, comparison) = ranked(two[1], &now).following(&earlier);
        let mut both = 0;
        for (province, (rank, index)) in &now {
            let agency = AgencyCode::from(code(province).as_str());
            let standing = later.standings.of(&agency).unwrap();
            assert_eq!(standing.rank.unwrap().0, *rank, "{province} {}", two[1]);
            assert_eq!(standing.points.exact(), &Exact::parse(index).unwrap(), "{province}");
            let change = comparison.of(&agency).unwrap();
            let Some((rank_before, index_before)) = before.get(province) else {
                assert_eq!(
                    (change.places, &change.origin),
                    (None, &Origin::Newcomer),
                    "{province}"
                );
                continue;
            };
            assert_eq!(
                change.places,
                Some(i64::from(*rank_before) - i64::from(*rank)),
                "{province}"
            );
            let gained = &Exact::parse(index).unwrap() - &Exact::parse(index_before).unwrap();
            assert_eq!(change.points.as_ref(), Some(&gained), "{province}");
            both += 1;
        }
        let gone = before.keys().filter(|province| !now.contains_key(*province)).count();
        assert_eq!(comparison.leavers.len(), gone, "{two:?}");
        counted.push((before.len(), now.len(), both));
    }
    assert_eq!(counted, [(3, 12, 3), (12, 15, 11), (15, 17, 14)]);
}

/// Quảng Nam 2018 to 2019: +3.57 points; Bình Dương +1.29 points and seven places down. The split says why, and adds up.
#[test]
fn the_causes_of_published_changes_add_up_to_them() {
    let [before, now] = [published("2018"), published("2019")];
    let (earlier, later) = (ranked("2018", &before), ranked("2019", &now));
    let assessed = |year: &'_ Year| (year.criteria.clone(), year.evidence.clone());
    let ((criteria_before, facts_before), (criteria, facts)) =
        (assessed(&earlier), assessed(&later));
    let crosswalk = Crosswalk::draft(&criteria_before, &criteria);
    let movement = Movement::between(
        Assessment { criteria: &criteria_before, evidence: &facts_before, own: &facts_before },
        Assessment { criteria: &criteria, evidence: &facts, own: &facts },
        &crosswalk,
    );
    let moved = movement.of(&AgencyCode::from(code("Bình Dương").as_str())).unwrap();
    assert_eq!(moved.points.change(), Exact::parse("1.29").unwrap());
    assert_eq!(moved.points.part(Factor::Own), &moved.points.change());
    let places = moved.places.as_ref().unwrap();
    assert_eq!(places.change(), Exact::whole(-7));
    assert!(places.part(Factor::Others).is_negative());
    assert!(!places.part(Factor::Own).is_negative(), "a better index costs no place");
    for moved in &movement.agencies {
        for still in [Factor::Criteria, Factor::NotApplicable, Factor::Appraisal, Factor::Survey] {
            assert!(
                moved.points.part(still).is_zero()
                    && moved.places.as_ref().unwrap().part(still).is_zero()
            );
        }
    }
}
