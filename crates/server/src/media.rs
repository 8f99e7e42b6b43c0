//! Files of webinars and of cases in the data folder, each under the SHA-256 of its bytes: what a name stands for never
//! changes, and the same bytes are kept once. A file that arrives has another name until it is whole, on the disk and found
//! good; it is locked until somebody answers for it, so that another start over the same folder tells it from what a crash
//! has left. It knows no webinar, no case and nobody's rights.

pub mod content;
pub mod length;

use crate::{digest::hex, problem::Refusal};
use axum::body::{Body, HttpBody};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{fs::File, io::AsyncWriteExt, sync::Semaphore};
use wire::problem::Kind;

/// What a file is called at the end of its name while it arrives.
const ARRIVING: &str = ".arriving";
/// Longest between two pieces of a file that arrives.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longest that one file arrives: with fewer than 0.3 MB a second the largest does not.
const LONGEST: Duration = Duration::from_secs(2 * 60 * 60);
/// Most files that arrive at once.
const AT_ONCE: usize = 16;
/// Most of one person, so that nobody keeps the others from adding theirs.
const OF_ONE: usize = 4;
/// What stays free on the disk, bytes: cases and what is said in them go on when no file fits any more.
const FREE: u64 = 1_000_000_000;
/// For so many bytes room is taken at once, where it is not known how many come.
const LOOK: u64 = 64_000_000;

/// The files of one folder.
#[derive(Debug)]
pub struct Media {
    folder: PathBuf,
    arrivals: Semaphore,
    /// Who sends, once for each file.
    senders: Mutex<Vec<String>>,
    free: u64,
    /// What is still to come of all files that arrive.
    to_come: AtomicU64,
}

/// Room on the disk for what is still to come of one file.
struct Room<'a> {
    media: &'a Media,
    bytes: u64,
}

impl<'a> Room<'a> {
    /// Refused when it would leave too little on the disk for everything else, with all that is on its way.
    async fn of(media: &'a Media, bytes: u64) -> Result<Self, Refusal> {
        media.to_come.fetch_add(bytes, Ordering::SeqCst);
        let room = Self { media, bytes };
        media.has_room().await.map(|()| room)
    }

    /// So many of them are on the disk.
    fn came(&mut self, bytes: u64) {
        let came = self.bytes.min(bytes);
        self.bytes -= came;
        self.media.to_come.fetch_sub(came, Ordering::SeqCst);
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        self.came(u64::MAX);
    }
}

/// One of a person's files that arrive.
struct Sender<'a>(&'a Media, &'a str);

impl Drop for Sender<'_> {
    fn drop(&mut self) {
        let mut senders = self.0.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = senders.iter().position(|sender| sender == self.1) {
            senders.swap_remove(place);
        }
    }
}

/// A file that has arrived. Unless it is kept it goes with this value, also when the sender breaks off.
#[derive(Debug)]
pub struct Arrived {
    /// Where it is for now.
    pub path: PathBuf,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of them.
    pub digest: [u8; 32],
    /// Kept open for its lock, which goes with the process that holds it, however that ends.
    held: Option<std::fs::File>,
}

