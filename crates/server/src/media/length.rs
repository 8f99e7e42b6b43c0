//! How long a recording is, as its own file says: WebM (EBML, RFC 8794) and MP4 (ISO/IEC 14496-12). Only what is needed for
//! that is read. Files are hostile: sizes are never believed further than the file reaches, and steps are counted.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// How every WebM file begins.
pub const EBML: [u8; 4] = [0x1a, 0x45, 0xdf, 0xa3];
/// Most elements or boxes that are looked at: a day of a recording that was written as it was made.
const STEPS: u32 = 10_000_000;
/// A day and a night; what is longer is no webinar.
const LONGEST_MS: f64 = 86_400_000.0;

/// What a file says of its length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// So many milliseconds, at least one.
    Milliseconds(u32),
    /// It does not say, or nothing that can be.
    Unsaid,
    /// It is another kind of file.
    Other,
}

impl Length {
    fn of_ms(ms: f64) -> Self {
        let fits = (1.0..=LONGEST_MS).contains(&ms);
        // Within bounds, so that nothing is cut off but a fraction.
        if fits { Self::Milliseconds(ms.round() as u32) } else { Self::Unsaid }
    }
}

/// Of a WebM file. One that was written while it was made has no length in its head; then the last picture or sound counts.
///
/// # Errors
/// The file can't be read; one that ends too early is no error.
pub fn of_webm(mut file: impl BufRead + Seek) -> io::Result<Length> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let (mut scale, mut cluster, mut last) = (1_000_000.0, 0_u64, None::<u64>);
    let mut is_webm = false;
    for _ in 0..STEPS {
        let Some((id, size)) = element(&mut file)? else { break };
        match id {
            // EBML head, segment, its information, cluster, group of blocks: look inside.
            0x1a45_dfa3 | 0x1853_8067 | 0x1549_a966 | 0x1f43_b675 | 0xa0 => continue,
            _ => {}
        }
        // Only segments and clusters may leave their size open.
        let Some(size) = size else { break };
        let at = file.stream_position()?;
        if size > length.saturating_sub(at) {
            break;
        }
        match id {
            0x4282 => is_webm = bytes(&mut file, size)?.as_slice() == b"webm",
            0x002a_d7b1 => scale = to_float(unsigned(&bytes(&mut file, size)?)),
            0x4489 => {
                let units = float(&bytes(&mut file, size)?);
                if is_webm && units.is_some_and(|units| units > 0.0) {
                    // The scale stands before it in every file that anything writes; RFC 9559 does not ask for that.
                    return Ok(Length::of_ms(units.unwrap_or_default() * scale / 1e6));
                }
            }
            0xe7 => cluster = unsigned(&bytes(&mut file, size)?),
            0xa3 | 0xa1 => {
                if let Some(after) = block_time(&mut file, size)? {
                    last = last.max(cluster.checked_add_signed(after.into()));
                }
            }
            _ => {}
        }
        if !is_webm && id == 0x4282 {
            return Ok(Length::Other);
        }
        skip_to(&mut file, at.saturating_add(size))?;
    }
    Ok(match last {
        _ if !is_webm => Length::Other,
        Some(last) => Length::of_ms(to_float(last) * scale / 1e6),
        None => Length::Unsaid,
    })
}

