//! Scenarios that zopa carries with it, for `zopa init`.

/// A scenario that is part of the program.
pub(super) struct Shipped {
    /// Its name, as `zopa init --from` takes it.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[
            Shipped { name: "starter", text: include_str!("starter.toml") },
            $(Shipped {
                name: $name,
                text: include_str!(concat!("../../scenarios/", $name, ".toml")),
            }),*
        ]
    };
}

/// The starter first, then the files of `scenarios/` from the smallest to the largest.
pub(super) static SHIPPED: &[Shipped] = shipped![
    "split-the-pie",
    "take-it-or-leave-it",
    "house-price",
    "majority-budget",
    "truce",
    "envoy",
    "labour-contract",
    "budget-coalition",
    "us-russia-2025-03-18",
    "us-russia-2025-03-18-common-table",
];

/// The files of all that is shipped, by their names: what a shipped scenario may extend.
pub(super) fn files() -> Vec<(String, &'static str)> {
    let named = |shipped: &Shipped| (format!("{}.toml", shipped.name), shipped.text);
    SHIPPED.iter().map(named).collect()
}

/// The shipped file that a shipped scenario extends, if it does.
pub(super) fn extended(text: &str) -> Option<(String, &'static str)> {
    let line = text.lines().find(|line| line.starts_with("extends = "))?;
    let name = line.split('"').nth(1)?;
    files().into_iter().find(|(file, _)| file == name)
}
