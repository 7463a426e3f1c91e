//! Why an experiment did not finish.

use crate::scenario::Problems;
use std::fmt;
use std::io;

/// Why an experiment did not finish.
#[derive(Debug)]
pub enum Stop {
    /// It was asked to.
    Interrupted,
    /// It was to play one of several parts, which is done; the rest comes when they are joined.
    Part,
    /// The scenario has mistakes where the experiment changes it.
    Wrong(Box<Problems>),
    /// No input of the scenario is uncertain.
    NothingUncertain,
    /// The output was the same in every replication: its value, and in how many.
    DoesNotVary(f64, u64),
    /// A line that was taken down before is none of this experiment: which, from 1.
    Damaged(usize),
    /// What was played could not be taken down.
    Lost(io::Error),
    /// Threads could not be started.
    Threads(io::Error),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => f.write_str("the experiment was stopped"),
            Self::Part => f.write_str("one of several parts was played"),
            Self::Wrong(problems) => write!(f, "a changed scenario is wrong: {problems:?}"),
            Self::NothingUncertain => f.write_str("no input of this scenario is uncertain"),
            Self::DoesNotVary(value, runs) => {
                write!(f, "the output is {value} in all of {runs} replications")
            }
            Self::Damaged(line) => write!(f, "line {line} is none of this experiment"),
            Self::Lost(error) => write!(f, "cannot write what was played: {error}"),
            Self::Threads(error) => write!(f, "cannot start threads: {error}"),
        }
    }
}

impl std::error::Error for Stop {}
