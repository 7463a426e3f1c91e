# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_zopa_global_optspecs
    string join \n seed= threads= set= json q/quiet color= font= h/help V/version
end

function __fish_zopa_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_zopa_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_zopa_using_subcommand
    set -l cmd (__fish_zopa_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c zopa -n "__fish_zopa_needs_command" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_needs_command" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_needs_command" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_needs_command" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_needs_command" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_needs_command" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_needs_command" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_needs_command" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "init" -d 'Write a commented starter scenario'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "check" -d 'Check scenario files: every problem at once, and what they hold'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "run" -d 'Simulate a scenario: the forecast as a table, charts and report files'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "analyze" -d 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "tournament" -d 'Let strategies play each other on scenarios: who does how well, and what was left on the table'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "sensitivity" -d 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "discover" -d 'Say in what region of the inputs an outcome becomes likely'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "sweep" -d 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "merge" -d 'Join the parts of a study that was spread over machines with --shard'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "compare" -d 'Compare two scenarios run by run, or two results: what differs, with intervals'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "levers" -d 'Find what a party could change about an outcome, and what each change costs it'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "replay" -d 'Tell one replication round by round'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "plot" -d 'Draw the charts of a saved result again'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "import" -d 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "explain" -d 'Explain an error code, a term or a key of the scenario format'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "list" -d 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "schema" -d 'Print the JSON Schema of scenario files, for editors'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "man" -d 'Print the manual page, in roff'
complete -c zopa -n "__fish_zopa_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c zopa -n "__fish_zopa_using_subcommand init" -l from -d 'Start from a shipped scenario (zopa list scenarios)' -r -f -a "starter\t''
split-the-pie\t''
take-it-or-leave-it\t''
house-price\t''
majority-budget\t''
truce\t''
envoy\t''
labour-contract\t''
budget-coalition\t''
us-russia-2025-03-18\t''
us-russia-2025-03-18-common-table\t''"
complete -c zopa -n "__fish_zopa_using_subcommand init" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand init" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand init" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand init" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand init" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand init" -l force -d 'Replace the file if it is there'
complete -c zopa -n "__fish_zopa_using_subcommand init" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand init" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand init" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand check" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand check" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand check" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand check" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand check" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand check" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand check" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand check" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand run" -l runs -d 'Number of replications, or `auto`: until the headline share is known well enough' -r
complete -c zopa -n "__fish_zopa_using_subcommand run" -l out -d 'Folder for the files (default: output/SCENARIO/RUNS-SEED)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand run" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand run" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand run" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand run" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand run" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand run" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand run" -l force -d 'Replace a result that was made differently; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand run" -l rows -d 'Write a row per replication to rows.csv'
complete -c zopa -n "__fish_zopa_using_subcommand run" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand run" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand run" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand run" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l from -d 'Disagreement point that gains are measured from' -r -f -a "reservation\t'What no deal is worth to each party'
status-quo\t'The utility of the status quo'"
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l power -d 'Bargaining power of a party in the Nash solution, above 0 (default: 1); may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l draws -d 'Say in which share of N draws of the uncertain inputs and red lines it holds' -r
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l out -d 'Folder for the charts (default: output/SCENARIO/analysis-SEED)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l lotteries -d 'Find the Nash solution over lotteries of packages too'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l charts -d 'Draw the charts frontier and conditions'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l force -d 'Replace charts that were made differently; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand analyze" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -s s -l strategies -d 'The strategies, separated by commas (zopa list strategies); keys may follow a colon: boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l rounds -d 'Rounds until the deadline (default: as each scenario says)' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l runs -d 'Games per seating, each with its own draw of what is uncertain' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l out -d 'Folder for the files (default: output/tournament/..., with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l every-seating -d 'Seat strategies in every way, not only in pairs (more than two parties)'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l resume -d 'Go on where the same tournament was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand tournament" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l output -d 'What to look at: outcome.ID, utility.PARTY or day (default: the commonest outcome)' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l runs -d 'Replications of the forecast that all else is compared with' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l moves -d 'Replications per end of an input in the tornado; 0 leaves it out' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l trajectories -d 'Trajectories of Morris\' elementary effects; 0 leaves them out' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l samples -d 'Base samples of Sobol\'s indices (default: so many that they take about as long as the rest); 0 leaves them out' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l out -d 'Folder for the files (default: below output/, with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l shard -d 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l rows -d 'Write a row per replication to rows.csv and rows.parquet'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l resume -d 'Go on where the same experiment was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand sensitivity" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l outcome -d 'The outcome class (default: the commonest)' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l runs -d 'Replications that shape the boxes, and again as many that choose and measure one each' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l density -d 'Share of the replications in the box that end so, at least (default: what separates best)' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l peel -d 'Share of the replications left that a cut takes away' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l out -d 'Folder for the files (default: below output/, with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l shard -d 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l rows -d 'Write a row per replication to rows.csv and rows.parquet'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l resume -d 'Go on where the same experiment was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand discover" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l vary -d 'A number or choice and its values: PATH=FROM:TO:N, PATH=a,b,c, or PATH=LO..HI with --design; may be repeated (default: the [sweep] table of the file)' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l runs -d 'Replications per point (default: 1000)' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l design -d 'How points are chosen (default: grid)' -r -f -a "grid\t''
lhs\t''
sobol\t''
halton\t''"
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l points -d 'Number of points, for all designs but the grid (default: 64)' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l outcome -d 'Outcome class to show where a chart shows one (default: the one whose share moves most)' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l out -d 'Folder for the files (default: below output/, with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l shard -d 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l refine -d 'Halve the step, up to four times, wherever the commonest outcome changes'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l rows -d 'Write a row per replication to rows.csv and rows.parquet'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l resume -d 'Go on where the same experiment was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand sweep" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l out -d 'Folder for the whole' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l resume -d 'Go on where joining the same parts was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand merge" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l with -d 'Change a number or choice of B; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l runs -d 'Number of replications of each' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l out -d 'Folder for the files (default: below output/, with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l shard -d 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l rows -d 'Write a row per replication to rows.csv and rows.parquet'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l resume -d 'Go on where the same experiment was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand compare" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l party -d 'The party that could change something' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l outcome -d 'The outcome class whose share it wants to raise' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l also -d 'Try this change as well; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l screen -d 'Runs that screen each change' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l runs -d 'Fresh runs for each of the best changes; of a study in parts, `zopa merge` plays them' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l keep -d 'How many of the best changes are looked at again' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l out -d 'Folder for the files (default: below output/, with --json none)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l format -d 'Image format of the charts' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l shard -d 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l rows -d 'Write a row per replication to rows.csv and rows.parquet'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l resume -d 'Go on where the same experiment was stopped'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l force -d 'Replace a result that was made differently or not finished; other files in the folder stay'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l no-charts -d 'Draw no charts'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand levers" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l run -d 'Which replication, counted from 0' -r
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand replay" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand replay" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand replay" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l format -d 'Image format' -r -f -a "png\t'Pixels, 2000 x 1125'
svg\t'Lines and text'
both\t'Both'"
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l chart -d 'Which charts (default: all)' -r -f -a "outcomes\t'How will it end?'
conditions\t'Who cannot live with what?'
package\t'Which clauses come together?'
payoffs\t'What does each side get?'
frontier\t'Was anything left on the table?'
dance\t'How did the talks go?'
concessions\t'How far and how fast does each side give way?'
timing\t'When is it settled, if at all?'
inputs\t'What do the runs start from?'"
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand plot" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand plot" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand plot" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand plot" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand import" -l out -d 'Scenario file to write (TOML, or JSON where the name ends in .json)' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand import" -l reading -d 'How GENIUS files are understood' -r -f -a "genius\t'As GENIUS means them'
negmas\t'As NegMAS loads them, for comparison'"
complete -c zopa -n "__fish_zopa_using_subcommand import" -l rounds -d 'Rounds of the talks; a discount over the whole negotiation is spread over them' -r
complete -c zopa -n "__fish_zopa_using_subcommand import" -l steps -d 'Into how many steps the range of a real issue is cut' -r
complete -c zopa -n "__fish_zopa_using_subcommand import" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand import" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand import" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand import" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand import" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand import" -l any-weights -d 'Take weights that do not add up to 1 as they are'
complete -c zopa -n "__fish_zopa_using_subcommand import" -l force -d 'Replace the file if it is there'
complete -c zopa -n "__fish_zopa_using_subcommand import" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand import" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand import" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand explain" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand explain" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand explain" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "strategies" -d 'Ways to bid, to accept and to model the others'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "protocols" -d 'Who may speak when'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "distributions" -d 'How an uncertain number can be spread'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "charts" -d 'Charts of a forecast'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "scenarios" -d 'Scenarios that zopa ships with'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "inputs" -d 'All that --set reaches in a scenario, uncertain inputs first'
complete -c zopa -n "__fish_zopa_using_subcommand list; and not __fish_seen_subcommand_from strategies protocols distributions charts scenarios inputs help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from strategies" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from protocols" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from distributions" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from charts" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from scenarios" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from inputs" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "strategies" -d 'Ways to bid, to accept and to model the others'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "protocols" -d 'Who may speak when'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "distributions" -d 'How an uncertain number can be spread'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "charts" -d 'Charts of a forecast'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "scenarios" -d 'Scenarios that zopa ships with'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "inputs" -d 'All that --set reaches in a scenario, uncertain inputs first'
complete -c zopa -n "__fish_zopa_using_subcommand list; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand schema" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand schema" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand schema" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand completions" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand completions" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand completions" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand man" -l seed -d 'Seed of all randomness: the same seed gives the same result' -r
complete -c zopa -n "__fish_zopa_using_subcommand man" -l threads -d 'Threads to use (default: as many as the machine has); changes no result' -r
complete -c zopa -n "__fish_zopa_using_subcommand man" -l set -d 'Change a number or choice of the scenario first; may be repeated' -r
complete -c zopa -n "__fish_zopa_using_subcommand man" -l color -d 'Colours in text; NO_COLOR is respected' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c zopa -n "__fish_zopa_using_subcommand man" -l font -d 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated' -r -F
complete -c zopa -n "__fish_zopa_using_subcommand man" -l json -d 'Print JSON instead of text'
complete -c zopa -n "__fish_zopa_using_subcommand man" -s q -l quiet -d 'Print nothing but errors (and JSON if asked for)'
complete -c zopa -n "__fish_zopa_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c zopa -n "__fish_zopa_using_subcommand man" -s V -l version -d 'Print version'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "init" -d 'Write a commented starter scenario'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "check" -d 'Check scenario files: every problem at once, and what they hold'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "run" -d 'Simulate a scenario: the forecast as a table, charts and report files'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "analyze" -d 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "tournament" -d 'Let strategies play each other on scenarios: who does how well, and what was left on the table'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "sensitivity" -d 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "discover" -d 'Say in what region of the inputs an outcome becomes likely'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "sweep" -d 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "merge" -d 'Join the parts of a study that was spread over machines with --shard'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "compare" -d 'Compare two scenarios run by run, or two results: what differs, with intervals'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "levers" -d 'Find what a party could change about an outcome, and what each change costs it'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "replay" -d 'Tell one replication round by round'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "plot" -d 'Draw the charts of a saved result again'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "import" -d 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "explain" -d 'Explain an error code, a term or a key of the scenario format'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "list" -d 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "schema" -d 'Print the JSON Schema of scenario files, for editors'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "completions" -d 'Print the completions for a shell'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "man" -d 'Print the manual page, in roff'
complete -c zopa -n "__fish_zopa_using_subcommand help; and not __fish_seen_subcommand_from init check run analyze tournament sensitivity discover sweep merge compare levers replay plot import explain list schema completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "strategies" -d 'Ways to bid, to accept and to model the others'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "protocols" -d 'Who may speak when'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "distributions" -d 'How an uncertain number can be spread'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "charts" -d 'Charts of a forecast'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "scenarios" -d 'Scenarios that zopa ships with'
complete -c zopa -n "__fish_zopa_using_subcommand help; and __fish_seen_subcommand_from list" -f -a "inputs" -d 'All that --set reaches in a scenario, uncertain inputs first'
