//! Codes about numbers and distributions.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0301",
        title: "a number is out of range",
        text: "The message names the range and the unit. Shares and probabilities run from 0 to 1: 35 in 100 is written 0.35. Weights are relative and start at 0; time is counted in rounds.",
        wrong: "[time]\nrounds = 10\nbreakdown = 35\n",
        right: "[time]\nrounds = 10\nbreakdown = 0.35\n",
    },
    Explanation {
        code: "Z0302",
        title: "a number is not finite",
        text: "Infinity, \"not a number\" and numbers too large for double precision mean nothing in a model. A bound that should not bind is simply left out.",
        wrong: "[time]\nrounds = 10\ndeadline = inf\n",
        right: "[time]\nrounds = 10\n",
    },
    Explanation {
        code: "Z0303",
        title: "a number is not whole",
        text: "Rounds and offers are counted, so they are whole numbers.",
        wrong: "[time]\nrounds = 10.5\n",
        right: "[time]\nrounds = 10\n",
    },
    Explanation {
        code: "Z0304",
        title: "a distribution has impossible numbers",
        text: "Ends and likeliest values ascend: `uniform = [lowest, highest]`, `triangular` and `pert = [lowest, likeliest, highest]`. Standard deviations and the shapes of `beta` are above 0. Shares of a `choice` are not negative, nor all 0. Bounds leave something between them.",
        wrong: "[time]\nrounds = 10\nbreakdown = { triangular = [0.1, 0.05, 0.2] }\n",
        right: "[time]\nrounds = 10\nbreakdown = { triangular = [0.05, 0.1, 0.2] }\n",
    },
    Explanation {
        code: "Z0305",
        title: "a distribution reaches beyond the range of its number",
        text: "Every value that the distribution can give must be possible. A `normal` has no ends of its own: `low` and `high` cut it off. A number fed by a named input needs no bounds, it is kept within its range.",
        wrong: "[time]\nrounds = 10\nbreakdown = { normal = [0.1, 0.05] }\n",
        right: "[time]\nrounds = 10\nbreakdown = { normal = [0.1, 0.05], low = 0, high = 1 }\n",
    },
    Explanation {
        code: "Z0306",
        title: "a number is not an option of its issue",
        text: "The options of a numeric issue go from one number to another in steps; what lies between or beyond is not an option. The message names the nearest.",
        wrong: "[[issue]]\nid = \"price\"\nnumbers = { from = 200, to = 300, step = 5, unit = \"thousand euros\" }\nstatus_quo = 247\n",
        right: "[[issue]]\nid = \"price\"\nnumbers = { from = 200, to = 300, step = 5, unit = \"thousand euros\" }\nstatus_quo = 245\n",
    },
    Explanation {
        code: "Z0307",
        title: "steps do not lead from the first number to the last",
        text: "The distance between `from` and `to` is a whole number of steps, so that the last number is an option too.",
        wrong: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 10, step = 3 }\nstatus_quo = 0\n",
        right: "[[issue]]\nid = \"price\"\nnumbers = { from = 0, to = 9, step = 3 }\nstatus_quo = 0\n",
    },
    Explanation {
        code: "Z0308",
        title: "a party wants nothing",
        text: "All weights of the party's interests and conditions are 0, or it has none: every package would be worth the same to it, and its utility could not be scaled from its worst package to its best. A mediator, too, has interests, be it only in a deal.",
        wrong: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 0, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0309",
        title: "no strategy of a mixture is ever played",
        text: "The shares of a party's strategies are relative to each other; at least one is above 0.",
        wrong: "[[party]]\nid = \"seller\"\nstrategy = [{ bidding = \"linear\", share = 0 }]\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
        right: "[[party]]\nid = \"seller\"\nstrategy = [{ bidding = \"linear\", share = 1 }]\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
    },
    Explanation {
        code: "Z0310",
        title: "correlations contradict each other",
        text: "No three numbers can move like this: if A moves with B and B with C, A must move with C too. (The matrix of correlations is not positive definite.) Weaker correlations fit together.",
        wrong: "[[input]]\nid = \"a\"\nvalue = { uniform = [0, 0.1] }\n[[input]]\nid = \"b\"\nvalue = { uniform = [0, 0.1] }\n[[input]]\nid = \"c\"\nvalue = { uniform = [0, 0.1] }\n[[correlation]]\ninputs = [\"a\", \"b\"]\nrank = 0.9\n[[correlation]]\ninputs = [\"b\", \"c\"]\nrank = 0.9\n[[correlation]]\ninputs = [\"a\", \"c\"]\nrank = -0.9\n[time]\nrounds = 10\nbreakdown = { inputs = [{ input = \"a\" }, { input = \"b\" }, { input = \"c\" }] }\n",
        right: "[[input]]\nid = \"a\"\nvalue = { uniform = [0, 0.1] }\n[[input]]\nid = \"b\"\nvalue = { uniform = [0, 0.1] }\n[[correlation]]\ninputs = [\"a\", \"b\"]\nrank = 0.9\n[time]\nrounds = 10\nbreakdown = { inputs = [{ input = \"a\" }, { input = \"b\" }] }\n",
    },
    Explanation {
        code: "Z0311",
        title: "a correlation is of one input, or given twice",
        text: "A correlation is between two different inputs, and each pair has one.",
        wrong: "[[input]]\nid = \"a\"\nvalue = { uniform = [0, 0.1] }\n[[correlation]]\ninputs = [\"a\", \"a\"]\nrank = 0.5\n[time]\nrounds = 10\nbreakdown = { input = \"a\" }\n",
        right: "[[input]]\nid = \"a\"\nvalue = { uniform = [0, 0.1] }\n[[input]]\nid = \"b\"\nvalue = { uniform = [0, 0.1] }\n[[correlation]]\ninputs = [\"a\", \"b\"]\nrank = 0.5\n[time]\nrounds = 10\nbreakdown = { inputs = [{ input = \"a\" }, { input = \"b\" }] }\n",
    },
    Explanation {
        code: "Z0312",
        title: "the deadline lies beyond the end of the talks",
        text: "`rounds` is the longest the talks can last; a `deadline` ends them earlier, and may be uncertain.",
        wrong: "[time]\nrounds = 10\ndeadline = { uniform = [5, 15] }\n",
        right: "[time]\nrounds = 15\ndeadline = { uniform = [5, 15] }\n",
    },
    Explanation {
        code: "Z0313",
        title: "two bounds are in the wrong order",
        text: "The lower bound is above the upper one, so that nothing lies between: `from` and `to` of an issue, `at_least` and `at_most` of an expectation, `least` and `start` of a strategy.",
        wrong: "[[expect]]\noutcome = \"deal\"\nat_least = 0.6\nat_most = 0.3\n",
        right: "[[expect]]\noutcome = \"deal\"\nat_least = 0.3\nat_most = 0.6\n",
    },
    Explanation {
        code: "Z0320",
        title: "a sweep cannot be played",
        text: "What a sweep varies is written as on the command line: `PATH=FROM:TO:N` for N values from one number to another, both ends among them, `PATH=a,b,c` for these, and `PATH=LO..HI` for designs that choose the points themselves (`lhs`, `sobol`, `halton`), which take `points`. A grid has every combination. `zopa list inputs FILE` lists every path.",
        wrong: "[sweep]\nvary = [\"time.rounds=10:20\"]\n",
        right: "[sweep]\nvary = [\"time.rounds=10:20:3\"]\n",
    },
];