impl Arrived {
    /// The digest as it names the file, lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&self.digest)
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        // Once kept it is not there any more under this name.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Media {
    /// The files in that folder of a data folder; makes room for them.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn open(data: &Path, folder: &str) -> io::Result<Self> {
        let folder = data.join(folder);
        std::fs::create_dir_all(&folder)?;
        let arrivals = Semaphore::new(AT_ONCE);
        Ok(Self { folder, arrivals, senders: Mutex::default(), free: FREE, to_come: AtomicU64::new(0) })
    }

    fn sender<'a>(&'a self, person: &'a str) -> Result<Sender<'a>, Refusal> {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if senders.iter().filter(|sender| *sender == person).count() >= OF_ONE {
            let words =
                format!("{OF_ONE} of your files are on their way. Send this one when one of them is there.");
            return Err(Refusal::new(Kind::TooMany, &words).after(5));
        }
        senders.push(person.to_owned());
        Ok(Sender(self, person))
    }

    /// Whether what is on its way leaves enough on the disk for everything else.
    async fn has_room(&self) -> Result<(), Refusal> {
        let folder = self.folder.clone();
        let left = tokio::task::spawn_blocking(move || fs4::available_space(&folder));
        let to_come = self.to_come.load(Ordering::SeqCst);
        match left.await.map_err(|error| Refusal::internal(&error))? {
            Ok(left) if left < self.free.saturating_add(to_come) => {
                tracing::error!(left, to_come, "a file was refused: the disk is nearly full");
                Err(Refusal::disk())
            }
            Ok(_) => Ok(()),
            Err(error) => Err(on_disk(&error)),
        }
    }

    /// Removes what `known` does not name and nobody holds: what a crash has left. Called while nobody else writes to the
    /// database, so that nothing becomes known meanwhile.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn sweep(&self, known: &BTreeSet<String>) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let is_known = entry.file_name().to_str().is_some_and(|name| known.contains(name));
            // A folder is none of ours: a volume may have its own in here.
            if is_known || !entry.file_type()?.is_file() {
                continue;
            }
            match std::fs::File::open(entry.path()) {
                Ok(file) if file.try_lock().is_ok() => std::fs::remove_file(entry.path())?,
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                // Somebody holds it, or it has gone meanwhile.
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the file of that digest is. Digests come from the database, never from a request.
    #[must_use]
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    /// Takes a person's file in, piece by piece, up to so many bytes.
    ///
    /// # Errors
    /// 413 when there are more, 408 when the next piece does not come, 400 when it breaks off, 429 when the person sends several
    /// already, 503 when many arrive already or the disk is full or nearly so.
    pub async fn receive(&self, mut body: Body, most: u64, person: &str) -> Result<Arrived, Refusal> {
        let too_large = || {
            let words = format!("At most {} MB fit. The file was not stored.", most / 1_000_000);
            Refusal::new(Kind::TooLarge, words)
        };
        let least = body.size_hint().lower();
        if least > most {
            return Err(too_large());
        }
        let _sender = self.sender(person)?;
        let _place = self.arrivals.try_acquire().map_err(|_| Refusal::busy())?;
        // What does not say how much it is takes its room bit by bit.
        let mut room = Room::of(self, if least == 0 { LOOK } else { least }).await?;
        let path = self.folder.join(format!("{}{ARRIVING}", uuid::Uuid::new_v4()));
        let file = std::fs::File::create_new(&path).map_err(|error| on_disk(&error))?;
        file.lock().map_err(|error| on_disk(&error))?;
        let mut file = File::from_std(file);
        let mut arrived = Arrived { path, bytes: 0, digest: [0; 32], held: None };
        let mut hasher = Sha256::new();
        let until = Instant::now() + LONGEST;
        loop {
            let patience = PATIENCE.min(until.saturating_duration_since(Instant::now()));
            let frame = tokio::time::timeout(patience, body.frame()).await.map_err(|_| {
                Refusal::new(
                    Kind::TooSlow,
                    "The file stopped arriving for a minute, or took more than two hours. Nothing of it was stored.",
                )
            })?;
            let Some(frame) = frame else { break };
            let frame = frame.map_err(|_| {
                Refusal::new(Kind::Unreadable, "The file broke off on its way. Nothing of it was stored.")
            })?;
            let Ok(data) = frame.into_data() else { continue };
            arrived.bytes += data.len() as u64;
            if arrived.bytes > most {
                return Err(too_large());
            }
            if room.bytes < data.len() as u64 {
                room = Room::of(self, LOOK.max(data.len() as u64)).await?;
            }
            hasher.update(&data);
            file.write_all(&data).await.map_err(|error| on_disk(&error))?;
            room.came(data.len() as u64);
        }
        file.flush().await.map_err(|error| on_disk(&error))?;
        file.sync_all().await.map_err(|error| on_disk(&error))?;
        arrived.digest = hasher.finalize().into();
        arrived.held = Some(file.into_std().await);
        Ok(arrived)
    }

    /// Gives a file its name, for good. Called while nobody else writes, so that [`Self::forget`] does not come between.
    ///
    /// # Errors
    /// 503: the disk.
    pub fn keep(&self, arrived: &Arrived) -> Result<(), Refusal> {
        let renamed = std::fs::rename(&arrived.path, self.path(&arrived.sha256()));
        renamed.and_then(|()| self.settle()).map_err(|error| on_disk(&error))
    }

    /// Puts bytes of our own in their place, when they are not there.
    ///
    /// # Errors
    /// The disk.
    pub fn place(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(sha256);
        if std::fs::metadata(&path).is_ok_and(|there| there.len() == bytes.len() as u64) {
            return Ok(());
        }
        let beside = self.folder.join(format!("{}{ARRIVING}", uuid::Uuid::new_v4()));
        std::fs::write(&beside, bytes)?;
        std::fs::File::open(&beside)?.sync_all()?;
        std::fs::rename(&beside, path)?;
        self.settle()
    }

    /// Removes a file that nobody has any more. Whoever reads it reads on.
    pub fn forget(&self, sha256: &str) {
        if let Err(error) = std::fs::remove_file(self.path(sha256))
            && error.kind() != io::ErrorKind::NotFound
        {
            // It is swept away at a later start.
            tracing::warn!(cause = %error, "a file that nobody has any more was not removed");
        }
    }

    /// A new name is on the disk when its folder is.
    fn settle(&self) -> io::Result<()> {
        #[cfg(unix)]
        std::fs::File::open(&self.folder)?.sync_all()?;
        Ok(())
    }
}

