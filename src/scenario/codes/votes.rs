//! Codes about votes and limits.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0440",
        title: "a legislature can decide nothing",
        text: "Under the protocol `legislative`, parties have votes (`votes`, usually 1), a motion needs a quota of them, and whoever is recognised (`recognition`, usually 1) makes it. A quota above all votes together, or nobody who can be recognised, leaves talks without a possible end.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[protocol]\nkind = \"legislative\"\nquota = 2\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[protocol]\nkind = \"legislative\"\nquota = 1\n",
    },
    Explanation {
        code: "Z0441",
        title: "a limit does not fit its issues",
        text: "A `limit` adds up the numbers of some issues, which therefore need `numbers` for options. The status quo must keep to it, since it stands, and so must at least the first options of all, or no package would.",
        wrong: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 10, step = 1 }\nstatus_quo = 8\n[[limit]]\nissues = [\"price\"]\nat_most = 5\n",
        right: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 10, step = 1 }\nstatus_quo = 4\n[[limit]]\nissues = [\"price\"]\nat_most = 5\n",
    },
];