/// Of an MP4 file: the length in its movie header, or that of its fragments.
///
/// # Errors
/// As [`of_webm`].
pub fn of_mp4(mut file: impl BufRead + Seek) -> io::Result<Length> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let (mut scale, mut units) = (0_u64, 0_u64);
    let mut at = 0_u64;
    for _ in 0..STEPS {
        let Some([size, name]) = words(&mut file)? else { break };
        let (head, size) = match size {
            0 => (8, length.saturating_sub(at)),
            1 => match words(&mut file)? {
                Some([high, low]) => (16, u64::from(high) << 32 | u64::from(low)),
                None => break,
            },
            size => (8, size.into()),
        };
        if size < head || size > length.saturating_sub(at) {
            break;
        }
        match &name.to_be_bytes() {
            b"moov" | b"mvex" => {
                at += head;
                continue;
            }
            b"mvhd" => {
                let bytes = bytes(&mut file, size - head)?;
                let number = |range: std::ops::Range<usize>| bytes.get(range).map_or(0, unsigned);
                (scale, units) = match bytes.first() {
                    Some(1) => (number(20..24), number(24..32)),
                    _ => (number(12..16), number(16..20)),
                };
                // All ones: not known.
                if units == u64::MAX || units == u64::from(u32::MAX) {
                    units = 0;
                }
            }
            b"mehd" => {
                let bytes = bytes(&mut file, size - head)?;
                let end = if bytes.first() == Some(&1) { 12 } else { 8 };
                units = units.max(bytes.get(4..end).map_or(0, unsigned));
            }
            _ => {}
        }
        at = at.saturating_add(size);
        skip_to(&mut file, at)?;
    }
    Ok(match scale {
        0 => Length::Unsaid,
        scale => Length::of_ms(to_float(units) / to_float(scale) * 1000.0),
    })
}

/// Id and size of the next element; the size is `None` where it is left open.
fn element(file: &mut impl BufRead) -> io::Result<Option<(u32, Option<u64>)>> {
    let Some((id, _)) = variable(file, 4, false)? else { return Ok(None) };
    let Some((size, ones)) = variable(file, 8, true)? else { return Ok(None) };
    Ok(Some((u32::try_from(id).unwrap_or(0), (!ones).then_some(size))))
}

/// A number of so many bytes as its first bits say, and whether all its other bits are set.
fn variable(file: &mut impl BufRead, most: u32, unmarked: bool) -> io::Result<Option<(u64, bool)>> {
    let Some(first) = next(file)? else { return Ok(None) };
    let length = first.leading_zeros() + 1;
    if length > most {
        return Ok(None);
    }
    let mut value = u64::from(first);
    for _ in 1..length {
        let Some(byte) = next(file)? else { return Ok(None) };
        value = value << 8 | u64::from(byte);
    }
    // At most 56 bits.
    let mask = (1_u64 << (7 * length)) - 1;
    Ok(Some((if unmarked { value & mask } else { value }, value & mask == mask)))
}

fn next(file: &mut impl BufRead) -> io::Result<Option<u8>> {
    let byte = file.fill_buf()?.first().copied();
    if byte.is_some() {
        file.consume(1);
    }
    Ok(byte)
}

/// Two words of four bytes.
fn words(file: &mut impl Read) -> io::Result<Option<[u32; 2]>> {
    let bytes = bytes(file, 8)?;
    Ok((bytes.len() == 8)
        .then(|| [0..4, 4..8].map(|half| bytes.get(half).map_or(0, |half| unsigned(half) as u32))))
}

