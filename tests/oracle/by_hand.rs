//! The oracle held against figures worked out by hand from the decisions and the format's page: it, too, must be right.

use super::generate_value::field;
use super::round::rounded;
use super::rule::{Answers, Due, How, IfNone, Late, Over, Reach, Respondents, Rule, Value};
use super::set::{
    Agency, Body, Case, Day, Figure, Group, Kind, Mode, Node, Number, Policy, Record, Round,
    Rounding, Set, Worth, number,
};
use super::{exact, outcomes};

pub fn n(text: &str) -> Number {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{rest}").parse().unwrap_or(0);
    number(digits, 10i64.pow(rest.len().try_into().unwrap_or(0)))
}

fn node(id: &str, worth: Worth, fields: Vec<super::set::Field>, body: Body) -> Node {
    Node {
        id: id.into(),
        code: id.into(),
        worth,
        method: None,
        policy: None,
        missing: None,
        fields,
        body,
    }
}

fn item(id: &str, max: &str, kind: Kind, rule: Rule) -> Node {
    node(id, Worth::Max(n(max)), vec![field("f", kind)], Body::Rule(Box::new(rule)))
}

pub fn mark(id: &str, max: &str) -> Node {
    item(id, max, Kind::Points, Rule::Judged { of: "f".into(), step: None })
}

fn parent(id: &str, max: &str, items: Vec<Node>) -> Node {
    node(id, Worth::Max(n(max)), Vec::new(), Body::Items(items))
}

pub fn set(areas: Vec<Node>) -> Set {
    Set {
        comma: false,
        rounding: Rounding::default(),
        rank_by_points: false,
        ties: None,
        policy: None,
        refuse_unconfirmed: false,
        missing: None,
        rank_unsubmitted: false,
        holidays: Vec::new(),
        workdays: Vec::new(),
        survey_not_held: None,
        fields: Vec::new(),
        tiers: None,
        groups: vec![Group { name: "g".into(), tiers: None, ties: None }],
        areas,
    }
}

/// An agency with figures by item, of field `f`; an item without a figure is declared not applicable.
pub fn agency(code: usize, given: &[(&str, Option<Figure>)]) -> Agency {
    let mut record = Record::default();
    for (id, figure) in given {
        match figure {
            Some(figure) => {
                record.figures.insert(((*id).into(), "f".into()), figure.clone()).is_some()
            }
            None => record.declared.insert((*id).into(), true).is_some(),
        };
    }
    Agency { code: format!("s{code}"), group: "g".into(), unranked: false, record }
}

pub fn points(text: &str) -> Option<Figure> {
    Some(Figure::Number(n(text)))
}

/// Points, maximum and percent of the only agency.
fn scored(set: Set, given: &[(&str, Option<Figure>)]) -> [String; 3] {
    let all = outcomes(&Case { set, agencies: vec![agency(1, given)], decisions: Vec::new() });
    all.into_iter()
        .map(|o| [o.points, o.max, o.percent.unwrap_or_default()])
        .next()
        .unwrap_or_default()
}

fn awarded(max: &str, kind: Kind, rule: Rule, figure: Option<Figure>) -> String {
    let [points, ..] = scored(set(vec![item("1", max, kind, rule)]), &[("1", figure)]);
    points
}

#[test]
fn a_decimal_is_printed_while_it_ends() {
    let printed =
        [n("8.75"), number(-1, 2), n("3"), number(20, 3), number(-5, 3), n("0.05"), n("100")]
            .map(|n| exact(&n));
    assert_eq!(printed, ["8.75", "-0.5", "3", "20/3", "-5/3", "0.05", "100"]);
}

#[test]
fn every_mode_rounds_its_own_way() {
    let of = |text: &str, mode| exact(&rounded(n(text), Some(Round { digits: 1, mode })));
    let modes = [Mode::HalfUp, Mode::HalfEven, Mode::Truncate, Mode::Up];
    assert_eq!(modes.map(|mode| of("0.25", mode)), ["0.3", "0.2", "0.2", "0.3"]);
    assert_eq!(modes.map(|mode| of("0.35", mode)), ["0.4", "0.4", "0.3", "0.4"]);
    assert_eq!(modes.map(|mode| of("0.21", mode)), ["0.2", "0.2", "0.2", "0.3"]);
}

#[test]
fn thanh_hoa_leaves_16_points_out_of_the_maximum() {
    let areas = vec![mark("1", "84"), mark("2", "16")];
    let mut set = set(areas);
    set.rounding.percent = Some(Round { digits: 2, mode: Mode::HalfUp });
    assert_eq!(scored(set, &[("1", points("68.32")), ("2", None)]), ["68.32", "84", "81.33"]);
}

#[test]
fn hai_phong_shares_four_points_among_four_criteria() {
    let ids = ["1.1", "1.2", "1.3", "1.4", "1.5"];
    let mut items = ids.map(|id| mark(id, "4")).to_vec();
    items.iter_mut().for_each(|item| item.policy = Some(Policy::Redistribute));
    let given = [
        ("1.1", points("4")),
        ("1.2", points("2")),
        ("1.3", points("0")),
        ("1.4", points("1")),
        ("1.5", None),
    ];
    assert_eq!(scored(set(vec![parent("1", "20", items)]), &given), ["8.75", "20", "43.75"]);
}

