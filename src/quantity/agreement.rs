//! Small ratios are worked out as big ones are.

use num_rational::BigRational;
use num_traits::Zero as _;

use super::Exact;

/// Numbers of every size and sign: the small ways must give what big numbers give.
#[test]
fn small_numbers_are_worked_out_as_big_ones_are() {
    let wholes = [0, 1, -1, 2, 3, -7, 999_983, 1_000_000, -i64::MAX, i64::MAX, i64::MIN];
    let ratio = |n: i64, d: i64| BigRational::new(n.into(), d.into());
    let numbers: Vec<BigRational> = wholes
        .iter()
        .flat_map(|n| wholes.iter().filter(|d| **d != 0).map(|d| ratio(*n, *d)))
        .chain([ratio(i64::MAX, 1) * ratio(i64::MAX, 3)])
        .collect();
    for a in &numbers {
        let one = Exact::from_ratio(a.clone());
        assert_eq!(one.to_ratio(), *a);
        for b in &numbers {
            let other = Exact::from_ratio(b.clone());
            assert_eq!(&one + &other, Exact::from_ratio(a + b), "{a} + {b}");
            assert_eq!(&one - &other, Exact::from_ratio(a - b), "{a} - {b}");
            assert_eq!(&one * &other, Exact::from_ratio(a * b), "{a} * {b}");
            assert_eq!(one.cmp(&other), a.cmp(b), "{a} {b}");
            let quotient = (!b.is_zero()).then(|| Exact::from_ratio(a / b));
            assert_eq!(one.over(&other), quotient, "{a} / {b}");
        }
    }
}
