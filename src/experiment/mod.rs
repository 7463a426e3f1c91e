//! Questions that take many simulations to answer.

mod blocks;
pub mod calibration;
pub mod compare;
pub mod course;
pub mod discover;
mod in_order;
pub mod levers;
pub mod sensitivity;
mod shard;
mod stop;
pub mod study;
pub mod sweep;
pub mod tournament;
pub mod trend;

pub use in_order::Watch;
pub use shard::{NotAShard, Shard};
pub use stop::Stop;