#[test]
fn the_rest_of_a_section_is_converted_to_ten() {
    let mut section = parent("1", "20", vec![mark("1.1", "15"), mark("1.2", "5")]);
    section.policy = Some(Policy::RescaleTo(n("10")));
    let both = set(vec![section, mark("2", "10")]);
    let one_left_out = [("1.1", points("10")), ("1.2", None), ("2", points("5"))];
    assert_eq!(scored(both.clone(), &one_left_out), ["35/3", "20", "175/3"]);
    let all_apply = [("1.1", points("10")), ("1.2", points("5")), ("2", points("5"))];
    assert_eq!(scored(both, &all_apply), ["20", "30", "200/3"]);
}

#[test]
fn full_points_bonus_and_deduction_meet_in_the_total() {
    let mut free = mark("1", "3");
    free.policy = Some(Policy::FullPoints);
    let with = |id: &str, worth| Node { worth, ..mark(id, "3") };
    let areas = vec![
        free,
        mark("2", "7"),
        with("3", Worth::Bonus(n("3"))),
        with("4", Worth::Deduction(n("3"))),
    ];
    let given = [("1", None), ("2", points("4")), ("3", points("2")), ("4", points("0.5"))];
    assert_eq!(scored(set(areas), &given), ["8.5", "10", "85"]);
}

#[test]
fn rules_award_what_the_decisions_say() {
    let of = || Value::Field("f".into());
    let percent = || Kind::Percent { most: None };
    let least = Rule::Proportional { of: of(), nothing_below: Some(n("80")), full_from: None };
    let rate = |text: &str| awarded("3", percent(), least.clone(), points(text));
    assert_eq!(["79.99", "80", "100", "120"].map(rate), ["0", "2.4", "3", "3"]);
    let reach = Rule::Reach(Reach { of: of(), how: How::AtLeast, target: Value::Number(n("95")) });
    assert_eq!(
        ["94.99", "95"].map(|t| awarded("2.5", percent(), reach.clone(), points(t))),
        ["0", "2.5"]
    );
    let scale = Rule::Scale { of: of(), anchors: vec![(n("50"), n("0")), (n("90"), n("2"))] };
    assert_eq!(
        ["40", "60", "95"].map(|t| awarded("2", percent(), scale.clone(), points(t))),
        ["0", "0.5", "2"]
    );
    let each = Rule::Each { of: of(), points: n("0.5") };
    assert_eq!(
        ["3", "7"].map(|t| awarded("2", Kind::Count { most: None }, each.clone(), points(t))),
        ["1.5", "2"]
    );
    let options: Vec<(String, Number)> =
        [("A", "100"), ("B", "60"), ("C", "20"), ("D", "0")].map(|(o, p)| (o.into(), n(p))).into();
    let kind = Kind::Ballots(options.iter().map(|(o, _)| o.clone()).collect());
    let survey = Rule::Survey(vec![Respondents {
        of: "f".into(),
        weight: n("10"),
        answers: Answers::Options(options),
    }]);
    let ballots =
        [("A", 30), ("B", 50), ("C", 15), ("D", 5)].map(|(o, n)| (o.to_owned(), n)).to_vec();
    assert_eq!(awarded("25", kind, survey, Some(Figure::Ballots(ballots))), "15.75");
}

#[test]
fn a_share_of_nothing_is_what_the_rule_says() {
    let none = || Box::new(Value::Number(n("0")));
    let with = |if_none| Rule::Proportional {
        of: Value::Share {
            of: none(),
            among: Box::new(Value::Field("f".into())),
            if_none,
            over: Over::Cap,
        },
        nothing_below: None,
        full_from: None,
    };
    let earned = |if_none| {
        let area = item("1", "2", Kind::Count { most: None }, with(if_none));
        scored(set(vec![area, mark("2", "8")]), &[("1", points("0")), ("2", points("4"))])
    };
    assert_eq!(earned(IfNone::Full), ["6", "10", "60"]);
    assert_eq!(earned(IfNone::Zero), ["4", "10", "40"]);
    assert_eq!(earned(IfNone::NotApplicable), ["4", "8", "50"]);
}

#[test]
fn working_days_late_leave_out_days_off() {
    let rule = Rule::Lateness {
        of: "f".into(),
        due: Due::MonthDay(6, 15),
        working: true,
        award: Late::PerDay { points: n("0.1"), floor: Some(n("0.2")) },
    };
    let mut set = set(vec![item("1", "1", Kind::Date, rule)]);
    let sent = |set: &Set, day| {
        let day = Some(Figure::Date(Day::of(2018, 6, day)));
        let [points, ..] = scored(set.clone(), &[("1", day)]);
        points
    };
    // Friday the 15th is the day; Saturday and Sunday are off.
    assert_eq!([14, 15, 17, 19].map(|day| sent(&set, day)), ["1", "1", "1", "0.8"]);
    set.holidays.push((Day::of(2018, 6, 18), Day::of(2018, 6, 18)));
    set.workdays.push(Day::of(2018, 6, 16));
    assert_eq!([16, 18, 19, 30].map(|day| sent(&set, day)), ["0.9", "0.9", "0.8", "0.2"]);
}
