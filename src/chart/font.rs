//! Which font sets a character: the embedded ones, or others that were added for what they lack.
//!
//! DejaVu is embedded so that an image has the same bytes on every machine, with or without fonts of its own. It has Latin,
//! Greek, Cyrillic and more, but no Chinese, Japanese or Korean: for these a process can add fonts.

use super::text::Weight;
use ab_glyph::{Font, FontArc, FontVec, GlyphId, PxScale, ScaleFont};
use std::sync::{LazyLock, PoisonError, RwLock};

static REGULAR: LazyLock<FontArc> =
    LazyLock::new(|| embedded(include_bytes!("fonts/DejaVuSans.ttf")));
static BOLD: LazyLock<FontArc> =
    LazyLock::new(|| embedded(include_bytes!("fonts/DejaVuSans-Bold.ttf")));
/// Added ones stay as long as the process does, as the embedded ones do.
static ADDED: RwLock<Vec<&'static FontArc>> = RwLock::new(Vec::new());

/// What stands for a character that no font has.
const NO_GLYPH: GlyphId = GlyphId(0);

fn embedded(bytes: &'static [u8]) -> FontArc {
    FontArc::try_from_slice(bytes).expect("the embedded font is a valid font file")
}

/// Adds a font for characters that those before it lack: the bytes of a TrueType or OpenType file, or of a collection, of
/// which the first font counts. It holds for all charts that this process draws from now on, whatever the weight of their
/// texts.
///
/// # Errors
/// A message where the bytes are no font with a height and outlines.
///
/// ```
/// // A font of ours with two signs, for tests.
/// let font = std::fs::read("tests/fixtures/fonts/two-signs.ttf").expect("a file of the repository");
/// assert_eq!(zopa::chart::add_font(font), Ok(()));
/// assert!(zopa::chart::add_font(b"no font".to_vec()).is_err());
/// ```
pub fn add_font(bytes: Vec<u8>) -> Result<(), String> {
    let font = FontVec::try_from_vec_and_index(bytes, 0)
        .map_err(|_| "not a TrueType or OpenType font".to_owned())?;
    if font.height_unscaled() <= 0.0 {
        return Err("a font whose letters have no height".to_owned());
    }
    let mut glyphs = font.codepoint_ids();
    if !glyphs.any(|(glyph, _)| font.outline(glyph).is_some()) {
        return Err("a font without outlines, which charts cannot draw".to_owned());
    }
    drop(glyphs);
    let mut added = ADDED.write().unwrap_or_else(PoisonError::into_inner);
    added.push(Box::leak(Box::new(FontArc::new(font))));
    Ok(())
}

/// A character as a font sets it.
#[derive(Clone, Copy)]
pub struct Letter {
    pub font: &'static FontArc,
    pub scale: PxScale,
    pub glyph: GlyphId,
    /// From the end of the letter before to the start of this one, and from there to its end, in pixels.
    pub kern: f32,
    pub advance: f32,
}

/// The letters of a text at so many pixels per em.
pub fn letters(text: &str, size: f64, weight: Weight) -> impl Iterator<Item = Letter> {
    let mut last: Option<Letter> = None;
    text.chars().map(move |c| {
        let (font, glyph) = find(c, weight);
        let scale = scale(font, size);
        let scaled = font.as_scaled(scale);
        let before = last.as_ref().filter(|last| std::ptr::eq(last.font, font));
        let letter = Letter {
            font,
            scale,
            glyph,
            kern: before.map_or(0.0, |before| scaled.kern(before.glyph, glyph)),
            advance: scaled.h_advance(glyph),
        };
        last = Some(letter);
        letter
    })
}

/// The characters of a text that no font has, each drawn as an empty box.
pub fn lacking(text: &str, weight: Weight) -> impl Iterator<Item = char> {
    text.chars().filter(move |&c| find(c, weight).1 == NO_GLYPH)
}

/// The font for a character, and its glyph there: the first font that has it, else that of the weight.
fn find(c: char, weight: Weight) -> (&'static FontArc, GlyphId) {
    let own: &FontArc = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let look_up = |font: &'static FontArc| (font, font.glyph_id(c));
    let has = |(_, glyph): &(&FontArc, GlyphId)| *glyph != NO_GLYPH;
    let embedded = [own, &*REGULAR].into_iter();
    if let Some(found) = embedded.map(look_up).find(has) {
        return found;
    }
    let added = ADDED.read().unwrap_or_else(PoisonError::into_inner);
    let mut added = added.iter().copied().map(look_up);
    added.find(has).unwrap_or((own, NO_GLYPH))
}

/// The scale at which an em of a font is `size` pixels.
fn scale(font: &FontArc, size: f64) -> PxScale {
    let em = font.units_per_em().unwrap_or(2048.0);
    PxScale::from(size as f32 * font.height_unscaled() / em)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Digits of mathematics are in the regular font only.
    #[test]
    fn what_one_font_lacks_another_may_have() {
        let regular = letters("𝟢", 20.0, Weight::Regular).next().unwrap();
        let bold = letters("𝟢", 20.0, Weight::Bold).next().unwrap();
        assert!(regular.glyph != NO_GLYPH && bold.glyph == regular.glyph);
        let said: String = lacking("a𝟢ж美b", Weight::Bold).collect();
        assert_eq!(said, "美");
    }
}
