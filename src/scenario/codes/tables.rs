//! Codes about agendas, tables of several tracks, and side deals.

use super::Explanation;

/// Two parties and two issues, for the examples.
macro_rules! two {
    ($rest:literal) => {
        concat!(
            "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n",
            "[[issue]]\nid = \"date\"\noptions = [\"june\", \"july\"]\nordered = true\nstatus_quo = \"june\"\nconsent = [\"seller\"]\n",
            "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }, { issue = \"date\", weight = 1, value = { linear = \"rising\" } }]\n",
            "[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n",
            $rest
        )
    };
}

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0430",
        title: "partial agreements need a status quo",
        text: "Issue by issue, at several tables, or in a side deal, an agreement settles some issues and leaves the others. Where an issue has no status quo, nothing would stand on it then. Either every issue has a `status_quo`, or the parties talk about whole packages.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\n[[party]]\nid = \"seller\"\nreservation = 0.2\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[protocol]\nkind = \"issue_by_issue\"\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n[protocol]\nkind = \"issue_by_issue\"\n",
    },
    Explanation {
        code: "Z0431",
        title: "a table or an agenda does not fit",
        text: "A table settles issues that need nobody's consent but that of the `parties` who sit there; its mediator, its `order` and its `chooser` are among them; its agenda lists its own issues, each once. The protocol `tracks` has at least one table, and the rule `chosen` somebody who chooses.",
        wrong: two!(
            "[protocol]\nkind = \"tracks\"\n[[track]]\nid = \"alone\"\nparties = [\"seller\"]\nissues = [\"price\"]\nkind = \"alternating_offers\"\n"
        ),
        right: two!(
            "[protocol]\nkind = \"tracks\"\n[[track]]\nid = \"both\"\nparties = [\"seller\", \"buyer\"]\nissues = [\"price\"]\nkind = \"alternating_offers\"\n"
        ),
    },
    Explanation {
        code: "Z0432",
        title: "a table never opens",
        text: "A table is open in the rounds `from` to `to`, within those of the talks, and `after` another one only once that has ended. Tables that wait for each other in a circle never open.",
        wrong: two!(
            "[protocol]\nkind = \"tracks\"\n[[track]]\nid = \"both\"\nparties = [\"seller\", \"buyer\"]\nkind = \"alternating_offers\"\nfrom = 12\n"
        ),
        right: two!(
            "[protocol]\nkind = \"tracks\"\n[[track]]\nid = \"both\"\nparties = [\"seller\", \"buyer\"]\nkind = \"alternating_offers\"\nfrom = 2\n"
        ),
    },
];
