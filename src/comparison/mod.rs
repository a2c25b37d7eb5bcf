//! Standings × Standings -> Comparison: moves, newcomers, leavers, mergers. What cannot be compared is said.

mod past;

use crate::agencies::Assessed;
use crate::code::{AgencyCode, PeerGroup};
use crate::crosswalk::Crosswalk;
use crate::language::Message;
use crate::quantity::{Exact, Percent, Points, Rank, Year};
use crate::standings::{AreaStanding, Standing, Standings, TierReached};

/// What changed between two years.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier year.
    pub earlier: Year,
    /// The later year.
    pub later: Year,
    /// One per agency of the later year, in the order of its standings.
    pub changes: Vec<Change>,
    /// Agencies of the earlier year that the later does not assess.
    pub leavers: Vec<Leaver>,
    /// What cannot be compared between the two sets, and why.
    pub caveats: Vec<Message>,
    /// Percentage points by which the mean of each peer group moved; groups that have one in both years.
    pub means: Vec<(PeerGroup, Exact)>,
    /// How many points mean the same in both years, where a crosswalk was asked.
    pub comparability: Option<Comparability>,
}

/// How much of a comparison is of like with like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparability {
    /// Points of the later year that mean the same in the earlier.
    pub comparable: Points,
    /// The later year's maximum.
    pub total: Points,
    /// Whether a person confirmed the crosswalk that says so.
    pub confirmed: bool,
}

/// One agency's move.
#[derive(Clone, Debug)]
pub struct Change {
    /// The agency, as it is assessed in the later year.
    pub agency: Assessed,
    /// What it was in the earlier year.
    pub origin: Origin,
    /// The agencies whose earlier results, with these shares, stand for its own, where the register declares so; empty
    /// when its own do.
    pub back_cast: Vec<(AgencyCode, Exact)>,
    /// Points more than in the earlier year; nothing when the sets' totals differ.
    pub points: Option<Exact>,
    /// Percentage points more.
    pub percent_points: Option<Exact>,
    /// Places gained; nothing when it was not ranked in the same peer group both years.
    pub places: Option<i64>,
    /// The earlier place.
    pub previous_rank: Option<Rank>,
    /// How many were ranked then.
    pub previous_of: Option<u32>,
    /// The earlier points, in whatever peer group.
    pub previous_points: Option<Points>,
    /// The earlier percent, in whatever peer group.
    pub previous_percent: Option<Percent>,
    /// The earlier tier, in whatever peer group.
    pub previous_tier: Option<TierReached>,
    /// Its areas, in the order of the later decision.
    pub areas: Vec<AreaChange>,
}

/// What an agency was in the earlier year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The same agency in the same peer group.
    Same,
    /// The same agency in another peer group.
    OtherGroup(PeerGroup),
    /// The same agency, with others merged into it since.
    MergedWith(Vec<AgencyCode>),
    /// Not assessed in the earlier year, but others of that year merged into it.
    MergedFrom(Vec<AgencyCode>),
    /// Not assessed in the earlier year.
    Newcomer,
}

/// An area's move.
#[derive(Clone, Debug)]
pub struct AreaChange {
    /// The area's code in the later year.
    pub code: String,
    /// Points more; nothing when the maxima differ or the area is new.
    pub points: Option<Exact>,
    /// Percentage points more; nothing when the area is new.
    pub percent_points: Option<Exact>,
}

/// An agency of the earlier year that the later does not assess.
#[derive(Clone, Debug)]
pub struct Leaver {
    /// The agency as it was assessed.
    pub agency: Assessed,
    /// Where its work went.
    pub merged_into: Option<AgencyCode>,
}

impl Comparison {
    /// Compares two years of standings, by the later year's register.
    #[must_use]
    pub fn between(earlier: &Standings, later: &Standings) -> Self {
        let present = |code: &AgencyCode| later.of(code).is_some();
        let leavers: Vec<Leaver> = earlier
            .standings
            .iter()
            .filter(|standing| !present(&standing.agency.code))
            .map(|standing| Leaver {
                merged_into: later
                    .register
                    .get(standing.agency.code.as_str())
                    .and_then(|agency| agency.merged_into.clone()),
                agency: standing.agency.clone(),
            })
            .collect();
        Self {
            earlier: earlier.year,
            later: later.year,
            changes: later
                .standings
                .iter()
                .map(|standing| change(earlier, later, standing, &leavers))
                .collect(),
            leavers,
            caveats: caveats(earlier, later),
            comparability: None,
            means: means(earlier, later),
        }
    }

    /// This comparison with what a crosswalk says of how far the two years can be compared.
    #[must_use]
    pub fn by(self, crosswalk: &Crosswalk) -> Self {
        let comparability = Comparability {
            comparable: crosswalk.comparable(),
            total: crosswalk.total.clone(),
            confirmed: crosswalk.confirmed,
        };
        Self { comparability: Some(comparability), ..self }
    }

    /// The move of `agency`.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode) -> Option<&Change> {
        self.changes.iter().find(|change| change.agency.code == *agency)
    }
}

