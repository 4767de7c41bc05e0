//! A link as a QR code: a picture that every mail program shows.

use fast_qr::QRBuilder;

/// Light modules around the code; readers want them.
const MARGIN: usize = 4;
/// Dots to a module.
const SCALE: usize = 5;

/// The QR code of a text as PNG; nothing where the text is too long for a code.
pub(crate) fn png(text: &str) -> Option<Vec<u8>> {
    let code = QRBuilder::new(text).build().ok()?;
    let side = (code.size + 2 * MARGIN) * SCALE;
    let mut dots = Vec::with_capacity(side * side.div_ceil(8));
    for row in 0..side {
        let is_dark = |column: usize| {
            let place = |dot: usize| (dot / SCALE).checked_sub(MARGIN).filter(|place| *place < code.size);
            place(row).zip(place(column)).is_some_and(|(row, column)| code[row][column].value())
        };
        // Eight dots to a byte; a set bit is light, and so is what fills up the last byte.
        let eight = |first: usize| {
            (0..8).fold(0u8, |byte, bit| byte << 1 | u8::from(first + bit >= side || !is_dark(first + bit)))
        };
        dots.extend((0..side).step_by(8).map(eight));
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(side).ok()?, u32::try_from(side).ok()?);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&dots).ok()?;
    writer.finish().ok()?;
    Some(file)
}
