//! Codes about other programs' files.

use super::Explanation;

const fn code(code: &'static str, title: &'static str, text: &'static str) -> Explanation {
    Explanation {
        code,
        title,
        text,
        wrong: "",
        right: "",
    }
}

pub(super) const CODES: &[Explanation] = &[
    code(
        "Z0601",
        "a file to import is not XML or YAML",
        "The text breaks a rule of its format, or uses what `zopa import` refuses to read: document type declarations and entities in XML, aliases and several documents in YAML (a small file can stand for a huge one that way), nesting deeper than 64 levels, more than 300,000 elements. Only the first mistake of this kind is told per file.",
    ),
    code(
        "Z0602",
        "a file to import holds something else",
        "The file is of the right format, but not of a kind that can be read: another root element, a utility function or an evaluator that is not a weighted sum over issues or rectangles. The message says which kinds are read.",
    ),
    code(
        "Z0603",
        "something is missing in a file to import",
        "An attribute or entry without which the rest cannot be understood is not there: the `index` of an issue, the `value` of a weight, the bounds of an integer issue.",
    ),
    code(
        "Z0604",
        "a number of a file to import is none, or out of range",
        "A finite number is needed, in digits with a point. Weights and GENIUS evaluations are 0 or more; `maxutility` is above 0.",
    ),
    code(
        "Z0605",
        "a file to import refers to something that is not there, or twice",
        "Parts of the files are tied together by index (GENIUS, counted from 1) or by name (GeniusWeb, NegMAS, NegoLog). The message names an issue or value that the domain does not have, one that stands twice, or an index that the domain gives to an issue of another name. A profile of another domain gives many of these.",
    ),
    code(
        "Z0606",
        "an evaluation is missing in a file to import",
        "Every value of every issue of the domain needs an evaluation in every profile: without it, what the packages with that value are worth would be a guess.",
    ),
    code(
        "Z0607",
        "the weights of a profile do not add up to 1",
        "The weights of a GENIUS, GeniusWeb or NegoLog profile add up to 1; sums within 0.05 of it are taken as they are, with a warning (Z0611), because published files have them. Further off, an issue is probably missing or a number mistyped. `--any-weights` takes any weights as they are.",
    ),
    code(
        "Z0608",
        "the values of an issue in a file to import are no range",
        "The lower bound of an integer or real issue is below the upper one, bounds of integers are whole, and a range of a rectangle holds at least one value. An issue has 1 to 10,000 values (one with a single value is left out); for real issues `--steps` says into how many steps the range is cut.",
    ),
    code(
        "Z0609",
        "the files to import make no negotiation",
        "One domain (for NegoLog none: the profiles hold it) and one profile per party are needed, with 1 to 64 issues and 1 to 64 parties. `zopa import genius domain.xml profile1.xml profile2.xml --out FILE` names them all; the order of the profiles is the order of speaking.",
    ),
    code(
        "Z0610",
        "a file to import says something that a scenario cannot keep (warning)",
        "The scenario is written without it. Costs and descriptions of values, sessions, and elements that zopa does not know change no utility; where something does, the message says what was taken instead.",
    ),
    code(
        "Z0611",
        "the weights of a profile are a little off 1 (warning)",
        "They are taken as they are, so that utilities are exactly those of the file: the best package of such a party may be worth more or less than 1.",
    ),
];
