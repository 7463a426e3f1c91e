//! Codes about keys and what they take.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0201",
        title: "a key is not known",
        text: "The table has no key of this name. A key that is silently ignored would be a number that silently does nothing, so it is an error. `zopa explain KEY` tells what the keys are for.",
        wrong: "[time]\nrounds = 10\nbreak_down = 0.1\n",
        right: "[time]\nrounds = 10\nbreakdown = 0.1\n",
    },
    Explanation {
        code: "Z0202",
        title: "a key is missing",
        text: "The table needs this key: there is no default that would suit every scenario.",
        wrong: "[protocol]\nafter_deal = \"stop\"\n",
        right: "[protocol]\nkind = \"alternating_offers\"\nafter_deal = \"stop\"\n",
    },
    Explanation {
        code: "Z0204",
        title: "a value is of the wrong kind",
        text: "The key takes another kind of value: a number instead of text, a list instead of a table. Numbers and `true` or `false` stand without quotes, everything else in quotes.",
        wrong: "[time]\nrounds = \"10\"\n",
        right: "[time]\nrounds = 10\n",
    },
    Explanation {
        code: "Z0205",
        title: "a word is not one of those possible",
        text: "The key takes one of a few words. The message lists them with their meaning.",
        wrong: "[protocol]\nkind = \"alternating_offer\"\n",
        right: "[protocol]\nkind = \"alternating_offers\"\n",
    },
    Explanation {
        code: "Z0208",
        title: "something is empty that must not be",
        text: "A list needs at least one entry here, an issue at least two options, a text at least one word. An issue whose consent is empty could be moved by nobody; a list that is left out altogether often has a default.",
        wrong: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\nconsent = []\n",
        right: "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\nconsent = [\"seller\"]\n",
    },
    Explanation {
        code: "Z0210",
        title: "there are too many of a kind",
        text: "A scenario has at most 128 issues, 128 parties and 1,000 uncertain numbers, events, levers, conditions per party and outcome classes each, an issue at most 10,000 options, and all statements together at most 20 million marks (one per option of the issue each speaks of). Parties that make themselves pictures of each other (`model`) need a number per option for every pair; four million are allowed. A coarser step keeps an issue small without changing the outcome much.",
        wrong: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 1, step = 0.00001 }\nstatus_quo = 0\n",
        right: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 1, step = 0.001 }\nstatus_quo = 0\n",
    },
    Explanation {
        code: "Z0211",
        title: "exactly one of several keys is needed",
        text: "The table can be written in several ways, and each has a key of its own: an event has a `hazard` or a `round`, an issue `options` or `numbers`, a party `reservation` or `reservation_over_status_quo`. None says too little, two contradict each other.",
        wrong: "[[party]]\nid = \"seller\"\nreservation = 0.2\nreservation_over_status_quo = 0.1\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"seller\"\nreservation = 0.2\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0212",
        title: "a key has no effect (warning)",
        text: "The key is known, but what stands beside it makes it idle: `exponent` beside the bidding `micro`, `mediator` beside alternating offers. The number can be taken away, or its neighbour was meant to be another.",
        wrong: "[[party]]\nid = \"seller\"\nstrategy = { bidding = \"micro\", exponent = 2 }\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"seller\"\nstrategy = { bidding = \"time_dependent\", exponent = 2 }\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0213",
        title: "a key needs another one beside it",
        text: "The key says nothing alone: an ideal place (`peaked`) needs a `tolerance`, a comparison needs its `issue`, statements about breach need `[implementation]`.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { peaked = 1 } }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { peaked = 1, tolerance = 2 } }]\n",
    },
    Explanation {
        code: "Z0214",
        title: "a value table leaves out an option",
        text: "A `table` gives a value to every option of the issue, also to the status quo: an option that is left out is not worth 0 by default, since that is a strong claim.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { table = { high = 1 } } }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { table = { low = 0, high = 1 } } }]\n",
    },
];
