//! Codes about what a scenario means as a whole.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0401",
        title: "red lines of one party exclude each other",
        text: "Conditions with firmness 1 bind in every replication. Here one party has several that no package satisfies together, so that it could never sign anything. One of them is less firm than it sounds (a firmness below 1), or binds only some packages (`when`).",
        wrong: "[[party]]\nid = \"seller\"\ncondition = [\n  { id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, weight = 1, firmness = 1 },\n  { id = \"low\", said = \"a low price\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 1 },\n]\n",
        right: "[[party]]\nid = \"seller\"\ncondition = [\n  { id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, weight = 1, firmness = 1 },\n  { id = \"low\", said = \"a low price\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 0.2 },\n]\n",
    },
    Explanation {
        code: "Z0402",
        title: "red lines of two parties rule out every deal",
        text: "Conditions with firmness 1 bind in every replication. Here two parties must sign whatever is agreed, and no package off the status quo satisfies the red lines of both: the forecast would be \"no deal\" in 100 of 100 runs without any simulation. Talks that are worth forecasting leave some doubt: a firmness below 1.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"middle\", \"high\"]\nordered = true\nstatus_quo = \"middle\"\n[[party]]\nid = \"seller\"\ncondition = [{ id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, weight = 1, firmness = 1 }]\n[[party]]\nid = \"buyer\"\ncondition = [{ id = \"low\", said = \"a low price\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 1 }]\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"middle\", \"high\"]\nordered = true\nstatus_quo = \"middle\"\n[[party]]\nid = \"seller\"\ncondition = [{ id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, weight = 1, firmness = 1 }]\n[[party]]\nid = \"buyer\"\ncondition = [{ id = \"low\", said = \"a low price\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 0.7 }]\n",
    },
    Explanation {
        code: "Z0403",
        title: "an outcome class can never happen",
        text: "Either no ending satisfies its statement, or every ending that does belongs to an earlier class: classes are tried in order, so the narrow ones come before the wide ones. The forecast would show 0 in 100 and readers would take it for a finding.",
        wrong: "[[outcome]]\nid = \"any_deal\"\nwhen = { deal = true }\n[[outcome]]\nid = \"high_price\"\nwhen = { issue = \"price\", is = \"high\" }\n",
        right: "[[outcome]]\nid = \"high_price\"\nwhen = { issue = \"price\", is = \"high\" }\n[[outcome]]\nid = \"any_deal\"\nwhen = { deal = true }\n",
    },
    Explanation {
        code: "Z0404",
        title: "an unordered issue is compared by order",
        text: "`at_least`, `at_most`, `linear`, `peaked` and `threshold` need options in order: `ordered = true` says that they stand in order as listed, and numeric issues always do. Without an order, `one_of` and `table` say the same.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nstatus_quo = \"low\"\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n",
    },
    Explanation {
        code: "Z0405",
        title: "principals and mediators are mixed up",
        text: "Shuttle mediation has one party with `role = \"mediator\"`, named by `mediator`; it meets the sides of `order` and is none of them. At least one party of a scenario negotiates for itself.",
        wrong: "[protocol]\nkind = \"shuttle\"\nmediator = \"seller\"\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"broker\"\nrole = \"mediator\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[protocol]\nkind = \"shuttle\"\nmediator = \"broker\"\n",
    },
    Explanation {
        code: "Z0406",
        title: "somebody never speaks, or speaks twice",
        text: "The `order` of the protocol has every principal, and everybody whose consent some issue needs; with alternating offers each of them once. Who does not stand there could never accept anything.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n[protocol]\nkind = \"alternating_offers\"\norder = [\"seller\"]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n[protocol]\nkind = \"alternating_offers\"\norder = [\"buyer\", \"seller\"]\n",
    },
    Explanation {
        code: "Z0407",
        title: "leverage aims at its own holder",
        text: "Leverage is a means of one party to move another, at a cost to itself. What a party does to itself is part of its reservation value or of an event.",
        wrong: "[[leverage]]\nid = \"threat\"\nholder = \"seller\"\ntarget = \"seller\"\ncost = 0.01\neffect = [{ party = \"seller\", reservation = -0.1 }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n[[leverage]]\nid = \"threat\"\nholder = \"seller\"\ntarget = \"buyer\"\ncost = 0.01\neffect = [{ party = \"buyer\", reservation = -0.1 }]\n",
    },
    Explanation {
        code: "Z0408",
        title: "no package satisfies a condition (warning)",
        text: "The parts of the statement contradict each other, so that the condition's weight is never earned, and as a red line it rules out everything that its party would have to sign.",
        wrong: "[[party]]\nid = \"seller\"\ncondition = [{ id = \"both\", said = \"both\", require = { all = [{ issue = \"price\", is = \"low\" }, { issue = \"price\", is = \"high\" }] }, weight = 1, firmness = 0.5 }]\n",
        right: "[[party]]\nid = \"seller\"\ncondition = [{ id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, weight = 1, firmness = 0.5 }]\n",
    },
    Explanation {
        code: "Z0409",
        title: "every package satisfies a condition (warning)",
        text: "The condition excludes nothing: its weight is always earned, and as a red line it never binds. Often an option is missing from the issue that the condition speaks against.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\ncondition = [{ id = \"any\", said = \"any price\", require = { issue = \"price\", one_of = [\"low\", \"high\"] }, firmness = 0.5 }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\ncondition = [{ id = \"high\", said = \"a high price\", require = { issue = \"price\", is = \"high\" }, firmness = 0.5 }]\n",
    },
    Explanation {
        code: "Z0410",
        title: "a principal is never asked (warning)",
        text: "No issue needs the party's consent, so it signs nothing and can block nothing. That is what a deal over somebody's head looks like; where it is meant, the warning can be ignored.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\nconsent = [\"seller\"]\n[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\nconsent = [\"seller\", \"buyer\"]\n[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n[[party]]\nid = \"buyer\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"falling\" } }]\n",
    },
    Explanation {
        code: "Z0411",
        title: "nobody cares about an issue (warning)",
        text: "No interest and no condition speaks of the issue, so nothing decides between its options.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n[[issue]]\nid = \"date\"\noptions = [\"early\", \"late\"]\nstatus_quo = \"early\"\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n",
    },
    Explanation {
        code: "Z0412",
        title: "an input feeds nothing (warning)",
        text: "No number of the scenario uses the named input, so it can decide nothing. Numbers use it as `{ input = \"ID\", scale = 1, offset = 0 }`.",
        wrong: "[[input]]\nid = \"mood\"\nvalue = { uniform = [0, 0.1] }\n",
        right: "[[input]]\nid = \"mood\"\nvalue = { uniform = [0, 0.1] }\n[time]\nrounds = 10\nbreakdown = { input = \"mood\" }\n",
    },
    Explanation {
        code: "Z0413",
        title: "red lines together rule out every deal (warning)",
        text: "Like Z0402, but it takes a single red line, or more than two, to rule out every package off the status quo. The forecast will be \"no deal\" in 100 of 100 runs.",
        wrong: "[[party]]\nid = \"seller\"\ncondition = [{ id = \"low\", said = \"the price stays\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 1 }]\n",
        right: "[[party]]\nid = \"seller\"\ncondition = [{ id = \"low\", said = \"the price stays\", require = { issue = \"price\", is = \"low\" }, weight = 1, firmness = 0.9 }]\n",
    },
];
