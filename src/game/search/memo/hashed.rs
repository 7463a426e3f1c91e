//! Tables whose keys are hashes already.

use std::hash::{BuildHasherDefault, Hasher};

/// Places a key by its last bits, as they are.
pub(super) type ByHash = BuildHasherDefault<AsItIs>;

/// Hands the key back.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn write_u128(&mut self, key: u128) {
        self.0 = key as u64;
    }
}
