//! The tokens' contrast, computed: 7:1 for every text role over what it stands on.

const TOKENS: &str = include_str!("../../../assets/tokens.css");
const LEAST: f64 = 7.0;

/// Text, and what it stands on.
const PAIRS: &[(&str, &[&str])] = &[
    ("text", &["ground", "surface", "raised", "accent-soft"]),
    ("quiet", &["ground", "surface", "raised", "accent-soft"]),
    ("accent", &["ground", "surface", "raised", "accent-soft"]),
    ("good", &["ground", "surface", "raised", "good-soft"]),
    ("warn", &["ground", "surface", "raised", "warn-soft"]),
    ("bad", &["ground", "surface", "raised", "bad-soft"]),
    ("on-accent", &["accent"]),
    ("on-good", &["good"]),
];

/// Relative luminance (WCAG) of `oklch(L% C H)`; out-of-gamut parts are clipped as screens do.
fn luminance(theme: &str, role: &str) -> f64 {
    let (_, rest) = theme.split_once(&format!("--{role}: oklch(")).unwrap();
    let inside = rest.split_once(')').unwrap().0;
    let numbers: Vec<f64> = inside.split_whitespace().map(|it| it.trim_end_matches('%').parse().unwrap()).collect();
    let (lightness, chroma, hue) = (numbers[0] / 100.0, numbers[1], numbers[2].to_radians());
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    let red = 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s;
    let green = -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s;
    let blue = -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s;
    0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
}

#[test]
fn text_stands_out_seven_to_one_in_both_themes() {
    let (light, dark) = TOKENS.split_once("prefers-color-scheme: dark").unwrap();
    for (theme, css) in [("light", light), ("dark", dark)] {
        for (text, grounds) in PAIRS {
            for ground in *grounds {
                let (one, other) = (luminance(css, text), luminance(css, ground));
                let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(ratio >= LEAST, "{theme}: {text} on {ground} is {ratio:.2}:1");
            }
        }
    }
}
