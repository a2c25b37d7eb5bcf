//! SHA-256 as FIPS 180-4 writes it, for the names by which the page's policy knows its scripts; a browser that comes to
//! another digest runs neither, and the page's tests in one would fail.

/// The first 32 bits of the fractions of the square roots of the first eight primes.
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
const ROUNDS: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The digest of a text, in base64, as a policy spells it: `sha256-…`.
pub(super) fn named(text: &str) -> String {
    let bytes: Vec<u8> =
        sha256(text.as_bytes()).iter().flat_map(|word| word.to_be_bytes()).collect();
    format!("sha256-{}", base64(&bytes))
}

fn sha256(text: &[u8]) -> [u32; 8] {
    let mut padded = text.to_vec();
    padded.push(0x80);
    let zeros = (120 - padded.len() % 64) % 64;
    padded.resize(padded.len() + zeros, 0);
    padded.extend((text.len() as u64 * 8).to_be_bytes());
    padded.chunks_exact(64).fold(START, block)
}

fn block(state: [u32; 8], chunk: &[u8]) -> [u32; 8] {
    let mut words = chunk
        .chunks_exact(4)
        .map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
        .collect::<Vec<u32>>();
    for at in 16..64 {
        let back = |by: usize| words.get(at - by).copied().unwrap_or_default();
        let (near, far) = (back(2), back(15));
        let near = near.rotate_right(17) ^ near.rotate_right(19) ^ near >> 10;
        let far = far.rotate_right(7) ^ far.rotate_right(18) ^ far >> 3;
        words.push(back(16).wrapping_add(far).wrapping_add(back(7)).wrapping_add(near));
    }
    let mut mixed = state;
    for (word, round) in words.iter().zip(ROUNDS) {
        let [a, b, c, d, e, f, g, h] = mixed;
        let low = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let high = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let chosen = e & f ^ !e & g;
        let most = a & b ^ a & c ^ b & c;
        let first =
            h.wrapping_add(low).wrapping_add(chosen).wrapping_add(round).wrapping_add(*word);
        mixed =
            [first.wrapping_add(high).wrapping_add(most), a, b, c, d.wrapping_add(first), e, f, g];
    }
    std::array::from_fn(|k| {
        let of = |words: &[u32; 8]| words.get(k).copied().unwrap_or_default();
        of(&state).wrapping_add(of(&mixed))
    })
}

fn base64(bytes: &[u8]) -> String {
    let letter =
        |six: u32| LETTERS.get(six as usize & 63).map_or('=', |letter| char::from(*letter));
    let three = |three: &[u8]| -> String {
        let bits = three.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        let four = (0..4).map(|k| if k > three.len() { '=' } else { letter(bits >> (18 - 6 * k)) });
        four.collect()
    };
    bytes.chunks(3).map(three).collect()
}

#[cfg(test)]
mod tests {
    use super::named;

    /// Source: FIPS 180-4, the examples of SHA-256, and lengths around the end of a block; from `openssl dgst`.
    #[test]
    fn digests_are_those_of_the_standard() {
        for (text, digest) in [
            ("a".repeat(0), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("a".repeat(3), "sha256-mDSHbc+wXLFnpcJJU+uljErImxrfV/KPL50JrxB+6PA="),
            ("a".repeat(55), "sha256-n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
            ("a".repeat(56), "sha256-s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o="),
            ("a".repeat(63), "sha256-fT50oF19sVvOStnsBljqmOPwbu7PFrTG//LaRX3cLzQ="),
            ("a".repeat(64), "sha256-/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
            ("a".repeat(65), "sha256-Y1NhxIu56rFBmOduqKt/GkFoXWrWKqkUbTAdTxfrCuA="),
            ("a".repeat(119), "sha256-MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps="),
            ("a".repeat(120), "sha256-Lz0zVDLHC1gK8Ojhs2dKfAINaDql9zqq7f3FWvkEwhw="),
            ("a".repeat(1000), "sha256-Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM="),
            ("abc".to_owned(), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            assert_eq!(named(&text), digest, "{} letters", text.len());
        }
    }
}
