//! Codes about identifiers and what they refer to.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0203",
        title: "something refers to what does not exist",
        text: "An issue, party, input or outcome class is named that the scenario does not declare. Names are compared letter by letter; the message offers one that is similar.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"prize\", weight = 1, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0206",
        title: "an identifier has characters it cannot have",
        text: "Identifiers stand in paths, in columns of tables and on the command line, so they have only letters, digits, `_` and `-`, at most 64 of them. Names for people go into `name`, where anything can be written.",
        wrong: "[[party]]\nid = \"the seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"the_seller\"\nname = \"The seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0207",
        title: "something is declared twice",
        text: "Two things of the same kind have the same identifier, or a party has two interests in one issue. What refers to it could mean either.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\", \"low\"]\nordered = true\nstatus_quo = \"high\"\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"middle\", \"high\"]\nordered = true\nstatus_quo = \"high\"\n",
    },
    Explanation {
        code: "Z0209",
        title: "an issue has no such option",
        text: "A statement, a value table or a status quo names an option that the issue does not have. The message lists the options, and offers one that is similar.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"hgih\"\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"high\"\n",
    },
    Explanation {
        code: "Z0215",
        title: "an outcome class with a settled meaning is given another",
        text: "`no_deal` is every run in which nothing was agreed, and `other` every deal that fits no class. Both always exist and may be declared only to name them.",
        wrong: "[[outcome]]\nid = \"no_deal\"\nwhen = { ended = \"walk_out\" }\n",
        right: "[[outcome]]\nid = \"no_deal\"\nname = \"Nothing agreed\"\n",
    },
];
