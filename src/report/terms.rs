//! The vocabulary of negotiation as zopa uses it, each word with a worked example.

/// A word of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub name: &'static str,
    /// Other words that lead here.
    pub also: &'static [&'static str],
    /// What it means.
    pub meaning: &'static str,
    /// A worked example, in a few lines.
    pub example: &'static str,
}

/// Finds a term by its name, or by another word for it; case, blanks, `-` and `_` do not matter.
///
/// ```
/// use zopa::report::terms::find;
/// assert_eq!(find("Red-Line").map(|term| term.name), Some("red line"));
/// assert_eq!(find("BATNA").map(|term| term.name), Some("reservation value"));
/// assert!(find("xyz").is_none());
/// ```
pub fn find(word: &str) -> Option<&'static Term> {
    let wanted = normal(word);
    TERMS.iter().find(|term| {
        normal(term.name) == wanted || term.also.iter().any(|also| normal(also) == wanted)
    })
}

fn normal(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

const fn term(
    name: &'static str,
    also: &'static [&'static str],
    meaning: &'static str,
    example: &'static str,
) -> Term {
    Term {
        name,
        also,
        meaning,
        example,
    }
}

/// All terms: the model first, then the talks, then the forecast.
pub static TERMS: &[Term] = &[
    term(
        "party",
        &["principal", "mediator", "parties"],
        "Who negotiates. A principal negotiates for itself; a mediator carries packages between the others and has interests of its own.",
        "[[party]]\nid = \"seller\"\n\n[[party]]\nid = \"broker\"\nrole = \"mediator\"",
    ),
    term(
        "issue",
        &["option", "issues", "options"],
        "A question to settle, with its possible answers, the options. Options may be unordered, ordered, or numbers with a unit.",
        "[[issue]]\nid = \"price\"\nnumbers = { from = 200, to = 300, step = 5, unit = \"thousand euros\" }\nstatus_quo = 200",
    ),
    term(
        "status quo",
        &[],
        "The option of an issue that stands while nothing is agreed on it. A scenario may have none at all: then any package can be agreed, it needs everybody's consent, and no deal is worth the reservation value.",
        "Two sides shoot at power plants. The issue `energy_strikes` has the options `go_on` and `paused`; its status quo is `go_on`, and no deal leaves it there.",
    ),
    term(
        "consent",
        &[],
        "The parties whose agreement moves an issue off its status quo. By default every principal.",
        "A pause in strikes needs Russia and Ukraine: consent = [\"russia\", \"ukraine\"]. An end of US aid needs the US alone: consent = [\"us\"].",
    ),
    term(
        "package",
        &["deal", "offer", "partial deal", "no deal"],
        "One option for every issue. A partial deal keeps the status quo on some issues; no deal keeps it on all.",
        "Issues price (3 options) and date (2 options) give 3 x 2 = 6 packages. If the status quo is (none, none), the package (250, none) is a partial deal.",
    ),
    term(
        "signatories",
        &["signatory"],
        "Of a package: everybody whose consent is needed for an issue that it moves. Nobody else is asked.",
        "A package moves `energy_strikes` (consent: Russia, Ukraine) and `aid` (consent: US). Its signatories are Russia, Ukraine and the US. If it moved `aid` alone, the US could sign it over the others' heads.",
    ),
    term(
        "utility",
        &["weight", "interest", "value", "payoff"],
        "What a package is worth to a party: the sum of weight times value over its issues, plus the weight of each condition that is met, scaled so that its worst package is 0 and its best 1.",
        "Weights 3 for price and 1 for date. Price at its best (value 1) and date at its worst (value 0) give (3 x 1 + 1 x 0) / (3 + 1) = 0.75.",
    ),
    term(
        "condition",
        &[],
        "Something a party said it needs: a statement with its source, a predicate over packages, a weight and a firmness. Where it is not a red line, breaking it costs its weight.",
        "[[party.condition]]\nid = \"no_nato\"\nsaid = \"Ukraine renounces joining NATO\"\nrequire = { issue = \"nato\", is = \"barred\" }\nweight = 2\nfirmness = 0.7",
    ),
    term(
        "firmness",
        &["bluff"],
        "The probability that a condition is a red line. Each replication draws it anew. A bluff is a condition with a low firmness.",
        "With firmness 0.7 the condition is a red line in about 70 of 100 runs. In the other 30 a package may break it, at the price of its weight.",
    ),
    term(
        "red line",
        &[],
        "A condition that holds without exception in a replication: the party turns down every package that breaks it, however good the rest.",
        "Russia draws `no_nato` as a red line in this run. The package (nato = open, everything else as Russia wants it) is unacceptable to it all the same.",
    ),
    term(
        "reservation value",
        &["reservation", "batna", "no-deal value", "alternative"],
        "A party's utility of ending without a deal. It may differ from the utility of the status quo: fighting on can change it.",
        "A buyer has a similar house at 240 in hand. A house at 240 here is worth 0.6 to it, so its reservation value is 0.6: it accepts nothing below.",
    ),
    term(
        "scale",
        &["as given", "divisor"],
        "How a party's utilities are measured. unit (the default): its worst package is 0, its best 1, and only the ratios of weights count. as_given: weights times values as the file has them, added up in the order of the issues, over an optional divisor; they may exceed 1. `zopa import` writes this, so that other programs' numbers stay exactly theirs.",
        "Weights 0.5 and 0.5, values 0.8 and 0.4: as given, the package is worth 0.5 x 0.8 + 0.5 x 0.4 = 0.6. On the unit scale it would be worth 1 if it is the party's best.",
    ),
    term(
        "import",
        &["genius", "geniusweb", "negolog", "reading"],
        "zopa import FORMAT FILES --out FILE writes a scenario from the files of GENIUS, GeniusWeb, NegMAS or NegoLog: issues and values in their order, utilities as given, no status quo, the reservation value as no deal. `--reading negmas` takes GENIUS files as NegMAS loads them, for comparison. A discount factor d over the whole negotiation becomes a patience of d^(1/rounds).",
        "Evaluations 12, 20 and 30 of an issue with weight 0.4: GENIUS means 12/30, 20/30 and 1 times 0.4; NegMAS reads 4.8, 8 and 12.",
    ),
    term(
        "zopa",
        &["zone of possible agreement", "zone"],
        "The packages that all their signatories prefer to no deal, and that cross none of their red lines. Empty: no deal is possible. Not empty: a deal may still be missed.",
        "The seller takes 230 or more, the buyer pays 250 or less: the zone is 230 to 250. If the seller needs 260, it is empty.",
    ),
    term(
        "pareto",
        &["pareto frontier", "frontier", "efficient"],
        "A package is Pareto efficient if no other makes somebody better off and nobody worse off. The frontier is all such packages.",
        "Utilities (0.6, 0.5) and (0.6, 0.7): the first leaves something on the table for the second party, so it is not on the frontier.",
    ),
    term(
        "nash",
        &[
            "nash solution",
            "nash bargaining solution",
            "bargaining solution",
        ],
        "The package that maximises the product of the gains over no deal (Nash 1950, doi:10.2307/1907266). With bargaining powers, each gain is taken to the power of its party's; with lotteries, gains are expectations. A no-deal value below a party's worst package counts as that package.",
        "Packages worth (0, 0), (0.8, 0.3) and (0.5, 0.5), no deal worth 0 to both: the products of the gains are 0, 0.24 and 0.25, so the third is the Nash solution.",
    ),
    term(
        "kalai_smorodinsky",
        &[
            "kalai-smorodinsky solution",
            "kalai-smorodinsky bargaining solution",
        ],
        "The efficient package at which the gains stand in the ratio of the largest gains each party could hope for (Kalai & Smorodinsky 1975, doi:10.2307/1914280). Among packages: the largest smallest share of that hope, then the largest second smallest, and so on.",
        "Largest hopes 0.8 and 0.4: the solution gives the first party twice the gain of the second.",
    ),
    term(
        "egalitarian",
        &["egalitarian solution"],
        "The package that makes the smallest gain over no deal as large as possible (Kalai 1977, doi:10.2307/1913954).",
        "Gains (0.7, 0.3), (0.5, 0.45) and (0.4, 0.4): the smallest gains are 0.3, 0.45 and 0.4, so the second is chosen.",
    ),
    term(
        "utilitarian",
        &["utilitarian solution", "welfare"],
        "The package with the largest sum of utilities. It compares utilities of different parties, which the others do not.",
        "Utilities (0.9, 0.3) sum to 1.2, (0.5, 0.5) to 1.0: the first is chosen.",
    ),
    term(
        "disagreement point",
        &["disagreement", "threat point"],
        "What each party gets if they do not agree, from which gains are measured: its reservation value, or the utility of the status quo. A reservation value below a party's worst package counts as that package.",
        "No deal is worth 0.2 and the status quo 0.35. A package worth 0.5 is a gain of 0.3 over no deal, and of 0.15 over the status quo: zopa analyze FILE --from status-quo",
    ),
    term(
        "rational",
        &["individually rational", "rational package"],
        "A package that no party would rather do without: at or above the disagreement point for each, and across no red line of theirs. Unlike the ZOPA, it asks every party that can sign anything, not only those the package needs.",
        "No deal is worth 0.3 to both. Utilities (0.4, 0.35) are rational, (0.9, 0.29) are not.",
    ),
    term(
        "bargaining power",
        &["power"],
        "A party's weight in the Nash solution: its gain is taken to this power in the product. Equal powers are the ordinary solution; only their ratios count (Kalai 1977, doi:10.1007/BF01774658).",
        "Splitting 1 with nothing to fall back on: equal powers give 0.5 each; powers 3 and 1 give 0.75 and 0.25. zopa analyze FILE --power seller=3",
    ),
    term(
        "lottery",
        &["lotteries", "convex hull"],
        "Drawing the package by lot, with probabilities that the parties agree on; what counts is the expected utility. It reaches what lies between packages, and can make all better off than any package does.",
        "Packages worth (0, 0), (0, 1) and (10, 0.2), no deal worth 0 to both: with 5 in 8 for the third the expectations are 6.25 and 0.5, a product of 3.1 against 2 at best without a lottery. zopa analyze FILE --lotteries",
    ),
    term(
        "opposition",
        &["opposition level"],
        "How far the nearest package lies from the point where everybody has its best: 0 where one package is best for all (Baarslag et al. 2013, doi:10.1016/j.artint.2012.09.004).",
        "Utilities of the nearest package (0.8, 0.7): the distance from (1, 1) is the root of 0.2^2 + 0.3^2, 0.36.",
    ),
    term(
        "conflict",
        &["conflict level"],
        "Of all pairs of packages that differ for one of two parties, the share that the two rank in opposite order: 1 where one's gain is always the other's loss, 0 where they agree on every ranking.",
        "Buyer and seller rank any two prices the opposite way: conflict 1. If both also want the house painted, there are pairs on which they agree.",
    ),
    term(
        "strategy",
        &["bidding", "boa", "mixture", "share"],
        "How a party bargains: what it demands (bidding), when it says yes (acceptance), and what it takes the others to want (model); Baarslag et al. 2014. Several strategies with shares make a mixture, drawn once per replication.",
        "strategy = [\n  { share = 2, bidding = \"boulware\" },\n  { share = 1, bidding = \"tit_for_tat\" },\n]\nTwo runs in three are played late-conceding, one in three in kind.",
    ),
    term(
        "boulware",
        &["time_dependent", "exponent", "convention"],
        "A time-dependent bidding with exponent e = 0.2: it demands nearly everything until shortly before the end. The demand at time t (0 to 1) is the share 1 - t^(1/e) of the attainable gain (Faratin et al. 1998). With convention = \"negmas\" it is 1 - t^e, as NegMAS writes it.",
        "Half-way, t = 0.5: boulware (e = 0.2) still demands 1 - 0.5^5 = 0.97, linear (e = 1) 0.5, conceder (e = 2) 1 - 0.5^0.5 = 0.29.",
    ),
    term(
        "linear",
        &[],
        "A time-dependent bidding with exponent e = 1: the demand falls evenly from the start to the end of the talks.",
        "After 6 of 30 rounds, t = 0.2, it demands 0.8 of its attainable gain.",
    ),
    term(
        "conceder",
        &[],
        "A time-dependent bidding with exponent e = 2: it gives way early, and little is left to give at the end.",
        "After a quarter of the talks it demands 1 - 0.25^0.5 = 0.5 of its attainable gain.",
    ),
    term(
        "hardliner",
        &[],
        "A time-dependent bidding with exponent e = 0: it never concedes.",
        "It demands its whole attainable gain in the first round and in the last. Against another hardliner there is no deal unless one package is best for both.",
    ),
    term(
        "tit_for_tat",
        &["reciprocity"],
        "Answers concessions with concessions: it lowers its demand by as much as the other's last offers have risen in its own utility, times its reciprocity (Faratin et al. 1998).",
        "The other's offers have risen from 0.30 to 0.38 for us. With reciprocity 1 we lower our demand by 0.08, with 0.5 by 0.04.",
    ),
    term(
        "tit_for_tat_absolute",
        &[
            "tit_for_tat_relative",
            "tit_for_tat_averaged",
            "tit_for_tat_random",
            "span",
            "jitter",
        ],
        "The tit-for-tat family of Faratin et al. (1998, section 4.3), one step at a time. absolute: lowers its demand by what the other conceded `span` turns ago, in its own utility; random: and by a random amount up to `jitter` more. relative: by the same proportion; averaged: by the proportion over the last `span` turns.",
        "The other's last two offers are worth 0.2 and 0.4 to us, and we demand 0.9. absolute: 0.9 - 0.2 = 0.7. relative: 0.9 x 0.2 / 0.4 = 0.45.",
    ),
    term(
        "nice_tit_for_tat",
        &[],
        "Estimates the Nash point with its model of the other, and comes as far towards it from its best package as the other has come since its first offer; of the packages it may ask for, it offers the one best for the other (Baarslag, Hindriks & Jonker 2013).",
        "Our best package is worth 1 to us, the Nash point 0.6; the other's offers have risen from 0.2 to 0.4 for us, half the way. We come half the way, to 0.8.",
    ),
    term(
        "hybrid",
        &[],
        "Imitates the other's last concessions at first, and follows the clock more and more: demand = (1 - t^2) behaviour + t^2 time (after Keskin, Çakan & Aydoğan 2021).",
        "Half-way, t = 0.5, three quarters of the demand come from behaviour, a quarter from the clock.",
    ),
    term(
        "trade_off",
        &["similarity"],
        "Concedes by the clock like boulware and its kin, but of the packages it may ask for it offers the one most similar to the other's last offer: the same option counts 1, on an ordered issue a near one nearly as much, and issues count as much as the other is believed to care (Faratin, Sierra & Jennings 2002).",
        "Three packages are worth 0.8 to us. The other last asked for delivery in May: we offer the one with delivery in May.",
    ),
    term(
        "random",
        &[],
        "Demands something else in every turn, evenly spread from `least` to everything: a yardstick that any strategy should beat.",
        "With least = 0.6 it demands 0.91 of its attainable gain in one turn, and 0.63 in the next.",
    ),
    term(
        "tournament",
        &["ranking", "entrant", "seating"],
        "Strategies against each other: every ordered pair of them, each with itself too, on every scenario (with more than two parties the two take turns seat by seat; --every-seating seats them in all ways). They are ranked by mean utility, from 0 for a party's worst package to 1 for its best.",
        "zopa tournament a.toml b.toml --strategies boulware,micro plays 2 x 4 games: boulware with boulware, boulware with micro, micro with boulware and micro with micro on each.",
    ),
    term(
        "negmas",
        &[
            "negmas:boulware",
            "negmas:linear",
            "negmas:conceder",
            "negmas:micro",
            "preset",
        ],
        "Presets for tournaments that do what NegMAS's negotiators do, offer for offer: the same packages, ties, rounds. They see all packages in order of their utility and nothing else, and take part where up to four million packages can be listed.",
        "zopa tournament domain.toml --strategies negmas:boulware,negmas:conceder --rounds 100 --json gives NegMAS's agreements, utilities and rounds.",
    ),
    term(
        "micro",
        &[],
        "Offers its packages from the best down, a new one for each new one the other offers, and repeats itself otherwise (de Jonge 2022, doi:10.24963/ijcai.2022/32).",
        "The other has made 4 different offers, we have made 4: we repeat an old one. It makes a fifth: we make a fifth, our fifth best.",
    ),
    term(
        "best_reply",
        &[],
        "Offers the package with the largest expected worth: its own utility if accepted, weighed by its belief that the signatories will accept.",
        "An offer worth 0.8 that is accepted 3 times in 10 brings 0.24 over no deal at 0; one worth 0.6 accepted 7 times in 10 brings 0.42 and is made.",
    ),
    term(
        "equilibrium",
        &["equilibrium play", "backward induction", "subgame perfect"],
        "Plays its part of the game's equilibrium, as rational parties would who know what the file says of each other: a benchmark beside behavioural strategies. Alternating offers and votes of a legislature (closed rule) are solved backwards from the last round (Ståhl 1972), or for the stationary equilibrium where `horizon = \"infinite\"` (Rubinstein 1982, doi:10.2307/1912531; Baron & Ferejohn 1989, doi:10.2307/1961664); three or more without a last round play that of a game with an end 4,000 turns away on the packages as listed, whose steps should be far smaller than what a turn of delay costs, since every rounding is handed on; a single offer is the best demand against a private no-deal value (Fearon 1995, doi:10.1017/S0020818300033324); in a war of attrition each gives in at the equilibrium's rate; in a double auction between uniform types each names the linear price of Chatterjee & Samuelson. Where it does not apply, zopa says why (Z0417).",
        "zopa run FILE --set 'party.*.strategy=equilibrium'. Two divide a pie that shrinks by a tenth a round: the one who proposes first keeps 1 / 1.9 = 0.526 of it.",
    ),
    term(
        "acceptance",
        &[
            "ac_next",
            "ac_const",
            "ac_time",
            "ac_combi",
            "next",
            "const",
            "time",
            "combi",
            "accept_window",
        ],
        "When a party says yes (Baarslag et al. 2013). next: to anything at least as good as its own next offer. const: to anything above a fixed share of its attainable gain. time: to anything better than no deal after a moment. combi: like next, and late in the talks to the best offer heard in a window as long as the time that is left (with accept_window = \"average\" the mean of those offers; with \"all\" the best ever heard). None says yes below the reservation value or across a red line.",
        "Our next offer is worth 0.7 to us. The other offers 0.72: next accepts. It offers 0.65: next refuses; const with accept_level = 0.5 accepts.",
    ),
    term(
        "opponent model",
        &[
            "model",
            "frequency",
            "public",
            "none",
            "hardheaded",
            "smith",
            "bayesian",
            "types",
            "posterior",
            "perfect",
        ],
        "What a party takes the others to want. none: nothing. frequency: what they said in public and keep asking for. public: what the scenario file says of them, without the draws. hardheaded, smith and bayesian learn from offers alone (van Krimpen et al. 2013; van Galen Last 2012; Hindriks & Tykhonov 2008). types: what the scenario file says of them, and by Bayes' rule from its distributions what no deal is worth to them and how they hold out, from offers, answers, and events whose hazard hangs on the same inputs (Slantchev 2003). perfect: their true preferences, which nobody has: a yardstick.",
        "The other has kept `date = may` in 9 of 10 offers while its price moved: frequency concludes that the date matters to it, and offers may.",
    ),
    term(
        "protocol",
        &[],
        "Who may speak when, and what makes an agreement. A package is concluded when all its signatories stand behind it.",
        "[protocol]\nkind = \"alternating_offers\"\norder = [\"seller\", \"buyer\"]",
    ),
    term(
        "alternating_offers",
        &["stacked alternating offers", "saop"],
        "Each party in turn accepts the package on the table, counters with another, or walks out (stacked protocol; Aydoğan et al. 2017).",
        "Seller offers 290, buyer counters 230, seller counters 280, …, buyer accepts 255: concluded at 255, because both signatories stand behind it.",
    ),
    term(
        "proposer",
        &["recognition", "random proposer", "in_turn"],
        "Who proposes in a round of alternating offers; `recognition` is also how likely a party is to move in `legislative`. each: everybody has a turn to answer and to counter. in_turn: one party a round, and all others whose consent the package needs answer at once, so that a round is the period of the textbook. random: the same, with the party drawn by its `recognition` (Baron & Ferejohn 1989, doi:10.2307/1961664).",
        "proposer = \"random\" in [protocol], recognition = 3 for a chair and 1 for each of two others: the chair proposes in 3 of 5 rounds.",
    ),
    term(
        "attrition",
        &["war of attrition", "delay_cost"],
        "Two parties hold on to their demands; every round in which neither gives in costs each its `delay_cost` (Maynard Smith 1974, doi:10.1016/0022-5193(74)90110-6). A demand is the party's best package that the other would rather sign than have no deal. A party gives in by its acceptance rule, or at the equilibrium's rate; where both do, a coin decides.",
        "A prize worth 1 to both, delay_cost = 0.02: at equilibrium each gives in with a probability of about 0.02 a round, and what is won is spent on waiting.",
    ),
    term(
        "double_auction",
        &["sealed bids", "buyer_weight"],
        "A seller and a buyer name a price each, sealed and at once (Chatterjee & Samuelson 1983, doi:10.1287/opre.31.5.835). If the buyer's is no lower than the seller's, they trade at `buyer_weight` times the buyer's price plus the rest times the seller's, rounded to the nearest option (a coin decides between two equally near). Otherwise both have seen both prices and name new ones in the next round. A price is what the party's strategy would offer; its acceptance rule is not asked.",
        "The seller asks 60, the buyer bids 70: they trade at 65, or with buyer_weight = 1 at 70. At equilibrium, with cost and value anywhere from 0 to 100, a seller at cost 30 asks 45, and a buyer who values it at 60 bids 48.3.",
    ),
    term(
        "outside option",
        &["opt out"],
        "What leaving is worth to a party while nothing is agreed. A party may take it when it answers an offer, or silence; it then ends with that value, and the others settle without it or have no deal. A party at equilibrium leaves for what is better than going on; others, for what is worth as much as their own next offer. It moves a division only where it beats what bargaining gives (Binmore, Shaked & Sutton 1989, doi:10.2307/2937866).",
        "Two divide a pie with patience 0.9, the second would get 0.474. An outside option of 0.3 changes nothing; one of 0.6 gives it 0.6.",
    ),
    term(
        "legislative",
        &[
            "legislative bargaining",
            "quota",
            "veto",
            "vetoes",
            "votes",
            "closed rule",
            "open rule",
            "rule",
        ],
        "A protocol: each round a party drawn at random (by `recognition`) moves a package, and a vote decides for all (Baron & Ferejohn 1989, doi:10.2307/1961664). A motion passes with `quota` of the `votes` and the yes of every party in `vetoes`; consents have no effect. rule = \"closed\": the vote follows at once. rule = \"open\": another party is drawn, which seconds the motion or moves an amendment that replaces it if a quota prefers it. Who votes yes signs; everybody is bound.",
        "Votes 40, 35 and 25, quota 51: any two pass a motion. With vetoes = [\"a\"], only a and one of the others.",
    ),
    term(
        "limit",
        &["budget", "at_most"],
        "A sum that packages must keep to: the numbers of its issues add up to `at_most` or less. Nobody offers or signs a package that breaks it. Utilities are scaled over the packages that keep to it.",
        "[[limit]]\nissues = [\"health\", \"schools\", \"defence\"]\nat_most = 10",
    ),
    term(
        "shuttle",
        &["shuttle mediation"],
        "A mediator meets one side per round, carries packages between sides that do not talk to each other, and may pull levers. What needs only the mediator's and that side's consent can be concluded there and then.",
        "Round 1: the US meets Russia and hears what it would sign. Round 2: it takes a package to Ukraine. If Ukraine says yes, the package is concluded once Russia stands behind it too.",
    ),
    term(
        "simultaneous_concession",
        &[
            "monotonic concession",
            "zeuthen",
            "willingness to risk conflict",
        ],
        "All put offers forward at once, beginning with their best among the packages that all could sign; an offer that suits all as well as their own is agreed. Otherwise whoever can take the smaller risk of failure gives way, just far enough (Zeuthen's rule). It ends at the largest product of gains, the Nash solution. The parties know each other's utilities and red lines; strategies play no part. `step` makes concessions larger.",
        "Without a deal both get 0. One stands at 9 for itself and 3 for the other, the other at 4 and 9. By insisting the first can risk (9 - 4) / 9 = 0.56, the second (9 - 3) / 9 = 0.67: the first gives way, to 7 and 6.",
    ),
    term(
        "tells",
        &["telling mediator"],
        "What a shuttling mediator knows and says: whether a side's no-deal value lies in the upper or the lower half of its distribution, right with this probability. It is believed, by sides with `model = \"types\"`, only where its own interests make the truth its best thing to say (Kydd 2003, doi:10.1111/1540-5907.00034): one that wants any deal would always say that the other is firm.",
        "tells = 0.9, an envoy that wants what Seller wants: it says that Buyer's no-deal value is low, Seller believes it and asks for more. An envoy that only wants a deal says the same whatever it knows, and moves nobody.",
    ),
    term(
        "foresight",
        &["commitment problem"],
        "A party with `foresight` adds to the worth of a package what the events that it sets off (`if`) are expected to change in the party's own no-deal value and options until the deadline. An agreement that shifts power against it can then be worth less to it than none, since nothing binds the other not to use its power: the commitment problem (Fearon 1995, doi:10.1017/S0020818300033324; Powell 2006, doi:10.1017/S0020818306060061). What would be agreed afterwards is not foreseen.",
        "A truce is worth 0.2 to the weak side, and lets the strong one rearm with hazard 0.8 a round, which costs the weak side 0.4 of what it can fall back on: it signs only where no time is left to rearm.",
    ),
    term(
        "single_text",
        &[
            "single negotiating text",
            "one-text procedure",
            "weigh",
            "start_temperature",
            "cooling",
            "drafts",
        ],
        "A mediator, or a neutral hand, revises one text by changes to a few issues. All who sign it vote on each: at first loosely, later only for what serves them (`start_temperature`, `cooling`). The final text needs every signatory's ratification: no worse than no deal, and no red line crossed. Votes weigh gains in `proportion` (slow cooling then ends at the Nash solution) or by their `difference` (the largest sum). Strategies play no part.",
        "The text gives you a gain of 0.50; a change would leave 0.40. At a temperature of 0.2 you vote for it in 25 of 100 cases, at 0.05 in 1 of 100.",
    ),
    term(
        "issue_by_issue",
        &["agenda"],
        "One issue after the other, each by alternating offers given what is agreed; what is agreed stands even if later issues fail, unless nothing is agreed until everything is (Fershtman 1990). Parties then expect of the issues to come, in the mean, what each side would get by having its way. An agenda leaves no room for trading one issue against another.",
        "Iron is worth 2,000 to the buyer and 800 to the seller, coal the other way round. One by one, both issues are split: 1,400 for each. As a package, iron goes to the buyer and coal to the seller: 2,000 for each.",
    ),
    term(
        "tracks",
        &["track", "tables", "common table"],
        "Several tables, at once or one after the other, each with its parties, issues, protocol and calendar. What a table agrees binds those who sign, and is where the others go on from; if it is secret, those who do not sit there go on from what they know.",
        "[[track]]\nid = \"moscow\"\nparties = [\"us\", \"russia\"]\nkind = \"alternating_offers\"\nresult = \"secret\"",
    ),
    term(
        "side deal",
        &["side deals", "aside"],
        "A deal that some of those at a table conclude, unseen by the others, on what needs nobody's consent but theirs. After each round one group meets, groups and speakers in turn.",
        "[protocol]\nkind = \"alternating_offers\"\nside_deals = true",
    ),
    term(
        "round",
        &["rounds", "day", "days_per_round"],
        "One turn of every party (in shuttle mediation, one meeting). `days_per_round` maps rounds to days.",
        "30 rounds with days_per_round = 1 are a month of talks; round 6 ends on day 6.",
    ),
    term(
        "patience",
        &["discount factor", "discount"],
        "What a deal one round later is worth now: 1 for a party with all the time in the world. It acts where a party weighs now against later: in `equilibrium`, in `best_reply` with `model = \"public\"`, and in the acceptances `next` and `combi`, which hold an offer against the party's own next bid, a turn later.",
        "Patience 0.95: a deal worth 0.8 ten rounds from now is worth 0.8 x 0.95^10 = 0.48 now.",
    ),
    term(
        "deadline",
        &["horizon"],
        "The round after which the talks end without a deal. It may be uncertain; nobody knows the draw. With `horizon = \"infinite\"`, parties that look ahead see no end, and `rounds` is where the simulation stops looking.",
        "deadline = { triangular = [10, 20, 30] } in [time]: talks end after some round from 10 to 30, most likely about 20.",
    ),
    term(
        "breakdown",
        &["hazard", "breakdown_value"],
        "The probability per round that talks end for reasons outside the model. A party is then left with its `breakdown_value`, where it has one, or with what no deal is worth to it (Binmore, Rubinstein & Wolinsky 1986, doi:10.2307/2555382).",
        "breakdown = 0.02 over 30 rounds: talks survive to the end in 0.98^30 = 55 of 100 runs.",
    ),
    term(
        "leverage",
        &["lever"],
        "A means of a party to change what another can expect, its no-deal value or the worth of an option, at a cost to itself per round.",
        "The US suspends aid: Ukraine's no-deal value falls by 0.2, the US pays 0.02 per round. Worth it if it expects a deal within a few rounds.",
    ),
    term(
        "event",
        &["events"],
        "Something that may happen while the parties talk, with a probability per round or in a set round. It shifts inputs, no-deal values or the worth of options. With `if` it can happen only while the package that stands satisfies a statement, so that an agreement can shift power (Fearon 1995); a party with `foresight` counts in expectation what such events would change in its own no-deal value and options.",
        "A town falls with hazard 0.05 per round: over 10 rounds it falls in 1 - 0.95^10 = 40 of 100 runs, and Ukraine's no-deal value with it.",
    ),
    term(
        "clause",
        &[
            "implementation",
            "monitoring",
            "guarantee",
            "breach",
            "held",
            "in force",
        ],
        "What a deal says on one issue, after signing: proposed, agreed, in force, breached or expired. Each round a party keeps or breaks it, by its gain from breaking against the expected sanction: monitoring times guarantee.",
        "Breaking gains 0.05. A breach is seen 6 times in 10 and then costs 0.2: expected sanction 0.12. Keeping is the better choice, though with noise it is not certain.",
    ),
    term(
        "input",
        &["uncertain input", "named input", "distribution"],
        "Something uncertain that each replication draws once. A named input may feed several places, so that they move together.",
        "[[input]]\nid = \"cards\"\nvalue = { uniform = [0, 1] }\n\nreservation = { input = \"cards\", scale = 0.3, offset = 0.2 }\nWhen the cards come out high, this no-deal value is high as well.",
    ),
    term(
        "correlation",
        &["copula", "rank correlation"],
        "How two named inputs move together: Spearman's rank correlation, through a Gaussian copula that leaves each input's own spread as it is.",
        "rank = 0.6 between `cards` and `resolve`: where the cards come out high, resolve mostly does too.",
    ),
    term(
        "replication",
        &["run", "runs"],
        "One draw of everything uncertain and one play of the talks. Each has a number and its own random streams, so that it can be told again alone.",
        "zopa replay FILE --run 4217 tells replication 4217, which ends exactly as it did in the forecast.",
    ),
    term(
        "outcome class",
        &["outcome", "other", "headline"],
        "A named statement about how a run ended; what a forecast gives shares for. A run belongs to the first class that fits, to `no_deal` where nothing was agreed, else to `other`. The headline is the commonest.",
        "[[outcome]]\nid = \"pause\"\nname = \"Energy pause only\"\nwhen = { issue = \"energy_strikes\", is = \"paused\" }",
    ),
    term(
        "sampling error",
        &["interval", "wilson", "confidence interval"],
        "How far a share may be off because only so many runs were played: the 95% Wilson interval. It says nothing about the assumptions; more runs shrink it, uncertain inputs do not enter it.",
        "469 of 1,000 runs: 47 in 100, from 44 to 50. 46,900 of 100,000: 47 in 100, from 46.6 to 47.2.",
    ),
    term(
        "driver",
        &["what decides it"],
        "An uncertain input that moves the share of the headline outcome. Its points are the difference between the runs with its highest and with its lowest values.",
        "Energy pause: 38 in 100 where Russia's firmness came out low, 56 where it came out high. The driver has 18 points.",
    ),
    term(
        "blocking",
        &["blocked", "who blocked what"],
        "A red line blocks a run if there was no deal, none was possible, and without this one red line one would have been. Computed exactly in every such run.",
        "The zone is empty. Without Ukraine's red line on aid it holds 40 packages: that line blocks. Without Russia's on language it stays empty: that one does not.",
    ),
    term(
        "seed",
        &["reproducible"],
        "The number from which all randomness follows. The same scenario, seed and version give the same bytes on any machine and any number of threads.",
        "zopa run FILE --seed 2 plays other draws; the shares should agree with seed 1 within the sampling error.",
    ),
    term(
        "tornado",
        &["effect of an input"],
        "What changes when one uncertain input alone goes from the 10th to the 90th percentile of its distribution, all else as it was in the same replications. The inputs stand in order of that effect, which makes the chart look like a tornado.",
        "At a patience of 0.92 there is no deal in 40 of 100 replications, at 0.99 in 25 of the same ones: an effect of −15 points. `zopa sensitivity FILE` draws it.",
    ),
    term(
        "Sobol index",
        &[
            "sobol",
            "first-order index",
            "total index",
            "variance-based sensitivity",
            "s1",
            "st",
        ],
        "Which share of the variance of an output is due to an input: alone (first order, S1), with all its interplay with other inputs (total, ST), or by the interplay of two (second order). zopa takes the output's mean given the inputs, so that what is drawn (red lines, events, decisions) is no variance of theirs. Of inputs that move together, the first order counts what an input tells of the others, the total what it adds to them (Kucherenko et al. 2012).",
        "y = 2 a + b with independent a and b of equal spread: S1 and ST are 0.8 for a and 0.2 for b. y = a b around 0: S1 is 0 for both, ST is 1: they act only together.",
    ),
    term(
        "elementary effect",
        &["morris", "mu_star"],
        "How much the output changes per whole range of an input when that input alone takes a step, at random places of all inputs (Morris 1991). mu_star is the mean of its absolute value: importance; mu the mean: direction; sigma the standard deviation: curvature or interplay. In zopa a step stays in one replication.",
        "Half a range of patience turns the outcome in 10 of 100 replications: mu_star is 0.1 / 0.5 = 0.2.",
    ),
    term(
        "given data",
        &["correlation ratio", "binned variance"],
        "First-order shares of variance from replications that are there anyway: how much the means of the output differ between 20 bins of an input, less what they differ by chance.",
        "zopa sensitivity FILE --moves 0 --trajectories 0 --samples 0 plays an ordinary forecast and nothing more.",
    ),
    term(
        "scenario discovery",
        &["prim", "patient rule induction", "peeling", "quasi-p"],
        "In what region of the inputs an outcome becomes likely: thin slices are peeled off the space of inputs as long as the outcome becomes denser in what is left (Friedman & Fisher 1999, Bryant & Lempert 2010). Three samples are played: one shapes the boxes, one chooses, one measures. A limit's quasi-p is the probability of as many hits without it.",
        "zopa discover FILE --outcome ceasefire: it comes in 62 in 100 negotiations where the cards are at most 0.2, overall in 31.",
    ),
    term(
        "coverage",
        &["density of a box"],
        "Of all replications that end in an outcome, the share that lies in a box of inputs. Density is the reverse: of the replications in the box, the share that ends so. Peeling trades one for the other.",
        "Of 1000 replications 300 end in a deal; a box holds 250, 200 of them deals: density 80 in 100, coverage 67 in 100.",
    ),
    term(
        "expect",
        &["expectation"],
        "A check that a scenario carries: bounds for a share, or what happens to it when a number changes. `zopa run` checks bounds, `zopa sweep` and `zopa compare` check changes; they print ✓ or ✗ and end with exit code 4 if one fails.",
        "[[expect]]\noutcome = \"pause\"\nat_least = 0.30\nat_most = 0.65",
    ),
    term(
        "trend",
        &["rises with", "falls with"],
        "An expectation that a share rises, or falls, with a number of the scenario. It fails where the runs contradict it: where the share moves the other way by more than sampling error, or by less than `at_least`. Printed as ✓ where the runs show it, as ~ where they are too few to tell.",
        "[[expect]]\noutcome = \"no_deal\"\nrises_with = \"party.russia.condition.end_of_aid.firmness\"\nat_least = 0.05",
    ),
    term(
        "flip",
        &["refine", "refinement"],
        "Where the commonest outcome changes as one number moves and all others stay. It is told between two values that were played; `--refine` halves the step there, up to four times. Where the lead is within sampling error, more runs say where it lies, and more points do not.",
        "No deal is commonest at 4 rounds and a deal at 8: the flip lies between. Refined, it lies between 5 and 6.",
    ),
    term(
        "shard",
        &["part of a study", "merge", "pieces"],
        "One of several equal parts of a study, for one machine of many. A study (`sweep`, `sensitivity`, `discover`, `levers`, `compare` of two scenarios) is cut into pieces that depend on nothing but their number; `--shard 3/8` plays the third eighth of them, and `zopa merge` plays what hangs on all parts and joins them to the same bytes as one run.",
        "zopa sweep talks.toml --shard 3/8 --out part-3, and so on to 8; then zopa merge part-* --out whole",
    ),
    term(
        "common random numbers",
        &["paired", "pairing", "pairs"],
        "Two scenarios are played run by run from the same random numbers, so that chance hits both alike and what is left is the difference they make. Intervals are taken from the pairs, and are right also where the two have little in common.",
        "No deal in 24 of 100 runs of A, and in 25 of B. Drawn apart, 10,000 runs of each leave the difference open by ±1.2; in pairs of which 97 in 100 end alike, by ±0.3.",
    ),
    term(
        "own power",
        &["own levers", "zopa levers"],
        "What a party decides alone: whether it insists on its conditions, how it bargains, how patient it is, the levers it holds, what needs its consent only, and the deadline if it carries the talks. Not: what it wants, what no deal is worth, and what others do.",
        "zopa levers talks.toml --party ben --outcome sold tries each of Ben's changes alone and says by how much it raises the share of `sold`, and what it costs him.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::format::{ACCEPTANCE, BIDDING, OPPONENT_MODEL, PROTOCOLS};

    #[test]
    fn every_word_leads_to_one_term() {
        let mut words: Vec<String> = TERMS
            .iter()
            .flat_map(|term| term.also.iter().chain([&term.name]).map(|w| normal(w)))
            .collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all, "a word leads to two terms");
    }

    #[test]
    fn every_strategy_and_protocol_is_explained() {
        for (word, _) in [BIDDING, ACCEPTANCE, OPPONENT_MODEL, PROTOCOLS].concat() {
            assert!(find(word).is_some(), "`{word}` is not explained");
        }
    }

    #[test]
    fn every_term_has_a_meaning_and_an_example() {
        for term in TERMS {
            assert!(
                term.meaning.len() > 20 && term.example.len() > 20,
                "{}",
                term.name
            );
            assert!(!term.meaning.contains('?'), "{} asks a question", term.name);
        }
    }

    /// The pairs of utilities in an example, "(0.8, 0.3)", as packages of a scenario in which no deal is worth 0.
    fn packages_of(term: &str) -> crate::model::Scenario {
        let example = find(term).expect("a term").example;
        let pairs: Vec<[&str; 2]> = example
            .split('(')
            .filter_map(|part| part.split_once(')')?.0.split_once(", "))
            .map(<[&str; 2]>::from)
            .collect();
        let ids: Vec<String> = (0..pairs.len()).map(|n| format!("\"p{n}\"")).collect();
        let mut text = format!(
            "name = \"Pairs\"\n[[issue]]\nid = \"x\"\noptions = [{}]\n",
            ids.join(", ")
        );
        for (side, id) in ["a", "b"].into_iter().enumerate() {
            let worth = pairs
                .iter()
                .zip(&ids)
                .map(|(pair, id)| format!("{id} = {}", pair[side]));
            let table = worth.collect::<Vec<_>>().join(", ");
            text.push_str(&format!(
                "[[party]]\nid = \"{id}\"\nscale = \"as_given\"\nreservation = 0\n\
                 interest = [{{ issue = \"x\", weight = 1, value = {{ table = {{ {table} }} }} }}]\n"
            ));
        }
        text.push_str("[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 1\n");
        match crate::scenario::parse("pairs.toml", text.as_bytes(), &[]) {
            Ok(loaded) => loaded.scenario,
            Err(problems) => panic!("{}", problems.render(false)),
        }
    }

    #[test]
    fn examples_of_solutions_come_out_of_an_analysis() {
        use crate::analysis::{Settings, analyze};
        let scenario = packages_of("nash");
        let found = analyze(&scenario, &Settings::usual(&scenario));
        let nash: Vec<&[f64]> = found.nash.iter().map(|s| &s.utilities[..]).collect();
        assert_eq!(nash, [[0.5, 0.5]]);
        let scenario = packages_of("lottery");
        let settings = Settings {
            lotteries: true,
            ..Settings::usual(&scenario)
        };
        let lottery = analyze(&scenario, &settings)
            .nash_lottery
            .expect("both can gain");
        let last = lottery.draws.last().expect("two packages");
        assert!((last.probability - 5.0 / 8.0).abs() < 1e-9);
        assert!((lottery.utilities[0] - 6.25).abs() < 1e-9);
        assert!((lottery.utilities[1] - 0.5).abs() < 1e-9);
    }
}
