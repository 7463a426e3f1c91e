//! Codes about files as such, and about overrides of the command line.

use super::Explanation;

pub(super) const CODES: &[Explanation] = &[
    Explanation {
        code: "Z0101",
        title: "a file cannot be read",
        text: "The file is not there, is a folder, or may not be read. The message has the system's own words. Paths are relative to the folder in which the command was started.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: "Z0102",
        title: "a file is too large",
        text: "Scenario files are written by people; the largest that is read has 4 MiB. A larger file is another kind of file. Options that are numbers need one line (`numbers`), however many they are.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: "Z0103",
        title: "a file is not text in UTF-8",
        text: "Scenario files are text in UTF-8, without control characters such as U+0000. The message points at the first byte or character that does not belong. Text saved by an old editor can be saved again with encoding UTF-8.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: "Z0104",
        title: "a file is empty",
        text: "There is nothing in the file but blanks. `zopa init FILE` writes a commented scenario to start from.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: "Z0105",
        title: "a file is not TOML",
        text: "The text breaks a rule of TOML (https://toml.io). Common causes: a missing quote or bracket, an inline table over several lines without commas, text without quotes or in curly ones, a number with a comma or a unit.",
        wrong: "about = The price of a house\n",
        right: "about = \"The price of a house\"\n",
    },
    Explanation {
        code: "Z0106",
        title: "a file is not JSON",
        text: "A file whose name ends in `.json` is read as JSON with comments; everything else follows RFC 8259. Common causes: a comma after the last item, single quotes, keys without quotes. Only the first mistake of this kind is told.",
        wrong: "{ \"name\": \"Example\", }",
        right: "{ \"name\": \"Example\", \"issue\": [{ \"id\": \"price\", \"numbers\": { \"from\": 1, \"to\": 9, \"step\": 1 }, \"status_quo\": 1 }], \"party\": [{ \"id\": \"seller\", \"interest\": [{ \"issue\": \"price\", \"weight\": 1, \"value\": { \"linear\": \"rising\" } }] }], \"protocol\": { \"kind\": \"alternating_offers\" }, \"time\": { \"rounds\": 10 } }",
    },
    Explanation {
        code: "Z0107",
        title: "lists and tables are nested too deeply",
        text: "At most 64 lists and tables may lie within each other. Nothing in a scenario needs a tenth of that; statements with many levels of `all`, `any` and `not` can be written flatter.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: "Z0108",
        title: "a key stands twice",
        text: "A table has each key once. In TOML, several tables of the same kind are written with double brackets, `[[issue]]`; single brackets declare one table.",
        wrong: "[time]\nrounds = 10\nrounds = 20\n",
        right: "[time]\nrounds = 20\n",
    },
    Explanation {
        code: "Z0109",
        title: "an extended file cannot be used",
        text: "`extends` names another scenario file, looked for in the folder of the file that names it. It must be readable, at most eight files extend each other in a row, and none of them extends itself by a detour.",
        wrong: "",
        right: "",
    },
];

pub(super) const OVERRIDES: &[Explanation] = &[
    Explanation {
        code: "Z0501",
        title: "a path is not well formed",
        text: "A path is words between dots: `party.russia.condition.no_nato.firmness`. `*` stands for every table of a list: `party.*.patience`. Words with other characters stand in double quotes: `party.us.interest.price.value.table.\"0.5\"`.",
        wrong: "--set 'time..rounds=20'",
        right: "--set 'time.rounds=20'",
    },
    Explanation {
        code: "Z0502",
        title: "a path leads nowhere",
        text: "Some part of the path is no key of the format, or names nothing that the scenario has. Tables of a list go by their `id`, interests and clauses by their `issue`, all others by their position from 0; a party's only strategy needs no position. `input.ID` is the value of that input. `zopa list inputs FILE` lists every path. The same paths stand in an `[[expect]]` with `rises_with` or `falls_with`.",
        wrong: "--set 'time.round=20'",
        right: "--set 'time.rounds=20'",
    },
    Explanation {
        code: "Z0503",
        title: "the value of an override cannot be read",
        text: "A value is written as in a TOML file: `0.8`, `true`, `\"some words\"`, `{ uniform = [0, 1] }`. A single word needs no quotes. In a shell, the whole override stands in single quotes.",
        wrong: "--set 'time.breakdown={ uniform = [0, '",
        right: "--set 'time.breakdown={ uniform = [0, 0.1] }'",
    },
];
