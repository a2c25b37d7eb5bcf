//! The oracle: a second scorer, the slow obvious way with exact fractions, from `criteria/README.md` and `data/README.md`.
//! It shares no code with the engine. [`agrees`] holds a generated case against whatever engine it is handed.

mod award;
mod by_hand;
mod by_hand_standing;
pub mod generate;
pub mod lanes;
mod generate_nested;
mod generate_record;
mod generate_rule;
mod generate_settings;
mod generate_standing;
mod generate_value;
mod round;
mod rule;
mod score;
mod set;
mod standing;
mod value;
mod write;
mod write_evidence;
mod write_rule;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use num_traits::{One, Zero};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use generate::case;
pub use set::{Case, Number};

/// File name and text.
pub type Texts = Vec<(String, String)>;

/// What became of one agency; every number as [`exact`] prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub code: String,
    pub points: String,
    /// The applicable maximum.
    pub max: String,
    /// None when nothing applies, or when the agency sent nothing and the set does not rank such.
    pub percent: Option<String>,
    pub tier: Option<String>,
    pub rank: Option<usize>,
    /// By node id: areas, criteria and items.
    pub nodes: BTreeMap<String, NodeOutcome>,
}

/// What became of one node of one agency.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeOutcome {
    /// Of a bonus what it adds, of a deduction what it takes, both positive.
    pub points: String,
    /// The applicable maximum; of a bonus or deduction the most it could be; 0 when it does not apply.
    pub max: String,
    /// `scored`, `missing`, `not_submitted` or `not_applicable`; empty at a node with items.
    pub status: String,
}

/// A number as a decimal when it terminates (`8.75`, `-0.5`, `3`), else in lowest terms (`20/3`).
pub fn exact(n: &Number) -> String {
    let (mut rest, mut digits) = (n.denom().clone(), 0u32);
    for prime in [2u32, 5] {
        let mut power = 0u32;
        while (&rest % prime) == num_bigint::BigInt::ZERO {
            rest /= prime;
            power += 1;
        }
        digits = digits.max(power);
    }
    if !rest.is_one() {
        return n.to_string();
    }
    let sign = if *n < Number::zero() { "-" } else { "" };
    let scaled = (n * Number::from_integer(num_bigint::BigInt::from(10).pow(digits))).to_integer();
    let text = format!("{:0>width$}", scaled.magnitude(), width = digits as usize + 1);
    let (whole, rest) = text.split_at(text.len() - digits as usize);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The case as the engine reads it: the files of the criteria folder, then those of the evidence folder.
pub fn texts(case: &Case) -> (Texts, Texts) {
    (write::criteria(&case.set), write_evidence::evidence(case))
}

/// What the oracle makes of a case, in the order of the register.
pub fn outcomes(case: &Case) -> Vec<Outcome> {
    let status = |status| match status {
        score::Status::Scored => "scored",
        score::Status::Missing => "missing",
        score::Status::NotSubmitted => "not_submitted",
        score::Status::NotApplicable => "not_applicable",
    };
    let node = |n: &score::Scored| NodeOutcome {
        points: exact(&n.points),
        max: exact(&n.max),
        status: if n.is_item { status(n.status) } else { "" }.to_owned(),
    };
    let outcome = |s: standing::Standing| Outcome {
        code: s.agency.code.clone(),
        points: exact(&s.sheet.points),
        max: exact(&s.sheet.max),
        percent: s.percent.as_ref().map(exact),
        tier: s.tier,
        rank: s.rank,
        nodes: s.sheet.nodes.iter().map(|(id, n)| (id.clone(), node(n))).collect(),
    };
    standing::standings(case).into_iter().map(outcome).collect()
}

/// Asserts that an engine makes of the case what the oracle makes of it, and says where it does not.
///
/// The closure is the only place that touches the engine: it takes the files of the criteria folder and those of the
/// evidence folder, each as name and text, and returns one [`Outcome`] for each agency, in any order.
pub fn agrees(
    case: &Case,
    engine: impl Fn(&[(String, String)], &[(String, String)]) -> Vec<Outcome>,
) {
    let (criteria, evidence) = texts(case);
    let differences = differences(&outcomes(case), &engine(&criteria, &evidence));
    assert!(differences.is_empty(), "the engine and the oracle differ\n{differences}\n{case:?}");
}

/// Hands generated cases to `held`, the same for the same seed; what it says of the smallest found that it does not
/// hold for, with the files.
pub fn generated(
    cases: u32,
    seed: u64,
    held: impl Fn(&[(String, String)], &[(String, String)]) -> Result<usize, String>,
) -> String {
    let config = Config {
        cases,
        max_shrink_iters: 4_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&case(), |case| {
        let (criteria, evidence) = texts(&case);
        held(&criteria, &evidence).map(drop).map_err(TestCaseError::fail)
    });
    outcome.err().map(|fault| fault.to_string()).unwrap_or_default()
}

/// [`agrees`] on as many generated cases, the same for the same seed; where one differs, the smallest found is shown.
pub fn agrees_on(
    cases: u32,
    seed: u64,
    engine: impl Fn(&[(String, String)], &[(String, String)]) -> Vec<Outcome>,
) {
    let config = Config {
        cases,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    };
    let held = TestRunner::new(config).run(&case(), |case| {
        let (criteria, evidence) = texts(&case);
        let said = differences(&outcomes(&case), &engine(&criteria, &evidence));
        if said.is_empty() { Ok(()) } else { Err(TestCaseError::fail(said)) }
    });
    let said = held.err().map(|fault| fault.to_string()).unwrap_or_default();
    assert!(said.is_empty(), "the engine and the oracle differ\n{said}");
}

/// One line for each difference; nothing when there is none.
pub fn differences(ours: &[Outcome], theirs: &[Outcome]) -> String {
    let mut said = String::new();
    let mut say =
        |place: &str, what: &str, oracle: &dyn std::fmt::Debug, engine: &dyn std::fmt::Debug| {
            let (oracle, engine) = (format!("{oracle:?}"), format!("{engine:?}"));
            if oracle != engine {
                let _ = writeln!(said, "{place}: {what}: oracle {oracle}, engine {engine}");
            }
        };
    let codes = |of: &[Outcome]| {
        let mut codes: Vec<String> = of.iter().map(|o| o.code.clone()).collect();
        codes.sort();
        codes
    };
    say("agencies", "codes", &codes(ours), &codes(theirs));
    for our in ours {
        let Some(their) = theirs.iter().find(|t| t.code == our.code) else {
            continue;
        };
        let ids = |o: &Outcome| o.nodes.keys().cloned().collect::<Vec<_>>();
        say(&our.code, "nodes", &ids(our), &ids(their));
        for (id, node) in &our.nodes {
            let place = format!("{} item {id}", our.code);
            let Some(theirs) = their.nodes.get(id) else {
                continue;
            };
            say(&place, "points", &node.points, &theirs.points);
            say(&place, "max", &node.max, &theirs.max);
            say(&place, "status", &node.status, &theirs.status);
        }
        say(&our.code, "points", &our.points, &their.points);
        say(&our.code, "max", &our.max, &their.max);
        say(&our.code, "percent", &our.percent, &their.percent);
        say(&our.code, "tier", &our.tier, &their.tier);
        say(&our.code, "rank", &our.rank, &their.rank);
    }
    said
}

impl std::fmt::Debug for Case {
    /// The files, as one would save them to see the case fail.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (criteria, evidence) = texts(self);
        criteria
            .iter()
            .chain(&evidence)
            .try_for_each(|(name, text)| write!(f, "\n--- {name}\n{text}"))
    }
}