/// Bytes of something small; fewer where it is not.
fn bytes(file: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(size.min(128)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unsigned(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        4 => bytes.try_into().ok().map(|bytes| f32::from_be_bytes(bytes).into()),
        8 => bytes.try_into().ok().map(f64::from_be_bytes),
        _ => None,
    }
}

/// Exact up to 2⁵³, which is longer than any recording.
fn to_float(number: u64) -> f64 {
    number as f64
}

/// When a block is shown, counted from its cluster.
fn block_time(file: &mut impl BufRead, size: u64) -> io::Result<Option<i16>> {
    if size < 4 || variable(file, 8, true)?.is_none() {
        return Ok(None);
    }
    let [Some(high), Some(low)] = [next(file)?, next(file)?] else { return Ok(None) };
    Ok(Some(i16::from_be_bytes([high, low])))
}

/// On to a place further on. What is in the buffer already is not read again.
fn skip_to(file: &mut (impl BufRead + Seek), at: u64) -> io::Result<()> {
    let here = file.stream_position()?;
    file.seek_relative(i64::try_from(at).unwrap_or(i64::MAX).saturating_sub(i64::try_from(here).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    const WEBM: &[u8] = include_bytes!("../../media/troubleshooting.webm");

    fn webm(bytes: &[u8]) -> Length {
        of_webm(Cursor::new(bytes)).unwrap()
    }

    fn mp4_box(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        let size = u32::try_from(inside.len() + 8).unwrap();
        [&size.to_be_bytes(), name.as_slice(), inside].concat()
    }

    fn mp4(boxes: &[Vec<u8>]) -> Length {
        let bytes = [mp4_box(b"ftyp", b"isom\0\0\0\0"), boxes.concat()].concat();
        of_mp4(Cursor::new(bytes)).unwrap()
    }

    /// Version 0: two times, scale, length.
    fn header(scale: u32, units: u32) -> Vec<u8> {
        let words = [0, 0, 0, scale, units, 0x1_0000].map(u32::to_be_bytes);
        mp4_box(b"mvhd", &words.concat())
    }

    #[test]
    fn the_length_of_a_webm_file() {
        let Length::Milliseconds(length) = webm(WEBM) else { panic!("a length") };
        assert!((60_000..120_000).contains(&length), "{length}");
        // As a recorder writes it that does not know how long it will go on: without the length in the head.
        let at = WEBM.windows(2).position(|bytes| bytes == [0x44, 0x89]).unwrap();
        let mut live = WEBM.to_vec();
        live[at..at + 2].copy_from_slice(&[0x44, 0x8a]);
        let Length::Milliseconds(counted) = webm(&live) else { panic!("a length") };
        assert!(counted <= length && length - counted < 200, "{counted} of {length}");
        let at = WEBM.windows(4).position(|bytes| bytes == b"webm").unwrap();
        live[at..at + 4].copy_from_slice(b"wabm");
        assert_eq!(webm(&live), Length::Other);
    }

    #[test]
    fn the_length_of_an_mp4_file() {
        let data = mp4_box(b"mdat", &[7; 300]);
        let movie = |inside: &[Vec<u8>]| mp4_box(b"moov", &inside.concat());
        assert_eq!(mp4(&[data.clone(), movie(&[header(600, 900)])]), Length::Milliseconds(1500));
        let fragments = mp4_box(b"mvex", &mp4_box(b"mehd", &[0, 0, 0, 0, 0, 0, 7, 8]));
        assert_eq!(mp4(&[movie(&[header(600, 0), fragments])]), Length::Milliseconds(3000));
        assert_eq!(mp4(&[movie(&[header(600, u32::MAX)])]), Length::Unsaid);
        assert_eq!(mp4(&[movie(&[header(0, 5)])]), Length::Unsaid);
        assert_eq!(mp4(&[data]), Length::Unsaid);
        let long =
            [&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &1000_u32.to_be_bytes()[..], &4_000_u64.to_be_bytes()]
                .concat();
        let version_1 = [&[1, 0, 0, 0, 0, 0, 0, 0][..], &long].concat();
        assert_eq!(mp4(&[movie(&[mp4_box(b"mvhd", &version_1)])]), Length::Milliseconds(4000));
    }

    #[test]
    fn broken_files_end_somewhere() {
        for cut in (0..4000).chain([WEBM.len() / 2, WEBM.len() - 1]) {
            let _ = webm(&WEBM[..cut]);
        }
        let mut state = 1_u32;
        for _ in 0..2000 {
            let mut bytes = WEBM[..3000].to_vec();
            for _ in 0..8 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] = state as u8;
            }
            let _ = (webm(&bytes), of_mp4(Cursor::new(&bytes)));
        }
        // Sizes beyond the file, and a box that would never end.
        assert_eq!(
            mp4(&[vec![0, 0, 0, 1, b'm', b'o', b'o', b'v', 255, 255, 255, 255, 255, 255, 255, 255]]),
            Length::Unsaid
        );
        assert_eq!(mp4(&[vec![0, 0, 0, 0, b'f', b'r', b'e', b'e']]), Length::Unsaid);
        assert_eq!(mp4(&[vec![0, 0, 0, 4, b'm', b'o', b'o', b'v']]), Length::Unsaid);
    }
}
