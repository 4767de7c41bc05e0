//! QR codes of addresses, as pictures that stand in a page.

use fast_qr::QRBuilder;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;

/// The QR code of a text as SVG, dark on light with its quiet margin whatever the page's colours: readers
/// want it so. Nothing where the text is too long for a code.
pub fn svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let picture = SvgBuilder::default().margin(4).module_color("#000000").background_color("#ffffff").to_str(&code);
    // Inside a page it needs no name for what it is, and pages name no address of others.
    Some(picture.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_picture_and_a_novel_does_not() {
        let picture = svg("https://keys.example.org/k/0123456789abcdefghjkmnpqrs").unwrap();
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>"), "{picture}");
        assert!(!picture.contains("<script") && !picture.contains("keys.example.org"));
        assert_eq!(svg(&"x".repeat(5_000)), None);
    }
}