fn on_disk(error: &io::Error) -> Refusal {
    tracing::error!(cause = %error, "a file could not be written");
    Refusal::disk()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use http_body_util::channel::Channel;

    #[tokio::test]
    async fn what_would_fill_the_disk_is_refused_and_leaves_nothing() {
        let data = tempfile::tempdir().unwrap();
        let mut media = Media::open(data.path(), "files").unwrap();
        let there = fs4::available_space(data.path()).unwrap();
        assert!(media.receive(Body::from("x"), 10, "a").await.is_ok());
        // Enough for this one, were it not for what has to stay.
        media.free = there.saturating_mul(2);
        let refused = media.receive(Body::from("x"), 10, "a").await.map(|_| ()).unwrap_err();
        assert!(format!("{refused:?}").contains("disk is full"), "{refused:?}");
        assert_eq!(left(&data), 0);
    }

    #[tokio::test]
    async fn the_disk_is_looked_at_while_a_file_of_unknown_size_arrives() {
        let data = tempfile::tempdir().unwrap();
        let mut media = Media::open(data.path(), "files").unwrap();
        let there = fs4::available_space(data.path()).unwrap();
        // Room for the first bit and some more, while other tests write too.
        media.free = there.saturating_sub(3 * LOOK);
        let (mut sender, pieces) = Channel::<Bytes, io::Error>::new(1);
        let piece = Bytes::from(vec![0; 1_000_000]);
        let sending = tokio::spawn(async move { while sender.send_data(piece.clone()).await.is_ok() {} });
        let refused = media.receive(Body::new(pieces), u64::MAX, "a").await.map(|_| ()).unwrap_err();
        sending.await.unwrap();
        assert!(format!("{refused:?}").contains("disk is full"), "{refused:?}");
        assert_eq!((left(&data), media.to_come.load(Ordering::SeqCst)), (0, 0));
    }

    #[tokio::test]
    async fn files_that_arrive_together_take_no_room_twice() {
        let data = tempfile::tempdir().unwrap();
        let mut media = Media::open(data.path(), "files").unwrap();
        let there = fs4::available_space(data.path()).unwrap();
        media.free = there / 4;
        let mut first = Room::of(&media, there / 2).await.unwrap();
        assert!(Room::of(&media, there / 2).await.is_err(), "each of them alone would fit");
        first.came(there / 2);
        assert!(Room::of(&media, there / 2).await.is_ok(), "what has come is on the disk, and counted there");
    }

    fn left(data: &tempfile::TempDir) -> usize {
        std::fs::read_dir(data.path().join("files")).unwrap().count()
    }
}
