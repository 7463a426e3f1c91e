
use builtin;
use str;

set edit:completion:arg-completer[zopa] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'zopa'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'zopa'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Write a commented starter scenario'
            cand check 'Check scenario files: every problem at once, and what they hold'
            cand run 'Simulate a scenario: the forecast as a table, charts and report files'
            cand analyze 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers'
            cand tournament 'Let strategies play each other on scenarios: who does how well, and what was left on the table'
            cand sensitivity 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data'
            cand discover 'Say in what region of the inputs an outcome becomes likely'
            cand sweep 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips'
            cand merge 'Join the parts of a study that was spread over machines with --shard'
            cand compare 'Compare two scenarios run by run, or two results: what differs, with intervals'
            cand levers 'Find what a party could change about an outcome, and what each change costs it'
            cand replay 'Tell one replication round by round'
            cand plot 'Draw the charts of a saved result again'
            cand import 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files'
            cand explain 'Explain an error code, a term or a key of the scenario format'
            cand list 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario'
            cand schema 'Print the JSON Schema of scenario files, for editors'
            cand completions 'Print the completions for a shell'
            cand man 'Print the manual page, in roff'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'zopa;init'= {
            cand --from 'Start from a shipped scenario (zopa list scenarios)'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --force 'Replace the file if it is there'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;check'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;run'= {
            cand --runs 'Number of replications, or `auto`: until the headline share is known well enough'
            cand --out 'Folder for the files (default: output/SCENARIO/RUNS-SEED)'
            cand --format 'Image format of the charts'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --force 'Replace a result that was made differently; other files in the folder stay'
            cand --rows 'Write a row per replication to rows.csv'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;analyze'= {
            cand --from 'Disagreement point that gains are measured from'
            cand --power 'Bargaining power of a party in the Nash solution, above 0 (default: 1); may be repeated'
            cand --draws 'Say in which share of N draws of the uncertain inputs and red lines it holds'
            cand --out 'Folder for the charts (default: output/SCENARIO/analysis-SEED)'
            cand --format 'Image format of the charts'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --lotteries 'Find the Nash solution over lotteries of packages too'
            cand --charts 'Draw the charts frontier and conditions'
            cand --force 'Replace charts that were made differently; other files in the folder stay'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;tournament'= {
            cand -s 'The strategies, separated by commas (zopa list strategies); keys may follow a colon: boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro'
            cand --strategies 'The strategies, separated by commas (zopa list strategies); keys may follow a colon: boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro'
            cand --rounds 'Rounds until the deadline (default: as each scenario says)'
            cand --runs 'Games per seating, each with its own draw of what is uncertain'
            cand --out 'Folder for the files (default: output/tournament/..., with --json none)'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --every-seating 'Seat strategies in every way, not only in pairs (more than two parties)'
            cand --resume 'Go on where the same tournament was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;sensitivity'= {
            cand --output 'What to look at: outcome.ID, utility.PARTY or day (default: the commonest outcome)'
            cand --runs 'Replications of the forecast that all else is compared with'
            cand --moves 'Replications per end of an input in the tornado; 0 leaves it out'
            cand --trajectories 'Trajectories of Morris'' elementary effects; 0 leaves them out'
            cand --samples 'Base samples of Sobol''s indices (default: so many that they take about as long as the rest); 0 leaves them out'
            cand --out 'Folder for the files (default: below output/, with --json none)'
            cand --format 'Image format of the charts'
            cand --shard 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --rows 'Write a row per replication to rows.csv and rows.parquet'
            cand --resume 'Go on where the same experiment was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;discover'= {
            cand --outcome 'The outcome class (default: the commonest)'
            cand --runs 'Replications that shape the boxes, and again as many that choose and measure one each'
            cand --density 'Share of the replications in the box that end so, at least (default: what separates best)'
            cand --peel 'Share of the replications left that a cut takes away'
            cand --out 'Folder for the files (default: below output/, with --json none)'
            cand --format 'Image format of the charts'
            cand --shard 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --rows 'Write a row per replication to rows.csv and rows.parquet'
            cand --resume 'Go on where the same experiment was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;sweep'= {
            cand --vary 'A number or choice and its values: PATH=FROM:TO:N, PATH=a,b,c, or PATH=LO..HI with --design; may be repeated (default: the [sweep] table of the file)'
            cand --runs 'Replications per point (default: 1000)'
            cand --design 'How points are chosen (default: grid)'
            cand --points 'Number of points, for all designs but the grid (default: 64)'
            cand --outcome 'Outcome class to show where a chart shows one (default: the one whose share moves most)'
            cand --out 'Folder for the files (default: below output/, with --json none)'
            cand --format 'Image format of the charts'
            cand --shard 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --refine 'Halve the step, up to four times, wherever the commonest outcome changes'
            cand --rows 'Write a row per replication to rows.csv and rows.parquet'
            cand --resume 'Go on where the same experiment was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;merge'= {
            cand --out 'Folder for the whole'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --resume 'Go on where joining the same parts was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;compare'= {
            cand --with 'Change a number or choice of B; may be repeated'
            cand --runs 'Number of replications of each'
            cand --out 'Folder for the files (default: below output/, with --json none)'
            cand --format 'Image format of the charts'
            cand --shard 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --rows 'Write a row per replication to rows.csv and rows.parquet'
            cand --resume 'Go on where the same experiment was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;levers'= {
            cand --party 'The party that could change something'
            cand --outcome 'The outcome class whose share it wants to raise'
            cand --also 'Try this change as well; may be repeated'
            cand --screen 'Runs that screen each change'
            cand --runs 'Fresh runs for each of the best changes; of a study in parts, `zopa merge` plays them'
            cand --keep 'How many of the best changes are looked at again'
            cand --out 'Folder for the files (default: below output/, with --json none)'
            cand --format 'Image format of the charts'
            cand --shard 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --rows 'Write a row per replication to rows.csv and rows.parquet'
            cand --resume 'Go on where the same experiment was stopped'
            cand --force 'Replace a result that was made differently or not finished; other files in the folder stay'
            cand --no-charts 'Draw no charts'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;replay'= {
            cand --run 'Which replication, counted from 0'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;plot'= {
            cand --format 'Image format'
            cand --chart 'Which charts (default: all)'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;import'= {
            cand --out 'Scenario file to write (TOML, or JSON where the name ends in .json)'
            cand --reading 'How GENIUS files are understood'
            cand --rounds 'Rounds of the talks; a discount over the whole negotiation is spread over them'
            cand --steps 'Into how many steps the range of a real issue is cut'
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --any-weights 'Take weights that do not add up to 1 as they are'
            cand --force 'Replace the file if it is there'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;explain'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand strategies 'Ways to bid, to accept and to model the others'
            cand protocols 'Who may speak when'
            cand distributions 'How an uncertain number can be spread'
            cand charts 'Charts of a forecast'
            cand scenarios 'Scenarios that zopa ships with'
            cand inputs 'All that --set reaches in a scenario, uncertain inputs first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'zopa;list;strategies'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;protocols'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;distributions'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;charts'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;scenarios'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;inputs'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;list;help'= {
            cand strategies 'Ways to bid, to accept and to model the others'
            cand protocols 'Who may speak when'
            cand distributions 'How an uncertain number can be spread'
            cand charts 'Charts of a forecast'
            cand scenarios 'Scenarios that zopa ships with'
            cand inputs 'All that --set reaches in a scenario, uncertain inputs first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'zopa;list;help;strategies'= {
        }
        &'zopa;list;help;protocols'= {
        }
        &'zopa;list;help;distributions'= {
        }
        &'zopa;list;help;charts'= {
        }
        &'zopa;list;help;scenarios'= {
        }
        &'zopa;list;help;inputs'= {
        }
        &'zopa;list;help;help'= {
        }
        &'zopa;schema'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;completions'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;man'= {
            cand --seed 'Seed of all randomness: the same seed gives the same result'
            cand --threads 'Threads to use (default: as many as the machine has); changes no result'
            cand --set 'Change a number or choice of the scenario first; may be repeated'
            cand --color 'Colours in text; NO_COLOR is respected'
            cand --font 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated'
            cand --json 'Print JSON instead of text'
            cand -q 'Print nothing but errors (and JSON if asked for)'
            cand --quiet 'Print nothing but errors (and JSON if asked for)'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'zopa;help'= {
            cand init 'Write a commented starter scenario'
            cand check 'Check scenario files: every problem at once, and what they hold'
            cand run 'Simulate a scenario: the forecast as a table, charts and report files'
            cand analyze 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers'
            cand tournament 'Let strategies play each other on scenarios: who does how well, and what was left on the table'
            cand sensitivity 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data'
            cand discover 'Say in what region of the inputs an outcome becomes likely'
            cand sweep 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips'
            cand merge 'Join the parts of a study that was spread over machines with --shard'
            cand compare 'Compare two scenarios run by run, or two results: what differs, with intervals'
            cand levers 'Find what a party could change about an outcome, and what each change costs it'
            cand replay 'Tell one replication round by round'
            cand plot 'Draw the charts of a saved result again'
            cand import 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files'
            cand explain 'Explain an error code, a term or a key of the scenario format'
            cand list 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario'
            cand schema 'Print the JSON Schema of scenario files, for editors'
            cand completions 'Print the completions for a shell'
            cand man 'Print the manual page, in roff'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'zopa;help;init'= {
        }
        &'zopa;help;check'= {
        }
        &'zopa;help;run'= {
        }
        &'zopa;help;analyze'= {
        }
        &'zopa;help;tournament'= {
        }
        &'zopa;help;sensitivity'= {
        }
        &'zopa;help;discover'= {
        }
        &'zopa;help;sweep'= {
        }
        &'zopa;help;merge'= {
        }
        &'zopa;help;compare'= {
        }
        &'zopa;help;levers'= {
        }
        &'zopa;help;replay'= {
        }
        &'zopa;help;plot'= {
        }
        &'zopa;help;import'= {
        }
        &'zopa;help;explain'= {
        }
        &'zopa;help;list'= {
            cand strategies 'Ways to bid, to accept and to model the others'
            cand protocols 'Who may speak when'
            cand distributions 'How an uncertain number can be spread'
            cand charts 'Charts of a forecast'
            cand scenarios 'Scenarios that zopa ships with'
            cand inputs 'All that --set reaches in a scenario, uncertain inputs first'
        }
        &'zopa;help;list;strategies'= {
        }
        &'zopa;help;list;protocols'= {
        }
        &'zopa;help;list;distributions'= {
        }
        &'zopa;help;list;charts'= {
        }
        &'zopa;help;list;scenarios'= {
        }
        &'zopa;help;list;inputs'= {
        }
        &'zopa;help;schema'= {
        }
        &'zopa;help;completions'= {
        }
        &'zopa;help;man'= {
        }
        &'zopa;help;help'= {
        }
    ]
    $completions[$command]
}
