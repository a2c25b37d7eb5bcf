//! Square roots of exact numbers, to as many digits as are printed. Whole numbers only.

use num_traits::Signed as _;

use super::Exact;

impl Exact {
    /// The square root rounded half up to this many digits; nothing of a number under nought.
    #[must_use]
    pub fn square_root(&self, digits: u8) -> Option<Self> {
        let (value, scale) = (self.to_ratio(), num_bigint::BigInt::from(10).pow(digits.into()));
        if value.is_negative() {
            return None;
        }
        // the root doubled and cut off says on which side of a half the root itself lies
        let squares: num_bigint::BigInt = &scale * &scale * 4;
        let doubled = (value * squares).to_integer().sqrt();
        let rounded: num_bigint::BigInt = (doubled + 1) / 2;
        Some(Self::from_ratio(num_rational::BigRational::new(rounded, scale)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_rounded_half_up() {
        let root = |text: &str, digits| {
            Exact::parse(text).unwrap().square_root(digits).unwrap().to_string()
        };
        assert_eq!(root("2", 4), "1.4142");
        assert_eq!(root("3", 2), "1.73");
        assert_eq!(root("0.25", 0), "1");
        assert_eq!(root("0.2499", 0), "0");
        assert_eq!(root("10000000000000000000000", 0), "100000000000");
        assert_eq!(Exact::parse("-1").unwrap().square_root(2), None);
    }
}