fn means(earlier: &Standings, later: &Standings) -> Vec<(PeerGroup, Exact)> {
    let moved = later.groups.iter().filter_map(|now| {
        let before = earlier.groups.iter().find(|before| before.name == now.name)?;
        Some((now.name.clone(), now.mean.as_ref()?.exact() - before.mean.as_ref()?.exact()))
    });
    moved.collect()
}

fn change(earlier: &Standings, later: &Standings, now: &Standing, leavers: &[Leaver]) -> Change {
    let code = &now.agency.code;
    let before = earlier.of(code);
    let merged = leavers.iter().filter(|leaver| leaver.merged_into.as_ref() == Some(code));
    let merged: Vec<AgencyCode> = merged.map(|leaver| leaver.agency.code.clone()).collect();
    let origin = match before {
        None if merged.is_empty() => Origin::Newcomer,
        None => Origin::MergedFrom(merged),
        Some(before) if before.agency.group != now.agency.group => {
            Origin::OtherGroup(before.agency.group.clone())
        }
        Some(_) if merged.is_empty() => Origin::Same,
        Some(_) => Origin::MergedWith(merged),
    };
    let past = past::past(earlier, later, code);
    // a place of one of several is not the place of all
    let same_group =
        before.filter(|_| past.is_none()).filter(|before| before.agency.group == now.agency.group);
    let previous_rank = same_group.and_then(|before| before.rank);
    let before = past.as_ref().map(|past| &past.standing).or(before);
    let comparable = earlier.total == later.total;
    Change {
        agency: now.agency.clone(),
        points: before
            .filter(|_| comparable)
            .map(|before| now.points.exact() - before.points.exact()),
        percent_points: before.and_then(|before| {
            Some(now.percent.as_ref()?.exact() - before.percent.as_ref()?.exact())
        }),
        places: previous_rank
            .zip(now.rank)
            .map(|(before, now)| i64::from(before.0) - i64::from(now.0)),
        previous_of: previous_rank.and(same_group).map(|before| before.of),
        previous_rank,
        previous_points: before.map(|before| before.points.clone()),
        previous_percent: before.and_then(|before| before.percent.clone()),
        previous_tier: before.and_then(|before| before.tier.clone()),
        areas: now.areas.iter().map(|area| area_change(area, now, before, earlier.year)).collect(),
        back_cast: past.map(|past| past.parts).unwrap_or_default(),
        origin,
    }
}

/// The area of an earlier year that `area` continues: by what the criteria say it was, else by its id. An area of the
/// earlier year goes on in one of the later only: the first that says so, else the one of the same id.
fn continued<'a>(
    area: &AreaStanding,
    now: &[AreaStanding],
    before: &'a [AreaStanding],
    year: Year,
) -> Option<&'a AreaStanding> {
    let was = |area: &AreaStanding| area.was.get(&year).cloned();
    let id = was(area).unwrap_or_else(|| area.id.to_string());
    let first = now.iter().find(|other| was(other).as_ref() == Some(&id));
    let free = first.is_none_or(|first| first.id == area.id);
    before.iter().find(|earlier| free && earlier.id.as_str() == id)
}

fn area_change(
    area: &AreaStanding,
    now: &Standing,
    before: Option<&Standing>,
    year: Year,
) -> AreaChange {
    let earlier = before.and_then(|before| continued(area, &now.areas, &before.areas, year));
    let same_max = earlier.filter(|earlier| earlier.nominal == area.nominal);
    AreaChange {
        code: area.code.clone(),
        points: same_max.map(|earlier| area.points.exact() - earlier.points.exact()),
        percent_points: earlier.and_then(|earlier| {
            Some(area.percent.as_ref()?.exact() - earlier.percent.as_ref()?.exact())
        }),
    }
}

fn caveats(earlier: &Standings, later: &Standings) -> Vec<Message> {
    let mut caveats = Vec::new();
    if earlier.set != later.set {
        caveats.push(
            Message::new("caveat-other-set")
                .with("earlier", &earlier.set)
                .with("later", &later.set),
        );
    }
    if earlier.total != later.total {
        let caveat = Message::new("caveat-total").with("earlier", earlier.total.exact());
        caveats.push(caveat.with("later", later.total.exact()));
    }
    let areas = |standings: &Standings| {
        standings.standings.first().map(|standing| standing.areas.clone()).unwrap_or_default()
    };
    let (before, now) = (areas(earlier), areas(later));
    for area in &now {
        let about = |name| Message::new(name).with("area", &area.title).with("code", &area.code);
        match continued(area, &now, &before, earlier.year) {
            None => caveats.push(about("caveat-new-area")),
            Some(was) if was.nominal != area.nominal => {
                caveats.push(
                    about("caveat-area-max")
                        .with("earlier", was.nominal.exact())
                        .with("later", area.nominal.exact()),
                );
            }
            Some(_) => {}
        }
    }
    for area in &before {
        let goes_on = now.iter().any(|later| {
            continued(later, &now, &before, earlier.year).is_some_and(|was| was.id == area.id)
        });
        if !goes_on {
            caveats.push(
                Message::new("caveat-dropped-area")
                    .with("area", &area.title)
                    .with("code", &area.code),
            );
        }
    }
    caveats
}
