//! XML files in the encodings that older programs write: UTF-16 with a byte order mark, and ISO-8859-1 or
//! Windows-1252 where the declaration says so. All else is left to be read as UTF-8.
//!
//! Bytes 0x80 to 0x9F are those of Windows-1252 in both, as in the WHATWG's encoding standard.

use std::borrow::Cow;

/// Windows-1252 from 0x80 to 0x9F; bytes without a character stay control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The file in UTF-8, or as it is.
pub(super) fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => sixteen(rest, u16::from_le_bytes, bytes),
        [0xFE, 0xFF, rest @ ..] => sixteen(rest, u16::from_be_bytes, bytes),
        // Files that are UTF-8 whatever they declare are more common than texts that look like it.
        _ if std::str::from_utf8(bytes).is_ok() || !declares_latin(bytes) => Cow::Borrowed(bytes),
        _ => {
            let text: String = bytes.iter().map(|&byte| character(byte)).collect();
            Cow::Owned(text.into_bytes())
        }
    }
}

fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn sixteen<'a>(rest: &[u8], unit: fn([u8; 2]) -> u16, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let (pairs, odd) = rest.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if odd.is_empty() => Cow::Owned(text.into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

/// Whether `<?xml ... encoding="..."?>` names one of the two, by any of their usual names.
fn declares_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declaration = head.trim_start().strip_prefix("<?xml");
    let declaration = declaration.and_then(|rest| rest.split_once("?>"));
    let named = declaration.and_then(|(inside, _)| inside.split_once("encoding"));
    let Some((_, value)) = named else {
        return false;
    };
    let name = value
        .split(['"', '\''])
        .nth(1)
        .unwrap_or_default()
        .replace(['-', '_'], "");
    matches!(
        name.as_str(),
        "iso88591" | "latin1" | "windows1252" | "cp1252"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_encodings_are_kept_to() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a b=\"caf\xe9 \x80\"/>";
        let text = String::from_utf8(utf8(latin).into_owned()).unwrap();
        assert!(text.contains("\"café €\""), "{text}");
        let undeclared = b"<a b=\"caf\xe9\"/>";
        assert_eq!(&*utf8(undeclared), undeclared);
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(units("<ä/>").iter().flat_map(|unit| unit.to_le_bytes()));
        assert_eq!(&*utf8(&wide), "<ä/>".as_bytes());
        let mut wide = vec![0xFE, 0xFF];
        wide.extend(units("<ä/>").iter().flat_map(|unit| unit.to_be_bytes()));
        assert_eq!(&*utf8(&wide), "<ä/>".as_bytes());
        wide.push(0);
        assert_eq!(&*utf8(&wide), &wide[..], "half a character");
    }
}
